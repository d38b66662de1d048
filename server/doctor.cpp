#include "server/doctor.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <cstring>

#include "lib/base/config.hpp"
#include "lib/net/url.hpp"
#include "server/agents/agents.hpp"
#include "server/database.hpp"
#include "server/platform/pg/guard.hpp"
#include "server/platform/pg/migrate.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/task_store.hpp"
#include "server/ports.hpp"
#include "server/serve.hpp"
#include "server/settings.hpp"

namespace server {

namespace {

class Report {
  public:
    explicit Report(bool json) : json_(json) {}
    void Good(const char* check, const std::string& what) { Line(check, "ok", what, ""); }
    void Note(const char* check, const std::string& what, const std::string& todo) { Line(check, "note", what, todo); }
    void Bad(const char* check, const std::string& what, const std::string& todo = "") {
        Line(check, "bad", what, todo);
        bad_ = true;
    }
    // Gives the exit code.
    int Finish(bool settings_are_wrong = false) const {
        const int code = settings_are_wrong ? 2 : bad_ ? 1 : 0;
        if (json_)
            fmt::print("{}\n", boost::json::serialize(boost::json::object{{"exit_code", code}, {"checks", checks_}}));
        return code;
    }

  private:
    void Line(const char* check, const char* state, const std::string& what, const std::string& todo) {
        if (json_) {
            boost::json::object line{{"check", check}, {"state", state}, {"text", what}};
            if (!todo.empty()) line["advice"] = todo;
            checks_.emplace_back(std::move(line));
            return;
        }
        const std::string_view word = state;
        const char* color = word == "bad" ? "\x1b[31m" : word == "note" ? "\x1b[33m" : "\x1b[32m";
        fmt::print("{}{:<4}{}  {}\n", colors_ ? color : "", word == "bad" ? "BAD" : word, colors_ ? "\x1b[0m" : "",
                   what);
        if (!todo.empty()) fmt::print("      -> {}\n", todo);
    }

    // On a terminal, unless the person wants none (https://no-color.org).
    static bool WantsColors() {
        const char* no_color = std::getenv("NO_COLOR");
        return ::isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
    }

    bool json_;
    bool colors_ = WantsColors();
    bool bad_ = false;
    boost::json::array checks_;
};

bool Readable(const std::string& file) {
    return ::access(file.c_str(), R_OK) == 0;
}

// As long as the other server runs, what is checked is its state; else, that of one that starts now.
struct Patient {
    const Settings& settings;
    std::optional<pid_t> serving;        // on this data folder
    std::optional<DatabaseUrls> urls{};  // nullopt: the private database does not run
};

void CheckDataFolder(const Patient& patient, Report& report) {
    const Settings& settings = patient.settings;
    std::error_code error;
    if (!std::filesystem::exists(settings.data, error)) {
        report.Note("data", "data folder " + settings.data + " does not exist", "`platen serve` makes it");
    } else if (patient.serving) {
        report.Good("data",
                    fmt::format("data folder {}, used by platen (process {})", settings.data, *patient.serving));
    } else {
        report.Good("data", "data folder " + settings.data);
    }
    if (std::filesystem::exists(settings.secret_key_file, error)) {
        report.Good("secret_key", "key file " + settings.secret_key_file);
    } else {
        report.Note("secret_key", "no key file " + settings.secret_key_file,
                    "`platen serve` makes it; servers that share a database must share it, and a backup needs it");
    }
}

void CheckDisk(const Settings& settings, Report& report) {
    constexpr double kGiB = 1024.0 * 1024 * 1024;
    auto folder = std::filesystem::absolute(settings.data).lexically_normal();
    std::error_code error;
    while (!std::filesystem::exists(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
    struct statvfs disk{};
    if (::statvfs(folder.c_str(), &disk) != 0) {
        return report.Bad("disk", "the disk of " + folder.string() + " cannot be looked at: " + std::strerror(errno));
    }
    const double free = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize) / kGiB;
    const double all = static_cast<double>(disk.f_blocks) * static_cast<double>(disk.f_frsize) / kGiB;
    const std::string what = fmt::format("disk of {}: {:.1f} of {:.1f} GiB are free", folder.string(), free, all);
    const std::string todo = "make room: a database whose disk is full stops";
    // The log of changes alone may take 2 GB (max_wal_size of the private database).
    if (free < 0.5) return report.Bad("disk", what, todo);
    if (free < 3) return report.Note("disk", what, todo);
    report.Good("disk", what);
}

void CheckPorts(const Patient& patient, Report& report) {
    for (const auto& [key, at] : Listeners(patient.settings)) {
        const PortState state = LookAtPort(at);
        const std::string where = fmt::format("{} = {}:{}", key, at.host, at.port);
        const bool by_server = state.taken && (patient.serving ? state.pid == *patient.serving || state.pid == 0
                                                               : state.program == "platen");
        if (state.free && patient.serving) {
            report.Note(key, fmt::format("nobody listens on {}, though platen runs", where),
                        "it starts or stops just now, or runs with other settings");
        } else if (state.free) {
            report.Good(key, where + " is free");
        } else if (by_server) {
            report.Good(key, where + ": the server listens there");
        } else {
            report.Bad(key, where + ": " + Describe(state),
                       state.taken ? fmt::format("stop that program, or set {} to another port", key)
                                   : fmt::format("set {} to an address of this machine", key));
        }
    }
}

void CheckMachineClock(Report& report) {
    struct timex state{};
    const std::string now = base::FormatRfc3339(std::chrono::floor<std::chrono::seconds>(base::SystemClock().Now()));
    if (::adjtimex(&state) == TIME_ERROR || (state.status & STA_UNSYNC) != 0) {
        report.Note("clock", "this machine's clock says " + now + "; nothing keeps it right",
                    "run a time service (systemd-timesyncd, chrony): every reading and order carries a time");
    } else {
        report.Good("clock", "this machine's clock says " + now + " and is kept right");
    }
}

void CheckDatabaseClock(pg::Pool& pool, Report& report) {
    const base::SystemClock clock;
    const auto before = clock.Now();
    const auto there = pg::DatabaseNow(pool);
    const auto after = clock.Now();
    const auto apart = there < before ? before - there : there > after ? there - after : base::Duration(0);
    const double seconds = std::chrono::duration<double>(apart).count();
    if (seconds > 2) {
        report.Bad("database_clock",
                   fmt::format("the database's clock is {:.0f} s {} this machine's", seconds,
                               there < before ? "behind" : "ahead of"),
                   "let one time service set both: leases of tasks and sessions are times of the database");
    } else {
        report.Good("database_clock", "the database's clock is this machine's");
    }
}

std::string Ago(base::Duration time) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
    if (minutes < 120) return fmt::format("{} min", minutes);
    return minutes < 48 * 60 ? fmt::format("{} h", minutes / 60) : fmt::format("{} days", minutes / 1440);
}

// Business time, as the server has it.
std::unique_ptr<base::Clock> ClockOf(const Patient& patient) {
    if (!patient.settings.clock.file.empty()) return std::make_unique<base::FileClock>(patient.settings.clock.file);
    return std::make_unique<base::SystemClock>();
}

void CheckJobs(const Patient& patient, pg::Pool& pool, Report& report) {
    std::vector<tasks::store::JobRunRow> runs;
    {
        pg::Transaction tx(pool, pg::Scope::System(), pg::Access::kReadOnly);
        runs = tasks::store::LastRuns(tx);
    }
    const auto now = ClockOf(patient)->Now();
    for (const tasks::RecurringJob& job : RecurringJobs()) {
        const auto run = std::ranges::find(runs, job.kind, &tasks::store::JobRunRow::name);
        const std::string name = "job " + job.kind;
        if (run == runs.end()) {
            report.Note("jobs", name + " has not run yet", "a server that runs starts it within a minute");
            continue;
        }
        const std::string when =
            fmt::format("{}: last due {} ({} ago)", name,
                        base::FormatRfc3339(std::chrono::floor<std::chrono::seconds>(run->started_at)),
                        Ago(std::max(now - run->started_at, base::Duration(0))));
        switch (tasks::StateOf(job, run->started_at, run->end_state, now)) {
            case tasks::JobState::kFailed:
                report.Bad("jobs",
                           fmt::format("{}, {}{}", when, base::json::EnumName(*run->end_state),
                                       run->problem_code ? ": " + *run->problem_code : ""),
                           "the log of that time says more");
                break;
            case tasks::JobState::kAhead:
                report.Bad(
                    "jobs",
                    fmt::format("{}: started for {}, which is still to come", name,
                                base::FormatRfc3339(std::chrono::floor<std::chrono::seconds>(run->started_at))),
                    "a clock was wrong then; a server that runs puts it right within a minute, unless its clock and "
                    "the database's differ");
                break;
            case tasks::JobState::kLate:
                if (patient.serving) {
                    report.Bad("jobs",
                               fmt::format("{}, though it is due every {} and a server runs", when, Ago(job.every)),
                               "the log says why: tasks.clocks_differ, tasks.recurring");
                } else {
                    report.Note("jobs", fmt::format("{}, though it is due every {}", when, Ago(job.every)),
                                "let a server run: `platen serve`");
                }
                break;
            case tasks::JobState::kNotYet:
            case tasks::JobState::kOnTime:
                report.Good("jobs", fmt::format("{}, {}", when,
                                                run->end_state ? base::json::EnumName(*run->end_state)
                                                               : "its end is not noted yet"));
        }
    }
}

// AGT-12: sites where several agents share the polling.
void CheckSharedSites(const Patient& patient, pg::Pool& pool, Report& report) {
    constexpr std::int32_t kMostNamed = 20;
    const auto now = ClockOf(patient)->Now();
    pg::Transaction tx(pool, pg::Scope::System(), pg::Access::kReadOnly);
    const auto heard_since = base::SystemClock().Now() - agents::kContactInterval * agents::kMissedContacts;
    for (const auto& site : agents::TroubledSites(tx, heard_since, now - std::chrono::hours(24), kMostNamed)) {
        const std::string where = fmt::format("{}, site {}", site.organization_name, site.site_name);
        if (site.heard == 0) {
            report.Bad("agents",
                       fmt::format("{}: none of its {} agents is heard of ({})", where, site.agents, site.silent),
                       "its printers are not read: look at the computers of the agents and their way to this server");
        } else if (site.heard < site.agents) {
            report.Note("agents",
                        fmt::format("{}: {} is not heard of; another agent reads its printers", where, site.silent),
                        "nobody would take over from that one: start the silent agent, or delete it");
        }
        if (site.heard > 0 && !site.took_over.empty()) {
            report.Note("agents",
                        fmt::format("{}: {} took over {} ago", where, site.took_over,
                                    Ago(std::max(now - *site.polls_since, base::Duration(0)))),
                        "the history of the agents in the audit log says from whom");
        }
    }
}

void CheckTheDatabase(const Patient& patient, Report& report) {
    if (!patient.urls) {
        report.Note("database", "private database, not running: its schema, its clock and the jobs were not looked at",
                    "`platen serve` starts it; run doctor again meanwhile");
        return;
    }
    try {
        pg::Pool pool({.url = patient.urls->application, .size = 1});
        pool.Acquire()->Script("SELECT 1");
        report.Good("database", "the database answers");
        const auto missing = pg::MissingMigrations(pool, pg::EmbeddedMigrations());
        if (missing.empty()) {
            report.Good("schema", "its schema is up to date");
        } else if (patient.urls->owner.empty()) {
            report.Bad("schema", fmt::format("{} steps of the schema are missing", missing.size()),
                       "set database.owner_url_file and run `platen migrate`");
        } else {
            report.Note("schema", fmt::format("{} steps of the schema are missing", missing.size()),
                        "`platen serve` or `platen migrate` applies them");
        }
        const auto objections = pg::CheckDatabase(pool);
        for (const auto& objection : objections) report.Bad("login", objection.text, "code " + objection.code);
        if (objections.empty()) {
            report.Good("login", "its settings keep what people save, its role sees no foreign rows");
        }
        CheckDatabaseClock(pool, report);
        if (missing.empty()) CheckJobs(patient, pool, report);
        if (missing.empty()) CheckSharedSites(patient, pool, report);
    } catch (const std::exception& error) {
        report.Bad("database", fmt::format("the database cannot be used: {}", error.what()),
                   "check database.url, and that PostgreSQL 15 or later runs there");
    }
}

void CheckAddresses(const Settings& settings, Report& report) {
    const auto endpoint = ParseEndpoint(settings.listen);
    const bool local = endpoint && net::IsLoopback(endpoint->host);
    if (!settings.tls.certificate.empty()) {
        report.Good("tls", "TLS with " + settings.tls.certificate);
    } else if (!local) {
        report.Note("tls", "plain HTTP on " + settings.listen,
                    "set tls.certificate and tls.key, or a proxy with TLS in front and http.trusted_proxies");
    }
    if (!settings.public_url.starts_with("https://") && !local) {
        report.Note("public_url", "links in mails start with " + settings.public_url, "set public_url to https://...");
    } else {
        report.Good("public_url", "links in mails start with " + settings.public_url);
    }
    if (Readable(settings.portal + "/index.html")) {
        report.Good("portal", "portal in " + settings.portal);
    } else {
        report.Note("portal", "no portal in " + settings.portal, "set `portal` to the folder with its index.html");
    }
    if (settings.smtp.url.empty()) {
        report.Note("mail", "no mail server", "set smtp.url and smtp.from; until then mails wait");
    } else {
        report.Good("mail", "mail through " + settings.smtp.url.substr(settings.smtp.url.rfind('@') + 1));
    }
    if (!settings.clock.file.empty()) {
        report.Note("business_clock", "people see the time of " + settings.clock.file,
                    "leave clock.file out everywhere but in demonstrations");
    }
}

}  // namespace

int Doctor(const DoctorCommand& command) {
    Report report(command.json);
    const auto file = SettingsFile(command.file);
    auto settings = LoadSettings(command.file, SettingsDepth::kFiles);
    if (settings) {
        report.Good("settings", file ? "settings of " + file->string() : "the shipped settings: no file is named");
    } else {
        for (const auto& line : base::DescribeConfigProblem(settings.error())) report.Bad("settings", line);
        // Where only the files are wrong that the settings name, the rest can be looked at.
        settings = LoadSettings(command.file);
        if (!settings) return report.Finish(true);
    }
    if (!command.clock.empty()) settings->clock.file = command.clock;
    Patient patient{*settings, HolderOf(settings->data)};
    if (settings->database.url.empty()) {
        patient.urls = FindRunning(std::filesystem::path(settings->data) / "postgresql");
    } else {
        patient.urls = DatabaseUrls{settings->database.url, settings->database.owner_url, settings->database.owner_url};
    }
    CheckDataFolder(patient, report);
    CheckDisk(*settings, report);
    CheckPorts(patient, report);
    CheckMachineClock(report);
    CheckTheDatabase(patient, report);
    CheckAddresses(*settings, report);
    return report.Finish();
}

}  // namespace server
