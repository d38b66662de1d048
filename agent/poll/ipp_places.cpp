#include "agent/poll/ipp_places.hpp"

#include <algorithm>
#include <optional>

#include "agent/ipp/ipp_action.hpp"

namespace agent {

IppPlaces::IppPlaces(std::vector<std::uint16_t> ports)
    : ports_(ports.empty() ? std::vector<std::uint16_t>{631} : std::move(ports)) {}

void IppPlaces::Set(const std::map<std::string, KnownPrinter>& printers) {
    std::map<std::string, IppPlace> places;
    for (const auto& [key, printer] : printers) {
        if (printer.ipp) places.emplace(key, printer.ipp->place);
    }
    const std::lock_guard lock(mutex_);
    places_ = std::move(places);
}

std::vector<std::string> IppPlaces::UrlsOf(const snmp::Endpoint& printer) const {
    std::optional<IppPlace> known;
    {
        const std::lock_guard lock(mutex_);
        const auto at = places_.find(KnownPrinters::Key(printer));
        if (at != places_.end()) known = at->second;
    }
    std::vector<std::string> urls;
    if (known) urls.push_back(UrlOf(*known));
    // Behind one address with forwarded ports the usual place is another printer's.
    if (known && printer.port() != snmp::kSnmpPort) return urls;
    for (const std::uint16_t port : ports_) {
        for (auto& url : IppUrls(printer.host(), port)) {
            if (std::ranges::find(urls, url) == urls.end()) urls.push_back(std::move(url));
        }
    }
    return urls;
}

}  // namespace agent
