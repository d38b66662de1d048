#include "server/printers/printer_changes.hpp"

#include <algorithm>

#include "server/platform/api/call.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/printers/intake_store.hpp"

namespace printers {

void RecordChange(http::Call& call, base::IdSource& ids, const store::AdminRow& before, const char* action,
                  boost::json::object from, boost::json::object to) {
    const boost::json::object args{{"from", from.begin()->value()}, {"to", to.begin()->value()}};
    audit::Record(call, {before.organization_id, action, "printer", before.id.value, std::move(from), std::move(to),
                         store::NameOf(before)});
    std::string code = action;
    std::replace(code.begin(), code.end(), '.', '_');
    store::AddEvent(call.tx(), before.organization_id, before.id, ids.Next(), call.now(), code, args,
                    call.actor().name);
}

void RecordContract(http::Call& call, base::IdSource& ids, const store::AdminRow& before,
                    const std::optional<ContractId>& contract) {
    const auto shown = [](const std::optional<ContractId>& id) {
        return boost::json::object{
            {"under_contract", id.has_value()},
            {"contract_id", id ? boost::json::value(id->ToString()) : boost::json::value(nullptr)}};
    };
    RecordChange(call, ids, before, audit::action::kPrinterContractChanged, shown(before.contract_id), shown(contract));
}

bool TakeOutOfContract(http::Call& call, base::IdSource& ids, base::OrganizationId organization, PrinterId printer,
                       DepartureListener* departures) {
    const auto rows = store::Lock(call.tx(), {organization}, {printer});
    if (rows.empty() || !rows.front().contract_id) return false;
    RecordContract(call, ids, rows.front(), std::nullopt);
    store::SetContract(call.tx(), organization, {printer}, std::nullopt, call.now());
    if (departures != nullptr) {
        departures->OnLeft(call.tx(), organization, {printer}, call.actor().name, call.now());
    }
    return true;
}

}  // namespace printers
