#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <thread>
#include <vector>

namespace bench {

// Calls work(0) .. work(count - 1), each once, in their order, on so many threads; gives the
// seconds until the last one was done. The first exception is thrown again here.
template <class Work>
double InParallel(std::size_t count, std::size_t threads, Work work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> failures(threads);
    const auto start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> running;
        for (std::size_t thread = 0; thread < threads; ++thread) {
            running.emplace_back([&, thread] {
                try {
                    for (std::size_t i = next++; i < count; i = next++) work(i);
                } catch (...) {
                    failures[thread] = std::current_exception();
                    next = count;
                }
            });
        }
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    for (const auto& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return seconds.count();
}

}  // namespace bench
