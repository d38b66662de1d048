#pragma once

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "server/platform/pg/connection.hpp"
#include "server/platform/pg/types.hpp"

namespace pg {

// One column that a query's row type expects.
struct ExpectedColumn {
    std::string_view name;  // "" for a row that is one plain value
    bool (*accepts)(Oid column);
};

// A statement with a name, as everything but its C++ types sees it. Objects are constants at
// namespace scope right above their use; each links itself into a list that AllQueries() gives.
class QueryBase {
  public:
    QueryBase(const QueryBase&) = delete;
    QueryBase& operator=(const QueryBase&) = delete;

    // Unique in the program; `feature.what`. Also the name of the prepared statement.
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] std::span<const Oid> parameter_types() const { return parameter_types_; }
    [[nodiscard]] std::span<const ExpectedColumn> columns() const { return columns_; }

  protected:
    QueryBase(const char* name, const char* sql, std::span<const Oid> parameter_types,
              std::vector<ExpectedColumn> columns);
    ~QueryBase();

  private:
    friend std::vector<const QueryBase*> AllQueries();

    std::string name_;
    std::string sql_;
    std::span<const Oid> parameter_types_;
    std::vector<ExpectedColumn> columns_;
    const QueryBase* next_ = nullptr;
};

// Every query of the program, by name.
std::vector<const QueryBase*> AllQueries();

// Prepares the query and compares its parameters and columns with its C++ types. Empty when all is
// well, else one sentence for each difference.
std::vector<std::string> CheckQuery(Connection& connection, const QueryBase& query);

namespace detail {

template <class Row>
concept DescribedStruct = std::is_class_v<Row> && boost::describe::has_describe_members<Row>::value;

template <class Row>
using MembersOf = boost::describe::describe_members<Row, boost::describe::mod_public |
                                                             boost::describe::mod_inherited>;

template <class T>
bool AcceptsColumn(Oid column) {
    return Codec<typename OptionalTraits<T>::Value>::Accepts(column);
}

template <class Row>
std::vector<ExpectedColumn> ExpectedColumns() {
    std::vector<ExpectedColumn> columns;
    if constexpr (std::is_void_v<Row>) {
    } else if constexpr (DescribedStruct<Row>) {
        boost::mp11::mp_for_each<MembersOf<Row>>([&](auto member) {
            using T = std::remove_cvref_t<decltype(std::declval<Row&>().*member.pointer)>;
            columns.push_back({base::json::KeyOf(member.name), &AcceptsColumn<T>});
        });
    } else {
        columns.push_back({"", &AcceptsColumn<Row>});
    }
    return columns;
}

template <class... Params>
struct ParameterTypes {
    static constexpr std::array<Oid, sizeof...(Params)> kTypes{
        Codec<typename OptionalTraits<std::remove_cvref_t<Params>>::Value>::kType...};
};

// The result's column of each expected column; throws kInternal when one is missing or too many.
std::vector<int> MapColumns(const Result& result, const QueryBase& query);

}  // namespace detail

// Query<Row(Params...)>: Row is a described struct (columns bind to its members by name, all of
// them), one plain value (a query of one column), or void. See types.hpp for what values may be.
template <class Signature>
class Query;

template <class Row, class... Params>
class Query<Row(Params...)> : public QueryBase {
  public:
    Query(const char* name, const char* sql)
        : QueryBase(name, sql, detail::ParameterTypes<Params...>::kTypes,
                    detail::ExpectedColumns<Row>()) {}

    static Parameters Bind(const std::remove_cvref_t<Params>&... args) {
        Parameters parameters;
        (parameters.Add(args), ...);
        return parameters;
    }

    // `columns` is what MapColumns() gave for this result.
    static Row Read(const Result& result, int row, const std::vector<int>& columns) {
        if constexpr (detail::DescribedStruct<Row>) {
            Row value{};
            std::size_t at = 0;
            boost::mp11::mp_for_each<detail::MembersOf<Row>>([&](auto member) {
                using T = std::remove_cvref_t<decltype(value.*member.pointer)>;
                value.*member.pointer = ReadField<T>(result.At(row, columns[at++]));
            });
            return value;
        } else {
            return ReadField<Row>(result.At(row, columns[0]));
        }
    }
};

}  // namespace pg
