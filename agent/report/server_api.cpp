#include "agent/report/server_api.hpp"

#include <charconv>
#include <stdexcept>

#include "agent/version.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/net/curl.hpp"
#include "lib/net/gzip.hpp"
#include "lib/net/url.hpp"

namespace agent {
namespace {

constexpr std::size_t kMaxAnswer = 8U << 20;

struct Answer {
    std::string body;
    std::optional<std::chrono::seconds> retry_after;
};

std::size_t TakeBody(char* data, std::size_t, std::size_t size, void* user) {
    auto& answer = *static_cast<Answer*>(user);
    if (answer.body.size() + size > kMaxAnswer) return 0;
    answer.body.append(data, size);
    return size;
}

std::size_t TakeHeader(char* data, std::size_t, std::size_t size, void* user) {
    const std::string_view line(data, size);
    if (base::ToLowerAscii(line.substr(0, 12)) == "retry-after:") {
        const std::string_view value = base::Trim(line.substr(12));
        int seconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (error == std::errc{} && seconds >= 0) {
            static_cast<Answer*>(user)->retry_after = std::chrono::seconds(std::min(seconds, 86400));
        }
    }
    return size;
}

int CheckStop(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

template <class T>
ServerResult<T> Bind(ServerResult<std::string> body) {
    if (!body) return std::unexpected(std::move(body.error()));
    auto value = base::json::Read<T>(*body);
    if (!value) return std::unexpected(ServerFailure{0, "unreadable answer: " + Describe(value.error()), {}});
    return std::move(*value);
}

}  // namespace

ServerApi::ServerApi(std::string server, std::string key, const NetworkSettings& settings,
                     const std::atomic<bool>& stop)
    : server_(std::move(server)),
      key_(std::move(key)),
      settings_(settings),
      stop_(stop),
      curl_(std::make_unique<net::Curl>()) {
    while (server_.ends_with('/')) server_.pop_back();
    const auto url = net::ReadUrl(server_);
    if (!url || (url->scheme != "https" && !(url->scheme == "http" && net::IsLoopback(url->host)))) {
        throw std::invalid_argument("the server's URL must start with https:// (http only to this machine)");
    }
}

ServerApi::~ServerApi() = default;

ServerResult<std::string> ServerApi::Call(const char* method, const std::string& path, const std::string* body,
                                          bool compress, std::chrono::seconds limit) {
    CURL* curl = curl_->Reset();
    Answer answer;
    std::string packed;
    curl_slist* headers = curl_slist_append(nullptr, "Accept: application/json, application/octet-stream");
    const std::unique_ptr<curl_slist*, void (*)(curl_slist**)> guard(
        &headers, [](curl_slist** list) { curl_slist_free_all(*list); });
    if (!key_.empty()) headers = curl_slist_append(headers, ("Authorization: Bearer " + key_).c_str());
    if (clock_ != nullptr) {
        headers = curl_slist_append(headers, ("Platen-Clock: " + base::FormatRfc3339(clock_->Now())).c_str());
    }
    if (body != nullptr) {
        headers = curl_slist_append(headers, "Content-Type: application/json");
        if (compress) {
            packed = net::Gzip(*body, net::Compression::kSmall);
            headers = curl_slist_append(headers, "Content-Encoding: gzip");
        }
        const std::string& data = compress ? packed : *body;
        last_body_bytes_ = data.size();
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(data.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, data.data());
        headers = curl_slist_append(headers, "Expect:");
    }
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_URL, (server_ + path).c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, ("platen-agent/" + std::string(Version())).c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 20L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limit.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &TakeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &TakeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &CheckStop);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stop_));
    // The key goes to the server that it was made for, nowhere else.
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    if (!settings_.proxy.empty()) curl_easy_setopt(curl, CURLOPT_PROXY, settings_.proxy.c_str());
    if (!settings_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());

    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        return std::unexpected(ServerFailure{0, stop_ ? "stopped" : curl_easy_strerror(code), {}});
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 200 && status < 300) return std::move(answer.body);
    ServerFailure failure{static_cast<int>(status), "HTTP " + std::to_string(status), answer.retry_after};
    if (auto problem = base::json::Parse(answer.body); problem && problem->is_object()) {
        const auto& object = problem->get_object();
        if (const auto* named = object.if_contains("code"); named && named->is_string()) {
            failure.code = base::CleanText(std::string_view(named->get_string()), 100);
            failure.detail += " " + failure.code;
        }
        if (const auto* title = object.if_contains("title"); title && title->is_string()) {
            failure.title = base::CleanText(std::string_view(title->get_string()), 200);
        }
        const auto* fields = object.if_contains("errors");
        if (fields != nullptr && fields->is_array() && !fields->get_array().empty()) {
            failure.detail += " " + base::CleanText(boost::json::serialize(*fields), 500);
        }
    }
    return std::unexpected(std::move(failure));
}

ServerResult<printing::EnrollResponse> ServerApi::Enroll(const printing::EnrollRequest& request) {
    const std::string body = base::json::Write(request);
    return Bind<printing::EnrollResponse>(
        Call("POST", "/api/v1/agent/enroll", &body, false, std::chrono::seconds(settings_.timeout_seconds)));
}

ServerResult<printing::BatchAck> ServerApi::SendBatch(const printing::ReadingBatch& batch) {
    boost::json::value value = base::json::ToValue(batch);
    for (auto& journaled : value.as_object()["readings"].as_array()) {
        // Said only where there is something to say: servers before it refuse what they do not know.
        auto& reading = journaled.as_object()["reading"].as_object();
        for (const char* later : {"unanswered", "device_index", "origins", "certificate"}) {
            if (reading[later].is_null()) reading.erase(later);
        }
    }
    const std::string body = boost::json::serialize(value);
    return Bind<printing::BatchAck>(
        Call("POST", "/api/v1/agent/readings", &body, true, std::chrono::seconds(settings_.timeout_seconds)));
}

ServerResult<printing::CommandList> ServerApi::WaitForCommands(std::chrono::seconds wait) {
    return Bind<printing::CommandList>(Call("GET",
                                            "/api/v1/agent/commands?actions=true&wait=" + std::to_string(wait.count()),
                                            nullptr, false, wait + std::chrono::seconds(20)));
}

ServerResult<void> ServerApi::SendResult(const printing::CommandResult& result) {
    boost::json::value value = base::json::ToValue(result);
    for (auto& item : value.as_object()["items"].as_array()) {
        if (item.as_object()["checks"].is_null()) item.as_object().erase("checks");
    }
    const std::string body = boost::json::serialize(value);
    auto answer = Call("POST", "/api/v1/agent/results", &body, false, std::chrono::seconds(settings_.timeout_seconds));
    if (!answer) return std::unexpected(std::move(answer.error()));
    return {};
}

ServerResult<printing::AgentConfiguration> ServerApi::GetConfiguration() {
    return Bind<printing::AgentConfiguration>(
        Call("GET", "/api/v1/agent/configuration", nullptr, false, std::chrono::seconds(settings_.timeout_seconds)));
}

ServerResult<printing::AgentDuty> ServerApi::GetDuty() {
    auto answer = Call("GET", "/api/v1/agent/duty", nullptr, false, std::chrono::seconds(settings_.timeout_seconds));
    if (!answer && answer.error().status == 404) return printing::AgentDuty{};
    return Bind<printing::AgentDuty>(std::move(answer));
}

ServerResult<printing::WriteAccess> ServerApi::GetWriteAccess() {
    return Bind<printing::WriteAccess>(
        Call("GET", "/api/v1/agent/write-access", nullptr, false, std::chrono::seconds(settings_.timeout_seconds)));
}

ServerResult<void> ServerApi::SendSilences(const printing::SilenceReport& report) {
    const std::string body = base::json::Write(report);
    auto answer = Call("POST", "/api/v1/agent/silences", &body, true, std::chrono::seconds(settings_.timeout_seconds));
    if (!answer) return std::unexpected(std::move(answer.error()));
    return {};
}

ServerResult<void> ServerApi::SendDiagnostics(const printing::DiagnosticsUpload& upload) {
    const std::string body = base::json::Write(upload);
    auto answer =
        Call("POST", "/api/v1/agent/diagnostics", &body, true, std::chrono::seconds(settings_.timeout_seconds));
    if (!answer) return std::unexpected(std::move(answer.error()));
    return {};
}

ServerResult<printing::AgentUpdateOffer> ServerApi::AskForUpdate(const printing::AgentUpdateReport& report) {
    const std::string body = base::json::Write(report);
    return Bind<printing::AgentUpdateOffer>(
        Call("POST", "/api/v1/agent/update", &body, false, std::chrono::seconds(settings_.timeout_seconds)));
}

ServerResult<std::string> ServerApi::GetPackagePart(const std::string& version, const std::string& architecture,
                                                    std::int64_t offset) {
    return Call("GET",
                "/api/v1/agent/update/package?version=" + version + "&architecture=" + architecture +
                    "&offset=" + std::to_string(offset),
                nullptr, false, std::chrono::seconds(settings_.timeout_seconds));
}

}  // namespace agent
