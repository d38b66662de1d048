#include "agent/poll/downlink.hpp"

#include "lib/base/backoff.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

constexpr std::chrono::seconds kWait{55};
// Where agents share a site, each is heard of so often, and so soon learns that it has to take over (AGT-12).
constexpr std::chrono::seconds kSharedWait{20};
constexpr std::chrono::milliseconds kLeastWait{1000};
constexpr std::chrono::minutes kRefresh{15};  // in case a "configuration changed" was lost

}  // namespace

void Downlink::UseStoredConfiguration() {
    const auto text = ReadPrivateFile(ConfigurationFile(data_folder_));
    if (!text) return;
    auto configuration = base::json::Read<printing::AgentConfiguration>(*text);
    if (!configuration) {
        base::log::Warn("configuration.stored {}: waiting for the server's", Describe(configuration.error()));
        return;
    }
    retry_after_seconds_ = configuration->retry_after_seconds;
    actions_.SetReadAccess(*configuration);
    poller_.SetConfiguration(std::move(*configuration));
}

// Not kept on disk: a restart is asked for by the server, which says at the same time with what. A server of before has none.
void Downlink::FetchWriteAccess(bool allow_public_addresses) {
    auto access = api_.GetWriteAccess();
    if (!access)
        base::log::Warn("configuration.write_access {}: no printer is restarted by SNMP", access.error().detail);
    actions_.SetWriteAccess(access ? std::move(*access) : printing::WriteAccess{}, allow_public_addresses);
}

bool Downlink::FetchDuty() {
    const auto duty = api_.GetDuty();
    if (!duty) {
        Failed("duty", duty.error());
        return false;
    }
    shared_ = duty->shared;
    poller_.SetDuty(*duty);
    return true;
}

void Downlink::Failed(const char* what, const ServerFailure& failure) {
    if (stop_.IsSet()) return;
    ++failures_;
    const std::chrono::milliseconds most = std::chrono::seconds(std::max<std::int64_t>(retry_after_seconds_, 1));
    auto pause = base::Backoff(failures_, std::chrono::milliseconds(500), most);
    if (failure.unauthorized()) pause = std::max(pause, std::chrono::milliseconds(30'000));
    if (failure.retry_after) pause = std::max(pause, std::chrono::milliseconds(*failure.retry_after));
    base::log::Warn("server.failed what={} detail=\"{}\" again_in={}ms", what, failure.detail, pause.count());
    stop_.WaitFor(pause);
}

bool Downlink::FetchConfiguration() {
    auto configuration = api_.GetConfiguration();
    if (!configuration) {
        Failed("configuration", configuration.error());
        return false;
    }
    if (auto kept = WritePrivateFile(ConfigurationFile(data_folder_), base::json::Write(*configuration)); !kept) {
        base::log::Warn("configuration.not_kept {}", Describe(kept.error()));
    }
    retry_after_seconds_ = configuration->retry_after_seconds;
    actions_.SetReadAccess(*configuration);
    FetchWriteAccess(configuration->allow_public_addresses);
    // Before the configuration, so that an agent that is to stand by does not begin to poll. Unheard it goes on as before.
    FetchDuty();
    poller_.SetConfiguration(std::move(*configuration));
    failures_ = 0;
    if (heard_) heard_();
    return true;
}

void Downlink::Run() {
    UseStoredConfiguration();
    bool stale = true;
    auto fetched = std::chrono::steady_clock::now();
    while (!stop_.IsSet()) {
        if (stale || std::chrono::steady_clock::now() - fetched > kRefresh) {
            stale = !FetchConfiguration();
            fetched = std::chrono::steady_clock::now();
            if (stale) continue;
        } else if (shared_ && !FetchDuty()) {
            continue;
        }
        const auto asked = std::chrono::steady_clock::now();
        auto commands = api_.WaitForCommands(shared_ ? kSharedWait : kWait);
        if (!commands) {
            Failed("commands", commands.error());
            continue;
        }
        failures_ = 0;
        if (commands->commands.empty() && std::chrono::steady_clock::now() - asked < kLeastWait) {
            stop_.WaitFor(kLeastWait);  // a server that does not let us wait
        }
        for (auto& command : commands->commands) {
            base::log::Info("command.received id={} kind={}", command.id, base::json::EnumName(command.kind));
            if (command.kind == printing::CommandKind::kConfigurationChanged) {
                stale = true;
            } else if (printing::IsAction(command.kind) || printing::IsCheck(command.kind)) {
                actions_.Add(std::move(command));
            } else {
                poller_.AddCommand(std::move(command));
            }
        }
    }
}

}  // namespace agent
