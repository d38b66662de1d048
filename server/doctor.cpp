#include "server/doctor.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "lib/base/config.hpp"
#include "lib/base/secrets.hpp"
#include "lib/net/url.hpp"
#include "server/database.hpp"
#include "server/platform/pg/guard.hpp"
#include "server/platform/pg/migrate.hpp"

namespace server {

namespace {

class Report {
  public:
    void Good(const std::string& what) { Line("ok  ", what, ""); }
    void Note(const std::string& what, const std::string& todo) { Line("note", what, todo); }
    void Bad(const std::string& what, const std::string& todo) {
        Line("BAD ", what, todo);
        bad_ = true;
    }
    [[nodiscard]] int exit_code() const { return bad_ ? 1 : 0; }

  private:
    static void Line(const char* mark, const std::string& what, const std::string& todo) {
        fmt::print("{}  {}\n", mark, what);
        if (!todo.empty()) fmt::print("      -> {}\n", todo);
    }
    bool bad_ = false;
};

bool Readable(const std::string& file) {
    return ::access(file.c_str(), R_OK) == 0;
}

void CheckDataFolder(const Settings& settings, Report& report) {
    std::error_code error;
    const auto status = std::filesystem::status(settings.data, error);
    if (!std::filesystem::exists(status)) {
        report.Note("data folder " + settings.data + " does not exist", "`platen serve` makes it");
    } else if (::access(settings.data.c_str(), W_OK) != 0) {
        report.Bad("data folder " + settings.data + " cannot be written", "run as the user who owns it, or set `data`");
    } else {
        report.Good("data folder " + settings.data);
    }
    if (!std::filesystem::exists(settings.secret_key_file, error)) {
        report.Note("no key file " + settings.secret_key_file,
                    "`platen serve` makes it; servers that share a database must share it, and a "
                    "backup needs it");
    } else if (auto box = base::SecretBox::FromFile(settings.secret_key_file); !box) {
        report.Bad(base::DescribeConfigProblem(box.error()).front(),
                   "only its owner may read it (chmod 600), and it holds 43 characters");
    } else {
        report.Good("key file " + settings.secret_key_file);
    }
}

void CheckTheDatabase(const Settings& settings, Report& report) {
    DatabaseUrls urls{settings.database.url, settings.database.owner_url, settings.database.owner_url};
    if (settings.database.url.empty()) {
        auto running = FindRunning(std::filesystem::path(settings.data) / "postgresql");
        if (!running) {
            report.Note("private database, not running", "`platen serve` starts it; run doctor again meanwhile");
            return;
        }
        urls = std::move(*running);
    }
    try {
        pg::Pool pool({.url = urls.application, .size = 1});
        pool.Acquire()->Script("SELECT 1");
        report.Good("the database answers");
        const auto missing = pg::MissingMigrations(pool, pg::EmbeddedMigrations());
        if (missing.empty()) {
            report.Good("its schema is up to date");
        } else if (urls.owner.empty()) {
            report.Bad(fmt::format("{} steps of the schema are missing", missing.size()),
                       "set database.owner_url_file and run `platen migrate`");
        } else {
            report.Note(fmt::format("{} steps of the schema are missing", missing.size()),
                        "`platen serve` or `platen migrate` applies them");
        }
        const auto objections = pg::CheckDatabase(pool);
        for (const auto& objection : objections) report.Bad(objection.text, "code " + objection.code);
        if (objections.empty()) report.Good("its settings keep what people save, its role sees no foreign rows");
    } catch (const std::exception& error) {
        report.Bad(fmt::format("the database cannot be used: {}", error.what()),
                   "check database.url, and that PostgreSQL 15 or later runs there");
    }
}

}  // namespace

int Doctor(const Settings& settings) {
    Report report;
    CheckDataFolder(settings, report);
    CheckTheDatabase(settings, report);
    const auto endpoint = ParseEndpoint(settings.listen);
    const bool local = endpoint && net::IsLoopback(endpoint->host);
    if (!settings.tls.certificate.empty()) {
        for (const auto& file : {settings.tls.certificate, settings.tls.key}) {
            if (Readable(file)) {
                report.Good("TLS file " + file);
            } else {
                report.Bad("TLS file " + file + " cannot be read", "set tls.certificate and tls.key");
            }
        }
    } else if (!local) {
        report.Note("plain HTTP on " + settings.listen,
                    "set tls.certificate and tls.key, or a proxy with TLS in front and "
                    "http.trusted_proxies");
    }
    if (!settings.public_url.starts_with("https://") && !local) {
        report.Note("links in mails start with " + settings.public_url, "set public_url to https://...");
    } else {
        report.Good("links in mails start with " + settings.public_url);
    }
    if (Readable(settings.portal + "/index.html")) {
        report.Good("portal in " + settings.portal);
    } else {
        report.Note("no portal in " + settings.portal, "set `portal` to the folder with its index.html");
    }
    if (settings.smtp.url.empty()) {
        report.Note("no mail server", "set smtp.url and smtp.from; until then mails wait");
    } else {
        report.Good("mail through " + settings.smtp.url.substr(settings.smtp.url.rfind('@') + 1));
    }
    if (!settings.clock.file.empty()) {
        report.Note("people see the time of " + settings.clock.file,
                    "leave clock.file out everywhere but in demonstrations");
    }
    return report.exit_code();
}

}  // namespace server
