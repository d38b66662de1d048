#include "agent/devices/texts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <utility>

#include "lib/base/hex.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"
#include "lib/printing/printer_text.hpp"

namespace agent::devices {

std::string CutModel(std::string text) {
    static constexpr std::string_view kEnds[] = {";",     " / ",       ",",     " version ", " Version",
                                                 " Ver.", " Firmware", " Rev.", " /P",       " kernel "};
    for (const auto end : kEnds) {
        if (const auto at = text.find(end); at != std::string::npos) text.resize(at);
    }
    return std::string(base::Trim(text));
}

std::string WithoutBrand(const Brands& brands, std::string_view text) {
    static const std::regex kFirm(R"(^(?:\s|corp|corporation|inc|ltd|limited|company|co|[.,])+(?=\s))",
                                  std::regex::icase | std::regex::optimize);
    // One space and then no first letter of these is most of what comes here.
    const auto may_be_firm = [](std::string_view rest) {
        const auto word = rest.find_first_not_of(" \t\r\n\f\v");
        return word != 1 || std::string_view("cCiIlL.,").find(rest[word]) != std::string_view::npos;
    };
    const auto first = brands.Of(text);
    for (auto brand = first; brand && brand->name == first->name; brand = brands.Of(text)) {
        text.remove_prefix(brand->length);
        std::cmatch match;
        if (may_be_firm(text) && std::regex_search(text.data(), text.data() + text.size(), match, kFirm,
                                                   std::regex_constants::match_continuous))
            text.remove_prefix(static_cast<std::size_t>(match.length()));
        text = base::Trim(text);
    }
    return std::string(text);
}

std::optional<UnknownBrandName> UnknownBrand(std::string_view text) {
    // What machines are called, whoever made them; a family of models is no maker, either.
    static constexpr std::array kNoBrands = std::to_array<std::string_view>(
        {"printer",    "laser",    "color",         "colour",    "mono",       "network",   "print",       "server",
         "label",      "thermal",  "multifunction", "mfp",       "mfc",        "all",       "aio",         "laserjet",
         "officejet",  "deskjet",  "designjet",     "pagewide",  "photosmart", "psc",       "imagerunner", "imageclass",
         "imagepress", "pixma",    "lbp",           "bizhub",    "ineo",       "ecosys",    "taskalfa",    "workcentre",
         "versalink",  "altalink", "phaser",        "docuprint", "docucentre", "apeosport", "aficio",      "workforce",
         "ecotank",    "stylus",   "scanner",       "fax",       "copier",     "ethernet",  "linux",       "windows",
         "software",   "version",  "hardware",      "embedded",  "snmp",       "agent",     "the",         "this",
         "model",      "device",   "system",        "office",    "digital",    "jetdirect", "xerographic", "e",
         "type",       "series",   "port",          "tray",      "pro",        "nic",       "lan",         "unit"});
    std::size_t end = 0;
    while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) ++end;
    if (end < 3 || end == text.size() || end > 24) return std::nullopt;
    std::size_t model = end;
    while (model < text.size() && (text[model] == ' ' || text[model] == '_')) ++model;
    if (model == end || model == text.size()) return std::nullopt;
    // The word that follows is the model: it has a digit, and is no version.
    const std::string_view next = text.substr(model, text.find_first_of(" ,;/", model) - model);
    const bool letters = std::isalnum(static_cast<unsigned char>(next.empty() ? ' ' : next[0])) != 0;
    if (!letters || next.find_first_of("0123456789") == std::string_view::npos ||
        next.find('.') != std::string_view::npos)
        return std::nullopt;
    const std::string lower = base::ToLowerAscii(text.substr(0, end));
    if (std::ranges::find(kNoBrands, lower) != kNoBrands.end()) return std::nullopt;
    std::string name(text.substr(0, end));
    const bool capitals = std::ranges::all_of(name, [](unsigned char c) { return std::isupper(c) != 0; });
    if (capitals && name.size() > 4) name = name[0] + lower.substr(1);
    return UnknownBrandName{std::move(name), model};
}

std::string WithoutVersion(std::string text) {
    static const std::regex kVersion(R"(\s+\d+(?:\.\d+)+$)");
    if (text.find('.') == std::string::npos) return text;
    return std::regex_replace(text, kVersion, "");
}

std::optional<std::string> LabelledSerial(std::string_view description) {
    static const std::regex kSerial(R"((?:^|[,; ])(?:S/N|SN)[: ] ?([A-Za-z0-9][A-Za-z0-9\-]{5,31})(?=$|[,; ]))",
                                    std::regex::optimize);
    std::cmatch match;
    if (description.find("SN") == std::string_view::npos && description.find("S/N") == std::string_view::npos) {
        return std::nullopt;
    }
    if (!std::regex_search(description.data(), description.data() + description.size(), match, kSerial)) {
        return std::nullopt;
    }
    return printing::UsableSerial(match[1].str());
}

namespace {

std::string HexLetters(std::string_view text);

}  // namespace

std::optional<std::string> DeviceIdValue(std::string_view device_id, std::string_view key, std::string_view long_key) {
    while (!device_id.empty()) {
        const auto end = std::min(device_id.find(';'), device_id.size());
        std::string_view field = base::Trim(device_id.substr(0, end));
        device_id.remove_prefix(std::min(end + 1, device_id.size()));
        const auto colon = field.find(':');
        if (colon == std::string_view::npos) continue;
        // Keys come in any case ("Mfg:", "mdl:").
        const std::string name = base::ToLowerAscii(base::Trim(field.substr(0, colon)));
        if (name.empty() || (name != base::ToLowerAscii(key) && name != base::ToLowerAscii(long_key))) continue;
        std::string value = base::CleanText(field.substr(colon + 1));
        if (!value.empty() && !printing::IsPlaceholder(value)) return value;
    }
    return std::nullopt;
}

std::optional<std::string> DeviceIdSerial(std::string_view device_id) {
    static constexpr std::pair<std::string_view, std::string_view> kKeys[] = {{"SN", "SERIALNUMBER"},
                                                                              {"SERN", "SERIAL NUMBER"},
                                                                              {"SER", "SERIAL"},
                                                                              {"NS", "SERIAL_NUMBER"},
                                                                              {"S/N", "SERNO"}};
    for (const auto& [key, long_key] : kKeys) {
        const auto value = DeviceIdValue(device_id, key, long_key);
        if (!value) continue;
        const std::string letters = HexLetters(*value);
        if (auto serial = printing::UsableSerial(letters.empty() ? *value : letters)) return serial;
    }
    return std::nullopt;
}

namespace {

// "5A384246303031323334" -> "Z8BF001234". Empty where it is not that: a serial number of digits alone stays as it is, for
// nothing tells it from the digits of digits.
std::string HexLetters(std::string_view text) {
    constexpr std::size_t kShortest = 8;  // letters
    if (text.size() < 2 * kShortest) return {};
    auto letters = base::FromHex(text);
    if (!letters) return {};
    bool has_letter = false;
    for (const char letter : *letters) {
        const bool is_letter = (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
        if (!is_letter && (letter < '0' || letter > '9')) return {};
        has_letter = has_letter || is_letter;
    }
    return has_letter ? *letters : std::string();
}

}  // namespace

}  // namespace agent::devices
