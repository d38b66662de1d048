#pragma once

// PostgreSQL for features: named queries with C++ types, transactions that carry the actor's
// organizations, a bounded pool. What a feature's store file looks like:
//
//   struct ContactRow {
//       ContactId id;
//       std::string last_name;
//       std::optional<std::string> email;   // a column that may be NULL
//       ContactState state = {};            // a described enum, stored as text
//       std::int64_t version = 0;
//   };
//   BOOST_DESCRIBE_STRUCT(ContactRow, (), (id, last_name, email, state, version))
//
//   const pg::Query<ContactRow(base::OrganizationId, ContactId)> kFindContact{"contacts.find", R"sql(
//       SELECT id, last_name, email, state, version FROM contacts
//       WHERE organization_id = $1 AND id = $2)sql"};
//
//   std::optional<ContactRow> row = tx.One(kFindContact, organization, id);
//
// Columns bind to members by name; every member needs its column and every column its member. A test
// prepares every query of the program on a migrated database (server/queries_test.cpp).
#include "server/platform/pg/connection.hpp"   // IWYU pragma: export
#include "server/platform/pg/error.hpp"        // IWYU pragma: export
#include "server/platform/pg/listener.hpp"     // IWYU pragma: export
#include "server/platform/pg/pool.hpp"         // IWYU pragma: export
#include "server/platform/pg/query.hpp"        // IWYU pragma: export
#include "server/platform/pg/transaction.hpp"  // IWYU pragma: export
#include "server/platform/pg/types.hpp"        // IWYU pragma: export
