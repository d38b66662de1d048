#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/ipp/ipp_client.hpp"
#include "agent/poll/commands_under_way.hpp"
#include "agent/poll/ipp_places.hpp"
#include "agent/poll/refused_credentials.hpp"
#include "agent/poll/schedule.hpp"
#include "agent/poll/searches.hpp"
#include "agent/poll/silences.hpp"
#include "agent/report/journal.hpp"
#include "agent/settings.hpp"
#include "agent/stop.hpp"
#include "agent/traps/traps.hpp"

namespace agent {

// Finds printers and reads them, by the schedule of the server's configuration (business time) and by its commands. One
// thread polls all printers; searches have a thread of their own.
class Poller {
  public:
    Poller(const SnmpSettings& settings, const IppSettings& ipp_settings, const devices::Makers& makers,
           const base::Clock& clock, Journal& journal, Uplink& uplink, Stop& stop, Silences* silences = nullptr,
           Traps* traps = nullptr);
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    // From any thread; takes effect at once.
    void SetConfiguration(printing::AgentConfiguration configuration);
    void SetDuty(printing::AgentDuty duty);
    void AddCommand(printing::Command command);
    // Asks the printers at this address now: one of them said that something has changed. While another agent polls, nothing
    // comes of it.
    void Hasten(const std::string& host);
    // Wakes the thread for a stop.
    // Asks up to `most` of the known printers now, whatever their turn; from any thread.
    void PollSome(std::size_t most);
    // Readings of printers that were stored since the start, and whether one of them is so new that printers answer now.
    [[nodiscard]] std::int64_t stored() const { return stored_; }
    [[nodiscard]] bool PrintersAnswer() const;
    void Wake();
    // Where the printers answer IPP, as it is known by now.
    [[nodiscard]] const IppPlaces& ipp_places() const { return ipp_places_; }

    // Until stop; the body of a thread.
    void Run();

  private:
    struct Polled {
        SurveyResult survey;
        base::Instant observed_at;
        std::string key;
        CommandPtr command;
        bool access_removed = false;  // what it was read with is not among the search criteria any more
    };

    void TakeNews();
    void Apply(printing::AgentConfiguration configuration);
    void Apply(const printing::AgentDuty& duty);
    bool StandsBy();
    void Carry(const printing::Command& command);
    void StartDue();
    void EndSearch(SearchResult result);
    void Poll(const std::string& key, KnownPrinter& printer, CommandPtr command);
    void SurveyEnded(Polled polled);
    [[nodiscard]] bool WantsIpp(const KnownPrinter& printer, const SurveyResult& survey) const;
    void AskIpp(Polled polled, const KnownPrinter& printer);
    void IppEnded(Polled polled, IppAnswer answer);
    void PollEnded(Polled polled);
    void TellSilence(const KnownPrinter& printer, const Polled& polled);
    void TellTwin(KnownPrinter& printer, printing::Reading& reading);
    void Store();
    base::Result<std::vector<std::int64_t>> Append(const std::vector<Polled>& polled);
    void SaveKnown();
    void TellTraps();
    void HastenPolls();
    void WaitForWork();

    const devices::Makers& makers_;
    const base::Clock& clock_;
    Journal& journal_;
    Uplink& uplink_;
    Stop& stop_;
    Silences* const silences_;  // nullptr: nobody is told of printers that do not answer
    Traps* const traps_;        // nullptr: printers that speak are not heard
    const IppSettings ipp_settings_;
    snmp::Client client_;
    IppClient ipp_;
    bool known_changed_ = false;  // what is stored of known printers is out of date
    std::optional<printing::AgentConfiguration> configuration_;
    std::vector<NamedCredentials> credentials_;
    Schedule schedule_;
    IppPlaces ipp_places_;
    printing::AgentDuty duty_;
    // While another agent of the site polls (AGT-12): nothing is asked by the schedule before then. Who hears nothing more of the
    // server polls again, because the other one may have fallen silent, too.
    std::optional<base::Instant> stands_by_until_;
    CommandsUnderWay commands_under_way_;
    RefusedCredentials refused_;
    std::vector<Polled> polled_;
    bool journal_failing_ = false;

    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by mutex_:
    std::optional<printing::AgentConfiguration> new_configuration_;
    std::optional<printing::AgentDuty> new_duty_;
    std::deque<printing::Command> commands_;
    bool woken_ = false;
    std::size_t poll_some_ = 0;
    std::set<std::string> hasten_;

    std::atomic<std::int64_t> stored_{0};
    std::atomic<std::int64_t> stored_at_{0};  // of base::Clock, seconds
    std::atomic<std::int64_t> polling_interval_seconds_{3600};

    Searches searches_;  // last: its thread wakes this one
};

}  // namespace agent
