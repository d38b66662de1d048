#pragma once

#include <string>

#include "server/platform/pg/testing.hpp"

// For tests only: mails in states that take days to come by themselves.
namespace mail::testing {

inline void ForgetMails(pg::testing::Database& database) {
    database.Sql("DELETE FROM mails");
}
// The next attempt of each, whatever it waits for, is now.
inline void MakeMailsDue(pg::testing::Database& database) {
    database.Sql("UPDATE mails SET next_attempt_at = now()");
}
// The first mail of the organization is in that state, with its text still there; its id.
inline std::string SetFirstMail(pg::testing::Database& database, const std::string& organization,
                                const std::string& state) {
    return database.Value("UPDATE mails SET state = '" + state +
                          "', body_text = 'x', next_attempt_at = " + (state == "queued" ? "now()" : "NULL") +
                          " WHERE (organization_id, id) = (SELECT organization_id, id FROM mails WHERE "
                          "organization_id = '" +
                          organization + "' ORDER BY id LIMIT 1) RETURNING id");
}

}  // namespace mail::testing
