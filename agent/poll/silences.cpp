#include "agent/poll/silences.hpp"

#include <algorithm>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

using printing::PollFailure;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::chrono::minutes kAllAgain{60};
constexpr std::chrono::minutes kKnockAgain{60};
constexpr std::chrono::seconds kGather{2};  // many fall silent together
constexpr std::chrono::seconds kAfterFailure{60};
constexpr std::size_t kMostEntries = 100'000;

// Nothing at all is heard of it.
bool IsSilence(PollFailure failure) {
    return failure == PollFailure::kNoAnswer || failure == PollFailure::kHostUnreachable ||
           failure == PollFailure::kNetworkUnreachable;
}

}  // namespace

KnockVerdict VerdictOf(const Knocked& knocked) {
    if (knocked.network_unreachable && !knocked.AnyoneThere())
        return {PollFailure::kNetworkUnreachable, "no route to its network"};
    if (knocked.snmp_answers) return {PollFailure::kAccessRefused, "answers SNMPv3, and not what it is read with"};
    if (knocked.snmp_port_closed) return {PollFailure::kPortClosed, "the SNMP port is closed"};
    if (!knocked.open.empty()) return {PollFailure::kSnmpSilent, PortWords(knocked.open) + " answers, SNMP does not"};
    if (!knocked.closed.empty())
        return {PollFailure::kNoAnswer, "a machine is there, and no port of a printer is open"};
    if (knocked.host_unreachable) return {PollFailure::kHostUnreachable, "no machine has the address"};
    return {PollFailure::kNoAnswer, "nothing at the address answers"};
}

void Silences::Failed(const std::string& key, const snmp::Endpoint& endpoint, printing::SilentPrinter printer) {
    {
        const std::lock_guard lock(mutex_);
        auto at = entries_.find(key);
        if (at == entries_.end()) {
            if (entries_.size() >= kMostEntries) return;
            at = entries_.try_emplace(key).first;
            at->second.printer.since = printer.observed_at;
        }
        Entry& entry = at->second;
        entry.endpoint = endpoint;
        printer.since = std::min(entry.printer.since, printer.observed_at);
        const bool unknown = printer.failure == PollFailure::kNoAnswer;
        // What was seen before holds until somebody has looked again; a refusal that is not repeated keeps its words.
        const bool first = entry.printer.observed_at == base::Instant{};
        const bool same = !first && entry.printer.failure == printer.failure;
        if (!first && (unknown || (same && !printer.detail))) {
            printer.detail = entry.printer.detail;
            printer.seen = entry.printer.seen;
            if (unknown && entry.knocked_at) printer.failure = entry.printer.failure;
        }
        if (unknown) entry.knock_due = true;
        if (first || printer.failure != entry.printer.failure || printer.detail != entry.printer.detail ||
            printer.seen != entry.printer.seen || printer.serial_number != entry.printer.serial_number) {
            entry.sent = false;
            if (!unknown) entry.knocked_at.reset();
        }
        entry.printer = std::move(printer);
        news_ = news_ || !entry.sent;
    }
    changed_.notify_all();
}

void Silences::Answered(const std::string& key, const std::string& serial_number) {
    const std::lock_guard lock(mutex_);
    const auto before = entries_.size();
    std::erase_if(entries_, [&](const auto& entry) {
        return entry.first == key || (!serial_number.empty() && entry.second.printer.serial_number == serial_number);
    });
    if (entries_.size() != before) news_ = true;
}

void Silences::SetKnown(std::int64_t known, const std::function<bool(const std::string& key)>& is_known) {
    const std::lock_guard lock(mutex_);
    if (known_ != known) news_ = true;
    known_ = known;
    std::erase_if(entries_, [&](const auto& entry) {
        // "address:port|serial" is another's that was there before.
        return !is_known(entry.first.substr(0, entry.first.find('|')));
    });
}

printing::SilenceReport Silences::Summary() const {
    printing::SilenceReport report;
    report.known = known_;
    report.abilities = {printing::kCheckAbility};
    for (const auto& [key, entry] : entries_) report.silent += IsSilence(entry.printer.failure) ? 1 : 0;
    report.silent = std::min(report.silent, report.known);
    return report;
}

void Silences::KnockWhereDue(SteadyTime now) {
    while (!stop_.IsSet()) {
        std::vector<std::string> keys;
        std::vector<snmp::Endpoint> places;
        {
            const std::lock_guard lock(mutex_);
            for (auto& [key, entry] : entries_) {
                if (!entry.knock_due || (entry.knocked_at && now - *entry.knocked_at < kKnockAgain)) continue;
                keys.push_back(key);
                places.push_back(entry.endpoint);
                if (keys.size() == kMostKnocks) break;
            }
        }
        if (keys.empty()) return;
        const auto knocked = knock_(places);
        if (stop_.IsSet()) return;
        const std::lock_guard lock(mutex_);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto at = entries_.find(keys[i]);
            if (at == entries_.end()) continue;  // it answers again
            Entry& entry = at->second;
            entry.knocked_at = now;
            if (!entry.knock_due) continue;
            entry.knock_due = false;
            auto verdict = VerdictOf(knocked[i]);
            if (verdict.failure != entry.printer.failure || verdict.detail != entry.printer.detail) {
                base::log::Info("poll.silent address={} port={} failure={} detail=\"{}\"", entry.printer.address,
                                entry.printer.port, base::json::EnumName(verdict.failure), verdict.detail);
                entry.sent = false;
                news_ = true;
            }
            entry.printer.failure = verdict.failure;
            entry.printer.detail = std::move(verdict.detail);
            entry.printer.seen.reset();
        }
    }
}

bool Silences::Once(SteadyTime now) {
    KnockWhereDue(now);
    const bool all = !all_sent_at_ || now - *all_sent_at_ >= kAllAgain;
    std::vector<std::string> keys;
    std::vector<printing::SilenceReport> reports;
    {
        const std::lock_guard lock(mutex_);
        if (!all && !news_) return true;
        news_ = false;
        reports.push_back(Summary());
        for (const auto& [key, entry] : entries_) {
            if (!all && entry.sent) continue;
            if (reports.back().printers.size() == printing::kMostSilencesAtOnce) reports.push_back(Summary());
            reports.back().printers.push_back(entry.printer);
            keys.push_back(key);
        }
    }
    std::size_t next = 0;
    for (const auto& report : reports) {
        if (auto sent = send_(report); !sent) {
            if (!stop_.IsSet() && sent.error().status != 404) {
                base::log::Warn("silences.failed detail=\"{}\": will be tried again", sent.error().detail);
            }
            const std::lock_guard lock(mutex_);
            news_ = true;
            return false;
        }
        const std::lock_guard lock(mutex_);
        for (const auto& printer : report.printers) {
            const auto at = entries_.find(keys[next++]);
            if (at == entries_.end()) continue;
            // What has changed while it was sent goes with the next one.
            at->second.sent = at->second.printer.failure == printer.failure &&
                              at->second.printer.detail == printer.detail && at->second.printer.seen == printer.seen;
        }
    }
    if (all) all_sent_at_ = now;
    return true;
}

void Silences::Run() {
    while (!stop_.IsSet()) {
        const bool sent = Once(std::chrono::steady_clock::now());
        if (stop_.IsSet()) return;
        if (!sent) {
            stop_.WaitFor(kAfterFailure);
            continue;
        }
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, std::chrono::seconds(10), [this] { return news_ || stop_.IsSet(); });
        }
        stop_.WaitFor(kGather);
    }
}

}  // namespace agent
