#include <fmt/format.h>

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/registration.hpp"

namespace printers {
namespace store {
namespace {

using base::Instant;
using base::OrganizationId;

// As the indexes of migration 0164 have it.
constexpr const char* kDescribedAs = R"(p.identity_key || E'\n' || p.manufacturer_key || E'\n' || p.model_key)";

std::string RegistrationFacts(const char* where) {
    return fmt::format(R"sql(
    SELECT p.organization_id, p.id, p.identity_key, p.manufacturer, p.model, {} AS described_as, p.registered_as,
        p.registration_problem, p.discovered_at
    FROM printers AS p
    WHERE p.deregistered_at IS NULL AND )sql",
                       kDescribedAs) +
           where;
}

const pg::Query<RegistrationFact(std::int32_t)> kListUndecided{
    "printers.registrations_due",
    RegistrationFacts(
        fmt::format("p.registered_as <> {} ORDER BY p.organization_id, p.id LIMIT $1", kDescribedAs).c_str())};
const pg::Query<RegistrationFact(OrganizationId, std::vector<PrinterId>)> kListUndecidedOf{
    "printers.registrations_due_of",
    RegistrationFacts(
        fmt::format("p.organization_id = $1 AND p.id = ANY ($2) AND p.registered_as <> {} ORDER BY p.id", kDescribedAs)
            .c_str())};
// The reason that a serial number is missing goes with the identity, and makes the decision void.
const pg::Query<RegistrationFact(OrganizationId, PrinterId, std::int32_t)> kListRefused{
    "printers.registrations_refused",
    RegistrationFacts(fmt::format(R"sql(p.registration_problem <> 'none' AND p.registration_problem <> 'serial_missing'
        AND p.registration_by = '' AND p.registered_as = {} AND (p.organization_id, p.id) > ($1, $2)
    ORDER BY p.organization_id, p.id LIMIT $3)sql",
                                  kDescribedAs)
                          .c_str())};
const pg::Query<RegistrationFact(std::vector<std::string>)> kFindSameSerial{
    "printers.registrations_of_serials", RegistrationFacts("p.identity_key = ANY ($1)")};

const pg::Query<Changed(OrganizationId, std::vector<PrinterId>, std::vector<std::string>, std::vector<std::string>,
                        Instant)>
    kDecideRegistrations{"printers.decide_registrations", fmt::format(R"sql(
    WITH decided AS MATERIALIZED (
        SELECT p.id, p.registration_problem AS before, verdicts.problem, verdicts.described_as
        FROM unnest($2, $3, $4) AS verdicts (id, described_as, problem)
        JOIN printers AS p ON p.organization_id = $1 AND p.id = verdicts.id
        WHERE p.deregistered_at IS NULL AND {0} = verdicts.described_as
            AND (p.registration_by = '' OR p.registered_as <> {0})
        ORDER BY p.id FOR NO KEY UPDATE OF p),
    written AS (
        UPDATE printers AS p SET registration_problem = decided.problem, registered_as = decided.described_as,
            registration_by = '', registration_reason = '', updated_at = $5
        FROM decided
        WHERE p.organization_id = $1 AND p.id = decided.id
            AND (p.registration_problem <> decided.problem OR p.registered_as <> decided.described_as)
        RETURNING p.id)
    SELECT decided.id, decided.before, decided.problem FROM decided JOIN written ON written.id = decided.id
    WHERE decided.before <> decided.problem ORDER BY decided.id)sql",
                                                                      kDescribedAs)};

const pg::Query<KnownRegistration(OrganizationId, PrinterId)> kFindRegistration{"printers.find_registration",
                                                                                fmt::format(R"sql(
    SELECT p.registration_problem, p.registration_by, p.registration_reason, p.registered_as = {} AS decided
    FROM printers AS p WHERE p.organization_id = $1 AND p.id = $2)sql",
                                                                                            kDescribedAs)};
const pg::Query<void(OrganizationId, std::vector<PrinterId>, RegistrationProblem, std::string, std::string, Instant)>
    kSetRegistration{"printers.set_registration", fmt::format(R"sql(
    WITH held AS MATERIALIZED (
        SELECT id FROM printers WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE)
    UPDATE printers AS p SET registration_problem = $3, registration_by = $4, registration_reason = $5,
        registered_as = {}, version = version + 1, updated_at = $6
    FROM held WHERE p.organization_id = $1 AND p.id = held.id)sql",
                                                              kDescribedAs)};

}  // namespace

std::vector<RegistrationFact> ListUndecided(pg::Transaction& tx, std::int32_t limit) {
    return tx.All(kListUndecided, limit);
}
std::vector<RegistrationFact> ListUndecidedOf(pg::Transaction& tx, OrganizationId organization,
                                              const std::vector<PrinterId>& printers) {
    return tx.All(kListUndecidedOf, organization, printers);
}
std::vector<RegistrationFact> ListRefused(pg::Transaction& tx, OrganizationId after_organization,
                                          PrinterId after_printer, std::int32_t limit) {
    return tx.All(kListRefused, after_organization, after_printer, limit);
}
std::vector<RegistrationFact> FindSameSerial(pg::Transaction& tx, const std::vector<std::string>& identity_keys) {
    if (identity_keys.empty()) return {};
    return tx.All(kFindSameSerial, identity_keys);
}

std::vector<Changed> Decide(pg::Transaction& tx, OrganizationId organization, const std::vector<Verdict>& verdicts,
                            Instant now) {
    std::vector<PrinterId> ids;
    std::vector<std::string> described;
    std::vector<std::string> problems;
    for (const auto& verdict : verdicts) {
        ids.push_back(verdict.id);
        described.push_back(verdict.described_as);
        problems.emplace_back(base::json::EnumName(verdict.problem));
    }
    return tx.All(kDecideRegistrations, organization, ids, described, problems, now);
}

std::optional<KnownRegistration> FindRegistration(pg::Transaction& tx, OrganizationId organization, PrinterId printer) {
    return tx.One(kFindRegistration, organization, printer);
}

void SetRegistration(pg::Transaction& tx, OrganizationId organization, const std::vector<PrinterId>& printers,
                     const Registration& registration, Instant now) {
    tx.Exec(kSetRegistration, organization, printers, registration.registration_problem, registration.registration_by,
            registration.registration_reason, now);
}

}  // namespace store

void SetRegistrationProblem(pg::Transaction& tx, base::OrganizationId organization,
                            const std::vector<PrinterId>& printers, RegistrationProblem problem, base::Instant now) {
    store::SetRegistration(tx, organization, printers, {problem, "operator", ""}, now);
}

}  // namespace printers
