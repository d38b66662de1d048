#pragma once

#include <sys/socket.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
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

// Thread-safe. Each call waits for the provider, at most some seconds: on a worker, without a transaction. Each issuer
// has a share of the workers, one that failed last a single one, so that a slow one holds only its own people up; nobody
// waits for a share. Refusals: kUnavailable "busy" when the issuer's share, or all that there is, is in use;
// kUnavailable "provider_unreachable" {reason}.
class Providers {
  public:
    static constexpr std::chrono::seconds kFailureRemembered{30};

    // `internal`: also plain HTTP and addresses that IsPublicAddress() refuses. `failure_remembered`: so long what
    // could not be read is not asked for again.
    explicit Providers(bool internal, std::chrono::seconds failure_remembered = kFailureRemembered)
        : internal_(internal), failure_remembered_(failure_remembered) {}

    // Whether a provider may have this address at all: https, no query, no user.
    [[nodiscard]] bool MayAsk(const std::string& issuer) const;
    // What the provider says of itself; asked again after ten minutes, or when `fresh`. That it did not say it is
    // remembered for a short time, so that not each sign-in waits for a dead one.
    base::Result<Endpoints> Discover(const std::string& issuer, bool fresh = false);
    // Its JWK set; likewise.
    base::Result<std::string> Keys(const std::string& issuer, bool fresh = false);
    // The tokens for a code.
    base::Result<Tokens> Exchange(const std::string& issuer, const CodeExchange& exchange);
    // What the provider says of the subject of an ID token beyond it. Of another subject: "provider_token_refused".
    base::Result<boost::json::object> UserInfo(const std::string& issuer, const std::string& access_token,
                                               const std::string& subject);

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Failure {
        base::Problem problem;
        Time until;
    };
    struct Known {
        Endpoints endpoints;
        Time discovered{};
        std::string keys;
        Time read{};
        std::optional<Failure> discovery_failed{};
        std::optional<Failure> keys_failed{};
    };
    struct Load {
        int running = 0;
        bool failed = false;  // its last call did
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
    base::Result<Answer> Send(const std::string& issuer, const std::string& url, const Post* post,
                              const std::string& bearer = "");
    base::Result<Answer> Ask(const std::string& url, const Post* post, const std::string& bearer);
    base::Result<Endpoints> ReadDiscovery(const std::string& issuer);
    base::Result<std::string> ReadKeys(const std::string& issuer, const std::string& url);
    Known& Of(const std::string& issuer);  // with mutex_ held
    // nullopt: it may be asked for (again). "busy" is nobody's failure.
    static std::optional<base::Problem> StillFailed(const std::optional<Failure>& failure, Time now);
    [[nodiscard]] std::optional<Failure> FailureOf(const base::Problem& problem) const;

    const bool internal_;
    const std::chrono::seconds failure_remembered_;
    std::mutex mutex_;
    int running_ = 0;                     // guarded by mutex_
    std::map<std::string, Load> load_;    // by issuer, of those that are asked or failed; guarded by mutex_
    std::map<std::string, Known> known_;  // by issuer; guarded by mutex_
};

// application/x-www-form-urlencoded, also for one value of a URL.
std::string FormEncode(std::string_view text);

}  // namespace oidc
