#pragma once

#include "server/platform/pg/testing.hpp"

// For tests only: what no function does to printers, or none does yet.
namespace printers::testing {

// Managed by MPS Express, which is not there yet.
inline void Manage(pg::testing::Database& database, const std::string& serial_number) {
    database.Sql("UPDATE printers SET managed = 'mps_express' WHERE serial_number = '" + serial_number + "'");
}

// Every change of a contact names this one from now on, though it is none of the organization's.
inline void ForgeContact(pg::testing::Database& database, const std::string& contact) {
    database.Sql("UPDATE printer_events SET args = jsonb_set(args, '{to}', '\"" + contact +
                 "\"') WHERE code = 'printer_contact_changed'");
}

}  // namespace printers::testing
