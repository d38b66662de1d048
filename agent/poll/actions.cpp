#include "agent/poll/actions.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "agent/poll/diagnostics.hpp"
#include "agent/poll/known_printers.hpp"
#include "agent/poll/ranges.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

using printing::CommandItem;
using printing::CommandKind;
using printing::CommandOutcome;

constexpr std::size_t kAtOnce = 8;  // printers
constexpr std::int32_t kPowerCycleReset = 4;
const snmp::Oid kGeneralReset{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 3};  // by hrDeviceIndex

}  // namespace

Actions::Actions(const SnmpSettings& settings, const base::Clock& clock, Uplink& uplink, Stop& stop,
                 const IppPlaces& places)
    : settings_(settings), clock_(clock), uplink_(uplink), stop_(stop), places_(places) {}

void Actions::SetWriteAccess(printing::WriteAccess access, bool allow_public_addresses) {
    printing::AgentConfiguration writing;
    writing.communities = std::move(access.communities);
    writing.v3_users = std::move(access.v3_users);
    std::vector<std::string> problems;  // of users that poll, too: the poller has reported them
    std::vector<Writer> writers;
    for (auto& named : MakeCredentials(writing, problems)) writers.push_back({named.name, named.credentials});
    const std::lock_guard lock(mutex_);
    writers_ = std::move(writers);
    allow_public_ = allow_public_addresses;
}

void Actions::SetReadAccess(const printing::AgentConfiguration& configuration) {
    std::vector<std::string> problems;  // the poller has reported them
    auto readers = MakeCredentials(configuration, problems);
    const std::lock_guard lock(mutex_);
    readers_ = std::move(readers);
    allow_public_ = configuration.allow_public_addresses;
}

void Actions::SetChecks(const devices::Makers& makers, IppSettings ipp, SendWalk send) {
    makers_ = &makers;
    ipp_settings_ = std::move(ipp);
    send_walk_ = std::move(send);
}

void Actions::Add(printing::Command command) {
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(std::move(command));
    }
    changed_.notify_all();
}

void Actions::Wake() {
    changed_.notify_all();
}

void Actions::Run() {
    while (!stop_.IsSet()) {
        std::optional<printing::Command> command;
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, std::chrono::seconds(1), [this] { return !commands_.empty() || stop_.IsSet(); });
            if (!commands_.empty()) {
                command = std::move(commands_.front());
                commands_.pop_front();
            }
        }
        if (command && !stop_.IsSet()) uplink_.AddResult(Carry(*command), 0);
    }
}

printing::CommandResult Actions::Carry(const printing::Command& command) {
    printing::CommandResult result;
    result.command_id = command.id;
    result.items.resize(command.addresses.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t at = next++; at < command.addresses.size(); at = next++) {
            const std::string& address = command.addresses[at];
            if (stop_.IsSet()) {
                result.items[at] = {address, CommandOutcome::kFailed, std::nullopt, "the agent stops"};
                continue;
            }
            result.items[at] = Do(command, address);
            base::log::Info("action.done kind={} address={} outcome={} detail=\"{}\"",
                            base::json::EnumName(command.kind), address, base::json::EnumName(result.items[at].outcome),
                            result.items[at].detail.value_or(""));
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < std::min(kAtOnce, command.addresses.size()); ++i) threads.emplace_back(work);
    work();
    for (auto& thread : threads) thread.join();
    return result;
}

CommandItem Actions::Check(const printing::Command& command, const std::string& address) {
    CheckAccess access{.snmp = settings_, .ipp = ipp_settings_};
    {
        const std::lock_guard lock(mutex_);
        access.credentials = readers_;
        access.allow_public = allow_public_;
    }
    if (makers_ == nullptr) return {address, CommandOutcome::kNotSupported, std::nullopt, "no such action"};
    if (command.kind == CommandKind::kCheckAddresses) return CheckAddress(address, access, *makers_, stop_.flag());
    auto walk = WalkDevice(address, access, *makers_, stop_.flag());
    if (!walk) return {address, CommandOutcome::kNoAnswer, std::nullopt, walk.error()};
    const std::string problem = send_walk_({command.id, address, std::move(*walk)});
    if (!problem.empty()) return {address, CommandOutcome::kFailed, std::nullopt, "not sent: " + problem};
    return {address, CommandOutcome::kDone, std::nullopt, std::nullopt};
}

CommandItem Actions::Do(const printing::Command& command, const std::string& address) {
    if (printing::IsCheck(command.kind)) return Check(command, address);
    const CommandKind kind = command.kind;
    const auto item = [&](const IppDone& done) {
        return CommandItem{address, done.outcome, std::nullopt,
                           done.detail.empty() ? std::nullopt : std::optional(done.detail)};
    };
    const auto printer = snmp::Endpoint::Resolve(address);
    if (!printer) return item({CommandOutcome::kNoAnswer, printer.error()});
    std::vector<Writer> writers;
    bool allow_public = false;
    {
        const std::lock_guard lock(mutex_);
        writers = writers_;
        allow_public = allow_public_;
    }
    if (!allow_public && !IsPrivateAddress(*printer)) return item({CommandOutcome::kRefused, "a public address"});
    if (kind == CommandKind::kRestartPrinters) return item(Restart(*printer, writers));
    if (kind != CommandKind::kPrintTestPages) return item({CommandOutcome::kNotSupported, "no such action"});
    IppActionOptions options;
    options.stop = &stop_.flag();
    return item(PrintTestPage(places_.UrlsOf(*printer), {address, base::FormatRfc3339(clock_.Now())}, options));
}

IppDone Actions::Restart(const snmp::Endpoint& printer, const std::vector<Writer>& writers) {
    std::string said;
    bool known = false;  // one of the writers was let in, so the printer is there
    bool refused = false;
    for (const Writer& writer : writers) {
        const auto done = RestartBySnmp(printer, writer);
        if (!done) continue;
        known = true;
        if (done->outcome == CommandOutcome::kDone) return *done;
        refused |= done->outcome == CommandOutcome::kRefused;
        said += done->detail + "; ";
    }
    IppActionOptions options;
    options.stop = &stop_.flag();
    const auto by_ipp = RestartByIpp(places_.UrlsOf(printer), options);
    if (by_ipp.outcome == CommandOutcome::kDone || by_ipp.outcome == CommandOutcome::kRefused) return by_ipp;
    said += by_ipp.detail;
    if (writers.empty()) return {CommandOutcome::kNotAllowed, said};
    if (known) return {refused ? CommandOutcome::kRefused : CommandOutcome::kNotSupported, said};
    // It answers by IPP but to none of the writers, or not at all.
    return {by_ipp.outcome == CommandOutcome::kNoAnswer ? CommandOutcome::kNoAnswer : CommandOutcome::kRefused, said};
}

std::optional<IppDone> Actions::RestartBySnmp(const snmp::Endpoint& printer, const Writer& writer) {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(settings_.timeout_ms);
    options.retries = static_cast<int>(settings_.retries);
    options.window = 1;
    snmp::Client client(options);
    std::optional<snmp::Answer> seen;
    client.Fetch(printer, writer.credentials, {snmp::Under(kGeneralReset, 1, 4)},
                 [&](snmp::Answer answer) { seen = std::move(answer); });
    client.Run();
    if (!seen || seen->outcome != snmp::Outcome::kAnswered) return std::nullopt;
    std::optional<std::uint32_t> device;
    seen->values.ForEachUnder(kGeneralReset.ids(), [&](snmp::OidView index, const snmp::Values::Value&) {
        if (!device && index.size() == 1) device = index[0];
    });
    if (!device) return IppDone{CommandOutcome::kNotSupported, "SNMP: no prtGeneralReset"};
    snmp::Credentials credentials = writer.credentials;
    if (seen->used_v1) credentials.version = snmp::Credentials::Version::kV1;
    std::optional<snmp::Answer> told;
    client.Set(printer, credentials, kGeneralReset.With({*device}), kPowerCycleReset,
               [&](snmp::Answer answer) { told = std::move(answer); });
    client.Run();
    if (told && told->outcome == snmp::Outcome::kAnswered && told->error_status != 0) {
        return IppDone{CommandOutcome::kRefused,
                       "SNMP: prtGeneralReset cannot be written: error status " + std::to_string(told->error_status)};
    }
    // A printer that lets one in and then says nothing restarts already.
    const bool silent = !told || told->outcome != snmp::Outcome::kAnswered;
    return IppDone{CommandOutcome::kDone, silent ? "SNMP: it restarts without an answer" : "restarted by SNMP"};
}

}  // namespace agent
