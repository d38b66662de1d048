#include <curl/curl.h>

#include <CLI/CLI.hpp>

#include "agent/commands/discover_command.hpp"
#include "agent/commands/makers_command.hpp"
#include "agent/commands/probe.hpp"
#include "agent/commands/run_command.hpp"

int main(int argc, char** argv) {
    CLI::App app{"Platen's agent: finds printers, reads them, and reports to the server.", "platen-agent"};
    app.set_version_flag("--version", PLATEN_VERSION);
    app.require_subcommand(1);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    int exit_code = 0;
    agent::AddProbe(app, exit_code);
    agent::AddDiscover(app, exit_code);
    agent::AddMakers(app, exit_code);
    agent::AddEnroll(app, exit_code);
    agent::AddRun(app, exit_code);
    CLI11_PARSE(app, argc, argv);
    return exit_code;
}
