#include "agent/poll/survey.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "agent/poll/discovery.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/snmp/test_machine.hpp"
#include "lib/snmp/walk_text.hpp"

namespace agent {
namespace {

const devices::Makers kMakers;

snmp::Values Walk(const std::string& name, const std::string& file = "walk.snmprec") {
    std::ifstream in(base::SourceFolder() + "/tests/golden/devices/" + name + "/" + file);
    std::ostringstream text;
    text << in.rdbuf();
    auto values = snmp::ParseWalkText(text.str());
    EXPECT_TRUE(values && !values->empty()) << name;
    return values ? std::move(*values) : snmp::Values{};
}

snmp::ClientOptions Fast() {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(300);
    options.retries = 0;
    return options;
}

SurveyResult Ask(const snmp::Endpoint& endpoint, bool identity_only = false, const devices::Maker* maker = nullptr) {
    snmp::Client client(Fast());
    SurveyResult got;
    Survey(client, kMakers, {endpoint, {}, identity_only, maker},
           [&](SurveyResult result) { got = std::move(result); });
    client.Run();
    return got;
}

TEST(Survey, ReadsAPrinterAndItsMakersTableOverTheNetwork) {  // AGT-4
    snmp::TestMachine machine(Walk("brother_laser"));
    const auto result = Ask(machine.endpoint());
    EXPECT_EQ(result.outcome, snmp::Outcome::kAnswered);
    EXPECT_TRUE(result.reading.is_printer);
    EXPECT_EQ(result.reading.serial_number, "E78000A0N000001");
    EXPECT_EQ(result.reading.supplies.size(), 8U);
    EXPECT_EQ(result.maker, kMakers.FindByName("Brother"));
    EXPECT_LE(result.round_trips, 6);
    // Known from last time, the maker's table comes with the rest.
    const auto again = Ask(machine.endpoint(), false, result.maker);
    EXPECT_EQ(again.reading, result.reading);
    EXPECT_LE(again.round_trips, result.round_trips);
}

TEST(Survey, GivesTheSameOverSmallAnswersAndV1) {
    const auto walk = Walk("alerts");
    snmp::TestMachine machine(walk);
    auto wanted = Ask(machine.endpoint()).reading;
    for (const bool v1 : {false, true}) {
        snmp::ResponderBehavior behavior;
        behavior.max_message_size = 484;
        behavior.v1_only = v1;
        snmp::TestMachine other(walk, behavior);
        auto got = Ask(other.endpoint()).reading;
        wanted.port = got.port;
        EXPECT_EQ(got, wanted);
    }
}

TEST(Survey, LooksIntoTheContextWhereHpHidesSupplies) {
    snmp::TestMachine machine(Walk("jetdirect_context"));
    machine.AddContext("Jetdirect", Walk("jetdirect_context", "walk.Jetdirect.snmprec"));
    const auto result = Ask(machine.endpoint());
    EXPECT_EQ(result.reading.supplies.size(), 2U);
    EXPECT_EQ(result.reading.serial_number, "JPB0000001");
}

TEST(Survey, FindsTheMakerOfAMachineThatDoesNotSayWhatItIs) {
    snmp::TestMachine machine(Walk("brother_ink"));
    const auto result = Ask(machine.endpoint());
    EXPECT_TRUE(result.reading.is_printer);
    EXPECT_EQ(result.reading.manufacturer, "Brother");
    EXPECT_EQ(result.reading.supplies.size(), 3U);
    EXPECT_EQ(result.reading.problems, std::vector<std::string>{"Brother: malformed record table"});
}

TEST(Survey, ReportsWhatABadMachineDidAnswer) {  // AGT-4
    int count = 0;
    snmp::TestMachine machine(Walk("alerts"), {}, [&](snmp::ber::Bytes, snmp::TestMachine::Datagram answer) {
        if (++count > 1) answer.clear();  // falls silent after its first answer
        return std::vector<snmp::TestMachine::Datagram>{answer};
    });
    const auto result = Ask(machine.endpoint());
    EXPECT_EQ(result.outcome, snmp::Outcome::kAnswered);
    EXPECT_EQ(result.reading.serial_number, "4514A0000001B");
    ASSERT_FALSE(result.reading.problems.empty());
}

TEST(Survey, ReadsEachPrinterBehindOneAddress) {  // AGT-3, RFC 3805 2.1
    snmp::TestMachine machine(Walk("../print_server"));
    for (const bool identity_only : {false, true}) {
        const auto result = Ask(machine.endpoint(), identity_only);
        EXPECT_TRUE(result.several);
        ASSERT_EQ(result.further.size(), 1U) << identity_only;
        EXPECT_EQ(result.reading.serial_number, "AB00000001");
        EXPECT_EQ(result.further[0].serial_number, "CD00000002");
        EXPECT_EQ(result.reading.device_index, 1);
        EXPECT_EQ(result.further[0].device_index, 3);
    }
    const auto result = Ask(machine.endpoint());
    const auto& first = result.reading;
    const auto& second = result.further[0];
    EXPECT_EQ(first.manufacturer, "HP");
    EXPECT_EQ(second.manufacturer, "Brother");
    EXPECT_EQ(first.status, printing::PrinterStatus::kOk);
    EXPECT_EQ(second.status, printing::PrinterStatus::kError);
    ASSERT_EQ(first.supplies.size(), 1U);
    ASSERT_EQ(second.supplies.size(), 1U);
    EXPECT_EQ(second.supplies[0].index, "3.1");
    EXPECT_EQ(second.supplies[0].remaining_percent, 5.0);
    ASSERT_EQ(second.meters.size(), 1U);
    EXPECT_EQ(second.meters[0].value, 31);
    EXPECT_EQ(first.firmware, std::nullopt);  // the print server's own table says nothing of either
}

TEST(Survey, OneOfSeveralAloneIsStillThatOne) {  // AGT-3
    snmp::Values values = Walk("../print_server");
    snmp::Values rest;
    // The first printer is switched off: its rows are gone.
    values.ForEach([&](snmp::OidView name, const snmp::Values::Value& value) {
        if (name.size() > 11 && name[11] == 1) return;
        if (value.IsOid())
            rest.AddOid(name, value.oid);
        else if (value.IsNumber())
            rest.AddNumber(name, value.tag, value.number);
        else
            rest.AddOctets(name, value.tag, value.octets);
    });
    rest.Sort();
    snmp::TestMachine machine(rest);
    snmp::Client client(Fast());
    SurveyResult got;
    Survey(client, kMakers, {.endpoint = machine.endpoint(), .several = true},
           [&](SurveyResult result) { got = std::move(result); });
    client.Run();
    EXPECT_EQ(got.reading.device_index, 3);
    EXPECT_EQ(got.reading.serial_number, "CD00000002");
    EXPECT_TRUE(got.further.empty());
}

TEST(Survey, RemembersWhatAPrinterIsSilentAbout) {  // AGT-4
    const snmp::Oid console{1, 3, 6, 1, 2, 1, 43, 16};
    int silences = 0;
    snmp::TestMachine machine(Walk("alerts"), {}, [&](snmp::ber::Bytes, snmp::TestMachine::Datagram answer) {
        snmp::ber::Message message;
        bool reached = false;
        if (snmp::ber::DecodeMessage(answer, message) == snmp::ber::Error::kNone) {
            snmp::ber::Reader list(message.pdu.varbinds);
            while (!list.empty()) {
                const auto name = snmp::ber::Reader(list.Take(snmp::ber::kSequence)).TakeOid();
                reached |= snmp::Values::StartsWith(name.ids(), console.ids());
            }
        }
        silences += reached ? 1 : 0;
        return reached ? std::vector<snmp::TestMachine::Datagram>{} : std::vector<snmp::TestMachine::Datagram>{answer};
    });
    const auto first = Ask(machine.endpoint());
    EXPECT_GT(silences, 0);
    EXPECT_FALSE(first.silent.empty());
    EXPECT_FALSE(first.reading.supplies.empty());
    EXPECT_TRUE(printing::IsUnanswered(first.reading, printing::Part::kDisplay));
    silences = 0;
    snmp::Client client(Fast());
    SurveyResult again;
    Survey(client, kMakers,
           {.endpoint = machine.endpoint(), .maker = first.maker, .known = true, .silent = first.silent},
           [&](SurveyResult result) { again = std::move(result); });
    client.Run();
    EXPECT_EQ(silences, 0);
    EXPECT_EQ(again.reading.supplies, first.reading.supplies);
    EXPECT_EQ(again.reading.meters, first.reading.meters);
    EXPECT_TRUE(printing::IsUnanswered(again.reading, printing::Part::kDisplay));
    EXPECT_EQ(again.silent, first.silent);
}

TEST(Discover, TriesEachCommunityAndSkipsDecoysOnlyByTheirAnswers) {  // AGT-3
    snmp::TestMachine printer(Walk("hp_laserjet"));
    printer.SetCommunity("second");
    snmp::TestMachine server(Walk("decoy_server"));
    snmp::TestMachine silent(Walk("alerts"));
    silent.SetCommunity("unknown");
    snmp::Client client(DiscoveryOptions(400, 0));
    std::vector<SurveyResult> found;
    bool done = false;
    DiscoveryHooks hooks;
    hooks.found = [&](SurveyResult result) { found.push_back(std::move(result)); };
    hooks.done = [&] { done = true; };
    snmp::Credentials first, second;
    second.community = "second";
    Discover(client, kMakers, {printer.endpoint(), server.endpoint(), silent.endpoint()}, {first, second}, hooks);
    client.Run();
    EXPECT_TRUE(done);
    ASSERT_EQ(found.size(), 2U);
    for (const auto& result : found) {
        const bool is_printer = result.reading.port == printer.endpoint().port();
        EXPECT_EQ(result.reading.is_printer, is_printer);
        EXPECT_EQ(result.credentials.community, is_printer ? "second" : "public");
    }
}

TEST(Discover, DoesNotTryForbiddenCredentialsAndTellsOfRefusedOnes) {
    snmp::TestMachine machine(Walk("alerts"));
    machine.SetCommunity("none");
    snmp::Credentials v3;
    v3.version = snmp::Credentials::Version::kV3;
    v3.user = std::make_shared<const snmp::UsmUser>(
        snmp::MakeUsmUser("reader", snmp::AuthProtocol::kSha256, "password1", snmp::PrivProtocol::kNone, ""));
    int refused = 0;
    DiscoveryHooks hooks;
    hooks.found = [](SurveyResult) { FAIL() << "nobody knows this user"; };
    hooks.refused = [&](const snmp::Endpoint&, const snmp::Credentials&) { ++refused; };
    hooks.may_try = [&](const snmp::Endpoint&, const snmp::Credentials&) { return refused == 0; };
    for (int round = 0; round < 3; ++round) {
        snmp::Client client(DiscoveryOptions(400, 0));
        Discover(client, kMakers, {machine.endpoint()}, {v3}, hooks);
        client.Run();
    }
    EXPECT_EQ(refused, 1);
    EXPECT_LE(machine.requests(), 2);  // engine discovery and one try, however often it is searched
}

}  // namespace
}  // namespace agent
