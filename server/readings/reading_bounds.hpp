#pragma once

#include <cstddef>
#include <vector>

#include "lib/base/problem.hpp"
#include "lib/printing/reading.hpp"

// What a batch and a reading may hold. Far more than any printer tells (an agent asks for less), far less than what would
// cost the server, its database or a person who looks at it anything: what comes from an agent's key is hostile until
// shown otherwise.
namespace readings {

inline constexpr std::size_t kMostReadings = 1000;    // in a batch; agents send 200
inline constexpr std::size_t kMostThinned = 10'000;   // ranges in a batch
inline constexpr std::size_t kMostCharacters = 2000;  // of one text

inline constexpr std::size_t kMostAlerts = 5000;  // of all readings of a batch: each is a row of its own

// What of a reading is beyond the bounds, each by its JSON pointer into the reading: "too_many_items" of a list,
// "too_long" of a text. Empty: nothing, which costs some hundred comparisons.
std::vector<base::FieldProblem> BeyondBounds(const printing::Reading& reading);

}  // namespace readings
