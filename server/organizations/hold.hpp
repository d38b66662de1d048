#pragma once

#include "lib/base/ids.hpp"

namespace pg {
class Transaction;
}

namespace organizations {

// False when it is deleted; it cannot be before `tx` ends. Whoever adds what forbids a deletion (ORG-2) holds the
// organization first: its row outlives it, so that no foreign key says that it is gone.
bool Hold(pg::Transaction& tx, base::OrganizationId organization);

}  // namespace organizations
