#include "lib/asr1/plot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace replenishment {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr DayNumber kStart = 20458;  // 2026-01-05

PlotWords Words() {
    return {[](std::string_view key, const base::Args& args) {
                std::string text(key);
                for (const auto& [name, value] : args) {
                    if (const auto* word = std::get_if<std::string>(&value)) text += " " + *word;
                }
                return text;
            },
            [](const Decision&) { return std::string("a & b"); }};
}

SupplyState StateAt(float level, std::int32_t shelf = 1) {
    SupplyState state;
    state.gauge.raw = static_cast<std::int16_t>(level);
    state.gauge.level = level;
    state.book.shelf = shelf;
    return state;
}

Decision DecisionAt(std::int32_t quantity = 0) {
    Decision decision;
    decision.forecast = true;
    decision.q10 = 5;
    decision.q50 = 9;
    decision.q90 = 20;
    decision.lasts_days = 30;
    decision.quantity = quantity;
    return decision;
}

int Count(const std::string& text, std::string_view part) {
    int count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++count;
    return count;
}

TEST(Plot, ShowsWhatHappenedToItsSupplyOnly) {  // ASR-10
    Plot plot(3);
    EXPECT_FALSE(plot.Known());
    plot.OnSupply(2, 0, "K", "other", {});
    EXPECT_FALSE(plot.Known());
    plot.OnSupply(3, 1, "K", "TK", {});
    ASSERT_TRUE(plot.Known());
    for (int day = 0; day < 40; ++day) {
        const float level = 100 - 4 * static_cast<float>(day % 25);
        if (day == 24) plot.OnDelivery(3, kStart + day, 2);
        plot.OnDelivery(2, kStart + day, 1);
        plot.OnReading(3, kStart + day, {static_cast<int>(level), 0}, StateAt(level + 4 - (day == 25 ? 100 : 0)),
                       StateAt(level));
        plot.OnDecision(2, kStart + day, DecisionAt(1), StateAt(1));
        plot.OnDecision(3, kStart + day, DecisionAt(day == 20 ? 2 : 0), StateAt(level, day < 24 ? 0 : 2));
    }
    const std::string svg = plot.Svg(Words());
    EXPECT_THAT(svg, testing::StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_THAT(svg, testing::EndsWith("</svg>\n"));
    EXPECT_EQ(Count(svg, "class=\"order\""), 1);
    EXPECT_THAT(svg, HasSubstr("<title>order 2026-01-25 a &amp; b</title>"));
    EXPECT_EQ(Count(svg, "class=\"came\""), 1);
    EXPECT_EQ(Count(svg, "class=\"swapped\""), 1);
    EXPECT_THAT(svg, HasSubstr("prefers-color-scheme:dark"));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("class=\"trigger\" d=\"M")));
}

TEST(Plot, TextsFromOutsideAreNoMarkup) {
    Plot plot(0);
    plot.OnSupply(0, 0, "<K>", "\"&'</title><script>", {});
    const std::string svg = plot.Svg(Words());
    EXPECT_THAT(svg, Not(HasSubstr("<script>")));
    EXPECT_THAT(svg, HasSubstr("&lt;K&gt;"));
    EXPECT_THAT(svg, HasSubstr("no_days"));
}

TEST(Plot, ASupplyOfWhichNothingIsKnownIsAnEmptyPicture) {
    Plot plot(0);
    plot.OnSupply(0, 0, "K", "TK", {});
    for (int day = 0; day < 400; ++day) plot.OnDecision(0, kStart + day, {}, {});
    const std::string svg = plot.Svg(Words());
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("inf")));
    EXPECT_EQ(Count(svg, "<g"), Count(svg, "</g>"));
}

TEST(Plot, EventsAreToldApart) {  // ASR-15
    const auto with = [](SupplyState state, std::uint64_t cartridge) {
        state.gauge.cartridge = cartridge;
        return state;
    };
    EXPECT_EQ(EventBetween({}, StateAt(90)), GaugeEvent::kNone);
    EXPECT_EQ(EventBetween(StateAt(50), StateAt(45)), GaugeEvent::kNone);
    EXPECT_EQ(EventBetween(StateAt(50), StateAt(55)), GaugeEvent::kNone) << "a bounce";
    EXPECT_EQ(EventBetween(StateAt(5), StateAt(99)), GaugeEvent::kReplaced);
    EXPECT_EQ(EventBetween(with(StateAt(5), 7), with(StateAt(99), 7)), GaugeEvent::kRefilled);
    EXPECT_EQ(EventBetween(with(StateAt(50), 7), with(StateAt(40), 8)), GaugeEvent::kReplaced);
    SupplyState believed = StateAt(99);
    believed.gauge.undo_day = kStart;
    EXPECT_EQ(EventBetween(believed, StateAt(10)), GaugeEvent::kUndone);
}

}  // namespace
}  // namespace replenishment
