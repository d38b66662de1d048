#include "agent/poll/searches.hpp"

#include "agent/poll/discovery.hpp"
#include "agent/poll/ipp_search.hpp"

namespace agent {
namespace {

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
    : settings_(settings),
      ipp_settings_(ipp_settings),
      makers_(makers),
      refused_(refused),
      stop_(stop),
      ended_(std::move(ended)) {}

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
    const auto stop = [this] { return stop_.IsSet(); };
    IppSearch ipp(ipp_settings_, makers_.brands(), stop);
    // Only the whole search: what somebody asks for by address stands at that address.
    const bool everywhere = result.search.ranges.include.empty();
    if (result.search.scheduled) ipp.Browse();
    if (everywhere) ipp.TakeAnnounced(result.search.ranges, result.addresses);
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
    if (!everywhere) ipp.TakeAnnounced(result.search.ranges, result.addresses);
    std::set<std::string> answered;
    for (auto& [survey, used] : result.found) {
        answered.insert(survey.reading.address);
        survey.ipp = ipp.PlaceOf(survey.reading.address);
    }
    ipp.AskSilent(result.addresses, answered,
                  [&](SurveyResult survey) { result.found.emplace_back(std::move(survey), ""); });
}

}  // namespace agent
