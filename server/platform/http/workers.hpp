#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace http {

// The threads that run handlers, shared fairly. A job is on the account of a share (an organization, or an address that
// nobody knows), and
//
//   - of the shares that wait, the one that has had least of the threads is served next;
//   - a share has at most as many threads at once as it leaves free, so that one whose requests take long never has all of
//     them (two threads are too few to do that);
//   - a share that burns processor time, more than half of all processors over some seconds, has one thread while
//     others want some;
//   - new requests wait in bounded lanes: a share may fill as much of it as it leaves free, and one more is refused.
//
// Long polls that were woken wait in lanes of their own, bounded by the number of connections, because their requests
// were taken already. The two lanes of a share take turns.
class Workers {
  public:
    using Job = std::move_only_function<void()>;
    using Clock = std::chrono::steady_clock;

    // `processors`: that the machine has; 0: as many as it says.
    Workers(int threads, std::size_t queue, double processors = 0);
    ~Workers();  // Stop()

    // False: the lane is full, or the workers stop.
    [[nodiscard]] bool TryPost(std::string_view share, Job job);
    // Never refused before Stop().
    void PostResumed(std::string_view share, Job job);
    // Runs what is queued, then joins.
    void Stop();

    [[nodiscard]] std::size_t queued() const;
    [[nodiscard]] std::size_t running() const;

  private:
    struct Share {
        std::deque<Job> fresh;
        std::deque<Job> resumed;
        bool resumed_next = false;
        std::size_t running = 0;
        double had = 0;  // seconds of a thread; no less than `turn_` when it begins to wait
        double cpu = 0;  // seconds of a processor, of which half is forgotten every kForget
        Clock::time_point cpu_at{};
        [[nodiscard]] bool waits() const { return !fresh.empty() || !resumed.empty(); }
    };
    using Shares = std::map<std::string, Share, std::less<>>;
    struct LessServed {
        bool operator()(const Shares::value_type* a, const Shares::value_type* b) const {
            if (a->second.had != b->second.had) return a->second.had < b->second.had;
            return a->first < b->first;
        }
    };

    Shares::value_type& Of(std::string_view share);
    void Add(Shares::value_type& share, Job job, bool is_fresh);
    [[nodiscard]] bool MayRun(const Share& share, Clock::time_point now) const;
    Shares::value_type* Next(Clock::time_point now);
    static double CpuNow(const Share& share, Clock::time_point now);
    void Forget(Clock::time_point now);
    void Run();

    const std::size_t threads_count_;
    const std::size_t queue_;
    const double processors_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    // All of it guarded by mutex_.
    Shares shares_;
    std::set<Shares::value_type*, LessServed> waiting_;  // shares with jobs
    double turn_ = 0;                                    // `had` of the share that was served last
    std::size_t fresh_ = 0;
    std::size_t resumed_ = 0;
    bool stopping_ = false;
    std::size_t running_ = 0;
    Clock::time_point forgot_{};
    std::vector<std::thread> threads_;
};

}  // namespace http
