#pragma once

#include <gtest/gtest.h>

#include "lib/printing/printer_mib.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/readings.hpp"
#include "server/testing/sample_reading.hpp"

// For tests only: a Brother, which tells of a cartridge in two tables.
namespace readings::testing {

using printing::Supply;
using printing::SupplyType;
using server::testing::At;
using std::chrono::hours;

inline Supply Row(std::string index, SupplyType type, std::string colorant, std::string description, std::int64_t level,
                  std::int64_t capacity) {
    Supply supply{.index = std::move(index), .type = type, .class_ = printing::ClassOfType(type)};
    if (!colorant.empty()) supply.colorant = std::move(colorant);
    supply.description = std::move(description);
    supply.level_raw = level;
    supply.max_capacity_raw = capacity;
    const auto meaning = printing::ReadLevel(level, capacity, std::nullopt);
    supply.level_state = printing::StateOf(meaning);
    supply.remaining_percent = printing::RemainingPercent(meaning);
    return supply;
}

class Brother {
  public:
    Brother(pg::testing::Database& database, const printers::Source& source) : database_(database), source_(source) {}

    // The agent reads it and sends these supplies.
    void Send(base::Instant at, std::vector<Supply> supplies) {
        auto reading = server::testing::SampleReading(1);
        reading.manufacturer = "Brother";
        reading.supplies = std::move(supplies);
        Partitions(database_.pool()).EnsureAhead(at);
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(source_.organization));
        const auto accepted =
            TakeIn(tx, ids_, intake_, source_, {1, {server::testing::Journaled(++seq_, at, reading)}, {}, {}}, at);
        ASSERT_TRUE(accepted);
        tx.Commit();
    }

    std::string Supplies() {
        return database_.Value(
            "SELECT string_agg(concat_ws(' ', s.slot, s.supply_index, s.supply_key, s.source, "
            "st.levels[s.slot + 1] || '/' || s.max_capacity_raw), E'\\n' ORDER BY s.slot) "
            "FROM printer_supplies s JOIN printer_states st ON st.printer_id = s.printer_id "
            "WHERE s.present");
    }

  private:
    pg::testing::Database& database_;
    printers::Source source_;
    base::SystemClock clock_;
    base::IdSource ids_{clock_};
    printers::Intake intake_{ids_};
    std::int64_t seq_ = 0;
};

}  // namespace readings::testing
