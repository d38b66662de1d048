#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "agent/poll/commands_under_way.hpp"
#include "agent/poll/known_printers.hpp"
#include "agent/poll/ranges.hpp"
#include "agent/poll/refused_credentials.hpp"
#include "agent/settings.hpp"
#include "agent/stop.hpp"

namespace agent {

struct Search {
    SearchRanges ranges;
    bool scheduled = false;  // the whole search of the configuration
    CommandPtr command;
    std::set<std::string> wanted;  // hosts that the command asked for
};

struct SearchResult {
    Search search;
    std::vector<std::pair<SurveyResult, std::string>> found;  // with the name of the credentials
    std::vector<snmp::Endpoint> addresses;
    std::optional<base::Problem> problem;
};

// Searches for printers, one after the other, in a thread of its own: neither looking up names nor the silence of dead
// addresses holds up a poll. All members are for the thread that made it.
class Searches {
  public:
    // `ended` is called in the search's thread when TakeResult() has something.
    Searches(const SnmpSettings& settings, const IppSettings& ipp_settings, const devices::Makers& makers,
             RefusedCredentials& refused, Stop& stop, std::function<void()> ended);
    ~Searches();
    Searches(const Searches&) = delete;
    Searches& operator=(const Searches&) = delete;

    // Waits for its turn where another one runs.
    void Add(Search search);
    [[nodiscard]] bool running() const { return running_; }
    [[nodiscard]] bool waiting() const { return !waiting_.empty(); }
    // The next one that waits, if none runs.
    void StartNext(const printing::AgentConfiguration& configuration, const std::vector<NamedCredentials>& credentials);
    // Once for each search; then the next one may start.
    std::optional<SearchResult> TakeResult();
    // Waits for the running one to end.
    void Join();

  private:
    void Run(SearchResult& result, const std::vector<NamedCredentials>& credentials);

    const SnmpSettings settings_;
    const IppSettings ipp_settings_;
    const devices::Makers& makers_;
    RefusedCredentials& refused_;
    Stop& stop_;
    const std::function<void()> ended_;
    std::deque<Search> waiting_;
    std::thread thread_;
    bool running_ = false;
    std::mutex mutex_;
    std::optional<SearchResult> result_;  // guarded by mutex_
};

}  // namespace agent
