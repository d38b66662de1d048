#include "server/platform/pg/pool.hpp"

#include <algorithm>
#include <utility>

#include "server/platform/pg/patience.hpp"

namespace pg {

Pool::Pool(PoolOptions options) : options_(std::move(options)) {}
Pool::~Pool() = default;

Pool::Lease::Lease(Lease&& other) noexcept
    : pool_(std::exchange(other.pool_, nullptr)), connection_(std::move(other.connection_)), reused_(other.reused_) {}

Pool::Lease& Pool::Lease::operator=(Lease&& other) noexcept {
    if (this == &other) return *this;
    Release();
    pool_ = std::exchange(other.pool_, nullptr);
    connection_ = std::move(other.connection_);
    reused_ = other.reused_;
    return *this;
}

void Pool::Lease::Release() {
    if (pool_ != nullptr) std::exchange(pool_, nullptr)->Return(std::move(connection_));
}

Pool::Lease Pool::Acquire() {
    Lease lease;
    const Patience* const patience = Patience::Current();
    if (patience != nullptr && IsSilent()) {
        throw Error(ErrorKind::kUnavailable, "", "", "the database does not answer");
    }
    const auto wait =
        patience == nullptr ? options_.acquire_timeout : std::min(options_.acquire_timeout, patience->Left());
    {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_for(lock, wait, [&] { return in_use_ < options_.size; })) {
            throw Error(ErrorKind::kUnavailable, "", "", "no database connection became free");
        }
        ++in_use_;
        lease.pool_ = this;
        if (!idle_.empty()) {
            lease.connection_ = std::move(idle_.back());
            idle_.pop_back();
            lease.reused_ = true;
        }
    }
    if (!lease.connection_) lease.connection_ = Connect();  // the lease gives its place back if this throws
    return lease;
}

std::unique_ptr<Connection> Pool::Connect() const {
    // libpq waits for two seconds at least.
    const auto wait = Patience::Current() == nullptr ? options_.connect_timeout
                                                     : std::min(options_.connect_timeout, std::chrono::seconds(3));
    auto connection = std::make_unique<Connection>(options_.url, wait);
    connection->Script("SET statement_timeout = " + std::to_string(options_.statement_timeout.count()) +
                       "; SET idle_in_transaction_session_timeout = 60000; SET TimeZone = 'UTC'");
    return connection;
}

void Pool::Return(std::unique_ptr<Connection> connection) {
    const bool keep = connection && !connection->broken() && !connection->in_transaction();
    {
        const std::scoped_lock lock(mutex_);
        --in_use_;
        if (keep) idle_.push_back(std::move(connection));
    }
    freed_.notify_one();
}

void Pool::DropIdle() {
    std::vector<std::unique_ptr<Connection>> dropped;
    const std::scoped_lock lock(mutex_);
    dropped.swap(idle_);
}

int Pool::in_use() const {
    const std::scoped_lock lock(mutex_);
    return in_use_;
}

}  // namespace pg
