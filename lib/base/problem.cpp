#include "lib/base/problem.hpp"

#include <algorithm>

namespace base {

bool FieldProblems::Has(std::string_view pointer) const {
    return std::ranges::any_of(fields_, [&](const FieldProblem& field) { return field.pointer == pointer; });
}

}  // namespace base
