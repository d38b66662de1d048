#pragma once

#include "server/agents/agents.hpp"
#include "server/platform/pg/testing.hpp"

// For tests only: what only time or chance does to agents.
namespace agents::testing {

// All agents have answered all their commands.
inline void FinishCommands(pg::testing::Database& database) {
    database.Sql("UPDATE agent_commands SET finished_at = now(), outcome = 'done', items = '[]'");
}

// The agent has answered its command of that kind: the first address did it, the others may not.
inline void AnswerCommand(pg::testing::Database& database, const std::string& kind, const std::string& others) {
    database.Sql(
        "UPDATE agent_commands SET finished_at = now(), outcome = 'done', items = (SELECT jsonb_agg("
        "jsonb_build_object('address', address, 'outcome', CASE WHEN at = 1 THEN 'done' ELSE '" +
        others +
        "' END, 'detail', 'no way') ORDER BY at) FROM unnest(addresses) WITH ORDINALITY AS of_it (address, at)) "
        "WHERE finished_at IS NULL AND kind = '" +
        kind + "'");
}

// The agent has enrolled and was heard of last at that moment.
inline void SetHeard(pg::testing::Database& database, AgentId agent, base::Instant at) {
    const std::string when = "'" + base::FormatRfc3339(at) + "'", who = "'" + agent.ToString() + "'";
    database.Sql(
        "INSERT INTO agent_contacts (organization_id, agent_id, last_contact_at, heard_at, version_text, host_name, "
        "address) SELECT organization_id, id, " +
        when + ", " + when + ", '', '', '' FROM agents WHERE id = " + who +
        " ON CONFLICT (organization_id, agent_id) DO UPDATE SET heard_at = excluded.heard_at");
    database.Sql("UPDATE agents SET key_hash = COALESCE(key_hash, '\\x01') WHERE id = " + who);
}

// Of two agents that share their site the first one polls since then, and the other one stands by for it.
inline void SetShared(pg::testing::Database& database, AgentId polls, AgentId stands_by, base::Instant since) {
    const std::string first = "'" + polls.ToString() + "'", second = "'" + stands_by.ToString() + "'";
    database.Sql("DELETE FROM agent_duties WHERE agent_id IN (" + first + ", " + second + ")");
    database.Sql(
        "INSERT INTO agent_duties (organization_id, agent_id, polls, shared, stands_by_for, since) SELECT "
        "organization_id, id, id = " +
        first + ", true, CASE WHEN id = " + second + " THEN " + first + "::uuid END, '" + base::FormatRfc3339(since) +
        "' FROM agents WHERE id IN (" + first + ", " + second + ")");
}

// An agent that is there again after it was deleted, with its id and key: the one that a race is about.
class Returning {
  public:
    Returning(pg::testing::Database& database, AgentId agent) : database_(database) {
        database_.Sql("CREATE TABLE returning_agent AS SELECT * FROM agents WHERE id = '" + agent.ToString() + "'");
    }
    void ComeAgain() { database_.Sql("INSERT INTO agents SELECT * FROM returning_agent"); }

  private:
    pg::testing::Database& database_;
};

}  // namespace agents::testing
