#include "server/replenishment/history.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace replenishment {
namespace {

constexpr DayNumber kStart = 20'000;
constexpr std::size_t kPrinters = 6;

// Two sites with three printers each; a printer has a black and a color supply.
struct World {
    Engine engine{Profile::kBalanced, {}, {kStart + 20, kStart + 21}};

    World() {
        for (std::size_t site = 0; site < 2; ++site) engine.AddSite();
        for (std::size_t printer = 0; printer < kPrinters; ++printer) {
            const PrinterIndex index = engine.AddPrinter(SiteIndex(printer % 2));
            engine.AddSupply(index, {.item = 0, .gauge = {.step = 0, .yield_pages = 3'000}});
            engine.AddSupply(index, {.item = 1, .color = true, .gauge = {.step = 10, .yield_pages = 2'000}},
                             {.book = {.shelf = static_cast<std::int32_t>(printer % 3)}});
        }
    }
    std::string Everything() const {
        std::string octets = Pack(engine.fleet());
        for (const SupplyIndex at : engine.SupplyIndexes()) octets += Pack(engine.StateOf(at));
        octets += Pack(engine.SiteOf(0)) + Pack(engine.SiteOf(1));
        return octets;
    }
};

// Months of readings, up to three a day and printer, with gaps, bouncing gauges, unknown levels, swaps and counters
// that go back.
std::vector<PrinterReading> SomeReadings(std::mt19937_64& random) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
    std::vector<PrinterReading> readings;
    for (std::size_t printer = 0; printer < kPrinters; ++printer) {
        double black = 100;
        double color = 100;
        std::int64_t pages = 1'000;
        std::int64_t color_pages = 300;
        for (DayNumber day = kStart; day < kStart + 120; ++day) {
            if (below(10) == 0) continue;
            const int times = 1 + below(3);
            for (int time = 0; time < times; ++time) {
                const int printed = WeekdayOf(day) < 5 ? below(60) : below(4);
                pages += printed;
                color_pages += printed / 3;
                black -= printed / 30.0;
                color -= printed / 60.0;
                if (black < 3) black = 100;
                if (color < 5) color = 100;
                if (below(200) == 0) pages = 10;
                const int shown = static_cast<int>(black) + (below(12) == 0 ? 1 : 0);
                readings.push_back({.day = day,
                                    .printer = PrinterIndex(printer),
                                    .observed_at = base::Instant(DayOf(day)) + std::chrono::hours(5 + 5 * time),
                                    .counters = {pages, color_pages},
                                    .supplies = {{.raw = below(15) == 0 ? -2 : std::min(100, shown)},
                                                 {.raw = static_cast<int>(color / 10) * 10}}});
            }
        }
    }
    return readings;
}

TEST(Replay, ReadingsInAnyOrderGiveTheSameState) {  // ASR-15
    std::mt19937_64 random(1);
    for (int round = 0; round < 20; ++round) {
        const auto readings = SomeReadings(random);
        World sorted;
        Replay(sorted.engine, readings);
        auto shuffled = readings;
        std::ranges::shuffle(shuffled, random);
        World other;
        Replay(other.engine, shuffled);
        EXPECT_EQ(other.Everything(), sorted.Everything());
    }
}

TEST(Replay, DoubledReadingsGiveTheSameState) {
    std::mt19937_64 random(2);
    for (int round = 0; round < 20; ++round) {
        const auto readings = SomeReadings(random);
        World once;
        Replay(once.engine, readings);
        auto doubled = readings;
        for (const auto& reading : readings) {
            if (random() % 2 == 0) doubled.push_back(reading);
        }
        std::ranges::shuffle(doubled, random);
        World twice;
        Replay(twice.engine, doubled);
        EXPECT_EQ(twice.Everything(), once.Everything());
    }
}

TEST(Replay, DaysThatWereReadAlreadyChangeNothing) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 20; ++round) {
        const auto readings = SomeReadings(random);
        World world;
        Replay(world.engine, readings);
        const std::string before = world.Everything();
        Replay(world.engine, readings);
        EXPECT_EQ(world.Everything(), before);
        auto some = readings;
        std::ranges::shuffle(some, random);
        some.resize(some.size() / 3);
        Replay(world.engine, some);
        EXPECT_EQ(world.Everything(), before);
    }
}

TEST(Replay, InPartsItGivesTheSameAsInOneGo) {
    std::mt19937_64 random(4);
    for (int round = 0; round < 20; ++round) {
        const auto readings = SomeReadings(random);
        World whole;
        Replay(whole.engine, readings);
        World parts;
        const DayNumber cut = kStart + static_cast<DayNumber>(random() % 120);
        std::vector<PrinterReading> early;
        std::vector<PrinterReading> late;
        for (const auto& reading : readings) (reading.day < cut ? early : late).push_back(reading);
        Replay(parts.engine, early);
        Replay(parts.engine, late);
        EXPECT_EQ(parts.Everything(), whole.Everything());
    }
}

}  // namespace
}  // namespace replenishment
