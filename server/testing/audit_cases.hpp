#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "server/testing/program.hpp"

// What the test of the audit log knows of operations: how a case looks, and which operations change nothing of anybody.
namespace server::testing {

// What an operation is to leave behind.
struct Case {
    std::function<void()> run;
    std::vector<std::string> actions;  // each once, or more often for many things
    std::string actor;                 // its name in the log
    std::string organization;          // whose log
    // The same wish again, when it is fulfilled already: it must leave nothing.
    std::function<void()> again{};
};

// A case of server/<feature>/audit_cases.json.
struct FileCase {
    std::string operation;
    std::string send;
    std::optional<boost::json::value> body{};
    std::string action;
    std::optional<std::string> remember{};
    std::optional<bool> by_operator{};
    std::optional<std::string> version_of{};
};
BOOST_DESCRIBE_STRUCT(FileCase, (), (operation, send, body, action, remember, by_operator, version_of))

// Why an operation or a task needs no row.
inline const std::map<std::string, std::string> kNoChange{
    {"checkSetup", "looks at a link only"},
    {"beginSecondFactor", "sets up what counts only once a code of it was given"},
    {"beginProviderSignIn", "looks for an identity provider only"},
    {"completeProviderSignIn", "is session.created, as signIn; needs a provider: tests/system/oidc.test.ts"},
    {"deliverReadings", "what printers say is history itself: readings and the printer's timeline"},
    {"reportAgentResult", "ends up in the items of the task that a person started"},
    {"http.forget_idempotency_keys", "bookkeeping of requests"},
    {"tasks.cleanup", "finished tasks go after 90 days"},
    {"webhooks.cleanup", "deliveries go after 30 days"},
    {"audit.forget_refusals", "refusals go after 180 days"},
    {"identity.remove_expired", "sessions and links that have ended by themselves"},
    {"printers.sweep", "derives who is silent from readings"},
    {"printers.registration", "derives what the back office takes; a printer's history has it"},
    {"readings.partitions", "room for readings"},
    {"replenishment.daily", "starts a task for each organization"},
    {"replenishment.report_high_volume", "a mail about what is in the printer's history"},
    {"previewContactChange", "says what a change would do"},
    {"previewContactImport", "says what an import would do"},
    {"previewCatalogImport", "says what an import would do"},
    {"previewOrderImport", "says what a file of steps would do"},
    {"exportOrderImportPreviewReport", "says what a file of steps would do"},
    {"exportOrderImportPreviewFailedRows", "says what a file of steps would do"},
    {"addToSupplyCart", "what somebody thinks of ordering; the order is in the log"},
    {"changeSupplyCartLine", "what somebody thinks of ordering; the order is in the log"},
    {"removeSupplyCartLine", "what somebody thinks of ordering; the order is in the log"},
    {"exportCatalogImportPreviewReport", "says what an import would do"},
    {"exportCatalogImportPreviewFailedRows", "says what an import would do"},
    {"catalog.count_fleets", "derives how many printers of a model there are"},
    {"exportContactImportPreviewReport", "says what an import would do"},
    {"exportContactImportPreviewFailedRows", "says what an import would do"},
    {"countMpsExpressEligibility", "says which printers may be added"},
    {"listMpsExpressEligibility", "says which printers may be added"},
    {"exportMpsExpressEligibility", "says which printers may be added"},
    {"printers.status_request", "reads printers; that it was asked for is in the log as task.created"},
};

// The cases of the program's operations, and how those of features' files are sent.
class AuditCases : public Program {
  protected:
    void Send(const FileCase& each) {
        const auto space = each.send.find(' ');
        const std::string method = each.send.substr(0, space);
        if (method == "TASKS") return RunTasks();
        const std::string path = Named(each.send.substr(space + 1));
        Browser& who = each.by_operator.value_or(false) ? operator_ : child_admin_;
        const std::string body = each.body ? Named(boost::json::serialize(*each.body)) : "";
        if (method == "PUT") return Put(who, path, body, each.version_of ? Named(*each.version_of) : "");
        if (method == "DELETE") return Delete(who, path);
        const auto answer = who.Post(path, each.body && each.body->is_string() ? Text(*each.body) : body);
        EXPECT_EQ(answer.status / 100, 2) << answer.body;
        if (each.remember) ids_[*each.remember] = answer.At("/id");
    }
    static std::string Text(const boost::json::value& text) { return std::string(text.as_string()); }
    std::string Named(std::string text) {
        static const std::regex kName(R"(\{([a-z_]+)\})");
        for (std::smatch found; std::regex_search(text, found, kName);) {
            const std::string name = found[1];
            text.replace(static_cast<std::size_t>(found.position()), static_cast<std::size_t>(found.length()),
                         name == "printer"      ? Value("SELECT id FROM printers")
                         : name == "item_model" ? Value("SELECT id FROM catalog_models WHERE model = 'M1'")
                                                : ids_[name]);
        }
        return text;
    }
    void Add(const std::string& id, Case made) {
        order_.push_back(id);
        cases_[id] = std::move(made);
    }
    void AddTask(const std::string& kind, Case made) { Add(kind, std::move(made)); }

    // ORD-2, ORD-3, ASR-11: parcels, approvals, carts, extra orders, and steps from a file.
    void AddOrders(const std::string& admin) {
        const std::string carla = "carla@bakery.example";
        const auto add = [&](const std::string& id, const std::string& action, const std::string& actor,
                             std::function<void()> run) { Add(id, {std::move(run), {action}, actor, child_}); };
        add("deliverShipment", "supply_order.delivered", admin, [this] {
            ids_["parcels"] = AnotherOrder();
            Step(operator_, ids_["parcels"], "shipments", R"({"carrier":"Post","tracking_number":"1"})");
            ids_["parcel"] = Value("SELECT id FROM shipments WHERE order_id = '" + ids_["parcels"] + "'");
            Forget();
            Step(operator_, ids_["parcels"], "shipments/" + ids_["parcel"] + "/delivery", "");
        });
        add("returnShipment", "supply_order.returned", admin, [this] {
            Step(operator_, ids_["parcels"], "shipments/" + ids_["parcel"] + "/returns", R"({"reason":"damaged"})");
        });
        add("replaceOrderItem", "supply_order.item_replaced", admin, [this] {
            ids_["replaced"] = AnotherOrder();
            const auto item = Ok(operator_.Post("/api/v1/catalog-items",
                                                R"({"part_number":"REPLACES","manufacturer":"Acme","name":"Drum",)"
                                                R"("supply_type":"opc","colorant":"","yield_pages":1,"active":true,)"
                                                R"("models":[]})"),
                                 201)
                                  .At("/id");
            const auto line = Value("SELECT id FROM supply_order_lines WHERE order_id = '" + ids_["replaced"] + "'");
            Forget();
            Step(operator_, ids_["replaced"], "lines/" + line + "/item",
                 R"({"item_id":")" + item + R"(","accept_unfitting":true})");
        });
        add("confirmSupplyOrders", "supply_order.confirmed", admin, [this] {
            const auto version = Value("SELECT version FROM supply_orders WHERE id = '" + ids_["replaced"] + "'");
            Ok(operator_.Post("/api/v1/supply-orders/confirmations",
                              R"({"orders":[{"id":")" + ids_["replaced"] + R"(","version":)" + version + "}]}"),
               200);
        });
        Add("startOrderImport",
            {[this] {
                 const auto number = Value("SELECT number FROM supply_orders WHERE id = '" + ids_["replaced"] + "'");
                 Ok(operator_.Post("/api/v1/order-imports",
                                   "order,step,carrier,tracking_number\n" + number + ",ship,DHL,7\n"),
                    201);
             },
             {"task.created"},
             admin,
             operator_id_});
        AddTask("orders.import", {[this] { RunTasks(); }, {"supply_order.shipped"}, admin, child_});
        const std::string rules =
            R"({"most_of_item":20,"most_in_cart":100,"approve_people":true,"approve_extra":false,"approve_generic":false,)"
            R"("approve_currency":"","approve_own":false,"service_desk":""})";
        const auto rule = [=, this] { Put(child_admin_, "/api/v1/supply-order-rules", rules); };
        Add("updateSupplyOrderRules", {rule, {"supply_order_rules.updated"}, carla, child_, rule});
        const auto place = [this] {
            Ok(child_admin_.Post("/api/v1/printers/contracts", Printers(R"("under_contract":false)")), 200);
            Ok(child_admin_.Post("/api/v1/supply-cart/lines", R"({"lines":[{"printer_id":")" +
                                                                  Value("SELECT id FROM printers") +
                                                                  R"(","supply_slot":0,"quantity":1}]})"),
               200);
            Forget();
            const std::string cart = "/api/v1/supply-cart";
            ids_["placed"] =
                Ok(child_admin_.Send(http::Method::kPost, cart + "/order", R"({"comment":""})",
                                     {{"If-Match", std::string(child_admin_.Get(cart).headers.Get("ETag"))}}),
                   201)
                    .At("/items/0/id");
        };
        add("placeSupplyOrders", "supply_order.submitted", carla, place);
        add("approveSupplyOrder", "supply_order.approved", admin,
            [this] { Step(operator_, ids_["placed"], "approval", ""); });
        add("withdrawSupplyOrder", "supply_order.cancelled", carla,
            [this] { Step(child_admin_, ids_["placed"], "withdrawal", R"({"reason":"too many"})"); });
        add("rejectSupplyOrder", "supply_order.rejected", admin, [=, this] {
            place();
            Forget();
            Step(operator_, ids_["placed"], "rejection", R"({"reason":"not now"})");
        });
        add("placeExtraOrder", "supply_order.submitted", admin, [this] {
            Ok(operator_.Post("/api/v1/extra-supply-orders",
                              R"({"printer_id":")" + Value("SELECT id FROM printers") +
                                  R"(","lines":[{"supply_slot":0,"quantity":1}],"reason":"Annual report"})"),
               201);
        });
    }

    std::vector<std::string> order_;
    std::map<std::string, Case> cases_;
};

}  // namespace server::testing
