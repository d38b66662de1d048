#pragma once

#include <string>

#include "lib/base/ids.hpp"

namespace bench {

inline constexpr const char* kFleetTables[] = {"printers", "printer_states", "printer_supplies", "printer_terms"};

// SQL for Database::Fill(kFleetTables, ...): an operator, partners, customers with one site and one agent each, and their
// printers with state and five supplies. Customers are of very different size: of a thousand, number 0 has a tenth of all
// printers, half of them have some dozens.
std::string FleetSql(long printers, int customers, int partners);

// Customer n; of partner n it is 100,000 + n, of the operator 1,000,000.
base::OrganizationId FleetOrganization(long number);

}  // namespace bench
