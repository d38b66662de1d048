#pragma once

#include "lib/base/limits.hpp"
#include "server/identity/password_rules.hpp"

// What the fields about people take (IDN-1, IDN-2); the bodies of the routes and the rules share them.
namespace identity {

inline constexpr std::size_t kMaxName = 60;  // code points; of a person, an API key, the operator at its first start
inline constexpr std::size_t kMaxCode = 32;  // a code of a second factor with what people type between

inline constexpr base::Limit kEmailLimit{.field = "email", .required = true, .max_length = 254};
inline constexpr base::Limit kFirstNameLimit{.field = "first_name", .max_length = kMaxName};
inline constexpr base::Limit kLastNameLimit{.field = "last_name", .max_length = kMaxName};
inline constexpr base::Limit kKeyNameLimit{.field = "name", .required = true, .max_length = kMaxName};
inline constexpr base::Limit kRolesLimit{.field = "roles", .required = true};
inline constexpr base::Limit kPasswordLimit{.field = "password", .required = true, .max_length = kMaxPassword};

}  // namespace identity
