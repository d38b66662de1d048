#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "agent/devices/completion.hpp"
#include "agent/devices/makers.hpp"
#include "agent/devices/texts.hpp"
#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/snmp/walk_text.hpp"

// tests/golden/devices/<case>/: walk.snmprec is what a machine answers, expected.json the Reading that comes of
// it. With PLATEN_UPDATE_GOLDEN=1 in the environment expected.json is written instead of compared: read the difference.
namespace agent::devices {
namespace {

namespace fs = std::filesystem;

const Makers kMakers;

std::string ReadFile(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// One field or list element a line, so that a difference is seen.
std::string Pretty(const boost::json::value& value, const std::string& indent = "") {
    const std::string inner = indent + "  ";
    std::string text;
    if (const auto* object = value.if_object(); object && indent.size() < 4) {
        for (const auto& [key, member] : *object) {
            text += (text.empty() ? "{\n" : ",\n") + inner + boost::json::serialize(boost::json::string(key)) + ": " +
                    Pretty(member, inner);
        }
        return text.empty() ? "{}" : text + "\n" + indent + "}";
    }
    if (const auto* array = value.if_array(); array && !array->empty() && indent.size() < 4) {
        for (const auto& element : *array) {
            text += (text.empty() ? "[\n" : ",\n") + inner + boost::json::serialize(element);
        }
        return text + "\n" + indent + "]";
    }
    return boost::json::serialize(value);
}

snmp::Values ReadWalk(const fs::path& file) {
    auto values = snmp::ParseWalkText(ReadFile(file));
    EXPECT_TRUE(values) << file << ": " << values.error();
    return values ? std::move(*values) : snmp::Values{};
}

// What Survey() does with the answers, without a network.
printing::Reading ReadingOf(const fs::path& folder) {
    snmp::Values values = ReadWalk(folder / "walk.snmprec");
    const auto identity = printing::ReadIdentity(values);
    const Maker* maker = kMakers.Find(identity);
    if (maker == nullptr && identity.object_id.empty() && identity.description.empty()) {
        maker = kMakers.FindByPresence(values);
    }
    if (maker != nullptr && printing::MapPrinterMib(values).supplies.empty()) {
        for (const auto& context : maker->contexts) {
            const fs::path file = folder / ("walk." + context + ".snmprec");
            if (fs::exists(file)) values.Merge(ReadWalk(file));
        }
    }
    printing::Reading reading = printing::MapPrinterMib(values);
    reading.address = "192.0.2.1";
    Complete(values, kMakers, maker, reading);
    return reading;
}

std::vector<std::string> Cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(base::SourceFolder() + "/tests/golden/devices")) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class GoldenDevices : public testing::TestWithParam<std::string> {};

TEST_P(GoldenDevices, GivesTheExpectedReading) {  // AGT-4
    const fs::path folder = fs::path(base::SourceFolder() + "/tests/golden/devices") / GetParam();
    const printing::Reading reading = ReadingOf(folder);
    const std::string text = Pretty(base::json::ToValue(reading)) + "\n";
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(folder / "expected.json") << text;
    EXPECT_EQ(ReadFile(folder / "expected.json"), text);
    // What is written on the wire is what is read from it.
    const auto back = base::json::Read<printing::Reading>(base::json::Write(reading));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, reading);
}

// Whether two rows speak of one part, judged apart from the code that joins them.
std::string PartsToldTwice(const printing::Reading& reading) {
    using printing::SupplyType;
    const auto kind = [](const printing::Supply& supply) {
        if (supply.type == SupplyType::kTonerCartridge) return SupplyType::kToner;
        if (supply.type == SupplyType::kInkCartridge) return SupplyType::kInk;
        return supply.type.value_or(SupplyType::kUnknown);
    };
    const auto table = [](const printing::Supply& supply) {
        return supply.index.substr(0, supply.index.find_last_of('.'));
    };
    std::string twice;
    for (const auto& a : reading.supplies) {
        for (const auto& b : reading.supplies) {
            if (table(a) >= table(b) || kind(a) != kind(b)) continue;
            const bool named = kind(a) == SupplyType::kOther || kind(a) == SupplyType::kUnknown;
            const bool same =
                named ? a.description == b.description : a.colorant == b.colorant || !a.colorant || !b.colorant;
            if (same) twice += a.index + " and " + b.index + "; ";
        }
    }
    return twice;
}

TEST_P(GoldenDevices, ShowsNoPartTwice) {  // AGT-4
    EXPECT_EQ(PartsToldTwice(ReadingOf(fs::path(base::SourceFolder() + "/tests/golden/devices") / GetParam())), "");
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenDevices, testing::ValuesIn(Cases()),
                         [](const auto& param) { return param.param; });

// Whatever a machine answers, a Reading comes of it, and it keeps its promises.
TEST(Mapper, SurvivesDamagedAnswers) {
    std::mt19937 random(20260302);
    const auto pick = [&random](std::size_t many) { return random() % many; };
    for (const std::string& name : Cases()) {
        const snmp::Values walk =
            ReadWalk(fs::path(base::SourceFolder() + "/tests/golden/devices") / name / "walk.snmprec");
        for (int round = 0; round < 60; ++round) {
            snmp::Values damaged;
            walk.ForEach([&](snmp::OidView oid, const snmp::Values::Value& value) {
                std::vector<std::uint32_t> at(oid.begin(), oid.end());
                if (pick(8) == 0) at[pick(at.size())] = static_cast<std::uint32_t>(random());
                if (pick(10) == 0) at.resize(1 + pick(at.size()));
                if (pick(20) == 0) at.push_back(static_cast<std::uint32_t>(random()));
                switch (pick(12)) {
                    case 0:
                        return;
                    case 1: {
                        std::string octets(pick(600), ' ');
                        for (char& c : octets) c = static_cast<char>(random());
                        damaged.AddOctets(at, snmp::ber::kOctetString, octets);
                        return;
                    }
                    case 2:
                        damaged.AddNumber(at, snmp::ber::kInteger, static_cast<std::int32_t>(random()));
                        return;
                    case 3:
                        damaged.AddOid(at, oid);
                        return;
                    default:
                        break;
                }
                if (value.IsOid()) {
                    damaged.AddOid(at, value.oid);
                } else if (value.IsNumber()) {
                    damaged.AddNumber(at, value.tag, value.number);
                } else {
                    damaged.AddOctets(at, value.tag, value.octets);
                }
            });
            damaged.Sort();
            const auto identity = printing::ReadIdentity(damaged);
            const Maker* maker = kMakers.Find(identity);
            printing::Reading reading = printing::MapPrinterMib(damaged);
            Complete(damaged, kMakers, maker, reading);
            for (const auto& supply : reading.supplies) {
                if (!supply.remaining_percent) continue;
                EXPECT_GE(*supply.remaining_percent, 0.0);
                EXPECT_LE(*supply.remaining_percent, 100.0);
                EXPECT_EQ(supply.level_state, printing::LevelState::kAmount);
            }
            for (const auto& meter : reading.meters) EXPECT_GE(meter.value, 0);
            const auto back = base::json::Read<printing::Reading>(base::json::Write(reading));
            ASSERT_TRUE(back) << name << " round " << round;
            EXPECT_EQ(*back, reading);
        }
    }
}

TEST(Brands, TakesWholeWordsOnly) {
    EXPECT_EQ(kMakers.brands().Of("KONICA MINOLTA bizhub C250i")->name, "Konica Minolta");
    EXPECT_EQ(kMakers.brands().Of("TA_UTAX Printing System")->name, "UTAX");
    EXPECT_EQ(kMakers.brands().Of("HP")->length, 2U);
    EXPECT_FALSE(kMakers.brands().Of("HPE OfficeConnect Switch"));
    EXPECT_FALSE(kMakers.brands().Of("Target 5"));
    EXPECT_FALSE(kMakers.brands().Of(""));
}

TEST(DeviceIdSerial, KnowsEveryKeyAndEpsonsDigits) {
    for (const char* id : {"MFG:A;SN:AB00000001;", "MFG:A;sern:AB00000001", "MFG:A; Ser : AB00000001 ;",
                           "NS:AB00000001", "SerialNumber:AB00000001", "SERIAL NUMBER:AB00000001",
                           "SN:;SERIAL:AB00000001;", "SN:41423030303030303031;"}) {
        EXPECT_EQ(DeviceIdSerial(id), "AB00000001") << id;
    }
    EXPECT_EQ(DeviceIdSerial("SN:1234567890123456"), "1234567890123456");  // digits, of digits or not
    EXPECT_EQ(DeviceIdSerial("SN:4142303030303030301"), "4142303030303030301");
    EXPECT_EQ(DeviceIdSerial("SN:41423030303030303OO1"), "41423030303030303OO1");
    // HP's S field carries live levels; a placeholder is none.
    for (const char* id : {"S:038080C484201041;", "SN:;:x", "CLS PRINTER;SN", "SN:0000000000;", ""}) {
        EXPECT_EQ(DeviceIdSerial(id), std::nullopt) << id;
    }
}

TEST(DeviceIdValue, ReadsKeysOfIeee1284) {
    const std::string id = "MFG:Brother;CMD:PJL, PCL; MDL: HL-2270DW series ;CLS:PRINTER;SN:";
    EXPECT_EQ(DeviceIdValue(id, "MDL", "MODEL"), "HL-2270DW series");
    EXPECT_EQ(DeviceIdValue(id, "MFG", "MANUFACTURER"), "Brother");
    EXPECT_EQ(DeviceIdValue(id, "SN", "SERN"), std::nullopt);
    EXPECT_EQ(DeviceIdValue("no colon;;:", "MDL", "MODEL"), std::nullopt);
}

TEST(IsPrinter, IsNotFooledByMachinesThatListPrinters) {  // AGT-3
    printing::SystemIdentity server;
    server.has_printer_device = true;
    EXPECT_FALSE(IsPrinter(server, nullptr));  // a queue and nothing else
    server.has_printer_status = true;
    EXPECT_TRUE(IsPrinter(server, nullptr));  // an unknown maker's printer
    server.is_general_computer = true;
    EXPECT_FALSE(IsPrinter(server, nullptr));  // with processors: a server
    server.has_printer_mib = true;
    EXPECT_TRUE(IsPrinter(server, nullptr));
}

}  // namespace
}  // namespace agent::devices
