#include "server/organizations/roles.hpp"

#include "lib/base/json.hpp"

namespace organizations {

std::vector<Role> AllRoles() {
    std::vector<Role> roles;
    for (const auto& [role, name] : base::json::EnumNames<Role>()) roles.push_back(role);
    return roles;
}

std::vector<std::string> RoleNames() {
    std::vector<std::string> names;
    for (const auto& [role, name] : base::json::EnumNames<Role>()) names.push_back(name);
    return names;
}

}  // namespace organizations
