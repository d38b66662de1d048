#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pg {
class Pool;
class Transaction;
}  // namespace pg

namespace identity {

// A bound of tries that fail: `burst` at once, then one in every `pause`.
struct TryBound {
    std::string_view name;  // unique, stable: part of what is stored
    int burst = 0;
    std::chrono::seconds pause{};
};

// One bound of one thing.
struct Try {
    const TryBound* bound = nullptr;
    std::string thing;  // an account, an address, a person: stored as a hash only
};
using Tries = std::vector<Try>;

// How often something may be tried, shared by all servers of one database (table sign_in_tries). What succeeded is given back,
// so that only failures count. By the database's clock; a bound is never further away than all of its pauses, so that a clock that
// jumped shuts nobody out.
class Attempts {
  public:
    explicit Attempts(pg::Pool& pool) : pool_(pool) {}

    // Takes one try of each in turn; the next is asked only where the one before let it pass, so that what is refused costs nobody
    // else a try. Zero: go on; else how long until the one that refused has a try again (whole seconds, at least 1). In a
    // transaction of its own, which is over when this returns.
    std::chrono::seconds Take(const Tries& tries);
    // Part of `tx`, which has the scope of the system.
    static void GiveBack(pg::Transaction& tx, const Tries& tries);
    // Those that have all their tries again.
    static void Forget(pg::Transaction& tx);

  private:
    pg::Pool& pool_;
};

}  // namespace identity
