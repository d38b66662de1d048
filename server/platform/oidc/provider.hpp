#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "lib/base/problem.hpp"

// Calls of identity providers. Whoever administers an organization says which, so an answer is nothing but input.
namespace oidc {

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

// Thread-safe. Each call waits for the provider, at most some seconds: on a worker, without a transaction. One provider is
// asked one thing at a time, and those that did not answer last, or were never asked, never take all places: whoever
// administers one organization cannot keep the people of others out by a provider that hangs. Refusals:
// kTooMany "provider_busy" {retry_after_seconds}, kUnavailable "provider_unreachable" {reason}.
class Providers {
  public:
    using Now = std::function<std::chrono::steady_clock::time_point()>;
    // `internal`: also plain HTTP and addresses that net::IsPublicAddress() refuses.
    explicit Providers(bool internal, Now now = &std::chrono::steady_clock::now)
        : internal_(internal), now_(std::move(now)) {}

    // Whether a provider may have this address at all: https, no query, no user.
    [[nodiscard]] bool MayAsk(const std::string& issuer) const;
    // What the provider says of itself; asked again after ten minutes, or when `fresh`. That it did not say it is
    // remembered for half a minute, so that people who try again do not wait again.
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
    struct Known {
        Endpoints endpoints;
        std::optional<Time> discovered;
        std::string keys;
        std::optional<Time> read;
        std::optional<base::Problem> failure;  // of the last discovery
        Time failed{};
        std::optional<base::Problem> keys_failure;  // of the last reading of its keys
        Time keys_failed{};
        bool answered = false;  // the last time that it was asked anything
        bool asked = false;     // now
        int waiting = 0;
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
    // A place among those that ask now.
    class Place;
    base::Result<Answer> Send(Place& place, const std::string& url, const Post* post, const std::string& bearer = "");
    base::Result<Answer> Perform(const std::string& url, const Post* post, const std::string& bearer) const;
    // With a place of its own.
    base::Result<Answer> Ask(const std::string& issuer, const std::string& url, const Post* post,
                             const std::string& bearer = "");
    base::Result<Endpoints> AskEndpoints(Place& place, const std::string& issuer);
    base::Result<std::string> AskKeys(const std::string& issuer, const std::string& url);
    std::optional<base::Result<Endpoints>> Remembered(const std::string& issuer);
    // The lock is held; it stays while somebody asks or waits.
    Known& Of(const std::string& issuer);

    const bool internal_;
    const Now now_;
    std::mutex mutex_;
    std::condition_variable freed_;
    int asking_ = 0;                      // guarded by mutex_
    int asking_unproven_ = 0;             // of them; guarded by mutex_
    int waiting_ = 0;                     // guarded by mutex_
    std::map<std::string, Known> known_;  // by issuer; guarded by mutex_
};

// application/x-www-form-urlencoded, also for one value of a URL.
std::string FormEncode(std::string_view text);

}  // namespace oidc
