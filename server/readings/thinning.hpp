#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/base/clock.hpp"

// Which readings the packed history keeps: one that differs from the reading before it, and the first of each day
// (UTC). That depends on nothing but the readings themselves, so any order of arrival gives the same history. Pure.
namespace readings {

// A row of the history, or a reading that may become one.
struct HistoryRow {
    base::Instant observed_at;
    std::int32_t journal = 0;
    std::int64_t seq = 0;
    std::optional<base::Instant> previous_at;  // of the reading before it; until then the row before it held
    std::int16_t layout = 0;
    std::int16_t status = 1;
    std::vector<std::int32_t> levels;
    std::vector<std::int64_t> meters;

    bool operator==(const HistoryRow&) const = default;
    [[nodiscard]] bool SameValues(const HistoryRow& other) const {
        return layout == other.layout && status == other.status && levels == other.levels && meters == other.meters;
    }
};

BOOST_DESCRIBE_STRUCT(HistoryRow, (), (observed_at, journal, seq, previous_at, layout, status, levels, meters))

// Whether `row`, which comes directly after the reading or row `before`, says nothing new.
bool IsRedundant(const HistoryRow& before, const HistoryRow& row);

struct Thinned {
    std::vector<HistoryRow> drop;
    std::vector<HistoryRow> set_previous;  // with the right previous_at
};
// `rows`: all rows of one printer from some time on, ascending. The first one stays as it is.
Thinned Thin(const std::vector<HistoryRow>& rows);

// What a reading that is older than the newest one does to the history.
struct LateInsertion {
    std::vector<HistoryRow> insert;
    std::optional<HistoryRow> drop;          // the row after, which says nothing new any more
    std::optional<HistoryRow> set_previous;  // the row after, with the right previous_at
};
// `before` and `after` are the rows around it. `held_until` is when the values of `before` were last seen before
// `after` (or ever, where nothing is after): readings up to then were left out because they said the same, so
// where the late one differs, the last of them is put back.
LateInsertion InsertLate(const HistoryRow& late, const std::optional<HistoryRow>& before,
                         const std::optional<HistoryRow>& after, base::Instant held_until);

// Two agents of a site may have read one printer at the same time, and the journal of one comes later (AGT-12). Whether a reading
// that is older than the newest one says nothing that counts, because another agent read the printer less than `interval` before
// or after it. `before_is_others`, `after_is_others`: whether those rows are of another agent; the rest as for InsertLate.
bool IsDoubled(const HistoryRow& late, const std::optional<HistoryRow>& before, bool before_is_others,
               const std::optional<HistoryRow>& after, bool after_is_others, base::Instant held_until,
               std::chrono::seconds interval);

}  // namespace readings
