#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "agent/poll/knock.hpp"
#include "agent/report/server_api.hpp"
#include "agent/stop.hpp"
#include "lib/printing/agent_messages.hpp"
#include "lib/snmp/endpoint.hpp"

namespace agent {

// Printers that do not answer, and what is seen of them (AGT-11): gathered from the polls, completed by knocking where SNMP
// stays silent, told the server when something is new, and all of it once an hour. A thread of its own, so that neither
// dead addresses nor the server hold up a poll.
class Silences {
  public:
    using Send = std::function<ServerResult<void>(const printing::SilenceReport&)>;
    using Knocking = std::function<std::vector<Knocked>(const std::vector<snmp::Endpoint>&)>;
    Silences(Send send, Knocking knock, Stop& stop) : send_(std::move(send)), knock_(std::move(knock)), stop_(stop) {}
    Silences(const Silences&) = delete;
    Silences& operator=(const Silences&) = delete;

    // ---- from any thread

    // A poll failed. `key` names the printer among those of the agent (KnownPrinters::Key). `printer.since` is ignored, and a
    // kNoAnswer is looked into.
    void Failed(const std::string& key, const snmp::Endpoint& endpoint, printing::SilentPrinter printer);
    // A poll was answered by the printer that was expected. What another key says of its serial number is over, too.
    void Answered(const std::string& key, const std::string& serial_number);
    // How many printers are polled; those whose keys `is_known` refuses are forgotten.
    void SetKnown(std::int64_t known, const std::function<bool(const std::string& key)>& is_known);
    void Wake() { changed_.notify_all(); }

    // Until stop; the body of a thread.
    void Run();
    // Knocks where that is due, and sends what is due. False: the server was not reached, or does not know this. For Run() and tests.
    bool Once(std::chrono::steady_clock::time_point now);

  private:
    struct Entry {
        snmp::Endpoint endpoint;
        printing::SilentPrinter printer;
        std::optional<std::chrono::steady_clock::time_point> knocked_at;
        bool knock_due = false;
        bool sent = false;
    };
    void KnockWhereDue(std::chrono::steady_clock::time_point now);
    [[nodiscard]] printing::SilenceReport Summary() const;

    Send send_;
    Knocking knock_;
    Stop& stop_;
    std::optional<std::chrono::steady_clock::time_point> all_sent_at_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by mutex_:
    std::map<std::string, Entry> entries_;
    std::int64_t known_ = 0;
    bool news_ = true;  // the first report says what the agent can do
};

// What knocking makes of a poll that met with silence. Pure.
struct KnockVerdict {
    printing::PollFailure failure = printing::PollFailure::kNoAnswer;
    std::string detail;
};
KnockVerdict VerdictOf(const Knocked& knocked);

}  // namespace agent
