#include "server/platform/api/shares.hpp"

#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "lib/base/secrets.hpp"
#include "lib/net/network.hpp"

namespace http {
namespace {

constexpr std::size_t kMostShares = 50'000;  // twice as many are remembered

struct KnownShares {
    std::mutex mutex;
    // By the hash of the credential. What was not used since `recent` was last full is forgotten.
    std::unordered_map<std::string, base::OrganizationId> recent;
    std::unordered_map<std::string, base::OrganizationId> older;
};
KnownShares& Known() {
    static KnownShares known;
    return known;
}

// No credential is kept as it is.
std::string CredentialHash(const Request& request) {
    const std::string_view authorization = request.headers.Get("Authorization");
    const std::string_view cookie = request.headers.Get("Cookie");
    if (authorization.empty() && cookie.empty()) return {};
    return base::Sha256(std::string(authorization) + '\n' + std::string(cookie));
}

// Of a credential that was good lately.
std::optional<base::OrganizationId> HomeOf(const std::string& hash) {
    if (hash.empty()) return std::nullopt;
    KnownShares& known = Known();
    const std::lock_guard lock(known.mutex);
    for (const auto* some : {&known.recent, &known.older}) {
        if (const auto found = some->find(hash); found != some->end()) return found->second;
    }
    return std::nullopt;
}

}  // namespace

std::string ShareOf(const Request& request) {
    if (const auto home = HomeOf(CredentialHash(request))) return home->ToString();
    return net::NetworkOf(request.client_address);
}

std::optional<std::string> KnownCredential(const Request& request) {
    std::string hash = CredentialHash(request);
    return HomeOf(hash) ? std::optional(std::move(hash)) : std::nullopt;
}

void LearnShare(const Request& request, base::OrganizationId home) {
    std::string hash = CredentialHash(request);
    if (hash.empty()) return;
    KnownShares& known = Known();
    const std::lock_guard lock(known.mutex);
    if (known.recent.size() >= kMostShares && !known.recent.contains(hash))
        known.older = std::exchange(known.recent, {});
    known.recent.insert_or_assign(std::move(hash), home);
}

}  // namespace http
