#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/http/cursor.hpp"

// Path and query parameters -> one described struct. A member whose name is in the path
// template is a path parameter; every other member is a query parameter: std::optional and
// std::vector (repeated, e.g. ?state=ok&state=error) may be absent, Limit, Cursor and pg::Order have defaults, all others
// are required.
namespace http {

using PathValues = std::map<std::string, std::string, std::less<>>;
using QueryValues = std::vector<std::pair<std::string, std::string>>;

// Query parameters that the router takes itself.
inline constexpr std::string_view kOrganizationParameter = "organization_id";

struct ParameterInfo {
    std::string name;
    bool in_path = false;
    bool required = false;
    boost::json::object schema;
};

// The names in braces of a path template.
std::set<std::string, std::less<>> PathNames(std::string_view path_template);
// "attachment" with a file name that no header can be broken with (RFC 6266).
std::string ContentDisposition(std::string_view file_name);

namespace detail {

template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsOrder = false;
template <class Column>
inline constexpr bool kIsOrder<pg::Order<Column>> = true;
template <class T>
inline constexpr bool kHasDefault =
    base::json::kIsOptional<T> || kIsVector<T> || kIsOrder<T> || std::same_as<T, Limit> || std::same_as<T, Cursor>;

enum class TextKind { kText, kBoolean, kInteger, kNumber };
// "7" as the JSON value that a Codec reads; text that is none stays text and is refused by the Codec.
boost::json::value TextToValue(std::string_view text, TextKind kind);

template <class T>
boost::json::value ParameterToValue(std::string_view text) {
    if constexpr (base::json::kIsOptional<T>) {
        return ParameterToValue<typename T::value_type>(text);
    } else if constexpr (std::same_as<T, bool>) {
        return TextToValue(text, TextKind::kBoolean);
    } else if constexpr (std::integral<T> || std::same_as<T, Limit>) {
        return TextToValue(text, TextKind::kInteger);
    } else if constexpr (std::floating_point<T>) {
        return TextToValue(text, TextKind::kNumber);
    } else {
        return TextToValue(text, TextKind::kText);
    }
}

// What was sent for one name. `repeated` counts a second value of a parameter that takes one.
struct Sent {
    const std::string* path = nullptr;
    std::vector<const std::string*> query;
};
Sent FindSent(const PathValues& path, const QueryValues& query, std::string_view name);
// kNotFound for a path that cannot name anything; else kMalformed "invalid_parameters".
base::Problem ParameterProblem(const PathValues& path, std::vector<base::FieldProblem> fields);
void AddUnknown(const std::set<std::string_view>& known, const PathValues& path, const QueryValues& query,
                std::vector<base::FieldProblem>& fields);

}  // namespace detail

template <class Params>
base::Result<Params> BindParameters(const PathValues& path, const QueryValues& query) {
    Params params{};
    base::json::Errors errors;
    std::set<std::string_view> known;
    const base::json::Path root{};
    boost::mp11::mp_for_each<base::json::Members<Params>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(params.*d.pointer)>;
        const base::json::Path here{&root, d.name};
        known.insert(d.name);
        const detail::Sent sent = detail::FindSent(path, query, d.name);
        if (sent.path != nullptr) {
            base::json::ReadInto(detail::ParameterToValue<Member>(*sent.path), params.*d.pointer, here, errors);
        } else if constexpr (detail::kIsVector<Member>) {
            boost::json::array values;
            for (const std::string* text : sent.query) {
                values.push_back(detail::ParameterToValue<typename Member::value_type>(*text));
            }
            base::json::ReadInto(boost::json::value(std::move(values)), params.*d.pointer, here, errors);
        } else if (sent.query.size() > 1) {
            errors.Add(here, "repeated");
        } else if (!sent.query.empty()) {
            base::json::ReadInto(detail::ParameterToValue<Member>(*sent.query.front()), params.*d.pointer, here,
                                 errors);
        } else if constexpr (!detail::kHasDefault<Member>) {
            errors.Add(here, "missing");
        }
    });
    detail::AddUnknown(known, path, query, errors.fields());
    if (!errors.fields().empty()) {
        return std::unexpected(detail::ParameterProblem(path, std::move(errors.fields())));
    }
    return params;
}

// For the OpenAPI document.
template <class Params>
std::vector<ParameterInfo> DescribeParameters(const std::string& path_template, base::json::SchemaSet& set) {
    const auto in_path = PathNames(path_template);
    std::vector<ParameterInfo> list;
    boost::mp11::mp_for_each<base::json::Members<Params>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<Params>().*d.pointer)>;
        const bool path = in_path.contains(std::string_view(d.name));
        auto schema = [&] {
            if constexpr (base::json::kIsOptional<Member>) {
                return base::json::Schema<typename Member::value_type>(set);
            } else {
                return base::json::Schema<Member>(set);
            }
        }();
        list.push_back({d.name, path, path || !detail::kHasDefault<Member>, std::move(schema)});
    });
    return list;
}

}  // namespace http
