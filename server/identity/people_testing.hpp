#pragma once

#include <string>

#include "server/platform/pg/testing.hpp"

// For tests of other features: what people do about themselves and each other, without signing in.
namespace identity::testing {

inline void Disable(pg::testing::Database& database, const std::string& email) {
    database.Sql("UPDATE users SET state = 'disabled' WHERE email = '" + email + "'");
}
// As they choose it in their settings (PRT-2).
inline void WantNoAlerts(pg::testing::Database& database, const std::string& email) {
    database.Sql("UPDATE users SET mail_alerts = false WHERE email = '" + email + "'");
}

}  // namespace identity::testing
