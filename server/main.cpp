#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "lib/base/config.hpp"
#include "lib/base/log.hpp"
#include "server/commands.hpp"
#include "server/doctor.hpp"
#include "server/platform/pg/client_programs.hpp"
#include "server/replenish_command.hpp"
#include "server/serve.hpp"
#include "server/settings.hpp"

// `platen`: the verbs. What each does is in the file of its name.
int main(int argc, char** argv) {
    CLI::App app{"Platen, the open managed print services platform"};
    app.set_version_flag("--version", PLATEN_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    std::string file;
    std::string clock;
    app.add_option("--config", file, "Settings (TOML); default /etc/platen/platen.toml where there is one")
        ->envname("PLATEN_CONFIG");
    app.add_option("--clock", clock, "Business time from this file, for demonstrations");

    std::function<int(const server::Settings&)> verb;
    const auto add = [&](const char* name, const char* words, std::function<int(const server::Settings&)> run) {
        CLI::App* command = app.add_subcommand(name, words);
        command->callback([&verb, run = std::move(run)] { verb = run; });
        return command;
    };
    add("serve", "Run the server", &server::Serve);
    add("migrate", "Bring the database's schema up to date", &server::MigrateDatabase);
    add("doctor", "Check the settings and say what to do", &server::Doctor);
    add("openapi", "Print the API's OpenAPI document", [](const server::Settings&) {
        fmt::print("{}\n", server::OpenApiDocument());
        return 0;
    });
    add("schema", "Print the database's schema (the golden db/schema.sql)", [](const server::Settings&) {
        fmt::print("{}", pg::DumpSchema());
        return 0;
    });
    add("setup-link", "Print the one-time link of the first administrator", &server::PrintSetupLink);
    std::string dump;
    add("backup", "Write the database into a file",
        [&](const server::Settings& settings) { return server::BackupDatabase(settings, dump); })
        ->add_option("FILE", dump)
        ->required();
    add("restore", "Fill an empty database from a file of `platen backup`",
        [&](const server::Settings& settings) { return server::RestoreDatabase(settings, dump); })
        ->add_option("FILE", dump)
        ->required();

    CLI::App* user = app.add_subcommand("user", "People")->require_subcommand(1);
    server::NewUser person;
    CLI::App* create = user->add_subcommand("create", "Invite a person; prints the one-time link");
    create->callback(
        [&] { verb = [&](const server::Settings& settings) { return server::CreateUser(settings, person); }; });
    create->add_option("--email", person.email)->required();
    create->add_option("--role", person.roles, "For instance operator_administrator; may be repeated")->required();
    create->add_option("--organization", person.organization, "Id; without it, the operator");
    create->add_option("--first-name", person.first_name);
    create->add_option("--last-name", person.last_name);
    create->add_option("--language", person.language);
    create->add_option("--time-zone", person.time_zone);
    create->add_flag("--child-organization-access", person.child_organization_access,
                     "May act in the child organizations of a parent organization");

    server::ReplenishCommand replenish;
    bool filter = false;
    CLI::App* engine = app.add_subcommand("replenish", "Decide on replenishment, from readings on standard input");
    engine->callback([&filter] { filter = true; });
    engine->add_flag("--asr1", replenish.asr1, "Answer in ASR/1 on standard output");
    engine->add_option("--profile", replenish.profile, "published or balanced")
        ->check(CLI::IsMember({"published", "balanced"}))
        ->capture_default_str();
    engine->add_option("--plot", replenish.plot, "Draw a supply into this file (SVG)");
    engine->add_option("--supply", replenish.supply, "Which one, by its number in the input")->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    try {
        // Needs no settings.
        if (filter) return server::Replenish(replenish);
        auto settings = server::LoadSettings(file.empty() ? std::nullopt : std::optional<std::filesystem::path>(file));
        if (!settings) {
            for (const auto& line : base::DescribeConfigProblem(settings.error())) {
                fmt::print(stderr, "platen: {}\n", line);
            }
            return 2;
        }
        if (!clock.empty()) settings->clock.file = clock;
        base::SetUpLogging("platen", settings->log.level,
                           settings->log.json ? base::LogFormat::kJson : base::LogFormat::kText);
        return verb(*settings);
    } catch (const std::exception& error) {
        fmt::print(stderr, "platen: {}\n", error.what());
        return 1;
    }
}
