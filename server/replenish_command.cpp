#include "server/replenish_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "lib/asr1/asr1.hpp"
#include "lib/asr1/plot.hpp"
#include "lib/base/log.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace server {

namespace {

int Fail(int code, std::string_view words) {
    fmt::print(stderr, "platen: {}\n", words);
    return code;
}

void WriteAll(std::string_view octets) {
    while (!octets.empty()) {
        const auto written = ::write(STDOUT_FILENO, octets.data(), octets.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            throw std::system_error(errno, std::generic_category(), "answers cannot be written");
        }
        octets.remove_prefix(static_cast<std::size_t>(written));
    }
}

void ReadAll(replenishment::Asr1& asr1) {
    std::array<char, 1 << 16> buffer;
    while (!asr1.ended()) {
        const auto size = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (size < 0) {
            if (errno == EINTR) continue;
            throw std::system_error(errno, std::generic_category(), "the input cannot be read");
        }
        if (size == 0) return asr1.Finish();
        asr1.Feed({buffer.data(), static_cast<std::size_t>(size)});
    }
}

}  // namespace

int Replenish(const ReplenishCommand& command) {
    if (!command.asr1 && command.plot.empty()) {
        return Fail(2, "say --asr1 to answer on standard output, --plot FILE to draw a supply, or both");
    }
    // To standard error; standard output belongs to the answers.
    base::SetUpLogging("platen", "warn", base::LogFormat::kText);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    const auto sentence = [&](const replenishment::Decision& decision) {
        const auto reason = replenishment::ReasonOf(decision);
        return catalogues.Format("en", "sentences.replenishment." + reason.code, reason.args);
    };
    replenishment::Plot plot(replenishment::SupplyIndex(command.supply));
    replenishment::Asr1Options options;
    options.profile =
        command.profile == "published" ? replenishment::Profile::kPublished : replenishment::Profile::kBalanced;
    options.sentence = sentence;
    if (command.asr1) options.write = WriteAll;
    if (!command.plot.empty()) options.follower = &plot;
    replenishment::Asr1 asr1(options);
    try {
        ReadAll(asr1);
    } catch (const replenishment::Asr1Error& error) {
        return Fail(2, fmt::format("line {}: {} ({})", error.line(), error.what(), error.code()));
    } catch (const std::system_error& error) {
        return Fail(1, error.what());
    }
    if (command.plot.empty()) return 0;
    if (!plot.Known()) {
        return Fail(2, fmt::format("--supply {}: there is no such supply in the input", command.supply));
    }
    std::ofstream file(command.plot, std::ios::binary);
    file << plot.Svg({[&](std::string_view key, const base::Args& args) {
                          return catalogues.Format("en", "pictures.replenishment." + std::string(key), args);
                      },
                      sentence});
    if (!file.flush()) return Fail(1, "cannot write " + command.plot);
    return 0;
}

}  // namespace server
