#include "agent/commands/command_line.hpp"

int main(int argc, char** argv) {
    return agent::RunCommandLine(argc, argv);
}
