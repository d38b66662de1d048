#include "agent/commands/command_line.hpp"

#include <iostream>

#include "agent/commands/discover_command.hpp"
#include "agent/commands/makers_command.hpp"
#include "agent/commands/probe.hpp"
#include "agent/commands/run_command.hpp"
#include "agent/version.hpp"
#include "lib/base/cli.hpp"

namespace agent {
namespace {

using base::Command;
using base::CommandLine;

const std::vector<std::string> kExitCodes = {"0  done", "1  the other side refused, or did not answer",
                                             "2  a mistake in what was given"};

void AddAccess(Command& command, AccessOptions& access) {
    command.Option("--community", access.communities, "SNMP v1/v2c community; may be repeated", {.initial = "public"})
        .Option("--v3-user", access.v3_user, "SNMPv3 user name")
        .Option("--v3-auth", access.v3_auth, "MD5, SHA, SHA-224, SHA-256, SHA-384 or SHA-512")
        // From the environment, so that no password is in the list of processes.
        .Option("--v3-auth-password", access.v3_auth_password, "authentication password (8 or more characters)",
                {.environment = "PLATEN_V3_AUTH_PASSWORD"})
        .Option("--v3-priv", access.v3_priv,
                "AES, AES-192, AES-256, AES-192-C, AES-256-C (keys as Cisco makes them) or DES")
        .Option("--v3-priv-password", access.v3_priv_password, "privacy password (8 or more characters)",
                {.environment = "PLATEN_V3_PRIV_PASSWORD"})
        .Option("--v3-context", access.v3_context, "SNMPv3 context name")
        .Option("--timeout", access.timeout_ms, "milliseconds to wait for an answer", {.minimum = 10, .maximum = 60000})
        .Option("--retries", access.retries, "how often a request is repeated", {.minimum = 0, .maximum = 10})
        .Option("--makers", access.makers_folder, "folder with descriptions of further makers",
                {.environment = "PLATEN_MAKERS_FOLDER"})
        .Note("Exit codes", kExitCodes);
}

void AddProbe(CommandLine& line, ProbeOptions& options) {
    Command& command =
        line.Add("probe", "Ask one printer for everything it answers", [&options] { return Probe(options); });
    command
        .Option("target", options.target, "host name or address of the printer, with an optional :port (161)",
                {.required = true})
        .Option("--ipp", options.ipp, "ask this URL by IPP instead of SNMP: ipp://host/ipp/print")
        .Flag("--json", options.json, "one JSON object on standard output")
        .Examples({"platen-agent probe 10.0.0.7", "platen-agent probe printer.example.com --community office --json",
                   "platen-agent probe 10.0.0.7 --ipp ipp://10.0.0.7/ipp/print",
                   "PLATEN_V3_AUTH_PASSWORD=... platen-agent probe 10.0.0.7 --v3-user monitor"});
    AddAccess(command, options.access);
}

void AddDiscover(CommandLine& line, DiscoverOptions& options) {
    Command& command =
        line.Add("discover", "Look for printers in address ranges", [&options] { return Discover(options); });
    command
        .Option("ranges", options.ranges.include,
                "addresses, ranges a-b, blocks a/24 or host names, each with an optional :port", {.required = true})
        .Option("--exclude", options.ranges.exclude, "what to leave out, written the same way")
        .Flag("--allow-public", options.ranges.allow_public,
              "confirms that public addresses among them are yours to scan")
        .Option("--rate", options.rate, "packets a second, 0: no limit", {.minimum = 0, .maximum = 1e6})
        .Flag("--snmp-only", options.snmp_only, "neither DNS-SD nor IPP, which are asked where SNMP is silent")
        .Flag("--json", options.json, "one JSON object a line and printer, with what a search asks; probe asks for all")
        .Flag("--all", options.all, "also machines that are no printers")
        .Examples({"platen-agent discover 10.0.0.0/24",
                   "platen-agent discover 10.0.0.10-10.0.0.99 --exclude 10.0.0.50 --json"});
    AddAccess(command, options.access);
}

void AddMakers(CommandLine& line, MakersOptions& options) {
    line.Add("makers", "List the makers of printers that the agent knows; check a folder",
             [&options] { return ListMakers(options); })
        .Option("folder", options.folder, "folder with descriptions of further makers",
                {.environment = "PLATEN_MAKERS_FOLDER"})
        .Flag("--json", options.json, "one JSON object on standard output")
        .Flag("--schema", options.schema, "print the JSON Schema of a maker's file instead")
        .Examples({"platen-agent makers", "platen-agent makers /etc/platen/makers",
                   "platen-agent makers --schema > maker.schema.json"})
        .Note("Exit codes", {"0  done", "1  a file of the folder was left out", "2  a mistake in what was given"});
}

void AddFolders(Command& command, RunOptions& options) {
    command.Option("--config", options.config, "settings file (TOML)", {.existing_file = true})
        .Option("--data,--state", options.data, "data folder; without it, `data` of the settings")
        .Note("Files", {"/etc/platen/agent.toml   settings as packaged, every key with its default in comments",
                        "/var/lib/platen-agent    data folder: identity, configuration, journal"})
        .Note("Environment", {"PLATEN_<SECTION>_<KEY>   overrides a key of the settings: PLATEN_NETWORK_PROXY"})
        .Note("Exit codes", kExitCodes);
}

void AddEnroll(CommandLine& line, EnrollOptions& options) {
    Command& command =
        line.Add("enroll", "Make this machine the agent of a site", [&options] { return Enroll(options); });
    command.Option("--server", options.server, "the server's URL, https://...; needed unless it is enrolled")
        .Option("--token-file", options.token_file, "file with the one-time token of the portal")
        .Option("--token", options.token, "the token itself (seen in the list of processes)",
                {.environment = "PLATEN_ENROLLMENT_TOKEN"})
        .Option("--update-key", options.update_keys,
                "agpub_...: who signs programs that this agent may become; also of one that is enrolled already")
        .Examples({"platen-agent enroll --server https://portal.example.com --token-file token",
                   "platen-agent enroll --update-key agpub_..."});
    AddFolders(command, options);
}

void AddRun(CommandLine& line, RunOptions& options) {
    Command& command =
        line.Add("run", "Find printers, read them and report, until stopped", [&options] { return Run(options); });
    command.Option("--clock", options.clock, "business time from this file (demonstrations)")
        .Examples({"platen-agent run --config /etc/platen/agent.toml", "platen-agent run --data ./agent"});
    AddFolders(command, options);
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
    CommandLine line("platen-agent", "Platen's agent: finds printers, reads them, and reports to the server.",
                     std::string(Version()));
    line.root().Examples({"platen-agent probe 10.0.0.7", "platen-agent discover 10.0.0.0/24",
                          "platen-agent enroll --server https://portal.example.com --token-file token",
                          "platen-agent run --config /etc/platen/agent.toml"});
    ProbeOptions probe;
    DiscoverOptions discover;
    MakersOptions makers;
    EnrollOptions enroll;
    RunOptions run;
    AddProbe(line, probe);
    AddDiscover(line, discover);
    AddMakers(line, makers);
    AddEnroll(line, enroll);
    AddRun(line, run);
    if (const auto ended = line.Parse(argc, argv)) return *ended;
    try {
        return line.Call();
    } catch (const std::exception& error) {
        std::cerr << line.called() << ": " << error.what() << "\n";
        return base::kUsageError;
    }
}

}  // namespace agent
