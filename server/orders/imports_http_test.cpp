#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/orders/orders.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"

// Steps of orders from a file, from the upload to the report, against a real database (ORD-3).
namespace orders {
namespace {

using http::Role;
using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

constexpr const char* kPath = "/api/v1/order-imports";

class NoShelf final : public DeliveryListener {
    void OnDelivered(pg::Transaction&, base::OrganizationId, printers::PrinterId, std::int32_t, std::int32_t,
                     const std::string&, base::Instant) override {}
};

class OrderImports : public ::testing::Test {
  protected:
    OrderImports() {
        RegisterHttp(api_.router(), {office_, texts_, shelf_});
        RegisterTasks(registry_, office_, shelf_);
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        warehouse_ = api_.SignIn(world_.platen().id, {Role::kWarehouse}, {world_.platen().id, mine_});
    }
    std::string Order(base::OrganizationId organization, const std::string& part_number = "P-1") {
        const auto contact = world_.AddContact(
            organization, {.last_name = "Berg", .address = {.street1 = "A 1", .city = "Oslo", .country = "NO"}});
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization));
        NewOrder order{.organization = organization, .contact = contact, .source = Source::kPerson};
        order.lines.push_back({.printer_id = ids_.Make<printers::PrinterId>(),
                               .printer_model = "Lexmark MX722ade",
                               .item = {.part_number = part_number, .name = "Toner"},
                               .need = kNoNeed,
                               .reason = {"replenishment.learning", {}}});
        const auto number = CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        return number.value();
    }
    http::TestClient Me() { return api_.As(warehouse_); }
    std::string Start(const std::string& file) {
        const auto started = Me().Post(kPath, file);
        EXPECT_EQ(started.status, 201) << started.body;
        return started.Header("Location");
    }
    void RunAll() {
        tasks::Workers workers(
            database_.pool(), clock_, registry_,
            {.retry_pause = std::chrono::milliseconds(0), .longest_pause = std::chrono::milliseconds(0)});
        while (workers.RunOne()) {
        }
    }
    std::string StateOf(const std::string& number) {
        return database_.Value("SELECT state FROM supply_orders WHERE number = '" + number + "'");
    }
    static Strings Codes(const boost::json::value& import) {
        Strings codes;
        for (const auto& row : import.at("groups").at("invalid").as_array()) {
            codes.push_back(std::to_string(row.at("line").as_int64()) + " " + std::string(row.at("code").as_string()));
        }
        return codes;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "platen.example"};
    Office office_{ids_, mailer_, "https://portal.example", "en", {}};
    NoShelf shelf_;
    tasks::Registry registry_;
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    base::OrganizationId other_;
    http::Actor warehouse_;
};

TEST_F(OrderImports, TrackingNumbersGoFromTheFileToTheOrders) {  // ORD-3, TSK-1
    const std::string first = Order(mine_);
    const std::string second = Order(mine_);
    const std::string third = Order(mine_);
    const std::string foreign = Order(other_);
    const std::string file = "order;step;carrier;tracking_number\r\n" +               //
                             first + ";confirm;;\r\n" + first + ";;DHL;111\r\n" +     // both
                             second + ";ship;;\r\n" +                                 // without a carrier
                             third + ";deliver;;\r\n" +                               // not shipped yet
                             "SO-000;ship;DHL;1\r\n" + foreign + ";ship;DHL;2\r\n" +  // unknown
                             first + ";SHIP;DHL;112\r\n" + third + ";throw;;\r\n";    // twice; no step
    const auto preview = Me().Post(std::string(kPath) + "/preview", file);
    ASSERT_EQ(preview.status, 200) << preview.body;
    const Strings wrong{"4 missing",           "5 order_state",     "6 order_row_unknown",
                        "7 order_row_unknown", "8 order_row_twice", "9 order_row_step"};
    EXPECT_EQ(Codes(preview.Json()), wrong);
    EXPECT_EQ(StateOf(first), "submitted") << "nothing is done before it is started";

    const std::string path = Start(file);
    RunAll();
    const auto done = Me().Get(path).Json();
    EXPECT_EQ(done.at("state"), "completed_with_errors");
    EXPECT_EQ(Codes(done), wrong);
    EXPECT_EQ(StateOf(first), "shipped");
    EXPECT_EQ(StateOf(second), "submitted");
    EXPECT_EQ(StateOf(foreign), "submitted") << "of an organization that the warehouse does not see";
    EXPECT_EQ(database_.Value("SELECT string_agg(tracking_number, ',') FROM shipments"), "111");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'supply_order.shipped' AND "
                              "organization_id = '" +
                              mine_.ToString() + "'"),
              "1");
    EXPECT_THAT(Me().Get(path + "/report").body, HasSubstr("invalid;8;8;" + first + ";SHIP;order;" + first));
    EXPECT_THAT(Me().Get(path + "/failed-rows").body, HasSubstr(third + ";deliver;;\r\nSO-000;ship;DHL;1\r\n"));
    EXPECT_EQ(Me().Get(path + "/failed-rows").body.find("111"), std::string::npos);

    // The same file once more: what was done stays done once.
    const std::string again = Start(file);
    RunAll();
    EXPECT_EQ(Me().Get(again).At("/counts/existing"), "2");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shipments"), "1");
}

TEST_F(OrderImports, AGenericItemIsNotShippedFromAFile) {  // ORD-2, ORD-3
    const std::string generic = Order(mine_, "");
    const std::string file = "order,carrier,tracking_number\r\n" + generic + ",DHL,1\r\n";
    const auto preview = Me().Post(std::string(kPath) + "/preview", file);
    EXPECT_EQ(Codes(preview.Json()), Strings{"2 order_item_generic"}) << preview.body;
    const std::string path = Start(file);
    RunAll();
    EXPECT_EQ(Codes(Me().Get(path).Json()), Strings{"2 order_item_generic"});
    EXPECT_EQ(StateOf(generic), "submitted");
    const auto confirmed = Me().Post(std::string(kPath) + "/preview", "order,step\r\n" + generic + ",confirm\r\n");
    EXPECT_EQ(Codes(confirmed.Json()), Strings{}) << "it is confirmed all the same";
}

TEST_F(OrderImports, RefuseAFileAsAWhole) {  // ORD-3
    const auto refused = [&](const std::string& file) {
        return Me().Post(std::string(kPath) + "/preview", file).Code();
    };
    EXPECT_EQ(refused(""), "order_import_empty");
    EXPECT_EQ(refused("order,step\r\n"), "order_import_no_rows");
    EXPECT_NE(refused("number,step\r\n1,ship\r\n"), "");
    EXPECT_EQ(Me().Post(std::string(kPath) + "/preview?file_name=a.xlsx", "order\r\n1\r\n").Code(),
              "order_import_file_name");
    EXPECT_EQ(api_.As(api_.SignIn(mine_, {Role::kAdministrator})).Post(kPath, "order\r\n1\r\n").status, 403);
}

}  // namespace
}  // namespace orders
