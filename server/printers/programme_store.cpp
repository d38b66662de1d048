#include <algorithm>
#include <unordered_set>

#include "server/platform/pg/pg.hpp"
#include "server/printers/admin_store.hpp"
#include "server/printers/printers.hpp"

// What MPS Express asks of printers, and the one place where they become managed (MPX-2, MPX-5).
namespace printers {
namespace store {
namespace {

using Chosen = std::vector<PrinterId>;

std::string FactsOf(const char* from, const char* rest) {
    return std::string(
               "SELECT p.id, p.managed, p.serial_number = '' OR p.registration_problem <> 'none' AS "
               "registration_failed,\n"
               "    p.manufacturer, p.model, COALESCE(s.life_count, -1) AS life_count, p.contact_id IS NOT NULL AS "
               "has_contact, p.agent_id\n"
               "FROM ") +
           from +
           "\nLEFT JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id\n"
           "WHERE p.organization_id = $1 AND p.deregistered_at IS NULL\nORDER BY p.id" +
           rest;
}
const pg::Query<ProgrammeFact(base::OrganizationId)> kAllFacts{"printers.programme_facts",
                                                               FactsOf("printers AS p", "")};
constexpr const char* kChosen = "unnest($2) AS chosen (id) JOIN printers AS p ON p.id = chosen.id";
const pg::Query<ProgrammeFact(base::OrganizationId, Chosen)> kFactsOfSome{"printers.programme_facts_of_some",
                                                                          FactsOf(kChosen, "")};
const pg::Query<ProgrammeFact(base::OrganizationId, Chosen)> kHoldFacts{"printers.hold_programme_facts",
                                                                        FactsOf(kChosen, "\nFOR NO KEY UPDATE OF p")};

const pg::Query<PrinterName(base::OrganizationId, Chosen)> kNames{"printers.names", R"sql(
    SELECT {columns:p} FROM unnest($2) AS chosen (id) JOIN printers AS p ON p.id = chosen.id
    WHERE p.organization_id = $1 ORDER BY p.id)sql"};

const pg::Query<void(base::OrganizationId, Chosen, Managed, base::Instant)> kSetManaged{"printers.set_managed", R"sql(
    UPDATE printers SET managed = $3, version = version + 1, updated_at = $4
    WHERE organization_id = $1 AND id = ANY ($2))sql"};
struct PrinterEvents {
    base::OrganizationId organization_id;
    base::Instant at;
    std::string code;
    boost::json::value args;
    std::string actor;
};
BOOST_DESCRIBE_STRUCT(PrinterEvents, (), (organization_id, at, code, args, actor))
struct PrinterEvent {
    PrinterId printer_id;
    base::Uuid id;
};
BOOST_DESCRIBE_STRUCT(PrinterEvent, (), (printer_id, id))
const pg::InsertRows<PrinterEvents, PrinterEvent> kAddPrinterEvents{"printers.add_events", "printer_events"};

struct NamedManaged {
    std::string name;
    std::int64_t count = 0;  // of all
};
BOOST_DESCRIBE_STRUCT(NamedManaged, (), (name, count))
const pg::Query<NamedManaged(base::OrganizationId, Managed, std::int32_t)> kFirstManaged{"printers.first_managed",
                                                                                         R"sql(
    SELECT btrim(model || ' ' || serial_number) AS name, count(*) OVER () AS count FROM printers
    WHERE organization_id = $1 AND managed = $2 ORDER BY model_key, serial_key, id LIMIT $3)sql"};

// From here on it is cheaper to read the whole fleet than to look for each of them.
constexpr std::size_t kMostLookedFor = 5000;

}  // namespace

void AddEvents(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
               const std::vector<PrinterId>& printers, const std::string& code, const boost::json::object& args,
               const std::string& actor, base::Instant now) {
    std::vector<PrinterEvent> events;
    events.reserve(printers.size());
    for (const PrinterId printer : printers) events.push_back({printer, ids.Next()});
    tx.Exec(kAddPrinterEvents, {organization, now, code, args, actor}, events);
}

}  // namespace store

std::vector<ProgrammeFact> ListProgrammeFacts(pg::Transaction& tx, base::OrganizationId organization,
                                              const std::optional<std::vector<PrinterId>>& printers) {
    if (printers && printers->size() <= store::kMostLookedFor) {
        return tx.All(store::kFactsOfSome, organization, *printers);
    }
    auto facts = tx.All(store::kAllFacts, organization);
    if (!printers) return facts;
    const std::unordered_set<PrinterId> chosen(printers->begin(), printers->end());
    std::erase_if(facts, [&](const ProgrammeFact& fact) { return !chosen.contains(fact.id); });
    return facts;
}

std::vector<ProgrammeFact> HoldProgrammeFacts(pg::Transaction& tx, base::OrganizationId organization,
                                              const std::vector<PrinterId>& printers) {
    return tx.All(store::kHoldFacts, organization, printers);
}

std::vector<PrinterName> FindPrinterNames(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<PrinterId>& printers) {
    return tx.All(store::kNames, organization, printers);
}

void AddHistory(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                const std::vector<PrinterId>& printers, const std::string& code, const boost::json::object& args,
                const std::string& actor, base::Instant now) {
    store::AddEvents(tx, ids, organization, printers, code, args, actor, now);
}

void SetManaged(pg::Transaction& tx, base::IdSource& ids, const ManagedChange& change, base::Instant now) {
    tx.Exec(store::kSetManaged, change.organization, change.printers, change.managed, now);
    boost::json::object args;
    if (!change.reason.empty()) args["reason"] = change.reason;
    store::AddEvents(tx, ids, change.organization, change.printers, change.code, args, change.actor, now);
}

std::vector<base::CountedText> ManagedPrintersGuard::MadeWith(pg::Transaction& tx, base::OrganizationId organization,
                                                              organizations::Entitlement entitlement) {
    if (entitlement != organizations::Entitlement::kMpsExpress) return {};
    const auto first = [&](Managed managed) {
        return tx.All(store::kFirstManaged, organization, managed, base::kNamed);
    };
    return {base::CountNamed("holdings.managed_printers", first(Managed::kMpsExpress)),
            base::CountNamed("holdings.pending_printers", first(Managed::kPendingMpsExpress))};
}

}  // namespace printers
