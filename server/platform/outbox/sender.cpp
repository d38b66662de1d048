#include "server/platform/outbox/sender.hpp"

#include <algorithm>

#include "lib/base/backoff.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"

namespace outbox {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestPause = std::chrono::hours(1);
constexpr milliseconds kFirstOutage{1000};
constexpr milliseconds kLongestOutage{60'000};
constexpr milliseconds kPoll{10'000};  // bounds the delay when a notification is lost

}  // namespace

Sender::Sender(pg::Pool& pool, const base::Clock& clock, Handler& handler, SenderOptions options)
    : pool_(pool), clock_(clock), handler_(handler), queue_(handler.queue()), options_(options) {}

Sender::~Sender() {
    Stop();
}

void Sender::Start() {
    listener_ = std::make_unique<pg::Listener>(pool_.options().url);
    // Without a name: the listener was cut off for a while.
    listener_->On(kChannel, [this](std::string_view table) {
        if (table.empty() || table == queue_.table()) Wake();
    });
    listener_->Start();
    for (int i = 0; i < options_.threads; ++i) {
        threads_.emplace_back([this](const std::stop_token& stop) { Run(stop); });
    }
}

void Sender::Stop() {
    if (threads_.empty()) return;
    listener_->Stop();
    for (std::jthread& thread : threads_) thread.request_stop();
    wake_.notify_all();
    threads_.clear();
    listener_.reset();
}

void Sender::Wake() {
    {
        const std::scoped_lock lock(mutex_);
        ++wakes_;
    }
    wake_.notify_all();
}

void Sender::Run(const std::stop_token& stop) {
    int outages = 0;
    while (!stop.stop_requested()) {
        std::uint64_t seen = 0;
        {
            const std::scoped_lock lock(mutex_);
            seen = wakes_;
        }
        milliseconds pause = kPoll;
        bool wait_it_out = false;
        try {
            const Step step = SendOne();
            if (step == Step::kHandled) {
                outages = 0;
                continue;
            }
            if (step == Step::kNoService) {
                // New rows do not make an unreachable server reachable.
                wait_it_out = true;
                pause = base::Backoff(++outages, kFirstOutage, kLongestOutage);
            } else {
                handler_.Rest();
                pg::Transaction tx(pool_, pg::Scope::System());
                queue_.RightTimes(tx);
                const auto next = queue_.UntilNext(tx);
                tx.Commit();
                if (next) pause = std::clamp(std::chrono::ceil<milliseconds>(*next), milliseconds(1), kPoll);
            }
        } catch (const std::exception& error) {
            base::log::Warn("outbox.look {}", error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, pause, [&] { return !wait_it_out && wakes_ != seen; });
    }
}

Sender::Step Sender::SendOne() {
    std::optional<Claim> claim;
    Handler::Sending sending;
    {
        pg::Transaction tx(pool_, pg::Scope::System());
        claim = queue_.Take(tx, options_.lease);
        if (claim) sending = handler_.Prepare(tx, *claim);
        tx.Commit();
    }
    if (!claim) return Step::kIdle;
    const auto began = std::chrono::steady_clock::now();
    const Outcome outcome = sending();
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
    return Settle(*claim, outcome, took);
}

Sender::Step Sender::Settle(const Claim& claim, const Outcome& outcome, milliseconds took) {
    using Kind = Outcome::Kind;
    const std::string error = base::CleanText(outcome.error, 500);
    // Also what is refused for now, or not taken by anybody, once days have passed.
    const bool given_up = outcome.kind == Kind::kPermanent || (outcome.kind != Kind::kSent && claim.last_attempt);
    const bool sent = outcome.kind == Kind::kSent;
    bool mine = false;
    {
        pg::Transaction tx(pool_, pg::Scope::System());
        const base::Instant now = clock_.Now();
        // The lane first, as whoever takes from it does.
        queue_.FreeLane(tx, claim,
                        sent ? std::nullopt : std::optional<base::Duration>(PauseAfter(claim.lane_failures + 1)));
        if (sent) {
            mine = queue_.MarkSent(tx, claim, now);
        } else if (given_up) {
            mine = queue_.MarkFailed(tx, claim, now, error);
        } else {
            mine = queue_.TryLater(tx, claim, PauseAfter(claim.attempts), error);
        }
        if (mine) handler_.Record(tx, claim, outcome, {now, took, sent || given_up});
        tx.Commit();
    }
    const std::string what = queue_.table() + " " + claim.id.ToString();
    if (!mine) base::log::Warn("outbox.lost {}: another sender has taken over", what);
    ++(sent ? totals_.sent : given_up ? totals_.failed : totals_.later);
    if (sent) return Step::kHandled;
    if (given_up) {
        base::log::Error("outbox.failed {} for good: {}", what, error);
        return Step::kHandled;
    }
    if (outcome.kind == Kind::kTemporary) {
        base::log::Warn("outbox.later {}: {}", what, error);
        return Step::kHandled;
    }
    base::log::Warn("outbox.no_service {} attempt {}: {}", what, claim.attempts, error);
    return Step::kNoService;
}

milliseconds Sender::PauseAfter(int failures) const {
    return base::Backoff(failures, options_.retry_pause, kLongestPause);
}

}  // namespace outbox
