#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "lib/packages/agent_package.hpp"
#include "server/testing/program.hpp"

// The world of the permission matrix: an operator, a parent organization, two child organizations of it and the child of
// another parent, each with one of everything that the API knows by an id; and everybody who may ask: people and API
// keys of every role at the operator, at the parent (inside and outside of the child-organization access group) and at
// the child, and the child's agent. Nothing that they do stays: the transactions of their changes fail at the commit.
namespace server::testing {

// A package of the agent that is whole; who signed it nobody but agents can tell.
inline std::string AgentPackage(const std::string& version) {
    std::string program(
        "\x7f"
        "ELF\x02\x01\x01",
        7);
    program.resize(18, '\0');
    program += 62;  // EM_X86_64
    program.resize(100, 'x');
    return packages::Sign(program, version, "amd64", packages::MakeKeyPair().secret_key).value();
}

enum class Where { kOperator, kParent, kChild, kSibling, kForeign };
BOOST_DESCRIBE_ENUM(Where, kOperator, kParent, kChild, kSibling, kForeign)
inline constexpr Where kEverywhere[] = {Where::kOperator, Where::kParent, Where::kChild, Where::kSibling,
                                        Where::kForeign};

struct Asker {
    std::string name;  // "fleet_manager of child, API key"
    Where home;
    http::Role role;
    http::ActorKind kind = http::ActorKind::kUser;
    std::set<Where> visible;
    Browser browser;
    std::map<std::string, std::string> headers{};
};

class MatrixWorld : public Program {
  protected:
    MatrixWorld();

    // What a commit of anything but a touched session or key is answered with from now on.
    void ForbidCommits();
    static bool ReachedCommit(const http::TestAnswer& answer) {
        return answer.status == 503 && answer.Code() == "database_unavailable";
    }
    // `template` with the ids of `where` in place of {site_id}, {printer_id} ...; each must have one.
    std::string Filled(std::string text, Where where) const;
    http::TestAnswer Ask(Asker& who, const http::Operation& operation, const std::string& target,
                         const std::string& body);

    std::map<Where, std::string> organizations_;
    std::map<Where, std::map<std::string, std::string>> things_;  // by the name of the path's parameter
    std::vector<Asker> askers_;

  private:
    void Furnish(Where where, int number);
    void AddEnrollments();
    void AddAskers();
    http::TestAnswer As(const std::string& organization, const std::string& path, const std::string& body);
    std::map<Where, std::string> agent_keys_;
};

}  // namespace server::testing
