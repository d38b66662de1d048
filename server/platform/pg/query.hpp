#pragma once

#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "server/platform/pg/columns.hpp"
#include "server/platform/pg/connection.hpp"
#include "server/platform/pg/types.hpp"

namespace pg {

// A statement with a name, as everything but its C++ types sees it. Objects are constants at namespace
// scope right above their use; each links itself into a list that AllQueries() gives.
class QueryBase {
  public:
    QueryBase(const QueryBase&) = delete;
    QueryBase& operator=(const QueryBase&) = delete;

    // Unique in the program; `feature.what`. Also the name of the prepared statement.
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] std::span<const Oid> parameter_types() const { return parameter_types_; }
    [[nodiscard]] std::span<const ExpectedColumn> parameters() const { return parameters_; }
    [[nodiscard]] std::span<const ExpectedColumn> columns() const { return columns_; }
    // Members of the parameters that the text does not name; a list's statements share one struct of parameters.
    [[nodiscard]] std::span<const std::string> unused_parameters() const { return unused_; }

  protected:
    QueryBase(std::string name, const std::string& sql, std::vector<ExpectedColumn> parameters,
              std::vector<ExpectedColumn> columns);
    ~QueryBase();

  private:
    friend std::vector<const QueryBase*> AllQueries();

    std::string name_;
    std::string sql_;
    std::vector<Oid> parameter_types_;
    std::vector<ExpectedColumn> parameters_;
    std::vector<ExpectedColumn> columns_;
    std::vector<std::string> unused_;
    const QueryBase* next_ = nullptr;
};

// Every query of the program, by name.
std::vector<const QueryBase*> AllQueries();

// Prepares the query and compares its parameters and columns with its C++ types. Empty when all is well,
// else one sentence for each difference.
std::vector<std::string> CheckQuery(Connection& connection, const QueryBase& query);

namespace detail {

// Many rows of one type.
struct RowSpan {
    const void* first = nullptr;
    std::size_t count = 0;
    std::size_t stride = 0;  // octets from one to the next
};

// The members of a struct of parameters, and of the rows beside it.
void AddRow(Parameters& parameters, const QueryBase& query, const void* row, const RowSpan& rows = {});

// What stands for $1, $2 ...: plain values in their order; the columns of one described struct, by their names; or
// these, and many rows of another struct.
template <class... Params>
struct ParameterList {
    static_assert(sizeof...(Params) <= 8,
                  "more than a reader can count: take a described struct, $<member> in the text");
    static std::vector<ExpectedColumn> Describe() { return {{"", &kColumnOps<std::remove_cvref_t<Params>>}...}; }
    static const std::string& Prepare(const std::string& sql) { return sql; }
    static void Add(Parameters& parameters, const QueryBase&, const std::remove_cvref_t<Params>&... args) {
        (parameters.Add(args), ...);
    }
};
template <DescribedStruct Params>
struct ParameterList<Params> {
    static std::vector<ExpectedColumn> Describe() { return ColumnsOf<Params>(); }
    static const std::string& Prepare(const std::string& sql) { return sql; }
    static void Add(Parameters& parameters, const QueryBase& query, const Params& args) {
        AddRow(parameters, query, &args);
    }
};
template <DescribedStruct Params, DescribedStruct Row>
struct ParameterList<Params, std::span<const Row>> {
    static std::vector<ExpectedColumn> Describe() {
        std::vector<ExpectedColumn> all = ColumnsOf<Params>();
        for (ExpectedColumn& array : Arrays(ColumnsOf<Row>())) all.push_back(std::move(array));
        return all;
    }
    static std::string Prepare(const std::string& sql) { return WithRows(sql, ColumnsOf<Row>()); }
    static void Add(Parameters& parameters, const QueryBase& query, const Params& args, std::span<const Row> rows) {
        AddRow(parameters, query, &args, {rows.data(), rows.size(), sizeof(Row)});
    }
};

// Fills the members of a row; `columns` is what MapColumns() gave.
void ReadRow(const Result& result, int row, const std::vector<int>& columns, const QueryBase& query, void* out);

// The result's column of each expected column; throws kInternal when one is missing or too many.
std::vector<int> MapColumns(const Result& result, const QueryBase& query);

}  // namespace detail

// Query<Row(Params...)>: Row is a described struct (its columns bind by name, all of them), one plain value (a query of
// one column), or void. {columns} in the text becomes the columns of Row, {columns:p} those of the table p. Params are
//   - plain values, in the text $1, $2 ...; no more than a reader can count
//   - one described struct, in the text $<column>
//   - that, and a span of another described struct: many rows that travel as arrays. {rows} in the text becomes
//     unnest(...) AS rows (<its columns>), {row_columns} their names, {row_values} the same with "rows." before each
// See types.hpp for what values may be and columns.hpp for what a column is.
template <class Signature>
class Query;

template <class Row, class... Params>
class Query<Row(Params...)> : public QueryBase {
  public:
    Query(std::string name, const std::string& sql)
        : QueryBase(std::move(name), detail::ParameterList<std::remove_cvref_t<Params>...>::Prepare(sql),
                    detail::ParameterList<std::remove_cvref_t<Params>...>::Describe(), detail::ColumnsOf<Row>()) {}

    [[nodiscard]] Parameters Bind(const std::remove_cvref_t<Params>&... args) const {
        Parameters parameters;
        detail::ParameterList<std::remove_cvref_t<Params>...>::Add(parameters, *this, args...);
        return parameters;
    }

    // `columns` is what MapColumns() gave for this result.
    [[nodiscard]] Row Read(const Result& result, int row, const std::vector<int>& columns) const {
        Row value{};
        detail::ReadRow(result, row, columns, *this, &value);
        return value;
    }
};

// A whole row into its table; `rest` follows the values: "ON CONFLICT DO NOTHING", or "RETURNING id" of a Returned.
template <class Row, class Returned = void>
class Insert : public Query<Returned(Row)> {
  public:
    Insert(std::string name, const std::string& table, const std::string& rest = "",
           const std::vector<Computed>& computed = {})
        : Query<Returned(Row)>(std::move(name), detail::InsertSql(table, detail::ColumnsOf<Row>(), rest, computed)) {}
};

// All columns of a row but its keys, and but those that others write, into the row that has these keys.
template <class Row>
class Update : public Query<void(Row)> {
  public:
    Update(std::string name, const std::string& table, const std::vector<std::string>& keys,
           const std::vector<std::string>& written_by_others = {})
        : Query<void(Row)>(std::move(name),
                           detail::UpdateSql(table, detail::ColumnsOf<Row>(), keys, written_by_others)) {}
};

// Many rows into a table, each with the columns of Shared too. `rest` follows, with `known` for the row that is there:
// "ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE known.name <> excluded.name".
template <class Shared, class Row>
class InsertRows : public Query<void(Shared, std::span<const Row>)> {
  public:
    InsertRows(std::string name, const std::string& table, const std::string& rest = "",
               const std::vector<Computed>& computed = {})
        : Query<void(Shared, std::span<const Row>)>(
              std::move(name),
              detail::InsertRowsSql(table, detail::ColumnsOf<Shared>(), detail::ColumnsOf<Row>(), rest, computed)) {}
};

// All columns of many rows but their keys, into the rows that have these keys and the columns of Shared.
template <class Shared, class Row>
class UpdateRows : public Query<void(Shared, std::span<const Row>)> {
  public:
    UpdateRows(std::string name, const std::string& table, const std::vector<std::string>& keys)
        : Query<void(Shared, std::span<const Row>)>(
              std::move(name),
              detail::UpdateRowsSql(table, detail::ColumnsOf<Shared>(), detail::ColumnsOf<Row>(), keys)) {}
};

}  // namespace pg
