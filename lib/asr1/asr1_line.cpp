#include "lib/asr1/asr1_line.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <optional>

#include "lib/base/text.hpp"

namespace replenishment {
namespace {

constexpr std::size_t kLongestText = 128;

std::string_view WithoutSpaces(std::string_view text) {
    const std::size_t at = text.find_first_not_of(' ');
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

}  // namespace

Asr1Line::Asr1Line(std::int64_t number, std::string_view text) : number_(number) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    rest_ = WithoutSpaces(text);
}

std::string Asr1Line::Quoted(std::string_view word) {
    constexpr std::size_t kMost = 40;
    return '"' + base::CleanText(word.substr(0, 4 * kMost), kMost) + (word.size() > kMost ? "...\"" : "\"");
}

void Asr1Line::Fail(std::string code, std::string_view found, std::string_view expected) const {
    throw Asr1Error(number_, std::move(code), fmt::format("{}; expected {}", found, expected));
}

std::string_view Asr1Line::Word(std::string_view name) {
    if (rest_.empty()) Fail("missing_field", "the line ends early", name);
    const std::string_view word = rest_.substr(0, rest_.find(' '));
    rest_ = WithoutSpaces(rest_.substr(word.size()));
    return word;
}

std::string_view Asr1Line::Text(std::string_view name) {
    const std::string_view word = Word(name);
    bool printable = word.size() <= kLongestText && !base::FindInvalidUtf8(word);
    for (const char octet : word) {
        const auto value = static_cast<unsigned char>(octet);
        printable = printable && value > 0x20 && value != 0x7f;
    }
    if (!printable) {
        Fail("not_text", fmt::format("{} is {}", name, Quoted(word)),
             fmt::format("at most {} octets of UTF-8 without control characters", kLongestText));
    }
    return word;
}

std::int64_t Asr1Line::Number(std::string_view name, std::int64_t low, std::int64_t high) {
    return NumberIn(Word(name), name, low, high);
}

std::int64_t Asr1Line::NumberIn(std::string_view word, std::string_view name, std::int64_t low,
                                std::int64_t high) const {
    std::int64_t value = 0;
    const char* const end = word.data() + word.size();
    const auto [at, error] = std::from_chars(word.data(), end, value);
    const bool number = at == end && !word.empty();
    if (!number || error == std::errc::invalid_argument) {
        Fail("not_a_number", fmt::format("{} is {}", name, Quoted(word)),
             fmt::format("a whole number, {} to {}", low, high));
    }
    if (error != std::errc() || value < low || value > high) {
        Fail("out_of_range", fmt::format("{} is {}", name, Quoted(word)), fmt::format("{} to {}", low, high));
    }
    return value;
}

int Asr1Line::Level(std::string_view word) const {
    constexpr int kLow = std::numeric_limits<int>::min();
    constexpr int kHigh = std::numeric_limits<int>::max();
    int value = 0;
    const char* const end = word.data() + word.size();
    const auto [at, error] = std::from_chars(word.data(), end, value);
    if (word.empty() || at != end || error == std::errc::invalid_argument) {
        Fail("not_a_number", "a level is " + Quoted(word), "a whole number");
    }
    if (error == std::errc::result_out_of_range) return word.front() == '-' ? kLow : kHigh;
    return value;
}

void Asr1Line::End() {
    if (!rest_.empty())
        Fail("surplus_field", fmt::format("{} follows", Quoted(rest_.substr(0, rest_.find(' ')))),
             "the end of the line");
}

}  // namespace replenishment
