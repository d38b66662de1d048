#pragma once

#include <string>
#include <string_view>

// Values of contacts as they are kept, whichever way they come: what is not seen makes no two contacts of one.
namespace contacts {

// As base::csv::CleanValue, also without the marks within that say how a text is written or broken: no telephone number or address has them.
std::string WithoutMarks(std::string_view value);

}  // namespace contacts
