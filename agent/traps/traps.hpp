#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/settings.hpp"
#include "agent/stop.hpp"
#include "lib/snmp/endpoint.hpp"
#include "lib/snmp/notifications.hpp"

// Printers that say by themselves that something has changed (AGT-4): SNMP traps and informs.
namespace agent {

// How soon a machine that speaks is polled: at once, and after that not again within kTrapPause; what it says meanwhile
// leads to one more poll at the end of the pause, so that the last change is seen, too. Pure.
inline constexpr std::chrono::seconds kTrapPause{30};
class TrapGate {
  public:
    using Time = std::chrono::steady_clock::time_point;

    // It said something. True: to be polled now.
    bool Heard(const std::string& host, Time now);
    // Those whose pause has ended and that said something in it; to be polled now.
    std::vector<std::string> Due(Time now);
    // When Due() has something next.
    [[nodiscard]] std::optional<Time> NextDue() const;
    // Forgets all but these.
    void KeepOnly(const std::set<std::string>& hosts);

  private:
    struct Spoke {
        Time polled;
        bool again = false;
    };
    std::map<std::string, Spoke> spoke_;
};

// Whether what a machine says may mean another state of it. authenticationFailure speaks of whoever asked it: this agent, when it
// tries the communities of the search criteria.
bool TellsOfState(const snmp::Notification& notification);

// Hears traps at the addresses of the settings. Whoever is none of the known printers, by the address that the datagram comes
// from, is not listened to; no answer goes to it either. A thread of its own.
class Traps {
  public:
    // Binds what it can; an address that cannot be bound is logged and left out.
    Traps(const TrapSettings& settings, Stop& stop);
    ~Traps();
    Traps(const Traps&) = delete;
    Traps& operator=(const Traps&) = delete;

    // Called from Run() with the address of a printer that is to be polled. Set before Run().
    void WhenHeard(std::function<void(const std::string& host)> heard) { heard_ = std::move(heard); }

    // ---- from any thread
    void SetPrinters(std::set<std::string> hosts);
    void SetUsers(std::vector<std::shared_ptr<const snmp::UsmUser>> users);

    // Where it listens.
    [[nodiscard]] std::vector<snmp::Endpoint> places() const;
    // Until stop; the body of a thread. Ends at once where there is nothing to listen at.
    void Run();

  private:
    void Receive(int fd);
    void TakeNews();

    Stop& stop_;
    std::vector<int> sockets_;
    std::function<void(const std::string& host)> heard_;
    snmp::NotificationReceiver receiver_;
    TrapGate gate_;
    std::set<std::string> hosts_;
    std::vector<std::uint8_t> buffer_;

    std::mutex mutex_;
    // Guarded by mutex_:
    std::optional<std::set<std::string>> new_hosts_;
    std::optional<std::vector<std::shared_ptr<const snmp::UsmUser>>> new_users_;
};

}  // namespace agent
