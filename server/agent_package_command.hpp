#pragma once

#include <string>

namespace server {

// `platen agent-package ...`: keys and signatures of the agent's packages (AGT-9). Needs no settings and no database, so that it can
// be called where the secret key is, away from servers.
struct AgentPackageCommand {
    std::string file;  // keys: the new file of the secret key; sign: the program; show: the package
    std::string key;   // sign: the file of the secret key; show: a public key
    std::string version;
    std::string architecture = "amd64";
    std::string out;
};

// Each returns the exit code.
int MakeSigningKeys(const AgentPackageCommand& command);
int SignAgentPackage(const AgentPackageCommand& command);
int ShowAgentPackage(const AgentPackageCommand& command);

}  // namespace server
