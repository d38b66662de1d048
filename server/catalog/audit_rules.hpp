#pragma once

#include <boost/json/value.hpp>

#include "lib/base/ids.hpp"

namespace pg {
class Transaction;
}

// What the audit log says of items.
namespace catalog {

bool IsOperator(pg::Transaction& tx, base::OrganizationId organization);

// The log of a customer's organization, where somebody of the operator acts, is read there: prices are the operator's.
void HidePrice(boost::json::value& item);

}  // namespace catalog
