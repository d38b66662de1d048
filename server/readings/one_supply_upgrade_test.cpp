#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "server/platform/pg/packed.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/one_supply_testing.hpp"
#include "server/testing/old_database.hpp"

// A cartridge that a printer tells of in two tables is one supply, also in what was stored when it was two.
namespace readings::testing {
namespace {

// The first of what is kept of a supply.
struct Book {
    std::int32_t supply_slot = 0;
    std::int32_t shelf = 0;
    std::int32_t early_replacements = 0;
    std::int32_t state_version = 0;
    std::optional<pg::Bytes> state;
};
BOOST_DESCRIBE_STRUCT(Book, (), (supply_slot, shelf, early_replacements, state_version, state))
struct Books {
    pg::Packed<Book> supplies;
};
BOOST_DESCRIBE_STRUCT(Books, (), (supplies))
const pg::Query<Books(base::OrganizationId)> kBooks{
    "test.books", "SELECT {columns} FROM replenishment_printers WHERE organization_id = $1"};

// What a database of 0.1.0 holds of a Brother, before and after the step that joins it.
class StoredTwice : public ::testing::Test {
  protected:
    StoredTwice() {
        database.Sql("SELECT platen_month_partition('readings', '2026-11-01')");
        database.Sql(
            fmt::format("INSERT INTO printer_fleets VALUES ('{0}', 7, 1);"
                        "INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, "
                        "manufacturer, model, serial_number, address, port, host_name, hardware_address, "
                        "device_location, firmware, features, inputs, meters, discovered_at, described_at, "
                        "fingerprint, layout, updated_at, manufacturer_key, model_key, serial_key, "
                        "address_key, host_key, location_key) VALUES ('{0}', '{1}', "
                        "'sn/brother/7500000001A', 'hw/002000000001', '{2}', '{3}', 'Brother', 'MFC', "
                        "'7500000001A', '10.0.0.1', 161, '', '', '', '', '{{}}', '[]', '[]', '2026-11-01', "
                        "'2026-11-01', 99, 1, '2026-11-01', '', '', '', '', '', '');"
                        "INSERT INTO printer_states VALUES ('{0}', '{1}', '2026-11-05 08:00Z', 1, 9, 1, 0, "
                        "'', 0, '', '{{}}', '{{}}', '{{}}', 0, NULL, true, -1, 34, 3)",
                        organization, kPrinter, source.site.ToString(), source.agent.ToString()));
    }

    // `key` is class/type/colorant/nth.
    void AddSlot(int slot, const std::string& index, const std::string& key, const std::string& description,
                 std::int64_t capacity, bool present = true) {
        const auto first = key.find('/');
        const auto second = key.find('/', first + 1);
        const std::string type = key.substr(first + 1, second - first - 1);
        const std::string colorant = key.substr(second + 1, key.rfind('/') - second - 1);
        database.Sql(
            fmt::format("INSERT INTO printer_supplies (organization_id, printer_id, slot, supply_key, "
                        "supply_index, type, class, colorant, description, part_number, serial_number, unit, "
                        "max_capacity_raw, present, days_left) VALUES ('{}', '{}', {}, '{}', '{}', '{}', '{}', "
                        "'{}', '{}', '{}', '', '', {}, {}, {})",
                        organization, kPrinter, slot, key, index, type, key.substr(0, first), colorant, description,
                        index.starts_with("private") ? "" : "TN-2420", capacity, present, 10 + slot));
        layout += fmt::format(R"({}{{"slot":{},"index":"{}","type":"{}","class":"{}","colorant":"{}",)"
                              R"("description":"{}","part_number":"","serial_number":"","unit":"",)"
                              R"("max_capacity_raw":{}}})",
                              layout.empty() ? "" : ",", slot, index, type, key.substr(0, first), colorant, description,
                              capacity);
    }
    void AddLayout(int number, const std::string& supplies) {
        database.Sql(fmt::format("INSERT INTO printer_layouts VALUES ('{}', '{}', {}, {}, '[{}]', '2026-11-01')",
                                 organization, kPrinter, number, number, supplies));
    }
    // Also the newest one of the printer.
    void AddReading(int day, int layout_number, const std::string& levels) {
        database.Sql(
            fmt::format("INSERT INTO readings VALUES ('{0}', '{1}', '2026-11-{2:02} 08:00Z', 1, {2}, NULL, "
                        "{3}, 0, '{4}', '{{}}'); UPDATE printer_states SET levels = '{4}', layout = {3}",
                        organization, kPrinter, day, layout_number, levels));
    }
    void AddBook(int slot, int shelf, int early = 0) {
        database.Sql(
            fmt::format("INSERT INTO replenishment_supplies (organization_id, printer_id, supply_slot, "
                        "state_version, last_day, shelf, early_replacements, in_transit, decision, state, why, "
                        "quantity, decided_shelf, decided_transit, silent_days, trigger_days, cover_days) "
                        "VALUES ('{}', '{}', {}, 4, '2026-11-04', {}, {}, 0, 'no_order', '\\x01', 'learning', "
                        "0, 0, 0, 0, 0, 0)",
                        organization, kPrinter, slot, shelf, early));
    }
    void AddLine(int slot, int quantity, const std::string& state, int need = 0) {
        const auto order = old.ids.Next().ToString();
        database.Sql(fmt::format(
            "INSERT INTO supply_orders (organization_id, id, number, state, source, ordered_by, "
            "site_name, contact, state_reason, ordered_at, updated_at) VALUES ('{0}', '{1}', "
            "'{1}', "
            "'{2}', 'replenishment', '', '', '{{}}', '', '2026-11-01', '2026-11-01');"
            "INSERT INTO supply_order_lines (organization_id, id, order_id, position, printer_id, "
            "printer_serial_number, printer_model, printer_location, supply_slot, "
            "item_part_number, item_name, item_colorant, item_yield_pages, quantity, need, open, "
            "reason) VALUES ('{0}', '{1}', '{1}', 1, '{3}', '', '', '', {4}, '', '', '', 0, {5}, "
            "{6}, {7}, '{{}}')",
            organization, order, state, kPrinter, slot, quantity, need, state != "delivered" && state != "cancelled"));
    }
    std::string Layout(int number) {
        return database.Value(
            fmt::format("SELECT string_agg(concat_ws(' ', e->>'slot', e->>'index', e->>'description', "
                        "e->>'max_capacity_raw'), ', ' ORDER BY place) FROM printer_layouts, "
                        "jsonb_array_elements(supplies) WITH ORDINALITY AS x (e, place) WHERE layout = {}",
                        number));
    }
    std::string KeptBooks() {
        std::vector<std::string> books;
        pg::Transaction tx(database.pool(), pg::Scope::Organization(source.organization));
        for (const auto& row : tx.Get(kBooks, source.organization).supplies.rows)
            books.push_back(
                fmt::format("{} {} {} {}", row.supply_slot, row.shelf, row.early_replacements, row.state ? 'f' : 't'));
        return fmt::format("{}", fmt::join(books, ", "));
    }
    std::string Lines() {
        return database.Value(
            "SELECT string_agg(concat_ws(' ', supply_slot, quantity, need, open), ', ' "
            "ORDER BY supply_slot, open DESC, need, quantity DESC) FROM supply_order_lines");
    }

    static constexpr const char* kPrinter = "00000000-0000-7000-8000-00000000000a";
    server::testing::OldDatabase old{"0110"};
    pg::testing::Database& database = old.database;
    printers::Source source = old.AddCustomer("Alpha");
    Brother brother{database, source};
    std::string organization = source.organization.ToString();
    std::string layout;  // of all slots so far
};

// Two toners and a drum of a color machine: standard rows first, as they were told.
TEST_F(StoredTwice, BecomesOneSupplyWithItsHistoryShelfAndOrders) {  // AGT-4, ASR-12
    AddSlot(0, "1.1", "consumed/toner/black/1", "Black Toner Cartridge", 100);
    AddSlot(1, "1.2", "consumed/toner/cyan/1", "Cyan Toner Cartridge", 100);
    AddSlot(2, "1.5", "consumed/opc/black/1", "Drum Unit", 30000);
    const std::string standard_only = layout;  // an empty toner had an amount, and no second row
    AddSlot(3, "private.111", "consumed/toner/black/2", "Black Toner", 10000);
    AddSlot(4, "private.112", "consumed/toner/cyan/2", "Cyan Toner", 10000);
    AddLayout(1, layout);
    AddLayout(2, standard_only);
    AddReading(1, 1, "{-3,-3,20000,1000,9000}");
    AddReading(2, 2, "{0,0,19000}");
    AddReading(3, 1, "{-3,-3,18000,9900,9800}");
    AddReading(4, 1, "{-3,-3,17000,3490,9700}");
    AddBook(0, 4);  // 5 delivered; the replacement of the 3rd was taken from both
    AddBook(3, 1, 1);
    AddBook(2, 2);
    AddLine(0, 5, "delivered");
    AddLine(3, 2, "delivered");
    AddLine(0, 1, "shipped");
    AddLine(3, 1, "submitted");
    AddLine(3, 2, "submitted", 1);
    AddLine(1, 3, "cancelled");

    old.Upgrade();

    EXPECT_EQ(brother.Supplies(),
              "2 1.5 consumed/opc/black/1 standard 17000/30000\n"
              "3 1.1 consumed/toner/black/1 private 3490/10000\n"
              "4 1.2 consumed/toner/cyan/1 private 9700/10000");
    EXPECT_EQ(database.Value("SELECT part_number FROM printer_supplies WHERE slot = 3"), "TN-2420");
    EXPECT_EQ(Layout(1),
              "2 1.5 Drum Unit 30000, 3 1.1 Black Toner Cartridge 10000, "
              "4 1.2 Cyan Toner Cartridge 10000");
    EXPECT_EQ(Layout(2),
              "3 1.1 Black Toner Cartridge 100, 4 1.2 Cyan Toner Cartridge 100, "
              "2 1.5 Drum Unit 30000");
    EXPECT_EQ(database.Value("SELECT levels FROM readings WHERE layout = 2"), "{-2147483648,-2147483648,19000,0,0}");
    EXPECT_EQ(KeptBooks(), "2 2 0 f, 3 6 1 t");
    EXPECT_EQ(Lines(), "3 1 0 t, 3 2 1 t, 3 1 2 t, 3 5 0 f, 3 2 0 f, 4 3 0 f");
    EXPECT_EQ(database.Value("SELECT lowest_end FROM printer_states"), "2026-11-17");

    // An agent of before goes on, then a new one: the slots with the history go on.
    std::vector<Supply> told = {Row("1.1", SupplyType::kToner, "black", "Black Toner Cartridge", -3, 100),
                                Row("1.2", SupplyType::kToner, "cyan", "Cyan Toner Cartridge", -3, 100),
                                Row("1.5", SupplyType::kOpc, "black", "Drum Unit", 16000, 30000),
                                Row("private.111", SupplyType::kToner, "black", "Black Toner", 3400, 10000),
                                Row("private.112", SupplyType::kToner, "cyan", "Cyan Toner", 9600, 10000)};
    brother.Send(At("2026-11-06T08:00:00Z"), told);
    EXPECT_EQ(brother.Supplies(),
              "2 1.5 consumed/opc/black/1 standard 16000/30000\n"
              "3 1.1 consumed/toner/black/1 private 3400/10000\n"
              "4 1.2 consumed/toner/cyan/1 private 9600/10000");
    EXPECT_EQ(database.Value("SELECT count(*) FROM printer_supplies"), "5");
}

TEST_F(StoredTwice, IsMatchedWithoutColorantsAndByName) {  // AGT-4
    AddSlot(0, "1.1", "consumed/toner_cartridge//1", "Toner", -2);
    AddSlot(1, "1.2", "consumed/opc/black/1", "Drum", -2);
    AddSlot(2, "1.3", "other/other//1", "PF Kit 1", -2);
    AddSlot(3, "1.4", "consumed/transfer_unit//1", "Transfer Roller", -2);
    AddSlot(4, "private.111", "consumed/toner/black/1", "Black Toner", 10000);
    AddSlot(5, "private.65", "consumed/opc//1", "Drum", 10000);
    AddSlot(6, "private.109", "other/other//2", "PF Kit 1", 10000);
    AddSlot(7, "private.107", "other/other//3", "Laser Unit", 10000);
    AddSlot(8, "private.105", "consumed/transfer_unit//2", "Belt Unit", 10000);
    AddLayout(1, layout);
    AddReading(1, 1, "{-3,-3,-2,-2,10,20,30,40,50}");
    AddBook(0, 3);
    AddLine(0, 1, "shipped");
    old.Upgrade();
    EXPECT_EQ(brother.Supplies(),
              "3 1.4 consumed/transfer_unit//1 standard -2/-2\n"
              "4 1.1 consumed/toner_cartridge/black/1 private 10/10000\n"
              "5 1.2 consumed/opc/black/1 private 20/10000\n"
              "6 1.3 other/other//1 private 30/10000\n"
              "7 private.107 other/other//2 private 40/10000\n"
              "8 private.105 consumed/transfer_unit//2 private 50/10000");
    EXPECT_EQ(KeptBooks(), "4 3 0 t");
    EXPECT_EQ(Lines(), "4 1 0 t");
}

TEST_F(StoredTwice, GoesOnInTheStandardSlotWhereThatHasTheHistory) {  // AGT-4
    AddSlot(0, "1.5", "consumed/opc//1", "Drum Unit", -2);
    AddSlot(1, "1.1", "consumed/toner/black/1", "Black Toner", 100);
    AddSlot(2, "private.128", "consumed/opc/black/1", "Black Drum", 10000);
    AddSlot(3, "private.121", "consumed/opc/cyan/1", "Cyan Drum", 10000);
    const std::string today = layout;
    AddSlot(4, "private.111", "consumed/toner/black/2", "Black Toner", 10000, false);
    AddLayout(1, layout);
    AddLayout(2, today);
    AddReading(1, 1, "{-2,-3,7100,6100,9000}");
    AddReading(2, 2, "{-2,50,7000,6000}");
    for (int slot = 0; slot < 5; ++slot) AddBook(slot, 1);
    AddLine(2, 1, "shipped");
    AddLine(3, 1, "shipped");
    old.Upgrade();
    // The set of drums, and the toner whose second row was there once.
    EXPECT_EQ(brother.Supplies(),
              "0 1.5 consumed/opc//1 private 6000/10000\n"
              "1 1.1 consumed/toner/black/1 standard 50/100");
    EXPECT_EQ(KeptBooks(), "0 3 0 t, 1 2 0 t");
    EXPECT_EQ(Lines(), "0 1 0 t, 0 1 1 t");
    EXPECT_EQ(database.Value("SELECT string_agg(levels::text, ' ' ORDER BY observed_at) FROM readings"),
              "{6100,9000,-2147483648,6100} {6000,50,-2147483648,6000}");
    EXPECT_EQ(Layout(1), "0 1.5 Drum Unit 10000, 1 1.1 Black Toner 10000");
}

TEST_F(StoredTwice, LeavesOtherPrintersAlone) {
    AddSlot(0, "1.1", "consumed/toner/black/1", "Black Toner", 100);
    AddSlot(1, "1.2", "consumed/toner/black/2", "Black Toner", 100);
    AddLayout(1, layout);
    AddReading(1, 1, "{50,60}");
    AddBook(0, 1);
    old.Upgrade();
    EXPECT_EQ(brother.Supplies(),
              "0 1.1 consumed/toner/black/1 standard 50/100\n"
              "1 1.2 consumed/toner/black/2 standard 60/100");
    EXPECT_EQ(KeptBooks(), "0 1 0 f");
    EXPECT_EQ(database.Value("SELECT fingerprint || ' ' || revision FROM printers, printer_fleets"), "99 7");
}

}  // namespace
}  // namespace readings::testing
