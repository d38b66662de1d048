#include "lib/base/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <memory>

namespace base {
namespace {

// The message as a JSON string, so that a newline in it cannot forge a line.
class JsonMessage final : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const std::string text = boost::json::serialize(
            boost::json::value(std::string_view(message.payload.data(), message.payload.size())));
        out.append(text.data(), text.data() + text.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<JsonMessage>(); }
};

}  // namespace

void SetUpLogging(const std::string& program, const std::string& level, LogFormat format) {
    // On a terminal the level has a color, unless the person does not want one (https://no-color.org).
    const char* no_color = std::getenv("NO_COLOR");
    const bool plain = no_color != nullptr && *no_color != '\0';
    auto logger = spdlog::stderr_color_mt(program, plain ? spdlog::color_mode::never : spdlog::color_mode::automatic);
    auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    if (format == LogFormat::kJson) {
        formatter->add_flag<JsonMessage>('*').set_pattern(
            R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","program":"%n","thread":%t,"message":%*})");
    } else {
        formatter->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%-5l%$ %v");
    }
    logger->set_formatter(std::move(formatter));
    const auto parsed = spdlog::level::from_str(level);
    logger->set_level(parsed == spdlog::level::off && level != "off" ? spdlog::level::info : parsed);
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
}

namespace log {

namespace {

spdlog::level::level_enum LevelOf(Level level) {
    constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                     spdlog::level::err, spdlog::level::critical};
    return kLevels[static_cast<std::size_t>(level)];
}

}  // namespace

void SetLevel(Level level) {
    spdlog::set_level(LevelOf(level));
}

void Write(Level level, fmt::string_view text, fmt::format_args args) {
    const auto at = LevelOf(level);
    if (!spdlog::should_log(at)) return;
    try {
        spdlog::log(at, spdlog::string_view_t(fmt::vformat(text, args)));
    } catch (const std::exception& error) {
        // A log line never stops what it speaks of.
        spdlog::log(spdlog::level::err, spdlog::string_view_t(error.what()));
    }
}

}  // namespace log
}  // namespace base
