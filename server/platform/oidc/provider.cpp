#include "server/platform/oidc/provider.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <memory>

#include "lib/base/log.hpp"
#include "lib/base/try.hpp"
#include "lib/net/curl.hpp"
#include "lib/net/public_address.hpp"
#include "lib/net/url.hpp"

namespace oidc {

namespace {

constexpr std::size_t kLargestAnswer = 256 << 10;
constexpr long kConnectMs = 3000;
constexpr long kTotalMs = 6000;
// Each holds a worker (http.workers, 8 of them unless set otherwise).
constexpr int kAtOnce = 4;
constexpr int kUnprovenAtOnce = 3;
constexpr int kWaiting = 3;
constexpr int kWaitingForOne = 2;
constexpr int kWaitingForUnproven = 1;
constexpr std::chrono::seconds kWait{2};
constexpr std::chrono::minutes kRemembered{10};
constexpr std::chrono::seconds kFailureRemembered{30};
constexpr std::int64_t kTryAgainSeconds = 5;
constexpr std::size_t kMostRemembered = 1000;

std::unexpected<base::Problem> Unreachable(const std::string& reason) {
    return base::Refuse(base::ProblemKind::kUnavailable, "provider_unreachable", {{"reason", reason}});
}

std::unexpected<base::Problem> Busy() {
    return base::Refuse(base::ProblemKind::kTooMany, "provider_busy", {{"retry_after_seconds", kTryAgainSeconds}});
}

struct Sink {
    std::string body;
    bool too_large = false;
};

std::size_t TakeBody(char* data, std::size_t size, std::size_t count, void* into) {
    auto& sink = *static_cast<Sink*>(into);
    if (sink.body.size() + size * count > kLargestAnswer) {
        sink.too_large = true;
        return 0;
    }
    sink.body.append(data, size * count);
    return size * count;
}

std::string MemberOf(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

base::Result<boost::json::object> ParseAnswer(const std::string& body) {
    boost::system::error_code error;
    auto value = boost::json::parse(body, error);
    if (error || !value.is_object()) return Unreachable("not_json");
    return std::move(value.get_object());
}

}  // namespace

std::string FormEncode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool plain = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
                           (octet >= '0' && octet <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", octet);
    }
    return encoded;
}

bool Providers::MayAsk(const std::string& url) const {
    if (url.size() > 1000 || url.find_first_of("?#@ \t\r\n\\") != std::string::npos) return false;
    const auto read = net::ReadUrl(url);
    return read && (read->scheme == "https" || (internal_ && read->scheme == "http"));
}

Providers::Known& Providers::Of(const std::string& issuer) {
    if (known_.size() >= kMostRemembered && !known_.contains(issuer)) {
        std::erase_if(known_, [](const auto& entry) { return !entry.second.asked && entry.second.waiting == 0; });
    }
    return known_[issuer];
}

class Providers::Place {
  public:
    Place(Providers& of, const std::string& issuer) : of_(of), issuer_(issuer) {
        std::unique_lock lock(of_.mutex_);
        Known& known = of_.Of(issuer_);
        if (!Free(known)) {
            if (of_.waiting_ >= kWaiting) return;
            if (known.waiting >= (known.answered ? kWaitingForOne : kWaitingForUnproven)) return;
        }
        ++of_.waiting_;
        ++known.waiting;
        taken_ = of_.freed_.wait_for(lock, kWait, [&] { return Free(known); });
        --of_.waiting_;
        --known.waiting;
        if (!taken_) return;
        known.asked = true;
        unproven_ = !known.answered;
        ++of_.asking_;
        if (unproven_) ++of_.asking_unproven_;
    }
    ~Place() {
        if (!taken_) return;
        const std::lock_guard lock(of_.mutex_);
        Known& known = of_.Of(issuer_);
        known.asked = false;
        known.answered = answered_;
        --of_.asking_;
        if (unproven_) --of_.asking_unproven_;
        of_.freed_.notify_all();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] bool taken() const { return taken_; }
    void Answered(bool answered) { answered_ = answered; }

  private:
    // The lock is held.
    [[nodiscard]] bool Free(const Known& known) const {
        return !known.asked && of_.asking_ < kAtOnce && (known.answered || of_.asking_unproven_ < kUnprovenAtOnce);
    }

    Providers& of_;
    const std::string& issuer_;
    bool taken_ = false;
    bool unproven_ = false;
    bool answered_ = false;
};

base::Result<Providers::Answer> Providers::Send(Place& place, const std::string& url, const Post* post,
                                                const std::string& bearer) {
    auto answer = Perform(url, post, bearer);
    place.Answered(answer.has_value());
    return answer;
}

base::Result<Providers::Answer> Providers::Ask(const std::string& issuer, const std::string& url, const Post* post,
                                               const std::string& bearer) {
    Place place(*this, issuer);
    if (!place.taken()) return Busy();
    return Send(place, url, post, bearer);
}

base::Result<Providers::Answer> Providers::Perform(const std::string& url, const Post* post,
                                                   const std::string& bearer) const {
    net::Curl curl;
    CURL* handle = curl.Reset();
    Sink sink;
    bool refused = false;
    std::array<char, CURL_ERROR_SIZE> words{};
    curl_slist* headers = curl_slist_append(nullptr, "Accept: application/json");
    if (!bearer.empty()) headers = curl_slist_append(headers, ("Authorization: Bearer " + bearer).c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(headers, &curl_slist_free_all);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, internal_ ? "https,http" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, kTotalMs);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    // A proxy would resolve names for us, past the check of addresses.
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Platen");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words.data());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &TakeBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &sink);
    if (!internal_) {
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &net::OpenPublic);
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &refused);
    }
    if (post != nullptr) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post->fields.size()));
        curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, post->fields.c_str());
        if (!post->password.empty()) {
            curl_easy_setopt(handle, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
            curl_easy_setopt(handle, CURLOPT_USERNAME, post->user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, post->password.c_str());
        }
    }
    const CURLcode result = curl_easy_perform(handle);
    if (result != CURLE_OK) {
        const char* reason = refused                                    ? "internal_address"
                             : sink.too_large                           ? "answer_too_large"
                             : result == CURLE_OPERATION_TIMEDOUT       ? "timeout"
                             : result == CURLE_PEER_FAILED_VERIFICATION ? "certificate"
                                                                        : "connection";
        base::log::Warn("oidc.call_failed url={} reason={} error={}", url, reason, words.data());
        return Unreachable(reason);
    }
    Answer answer;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
    answer.body = std::move(sink.body);
    return answer;
}

std::optional<base::Result<Endpoints>> Providers::Remembered(const std::string& issuer) {
    const std::lock_guard lock(mutex_);
    const auto at = known_.find(issuer);
    if (at == known_.end()) return std::nullopt;
    const Known& known = at->second;
    if (known.failure && known.failed + kFailureRemembered > now_()) return std::unexpected(*known.failure);
    if (!known.failure && known.discovered && *known.discovered + kRemembered > now_()) return known.endpoints;
    return std::nullopt;
}

base::Result<Endpoints> Providers::Discover(const std::string& issuer, bool fresh) {
    if (!MayAsk(issuer)) return Unreachable("address");
    if (!fresh) {
        if (auto remembered = Remembered(issuer)) return *std::move(remembered);
    }
    Place place(*this, issuer);
    if (!place.taken()) return Busy();
    if (!fresh) {
        // Somebody else asked meanwhile.
        if (auto remembered = Remembered(issuer)) {
            place.Answered(remembered->has_value());
            return *std::move(remembered);
        }
    }
    auto found = AskEndpoints(place, issuer);
    const std::lock_guard lock(mutex_);
    Known& known = Of(issuer);
    if (!found) {
        known.failure = found.error();
        known.failed = now_();
        return found;
    }
    if (known.endpoints.keys != found->keys) known.keys.clear();
    known.endpoints = *found;
    known.discovered = now_();
    known.failure.reset();
    return found;
}

base::Result<Endpoints> Providers::AskEndpoints(Place& place, const std::string& issuer) {
    const std::string base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
    TRY(const auto answer, Send(place, base + "/.well-known/openid-configuration", nullptr));
    if (answer.status != 200) return Unreachable("status");
    TRY(const auto document, ParseAnswer(answer.body));
    // OpenID Connect Discovery 1.0, section 4.3: else one provider could speak for another.
    if (MemberOf(document, "issuer") != issuer) return Unreachable("issuer");
    Endpoints found{MemberOf(document, "authorization_endpoint"), MemberOf(document, "token_endpoint"),
                    MemberOf(document, "jwks_uri"), MemberOf(document, "userinfo_endpoint")};
    for (const auto& url : {found.token, found.keys}) {
        if (!MayAsk(url)) return Unreachable("endpoint");
    }
    if (!found.user_info.empty() && !MayAsk(found.user_info)) return Unreachable("endpoint");
    // The browser goes there; a query of its own is allowed.
    if (!MayAsk(found.authorization.substr(0, found.authorization.find('?')))) return Unreachable("endpoint");
    return found;
}

base::Result<std::string> Providers::Keys(const std::string& issuer, bool fresh) {
    TRY(const auto endpoints, Discover(issuer));
    {
        const std::lock_guard lock(mutex_);
        const Known& known = Of(issuer);
        // Also when they are asked for afresh: a token with an unknown key is no reason to wait for a provider again.
        if (known.keys_failure && known.keys_failed + kFailureRemembered > now_()) {
            return std::unexpected(*known.keys_failure);
        }
        if (!fresh && !known.keys.empty() && known.read && *known.read + kRemembered > now_()) return known.keys;
    }
    auto keys = AskKeys(issuer, endpoints.keys);
    const std::lock_guard lock(mutex_);
    Known& known = Of(issuer);
    if (!keys) {
        // Who was sent away because others ask has learnt nothing about it.
        if (keys.error().kind == base::ProblemKind::kTooMany) return keys;
        known.keys_failure = keys.error();
        known.keys_failed = now_();
        return keys;
    }
    known.keys = *keys;
    known.read = now_();
    known.keys_failure.reset();
    return keys;
}

base::Result<std::string> Providers::AskKeys(const std::string& issuer, const std::string& url) {
    TRY(auto answer, Ask(issuer, url, nullptr));
    if (answer.status != 200) return Unreachable("status");
    TRY_DO(ParseAnswer(answer.body));
    return std::move(answer.body);
}

base::Result<Tokens> Providers::Exchange(const std::string& issuer, const CodeExchange& exchange) {
    TRY(const auto endpoints, Discover(issuer));
    Post post;
    post.fields = "grant_type=authorization_code&code=" + FormEncode(exchange.code) +
                  "&redirect_uri=" + FormEncode(exchange.redirect_uri) +
                  "&code_verifier=" + FormEncode(exchange.verifier);
    if (exchange.client_secret.empty()) {
        post.fields += "&client_id=" + FormEncode(exchange.client_id);
    } else {
        // RFC 6749, section 2.3.1: encoded before HTTP Basic encodes them again.
        post.user = FormEncode(exchange.client_id);
        post.password = FormEncode(exchange.client_secret);
    }
    TRY(const auto answer, Ask(issuer, endpoints.token, &post));
    if (answer.status != 200) {
        base::log::Warn("oidc.code_refused issuer={} status={}", issuer, answer.status);
        return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_token_refused",
                            {{"reason", std::string("code")}});
    }
    TRY(const auto document, ParseAnswer(answer.body));
    Tokens tokens{MemberOf(document, "id_token"), MemberOf(document, "access_token")};
    // It goes into a header.
    if (tokens.access.find_first_of("\r\n") != std::string::npos) tokens.access.clear();
    return tokens;
}

base::Result<boost::json::object> Providers::UserInfo(const std::string& issuer, const std::string& access_token,
                                                      const std::string& subject) {
    TRY(const auto endpoints, Discover(issuer));
    if (endpoints.user_info.empty() || access_token.empty()) return boost::json::object{};
    TRY(const auto answer, Ask(issuer, endpoints.user_info, nullptr, access_token));
    if (answer.status != 200) return Unreachable("status");
    TRY(auto document, ParseAnswer(answer.body));
    // OpenID Connect Core 1.0, section 5.3.2.
    if (subject.empty() || MemberOf(document, "sub") != subject) {
        return base::Refuse(base::ProblemKind::kUnauthenticated, "provider_token_refused",
                            {{"reason", std::string("subject")}});
    }
    return document;
}

}  // namespace oidc
