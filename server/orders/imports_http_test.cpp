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
    // A line of each of these part numbers, so many pieces of each.
    std::string OrderOf(const std::vector<std::pair<std::string, std::int32_t>>& parts) {
        const auto contact = world_.AddContact(
            mine_, {.last_name = "Berg", .address = {.street1 = "A 1", .city = "Oslo", .country = "NO"}});
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_));
        NewOrder order{.organization = mine_, .contact = contact, .source = Source::kPerson};
        for (const auto& [part_number, quantity] : parts) {
            order.lines.push_back({.printer_id = ids_.Make<printers::PrinterId>(),
                                   .printer_model = "Lexmark MX722ade",
                                   .item = {.part_number = part_number, .name = "Toner"},
                                   .quantity = quantity,
                                   .need = kNoNeed,
                                   .reason = {"replenishment.learning", {}}});
        }
        const auto number = CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        return number.value();
    }
    // What became of the pieces of each line: "1 shipped 2 cancelled 1, 2 ...".
    std::string LinesOf(const std::string& number) {
        return database_.Value(
            "SELECT string_agg(concat_ws(' ', position, CASE WHEN shipped > 0 THEN 'shipped ' || shipped END, CASE "
            "WHEN "
            "cancelled > 0 THEN 'cancelled ' || cancelled END, CASE WHEN refused > 0 THEN 'refused ' || refused END, "
            "CASE "
            "WHEN returned > 0 THEN 'returned ' || returned END, CASE WHEN on_back_order THEN 'waits until ' || "
            "expected_on END), ', ' ORDER BY position) FROM supply_order_lines WHERE order_id = (SELECT id FROM "
            "supply_orders WHERE number = '" +
            number + "')");
    }
    std::string StepsOf(const std::string& number) {
        return database_.Value(
            "SELECT string_agg(action, ' ' ORDER BY at, id) FROM supply_order_events WHERE order_id = (SELECT id FROM "
            "supply_orders WHERE number = '" +
            number + "')");
    }
    // What a preview says of a file, then what became of it: the same.
    Strings WrongIn(const std::string& file) {
        const auto preview = Me().Post(std::string(kPath) + "/preview", file);
        EXPECT_EQ(preview.status, 200) << preview.body;
        const std::string path = Start(file);
        RunAll();
        const auto done = Me().Get(path);
        EXPECT_EQ(Codes(done.Json()), Codes(preview.Json()));
        EXPECT_EQ(done.At("/counts/imported"), preview.At("/counts/imported"));
        EXPECT_EQ(done.At("/counts/existing"), preview.At("/counts/existing"));
        last_ = done.Json();
        return Codes(done.Json());
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
    boost::json::value last_;  // import
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
    EXPECT_THAT(Me().Get(path + "/report").body, HasSubstr("invalid;8;8;" + first + ";SHIP;;order;" + first));
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

constexpr const char* kPartsHeader =
    "order,step,line,part_number,quantity,carrier,tracking_number,reason,expected_on\r\n";

TEST_F(OrderImports, PiecesOfLinesGoTheirWayByFile) {  // ORD-3
    const std::string number = OrderOf({{"P-1", 3}, {"P-2", 2}, {"P-1", 2}});
    const std::string file = kPartsHeader +                               //
                             number + ",ship,1,,2,DHL,T1,,\r\n" +         //
                             number + ",cancel,,p-1,2,,,No stock,\r\n" +  // one of line 1, one of line 3
                             number + ",ship,2,P-2,,dhl,T1,,\r\n" +       // in the parcel of the first row
                             number + ",back_order,3,,,,,Late,2026-12-24\r\n";
    EXPECT_EQ(WrongIn(file), Strings{});
    EXPECT_EQ(LinesOf(number), "1 shipped 2 cancelled 1, 2 shipped 2, 3 cancelled 1 waits until 2026-12-24");
    EXPECT_EQ(StateOf(number), "partly_shipped");
    EXPECT_EQ(database_.Value("SELECT string_agg(tracking_number, ',') FROM shipments"), "T1") << "one parcel";
    EXPECT_EQ(StepsOf(number), "submitted partly_shipped line_cancelled on_back_order") << "each once";
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE object_type = "
                              "'supply_order' AND action <> 'supply_order.submitted'"),
              "supply_order.line_cancelled supply_order.on_back_order supply_order.partly_shipped");
    EXPECT_EQ(last_.at("groups").at("imported").at(0).at("part"), "2 × #1");
    EXPECT_EQ(last_.at("groups").at("imported").at(2).at("part"), "#2 P-2");

    // The same file once more: what was done stays done once.
    EXPECT_EQ(WrongIn(file), Strings{});
    EXPECT_EQ(last_.at("counts").at("existing"), 4);
    EXPECT_EQ(LinesOf(number), "1 shipped 2 cancelled 1, 2 shipped 2, 3 cancelled 1 waits until 2026-12-24");

    // A piece comes back, the rest goes with a second parcel, the first one arrives by its number.
    EXPECT_EQ(WrongIn(kPartsHeader + number + ",return,2,,1,,T1,Broken,\r\n" + number + ",,,,,DHL,T2,,\r\n" + number +
                      ",deliver,,,,,T1,,\r\n"),
              Strings{});
    EXPECT_EQ(LinesOf(number), "1 shipped 2 cancelled 1, 2 shipped 2 refused 1, 3 shipped 1 cancelled 1");
    EXPECT_EQ(StateOf(number), "shipped");
    EXPECT_EQ(database_.Value("SELECT string_agg(tracking_number, ',') FROM shipments WHERE delivered_at IS NOT NULL"),
              "T1");
}

TEST_F(OrderImports, SayOfEachRowWhatIsWrongWithItsLine) {  // ORD-3
    const std::string number = OrderOf({{"P-1", 2}, {"P-2", 2}, {"P-3", 1}});
    ASSERT_EQ(WrongIn(kPartsHeader + number + ",cancel,3,,,,,Not needed,\r\n"), Strings{});
    const auto row = [&](const std::string& rest) { return number + "," + rest + "\r\n"; };
    const std::string file = kPartsHeader +                    //
                             row("ship,9,,,DHL,T,,") +         // 2: the order has no such line
                             row("ship,,P-9,,DHL,T,,") +       // 3: nor such an item
                             row("ship,1,P-2,,DHL,T,,") +      // 4: they are of two lines
                             row("ship,1,,3,DHL,T,,") +        // 5: so many are not left
                             row("ship,1,,none,DHL,T6,,") +    // 6
                             row("ship,first,,1,DHL,T,,") +    // 7
                             row("ship,,,1,DHL,T,,") +         // 8: a quantity of no line
                             row("confirm,1,,,,,,") +          // 9: about a whole order
                             row("back_order,1,,1,,,Late,") +  // 10: a line waits as a whole
                             row("ship,3,,,DHL,T,,") +         // 11: it was cancelled
                             row("return,1,,,,,Broken,") +     // 12: nothing was shipped
                             row("ship,2,,1,DHL,T,,") +        // 13: this one is right
                             row("ship,2,,1,DHL,T,,") +        // 14: twice
                             row("ship,,P-2,2,DHL,T,,") +      // 15: one is left beside that of row 13
                             row("return,2,,1,,X,Broken,") +   // 16: of a parcel that is not there
                             row("deliver,,,,,X,,");           // 17
    EXPECT_EQ(WrongIn(file),
              (Strings{"2 order_row_line_unknown", "3 order_row_part_unknown", "4 order_row_line_part",
                       "5 order_row_left", "6 order_row_quantity", "7 order_row_number", "8 order_row_no_line",
                       "9 order_row_whole", "10 order_row_whole_line", "11 order_row_line_cancelled",
                       "12 order_row_parcel_unknown", "14 order_row_twice", "15 order_row_left",
                       "16 order_row_parcel_unknown", "17 order_row_parcel_unknown"}));
    EXPECT_EQ(LinesOf(number), "1, 2 shipped 1, 3 cancelled 1") << "what is right is done without the rest";
    for (const auto& wrong : last_.at("groups").at("invalid").as_array())
        EXPECT_EQ(wrong.at("reason").as_string().find('{'), boost::json::string::npos) << wrong;

    // Which of two parcels something comes back of, only its number says.
    ASSERT_EQ(WrongIn(kPartsHeader + row("ship,2,,1,DHL,T2,,")), Strings{});
    EXPECT_EQ(WrongIn(kPartsHeader + row("return,2,,1,,,Broken,")), Strings{"2 order_row_parcel"});
    EXPECT_EQ(WrongIn(kPartsHeader + row("return,2,,1,,T2,Broken,")), Strings{});
    EXPECT_EQ(LinesOf(number), "1, 2 shipped 2 refused 1, 3 cancelled 1");
}

TEST_F(OrderImports, TheLinesOfAParcelAreOneStepHoweverManyTheyAre) {  // ORD-3, TSK-1
    const std::string other = Order(mine_);
    const std::string number = OrderOf(std::vector<std::pair<std::string, std::int32_t>>(150, {"P-1", 1}));
    std::string file =
        "order,step,line,carrier,tracking_number\r\n" + number + ",ship,1,DHL,T1\r\n" + other + ",ship,,DHL,T9\r\n";
    for (int line = 2; line <= 150; ++line) file += number + ",ship," + std::to_string(line) + ",DHL,T1\r\n";
    EXPECT_EQ(WrongIn(file), Strings{});
    EXPECT_EQ(StateOf(number), "shipped");
    EXPECT_EQ(StepsOf(number), "submitted shipped");
    EXPECT_EQ(StateOf(other), "shipped");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shipments"), "2");
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
