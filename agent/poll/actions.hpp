#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "agent/devices/makers.hpp"
#include "agent/ipp/ipp_action.hpp"
#include "agent/poll/ipp_places.hpp"
#include "agent/poll/known_printers.hpp"
#include "agent/report/uplink.hpp"
#include "agent/settings.hpp"
#include "agent/stop.hpp"
#include "lib/base/clock.hpp"
#include "lib/snmp/sessions.hpp"

namespace agent {

// Restarts printers and prints test pages (PRN-4), some printers at a time, beside the polling: a printer that is slow to
// print holds up nothing. Looks at single addresses for technicians, too (AGT-11), which only reads. A command is carried out once; what an agent that stops has not begun is not done later.
class Actions {
  public:
    // `places` must outlive this.
    Actions(const SnmpSettings& settings, const base::Clock& clock, Uplink& uplink, Stop& stop,
            const IppPlaces& places);
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;

    // From any thread.
    // `allow_public_addresses`: of the configuration.
    void SetWriteAccess(printing::WriteAccess access, bool allow_public_addresses);
    // With what addresses are looked at (AGT-11).
    void SetReadAccess(const printing::AgentConfiguration& configuration);
    void Add(printing::Command command);
    // Wakes the thread for a stop.
    void Wake();

    // Until stop; the body of a thread.
    void Run();

    // Where the walks of devices go; without it none is made. Before Run().
    using SendWalk = std::function<std::string(const printing::DiagnosticsUpload&)>;  // "": it is there; else why not
    void SetChecks(const devices::Makers& makers, IppSettings ipp, SendWalk send);

    // What `command` gives, in this thread. For Run() and tests.
    printing::CommandResult Carry(const printing::Command& command);

  private:
    struct Writer {  // with which one may write
        std::string name;
        snmp::Credentials credentials;
    };
    printing::CommandItem Do(const printing::Command& command, const std::string& address);
    printing::CommandItem Check(const printing::Command& command, const std::string& address);
    // By prtGeneralReset (RFC 3805), with the first of `writers` that the printer knows; then by IPP.
    IppDone Restart(const snmp::Endpoint& printer, const std::vector<Writer>& writers);
    std::optional<IppDone> RestartBySnmp(const snmp::Endpoint& printer, const Writer& writer);

    SnmpSettings settings_;
    const base::Clock& clock_;
    Uplink& uplink_;
    Stop& stop_;
    const IppPlaces& places_;
    const devices::Makers* makers_ = nullptr;
    IppSettings ipp_settings_;
    SendWalk send_walk_;

    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by mutex_:
    std::vector<Writer> writers_;
    std::vector<NamedCredentials> readers_;
    bool allow_public_ = false;
    std::deque<printing::Command> commands_;
};

}  // namespace agent
