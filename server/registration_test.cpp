#include "server/printers/registration.hpp"

#include "server/testing/whole_program.hpp"

// Registration with the back office (PRN-6): what is found by itself, when it goes away, and what the operator says.
namespace server {
namespace {

using printers::JudgeRegistration;
using printers::RegistrationFact;
using printers::RegistrationProblem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

RegistrationFact Fact(int organization, int id, bool registered = false, int found_at = 0) {
    RegistrationFact fact;
    fact.organization_id =
        base::OrganizationId{*base::Uuid::Parse(fmt::format("00000000-0000-7000-8000-{:012}", organization))};
    fact.id = printers::PrinterId{*base::Uuid::Parse(fmt::format("00000000-0000-7000-9000-{:012}", id))};
    fact.identity_key = "sn/lexmark/7501";
    fact.model = "MX722ade";
    fact.described_as = "now";
    fact.registered_as = registered ? "now" : "";
    fact.discovered_at = base::Instant(std::chrono::hours(found_at));
    return fact;
}

TEST(JudgeRegistration, NamesTheFirstThingThatIsWrong) {  // PRN-6
    auto fact = Fact(1, 1);
    EXPECT_EQ(JudgeRegistration(fact, true, std::vector{fact}), RegistrationProblem::kNone);
    EXPECT_EQ(JudgeRegistration(fact, false, std::vector{fact}), RegistrationProblem::kModelUnknown);
    fact.model = "";
    EXPECT_EQ(JudgeRegistration(fact, true, std::vector{fact}), RegistrationProblem::kModelUnknown);
    fact.identity_key = "hw/002000000001";
    EXPECT_EQ(JudgeRegistration(fact, false, {}), RegistrationProblem::kSerialMissing);
}

TEST(JudgeRegistration, ASerialNumberStaysWithWhomItIsRegisteredElseWithWhoFoundItFirst) {  // PRN-6
    const auto mine = Fact(1, 1, false, 5);
    const auto later = Fact(2, 2, false, 6);
    EXPECT_EQ(JudgeRegistration(mine, true, std::vector{mine, later}), RegistrationProblem::kNone);
    EXPECT_EQ(JudgeRegistration(later, true, std::vector{mine, later}),
              RegistrationProblem::kSerialRegisteredElsewhere);
    const auto registered = Fact(2, 2, true, 6);
    EXPECT_EQ(JudgeRegistration(mine, true, std::vector{mine, registered}),
              RegistrationProblem::kSerialRegisteredElsewhere);
    EXPECT_EQ(JudgeRegistration(registered, true, std::vector{mine, registered}), RegistrationProblem::kNone);
    // At the same moment: one of the two, whoever looks.
    const auto twin = Fact(2, 2, false, 5);
    EXPECT_EQ(JudgeRegistration(mine, true, std::vector{mine, twin}), RegistrationProblem::kNone);
    EXPECT_EQ(JudgeRegistration(twin, true, std::vector{mine, twin}), RegistrationProblem::kSerialRegisteredElsewhere);
    // A registration counts for the printer as it was.
    auto changed = registered;
    changed.described_as = "another model";
    EXPECT_EQ(JudgeRegistration(mine, true, std::vector{mine, changed}), RegistrationProblem::kNone);
}

class RegistrationOfPrinters : public testing::WholeProgram {
  protected:
    void Register() { RunJob(printers::RegistrationJob().kind); }
    std::string Of(const http::Actor& who, const std::string& id) {
        const auto printer = api_.As(who).Get("/api/v1/printers/" + id);
        EXPECT_EQ(printer.status, 200) << printer.body;
        return printer.At("/registration") + " " + printer.At("/registration_problem");
    }
    std::string Of(int n) { return Of(manager_, Id(n)); }
    http::TestAnswer Say(const http::Actor& who, int n, const std::string& problem,
                         const std::string& reason = "seen") {
        return api_.As(who).Put("/api/v1/printers/" + Id(n) + "/registration",
                                R"({"problem":")" + problem + R"(","reason":")" + reason + "\"}", Printer(n).ETag());
    }
    void Deregister(const http::Actor& who, const std::string& id) {
        EXPECT_EQ(api_.As(who).Post("/api/v1/printers/deregistrations", R"({"printer_ids":[")" + id + "\"]}").status,
                  201);
        Work();
    }
    void Sell(const std::string& model) {
        const auto made = api_.As(operator_).Post(
            "/api/v1/catalog-items",
            fmt::format(R"({{"part_number":"P{0}","manufacturer":"Lexmark","name":"Toner","supply_type":"toner",
                "colorant":"black","yield_pages":1000,"active":true,"models":[{{"manufacturer":"Lexmark","model":"{0}"}}]}})",
                        model));
        EXPECT_EQ(made.status, 201) << made.body;
    }
};

TEST_F(RegistrationOfPrinters, WaitsAndIsThenDoneOrRefusedWithTheReason) {  // PRN-6
    auto nameless = testing::SampleReading(2);
    nameless.serial_number = "0000000000";
    Deliver(acme_, {testing::SampleReading(1), nameless});
    const auto id = database_.Value("SELECT id FROM printers WHERE serial_number = '0000000000'");
    EXPECT_EQ(Of(1), "waiting none");
    Register();
    EXPECT_EQ(Of(1), "registered none");
    EXPECT_EQ(Of(manager_, id), "failed serial_missing");
    EXPECT_THAT(Listed("&registration_failed=true"), ElementsAre("0000000000"));
    EXPECT_THAT(Listed("&registration_failed=false"), ElementsAre(Serial(1)));
    const auto item = api_.As(manager_).Get("/api/v1/printers?registration_failed=true");
    EXPECT_EQ(item.At("/items/0/registration_problem"), "serial_missing");
    const auto history = api_.As(manager_).Get("/api/v1/printers/" + id + "/timeline").body;
    EXPECT_NE(history.find("does not tell a usable serial number"), std::string::npos) << history;
    // Now it tells it: the same printer, judged again.
    Deliver(acme_, {testing::SampleReading(2)});
    EXPECT_EQ(Id(2), id);
    Register();
    EXPECT_EQ(Of(2), "registered none");
    EXPECT_NE(api_.As(manager_).Get("/api/v1/printers/" + id + "/timeline").body.find("The back office accepts"),
              std::string::npos);
}

TEST_F(RegistrationOfPrinters, ASerialNumberRegisteredElsewhereIsRefusedWithoutTellingWhere) {  // PRN-6, ORG-7
    Fleet({1});
    Register();
    clock_.Advance(std::chrono::hours(1));
    Deliver(other_, {testing::SampleReading(1)});
    Register();
    EXPECT_EQ(Of(1), "registered none");
    const auto theirs = IdIn(other_, 1);
    EXPECT_EQ(Of(stranger_, theirs), "failed serial_registered_elsewhere");
    for (const std::string path : {"", "/timeline"}) {
        const auto body = api_.As(stranger_).Get("/api/v1/printers/" + theirs + path).body;
        for (const std::string& secret : {std::string("Acme"), acme_.organization.ToString(), Id(1)}) {
            EXPECT_EQ(body.find(secret), std::string::npos) << path << secret;
        }
    }
    // Once the other one is away it is registered, and the other cannot come back beside it.
    Deregister(manager_, Id(1));
    Register();
    EXPECT_EQ(Of(stranger_, theirs), "registered none");
    EXPECT_EQ(api_.As(manager_).Post("/api/v1/printers/registrations", Chosen({1})).status, 201);
    Work();
    EXPECT_EQ(Of(1), "waiting none");
    Register();
    EXPECT_EQ(Of(1), "failed serial_registered_elsewhere");
}

TEST_F(RegistrationOfPrinters, OfTwoFoundInOneMinuteOneIsRegistered) {  // PRN-6
    Fleet({1, 2});
    Deliver(other_, {testing::SampleReading(1), testing::SampleReading(2)});
    Register();
    for (const int n : {1, 2}) {
        const auto mine = Of(n);
        const auto theirs = Of(stranger_, IdIn(other_, n));
        EXPECT_NE(mine, theirs);
        EXPECT_EQ(std::min(mine, theirs), "failed serial_registered_elsewhere");
        EXPECT_EQ(std::max(mine, theirs), "registered none");
    }
}

TEST_F(RegistrationOfPrinters, AnUnknownModelIsRegisteredOnceTheCatalogueOrTheProgrammeKnowsIt) {  // PRN-6
    Fleet({1, 3, 6});
    Register();
    EXPECT_EQ(Of(3), "registered none") << "an empty catalogue knows nothing to refuse by";
    Sell("MX722ade");
    auto odd = testing::SampleReading(4);
    odd.model = "X-9";
    auto silent = testing::SampleReading(5);
    silent.model = std::nullopt;
    auto foreign = testing::SampleReading(8);
    foreign.manufacturer = "Zebra";
    foreign.model = "ZT411";
    Deliver(acme_, {odd, silent, testing::SampleReading(7), foreign});
    Register();
    EXPECT_EQ(Of(8), "registered none") << "of a maker that is not in the catalogue nothing is known";
    EXPECT_EQ(Of(4), "failed model_unknown");
    EXPECT_EQ(Of(5), "failed model_unknown");
    EXPECT_EQ(Of(7), "registered none");
    EXPECT_EQ(Of(3), "registered none") << "what was taken stays";
    const auto made = api_.As(operator_).Post(
        "/api/v1/mps-express/models",
        R"({"manufacturer":"Lexmark","model":"X-9","supported":false,"maximum_lifetime_pages":1})");
    EXPECT_EQ(made.status, 201) << made.body;
    Register();
    EXPECT_EQ(Of(4), "registered none");
    EXPECT_EQ(Of(5), "failed model_unknown") << "it tells no model";
}

TEST_F(RegistrationOfPrinters, TheOperatorsWordStaysUntilThePrinterIsAnotherOne) {  // PRN-6
    Fleet({1});
    Register();
    EXPECT_EQ(Say(manager_, 1, "model_unknown").status, 403);
    EXPECT_EQ(Say(specialist_, 1, "model_unknown", "").Errors(), std::vector<std::string>{"/reason missing"});
    const auto said = Say(specialist_, 1, "serial_registered_elsewhere", "sold to somebody else");
    EXPECT_EQ(said.status, 200) << said.body;
    EXPECT_EQ(said.At("/problem"), "serial_registered_elsewhere");
    Register();
    EXPECT_EQ(Of(1), "failed serial_registered_elsewhere");
    EXPECT_EQ(Printer(1).At("/registration_reason"), "sold to somebody else");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'printer.registration_changed'"), "1");
    EXPECT_EQ(Say(specialist_, 1, "none", "cleared up").status, 200);
    EXPECT_EQ(Of(1), "registered none");
    EXPECT_EQ(api_.As(stranger_)
                  .Put("/api/v1/printers/" + Id(1) + "/registration", R"({"problem":"none","reason":"x"})", "\"1\"")
                  .status,
              404);
    // Another model at that serial number: nobody has decided on that.
    Say(specialist_, 1, "model_unknown");
    auto changed = testing::SampleReading(1);
    changed.model = "MX910";
    Deliver(acme_, {changed});
    Register();
    EXPECT_EQ(Of(1), "registered none");
}

TEST_F(RegistrationOfPrinters, AFailedOneIsNotAddedToTheProgrammeUntilItIsRegistered) {  // PRN-6, MPX-2
    Fleet({1, 2});
    Entitle({1, 2});
    Register();
    Say(specialist_, 1, "serial_registered_elsewhere");
    EXPECT_EQ(Enroll({1}).Errors(), std::vector<std::string>{"/printer_ids/0 registration_failed"});
    Say(specialist_, 1, "none");
    EXPECT_EQ(Enroll({1}).status, 201);
}

TEST_F(RegistrationOfPrinters, ARefusedOneStaysRefusedWhoeverDeregistersAndRegistersIt) {  // PRN-6, PRN-7
    Fleet({1, 2});
    Entitle({1, 2});
    Register();
    Say(specialist_, 1, "model_unknown", "not in the price list");
    const auto id = Id(1);
    Deregister(manager_, id);
    EXPECT_EQ(api_.As(manager_).Post("/api/v1/printers/registrations", R"({"printer_ids":[")" + id + "\"]}").status,
              201);
    Work();
    EXPECT_EQ(Of(1), "failed model_unknown");
    EXPECT_EQ(Printer(1).At("/registration_reason"), "not in the price list");
    Register();
    EXPECT_EQ(Of(1), "failed model_unknown");
    EXPECT_EQ(Enroll({1}).Errors(), std::vector<std::string>{"/printer_ids/0 registration_failed"});
    // It is found again by all that it is found by.
    const auto hardware = database_.Value("SELECT hardware_address FROM printers WHERE id = '" + id + "'");
    ASSERT_NE(hardware, "");
    EXPECT_THAT(Listed("&search=" + hardware), ElementsAre(Serial(1)));
}

TEST_F(RegistrationOfPrinters, OneThatWasJustFoundIsDecidedOnWhenItIsAdded) {  // PRN-6, MPX-4
    Deliver(other_, {testing::SampleReading(1)});
    Register();
    clock_.Advance(std::chrono::hours(1));
    Fleet({1, 2});
    Entitle({1, 2});
    EXPECT_EQ(Of(1), "waiting none");
    EXPECT_EQ(Enroll({1}).Errors(), std::vector<std::string>{"/printer_ids/0 registration_failed"});
    EXPECT_EQ(Of(1), "waiting none") << "a refused request changes nothing";
    const auto added = Enroll({1, 2});
    EXPECT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(Of(1), "failed serial_registered_elsewhere");
    EXPECT_EQ(Of(2), "registered none");
    EXPECT_EQ(Printer(1).At("/managed"), "none");
    EXPECT_EQ(Printer(2).At("/managed"), "pending_mps_express");
}

TEST_F(RegistrationOfPrinters, WhatIsRefusedAfterItWasAddedIsNotConfirmed) {  // PRN-6, MPX-5
    Fleet({1, 2});
    Entitle({1, 2});
    EXPECT_EQ(Enroll({1, 2}).status, 201);
    Register();
    Say(specialist_, 1, "serial_registered_elsewhere");
    const auto waiting = api_.As(specialist_).Get("/api/v1/mps-express/memberships?state=pending&limit=50").Json();
    std::string ids;
    for (const auto& item : waiting.at("items").as_array()) {
        ids += (ids.empty() ? "\"" : ",\"") + std::string(item.at("id").as_string()) + '"';
    }
    const auto refused =
        api_.As(specialist_)
            .Post("/api/v1/mps-express/memberships/confirmations", R"({"membership_ids":[)" + ids + "]}");
    EXPECT_EQ(refused.Code(), "mps_express_registration_failed");
    ASSERT_EQ(refused.Errors().size(), 1U);
    EXPECT_THAT(refused.Errors().front(), ::testing::HasSubstr("membership_registration_failed"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printers WHERE managed = 'mps_express'"), "0");
}

TEST_F(RegistrationOfPrinters, AFleetIsDecidedInSteps) {  // PRN-6
    std::vector<printing::Reading> readings;
    for (int n = 1; n <= 510; ++n) readings.push_back(testing::SampleReading(n));
    Deliver(acme_, readings);
    Deliver(other_, readings);
    Register();
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printers WHERE registered_as = ''"), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printers WHERE registration_problem = 'none'"), "510");
    const auto versions = database_.Value("SELECT max(version) FROM printers");
    EXPECT_EQ(versions, "1") << "nobody who edits a printer is told that somebody else has";
    Register();
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printers WHERE registration_problem = 'none'"), "510");
}

}  // namespace
}  // namespace server
