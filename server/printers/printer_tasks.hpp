#pragma once

#include <vector>

#include "server/printers/printers.hpp"

namespace printers {

inline constexpr const char* kStatusRequestTask = "printers.status_request";
inline constexpr const char* kRestartTask = "printers.restart";
inline constexpr const char* kTestPageTask = "printers.test_page";
inline constexpr const char* kDeregisterTask = "printers.deregister";
inline constexpr const char* kRegisterTask = "printers.register";
inline constexpr const char* kSweepTask = "printers.sweep";
inline constexpr const char* kRegistrationTask = "printers.registration";

// What tasks over chosen printers are given.
struct ChosenPrinter {
    base::OrganizationId organization_id;
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(ChosenPrinter, (), (organization_id, printer_id))
struct TaskInput {
    std::vector<ChosenPrinter> printers;
};
BOOST_DESCRIBE_STRUCT(TaskInput, (), (printers))

// PRN-7: why a printer of that column `managed` is not deregistered (problems.<code>); nullptr: it may be.
const char* ProtectionOf(const std::string& managed);

}  // namespace printers
