#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace pg {

// How long what this thread asks of a database may take while the object lives: people wait for a page, not for whoever holds a
// lock, nor for a database that took a statement and says nothing. Without one a pool's own limits count, and an answer is waited
// for without end. The innermost counts.
class Patience {
  public:
    struct Limits {
        std::chrono::milliseconds whole;      // for everything together
        std::chrono::milliseconds statement;  // for one statement: the database ends it (kTimeout, 57014)
        std::chrono::milliseconds lock;       // for one lock: likewise (kTimeout, 55P03)
    };
    explicit Patience(const Limits& limits);
    // nullopt: none.
    explicit Patience(const std::optional<Limits>& limits);
    ~Patience();
    Patience(const Patience&) = delete;
    Patience& operator=(const Patience&) = delete;

    // Of this thread; nullptr: none.
    static const Patience* Current();
    // What is left of the whole; never below zero.
    [[nodiscard]] std::chrono::milliseconds Left() const;
    // Values of the settings statement_timeout and lock_timeout for a transaction that begins now.
    [[nodiscard]] std::string StatementTimeout() const;
    [[nodiscard]] std::string LockTimeout() const;

  private:
    const Patience* outer_;
    bool counts_ = true;
    Limits limits_{};
    std::chrono::steady_clock::time_point end_{};
};

// A database took a statement and did not say in time what became of it, not even that it took too long. For three seconds
// those who have a Patience are refused at once, so that not every thread waits for it.
void FoundSilent();
bool IsSilent();

}  // namespace pg
