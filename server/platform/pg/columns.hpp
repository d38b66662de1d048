#pragma once

#include <span>
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

namespace detail {

// What a column's C++ type does, for code that does not know it.
struct ColumnOps {
    Oid type;                                     // of a parameter
    bool (*accepts)(Oid column);                  // nullptr: a type of parameters only
    void (*read)(const Field& field, void* out);  // likewise
    void (*add)(Parameters& parameters, const void* in);
    Oid array_type;  // 0: there are no arrays of it
    // The array of one member of `count` rows, `stride` octets apart.
    void (*add_array)(Parameters& parameters, const void* first, std::size_t count, std::size_t stride);
};

}  // namespace detail

// One column that a row type has.
struct ExpectedColumn {
    std::string name;  // "" for a row that is one plain value
    const detail::ColumnOps* ops;
    std::size_t offset = 0;  // of the member in the row, in octets
    bool array = false;      // a parameter: the member of many rows
};

// A column that the database fills in: "state" by "'queued'", or "lease_until" by "now() + $lease_until".
struct Computed {
    std::string column;
    std::string sql;
};

namespace detail {

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
inline constexpr bool kIsColumn = true;
template <DescribedStruct T>
inline constexpr bool kIsColumn<std::vector<T>> = false;

template <class T>
bool AcceptsColumn(Oid column) {
    return Codec<typename OptionalTraits<T>::Value>::Accepts(column);
}
template <class T>
void ReadColumn(const Field& field, void* out) {
    *static_cast<T*>(out) = ReadField<T>(field);
}
template <class T>
void AddColumn(Parameters& parameters, const void* in) {
    parameters.Add(*static_cast<const T*>(in));
}

// One member of many rows.
template <class T>
class Strided {
  public:
    class Iterator {
      public:
        Iterator(const char* at, std::size_t stride) : at_(at), stride_(stride) {}
        const T& operator*() const { return *reinterpret_cast<const T*>(at_); }
        Iterator& operator++() {
            at_ += stride_;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return at_ != other.at_; }

      private:
        const char* at_;
        std::size_t stride_;
    };
    Strided(const void* first, std::size_t count, std::size_t stride)
        : first_(static_cast<const char*>(first)), count_(count), stride_(stride) {}
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] Iterator begin() const { return {first_, stride_}; }
    [[nodiscard]] Iterator end() const { return {first_ + count_ * stride_, stride_}; }

  private:
    const char* first_;
    std::size_t count_;
    std::size_t stride_;
};
template <class T>
void AddColumnArray(Parameters& parameters, const void* first, std::size_t count, std::size_t stride) {
    parameters.AddArray<T>(Strided<T>(first, count, stride));
}

template <class T>
constexpr ColumnOps MakeColumnOps() {
    using Value = typename OptionalTraits<T>::Value;
    ColumnOps ops{Codec<Value>::kType, nullptr, nullptr, &AddColumn<T>, 0, nullptr};
    if constexpr (requires { Codec<Value>::Accepts(Oid{}); }) {
        ops.accepts = &AcceptsColumn<T>;
        ops.read = &ReadColumn<T>;
    }
    if constexpr (requires { Codec<Value>::kArray; }) {
        ops.array_type = Codec<Value>::kArray;
        ops.add_array = &AddColumnArray<T>;
    }
    return ops;
}
template <class T>
inline constexpr ColumnOps kColumnOps = MakeColumnOps<T>();

// A member of a described struct: a column, or a struct whose members lie flat.
struct RowMember {
    std::string_view name;
    std::size_t offset;
    const ColumnOps* ops;                            // nullptr: no column
    std::span<const RowMember> (*flat)() = nullptr;  // of a struct
    const std::string_view* prefix = nullptr;        // of a struct that says its own
};

template <class Row>
std::span<const RowMember> RowMembers();

template <class T>
constexpr RowMember MakeRowMember(std::string_view name, std::size_t offset) {
    if constexpr (!kIsColumn<T>) {
        return {name, offset, nullptr};
    } else if constexpr (!DescribedStruct<T>) {
        return {name, offset, &kColumnOps<T>};
    } else if constexpr (requires { T::kColumnPrefix; }) {
        return {name, offset, nullptr, &RowMembers<T>, &T::kColumnPrefix};
    } else {
        return {name, offset, nullptr, &RowMembers<T>};
    }
}

template <class Row, class... D>
std::span<const RowMember> RowMembers(base::json::detail::Pack<D...>) {
    static const RowMember members[] = {MakeRowMember<base::json::MemberType<Row, D>>(
        base::json::KeyOf(D::name), base::json::OffsetOf<Row>(D::pointer))...};
    return members;
}
template <class Row>
std::span<const RowMember> RowMembers() {
    return RowMembers<Row>(boost::mp11::mp_rename<base::json::Members<Row>, base::json::detail::Pack>{});
}

// The columns of a struct, its structs laid flat.
std::vector<ExpectedColumn> Flatten(std::span<const RowMember> members);

// The columns of a row type: of void none, of one plain value one without a name.
template <class Row>
std::vector<ExpectedColumn> ColumnsOf() {
    if constexpr (std::is_void_v<Row>) {
        return {};
    } else if constexpr (DescribedStruct<Row>) {
        return Flatten(RowMembers<Row>());
    } else {
        return {{"", &kColumnOps<Row>}};
    }
}

// Each column of Row as an array, "rows_<column>".
std::vector<ExpectedColumn> Arrays(std::vector<ExpectedColumn> columns);
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

// "p.model, p.version": the columns of a described struct that are all of one table of several.
template <detail::DescribedStruct Row>
std::string Columns(std::string_view alias) {
    return detail::ColumnList(detail::ColumnsOf<Row>(), alias);
}

// "name = excluded.name, ...": all columns of Row but its keys, behind ON CONFLICT (...) DO UPDATE SET.
template <detail::DescribedStruct Row>
std::string Overwrite(const std::vector<std::string>& keys) {
    return detail::OverwriteSql(detail::ColumnsOf<Row>(), keys);
}

}  // namespace pg
