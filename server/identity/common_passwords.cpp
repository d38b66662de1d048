#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_set>

#include "embedded/breached_passwords.hpp"
#include "embedded/common_passwords.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "server/identity/password_rules.hpp"

// What people choose when they are asked for a password: words, walks over the keyboard, and what leaked elsewhere (IDN-2).
namespace identity {

namespace {

// So much around a known word adds little: a year, a few digits, a sign. More is the password.
constexpr std::size_t kAround = 8;

bool IsLetter(char c) {
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

const std::unordered_set<std::string_view>& CommonWords() {
    static const auto words = [] {
        std::unordered_set<std::string_view> set;
        for (const embedded::File& file : embedded::common_passwords()) {
            std::string_view rest = file.bytes;
            while (!rest.empty()) {
                const auto end = std::min(rest.find('\n'), rest.size());
                if (end > 0) set.insert(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return set;
    }();
    return words;
}

bool IsWord(std::string_view text) {
    return CommonWords().contains(text);
}

// "p@ssw0rd" -> "password"; `one`: what "1", "!" and "|" are for, "i" or "l".
std::string WithoutLookalikes(std::string_view text, char one) {
    constexpr std::string_view kSigns = "034@5$6789+";
    constexpr std::string_view kLetters = "oeaassgtbgt";
    std::string plain(text);
    for (char& c : plain) {
        if (c == '1' || c == '!' || c == '|') {
            c = one;
        } else if (const auto at = kSigns.find(c); at != kSigns.npos) {
            c = kLetters[at];
        }
    }
    return plain;
}

// Without what is not a letter at both ends.
std::string_view Core(std::string_view text) {
    while (!text.empty() && !IsLetter(text.front())) text.remove_prefix(1);
    while (!text.empty() && !IsLetter(text.back())) text.remove_suffix(1);
    return text;
}

std::string LettersOf(std::string_view text) {
    std::string letters;
    std::ranges::copy_if(text, std::back_inserter(letters), IsLetter);
    return letters;
}

// One of these, and again, and again.
bool IsMadeOf(std::string_view text, std::string_view first, std::string_view second) {
    while (!text.empty()) {
        if (text.starts_with(first)) {
            text.remove_prefix(first.size());
        } else if (!second.empty() && text.starts_with(second)) {
            text.remove_prefix(second.size());
        } else {
            return false;
        }
    }
    return true;
}

// A word or two of the list, joined and repeated: "passwordpassword", "dragonfootballdragon".
bool IsWordsJoined(std::string_view text) {
    constexpr std::size_t kWord = 3;
    if (IsWord(text)) return true;
    for (std::size_t cut = kWord; cut < text.size(); ++cut) {
        const std::string_view first = text.substr(0, cut);
        if (!IsWord(first)) continue;
        std::string_view rest = text.substr(cut);
        while (rest.starts_with(first)) rest.remove_prefix(first.size());
        if (rest.empty()) return true;
        for (std::size_t end = kWord; end <= rest.size(); ++end) {
            const std::string_view second = rest.substr(0, end);
            if (IsWord(second) && IsMadeOf(rest.substr(end), first, second)) return true;
        }
    }
    return false;
}

bool IsRepetition(std::string_view text) {
    for (std::size_t unit = 1; unit <= text.size() / 2; ++unit) {
        bool repeats = true;
        for (std::size_t i = unit; repeats && i < text.size(); ++i) repeats = text[i] == text[i - unit];
        if (repeats) return true;
    }
    return false;
}

// ---- walks over a keyboard ---------------------------------------------------------------------------------

struct KeyPlace {
    int x = 0;
    int y = 0;
    bool operator==(const KeyPlace&) const = default;
};
using Keyboard = std::array<std::string_view, 4>;  // rows from the top; a column is one index

constexpr Keyboard kKeyboards[] = {
    {"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"},
    {"1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm,.-"},
    {"1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!"},
    {"789", "456", "123", "0"},  // the block of digits
};

std::optional<KeyPlace> FindKey(const Keyboard& keyboard, char c) {
    for (std::size_t row = 0; row < keyboard.size(); ++row) {
        const auto at = keyboard[row].find(c);
        if (at != std::string_view::npos) return KeyPlace{static_cast<int>(at), static_cast<int>(row)};
    }
    return std::nullopt;
}

// The next letter or digit, up or down, or the same again.
bool AreNeighbours(char a, char b) {
    return a == b || (std::isalnum(static_cast<unsigned char>(a)) != 0 && (b - a == 1 || a - b == 1));
}

// How many characters from `start` on lie side by side: along a row, down a column or back, with a turn or without.
std::size_t WalkFrom(std::string_view text, std::size_t start) {
    std::size_t longest = 1;
    std::size_t end = start + 1;
    while (end < text.size() && AreNeighbours(text[end - 1], text[end])) ++end;
    if (end - start >= 4) longest = end - start;
    for (const Keyboard& keyboard : kKeyboards) {
        const auto first = FindKey(keyboard, text[start]);
        if (!first) continue;
        std::size_t straight = 1;  // three in one line are no accident where hardly anything else is there
        std::size_t turning = 1;   // any way, one key at a time; many words of a language have a few
        std::optional<KeyPlace> line;
        KeyPlace last = *first;
        bool in_line = true;
        for (std::size_t at = start + 1; at < text.size(); ++at) {
            const auto key = FindKey(keyboard, text[at]);
            if (!key) break;
            const KeyPlace step{key->x - last.x, key->y - last.y};
            if (std::abs(step.x) > 1 || std::abs(step.y) > 1) break;
            in_line = in_line && (!line || *line == step) && step != KeyPlace{};
            line = step;
            last = *key;
            ++turning;
            if (in_line) ++straight;
        }
        if (straight >= 3) longest = std::max(longest, straight);
        if (turning >= 6) longest = std::max(longest, turning);
    }
    return longest;
}

// All but three characters lie on walks.
bool IsWalk(std::string_view text) {
    std::size_t outside = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t walked = WalkFrom(text, start);
        if (walked == 1) ++outside;
        start += walked;
    }
    return outside <= 3;
}

// "!QAZ@WSX" -> "1qaz2wsx": the same walk with the other hand on the key for capitals.
std::string Unshifted(std::string_view text) {
    constexpr std::string_view kShifted = "!@#$%^&*()_+{}:<>?\"";
    constexpr std::string_view kPlain = "1234567890-=[];,./'";
    std::string plain(text);
    for (char& c : plain) {
        if (const auto at = kShifted.find(c); at != kShifted.npos) c = kPlain[at];
    }
    return plain;
}

// ---- what leaked elsewhere ---------------------------------------------------------------------------------

std::uint32_t ReadNumber(std::string_view bytes, std::size_t at, int octets) {
    std::uint32_t number = 0;
    for (int octet = octets - 1; octet >= 0; --octet) {
        number = (number << 8) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(octet)]);
    }
    return number;
}

// The filter that tools/passwords.ts writes; its head says how. Who is not in it is taken for a member once in 65,536.
bool IsBreached(std::string_view text) {
    constexpr std::size_t kHead = 12;
    static const std::string_view file = [] {
        const std::string_view bytes = embedded::breached_passwords().front().bytes;
        if (!bytes.starts_with("PXF1") || bytes.size() != kHead + std::size_t{6} * ReadNumber(bytes, 8, 4)) {
            throw std::runtime_error("server/identity/breached_passwords.bin is not what tools/passwords.ts writes");
        }
        return bytes;
    }();
    static const std::string seed = std::to_string(ReadNumber(file, 4, 4)) + '\n';
    static const std::uint32_t third = ReadNumber(file, 8, 4);
    const std::string hash = base::Sha256(seed + std::string(text));
    std::uint32_t print = ReadNumber(hash, 12, 2);
    for (std::size_t part = 0; part < 3; ++part) {
        const std::size_t cell = part * third + ReadNumber(hash, 4 * part, 4) % third;
        print ^= ReadNumber(file, kHead + 2 * cell, 2);
    }
    return print == 0;
}

}  // namespace

bool IsCommonPassword(std::string_view password) {
    const std::string folded = base::FoldCase(password);
    if (std::set<char>(folded.begin(), folded.end()).size() < 5) return true;
    if (IsRepetition(folded) || IsWalk(folded) || IsWalk(Unshifted(folded))) return true;
    std::set<std::string> readings{folded};
    for (const char one : {'i', 'l'}) {
        readings.insert(WithoutLookalikes(folded, one));
        // Inside the word only: "P@ssw0rd2024!" ends in digits that are digits.
        readings.insert(WithoutLookalikes(Core(folded), one));
    }
    for (const std::string& text : readings) {
        if (folded.size() > text.size() + kAround) continue;
        const std::string_view core = Core(text);
        // "secret1secret2": the letters alone.
        for (const std::string& known : {text, std::string(core), LettersOf(text)}) {
            if (folded.size() > known.size() + kAround) continue;
            if (IsWordsJoined(known) || (known.size() >= 7 && IsBreached(known))) return true;
        }
    }
    return false;
}

}  // namespace identity
