#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "lib/asr1/plot.hpp"
#include "lib/base/clock.hpp"
#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "server/platform/i18n/i18n.hpp"

// tests/golden/replenishment/<case>/: input.asr is what printers say, expected.txt what is made of
// it. PLATEN_UPDATE_GOLDEN=1 writes expected.txt anew: read the diff. What no tuning may change
// stands in kPromises.
namespace replenishment {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = base::SourceFolder() + "/tests/golden/replenishment";

std::string ReadFile(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string DateOf(DayNumber day) {
    return base::FormatDay(base::Day(std::chrono::days(day)));
}

std::string_view NameOf(GaugeEvent event) {
    switch (event) {
        case GaugeEvent::kReplaced:
            return "replaced";
        case GaugeEvent::kUndone:
            return "no replacement after all";
        case GaugeEvent::kRefilled:
            return "same cartridge, more in it";
        case GaugeEvent::kNone:
            break;
    }
    return "nothing";
}

// Writes the story of a conversation: what happened to cartridges, what was ordered and why.
class Story final : public Asr1Follower {
  public:
    explicit Story(const i18n::Catalogues& catalogues) : catalogues_(catalogues) {}

    void OnSupply(SupplyIndex, PrinterIndex, std::string_view, std::string_view, const SupplySpec&) override {
        ++supplies_;
    }
    void OnDelivery(SupplyIndex supply, DayNumber day, std::int32_t cartridges) override {
        text_ += fmt::format("{} supply {}: {} delivered\n", DateOf(day), supply.value(), cartridges);
    }
    void OnReading(SupplyIndex supply, DayNumber day, const SupplyReading&, const SupplyState& before,
                   const SupplyState& after) override {
        const GaugeEvent event = EventBetween(before, after);
        if (event == GaugeEvent::kReplaced) ++replaced_;
        if (event == GaugeEvent::kUndone) --replaced_;
        if (event == GaugeEvent::kRefilled) ++refilled_;
        if (event != GaugeEvent::kNone) {
            text_ += fmt::format("{} supply {}: {}, {:.0f} % -> {:.0f} %\n", DateOf(day), supply.value(), NameOf(event),
                                 before.gauge.level, after.gauge.level);
        }
    }
    void OnDecision(SupplyIndex supply, DayNumber day, const Decision& decision, const SupplyState& state) override {
        today_ = day;
        // Deliveries, and cartridges that were put in: here, or in a neighbor's printer.
        const auto [last, fresh] = last_.try_emplace(supply.value());
        if (!fresh && last->second.shelf != state.book.shelf) {
            text_ += fmt::format("{} supply {}: shelf {} -> {}\n", DateOf(day), supply.value(), last->second.shelf,
                                 state.book.shelf);
        }
        last->second = {decision, state.book.shelf, state.book.transit};
        if (decision.quantity == 0) return;
        ++orders_;
        text_ += fmt::format("{} supply {}: order {}, {}: {}\n", DateOf(day), supply.value(), decision.quantity,
                             base::json::EnumName(decision.why), Sentence(decision));
    }
    // Forecasts, and what concerns printers; orders are told with their reasons.
    void Answers(std::string_view answers) {
        std::istringstream lines{std::string(answers)};
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            char kind = '.';
            std::size_t id = 0;
            words >> kind >> id;
            if (kind == 'I') text_ += fmt::format("{} printer {}: not suited\n", DateOf(today_), id);
            if (kind == 'N') {
                ++notices_;
                text_ += fmt::format("{} printer {}: {}\n", DateOf(today_), id, line.substr(4));
            }
            if (kind == 'F') text_ += fmt::format("{} {}\n", DateOf(today_), Status(id));
        }
    }
    std::string End() {
        text_ += "at the end\n";
        for (std::size_t supply = 0; supply < supplies_; ++supply) {
            text_ += fmt::format("{}\n  {}\n", Status(supply), Sentence(last_[supply].decision));
        }
        return std::move(text_);
    }
    std::string Sentence(const Decision& decision) const {
        const Reason reason = ReasonOf(decision);
        return catalogues_.Format("en", "sentences.replenishment." + reason.code, reason.args);
    }
    [[nodiscard]] int orders() const { return orders_; }
    [[nodiscard]] int replaced() const { return replaced_; }
    [[nodiscard]] int refilled() const { return refilled_; }
    [[nodiscard]] int notices() const { return notices_; }

  private:
    struct Last {
        Decision decision;
        std::int32_t shelf = 0;
        std::int32_t transit = 0;
    };

    std::string Status(std::size_t supply) {
        const auto& [decision, shelf, transit] = last_[supply];
        return fmt::format("supply {}: {:.0f} %, shelf {}, on its way {}, {:.0f} to {:.0f} days left, {}", supply,
                           decision.percent, shelf, transit, decision.q10, decision.q90,
                           base::json::EnumName(decision.why));
    }

    const i18n::Catalogues& catalogues_;
    std::size_t supplies_ = 0;
    DayNumber today_ = 0;
    std::map<std::size_t, Last> last_;
    int orders_ = 0;
    int replaced_ = 0;
    int refilled_ = 0;
    int notices_ = 0;
    std::string text_;
};

// What must be seen in a case whatever the method's numbers are; -1: they decide.
struct Promise {
    int orders = -1;
    int replaced = 0;
    int refilled = 0;
    int notices = 0;
};

const std::map<std::string, Promise> kPromises{
    {"announced_big_job", {.orders = 0, .replaced = 1}},
    {"bounce", {.orders = 0}},
    {"burst", {.orders = 0, .replaced = 1}},
    {"counter_reset", {.orders = 0}},
    {"idle_printer", {.orders = 0}},
    {"month_offline", {.replaced = 1, .notices = 1}},
    {"neighbors_cartridge", {.replaced = 1}},
    {"new_printer_without_history", {.orders = 1}},
    {"refill", {.orders = 0, .refilled = 1}},
    {"same_serial_with_a_rise", {.orders = 0, .refilled = 1}},
    {"some_remaining", {.replaced = 2}},
    {"steps_of_1", {.replaced = 2}},
    {"steps_of_10", {.replaced = 2}},
    {"steps_of_5", {.replaced = 2}},
    {"sudden_rise", {.replaced = 2}},
    {"swap_early", {.replaced = 2}},
    {"three_stages", {.replaced = 2}},
};

TEST(Replenishment, GoldenCases) {  // ASR-15
    const auto catalogues = i18n::Catalogues::BuiltIn();
    std::size_t cases = 0;
    for (const auto& entry : fs::directory_iterator(kFolder)) {
        if (!entry.is_directory()) continue;
        ++cases;
        const std::string name = entry.path().filename();
        SCOPED_TRACE(name);
        Story story(catalogues);
        Asr1Options options;
        options.follower = &story;
        options.sentence = [&](const Decision& decision) { return story.Sentence(decision); };
        options.write = [&](std::string_view answers) { story.Answers(answers); };
        Asr1 asr1(options);
        try {
            asr1.Feed(ReadFile(entry.path() / "input.asr"));
            asr1.Finish();
        } catch (const Asr1Error& error) {
            FAIL() << "line " << error.line() << ": " << error.what();
        }
        const std::string text = story.End();
        const fs::path expected = entry.path() / "expected.txt";
        if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(expected) << text;
        EXPECT_EQ(text, ReadFile(expected));
        ASSERT_TRUE(kPromises.contains(name));
        const Promise& promise = kPromises.at(name);
        if (promise.orders >= 0) {
            EXPECT_EQ(story.orders(), promise.orders);
        }
        EXPECT_EQ(story.replaced(), promise.replaced);
        EXPECT_EQ(story.refilled(), promise.refilled);
        EXPECT_EQ(story.notices(), promise.notices);
        // What each must show is told where the cases lie.
        EXPECT_NE(ReadFile(kFolder / "README.md").find("`" + name + "`"), std::string::npos);
    }
    EXPECT_EQ(cases, kPromises.size());
}

}  // namespace
}  // namespace replenishment
