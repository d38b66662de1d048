#include "server/enrollment/enrollment.hpp"

#include "server/enrollment/enrollment_store.hpp"
#include "server/enrollment/notices.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/webhooks/webhooks.hpp"

// For the features around it.
namespace enrollment {

std::vector<Participation> ListParticipations(pg::Transaction& tx, base::OrganizationId organization) {
    return store::ListParticipations(tx, organization);
}

std::map<printers::PrinterId, Supplied> ListSupplied(pg::Transaction& tx,
                                                     const std::vector<base::OrganizationId>& organizations,
                                                     const std::vector<printers::PrinterId>& printers,
                                                     base::Day today) {
    std::map<printers::PrinterId, Supplied> supplied;
    for (auto& row : store::ListSupplied(tx, organizations, printers)) {
        Supplied& one = supplied[row.printer_id];
        one.hold_reason = std::move(row.hold_reason);
        if (row.looked_after && row.RunsOn(today)) one.coverage = std::move(row);
    }
    return supplied;
}

std::vector<printers::PrinterId> Enroll(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                        const std::vector<printers::PrinterId>& printers, Source source,
                                        const std::string& actor, base::Instant now) {
    auto enrolled = store::Enroll(tx, organization, printers, source, actor, now);
    if (enrolled.empty()) return enrolled;
    printers::AddHistory(tx, ids, organization, enrolled, "printer_enrolled", {}, actor, now);
    std::vector<boost::json::object> events;
    for (const auto& printer : printers::FindPrinterNames(tx, organization, enrolled))
        events.push_back(ToldOf(printer));
    webhooks::PublishAll(tx, ids, organization, webhooks::event::kPrinterEnrolled, events, now);
    return enrolled;
}

std::vector<printers::PrinterId> Withdraw(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                          const std::vector<printers::PrinterId>& printers, const std::string& actor,
                                          base::Instant now) {
    auto withdrawn = store::Withdraw(tx, organization, printers, actor, now);
    if (withdrawn.empty()) return withdrawn;
    printers::AddHistory(tx, ids, organization, withdrawn, "printer_withdrawn", {}, actor, now);
    return withdrawn;
}

void Departures::OnLeft(pg::Transaction& tx, base::OrganizationId organization,
                        const std::vector<printers::PrinterId>& printers, const std::string& actor, base::Instant now) {
    Withdraw(tx, ids_, organization, printers, actor, now);
}

}  // namespace enrollment
