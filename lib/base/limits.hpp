#pragma once

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "lib/base/problem.hpp"

// What the fields of an input take, said once, beside the struct. The rules check it, the OpenAPI document carries it,
// and the portal's forms are made from that document, so that no two of them can drift apart:
//
//     struct ItemInput {
//         std::string name;
//         std::int64_t yield_pages = 0;
//         static constexpr base::Limit kLimits[] = {
//             {.field = "name", .required = true, .max_length = 100},
//             {.field = "yield_pages", .range = base::Range{0, 10'000'000}},
//         };
//     };
//     BOOST_DESCRIBE_STRUCT(ItemInput, (), (name, yield_pages))
//
//     base::CheckLimits(input, problems);  // "missing" at /name, "out_of_range" at /yield_pages
//
// What one field says about another ("a last name or a company") stays a rule of the feature.
namespace base {

struct Range {
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
};

struct Limit {
    std::string_view field;           // the described member
    bool required = false;            // an empty text or list is "missing"
    std::size_t min_length = 0;       // in code points; shorter is "too_short"
    std::size_t max_length = 0;       // in code points; 0: none; longer is "too_long"
    std::size_t max_items = 0;        // of a list; 0: none; more are "too_many_items"
    std::string_view pattern{};       // ECMA 262, of the whole text; max_length and pattern_code go with it
    std::string_view pattern_code{};  // what a text is refused with that does not match
    std::optional<Range> range{};     // of a number; else "out_of_range"
};

// Add what is wrong with a value to `problems`. `pointer` is the place of the value in the body.
void CheckText(const Limit& limit, std::string_view text, const std::string& pointer, FieldProblems& problems);
void CheckCount(const Limit& limit, std::size_t count, const std::string& pointer, FieldProblems& problems);
void CheckNumber(const Limit& limit, std::int64_t number, const std::string& pointer, FieldProblems& problems);

// minLength, maxLength, pattern, minimum, maximum, minItems, maxItems of a field's schema.
void AddTo(boost::json::object& schema, const Limit& limit);

template <class T>
concept Limited = requires { T::kLimits; };

namespace detail {

template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <class T>
inline constexpr bool kMayBeAbsent = false;
template <class T>
inline constexpr bool kMayBeAbsent<std::optional<T>> = true;

template <class T>
constexpr bool EveryLimitNamesAMember() {
    for (const Limit& limit : T::kLimits) {
        bool known = false;
        boost::mp11::mp_for_each<
            boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
            [&](auto d) { known = known || limit.field == d.name; });
        if (!known) return false;
    }
    return true;
}

// A text that a pattern refuses needs a code to say so, and without a length any text could be sent to be matched.
template <class T>
constexpr bool EveryPatternHasLengthAndCode() {
    for (const Limit& limit : T::kLimits) {
        if (limit.pattern.empty()) continue;
        if (limit.max_length == 0 || limit.pattern_code.empty()) return false;
    }
    return true;
}

}  // namespace detail

// The limit of one member; nullptr where the struct says none.
template <class T>
constexpr const Limit* FindLimit(std::string_view member) {
    if constexpr (Limited<T>) {
        static_assert(detail::EveryLimitNamesAMember<T>(), "kLimits names a field that is not described");
        static_assert(detail::EveryPatternHasLengthAndCode<T>(),
                      "a limit with a pattern says max_length and pattern_code too");
        for (const Limit& limit : T::kLimits) {
            if (limit.field == member) return &limit;
        }
    }
    return nullptr;
}

template <class T>
void CheckLimits(const T& input, FieldProblems& problems, const std::string& pointer = {});

namespace detail {

template <class Member>
void CheckMember(const Limit* limit, const Member& value, const std::string& pointer, FieldProblems& problems) {
    if constexpr (kMayBeAbsent<Member>) {
        if (value) CheckMember(limit, *value, pointer, problems);
    } else if constexpr (std::is_same_v<Member, std::string>) {
        if (limit != nullptr) CheckText(*limit, value, pointer, problems);
    } else if constexpr (std::is_integral_v<Member> && !std::is_same_v<Member, bool>) {
        if (limit != nullptr) CheckNumber(*limit, static_cast<std::int64_t>(value), pointer, problems);
    } else if constexpr (kIsList<Member>) {
        if (limit != nullptr) CheckCount(*limit, value.size(), pointer, problems);
        if constexpr (Limited<typename Member::value_type>) {
            for (std::size_t at = 0; at < value.size(); ++at) {
                CheckLimits(value[at], problems, pointer + "/" + std::to_string(at));
            }
        }
    } else if constexpr (Limited<Member>) {
        CheckLimits(value, problems, pointer);
    }
}

}  // namespace detail

// Adds what breaks the limits of `input`, of the structs in it and of those in its lists. Give it the cleaned input:
// spaces that are not kept count for nothing.
template <class T>
void CheckLimits(const T& input, FieldProblems& problems, const std::string& pointer) {
    boost::mp11::mp_for_each<
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
        [&](auto d) { detail::CheckMember(FindLimit<T>(d.name), input.*d.pointer, pointer + "/" + d.name, problems); });
}

}  // namespace base
