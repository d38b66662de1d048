#pragma once

#include <span>
#include <vector>

#include "server/enrollment/enrollment.hpp"
#include "server/enrollment/enrollment_store.hpp"
#include "server/platform/api/actor.hpp"

// The routes of the feature, by file, and what they share.
namespace enrollment {

void RegisterHolds(http::Router& router, const Parts& parts);
void RegisterDisconnections(http::Router& router, const Parts& parts);

// The operator's people, wherever they act.
[[nodiscard]] bool IsOperators(const http::Actor& actor);

// A printer, and its state as the actor sees it.
struct JudgedPrinter {
    store::PrinterRow printer;
    EnrollmentState state = EnrollmentState::kReady;
    std::optional<EnrollmentState> obstacle{};                                 // ObstacleOf
    contracts::CustomerKind customer = contracts::CustomerKind::kSelfService;  // of its contract
    bool has_contract = false;
};
// In their order; a handful of queries however many there are.
std::vector<JudgedPrinter> JudgeAll(pg::Transaction& tx, const Parts& parts, const http::Actor& actor,
                                    std::vector<store::PrinterRow> printers, base::Instant now);

// What people call it: model and serial number.
std::string NameOf(const store::PrinterRow& printer);

inline constexpr std::size_t kMostAtOnce = 5000;
inline constexpr std::size_t kNamed = 100;  // are named with their reason; the rest is counted

// A printer that was left out.
struct RefusedEnrollment {
    printers::PrinterId printer_id;
    EnrollmentState state = EnrollmentState::kReady;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(RefusedEnrollment, (), (printer_id, state, name))

}  // namespace enrollment
