#include "simulator/model.hpp"

#include <gtest/gtest.h>

#include <set>

#include "embedded/models.hpp"
#include "simulator/mib.hpp"
#include "simulator/random.hpp"

namespace simulator {
namespace {

TEST(Models, CoverTheMakersAndKindsOfAFleet) {
    const auto models = BuiltInModels();
    std::set<std::string> makers;
    bool ink = false;
    bool label = false;
    bool mono = false;
    bool color = false;
    for (const Model& model : models) {
        makers.insert(model.manufacturer);
        mono = mono || model.color_share[1] == 0;
        color = color || model.color_share[1] > 0;
        label = label || model.supplies.empty();
        for (const SupplySpec& supply : model.supplies) {
            ink = ink || supply.type == printing::SupplyType::kInk;
        }
    }
    EXPECT_GE(models.size(), 20U);
    for (const char* maker : {"Lexmark", "Xerox", "HP", "Brother", "Kyocera", "Ricoh", "Canon", "Konica Minolta",
                              "Epson", "Sharp", "Samsung", "OKI", "Toshiba", "Zebra"}) {
        EXPECT_TRUE(makers.contains(maker)) << maker;
    }
    EXPECT_TRUE(ink && label && mono && color);
}

TEST(Models, RefuseWhatIsWrongWithItsPlace) {
    const std::string good = std::string(embedded::models()[0].bytes);
    ASSERT_TRUE(ParseModel(good));
    std::string bad = good;
    bad.replace(bad.find("\"sys_object_id\": \""), 18, "\"sys_object_id\": \"x");
    const auto refused = ParseModel(bad);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/sys_object_id");
    EXPECT_FALSE(ParseModel("{}"));
    EXPECT_FALSE(ParseModel("{"));
}

TEST(Models, PatternsGiveTheSameTextForTheSameNumber) {
    EXPECT_EQ(ExpandPattern("A#@^", 5), ExpandPattern("A#@^", 5));
    EXPECT_NE(ExpandPattern("########", 5), ExpandPattern("########", 6));
    EXPECT_EQ(ExpandPattern("SN-1", 9), "SN-1");
}

// RFC 3805: -2 unknown, -3 something remains, 0 nothing; the gauge shows the mark above what is left.
TEST(Levels, AreToldAsEachGaugeDoes) {
    SupplySpec spec;
    spec.capacity = 100;
    EXPECT_EQ(RawLevel(spec, {.left = 1}), 100);
    EXPECT_EQ(RawLevel(spec, {.left = 0.501}), 51);
    EXPECT_EQ(RawLevel(spec, {.left = 0.5}), 50);
    EXPECT_EQ(RawLevel(spec, {.left = 0}), 0);
    spec.step = 10;
    EXPECT_EQ(RawLevel(spec, {.left = 0.501}), 60);
    EXPECT_EQ(RawLevel(spec, {.left = 0.01}), 10);
    spec.gauge = Gauge::kSomeRemaining;
    EXPECT_EQ(RawLevel(spec, {.left = 0.01}), -3);
    EXPECT_EQ(RawLevel(spec, {.left = 0}), 0);
    EXPECT_EQ(RawCapacity(spec), -2);
    spec.gauge = Gauge::kUnknown;
    EXPECT_EQ(RawLevel(spec, {.left = 1}), -2);
    spec.gauge = Gauge::kUnrestricted;
    EXPECT_EQ(RawLevel(spec, {.left = 1}), -1);
    EXPECT_EQ(RawCapacity(spec), -1);
}

TEST(Models, EachRendersAMibThatGrowsInOrder) {
    AgingRules rules;
    rules.epoch = *base::ParseDay("2026-01-01");
    for (const Model& model : BuiltInModels()) {
        const Traits traits = DrawTraits(model, rules, 1);
        State state = StartState(model, rules, traits);
        state.jam_since = 0;
        const Identity identity = DrawIdentity(model, 1, 1);
        EXPECT_FALSE(identity.serial.empty());
        const Face face{identity, state, 1, 1, 1000};
        const auto mib = MibTemplate(model).Render(face);
        EXPECT_GT(mib.size(), 60U) << model.name;
        for (std::size_t i = 1; i < mib.size(); ++i) {
            const auto name = snmp::ber::DecodeOid(mib.Name(i));
            ASSERT_EQ(snmp::ber::Compare(name, mib.Name(i - 1)), std::strong_ordering::greater)
                << model.name << ' ' << name.ToString();
        }
        const auto alerts = AlertsOf(model, state);
        EXPECT_TRUE(std::ranges::any_of(alerts, [](const AlertRow& row) { return row.code == 8; }));
        EXPECT_NE(ErrorBits(model, state) & (1U << 5), 0U);
    }
}

}  // namespace
}  // namespace simulator
