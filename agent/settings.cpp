#include "agent/settings.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "lib/packages/agent_package.hpp"
#include "lib/snmp/endpoint.hpp"

namespace agent {
namespace {

std::unexpected<base::Problem> Unwritable(const std::filesystem::path& file) {
    return base::Refuse(base::ProblemKind::kUnavailable, "file_unwritable",
                        {{"file", file.string()}, {"detail", std::string(std::strerror(errno))}});
}

constexpr std::size_t kMostIppPorts = 16;
constexpr std::size_t kMostTrapAddresses = 16;

}  // namespace

std::vector<std::uint16_t> PortsOf(const IppSettings& settings) {
    std::vector<std::uint16_t> ports;
    for (const std::int64_t port : settings.ports) ports.push_back(static_cast<std::uint16_t>(port));
    if (ports.empty()) ports.push_back(631);
    return ports;
}

void CheckSettings(const Settings& settings, base::FieldProblems& problems) {
    const auto range = [&](const char* pointer, std::int64_t value, std::int64_t minimum, std::int64_t maximum) {
        if (value < minimum || value > maximum) {
            problems.Add(pointer, "out_of_range", {{"minimum", minimum}, {"maximum", maximum}});
        }
    };
    if (settings.data.empty()) problems.Add("/data", "empty");
    const std::string_view levels[] = {"trace", "debug", "info", "warn", "error"};
    if (std::ranges::find(levels, settings.log_level) == std::end(levels)) {
        problems.Add("/log_level", "not_one_of", {{"allowed", "trace, debug, info, warn, error"}});
    }
    range("/network/timeout_seconds", settings.network.timeout_seconds, 1, 3600);
    range("/journal/limit_mib", settings.journal.limit_mib, 1, 1 << 20);
    range("/snmp/timeout_ms", settings.snmp.timeout_ms, 10, 60'000);
    range("/snmp/retries", settings.snmp.retries, 0, 10);
    range("/snmp/window", settings.snmp.window, 1, 65'536);
    range("/snmp/packets_per_second", settings.snmp.packets_per_second, 0, 1'000'000);
    if (settings.traps.listen.size() > kMostTrapAddresses) {
        problems.Add("/traps/listen", "too_many_items", {{"limit", static_cast<std::int64_t>(kMostTrapAddresses)}});
    }
    for (const std::string& address : settings.traps.listen) {
        if (!snmp::Endpoint::Parse(address, kTrapPort)) problems.Add("/traps/listen", "not_an_address");
    }
    range("/ipp/timeout_ms", settings.ipp.timeout_ms, 100, 60'000);
    range("/ipp/connect_timeout_ms", settings.ipp.connect_timeout_ms, 100, 60'000);
    range("/ipp/connections", settings.ipp.connections, 1, 1024);
    range("/update/trial_seconds", settings.update.trial_seconds, 2, 7200);
    if (settings.update.keys.size() > kMostUpdateKeys) {
        problems.Add("/update/keys", "too_many_items", {{"limit", static_cast<std::int64_t>(kMostUpdateKeys)}});
    }
    for (const std::string& key : settings.update.keys) {
        if (!packages::IsPublicKey(key)) problems.Add("/update/keys", "not_a_key");
    }
    if (settings.ipp.ports.size() > kMostIppPorts) {
        problems.Add("/ipp/ports", "too_many_items", {{"limit", static_cast<std::int64_t>(kMostIppPorts)}});
    }
    for (const std::int64_t port : settings.ipp.ports) {
        range("/ipp/ports", port, 1, 65'535);
        // Printers print what comes in there.
        if ((port >= 9100 && port <= 9112) || port == 515 || port == 9999) problems.Add("/ipp/ports", "print_port");
    }
}

base::Result<void> WritePrivateFile(const std::filesystem::path& file, const std::string& text) {
    const std::filesystem::path next = file.string() + ".new";
    const int fd = ::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return Unwritable(next);
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t count = ::write(fd, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        written += static_cast<std::size_t>(count);
    }
    const bool good = written == text.size() && ::fchmod(fd, 0600) == 0 && ::fsync(fd) == 0;
    const int error = errno;
    ::close(fd);
    errno = error;
    if (!good || ::rename(next.c_str(), file.c_str()) != 0) {
        auto problem = Unwritable(file);
        ::unlink(next.c_str());
        return problem;
    }
    const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);  // so that the rename itself survives
        ::close(folder);
    }
    return {};
}

base::Result<std::string> ReadPrivateFile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        const bool missing = errno == ENOENT;
        return base::Refuse(missing ? base::ProblemKind::kNotFound : base::ProblemKind::kUnavailable,
                            missing ? "file_missing" : "file_unreadable",
                            {{"file", file.string()}, {"detail", std::string(std::strerror(errno))}});
    }
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string Describe(const base::Problem& problem) {
    std::string text = problem.code;
    for (const auto& [name, value] : problem.args) {
        text += " " + name + "=";
        if (const auto* string = std::get_if<std::string>(&value)) text += *string;
        if (const auto* number = std::get_if<std::int64_t>(&value)) text += std::to_string(*number);
        if (const auto* real = std::get_if<double>(&value)) text += std::to_string(*real);
    }
    for (const auto& field : problem.fields) text += " " + field.pointer + ":" + field.code;
    return text;
}

}  // namespace agent
