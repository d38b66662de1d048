#pragma once

#include <string>

// Logging is spdlog's default logger; this only sets it up once per program. Use spdlog::info(...)
// and friends with a stable first word, e.g. spdlog::warn("snmp.timeout address={} ...", ...), so
// that an operator can search for it. Never log secrets, passwords, tokens or bodies.
namespace base {

enum class LogFormat { kText, kJson };

// Logs go to stderr. `level` is trace|debug|info|warn|error; anything else means info.
void SetUpLogging(const std::string& program, const std::string& level, LogFormat format);

}  // namespace base
