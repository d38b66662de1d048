#pragma once

#include <string>

// Logging is spdlog's default logger; this only sets it up once per program. Use spdlog::info(...) and friends with an
// id in front, e.g. spdlog::warn("snmp.timeout address={} ...", ...): an operator searches for it, and
// docs/log-messages.md has its paragraph. Never log secrets, passwords, tokens or bodies.
namespace base {

enum class LogFormat { kText, kJson };

// Logs go to stderr. `level` is trace|debug|info|warn|error; anything else means info.
void SetUpLogging(const std::string& program, const std::string& level, LogFormat format);

}  // namespace base
