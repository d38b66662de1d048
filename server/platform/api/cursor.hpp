#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "server/platform/pg/list.hpp"

// What lists and their pages share. A list operation's Params inherit from Paging and return Page<T>; pg::List says how
// rows, window and page go together:
//
//     struct ContactList : http::Paging {
//         pg::Order<store::Column> sort{store::Column::kLastName};     // ?sort=-company, without one by last name
//         std::optional<std::string> city;
//     };
//     BOOST_DESCRIBE_STRUCT(ContactList, (http::Paging), (sort, city))
//
//     TRY(const auto window, call.Window(params));
//     return http::MakePage<ContactView>(call, store::List(call.tx(), filter, window));
namespace http {

// `?limit=`: 1 to 200, 50 when absent.
struct Limit {
    int value = 50;
    operator int() const { return value; }  // NOLINT: a limit is a number with a range
};
inline constexpr int kMaxLimit = 200;

// `?cursor=`: empty on the first page. Opaque to clients and signed, so that nobody builds one by hand.
struct Cursor {
    std::string text;
};

// What an operation takes from its path and its query derives from this; what it takes from its body does not.
struct Parameters {};

struct Paging : Parameters {
    Limit limit;
    Cursor cursor;
};
BOOST_DESCRIBE_STRUCT(Paging, (), (limit, cursor))

// A list's answer. Lists with more to say (an estimate of the total, say) describe a struct of their own;
// any body with `std::optional<std::string> next_cursor` gets its Link: rel="next".
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next_cursor;

    BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

// Seals and opens signed texts with HMAC-SHA-256 under a key derived from the server's secret. `context` is
// signed, not carried: a cursor of one operation, organization or filter is not valid in another one.
class Signer {
  public:
    // Servers that share a database share the secrets.
    explicit Signer(const base::SecretBox& secrets);
    [[nodiscard]] std::string Seal(std::string_view payload, std::string_view context) const;
    // nullopt: not sealed by this server for this context, or changed.
    [[nodiscard]] std::optional<std::string> Open(std::string_view sealed, std::string_view context) const;

  private:
    std::string key_;
};

namespace detail {
bool ReadOrder(const base::json::EnumTable& columns, const boost::json::value& value, std::int64_t& column,
               bool& descending, const base::json::Path& path, base::json::Errors& errors);
boost::json::object OrderSchema(const base::json::EnumTable& columns);
}  // namespace detail

}  // namespace http

template <>
struct base::json::Codec<http::Limit> {
    static void Read(const boost::json::value& value, http::Limit& out, const Path& path, Errors& errors) {
        std::int64_t wide = 0;
        if (ReadInteger(value, 1, http::kMaxLimit, wide, path, errors)) {
            out.value = static_cast<int>(wide);
        }
    }
    static boost::json::value Write(const http::Limit& in) { return in.value; }
    static boost::json::object Schema(SchemaSet&) {
        return {{"type", "integer"}, {"minimum", 1}, {"maximum", http::kMaxLimit}, {"default", 50}};
    }
};
template <>
struct base::json::Codec<http::Cursor> {
    static void Read(const boost::json::value& value, http::Cursor& out, const Path& path, Errors& errors) {
        Codec<std::string>::Read(value, out.text, path, errors);
    }
    static boost::json::value Write(const http::Cursor& in) { return boost::json::value(in.text); }
    static boost::json::object Schema(SchemaSet&) { return {{"type", "string"}}; }
};

// "company" or "-company": "-" turns the order round. The document and the refusal name every value.
template <base::json::DescribedEnum Column>
struct base::json::Codec<pg::Order<Column>> {
    static void Read(const boost::json::value& value, pg::Order<Column>& out, const Path& path, Errors& errors) {
        std::int64_t column = 0;
        if (http::detail::ReadOrder(EnumTableOf<Column>(), value, column, out.descending, path, errors)) {
            out.column = static_cast<Column>(column);
        }
    }
    static boost::json::value Write(const pg::Order<Column>& in) {
        return boost::json::value((in.descending ? "-" : "") + std::string(EnumName(in.column)));
    }
    static boost::json::object Schema(SchemaSet&) { return http::detail::OrderSchema(EnumTableOf<Column>()); }
};
