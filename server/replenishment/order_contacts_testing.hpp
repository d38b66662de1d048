#pragma once

#include "lib/base/text.hpp"
#include "server/contacts/contacts.hpp"
#include "server/printers/printers.hpp"
#include "server/replenishment/testing.hpp"

// For tests only: a customer whose printers get other delivery contacts while orders are open.
namespace replenishment::testing {

class OrderContacts : public Customer {
  protected:
    static constexpr std::size_t kPrinters = 4;

    OrderContacts() {
        has_contact_ = false;
        Day(std::vector<double>(kPrinters, 95.0));
        for (std::size_t number = 1; number <= kPrinters; ++number) {
            printers_.push_back(*base::Uuid::Parse(
                database_.Value("SELECT id FROM printers WHERE serial_number = 'SN" + std::to_string(number) + "'")));
        }
        contacts::RegisterHttp(api_.router(), {ids_, guard_, &changes_, texts_.Languages()});
        printers::RegisterHttp(api_.router(), {ids_, &changes_});
        people_ = api_.SignIn(organization_, {http::Role::kAdministrator, http::Role::kWarehouse});
    }
    http::TestClient People() { return api_.As(people_); }

    // ---- contacts
    std::string NewContact(const std::string& name, const std::string& language = "") {
        const auto made = People().Post("/api/v1/contacts", ContactBody(name, "Straat van " + name, language));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.At("/id");
    }
    static std::string ContactBody(const std::string& name, const std::string& street,
                                   const std::string& language = "") {
        return R"({"first_name":"","last_name":")" + name + R"(","company":"","email":")" + base::ToLowerAscii(name) +
               R"(@mail.example","phone":{"country_code":"","number":"","extension":""},"address":{"street1":")" +
               street +
               R"(","street2":"","street3":"","building":"","floor":"","room":"","city":"Oslo","state":"","postal_code":"","country":"NO"})" +
               (language.empty() ? "" : R"(,"language":")" + language + "\"") + "}";
    }
    void Move(const std::string& contact, const std::string& name, const std::string& street) {
        const std::string path = "/api/v1/contacts/" + contact;
        const auto before = People().Get(path);
        const std::string language = before.At("/language");
        const auto answer =
            People().Put(path, ContactBody(name, street, language == "null" ? "" : language), before.ETag());
        ASSERT_EQ(answer.status, 200) << answer.body;
    }
    // "null" takes the contact away.
    http::TestAnswer Assign(const std::vector<std::size_t>& numbers, const std::string& contact) {
        std::string ids;
        for (const auto number : numbers)
            ids += (ids.empty() ? "\"" : ",\"") + printers_.at(number - 1).ToString() + "\"";
        auto answer = People().Post("/api/v1/printers/contact-assignments",
                                    R"({"printer_ids":[)" + ids + R"(],"contact_id":)" +
                                        (contact == "null" ? "null" : "\"" + contact + "\"") + "}");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer;
    }
    http::TestAnswer AssignOne(std::size_t number, const std::string& contact) {
        const std::string path = "/api/v1/printers/" + printers_.at(number - 1).ToString();
        auto answer = People().Put(path + "/contact", R"({"contact_id":")" + contact + "\"}",
                                   "\"" +
                                       database_.Value("SELECT version FROM printers WHERE id = '" +
                                                       printers_.at(number - 1).ToString() + "'") +
                                       "\"");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer;
    }

    // ---- orders
    // One order with a line for each of these printers, to `contact`; each call is another need.
    std::string PlaceOrder(const std::vector<std::size_t>& numbers, const std::string& contact,
                           std::int32_t quantity = 1) {
        const auto placed = TryOrder(numbers, contact, quantity);
        EXPECT_TRUE(placed);
        return placed.value_or("");
    }
    // Nothing where the need of each has an order.
    std::optional<std::string> TryOrder(const std::vector<std::size_t>& numbers, const std::string& contact,
                                        std::int32_t quantity) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto to =
            contacts::FindContact(tx, {&organization_, 1}, contacts::ContactId{*base::Uuid::Parse(contact)});
        orders::NewOrder order{.organization = organization_, .contact = *to};
        ++need_;
        for (const auto number : numbers) {
            order.lines.push_back({.printer_id = {printers_.at(number - 1)},
                                   .printer_serial_number = "SN" + std::to_string(number),
                                   .printer_model = "Lexmark MS431",
                                   .supply_slot = 0,
                                   .item = {.part_number = "P-1", .name = item_name_, .colorant = "black"},
                                   .quantity = quantity,
                                   .need = need_,
                                   .reason = {"replenishment.learning", {}}});
        }
        auto placed = orders::CreateOrder(tx, office_, order, clock_.Now());
        tx.Commit();
        return placed;
    }
    // All orders, newest first.
    boost::json::array Orders(const std::string& query = "") {
        const auto answer = People().Get("/api/v1/supply-orders?limit=200" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.Json().at("items").as_array();
    }
    boost::json::value Order(const std::string& number) {
        for (const auto& order : Orders()) {
            if (order.at("number").as_string() == number) return order;
        }
        ADD_FAILURE() << "no order " << number;
        return nullptr;
    }
    static std::string Text(const boost::json::value& value) {
        return value.is_null() ? "null" : std::string(value.as_string());
    }
    static bool NotShipped(const boost::json::value& order) {
        const auto& state = order.at("state").as_string();
        return state == "submitted" || state == "confirmed" || state == "on_back_order";
    }
    // The number of the order that holds the line of a printer that is not shipped yet; of the
    // newest need.
    std::string OrderOf(std::size_t number) {
        return database_.Value(
            "SELECT number FROM supply_orders AS o JOIN supply_order_lines AS l ON l.order_id = "
            "o.id WHERE printer_id = '" +
            printers_.at(number - 1).ToString() + "' ORDER BY need DESC LIMIT 1");
    }
    http::TestAnswer Act(const std::string& number, const std::string& step, const std::string& etag = "") {
        const auto order = Order(number);
        const std::string path = "/api/v1/supply-orders/" + Text(order.at("id"));
        const std::string version = etag.empty() ? "\"" + std::to_string(order.at("version").as_int64()) + "\"" : etag;
        const std::string body = step == "shipments" ? R"({"carrier":"DHL","tracking_number":"123"})"
                                 : step == "back-order" || step == "cancellation" ? R"({"reason":"none left"})"
                                                                                  : "";
        return People().Post(path + "/" + step, body, {{"If-Match", version}});
    }
    void Do(const std::string& number, const std::string& step) {
        const auto answer = Act(number, step);
        ASSERT_EQ(answer.status, 200) << number << " " << step << " " << answer.body;
    }

    // So many pieces of one line leave.
    http::TestAnswer ShipSome(const std::string& number, std::size_t line, int quantity) {
        const auto order = Order(number);
        return People().Post("/api/v1/supply-orders/" + Text(order.at("id")) + "/shipments",
                             R"({"carrier":"DHL","tracking_number":"1","lines":[{"line_id":")" +
                                 Text(order.at("lines").at(line).at("id")) + R"(","quantity":)" +
                                 std::to_string(quantity) + "}]}",
                             {{"If-Match", "\"" + std::to_string(order.at("version").as_int64()) + "\""}});
    }
    // "partly_shipped SN1 1/2 ...": the state, and of each line what has left.
    std::string Pieces(const std::string& number) {
        const auto order = Order(number);
        std::string all = Text(order.at("state"));
        for (const auto& line : order.at("lines").as_array())
            all += " " + Text(line.at("printer_serial_number")) + " " + std::to_string(line.at("shipped").as_int64()) +
                   "/" + std::to_string(line.at("quantity").as_int64());
        return all;
    }

    // What the newest mail of this template about an order said: "<address> | <text>".
    std::string Mail(const std::string& number, const std::string& template_name) {
        return database_.Value(
            "SELECT to_address || ' | ' || body_text FROM mails JOIN supply_orders ON "
            "supply_orders.id = object_id "
            "WHERE number = '" +
            number + "' AND template = '" + template_name + "' ORDER BY mails.created_at DESC, mails.id DESC LIMIT 1");
    }
    std::string Count(const std::string& from) { return database_.Value("SELECT count(*) FROM " + from); }

    // What a person sees, the mail says and the shipment books must be one recipient: ships the
    // order and compares all three, and the recipient with `name` and `street`.
    void ShipAndCompare(const std::string& number, const std::string& name, const std::string& street) {
        const auto page = Order(number);
        ASSERT_TRUE(page.is_object());
        const bool was_on_back_order = page.at("state").as_string() == "on_back_order";
        EXPECT_EQ(Text(page.at("contact").at("last_name")), name) << number;
        EXPECT_EQ(Text(page.at("contact").at("address").at("street1")), street) << number;
        const auto shipped = Act(number, "shipments");
        ASSERT_EQ(shipped.status, 200) << shipped.body;
        EXPECT_EQ(shipped.Json().at("contact"), page.at("contact")) << number;
        EXPECT_EQ(shipped.Json().at("shipments").as_array().back().at("contact"), page.at("contact")) << number;
        const std::string mail = Mail(number, was_on_back_order ? "order_back_in_stock" : "order_shipped");
        EXPECT_TRUE(mail.starts_with(base::ToLowerAscii(name) + "@mail.example | ")) << number << " " << mail;
        EXPECT_NE(mail.find(street), std::string::npos) << number << " " << mail;
    }

    printers::ContactGuard guard_;
    orders::ContactChanges changes_{office_};
    std::vector<base::Uuid> printers_;
    http::Actor people_;
    std::string item_name_ = "Toner 1";  // a type of supply: a generic item
    std::int32_t need_ = 100;            // beside those of the daily run
};

}  // namespace replenishment::testing
