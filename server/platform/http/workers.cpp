#include "server/platform/http/workers.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lib/net/cpu_budget.hpp"

namespace http {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr Seconds kForget{3};
// Processor time over kForget (about 4.3 s of full use come to this many seconds of each processor).
constexpr double kHeavyCpu = kForget.count() / 0.6931 / 2;
// Shares that nobody uses are looked for when there are many.
constexpr std::size_t kManyShares = 1000;

}  // namespace

Workers::Workers(int threads, std::size_t queue, double processors)
    : threads_count_(static_cast<std::size_t>(threads)),
      queue_(queue),
      processors_(processors > 0 ? processors : std::max(1U, std::thread::hardware_concurrency())) {
    threads_.reserve(threads_count_);
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

Workers::~Workers() {
    Stop();
}

Workers::Shares::value_type& Workers::Of(std::string_view share) {
    auto found = shares_.find(share);
    if (found == shares_.end()) {
        Forget(Clock::now());
        found = shares_.emplace(std::string(share), Share{}).first;
    }
    return *found;
}

void Workers::Add(Shares::value_type& share, Job job, bool is_fresh) {
    Share& its = share.second;
    // Whoever was away has saved nothing.
    if (!its.waits()) {
        if (its.running == 0) its.had = std::max(its.had, turn_);
        waiting_.insert(&share);
    }
    (is_fresh ? its.fresh : its.resumed).push_back(std::move(job));
    ++(is_fresh ? fresh_ : resumed_);
}

bool Workers::TryPost(std::string_view share, Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || fresh_ >= queue_) return false;
        auto& its = Of(share);
        const std::size_t waits = its.second.fresh.size();
        if (waits > 0 && waits > queue_ - fresh_) return false;
        Add(its, std::move(job), true);
    }
    wake_.notify_one();
    return true;
}

void Workers::PostResumed(std::string_view share, Job job) {
    {
        const std::lock_guard lock(mutex_);
        Add(Of(share), std::move(job), false);
    }
    wake_.notify_one();
}

void Workers::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

std::size_t Workers::queued() const {
    const std::lock_guard lock(mutex_);
    return fresh_ + resumed_;
}

std::size_t Workers::running() const {
    const std::lock_guard lock(mutex_);
    return running_;
}

double Workers::CpuNow(const Share& share, Clock::time_point now) {
    return share.cpu * std::exp2(-Seconds(now - share.cpu_at) / kForget);
}

bool Workers::MayRun(const Share& share, Clock::time_point now) const {
    if (share.running == 0 || threads_count_ <= 2) return true;
    if (share.running >= threads_count_ - running_) return false;
    return shares_.size() == 1 || CpuNow(share, now) < kHeavyCpu * processors_;
}

Workers::Shares::value_type* Workers::Next(Clock::time_point now) {
    // Those that may not run now have a thread each: there are no more of them than threads.
    for (auto* share : waiting_) {
        if (stopping_ || MayRun(share->second, now)) return share;
    }
    return nullptr;
}

void Workers::Forget(Clock::time_point now) {
    if (shares_.size() < kManyShares || now - forgot_ < kForget) return;
    forgot_ = now;
    std::erase_if(shares_, [&](const auto& entry) {
        const Share& share = entry.second;
        return !share.waits() && share.running == 0 && CpuNow(share, now) < 0.01;
    });
}

void Workers::Run() {
    std::unique_lock lock(mutex_);
    while (true) {
        Shares::value_type* share = nullptr;
        wake_.wait(lock, [&] {
            share = Next(Clock::now());
            return share != nullptr || (stopping_ && waiting_.empty());
        });
        if (share == nullptr) return;
        Share& its = share->second;
        const bool take_resumed = its.fresh.empty() || (its.resumed_next && !its.resumed.empty());
        std::deque<Job>& lane = take_resumed ? its.resumed : its.fresh;
        its.resumed_next = !take_resumed;
        Job job = std::move(lane.front());
        lane.pop_front();
        --(take_resumed ? resumed_ : fresh_);
        waiting_.erase(share);
        turn_ = std::max(turn_, its.had);
        if (its.waits()) waiting_.insert(share);
        ++its.running;
        ++running_;
        lock.unlock();
        const auto start = Clock::now();
        const auto cpu_start = net::CpuBudget::Used();
        job();
        job = nullptr;  // what it holds goes before the lock is taken
        const auto now = Clock::now();
        const Seconds cpu = net::CpuBudget::Used() - cpu_start;
        lock.lock();
        --its.running;
        --running_;
        // The order of the waiting changes with it.
        const bool waits = waiting_.erase(share) > 0;
        its.had += Seconds(now - start).count();
        its.cpu = CpuNow(its, now) + cpu.count();
        its.cpu_at = now;
        if (waits) waiting_.insert(share);
        // A thread is free: one that was held back may run now, besides what this thread takes next.
        if (!waiting_.empty()) wake_.notify_one();
    }
}

}  // namespace http
