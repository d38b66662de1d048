#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "server/testing/program.hpp"

// What orders leave in the audit log: the cases of their operations, for the test of all of them.
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

class AuditOrders : public Program {
  protected:
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
            Ok(child_admin_.Post("/api/v1/printers/contract-changes", Printers(R"("under_contract":false)")), 200);
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
