#include <algorithm>
#include <array>
#include <regex>

#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"
#include "lib/printing/printer_text.hpp"

namespace printing {
namespace {

bool IsLetterOctet(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// As a whole word for letters of the Latin alphabet; anywhere for the scripts that write no spaces.
std::size_t FindWord(std::string_view text, std::string_view word) {
    const bool ascii = static_cast<unsigned char>(word[0]) < 0x80;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if (!ascii) return at;
        if ((at == 0 || !IsLetterOctet(text[at - 1])) && (end == text.size() || !IsLetterOctet(text[end]))) {
            return at;
        }
    }
    return std::string_view::npos;
}

struct TypeWord {
    std::string_view text;
    SupplyType type;
};

// The first that occurs decides, so the special ones stand before the general ones.
constexpr std::array kTypes = std::to_array<TypeWord>({
    {"waste toner", SupplyType::kWasteToner},
    {"toner waste", SupplyType::kWasteToner},
    {"toner collection", SupplyType::kWasteToner},
    {"waste ink", SupplyType::kWasteInk},
    {"belt cleaner", SupplyType::kCleanerUnit},
    {"cleaning unit", SupplyType::kCleanerUnit},
    {"fuser oil", SupplyType::kFuserOil},
    {"fuser", SupplyType::kFuser},
    {"fusing unit", SupplyType::kFuser},
    {"transfer belt", SupplyType::kTransferUnit},
    {"transfer unit", SupplyType::kTransferUnit},
    {"transfer roller", SupplyType::kTransferUnit},
    {"transfer roll", SupplyType::kTransferUnit},
    {"transfer kit", SupplyType::kTransferUnit},
    {"photoconductor", SupplyType::kOpc},
    {"photoconductive", SupplyType::kOpc},
    {"drum", SupplyType::kOpc},
    {"developer", SupplyType::kDeveloper},
    {"staples", SupplyType::kStaples},
    {"staple cartridge", SupplyType::kStaples},
    {"toner", SupplyType::kToner},
    {"ink", SupplyType::kInk},
    {"废弃碳粉", SupplyType::kWasteToner},
    {"廢棄碳粉", SupplyType::kWasteToner},
    {"碳粉", SupplyType::kToner},
    {"墨粉", SupplyType::kToner},
    {"トナー", SupplyType::kToner},
});

}  // namespace

std::optional<SupplyType> TypeFromWords(std::string_view description) {
    const std::string text = base::ToLowerAscii(description);
    for (const TypeWord& word : kTypes) {
        if (FindWord(text, word.text) != std::string_view::npos) return word.type;
    }
    return std::nullopt;
}

std::optional<SupplyClass> ClassOfType(SupplyType type) {
    switch (type) {
        case SupplyType::kOther:
        case SupplyType::kUnknown:
            return std::nullopt;
        case SupplyType::kWasteToner:
        case SupplyType::kWasteInk:
        case SupplyType::kWasteWax:
        case SupplyType::kWasteWater:
        case SupplyType::kWastePaper:
            return SupplyClass::kReceptacle;
        default:
            return SupplyClass::kConsumed;
    }
}

std::optional<std::string> UsableSerial(std::string_view text) {
    std::string clean = base::CleanText(text, 64);
    // "S/N: AB12345": the label is none of it.
    static const std::regex kLabel(R"(^(?:S/N|SN|Serial(?:\s?(?:No\.?|Number|#))?)\s*[:=#]\s*)",
                                   std::regex::icase | std::regex::optimize);
    std::smatch label;
    if (clean.find_first_of(":=#") != std::string::npos && std::regex_search(clean, label, kLabel)) {
        clean.erase(0, static_cast<std::size_t>(label.length()));
    }
    // Memory that nobody has written to has all bits set: "\u00ff" as Latin-1.
    for (std::size_t at = 0; clean.substr(at, 2) == "\u00ff"; at += 2) {
        if (at + 2 == clean.size()) return std::nullopt;
    }
    const std::string lower = base::ToLowerAscii(clean);
    if (clean.size() < 3 || IsPlaceholder(clean) || lower == "default") return std::nullopt;
    if (lower.find_first_not_of(lower[0]) == std::string::npos &&
        std::string_view("0x-?*.#_").find(lower[0]) != std::string_view::npos) {
        return std::nullopt;
    }
    return clean;
}

PartNumbers PartNumbersFromWords(std::string_view description) {
    static const std::regex kPart(
        R"((?:^|[\s,;(])(?:PN|P/N|Part\s?(?:No\.?|Number))[\s:_#]*([A-Za-z0-9][A-Za-z0-9.\-]{3,31}))",
        std::regex::icase | std::regex::optimize);
    static const std::regex kSerial(
        R"((?:^|[\s,;(_])(?:S/N|SN|Serial\s?(?:No\.?|Number)?)[\s:_#]*([A-Za-z0-9][A-Za-z0-9\-]{5,63}))",
        std::regex::icase | std::regex::optimize);
    // A label is one of: PN, P/N, SN, S/N, Part, Serial; most descriptions have none of the letters, or no number.
    if (description.find_first_of("NnSsPp") == std::string_view::npos || description.size() < 8 ||
        description.find_first_of("0123456789") == std::string_view::npos) {
        return {};
    }
    const std::string lower = base::ToLowerAscii(description);
    const auto has = [&lower](std::string_view label) { return lower.find(label) != std::string::npos; };
    const bool maybe_part = has("pn") || has("p/n") || has("part");
    const bool maybe_serial = has("sn") || has("s/n") || has("serial");
    PartNumbers out;
    std::cmatch match;
    const char* const begin = description.data();
    const char* const end = begin + description.size();
    const auto has_digit = [](const std::string& text) {
        return text.find_first_of("0123456789") != std::string::npos;
    };
    if (maybe_part && std::regex_search(begin, end, match, kPart) && has_digit(match[1])) out.part_number = match[1];
    if (maybe_serial && std::regex_search(begin, end, match, kSerial) && has_digit(match[1])) {
        out.serial_number = UsableSerial(match[1].str());
    }
    return out;
}

std::string NameFromWords(std::string_view description) {
    // A labelled value has a digit, or says that it is none; a bracket around both goes with them.
    static const std::regex kNumbers(
        R"((?:^|[\s,;(\[_\-]{1,8})(?:PN|P/N|Part\s?(?:No\.?|Number)|S/N|SN|Serial\s?(?:No\.?|Number)?)[\s:_#]{0,8})"
        R"((?:unknown|none|n/a|(?=[A-Za-z.\-]{0,63}[0-9])[A-Za-z0-9][A-Za-z0-9.\-]{3,63})(?=$|[\s,;)\]])[)\]]?)",
        std::regex::icase | std::regex::optimize);
    const std::string lower = base::ToLowerAscii(description);
    const bool labelled =
        std::ranges::any_of(std::array{"pn", "p/n", "part", "sn", "s/n", "serial"},
                            [&lower](const char* label) { return lower.find(label) != std::string::npos; });
    if (!labelled) return std::string(description);
    std::string name = std::regex_replace(std::string(description), kNumbers, "");
    const auto last = name.find_last_not_of(" ,;:-_");
    name.resize(last == std::string::npos ? 0 : last + 1);
    name.erase(0, name.find_first_not_of(" ,;"));
    return name.empty() ? std::string(description) : name;
}

}  // namespace printing
