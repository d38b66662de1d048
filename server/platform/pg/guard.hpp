#pragma once

#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "server/platform/pg/pool.hpp"

namespace pg {

// One reason why the server must not serve from a database, with what to do about it. The code is
// stable: superuser, bypass_row_level_security, owner, not_application, version, fsync,
// full_page_writes, synchronous_commit, encoding.
struct Objection {
    std::string code;
    std::string text;
};

// Why the server must not use this login or these settings; empty when it may. Row level security
// protects nobody from a superuser, a role with BYPASSRLS or an owner, and an answer "saved" is a
// lie without fsync.
std::vector<Objection> CheckDatabase(Pool& pool);

// What the database takes for the time.
base::Instant DatabaseNow(Pool& pool);

}  // namespace pg
