#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/platform/pg/connection.hpp"

namespace pg {

struct PoolOptions {
    std::string url;  // libpq connection string or postgresql:// URL of the application's role
    int size = 8;     // connections at most, 1..1000; each is a process of about 10 MB on the server
    std::chrono::milliseconds acquire_timeout{10'000};    // how long a transaction waits for one
    std::chrono::seconds connect_timeout{5};              // for one host of the URL
    std::chrono::milliseconds statement_timeout{30'000};  // 0: none; ends with kTimeout
};

// A bounded set of connections. Opened when first needed; a lost one is replaced, so that a stopped and
// started database costs the transactions that were under way and nothing else. Thread-safe.
class Pool {
  public:
    explicit Pool(PoolOptions options);
    ~Pool();  // every Lease must be back
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // Exclusive use of one connection; goes back by itself. One that is broken or still inside a
    // transaction is closed instead.
    class Lease {
      public:
        Lease() = default;
        Lease(Lease&& other) noexcept;
        Lease& operator=(Lease&& other) noexcept;
        ~Lease() { Release(); }
        void Release();
        [[nodiscard]] explicit operator bool() const { return connection_ != nullptr; }
        [[nodiscard]] Connection& operator*() const { return *connection_; }
        [[nodiscard]] Connection* operator->() const { return connection_.get(); }
        // It was used before, so it may have died without notice since.
        [[nodiscard]] bool reused() const { return reused_; }

      private:
        friend class Pool;
        Pool* pool_ = nullptr;
        std::unique_ptr<Connection> connection_;
        bool reused_ = false;
    };

    // Waits for a free place, at most acquire_timeout; throws Error(kUnavailable).
    Lease Acquire();
    // Closes what is idle; called when one connection was found dead, as the others most likely are too.
    void DropIdle();
    // A connection outside the bound, for a listener or a check.
    [[nodiscard]] std::unique_ptr<Connection> Connect() const;
    [[nodiscard]] const PoolOptions& options() const { return options_; }
    [[nodiscard]] int in_use() const;

  private:
    void Return(std::unique_ptr<Connection> connection);

    PoolOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;  // guarded by mutex_
    int in_use_ = 0;                                 // guarded by mutex_
};

}  // namespace pg
