#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/json/fwd.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/json.hpp"

// How C++ values travel to PostgreSQL and back: always in the binary format, always with the type
// declared, so that nothing depends on what the server guesses. A text parameter is `text`: compare
// an uuid column with an Id, write `$1::inet` where the column is something else.
//
//   bool                           boolean
//   int16, int32, int64            smallint, integer, bigint
//   double                         double precision
//   string, string_view            text
//   base::Id, base::Uuid           uuid
//   base::Instant                  timestamptz
//   base::Day                      date
//   boost::json::value             jsonb
//   Bytes                          bytea
//   described enum                 text (kSomeRemaining = 'some_remaining')
//   vector<T>                      T[]
//   span<const T>                  T[], parameters only
//   optional<T>                    a value that may be NULL
namespace pg {

using Oid = unsigned int;

namespace oid {
inline constexpr Oid kBool = 16, kBytea = 17, kChar = 18, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25,
                     kJson = 114, kFloat4 = 700, kFloat8 = 701, kBpchar = 1042, kVarchar = 1043, kDate = 1082,
                     kTimestamptz = 1184, kUuid = 2950, kJsonb = 3802;
inline constexpr Oid kBoolArray = 1000, kByteaArray = 1001, kInt2Array = 1005, kInt4Array = 1007, kTextArray = 1009,
                     kVarcharArray = 1015, kInt8Array = 1016, kFloat8Array = 1022, kDateArray = 1182,
                     kTimestamptzArray = 1185, kUuidArray = 2951, kJsonbArray = 3807;
}  // namespace oid

// Octets (hashes, sealed secrets); a string of its own so that text is never taken for octets.
struct Bytes {
    std::string value;
    bool operator==(const Bytes&) const = default;
};

// One value of a result, as it came over the wire. Valid as long as its Result.
struct Field {
    std::string_view bytes;
    bool is_null = false;
    Oid type = 0;
};

namespace detail {

[[noreturn]] void ThrowType(const Field& field, const char* wanted);
[[noreturn]] void ThrowEnum(std::string_view text);
void AppendInteger(std::string& out, std::uint64_t value, int octets);  // big endian
std::uint64_t ReadInteger(std::string_view bytes, const Field& field, const char* wanted);
std::int64_t ReadSigned(const Field& field, const char* wanted);  // int2, int4 or int8

// The header of a one-dimensional array: elements follow, each as length and octets.
void AppendArrayHeader(std::string& out, std::size_t count, bool has_null, Oid element);
struct ArrayReader {  // walks a binary array; throws on more than one dimension
    explicit ArrayReader(const Field& field);
    bool Next(Field& element);
    std::size_t count = 0;

  private:
    std::string_view rest_;
    std::size_t left_ = 0;
    Oid element_ = 0;
};

}  // namespace detail

template <class T>
struct Codec;  // kType, kArray, Accepts(column type), Encode, Decode (never called with NULL)

template <>
struct Codec<bool> {
    static constexpr Oid kType = oid::kBool, kArray = oid::kBoolArray;
    static bool Accepts(Oid column) { return column == oid::kBool; }
    static void Encode(std::string& out, bool value) { out.push_back(value ? 1 : 0); }
    static bool Decode(const Field& field);
};
template <>
struct Codec<std::int16_t> {
    static constexpr Oid kType = oid::kInt2, kArray = oid::kInt2Array;
    static bool Accepts(Oid column) { return column == oid::kInt2; }
    static void Encode(std::string& out, std::int16_t value) {
        detail::AppendInteger(out, static_cast<std::uint16_t>(value), 2);
    }
    static std::int16_t Decode(const Field& field);
};
template <>
struct Codec<std::int32_t> {
    static constexpr Oid kType = oid::kInt4, kArray = oid::kInt4Array;
    static bool Accepts(Oid column) { return column == oid::kInt2 || column == oid::kInt4; }
    static void Encode(std::string& out, std::int32_t value) {
        detail::AppendInteger(out, static_cast<std::uint32_t>(value), 4);
    }
    static std::int32_t Decode(const Field& field);
};
template <>
struct Codec<std::int64_t> {
    static constexpr Oid kType = oid::kInt8, kArray = oid::kInt8Array;
    static bool Accepts(Oid column) { return column == oid::kInt2 || column == oid::kInt4 || column == oid::kInt8; }
    static void Encode(std::string& out, std::int64_t value) {
        detail::AppendInteger(out, static_cast<std::uint64_t>(value), 8);
    }
    static std::int64_t Decode(const Field& field);
};
template <>
struct Codec<double> {
    static constexpr Oid kType = oid::kFloat8, kArray = oid::kFloat8Array;
    static bool Accepts(Oid column) { return column == oid::kFloat8 || column == oid::kFloat4; }
    static void Encode(std::string& out, double value);
    static double Decode(const Field& field);
};
template <>
struct Codec<std::string_view> {  // parameters only: a result would point into a buffer that goes away
    static constexpr Oid kType = oid::kText, kArray = oid::kTextArray;
    static void Encode(std::string& out, std::string_view value) { out.append(value); }
};
template <>
struct Codec<std::string> {
    static constexpr Oid kType = oid::kText, kArray = oid::kTextArray;
    static bool Accepts(Oid column) {
        return column == oid::kText || column == oid::kVarchar || column == oid::kBpchar || column == oid::kName ||
               column == oid::kJson || column == oid::kJsonb || column == oid::kChar;
    }
    static void Encode(std::string& out, std::string_view value) { out.append(value); }
    static std::string Decode(const Field& field);  // jsonb gives its text
};
template <>
struct Codec<Bytes> {
    static constexpr Oid kType = oid::kBytea, kArray = oid::kByteaArray;
    static bool Accepts(Oid column) { return column == oid::kBytea; }
    static void Encode(std::string& out, const Bytes& value) { out.append(value.value); }
    static Bytes Decode(const Field& field);
};
template <>
struct Codec<base::Uuid> {
    static constexpr Oid kType = oid::kUuid, kArray = oid::kUuidArray;
    static bool Accepts(Oid column) { return column == oid::kUuid; }
    static void Encode(std::string& out, const base::Uuid& value) {
        out.append(reinterpret_cast<const char*>(value.octets.data()), value.octets.size());
    }
    static base::Uuid Decode(const Field& field);
};
template <class Tag>
struct Codec<base::Id<Tag>> {
    static constexpr Oid kType = oid::kUuid, kArray = oid::kUuidArray;
    static bool Accepts(Oid column) { return column == oid::kUuid; }
    static void Encode(std::string& out, const base::Id<Tag>& value) { Codec<base::Uuid>::Encode(out, value.value); }
    static base::Id<Tag> Decode(const Field& field) { return base::Id<Tag>{Codec<base::Uuid>::Decode(field)}; }
};
template <>
struct Codec<base::Instant> {
    static constexpr Oid kType = oid::kTimestamptz, kArray = oid::kTimestamptzArray;
    static bool Accepts(Oid column) { return column == oid::kTimestamptz; }
    static void Encode(std::string& out, base::Instant value);
    static base::Instant Decode(const Field& field);
};
template <>
struct Codec<base::Day> {
    static constexpr Oid kType = oid::kDate, kArray = oid::kDateArray;
    static bool Accepts(Oid column) { return column == oid::kDate; }
    static void Encode(std::string& out, base::Day value);
    static base::Day Decode(const Field& field);
};
template <>
struct Codec<boost::json::value> {
    static constexpr Oid kType = oid::kJsonb, kArray = oid::kJsonbArray;
    static bool Accepts(Oid column) { return column == oid::kJsonb || column == oid::kJson; }
    static void Encode(std::string& out, const boost::json::value& value);
    static boost::json::value Decode(const Field& field);
};

// Described enums: the same names as in JSON.
template <class E>
    requires(std::is_enum_v<E> && boost::describe::has_describe_enumerators<E>::value)
struct Codec<E> {
    static constexpr Oid kType = oid::kText, kArray = oid::kTextArray;
    static bool Accepts(Oid column) { return Codec<std::string>::Accepts(column); }
    static void Encode(std::string& out, E value) {
        const auto name = base::json::EnumName(value);
        if (name == "unknown" && !base::json::ParseEnum<E>(name)) detail::ThrowEnum("a value outside the enum");
        out.append(name);
    }
    static E Decode(const Field& field) {
        const auto value = base::json::ParseEnum<E>(field.bytes);
        if (!value) detail::ThrowEnum(field.bytes);
        return *value;
    }
};

namespace detail {

template <class T>
struct OptionalTraits {
    using Value = T;
    static constexpr bool kNullable = false;
};
template <class T>
struct OptionalTraits<std::optional<T>> {
    using Value = T;
    static constexpr bool kNullable = true;
};
[[noreturn]] void ThrowNull();

}  // namespace detail

namespace detail {

// A one-dimensional array; an element that is an optional without a value is NULL.
template <class T, class Range>
void EncodeArray(std::string& out, const Range& values) {
    using Element = typename OptionalTraits<T>::Value;
    constexpr bool kNullable = OptionalTraits<T>::kNullable;
    bool has_null = false;
    if constexpr (kNullable) {
        for (const auto& value : values) has_null = has_null || !value;
    }
    AppendArrayHeader(out, values.size(), has_null, Codec<Element>::kType);
    for (const auto& value : values) {
        if constexpr (kNullable) {
            if (!value) {
                out.append("\xff\xff\xff\xff", 4);
                continue;
            }
        }
        const std::size_t at = out.size();
        out.append(4, '\0');
        if constexpr (kNullable) {
            Codec<Element>::Encode(out, *value);
        } else {
            Codec<Element>::Encode(out, value);
        }
        const auto length = static_cast<std::uint32_t>(out.size() - at - 4);
        for (int i = 0; i < 4; ++i) out[at + i] = static_cast<char>(length >> (24 - 8 * i));
    }
}

}  // namespace detail

template <class T>
struct Codec<std::span<const T>> {  // parameters only
    static constexpr Oid kType = Codec<typename detail::OptionalTraits<T>::Value>::kArray;
    static void Encode(std::string& out, std::span<const T> values) { detail::EncodeArray<T>(out, values); }
};

template <class T>
struct Codec<std::vector<T>> {
    using Element = typename detail::OptionalTraits<T>::Value;
    static constexpr bool kNullable = detail::OptionalTraits<T>::kNullable;
    static constexpr Oid kType = Codec<Element>::kArray;
    static bool Accepts(Oid column) {
        return column == kType || (kType == oid::kTextArray && column == oid::kVarcharArray);
    }
    static void Encode(std::string& out, const std::vector<T>& values) { detail::EncodeArray<T>(out, values); }
    static std::vector<T> Decode(const Field& field) {
        detail::ArrayReader reader(field);
        std::vector<T> values;
        values.reserve(reader.count);
        for (Field element; reader.Next(element);) {
            if constexpr (kNullable) {
                if (element.is_null) {
                    values.emplace_back();
                    continue;
                }
            }
            if (element.is_null) detail::ThrowNull();
            values.push_back(Codec<Element>::Decode(element));
        }
        return values;
    }
};

// Reads one column; NULL only where T is optional.
template <class T>
T ReadField(const Field& field) {
    using Traits = detail::OptionalTraits<T>;
    if constexpr (Traits::kNullable) {
        if (field.is_null) return T{};
    }
    if (field.is_null) detail::ThrowNull();
    return Codec<typename Traits::Value>::Decode(field);
}

// The parameters of one call, in one buffer.
class Parameters {
  public:
    template <class T>
    void Add(const T& value) {
        using Traits = detail::OptionalTraits<T>;
        if constexpr (Traits::kNullable) {
            if (!value) {
                Finish(data_.size(), true);
                return;
            }
            const std::size_t start = data_.size();
            Codec<typename Traits::Value>::Encode(data_, *value);
            Finish(start, false);
        } else {
            const std::size_t start = data_.size();
            Codec<T>::Encode(data_, value);
            Finish(start, false);
        }
    }
    // An array of the values of a range.
    template <class T, class Range>
    void AddArray(const Range& values) {
        const std::size_t start = data_.size();
        detail::EncodeArray<T>(data_, values);
        Finish(start, false);
    }
    [[nodiscard]] std::size_t size() const { return items_.size(); }

  private:
    friend class Connection;
    struct Item {
        std::size_t start = 0;
        int length = 0;
        bool is_null = false;
    };
    void Finish(std::size_t start, bool is_null);

    std::string data_;
    std::vector<Item> items_;
};

}  // namespace pg
