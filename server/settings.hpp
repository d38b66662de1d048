#pragma once

#include <boost/describe.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/problem.hpp"
#include "lib/holidays/holidays.hpp"

// What may be set for `platen`: a TOML file with these keys (packaging/platen/platen.toml has them all, commented)
// under PLATEN_<SECTION>_<KEY> of the environment. Members are the keys; initial values are the shipped defaults.
// Secrets are given by file (`*_file`) or by environment, never by a flag.
namespace server {

struct DatabaseSettings {
    // libpq URL of the application's role; empty: a private PostgreSQL in the data folder.
    std::string url;
    std::string url_file;  // holds the URL instead
    // URL of a member of platen_owner, for migrations, backup and restore; empty: `url` must not need it.
    std::string owner_url;
    std::string owner_url_file;
    int pool = 12;        // connections at most; handlers, tasks and mail share them; 2..1000
    bool migrate = true;  // bring the schema up to date at start
};
BOOST_DESCRIBE_STRUCT(DatabaseSettings, (), (url, url_file, owner_url, owner_url_file, pool, migrate))

struct HttpSettings {
    int workers = 8;                           // requests at once, 1..256
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-* are believed
    std::vector<std::string> trusted_origins;  // further origins of the portal, "https://..."
    double requests_per_second = 100;          // of one person or key, with bursts of five times as many; 0: no limit
};
BOOST_DESCRIBE_STRUCT(HttpSettings, (), (workers, trusted_proxies, trusted_origins, requests_per_second))

struct TlsSettings {
    std::string certificate;  // PEM, own certificate first; empty: plain HTTP
    std::string key;          // PEM
};
BOOST_DESCRIBE_STRUCT(TlsSettings, (), (certificate, key))

struct MetricsSettings {
    std::string listen = "127.0.0.1:9464";  // GET /metrics, /healthz, /readyz; empty: none
};
BOOST_DESCRIBE_STRUCT(MetricsSettings, (), (listen))

struct SmtpSettings {
    std::string url;  // smtp://host:port or smtps://host:port; empty: mails wait
    std::string tls;  // required, opportunistic, none; empty: none on this machine, else required
    std::string user;
    std::string password;
    std::string password_file;
    std::string ca_file;  // PEM; empty: the system's
    std::string from = "platen@localhost";
    std::string from_name = "Platen";
    std::string language = "en";  // of mails to people whose organizations have none
};
BOOST_DESCRIBE_STRUCT(SmtpSettings, (), (url, tls, user, password, password_file, ca_file, from, from_name, language))

struct ClockSettings {
    std::string file;  // business time from a file (demonstrations); empty: real time
};
BOOST_DESCRIBE_STRUCT(ClockSettings, (), (file))

struct SessionSettings {
    int idle_minutes = 480;    // 1..100000
    int absolute_hours = 168;  // 1..8760
    bool plain_http = false;   // sign-in over plain HTTP from other machines: closed test networks only
    // OpenID Connect providers over plain HTTP and at internal addresses: tests, demos, providers in the own network
    bool internal_providers = false;
};
BOOST_DESCRIBE_STRUCT(SessionSettings, (), (idle_minutes, absolute_hours, plain_http, internal_providers))

struct PasswordSettings {
    int minimum_length = 12;   // 7..64
    int hash_memory_mib = 64;  // of one Argon2id computation, 1..1024
    int hash_passes = 2;       // 1..20
    int hashes_at_once = 2;    // 1..64
};
BOOST_DESCRIBE_STRUCT(PasswordSettings, (), (minimum_length, hash_memory_mib, hash_passes, hashes_at_once))

struct SetupSettings {
    std::string email;  // the first administrator, where the setup form leaves it out
    std::string operator_name = "Operator";
};
BOOST_DESCRIBE_STRUCT(SetupSettings, (), (email, operator_name))

// ASR-4: when supplies are ordered, and how many.
struct ReplenishmentSettings {
    // published: by the three numbers; balanced: by the risk of running out.
    std::string profile = "published";
    int order_days = 21;  // order when what is left lasts this long, 1..180
    int cover_days = 30;  // an order covers this much consumption, 1..365
    int join_days = 45;   // supplies of the site due within this time travel along, order_days..365
    // A file of public holidays that replaces or extends those of countries (docs/holidays.md); empty: the built-in
    // ones; "none": no day is a holiday.
    std::string holidays;
};
BOOST_DESCRIBE_STRUCT(ReplenishmentSettings, (), (profile, order_days, cover_days, join_days, holidays))

// ASR-12: packing slips and delivery labels.
struct PapersSettings {
    std::vector<std::string> sender;  // name and address, one line each, up to 8; empty: the name of the operator
};
BOOST_DESCRIBE_STRUCT(PapersSettings, (), (sender))

// Webhooks: events told to programs of customers and of the operator (docs/webhooks.md).
struct WebhookSettings {
    bool internal = false;       // endpoints over plain HTTP and at internal addresses, too
    int timeout_seconds = 10;    // of one call, 1..60
    int disable_after_days = 5;  // of failure without one success, 1..30
    int threads = 4;             // calls at once, 1..64
};
BOOST_DESCRIBE_STRUCT(WebhookSettings, (), (internal, timeout_seconds, disable_after_days, threads))

struct LogSettings {
    std::string level = "info";  // trace, debug, info, warn, error
    bool json = false;           // one JSON object a line
};
BOOST_DESCRIBE_STRUCT(LogSettings, (), (level, json))

struct Settings {
    std::string data = "/var/lib/platen";  // private database, keys, setup link
    std::string listen = "127.0.0.1:8080";
    std::string public_url;  // in links of mails; empty: made of `listen`
    std::string portal = "/usr/share/platen/portal";
    std::string secret_key_file;  // shared by servers that share a database; empty: <data>/secret-key
    int task_threads = 2;         // background work at once, 1..64
    DatabaseSettings database;
    HttpSettings http;
    TlsSettings tls;
    MetricsSettings metrics;
    SmtpSettings smtp;
    ClockSettings clock;
    SessionSettings sessions;
    PasswordSettings passwords;
    SetupSettings setup;
    ReplenishmentSettings replenishment;
    PapersSettings papers;
    WebhookSettings webhooks;
    LogSettings log;
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (data, listen, public_url, portal, secret_key_file, task_threads, database, http, tls, metrics,
                       smtp, clock, sessions, passwords, setup, replenishment, papers, webhooks, log))

struct Endpoint {
    std::string host;
    int port = 0;
};
// "127.0.0.1:8080", "[::1]:8080"; nullopt when it is neither.
std::optional<Endpoint> ParseEndpoint(const std::string& text);

// The public holidays that the settings ask for; nullptr: none. The Problem is of the file that they name.
base::Result<std::shared_ptr<const holidays::Book>> ReadHolidays(const ReplenishmentSettings& settings);

// The file that holds the key which seals secrets.
std::string SecretKeyFile(const Settings& settings);

enum class SettingsDepth {
    kValues,  // what the settings say
    kFiles,   // and the files and folders that they name, for who is about to make something of them
};
// What the types of the settings cannot say; JSON pointers.
void CheckSettings(const Settings& settings, SettingsDepth depth, base::FieldProblems& problems);

// The file that is read: `file`, or else /etc/platen/platen.toml where there is one.
std::optional<std::filesystem::path> SettingsFile(const std::optional<std::filesystem::path>& file);

// Reads, resolves the `*_file` settings and checks. Everything that is wrong is in one Problem, for
// base::DescribeConfigProblem.
base::Result<Settings> LoadSettings(const std::optional<std::filesystem::path>& file,
                                    SettingsDepth depth = SettingsDepth::kValues);

}  // namespace server
