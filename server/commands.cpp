#include "server/commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lib/base/cli.hpp"
#include "lib/base/config.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/suggest.hpp"
#include "lib/base/text.hpp"
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

// A mistake in what was given, with what would be right.
int Mistake(const std::string& option, const std::string& value, const std::vector<std::string>& allowed) {
    fmt::print(stderr, "platen: {} {}: allowed is one of {}{}\n", option, value, fmt::join(allowed, ", "),
               base::DidYouMean(value, allowed));
    return base::kUsageError;
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

int PrintSetupLink(const Settings& settings) {
    constexpr const char* kNone =
        ": somebody used it already, or `platen serve` has not run yet. `platen user create` invites people.";
    if (!identity::ReadSetupLink(settings.data)) return Fail("there is no setup link in " + settings.data + kNone);
    const auto secrets = base::SecretBox::FromFile(settings.secret_key_file);
    if (!secrets) return Fail(secrets.error());
    Database database(settings, Database::Private::kShare);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    const base::SystemClock clock;
    base::IdSource ids(clock);
    pg::Pool pool({.url = database.urls().application, .size = 2});
    mail::Mailer mailer(catalogues, ids, *secrets, "localhost");
    identity::Settings rules;
    rules.public_url = settings.public_url;
    Features features({pool, ids, clock, *secrets, catalogues, mailer}, rules, {});
    // It lives half an hour: whoever comes later gets another one.
    const auto link = features.identity().FirstStartLink(settings.data);
    if (!link) return Fail("there is no setup link in " + settings.data + kNone);
    fmt::print("{}\n", *link);
    return 0;
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
    // Everything that was given is looked at before a key, a folder or a database is made.
    identity::User user;
    user.email = wanted.email;
    user.first_name = wanted.first_name;
    user.last_name = wanted.last_name;
    user.language = wanted.language;
    user.time_zone = wanted.time_zone;
    user.child_organization_access = wanted.child_organization_access;
    if (!base::IsEmailAddress(wanted.email)) {
        fmt::print(stderr, "platen: --email {}: this is no e-mail address\n", wanted.email);
        return base::kUsageError;
    }
    std::vector<std::string> known;
    for (const auto& [role, name] : base::json::EnumNames<http::Role>()) known.push_back(name);
    for (const std::string& name : wanted.roles) {
        const auto role = base::json::ParseEnum<http::Role>(name);
        if (!role) return Mistake("--role", name, known);
        user.roles.push_back(*role);
    }
    const auto catalogues = i18n::Catalogues::BuiltIn();
    const auto languages = catalogues.Languages();
    if (std::ranges::find(languages, wanted.language) == languages.end()) {
        return Mistake("--language", wanted.language, languages);
    }
    std::optional<base::OrganizationId> organization;
    if (!wanted.organization.empty()) {
        organization = base::OrganizationId::Parse(wanted.organization);
        if (!organization) {
            fmt::print(stderr,
                       "platen: --organization {}: this is no id; the portal's address of the organization has it\n",
                       wanted.organization);
            return base::kUsageError;
        }
    }
    const auto secrets = base::SecretBox::FromFile(settings.secret_key_file);
    if (!secrets) return Fail(secrets.error());
    Database database(settings, Database::Private::kShare);
    if (!database.urls().owner.empty()) pg::Migrate(database.urls().owner, pg::EmbeddedMigrations());
    const base::SystemClock clock;
    base::IdSource ids(clock);
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

int InviteUser(const Settings& settings, const std::string& email, const std::string& organization) {
    std::optional<base::OrganizationId> home;
    if (!organization.empty()) {
        home = base::OrganizationId::Parse(organization);
        if (!home) {
            fmt::print(stderr,
                       "platen: --organization {}: this is no id; the portal's address of the organization has it\n",
                       organization);
            return base::kUsageError;
        }
    }
    const auto secrets = base::SecretBox::FromFile(settings.secret_key_file);
    if (!secrets) return Fail(secrets.error());
    Database database(settings, Database::Private::kShare);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    const base::SystemClock clock;
    base::IdSource ids(clock);
    pg::Pool pool({.url = database.urls().application, .size = 2});
    mail::Mailer mailer(catalogues, ids, *secrets, "localhost");
    identity::Settings rules;
    rules.public_url = settings.public_url;
    rules.languages = catalogues.Languages();
    Features features({pool, ids, clock, *secrets, catalogues, mailer}, rules, {});
    pg::Transaction tx(pool, pg::Scope::System());
    auto invited = features.identity().InviteAgain(tx, home, email, clock.Now());
    if (!invited) return Fail(invited.error());
    tx.Commit();
    fmt::print("{}\n", invited->setup_link);
    return 0;
}

}  // namespace server
