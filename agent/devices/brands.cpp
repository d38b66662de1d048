#include "agent/devices/brands.hpp"

#include <algorithm>
#include <cctype>

#include "lib/base/text.hpp"

namespace agent::devices {

bool Brands::Add(std::string_view written, std::string_view shown) {
    if (const std::string* known = Shown(written)) return *known == shown;
    Entry entry{base::ToLowerAscii(written), std::string(shown)};
    const auto at =
        std::ranges::find_if(entries_, [&](const Entry& other) { return other.written.size() < entry.written.size(); });
    entries_.insert(at, std::move(entry));
    return true;
}

const std::string* Brands::Shown(std::string_view written) const {
    const std::string lower = base::ToLowerAscii(written);
    const auto at = std::ranges::find(entries_, lower, &Entry::written);
    return at == entries_.end() ? nullptr : &at->shown;
}

std::optional<Brand> Brands::Of(std::string_view text) const {
    const std::string lower = base::ToLowerAscii(text.substr(0, 64));
    for (const Entry& brand : entries_) {
        if (!lower.starts_with(brand.written)) continue;
        const std::size_t size = brand.written.size();
        if (lower.size() > size && std::isalnum(static_cast<unsigned char>(lower[size])) != 0) continue;
        return Brand{brand.shown, size};
    }
    return std::nullopt;
}

}  // namespace agent::devices
