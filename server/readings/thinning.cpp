#include "server/readings/thinning.hpp"

#include <algorithm>

namespace readings {
namespace {

base::Day DayOf(base::Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant);
}

}  // namespace

bool IsRedundant(const HistoryRow& before, const HistoryRow& row) {
    return before.SameValues(row) && DayOf(before.observed_at) == DayOf(row.observed_at);
}

Thinned Thin(const std::vector<HistoryRow>& rows) {
    Thinned thinned;
    if (rows.empty()) return thinned;
    // The times of readings that were left out before these rows came, and of the rows themselves.
    std::vector<base::Instant> seen;
    for (const auto& row : rows) {
        seen.push_back(row.observed_at);
        if (row.previous_at) seen.push_back(*row.previous_at);
    }
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (IsRedundant(rows[i - 1], rows[i])) {
            thinned.drop.push_back(rows[i]);
            continue;
        }
        base::Instant previous = rows[i - 1].observed_at;
        const auto at = std::lower_bound(seen.begin(), seen.end(), rows[i].observed_at);
        if (at != seen.begin()) previous = std::max(previous, *std::prev(at));
        if (rows[i].previous_at == previous) continue;
        HistoryRow right = rows[i];
        right.previous_at = previous;
        thinned.set_previous.push_back(std::move(right));
    }
    return thinned;
}

LateInsertion InsertLate(const HistoryRow& late, const std::optional<HistoryRow>& before,
                         const std::optional<HistoryRow>& after, base::Instant held_until) {
    LateInsertion result;
    if (before && IsRedundant(*before, late)) return result;
    HistoryRow inserted = late;
    inserted.previous_at.reset();
    if (before) inserted.previous_at = held_until < late.observed_at ? held_until : before->observed_at;
    HistoryRow last = inserted;
    result.insert.push_back(std::move(inserted));
    if (before && held_until > late.observed_at && !before->SameValues(late)) {
        HistoryRow again = *before;
        again.observed_at = held_until;
        again.previous_at = late.observed_at;
        result.insert.push_back(again);
        last = std::move(again);
    }
    if (after) {
        HistoryRow right = *after;
        right.previous_at = after->previous_at ? std::max(*after->previous_at, last.observed_at) : last.observed_at;
        if (IsRedundant(last, right)) {
            result.drop = *after;
        } else if (right.previous_at != after->previous_at) {
            result.set_previous = std::move(right);
        }
    }
    return result;
}

bool IsDoubled(const HistoryRow& late, const std::optional<HistoryRow>& before, bool before_is_others,
               const std::optional<HistoryRow>& after, bool after_is_others, base::Instant held_until,
               std::chrono::seconds interval) {
    // Of readings between these two that said the same nothing is known any more.
    const auto near = [&](base::Instant read) {
        return (read > late.observed_at ? read - late.observed_at : late.observed_at - read) < interval;
    };
    if (before && before_is_others && (near(before->observed_at) || near(held_until))) return true;
    return after && after_is_others && near(after->observed_at);
}

}  // namespace readings
