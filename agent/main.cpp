#include "agent/commands/command_line.hpp"
#include "agent/version.hpp"

int main(int argc, char** argv) {
#ifdef PLATEN_AGENT_VERSION  // of the newer agents that tests build
    agent::SetVersion(PLATEN_AGENT_VERSION);
#endif
    return agent::RunCommandLine(argc, argv);
}
