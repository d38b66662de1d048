#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "lib/base/try.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/what_if/run_store.hpp"

namespace what_if {
namespace {

constexpr auto kTellEvery = std::chrono::milliseconds(500);

// The work goes on beside; this thread says how far it is, and notices that it is to stop.
base::Result<void> Run(tasks::Run& run, const replenishment::Settings& settings) {
    TRY(const auto input, run.Input<WhatIfInput>());
    const base::Day today = std::chrono::floor<std::chrono::days>(run.Now());
    std::optional<WhatIfOutcome> outcome;
    std::exception_ptr failure;
    std::mutex mutex;
    std::condition_variable changed;
    bool finished = false;
    std::atomic<std::size_t> done = 0;
    std::atomic<std::size_t> total = 0;
    std::atomic<bool> stop = false;
    {
        std::jthread work([&] {
            try {
                pg::Transaction tx(run.pool(), pg::Scope::Organization(run.organization()));
                outcome = Answer(tx, run.organization(), input, today, settings,
                                 {.tell =
                                      [&](std::size_t so_far, std::size_t of) {
                                          done = so_far;
                                          total = of;
                                      },
                                  .stop = [&] { return stop.load(); }});
            } catch (...) {
                failure = std::current_exception();
            }
            const std::scoped_lock lock(mutex);
            finished = true;
            changed.notify_all();
        });
        // Whatever ends this thread's turn ends the work, too.
        struct StopAtEnd {
            std::atomic<bool>& stop;
            ~StopAtEnd() { stop = true; }
        } const stop_at_end{stop};
        std::size_t told = 0;
        std::unique_lock lock(mutex);
        while (!changed.wait_for(lock, kTellEvery, [&] { return finished; })) {
            lock.unlock();
            if (run.ShouldStop()) throw tasks::Interrupted{};
            if (done != told) {
                told = done;
                run.Step([&](pg::Transaction&) {
                    run.SetProgress(static_cast<std::int64_t>(told), static_cast<std::int64_t>(total));
                });
            }
            lock.lock();
        }
    }
    if (failure) std::rethrow_exception(failure);
    if (!outcome) throw tasks::Interrupted{};
    run.Step([&](pg::Transaction& tx) {
        store::SetOutcome(tx, run.organization(), run.id(), base::json::ToValue(*outcome), run.Now());
        const auto all = static_cast<std::int64_t>(std::max<std::size_t>(1, total));
        run.SetProgress(all, all);
    });
    return {};
}

}  // namespace

void RegisterTasks(tasks::Registry& registry, const replenishment::Settings& settings) {
    registry.Add("what_if.run", [&settings](tasks::Run& run) { return Run(run, settings); });
}

}  // namespace what_if
