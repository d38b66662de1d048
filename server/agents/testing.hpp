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
