#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"

// Argon2id (RFC 9106) by libsodium.
namespace identity {

struct HashCost {
    unsigned passes = 2;
    std::size_t memory_bytes = 64 << 20;  // of one hash
    // Hashes that run at one time: memory and processors stay bounded, further ones wait.
    int at_once = 2;
    // So many may wait; one more is answered "busy" at once, so that a flood of sign-ins does not hold all workers.
    int waiting = 4;
    // How long one waits before it is answered "busy".
    std::chrono::milliseconds wait{5000};
};

// Hashes and verifies, in two steps. Argon2id takes a salt that is a keyed hash of the account's name: it differs for each
// name, and nobody without the server's key can prepare for it; so all accounts of one address, an account that does not
// exist, and a temporary password beside the real one cost one and the same computation, and no answer says by its time how
// many there are. What comes out goes, with a random salt of this one hash, through a keyed BLAKE2b (RFC 7693): two accounts
// of one person with one password have nothing in common that is kept. Thread-safe.
class PasswordHasher {
  public:
    // `salt_key`: 32 octets, the same on every server of a database.
    PasswordHasher(std::string salt_key, HashCost cost) : salt_key_(std::move(salt_key)), cost_(cost) {}

    // "$argon2id$v=19$m=..,t=..,p=1$salt of the name$random salt$hash"; another one each time. kUnavailable "busy" when too
    // many are under way.
    base::Result<std::string> Hash(std::string_view password, std::string_view account_key);
    // The indexes of those that were made of `password`. One computation when they were made for `account_key` with
    // today's cost; others get theirs. `hashes` may be empty: it takes as long.
    base::Result<std::vector<std::size_t>> Matching(std::string_view password, std::string_view account_key,
                                                    std::span<const std::string> hashes);
    // Made with another cost, for another name, or before hashes had a salt of their own ("…p=1$salt$hash", 0.1.0): hash it
    // again at the next chance.
    [[nodiscard]] bool IsOutdated(std::string_view hash, std::string_view account_key) const;
    // How often it computed so far: what an answer costs, told without a stopwatch.
    [[nodiscard]] std::uint64_t computations() const { return computations_; }

  private:
    struct Slot;
    struct Parameters {
        unsigned passes = 0;
        std::size_t memory_bytes = 0;
        std::string salt;
        bool operator==(const Parameters&) const = default;
    };
    struct Kept {
        Parameters parameters;
        std::string own_salt;  // "": there is none
    };
    static std::optional<Kept> Read(std::string_view hash);
    // 32 octets of Argon2id.
    std::string Compute(std::string_view password, const Parameters& parameters);
    static std::string Write(const Parameters& parameters, const std::string& own_salt, const std::string& computed);
    [[nodiscard]] Parameters Today(std::string_view account_key) const;

    const std::string salt_key_;
    const HashCost cost_;
    std::mutex mutex_;
    std::condition_variable freed_;
    int running_ = 0;  // guarded by mutex_
    int waiting_ = 0;  // guarded by mutex_
    std::atomic<std::uint64_t> computations_ = 0;
};

}  // namespace identity
