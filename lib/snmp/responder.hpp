#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lib/snmp/ber.hpp"
#include "lib/snmp/responder_mib.hpp"
#include "lib/snmp/responder_usm.hpp"

namespace snmp {

// How an agent answers, besides what. Real devices differ; the last two are faults for tests.
struct ResponderBehavior {
    std::size_t max_message_size = 1472;  // octets of the largest answer (UDP payload of Ethernet)
    int max_repetitions = 100;            // more rows than this are not given in one answer
    bool v1_only = false;                 // v2c requests stay unanswered
    bool repeat_oid = false;              // GETNEXT and GETBULK never get on: they answer what was asked
    std::int32_t request_id_offset = 0;   // added to the request id of the answer
};

struct UsmEngine {
    std::vector<std::uint8_t> id;  // 5..32 octets (RFC 3411)
    std::int32_t boots = 1;
    std::int32_t time = 0;  // seconds since the last boot
};

// The device behind the answers; one for each address. Called in the thread that calls Answer().
class ResponderHost {
  public:
    virtual ~ResponderHost() = default;
    // What this community may read; nullptr for one that is not known: no answer at all.
    virtual const EncodedMib* ForCommunity(std::string_view community) = 0;
    // What an SNMPv3 context shows; nullptr for one that does not exist.
    virtual const EncodedMib* ForContext(std::string_view context) = 0;
    [[nodiscard]] virtual const ResponderBehavior& Behavior() const = 0;
    [[nodiscard]] virtual std::uint32_t UptimeTicks() const = 0;  // hundredths of a second
    [[nodiscard]] virtual UsmEngine Engine() const = 0;
    [[nodiscard]] virtual const UsmUser* FindUser(std::string_view name) const = 0;
    // Somebody writes a number: with this community, or as this SNMPv3 user. The error status of the answer (RFC 3416,
    // section 3); 0: it is done.
    virtual std::int32_t Write(std::string_view who, const ber::Oid& name, std::int64_t value) {
        (void)who, (void)name, (void)value;
        return 17;  // notWritable
    }
    // Somebody told something and waits for the acknowledgement (InformRequest, RFC 3416, section 4.2.7): with this community,
    // or as this SNMPv3 user, whose key it had. False: no answer.
    virtual bool TakeInform(std::string_view who, const ber::Pdu& pdu) {
        (void)who, (void)pdu;
        return false;
    }
};

// What a machine says by itself.
struct Trap {
    ber::Oid name;               // snmpTrapOID.0: "1.3.6.1.2.1.43.18.2.0.1" is printerV2Alert of RFC 3805
    std::vector<ber::Oid> rows;  // of its objects those that go with it; one that is not there is left out
};

// Answers SNMP v1, v2c and v3 (USM) requests: GET, GETNEXT, GETBULK, and SET of one number at a time where
// the host takes it.
// Whatever cannot be decoded stays unanswered, as RFC 3412 asks. Keeps scratch memory: one a thread.
class Responder {
  public:
    Responder();
    // The answer to one datagram; empty for none. Valid until the next call.
    ber::Bytes Answer(ber::Bytes request, ResponderHost& host);
    // A trap of that machine in v1 (0; its fields by RFC 3584, section 3.2), v2c (1) or v3 (3), with this community or as this
    // user of the host, at the user's own level; empty where the host knows neither. Valid until the next call.
    ber::Bytes Notify(int version, std::string_view who, const Trap& trap, ResponderHost& host);

  private:
    struct Outcome {
        std::int32_t error_status = 0;
        std::int32_t error_index = 0;
    };
    // Fills pieces_ with the VarBinds of the answer, at most `room` octets of them.
    Outcome Process(int version, const ber::Pdu& pdu, const EncodedMib& mib, ResponderHost& host, std::size_t room,
                    std::string_view who);
    Outcome Set(int version, const ber::Pdu& pdu, ResponderHost& host, std::string_view who);
    Outcome Get(int version, const ber::Pdu& pdu, const EncodedMib& mib, bool next, std::size_t room);
    void GetBulk(const ber::Pdu& pdu, const EncodedMib& mib, std::size_t room);
    bool Add(ber::Bytes piece, std::size_t room);
    bool AddRow(const EncodedMib& mib, std::size_t row, std::size_t room);
    bool AddNull(ber::Bytes name, std::uint8_t tag, std::size_t room);
    void WritePdu(ber::BackWriter& writer, ber::PduType type, std::int32_t request_id, Outcome outcome,
                  ber::Bytes varbinds) const;

    ber::Bytes Enclose(int version, ber::Bytes community, std::int32_t request_id, ber::Bytes varbinds);
    void WriteTrapV1(ber::BackWriter& writer, const ber::Oid& name, std::uint32_t uptime) const;
    ber::Bytes AnswerV3(ber::Bytes request, const ber::V3Header& header, ResponderHost& host);
    struct Security;
    ber::Bytes Report(const ber::V3Header& header, const UsmEngine& engine, std::uint32_t counter_id,
                      std::int32_t request_id, const Security& security);
    ber::Bytes WriteV3(const ber::V3Header& header, const UsmEngine& engine, const Security& security,
                       ber::PduType type, std::int32_t request_id, Outcome outcome, ber::Bytes varbinds,
                       std::string_view context, ber::Bytes context_engine = {});

    std::vector<std::uint8_t> out_;
    std::vector<std::uint8_t> inner_;
    std::vector<std::uint8_t> arena_;  // VarBinds made for this answer; never grows past its capacity
    std::vector<ber::Bytes> pieces_;
    std::size_t pieces_size_ = 0;
    const ResponderHost* host_ = nullptr;
    std::uint64_t salt_ = 0;
    std::uint32_t usm_reports_ = 0;
    std::int32_t notified_ = 0;  // ids of what was sent unasked
};

}  // namespace snmp
