#include "server/platform/http/workers.hpp"

#include <utility>

namespace http {

Workers::Workers(int threads, std::size_t queue) : queue_(queue) {
    threads_.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

Workers::~Workers() {
    Stop();
}

bool Workers::TryPost(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || fresh_.size() >= queue_) return false;
        fresh_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void Workers::PostResumed(Job job) {
    {
        const std::lock_guard lock(mutex_);
        resumed_.push_back(std::move(job));
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
    return fresh_.size() + resumed_.size();
}

std::size_t Workers::running() const {
    const std::lock_guard lock(mutex_);
    return running_;
}

void Workers::Run() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !fresh_.empty() || !resumed_.empty(); });
        if (fresh_.empty() && resumed_.empty()) return;
        const bool take_resumed = fresh_.empty() || (resumed_next_ && !resumed_.empty());
        std::deque<Job>& lane = take_resumed ? resumed_ : fresh_;
        resumed_next_ = !take_resumed;
        Job job = std::move(lane.front());
        lane.pop_front();
        ++running_;
        lock.unlock();
        job();
        job = nullptr;  // what it holds goes before the lock is taken
        lock.lock();
        --running_;
    }
}

}  // namespace http
