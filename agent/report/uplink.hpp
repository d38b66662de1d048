#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "agent/report/journal.hpp"
#include "agent/report/server_api.hpp"
#include "agent/stop.hpp"

namespace agent {

// Carries the journal to the server: oldest first, a batch at a time, forgotten only after the server has
// said that it is committed. Whatever fails is tried again, later and later; what the server refuses for good
// is narrowed down to the one reading and put aside, so that it holds up nothing.
class Uplink {
  public:
    struct Options {
        std::size_t batch_readings = 200;
        std::size_t batch_bytes = 1U << 20;
        std::chrono::milliseconds gather{150};  // after the first reading, unless a command waits
        std::chrono::milliseconds first_retry{1000};
        std::chrono::milliseconds last_retry{300'000};
    };

    Uplink(ServerApi& api, Journal& journal, Stop& stop) : Uplink(api, journal, stop, Options{}) {}
    Uplink(ServerApi& api, Journal& journal, Stop& stop, Options options)
        : api_(api), journal_(journal), stop_(stop), options_(options) {}

    // Something new stands in the journal.
    void Notify();
    // Sends the result once everything up to `after_seq` is at the server.
    void AddResult(printing::CommandResult result, std::int64_t after_seq);
    [[nodiscard]] std::vector<printing::CommandResult> WaitingResults();
    // Until stop; the body of a thread.
    void Run();

    enum class Step { kIdle, kSent, kFailed };
    // One batch and the results that are due. For Run() and tests.
    Step Once();

  private:
    Step SendBatch();
    Step SendResults(std::int64_t acknowledged);
    void LogFailure(const char* what, const ServerFailure& failure);

    ServerApi& api_;
    Journal& journal_;
    Stop& stop_;
    Options options_;
    std::size_t batch_limit_ = 0;  // narrowed while the server refuses; 0 = no narrowing
    std::optional<std::chrono::seconds> retry_after_;
    bool wait_for_key_ = false;  // the server does not know this agent (any more)

    std::mutex mutex_;
    std::condition_variable changed_;
    bool notified_ = false;
    struct Result {
        printing::CommandResult result;
        std::int64_t after_seq = 0;
    };
    std::deque<Result> results_;
};

}  // namespace agent
