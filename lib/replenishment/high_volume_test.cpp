#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "lib/replenishment/engine.hpp"
#include "lib/replenishment/high_volume.hpp"

// Printers that use two or more cartridges of a color a week (ASR-8), as they are seen: one reading
// a day.
namespace replenishment {
namespace {

constexpr DayNumber kMonday = 20'605;  // 2026-06-01

// What a printer tells, and what the catalogue knows of its cartridge.
struct Telling {
    bool pages = true;
    bool serials = false;
    double catalogue_yield = 6'000;  // of a cartridge that holds 6,000 pages
};

// Whether it counts as high volume after so many weeks of five working days.
bool IsHighVolumeAfter(double cartridges_a_week, int weeks, const Telling& telling) {
    Engine engine(Profile::kPublished, {}, {});
    SupplySpec spec;
    spec.gauge = {.step = 1, .yield_pages = telling.catalogue_yield};
    engine.AddSupply(engine.AddPrinter(engine.AddSite()), spec);
    double used = 0;  // cartridges
    for (DayNumber day = kMonday; day < kMonday + 7 * weeks; ++day) {
        if (WeekdayOf(day) < 5) used += cartridges_a_week / 5;
        const double whole = std::floor(used);
        const SupplyReading reading{.raw = static_cast<int>(std::ceil(100 * (1 - (used - whole)))),
                                    .cartridge = telling.serials ? 1 + static_cast<std::uint64_t>(whole) : 0};
        Counters counters;
        if (telling.pages) counters.pages = 50'000 + std::llround(used * 6'000);
        engine.Read(0, day, counters, {&reading, 1});
    }
    return engine.HighVolume(0);
}

std::string Words(double a_week, const Telling& telling) {
    return fmt::format("{} a week, pages {}, serials {}, yield {}", a_week, telling.pages, telling.serials,
                       telling.catalogue_yield);
}

TEST(HighVolume, IsSeenAfterFiveWeeksWhateverThePrinterTells) {  // ASR-8
    for (const bool pages : {true, false}) {
        for (const bool serials : {true, false}) {
            for (const double yield : {6'000.0, 12'000.0, 30'000.0}) {
                const Telling telling{pages, serials, yield};
                for (const double a_week : {2.2, 3.0, 4.2}) {
                    EXPECT_TRUE(IsHighVolumeAfter(a_week, 5, telling)) << Words(a_week, telling);
                    EXPECT_FALSE(IsHighVolumeAfter(a_week, 4, telling)) << Words(a_week, telling);
                }
                for (const double a_week : {0.0, 0.2, 0.5, 1.0, 1.7}) {
                    EXPECT_FALSE(IsHighVolumeAfter(a_week, 20, telling)) << Words(a_week, telling);
                }
            }
        }
    }
}

TEST(HighVolume, IsNoneForAGaugeThatBounces) {  // ASR-15
    for (const bool pages : {true, false}) {
        Engine engine(Profile::kPublished, {}, {});
        SupplySpec spec;
        spec.gauge = {.step = 1, .yield_pages = 6'000};
        engine.AddSupply(engine.AddPrinter(engine.AddSite()), spec);
        for (int day = 0; day < 60; ++day) {
            const SupplyReading reading{.raw = 80 - day / 3 + (day % 2 == 0 ? 12 : 0)};
            Counters counters;
            if (pages) counters.pages = 50'000 + 20 * day;
            engine.Read(0, kMonday + day, counters, {&reading, 1});
        }
        EXPECT_FALSE(engine.HighVolume(0)) << "pages " << pages;
    }
}

TEST(HighVolume, EndsOnlyWhenClearlyLessIsUsed) {  // ASR-8
    SupplyState state;
    state.turnover = {.percent = 180 * 4, .days = 28, .watched = 60};
    EXPECT_FALSE(IsHighVolume(state, 1, false)) << "180 percent a week";
    EXPECT_TRUE(IsHighVolume(state, 1, true));
    state.turnover.percent = 140 * 4;
    EXPECT_FALSE(IsHighVolume(state, 1, true));
}

}  // namespace
}  // namespace replenishment
