#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/printers/printers.hpp"

// The table printer_states, as the statements write it.
namespace printers::store {

// The newest reading of a printer of a batch, as its current state.
struct NewState {
    PrinterId printer_id;
    base::Instant observed_at;
    std::int64_t seq = 0;
    std::int16_t layout = 0;
    std::int16_t status = 0;
    std::string status_text{};
    std::int32_t detected_errors = 0;
    std::string problems{};
    std::int32_t level_start = 0;  // in StateBatch::levels, counted from 1
    std::int32_t level_end = 0;
    std::int32_t meter_start = 0;
    std::int32_t meter_end = 0;
    std::int32_t input_start = 0;
    std::int32_t input_end = 0;
    std::optional<std::int64_t> uptime_seconds{};
    std::int64_t life_count = 0;
    std::int16_t lowest_percent = 0;
    std::string kept{};  // JSON; empty: nothing
};
BOOST_DESCRIBE_STRUCT(NewState, (),
                      (printer_id, observed_at, seq, layout, status, status_text, detected_errors, problems,
                       level_start, level_end, meter_start, meter_end, input_start, input_end, uptime_seconds,
                       life_count, lowest_percent, kept))

// States for one statement: ascending printer, no printer twice.
struct StateBatch {
    base::OrganizationId organization;
    std::int32_t journal = 0;
    std::vector<std::int32_t> levels{};  // of all printers, one after the other
    std::vector<std::int64_t> meters{};
    std::vector<std::int32_t> input_levels{};
    std::vector<NewState> states{};

    void Add(const Arrival& newest);
};
BOOST_DESCRIBE_STRUCT(StateBatch, (), (organization, journal, levels, meters, input_levels, states))
void UpdateStates(pg::Transaction& tx, const StateBatch& batch);

// One query.
std::map<PrinterId, CurrentState> FindCurrentStates(pg::Transaction& tx, base::OrganizationId organization,
                                                    const std::vector<PrinterId>& printers);
// Only while the state is of `observed_at`.
void UpdateKept(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer, base::Instant observed_at,
                const Kept& kept);

}  // namespace printers::store
