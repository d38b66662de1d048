#pragma once

#include <boost/json/object.hpp>

#include "server/printers/admin_store.hpp"

namespace printers {

// What somebody changed of a printer, into the audit log and its history. `from` and `to` have one member at least, which the
// sentence of the history says.
void RecordChange(http::Call& call, base::IdSource& ids, const store::AdminRow& before, const char* action,
                  boost::json::object from, boost::json::object to);
// The contract is named in the log; the history says that there is one.
void RecordContract(http::Call& call, base::IdSource& ids, const store::AdminRow& before,
                    const std::optional<ContractId>& contract);

}  // namespace printers
