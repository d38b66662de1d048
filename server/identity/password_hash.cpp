#include "server/identity/password_hash.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>
#include <new>

#include "lib/base/secrets.hpp"

namespace identity {

namespace {

constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES;
constexpr std::size_t kOwnSalt = 16;
constexpr std::size_t kHash = 32;

}  // namespace

// A place among those that compute now.
struct PasswordHasher::Slot {
    explicit Slot(PasswordHasher& of) : hasher(of) {
        std::unique_lock lock(hasher.mutex_);
        if (hasher.running_ >= hasher.cost_.at_once && hasher.waiting_ >= hasher.cost_.waiting) return;
        ++hasher.waiting_;
        taken =
            hasher.freed_.wait_for(lock, hasher.cost_.wait, [this] { return hasher.running_ < hasher.cost_.at_once; });
        --hasher.waiting_;
        if (taken) ++hasher.running_;
    }
    ~Slot() {
        if (!taken) return;
        const std::lock_guard lock(hasher.mutex_);
        --hasher.running_;
        hasher.freed_.notify_one();
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    PasswordHasher& hasher;
    bool taken = false;
};

base::Result<std::string> PasswordHasher::Hash(std::string_view password, std::string_view account_key) {
    const Slot slot(*this);
    if (!slot.taken) return base::Refuse(base::ProblemKind::kUnavailable, "busy");
    const Parameters today = Today(account_key);
    return Write(today, base::RandomBytes(kOwnSalt), Compute(password, today));
}

base::Result<std::vector<std::size_t>> PasswordHasher::Matching(std::string_view password, std::string_view account_key,
                                                                std::span<const std::string> hashes) {
    const Slot slot(*this);
    if (!slot.taken) return base::Refuse(base::ProblemKind::kUnavailable, "busy");
    const Parameters today = Today(account_key);
    const std::string computed = Compute(password, today);
    std::vector<std::size_t> matching;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const auto kept = Read(hashes[i]);
        if (!kept) continue;
        const std::string other = kept->parameters == today ? computed : Compute(password, kept->parameters);
        if (base::EqualInConstantTime(Write(kept->parameters, kept->own_salt, other), hashes[i])) matching.push_back(i);
    }
    return matching;
}

bool PasswordHasher::IsOutdated(std::string_view hash, std::string_view account_key) const {
    const auto kept = Read(hash);
    return !kept || kept->own_salt.empty() || kept->parameters != Today(account_key);
}

PasswordHasher::Parameters PasswordHasher::Today(std::string_view account_key) const {
    std::string salt(kSalt, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(salt.data()), salt.size(),
                       reinterpret_cast<const unsigned char*>(account_key.data()), account_key.size(),
                       reinterpret_cast<const unsigned char*>(salt_key_.data()), salt_key_.size());
    return {cost_.passes, cost_.memory_bytes, std::move(salt)};
}

std::string PasswordHasher::Compute(std::string_view password, const Parameters& parameters) {
    ++computations_;
    std::string hash(kHash, '\0');
    if (crypto_pwhash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), password.data(), password.size(),
                      reinterpret_cast<const unsigned char*>(parameters.salt.data()), parameters.passes,
                      parameters.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return hash;
}

std::string PasswordHasher::Write(const Parameters& parameters, const std::string& own_salt,
                                  const std::string& computed) {
    const std::string head = fmt::format("$argon2id$v=19$m={},t={},p=1${}$", parameters.memory_bytes / 1024,
                                         parameters.passes, base::ToBase64Url(parameters.salt));
    if (own_salt.empty()) return head + base::ToBase64Url(computed);
    std::string hash(kHash, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(computed.data()), computed.size(),
                       reinterpret_cast<const unsigned char*>(own_salt.data()), own_salt.size());
    return head + base::ToBase64Url(own_salt) + '$' + base::ToBase64Url(hash);
}

std::optional<PasswordHasher::Kept> PasswordHasher::Read(std::string_view hash) {
    constexpr std::string_view kHead = "$argon2id$v=19$m=";
    if (!hash.starts_with(kHead)) return std::nullopt;
    const char* at = hash.data() + kHead.size();
    const char* const end = hash.data() + hash.size();
    Parameters parameters;
    std::size_t kibibytes = 0;
    auto read = std::from_chars(at, end, kibibytes);
    if (read.ec != std::errc() || end - read.ptr < 4 || std::string_view(read.ptr, 3) != ",t=") {
        return std::nullopt;
    }
    read = std::from_chars(read.ptr + 3, end, parameters.passes);
    constexpr std::string_view kTail = ",p=1$";
    const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
    if (read.ec != std::errc() || !rest.starts_with(kTail)) return std::nullopt;
    const auto salt_end = rest.find('$', kTail.size());
    if (salt_end == rest.npos) return std::nullopt;
    const auto salt = base::FromBase64Url(rest.substr(kTail.size(), salt_end - kTail.size()));
    if (!salt || salt->size() != kSalt) return std::nullopt;
    parameters.memory_bytes = kibibytes * 1024;
    parameters.salt = *salt;
    const std::string_view last = rest.substr(salt_end + 1);
    const auto own_end = last.find('$');
    if (own_end == last.npos) return Kept{std::move(parameters), ""};
    const auto own = base::FromBase64Url(last.substr(0, own_end));
    if (!own || own->size() != kOwnSalt) return std::nullopt;
    return Kept{std::move(parameters), *own};
}

}  // namespace identity
