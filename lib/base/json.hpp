#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"

// JSON <-> described structs, through one strict reader. Describe a struct once,
//     BOOST_DESCRIBE_STRUCT(Phone, (), (country_code, number, extension))
// and Read<T>, Write, and Schema<T> follow: keys are the member names, std::optional means "may be
// absent or null", enumerators kSomeRemaining are written "some_remaining". Reading refuses unknown
// and missing members, wrong types, numbers out of range and U+0000 in texts, each with its JSON
// pointer, all at once (at most 50).
namespace base::json {

// ---- names of enumerators

// "kSomeRemaining" -> "some_remaining"; "kSha256" -> "sha256".
std::string EnumeratorToSnakeCase(std::string_view enumerator);

// The constants of one enum with their names, in the order of their description.
class EnumTable {
  public:
    struct Constant {
        std::int64_t value;
        const char* enumerator;
    };
    EnumTable(std::initializer_list<Constant> constants);

    struct Entry {
        std::int64_t value;
        std::string name;
    };
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] std::string_view NameOf(std::int64_t value) const;  // "unknown" when it is none
    [[nodiscard]] std::optional<std::int64_t> ValueOf(std::string_view name) const;
    // "ok, warning, error": what may stand there, for a refusal.
    [[nodiscard]] std::string Allowed() const;

  private:
    std::vector<Entry> entries_;
};

namespace detail {

template <class...>
struct Pack {};

template <class E, class... D>
const EnumTable& EnumTableOf(Pack<D...>) {
    static const EnumTable table{{static_cast<std::int64_t>(D::value), D::name}...};
    return table;
}

}  // namespace detail

template <class E>
const EnumTable& EnumTableOf() {
    return detail::EnumTableOf<E>(boost::mp11::mp_rename<boost::describe::describe_enumerators<E>, detail::Pack>{});
}

// Constants and names, to walk through.
template <class E>
const std::vector<std::pair<E, std::string>>& EnumNames() {
    static const auto names = [] {
        std::vector<std::pair<E, std::string>> list;
        for (const auto& entry : EnumTableOf<E>().entries()) list.emplace_back(static_cast<E>(entry.value), entry.name);
        return list;
    }();
    return names;
}

template <class E>
std::string_view EnumName(E value) {
    return EnumTableOf<E>().NameOf(static_cast<std::int64_t>(value));
}

template <class E>
std::optional<E> ParseEnum(std::string_view text) {
    const auto value = EnumTableOf<E>().ValueOf(text);
    return value ? std::optional<E>(static_cast<E>(*value)) : std::nullopt;
}

// ---- reading

// The place of the reader in the document; a chain on the stack, turned into a JSON pointer only for an error.
struct Path {
    const Path* parent = nullptr;
    std::string_view key{};
    std::size_t index = 0;
    bool is_index = false;
    [[nodiscard]] std::string Pointer() const;
};

class Errors {
  public:
    void Add(const Path& path, std::string code, Args args = {});
    [[nodiscard]] bool failed() const { return failed_; }
    std::vector<FieldProblem>& fields() { return fields_; }
    // kInvalid "invalid_fields" with every wrong field.
    [[nodiscard]] std::unexpected<Problem> Refuse() &&;

  private:
    std::vector<FieldProblem> fields_;
    bool failed_ = false;
};

// Specialize for a type of your own: Read (report through errors, leave `out` alone when wrong),
// Write, and Schema (an OpenAPI 3.1 schema).
template <class T>
struct Codec;

// Named schemas collected while a document is written; throws std::logic_error when two types share
// a name.
class SchemaSet {
  public:
    boost::json::object& definitions() { return definitions_; }
    // True when `name` must still be defined; remembers which C++ type has it.
    bool Begin(const std::string& name, std::string_view cpp_type);

  private:
    boost::json::object definitions_;
    std::map<std::string, std::string> owners_;
};

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

// A member whose name is a C++ keyword carries one trailing underscore; its key does not
// (`class_`).
constexpr std::string_view KeyOf(std::string_view member) {
    return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

// The plain name of a C++ type, without namespaces: the name of its schema.
std::string PlainTypeName(const char* mangled);

template <class T>
void ReadInto(const boost::json::value& value, T& out, const Path& path, Errors& errors) {
    Codec<T>::Read(value, out, path, errors);
}

template <class T>
boost::json::value ToValue(const T& in) {
    return Codec<T>::Write(in);
}

// Parses without binding; at most 32 levels deep. kMalformed "json_malformed" with the byte offset.
Result<boost::json::value> Parse(std::string_view text);

// Binds a parsed value; the Problem is kInvalid "invalid_fields" with every wrong field.
template <class T>
Result<T> Bind(const boost::json::value& value) {
    T out{};
    Errors errors;
    ReadInto(value, out, Path{}, errors);
    if (errors.failed()) return std::move(errors).Refuse();
    return out;
}

template <class T>
Result<T> Read(std::string_view text) {
    auto value = Parse(text);
    if (!value) return std::unexpected(std::move(value.error()));
    return Bind<T>(*value);
}

template <class T>
std::string Write(const T& in) {
    return boost::json::serialize(ToValue(in));
}

// ---- types as tables: one small table a type instead of code for each of its members

// What a Codec does, for code that does not know the type.
struct TypeOps {
    void (*read)(const boost::json::value&, void* out, const Path&, Errors&);
    boost::json::value (*write)(const void* in);
    boost::json::object (*schema)(SchemaSet&);
};

namespace detail {

template <class T>
void ReadErased(const boost::json::value& value, void* out, const Path& path, Errors& errors) {
    Codec<T>::Read(value, *static_cast<T*>(out), path, errors);
}
template <class T>
boost::json::value WriteErased(const void* in) {
    return Codec<T>::Write(*static_cast<const T*>(in));
}
template <class T>
boost::json::object SchemaErased(SchemaSet& set) {
    return Codec<T>::Schema(set);
}

}  // namespace detail

template <class T>
inline constexpr TypeOps kTypeOps{&detail::ReadErased<T>, &detail::WriteErased<T>, &detail::SchemaErased<T>};

// One member of a described struct.
struct MemberInfo {
    std::string_view key;
    std::size_t offset;  // octets from the start of the struct
    bool optional;
    const TypeOps* type;
    const Limit* limit;  // nullptr: the struct says none
};

// The offset of a member, own or inherited, in T: what a pointer to a data member holds (Itanium C++ ABI, 2.3).
template <class T, class M, class C>
std::size_t OffsetOf(M C::* member) {
    M T::* own = member;
    std::ptrdiff_t offset = 0;
    static_assert(sizeof own == sizeof offset);
    std::memcpy(&offset, &own, sizeof offset);
    return static_cast<std::size_t>(offset);
}
template <class T, class D>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

namespace detail {

template <class T, class... D>
std::span<const MemberInfo> MembersOf(Pack<D...>) {
    if constexpr (sizeof...(D) == 0) {
        return {};
    } else {
        static const MemberInfo members[] = {{KeyOf(D::name), OffsetOf<T>(D::pointer), kIsOptional<MemberType<T, D>>,
                                              &kTypeOps<MemberType<T, D>>, FindLimit<T>(D::name)}...};
        return members;
    }
}

void ReadObject(std::span<const MemberInfo> members, const boost::json::value& value, void* out, const Path& path,
                Errors& errors);
boost::json::value WriteObject(std::span<const MemberInfo> members, const void* in);
boost::json::object ObjectSchema(std::span<const MemberInfo> members, const char* cpp_type, SchemaSet& set);

void ReadEnum(const EnumTable& table, const boost::json::value& value, void (*put)(void* out, std::int64_t), void* out,
              const Path& path, Errors& errors);
boost::json::object EnumSchema(const EnumTable& table);
// "or null" as OpenAPI 3.1 says it.
boost::json::object NullableSchema(boost::json::object inner);

}  // namespace detail

// The members of a described struct, the inherited ones first.
template <class T>
std::span<const MemberInfo> MembersOf() {
    return detail::MembersOf<T>(boost::mp11::mp_rename<Members<T>, detail::Pack>{});
}

// ---- codecs

template <>
struct Codec<std::string> {
    static void Read(const boost::json::value&, std::string&, const Path&, Errors&);
    static boost::json::value Write(const std::string& in) { return boost::json::value(in); }
    static boost::json::object Schema(SchemaSet&) { return {{"type", "string"}}; }
};

template <>
struct Codec<bool> {
    static void Read(const boost::json::value&, bool&, const Path&, Errors&);
    static boost::json::value Write(bool in) { return in; }
    static boost::json::object Schema(SchemaSet&) { return {{"type", "boolean"}}; }
};

template <>
struct Codec<double> {
    static void Read(const boost::json::value&, double&, const Path&, Errors&);
    static boost::json::value Write(double in);  // NaN and infinity become null
    static boost::json::object Schema(SchemaSet&) { return {{"type", "number"}}; }
};

// Reads any integer type through int64; out of the type's range is "out_of_range" with min and max.
bool ReadInteger(const boost::json::value&, std::int64_t min, std::int64_t max, std::int64_t& out, const Path&,
                 Errors&);

template <class T>
    requires(std::integral<T> && !std::same_as<T, bool>)
struct Codec<T> {
    static void Read(const boost::json::value& value, T& out, const Path& path, Errors& errors) {
        constexpr auto kMax = sizeof(T) == 8 ? std::numeric_limits<std::int64_t>::max()
                                             : static_cast<std::int64_t>(std::numeric_limits<T>::max());
        std::int64_t wide = 0;
        if (ReadInteger(value, static_cast<std::int64_t>(std::numeric_limits<T>::min()), kMax, wide, path, errors)) {
            out = static_cast<T>(wide);
        }
    }
    static boost::json::value Write(T in) { return boost::json::value(static_cast<std::int64_t>(in)); }
    static boost::json::object Schema(SchemaSet&) {
        return {{"type", "integer"}, {"format", sizeof(T) == 8 ? "int64" : "int32"}};
    }
};

template <class Tag>
struct Codec<Id<Tag>> {
    static void Read(const boost::json::value& value, Id<Tag>& out, const Path& path, Errors& errors) {
        if (const auto* text = value.if_string()) {
            if (auto id = Id<Tag>::Parse(std::string_view(text->data(), text->size()))) {
                out = *id;
                return;
            }
        }
        errors.Add(path, "invalid_id");
    }
    static boost::json::value Write(const Id<Tag>& in) { return boost::json::value(in.ToString()); }
    static boost::json::object Schema(SchemaSet&) { return {{"type", "string"}, {"format", "uuid"}}; }
};

template <>
struct Codec<Instant> {
    static void Read(const boost::json::value&, Instant&, const Path&, Errors&);
    static boost::json::value Write(const Instant& in) { return boost::json::value(FormatRfc3339(in)); }
    static boost::json::object Schema(SchemaSet&) { return {{"type", "string"}, {"format", "date-time"}}; }
};

template <>
struct Codec<Day> {
    static void Read(const boost::json::value&, Day&, const Path&, Errors&);
    static boost::json::value Write(const Day& in) { return boost::json::value(FormatDay(in)); }
    static boost::json::object Schema(SchemaSet&) { return {{"type", "string"}, {"format", "date"}}; }
};

// Passed through unread: only where the schema is really open (audit's before and after).
template <>
struct Codec<boost::json::value> {
    static void Read(const boost::json::value& value, boost::json::value& out, const Path&, Errors&) { out = value; }
    static boost::json::value Write(const boost::json::value& in) { return in; }
    static boost::json::object Schema(SchemaSet&) { return {}; }
};

// One argument of a text: a string, a whole number or a number.
template <>
struct Codec<Arg> {
    static void Read(const boost::json::value&, Arg&, const Path&, Errors&);
    static boost::json::value Write(const Arg& in);
    static boost::json::object Schema(SchemaSet&) { return {{"type", boost::json::array{"string", "number"}}}; }
};

template <class T>
struct Codec<std::optional<T>> {
    static void Read(const boost::json::value& value, std::optional<T>& out, const Path& path, Errors& errors) {
        if (value.is_null()) {
            out.reset();
            return;
        }
        T inner{};
        ReadInto(value, inner, path, errors);
        out = std::move(inner);
    }
    static boost::json::value Write(const std::optional<T>& in) {
        return in ? ToValue(*in) : boost::json::value(nullptr);
    }
    static boost::json::object Schema(SchemaSet& set) { return detail::NullableSchema(Codec<T>::Schema(set)); }
};

template <class T>
struct Codec<std::vector<T>> {
    static void Read(const boost::json::value& value, std::vector<T>& out, const Path& path, Errors& errors) {
        const auto* array = value.if_array();
        if (!array) return errors.Add(path, "not_an_array");
        out.clear();
        out.reserve(array->size());
        for (std::size_t i = 0; i < array->size(); ++i) {
            T element{};
            ReadInto((*array)[i], element, Path{&path, {}, i, true}, errors);
            out.push_back(std::move(element));
        }
    }
    static boost::json::value Write(const std::vector<T>& in) {
        boost::json::array array;
        array.reserve(in.size());
        for (const T& element : in) array.push_back(ToValue(element));
        return array;
    }
    static boost::json::object Schema(SchemaSet& set) { return {{"type", "array"}, {"items", Codec<T>::Schema(set)}}; }
};

template <class T>
struct Codec<std::map<std::string, T>> {
    static void Read(const boost::json::value& value, std::map<std::string, T>& out, const Path& path, Errors& errors) {
        const auto* object = value.if_object();
        if (!object) return errors.Add(path, "not_an_object");
        out.clear();
        for (const auto& [key, member] : *object) {
            const std::string_view name(key.data(), key.size());
            T element{};
            ReadInto(member, element, Path{&path, name}, errors);
            out.emplace(std::string(name), std::move(element));
        }
    }
    static boost::json::value Write(const std::map<std::string, T>& in) {
        boost::json::object object;
        for (const auto& [key, element] : in) object[key] = ToValue(element);
        return object;
    }
    static boost::json::object Schema(SchemaSet& set) {
        return {{"type", "object"}, {"additionalProperties", Codec<T>::Schema(set)}};
    }
};

template <DescribedEnum E>
struct Codec<E> {
    static void Read(const boost::json::value& value, E& out, const Path& path, Errors& errors) {
        detail::ReadEnum(
            EnumTableOf<E>(), value,
            [](void* at, std::int64_t constant) { *static_cast<E*>(at) = static_cast<E>(constant); }, &out, path,
            errors);
    }
    static boost::json::value Write(E in) { return boost::json::value(EnumName(in)); }
    static boost::json::object Schema(SchemaSet&) { return detail::EnumSchema(EnumTableOf<E>()); }
};

template <Described T>
struct Codec<T> {
    static void Read(const boost::json::value& value, T& out, const Path& path, Errors& errors) {
        detail::ReadObject(MembersOf<T>(), value, &out, path, errors);
    }
    static boost::json::value Write(const T& in) { return detail::WriteObject(MembersOf<T>(), &in); }
    static boost::json::object Schema(SchemaSet& set) {
        return detail::ObjectSchema(MembersOf<T>(), typeid(T).name(), set);
    }
};

template <class T>
boost::json::object Schema(SchemaSet& set) {
    return Codec<T>::Schema(set);
}

}  // namespace base::json
