#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "server/statements/statements.hpp"
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
    // ORD-3: who works on an order, and what is said of it.
    void AddOrderDesk(const std::string& admin) {
        const auto assign_order = [=, this] {
            const std::string path = "/api/v1/supply-orders/" + OrderId();
            Put(operator_, path + "/assignment", Body({{"assignee", admin}}), path);
        };
        Add("assignSupplyOrder", {assign_order, {"supply_order.assigned"}, admin, child_, assign_order});
        for (const auto& [id, path, action] : std::vector<std::tuple<std::string, std::string, std::string>>{
                 {"commentSupplyOrder", "comments", "supply_order.commented"},
                 {"noteSupplyOrder", "notes", "supply_order.noted"}}) {
            Add(id, {[=, this] {
                         Ok(operator_.Post("/api/v1/supply-orders/" + OrderId() + "/" + path,
                                           Body({{"text", "Ring twice."}})),
                            200);
                     },
                     {action},
                     admin,
                     child_});
        }
    }
    // MTR-1..MTR-5: reads of a printer that is under contract, a file of them, terms, and a period that is closed.
    void AddMeters(const std::string& admin) {
        const std::string carla = "carla@bakery.example";
        const auto printer = [this] { return "/api/v1/printers/" + Value("SELECT id FROM printers"); };
        const auto tagged = [](Browser& who, const std::string& path, const std::string& of) {
            Ok(who.Send(http::Method::kPost, path, "", {{"If-Match", std::string(who.Get(of).headers.Get("ETag"))}}),
               200);
        };
        Add("submitMeterRead",
            {[=, this] {
                 const auto made = Ok(child_admin_.Post(printer() + "/meter-reads",
                                                        R"({"meters":[{"kind":"large","value":10,"unchanged":false}],)"
                                                        R"("description":""})"),
                                      201);
                 ids_["read"] = "/api/v1/meter-reads/" + made.At("/id");
             },
             {"meter_read.submitted"},
             carla,
             child_});
        Add("withdrawMeterRead", {[=, this] { tagged(child_admin_, ids_["read"] + "/withdrawal", ids_["read"]); },
                                  {"meter_read.withdrawn"},
                                  carla,
                                  child_});
        Add("restoreMeterRead", {[=, this] { Ok(child_admin_.Post(ids_["read"] + "/restoration", ""), 200); },
                                 {"meter_read.restored"},
                                 carla,
                                 child_,
                                 [=, this] { Ok(child_admin_.Post(ids_["read"] + "/restoration", ""), 200); }});
        Add("recordMeterChange",
            {[=, this] {
                 Ok(operator_.Post(printer() + "/meter-changes",
                                   R"({"meters":[{"kind":"large","ended":20,"began":0}],"reason":"wrapped",)"
                                   R"("description":""})"),
                    201);
             },
             {"meter_change.recorded"},
             admin,
             child_});
        Add("startMeterReadImport",
            {[=, this] {
                 Ok(child_admin_.Post("/api/v1/meter-read-imports",
                                      "serial_number,large\n" + Value("SELECT serial_number FROM printers") + ",30\n"),
                    201);
             },
             {"task.created"},
             carla,
             child_});
        AddTask("meter_reads.import", {[this] { RunTasks(); }, {"meter_read.submitted"}, carla, child_});
        const auto terms = [this] {
            return "/api/v1/contracts/" + Value("SELECT contract_id FROM printers") + "/meter-terms";
        };
        const auto set = [=, this] {
            Put(operator_, terms(),
                R"({"closing_day":31,"time_zone":"UTC","starts_on":")" +
                    base::FormatDay(std::chrono::floor<std::chrono::days>(clock_.Now() - std::chrono::days(100))) +
                    R"(","close_after_days":0,"groups":[{"name":"All","meters":["life"],"included_pages":0}]})");
        };
        Add("updateMeterTerms",
            {[=, this] {
                 Put(operator_, terms(),
                     R"({"closing_day":28,"time_zone":"UTC","starts_on":"2026-01-01",)"
                     R"("close_after_days":0,"groups":[{"name":"Old","meters":["life"],"included_pages":0}]})");
                 Forget();
                 set();
             },
             {"meter_terms.updated"},
             admin,
             child_,
             set});
        AddTask("statements.close_contract", {[this] {
                                                  pg::Transaction tx(database_.pool(), pg::Scope::System());
                                                  tasks::Enqueue(tx, ids_source_, clock_.Now(),
                                                                 {.kind = "statements.close"});
                                                  tx.Commit();
                                                  RunTasks();
                                              },
                                              {"statement.created"},
                                              "statements.close",
                                              child_});
        Add("closeContractPeriod",
            {[=, this] {
                 // A month that is over already is closed again under another contract's terms.
                 const auto other =
                     Ok(operator_.Post("/api/v1/contracts?organization_id=" + child_,
                                       R"({"number":"METERS-2","name":"Print","customer":"self_service",)"
                                       R"("supplies_included":true,"excluded_kinds":[],"delivery_days":[]})"),
                        201)
                         .At("/id");
                 Put(operator_, "/api/v1/contracts/" + other + "/meter-terms",
                     R"({"closing_day":1,"time_zone":"UTC","starts_on":")" +
                         base::FormatDay(std::chrono::floor<std::chrono::days>(clock_.Now() - std::chrono::days(50))) +
                         R"(","close_after_days":20,"groups":[{"name":"All","meters":["life"],"included_pages":0}]})");
                 Forget();
                 Ok(operator_.Post("/api/v1/contracts/" + other + "/closings", ""), 201);
             },
             {"statement.created"},
             admin,
             child_});
        const auto first = [this](const std::string& what) {
            return Value("SELECT id FROM statements ORDER BY created_at, period_ends_on LIMIT 1") + what;
        };
        const auto correct = [=, this] {
            const auto line = "/api/v1/statement-lines/" + ids_["statement_line"];
            Ok(operator_.Send(http::Method::kPut, line, R"({"start_value":1,"end_value":2,"reason":"seen"})",
                              {{"If-Match", std::string(operator_.Get(line).headers.Get("ETag"))}}),
               200);
        };
        Add("correctStatementLine",
            {[=, this] {
                 // A period in which the printer was read.
                 pg::Transaction tx(database_.pool(), pg::Scope::System());
                 const meter_reads::ContractKey contract{
                     *base::OrganizationId::Parse(child_),
                     *printers::ContractId::Parse(Value("SELECT contract_id FROM printers"))};
                 const auto made = statements::Close(tx, ids_source_, contract, clock_.Now() + std::chrono::days(60));
                 tx.Commit();
                 ids_["statement_line"] =
                     Value("SELECT id FROM statement_lines WHERE statement_id = '" + made.value().ToString() + "'");
                 Forget();
                 correct();
             },
             {"statement_line.corrected"},
             admin,
             child_,
             correct});
        Add("approveStatement", {[=, this] {
                                     tagged(operator_, "/api/v1/statements/" + first("/approval"),
                                            "/api/v1/statements/" + first(""));
                                 },
                                 {"statement.approved"},
                                 admin,
                                 child_});
        Add("deleteMeterTerms", {[=, this] { Delete(operator_, terms()); }, {"meter_terms.deleted"}, admin, child_});
    }
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
