#include "server/platform/pg/query.hpp"

#include "server/platform/pg/list.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>

namespace pg {
namespace {

// Constant-initialized, so that queries of any translation unit may link themselves in before main().
constinit const QueryBase* first_query = nullptr;
constinit std::mutex list_mutex;

// The highest $n of the text. The server does not tell: it takes what was declared for used.
int HighestParameter(const std::string& sql) {
    int highest = 0;
    for (std::size_t at = sql.find('$'); at != std::string::npos; at = sql.find('$', at + 1)) {
        highest = std::max(highest, std::atoi(sql.c_str() + at + 1));
    }
    return highest;
}

}  // namespace

QueryBase::QueryBase(std::string name, const std::string& sql, std::vector<ExpectedColumn> parameters,
                     std::vector<ExpectedColumn> columns)
    : name_(std::move(name)), parameters_(std::move(parameters)), columns_(std::move(columns)) {
    for (const ExpectedColumn& parameter : parameters_)
        parameter_types_.push_back(parameter.array ? parameter.ops->array_type : parameter.ops->type);
    const bool named = !parameters_.empty() && !parameters_.front().name.empty();
    const std::string text = detail::WithColumns(sql, columns_);
    // The name travels with the text, so that the server's logs and pg_stat_activity tell who asked.
    sql_ = "-- " + name_ + "\n" + (named ? detail::WithParameters(text, parameters_, &unused_) : text);
    const std::scoped_lock lock(list_mutex);
    next_ = first_query;
    first_query = this;
}

QueryBase::~QueryBase() {
    const std::scoped_lock lock(list_mutex);
    if (first_query == this) {
        first_query = next_;
        return;
    }
    for (const QueryBase* at = first_query; at != nullptr; at = at->next_) {
        if (at->next_ != this) continue;
        const_cast<QueryBase*>(at)->next_ = next_;
        return;
    }
}

std::vector<const QueryBase*> AllQueries() {
    for (const detail::ListBase* list : detail::AllLists()) (void)list->Statements();
    std::vector<const QueryBase*> queries;
    {
        const std::scoped_lock lock(list_mutex);
        for (const QueryBase* at = first_query; at != nullptr; at = at->next_) queries.push_back(at);
    }
    std::ranges::sort(queries, {}, [](const QueryBase* query) { return query->name(); });
    return queries;
}

std::vector<std::string> CheckQuery(Connection& connection, const QueryBase& query) {
    std::vector<std::string> problems;
    const auto add = [&](const std::string& text) { problems.push_back(query.name() + ": " + text); };
    const std::span<const Oid> types = query.parameter_types();
    const auto clear = [](PGresult* raw) { PQclear(raw); };
    using Owned = std::unique_ptr<PGresult, decltype(clear)>;
    const Owned prepared(
        PQprepare(connection.raw(), "", query.sql().c_str(), static_cast<int>(types.size()), types.data()), clear);
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) {
        add(PQresultErrorMessage(prepared.get()));
        return problems;
    }
    const Owned described(PQdescribePrepared(connection.raw(), ""), clear);
    const auto wanted = static_cast<int>(types.size());
    if (const int have = HighestParameter(query.sql()); have != wanted && query.unused_parameters().empty()) {
        add("has " + std::to_string(have) + " parameters, its C++ type " + std::to_string(wanted));
    }
    const int columns = PQnfields(described.get());
    if (query.columns().empty()) return problems;  // void: RETURNING is nobody's business
    if (query.columns().size() == 1 && query.columns()[0].name.empty()) {
        if (columns != 1) {
            add("gives " + std::to_string(columns) + " columns for one value");
        } else if (!query.columns()[0].ops->accepts(PQftype(described.get(), 0))) {
            add("its column has type oid " + std::to_string(PQftype(described.get(), 0)));
        }
        return problems;
    }
    for (const ExpectedColumn& expected : query.columns()) {
        const int at = PQfnumber(described.get(), ("\"" + expected.name + "\"").c_str());
        if (at < 0) {
            add("has no column '" + expected.name + "'");
        } else if (!expected.ops->accepts(PQftype(described.get(), at))) {
            add("column '" + expected.name + "' has type oid " + std::to_string(PQftype(described.get(), at)));
        }
    }
    for (int at = 0; at < columns; ++at) {
        const std::string_view name = PQfname(described.get(), at);
        if (std::ranges::find(query.columns(), name, &ExpectedColumn::name) == query.columns().end()) {
            add("column '" + std::string(name) + "' has no member");
        }
    }
    return problems;
}

namespace detail {

void AddRow(Parameters& parameters, const QueryBase& query, const void* row, const RowSpan& rows) {
    for (const ExpectedColumn& parameter : query.parameters()) {
        if (parameter.array) {
            parameter.ops->add_array(parameters, static_cast<const char*>(rows.first) + parameter.offset, rows.count,
                                     rows.stride);
        } else {
            parameter.ops->add(parameters, static_cast<const char*>(row) + parameter.offset);
        }
    }
}

void ReadRow(const Result& result, int row, const std::vector<int>& columns, const QueryBase& query, void* out) {
    const auto expected = query.columns();
    for (std::size_t at = 0; at < expected.size(); ++at) {
        expected[at].ops->read(result.At(row, columns[at]), static_cast<char*>(out) + expected[at].offset);
    }
}

std::vector<int> MapColumns(const Result& result, const QueryBase& query) {
    const std::span<const ExpectedColumn> expected = query.columns();
    const auto fail = [&](const std::string& text) {
        throw Error(ErrorKind::kInternal, "", "", query.name() + ": " + text);
    };
    if (result.columns() != static_cast<int>(expected.size())) {
        fail("gives " + std::to_string(result.columns()) + " columns, its row type has " +
             std::to_string(expected.size()));
    }
    std::vector<int> columns(expected.size());
    if (expected.size() == 1 && expected[0].name.empty()) return columns;
    for (int i = 0; i < result.columns(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        columns[at] = i;
        if (result.ColumnName(i) == expected[at].name) continue;  // the usual case: same order
        int found = 0;
        while (found < result.columns() && result.ColumnName(found) != expected[at].name) ++found;
        if (found == result.columns()) fail("has no column '" + expected[at].name + "'");
        columns[at] = found;
    }
    return columns;
}

}  // namespace detail
}  // namespace pg
