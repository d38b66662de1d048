#include "agent/poll/diagnostics.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "lib/base/json.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/snmp/test_machine.hpp"
#include "lib/snmp/walk_text.hpp"

namespace agent {
namespace {

namespace fs = std::filesystem;

const devices::Makers kAllMakers;
const std::atomic<bool> kGoOn{false};

snmp::Values Recorded(const std::string& name) {
    std::ifstream in(base::SourceFolder() + "/tests/golden/devices/" + name + "/walk.snmprec");
    std::ostringstream text;
    text << in.rdbuf();
    return *snmp::ParseWalkText(text.str());
}

CheckAccess Access() {
    CheckAccess access;
    access.credentials = {{"v2c:wrong", {.community = "wrong"}}, {"v2c:public", {.community = "public"}}};
    access.snmp.timeout_ms = 200;
    access.snmp.retries = 0;
    access.ipp.enabled = false;
    return access;
}

printing::Reading Surveyed(const snmp::Endpoint& endpoint) {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(300);
    snmp::Client client(options);
    SurveyResult got;
    SurveyTarget target;
    target.endpoint = endpoint;
    Survey(client, kAllMakers, std::move(target), [&](SurveyResult result) { got = std::move(result); });
    client.Run();
    return got.reading;
}

// What may differ between a device and the play of its walk.
printing::Reading WithoutNames(printing::Reading reading) {
    reading.address.clear();
    reading.port = 0;
    reading.serial_number.reset();
    reading.system_name.reset();
    reading.location.reset();
    reading.hardware_address.reset();
    reading.problems.clear();
    for (auto& supply : reading.supplies) {
        // Some write it into the description.
        if (supply.serial_number) supply.description.reset();
        supply.serial_number.reset();
    }
    return reading;
}

// AGT-11: walked, replaced, sent as text, read again, played: the same printer but for its names.
TEST(Diagnostics, WhatIsSentPlaysAsTheSamePrinter) {
    std::size_t printers = 0;
    CheckAccess access = Access();
    access.credentials.erase(access.credentials.begin());
    for (const auto& entry : fs::directory_iterator(base::SourceFolder() + "/tests/golden/devices")) {
        const auto name = entry.path().filename().string();
        if (!fs::exists(entry.path() / "walk.snmprec")) continue;
        const snmp::TestMachine device(Recorded(name));
        const auto walk =
            WalkDevice("127.0.0.1:" + std::to_string(device.endpoint().port()), access, kAllMakers, kGoOn);
        if (!walk) continue;  // it answers to no community, or in its own way
        const auto values = snmp::ParseWalkText(*walk);
        ASSERT_TRUE(values) << name << ": " << values.error();
        const snmp::TestMachine played(*values);
        const auto before = Surveyed(device.endpoint());
        const auto after = Surveyed(played.endpoint());
        EXPECT_EQ(base::json::Write(WithoutNames(after)), base::json::Write(WithoutNames(before))) << name;
        if (before.serial_number) {
            ++printers;
            EXPECT_EQ(walk->find(*before.serial_number), std::string::npos) << name;
            ASSERT_TRUE(after.serial_number) << name;
            EXPECT_EQ(after.serial_number->size(), before.serial_number->size()) << name;
        }
    }
    EXPECT_GT(printers, 20U);
}

snmp::Values Made(const std::string& text) {
    auto values = snmp::ParseWalkText(text);
    EXPECT_TRUE(values);
    return std::move(*values);
}

TEST(Diagnostics, ReplacesNamesWhereverTheyStandAndTheSameByTheSame) {
    printing::Reading reading;
    reading.address = "10.20.30.40";
    reading.serial_number = "VNB3K12345";
    reading.manufacturer = "HP";
    reading.model = "LaserJet M607";
    const auto text =
        snmp::WriteWalkText(ReplaceNames(Made(R"(1.3.6.1.2.1.1.1.0|4|HP LaserJet M607;SN:VNB3K12345;at 10.20.30.40
1.3.6.1.2.1.1.4.0|4|Anna Berg <anna.berg@kunde.example.no>
1.3.6.1.2.1.1.5.0|4|prn-oslo-3.kunde.no
1.3.6.1.2.1.1.6.0|4|Storgata 5, Oslo
1.3.6.1.2.1.2.2.1.6.1|4x|0010836a4b5c
1.3.6.1.2.1.43.5.1.1.17.1|4|VNB3K12345
1.3.6.1.4.1.11.1.1.0|4|vnb3k12345 / 00:10:83:6A:4B:5C / 0010836A4B5C / 2.1.0.4
1.3.6.1.4.1.11.1.2.0|4|https://PRN-OSLO-3.kunde.no/status and http://other.kunde.no:80/
1.3.6.1.4.1.11.1.3.10.20.30.40|64|10.20.30.40
1.3.6.1.4.1.11.1.4.0|64|255.255.255.0
1.3.6.1.4.1.11.1.5.0|4|fe80::210:83ff:fe6a:4b5c
1.3.6.1.4.1.11.1.6.0|2|42
1.3.6.1.4.1.11.1.7.0|4|Storgata 5, Oslo, 2nd floor
)"),
                                         reading));
    for (const char* gone : {"VNB3K12345", "vnb3k12345", "10.20.30.40", "Anna", "berg", "kunde", "Storgata", "6a4b5c",
                             "6A4B5C", "6a:4b", "6A:4B", "0a141e28"}) {
        EXPECT_EQ(text.find(gone), std::string::npos) << gone << "\n" << text;
    }
    EXPECT_NE(text.find("HP LaserJet M607"), std::string::npos) << text;
    EXPECT_NE(text.find("2.1.0.4"), std::string::npos) << "a version is no address\n" << text;
    EXPECT_NE(text.find("1.4.0|64x|ffffff00"), std::string::npos) << text;
    EXPECT_NE(text.find("1.6.0|2|42"), std::string::npos) << text;
    const auto values = Made(text);
    const auto serial = values.Octets(std::vector<std::uint32_t>{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 17, 1});
    ASSERT_TRUE(serial);
    EXPECT_EQ(serial->size(), 10U);
    EXPECT_NE(text.find("SN:" + std::string(*serial)), std::string::npos) << "the same everywhere\n" << text;
}

TEST(Diagnostics, AreBounded) {
    std::string text = "1.3.6.1.2.1.1.3.0|67|1\n";
    for (int i = 1; i <= 3000; ++i)
        text += "1.3.6.1.4.1.11.2." + std::to_string(i) + "|4|" + std::string(60, 'x') + "\n";
    const snmp::TestMachine device(Made(text));
    const auto walk = WalkDevice("127.0.0.1:" + std::to_string(device.endpoint().port()), Access(), kAllMakers, kGoOn,
                                 {.objects = 500, .octets = 30'000});
    ASSERT_TRUE(walk);
    EXPECT_LT(walk->size(), 40'000U);
    EXPECT_NE(walk->find("# cut"), std::string::npos);
    EXPECT_TRUE(snmp::ParseWalkText(*walk));
}

TEST(Diagnostics, SayWhyThereAreNone) {
    CheckAccess access = Access();
    EXPECT_EQ(WalkDevice("198.51.100.7", access, kAllMakers, kGoOn).error(), "a public address");
    access.credentials.clear();
    EXPECT_EQ(WalkDevice("127.0.0.1:9", access, kAllMakers, kGoOn).error(),
              "the search criteria name no community and no user");
}

// ---- checks of addresses

std::string Steps(const printing::CommandItem& item) {
    std::string text;
    for (const auto& check : item.checks.value()) {
        text += (text.empty() ? "" : " ") + std::string(base::json::EnumName(check.step)) + "=" +
                std::string(base::json::EnumName(check.finding));
    }
    return text;
}

TEST(AddressCheck, GoesStepByStepToAPrinter) {
    const snmp::TestMachine device(Recorded("brother_laser"));
    const auto item =
        CheckAddress("127.0.0.1:" + std::to_string(device.endpoint().port()), Access(), kAllMakers, kGoOn);
    EXPECT_EQ(Steps(item),
              "address=ok route=ok tcp_ports=port_closed snmp_port=ok access=no_reply access=ok identity=ok rows=ok "
              "ipp=off");
    EXPECT_EQ(item.checks->at(4).subject, "SNMP community 1");
    EXPECT_EQ(base::json::Write(item).find("wrong"), std::string::npos) << "a community is a secret";
}

TEST(AddressCheck, SaysWhatIsWrongWithAnAddress) {
    EXPECT_EQ(Steps(CheckAddress("no such host", Access(), kAllMakers, kGoOn)), "address=not_an_address");
    EXPECT_EQ(Steps(CheckAddress("198.51.100.7", Access(), kAllMakers, kGoOn)), "address=public_address");
    CheckAccess access = Access();
    access.credentials.clear();
    const auto steps = Steps(CheckAddress("127.0.0.1:9", access, kAllMakers, kGoOn));
    EXPECT_EQ(steps, "address=ok route=ok tcp_ports=port_closed snmp_port=port_closed access=no_access_data ipp=off");
}

}  // namespace
}  // namespace agent
