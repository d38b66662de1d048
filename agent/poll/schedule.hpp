#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "agent/poll/known_printers.hpp"

namespace agent {

// When which printer is polled, and when the next search begins: by the intervals of the configuration, in business time.
// Pure but for the printers that it keeps; no clock, no network.
class Schedule {
  public:
    using RealTime = std::chrono::steady_clock::time_point;

    Schedule(KnownPrinters printers, base::Instant next_search)
        : printers_(std::move(printers)), next_search_(next_search) {}

    [[nodiscard]] KnownPrinters& printers() { return printers_; }
    [[nodiscard]] base::Instant next_search() const { return next_search_; }

    // Takes the intervals over. `other_search`: what is searched for has changed since the last search.
    void Configure(std::chrono::seconds polling, std::chrono::seconds searching, bool other_search, base::Instant now);

    [[nodiscard]] bool IsSearchDue(base::Instant now);
    // `whole`: everything that was to be searched could be.
    void SearchEnded(base::Instant now, bool whole);

    // Keys of the printers whose turn it is.
    [[nodiscard]] std::vector<std::string> DuePolls(base::Instant now, RealTime real_now);
    // Makes it the turn of `most` printers.
    void DueNow(std::size_t most, base::Instant now);
    // `silent`: it did not answer, or could not be reached.
    void PollEnded(KnownPrinter& printer, bool silent, base::Instant now, RealTime real_now) const;
    // What was read could not be stored: soon again.
    static void ReadingLost(KnownPrinter& printer, base::Instant now);

    // When something is due next; nullopt while nothing is.
    [[nodiscard]] std::optional<base::Instant> NextDue(bool with_searches) const;

  private:
    KnownPrinters printers_;
    base::Instant next_search_;
    std::optional<std::chrono::seconds> polling_;  // absent: no configuration yet
    std::chrono::seconds searching_{0};
};

}  // namespace agent
