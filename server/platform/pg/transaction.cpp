#include "server/platform/pg/transaction.hpp"
#include "lib/base/log.hpp"

namespace pg {
namespace {

const Query<void(std::string_view)> kLock{"pg.lock", "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"};
const Query<void(std::string_view, std::string_view)> kNotify{"pg.notify", "SELECT pg_notify($1, $2)"};

}  // namespace

Scope Scope::System() {
    Scope scope;
    scope.system_ = true;
    return scope;
}

Scope Scope::Organizations(std::span<const base::OrganizationId> visible) {
    Scope scope;
    scope.organizations_ = "{";
    for (const base::OrganizationId& id : visible) {
        if (scope.organizations_.size() > 1) scope.organizations_ += ',';
        scope.organizations_ += id.ToString();
    }
    scope.organizations_ += '}';
    return scope;
}

Transaction::Transaction(Pool& pool, Scope scope, Access access)
    : pool_(pool), scope_(std::move(scope)), access_(access) {}

Transaction::~Transaction() {
    Rollback();
}

Connection& Transaction::Open() {
    if (state_ == State::kOpen) return *lease_;
    if (state_ != State::kIdle) {
        throw Error(ErrorKind::kInternal, "", "", "the transaction has ended");
    }
    const char* begin = access_ == Access::kReadOnly ? "BEGIN READ ONLY" : "BEGIN READ WRITE";
    const char* scope = scope_.system_ ? "system" : "organizations";
    for (;;) {
        lease_ = pool_.Acquire();
        try {
            lease_->Begin(begin, scope, scope_.organizations_);
            break;
        } catch (const Error& error) {
            const bool reused = lease_.reused();
            lease_.Release();
            // The database was restarted while this connection lay idle: nothing has been done yet, so
            // a new connection may do it.
            if (error.kind() != ErrorKind::kUnavailable || !reused) throw;
            pool_.DropIdle();
        }
    }
    state_ = State::kOpen;
    return *lease_;
}

Result Transaction::Run(const QueryBase& query, const Parameters& parameters) {
    Connection& connection = Open();
    try {
        return connection.Execute(query, parameters);
    } catch (const Error&) {
        if (connection.broken()) pool_.DropIdle();
        throw;
    }
}

void Transaction::SetScope(Scope scope) {
    scope_ = std::move(scope);
    if (state_ != State::kOpen) return;
    lease_->SetScope(scope_.system_ ? "system" : "organizations", scope_.organizations_);
}

void Transaction::Lock(std::string_view name) {
    Exec(kLock, name);
}

void Transaction::Notify(std::string_view channel, std::string_view payload) {
    Exec(kNotify, channel, payload);
}

void Transaction::AfterCommit(std::function<void()> action) {
    after_commit_.push_back(std::move(action));
}

void Transaction::Commit() {
    if (state_ == State::kCommitted || state_ == State::kEnded) {
        throw Error(ErrorKind::kInternal, "", "", "the transaction has ended");
    }
    if (state_ == State::kOpen) {
        state_ = State::kEnded;
        try {
            lease_->Commit();
        } catch (const Error& error) {
            const bool lost = lease_->broken();
            lease_.Release();
            if (lost) pool_.DropIdle();
            throw;
        }
        lease_.Release();
    }
    state_ = State::kCommitted;
    for (const auto& action : after_commit_) {
        try {
            action();
        } catch (const std::exception& error) {
            base::log::Error("database.after_commit {}", error.what());
        }
    }
    after_commit_.clear();
}

void Transaction::Rollback() {
    if (state_ == State::kOpen) {
        try {
            lease_->Script("ROLLBACK");
        } catch (const Error&) {
            // The connection is broken, or still in a transaction; the pool closes either.
        }
        lease_.Release();
    }
    if (state_ != State::kCommitted) state_ = State::kEnded;
    after_commit_.clear();
}

void Transaction::ThrowRowCount(const QueryBase& query, int rows) {
    throw Error(ErrorKind::kInternal, "", "",
                query.name() + ": gave " + std::to_string(rows) + " rows where one was expected");
}

Savepoint::Savepoint(Transaction& tx) : tx_(tx) {
    tx_.Open().Script("SAVEPOINT platen");
}

Savepoint::~Savepoint() {
    if (!open_ || tx_.state_ != Transaction::State::kOpen) return;
    try {
        tx_.lease_->Script("ROLLBACK TO SAVEPOINT platen; RELEASE SAVEPOINT platen");
    } catch (const Error&) {
        // The connection is lost: the next query of the transaction says so.
    }
}

void Savepoint::Release() {
    tx_.Open().Script("RELEASE SAVEPOINT platen");
    open_ = false;
}

}  // namespace pg
