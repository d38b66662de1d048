#pragma once

#include "server/platform/api/actor.hpp"

// The roles and permissions of the platform's own tests, which know no product.
enum class http::Role : std::uint8_t { kViewer, kFleetManager, kAdministrator, kAgent };

namespace http::sample {

inline constexpr Role kRoles[] = {Role::kViewer, Role::kFleetManager, Role::kAdministrator, Role::kAgent};
inline constexpr RoleSet kPeople{Role::kViewer, Role::kFleetManager, Role::kAdministrator};
inline constexpr Permission kSee{"see", kPeople};
inline constexpr Permission kChange{"change", {Role::kFleetManager, Role::kAdministrator}};
inline constexpr Permission kManage{"manage", {Role::kAdministrator}};
inline constexpr Permission kActAsAgent{"act_as_agent", {Role::kAgent}};

}  // namespace http::sample
