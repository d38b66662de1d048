#include "server/mps_express/membership_store.hpp"

namespace mps_express::store {

namespace {

using Among = std::span<const base::OrganizationId>;

const pg::Query<MpsAcceptance(base::OrganizationId, std::int32_t, base::Uuid)> kFindAcceptance{
    "mps_express.find_acceptance", R"sql(
    SELECT {columns} FROM mps_express_acceptances
    WHERE organization_id = $1 AND terms_version = $2 AND accepted_by_id = $3)sql"};
const pg::Insert<MpsAcceptance> kInsertAcceptance{"mps_express.insert_acceptance", "mps_express_acceptances",
                                                  "ON CONFLICT DO NOTHING"};
const pg::List<ShownMpsAcceptance, AcceptanceFilter, AcceptanceColumn> kListAcceptances{{
    .name = "mps_express.acceptances",
    .from = R"sql((
    SELECT a.*, o.name AS organization_name
    FROM mps_express_acceptances AS a
    JOIN organizations AS o ON o.id = a.organization_id) AS acceptances)sql",
    .where = "organization_id = ANY ($organizations)",
    .sorts = {{AcceptanceColumn::kAcceptedAt, "accepted_at", "timestamptz"},
              {AcceptanceColumn::kAcceptedBy, "lower(accepted_by)"},
              {AcceptanceColumn::kOrganizationName, "lower(organization_name)"},
              {AcceptanceColumn::kTermsVersion, "terms_version", "integer"}},
}};

const pg::Query<ShownMpsEnrollment(Among, EnrollmentId)> kFindEnrollment{"mps_express.find_enrollment", R"sql(
    SELECT {columns} FROM (
        SELECT e.*, a.terms_version FROM mps_express_enrollments AS e
        JOIN mps_express_acceptances AS a ON a.organization_id = e.organization_id AND a.id = e.acceptance_id
        WHERE e.organization_id = ANY ($1) AND e.id = $2) AS enrollments)sql"};
const pg::Insert<Enrollment> kInsertEnrollment{"mps_express.insert_enrollment", "mps_express_enrollments"};

struct OfEnrollment {
    base::OrganizationId organization_id;
    EnrollmentId enrollment_id;
    MembershipState state = MembershipState::kPending;
    std::string requested_by;
    base::Instant requested_at;
    std::string decided_by;
    std::optional<base::Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(OfEnrollment, (),
                      (organization_id, enrollment_id, state, requested_by, requested_at, decided_by, decided_at))
const pg::InsertRows<OfEnrollment, Member> kInsertMembers{"mps_express.insert_members", "mps_express_memberships"};

constexpr const char* kShownMembers = R"sql((
    SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number
    FROM mps_express_memberships AS m
    JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id
    JOIN organizations AS o ON o.id = m.organization_id) AS memberships)sql";
const pg::List<MpsMembership, MembershipFilter, MembershipColumn> kListMemberships{{
    .name = "mps_express.memberships",
    .from = kShownMembers,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND (cardinality($state) = 0 OR state = ANY ($state))\n"
             "  AND ($printer IS NULL OR printer_id = $printer)",
    .sorts = {{MembershipColumn::kRequestedAt, "requested_at", "timestamptz"},
              {MembershipColumn::kModel, "lower(manufacturer || ' ' || model)"},
              {MembershipColumn::kState, "state"},
              {MembershipColumn::kOrganizationName, "lower(organization_name)"},
              {MembershipColumn::kRequestedBy, "lower(requested_by)"},
              {MembershipColumn::kDecidedAt, "COALESCE(decided_at, '-infinity')", "timestamptz"},
              {MembershipColumn::kDecidedBy, "lower(COALESCE(decided_by, ''))"},
              {MembershipColumn::kReason, "lower(COALESCE(reason, ''))"}},
}};

std::string MembershipsBy(const char* lock) {
    return std::string(
               "SELECT m.*, o.name AS organization_name, p.manufacturer, p.model, p.serial_number\n"
               "FROM mps_express_memberships AS m\n"
               "JOIN printers AS p ON p.organization_id = m.organization_id AND p.id = m.printer_id\n"
               "JOIN organizations AS o ON o.id = m.organization_id\n"
               "WHERE m.organization_id = ANY ($1) AND m.id = ANY ($2)\nORDER BY m.organization_id, m.id") +
           lock;
}
using MembershipsQuery = pg::Query<MpsMembership(Among, std::vector<MembershipId>)>;
const MembershipsQuery kFindMemberships{"mps_express.find_memberships", MembershipsBy("")};
const MembershipsQuery kLockMemberships{"mps_express.lock_memberships", MembershipsBy("\nFOR UPDATE OF m")};

const pg::Query<void(Decision)> kDecide{"mps_express.decide", R"sql(
    UPDATE mps_express_memberships
    SET state = $state, reason = $reason, decided_by = $decided_by, decided_at = $decided_at
    WHERE organization_id = $organization_id AND id = ANY ($memberships))sql"};

}  // namespace

std::optional<MpsAcceptance> FindAcceptance(pg::Transaction& tx, base::OrganizationId organization,
                                            std::int32_t terms_version, base::Uuid person) {
    return tx.One(kFindAcceptance, organization, terms_version, person);
}
bool InsertAcceptance(pg::Transaction& tx, const MpsAcceptance& acceptance) {
    return tx.Exec(kInsertAcceptance, acceptance) > 0;
}
pg::Slice<ShownMpsAcceptance> ListAcceptances(pg::Transaction& tx, const AcceptanceFilter& filter,
                                              const pg::Window<AcceptanceColumn>& window) {
    return kListAcceptances.Read(tx, filter, window);
}

std::optional<ShownMpsEnrollment> FindEnrollment(pg::Transaction& tx, Among organizations, EnrollmentId id) {
    return tx.One(kFindEnrollment, organizations, id);
}

void InsertEnrollment(pg::Transaction& tx, const Enrollment& enrollment, const std::vector<Member>& members,
                      const std::string& confirmed_by) {
    tx.Exec(kInsertEnrollment, enrollment);
    OfEnrollment shared{.organization_id = enrollment.organization_id,
                        .enrollment_id = enrollment.id,
                        .requested_by = enrollment.requested_by,
                        .requested_at = enrollment.requested_at};
    if (!confirmed_by.empty()) {
        shared.state = MembershipState::kManaged;
        shared.decided_by = confirmed_by;
        shared.decided_at = enrollment.requested_at;
    }
    tx.Exec(kInsertMembers, shared, members);
}

pg::Slice<MpsMembership> ListMemberships(pg::Transaction& tx, const MembershipFilter& filter,
                                         const pg::Window<MembershipColumn>& window) {
    return kListMemberships.Read(tx, filter, window);
}
std::vector<MpsMembership> FindMemberships(pg::Transaction& tx, Among organizations,
                                           const std::vector<MembershipId>& ids) {
    return tx.All(kFindMemberships, organizations, ids);
}
std::vector<MpsMembership> LockMemberships(pg::Transaction& tx, Among organizations,
                                           const std::vector<MembershipId>& ids) {
    return tx.All(kLockMemberships, organizations, ids);
}

void Decide(pg::Transaction& tx, const Decision& decision) {
    tx.Exec(kDecide, decision);
}

}  // namespace mps_express::store
