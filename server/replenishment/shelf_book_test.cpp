#include <algorithm>
#include <map>
#include <random>

#include "server/replenishment/replenishment_store.hpp"
#include "server/replenishment/shelf_book.hpp"
#include "server/replenishment/testing.hpp"

// The shelf book line by line, counts by hand, moved cartridges and spares, on a real database.
namespace replenishment {
namespace {

using Strings = std::vector<std::string>;

class ShelfBookOf : public testing::Customer {
  protected:
    printing::JournaledReading WithSerial(std::size_t number, double level, const std::string& serial) {
        auto reading = Reading(number, level);
        reading.reading.supplies.front().serial_number = serial;
        return reading;
    }
    printers::PrinterId PrinterOf(std::size_t number) {
        return *printers::PrinterId::Parse(
            database_.Value("SELECT id FROM printers WHERE serial_number = 'SN" + std::to_string(number) + "'"));
    }
    void DeliverTo(std::size_t number, std::int32_t quantity, const std::string& order) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        shelf_.OnDelivered(tx, organization_, PrinterOf(number), 0, quantity, order, clock_.Now());
        tx.Commit();
    }
    bool Count(std::size_t number, std::int32_t counted) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const CountedLine line{PrinterOf(number), 0, counted};
        const bool done = CountShelf(tx, ids_, organization_, {&line, 1}, "ida@mail.example", clock_.Now()).has_value();
        tx.Commit();
        return done;
    }
    // "cause +quantity = after" of a printer, the oldest first.
    Strings Book(std::size_t number) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto page = ListMovements(tx, {.organizations = {&organization_, 1}, .printer = PrinterOf(number)},
                                        {.order = {MovementColumn::kRecordedAt, false}, .after = {}, .limit = 500});
        Strings lines;
        for (const auto& row : page.rows) {
            std::string line(base::json::EnumName(row.cause));
            if (!row.order_number.empty()) line += " " + row.order_number;
            if (!row.other_printer_name.empty()) line += " [" + row.other_printer_name + "]";
            lines.push_back(line + " " + std::to_string(row.quantity) + " = " + std::to_string(row.shelf_after));
        }
        return lines;
    }
    // Every chain of lines is whole and ends at the shelf that is shown.
    void ExpectBookIsShelf(const std::string& when) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        for (const auto& row : store::LockAll(tx, organization_)) {
            EXPECT_EQ(
                database_.Value("SELECT COALESCE(sum(quantity), 0) FROM shelf_movements WHERE printer_id = '" +
                                row.printer_id.ToString() + "' AND supply_slot = " + std::to_string(row.supply_slot)),
                std::to_string(row.shelf))
                << when;
        }
        tx.Commit();
        EXPECT_EQ(database_.Value(R"sql(
            SELECT count(*) FROM (
                SELECT shelf_before, COALESCE(lag(shelf_after) OVER (PARTITION BY printer_id, supply_slot ORDER BY id), 0)
                    AS expected FROM shelf_movements) AS lines WHERE shelf_before <> expected)sql"),
                  "0")
            << when;
        EXPECT_EQ(database_.Value("SELECT count(*) FROM shelf_movements WHERE cause = 'corrected'"), "0") << when;
    }
    std::int64_t ShelfOf(std::size_t number) { return Supply(number).at("shelf").as_int64(); }
};

TEST_F(ShelfBookOf, EachPrinterIsReadLineByLine) {  // ASR-12
    has_contact_ = false;                           // nothing is ordered beside
    Day({50});
    DeliverTo(1, 2, "1000023");
    Day({4});
    Day({100});
    Day({99});
    EXPECT_EQ(Book(1), (Strings{"delivered 1000023 2 = 2", "installed -1 = 1"}));
    ExpectBookIsShelf("in the end");
}

TEST_F(ShelfBookOf, ACartridgeOfAnotherPrinterWasNotOnTheShelf) {  // ASR-12
    has_contact_ = false;
    Deliver({WithSerial(1, 60, "CRUM-A"), WithSerial(2, 50, "CRUM-B")});
    Run();
    DeliverTo(1, 1, "1");
    DeliverTo(2, 1, "2");
    world_.AssignContact(organization_, world_.PrintersOf(organization_), contact_.id);
    NextDay();
    // The one of printer 1 is in printer 2 now, and the one of its shelf in printer 1.
    Deliver({WithSerial(1, 100, "CRUM-C"), WithSerial(2, 60, "CRUM-A")});
    Run();
    EXPECT_EQ(Book(1), (Strings{"delivered 1 1 = 1", "installed -1 = 0"}));
    EXPECT_EQ(Book(2), (Strings{"delivered 2 1 = 1", "installed -1 = 0", "moved [Lexmark MS431 SN1] 1 = 1"}));
    EXPECT_EQ(ShelfOf(2), 1);
    ExpectBookIsShelf("after the move");
    EXPECT_EQ(database_.Value("SELECT kind FROM tasks"), "replenishment.report_moved") << "its contact is told";
    // Back again, days later: it is known where it was.
    NextDay();
    Deliver({WithSerial(1, 59, "CRUM-A"), WithSerial(2, 50, "CRUM-B")});
    Run();
    EXPECT_EQ(ShelfOf(1), 0);
    EXPECT_EQ(ShelfOf(2), 1);
    ExpectBookIsShelf("after it came back");
}

TEST_F(ShelfBookOf, ACountByHandIsFollowed) {  // ASR-18
    has_contact_ = false;
    Day({50});
    DeliverTo(1, 1, "7");
    EXPECT_TRUE(Count(1, 3));
    EXPECT_EQ(ShelfOf(1), 3);
    EXPECT_EQ(Book(1).back(), "counted 2 = 3");
    EXPECT_EQ(Supply(1).at("counted_by"), "ida@mail.example");
    Day({4});
    Day({100});
    EXPECT_EQ(ShelfOf(1), 2) << "what is put in later is taken off it";
    ExpectBookIsShelf("after the count");
}

TEST_F(ShelfBookOf, ManyAreCountedAtOnce) {  // ASR-18
    has_contact_ = false;
    Day({50, 60});
    DeliverTo(1, 1, "7");
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
    const std::vector<CountedLine> lines{{PrinterOf(2), 0, 4}, {PrinterOf(1), 0, 2}, {PrinterOf(2), 0, 3}};
    const auto counted = CountShelf(tx, ids_, organization_, lines, "ida@mail.example", clock_.Now());
    tx.Commit();
    ASSERT_TRUE(counted);
    std::vector<std::int32_t> before;
    for (const auto& line : counted->before) before.push_back(line.counted);
    EXPECT_EQ(before, (std::vector<std::int32_t>{0, 1, 4})) << "who is named twice is counted twice";
    EXPECT_EQ(ShelfOf(1), 2);
    EXPECT_EQ(ShelfOf(2), 3);
    ExpectBookIsShelf("after the counts");
}

TEST_F(ShelfBookOf, WhatComesBackIsKeptForNoJobAndTheRestStaysOnItsWay) {  // ASR-11, ASR-12
    has_contact_ = false;
    Day({50});
    const auto told = [&](auto&& what) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        what(tx);
        tx.Commit();
    };
    told([&](auto& tx) {
        shelf_.OnAnnounced(tx, organization_, PrinterOf(1), 0, 3, clock_.Today() + std::chrono::days(5));
    });
    EXPECT_EQ(StateOf(1).reserved, 300);
    EXPECT_EQ(StateOf(1).book.transit, 3);
    DeliverTo(1, 2, "7");
    told([&](auto& tx) { shelf_.OnReturned(tx, organization_, PrinterOf(1), 0, 1, true, clock_.Now()); });
    EXPECT_EQ(StateOf(1).reserved, 200);
    EXPECT_EQ(StateOf(1).book.transit, 1) << "another parcel is under way";
    EXPECT_EQ(Book(1).back(), "returned -1 = 1");
    told([&](auto& tx) { shelf_.OnReturned(tx, organization_, PrinterOf(1), 0, 1, false, clock_.Now()); });
    EXPECT_EQ(StateOf(1).reserved, 200) << "that was of another order";
    EXPECT_EQ(ShelfOf(1), 0);
    ExpectBookIsShelf("after the returns");
}

TEST_F(ShelfBookOf, WhatWasPutInBeforeTheCountIsNotTakenOffIt) {  // ASR-18
    has_contact_ = false;
    Day({4});
    DeliverTo(1, 3, "7");
    NextDay();
    Deliver({Reading(1, 100)});
    EXPECT_EQ(ShelfOf(1), 2) << "one was put in, and the run has not seen it yet";
    Count(1, 2);
    EXPECT_EQ(ShelfOf(1), 2);
    Run();
    EXPECT_EQ(ShelfOf(1), 2) << "the count contains it";
    ExpectBookIsShelf("after the run");
}

TEST_F(ShelfBookOf, SparesAreKeptAndSaidInTheExplanation) {  // ASR-18
    for (int day = 0; day < 12; ++day) Day({90.0 - day});
    EXPECT_EQ(Supply(1).at("decision"), "no_order");
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        SparesRule rule;
        rule.id = ids_.Make<SparesRuleId>();
        rule.organization_id = organization_;
        rule.spares_kept = 1;
        rule.created_at = rule.updated_at = clock_.Now();
        EXPECT_TRUE(InsertSparesRule(tx, rule));
        rule.id = ids_.Make<SparesRuleId>();
        EXPECT_FALSE(InsertSparesRule(tx, rule)) << "one rule for one thing";
        tx.Commit();
    }
    EXPECT_EQ(Day({78}).orders, 1);
    const auto order = OnlyOrder();
    const auto& line = order.at("lines").as_array().at(0);
    EXPECT_EQ(line.at("quantity"), 1);
    EXPECT_EQ(line.at("reason").at("code"), "replenishment.keeps_spares");
    EXPECT_NE(std::string(line.at("reason").at("sentence").as_string()).find("1 spare is kept here"),
              std::string::npos);
    EXPECT_EQ(Step(order, "shipments", R"({"carrier":"DHL","tracking_number":"123"})"), "shipped");
    EXPECT_EQ(Step(order, "delivery", ""), "delivered");
    EXPECT_EQ(Day({77}).orders, 0) << "it is there";
    const auto supply = Supply(1);
    EXPECT_EQ(supply.at("spares_kept"), 1);
    EXPECT_NE(std::string(supply.at("reason").at("sentence").as_string()).find("1 spare stays on the shelf"),
              std::string::npos);
}

TEST(SparesRules, TheMostParticularOneCounts) {  // ASR-18
    const auto printer = *printers::PrinterId::Parse("0199a000-0000-7000-8000-000000000001");
    const auto site = *organizations::SiteId::Parse("0199a000-0000-7000-8000-000000000002");
    const auto rule = [](std::int32_t kept) {
        SparesRule made;
        made.spares_kept = kept;
        return made;
    };
    std::vector<SparesRule> rules(5);
    for (std::size_t i = 0; i < rules.size(); ++i) rules[i] = rule(static_cast<std::int32_t>(i));
    rules[1].manufacturer = "Lexmark";
    rules[1].model = "MS431";
    rules[2].site_id = site;
    rules[3].printer_id = printer;
    rules[4].printer_id = printer;
    rules[4].part_number = "56F2000";
    const auto kept = [&](const SparesOf& of) {
        const auto* found = RuleFor(rules, of);
        return found == nullptr ? -1 : found->spares_kept;
    };
    EXPECT_EQ(kept({{}, {}, "HP", "M404", ""}), 0);
    EXPECT_EQ(kept({{}, {}, "LEXMARK", "ms431", ""}), 1);
    EXPECT_EQ(kept({site, {}, "Lexmark", "MS431", ""}), 2);
    EXPECT_EQ(kept({site, printer, "Lexmark", "MS431", "other"}), 3);
    EXPECT_EQ(kept({site, printer, "Lexmark", "MS431", "56f2000"}), 4);
    EXPECT_EQ(RuleFor({}, {}), nullptr);
}

TEST(SparesRules, SayAllThatIsWrongWithThem) {  // ASR-18
    SparesRuleInput input;
    input.manufacturer = "Lexmark";
    input.printer_id = *printers::PrinterId::Parse("0199a000-0000-7000-8000-000000000001");
    input.together = true;
    input.spares_kept = 21;
    const auto checked = CheckSparesRule(input);
    ASSERT_FALSE(checked);
    Strings fields;
    for (const auto& field : checked.error().fields) fields.push_back(field.pointer + " " + field.code);
    EXPECT_EQ(fields, (Strings{"/spares_kept out_of_range", "/model missing", "/together spares_together_site"}));
}

// Days of four printers that share an item: levels fall and rise, deliveries and counts come, readings are late, doubled
// and shuffled. Whatever happens, the book's sum is the shelf.
TEST_F(ShelfBookOf, IsTheShelfWhateverHappens) {  // ASR-12, ASR-15
    has_contact_ = false;
    for (const unsigned seed : {1u, 2u, 3u}) {
        std::mt19937 random(seed);
        const auto chance = [&](int of) { return static_cast<int>(random() % static_cast<unsigned>(of)); };
        std::map<std::size_t, double> level;
        std::map<std::size_t, std::string> serial;
        std::vector<printing::JournaledReading> late;
        for (int day = 0; day < 40; ++day) {
            NextDay();
            std::vector<printing::JournaledReading> readings;
            for (std::size_t number = 1; number <= 4; ++number) {
                double& now = level.try_emplace(number, 100.0).first->second;
                now -= chance(20);
                if (now < 5 && chance(3) > 0) {
                    now = 100;
                    serial[number] = chance(4) == 0 && !serial[5 - number].empty() ? serial[5 - number]
                                                                                   : "S" + std::to_string(random());
                }
                now = std::max(0.0, now);
                auto reading = number <= 2 ? WithSerial(number, now, serial[number]) : Reading(number, now);
                if (number <= 2 && serial[number].empty()) reading = Reading(number, now);
                const int fate = chance(8);
                if (fate == 0) late.push_back(reading);
                if (fate > 0) readings.push_back(reading);
                if (fate == 1) readings.push_back(reading);
            }
            if (chance(3) == 0) {
                readings.insert(readings.end(), late.begin(), late.end());
                late.clear();
            }
            std::ranges::shuffle(readings, random);
            if (!readings.empty()) Deliver(readings);
            if (day > 0 && chance(3) == 0) DeliverTo(1 + static_cast<std::size_t>(chance(4)), 1 + chance(2), "");
            if (day > 0 && chance(6) == 0) Count(1 + static_cast<std::size_t>(chance(4)), chance(4));
            Run();
            if (chance(5) == 0) Run();
            ExpectBookIsShelf("seed " + std::to_string(seed) + ", day " + std::to_string(day));
            if (HasFailure()) return;
        }
    }
}

}  // namespace
}  // namespace replenishment
