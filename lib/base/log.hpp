#pragma once

#include <fmt/core.h>

#include <string>

// What a program says to its operator. Each line begins with an id, log::Warn("snmp.timeout address={} ...", ...), by
// which it is found in docs/log-messages.md. Never log secrets, passwords, tokens or bodies. It calls spdlog, which units
// do not include: its headers and the formatting that they bring would be compiled in each of them.
namespace base {

enum class LogFormat { kText, kJson };

// Logs go to stderr. `level` is trace|debug|info|warn|error; anything else means info.
void SetUpLogging(const std::string& program, const std::string& level, LogFormat format);

namespace log {

enum class Level { kDebug, kInfo, kWarn, kError, kCritical };
void Write(Level level, fmt::string_view text, fmt::format_args args);
// From now on only lines of this level and above; for tests.
void SetLevel(Level level);

template <class... Args>
void Line(Level level, fmt::format_string<Args...> text, Args&&... args) {
    Write(level, text, fmt::make_format_args(args...));
}
template <class... Args>
void Info(fmt::format_string<Args...> text, Args&&... args) {
    Write(Level::kInfo, text, fmt::make_format_args(args...));
}
template <class... Args>
void Warn(fmt::format_string<Args...> text, Args&&... args) {
    Write(Level::kWarn, text, fmt::make_format_args(args...));
}
template <class... Args>
void Error(fmt::format_string<Args...> text, Args&&... args) {
    Write(Level::kError, text, fmt::make_format_args(args...));
}
template <class... Args>
void Critical(fmt::format_string<Args...> text, Args&&... args) {
    Write(Level::kCritical, text, fmt::make_format_args(args...));
}

}  // namespace log
}  // namespace base
