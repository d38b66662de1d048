#include "server/enrollment/enrollment.hpp"

namespace enrollment {

EnrollmentState Judge(const Candidate& candidate, bool by_operator, base::Day today) {
    if (candidate.enrolled) return EnrollmentState::kEnrolled;
    if (!candidate.contract) return EnrollmentState::kNotUnderContract;
    if (!candidate.contract->RunsOn(today)) return EnrollmentState::kContractNotRunning;
    if (!candidate.contract->supplies_included) return EnrollmentState::kSuppliesExcluded;
    if (candidate.high_volume) return EnrollmentState::kHighVolume;
    if (!candidate.fleet_agent_route && !candidate.native_agent_route) return EnrollmentState::kModelNotListed;
    // A printer with an agent of its own reports by itself; the platform sees either as an agent that reads it.
    if (!candidate.has_agent) return EnrollmentState::kNoRoute;
    if (!candidate.has_contact) return EnrollmentState::kNoContact;
    const bool by_service_desk = candidate.contract->customer == contracts::CustomerKind::kMps;
    return by_service_desk && !by_operator ? EnrollmentState::kByServiceDesk : EnrollmentState::kReady;
}

std::optional<EnrollmentState> ObstacleOf(const Candidate& candidate, base::Day today) {
    if (!candidate.enrolled) return std::nullopt;
    Candidate again = candidate;
    again.enrolled = false;
    again.fleet_agent_route = true;  // what was enrolled once stays, whatever the list of models says since
    const auto state = Judge(again, true, today);
    return state == EnrollmentState::kReady ? std::nullopt : std::optional(state);
}

}  // namespace enrollment
