#include "agent/poll/schedule.hpp"

#include <algorithm>

namespace agent {
namespace {

// However fast business time runs, a printer is not asked more often than this.
constexpr std::chrono::milliseconds kLeastPause{200};
// A printer that did not answer is asked again after this, if that is sooner than the interval. With the interval alone, a
// printer that is switched off whenever the daily poll comes would never be read.
constexpr std::chrono::hours kSilentAgain{1};
// A search that could not look everywhere (a name that cannot be looked up just now) comes again after this.
constexpr std::chrono::minutes kSearchAgain{10};
// Of polls of a printer without a configuration: one that was known before, asked for by a command.
constexpr std::chrono::hours kPollingBeforeConfiguration{1};

// A search that comes each day at one hour would never find a printer that is switched off at that hour: it comes so much
// earlier each time, and round the clock within five days.
std::chrono::seconds SearchAfter(std::chrono::seconds interval) {
    constexpr std::chrono::hours kDay{24};
    constexpr std::chrono::hours kEarlier{5};
    return interval >= kDay && interval % kDay == std::chrono::seconds(0) ? interval - kEarlier : interval;
}

}  // namespace

void Schedule::Configure(std::chrono::seconds polling, std::chrono::seconds searching, bool other_search,
                         base::Instant now) {
    const bool first = !polling_;
    const auto before = polling_.value_or(polling);
    polling_ = polling;
    searching_ = searching;
    for (auto& [key, printer] : printers_.all()) {
        // A shorter interval counts from the last poll: who asks for fresher data gets it at once (AGT-2).
        if (polling < before) printer.next_poll = std::max(printer.next_poll - (before - polling), now);
        printer.next_poll = std::min(printer.next_poll, now + polling);
    }
    next_search_ = std::min(next_search_, now + searching);
    // After a start the search is repeated only when it is due; after a change of it at once.
    if (other_search && !first) next_search_ = now;
    if (printers_.all().empty()) next_search_ = now;
}

bool Schedule::IsSearchDue(base::Instant now) {
    if (!polling_) return false;
    next_search_ = std::min(next_search_, now + searching_);
    return next_search_ <= now;
}

void Schedule::SearchEnded(base::Instant now, bool whole) {
    next_search_ = now + (whole ? SearchAfter(searching_) : std::min<std::chrono::seconds>(searching_, kSearchAgain));
}

std::vector<std::string> Schedule::DuePolls(base::Instant now, RealTime real_now) {
    std::vector<std::string> due;
    if (!polling_) return due;
    for (auto& [key, printer] : printers_.all()) {
        // A clock that was set back must not silence anything until it has caught up.
        printer.next_poll = std::min(printer.next_poll, now + *polling_);
        if (!printer.polling && printer.next_poll <= now && printer.not_before <= real_now) due.push_back(key);
    }
    return due;
}

void Schedule::DueNow(std::size_t most, base::Instant now) {
    for (auto& [key, printer] : printers_.all()) {
        if (most-- == 0) return;
        printer.next_poll = std::min(printer.next_poll, now);
    }
}

void Schedule::PollEnded(KnownPrinter& printer, bool silent, base::Instant now, RealTime real_now) const {
    auto wait = polling_.value_or(kPollingBeforeConfiguration);
    if (silent) wait = std::min<std::chrono::seconds>(wait, kSilentAgain);
    // Counted from when it was due, or from now where a command asked earlier: what users ask for never puts off what
    // is read anyway.
    printer.next_poll = std::max(std::min(printer.next_poll, now) + wait, now);
    printer.not_before = real_now + kLeastPause;
}

void Schedule::ReadingLost(KnownPrinter& printer, base::Instant now) {
    printer.next_poll = std::min(printer.next_poll, now + std::chrono::minutes(1));
}

std::optional<base::Instant> Schedule::NextDue(bool with_searches) const {
    auto due = printers_.NextPoll();
    if (polling_ && with_searches && (!due || next_search_ < *due)) due = next_search_;
    return due;
}

}  // namespace agent
