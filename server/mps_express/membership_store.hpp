#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/mps_express/mps_express.hpp"
#include "server/platform/pg/list.hpp"

// Who accepted which terms, who added which printers, and what became of them: the tables mps_express_acceptances,
// _enrollments and _memberships.
namespace mps_express {

enum class MembershipState { kPending, kManaged, kRejected, kRemoved };
BOOST_DESCRIBE_ENUM(MembershipState, kPending, kManaged, kRejected, kRemoved)

}  // namespace mps_express

namespace mps_express::store {

struct MpsAcceptance {
    base::OrganizationId organization_id;
    AcceptanceId id;
    std::int32_t terms_version = 0;
    std::string accepted_by;
    base::Id<struct MpsPersonTag> accepted_by_id;
    base::Instant accepted_at;
};
BOOST_DESCRIBE_STRUCT(MpsAcceptance, (), (organization_id, id, terms_version, accepted_by, accepted_by_id, accepted_at))
struct ShownMpsAcceptance : MpsAcceptance {
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(ShownMpsAcceptance, (MpsAcceptance), (organization_name))

enum class AcceptanceColumn { kAcceptedAt, kAcceptedBy, kOrganizationName, kTermsVersion };
BOOST_DESCRIBE_ENUM(AcceptanceColumn, kAcceptedAt, kAcceptedBy, kOrganizationName, kTermsVersion)
struct AcceptanceFilter {
    std::span<const base::OrganizationId> organizations;
};
BOOST_DESCRIBE_STRUCT(AcceptanceFilter, (), (organizations))

// What this person accepted for the organization, if it is this version.
std::optional<MpsAcceptance> FindAcceptance(pg::Transaction& tx, base::OrganizationId organization,
                                            std::int32_t terms_version, base::Uuid person);
bool InsertAcceptance(pg::Transaction& tx, const MpsAcceptance& acceptance);  // false: accepted before
pg::Slice<ShownMpsAcceptance> ListAcceptances(pg::Transaction& tx, const AcceptanceFilter& filter,
                                              const pg::Window<AcceptanceColumn>& window);

struct Enrollment {
    base::OrganizationId organization_id;
    EnrollmentId id;
    AcceptanceId acceptance_id;
    std::int32_t printers = 0;
    std::string requested_by;
    base::Instant requested_at;
};
BOOST_DESCRIBE_STRUCT(Enrollment, (), (organization_id, id, acceptance_id, printers, requested_by, requested_at))
struct ShownMpsEnrollment : Enrollment {
    std::int32_t terms_version = 0;
};
BOOST_DESCRIBE_STRUCT(ShownMpsEnrollment, (Enrollment), (terms_version))
std::optional<ShownMpsEnrollment> FindEnrollment(pg::Transaction& tx,
                                                 std::span<const base::OrganizationId> organizations, EnrollmentId id);

struct Member {
    MembershipId id;
    printers::PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, printer_id))
// The enrollment with a membership for each printer; they are managed at once where `confirmed_by` is not "".
void InsertEnrollment(pg::Transaction& tx, const Enrollment& enrollment, const std::vector<Member>& members,
                      const std::string& confirmed_by);

struct Membership {
    base::OrganizationId organization_id;
    MembershipId id;
    EnrollmentId enrollment_id;
    printers::PrinterId printer_id;
    MembershipState state = MembershipState::kPending;
    std::string reason;
    std::string requested_by;
    base::Instant requested_at;
    std::string decided_by;
    std::optional<base::Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(Membership, (),
                      (organization_id, id, enrollment_id, printer_id, state, reason, requested_by, requested_at,
                       decided_by, decided_at))
struct MpsMembership : Membership {
    std::string organization_name;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
};
BOOST_DESCRIBE_STRUCT(MpsMembership, (Membership), (organization_name, manufacturer, model, serial_number))

enum class MembershipColumn {
    kRequestedAt,
    kModel,
    kState,
    kOrganizationName,
    kRequestedBy,
    kDecidedAt,
    kDecidedBy,
    kReason
};
BOOST_DESCRIBE_ENUM(MembershipColumn, kRequestedAt, kModel, kState, kOrganizationName, kRequestedBy, kDecidedAt,
                    kDecidedBy, kReason)
struct MembershipFilter {
    std::span<const base::OrganizationId> organizations;
    std::vector<MembershipState> state;
    std::optional<printers::PrinterId> printer;
};
BOOST_DESCRIBE_STRUCT(MembershipFilter, (), (organizations, state, printer))
pg::Slice<MpsMembership> ListMemberships(pg::Transaction& tx, const MembershipFilter& filter,
                                         const pg::Window<MembershipColumn>& window);
// By organization and id; without a lock, and locked.
std::vector<MpsMembership> FindMemberships(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                           const std::vector<MembershipId>& ids);
std::vector<MpsMembership> LockMemberships(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                           const std::vector<MembershipId>& ids);

// Of memberships that the caller has locked.
struct Decision {
    base::OrganizationId organization_id;
    std::vector<MembershipId> memberships;
    MembershipState state = MembershipState::kManaged;
    std::string reason;
    std::string decided_by;
    base::Instant decided_at;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (organization_id, memberships, state, reason, decided_by, decided_at))
void Decide(pg::Transaction& tx, const Decision& decision);

}  // namespace mps_express::store
