#include "server/settings.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "lib/base/config.hpp"
#include "lib/base/text.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace server {

namespace {

constexpr const char* kDefaultFile = "/etc/platen/platen.toml";

void CheckRange(base::FieldProblems& problems, const char* key, int value, int minimum, int maximum) {
    if (value >= minimum && value <= maximum) return;
    problems.Add(key, "out_of_range", {{"minimum", std::int64_t{minimum}}, {"maximum", std::int64_t{maximum}}});
}

void CheckEndpoint(base::FieldProblems& problems, const char* key, const std::string& text) {
    if (!ParseEndpoint(text)) problems.Add(key, "not_host_and_port", {{"example", "127.0.0.1:8080"}});
}

base::Result<void> TakeFile(const std::string& file, std::string& into) {
    if (file.empty()) return {};
    auto secret = base::ReadSecretFile(file);
    if (!secret) return std::unexpected(std::move(secret.error()));
    into = std::move(*secret);
    return {};
}

base::Result<void> Check(const Settings& s) {
    base::FieldProblems problems;
    CheckEndpoint(problems, "listen", s.listen);
    if (!s.metrics.listen.empty()) CheckEndpoint(problems, "metrics.listen", s.metrics.listen);
    CheckRange(problems, "task_threads", s.task_threads, 1, 64);
    CheckRange(problems, "database.pool", s.database.pool, 2, 1000);
    CheckRange(problems, "http.workers", s.http.workers, 1, 256);
    CheckRange(problems, "sessions.idle_minutes", s.sessions.idle_minutes, 1, 100'000);
    CheckRange(problems, "sessions.absolute_hours", s.sessions.absolute_hours, 1, 8760);
    CheckRange(problems, "passwords.minimum_length", s.passwords.minimum_length, 7, 64);
    CheckRange(problems, "passwords.hash_memory_mib", s.passwords.hash_memory_mib, 1, 1024);
    CheckRange(problems, "passwords.hash_passes", s.passwords.hash_passes, 1, 20);
    CheckRange(problems, "passwords.hashes_at_once", s.passwords.hashes_at_once, 1, 64);
    CheckRange(problems, "replenishment.order_days", s.replenishment.order_days, 1, 180);
    CheckRange(problems, "replenishment.cover_days", s.replenishment.cover_days, 1, 365);
    CheckRange(problems, "replenishment.join_days", s.replenishment.join_days, s.replenishment.order_days, 365);
    if (s.replenishment.profile != "balanced" && s.replenishment.profile != "published") {
        problems.Add("replenishment.profile", "not_one_of", {{"allowed", "published, balanced"}});
    }
    if (s.tls.certificate.empty() != s.tls.key.empty()) {
        problems.Add("tls", "needs_both", {{"keys", "certificate and key"}});
    }
    if (!s.smtp.tls.empty() && s.smtp.tls != "required" && s.smtp.tls != "opportunistic" && s.smtp.tls != "none") {
        problems.Add("smtp.tls", "not_one_of", {{"allowed", "required, opportunistic, none"}});
    }
    const auto languages = i18n::Catalogues::BuiltIn().Languages();
    if (std::ranges::find(languages, s.smtp.language) == languages.end()) {
        std::string allowed;
        for (const auto& one : languages) allowed += (allowed.empty() ? "" : ", ") + one;
        problems.Add("smtp.language", "not_one_of", {{"allowed", allowed}});
    }
    if (!s.smtp.url.empty() && !base::IsEmailAddress(s.smtp.from)) problems.Add("smtp.from", "invalid_email");
    if (!s.setup.email.empty() && !base::IsEmailAddress(s.setup.email)) {
        problems.Add("setup.email", "invalid_email");
    }
    if (!s.public_url.empty() && !s.public_url.starts_with("https://") && !s.public_url.starts_with("http://")) {
        problems.Add("public_url", "not_a_url", {{"example", "https://portal.example.com"}});
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return {};
}

}  // namespace

std::optional<Endpoint> ParseEndpoint(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    Endpoint endpoint{text.substr(0, colon), 0};
    if (endpoint.host.starts_with('[') && endpoint.host.ends_with(']')) {
        endpoint.host = endpoint.host.substr(1, endpoint.host.size() - 2);
    } else if (endpoint.host.find(':') != std::string::npos) {
        return std::nullopt;
    }
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, endpoint.port);
    if (read.ec != std::errc() || read.ptr != end || endpoint.port < 0 || endpoint.port > 65535) {
        return std::nullopt;
    }
    return endpoint;
}

base::Result<std::shared_ptr<const holidays::Book>> ReadHolidays(const ReplenishmentSettings& settings) {
    if (settings.holidays == "none") return nullptr;
    if (settings.holidays.empty()) return std::make_shared<const holidays::Book>(holidays::BuiltIn());
    std::ifstream in(settings.holidays, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in.is_open() || in.bad()) {
        return base::Refuse(base::ProblemKind::kInvalid, "config_unreadable",
                            {{"file", settings.holidays},
                             {"key", "replenishment.holidays"},
                             {"reason", std::string(std::strerror(errno))}});
    }
    auto own = holidays::Read(text, settings.holidays);
    if (!own) return std::unexpected(std::move(own.error()));
    return std::make_shared<const holidays::Book>(holidays::Merge(holidays::BuiltIn(), *own));
}

base::Result<Settings> LoadSettings(const std::optional<std::filesystem::path>& file) {
    std::optional<std::filesystem::path> from = file;
    if (!from && std::filesystem::exists(kDefaultFile)) from = kDefaultFile;
    auto settings = base::LoadConfig<Settings>(from, "PLATEN");
    if (!settings) return settings;
    for (auto read : {TakeFile(settings->database.url_file, settings->database.url),
                      TakeFile(settings->database.owner_url_file, settings->database.owner_url),
                      TakeFile(settings->smtp.password_file, settings->smtp.password)}) {
        if (!read) return std::unexpected(std::move(read.error()));
    }
    if (auto good = Check(*settings); !good) return std::unexpected(std::move(good.error()));
    if (auto read = ReadHolidays(settings->replenishment); !read) return std::unexpected(std::move(read.error()));
    while (settings->public_url.ends_with('/')) settings->public_url.pop_back();
    if (settings->public_url.empty()) {
        settings->public_url = (settings->tls.certificate.empty() ? "http://" : "https://") + settings->listen;
    }
    if (settings->secret_key_file.empty()) settings->secret_key_file = settings->data + "/secret-key";
    return settings;
}

}  // namespace server
