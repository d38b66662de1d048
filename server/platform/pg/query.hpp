#pragma once

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

// What stands for $1, $2 ...: plain values in their order, or the columns of one described struct, by their names.
template <class... Params>
struct ParameterList {
    static std::vector<ExpectedColumn> Describe() {
        return {{"", nullptr, Codec<typename OptionalTraits<std::remove_cvref_t<Params>>::Value>::kType}...};
    }
    static void Add(Parameters& parameters, const std::remove_cvref_t<Params>&... args) { (parameters.Add(args), ...); }
};
template <DescribedStruct Params>
struct ParameterList<Params> {
    static std::vector<ExpectedColumn> Describe() { return ColumnsOf<Params>(); }
    static void Add(Parameters& parameters, const Params& args) {
        VisitColumns(args, [&](const auto& value) { parameters.Add(value); });
    }
};

// The result's column of each expected column; throws kInternal when one is missing or too many.
std::vector<int> MapColumns(const Result& result, const QueryBase& query);

}  // namespace detail

// Query<Row(Params...)>: Row is a described struct (its columns bind by name, all of them), one plain value (a query of
// one column), or void. Params are plain values, in the text $1, $2 ..., or one described struct, in the text
// $<column>. {columns} in the text becomes the columns of Row, {columns:p} those of the table p. See types.hpp for what
// values may be and columns.hpp for what a column is.
template <class Signature>
class Query;

template <class Row, class... Params>
class Query<Row(Params...)> : public QueryBase {
  public:
    Query(std::string name, const std::string& sql)
        : QueryBase(std::move(name), sql, detail::ParameterList<Params...>::Describe(), detail::ColumnsOf<Row>()) {}

    static Parameters Bind(const std::remove_cvref_t<Params>&... args) {
        Parameters parameters;
        detail::ParameterList<std::remove_cvref_t<Params>...>::Add(parameters, args...);
        return parameters;
    }

    // `columns` is what MapColumns() gave for this result.
    static Row Read(const Result& result, int row, const std::vector<int>& columns) {
        if constexpr (detail::DescribedStruct<Row>) {
            Row value{};
            std::size_t at = 0;
            detail::VisitColumns(value, [&](auto& member) {
                member = ReadField<std::remove_cvref_t<decltype(member)>>(result.At(row, columns[at++]));
            });
            return value;
        } else {
            return ReadField<Row>(result.At(row, columns[0]));
        }
    }
};

// A whole row into its table; `rest` follows the values: "ON CONFLICT DO NOTHING".
template <class Row>
class Insert : public Query<void(Row)> {
  public:
    Insert(std::string name, const std::string& table, const std::string& rest = "")
        : Query<void(Row)>(std::move(name), detail::InsertSql(table, detail::ColumnsOf<Row>(), rest)) {}
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

}  // namespace pg
