#include "server/serve.hpp"

#include <fmt/format.h>
#include <prometheus/registry.h>
#include <signal.h>

#include <cstdio>
#include <ctime>

#include "lib/base/clock.hpp"
#include "lib/base/config.hpp"
#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "lib/net/url.hpp"
#include "server/agents/agents.hpp"
#include "server/database.hpp"
#include "server/features.hpp"
#include "server/job_metrics.hpp"
#include "server/platform/api/api_words.hpp"
#include "server/platform/api/health.hpp"
#include "server/platform/api/openapi.hpp"
#include "server/platform/api/shares.hpp"
#include "server/platform/http/metrics.hpp"
#include "server/platform/http/server.hpp"
#include "server/platform/http/static_files.hpp"
#include "server/platform/mail/delivery.hpp"
#include "server/platform/outbox/sender.hpp"
#include "server/platform/pg/guard.hpp"
#include "server/platform/pg/listener.hpp"
#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/task_store.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/ports.hpp"

namespace server {

namespace {

std::unique_ptr<base::Clock> BusinessClock(const Settings& settings) {
    if (settings.clock.file.empty()) return std::make_unique<base::SystemClock>();
    base::log::Warn("server.business_clock file={}: people see the time of this file", settings.clock.file);
    return std::make_unique<base::FileClock>(settings.clock.file);
}

replenishment::Settings ReplenishmentRules(const Settings& settings) {
    const auto& rule = settings.replenishment;
    auto holidays = ReadHolidays(rule);
    // It was good when the settings were read.
    if (!holidays) throw std::runtime_error(base::DescribeConfigProblem(holidays.error()).front());
    return {
        .profile = rule.profile == "published" ? replenishment::Profile::kPublished : replenishment::Profile::kBalanced,
        .rule = {.order_days = rule.order_days, .cover_days = rule.cover_days, .join_days = rule.join_days},
        .holidays = std::move(*holidays)};
}

identity::Settings IdentitySettings(const Settings& settings, const i18n::Catalogues& catalogues) {
    identity::Settings identity;
    identity.public_url = settings.public_url;
    identity.mail_server = !settings.smtp.url.empty();
    identity.passwords.minimum_length = settings.passwords.minimum_length;
    identity.hashing.passes = static_cast<unsigned>(settings.passwords.hash_passes);
    identity.hashing.memory_bytes = static_cast<std::size_t>(settings.passwords.hash_memory_mib) << 20;
    identity.hashing.at_once = settings.passwords.hashes_at_once;
    identity.session_idle = std::chrono::minutes(settings.sessions.idle_minutes);
    identity.session_absolute = std::chrono::hours(settings.sessions.absolute_hours);
    identity.setup_email = settings.setup.email;
    identity.operator_name = settings.setup.operator_name;
    identity.plain_http = settings.sessions.plain_http;
    identity.internal_providers = settings.sessions.internal_providers;
    identity.languages = catalogues.Languages();
    identity.mail_language = settings.smtp.language;
    return identity;
}

webhooks::Settings WebhooksOf(const Settings& settings) {
    return {.internal = settings.webhooks.internal,
            .timeout = std::chrono::seconds(settings.webhooks.timeout_seconds),
            .disable_after = std::chrono::days(settings.webhooks.disable_after_days),
            .portal_url = settings.public_url};
}

mail::SmtpOptions SmtpOf(const Settings& settings) {
    using Tls = mail::SmtpOptions::Tls;
    mail::SmtpOptions smtp;
    smtp.url = settings.smtp.url;
    smtp.tls = settings.smtp.tls == "opportunistic" ? Tls::kOpportunistic : Tls::kRequired;
    const auto url = net::ReadUrl(settings.smtp.url);
    const bool by_default = settings.smtp.tls.empty() && url && url->scheme == "smtp" && net::IsLoopback(url->host);
    if (settings.smtp.tls == "none" || by_default) smtp.tls = Tls::kNone;
    smtp.user = settings.smtp.user;
    smtp.password = settings.smtp.password;
    smtp.ca_file = settings.smtp.ca_file;
    smtp.from_address = settings.smtp.from;
    smtp.from_name = settings.smtp.from_name;
    return smtp;
}

std::string MailDomain(const Settings& settings) {
    return settings.smtp.from.substr(settings.smtp.from.find('@') + 1);
}

// Brings the schema up to date and looks whether it is safe to serve from this database.
bool PrepareDatabase(const Settings& settings, const DatabaseUrls& urls, pg::Pool& pool) {
    const auto migrations = pg::EmbeddedMigrations();
    if (settings.database.migrate && !urls.owner.empty()) {
        pg::Migrate(urls.owner, migrations);
    }
    bool good = true;
    for (const std::string& missing : pg::MissingMigrations(pool, migrations)) {
        base::log::Critical("server.schema {}; run `platen migrate`", missing);
        good = false;
    }
    for (const pg::Objection& objection : pg::CheckDatabase(pool)) {
        base::log::Critical("server.database code={} {}", objection.code, objection.text);
        good = false;
    }
    return good;
}

// Everything that runs, in the order in which it is built; it stops in the reverse one.
class Running {
  public:
    Running(const Settings& settings, Database& database, const base::SecretBox& secrets)
        : settings_(settings),
          database_(database),
          clock_(BusinessClock(settings)),
          ids_(system_clock_),
          catalogues_(i18n::Catalogues::BuiltIn()),
          pool_({.url = database.urls().application, .size = settings.database.pool}),
          mailer_(catalogues_, ids_, secrets, MailDomain(settings)),
          features_({pool_, ids_, *clock_, secrets, catalogues_, mailer_, !settings.smtp.url.empty()},
                    IdentitySettings(settings, catalogues_), ReplenishmentRules(settings), settings.papers.sender,
                    WebhooksOf(settings)),
          recurring_(pool_, *clock_, ids_,
                     settings.clock.file.empty() ? tasks::TimeOf::kMachine : tasks::TimeOf::kOther),
          registry_(std::make_shared<prometheus::Registry>()),
          job_metrics_(std::make_shared<JobMetrics>(pool_, recurring_)),
          metrics_(registry_),
          health_(std::vector<std::shared_ptr<prometheus::Collectable>>{registry_, job_metrics_}),
          files_(settings.portal),
          router_({.clock = clock_.get(),
                   .pool = &pool_,
                   .secrets = &secrets,
                   .wakeups = &wakeups_,
                   .catalogues = &catalogues_,
                   .metrics = &metrics_,
                   .files = &files_,
                   .per_actor = {.per_second = settings.http.requests_per_second,
                                 .burst = settings.http.requests_per_second * 5},
                   .trusted_origins = settings.http.trusted_origins,
                   .role_names = organizations::RoleNames()}),
          with_health_(health_, router_),
          delivery_(ids_, secrets, SmtpOf(settings), &features_.mail_attachments()),
          sender_(pool_, *clock_, delivery_, {.lease = mail::LeaseFor(SmtpOf(settings))}),
          webhooks_(pool_, *clock_, features_.webhook_delivery(),
                    {.retry_pause = std::chrono::seconds(10),
                     .lease = 3 * std::chrono::seconds(settings.webhooks.timeout_seconds) + std::chrono::seconds(30),
                     .threads = settings.webhooks.threads}),
          listener_(database.urls().application) {
        job_metrics_->Watch(sender_);
        job_metrics_->Watch(webhooks_);
    }

    bool Prepare() {
        if (!PrepareDatabase(settings_, database_.urls(), pool_)) return false;
        if (settings_.clock.file.empty()) KnowClock();
        return true;
    }

    void Start() {
        features_.RegisterHttp(router_);
        features_.RegisterTasks(tasks_, recurring_);
        health_.AddCheck("database", [this]() -> std::string {
            try {
                pool_.Acquire()->Script("SELECT 1");
                return {};
            } catch (const pg::Error&) {
                return "the database does not answer";
            }
        });
        // Agents and pages that wait are woken by any server through the database.
        listener_.On(agents::kWakeupChannel, [this](std::string_view topic) {
            if (topic.empty()) {
                wakeups_.NotifyAll();
            } else {
                wakeups_.Notify(topic);
            }
        });
        listener_.Start();
        workers_ = std::make_unique<tasks::Workers>(pool_, *clock_, tasks_,
                                                    tasks::WorkerOptions{.threads = settings_.task_threads});
        workers_->Start();
        recurring_.Start();
        if (settings_.smtp.url.empty()) {
            base::log::Warn("server.no_smtp: mails wait until smtp.url is set");
        } else {
            sender_.Start();
        }
        webhooks_.Start();
        const Endpoint at = *ParseEndpoint(settings_.listen);
        http_ =
            std::make_unique<http::Server>(http::ServerOptions{.address = at.host,
                                                               .port = static_cast<std::uint16_t>(at.port),
                                                               .tls = {settings_.tls.certificate, settings_.tls.key},
                                                               .workers = settings_.http.workers,
                                                               .share = http::ShareOf,
                                                               .trusted_proxies = settings_.http.trusted_proxies},
                                           with_health_, wakeups_, &metrics_);
        if (!settings_.metrics.listen.empty()) {
            const Endpoint metrics = *ParseEndpoint(settings_.metrics.listen);
            operators_ =
                std::make_unique<http::Server>(http::ServerOptions{.address = metrics.host,
                                                                   .port = static_cast<std::uint16_t>(metrics.port),
                                                                   .workers = 1,
                                                                   .max_connections = 100},
                                               health_, wakeups_);
        }
        base::log::Info("server.ready version={} address={} port={} public_url={}", PLATEN_VERSION, at.host,
                        http_->port(), settings_.public_url);
        ShowSetupLink();
    }

    // Until a signal asks to stop.
    void Wait(const sigset_t& signals) {
        for (;;) {
            const timespec second{1, 0};
            const int signal = ::sigtimedwait(&signals, nullptr, &second);
            if (signal == SIGHUP) {
                try {
                    http_->ReloadCertificate();
                    base::log::Info("server.certificate_reloaded");
                } catch (const std::exception& error) {
                    base::log::Error("server.certificate_refused error={}: the old one stays", error.what());
                }
            } else if (signal > 0) {
                base::log::Info("server.stopping signal={}", ::strsignal(signal));
                return;
            }
            if (auto* embedded = database_.embedded(); embedded != nullptr && !embedded->Running()) {
                base::log::Error("server.database_ended: starting it again");
                embedded->Start();
            }
        }
    }

    void Stop() {
        health_.Stopping();
        http_->Stop();
        recurring_.Stop();
        workers_->Stop();
        delivery_.Leave();
        sender_.Stop();
        webhooks_.Stop();
        listener_.Stop();
        if (operators_) operators_->Stop();
    }

  private:
    // A machine that was switched on with a wrong clock is found out by what was written down before.
    void KnowClock() {
        pg::Transaction tx(pool_, pg::Scope::System(), pg::Access::kReadOnly);
        if (const auto last = tasks::store::NewestStart(tx)) base::KnowClock(*last);
    }
    void ShowSetupLink() {
        std::optional<std::string> link;
        try {
            link = features_.identity().FirstStartLink(settings_.data);
        } catch (const pg::Error& error) {
            // It serves by now: what the database could not answer is no reason to stop.
            base::log::Warn("server.setup_link error={}: if nobody can sign in yet, run `platen setup-link`",
                            error.what());
        }
        if (!link) return;
        // On the terminal, not in the log: it opens the door once.
        fmt::print(stderr,
                   "\nNobody can sign in yet. Open this link to become the first "
                   "administrator:\n\n  {}\n\n",
                   *link);
    }

    const Settings& settings_;
    Database& database_;
    base::SystemClock system_clock_;
    std::unique_ptr<base::Clock> clock_;
    base::IdSource ids_;
    i18n::Catalogues catalogues_;
    pg::Pool pool_;
    mail::Mailer mailer_;
    Features features_;
    tasks::Registry tasks_;
    tasks::Recurring recurring_;
    std::shared_ptr<prometheus::Registry> registry_;
    std::shared_ptr<JobMetrics> job_metrics_;
    http::Metrics metrics_;
    http::Health health_;
    http::StaticFiles files_;
    http::Wakeups wakeups_;
    http::Router router_;
    http::WithHealth with_health_;
    mail::Delivery delivery_;
    outbox::Sender sender_;
    outbox::Sender webhooks_;
    pg::Listener listener_;
    std::unique_ptr<tasks::Workers> workers_;
    std::unique_ptr<http::Server> http_;
    std::unique_ptr<http::Server> operators_;
};

// What stands in the way of this server on this machine, before anything is made.
bool MayStart(const Settings& settings) {
    // First: the other server has the ports, too.
    if (settings.database.url.empty()) {
        if (const auto holder = HolderOf(settings.data)) {
            base::log::Critical("server.folder_in_use another platen (process {}) already uses {}", *holder,
                                settings.data);
            return false;
        }
    }
    bool good = true;
    for (const auto& [key, at] : Listeners(settings)) {
        if (const PortState state = LookAtPort(at); !state.free) {
            base::log::Critical("server.address_unusable {} = {}:{}: {}", key, at.host, at.port, Describe(state));
            good = false;
        }
    }
    return good;
}

}  // namespace

std::vector<std::pair<const char*, Endpoint>> Listeners(const Settings& settings) {
    std::vector<std::pair<const char*, Endpoint>> all{{"listen", *ParseEndpoint(settings.listen)}};
    if (!settings.metrics.listen.empty()) all.emplace_back("metrics.listen", *ParseEndpoint(settings.metrics.listen));
    return all;
}

int Serve(const Settings& settings) {
    // Before any thread starts: signals are taken in Wait() and nowhere else.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);

    if (!MayStart(settings)) return 1;
    std::filesystem::create_directories(settings.data);
    const auto secrets = base::SecretBox::FromFile(settings.secret_key_file);
    if (!secrets) {
        for (const auto& line : base::DescribeConfigProblem(secrets.error())) {
            base::log::Critical("server.secret_key {}", line);
        }
        return 1;
    }
    Database database(settings, Database::Private::kRun);
    Running running(settings, database, *secrets);
    if (!running.Prepare()) return 1;
    running.Start();
    running.Wait(signals);
    running.Stop();
    base::log::Info("server.stopped");
    return 0;
}

namespace {

// The features without a database: what they are, not what they do.
struct Unserved {
    const base::SystemClock clock;
    base::IdSource ids{clock};
    const base::SecretBox secrets{std::string(base::SecretBox::kKeyBytes, '\0')};
    const i18n::Catalogues catalogues = i18n::Catalogues::BuiltIn();
    pg::Pool pool{{.url = "", .size = 1}};  // opened by its first use: never
    mail::Mailer mailer{catalogues, ids, secrets, "localhost"};
    Features features{{pool, ids, clock, secrets, catalogues, mailer}, {}, {}};
};

}  // namespace

http::OpenApiDocument OpenApiDocument() {
    Unserved all;
    http::Router router({.clock = &all.clock,
                         .secrets = &all.secrets,
                         .catalogues = &all.catalogues,
                         .role_names = organizations::RoleNames()});
    all.features.RegisterHttp(router);
    return http::WriteOpenApi(router, &http::ApiWords::BuiltIn());
}

std::vector<tasks::RecurringJob> RecurringJobs() {
    Unserved all;
    tasks::Registry registry;
    tasks::Recurring recurring(all.pool, all.clock, all.ids);
    all.features.RegisterTasks(registry, recurring);
    return recurring.jobs();
}

}  // namespace server
