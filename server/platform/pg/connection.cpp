#include "server/platform/pg/connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <atomic>
#include <cerrno>

#include "server/platform/pg/deadlocks.hpp"
#include "server/platform/pg/patience.hpp"
#include "server/platform/pg/query.hpp"

namespace pg {
namespace {

std::atomic<std::int64_t> deadlocks = 0;

// Statement that every connection prepares for the start of its transactions.
constexpr const char* kScopeStatement = "platen.set_scope";
constexpr const char* kScopeSql =
    "SELECT set_config('platen.scope', $1, true), set_config('platen.organizations', $2, true), "
    "set_config('statement_timeout', COALESCE(NULLIF($3::text, ''), current_setting('statement_timeout')), true), "
    "set_config('lock_timeout', COALESCE(NULLIF($4::text, ''), current_setting('lock_timeout')), true)";

// How long a database that is alive may need to say that a statement took too long.
constexpr std::chrono::milliseconds kItsTime{400};
// Whether the last answer that did not come was waited for that long.
thread_local bool waited_for_words = false;

// Whether an answer can be taken without waiting; false: the thread's patience is over, and nothing came.
bool HasAnswered(PGconn* connection) {
    const Patience* const patience = Patience::Current();
    if (patience == nullptr) return true;
    waited_for_words = patience->Left() >= kItsTime;
    while (PQisBusy(connection) == 1) {
        pollfd socket{PQsocket(connection), POLLIN, 0};
        const int ready = ::poll(&socket, 1, static_cast<int>(patience->Left().count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        if (PQconsumeInput(connection) != 1) return true;  // lost: the next result says so
    }
    return true;
}

// The thread's patience is over. Only a database that was given its time says nothing; where the work before it took all of the
// time, this statement was not waited for.
Error SilentError() {
    if (!waited_for_words) return {ErrorKind::kTimeout, "57014", "", "the work took longer than it may"};
    FoundSilent();
    return {ErrorKind::kUnavailable, "", "", "the database took a statement and does not answer"};
}

// What PQexec and its like give: the last result of what `sent` says was sent. nullopt: nothing came in time.
std::optional<PGresult*> LastAnswer(PGconn* connection, bool sent) {
    PGresult* last = nullptr;
    while (sent) {
        if (!HasAnswered(connection)) {
            PQclear(last);
            return std::nullopt;
        }
        PGresult* const next = PQgetResult(connection);
        if (next == nullptr) break;
        PQclear(last);
        last = next;
        const ExecStatusType status = PQresultStatus(next);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) break;
    }
    return last;
}

// For one transaction: what the thread's patience says, or "" for what the connection has.
struct Timeouts {
    std::string statement;
    std::string lock;
    Timeouts() {
        const Patience* const patience = Patience::Current();
        if (patience == nullptr) return;
        statement = patience->StatementTimeout();
        lock = patience->LockTimeout();
    }
};

Error MakeError(PGconn* connection, const PGresult* result, const std::string& what) {
    const char* state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char* constraint = result != nullptr ? PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME) : nullptr;
    const char* message = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const std::string sqlstate = state != nullptr ? state : "";
    if (sqlstate == "40P01") ++deadlocks;
    std::string text = message != nullptr ? message : PQerrorMessage(connection);
    if (const auto end = text.find('\n'); end != std::string::npos) text.resize(end);  // libpq explains at length
    return {KindOf(sqlstate), sqlstate, constraint != nullptr ? constraint : "",
            what.empty() ? text : what + ": " + text};
}

void IgnoreNotice(void*, const PGresult*) {}

}  // namespace

void Result::Clear::operator()(pg_result* raw) const {
    PQclear(raw);
}
int Result::rows() const {
    return PQntuples(raw_.get());
}
int Result::columns() const {
    return PQnfields(raw_.get());
}
std::string_view Result::ColumnName(int column) const {
    return PQfname(raw_.get(), column);
}
Oid Result::ColumnType(int column) const {
    return PQftype(raw_.get(), column);
}

Field Result::At(int row, int column) const {
    return {{PQgetvalue(raw_.get(), row, column), static_cast<std::size_t>(PQgetlength(raw_.get(), row, column))},
            PQgetisnull(raw_.get(), row, column) == 1,
            PQftype(raw_.get(), column)};
}

std::int64_t Result::affected_rows() const {
    const char* text = PQcmdTuples(raw_.get());
    return *text == '\0' ? 0 : std::stoll(text);
}

Connection::Connection(const std::string& url, std::chrono::seconds connect_timeout) {
    const std::string timeout = std::to_string(connect_timeout.count());
    // The URL comes first; what follows it is a default or belongs to the program.
    const char* keys[] = {"dbname",
                          "connect_timeout",
                          "client_encoding",
                          "fallback_application_name",
                          "keepalives_idle",
                          "keepalives_interval",
                          "keepalives_count",
                          "tcp_user_timeout",
                          nullptr};
    const char* values[] = {url.c_str(), timeout.c_str(), "UTF8", "platen", "10", "5", "3", "20000", nullptr};
    raw_ = PQconnectdbParams(keys, values, 1);
    if (raw_ == nullptr) throw std::bad_alloc();
    if (PQstatus(raw_) != CONNECTION_OK) {
        std::string text = PQerrorMessage(raw_);
        while (!text.empty() && text.back() == '\n') text.pop_back();
        // libpq gives no SQLSTATE for a refused login, only words; "FATAL:" without being in the middle
        // of a start or stop is a refusal that trying again does not cure.
        const bool refused = text.find("authentication failed") != std::string::npos ||
                             text.find("no pg_hba.conf entry") != std::string::npos;
        PQfinish(raw_);
        throw Error(refused ? ErrorKind::kForbidden : ErrorKind::kUnavailable, "", "", text);
    }
    PQsetNoticeReceiver(raw_, IgnoreNotice, nullptr);
}

Connection::~Connection() {
    PQfinish(raw_);
}

bool Connection::broken() const {
    return stale_ || PQstatus(raw_) != CONNECTION_OK;
}
bool Connection::in_transaction() const {
    return PQtransactionStatus(raw_) != PQTRANS_IDLE;
}
int Connection::server_version() const {
    return PQserverVersion(raw_);
}
int Connection::backend_pid() const {
    return PQbackendPID(raw_);
}

Result Connection::Check(pg_result* raw, const QueryBase* query) {
    Result result(raw);
    const ExecStatusType status = PQresultStatus(raw);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) {
        return result;
    }
    Error error = MakeError(raw_, raw, query != nullptr ? query->name() : "");
    // A migration changed a table under a prepared statement, or a pooler dropped it.
    if (error.sqlstate() == "26000" || error.sqlstate() == "0A000") stale_ = true;
    throw error;
}

std::vector<TextRow> Connection::Script(const std::string& sql) {
    // One that may still be busy is only good to be closed.
    if (stale_) throw Error(ErrorKind::kUnavailable, "", "", "the connection is not used any more");
    const auto answer = LastAnswer(raw_, PQsendQuery(raw_, sql.c_str()) == 1);
    if (!answer) {
        stale_ = true;
        throw SilentError();
    }
    const Result result = Check(*answer, nullptr);
    std::vector<TextRow> rows(static_cast<std::size_t>(result.rows()));
    for (int row = 0; row < result.rows(); ++row) {
        for (int column = 0; column < result.columns(); ++column) {
            const Field field = result.At(row, column);
            auto& cells = rows[static_cast<std::size_t>(row)];
            if (field.is_null) {
                cells.emplace_back();
            } else {
                cells.emplace_back(std::string(field.bytes));
            }
        }
    }
    return rows;
}

void Connection::Prepare(const QueryBase& query) {
    if (prepared_.contains(query.name())) return;
    const auto types = query.parameter_types();
    const auto answer = LastAnswer(raw_, PQsendPrepare(raw_, query.name().c_str(), query.sql().c_str(),
                                                       static_cast<int>(types.size()), types.data()) == 1);
    if (!answer) {
        stale_ = true;
        throw SilentError();
    }
    Check(*answer, &query);
    prepared_.insert(query.name());
}

Result Connection::Execute(const QueryBase& query, const Parameters& parameters) {
    Prepare(query);
    const std::size_t count = parameters.items_.size();
    // Few queries have more than 32 parameters; those pay for a heap allocation.
    constexpr std::size_t kInline = 32;
    std::array<const char*, kInline> inline_values;
    std::array<int, kInline> inline_lengths;
    std::array<int, kInline> inline_formats;
    std::vector<const char*> heap_values(count > kInline ? count : 0);
    std::vector<int> heap_lengths(heap_values.size());
    std::vector<int> heap_formats(heap_values.size());
    const char** values = count > kInline ? heap_values.data() : inline_values.data();
    int* lengths = count > kInline ? heap_lengths.data() : inline_lengths.data();
    int* formats = count > kInline ? heap_formats.data() : inline_formats.data();
    for (std::size_t i = 0; i < count; ++i) {
        const auto& item = parameters.items_[i];
        values[i] = item.is_null ? nullptr : parameters.data_.data() + item.start;
        lengths[i] = item.length;
        formats[i] = 1;
    }
    if (Patience::Current() == nullptr) {
        return Check(PQexecPrepared(raw_, query.name().c_str(), static_cast<int>(count), values, lengths, formats, 1),
                     &query);
    }
    const auto answer = LastAnswer(raw_, PQsendQueryPrepared(raw_, query.name().c_str(), static_cast<int>(count),
                                                             values, lengths, formats, 1) == 1);
    if (!answer) {
        stale_ = true;
        throw SilentError();
    }
    return Check(*answer, &query);
}

void Connection::PrepareScope() {
    if (scope_prepared_) return;
    const auto answer = LastAnswer(raw_, PQsendPrepare(raw_, kScopeStatement, kScopeSql, 4, nullptr) == 1);
    if (!answer) {
        stale_ = true;
        throw SilentError();
    }
    Check(*answer, nullptr);
    scope_prepared_ = true;
}

void Connection::Begin(const char* begin, std::string_view scope, std::string_view organizations) {
    PrepareScope();
    const std::string scope_text(scope);
    const std::string organizations_text(organizations);
    const Timeouts timeouts;
    const char* values[] = {scope_text.c_str(), organizations_text.c_str(), timeouts.statement.c_str(),
                            timeouts.lock.c_str()};
    const bool sent = PQenterPipelineMode(raw_) == 1 &&
                      PQsendQueryParams(raw_, begin, 0, nullptr, nullptr, nullptr, nullptr, 0) == 1 &&
                      PQsendQueryPrepared(raw_, kScopeStatement, 4, values, nullptr, nullptr, 0) == 1 &&
                      PQpipelineSync(raw_) == 1;
    std::optional<Error> error;
    if (!sent) error = MakeError(raw_, nullptr, "BEGIN");
    // Each statement gives a result and a null; the sync comes last. A lost connection gives nulls only.
    for (int nulls = 0; sent && nulls < 4;) {
        if (!HasAnswered(raw_)) {
            stale_ = true;
            throw SilentError();
        }
        PGresult* raw = PQgetResult(raw_);
        if (raw == nullptr) {
            ++nulls;
            continue;
        }
        const Result result(raw);
        const ExecStatusType status = PQresultStatus(raw);
        if (status == PGRES_PIPELINE_SYNC) break;
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !error) {
            error = MakeError(raw_, raw, "BEGIN");
        }
    }
    if (!broken() && PQexitPipelineMode(raw_) != 1 && !error) error = MakeError(raw_, nullptr, "BEGIN");
    if (broken() && !error) error = Error(ErrorKind::kUnavailable, "", "", "connection lost at BEGIN");
    if (error) throw *error;
}

void Connection::SetScope(std::string_view scope, std::string_view organizations) {
    PrepareScope();
    const std::string scope_text(scope);
    const std::string organizations_text(organizations);
    const Timeouts timeouts;
    const char* values[] = {scope_text.c_str(), organizations_text.c_str(), timeouts.statement.c_str(),
                            timeouts.lock.c_str()};
    const auto answer =
        LastAnswer(raw_, PQsendQueryPrepared(raw_, kScopeStatement, 4, values, nullptr, nullptr, 0) == 1);
    if (!answer) {
        stale_ = true;
        throw SilentError();
    }
    Check(*answer, nullptr);
}

void Connection::Commit() {
    const auto answer = LastAnswer(raw_, PQsendQuery(raw_, "COMMIT") == 1);
    if (!answer) {
        stale_ = true;
        throw Error(ErrorKind::kCommitUnknown, "", "", SilentError().what());
    }
    Result result(*answer);
    if (PQresultStatus(result.raw()) != PGRES_COMMAND_OK) {
        Error error = MakeError(raw_, result.raw(), "COMMIT");
        if (!broken()) throw error;
        throw Error(ErrorKind::kCommitUnknown, error.sqlstate(), "", error.what());
    }
    // After a failed statement the server answers COMMIT with "ROLLBACK": never report that as saved.
    if (std::string_view(PQcmdStatus(result.raw_.get())) != "COMMIT") {
        throw Error(ErrorKind::kInternal, "25P02", "", "COMMIT of a failed transaction");
    }
}

std::int64_t Deadlocks() {
    return deadlocks;
}

}  // namespace pg
