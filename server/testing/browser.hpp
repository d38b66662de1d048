#pragma once

#include <map>
#include <string>

#include "lib/base/secrets.hpp"
#include "server/identity/identity.hpp"
#include "server/platform/api/testing.hpp"

// For tests only: people at browsers, who sign in as people do.
namespace server::testing {

inline constexpr const char* kPassword = "teal hedge waltz 7";

// Of hashing that takes no time.
inline identity::Settings CheapSettings() {
    identity::Settings settings;
    settings.public_url = "https://platen.test";
    settings.hashing.passes = 1;
    settings.hashing.memory_bytes = 8192;
    settings.languages = {"de", "en"};
    return settings;
}

// Of a link of setup or invitation.
inline std::string TokenOf(const std::string& link) {
    return link.substr(link.find('#') + 1);
}

// One browser: keeps its cookie, sends what browsers send.
class Browser {
  public:
    explicit Browser(http::Router& router, std::string address = "127.0.0.1")
        : router_(&router), address_(std::move(address)) {}

    http::TestAnswer Send(http::Method method, const std::string& target, const std::string& body = "",
                          const std::map<std::string, std::string>& headers = {}) {
        http::Request request;
        request.method = method;
        request.target = target;
        request.read_failed = !http::ReadTarget(target, request);
        request.client_address = address_;
        request.secure = secure;
        request.body = body;
        request.headers.Add("Host", "platen.test");
        if (!body.empty()) request.headers.Add("Content-Type", "application/json");
        if (method == http::Method::kPost) {
            request.headers.Add("Idempotency-Key", base::ToBase64Url(base::RandomBytes(12)));
        }
        std::string jar;
        if (!cookie.empty()) {
            jar += (secure ? "__Host-platen_session=" : "platen_session=") + cookie;
        }
        if (!known_cookie.empty()) jar += (jar.empty() ? "" : "; ") + known_cookie;
        if (!jar.empty()) request.headers.Add("Cookie", jar);
        for (const auto& [name, value] : headers) request.headers.Set(name, value);
        http::Response response = router_->Handle(request);
        http::TestAnswer answer{response.status, std::move(response.headers), std::string(response.Body())};
        if (response.more) {
            while (const auto piece = response.more()) answer.body += *piece;
        }
        for (const auto& [name, value] : answer.headers) {
            if (name != "Set-Cookie") continue;
            const std::string set = value.substr(0, value.find(';'));
            if (set.find("platen_browser=") != std::string::npos) {
                known_cookie = set;
            } else if (set.find("platen_session=") != std::string::npos) {
                cookie = set.substr(set.find('=') + 1);
            }
        }
        return answer;
    }
    http::TestAnswer Get(const std::string& target) { return Send(http::Method::kGet, target); }
    http::TestAnswer Post(const std::string& target, const std::string& body) {
        return Send(http::Method::kPost, target, body);
    }
    http::TestAnswer Put(const std::string& target, const std::string& body, const std::string& etag = "") {
        return Send(http::Method::kPut, target, body, IfMatch(etag));
    }
    http::TestAnswer Delete(const std::string& target, const std::string& etag = "") {
        return Send(http::Method::kDelete, target, "", IfMatch(etag));
    }
    http::TestAnswer SignIn(const std::string& email, const std::string& password) {
        return Post("/api/v1/session",
                    boost::json::serialize(boost::json::object{{"email", email}, {"password", password}}));
    }

    std::string cookie;
    std::string known_cookie{};  // "platen_browser=…": its owner has signed in here before
    bool secure = false;

  private:
    static std::map<std::string, std::string> IfMatch(const std::string& etag) {
        return etag.empty() ? std::map<std::string, std::string>{}
                            : std::map<std::string, std::string>{{"If-Match", etag}};
    }
    http::Router* router_;
    std::string address_;
};

}  // namespace server::testing
