#pragma once

#include <utility>

#include "lib/base/problem.hpp"

// The way of a refusal through functions that give base::Result: each line either goes on with the value or returns the
// Problem to the caller.
//
//     TRY(const auto checked, CheckContact(input));
//     TRY_DO(call.CheckVersion(before.version));          // a Result<void>
#define PLATEN_JOIN_(a, b) a##b
#define PLATEN_JOIN(a, b) PLATEN_JOIN_(a, b)
#define TRY(declaration, ...) PLATEN_TRY_(PLATEN_JOIN(platen_result_, __LINE__), declaration, __VA_ARGS__)
#define PLATEN_TRY_(result, declaration, ...)                                   \
    auto result = (__VA_ARGS__);                                                \
    if (!result.has_value()) return std::unexpected(std::move(result).error()); \
    declaration = *std::move(result)
#define TRY_DO(...)                                                     \
    if (auto platen_result = (__VA_ARGS__); !platen_result.has_value()) \
    return std::unexpected(std::move(platen_result).error())
