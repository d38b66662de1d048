#include <gtest/gtest.h>

#include "server/economics/record_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/replenishment/testing.hpp"

// Records of cartridges, from readings to the report.
namespace economics {
namespace {

using replenishment::CartridgeChange;
using replenishment::CartridgeEvent;

CartridgeEvent Replacement(double level, int raw) {
    CartridgeEvent event;
    event.day = *base::ParseDay("2026-06-20");
    event.level = level;
    event.raw = raw;
    event.pages = 9'000;
    event.manufacturer = "Lexmark";
    event.model = "CX735";
    event.type = "toner";
    event.colorant = "cyan";
    event.color_pages = 4'000;
    event.item.emplace();
    event.item->yield_pages = 2'000;
    event.item->starter_yield_pages = 1'000;
    event.item->price = {10'000, "EUR"};
    return event;
}
const InPrinter kIn{.installed_on = base::ParseDay("2026-05-01"), .pages_at = 5'000, .color_pages_at = 2'000};

TEST(CartridgeRecord, SaysWhatWasPrintedAndWhatIsLeft) {  // ECO-1
    const auto record = Close(kIn, Replacement(20, 20), {});
    EXPECT_EQ(record.ended, Ended::kEarly);
    EXPECT_EQ(record.pages, 4'000);
    EXPECT_EQ(record.color_pages, 2'000);
    EXPECT_EQ(record.pages_expected, 2'000);
    EXPECT_EQ(record.level_percent, 20);
    // 80 % of 2,000 pages at 5 % went onto 2,000 pages.
    EXPECT_NEAR(record.coverage_percent.value_or(0), 4, 0.01);
    EXPECT_EQ(record.value_left_minor, 2'000);
    EXPECT_EQ(record.currency, "EUR");
    EXPECT_EQ(record.installed_on, base::ParseDay("2026-05-01"));
    EXPECT_EQ(record.removed_on, base::ParseDay("2026-06-20"));
}

TEST(CartridgeRecord, TellsHowItEnded) {  // ECO-1
    EXPECT_EQ(EndOf(Replacement(3, 3), false), Ended::kEmpty);
    EXPECT_EQ(EndOf(Replacement(15, 15), false), Ended::kEmpty);
    EXPECT_EQ(EndOf(Replacement(15.1, 16), false), Ended::kEarly);
    EXPECT_EQ(EndOf(Replacement(40, 40), true), Ended::kMoved);
    EXPECT_EQ(EndOf(Replacement(40, -3), false), Ended::kUnknown) << "the gauge says no more than that there is some";
    auto refilled = Replacement(10, 10);
    refilled.change = CartridgeChange::kRefilled;
    EXPECT_EQ(EndOf(refilled, false), Ended::kRefilled);
    auto still = Replacement(30, 30);
    still.stood_still = true;
    EXPECT_EQ(EndOf(still, false), Ended::kEmpty) << "the printer stood still: it was empty, whatever the gauge says";
}

TEST(CartridgeRecord, SaysNothingThatNobodyKnows) {  // ECO-1
    auto event = Replacement(20, 20);
    event.pages = 100;  // the counter was reset
    event.color_pages.reset();
    event.item.reset();
    const auto record = Close(kIn, event, {});
    EXPECT_FALSE(record.pages);
    EXPECT_FALSE(record.color_pages);
    EXPECT_FALSE(record.pages_expected);
    EXPECT_FALSE(record.coverage_percent);
    EXPECT_FALSE(record.value_left_minor);
    const auto found = Close({}, Replacement(20, 20), {});
    EXPECT_FALSE(found.installed_on) << "it was there before the printer was read";
    EXPECT_FALSE(found.pages);
}

TEST(CartridgeRecord, AStarterIsMeasuredByItsOwnYield) {  // ECO-1, ASR-19
    auto in = kIn;
    in.starter = true;
    EXPECT_EQ(Close(in, Replacement(0, 0), {}).pages_expected, 1'000);
}

class CartridgeBook : public replenishment::testing::Customer {
  protected:
    CartridgeBook() {
        settings_.cartridges = &book_;
        has_contact_ = false;
        RegisterHttp(api_.router(), texts_);
        viewer_ = api_.SignIn(organization_, {http::Role::kViewer});
    }
    void Days(std::initializer_list<double> levels) {
        for (const double level : levels) {
            NextDay();
            pages_ += 100;
            Deliver({Reading(1, level, pages_)});
            Run();
        }
    }
    boost::json::array Records() { return api_.As(viewer_).Get("/api/v1/cartridges").Json().at("items").as_array(); }
    boost::json::value Report(const std::string& query) {
        const auto answer = api_.As(viewer_).Get("/api/v1/cartridges/report" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json();
    }

    Book book_{ids_};
    http::Actor viewer_;
    std::int64_t pages_ = 10'000;
};

TEST_F(CartridgeBook, ClosesARecordWithEachReplacement) {  // ECO-1
    Days({30, 20, 10, 4, 100, 90, 80, 70, 60, 50, 40, 100, 99});
    const auto records = Records();
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[1].at("ended"), "empty");
    EXPECT_TRUE(records[1].at("installed_on").is_null()) << "it was there before";
    EXPECT_EQ(records[0].at("ended"), "early");
    EXPECT_NEAR(records[0].at("level_percent").to_number<double>(), 35, 7)
        << "as the page counter tells between two readings";
    EXPECT_GE(records[0].at("pages").as_int64(), 500);
    EXPECT_EQ(records[0].at("printer_serial_number"), "SN1");
    const auto report = Report("?group_by=color");
    EXPECT_EQ(report.at("total").at("sentence"), "1 of 2 cartridges was removed above 15 %.");
    EXPECT_EQ(report.at("groups").as_array().at(0).at("sentence"), "1 of 2 black cartridges was removed above 15 %.");
    for (const char* by : {"customer", "site", "printer", "model", "item", "month"}) {
        const auto one = Report(std::string("?group_by=") + by).at("groups").as_array();
        ASSERT_EQ(one.size(), by == std::string("month") ? one.size() : 1u) << by;
        EXPECT_GE(one.at(0).at("replaced").as_int64(), 1) << by;
    }
    EXPECT_EQ(Report("?first=2030-01-01").at("total").at("replaced"), 0);
    EXPECT_EQ(Report("?first=2030-01-01").at("total").at("sentence"), "No cartridge was replaced.");
    const auto csv = api_.As(viewer_).Get("/api/v1/cartridges/export?ended=early").body;
    EXPECT_NE(csv.find(",early,"), std::string::npos) << csv;
    EXPECT_EQ(csv.find(",empty,"), std::string::npos) << csv;
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/cartridges/report/export?group_by=model").status, 200);
}

TEST_F(CartridgeBook, ARiseThatWasNoneLeavesNoRecord) {  // ECO-1, ASR-15
    Days({30, 22, 90, 21, 20});
    EXPECT_EQ(Records().size(), 0u);
    Days({4, 100, 99});
    EXPECT_EQ(Records().size(), 1u);
}

TEST_F(CartridgeBook, IsRebuiltFromTheHistory) {  // ECO-1
    Days({30, 20, 10, 4, 100, 90, 80, 70, 60, 50, 40, 100, 99});
    const auto sums =
        "SELECT string_agg(ended || ' ' || removed_on || ' ' || COALESCE(pages, -1), ', ' ORDER BY removed_on) "
        "FROM cartridge_records";
    const auto before = database_.Value(sums);
    Change([](replenishment::store::Row& row) {
        row.state.reset();
        row.state_version = 0;
    });
    Days({98});
    EXPECT_EQ(database_.Value(sums), before);
}

TEST_F(CartridgeBook, ACartridgeThatTurnsUpElsewhereHasMoved) {  // ECO-1, ASR-12
    const auto with = [&](std::size_t number, double level, const std::string& serial) {
        auto reading = Reading(number, level);
        reading.reading.supplies.front().serial_number = serial;
        return reading;
    };
    Deliver({with(1, 60, "A"), with(2, 50, "B")});
    Run();
    NextDay();
    Deliver({with(1, 100, "C"), with(2, 60, "A")});
    Run();
    EXPECT_EQ(database_.Value("SELECT string_agg(serial_number || ' ' || ended, ', ' ORDER BY serial_number) FROM "
                              "cartridge_records"),
              "A moved, B early");
}

TEST_F(CartridgeBook, WhatWasLeftInMoneyIsForWhoeverMaySeePrices) {  // ECO-1, ECO-2
    Days({30, 29});
    Record record;
    record.id = ids_.Make<RecordId>();
    record.printer_id = world_.PrintersOf(organization_).front();
    record.removed_on = clock_.Today();
    record.ended = Ended::kEarly;
    record.level_percent = 20;
    record.value_left_minor = 2'317;
    record.currency = "EUR";
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        store::Insert(tx, organization_, {record});
        tx.Commit();
    }
    const auto operator_desk =
        api_.SignIn(world_.platen().id, {http::Role::kOperatorServiceDesk}, {world_.platen().id, organization_});
    for (const char* path : {"/api/v1/cartridges", "/api/v1/cartridges/export", "/api/v1/cartridges/report",
                             "/api/v1/cartridges/report?currency=EUR", "/api/v1/cartridges/report/export"}) {
        const auto seen = api_.As(operator_desk).Get(path);
        EXPECT_NE(seen.body.find("2317"), std::string::npos) << path << " " << seen.body;
        for (const auto role : {http::Role::kViewer, http::Role::kAdministrator, http::Role::kSuppliesManager}) {
            const auto hidden = api_.As(api_.SignIn(organization_, {role})).Get(path);
            EXPECT_EQ(hidden.status, 200) << path;
            EXPECT_EQ(hidden.body.find("2317"), std::string::npos) << path << " " << hidden.body;
            EXPECT_EQ(hidden.body.find("EUR"), std::string::npos) << path << " " << hidden.body;
        }
    }
}

TEST_F(CartridgeBook, TheFileOfTheReportSaysWhatItsPageSays) {  // ECO-2
    Days({30, 20, 10, 4, 100, 90, 80, 70, 60, 50, 40, 100, 99});
    const auto file = [&](const std::string& query) {
        return api_.As(viewer_).Get("/api/v1/cartridges/report/export" + query).body;
    };
    const std::string by_color = file("?group_by=color&first=2020-01-01");
    EXPECT_NE(by_color.find("row,color,name,period_first,period_last,"), std::string::npos) << by_color;
    EXPECT_NE(by_color.find("group,black,black,2020-01-01," + base::FormatDay(clock_.Today()) + ",2,1,1,15,"),
              std::string::npos)
        << by_color;
    EXPECT_NE(by_color.find(",0,1 of 2 black cartridges was removed above 15 %."), std::string::npos) << by_color;
    EXPECT_NE(by_color.find("total,,,2020-01-01,"), std::string::npos) << by_color;
    EXPECT_NE(by_color.find(",1 of 2 cartridges was removed above 15 %."), std::string::npos) << by_color;
    EXPECT_EQ(file("?first=2030-01-01").find("\ngroup,"), std::string::npos) << "the filters of the page";
    EXPECT_NE(file("?group_by=model").find(",,1 of 2 cartridges was"), std::string::npos)
        << "what was delivered is not told for a model";
}

TEST_F(CartridgeBook, StrangersSeeNothingOfIt) {  // ECO-2, ORG-5
    Days({30, 20, 10, 4, 100, 90});
    const auto other = world_.AddCustomer("Fjord");
    const auto stranger = api_.SignIn(other.organization, {http::Role::kAdministrator});
    EXPECT_EQ(api_.As(stranger).Get("/api/v1/cartridges").Json().at("items").as_array().size(), 0u);
    EXPECT_EQ(api_.As(stranger).Get("/api/v1/cartridges/report").At("/total/replaced"), "0");
}

}  // namespace
}  // namespace economics
