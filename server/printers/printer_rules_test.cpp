#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "server/printers/identity.hpp"
#include "server/printers/packing.hpp"
#include "server/testing/sample_reading.hpp"

// Who a printer is, and how its readings are packed: data in, data out (AGT-3, AGT-4).
namespace {

using namespace printers;
using server::testing::SampleReading;
using ::testing::ElementsAre;

TEST(Identity, IsManufacturerAndSerialNumberNeverTheAddress) {  // AGT-3
    auto reading = SampleReading(1);
    const auto keys = KeysOf(reading);
    EXPECT_EQ(keys.identity, "sn/lexmark/7500000001A");
    reading.address = "10.9.9.9";
    reading.system_name = "elsewhere";
    EXPECT_EQ(KeysOf(reading).identity, keys.identity);
    reading.manufacturer = "LEXMARK International, Inc.";
    reading.serial_number = " 7500000001a ";
    EXPECT_EQ(KeysOf(reading).identity, keys.identity);
}

TEST(Identity, FallsBackToWhatIsLessLikelyToBeShared) {  // AGT-3
    auto reading = SampleReading(1);
    for (const char* none : {"", "0000000000", "XXXXXXXX", "unknown", "N/A", "123", "--------"}) {
        reading.serial_number = none;
        EXPECT_EQ(KeysOf(reading).identity, "hw/002000000001") << none;
    }
    reading.hardware_address = "00:00:00:00:00:00";
    EXPECT_EQ(KeysOf(reading).identity, "at/lexmark/mx722ade/prn-000001");
    reading.system_name.reset();
    EXPECT_EQ(KeysOf(reading).identity, "at/lexmark/mx722ade/10.0.0.1:161");
}

TEST(Identity, OfSeveralBehindOneAddressIsNeverTheOthers) {  // AGT-3
    auto first = SampleReading(1), second = SampleReading(1);
    first.device_index = 1;
    second.device_index = 2;
    EXPECT_EQ(KeysOf(first).identity, KeysOf(second).identity);  // one serial number is one printer
    first.serial_number.reset();
    second.serial_number.reset();
    for (int less = 0; less < 3; ++less) {
        const auto a = KeysOf(first), b = KeysOf(second);
        EXPECT_NE(a.identity, b.identity) << less;
        EXPECT_NE(a.weak, b.weak) << less;
        for (const auto& place : a.short_places)
            EXPECT_EQ(std::ranges::find(b.short_places, place), b.short_places.end()) << place;
        EXPECT_TRUE(IsOfIndex(a.weak, 1));
        EXPECT_FALSE(IsOfIndex(a.weak, 2));
        EXPECT_FALSE(IsOfIndex(a.weak, {}));
        for (auto* reading : {&first, &second}) {
            if (less == 0) reading->hardware_address.reset();
            if (less == 1) reading->system_name.reset();
        }
    }
}

TEST(Identity, SortsAddressesAsNumbers) {  // PRN-1
    EXPECT_LT(AddressKey("10.0.0.9"), AddressKey("10.0.0.10"));
    EXPECT_EQ(AddressKey("192.168.0.1"), "c0a80001");
    EXPECT_EQ(AddressKey("FE80::1"), "fe80::1");
    EXPECT_EQ(AddressKey("10.0.0.256"), "10.0.0.256");
}

TEST(Packing, KeepsRawLevelsWithTheirMeaning) {  // AGT-4: -1, -2, -3 are never turned into numbers
    auto reading = SampleReading(1);
    reading.supplies[0].level_raw = -1;
    reading.supplies[1].level_raw = -2;
    reading.supplies[2].level_raw.reset();
    reading.supplies[3].level_raw = 500;
    reading.supplies[3].max_capacity_raw = -2;
    reading.supplies[3].unit = printing::Unit::kTenthsOfGrams;
    Packed packed;
    PackInto(reading, {1, {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}, 5, 5}, packed);
    EXPECT_THAT(packed.levels, ElementsAre(-1, -2, kLevelAbsent, 500, -3));
    EXPECT_EQ(packed.lowest_percent, kNoPercent);  // none of these is a percentage
    EXPECT_THAT(packed.meters, ElementsAre(1000, 500, 500, 250, 200));
    EXPECT_EQ(packed.life_count, 1000);
}

TEST(Packing, PutsRowsInTheirSlotsAndLeavesOutAbsentOnesAtTheEnd) {
    auto reading = SampleReading(1);
    reading.supplies.resize(2);
    reading.meters.resize(1);
    Packed packed;
    PackInto(reading, {1, {3, 1}, {2}, 7, 4}, packed);
    EXPECT_THAT(packed.levels, ElementsAre(kLevelAbsent, 27200, kLevelAbsent, 27200));
    EXPECT_THAT(packed.meters, ElementsAre(-1, -1, 1000));
    EXPECT_EQ(packed.life_count, 1000);
}

TEST(Packing, TakesLevelsBeyondTheirRangeAsFullOrUnknown) {
    auto reading = SampleReading(1);
    reading.supplies[0].level_raw = 5'000'000'000;
    reading.supplies[1].level_raw = -5'000'000'000;
    Packed packed;
    PackInto(reading, {1, {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}, 5, 5}, packed);
    EXPECT_EQ(packed.levels[0], 2147483647);
    EXPECT_EQ(packed.levels[1], -2147483647);
}

TEST(Packing,
     NamesSuppliesByWhatTheyAreNotByTheirRow) {  // two rows with one name; sparse, reordered indexes
    auto reading = SampleReading(1);
    reading.supplies[1].colorant = "black";
    const auto keys = SupplyKeys(reading.supplies);
    EXPECT_THAT(keys, ElementsAre("consumed/toner_cartridge/black/1", "consumed/toner_cartridge/black/2",
                                  "consumed/toner_cartridge/magenta/1", "consumed/toner_cartridge/yellow/1",
                                  "receptacle/waste_toner//1"));
    reading.supplies[0].index = "1.77";
    EXPECT_EQ(SupplyKeys(reading.supplies), keys);
}

TEST(Packing, KeepsTheSlotOfASupplyThatIsDescribedWithMoreOrLessWords) {  // AGT-4
    std::map<std::string, std::int16_t> known = {
        {"consumed/toner//1", 0}, {"consumed/opc/black/1", 1}, {"consumed/toner/cyan/1", 2}};
    EXPECT_THAT(SupplySlotsFor({"consumed/opc//1", "consumed/toner_cartridge/black/1"}, known), ElementsAre(1, 0));
    EXPECT_EQ(known.size(), 3U);
    // Two at once are two, and another color is another supply.
    EXPECT_THAT(
        SupplySlotsFor({"consumed/toner/black/1", "consumed/toner//1", "consumed/toner/magenta/1", "consumed/toner//2"},
                       known),
        ElementsAre(3, 0, 4, 5));
    EXPECT_THAT(SupplySlotsFor({"consumed/toner/black/1"}, known), ElementsAre(3));
}

TEST(Packing, FingerprintIsOfTheDescriptionNotOfTheValues) {
    const base::Uuid agent{};
    const auto before = FingerprintOf(SampleReading(1, 1000, 80), agent, agent);
    auto reading = SampleReading(1, 2000, 10);
    reading.status = printing::PrinterStatus::kError;
    reading.uptime_seconds = 1;
    reading.problems = {"x"};
    EXPECT_EQ(FingerprintOf(reading, agent, agent), before);
    const auto changed = [&](auto change) {
        auto other = SampleReading(1, 1000, 80);
        change(other);
        return FingerprintOf(other, agent, agent) != before;
    };
    EXPECT_TRUE(changed([](auto& r) { r.address = "10.0.0.2"; }));
    EXPECT_TRUE(changed([](auto& r) { r.firmware = "other"; }));
    EXPECT_TRUE(changed([](auto& r) { r.supplies[0].serial_number = "other"; }));
    EXPECT_TRUE(changed([](auto& r) { r.supplies[0].max_capacity_raw = 1; }));
    EXPECT_TRUE(changed([](auto& r) { std::swap(r.supplies[0], r.supplies[1]); }));
    EXPECT_TRUE(changed([](auto& r) { r.meters.pop_back(); }));
    EXPECT_TRUE(changed([](auto& r) { r.location.reset(); }));
    base::Uuid other;
    other.octets[0] = 1;
    EXPECT_NE(FingerprintOf(SampleReading(1), other, agent), FingerprintOf(SampleReading(1), agent, other));
}

// tests/golden/packing/<case>/reading.json -> packed.json. PLATEN_UPDATE_GOLDEN=1 writes them anew: read the diff.
struct GoldenPacked {
    std::vector<std::string> supply_keys;
    std::vector<std::string> meter_keys;
    std::int32_t status = 0;
    std::vector<std::int32_t> levels;
    std::vector<std::int64_t> meters;
    std::vector<std::int32_t> input_levels;
    std::int32_t detected_errors = 0;
    std::int64_t life_count = 0;
    std::int32_t lowest_percent = 0;
};
BOOST_DESCRIBE_STRUCT(GoldenPacked, (),
                      (supply_keys, meter_keys, status, levels, meters, input_levels, detected_errors, life_count,
                       lowest_percent))

TEST(Packing, GoldenCases) {  // AGT-4
    const std::filesystem::path folder = base::SourceFolder() + "/tests/golden/packing";
    const auto read = [](const std::filesystem::path& file) {
        std::ifstream in(file);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        ++cases;
        const auto reading = base::json::Read<printing::Reading>(read(entry.path() / "reading.json"));
        ASSERT_TRUE(reading) << entry.path();
        SlotMap slots{1, {}, {}, 0, 0};
        for (std::size_t i = 0; i < reading->supplies.size(); ++i)
            slots.supply_slots.push_back(slots.supply_slot_count++);
        for (std::size_t i = 0; i < reading->meters.size(); ++i) slots.meter_slots.push_back(slots.meter_slot_count++);
        Packed packed;
        PackInto(*reading, slots, packed);
        const std::string text =
            base::json::Write(GoldenPacked{SupplyKeys(reading->supplies), MeterKeys(reading->meters), packed.status,
                                           packed.levels, packed.meters, packed.input_levels, packed.detected_errors,
                                           packed.life_count, packed.lowest_percent}) +
            "\n";
        if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(entry.path() / "packed.json") << text;
        EXPECT_EQ(text, read(entry.path() / "packed.json")) << entry.path();
    }
    EXPECT_GE(cases, 4);
}

TEST(Packing, SaysTheWorstInThePrintersWords) {
    using enum printing::AlertSeverity;
    printing::Reading reading;
    reading.status_text = "Printing";
    reading.alerts = {{.severity = kOther, .description = "Sleep"}};
    reading.status = printing::PrinterStatus::kOk;
    EXPECT_EQ(StateWords(reading), "Printing");
    reading.status = printing::PrinterStatus::kWarning;
    EXPECT_EQ(StateWords(reading), "Printing");  // no alert says it better
    reading.alerts.push_back({.severity = kWarning, .description = "Toner low"});
    EXPECT_EQ(StateWords(reading), "Toner low");
    reading.alerts.push_back({.severity = kCritical, .description = "Paper jam"});
    EXPECT_EQ(StateWords(reading), "Paper jam");
}

TEST(Packing, AlertsAreTheSameInAnyOrder) {
    printing::Alert jam{"1.1", printing::AlertSeverity::kCritical, printing::AlertGroup::kMediaPath, 1, 8, std::nullopt,
                        "Jam"};
    printing::Alert empty{"1.2",  printing::AlertSeverity::kWarning, printing::AlertGroup::kInput, 2, 808, std::nullopt,
                          "Empty"};
    EXPECT_EQ(AlertsFingerprint({}), 0);
    EXPECT_EQ(AlertsFingerprint({jam, empty}), AlertsFingerprint({empty, jam, jam}));
    EXPECT_NE(AlertsFingerprint({jam}), AlertsFingerprint({empty}));
    auto worse = empty;
    worse.severity = printing::AlertSeverity::kCritical;
    EXPECT_NE(AlertsFingerprint({worse}), AlertsFingerprint({empty}));
}

}  // namespace
