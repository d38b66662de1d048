#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"

// Who works on an order and what is said about it, against a real database (ORD-3).
namespace orders {
namespace {

using http::Role;
using Strings = std::vector<std::string>;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kList = "/api/v1/supply-orders";

class NoShelf final : public DeliveryListener {
  public:
    void OnDelivered(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t, std::int32_t,
                     const std::string&, base::Instant) override {}
};

class OrderDesk : public ::testing::Test {
  protected:
    OrderDesk() {
        RegisterHttp(api_.router(), {office_, texts_, shelf_});
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        contact_ = world_.AddContact(mine_, {.last_name = "Berg",
                                             .email = "berg@mail.example",
                                             .address = {.street1 = "Storgata 1", .city = "Oslo", .country = "NO"}});
        world_.AddUser(world_.platen().id, "kai@platen.test", {Role::kWarehouse});
        world_.AddUser(mine_, "ada@customer.test", {Role::kAdministrator});
        handler_ = SignIn(world_.platen().id, "kai@platen.test", {Role::kWarehouse}, {world_.platen().id, mine_});
        customer_ = SignIn(mine_, "ada@customer.test", {Role::kAdministrator}, {mine_});
        stranger_ = api_.SignIn(other_, {Role::kAdministrator});
        path_ = Place("SN1");
    }
    http::Actor SignIn(base::OrganizationId organization, const std::string& email, http::RoleSet roles,
                       const std::vector<base::OrganizationId>& visible) {
        auto actor = api_.SignIn(organization, roles, visible);
        actor.name = email;
        api_.SignIn(actor);
        return actor;
    }
    std::string Place(const std::string& serial_number) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        const NewOrder order{.organization = mine_,
                             .contact = contact_,
                             .source = Source::kPerson,
                             .ordered_by = "ada@customer.test",
                             .lines = {{.printer_id = ids_.Make<printers::PrinterId>(),
                                        .printer_serial_number = serial_number,
                                        .printer_model = "Lexmark MX722ade",
                                        .item = {.part_number = "P-1", .name = "Toner", .colorant = "black"},
                                        .reason = {"replenishment.learning", {}}}}};
        EXPECT_TRUE(CreateOrder(tx, office_, order, clock_.Now()));
        tx.Commit();
        return kList + "/" + api_.As(handler_).Get(kList + "?search=" + serial_number).At("/items/0/id");
    }
    http::TestAnswer Assign(const std::string& to) {
        return api_.As(handler_).Put(path_ + "/assignment", R"({"assignee":")" + to + "\"}",
                                     api_.As(handler_).Get(path_).ETag());
    }
    Strings Said(const http::Actor& who) {
        Strings texts;
        const auto page = api_.As(who).Get(path_ + "/comments").Json();
        for (const auto& item : page.at("items").as_array()) texts.emplace_back(item.at("text").as_string());
        return texts;
    }
    std::size_t Count(const std::string& query) {
        return api_.As(handler_).Get(kList + query).Json().at("items").as_array().size();
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    Office office_{ids_, mailer_, "https://portal.example", "en", {"Printed by Platen"}};
    NoShelf shelf_;
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    base::OrganizationId other_;
    contacts::Contact contact_;
    http::Actor handler_;
    http::Actor customer_;
    http::Actor stranger_;
    std::string path_;
};

TEST_F(OrderDesk, AnOrderIsGivenToAPersonOfTheOperator) {  // ORD-3
    Place("SN2");
    EXPECT_EQ(api_.As(handler_).Get(kList + "/handlers").At("/items/0/email"), "kai@platen.test");
    const auto assigned = Assign("KAI@platen.test");
    EXPECT_EQ(assigned.At("/assignee"), "kai@platen.test") << assigned.body;
    EXPECT_EQ(Assign("kai@platen.test").At("/version"), assigned.At("/version")) << "nothing changes";
    EXPECT_EQ(Assign("ada@customer.test").Errors(), Strings{"/assignee assignee_unknown"});
    EXPECT_EQ(Count("?assignee=kai@platen.test"), 1U);
    EXPECT_EQ(Count("?unassigned=true"), 1U);
    EXPECT_EQ(Count("?sort=-assignee"), 2U);
    EXPECT_THAT(api_.As(handler_).Get(kList + "/export").body, HasSubstr("kai@platen.test"));
    const auto history = api_.As(customer_).Get(path_ + "/history");
    EXPECT_EQ(history.At("/items/1/action"), "assigned") << history.body;
    EXPECT_EQ(history.At("/items/1/note"), "kai@platen.test");
    EXPECT_EQ(Assign("").At("/assignee"), "");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'supply_order.assigned'"), "2");
}

TEST_F(OrderDesk, AStaleTabAssignsNobodyAndAClosedOrderHasNobody) {  // API-2
    const auto seen = api_.As(handler_).Get(path_).ETag();
    ASSERT_EQ(Assign("kai@platen.test").status, 200);
    EXPECT_EQ(api_.As(handler_).Put(path_ + "/assignment", R"({"assignee":""})", seen).status, 412);
    const auto cancelled = api_.As(handler_).Post(path_ + "/cancellation", R"({"reason":"not needed"})",
                                                  {{"If-Match", api_.As(handler_).Get(path_).ETag()}});
    ASSERT_EQ(cancelled.status, 200) << cancelled.body;
    EXPECT_EQ(Assign("").Code(), "order_closed");
}

TEST_F(OrderDesk, InternalCommentsAreNeverTheCustomers) {  // ORD-3
    const auto before = api_.As(customer_).Get(path_).ETag();
    ASSERT_EQ(api_.As(customer_).Post(path_ + "/comments", R"({"text":"Ring twice.\n\n"})").status, 200);
    clock_.Advance(std::chrono::minutes(1));
    const auto note = api_.As(handler_).Post(path_ + "/notes", R"({"text":"Calls every week."})");
    EXPECT_EQ(note.At("/internal"), "true") << note.body;
    clock_.Advance(std::chrono::minutes(1));
    ASSERT_EQ(api_.As(handler_).Post(path_ + "/comments", R"({"text":"We will."})").status, 200);
    EXPECT_THAT(Said(handler_), ElementsAre("We will.", "Calls every week.", "Ring twice."));
    EXPECT_THAT(Said(customer_), ElementsAre("We will.", "Ring twice."));
    EXPECT_THAT(api_.As(customer_).Get(path_ + "/history").body, Not(HasSubstr("every week")));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE after::text LIKE '%every week%'"), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE after::text LIKE '%Ring twice%'"), "1");
    EXPECT_EQ(api_.As(customer_).Get(path_).ETag(), before) << "the order is as it was";
    EXPECT_EQ(api_.As(customer_).Post(path_ + "/comments", R"({"text":" "})").Errors(), Strings{"/text missing"});
}

TEST_F(OrderDesk, ADoubleClickSaysItOnceAndNotMoreThanFits) {  // API-2
    const http::TestHeaders once{{"Idempotency-Key", "say-once-0001"}};
    const auto said = api_.As(customer_).Post(path_ + "/comments", R"({"text":"Thanks."})", once);
    EXPECT_EQ(api_.As(customer_).Post(path_ + "/comments", R"({"text":"Thanks."})", once).At("/id"), said.At("/id"));
    EXPECT_THAT(Said(customer_), ElementsAre("Thanks."));
    database_.Value(
        "WITH more AS (INSERT INTO supply_order_comments SELECT organization_id, gen_random_uuid(), order_id, at, "
        "author, "
        "text, internal FROM supply_order_comments CROSS JOIN generate_series(1, 999) RETURNING 1) SELECT count(*) "
        "FROM "
        "more");
    EXPECT_EQ(api_.As(customer_).Post(path_ + "/comments", R"({"text":"More."})").Code(), "order_comments_full");
}

TEST_F(OrderDesk, EachRoleMayWhatIsItsAndAStrangerNothing) {
    const std::string words = R"({"text":"Hello."})";
    for (const Role role : organizations::AllRoles()) {
        const auto who = api_.SignIn(mine_, {role});
        const bool fulfils = organizations::permissions::kFulfilOrders.Has(role);
        const bool comments = organizations::permissions::kCommentOnOrders.Has(role);
        EXPECT_EQ(api_.As(who).Post(path_ + "/comments", words).status, comments ? 200 : 403);
        EXPECT_EQ(api_.As(who).Post(path_ + "/notes", words).status, fulfils ? 200 : 403);
        EXPECT_EQ(api_.As(who).Put(path_ + "/assignment", R"({"assignee":""})", api_.As(who).Get(path_).ETag()).status,
                  fulfils ? 200 : 403);
        EXPECT_EQ(api_.As(who).Get(kList + "/handlers").status, fulfils ? 200 : 403);
    }
    EXPECT_EQ(api_.As(stranger_).Post(path_ + "/comments", words).status, 404);
    EXPECT_EQ(api_.As(stranger_).Get(path_ + "/comments").status, 404);
}

}  // namespace
}  // namespace orders
