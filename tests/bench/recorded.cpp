#include "tests/bench/recorded.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace bench {

namespace {

struct Prepared {
    std::string sql;
    std::vector<Oid> types;
};

struct Value {
    std::optional<std::string> bytes;
    int format = 0;
};

// `begin` and the prepared statement behind it travel in one pipeline, as the server starts its transactions.
struct Sent {
    const PGconn* connection = nullptr;
    std::string begin;
    std::string prepared;
    std::string sql;
    std::vector<Value> values;
    int result_format = 0;
    std::string touched;  // as PQcmdTuples() says
};

std::vector<Value> Values(int count, const char* const* values, const int* lengths, const int* formats) {
    std::vector<Value> copied(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < copied.size(); ++i) {
        copied[i].format = formats == nullptr ? 0 : formats[i];
        if (values[i] == nullptr) continue;
        copied[i].bytes = copied[i].format == 0 ? std::string(values[i])
                                                : std::string(values[i], static_cast<std::size_t>(lengths[i]));
    }
    return copied;
}

}  // namespace

struct Recording::Log {
    std::vector<Sent> sent;
};

struct Recorder {
    std::mutex mutex;
    std::map<std::string, Prepared> prepared;  // of the whole process: connections keep theirs
    std::map<const PGconn*, std::string> begins;
    std::map<const PGconn*, std::size_t> open;  // of `log`: sent, and not answered yet
    std::shared_ptr<Recording::Log> log;
    static thread_local bool paused;

    static Recorder& Get() {
        static Recorder recorder;
        return recorder;
    }

    void Add(Sent sent) {
        if (paused) return;
        const std::lock_guard lock(mutex);
        if (log) log->sent.push_back(std::move(sent));
    }
    // What it touches is known with its result.
    void AddOpen(Sent sent) {
        if (paused) return;
        const std::lock_guard lock(mutex);
        if (!log) return;
        open[sent.connection] = log->sent.size();
        log->sent.push_back(std::move(sent));
    }
    void Answered(const PGconn* connection, const std::string& touched) {
        const std::lock_guard lock(mutex);
        const auto at = open.find(connection);
        if (at == open.end()) return;
        if (log && at->second < log->sent.size()) log->sent[at->second].touched = touched;
        open.erase(at);
    }
};
thread_local bool Recorder::paused = false;

Recording::Recording() : log_(std::make_shared<Log>()) {
    const std::lock_guard lock(Recorder::Get().mutex);
    Recorder::Get().log = log_;
}
Recording::~Recording() {
    const std::lock_guard lock(Recorder::Get().mutex);
    if (Recorder::Get().log == log_) Recorder::Get().log.reset();
}
Recording::Pause::Pause() {
    Recorder::paused = true;
}
Recording::Pause::~Pause() {
    Recorder::paused = false;
}

std::size_t Recording::statements() const {
    const std::lock_guard lock(Recorder::Get().mutex);
    return log_->sent.size();
}

extern "C" {
PGresult* __real_PQexec(PGconn*, const char*);
PGresult* __real_PQprepare(PGconn*, const char*, const char*, int, const Oid*);
PGresult* __real_PQexecPrepared(PGconn*, const char*, int, const char* const*, const int*, const int*, int);
int __real_PQsendQuery(PGconn*, const char*);
int __real_PQsendPrepare(PGconn*, const char*, const char*, int, const Oid*);
PGresult* __real_PQgetResult(PGconn*);
int __real_PQsendQueryParams(PGconn*, const char*, int, const Oid*, const char* const*, const int*, const int*, int);
int __real_PQsendQueryPrepared(PGconn*, const char*, int, const char* const*, const int*, const int*, int);

PGresult* __wrap_PQexec(PGconn* connection, const char* sql) {
    PGresult* result = __real_PQexec(connection, sql);
    Sent sent{.connection = connection, .sql = sql};
    sent.touched = PQcmdTuples(result);
    Recorder::Get().Add(std::move(sent));
    return result;
}

int __wrap_PQsendQuery(PGconn* connection, const char* sql) {
    Recorder::Get().AddOpen({.connection = connection, .sql = sql});
    return __real_PQsendQuery(connection, sql);
}

int __wrap_PQsendPrepare(PGconn* connection, const char* name, const char* sql, int count, const Oid* types) {
    {
        const std::lock_guard lock(Recorder::Get().mutex);
        Recorder::Get().prepared[name] = {sql,
                                          types == nullptr ? std::vector<Oid>() : std::vector(types, types + count)};
    }
    return __real_PQsendPrepare(connection, name, sql, count, types);
}

PGresult* __wrap_PQgetResult(PGconn* connection) {
    PGresult* result = __real_PQgetResult(connection);
    if (result != nullptr) Recorder::Get().Answered(connection, PQcmdTuples(result));
    return result;
}

PGresult* __wrap_PQprepare(PGconn* connection, const char* name, const char* sql, int count, const Oid* types) {
    {
        const std::lock_guard lock(Recorder::Get().mutex);
        Recorder::Get().prepared[name] = {sql,
                                          types == nullptr ? std::vector<Oid>() : std::vector(types, types + count)};
    }
    return __real_PQprepare(connection, name, sql, count, types);
}

PGresult* __wrap_PQexecPrepared(PGconn* connection, const char* name, int count, const char* const* values,
                                const int* lengths, const int* formats, int result_format) {
    PGresult* result = __real_PQexecPrepared(connection, name, count, values, lengths, formats, result_format);
    Sent sent{.connection = connection, .prepared = name};
    sent.values = Values(count, values, lengths, formats);
    sent.result_format = result_format;
    sent.touched = PQcmdTuples(result);
    Recorder::Get().Add(std::move(sent));
    return result;
}

int __wrap_PQsendQueryParams(PGconn* connection, const char* sql, int count, const Oid* types,
                             const char* const* values, const int* lengths, const int* formats, int result_format) {
    {
        const std::lock_guard lock(Recorder::Get().mutex);
        Recorder::Get().begins[connection] = sql;
    }
    return __real_PQsendQueryParams(connection, sql, count, types, values, lengths, formats, result_format);
}

int __wrap_PQsendQueryPrepared(PGconn* connection, const char* name, int count, const char* const* values,
                               const int* lengths, const int* formats, int result_format) {
    Sent sent{.connection = connection, .prepared = name};
    {
        const std::lock_guard lock(Recorder::Get().mutex);
        sent.begin = std::exchange(Recorder::Get().begins[connection], {});
    }
    sent.values = Values(count, values, lengths, formats);
    sent.result_format = result_format;
    if (sent.begin.empty())
        Recorder::Get().AddOpen(std::move(sent));
    else
        Recorder::Get().Add(std::move(sent));
    return __real_PQsendQueryPrepared(connection, name, count, values, lengths, formats, result_format);
}
}

namespace {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Raw = std::unique_ptr<PGconn, Finish>;

void Check(PGconn* connection, PGresult* result, const Sent& sent) {
    const ExecStatusType status = PQresultStatus(result);
    const std::string touched = PQcmdTuples(result);
    PQclear(result);
    const std::string& what = sent.prepared.empty() ? sent.sql : sent.prepared;
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        throw std::runtime_error(fmt::format("sent again, {} failed: {}", what, PQerrorMessage(connection)));
    if (touched != sent.touched)
        throw std::runtime_error(fmt::format("sent again, {} touched {} rows, not {}", what, touched, sent.touched));
}

void Begin(PGconn* connection, const Sent& sent, const char* const* values) {
    PQenterPipelineMode(connection);
    __real_PQsendQueryParams(connection, sent.begin.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    __real_PQsendQueryPrepared(connection, sent.prepared.c_str(), static_cast<int>(sent.values.size()), values, nullptr,
                               nullptr, 0);
    PQpipelineSync(connection);
    for (bool synced = false; !synced;) {
        PGresult* result = __real_PQgetResult(connection);
        if (result == nullptr) continue;
        const ExecStatusType status = PQresultStatus(result);
        PQclear(result);
        synced = status == PGRES_PIPELINE_SYNC;
        if (!synced && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw std::runtime_error(PQerrorMessage(connection));
    }
    PQexitPipelineMode(connection);
}

}  // namespace

double Recording::Replay(const std::string& url) const {
    std::vector<Sent> all;
    std::map<std::string, Prepared> prepared;
    {
        const std::lock_guard lock(Recorder::Get().mutex);
        all = log_->sent;
        prepared = Recorder::Get().prepared;
    }
    std::map<const PGconn*, Raw> connections;
    std::map<const PGconn*, std::map<std::string, bool>> ready;
    for (const Sent& sent : all) {
        Raw& raw = connections[sent.connection];
        if (!raw) raw.reset(PQconnectdb(url.c_str()));
        if (PQstatus(raw.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(raw.get()));
        if (sent.prepared.empty() || !ready[sent.connection].emplace(sent.prepared, true).second) continue;
        const Prepared& what = prepared.at(sent.prepared);
        PGresult* result =
            __real_PQprepare(raw.get(), sent.prepared.c_str(), what.sql.c_str(), static_cast<int>(what.types.size()),
                             what.types.empty() ? nullptr : what.types.data());
        Check(raw.get(), result, {.prepared = sent.prepared});
    }
    const auto start = std::chrono::steady_clock::now();
    for (const Sent& sent : all) {
        PGconn* raw = connections[sent.connection].get();
        if (sent.prepared.empty()) {
            Check(raw, __real_PQexec(raw, sent.sql.c_str()), sent);
            continue;
        }
        std::vector<const char*> values;
        std::vector<int> lengths;
        std::vector<int> formats;
        for (const Value& value : sent.values) {
            values.push_back(value.bytes ? value.bytes->data() : nullptr);
            lengths.push_back(value.bytes ? static_cast<int>(value.bytes->size()) : 0);
            formats.push_back(value.format);
        }
        if (!sent.begin.empty()) {
            Begin(raw, sent, values.data());
            continue;
        }
        Check(raw,
              __real_PQexecPrepared(raw, sent.prepared.c_str(), static_cast<int>(values.size()), values.data(),
                                    lengths.data(), formats.data(), sent.result_format),
              sent);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace bench
