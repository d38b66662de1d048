#include "agent/commands/command_line.hpp"

#include <functional>
#include <iostream>

#include "agent/commands/discover_command.hpp"
#include "agent/commands/makers_command.hpp"
#include "agent/commands/probe.hpp"
#include "agent/commands/run_command.hpp"
#include "lib/base/cli.hpp"

namespace agent {
namespace {

void AddAccess(CLI::App& command, AccessOptions& access) {
    command.add_option("--community", access.communities, "SNMP v1/v2c community; may be given more than once")
        ->default_str("public");
    command.add_option("--v3-user", access.v3_user, "SNMPv3 user name");
    command.add_option("--v3-auth", access.v3_auth, "MD5, SHA, SHA-224, SHA-256, SHA-384 or SHA-512")
        ->capture_default_str();
    // From the environment, so that no password is in the list of processes.
    command.add_option("--v3-auth-password", access.v3_auth_password, "authentication password (8 or more characters)")
        ->envname("PLATEN_V3_AUTH_PASSWORD");
    command.add_option("--v3-priv", access.v3_priv, "AES")->capture_default_str();
    command.add_option("--v3-priv-password", access.v3_priv_password, "privacy password (8 or more characters)")
        ->envname("PLATEN_V3_PRIV_PASSWORD");
    command.add_option("--v3-context", access.v3_context, "SNMPv3 context name");
    command.add_option("--timeout", access.timeout_ms, "milliseconds to wait for an answer")
        ->capture_default_str()
        ->check(CLI::Range(10, 60000));
    command.add_option("--retries", access.retries, "how often a request is repeated")
        ->capture_default_str()
        ->check(CLI::Range(0, 10));
    command.add_option("--makers", access.makers_folder, "folder with descriptions of further makers")
        ->envname("PLATEN_MAKERS_FOLDER");
}

CLI::App& AddProbe(CLI::App& app, ProbeOptions& options) {
    CLI::App& command = *app.add_subcommand("probe", "Ask one printer for everything it answers");
    command.add_option("target", options.target, "host name or address, with an optional :port (161)")->required();
    command.add_option("--ipp", options.ipp, "ask this URL by IPP instead of SNMP: ipp://host/ipp/print");
    command.add_flag("--json", options.json, "one JSON object on standard output");
    AddAccess(command, options.access);
    base::AddExamples(
        command, {"platen-agent probe 10.0.0.7", "platen-agent probe printer.example.com --community office --json",
                  "platen-agent probe 10.0.0.7 --ipp ipp://10.0.0.7/ipp/print",
                  "PLATEN_V3_AUTH_PASSWORD=... platen-agent probe 10.0.0.7 --v3-user monitor"});
    return command;
}

CLI::App& AddDiscover(CLI::App& app, DiscoverOptions& options) {
    CLI::App& command = *app.add_subcommand("discover", "Look for printers in address ranges");
    command
        .add_option("ranges", options.ranges.include,
                    "addresses, ranges a-b, blocks a/24 or host names, each with an optional :port")
        ->required();
    command.add_option("--exclude", options.ranges.exclude, "what to leave out, written the same way");
    command.add_flag("--allow-public", options.ranges.allow_public,
                     "confirms that public addresses among them are yours to scan");
    command.add_option("--rate", options.rate, "packets a second, 0 = no limit")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1e6));
    command.add_flag("--json", options.json, "one JSON object a line and printer");
    command.add_flag("--all", options.all, "also machines that are no printers");
    AddAccess(command, options.access);
    base::AddExamples(command, {"platen-agent discover 10.0.0.0/24",
                                "platen-agent discover 10.0.0.10-99 --exclude 10.0.0.50 --json"});
    return command;
}

CLI::App& AddMakers(CLI::App& app, MakersOptions& options) {
    CLI::App& command =
        *app.add_subcommand("makers", "List the makers of printers that the agent knows; check a folder");
    command.add_option("folder", options.folder, "folder with descriptions of further makers")
        ->envname("PLATEN_MAKERS_FOLDER");
    command.add_flag("--json", options.json, "one JSON object on standard output");
    command.add_flag("--schema", options.schema, "print the JSON Schema of a maker's file instead");
    base::AddExamples(command, {"platen-agent makers", "platen-agent makers /etc/platen/makers",
                                "platen-agent makers --schema > maker.schema.json"});
    return command;
}

void AddFolders(CLI::App& command, RunOptions& options) {
    command.add_option("--config", options.config, "settings file (TOML)")->check(CLI::ExistingFile);
    command.add_option("--data,--state", options.data, "data folder (default /var/lib/platen-agent)");
}

CLI::App& AddEnroll(CLI::App& app, EnrollOptions& options) {
    CLI::App& command = *app.add_subcommand("enroll", "Make this machine the agent of a site");
    AddFolders(command, options);
    command.add_option("--server", options.server, "the server's URL, https://...")->required();
    command.add_option("--token-file", options.token_file, "file with the one-time token of the portal");
    command.add_option("--token", options.token, "the token itself (seen in the list of processes)")
        ->envname("PLATEN_ENROLLMENT_TOKEN");
    base::AddExamples(command, {"platen-agent enroll --server https://portal.example.com --token-file token"});
    return command;
}

CLI::App& AddRun(CLI::App& app, RunOptions& options) {
    CLI::App& command = *app.add_subcommand("run", "Find printers, read them and report, until stopped");
    AddFolders(command, options);
    command.add_option("--clock", options.clock, "business time from this file (demonstrations)");
    base::AddExamples(command, {"platen-agent run --config /etc/platen/agent.toml", "platen-agent run --data ./agent"});
    return command;
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
    CLI::App app{"Platen's agent: finds printers, reads them, and reports to the server.", "platen-agent"};
    app.set_version_flag("--version", PLATEN_VERSION);
    app.require_subcommand(1);
    base::AddExamples(app, {"platen-agent probe 10.0.0.7", "platen-agent discover 10.0.0.0/24",
                            "platen-agent enroll --server https://portal.example.com --token-file token",
                            "platen-agent run --config /etc/platen/agent.toml"});
    ProbeOptions probe;
    DiscoverOptions discover;
    MakersOptions makers;
    EnrollOptions enroll;
    RunOptions run;
    std::string name;
    std::function<int()> command;
    const auto add = [&](CLI::App& sub, std::function<int()> body) {
        sub.callback([&command, &name, &sub, body = std::move(body)] {
            command = body;
            name = sub.get_name();
        });
    };
    add(AddProbe(app, probe), [&] { return Probe(probe); });
    add(AddDiscover(app, discover), [&] { return Discover(discover); });
    add(AddMakers(app, makers), [&] { return ListMakers(makers); });
    add(AddEnroll(app, enroll), [&] { return Enroll(enroll); });
    add(AddRun(app, run), [&] { return Run(run); });
    int exit_code = 0;
    if (!base::ParseCommandLine(app, argc, argv, exit_code)) return exit_code;
    try {
        return command();
    } catch (const std::exception& error) {
        std::cerr << "platen-agent " << name << ": " << error.what() << "\n";
        return base::kUsageError;
    }
}

}  // namespace agent
