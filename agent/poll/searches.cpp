#include "agent/poll/searches.hpp"

#include <algorithm>
#include <future>

#include "agent/ipp/merge.hpp"
#include "agent/poll/discovery.hpp"
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

// Of the credentials that answered.
std::string NameOf(const std::vector<NamedCredentials>& all, const snmp::Credentials& used) {
    for (const auto& named : all) {
        if (named.credentials.user == used.user &&
            (used.user != nullptr || named.credentials.community == used.community)) {
            return named.name;
        }
    }
    return {};
}

}  // namespace

Searches::Searches(const SnmpSettings& settings, const IppSettings& ipp_settings, const devices::Makers& makers,
                   RefusedCredentials& refused, Stop& stop, std::function<void()> ended)
    : settings_(settings), ipp_settings_(ipp_settings), makers_(makers), refused_(refused), stop_(stop), ended_(std::move(ended)) {}

Searches::~Searches() {
    Join();
}

void Searches::Join() {
    if (thread_.joinable()) thread_.join();
}

void Searches::Add(Search search) {
    waiting_.push_back(std::move(search));
}

std::optional<SearchResult> Searches::TakeResult() {
    std::optional<SearchResult> result;
    {
        const std::lock_guard lock(mutex_);
        result.swap(result_);
    }
    if (result) running_ = false;
    return result;
}

void Searches::StartNext(const printing::AgentConfiguration& configuration,
                         const std::vector<NamedCredentials>& credentials) {
    if (running_ || waiting_.empty()) return;
    Search search = std::move(waiting_.front());
    waiting_.pop_front();
    running_ = true;
    Join();
    if (search.scheduled) {
        search.ranges.include = configuration.include;
        search.ranges.exclude = configuration.exclude;
        search.ranges.allow_public = configuration.allow_public_addresses;
    }
    thread_ = std::thread([this, credentials, work = std::move(search)]() mutable {
        SearchResult result;
        result.search = std::move(work);
        try {
            Run(result, credentials);
        } catch (const std::exception& error) {  // no socket, no memory: the next one may have more luck
            result.problem = base::Problem{
                base::ProblemKind::kInternal, "discovery_failed", {{"detail", std::string(error.what())}}, {}};
        }
        {
            const std::lock_guard lock(mutex_);
            result_ = std::move(result);
        }
        ended_();
    });
}

// In the search's thread.
void Searches::Run(SearchResult& result, const std::vector<NamedCredentials>& credentials) {
    std::vector<snmp::Credentials> plain;
    for (const auto& named : credentials) plain.push_back(named.credentials);
    result.addresses = ExpandGoodRanges(result.search.ranges, result.problem);
    IppClient ipp(SearchOptions(ipp_settings_));
    // Only the whole search: what somebody asks for by address stands at that address.
    std::future<std::vector<Announced>> browsing;
    if (ipp_settings_.enabled && ipp_settings_.dns_sd && result.search.scheduled) {
        browsing = std::async(std::launch::async, [this] { return BrowseDnsSd({}, [this] { return stop_.IsSet(); }); });
    }
    std::map<std::string, IppPlace> announced;
    if (browsing.valid() && result.search.ranges.include.empty()) announced = PlacesOf(browsing.get(), result, ipp);
    snmp::Client client(
        DiscoveryOptions(static_cast<int>(settings_.timeout_ms), static_cast<double>(settings_.packets_per_second)));
    DiscoveryHooks hooks;
    hooks.found = [&](SurveyResult survey) {
        std::string name = NameOf(credentials, survey.credentials);
        result.found.emplace_back(std::move(survey), std::move(name));
    };
    hooks.refused = [&](const snmp::Endpoint& at, const snmp::Credentials& used) {
        refused_.Refused(at, NameOf(credentials, used));
    };
    hooks.may_try = [&](const snmp::Endpoint& at, const snmp::Credentials& used) {
        return used.version != snmp::Credentials::Version::kV3 || refused_.MayTry(at, NameOf(credentials, used));
    };
    Discover(client, makers_, result.addresses, std::move(plain), std::move(hooks));
    while (!stop_.IsSet() && client.RunFor(std::chrono::milliseconds(100))) {
    }
    if (browsing.valid()) announced = PlacesOf(browsing.get(), result, ipp);
    AskIpp(result, announced, ipp);
}

std::map<std::string, IppPlace> Searches::PlacesOf(const std::vector<Announced>& announced, SearchResult& result,
                                                   IppClient& ipp) {
    std::map<std::string, IppPlace> places;
    const bool everywhere = result.search.ranges.include.empty();
    std::set<std::string> hosts;
    for (const auto& address : result.addresses) hosts.insert(address.host());
    int queues = 0, elsewhere = 0;
    for (const Announced& one : announced) {
        if (!hosts.contains(one.place.host)) {
            // Nobody has asked to look there; without any address to search, the networks of this machine are meant.
            const auto found = everywhere ? AllowedAddress(one.place.host, result.search.ranges) : std::nullopt;
            if (!found) {
                ++elsewhere;
                continue;
            }
            hosts.insert(one.place.host);
            result.addresses.push_back(*found);
        }
        if (!one.is_queue) {
            const auto [at, fresh] = places.try_emplace(one.place.host, one.place);
            if (!fresh && one.place.secure && !at->second.secure) at->second = one.place;
        } else if (queues++ < kMostQueues) {
            ipp.Ask({one.place}, [&](IppAnswer answer) { TellQueue(answer); });
        }
    }
    base::log::Info("discovery.dns_sd printers={} queues={} elsewhere={}", places.size(), queues, elsewhere);
    return places;
}

// Of the addresses where SNMP is silent; of the others the poll finds out whether IPP says more.
void Searches::AskIpp(SearchResult& result, const std::map<std::string, IppPlace>& announced, IppClient& ipp) {
    if (!ipp_settings_.enabled) return;
    std::set<std::string> answered;
    for (auto& [survey, credentials] : result.found) {
        answered.insert(survey.reading.address);
        if (const auto at = announced.find(survey.reading.address); at != announced.end()) survey.ipp = at->second;
    }
    std::set<std::string> asked;
    for (const snmp::Endpoint& address : result.addresses) {
        const std::string host = address.host();
        if (answered.contains(host) || !asked.insert(host).second) continue;
        std::vector<IppPlace> places;
        if (const auto at = announced.find(host); at != announced.end()) places.push_back(at->second);
        for (const std::int64_t port : ipp_settings_.ports) {
            for (auto& place : UsualIppPlaces(host, static_cast<std::uint16_t>(port))) {
                if (places.empty() || !(places.front() == place)) places.push_back(std::move(place));
            }
        }
        ipp.Ask(std::move(places), [&result, this, address](const IppAnswer& answer) {
            if (!answer.attributes) return;
            SurveyResult survey;
            survey.outcome = snmp::Outcome::kAnswered;
            survey.reading = ReadingOf(answer, makers_.brands());
            survey.reading.address = address.host();
            survey.reading.port = address.port();
            if (survey.reading.is_printer) {
                survey.ipp = answer.place;
            } else {
                TellQueue(answer);
            }
            result.found.emplace_back(std::move(survey), "");
        });
    }
    while (!stop_.IsSet() && ipp.RunFor(std::chrono::milliseconds(100))) {
    }
}

}  // namespace agent
