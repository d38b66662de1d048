#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "agent/poll/known_printers.hpp"
#include "agent/poll/ranges.hpp"
#include "agent/report/journal.hpp"
#include "agent/report/uplink.hpp"
#include "agent/settings.hpp"
#include "agent/stop.hpp"

namespace agent {

// Finds printers and reads them, by the schedule of the server's configuration (business time) and
// by its commands. One thread polls all printers; a discovery runs in a thread of its own, so that
// the looking up of names and the silence of dead addresses never hold up a poll.
class Poller {
  public:
    Poller(const SnmpSettings& settings, const devices::Makers& makers, const base::Clock& clock, Journal& journal,
           Uplink& uplink, Stop& stop);
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    // From any thread; takes effect at once.
    void SetConfiguration(printing::AgentConfiguration configuration);
    void AddCommand(printing::Command command);
    // Wakes the thread for a stop.
    void Wake();

    // Until stop; the body of a thread.
    void Run();

  private:
    // A command that is being carried out; its result goes out when nothing of it is open.
    struct Order {
        printing::CommandResult result;
        int open = 0;
        std::int64_t last_seq = 0;
    };
    using OrderPtr = std::shared_ptr<Order>;
    struct Finished {
        SurveyResult survey;
        base::Instant observed_at;
        std::string key;
        OrderPtr order;
    };
    struct Search {
        SearchRanges ranges;
        bool scheduled = false;  // the whole search of the configuration
        OrderPtr order;
        std::set<std::string> wanted;  // hosts that a command asked for
    };
    struct SearchEnd {
        Search search;
        std::vector<std::pair<SurveyResult, std::string>> found;  // with the name of the credentials
        std::vector<snmp::Endpoint> addresses;
        std::optional<base::Problem> problem;
    };

    void TakeNews();
    void Apply(printing::AgentConfiguration configuration);
    void Carry(const printing::Command& command);
    void StartDiscovery(Search search);
    void Look(SearchEnd& end, const std::vector<NamedCredentials>& credentials);
    void EndDiscovery(SearchEnd end);
    void StartDue();
    void Poll(const std::string& key, KnownPrinter& printer, OrderPtr order);
    void PollEnded(Finished finished);
    void Flush();
    void Release(const OrderPtr& order);
    void SaveKnown();
    void WaitForWork();
    bool MayTry(const snmp::Endpoint& endpoint, const std::string& credentials);
    void Refused(const snmp::Endpoint& endpoint, const std::string& credentials);

    const SnmpSettings settings_;
    const devices::Makers& makers_;
    const base::Clock& clock_;
    Journal& journal_;
    Uplink& uplink_;
    Stop& stop_;
    snmp::Client client_;
    std::optional<printing::AgentConfiguration> configuration_;
    std::vector<NamedCredentials> credentials_;
    KnownPrinters known_;
    base::Instant next_discovery_{};
    std::vector<Finished> finished_;
    std::thread discovery_;
    bool discovering_ = false;
    std::deque<Search> waiting_searches_;
    bool journal_failing_ = false;

    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by mutex_:
    std::optional<printing::AgentConfiguration> new_configuration_;
    std::deque<printing::Command> commands_;
    std::optional<SearchEnd> search_end_;
    bool woken_ = false;
    std::map<std::string, std::int64_t> refused_;  // "host|credentials" -> day since 1970 when they were refused
};

}  // namespace agent
