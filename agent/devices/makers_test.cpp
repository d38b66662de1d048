#include "agent/devices/makers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "agent/devices/completion.hpp"
#include "agent/devices/rules.hpp"
#include "embedded/makers.hpp"
#include "lib/base/temporary_folder.hpp"
#include "lib/base/testing/source_folder.hpp"

// Makers' files: those built in, and those of a folder, which may hold anything.
namespace agent::devices {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

std::string ReadFile(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class MakersFolder : public testing::Test {
  protected:
    void Write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
    // Everything that is said about the folder.
    static std::string Complaints(const Makers& makers) {
        std::string text;
        for (const auto& refused : makers.refused()) {
            for (const auto& line : DescribeMakerProblem(refused.file, refused.problem)) text += line + "\n";
        }
        return text;
    }

    base::TemporaryFolder temporary_{"makers"};
    const fs::path& folder_ = temporary_.path();
};

const std::string kExample = ReadFile(base::SourceFolder() + "/agent/devices/example-maker.json");

std::string With(const std::string& from, const std::string& to) {
    std::string text = kExample;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string Repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

// ---- built in ----

TEST(BuiltInMakers, EachFileIsValidAndComplete) {  // H10
    EXPECT_GE(embedded::makers().size(), 18U);
    for (const embedded::File& file : embedded::makers()) {
        SCOPED_TRACE(file.name);
        const auto read = ParseMakerFile(file.bytes);
        ASSERT_TRUE(read) << DescribeMakerProblem(std::string(file.name), read.error()).front();
        EXPECT_FALSE(read->maker.printers.empty());
        EXPECT_FALSE(read->brands.empty());
        EXPECT_GE(read->source.size(), 10U);
        // Where it was never seen, the file admits it.
        EXPECT_TRUE(!read->seen_on.empty() || read->source.find("no answer of a real printer") != std::string::npos);
        for (const auto& brand : read->brands) EXPECT_GE(brand.written.size(), 2U);
    }
}

TEST(BuiltInMakers, EachIsFoundByItsEnterprisesAndItsName) {
    const Makers makers;
    for (const Maker& maker : makers.all()) {
        SCOPED_TRACE(maker.name);
        EXPECT_EQ(makers.FindByName(maker.name), &maker);
        for (const snmp::Oid& enterprise : maker.enterprises) {
            printing::SystemIdentity identity;
            identity.object_id.assign(enterprise.ids().begin(), enterprise.ids().end());
            EXPECT_EQ(makers.Find(identity), &maker);
        }
        printing::SystemIdentity identity;
        identity.description = maker.name + " Model 1";
        EXPECT_EQ(makers.Find(identity), &maker);
    }
}

TEST(BuiltInMakers, AreAllInTheFolderOfSources) {
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(base::SourceFolder() + "/agent/devices/makers")) {
        files += entry.path().extension() == ".json" ? 1 : 0;
    }
    EXPECT_EQ(files, embedded::makers().size());
}

TEST(BuiltInMakers, PresenceOfACopiedTableCountsOnlyAlone) {
    const Makers makers;
    snmp::Values values;
    values.AddOctets(snmp::Oid{1, 3, 6, 1, 4, 1, 11, 2, 3, 9, 1, 1, 7, 0}.ids(), snmp::ber::kOctetString, "MFG:X;");
    values.Sort();
    EXPECT_EQ(makers.FindByPresence(values), makers.FindByName("HP"));
    values.AddOctets(snmp::Oid{1, 3, 6, 1, 4, 1, 2435, 1, 0}.ids(), snmp::ber::kOctetString, "x");
    values.Sort();
    EXPECT_EQ(makers.FindByPresence(values), makers.FindByName("Brother"));
}

TEST(MakerSchema, IsTheOneOfTheRepository) {
    const fs::path file = base::SourceFolder() + "/agent/devices/maker.schema.json";
    const std::string text = boost::json::serialize(MakerFileSchema()) + "\n";
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(file) << text;
    EXPECT_EQ(ReadFile(file), text) << "PLATEN_UPDATE_GOLDEN=1 agent_devices_test writes it";
}

// docs/makers.md: what is read of each maker, as the files say it.
std::string TableOfMakers() {
    using Set = std::set<std::string>;
    const auto listed = [](const auto& words) {
        std::string text;
        for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
        return text.empty() ? std::string("-") : text;
    };
    const auto words_of = [](const boost::json::object& file, std::string_view key) {
        const auto* list = file.if_contains(key);
        return list != nullptr && list->is_array() ? list->as_array() : boost::json::array{};
    };
    std::string overview;
    std::string details;
    for (const embedded::File& embedded : embedded::makers()) {
        const boost::json::object file = boost::json::parse(std::string_view(embedded.bytes)).as_object();
        const std::string name(file.at("name").as_string());
        const bool has_rule = file.contains("rule");
        std::vector<std::string> identity;
        for (const std::string_view key : {"model", "serial_number", "firmware", "device_id", "display"}) {
            if (!words_of(file, key).empty()) identity.emplace_back(key);
        }
        Set kinds;
        details += "\n## " + name + "\n\n" + std::string(file.at("source").as_string()) + ".\n\n";
        std::string rows;
        const auto row = [&rows](std::string_view object, std::string_view oid, std::string_view kind) {
            rows += "| " + std::string(object) + " | `" + std::string(oid) + "` | " + std::string(kind) + " |\n";
        };
        const auto object_row = [&row](const boost::json::value& object, std::string_view kind) {
            row(object.at("object").as_string(), object.at("oid").as_string(), kind);
        };
        for (const auto& meter : words_of(file, "meters")) {
            const std::string kind(meter.at("kind").as_string());
            kinds.insert(kind);
            object_row(meter, kind);
            for (const auto& more : words_of(meter.as_object(), "plus")) object_row(more, "+ " + kind);
        }
        for (const auto& table : words_of(file, "counters")) {
            Set of_table;
            for (const std::string_view key : {"kinds", "names"}) {
                const auto* map = table.as_object().if_contains(key);
                if (map == nullptr) continue;
                for (const auto& [type, kind] : map->as_object()) of_table.emplace(kind.as_string());
            }
            kinds.insert(of_table.begin(), of_table.end());
            object_row(table.at("value"), listed(of_table));
        }
        for (const auto& sum : words_of(file, "sums")) kinds.emplace(sum.at("kind").as_string());
        if (file.contains("rule") && file.at("rule") == "brother") kinds.insert({"color", "duplex", "life", "mono"});
        std::vector<std::string> supplies{"standard"};
        for (const auto& table : words_of(file, "supplies")) {
            supplies.emplace_back(table.at("description").at("object").as_string());
            object_row(table.at("level"), "level of a supply");
        }
        for (const auto& table : words_of(file, "rule_tables")) {
            object_row(table, "read by the rule");
            if (table.at("object").as_string().find("Maintenance") != std::string::npos) {
                supplies.emplace_back(table.at("object").as_string());
            }
        }
        overview += "| " + name + (has_rule ? " *" : "") + " | " + listed(identity) + " | " + listed(supplies) + " | " +
                    listed(kinds) + " |\n";
        details += rows.empty() ? "Nothing but the standard tables, and who it is.\n"
                                : "| object | object identifier | read as |\n|---|---|---|\n" + rows;
    }
    return "# Makers and what is read of them\n\n"
           "Written by `agent_devices_test` from `agent/devices/makers/*.json` (`PLATEN_UPDATE_GOLDEN=1`).\n\n"
           "Of every printer the standard tables are read: who it is, status, display, alerts, trays, supplies, and "
           "the meters\n"
           "`life` and `power_on` (RFC 3805, RFC 2790). The maker's private MIB adds what stands here; where both tell "
           "of one\n"
           "supply, the finer level counts. `*`: a rule of the program reads more out of the texts.\n\n"
           "Kinds that are sums of others are given only where all parts are there; a kind is never counted twice.\n\n"
           "Of Kyocera, Konica Minolta, Sharp and Toshiba no private table of supplies is read: none was found. "
           "KYOCERA-MIB has\n"
           "no group for supplies, and what Zabbix's community templates, LibreNMS and FusionInventory read of these "
           "makers' supplies is\n"
           "the standard table. Where that says -2 or -3, IPP is asked. A maker's file can add the table of one who "
           "knows it.\n\n"
           "| maker | identity | supplies | meters |\n|---|---|---|---|\n" +
           overview + details;
}

TEST(BuiltInMakers, AreAsTheTableOfTheDocumentsSays) {  // AGT-4
    const fs::path file = base::SourceFolder() + "/docs/makers.md";
    const std::string text = TableOfMakers();
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(file) << text;
    EXPECT_EQ(ReadFile(file), text) << "PLATEN_UPDATE_GOLDEN=1 agent_devices_test writes it";
}

// ---- of a folder ----

TEST_F(MakersFolder, TheExampleIsTaken) {  // H10
    Write("example.json", kExample);
    const Makers makers(folder_);
    EXPECT_EQ(Complaints(makers), "");
    ASSERT_EQ(makers.all().size(), makers.built_in() + 1);
    EXPECT_EQ(makers.FindByName("Acme")->counters.size(), 1U);
    EXPECT_EQ(makers.brands().Of("ACME LaserBox 7")->name, "Acme");
}

TEST_F(MakersFolder, WithoutOneThereAreThoseBuiltIn) {
    EXPECT_EQ(Makers(fs::path()).all().size(), Makers().all().size());
    EXPECT_EQ(Complaints(Makers(folder_)), "");
    const Makers makers(folder_ / "nowhere");
    EXPECT_THAT(Complaints(makers),
                AllOf(HasSubstr("nowhere"), HasSubstr("makers_folder_unreadable"), HasSubstr("is the folder there")));
    EXPECT_EQ(makers.all().size(), makers.built_in());
}

struct BadFile {
    std::string name;
    std::string text;
    std::vector<std::string> said;  // the key, the code, what to do
};

std::ostream& operator<<(std::ostream& out, const BadFile& bad) {
    return out << bad.name;
}

class BadMakerFile : public MakersFolder, public testing::WithParamInterface<BadFile> {};

TEST_P(BadMakerFile, IsLeftOutWithItsNameKeyAndWhatToDo) {  // H10
    Write("good.json", R"({"name": "Good", "source": "x", "seen_on": [], "enterprises": ["1.3.6.1.4.1.88888"],
                           "printers": []})");
    Write("bad.json", GetParam().text);
    const Makers makers(folder_);
    const std::string said = Complaints(makers);
    EXPECT_THAT(said, HasSubstr("bad.json: "));
    for (const auto& words : GetParam().said) EXPECT_THAT(said, HasSubstr(words));
    EXPECT_EQ(makers.all().size(), makers.built_in() + 1);
    EXPECT_NE(makers.FindByName("Good"), nullptr);
    EXPECT_EQ(makers.brands().Of("Zenith 7").has_value(), false) << "nothing of a refused file is used";
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadMakerFile,
    testing::Values(
        BadFile{"no_json", "{\n\"name\": \"Evil\",\n oops", {"json_malformed", "line 3"}},
        BadFile{"empty", "", {"json_malformed"}},
        BadFile{"two_objects", kExample + kExample, {"json_malformed", "extra data"}},
        BadFile{"no_object", "[1]", {"not_an_object"}}, BadFile{"not_utf8", "{\"name\": \"\xFF\"}", {"json_malformed"}},
        BadFile{"deep", std::string(5000, '[') + std::string(5000, ']'), {"json_malformed"}},
        BadFile{"deep_inside", With("\"about\": ", "\"about\": " + std::string(40, '[')), {"json_malformed"}},
        BadFile{"huge",
                With("\"about\": \"", "\"about\": \"" + std::string(70'000, 'x')),
                {"maker_file_too_large", "65536"}},
        BadFile{"unknown_key", With("\"about\"", "\"abuot\""), {"/abuot", "unknown_field", "makers --schema"}},
        BadFile{"unknown_key_inside",
                With("\"object\": \"acmeModel\"", "\"objekt\": \"acmeModel\""),
                {"/model/0/objekt", "unknown_field", "/model/0/object", "missing"}},
        BadFile{"missing_key", With("\"name\": \"Acme\",", ""), {"/name", "missing"}},
        BadFile{"wrong_type", With("\"1.3.6.1.4.1.99999.1.2\"", "7"), {"/model/0/oid", "not_a_string"}},
        BadFile{"wrong_oid",
                With("1.3.6.1.4.1.99999.1.2", "1.3.6.1.4.1.99999.x"),
                {"/model/0/oid", "not_an_oid", "1.3.6.1.4.1.99999.x", "write 7 to 32 numbers"}},
        BadFile{"oid_too_large_number",
                With("1.3.6.1.4.1.99999.1.2", "1.3.6.1.4.1.99999999999.1"),
                {"/model/0/oid", "not_an_oid"}},
        BadFile{"oid_too_long",
                With("1.3.6.1.4.1.99999.1.2", "1.3.6.1.4.1.99999" + Repeated(".1", 40)),
                {"/model/0/oid", "not_an_oid"}},
        BadFile{"whole_tree",
                With("\"enterprises\": [\"1.3.6.1.4.1.99999\"]", "\"enterprises\": [\"1.3.6.1.4.1\"]"),
                {"/enterprises/0", "not_an_oid"}},
        BadFile{"not_an_enterprise",
                With("\"enterprises\": [\"1.3.6.1.4.1.99999\"]", "\"enterprises\": [\"1.3.6.1.2.1.43\"]"),
                {"/enterprises/0", "not_an_enterprise"}},
        BadFile{"no_enterprise",
                With("\"enterprises\": [\"1.3.6.1.4.1.99999\"]", "\"enterprises\": []"),
                {"/enterprises", "empty"}},
        BadFile{"enterprise_of_another",
                With("\"enterprises\": [\"1.3.6.1.4.1.99999\"]",
                     "\"enterprises\": [\"1.3.6.1.4.1.99999\", \"1.3.6.1.4.1.2435\"]"),
                {"/enterprises/1", "enterprise_taken", "Brother", "name a longer one"}},
        BadFile{"enterprise_twice",
                With("\"enterprises\": [\"1.3.6.1.4.1.99999\"]",
                     "\"enterprises\": [\"1.3.6.1.4.1.99999\", \".1.3.6.1.4.1.99999\"]"),
                {"/enterprises/1", "enterprise_taken"}},
        BadFile{"printers_elsewhere",
                With("1.3.6.1.4.1.99999.1\"", "1.3.6.1.4.1.11.1\""),
                {"/printers/0", "outside_enterprises"}},
        BadFile{"name_of_another", With("\"name\": \"Acme\"", "\"name\": \"BROTHER\""), {"/name", "name_taken"}},
        BadFile{"brand_of_another",
                With("\"written\": \"acme\"", "\"written\": \"Lanier\""),
                {"/brands/0", "brand_taken", "Lanier"}},
        BadFile{
            "control_character", With("\"name\": \"Acme\"", "\"name\": \"Ac\\u001bme\""), {"/name", "text_not_clean"}},
        BadFile{"nul", With("\"name\": \"Acme\"", "\"name\": \"Ac\\u0000me\""), {"/name", "nul_character"}},
        BadFile{"long_name",
                With("\"name\": \"Acme\"", "\"name\": \"" + std::string(61, 'A') + "\""),
                {"/name", "text_too_long", "60"}},
        BadFile{"unknown_meter",
                With("\"kind\": \"prints\"", "\"kind\": \"print\""),
                {"/meters/0/kind", "not_one_of", "prints_mono"}},
        BadFile{"rows", With("\"rows\": 4", "\"rows\": 100000"), {"/supplies/0/rows", "out_of_range", "256"}},
        BadFile{"negative_rows", With("\"rows\": 4", "\"rows\": -1"), {"/supplies/0/rows", "out_of_range"}},
        BadFile{"unit_of_percent",
                With("\"rows\": 4", "\"rows\": 4, \"unit\": \"sheets\""),
                {"/supplies/0/unit", "unit_without_capacity"}},
        BadFile{"counter_number",
                With("\"11\": \"prints\"", "\"eleven\": \"prints\""),
                {"/counters/0/kinds/eleven", "not_a_number"}},
        BadFile{"unknown_rule",
                With("\"contexts\"", "\"rule\": \"acme\", \"contexts\""),
                {"/rule", "unknown_rule", "brother, hp"}},
        BadFile{"rule_without_tables",
                With("\"contexts\"", "\"rule\": \"brother\", \"contexts\""),
                {"/rule_tables", "rule_needs_table", "brInfoCounter"}},
        BadFile{"tables_without_rule",
                With("\"contexts\"", R"("rule_tables": [{"object": "x", "oid": "1.3.6.1.4.1.99999.7"}], "contexts")"),
                {"/rule_tables", "tables_without_rule"}},
        BadFile{"too_many_meters",
                With("\"meters\": [",
                     "\"meters\": [" +
                         Repeated(R"({"object": "x", "oid": "1.3.6.1.4.1.99999.5.1", "kind": "other"},)", 100)),
                {"/meters", "too_many", "60"}}),
    [](const auto& param) { return param.param.name; });

TEST_F(MakersFolder, OneBadFileLeavesTheOthersIn) {
    Write("1-bad.json", "{");
    Write("2-good.json", kExample);
    Write("3-same.json", kExample);
    Write("notes.txt", "{");
    Write(".hidden.json", "{");
    const Makers makers(folder_);
    ASSERT_EQ(makers.refused().size(), 2U);
    EXPECT_THAT(Complaints(makers), AllOf(HasSubstr("1-bad.json"), HasSubstr("3-same.json: /name: name_taken"),
                                          HasSubstr("3-same.json: /enterprises/0: enterprise_taken")));
    EXPECT_EQ(makers.all().size(), makers.built_in() + 1);
}

TEST_F(MakersFolder, WhatIsNoPlainFileIsLeftOutWithoutWaiting) {
    ASSERT_EQ(::mkfifo((folder_ / "pipe.json").c_str(), 0600), 0);
    fs::create_directory(folder_ / "folder.json");
    fs::create_symlink("/dev/zero", folder_ / "zero.json");
    fs::create_symlink("nowhere", folder_ / "dangling.json");
    const Makers makers(folder_);
    EXPECT_EQ(makers.refused().size(), 4U);
    EXPECT_THAT(Complaints(makers), AllOf(HasSubstr("maker_file_not_a_file"), HasSubstr("maker_file_unreadable")));
}

TEST_F(MakersFolder, HasABoundOnFiles) {
    for (std::size_t i = 0; i <= kMostMakerFiles; ++i) Write(std::to_string(i) + ".json", "{");
    const Makers makers(folder_);
    ASSERT_EQ(makers.refused().size(), 1U);
    EXPECT_THAT(Complaints(makers), HasSubstr("makers_folder_too_large"));
}

// Whatever is in a file: it is refused with words, or what it asks for has a bound.
TEST(MakerFile, SurvivesDamage) {
    std::mt19937 random(20260302);
    const auto pick = [&random](std::size_t many) { return random() % many; };
    int taken = 0;
    for (const embedded::File& file : embedded::makers()) {
        for (int round = 0; round < 200; ++round) {
            std::string text(file.bytes);
            for (std::size_t change = 1 + pick(4); change > 0; --change) {
                const std::size_t at = pick(text.size());
                switch (pick(4)) {
                    case 0:
                        text[at] = static_cast<char>(random());
                        break;
                    case 1:
                        text.erase(at, 1 + pick(30));
                        break;
                    case 2:
                        text.insert(at, text.substr(pick(text.size()), pick(200)));
                        break;
                    default:
                        text[at] = "0123456789.,:{}[]\""[pick(18)];
                }
                if (text.empty()) text = "{";
            }
            const auto read = ParseMakerFile(text);
            if (read) {
                ++taken;
                EXPECT_LE(MakerRanges(read->maker).size(), 60U);
                EXPECT_FALSE(read->maker.enterprises.empty());
            } else {
                EXPECT_FALSE(DescribeMakerProblem("x.json", read.error()).empty());
            }
        }
    }
    EXPECT_GT(taken, 10);
}

TEST_F(MakersFolder, AByteOrderMarkDoesNoHarm) {
    Write("bom.json", "\xEF\xBB\xBF" + kExample);
    EXPECT_EQ(Complaints(Makers(folder_)), "");
}

TEST_F(MakersFolder, TheLongerEnterpriseWins) {
    Write("part.json", R"({"name": "Part", "source": "x", "seen_on": [], "enterprises": ["1.3.6.1.4.1.11.2.3.9.77"],
                           "printers": []})");
    const Makers makers(folder_);
    ASSERT_EQ(Complaints(makers), "");
    printing::SystemIdentity identity;
    identity.object_id = {1, 3, 6, 1, 4, 1, 11, 2, 3, 9, 77, 1};
    EXPECT_EQ(makers.Find(identity)->name, "Part");
    identity.object_id = {1, 3, 6, 1, 4, 1, 11, 2, 3, 9, 7};
    EXPECT_EQ(makers.Find(identity)->name, "HP");
}

TEST_F(MakersFolder, ARuleOfTheProgramServesAnotherEnterprise) {
    Write("oem.json", R"({"name": "Oem", "source": "x", "seen_on": [], "enterprises": ["1.3.6.1.4.1.99998"],
        "printers": [], "rule": "brother", "rule_tables": [
            {"object": "brInfoMaintenance", "oid": "1.3.6.1.4.1.99998.8"},
            {"object": "brInfoCounter", "oid": "1.3.6.1.4.1.99998.10"},
            {"object": "brInfoNextCare", "oid": "1.3.6.1.4.1.99998.11"}]})");
    const Makers makers(folder_);
    ASSERT_EQ(Complaints(makers), "");
    snmp::Values values;
    values.AddOctets(snmp::Oid{1, 3, 6, 1, 4, 1, 99998, 10, 0}.ids(), snmp::ber::kOctetString,
                     std::string("\x00\x01\x04\x00\x00\x00\x2a\xff", 8));
    values.Sort();
    printing::Reading reading;
    Complete(values, makers, makers.FindByName("Oem"), reading);
    ASSERT_EQ(reading.meters.size(), 1U);
    EXPECT_EQ(reading.meters[0].value, 42);
}

}  // namespace
}  // namespace agent::devices
