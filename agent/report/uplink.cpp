#include "agent/report/uplink.hpp"

#include <algorithm>

#include "lib/base/backoff.hpp"
#include "lib/base/log.hpp"

namespace agent {

void Uplink::Notify() {
    {
        const std::lock_guard lock(mutex_);
        notified_ = true;
    }
    changed_.notify_all();
}

void Uplink::AddResult(printing::CommandResult result, std::int64_t after_seq) {
    {
        const std::lock_guard lock(mutex_);
        results_.push_back({std::move(result), after_seq});
        if (results_.size() > 1000) results_.pop_front();  // the server has long given these up
        notified_ = true;
    }
    changed_.notify_all();
}

std::vector<printing::CommandResult> Uplink::WaitingResults() {
    const std::lock_guard lock(mutex_);
    std::vector<printing::CommandResult> list;
    for (const Result& waiting : results_) list.push_back(waiting.result);
    return list;
}

void Uplink::LogFailure(const char* what, const ServerFailure& failure) {
    if (stop_.IsSet()) return;
    retry_after_ = failure.retry_after;
    wait_for_key_ = failure.unauthorized();
    if (wait_for_key_) {
        base::log::Error(
            "uplink.refused what={} detail=\"{}\": the server does not accept this agent; "
            "enroll it again or enable it in the portal",
            what, failure.detail);
    } else {
        base::log::Warn("uplink.failed what={} detail=\"{}\": will be tried again", what, failure.detail);
    }
}

Uplink::Step Uplink::SendBatch() {
    const std::size_t most = batch_limit_ > 0 ? batch_limit_ : options_.batch_readings;
    auto oldest = journal_.Oldest(most, options_.batch_bytes);
    if (!oldest) {
        base::log::Error("uplink.journal {}", Describe(oldest.error()));
        return Step::kFailed;
    }
    if (oldest->empty()) return Step::kIdle;
    printing::ReadingBatch batch;
    batch.boot_epoch = journal_.boot_epoch();
    batch.readings = std::move(oldest->readings);
    batch.thinned = std::move(oldest->thinned);
    // Only what went to the server from here is forgotten: another machine with a copy of this journal may have had more
    // acknowledged under the same numbers.
    std::int64_t last = 0;
    if (!batch.readings.empty()) last = batch.readings.back().seq;
    for (const auto& range : batch.thinned) last = std::max(last, range.last);
    const std::int64_t first = batch.readings.empty() ? batch.thinned.front().first : batch.readings.front().seq;
    auto ack = api_.SendBatch(batch);
    if (!ack) {
        if (!ack.error().refused() || batch.readings.empty()) {
            LogFailure("readings", ack.error());
            return Step::kFailed;
        }
        if (batch.readings.size() > 1) {
            batch_limit_ = batch.readings.size() / 2;
            return Step::kSent;
        }
        base::log::Error("uplink.set_aside seq={} detail=\"{}\": the server refuses this reading", first,
                         ack.error().detail);
        batch_limit_ = 0;
        if (auto aside = journal_.SetAside(first, ack.error().detail); !aside) return Step::kFailed;
        return Step::kSent;
    }
    batch_limit_ = 0;
    if (ack->acknowledged_seq < first) {
        base::log::Warn("uplink.not_acknowledged first={} acknowledged={}", first, ack->acknowledged_seq);
        return Step::kFailed;
    }
    if (auto done = journal_.Acknowledge(std::min(ack->acknowledged_seq, last)); !done) {
        base::log::Error("uplink.journal {}", Describe(done.error()));
        return Step::kFailed;
    }
    return Step::kSent;
}

Uplink::Step Uplink::SendResults(std::int64_t acknowledged) {
    Step step = Step::kIdle;
    while (!stop_.IsSet()) {
        printing::CommandResult result;
        {
            const std::lock_guard lock(mutex_);
            const auto due = std::find_if(results_.begin(), results_.end(),
                                          [&](const Result& waiting) { return waiting.after_seq <= acknowledged; });
            if (due == results_.end()) return step;
            result = due->result;
        }
        auto sent = api_.SendResult(result);
        if (!sent && !sent.error().refused()) {
            LogFailure("result", sent.error());
            return Step::kFailed;
        }
        if (!sent) base::log::Warn("uplink.result_refused command={} {}", result.command_id, sent.error().detail);
        const std::lock_guard lock(mutex_);
        std::erase_if(results_, [&](const Result& waiting) { return waiting.result.command_id == result.command_id; });
        step = Step::kSent;
    }
    return step;
}

Uplink::Step Uplink::Once() {
    const Step batch = SendBatch();
    if (batch == Step::kFailed) return batch;
    bool results = false;
    {
        const std::lock_guard lock(mutex_);
        results = !results_.empty();
    }
    if (!results) return batch;
    const auto status = journal_.GetStatus();
    if (!status) return Step::kFailed;
    // Nothing waits in the journal: all that was ever read is at the server.
    const bool all = status->pending == 0 && status->thinned == 0;
    const Step sent = SendResults(all ? status->last_seq : status->acknowledged_seq);
    return sent == Step::kIdle ? batch : sent;
}

void Uplink::Run() {
    int failures = 0;
    while (!stop_.IsSet()) {
        const Step step = Once();
        if (step == Step::kSent) {
            if (failures > 0) base::log::Info("uplink.recovered after={} failures", failures);
            failures = 0;
            continue;
        }
        if (step == Step::kFailed) {
            ++failures;
            auto pause = base::Backoff(failures, options_.first_retry, options_.last_retry);
            if (wait_for_key_) pause = std::max(pause, std::chrono::milliseconds(30'000));
            if (retry_after_) pause = std::max(pause, std::chrono::milliseconds(*retry_after_));
            retry_after_.reset();
            stop_.WaitFor(pause);
            continue;
        }
        std::unique_lock lock(mutex_);
        // Woken by Notify(); the second is for stop and for readings of another process.
        changed_.wait_for(lock, std::chrono::seconds(1), [this] { return notified_; });
        const bool results_wait = !results_.empty();
        const bool gather = notified_ && !results_wait;
        notified_ = false;
        lock.unlock();
        // A round of polls brings many readings one after the other: one batch is cheaper than ten.
        if (gather) stop_.WaitFor(options_.gather);
    }
}

}  // namespace agent
