#include "server/platform/tasks/workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "lib/base/backoff.hpp"
#include "lib/base/log.hpp"
#include "server/platform/tasks/run.hpp"

namespace tasks {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

void Registry::Add(std::string kind, Handler handler, KindOptions options) {
    if (!entries_.try_emplace(kind, Entry{std::move(handler), options}).second) {
        throw std::logic_error("the task kind " + kind + " is registered twice");
    }
}

const Registry::Entry* Registry::Find(const std::string& kind) const {
    const auto at = entries_.find(kind);
    return at == entries_.end() ? nullptr : &at->second;
}

std::vector<std::string> Registry::Kinds() const {
    std::vector<std::string> kinds;
    for (const auto& [kind, entry] : entries_) kinds.push_back(kind);
    return kinds;
}

Workers::Workers(pg::Pool& pool, const base::Clock& clock, const Registry& registry, WorkerOptions options)
    : pool_(pool),
      clock_(clock),
      registry_(registry),
      options_(options),
      kinds_(registry.Kinds()),
      number_(static_cast<std::int32_t>(std::random_device()() >> 1U)) {}

Workers::~Workers() {
    Stop();
}

void Workers::Start() {
    listener_ = std::make_unique<pg::Listener>(pool_.options().url);
    listener_->On(store::kChannel, [this](std::string_view payload) { OnNotified(payload); });
    listener_->OnConnection(fmt::format("SELECT pg_advisory_lock_shared({}, {})", store::kHolders, number_));
    listener_->Start();
    for (int i = 0; i < options_.threads; ++i) {
        threads_.emplace_back([this](const std::stop_token& stop) { Work(stop); });
    }
    threads_.emplace_back([this](const std::stop_token& stop) { Beat(stop); });
}

void Workers::Stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        for (const auto& control : running_) control->stopping = true;
    }
    if (listener_) listener_->Stop();
    for (auto& thread : threads_) thread.request_stop();
    wake_.notify_all();
    threads_.clear();  // joins
    listener_.reset();
}

void Workers::Wake() {
    {
        const std::scoped_lock lock(mutex_);
        ++wakes_;
    }
    wake_.notify_all();
}

// "" after the connection was lost: anything may have been announced meanwhile.
void Workers::OnNotified(std::string_view payload) {
    {
        const std::scoped_lock lock(mutex_);
        if (payload.empty()) holder_ = number_;
        for (const auto& kind : kinds_) {
            const std::string& event = registry_.Find(kind)->options.woken_by;
            if (event.empty() || (!payload.empty() && payload != event)) continue;
            woken_.insert(kind);
            ++announcements_;
        }
    }
    Wake();
}

void Workers::ReleaseWoken() {
    std::vector<std::string> kinds;
    {
        const std::scoped_lock lock(mutex_);
        kinds.assign(woken_.begin(), woken_.end());
        woken_.clear();
    }
    if (kinds.empty()) return;
    pg::Transaction tx(pool_, pg::Scope::System());
    store::Release(tx, kinds);
    tx.Commit();
    Wake();  // there may be several: other threads looked before
}

void Workers::ReleaseOrphans() {
    std::optional<std::int32_t> holder;
    {
        const std::scoped_lock lock(mutex_);
        holder = holder_;
    }
    pg::Transaction tx(pool_, pg::Scope::System());
    const bool found = store::ReleaseOrphans(tx, holder);
    store::RightTimes(tx);
    tx.Commit();
    if (found) Wake();
}

void Workers::Work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::uint64_t seen = 0;
        {
            const std::scoped_lock lock(mutex_);
            seen = wakes_;
        }
        milliseconds pause = options_.poll;
        try {
            ReleaseWoken();
            if (RunOne()) continue;
            ReleaseOrphans();
            pause = UntilNext();
        } catch (const std::exception& error) {
            base::log::Warn("tasks.look {}", error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, pause, [&] { return wakes_ != seen; });
    }
}

milliseconds Workers::UntilNext() {
    pg::Transaction tx(pool_, pg::Scope::System(), pg::Access::kReadOnly);
    milliseconds left = options_.poll;
    if (const auto next = store::NextRunAt(tx, clock_.Now(), kinds_))
        left = std::min(left, std::chrono::ceil<milliseconds>(clock_.RealTimeUntil(*next)));
    if (const auto parked = store::NextParked(tx, kinds_))
        left = std::min(left, std::chrono::ceil<milliseconds>(*parked));
    return std::max(left, milliseconds(1));
}

// Extends the leases of everything that runs here, also while a handler is between two steps.
void Workers::Beat(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::vector<std::shared_ptr<Run::Control>> running;
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stop, options_.lease / 3, [] { return false; });
            running.assign(running_.begin(), running_.end());
        }
        for (const auto& control : running) {
            try {
                pg::Transaction tx(pool_, pg::Scope::System());
                const store::Hold hold = store::Extend(tx, control->fence, options_.lease);
                tx.Commit();
                if (hold == store::Hold::kLost) control->lost = true;
                if (hold == store::Hold::kCancelled) control->cancelled = true;
            } catch (const std::exception& error) {
                base::log::Warn("tasks.heartbeat {}", error.what());
            }
        }
    }
}

bool Workers::RunOne() {
    const base::Instant now = clock_.Now();
    std::vector<store::Candidate> candidates;
    std::optional<std::int32_t> holder;
    {
        const std::scoped_lock lock(mutex_);
        holder = holder_;
    }
    {
        pg::Transaction tx(pool_, pg::Scope::System());
        candidates = store::Candidates(tx, now, kinds_);
        tx.Commit();
    }
    for (const store::Candidate& candidate : candidates) {
        std::optional<store::ClaimRow> row;
        {
            pg::Transaction tx(pool_, pg::Scope::System());
            row = store::Claim(tx, candidate, now, kinds_, options_.lease, holder);
            tx.Commit();
        }
        if (!row) continue;  // another worker was faster
        const KindOptions& options = registry_.Find(row->kind)->options;
        Run::Claim claim{std::move(*row), options, options_.lease, {}, false};
        return RunClaimed(claim);
    }
    return false;
}

bool Workers::RunClaimed(Run::Claim& claim) {
    const auto control = std::make_shared<Run::Control>();
    control->fence = claim.fence();
    std::uint64_t announced = 0;
    {
        const std::scoped_lock lock(mutex_);
        announced = announcements_;
        control->stopping = stopping_;
        running_.push_back(control);
    }
    State state = State::kCompleted;
    std::optional<base::Problem> problem;
    std::optional<std::string> crash;
    bool interrupted = false;
    std::optional<base::Duration> waits;
    // Attempts count when a task is claimed, so that one that takes the whole server down ends, too.
    if (claim.row.attempts > claim.options.attempts) {
        state = State::kFailed;
        problem = base::Problem{base::ProblemKind::kInternal, "task_crashed", {}, {}};
    } else {
        try {
            Run run(pool_, clock_, claim, *control);
            if (auto result = registry_.Find(claim.row.kind)->handler(run); !result) {
                state = State::kFailed;
                problem = std::move(result.error());
            }
        } catch (const Interrupted&) {
            interrupted = true;
        } catch (const Waiting& waiting) {
            waits = waiting.at_most;
        } catch (const std::exception& error) {
            crash = error.what();
        }
    }
    {
        const std::scoped_lock lock(mutex_);
        running_.remove(control);
    }
    const std::string name = claim.row.kind + " " + claim.row.id.ToString();
    if (control->lost) {
        base::log::Warn("tasks.lost {}: another worker has taken over", name);
        return true;
    }
    if (waits) {
        Park(claim, *waits, announced);
        return true;
    }
    pg::Transaction tx(pool_, pg::Scope::System());
    if (crash) {
        base::log::Error("tasks.crash {} attempt {}: {}", name, claim.row.attempts, *crash);
        if (claim.row.attempts >= claim.options.attempts) {
            store::Finish(tx, claim.fence(), State::kFailed, clock_.Now(),
                          base::Problem{base::ProblemKind::kInternal, "task_crashed", {}, {}});
        } else {
            store::Requeue(tx, claim.fence(),
                           base::Backoff(claim.row.attempts, options_.retry_pause, options_.longest_pause));
        }
    } else if (interrupted && control->cancelled) {
        store::Finish(tx, claim.fence(), State::kCancelled, clock_.Now(), std::nullopt);
    } else if (interrupted) {
        store::Requeue(tx, claim.fence(), std::nullopt);
    } else {
        store::Finish(tx, claim.fence(), state, clock_.Now(), problem);
    }
    tx.Commit();
    return true;
}

// `announced`: what was counted before its handler looked. What is announced from then on finds it parked, or is seen
// here.
void Workers::Park(const Run::Claim& claim, base::Duration at_most, std::uint64_t announced) {
    {
        pg::Transaction tx(pool_, pg::Scope::System());
        store::Park(tx, claim.fence(), at_most);
        tx.Commit();
    }
    const std::scoped_lock lock(mutex_);
    if (announcements_ != announced && !claim.options.woken_by.empty()) woken_.insert(claim.row.kind);
}

}  // namespace tasks
