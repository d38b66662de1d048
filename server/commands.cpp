#include "server/commands.hpp"

#include <fmt/format.h>

#include "lib/base/config.hpp"
#include "lib/base/secrets.hpp"
#include "server/database.hpp"
#include "server/features.hpp"
#include "server/platform/pg/client_programs.hpp"
#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/transaction.hpp"

namespace server {

namespace {

int Fail(const std::string& words) {
    fmt::print(stderr, "platen: {}\n", words);
    return 1;
}

int Fail(const base::Problem& problem) {
    for (const auto& line : base::DescribeConfigProblem(problem)) Fail(line);
    return 1;
}

}  // namespace

int MigrateDatabase(const Settings& settings) {
    Database database(settings, Database::Private::kShare);
    if (database.urls().owner.empty()) {
        return Fail("set database.owner_url_file: migrations need a role that owns the schema");
    }
    const auto report = pg::Migrate(database.urls().owner, pg::EmbeddedMigrations());
    for (const std::string& name : report.applied) fmt::print("applied {}\n", name);
    if (report.applied.empty()) fmt::print("nothing to do: the schema is up to date\n");
    return 0;
}

int PrintSchema(const Settings&) {
    fmt::print("{}", pg::DumpSchema());
    return 0;
}

int PrintSetupLink(const Settings& settings) {
    if (const auto link = identity::ReadSetupLink(settings.data)) {
        fmt::print("{}\n", *link);
        return 0;
    }
    return Fail("there is no setup link in " + settings.data +
                ": somebody used it already, or `platen serve` has not run yet. `platen user "
                "create` invites people.");
}

int BackupDatabase(const Settings& settings, const std::string& file) {
    Database database(settings, Database::Private::kShare);
    if (database.urls().backup.empty()) {
        return Fail("set database.owner_url_file: a backup needs a role that reads every row");
    }
    pg::Backup(database.urls().backup, file);
    fmt::print("wrote {}; keep {} with it: without this key sealed secrets cannot be read\n", file,
               settings.secret_key_file);
    return 0;
}

int RestoreDatabase(const Settings& settings, const std::string& file) {
    if (settings.database.url.empty() && FindRunning(std::filesystem::path(settings.data) / "postgresql")) {
        return Fail("`platen serve` is running on this data folder: stop it first");
    }
    Database database(settings, Database::Private::kShare);
    if (database.urls().owner.empty()) return Fail("set database.owner_url_file: a restore replaces the schema");
    pg::Restore(database.urls().owner, file);
    fmt::print("restored {}\n", file);
    return 0;
}

int CreateUser(const Settings& settings, const NewUser& wanted) {
    const auto secrets = base::SecretBox::FromFile(settings.secret_key_file);
    if (!secrets) return Fail(secrets.error());
    identity::User user;
    user.email = wanted.email;
    user.first_name = wanted.first_name;
    user.last_name = wanted.last_name;
    user.language = wanted.language;
    user.time_zone = wanted.time_zone;
    user.child_organization_access = wanted.child_organization_access;
    for (const std::string& name : wanted.roles) {
        const auto role = base::json::ParseEnum<http::Role>(name);
        if (!role) return Fail("there is no role " + name);
        user.roles.push_back(*role);
    }
    std::optional<base::OrganizationId> organization;
    if (!wanted.organization.empty()) {
        organization = base::OrganizationId::Parse(wanted.organization);
        if (!organization) return Fail("--organization is not an id: " + wanted.organization);
    }
    Database database(settings, Database::Private::kShare);
    if (!database.urls().owner.empty()) pg::Migrate(database.urls().owner, pg::EmbeddedMigrations());
    const base::SystemClock clock;
    base::IdSource ids(clock);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    pg::Pool pool({.url = database.urls().application, .size = 2});
    mail::Mailer mailer(catalogues, ids, *secrets, "localhost");
    identity::Settings rules;
    rules.public_url = settings.public_url;
    rules.operator_name = settings.setup.operator_name;
    rules.languages = catalogues.Languages();
    Features features({pool, ids, clock, *secrets, catalogues, mailer}, rules, {});
    pg::Transaction tx(pool, pg::Scope::System());
    auto invited = features.identity().CreateUser(tx, organization, user, clock.Now());
    if (!invited) return Fail(invited.error());
    tx.Commit();
    fmt::print("{}\n", invited->setup_link);
    return 0;
}

}  // namespace server
