#include "server/settings.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "lib/base/config.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "server/platform/http/server.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace server {

namespace {

constexpr const char* kDefaultFile = "/etc/platen/platen.toml";

using base::FieldProblems;

void CheckRange(FieldProblems& problems, const char* pointer, int value, int minimum, int maximum) {
    if (value >= minimum && value <= maximum) return;
    problems.Add(pointer, "out_of_range", {{"minimum", std::int64_t{minimum}}, {"maximum", std::int64_t{maximum}}});
}

void CheckEndpoint(FieldProblems& problems, const char* pointer, const std::string& text, const char* example) {
    if (!ParseEndpoint(text)) problems.Add(pointer, "not_host_and_port", {{"example", example}});
}

void CheckWord(FieldProblems& problems, const char* pointer, const std::string& word,
               const std::vector<std::string>& allowed) {
    if (std::ranges::find(allowed, word) != allowed.end()) return;
    problems.Add(pointer, "not_one_of", {{"allowed", fmt::format("{}", fmt::join(allowed, ", "))}});
}

void CheckUrl(FieldProblems& problems, const char* pointer, const std::string& url,
              const std::vector<std::string>& schemes, const char* example) {
    const auto host = [&](const std::string& scheme) {
        return url.starts_with(scheme) && url.size() > scheme.size() && url[scheme.size()] != '/' &&
               url.find_first_of(" \t\r\n") == std::string::npos;
    };
    if (std::ranges::none_of(schemes, host)) problems.Add(pointer, "not_a_url", {{"example", example}});
}

std::string ReasonOf(const base::Problem& problem) {
    const auto reason = problem.args.find("reason");
    return reason == problem.args.end() ? problem.code : std::get<std::string>(reason->second);
}

// The setting is what the file holds, where one is named.
void TakeFile(FieldProblems& problems, const char* pointer, const std::string& file, std::string& into) {
    if (file.empty()) return;
    if (auto secret = base::ReadSecretFile(file)) {
        into = std::move(*secret);
    } else {
        problems.Add(pointer, "file_unusable", {{"file", file}, {"reason", ReasonOf(secret.error())}});
    }
}

void TakeFiles(FieldProblems& problems, Settings& s) {
    TakeFile(problems, "/database/url_file", s.database.url_file, s.database.url);
    TakeFile(problems, "/database/owner_url_file", s.database.owner_url_file, s.database.owner_url);
    TakeFile(problems, "/smtp/password_file", s.smtp.password_file, s.smtp.password);
}

void CheckListeners(const Settings& s, FieldProblems& problems) {
    CheckEndpoint(problems, "/listen", s.listen, "127.0.0.1:8080");
    if (!s.metrics.listen.empty()) CheckEndpoint(problems, "/metrics/listen", s.metrics.listen, "127.0.0.1:9464");
    if (!s.public_url.empty()) {
        CheckUrl(problems, "/public_url", s.public_url, {"https://", "http://"}, "https://portal.example.com");
    }
    if (s.tls.certificate.empty() != s.tls.key.empty()) {
        const bool key = s.tls.key.empty();
        problems.Add(key ? "/tls/key" : "/tls/certificate", "must_be_set",
                     {{"because", key ? "/tls/certificate" : "/tls/key"}});
    }
    for (std::size_t i = 0; i < s.http.trusted_origins.size(); ++i) {
        CheckUrl(problems, fmt::format("/http/trusted_origins/{}", i).c_str(), s.http.trusted_origins[i],
                 {"https://", "http://"}, "https://print.example.com");
    }
    for (std::size_t i = 0; i < s.http.trusted_proxies.size(); ++i) {
        std::array<unsigned char, sizeof(in6_addr)> address{};
        const std::string& text = s.http.trusted_proxies[i];
        if (::inet_pton(AF_INET, text.c_str(), address.data()) == 1) continue;
        if (::inet_pton(AF_INET6, text.c_str(), address.data()) == 1) continue;
        problems.Add(fmt::format("/http/trusted_proxies/{}", i), "not_an_address", {{"example", "127.0.0.1"}});
    }
    if (!(s.http.requests_per_second >= 0 && s.http.requests_per_second <= 1e6)) {
        problems.Add("/http/requests_per_second", "out_of_range",
                     {{"minimum", std::int64_t{0}}, {"maximum", std::int64_t{1'000'000}}});
    }
}

void CheckMail(const Settings& s, FieldProblems& problems) {
    if (!s.smtp.tls.empty()) CheckWord(problems, "/smtp/tls", s.smtp.tls, {"required", "opportunistic", "none"});
    CheckWord(problems, "/smtp/language", s.smtp.language, i18n::Catalogues::BuiltIn().Languages());
    if (!s.setup.email.empty() && !base::IsEmailAddress(s.setup.email)) problems.Add("/setup/email", "invalid_email");
    if (s.smtp.url.empty()) return;
    CheckUrl(problems, "/smtp/url", s.smtp.url, {"smtp://", "smtps://"}, "smtp://mail.example.com:587");
    // No mail server takes what the shipped default says.
    if (s.smtp.from.empty() || s.smtp.from == SmtpSettings{}.from) {
        problems.Add("/smtp/from", "must_be_set", {{"because", "/smtp/url"}, {"example", "supplies@example.com"}});
    } else if (!base::IsEmailAddress(s.smtp.from)) {
        problems.Add("/smtp/from", "invalid_email");
    }
}

// What fits onto the head of a label.
constexpr std::size_t kSenderLines = 8;
constexpr std::size_t kSenderLineLength = 100;

void CheckPapers(const Settings& s, FieldProblems& problems) {
    const auto& sender = s.papers.sender;
    if (sender.size() > kSenderLines) {
        problems.Add("/papers/sender", "too_many_items", {{"limit", static_cast<std::int64_t>(kSenderLines)}});
    }
    for (std::size_t i = 0; i < sender.size(); ++i) {
        if (base::CountCodePoints(sender[i]) <= kSenderLineLength) continue;
        problems.Add(fmt::format("/papers/sender/{}", i), "too_long",
                     {{"limit", static_cast<std::int64_t>(kSenderLineLength)}});
    }
}

void CheckNumbers(const Settings& s, FieldProblems& problems) {
    CheckRange(problems, "/task_threads", s.task_threads, 1, 64);
    CheckRange(problems, "/database/pool", s.database.pool, 2, 1000);
    CheckRange(problems, "/http/workers", s.http.workers, 1, 256);
    CheckRange(problems, "/sessions/idle_minutes", s.sessions.idle_minutes, 1, 100'000);
    CheckRange(problems, "/sessions/absolute_hours", s.sessions.absolute_hours, 1, 8760);
    CheckRange(problems, "/passwords/minimum_length", s.passwords.minimum_length, 7, 64);
    CheckRange(problems, "/passwords/hash_memory_mib", s.passwords.hash_memory_mib, 1, 1024);
    CheckRange(problems, "/passwords/hash_passes", s.passwords.hash_passes, 1, 20);
    CheckRange(problems, "/passwords/hashes_at_once", s.passwords.hashes_at_once, 1, 64);
    CheckRange(problems, "/webhooks/timeout_seconds", s.webhooks.timeout_seconds, 1, 60);
    CheckRange(problems, "/webhooks/disable_after_days", s.webhooks.disable_after_days, 1, 30);
    CheckRange(problems, "/webhooks/threads", s.webhooks.threads, 1, 64);
    const auto& rule = s.replenishment;
    CheckRange(problems, "/replenishment/order_days", rule.order_days, 1, 180);
    CheckRange(problems, "/replenishment/cover_days", rule.cover_days, 1, 365);
    if (rule.join_days < rule.order_days || rule.join_days > 365) {
        problems.Add("/replenishment/join_days", "out_of_range",
                     {{"minimum", std::int64_t{rule.order_days}},
                      {"maximum", std::int64_t{365}},
                      {"because", "/replenishment/order_days"}});
    }
}

// Why a file cannot be read; "" when it can.
std::string Unreadable(const std::string& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return std::strerror(EISDIR);
    return ::access(file.c_str(), R_OK) == 0 ? "" : std::strerror(errno);
}

void CheckFolder(const Settings& s, FieldProblems& problems) {
    const auto refuse = [&](const std::string& reason) {
        problems.Add("/data", "file_unusable", {{"reason", reason}});
    };
    if (s.data.empty()) return problems.Add("/data", "empty");
    // What is there already of the path decides; `platen serve` makes the rest.
    std::error_code error;
    auto at = std::filesystem::absolute(s.data, error).lexically_normal();
    while (!std::filesystem::exists(at, error) && !error && at.has_relative_path()) at = at.parent_path();
    if (error) return refuse(error.message());
    if (!std::filesystem::is_directory(at, error)) return refuse(at.string() + " is no folder");
    if (::access(at.c_str(), W_OK | X_OK) != 0)
        return refuse(at.string() + " cannot be written: " + std::strerror(errno));
}

void CheckFiles(const Settings& s, FieldProblems& problems) {
    CheckFolder(s, problems);
    const std::string key = SecretKeyFile(s);
    if (std::error_code error; std::filesystem::exists(key, error)) {
        if (auto box = base::SecretBox::FromFile(key); !box) {
            const bool exposed = box.error().code == "secret_key_exposed";
            problems.Add(
                "/secret_key_file", "file_unusable",
                {{"file", key}, {"reason", exposed ? "others may read it: chmod 600 it" : ReasonOf(box.error())}});
        }
    }
    if (!s.smtp.ca_file.empty()) {
        if (const auto reason = Unreadable(s.smtp.ca_file); !reason.empty()) {
            problems.Add("/smtp/ca_file", "file_unusable", {{"file", s.smtp.ca_file}, {"reason", reason}});
        }
    }
    if (s.tls.certificate.empty() || s.tls.key.empty()) return;
    const std::size_t before = problems.fields().size();
    for (const auto& [pointer, file] :
         {std::pair("/tls/certificate", s.tls.certificate), std::pair("/tls/key", s.tls.key)}) {
        if (const auto reason = Unreadable(file); !reason.empty()) {
            problems.Add(pointer, "file_unusable", {{"file", file}, {"reason", reason}});
        }
    }
    if (problems.fields().size() > before) return;
    if (const auto wrong = http::CheckTls({s.tls.certificate, s.tls.key})) {
        problems.Add(wrong->key ? "/tls/key" : "/tls/certificate", "file_unusable",
                     {{"file", wrong->key ? s.tls.key : s.tls.certificate}, {"reason", wrong->reason}});
    }
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

std::string SecretKeyFile(const Settings& settings) {
    return settings.secret_key_file.empty() ? settings.data + "/secret-key" : settings.secret_key_file;
}

std::optional<std::filesystem::path> SettingsFile(const std::optional<std::filesystem::path>& file) {
    if (file || !std::filesystem::exists(kDefaultFile)) return file;
    return kDefaultFile;
}

void CheckSettings(const Settings& settings, SettingsDepth depth, base::FieldProblems& problems) {
    CheckListeners(settings, problems);
    CheckPapers(settings, problems);
    CheckNumbers(settings, problems);
    CheckMail(settings, problems);
    CheckWord(problems, "/replenishment/profile", settings.replenishment.profile, {"published", "balanced"});
    CheckWord(problems, "/log/level", settings.log.level, {"trace", "debug", "info", "warn", "error"});
    if (depth == SettingsDepth::kFiles) CheckFiles(settings, problems);
}

base::Result<Settings> LoadSettings(const std::optional<std::filesystem::path>& file, SettingsDepth depth) {
    // What is wrong in a file of holidays has its place there.
    std::optional<base::Problem> holidays;
    auto settings = base::LoadConfig<Settings>(SettingsFile(file), "PLATEN", base::ProcessEnvironment(), {},
                                               [&](const Settings& given, FieldProblems& problems) {
                                                   Settings taken = given;
                                                   TakeFiles(problems, taken);
                                                   CheckSettings(taken, depth, problems);
                                                   auto read = ReadHolidays(given.replenishment);
                                                   if (read) return;
                                                   if (read.error().code == "config_unreadable") {
                                                       problems.Add("/replenishment/holidays", "file_unusable",
                                                                    {{"reason", ReasonOf(read.error())}});
                                                   } else {
                                                       holidays = std::move(read.error());
                                                   }
                                               });
    if (holidays && settings) return std::unexpected(std::move(*holidays));
    if (holidays && holidays->fields.empty()) {
        settings.error().fields.push_back({"replenishment.holidays", holidays->code, holidays->args});
    } else if (holidays) {
        std::ranges::move(holidays->fields, std::back_inserter(settings.error().fields));
    }
    if (!settings) return settings;
    FieldProblems gone;  // a file that went away since it was looked at
    TakeFiles(gone, *settings);
    if (!gone.empty()) return std::move(gone).Refuse();
    while (settings->public_url.ends_with('/')) settings->public_url.pop_back();
    if (settings->public_url.empty()) {
        settings->public_url = (settings->tls.certificate.empty() ? "http://" : "https://") + settings->listen;
    }
    settings->secret_key_file = SecretKeyFile(*settings);
    return settings;
}

}  // namespace server
