#pragma once

#include <sys/socket.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "lib/base/problem.hpp"

// Calls of identity providers. Whoever administers an organization says which, so an answer is nothing but input.
namespace oidc {

// Not of this machine, its networks, a private network or a group. Pure.
bool IsPublicAddress(const sockaddr& address);

struct Endpoints {
    std::string authorization;
    std::string token;
    std::string keys;
    std::string user_info;  // "": there is none
};

struct Tokens {
    std::string id;
    std::string access;  // "": none was given
};

struct CodeExchange {
    std::string code;
    std::string redirect_uri;
    std::string client_id;
    std::string client_secret;  // "": a client without one; PKCE proves it
    std::string verifier;       // PKCE
};

// Thread-safe. Each call waits for the provider, at most some seconds: on a worker, without a transaction. Refusals:
// kUnavailable "busy" when too many wait already, kUnavailable "provider_unreachable" {reason}.
class Providers {
  public:
    // `internal`: also plain HTTP and addresses that IsPublicAddress() refuses.
    explicit Providers(bool internal) : internal_(internal) {}

    // Whether a provider may have this address at all: https, no query, no user.
    [[nodiscard]] bool MayAsk(const std::string& issuer) const;
    // What the provider says of itself; asked again after ten minutes, or when `fresh`.
    base::Result<Endpoints> Discover(const std::string& issuer, bool fresh = false);
    // Its JWK set; likewise.
    base::Result<std::string> Keys(const std::string& issuer, bool fresh = false);
    // The tokens for a code.
    base::Result<Tokens> Exchange(const std::string& issuer, const CodeExchange& exchange);
    // What the provider says of the subject of an ID token beyond it. Of another subject: "provider_token_refused".
    base::Result<boost::json::object> UserInfo(const std::string& issuer, const std::string& access_token,
                                               const std::string& subject);

  private:
    struct Known {
        Endpoints endpoints;
        std::chrono::steady_clock::time_point discovered{};
        std::string keys;
        std::chrono::steady_clock::time_point read{};
    };
    struct Post {
        std::string fields;
        std::string user;  // HTTP Basic
        std::string password;
    };
    struct Answer {
        long status = 0;
        std::string body;
    };
    base::Result<Answer> Send(const std::string& url, const Post* post, const std::string& bearer = "");

    const bool internal_;
    std::mutex mutex_;
    int running_ = 0;                     // guarded by mutex_
    std::map<std::string, Known> known_;  // by issuer; guarded by mutex_
};

// application/x-www-form-urlencoded, also for one value of a URL.
std::string FormEncode(std::string_view text);

}  // namespace oidc
