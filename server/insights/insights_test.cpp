#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/insights/insights.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Figures of fleets, from readings to the route, on a real database (PRT-6).
namespace insights {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;

class FleetFigures : public ::testing::Test {
  protected:
    FleetFigures() {
        RegisterHttp(api_.router());
        mine_ = world_.AddCustomer("Nordlys");
        other_ = world_.AddCustomer("Fjord");
        viewer_ = api_.SignIn(mine_.organization, {Role::kViewer});
        stranger_ = api_.SignIn(other_.organization, {Role::kViewer});
    }
    void Read(const char* at, int number, int pages, printing::PrinterStatus status = printing::PrinterStatus::kOk) {
        clock_.Set(*base::ParseRfc3339(at));
        auto reading = SampleReading(number, pages);
        reading.status = status;
        world_.Deliver(mine_, {Journaled(++seq_, clock_.Now(), std::move(reading))});
    }
    // What the task does, one printer at a time.
    void Count() {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        CountFleetFigures(tx, mine_.organization, clock_.Now());
        const auto months = MonthsToCount(tx, mine_.organization, clock_.Now());
        std::vector<FleetMonth> sums;
        std::optional<base::Uuid> after;
        do {
            auto some = PagesOf(tx, mine_.organization, months, after, 1);
            if (sums.empty())
                sums = some.months;
            else
                for (std::size_t i = 0; i < sums.size(); ++i) {
                    sums[i].pages += some.months[i].pages;
                    sums[i].color_pages += some.months[i].color_pages;
                    sums[i].printers += some.months[i].printers;
                }
            after = some.after;
        } while (after);
        KeepMonths(tx, mine_.organization, sums);
        tx.Commit();
    }
    std::string Month(const std::string& month) {
        return database_.Value(
            "SELECT pages || ' ' || color_pages || ' ' || printers FROM fleet_months WHERE month = '" + month + "'");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-09-20T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    printers::Source mine_, other_;
    http::Actor viewer_, stranger_;
    std::int64_t seq_ = 0;
};

TEST_F(FleetFigures, CountStatesPlacesAndPagesByMonth) {  // PRT-6
    Read("2026-09-20T10:00:00Z", 1, 1000);
    Read("2026-09-30T10:00:00Z", 1, 1200);
    Read("2026-10-15T10:00:00Z", 1, 1500);
    Read("2026-10-16T10:00:00Z", 2, 5000);
    Read("2026-10-31T10:00:00Z", 2, 5100, printing::PrinterStatus::kError);
    Read("2026-11-10T10:00:00Z", 1, 1500);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/fleet-figures").At("/organizations"), "0");
    Count();
    EXPECT_EQ(Month("2026-09-01"), "200 100 1") << "from its first reading on";
    EXPECT_EQ(Month("2026-10-01"), "400 200 2") << "from the last reading before the month";
    EXPECT_EQ(Month("2026-11-01"), "0 0 1");
    const auto figures = api_.As(viewer_).Get("/api/v1/fleet-figures");
    EXPECT_EQ(figures.At("/ok"), "1") << figures.body;
    EXPECT_EQ(figures.At("/error"), "1");
    EXPECT_EQ(figures.At("/counted_at"), "2026-11-10T10:00:00Z");
    EXPECT_EQ(figures.At("/places/0/printers"), "2");
    EXPECT_EQ(figures.At("/places/0/troubled"), "1");
    EXPECT_EQ(api_.As(stranger_).Get("/api/v1/fleet-figures").At("/organizations"), "0");
    // Counted again nothing is double; a board that was replaced counts nothing.
    Read("2026-11-12T10:00:00Z", 1, 10);
    Count();
    EXPECT_EQ(Month("2026-11-01"), "0 0 1");
    EXPECT_EQ(Month("2026-10-01"), "400 200 2");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM fleet_figures"), "1");
}

}  // namespace
}  // namespace insights
