#include "server/reachability/reachability_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace reachability::store {
namespace {

using agents::AgentId;
using base::Instant;
using base::OrganizationId;
using Printers = std::vector<printers::PrinterId>;

const pg::Query<void(OrganizationId, AgentId, std::int64_t, std::int64_t, std::vector<std::string>, Instant)>
    kPutSummary{"reachability.put_summary", R"sql(
    INSERT INTO agent_poll_summaries (organization_id, agent_id, known, silent, abilities, reported_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (organization_id, agent_id) DO UPDATE SET known = excluded.known, silent = excluded.silent,
        abilities = excluded.abilities, reported_at = excluded.reported_at)sql"};
const pg::Query<AgentId(OrganizationId, AgentId, std::string)> kHasAbility{"reachability.has_ability", R"sql(
    SELECT agent_id FROM agent_poll_summaries
    WHERE organization_id = $1 AND agent_id = $2 AND $3 = ANY (abilities))sql"};

const pg::Query<Match(OrganizationId, AgentId, std::vector<std::string>, std::vector<std::int32_t>,
                      std::vector<std::string>)>
    kMatch{"reachability.match", R"sql(
    SELECT DISTINCT ON (p.id) (said.number - 1)::integer AS at, p.id AS printer_id, p.discovered_at,
        s.observed_at AS answered_at,
        COALESCE(length(f.usually_off) > 0 AND f.observed_at > s.observed_at, false) AS learned
    FROM unnest($3, $4, $5) WITH ORDINALITY AS said (address, port, serial, number)
    JOIN printers AS p ON p.organization_id = $1 AND p.agent_id = $2 AND p.address = said.address AND p.port = said.port
        AND p.deregistered_at IS NULL AND (said.serial = '' OR p.serial_number = said.serial)
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    LEFT JOIN printer_poll_failures AS f ON f.organization_id = p.organization_id AND f.printer_id = p.id
    WHERE s.organization_id = $1
    ORDER BY p.id, said.serial DESC)sql"};

const pg::InsertRows<FailuresOf, FailureRow> kPutFailures{"reachability.put_failures", "printer_poll_failures", R"sql(
    ON CONFLICT (organization_id, printer_id) DO UPDATE SET agent_id = excluded.agent_id, failure = excluded.failure,
        detail = excluded.detail, seen = excluded.seen, since = excluded.since, observed_at = excluded.observed_at,
        usually_off = CASE WHEN excluded.usually_off = '' THEN known.usually_off
            ELSE excluded.usually_off END)sql"};

const pg::Query<QuietRow(OrganizationId, Printers, Instant, Instant, std::int64_t)> kQuiet{"reachability.quiet",
                                                                                           R"sql(
    SELECT readings.printer_id, previous_at AS gap_from, observed_at AS gap_to
    FROM unnest($2) AS wanted (printer_id) JOIN readings ON readings.printer_id = wanted.printer_id
    WHERE organization_id = $1 AND observed_at >= $3 AND observed_at < $4 AND previous_at IS NOT NULL
        AND extract(epoch FROM observed_at - previous_at) >= $5
    ORDER BY readings.printer_id, observed_at LIMIT 50000)sql"};

// A printer that was found at its address only after it fell silent; several that were there before stand behind one address.
const pg::Query<FactRow(Organizations, std::span<const printers::PrinterId>)> kFacts{"reachability.facts", R"sql(
    SELECT p.id AS printer_id, p.organization_id, p.agent_id, p.address, p.host_name, s.observed_at AS answered_at,
        s.communicating, f.failure, COALESCE(f.detail, '') AS detail, COALESCE(f.seen, '') AS seen,
        f.since AS failing_since, f.observed_at AS checked_at, COALESCE(f.usually_off, '') AS usually_off,
        COALESCE(g.known, 0)::bigint AS known, COALESCE(g.silent, 0)::bigint AS silent,
        COALESCE(other.name, '') AS replaced_by
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    LEFT JOIN printer_poll_failures AS f ON f.organization_id = p.organization_id AND f.printer_id = p.id
        AND f.agent_id = p.agent_id AND f.observed_at > s.observed_at
    LEFT JOIN agent_poll_summaries AS g ON g.organization_id = p.organization_id AND g.agent_id = p.agent_id
    LEFT JOIN LATERAL (
        SELECT btrim(o.manufacturer || ' ' || o.model || ' ' || o.serial_number) AS name FROM printers AS o
        WHERE o.organization_id = p.organization_id AND o.agent_id = p.agent_id AND o.address_key = p.address_key
            AND o.port = p.port AND o.id <> p.id AND o.deregistered_at IS NULL AND p.address <> ''
            AND o.discovered_at > s.observed_at
        ORDER BY o.discovered_at DESC LIMIT 1) AS other ON true
    WHERE p.organization_id = ANY ($1) AND p.id = ANY ($2) AND p.deregistered_at IS NULL)sql"};

const pg::Query<printers::PrinterId(Organizations, std::int32_t)> kListSilent{"reachability.list_silent", R"sql(
    SELECT printer_id FROM printer_states WHERE NOT communicating AND organization_id = ANY ($1)
    ORDER BY observed_at, printer_id LIMIT $2)sql"};

const pg::Query<DiagnosticsRow(Organizations, AgentId, std::int32_t)> kListDiagnostics{"reachability.list_diagnostics",
                                                                                       R"sql(
    SELECT {columns} FROM agent_diagnostics WHERE organization_id = ANY ($1) AND agent_id = $2
    ORDER BY requested_at DESC, id DESC LIMIT $3)sql"};
const pg::Insert<DiagnosticsRow> kAskDiagnostics{"reachability.ask_diagnostics", "agent_diagnostics"};
const pg::Query<void(OrganizationId, AgentId, std::int32_t)> kMakeRoom{"reachability.make_room", R"sql(
    DELETE FROM agent_diagnostics WHERE organization_id = $1 AND agent_id = $2 AND id IN (
        SELECT id FROM agent_diagnostics WHERE organization_id = $1 AND agent_id = $2
        ORDER BY requested_at DESC, id DESC OFFSET $3))sql"};
const pg::Query<void(OrganizationId, AgentId, agents::CommandId, std::int64_t, pg::Bytes, Instant, Instant)> kReceive{
    "reachability.receive_diagnostics", R"sql(
    UPDATE agent_diagnostics SET objects = $4, walk = $5, received_at = $7
    WHERE organization_id = $1 AND agent_id = $2 AND id = $3 AND received_at IS NULL AND requested_at >= $6)sql"};
const pg::Query<DiagnosticsWalk(Organizations, AgentId, agents::CommandId)> kFindWalk{"reachability.find_walk",
                                                                                      R"sql(
    SELECT address, walk FROM agent_diagnostics
    WHERE organization_id = ANY ($1) AND agent_id = $2 AND id = $3 AND received_at IS NOT NULL)sql"};
const pg::Query<void(Instant)> kForget{"reachability.forget_diagnostics",
                                       "DELETE FROM agent_diagnostics WHERE requested_at < $1"};

}  // namespace

void PutSummary(pg::Transaction& tx, OrganizationId organization, AgentId agent, std::int64_t known,
                std::int64_t silent, const std::vector<std::string>& abilities, Instant now) {
    tx.Exec(kPutSummary, organization, agent, known, silent, abilities, now);
}
bool HasAbility(pg::Transaction& tx, OrganizationId organization, AgentId agent, const std::string& ability) {
    return tx.One(kHasAbility, organization, agent, ability).has_value();
}

std::vector<Match> MatchPrinters(pg::Transaction& tx, OrganizationId organization, AgentId agent,
                                 const SaidFailures& said) {
    if (said.addresses.empty()) return {};
    return tx.All(kMatch, organization, agent, said.addresses, said.ports, said.serials);
}
void PutFailures(pg::Transaction& tx, const FailuresOf& of, const std::vector<FailureRow>& rows) {
    if (!rows.empty()) tx.Exec(kPutFailures, of, rows);
}
std::vector<QuietRow> ListQuietSpans(pg::Transaction& tx, OrganizationId organization, const Printers& printers,
                                     Instant from, Instant to, std::chrono::seconds least) {
    if (printers.empty()) return {};
    return tx.All(kQuiet, organization, printers, from, to, least.count());
}
std::vector<FactRow> FindFacts(pg::Transaction& tx, Organizations organizations,
                               std::span<const printers::PrinterId> printers) {
    if (printers.empty()) return {};
    return tx.All(kFacts, organizations, printers);
}

std::vector<printers::PrinterId> ListSilent(pg::Transaction& tx, Organizations organizations, std::int32_t most) {
    return tx.All(kListSilent, organizations, most);
}

std::vector<DiagnosticsRow> ListDiagnostics(pg::Transaction& tx, Organizations organizations, AgentId agent) {
    return tx.All(kListDiagnostics, organizations, agent, kMostDiagnostics);
}
void AskDiagnostics(pg::Transaction& tx, const DiagnosticsRow& row) {
    tx.Exec(kMakeRoom, row.organization_id, row.agent_id, kMostDiagnostics - 1);
    tx.Exec(kAskDiagnostics, row);
}
bool ReceiveDiagnostics(pg::Transaction& tx, OrganizationId organization, AgentId agent, agents::CommandId id,
                        std::int64_t objects, const std::string& walk, Instant asked_since, Instant now) {
    return tx.Exec(kReceive, organization, agent, id, objects, pg::Bytes{walk}, asked_since, now) == 1;
}
std::optional<DiagnosticsWalk> FindWalk(pg::Transaction& tx, Organizations organizations, AgentId agent,
                                        agents::CommandId id) {
    return tx.One(kFindWalk, organizations, agent, id);
}
void ForgetDiagnostics(pg::Transaction& tx, Instant before) {
    tx.Exec(kForget, before);
}

}  // namespace reachability::store
