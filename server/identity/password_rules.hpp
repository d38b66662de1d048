#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/problem.hpp"

// Which passwords are taken (IDN-2). Pure: no clock, no database.
namespace identity {

inline constexpr int kPasswordFloor = 7;          // no setting goes below it
inline constexpr int kLongPassword = 15;          // from here on no kinds of characters are asked for
inline constexpr std::size_t kMaxPassword = 128;  // code points; never truncated, refused

struct PasswordRules {
    int minimum_length = 12;  // code points; below kPasswordFloor counts as kPasswordFloor
};

// Unicode's NFC, so that one password typed on two keyboards is one password. nullopt: not UTF-8.
std::optional<std::string> NormalizePassword(std::string_view typed);

// `names`: what must not stand in it: e-mail address, names of the person, of the organization, of the product.
// The refusal as a field of pointer `pointer`: password_too_short {minimum}, password_needs_kinds {long},
// too_long {limit}, password_common, password_contains_name.
std::optional<base::FieldProblem> CheckPassword(std::string_view password, const PasswordRules& rules,
                                                const std::vector<std::string>& names, const std::string& pointer);

// In the shipped list, or made from it the way people do: digits and signs around, letters replaced by look-alikes,
// two words joined, one part repeated, a walk along the keyboard or the alphabet.
bool IsCommonPassword(std::string_view password);

}  // namespace identity
