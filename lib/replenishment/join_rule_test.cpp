#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "lib/replenishment/engine.hpp"

// What travels along with an order, by property: fleets that nobody knows yet are lived through
// from their first day, and every line is looked at. Days left are learned from few days there,
// bursts happen, and orders arrive, so that decisions come from states that supplies are really in.
namespace replenishment {
namespace {

constexpr DayNumber kFirstDay = 20'454;  // a Wednesday
constexpr int kDays = 240;
constexpr int kCold = 180;          // days of a cold start
constexpr int kYoung = 90 * 7 / 6;  // no supply is known before
constexpr std::size_t kSites = 12;
constexpr std::size_t kPrintersOfSite = 5;

// 0 <= result < 1, the same for the same arguments.
double Chance(std::uint64_t stream, std::uint64_t a, std::uint64_t b = 0) {
    std::uint64_t z =
        stream * 0x9E3779B97F4A7C15ULL + a * 0xC2B2AE3D27D4EB4FULL + b * 0x165667B19E3779F9ULL + 0x27D4EB2F165667C5ULL;
    z = (z ^ (z >> 29)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 32)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

class Fleet {
  public:
    Fleet(Profile profile, std::uint64_t seed) : seed_(seed), engine_(profile, {}, {}) {
        for (std::size_t site = 0; site < kSites; ++site) engine_.AddSite();
        for (std::size_t printer = 0; printer < kSites * kPrintersOfSite; ++printer) {
            engine_.AddPrinter(SiteIndex(printer / kPrintersOfSite));
            // A cartridge lasts from three weeks to some years.
            pages_a_day_.push_back(5'000 / (20 * std::exp(4 * Chance(seed_, printer))) * 7 / 5);
            pages_.push_back(10'000);
            for (int slot = 0; slot < (printer % 2 == 0 ? 1 : 4); ++slot) {
                const std::size_t at = supplies_.size();
                SupplySpec spec{.item = at % 10, .color = slot > 0, .gauge = {.yield_pages = 5'000}};
                spec.gauge.kind = at % 9 == 4 ? GaugeKind::kSomeRemaining : GaugeKind::kSteps;
                spec.gauge.step = at % 5 == 3 ? 10 : 1;
                if (at % 7 == 5) spec.lead_time_days = 12;
                Supply supply{.printer = printer,
                              .spec = spec,
                              .level = 100 * Chance(seed_ + 1, at),
                              .shelf = Chance(seed_ + 2, at) < 0.5 ? 1 : 0};
                engine_.AddSupply(PrinterIndex(printer), spec, {.book = {.shelf = supply.shelf}});
                supplies_.push_back(supply);
            }
        }
    }

    // A day; its decisions.
    const BySupply<Decision>& Live(int day) {
        for (std::size_t at = 0; at < supplies_.size(); ++at) {
            Supply& supply = supplies_[at];
            if (supply.arrives_on != day) continue;
            engine_.Delivered(SupplyIndex(at), supply.ordered, kFirstDay + day);
            supply.shelf += supply.ordered;
            supply.ordered = 0;
        }
        std::size_t at = 0;
        for (std::size_t printer = 0; printer < pages_.size(); ++printer) {
            const double pages = Printed(printer, day);
            pages_[printer] += static_cast<std::int64_t>(pages);
            std::vector<SupplyReading> readings;
            for (; at < supplies_.size() && supplies_[at].printer == printer; ++at) {
                Supply& supply = supplies_[at];
                supply.level -= pages * (supply.spec.color ? 0.4 : 1) / 50;
                while (supply.level <= 0 && supply.shelf > 0) {
                    --supply.shelf;
                    supply.level += 100;
                }
                supply.level = std::max(0.0, supply.level);
                readings.push_back({Shown(supply)});
            }
            if (Chance(seed_ + 3, printer, static_cast<std::uint64_t>(day)) < 0.03) continue;
            engine_.Read(PrinterIndex(printer), kFirstDay + day, {pages_[printer], std::nullopt}, readings);
        }
        decisions_ = engine_.Decide(kFirstDay + day);
        for (const SupplyIndex index : decisions_.Indexes()) {
            if (decisions_[index].quantity == 0) continue;
            Supply& supply = supplies_[index.value()];
            supply.ordered += decisions_[index].quantity;
            supply.arrives_on =
                day + 4 + static_cast<int>(4 * Chance(seed_ + 4, index.value(), static_cast<std::uint64_t>(day)));
        }
        return decisions_;
    }

    [[nodiscard]] std::size_t SiteOf(SupplyIndex supply) const {
        return supplies_[supply.value()].printer / kPrintersOfSite;
    }

  private:
    struct Supply {
        std::size_t printer = 0;
        SupplySpec spec;
        double level = 0;
        std::int32_t shelf = 0;
        std::int32_t ordered = 0;
        int arrives_on = -1;
    };

    [[nodiscard]] double Printed(std::size_t printer, int day) const {
        const auto number = static_cast<std::uint64_t>(day);
        if (WeekdayOf(kFirstDay + day) >= 5) return 0;
        const double usual = std::floor(-pages_a_day_[printer] * std::log(1 - Chance(seed_ + 5, printer, number)));
        // A job of up to a cartridge, every half year.
        return usual + (Chance(seed_ + 6, printer, number) < 0.006
                            ? std::floor(5'000 * Chance(seed_ + 7, printer, number))
                            : 0);
    }
    static int Shown(const Supply& supply) {
        if (supply.spec.gauge.kind == GaugeKind::kSomeRemaining && supply.level > 10) return -3;
        const double step = supply.spec.gauge.step;
        return static_cast<int>(std::min(100.0, std::ceil(supply.level / step) * step));
    }

    std::uint64_t seed_;
    Engine engine_;
    std::vector<double> pages_a_day_;
    std::vector<std::int64_t> pages_;
    std::vector<Supply> supplies_;
    BySupply<Decision> decisions_;
};

class JoinRule : public testing::TestWithParam<Profile> {};

TEST_P(JoinRule, NoLineOfAnyFleetIsForWhatSurelyLasts) {  // ASR-6
    const bool published = GetParam() == Profile::kPublished;
    const Rule rule;
    const Method method;
    int lines = 0;
    int joined = 0;
    int long_lasting = 0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Fleet fleet(GetParam(), 100 * seed);
        for (int day = 0; day < kDays; ++day) {
            const auto& decisions = fleet.Live(day);
            std::vector<bool> ships(kSites);
            for (const SupplyIndex at : decisions.Indexes()) {
                if (decisions[at].verdict == Verdict::kOrder) ships[fleet.SiteOf(at)] = true;
            }
            for (const SupplyIndex at : decisions.Indexes()) {
                const Decision& decision = decisions[at];
                SCOPED_TRACE(testing::Message() << "fleet " << seed << ", day " << day << ", supply " << at.value());
                if (decision.verdict == Verdict::kNoOrder) {
                    if (published && ships[fleet.SiteOf(at)] && decision.forecast) {
                        // Days of the calendar against those of its weights: some leeway.
                        ASSERT_GT(decision.lasts_days, rule.join_days - 5) << "and does not join";
                    }
                    continue;
                }
                lines += day < kCold;
                long_lasting += day < kCold && decision.lasts_days > 120;
                const auto figures = ReasonOf(decision).args;
                ASSERT_TRUE(figures.contains("lasts_days") && figures.contains("surely_days") &&
                            figures.contains("reach_days"));
                if (published && decision.why == Why::kDueByRisk) {
                    ASSERT_LE(decision.surely_days, decision.reach_days);
                }
                if (decision.verdict != Verdict::kJoin) continue;
                ++joined;
                ASSERT_LE(decision.surely_days, decision.reach_days);
                if (published && day < kYoung) {
                    ASSERT_LE(decision.lasts_days, decision.trigger_days + rule.join_days);
                }
                // The delivery, at most two weeks and a holiday in these fleets, the next
                // shipment, the cover.
                ASSERT_LE(decision.reach_days,
                          18 + rule.join_days + (published ? rule.cover_days : method.balanced_cover_days));
                // What the printer holds lasts no longer than all that is at hand.
                ASSERT_LE(decision.q10, decision.surely_days);
                ASSERT_TRUE(ships[fleet.SiteOf(at)]) << "nothing travels alone";
            }
        }
    }
    EXPECT_GT(joined, 200) << "there is something to look at";
    EXPECT_LE(100 * long_lasting, 3 * lines) << long_lasting << " of " << lines;
}

INSTANTIATE_TEST_SUITE_P(Profiles, JoinRule, testing::Values(Profile::kPublished, Profile::kBalanced),
                         [](const auto& each) { return each.param == Profile::kPublished ? "Published" : "Balanced"; });

}  // namespace
}  // namespace replenishment
