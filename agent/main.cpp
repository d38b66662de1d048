#include <CLI/CLI.hpp>

#include "agent/discover_command.hpp"
#include "agent/probe.hpp"

int main(int argc, char** argv) {
    CLI::App app{"Platen's agent: finds printers, reads them, and reports to the server.", "platen-agent"};
    app.set_version_flag("--version", PLATEN_VERSION);
    app.require_subcommand(1);
    int exit_code = 0;
    agent::AddProbe(app, exit_code);
    agent::AddDiscover(app, exit_code);
    CLI11_PARSE(app, argc, argv);
    return exit_code;
}
