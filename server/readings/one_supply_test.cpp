#include "server/readings/one_supply_testing.hpp"
#include "server/testing/world.hpp"

// A cartridge that a printer tells of in two tables is one supply in what agents send, whatever their version.
namespace readings::testing {
namespace {

class OneSupply : public ::testing::Test {
  protected:
    pg::testing::Database database;
    base::ManualClock clock{At("2026-11-02T07:00:00Z")};
    server::testing::World world{database, clock};
    Brother brother{database, world.AddCustomer("Alpha")};
};

const auto kMonday = At("2026-11-02T08:00:00Z");

// What an agent of before sends is one supply at once.
TEST_F(OneSupply, JoinsWhatAnAgentOfBeforeSendsTwice) {  // AGT-4
    const auto toner = Row("1.1", SupplyType::kToner, "black", "Black Toner Cartridge", -3, -2);
    brother.Send(kMonday, {toner, Row("private.111", SupplyType::kToner, "black", "Black Toner", 3490, 10000)});
    EXPECT_EQ(brother.Supplies(), "0 1.1 consumed/toner/black/1 private 3490/10000");
    // Its new agent joins them itself: the same slot, and no new layout.
    auto joined = Row("1.1", SupplyType::kToner, "black", "Black Toner Cartridge", 3400, 10000);
    joined.source = printing::LevelSource::kPrivate;
    brother.Send(kMonday + hours(24), {joined});
    EXPECT_EQ(brother.Supplies(), "0 1.1 consumed/toner/black/1 private 3400/10000");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_supplies"), "1");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_layouts"), "1");
}

TEST_F(OneSupply, KeepsItsSlotWhenOneOfTheTablesIsNotTold) {  // AGT-4
    const auto toner = Row("1.1", SupplyType::kToner, "", "Toner", -3, -2);
    const auto drum = Row("1.2", SupplyType::kOpc, "black", "Drum", -3, -2);
    const auto private_toner = Row("private.111", SupplyType::kToner, "black", "Black Toner", 3490, 10000);
    const auto private_drum = Row("private.65", SupplyType::kOpc, "", "Drum", 9000, 10000);
    brother.Send(kMonday, {toner, drum});
    brother.Send(kMonday + hours(1), {toner, drum, private_toner, private_drum});
    brother.Send(kMonday + hours(2), {private_drum, private_toner});
    brother.Send(kMonday + hours(3), {toner, drum});
    brother.Send(kMonday + hours(4), {drum, toner, private_toner, private_drum});
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_supplies"), "2");
    EXPECT_EQ(database.Value("SELECT string_agg(levels::text, ' ' ORDER BY observed_at) FROM readings"),
              "{-3,-3} {3490,9000} {3490,9000} {-3,-3} {3490,9000}");
}

}  // namespace
}  // namespace readings::testing
