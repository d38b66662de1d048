#include <fmt/format.h>

#include "lib/base/cli.hpp"
#include "lib/base/config.hpp"
#include "lib/base/log.hpp"
#include "server/agent_package_command.hpp"
#include "server/commands.hpp"
#include "server/database.hpp"
#include "server/doctor.hpp"
#include "server/platform/pg/client_programs.hpp"
#include "server/replenish_command.hpp"
#include "server/serve.hpp"
#include "server/settings.hpp"

// `platen`: the command line. What each command does is in the file of its name.
namespace {

using server::Settings;
using server::SettingsDepth;

const std::vector<std::string> kExitCodes = {"0  done", "1  it could not be done; standard error says why",
                                             "2  a mistake in what was given, or in the settings"};
const std::vector<std::string> kFiles = {"/etc/platen/platen.toml   settings, every key with its default in comments",
                                         "/var/lib/platen           data folder (`data`)",
                                         "/usr/share/doc/platen/operations.md   the handbook"};
const std::vector<std::string> kEnvironment = {"PLATEN_<SECTION>_<KEY>   overrides a key of the settings:",
                                               "                         PLATEN_LISTEN, PLATEN_DATABASE_URL"};

class Program {
  public:
    Program() : line_("platen", "Platen, the open managed print services platform") {
        line_.root()
            .Option("--config", file_, "settings (TOML); /etc/platen/platen.toml where there is one",
                    {.environment = "PLATEN_CONFIG"})
            .Option("--clock", clock_, "business time from this file, for demonstrations")
            .Examples({"platen serve --config platen.toml", "platen doctor",
                       "platen user create --email grace@example.com --role operator_administrator",
                       "platen help backup"})
            .Note("Files", kFiles)
            .Note("Environment", kEnvironment)
            .Note("Exit codes", kExitCodes);
        AddServer();
        AddDatabase();
        AddUser();
        AddReplenish();
        AddAgentPackage();
    }

    int Run(int argc, char** argv) {
        if (const auto ended = line_.Parse(argc, argv)) return *ended;
        try {
            return line_.Call();
        } catch (const std::exception& error) {
            fmt::print(stderr, "{}: {}\n", line_.called(), error.what());
            return 1;
        }
    }

  private:
    using Verb = std::function<int(const Settings&)>;

    [[nodiscard]] std::optional<std::filesystem::path> File() const {
        return file_.empty() ? std::nullopt : std::optional<std::filesystem::path>(file_);
    }

    // Nothing is done before all settings are right that it needs.
    std::function<int()> With(SettingsDepth depth, Verb verb) {
        return [this, depth, verb = std::move(verb)] {
            auto settings = server::LoadSettings(File(), depth);
            if (!settings) {
                for (const auto& line : base::DescribeConfigProblem(settings.error())) {
                    fmt::print(stderr, "platen: {}\n", line);
                }
                return base::kUsageError;
            }
            if (!clock_.empty()) settings->clock.file = clock_;
            base::SetUpLogging("platen", settings->log.level,
                               settings->log.json ? base::LogFormat::kJson : base::LogFormat::kText);
            return verb(*settings);
        };
    }

    void AddServer() {
        line_.Add("serve", "Run the server until it is told to stop", With(SettingsDepth::kFiles, &server::Serve))
            .Examples({"platen serve", "platen serve --config platen.toml",
                       "PLATEN_DATA=./data PLATEN_LISTEN=127.0.0.1:8081 platen serve"})
            .Note("Files", kFiles)
            .Note("Environment", kEnvironment)
            .Note("Exit codes",
                  {"0  it was told to stop (SIGINT, SIGTERM) and did; SIGHUP reads the TLS files again",
                   "1  it cannot run here: the folder or a port is in use, the database refuses; the log says why",
                   "2  a mistake in what was given, or in the settings; nothing was made"});
        line_
            .Add("doctor", "Look at settings, folder, disk, ports, clocks, database, jobs and mail; say what to do",
                 [this] {
                     base::SetUpLogging("platen", "warn", base::LogFormat::kText);
                     doctor_.file = File();
                     doctor_.clock = clock_;
                     return server::Doctor(doctor_);
                 })
            .Flag("--json", doctor_.json, "one JSON object on standard output")
            .Examples({"platen doctor", "platen doctor --config platen.toml --json",
                       "sudo -u platen platen doctor   # as the user of the service"})
            .Note("Exit codes", {"0  all is well, or there are notes only", "1  something is wrong: BAD",
                                 "2  the settings are wrong, so that little else could be looked at"});
        line_
            .Add("setup-link", "Print the one-time link of the first administrator",
                 With(SettingsDepth::kValues, &server::PrintSetupLink))
            .Examples({"platen setup-link"})
            .Note("Files", {"<data>/setup-link   the link, as long as nobody used it"});
        line_
            .Add("openapi", "Print the API's OpenAPI document",
                 [] {
                     const auto document = server::OpenApiDocument();
                     for (const auto& line : document.wrong) fmt::print(stderr, "platen: {}\n", line);
                     if (!document.wrong.empty()) return 1;
                     fmt::print("{}\n", document.text);
                     return 0;
                 })
            .Examples({"platen openapi > openapi.json"});
    }

    void AddDatabase() {
        const std::string file_words = "the file of the backup (PostgreSQL's custom format)";
        line_
            .Add("migrate", "Bring the database's schema up to date",
                 With(SettingsDepth::kFiles, &server::MigrateDatabase))
            .Examples({"platen migrate", "PLATEN_DATABASE_OWNER_URL_FILE=/run/secrets/owner platen migrate"});
        line_
            .Add("backup", "Write the database into a file, while the server runs or not",
                 With(SettingsDepth::kValues, [this](const Settings& s) { return server::BackupDatabase(s, dump_); }))
            .Option("FILE", dump_, file_words + "; it is written anew", {.required = true})
            .Examples({"platen backup /backup/platen-$(date +%F).dump"});
        line_
            .Add("restore", "Fill an empty database from a file of `platen backup`",
                 With(SettingsDepth::kValues, [this](const Settings& s) { return server::RestoreDatabase(s, dump_); }))
            .Option("FILE", dump_, file_words, {.required = true, .existing_file = true})
            .Examples({"platen restore /backup/platen-2026-11-27.dump"});
        line_
            .Add("schema", "Print the database's schema (db/schema.sql), from a database of its own",
                 [] {
                     base::SetUpLogging("platen", "warn", base::LogFormat::kText);
                     fmt::print("{}", pg::DumpSchema());
                     return 0;
                 })
            .Examples({"platen schema > db/schema.sql"});
    }

    void AddUser() {
        base::Command& user = line_.Add("user", "Invite people");
        user.Examples({"platen user create --email grace@example.com --role operator_administrator"});
        user.Add("create", "Invite a person; prints the one-time link",
                 With(SettingsDepth::kValues, [this](const Settings& s) { return server::CreateUser(s, person_); }))
            .Option("--email", person_.email, "address to sign in with", {.required = true})
            .Option("--role", person_.roles, "for instance operator_administrator; may be repeated", {.required = true})
            .Option("--organization", person_.organization, "id; without it, the operator")
            .Option("--first-name", person_.first_name, "first name")
            .Option("--last-name", person_.last_name, "last name")
            .Option("--language", person_.language, "of the portal and of mails: de, en, fr, it, nb or sv")
            .Option("--time-zone", person_.time_zone, "name of the IANA database, Europe/Berlin for instance")
            .Flag("--child-organization-access", person_.child_organization_access,
                  "may act in the child organizations of a parent organization")
            .Examples({"platen user create --email grace@example.com --role operator_administrator",
                       "platen user create --email jonas@example.com --role warehouse --language de"});
        user.Add("invite", "Make a new link for somebody who was invited and has not come yet; the earlier one ends",
                 With(SettingsDepth::kValues,
                      [this](const Settings& s) { return server::InviteUser(s, person_.email, person_.organization); }))
            .Option("--email", person_.email, "address of the person", {.required = true})
            .Option("--organization", person_.organization, "id; without it, the operator")
            .Examples({"platen user invite --email grace@example.com"});
    }

    void AddReplenish() {
        line_
            .Add("replenish", "Decide on replenishment, from readings on standard input",
                 [this] { return server::Replenish(replenish_); })  // needs no settings
            .Flag("--asr1", replenish_.asr1, "answer in ASR/1 on standard output")
            .Option("--profile", replenish_.profile, "how supplies are ordered", {.one_of = {"published", "balanced"}})
            .Option("--plot", replenish_.plot, "draw a supply into this file (SVG)")
            .Option("--supply", replenish_.supply, "which one, by its number in the input")
            .Examples({"platen replenish --asr1 < readings.asr1 > decisions.asr1",
                       "platen replenish --plot toner.svg --supply 3 < readings.asr1"});
    }

    void AddAgentPackage() {
        base::Command& package = line_.Add("agent-package", "Sign packages in which agents update themselves");
        package.Examples(
            {"platen agent-package keys agent-signing.key",
             "platen agent-package sign ./platen-agent --key agent-signing.key --version 0.2.0 --out agent.package"});
        package
            .Add("keys", "Make a key pair: the secret key into a new file, the public one to standard output",
                 [this] { return server::MakeSigningKeys(agent_package_); })
            .Option("FILE", agent_package_.file, "the new file; keep it away from servers", {.required = true})
            .Examples({"platen agent-package keys agent-signing.key > agent-signing.pub"});
        package
            .Add("sign", "Make a signed package of a program",
                 [this] { return server::SignAgentPackage(agent_package_); })
            .Option("PROGRAM", agent_package_.file, "the agent's program", {.required = true, .existing_file = true})
            .Option("--key", agent_package_.key, "file with the secret key", {.required = true, .existing_file = true})
            .Option("--version", agent_package_.version, "of the program, as it says it", {.required = true})
            .Option("--architecture", agent_package_.architecture, "amd64 or arm64", {.one_of = {"amd64", "arm64"}})
            .Option("--out", agent_package_.out, "the new file", {.required = true})
            .Examples({"platen agent-package sign ./platen-agent --key agent-signing.key --version 0.2.0 --out "
                       "agent.package"});
        package
            .Add("show", "Say what a package holds, and whether a key signed it",
                 [this] { return server::ShowAgentPackage(agent_package_); })
            .Option("FILE", agent_package_.file, "the package", {.required = true, .existing_file = true})
            .Option("--key", agent_package_.key, "a public key, agpub_...")
            .Examples({"platen agent-package show agent.package --key agpub_..."});
    }

    base::CommandLine line_;
    std::string file_;
    std::string clock_;
    std::string dump_;
    server::DoctorCommand doctor_;
    server::NewUser person_;
    server::ReplenishCommand replenish_;
    server::AgentPackageCommand agent_package_;
};

}  // namespace

int main(int argc, char** argv) {
    return Program().Run(argc, argv);
}
