#pragma once

#include <vector>

#include "server/identity/identity.hpp"

namespace replenishment {

// Who looks after supplies at the operator; where nobody does, its administrators; without those who do not want
// reports by mail (PRT-2). `tx` has the scope of the system.
std::vector<identity::User> PeopleOfOperator(pg::Transaction& tx);

}  // namespace replenishment
