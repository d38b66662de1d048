#pragma once

#include "server/agents/agents.hpp"
#include "server/platform/pg/testing.hpp"

// For tests only: what only time or chance does to agents.
namespace agents::testing {

// All agents have answered all their commands.
inline void FinishCommands(pg::testing::Database& database) {
    database.Sql("UPDATE agent_commands SET finished_at = now(), outcome = 'done', items = '[]'");
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
