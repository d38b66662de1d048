#pragma once

#include <boost/mp11.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/platform/pg/columns.hpp"

// Several rows as one bytea, for what is always read and written together: PostgreSQL takes about as long for a row
// of one value as for one of a hundred octets.
//
//   int2     n, the fields of a row
//   then for each row n times: int2 length of the field, -1 for NULL; the value as PostgreSQL sends it (types.hpp)
//
// A migration makes the same with int2send(), int4send(), float8send() ... Fields are added at the end: what was packed
// without them reads as their default, and a struct with the first fields only reads those.
namespace pg {

template <detail::DescribedStruct Row>
struct Packed {
    std::vector<Row> rows;

    bool operator==(const Packed&) const = default;
};

namespace detail {

// Walks the fields of packed rows; throws kInternal where the octets end too soon.
class PackedReader {
  public:
    explicit PackedReader(std::string_view octets);
    [[nodiscard]] bool AtEnd() const { return rest_.empty(); }
    [[nodiscard]] std::size_t fields() const { return fields_; }
    Field Next(Oid type);

  private:
    std::int16_t Length();

    std::string_view rest_;
    std::size_t fields_ = 0;
};

// Gives the field that begins at `start` its length; throws kInternal where it is longer than 32767 octets.
void ClosePacked(std::string& out, std::size_t start);

template <class T>
void AppendPacked(std::string& out, const T& value) {
    if constexpr (OptionalTraits<T>::kNullable) {
        if (!value) {
            AppendInteger(out, 0xFFFF, 2);
            return;
        }
        AppendPacked(out, *value);
    } else {
        out.append(2, '\0');
        const std::size_t start = out.size();
        Codec<T>::Encode(out, value);
        ClosePacked(out, start);
    }
}

}  // namespace detail

template <class Row>
struct Codec<Packed<Row>> {
    static constexpr Oid kType = oid::kBytea, kArray = oid::kByteaArray;
    using Members = base::json::Members<Row>;

    static bool Accepts(Oid column) { return column == oid::kBytea; }
    static void Encode(std::string& out, const Packed<Row>& value) {
        detail::AppendInteger(out, boost::mp11::mp_size<Members>::value, 2);
        for (const Row& row : value.rows) {
            boost::mp11::mp_for_each<Members>([&](auto member) { detail::AppendPacked(out, row.*member.pointer); });
        }
    }
    static Packed<Row> Decode(const Field& field) {
        detail::PackedReader reader(field.bytes);
        Packed<Row> value;
        while (!reader.AtEnd()) {
            Row& row = value.rows.emplace_back();
            std::size_t at = 0;
            boost::mp11::mp_for_each<Members>([&](auto member) {
                using Member = std::remove_cvref_t<decltype(row.*member.pointer)>;
                using Value = typename detail::OptionalTraits<Member>::Value;
                if (at++ < reader.fields()) row.*member.pointer = ReadField<Member>(reader.Next(Codec<Value>::kType));
            });
            for (; at < reader.fields(); ++at) reader.Next(0);
        }
        return value;
    }
};

}  // namespace pg
