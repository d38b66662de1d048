#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/pg.hpp"
#include "server/reachability/reachability.hpp"

// The tables agent_poll_summaries, printer_poll_failures and agent_diagnostics; nothing else writes them.
namespace reachability::store {

using Organizations = std::span<const base::OrganizationId>;

// ---- what agents say

void PutSummary(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent, std::int64_t known,
                std::int64_t silent, const std::vector<std::string>& abilities, base::Instant now);
bool HasAbility(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent,
                const std::string& ability);

struct SaidFailures {  // as columns
    std::vector<std::string> addresses;
    std::vector<std::int32_t> ports;
    std::vector<std::string> serials;  // "": not known
};
// Which printer of the agent each is about.
struct Match {
    std::int32_t at = 0;  // of the columns
    printers::PrinterId printer_id;
    base::Instant discovered_at;
    base::Instant answered_at;
    bool learned = false;  // its usual hours, in the silence that lasts
};
BOOST_DESCRIBE_STRUCT(Match, (), (at, printer_id, discovered_at, answered_at, learned))
std::vector<Match> MatchPrinters(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent,
                                 const SaidFailures& said);

struct FailuresOf {
    base::OrganizationId organization_id;
    agents::AgentId agent_id;
};
BOOST_DESCRIBE_STRUCT(FailuresOf, (), (organization_id, agent_id))
struct FailureRow {
    printers::PrinterId printer_id;
    printing::PollFailure failure = printing::PollFailure::kNoAnswer;
    std::string detail;
    std::string seen;
    base::Instant since;
    base::Instant observed_at;
    pg::Bytes usually_off;  // "" keeps those that are stored
};
BOOST_DESCRIBE_STRUCT(FailureRow, (), (printer_id, failure, detail, seen, since, observed_at, usually_off))
// One statement; no printer twice.
void PutFailures(pg::Transaction& tx, const FailuresOf& of, const std::vector<FailureRow>& rows);

struct QuietRow {
    printers::PrinterId printer_id;
    base::Instant gap_from;
    base::Instant gap_to;
};
BOOST_DESCRIBE_STRUCT(QuietRow, (), (printer_id, gap_from, gap_to))
// By printer and time: the history keeps the first reading of each day, which says when the one before it was.
std::vector<QuietRow> ListQuietSpans(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<printers::PrinterId>& printers, base::Instant from,
                                     base::Instant to, std::chrono::seconds least);

// ---- what the rule needs

struct FactRow {
    printers::PrinterId printer_id;
    base::OrganizationId organization_id;
    std::optional<agents::AgentId> agent_id;
    std::string address;
    std::string host_name;
    base::Instant answered_at;
    bool communicating = true;
    std::optional<printing::PollFailure> failure;  // none since the printer was read
    std::string detail;
    std::string seen;
    std::optional<base::Instant> failing_since;
    std::optional<base::Instant> checked_at;
    pg::Bytes usually_off;
    std::int64_t known = 0;
    std::int64_t silent = 0;
    std::string replaced_by;  // "": nobody
};
BOOST_DESCRIBE_STRUCT(FactRow, (),
                      (printer_id, organization_id, agent_id, address, host_name, answered_at, communicating, failure,
                       detail, seen, failing_since, checked_at, usually_off, known, silent, replaced_by))
std::vector<FactRow> FindFacts(pg::Transaction& tx, Organizations organizations,
                               std::span<const printers::PrinterId> printers);

// Printers that do not communicate, those that are silent for the longest first, `most` of them.
std::vector<printers::PrinterId> ListSilent(pg::Transaction& tx, Organizations organizations, std::int32_t most);

// ---- diagnostics

inline constexpr std::int32_t kMostDiagnostics = 20;  // of an agent
inline constexpr std::chrono::days kDiagnosticsKept{30};

struct DiagnosticsRow {
    base::OrganizationId organization_id;
    agents::AgentId agent_id;
    agents::CommandId id;
    std::string address;
    std::string requested_by;
    base::Instant requested_at;
    std::optional<base::Instant> received_at;
    std::int64_t objects = 0;
};
BOOST_DESCRIBE_STRUCT(DiagnosticsRow, (),
                      (organization_id, agent_id, id, address, requested_by, requested_at, received_at, objects))
// The newest first, at most kMostDiagnostics.
std::vector<DiagnosticsRow> ListDiagnostics(pg::Transaction& tx, Organizations organizations, agents::AgentId agent);
// Makes room for it.
void AskDiagnostics(pg::Transaction& tx, const DiagnosticsRow& row);
// False where nobody has asked for it since `asked_since`, or it has come already.
bool ReceiveDiagnostics(pg::Transaction& tx, base::OrganizationId organization, agents::AgentId agent,
                        agents::CommandId id, std::int64_t objects, const std::string& walk, base::Instant asked_since,
                        base::Instant now);
struct DiagnosticsWalk {
    std::string address;
    pg::Bytes walk;
};
BOOST_DESCRIBE_STRUCT(DiagnosticsWalk, (), (address, walk))
std::optional<DiagnosticsWalk> FindWalk(pg::Transaction& tx, Organizations organizations, agents::AgentId agent,
                                        agents::CommandId id);
void ForgetDiagnostics(pg::Transaction& tx, base::Instant before);

}  // namespace reachability::store
