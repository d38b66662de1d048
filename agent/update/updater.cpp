#include "agent/update/updater.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "agent/update/program_state.hpp"
#include "agent/version.hpp"
#include "lib/base/log.hpp"
#include "lib/base/try.hpp"
#include "lib/packages/agent_package.hpp"

namespace agent {
namespace {

constexpr std::chrono::minutes kAskAgain{15};

std::unexpected<base::Problem> NotWritten(const std::filesystem::path& file) {
    return base::Refuse(base::ProblemKind::kUnavailable, "file_unwritable",
                        {{"file", file.string()}, {"detail", std::string(std::strerror(errno))}});
}

// Adds to the end of a file.
base::Result<void> Append(const std::filesystem::path& file, std::string_view octets) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return NotWritten(file);
    while (!octets.empty()) {
        const ssize_t count = ::write(fd, octets.data(), octets.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            auto problem = NotWritten(file);
            ::close(fd);
            return problem;
        }
        octets.remove_prefix(static_cast<std::size_t>(count));
    }
    ::close(fd);
    return {};
}

// The program as an executable file: whole and on disk, or not there.
base::Result<void> Install(const std::filesystem::path& data_folder, const std::string& version,
                           std::string_view program) {
    const auto file = ProgramFile(data_folder, version);
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    TRY_DO(WritePrivateFile(file, std::string(program)));
    if (::chmod(file.c_str(), 0700) != 0) return NotWritten(file);
    const int folder = ::open(ProgramsFolder(data_folder).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);  // the version's folder is new
        ::close(folder);
    }
    return {};
}

std::unexpected<base::Problem> OfServer(const ServerFailure& failure) {
    return base::Refuse(base::ProblemKind::kUnavailable, "server_unavailable", {{"detail", failure.detail}});
}

}  // namespace

Updater::Updater(ServerApi& api, Options options, Stop& stop, std::function<bool()> printers_answer,
                 std::function<void()> restart)
    : api_(api),
      options_(std::move(options)),
      stop_(stop),
      printers_answer_(std::move(printers_answer)),
      restart_(std::move(restart)) {}

void Updater::Wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void Updater::Run() {
    while (!stop_.IsSet()) {
        const auto ends = Once();
        if (!ends && !stop_.IsSet()) base::log::Warn("update.failed {}", Describe(ends.error()));
        if (ends && *ends) {
            restart_();
            return;
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kAskAgain, [this] { return woken_ || stop_.IsSet(); });
        woken_ = false;
    }
}

printing::AgentUpdateReport Updater::Report() const {
    const ProgramState state = LoadProgramState(options_.data_folder);
    return {std::string(Version()), std::string(packages::OwnArchitecture()), !options_.keys.empty() && !state.trial,
            state.last};
}

base::Result<bool> Updater::Once() {
    const ProgramState state = LoadProgramState(options_.data_folder);
    auto offer = api_.AskForUpdate(Report());
    if (!offer) {
        // A server of before does not know the question.
        if (offer.error().status == 404 || offer.error().status == 405) return false;
        return OfServer(offer.error());
    }
    if (!offer->version || options_.keys.empty() || state.trial) return false;
    const bool failed = std::ranges::find(state.failed, *offer->version) != state.failed.end();
    if (failed && !offer->asked_for) return false;
    return Take(*offer);
}

base::Result<bool> Updater::Refuse(const std::string& version, const base::Problem& problem) {
    std::error_code error;
    std::filesystem::remove(ProgramsFolder(options_.data_folder) / "download", error);
    base::log::Error("update.refused version={} {}", version, Describe(problem));
    TRY_DO(StoreProgramState(options_.data_folder,
                             Refused(LoadProgramState(options_.data_folder), version, Describe(problem))));
    (void)api_.AskForUpdate(Report());  // the server is told at once; what it offers is asked for next time
    return false;
}

base::Result<bool> Updater::Take(const printing::AgentUpdateOffer& offer) {
    if (!packages::ReadVersion(*offer.version)) return false;  // becomes a part of an address and of a path
    const std::string& version = *offer.version;
    if (!packages::IsOlder(Version(), version)) return false;
    if (offer.package_bytes <= 0 ||
        offer.package_bytes > packages::kMaxProgram + static_cast<std::int64_t>(packages::kMaxHead)) {
        return Refuse(version, {base::ProblemKind::kInvalid, "package_too_large", {}, {}});
    }
    TRY(const std::string file, Download(offer, version));
    if (file.empty()) return false;
    const auto package = packages::ReadPackage(file);
    if (!package) return Refuse(version, package.error());
    if (package->head.manifest.version != version)
        return Refuse(version, {base::ProblemKind::kInvalid, "package_other_version", {}, {}});
    const packages::Running running{std::string(Version()), std::string(packages::OwnArchitecture()),
                                    offer.minimum.value_or("")};
    if (auto fits = packages::CheckUpdate(package->head, running, options_.keys); !fits)
        return Refuse(version, fits.error());

    TRY_DO(Install(options_.data_folder, version, package->program));
    ProgramState state = LoadProgramState(options_.data_folder);
    state.trial = Trial{{version, package->head.manifest.sha256}, 0, printers_answer_()};
    std::erase(state.failed, version);
    TRY_DO(StoreProgramState(options_.data_folder, state));
    std::error_code error;
    std::filesystem::remove(ProgramsFolder(options_.data_folder) / "download", error);
    base::log::Info("update.ready version={} needs_poll={}", version, state.trial->needs_poll);
    return true;
}

// The whole package; empty: refused, which was told. Goes on where an earlier download of the same package ended.
base::Result<std::string> Updater::Download(const printing::AgentUpdateOffer& offer, const std::string& version) {
    const auto folder = ProgramsFolder(options_.data_folder);
    const auto file = folder / "download";
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    ::chmod(folder.c_str(), 0700);
    std::string package;
    if (const auto part = ReadPrivateFile(file)) package = *part;
    const auto head = packages::ReadHead(package);
    if (!head || head->manifest.version != version || static_cast<std::int64_t>(package.size()) > offer.package_bytes) {
        package.clear();
        std::filesystem::remove(file, error);
    }
    while (static_cast<std::int64_t>(package.size()) < offer.package_bytes) {
        if (stop_.IsSet()) return base::Refuse(base::ProblemKind::kUnavailable, "stopped");
        const auto part = api_.GetPackagePart(version, std::string(packages::OwnArchitecture()),
                                              static_cast<std::int64_t>(package.size()));
        if (!part) return OfServer(part.error());
        if (part->empty() || static_cast<std::int64_t>(package.size() + part->size()) > offer.package_bytes)
            return base::Refuse(base::ProblemKind::kUnavailable, "server_unavailable", {{"detail", "a part is wrong"}});
        const bool first = package.empty();
        package += *part;
        if (first) {  // nobody fetches megabytes that are not signed
            const auto begun = packages::ReadHead(package);
            if (!begun || !packages::IsSigned(*begun, options_.keys)) {
                TRY_DO(Refuse(version, begun ? base::Problem{base::ProblemKind::kInvalid, "update_not_signed", {}, {}}
                                             : begun.error()));
                return std::string();
            }
        }
        TRY_DO(Append(file, *part));
    }
    return package;
}

}  // namespace agent
