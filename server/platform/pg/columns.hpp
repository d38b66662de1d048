#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "server/platform/pg/types.hpp"

// A described struct as columns, so that no store spells its row twice. Each member is a column of its name; a member
// that is a described struct itself lies flat, its members behind its name: `phone.number` is the column phone_number.
// A struct that lies flat without its name says so:
//
//     struct Address { static constexpr std::string_view kColumnPrefix = ""; ... };   // address.city is city
//
// A list of structs is no column: its rows are in a table of their own.
namespace pg {

// One column that a row type has.
struct ExpectedColumn {
    std::string name;  // "" for a row that is one plain value
    bool (*accepts)(Oid column);
    Oid type;  // that a parameter of the member's type has
};

// A column that the database fills in: "state" by "'queued'", or "lease_until" by "now() + $lease_until".
struct Computed {
    std::string column;
    std::string sql;
};

namespace detail {

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class Row>
using MembersOf = boost::describe::describe_members<Row, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class T>
inline constexpr bool kIsColumn = true;
template <DescribedStruct T>
inline constexpr bool kIsColumn<std::vector<T>> = false;

// Calls f(column's value) for each column of a row, in the order of ColumnsOf.
template <class Row, class F>
void VisitColumns(Row& row, F&& f) {
    boost::mp11::mp_for_each<MembersOf<std::remove_const_t<Row>>>([&](auto member) {
        auto& value = row.*member.pointer;
        if constexpr (DescribedStruct<std::remove_cvref_t<decltype(value)>>) {
            VisitColumns(value, f);
        } else if constexpr (kIsColumn<std::remove_cvref_t<decltype(value)>>) {
            f(value);
        }
    });
}

// Calls f.operator()<T>(get) for each column of Row, in the order of ColumnsOf; get(row) is the column's value of a row.
template <class Row, class Get, class F>
void VisitGetters(const Get& get, F&& f) {
    boost::mp11::mp_for_each<MembersOf<Row>>([&](auto member) {
        using T = std::remove_cvref_t<decltype(std::declval<Row&>().*member.pointer)>;
        const auto inner = [get, pointer = member.pointer](const auto& row) -> const T& { return get(row).*pointer; };
        if constexpr (DescribedStruct<T>) {
            VisitGetters<T>(inner, f);
        } else if constexpr (kIsColumn<T>) {
            f.template operator()<T>(inner);
        }
    });
}

template <class T>
bool AcceptsColumn(Oid column) {
    return Codec<typename OptionalTraits<T>::Value>::Accepts(column);
}

template <class T>
constexpr bool (*AcceptsOf())(Oid) {
    if constexpr (requires { Codec<typename OptionalTraits<T>::Value>::Accepts(Oid{}); }) {
        return &AcceptsColumn<T>;
    } else {
        return nullptr;  // a type of parameters only
    }
}

template <class Row>
void AddColumns(const std::string& prefix, std::vector<ExpectedColumn>& columns) {
    boost::mp11::mp_for_each<MembersOf<Row>>([&](auto member) {
        using T = std::remove_cvref_t<decltype(std::declval<Row&>().*member.pointer)>;
        const std::string name = prefix + std::string(base::json::KeyOf(member.name));
        if constexpr (!kIsColumn<T>) {
        } else if constexpr (!DescribedStruct<T>) {
            columns.push_back({name, AcceptsOf<T>(), Codec<typename OptionalTraits<T>::Value>::kType});
        } else if constexpr (requires { T::kColumnPrefix; }) {
            AddColumns<T>(prefix + std::string(T::kColumnPrefix), columns);
        } else {
            AddColumns<T>(name + "_", columns);
        }
    });
}

// The columns of a row type: of void none, of one plain value one without a name.
template <class Row>
std::vector<ExpectedColumn> ColumnsOf() {
    std::vector<ExpectedColumn> columns;
    if constexpr (DescribedStruct<Row>) {
        AddColumns<Row>("", columns);
    } else if constexpr (!std::is_void_v<Row>) {
        columns.push_back({"", &AcceptsColumn<Row>, Codec<typename OptionalTraits<Row>::Value>::kType});
    }
    return columns;
}

// Each column of Row as an array, "rows_<column>".
template <DescribedStruct Row>
std::vector<ExpectedColumn> ArraysOf() {
    std::vector<ExpectedColumn> arrays = ColumnsOf<Row>();
    std::size_t at = 0;
    const auto itself = [](const Row& row) -> const Row& { return row; };
    VisitGetters<Row>(itself, [&]<class T>(const auto&) {
        arrays[at].name = "rows_" + arrays[at].name;
        arrays[at].accepts = nullptr;
        arrays[at++].type = Codec<std::vector<T>>::kType;
    });
    return arrays;
}
// Puts "unnest($rows_a, $rows_b) AS rows (a, b)" in place of {rows}, "a, b" of {row_columns} and "rows.a, rows.b" of
// {row_values}.
std::string WithRows(std::string sql, const std::vector<ExpectedColumn>& columns);

// "organization_id, id"; with an alias "p.organization_id, p.id".
std::string ColumnList(const std::vector<ExpectedColumn>& columns, std::string_view alias = {});
// Puts the columns in place of each {columns} and, with their alias, of each {columns:p}.
std::string WithColumns(std::string sql, const std::vector<ExpectedColumn>& columns);
// Puts $1, $2 ... in place of $organizations, $city ...; `unused` gets the names that do not stand there.
std::string WithParameters(const std::string& sql, const std::vector<ExpectedColumn>& parameters,
                           std::vector<std::string>* unused);

std::string InsertSql(const std::string& table, const std::vector<ExpectedColumn>& columns, const std::string& rest,
                      const std::vector<Computed>& computed);
std::string InsertRowsSql(const std::string& table, const std::vector<ExpectedColumn>& shared,
                          const std::vector<ExpectedColumn>& columns, const std::string& rest,
                          const std::vector<Computed>& computed);
std::string UpdateRowsSql(const std::string& table, const std::vector<ExpectedColumn>& shared,
                          const std::vector<ExpectedColumn>& columns, const std::vector<std::string>& keys);
std::string UpdateSql(const std::string& table, const std::vector<ExpectedColumn>& columns,
                      const std::vector<std::string>& keys, const std::vector<std::string>& written_by_others);
std::string OverwriteSql(const std::vector<ExpectedColumn>& columns, const std::vector<std::string>& keys);

}  // namespace detail

// "name = excluded.name, ...": all columns of Row but its keys, behind ON CONFLICT (...) DO UPDATE SET.
template <detail::DescribedStruct Row>
std::string Overwrite(const std::vector<std::string>& keys) {
    return detail::OverwriteSql(detail::ColumnsOf<Row>(), keys);
}

}  // namespace pg
