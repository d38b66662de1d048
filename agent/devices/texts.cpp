#include "agent/devices/texts.hpp"

#include <algorithm>
#include <regex>

#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"

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
    const auto first = brands.Of(text);
    for (auto brand = first; brand && brand->name == first->name; brand = brands.Of(text)) {
        text.remove_prefix(brand->length);
        std::cmatch match;
        if (std::regex_search(text.data(), text.data() + text.size(), match, kFirm,
                              std::regex_constants::match_continuous))
            text.remove_prefix(static_cast<std::size_t>(match.length()));
        text = base::Trim(text);
    }
    return std::string(text);
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

std::optional<std::string> DeviceIdValue(std::string_view device_id, std::string_view key, std::string_view long_key) {
    while (!device_id.empty()) {
        const auto end = std::min(device_id.find(';'), device_id.size());
        std::string_view field = base::Trim(device_id.substr(0, end));
        device_id.remove_prefix(std::min(end + 1, device_id.size()));
        const auto colon = field.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = base::Trim(field.substr(0, colon));
        if (name != key && name != long_key) continue;
        std::string value = base::CleanText(field.substr(colon + 1));
        if (!value.empty()) return value;
    }
    return std::nullopt;
}

}  // namespace agent::devices
