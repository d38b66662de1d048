#include "server/agent_package_command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "lib/packages/agent_package.hpp"

namespace server {
namespace {

std::string ReadAll(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file + ": " + std::strerror(errno));
    return {std::istreambuf_iterator<char>(in), {}};
}

// A new file; an old one is never overwritten: it may be the only copy of a key.
void WriteNew(const std::string& file, const std::string& content, mode_t mode) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) throw std::runtime_error(file + ": " + std::strerror(errno));
    std::size_t written = 0;
    while (written < content.size()) {
        const ssize_t count = ::write(fd, content.data() + written, content.size() - written);
        if (count <= 0 && errno != EINTR) break;
        if (count > 0) written += static_cast<std::size_t>(count);
    }
    const bool good = written == content.size() && ::fsync(fd) == 0;
    ::close(fd);
    if (good) return;
    ::unlink(file.c_str());
    throw std::runtime_error(file + ": it could not be written");
}

std::string WordsOf(const base::Problem& problem) {
    const auto& code = problem.code;
    if (code == "signing_key_malformed") return "the key file holds no secret key (agsec_...)";
    if (code == "version_malformed") return "the version must be like 1.2.3";
    if (code == "package_no_program") return "this is no program (ELF) for that architecture";
    if (code == "package_too_large") return "the program is larger than 64 MiB";
    if (code == "package_incomplete") return "the package is cut off";
    if (code == "package_damaged") return "the program in it is not the one that was signed";
    return "this is no package of an agent";
}

}  // namespace

int MakeSigningKeys(const AgentPackageCommand& command) {
    const auto keys = packages::MakeKeyPair();
    WriteNew(command.file, keys.secret_key + "\n", 0600);
    fmt::print("{}\n", keys.public_key);
    return 0;
}

int SignAgentPackage(const AgentPackageCommand& command) {
    const auto package =
        packages::Sign(ReadAll(command.file), command.version, command.architecture, ReadAll(command.key));
    if (!package) throw std::runtime_error(WordsOf(package.error()));
    WriteNew(command.out, *package, 0644);
    return 0;
}

int ShowAgentPackage(const AgentPackageCommand& command) {
    const std::string file = ReadAll(command.file);
    const auto package = packages::ReadPackage(file);
    if (!package) throw std::runtime_error(WordsOf(package.error()));
    const auto& manifest = package->head.manifest;
    fmt::print("version {}\narchitecture {}\nsize {}\nsha256 {}\n", manifest.version, manifest.architecture,
               manifest.size, manifest.sha256);
    if (command.key.empty()) return 0;
    const bool is_signed = packages::IsSigned(package->head, std::vector<std::string>{command.key});
    fmt::print("signature {}\n", is_signed ? "good" : "of another key");
    return is_signed ? 0 : 1;
}

}  // namespace server
