#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"

// JSON <-> described structs, through one strict reader. Describe a struct once,
//
//     BOOST_DESCRIBE_STRUCT(Phone, (), (country_code, number, extension))
//
// and Read<T>, Write, and Schema<T> follow: keys are the member names, std::optional means "may be absent or null",
// enumerators kSomeRemaining are written "some_remaining". Reading refuses unknown and missing members, wrong types,
// numbers out of range and U+0000 in texts, each with its JSON pointer, all at once (at most 50).
namespace base::json {

// ---- names of enumerators ----------------------------------------------------------------------------

// "kSomeRemaining" -> "some_remaining"; "kSha256" -> "sha256".
std::string EnumeratorToSnakeCase(std::string_view enumerator);

template <class E>
const std::vector<std::pair<E, std::string>>& EnumNames() {
    static const auto names = [] {
        std::vector<std::pair<E, std::string>> list;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto d) { list.emplace_back(d.value, EnumeratorToSnakeCase(d.name)); });
        return list;
    }();
    return names;
}

template <class E>
std::string_view EnumName(E value) {
    for (const auto& [known, name] : EnumNames<E>()) {
        if (known == value) return name;
    }
    return "unknown";
}

template <class E>
std::optional<E> ParseEnum(std::string_view text) {
    for (const auto& [known, name] : EnumNames<E>()) {
        if (name == text) return known;
    }
    return std::nullopt;
}

// ---- reading -----------------------------------------------------------------------------------------

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
    void Add(const Path& path, std::string code, Args args = {}) {
        if (fields_.size() < 50) fields_.push_back({path.Pointer(), std::move(code), std::move(args)});
        failed_ = true;
    }
    [[nodiscard]] bool failed() const { return failed_; }
    std::vector<FieldProblem>& fields() { return fields_; }

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
    if (errors.failed()) {
        return Refuse(ProblemKind::kInvalid, "invalid_fields", {}, std::move(errors.fields()));
    }
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

// ---- codecs ------------------------------------------------------------------------------------------

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
    static boost::json::object Schema(SchemaSet& set) {
        auto inner = Codec<T>::Schema(set);
        if (auto* type = inner.if_contains("type"); type && type->is_string() && !inner.contains("enum")) {
            const auto plain = *type;
            *type = boost::json::array{plain, "null"};
            return inner;
        }
        return {{"anyOf", boost::json::array{inner, boost::json::object{{"type", "null"}}}}};
    }
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
        const auto* text = value.if_string();
        const auto parsed = text ? ParseEnum<E>(std::string_view(text->data(), text->size())) : std::nullopt;
        if (parsed) {
            out = *parsed;
            return;
        }
        std::string allowed;
        for (const auto& [known, name] : EnumNames<E>()) allowed += (allowed.empty() ? "" : ", ") + name;
        errors.Add(path, "not_one_of", {{"allowed", allowed}});
    }
    static boost::json::value Write(E in) { return boost::json::value(EnumName(in)); }
    static boost::json::object Schema(SchemaSet&) {
        boost::json::array names;
        for (const auto& [known, name] : EnumNames<E>()) names.emplace_back(name);
        return {{"type", "string"}, {"enum", names}};
    }
};

template <Described T>
struct Codec<T> {
    static void Read(const boost::json::value& value, T& out, const Path& path, Errors& errors) {
        const auto* object = value.if_object();
        if (!object) return errors.Add(path, "not_an_object");
        std::size_t used = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto d) {
            using Member = std::remove_cvref_t<decltype(out.*d.pointer)>;
            const Path here{&path, KeyOf(d.name)};
            if (const auto* member = object->if_contains(KeyOf(d.name))) {
                ++used;
                ReadInto(*member, out.*d.pointer, here, errors);
            } else if constexpr (!kIsOptional<Member>) {
                errors.Add(here, "missing");
            }
        });
        if (used == object->size()) return;
        for (const auto& [key, member] : *object) {
            const std::string_view name(key.data(), key.size());
            bool known = false;
            boost::mp11::mp_for_each<Members<T>>([&](auto d) { known = known || name == KeyOf(d.name); });
            if (!known) errors.Add(Path{&path, name}, "unknown_field");
        }
    }
    static boost::json::value Write(const T& in) {
        boost::json::object object;
        boost::mp11::mp_for_each<Members<T>>([&](auto d) { object[KeyOf(d.name)] = ToValue(in.*d.pointer); });
        return object;
    }
    static boost::json::object Schema(SchemaSet& set) {
        const std::string name = PlainTypeName(typeid(T).name());
        if (set.Begin(name, typeid(T).name())) {
            boost::json::object properties;
            boost::json::array required;
            boost::mp11::mp_for_each<Members<T>>([&](auto d) {
                using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
                properties[KeyOf(d.name)] = Codec<Member>::Schema(set);
                if constexpr (!kIsOptional<Member>) required.emplace_back(KeyOf(d.name));
            });
            set.definitions()[name] = boost::json::object{{"type", "object"},
                                                          {"properties", properties},
                                                          {"required", required},
                                                          {"additionalProperties", false}};
        }
        return {{"$ref", "#/components/schemas/" + name}};
    }
};

template <class T>
boost::json::object Schema(SchemaSet& set) {
    return Codec<T>::Schema(set);
}

}  // namespace base::json
