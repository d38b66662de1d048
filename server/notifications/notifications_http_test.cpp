#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/notifications/notifications.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"

// What concerns one person, against a real database (PRT-2).
namespace notifications {
namespace {

using http::Role;
using Strings = std::vector<std::string>;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kPath = "/api/v1/notifications";

class NoDelivery final : public orders::DeliveryListener {
  public:
    void OnDelivered(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t, std::int32_t,
                     const std::string&, base::Instant) override {}
};

class OfPeople : public ::testing::Test {
  protected:
    OfPeople() {
        RegisterHttp(api_.router(), texts_);
        orders::RegisterHttp(api_.router(), {office_, texts_, deliveries_});
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        const auto other = world_.AddOrganization(world_.platen(), "Fjord").id;
        contact_ = world_.AddContact(mine_, {.last_name = "Berg", .address = {.street1 = "A 1", .country = "NO"}});
        world_.AddUser(world_.platen().id, "kai@platen.test", {Role::kOperatorServiceDesk});
        world_.AddUser(mine_, "ada@customer.test", {Role::kAdministrator});
        world_.AddUser(mine_, "vic@customer.test", {Role::kViewer});
        world_.AddUser(other, "eve@fjord.test", {Role::kAdministrator});
        kai_ = SignIn(world_.platen().id, "kai@platen.test", {Role::kOperatorServiceDesk},
                      {world_.platen().id, mine_, other});
        ada_ = SignIn(mine_, "ada@customer.test", {Role::kAdministrator}, {mine_});
        vic_ = SignIn(mine_, "vic@customer.test", {Role::kViewer}, {mine_});
        eve_ = SignIn(other, "eve@fjord.test", {Role::kAdministrator}, {other});
    }
    http::Actor SignIn(base::OrganizationId organization, const std::string& email, http::RoleSet roles,
                       const std::vector<base::OrganizationId>& visible) {
        auto actor = api_.SignIn(organization, roles, visible);
        actor.name = email;
        actor.home = organization;
        actor.id = *base::Uuid::Parse(database_.Value("SELECT id FROM users WHERE email = '" + email + "'"));
        api_.SignIn(actor);
        return actor;
    }
    // An order that `by` placed; gives its number.
    std::string Place(const http::Actor& by, bool waits = false) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        const orders::NewOrder order{.organization = mine_,
                                     .contact = contact_,
                                     .source = orders::Source::kPerson,
                                     .ordered_by = by.name,
                                     .lines = {{.printer_id = ids_.Make<printers::PrinterId>(),
                                                .printer_serial_number = "SN1",
                                                .item = {.part_number = "P-1", .name = "Toner"},
                                                .need = orders::kNoNeed,
                                                .reason = {"replenishment.learning", {}}}},
                                     .ordered_by_id = orders::OrdererId{by.id},
                                     .waits_for = waits ? std::vector<orders::LineReason>{{"order_needs_approval", {}}}
                                                        : std::vector<orders::LineReason>()};
        const auto number = orders::CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        clock_.Advance(std::chrono::minutes(1));
        return number.value_or("none");
    }
    // Kai works on orders.
    http::TestAnswer Handle(const std::string& number, const std::string& what, const std::string& body) {
        const std::string list = "/api/v1/supply-orders";
        const std::string path = list + "/" + api_.As(kai_).Get(list + "?search=" + number).At("/items/0/id");
        const http::TestHeaders seen{{"If-Match", api_.As(kai_).Get(path).ETag()}};
        const auto answer = what == "assignment" ? api_.As(kai_).Put(path + "/" + what, body, seen.at("If-Match"))
                                                 : api_.As(kai_).Post(path + "/" + what, body, seen);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer;
    }
    Strings Told(const http::Actor& who) {
        Strings told;
        const auto answer = api_.As(who).Get(kPath);
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto page = answer.Json();
        for (const auto& item : page.at("items").as_array()) {
            told.push_back(std::string(item.at("kind").as_string()) + " " + std::string(item.at("name").as_string()));
        }
        return told;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    orders::Office office_{ids_, mailer_, "https://portal.example", "en", {}};
    NoDelivery deliveries_;
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    contacts::Contact contact_;
    http::Actor kai_;
    http::Actor ada_;
    http::Actor vic_;
    http::Actor eve_;
};

TEST_F(OfPeople, WhatWaitsForTheirApprovalIsTheirsUnlessTheyOrderedIt) {  // PRT-2
    const auto number = Place(vic_, true);
    Place(ada_, true);
    EXPECT_THAT(Told(ada_), ElementsAre("order_awaiting_approval " + number));
    EXPECT_THAT(Told(vic_), IsEmpty()) << "a viewer approves nothing";
    EXPECT_THAT(Told(eve_), IsEmpty()) << "of another organization";
}

TEST_F(OfPeople, WhatTheyWorkOnAndWhatIsSaidToTheirOrder) {  // PRT-2
    const auto number = Place(ada_);
    Handle(number, "assignment", R"({"assignee":"kai@platen.test"})");
    EXPECT_THAT(Told(kai_), ElementsAre("order_assigned " + number));
    EXPECT_THAT(Told(ada_), IsEmpty());
    Handle(number, "notes", R"({"text":"Calls every week."})");
    EXPECT_THAT(Told(ada_), IsEmpty()) << "internal";
    Handle(number, "comments", R"({"text":"On Monday."})");
    EXPECT_THAT(Told(ada_), ElementsAre("order_commented " + number));
    Handle(number, "cancellation", R"({"reason":"not needed"})");
    EXPECT_THAT(Told(kai_), IsEmpty()) << "nobody works on it any more";
    clock_.Advance(std::chrono::hours(15 * 24));
    EXPECT_THAT(Told(ada_), IsEmpty()) << "long ago";
}

TEST_F(OfPeople, TasksOfTheirsThatEnded) {  // TSK-1
    tasks::Registry registry;
    registry.Add("contacts.import", [](tasks::Run& run) -> base::Result<void> {
        run.Step([&](pg::Transaction&) {
            for (std::int64_t row = 1; row <= 3; ++row) {
                run.Report({.number = row, .outcome = tasks::Outcome::kFailed, .subject = "Row"});
            }
        });
        return {};
    });
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    for (const auto& who : {ada_, vic_}) {
        tasks::Enqueue(tx, ids_, clock_.Now(),
                       {.organization = mine_, .kind = "contacts.import", .created_by = who.id});
    }
    tx.Commit();
    EXPECT_THAT(Told(ada_), IsEmpty()) << "it has not run";
    tasks::Workers workers(database_.pool(), clock_, registry);
    while (workers.RunOne()) {
    }
    const auto told = api_.As(ada_).Get(kPath);
    EXPECT_EQ(told.At("/items/0/failed"), "3") << told.body;
    EXPECT_EQ(told.At("/items/0/state"), "completed_with_errors");
    EXPECT_EQ(told.At("/items/0/name"), texts_.Format("en", "tasks.contacts.import"));
    EXPECT_EQ(told.Json().at("items").as_array().size(), 1U);
}

TEST_F(OfPeople, WhatWasSeenStaysSeenForThatPersonAlone) {  // PRT-2
    Place(vic_, true);
    const auto told = api_.As(ada_).Get(kPath);
    EXPECT_EQ(told.At("/unseen"), "1");
    const auto seen = api_.As(ada_).Post(kPath + "/seen", R"({"until":")" + told.At("/as_of") + "\"}");
    EXPECT_EQ(seen.At("/unseen"), "0") << seen.body;
    EXPECT_EQ(seen.At("/items/0/seen"), "true");
    clock_.Advance(std::chrono::minutes(1));
    Place(vic_, true);
    EXPECT_EQ(api_.As(ada_).Get(kPath).At("/unseen"), "1") << "the new one";
    EXPECT_EQ(api_.As(ada_).Post(kPath + "/seen", R"({"until":"2020-01-01T00:00:00Z"})").At("/unseen"), "1");
    EXPECT_EQ(api_.As(ada_).Post(kPath + "/seen", R"({"until":"2100-01-01T00:00:00Z"})").At("/unseen"), "0");
    clock_.Advance(std::chrono::minutes(1));
    Place(vic_, true);
    EXPECT_EQ(api_.As(ada_).Get(kPath).At("/unseen"), "1") << "nobody has seen what was still to come";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM notification_marks"), "1");
}

}  // namespace
}  // namespace notifications
