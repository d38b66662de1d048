#include <cmath>
#include <random>

#include "lib/replenishment/engine.hpp"
#include "server/replenishment/testing.hpp"

// Delivered minus replaced is the shelf, whatever a printer does not tell: cartridges are put in
// while it is silent or stands still, and an order is made before it has told of them (ASR-12,
// ASR-13, ASR-15).
namespace replenishment {
namespace {

constexpr DayNumber kFirst = 20'605;
constexpr Method kServers{.deliveries_reported_late = true};

// The ECOSYS P3155dn with its TK-3160: levels in percent, pages are counted.
struct Printer {
    Engine engine{Profile::kPublished, {}, {}, {}, kServers};
    DayNumber day = kFirst;
    std::int64_t pages = 50'000;
    std::int32_t transit = 0;

    Printer(double level, std::int32_t shelf) {
        engine.AddSite();
        engine.AddPrinter(0);
        SupplyState state;
        state.gauge.seen_on = kFirst;
        state.gauge.level = static_cast<float>(level);
        state.gauge.raw = static_cast<std::int16_t>(level);
        state.counter = pages;
        state.by_pages = true;
        state.rate = {.mean = 250, .fast = 250, .slow = 250, .variance = 0.3F, .weight = 150};
        state.book.shelf = shelf;
        state.book.busy = 0.95F;
        SupplySpec spec;
        spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = 12'500};
        engine.AddSupply(0, spec, state);
    }
    // A night: the reading of the day where there is one, then the run, which may order.
    std::int32_t Night(std::optional<int> raw, std::int64_t printed) {
        ++day;
        pages += printed;
        const SupplyReading reading{raw, 0};
        if (raw) engine.Read(0, day, {.pages = pages}, {&reading, 1});
        engine.SetTransit(0, transit);
        const std::int32_t ordered = engine.Decide(day)[0].quantity;
        transit += ordered;
        return ordered;
    }
    void Silence(int days, std::int64_t printed_a_day) {
        for (int night = 0; night < days; ++night) Night(std::nullopt, printed_a_day);
    }
    void DeliverAll() {
        engine.Delivered(0, transit);
        transit = 0;
    }
    [[nodiscard]] const ShelfBook& Book() const { return engine.StateOf(0).book; }
};

// 53 % when it was heard last; put in on the tenth day; 61 % when it is heard again. The first rise
// waits for a second one while the order of that night is made.
TEST(Silences, TheCartridgeOfASilenceIsTakenOnceAndFromTheShelf) {
    for (const std::int32_t shelf : {1, 2, 3}) {
        Printer printer(53, shelf);
        printer.Silence(38, 300);
        printer.Night(61, 0);
        printer.Night(61, 0);
        EXPECT_EQ(printer.Book().shelf, shelf - 1);
        // Falls, by an ordinary day, nearly to what was told before the silence.
        printer.Night(55, 750);
        EXPECT_EQ(printer.Book().shelf, shelf - 1) << "neither given back nor taken again";
        printer.Night(53, 250);
        EXPECT_EQ(printer.Book().early, 0) << "the order of that night was not touched";
        const std::int32_t coming = printer.transit;
        printer.DeliverAll();
        EXPECT_EQ(printer.Book().shelf, shelf - 1 + coming);
    }
}

// It stands still at an empty gauge for some days: the book doubts its cartridge, and orders. Then
// it is silent, somebody puts just that one in, and it tells so when another is on its way.
TEST(Silences, TheDoubtedCartridgeThatIsPutInIsNotOneOfThoseOnTheirWay) {
    for (const int silence : {0, 9, 38}) {
        Printer printer(1, 1);
        std::int32_t ordered = 0;
        for (int night = 0; night < 8; ++night) ordered += printer.Night(1, 0);
        ASSERT_EQ(printer.Book().doubted, 1);
        ASSERT_EQ(ordered, 1) << "in the night in which it was doubted";
        printer.Silence(silence, 50);
        printer.Night(95 - silence / 2, 600);
        EXPECT_EQ(printer.Book().shelf, 0);
        EXPECT_EQ(printer.Book().doubted, 0);
        EXPECT_EQ(printer.Book().early, 0);
        printer.DeliverAll();
        EXPECT_EQ(printer.Book().shelf, ordered) << "1 + " << ordered << " delivered, 1 replaced";
    }
}

// The same, and the order of that night is delivered within the silence: nobody knows which of the
// two was put in, nor that there was none before.
TEST(Silences, NeitherIsItWhereThatOneCameMeanwhile) {
    Printer printer(1, 1);
    for (int night = 0; night < 8; ++night) printer.Night(1, 0);
    ASSERT_EQ(printer.Book().doubted, 1);
    printer.Silence(10, 50);
    printer.DeliverAll();
    printer.Silence(28, 50);
    printer.Night(76, 600);
    EXPECT_EQ(printer.Book().shelf, 1);
    EXPECT_EQ(printer.Book().doubted, 0);
}

TEST(Silences, WhatWasDoubtedBesidesIsThereToo) {
    Printer printer(1, 3);
    for (int night = 0; night < 8; ++night) printer.Night(1, 0);
    ASSERT_EQ(printer.Book().doubted, 3);
    printer.Night(95, 600);
    EXPECT_EQ(printer.Book().shelf, 2);
}

// What was put in during a silence may have been the neighbor's, although no rise is seen.
TEST(Silences, TheNeighborsCartridgeIsMissedByItsPages) {  // ASR-12
    Printer printer(60, 0);
    SupplyState state;
    state.book.shelf = 1;
    SupplySpec spec;
    spec.gauge = {.kind = GaugeKind::kSteps, .step = 1, .yield_pages = 12'500};
    printer.engine.AddSupply(printer.engine.AddPrinter(0), spec, state);
    printer.Silence(38, 300);
    printer.Night(62, 0);  // 91 % of a cartridge were printed
    EXPECT_EQ(printer.engine.StateOf(1).book.shelf, 0);
}

// Any year of any printer: users put in what stands on the shelf when it is empty, sometimes days
// later, and are silent for weeks.
struct World {
    std::mt19937 random;
    Engine engine{Profile::kPublished, {}, {}, {}, kServers};
    double level = 0;
    double rate = 0;  // percent a working day
    double page = 0;  // percent
    double printed = 0;
    std::vector<std::pair<int, std::int32_t>> open;  // day and cartridges
    std::int32_t spare = 0;
    std::int32_t delivered = 0;
    std::int32_t replaced = 0;
    int empty_days = 0;

    explicit World(unsigned seed) : random(seed) {
        engine.AddSite();
        engine.AddPrinter(0);
        SupplySpec spec;
        spec.gauge = {.kind = GaugeKind::kSteps, .step = 0, .yield_pages = 12'500};
        engine.AddSupply(0, spec);
        level = 20 + 80 * Chance();
        rate = 0.5 + 4 * Chance();
        page = 100.0 / 12'500 * (0.6 + 0.9 * Chance());
    }
    double Chance() { return std::uniform_real_distribution<double>(0, 1)(random); }

    void Deliveries(int day) {
        std::int32_t coming = 0;
        for (auto& [ordered_on, cartridges] : open) {
            if (day - ordered_on == 5) {
                engine.Delivered(0, cartridges, kFirst + day);
                delivered += cartridges;
                spare += cartridges;
            }
            if (day - ordered_on < 5) coming += cartridges;
        }
        engine.SetTransit(0, coming);
    }
    void Use(int day, int patience) {
        if (day % 7 >= 5) return;
        const double used = std::min(std::max(level, 0.0), rate * (0.3 + 1.4 * Chance()));
        level -= used;
        printed += used / page;
        if (level > (patience == 0 ? 2 : 0) || spare == 0) return;
        if (++empty_days < patience * Chance()) return;
        --spare;
        ++replaced;
        level = 100;
        empty_days = 0;
    }
    void Night(int day, bool silent) {
        if (!silent) {
            const SupplyReading reading{static_cast<int>(std::ceil(level)), 0};
            engine.Read(0, kFirst + day, {.pages = 10'000 + std::llround(printed)}, {&reading, 1});
        }
        const std::int32_t quantity = engine.Decide(kFirst + day)[0].quantity;
        if (quantity > 0) open.emplace_back(day, quantity);
    }
};

TEST(Silences, LeaveEveryShelfRight) {
    int replaced_in_silence = 0;
    for (unsigned seed = 1; seed <= 600; ++seed) {
        World world(seed);
        const int from = 60 + static_cast<int>(60 * world.Chance());
        const int patience = seed % 2 == 0 ? 0 : 4;  // days
        for (int day = 0; day < 240; ++day) {
            world.Deliveries(day);
            const std::int32_t before = world.replaced;
            // Nobody puts a cartridge in on the last days: the second reading is still to come.
            if (day < 230) world.Use(day, patience);
            const bool silent = day >= from && day < from + 38;
            if (silent) replaced_in_silence += world.replaced - before;
            world.Night(day, silent);
        }
        const ShelfBook& book = world.engine.StateOf(0).book;
        EXPECT_EQ(book.shelf + book.doubted - book.early, world.delivered - world.replaced)
            << "seed " << seed << ": " << world.delivered << " delivered, " << world.replaced
            << " replaced, silent from day " << from;
    }
    EXPECT_GT(replaced_in_silence, 200) << "or this shows nothing";
}

}  // namespace
}  // namespace replenishment
