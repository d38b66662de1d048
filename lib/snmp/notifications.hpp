#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/snmp/responder.hpp"

// What machines say by themselves, on the side that hears it: traps of v1 (RFC 1157), v2c and v3 (RFC 3416), and informs, which
// are acknowledged.
namespace snmp {

inline const ber::Oid kSysUpTime{1, 3, 6, 1, 2, 1, 1, 3, 0};
inline const ber::Oid kSnmpTrapOid{1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0};
inline const ber::Oid kSnmpTraps{1, 3, 6, 1, 6, 3, 1, 1, 5};  // coldStart is its 1, authenticationFailure its 5
// 0 (coldStart) to 5 (egpNeighborLoss), as v1 numbers them; nullopt for what is none of these.
std::optional<std::int32_t> StandardTrap(const ber::Oid& name);
// Of a trap of v1: its name as the later versions have it (RFC 3584, section 3.1).
ber::Oid NameOf(const ber::TrapV1& trap);

struct Notification {
    int version = 0;      // 0 = v1, 1 = v2c, 3 = v3
    std::string who;      // the community that came with it; of v3 the user
    ber::Oid name;        // snmpTrapOID.0
    bool inform = false;  // it waits for the acknowledgement
};

// Decodes and checks; no socket, no clock. Of v3 only what a known user signed counts, of a user without a key what says
// its name; a trap that is older than what its machine sent before is left out (RFC 3414, section 3.2, step 7 b). Communities are not
// looked at: machines say any. Not thread-safe.
class NotificationReceiver final : private ResponderHost {
  public:
    using Time = std::chrono::steady_clock::time_point;
    // `engine_id`: 5 to 32 octets; another one after each start, because its time begins anew.
    NotificationReceiver(std::vector<std::uint8_t> engine_id, Time started);

    void SetUsers(std::vector<std::shared_ptr<const UsmUser>> users);

    struct Received {
        std::optional<Notification> notification;  // nullopt: nothing that counts
        ber::Bytes reply;                          // to be sent back where not empty; valid until the next call
    };
    Received Receive(ber::Bytes datagram, Time now);

  private:
    // The newest time that a machine's engine said, and when that was.
    struct EngineTime {
        std::int32_t boots = 0;
        std::int32_t time = 0;
        Time heard;
    };
    std::optional<Notification> OpenTrap(ber::Bytes datagram, const ber::V3Header& header, Time now);
    bool IsTimely(const ber::V3Header& header, Time now);

    const EncodedMib* ForCommunity(std::string_view) override { return nullptr; }
    const EncodedMib* ForContext(std::string_view) override { return nullptr; }
    [[nodiscard]] const ResponderBehavior& Behavior() const override { return behavior_; }
    [[nodiscard]] std::uint32_t UptimeTicks() const override { return 0; }
    [[nodiscard]] UsmEngine Engine() const override;
    [[nodiscard]] const UsmUser* FindUser(std::string_view name) const override;
    bool TakeInform(std::string_view who, const ber::Pdu& pdu) override;

    const std::vector<std::uint8_t> engine_id_;
    const Time started_;
    Time now_;
    int version_ = 0;  // of the message that is being answered
    std::vector<std::shared_ptr<const UsmUser>> users_;
    std::map<std::vector<std::uint8_t>, EngineTime> engines_;
    std::optional<Notification> informed_;
    ResponderBehavior behavior_;
    Responder responder_;
};

}  // namespace snmp
