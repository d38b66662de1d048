#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <latch>
#include <set>
#include <thread>

#include "server/mps_express/mps_express_testing.hpp"

namespace mps_express {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Strings = std::vector<std::string>;
using testing::kBase;
using testing::MpsExpressHttp;

// ---- entitlement

TEST_F(MpsExpressHttp, AnEntitlementIsGivenOnceFromAbove) {  // ORG-3
    for (const auto* who : {&operator_, &parent_, &outside_}) {
        const auto shown = api_.As(*who).Get(Entitlements(mine_.organization));
        EXPECT_EQ(shown.At("/entitlements/0/granted"), "false") << shown.body;
        EXPECT_EQ(shown.At("/entitlements/0/can_be_granted"), "true");
    }
    const auto unsure = api_.As(outside_).Put(Mps(mine_.organization), R"({"understood":false})");
    EXPECT_EQ(unsure.Errors(), Strings{"/understood entitlement_unconfirmed"});

    const auto granted = api_.As(outside_).Put(Mps(mine_.organization), R"({"understood":true})");
    EXPECT_EQ(granted.status, 200) << granted.body;
    EXPECT_EQ(granted.At("/entitlements/0/granted"), "true");
    EXPECT_EQ(granted.At("/entitlements/0/granted_by"), "tester@example.com");
    EXPECT_EQ(granted.At("/entitlements/0/can_be_granted"), "false");
    clock_.Advance(std::chrono::hours(1));
    const auto again = Entitle(mine_.organization);
    EXPECT_EQ(again.At("/entitlements/0/granted_at"), granted.At("/entitlements/0/granted_at"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'organization.entitlement_granted'"),
              "1");
}

TEST_F(MpsExpressHttp, OnlyAChildIsEntitledAndNotByItself) {  // ORG-3
    EXPECT_EQ(Entitle(partner_.id).Code(), "entitlement_of_child_only");
    EXPECT_EQ(Entitle(world_.platen().id).Code(), "entitlement_of_child_only");
    const auto own = api_.SignIn(mine_.organization, {Role::kAdministrator});
    const auto refused = api_.As(own).Put(Mps(mine_.organization), R"({"understood":true})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.Code(), "entitlement_from_above");
    EXPECT_EQ(api_.As(own).Get(Entitlements(mine_.organization)).At("/entitlements/0/can_be_granted"), "false");
}

TEST_F(MpsExpressHttp, AnEntitlementOutsideTheVisibleTreeDoesNotExist) {  // ORG-7
    for (const auto& target : {foreign_.organization, ids_.Make<base::OrganizationId>()}) {
        EXPECT_EQ(api_.As(parent_).Get(Entitlements(target)).status, 404);
        EXPECT_EQ(api_.As(outside_).Put(Mps(target), R"({"understood":true})").status, 404);
    }
    const auto sibling = api_.SignIn(sibling_.organization, {Role::kAdministrator});
    EXPECT_EQ(api_.As(sibling).Get(Entitlements(mine_.organization)).status, 404);
    EXPECT_EQ(api_.As(sibling).Put(Mps(mine_.organization), R"({"understood":true})").status, 404);
}

TEST_F(MpsExpressHttp, AnEntitlementIsTakenAwayByTwoRolesOfTheOperatorAndOnlyWhileNothingIsManaged) {  // ORG-4
    MakeReady();
    for (const auto* who : {&parent_, &outside_, &operator_, &manager_}) {
        EXPECT_EQ(api_.As(*who).Delete(Mps(mine_.organization)).status, 403);
    }
    AcceptAndEnroll({1, 2, 4});
    EXPECT_EQ(Decide(operator_, "confirmations", {Membership(1)}).status, 200);
    const auto refused = api_.As(specialist_).Delete(Mps(mine_.organization));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "entitlement_in_use");
    EXPECT_THAT(refused.At("/detail"),
                HasSubstr("1 managed printer (MX722ade 7500000001A) and 2 printers waiting to be managed "
                          "(MX722ade 7500000002A, MX722ade 7500000004A)."));

    EXPECT_EQ(Decide(specialist_, "removals", {Membership(1)}, "sold").status, 200);
    EXPECT_EQ(Decide(specialist_, "rejections", {Membership(2), Membership(4)}, "no contract").status, 200);
    const auto offers = api_.SignIn(operator_.organization, {Role::kMpsOfferManager}, operator_.visible);
    EXPECT_EQ(api_.As(offers).Delete(Mps(mine_.organization)).status, 204);
    EXPECT_EQ(api_.As(offers).Delete(Mps(mine_.organization)).status, 404);
    EXPECT_EQ(Enroll(manager_, Ids({1})).Code(), "mps_express_not_entitled");
}

// ---- eligibility

TEST_F(MpsExpressHttp, CountsEachOfTheNineStatesAndLeadsToTheirPrinters) {  // MPX-2, MPX-3
    auto without_count = SampleReading(5);
    without_count.meters.clear();
    auto old_agent = mine_;
    old_agent.agent = AddOldAgent("0.9");
    MakeReady({1, 10, 11});
    Deliver(old_agent, {SampleReading(8)});
    auto beside = mine_;
    beside.agent = world_.AddAgent(mine_, "third");
    Deliver(beside, {SampleReading(2), SampleReading(3), SampleReading(4, 2001), without_count, SampleReading(7)});
    world_.AssignContact(mine_.organization, Ids({3, 4, 5, 7, 8}), contact_);
    const auto programme = api_.As(operator_).Get(kBase + "/programme");
    EXPECT_EQ(
        api_.As(operator_).Put(kBase + "/programme", R"({"minimum_agent_version":"1.0"})", programme.ETag()).status,
        200);
    AcceptAndEnroll({10, 11});
    Decide(operator_, "confirmations", {Membership(10)});
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
        printers::SetRegistrationProblem(tx, mine_.organization, Ids({7}),
                                         printers::RegistrationProblem::kSerialRegisteredElsewhere, clock_.Now());
        tx.Commit();
    }
    EXPECT_THAT(Counts(manager_),
                ElementsAre("already_managed 1", "management_pending 1", "registration_failed 1", "unsupported_model 1",
                            "lifetime_pages_exceeded 1", "lifetime_pages_missing 1", "contact_missing 1",
                            "agent_outdated 1", "eligible 1"));
    const std::vector<std::pair<std::string, int>> numbers{
        {"already_managed", 10},  {"management_pending", 11},     {"registration_failed", 7},
        {"unsupported_model", 3}, {"lifetime_pages_exceeded", 4}, {"lifetime_pages_missing", 5},
        {"contact_missing", 2},   {"agent_outdated", 8},          {"eligible", 1}};
    for (const auto& [state, number] : numbers) {
        const auto list = api_.As(manager_).Post(kBase + "/eligibility/printers?state=" + state, "{}");
        EXPECT_EQ(list.At("/items/0/printer_id"), Id(number).ToString()) << state << list.body;
        EXPECT_EQ(list.At("/items/0/serial_number"), fmt::format("75{:08}A", number));
        EXPECT_EQ(list.At("/items/0/model"), number == 3 ? "CX923dxe" : "MX722ade");
        EXPECT_EQ(list.At("/items/1/printer_id"), "");
    }
    const auto csv = api_.As(manager_).Post(kBase + "/eligibility/export", "{}");
    EXPECT_EQ(csv.status, 200) << csv.body;
    EXPECT_THAT(csv.body, HasSubstr("7500000004A,Lexmark,MX722ade,lifetime_pages_exceeded,2001,2000,1,1.0\r\n"));
    EXPECT_THAT(csv.body, HasSubstr("7500000008A,Lexmark,MX722ade,agent_outdated,1000,2000,0.9,1.0\r\n"));
    EXPECT_THAT(csv.body, HasSubstr("7500000003A,Lexmark,CX923dxe,unsupported_model,1000,,1,1.0\r\n"));
    EXPECT_THAT(csv.body, HasSubstr("7500000005A,Lexmark,MX722ade,lifetime_pages_missing,,2000,1,1.0\r\n"));
    EXPECT_THAT(csv.body, Not(HasSubstr("7500000001A"))) << "it is eligible";
}

TEST_F(MpsExpressHttp, JudgesTheChosenPrintersAndSaysHowManyAreUnknown) {  // MPX-2, ORG-7
    MakeReady();
    Deliver(foreign_, {SampleReading(20)});
    const auto answer = api_.As(manager_).Post(kBase + "/eligibility", Select({Id(1), Id(20), Id(1), Id(2)}));
    EXPECT_EQ(answer.At("/total"), "2");
    EXPECT_EQ(answer.At("/unknown"), "1");
    EXPECT_EQ(Counts(manager_, Select(Ids({1, 20, 2}))), Strings{"eligible 2"});
    const auto list = api_.As(manager_).Post(kBase + "/eligibility/printers", Select(Ids({20})));
    EXPECT_EQ(list.Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(api_.As(manager_).Post(kBase + "/eligibility/export", Select(Ids({20}))).body.find("7500000020A"),
              std::string::npos);
    EXPECT_EQ(api_.As(manager_).Post(kBase + "/eligibility", R"({"printer_ids":[]})").Errors(),
              Strings{"/printer_ids missing"});
}

TEST_F(MpsExpressHttp, PagesThroughTheChosenPrintersWithoutGapOrDouble) {  // MPX-2, API-1
    std::vector<int> numbers;
    for (int number = 1; number <= 23; ++number) numbers.push_back(number);
    MakeReady(numbers);
    std::multiset<std::string> seen;
    for (std::string cursor; seen.size() < 100;) {
        const auto page =
            api_.As(manager_)
                .Post(kBase + "/eligibility/printers?state=eligible&state=unsupported_model&limit=5" + cursor, "{}")
                .Json();
        for (const auto& item : page.at("items").as_array()) seen.emplace(item.at("serial_number").as_string());
        if (page.at("next_cursor").is_null()) break;
        cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
    }
    std::multiset<std::string> made;
    for (const int number : numbers) made.insert(fmt::format("75{:08}A", number));
    EXPECT_EQ(seen, made);
}

TEST_F(MpsExpressHttp, IsNotOfferedInAParentOrganizationAndSaysWhereItIs) {  // MPX-1
    MakeReady();
    for (const std::string& path :
         {std::string("/eligibility"), std::string("/eligibility/printers"), std::string("/eligibility/export")}) {
        const auto refused = api_.As(parent_).Post(kBase + path, Select(Ids({1})));
        EXPECT_EQ(refused.status, 409);
        EXPECT_EQ(refused.Code(), "mps_express_child_only");
    }
    EXPECT_EQ(Accept(parent_).Code(), "mps_express_child_only");
    const auto refused = Enroll(parent_, Ids({1}));
    EXPECT_EQ(refused.Code(), "mps_express_child_only");
    EXPECT_THAT(refused.At("/detail"), HasSubstr("supplies delivery contact"));
    EXPECT_EQ(Managed(1), "none");
    // The same person, in the child organization.
    EXPECT_EQ(Accept(parent_, 1, In(mine_.organization)).status, 200);
    const auto added = api_.As(parent_).Post(kBase + "/enrollments" + In(mine_.organization), Enrollment(Ids({1})));
    EXPECT_EQ(added.status, 201) << added.body;
}

TEST_F(MpsExpressHttp, AnUnentitledChildIsRefused) {  // MPX-1
    MakeReady();
    const auto sibling = api_.SignIn(sibling_.organization, {Role::kFleetManager});
    EXPECT_EQ(api_.As(sibling).Post(kBase + "/eligibility", "{}").Code(), "mps_express_not_entitled");
    EXPECT_EQ(Accept(sibling).Code(), "mps_express_not_entitled");
    EXPECT_EQ(Enroll(sibling, Ids({1})).Code(), "mps_express_not_entitled");
}

// ---- terms

TEST_F(MpsExpressHttp, TermsAreReadInOnesLanguageAndAcceptedOnce) {  // MPX-4
    EXPECT_EQ(api_.As(manager_).Get(kBase + "/terms").Code(), "mps_express_no_terms");
    MakeReady();
    auto german = Person(mine_.organization, "uwe@bakery.example", {Role::kFleetManager});
    german.language = "de";
    api_.SignIn(german);
    EXPECT_EQ(api_.As(german).Get(kBase + "/terms").At("/text"), "Sei nett.");
    const auto read = api_.As(manager_).Get(kBase + "/terms");
    EXPECT_EQ(read.At("/text"), "Be kind.");
    EXPECT_EQ(read.At("/terms_version"), "1");
    EXPECT_EQ(read.At("/accepted_at"), "null");

    const auto accepted = Accept(manager_);
    EXPECT_EQ(accepted.At("/accepted_by"), "mia@bakery.example");
    EXPECT_EQ(accepted.At("/accepted_at"), "2026-11-21T10:00:00Z");
    clock_.Advance(std::chrono::hours(1));
    EXPECT_EQ(Accept(manager_).At("/accepted_at"), "2026-11-21T10:00:00Z") << "it stays as it was";
    EXPECT_EQ(api_.As(manager_).Get(kBase + "/terms").At("/accepted_at"), "2026-11-21T10:00:00Z");
    EXPECT_EQ(api_.As(german).Get(kBase + "/terms").At("/accepted_at"), "null") << "another person";
    const auto list = api_.As(manager_).Get(kBase + "/terms/acceptances");
    EXPECT_EQ(list.Json().at("items").as_array().size(), 1U);
    EXPECT_EQ(list.At("/items/0/organization_name"), "Bakery");
    EXPECT_EQ(api_.As(api_.SignIn(sibling_.organization, {Role::kAdministrator}))
                  .Get(kBase + "/terms/acceptances")
                  .Json()
                  .at("items")
                  .as_array()
                  .size(),
              0U);
}

TEST_F(MpsExpressHttp, TermsThatChangedBetweenReadingAndAcceptingAreRefused) {  // MPX-4
    MakeReady();
    EXPECT_EQ(Publish(), 2);
    const auto refused = Accept(manager_, 1);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.Code(), "mps_express_terms_changed");
    EXPECT_EQ(Accept(manager_, 3).Code(), "mps_express_terms_changed");
    EXPECT_EQ(Accept(manager_, 2).status, 200);
    // ... and between accepting and adding.
    Publish();
    EXPECT_EQ(Enroll(manager_, Ids({1}), 2).Code(), "mps_express_terms_changed");
    EXPECT_EQ(Enroll(manager_, Ids({1}), 3).Code(), "mps_express_terms_not_accepted");
    EXPECT_EQ(Managed(1), "none");
    EXPECT_EQ(database_.Value("SELECT texts[1] FROM mps_express_terms WHERE terms_version = 1"), "Be kind.");
}

// ---- enrollment

TEST_F(MpsExpressHttp, AddedPrintersWaitForTheOperatorAndAreManagedThen) {  // MPX-5
    MakeReady();
    const auto added = AcceptAndEnroll({1, 2});
    EXPECT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(added.At("/state"), "pending");
    EXPECT_EQ(added.At("/enrollment/printers"), "2");
    EXPECT_EQ(added.At("/refused_count"), "0");
    EXPECT_EQ(api_.As(manager_).Get(added.Header("Location")).At("/terms_version"), "1");
    EXPECT_THAT(Memberships(), ElementsAre("1 pending", "2 pending"));
    EXPECT_EQ(Managed(1), "pending_mps_express");
    EXPECT_THAT(Counts(manager_), ElementsAre("management_pending 2", "eligible 2"));

    const auto confirmed = Decide(operator_, "confirmations", {Membership(1)});
    EXPECT_EQ(confirmed.At("/decided"), "1") << confirmed.body;
    const auto rejected = Decide(operator_, "rejections", {Membership(2)}, "  no   contract ");
    EXPECT_EQ(rejected.status, 200) << rejected.body;
    EXPECT_THAT(Memberships(), ElementsAre("1 managed", "2 rejected"));
    EXPECT_EQ(Managed(1), "mps_express");
    EXPECT_EQ(Managed(2), "none");
    EXPECT_EQ(database_.Value("SELECT reason FROM mps_express_memberships WHERE state = 'rejected'"), "no contract");
    EXPECT_EQ(database_.Value(
                  "SELECT string_agg(code, ' ' ORDER BY e.at, e.id) FROM printer_events AS e WHERE printer_id = '" +
                  Id(2).ToString() + "' AND code LIKE '%mps_express%'"),
              "printer_mps_express_requested printer_mps_express_rejected");
    // A rejected printer may be added again; what was is kept.
    clock_.Advance(std::chrono::hours(1));
    EXPECT_EQ(AcceptAndEnroll({2}).status, 201);
    EXPECT_THAT(Memberships(), ElementsAre("1 managed", "2 pending", "2 rejected"));
    EXPECT_THAT(Memberships("&state=pending"), ElementsAre("2 pending"));
    EXPECT_THAT(Memberships("&printer_id=" + Id(1).ToString()), ElementsAre("1 managed"));
}

TEST_F(MpsExpressHttp, ByContractNobodyHasToConfirm) {  // MPX-5
    MakeReady();
    const std::string path = kBase + "/contract" + In(mine_.organization);
    const auto contract = api_.As(operator_).Get(path);
    EXPECT_EQ(contract.At("/automatic_confirmation"), "false");
    EXPECT_EQ(api_.As(manager_).Put(kBase + "/contract", R"({"automatic_confirmation":true})", contract.ETag()).status,
              403);
    const auto changed = api_.As(operator_).Put(path, R"({"automatic_confirmation":true})", contract.ETag());
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(api_.As(operator_).Put(path, R"({"automatic_confirmation":false})", contract.ETag()).status, 412);
    EXPECT_EQ(AcceptAndEnroll({1}).At("/state"), "managed");
    EXPECT_EQ(Managed(1), "mps_express");
    EXPECT_EQ(database_.Value("SELECT decided_by FROM mps_express_memberships"), "contract");
    EXPECT_EQ(api_.As(operator_).Get(kBase + "/contract" + In(partner_.id)).Code(), "mps_express_child_only");
}

TEST_F(MpsExpressHttp, IneligibleAndForeignPrintersAreNamedAndNeverAdded) {  // MPX-3, ORG-7
    MakeReady();
    Deliver(foreign_, {SampleReading(20)});
    world_.AssignContact(mine_.organization, Ids({2}), std::nullopt);
    const auto gone = ids_.Make<printers::PrinterId>();
    const auto added = AcceptAndEnroll({});
    EXPECT_EQ(added.Errors(), Strings{"/printer_ids missing"});
    const auto some = Enroll(manager_, {Id(20), Id(1), Id(2), gone});
    EXPECT_EQ(some.status, 201) << some.body;
    EXPECT_EQ(some.At("/enrollment/printers"), "1");
    EXPECT_EQ(some.At("/refused_count"), "3");
    std::map<std::string, std::string> refused;
    const auto json = some.Json();
    for (const auto& item : json.at("refused").as_array()) {
        refused[std::string(item.at("printer_id").as_string())] =
            std::string(item.at("reason").as_string()) + ": " + std::string(item.at("name").as_string());
    }
    EXPECT_EQ(refused,
              (std::map<std::string, std::string>{{Id(20).ToString(), "printer_unknown: "},
                                                  {gone.ToString(), "printer_unknown: "},
                                                  {Id(2).ToString(), "contact_missing: MX722ade 7500000002A"}}));
    EXPECT_EQ(Managed(20), "none");
    EXPECT_EQ(Managed(2), "none");

    const auto none = Enroll(manager_, {Id(20), Id(1), Id(2)});
    EXPECT_EQ(none.status, 409);
    EXPECT_EQ(none.Code(), "mps_express_nothing_eligible");
    EXPECT_THAT(none.Errors(), ElementsAre("/printer_ids/0 printer_unknown", "/printer_ids/1 management_pending",
                                           "/printer_ids/2 contact_missing"));
    EXPECT_THAT(Memberships(), ElementsAre("1 pending"));
}

TEST_F(MpsExpressHttp, ADoubleClickAddsOnce) {  // API-1
    MakeReady();
    Accept(manager_);
    const http::TestHeaders key{{"Idempotency-Key", "one"}};
    const auto first = api_.As(manager_).Post(kBase + "/enrollments", Enrollment(Ids({1, 2})), key);
    const auto second = api_.As(manager_).Post(kBase + "/enrollments", Enrollment(Ids({1, 2})), key);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_THAT(Memberships(), ElementsAre("1 pending", "2 pending"));
}

TEST_F(MpsExpressHttp, TwoPeopleAddingTheSamePrintersAtOnceAddEachOnce) {  // MPX-4
    MakeReady();
    const auto second = Person(mine_.organization, "ole@bakery.example", {Role::kAdministrator});
    Accept(manager_);
    Accept(second);
    const auto held = Ids({1, 2, 4, 5});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
    printers::HoldProgrammeFacts(tx, mine_.organization, held);
    auto one = std::async(std::launch::async, [&] { return Enroll(manager_, {held[0], held[1], held[2]}); });
    auto two = std::async(std::launch::async, [&] { return Enroll(second, {held[3], held[2], held[1]}); });
    AwaitBlocked(2);
    tx.Rollback();
    const auto a = one.get();
    const auto b = two.get();
    EXPECT_EQ(a.status, 201) << a.body;
    EXPECT_EQ(b.status, 201) << b.body;
    EXPECT_EQ(std::stoi(a.At("/enrollment/printers")) + std::stoi(b.At("/enrollment/printers")), 4);
    EXPECT_THAT(Memberships(), ElementsAre("1 pending", "2 pending", "4 pending", "5 pending"));
}

TEST_F(MpsExpressHttp, AnEntitlementIsNotTakenAwayUnderAnEnrollment) {  // ORG-4, MPX-4
    MakeReady();
    Accept(manager_);
    const auto held = Ids({1});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
    printers::HoldProgrammeFacts(tx, mine_.organization, held);
    auto adding = std::async(std::launch::async, [&] { return Enroll(manager_, held); });
    AwaitBlocked(1);
    auto removing =
        std::async(std::launch::async, [&] { return api_.As(specialist_).Delete(Mps(mine_.organization)); });
    AwaitBlocked(2);
    tx.Rollback();
    EXPECT_EQ(adding.get().status, 201);
    const auto refused = removing.get();
    EXPECT_EQ(refused.Code(), "entitlement_in_use");
    EXPECT_THAT(refused.At("/detail"), HasSubstr("1 printer waiting"));
}

TEST_F(MpsExpressHttp, AnEnrollmentThatMeetsARemovalOfTheEntitlementAddsNothing) {  // ORG-4, MPX-4
    MakeReady();
    Accept(manager_);
    const auto chosen = Ids({1});
    std::latch reached(1);
    std::latch stop(1);
    stopping_guard_.reached = &reached;
    stopping_guard_.stop = &stop;
    auto removing =
        std::async(std::launch::async, [&] { return api_.As(specialist_).Delete(Mps(mine_.organization)); });
    reached.wait();
    auto adding = std::async(std::launch::async, [&] { return Enroll(manager_, chosen); });
    AwaitBlocked(1);
    stop.count_down();
    EXPECT_EQ(removing.get().status, 204);
    EXPECT_EQ(adding.get().Code(), "mps_express_not_entitled");
    EXPECT_EQ(Managed(1), "none");
    EXPECT_THAT(Memberships(), IsEmpty());
}

TEST_F(MpsExpressHttp, TermsAreNotPublishedUnderAnEnrollment) {  // MPX-4
    MakeReady();
    Accept(manager_);
    const auto held = Ids({1});
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
    printers::HoldProgrammeFacts(tx, mine_.organization, held);
    auto adding = std::async(std::launch::async, [&] { return Enroll(manager_, held); });
    AwaitBlocked(1);
    auto publishing = std::async(std::launch::async, [&] { return Publish(); });
    AwaitBlocked(2);
    tx.Rollback();
    EXPECT_EQ(adding.get().status, 201);
    EXPECT_EQ(publishing.get(), 2);
}

// ---- the operator's part

TEST_F(MpsExpressHttp, WhatOneDecidedAnotherDoesNotDecideAgain) {  // MPX-5
    MakeReady();
    AcceptAndEnroll({1, 2});
    Decide(operator_, "confirmations", {Membership(1)});
    const auto late = Decide(specialist_, "rejections", {Membership(2), Membership(1)}, "too late");
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.Code(), "mps_express_already_decided");
    EXPECT_EQ(late.Errors(), Strings{"/membership_ids/1 membership_not_pending"});
    EXPECT_THAT(Memberships(), ElementsAre("1 managed", "2 pending")) << "all or none";
    EXPECT_EQ(Decide(specialist_, "removals", {Membership(2)}, "x").Errors(),
              Strings{"/membership_ids/0 membership_not_managed"});
    EXPECT_EQ(Decide(operator_, "confirmations", {Membership(2), ids_.Next().ToString()}).status, 404);
    EXPECT_EQ(Decide(operator_, "confirmations", {}).Errors(), Strings{"/membership_ids missing"});
}

TEST_F(MpsExpressHttp, OnlyTheCustomerOperationsSpecialistRemovesAPrinter) {  // MPX-6
    MakeReady();
    AcceptAndEnroll({1});
    Decide(operator_, "confirmations", {Membership(1)});
    auto own = api_.SignIn(mine_.organization, {Role::kAdministrator});
    for (const auto* who : {&own, &parent_, &operator_, &manager_}) {
        EXPECT_EQ(Decide(*who, "removals", {Membership(1)}, "sold").status, 403);
    }
    EXPECT_EQ(Decide(specialist_, "removals", {Membership(1)}, " ").Errors(), Strings{"/reason missing"});
    EXPECT_EQ(Decide(specialist_, "removals", {Membership(1)}, "sold").status, 200);
    EXPECT_EQ(Managed(1), "none");
    EXPECT_THAT(Memberships(), ElementsAre("1 removed"));
}

TEST_F(MpsExpressHttp, EveryRoleSeesAndWhoMayDoes) {  // ORG-6
    MakeReady();
    Accept(manager_);
    AcceptAndEnroll({1, 2, 4, 5});
    namespace permissions = organizations::permissions;
    constexpr const char* kNoModel = R"({"manufacturer":"","model":"","supported":true,"maximum_lifetime_pages":0})";
    for (const Role role : organizations::AllRoles()) {
        const auto name = base::json::EnumName(role);
        const auto actor = api_.SignIn(mine_.organization, {role});
        const auto client = api_.As(actor);
        const auto allowed = [&](const http::Permission& permission, int status) {
            return permission.Has(role) ? status : 403;
        };
        for (const std::string& path : {std::string("/programme"), std::string("/models"), std::string("/terms"),
                                        std::string("/terms/acceptances"), std::string("/memberships")}) {
            EXPECT_EQ(client.Get(kBase + path).status, allowed(permissions::kSeeMpsExpress, 200)) << name << path;
        }
        for (const std::string& path :
             {std::string("/eligibility"), std::string("/eligibility/printers"), std::string("/eligibility/export")}) {
            EXPECT_EQ(client.Post(kBase + path, "{}").status, allowed(permissions::kSeeMpsExpress, 200))
                << name << path;
        }
        EXPECT_EQ(Accept(actor).status, allowed(permissions::kEnrollInMpsExpress, 200)) << name;
        EXPECT_EQ(Enroll(actor, Ids({1})).status, allowed(permissions::kEnrollInMpsExpress, 409)) << name;
        EXPECT_EQ(client.Put(kBase + "/programme", R"({"minimum_agent_version":""})", "\"0\"").status,
                  allowed(permissions::kManageMpsExpressProgramme, 412))
            << name;
        EXPECT_EQ(client.Post(kBase + "/models", kNoModel).status,
                  allowed(permissions::kManageMpsExpressProgramme, 422))
            << name;
        EXPECT_EQ(client.Post(kBase + "/terms", R"({"texts":[]})").status,
                  allowed(permissions::kManageMpsExpressProgramme, 422))
            << name;
        const std::string nobody = R"({"membership_ids":[")" + ids_.Next().ToString() + R"("],"reason":"x"})";
        EXPECT_EQ(client.Post(kBase + "/memberships/rejections", nobody).status,
                  allowed(permissions::kDecideMpsExpressRequests, 404))
            << name;
        EXPECT_EQ(client.Post(kBase + "/memberships/removals", nobody).status,
                  allowed(permissions::kRemoveFromMpsExpress, 404))
            << name;
    }
    EXPECT_EQ(api_.Anonymous().Get(kBase + "/memberships").status, 401);
}

TEST_F(MpsExpressHttp, WhatIsOfAnotherOrganizationDoesNotExist) {  // ORG-7
    MakeReady();
    const auto added = AcceptAndEnroll({1});
    const auto membership = Membership(1);
    for (const auto& who : {api_.SignIn(sibling_.organization, {Role::kCustomerOperationsSpecialist}),
                            api_.SignIn(foreign_.organization, {Role::kCustomerOperationsSpecialist}), outside_}) {
        EXPECT_EQ(api_.As(who).Get(added.Header("Location")).status, 404);
        EXPECT_EQ(api_.As(who).Get(kBase + "/memberships").Json().at("items").as_array().size(), 0U);
        EXPECT_EQ(api_.As(who).Get(kBase + "/memberships?organization_id=" + mine_.organization.ToString()).status,
                  404);
    }
    const auto stranger = api_.SignIn(foreign_.organization, {Role::kCustomerOperationsSpecialist});
    EXPECT_EQ(Decide(stranger, "confirmations", {membership}).status, 404);
    EXPECT_EQ(Decide(stranger, "removals", {membership}, "x").status, 404);
    EXPECT_EQ(Managed(1), "pending_mps_express");
}

TEST_F(MpsExpressHttp, MembershipsArePagedWithoutGapOrDouble) {  // API-1
    std::vector<int> numbers;
    for (int number = 1; number <= 19; ++number) {
        if (number % 3 != 0) numbers.push_back(number);
    }
    MakeReady(numbers);
    AcceptAndEnroll({1, 2, 4, 5, 7, 8});
    clock_.Advance(std::chrono::hours(1));
    AcceptAndEnroll({10, 11, 13, 14, 16, 17, 19});
    for (const std::string sort : {"requested_at", "-requested_at"}) {
        Strings seen;
        for (std::string cursor; seen.size() < 100;) {
            const auto page = api_.As(manager_).Get(kBase + "/memberships?limit=4&sort=" + sort + cursor).Json();
            for (const auto& item : page.at("items").as_array())
                seen.emplace_back(item.at("serial_number").as_string());
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        EXPECT_EQ(seen.size(), numbers.size());
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), numbers.size());
    }
}

TEST_F(MpsExpressHttp, ModelsAreKeptByTheOperatorOnceEach) {  // MPX-3
    Support("MX722ade", 2000);
    const auto twice = api_.As(operator_).Post(
        kBase + "/models",
        R"({"manufacturer":"LEXMARK","model":"lexmark mx 722ADE","supported":true,"maximum_lifetime_pages":5})");
    EXPECT_EQ(twice.Errors(), Strings{"/model mps_model_taken"});
    for (const char* typed : {"mx722", "722", "lexmark", "Lexmark%20MX-722", "%20mx722ade%20"}) {
        EXPECT_EQ(api_.As(manager_).Get(kBase + "/models?search=" + typed).At("/items/0/model"), "MX722ade") << typed;
    }
    const auto list = api_.As(manager_).Get(kBase + "/models?search=mx722");
    const std::string path = kBase + "/models/" + list.At("/items/0/id");
    const auto seen = api_.As(operator_).Get(path);
    const std::string body =
        R"({"manufacturer":"Lexmark","model":"MX722ade","supported":false,"maximum_lifetime_pages":2000})";
    const auto changed = api_.As(operator_).Put(path, body, seen.ETag());
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(api_.As(operator_).Put(path, body, seen.ETag()).status, 412);
    EXPECT_EQ(api_.As(operator_).Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(api_.As(operator_).Get(path).status, 404);
}

TEST_F(MpsExpressHttp, EveryChangeLeavesAnAuditRow) {  // IDN-5
    MakeReady();
    AcceptAndEnroll({1, 2, 4});
    Decide(operator_, "confirmations", {Membership(1), Membership(2)});
    Decide(operator_, "rejections", {Membership(4)}, "no contract");
    Decide(specialist_, "removals", {Membership(1)}, "sold");
    EXPECT_EQ(database_.Value(
                  "SELECT string_agg(action || ' ' || object_name || ' ' || n, ', ' ORDER BY action, object_name) "
                  "FROM (SELECT action, object_name, count(*) AS n FROM audit_events WHERE "
                  "action LIKE 'mps%' OR action LIKE 'organization.ent%' GROUP BY 1, 2) AS done"),
              "mps_express_enrollment.created MX722ade 7500000001A +2 1, "
              "mps_express_membership.confirmed MX722ade 7500000001A 1, "
              "mps_express_membership.confirmed MX722ade 7500000002A 1, "
              "mps_express_membership.rejected MX722ade 7500000004A 1, "
              "mps_express_membership.removed MX722ade 7500000001A 1, "
              "mps_express_model.created Lexmark MX722ade 1, mps_express_terms.accepted Bakery 1, "
              "mps_express_terms.created 1 1, organization.entitlement_granted Bakery 1");
    EXPECT_EQ(database_.Value("SELECT (before->>'state') || '>' || (after->>'state') || ' ' || (after->>'reason') "
                              "FROM audit_events WHERE action = 'mps_express_membership.removed'"),
              "managed>removed sold");
    EXPECT_EQ(
        database_.Value(
            "SELECT count(DISTINCT organization_id) FROM audit_events WHERE action LIKE 'mps_express_membership%'"),
        "1");
}

}  // namespace
}  // namespace mps_express
