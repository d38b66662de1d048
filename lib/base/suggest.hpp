#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The word that was meant, where one was mistyped.
namespace base {

// The nearest of `known`: it begins with `word`, or few letters differ (one in three, at least one). nullopt when none is near.
std::optional<std::string> Nearest(std::string_view word, const std::vector<std::string>& known);

// "; did you mean \"probe\"?", or nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& known);

}  // namespace base
