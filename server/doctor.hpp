#pragma once

#include "server/settings.hpp"

namespace server {

// `platen doctor`: looks at every setting and says what to do about what is wrong. Changes nothing. Gives 0, or 1 when
// `platen serve` would not work.
int Doctor(const Settings& settings);

}  // namespace server
