#pragma once

#include <string>
#include <string_view>

#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"

// What the routes and the public functions share.
namespace organizations {

// Of an organization and of a site.
inline constexpr base::Limit kNameLimit{.field = "name", .required = true, .max_length = 100};

// The name as it is kept; adds /name "missing" or "too_long".
std::string CleanName(std::string_view name, base::FieldProblems& problems);
// Two of one parent (or two sites of one organization) would have the same name.
std::unexpected<base::Problem> RefuseNameTaken();

}  // namespace organizations
