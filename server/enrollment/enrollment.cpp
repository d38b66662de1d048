#include "server/enrollment/enrollment.hpp"

#include "server/enrollment/enrollment_store.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"

// For the features around it.
namespace enrollment {

std::vector<Participation> ListParticipations(pg::Transaction& tx, base::OrganizationId organization) {
    return store::ListParticipations(tx, organization);
}

std::vector<printers::PrinterId> Enroll(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                        const std::vector<printers::PrinterId>& printers, Source source,
                                        const std::string& actor, base::Instant now) {
    auto enrolled = store::Enroll(tx, organization, printers, source, actor, now);
    printers::AddHistory(tx, ids, organization, enrolled, "printer_enrolled", {}, actor, now);
    return enrolled;
}

std::vector<printers::PrinterId> Withdraw(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                          const std::vector<printers::PrinterId>& printers, const std::string& actor,
                                          base::Instant now) {
    auto withdrawn = store::Withdraw(tx, organization, printers, actor, now);
    printers::AddHistory(tx, ids, organization, withdrawn, "printer_withdrawn", {}, actor, now);
    return withdrawn;
}

void Departures::OnLeft(pg::Transaction& tx, base::OrganizationId organization,
                        const std::vector<printers::PrinterId>& printers, const std::string& actor, base::Instant now) {
    Withdraw(tx, ids_, organization, printers, actor, now);
}

}  // namespace enrollment
