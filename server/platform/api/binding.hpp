#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/json.hpp"
#include "server/platform/api/cursor.hpp"

// Path and query parameters -> one described struct. A member whose name is in the path
// template is a path parameter; every other member is a query parameter: std::optional and
// std::vector (repeated, e.g. ?state=ok&state=error) may be absent, Limit, Cursor and pg::Order have defaults, all others
// are required. What a member takes is in the struct's kLimits (lib/base/limits.hpp).
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
constexpr TextKind KindOf() {
    if constexpr (base::json::kIsOptional<T> || kIsVector<T>) {
        return KindOf<typename T::value_type>();
    } else if constexpr (std::same_as<T, bool>) {
        return TextKind::kBoolean;
    } else if constexpr (std::integral<T> || std::same_as<T, Limit>) {
        return TextKind::kInteger;
    } else if constexpr (std::floating_point<T>) {
        return TextKind::kNumber;
    } else {
        return TextKind::kText;
    }
}

template <class T>
constexpr const base::json::TypeOps* PresentType() {
    if constexpr (base::json::kIsOptional<T>) {
        return &base::json::kTypeOps<typename T::value_type>;
    } else {
        return &base::json::kTypeOps<T>;
    }
}

// One member of a Params struct.
struct ParameterSpec {
    base::json::MemberInfo member;
    TextKind kind;
    bool repeats;                        // a vector
    bool has_default;                    // may be absent
    const base::json::TypeOps* present;  // of the value when there is one
};

template <class Params, class... D>
std::span<const ParameterSpec> SpecsOf(base::json::detail::Pack<D...>) {
    if constexpr (sizeof...(D) == 0) {
        return {};
    } else {
        using base::json::MemberType;
        static const ParameterSpec specs[] = {
            {{D::name, base::json::OffsetOf<Params>(D::pointer), base::json::kIsOptional<MemberType<Params, D>>,
              &base::json::kTypeOps<MemberType<Params, D>>, base::FindLimit<Params>(D::name)},
             KindOf<MemberType<Params, D>>(),
             kIsVector<MemberType<Params, D>>,
             kHasDefault<MemberType<Params, D>>,
             PresentType<MemberType<Params, D>>()}...};
        return specs;
    }
}

base::Result<void> BindInto(std::span<const ParameterSpec> specs, void* params, const PathValues& path,
                            const QueryValues& query);
std::vector<ParameterInfo> Describe(std::span<const ParameterSpec> specs, std::string_view path_template,
                                    base::json::SchemaSet& set);

}  // namespace detail

template <class Params>
std::span<const detail::ParameterSpec> ParameterSpecs() {
    return detail::SpecsOf<Params>(boost::mp11::mp_rename<base::json::Members<Params>, base::json::detail::Pack>{});
}

template <class Params>
base::Result<Params> BindParameters(const PathValues& path, const QueryValues& query) {
    Params params{};
    if (auto bound = detail::BindInto(ParameterSpecs<Params>(), &params, path, query); !bound) {
        return std::unexpected(std::move(bound.error()));
    }
    return params;
}

// For the OpenAPI document.
template <class Params>
std::vector<ParameterInfo> DescribeParameters(std::string_view path_template, base::json::SchemaSet& set) {
    return detail::Describe(ParameterSpecs<Params>(), path_template, set);
}

}  // namespace http
