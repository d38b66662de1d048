#pragma once

#include <optional>
#include <vector>

#include "server/organizations/organizations.hpp"

namespace organizations {

// What may be listed and managed from the organization acted in. An administrator of a parent organization manages its
// child organizations (ORG-2) even without acting inside them (ORG-5): the transaction then sees the children's rows, and
// whoever calls this asks for no others than those of the organizations themselves.
std::vector<OrganizationId> Manageable(http::Call& call);
// nullopt: it cannot be managed from there, or is not there.
std::optional<Organization> FindManageable(http::Call& call, OrganizationId id);

}  // namespace organizations
