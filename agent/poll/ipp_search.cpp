#include "agent/poll/ipp_search.hpp"

#include <algorithm>

#include "agent/ipp/merge.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

constexpr int kMostQueues = 64;  // asked what stands behind them

IppClientOptions SearchOptions(const IppSettings& settings) {
    IppClientOptions options;
    // Most addresses are empty: no longer than a printer in the same network needs.
    options.connect_timeout = std::chrono::milliseconds(std::min<std::int64_t>(settings.connect_timeout_ms, 2000));
    options.timeout = std::chrono::milliseconds(settings.timeout_ms);
    options.most_open = static_cast<std::size_t>(settings.connections);
    return options;
}

// A print queue is not a printer; who looks for one is told what stands behind it.
void TellQueue(const IppAnswer& answer) {
    const auto queue = answer.attributes ? ReadCupsQueue(*answer.attributes) : std::nullopt;
    if (queue) {
        base::log::Info("discovery.queue {} is a print queue of CUPS, not a printer; behind it: {} {}",
                        UrlOf(answer.place), queue->device, queue->model);
    }
}

// An address that no entry of `ranges` names, where all are meant; nullopt for one that is excluded or public.
std::optional<snmp::Endpoint> AllowedAddress(const std::string& host, const SearchRanges& ranges) {
    SearchRanges one = ranges;
    one.include = {host};
    std::optional<base::Problem> problem;
    const auto found = ExpandGoodRanges(one, problem);
    if (problem || found.size() != 1) return std::nullopt;
    return found.front();
}

}  // namespace

IppSearch::IppSearch(const IppSettings& settings, const devices::Brands& brands, std::function<bool()> stop)
    : settings_(settings), brands_(brands), stop_(std::move(stop)), client_(SearchOptions(settings)) {}

void IppSearch::Browse() {
    if (!settings_.enabled || !settings_.dns_sd) return;
    browsing_ = std::async(std::launch::async, [stop = stop_] { return BrowseDnsSd({}, stop); });
}

void IppSearch::TakeAnnounced(const SearchRanges& ranges, std::vector<snmp::Endpoint>& addresses) {
    if (!browsing_.valid()) return;
    const bool everywhere = ranges.include.empty();
    std::set<std::string> hosts;
    for (const auto& address : addresses) hosts.insert(address.host());
    int queues = 0, elsewhere = 0;
    for (const Announced& one : browsing_.get()) {
        if (!hosts.contains(one.place.host)) {
            const auto found = everywhere ? AllowedAddress(one.place.host, ranges) : std::nullopt;
            if (!found) {
                ++elsewhere;
                continue;
            }
            hosts.insert(one.place.host);
            addresses.push_back(*found);
        }
        if (!one.is_queue) {
            const auto [at, fresh] = places_.try_emplace(one.place.host, one.place);
            if (!fresh && one.place.secure && !at->second.secure) at->second = one.place;
        } else if (queues++ < kMostQueues) {
            client_.Ask({one.place}, [](const IppAnswer& answer) { TellQueue(answer); });
        }
    }
    base::log::Info("discovery.dns_sd printers={} queues={} elsewhere={}", places_.size(), queues, elsewhere);
}

std::optional<IppPlace> IppSearch::PlaceOf(const std::string& host) const {
    const auto at = places_.find(host);
    return at == places_.end() ? std::nullopt : std::optional(at->second);
}

void IppSearch::AskSilent(const std::vector<snmp::Endpoint>& addresses, const std::set<std::string>& answered,
                          const std::function<void(SurveyResult)>& found) {
    if (!settings_.enabled) return;
    std::set<std::string> asked;
    for (const snmp::Endpoint& address : addresses) {
        const std::string host = address.host();
        if (answered.contains(host) || !asked.insert(host).second) continue;
        std::vector<IppPlace> places;
        if (const auto place = PlaceOf(host)) places.push_back(*place);
        for (const std::uint16_t port : PortsOf(settings_)) {
            for (auto& place : UsualIppPlaces(host, port)) {
                if (places.empty() || !(places.front() == place)) places.push_back(std::move(place));
            }
        }
        client_.Ask(std::move(places), [this, address, &found](const IppAnswer& answer) {
            if (!answer.attributes) return;
            SurveyResult survey;
            survey.outcome = snmp::Outcome::kAnswered;
            survey.reading = ReadingOf(answer, brands_);
            survey.reading.address = address.host();
            survey.reading.port = address.port();
            survey.ipp = answer.place;
            if (!survey.reading.is_printer) TellQueue(answer);
            found(std::move(survey));
        });
    }
    while (!stop_() && client_.RunFor(std::chrono::milliseconds(100))) {
    }
}

}  // namespace agent
