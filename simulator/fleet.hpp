#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/snmp/endpoint.hpp"
#include "lib/snmp/responder.hpp"
#include "simulator/aging.hpp"
#include "simulator/mib.hpp"
#include "simulator/model.hpp"

namespace simulator {

// IPv4 address as a number, 127.20.0.1 = 0x7F140001.
using Address = std::uint32_t;
std::optional<Address> ParseAddress(std::string_view text);
std::string FormatAddress(Address address);

struct FleetOptions {
    std::size_t printers = 200;
    Address base = 0x7F140001;
    std::size_t dead_every = 0;  // every K-th address is left out; 0: none
    std::size_t per_subnet = 0;  // at most this many printers in a /24; 0: all that fit
    std::string model;           // only models whose name contains it; empty: all, by their share
    std::vector<std::string> communities = {"public"};
    std::vector<std::string> writers;  // communities and SNMPv3 users that may restart printers
    std::vector<snmp::UsmUser> users;
    AgingRules rules;
    // An answer may be this old in real time: what is rendered again and again otherwise, when simulated
    // time runs a day a second.
    std::chrono::milliseconds coherence{50};
    std::size_t rendered_at_once = 8192;  // printers whose objects are kept in memory, about 12 KB each
};

// What a test can do to a printer's answers.
struct Fault {
    bool dead = false;                  // silent
    bool awake = false;                 // answers though it would be switched off
    std::chrono::milliseconds slow{0};  // delay of each answer
    std::size_t truncate = 0;           // cut answers to so many octets; 0: whole
    bool garbage = false;               // random octets instead of an answer
    std::size_t drop_every = 0;         // every N-th request gets no answer
    bool huge = false;                  // sysDescr of 60,000 octets
    snmp::ResponderBehavior behavior;   // loops, wrong request ids, limits
};

struct Printer {
    std::uint64_t number = 0;
    std::size_t model = 0;
    Address address = 0;
    Identity identity;
    Traits traits;
    State state;
    Fault fault;
    std::vector<std::string> communities;  // empty: those of the fleet
    std::vector<std::uint8_t> engine_id;
    std::uint64_t requests = 0;
    std::uint64_t answers = 0;
    std::int64_t restarts = 0;

    // What it showed last.
    std::unique_ptr<snmp::EncodedMib> rendered;
    std::unique_ptr<snmp::EncodedMib> rendered_context;
    base::Instant rendered_for;
    std::chrono::steady_clock::time_point rendered_at;
};

// All simulated printers. Not thread-safe.
class Fleet {
  public:
    Fleet(FleetOptions options, const base::Clock& clock);

    struct Reply {
        snmp::ber::Bytes bytes;  // empty: no answer; valid until the next call
        std::chrono::milliseconds delay{0};
    };
    // The answer of whoever has this address.
    Reply Answer(Address to, snmp::ber::Bytes request);
    // Once for a batch of requests, since a look at the clock costs more than an answer.
    void ReadClock();

    [[nodiscard]] const std::vector<Printer>& printers() const { return printers_; }
    [[nodiscard]] const Model& ModelOf(const Printer& printer) const { return models_[printer.model]; }
    [[nodiscard]] base::Instant now() const { return now_; }
    [[nodiscard]] std::uint64_t requests() const { return requests_; }
    [[nodiscard]] std::uint64_t answers() const { return answers_; }

    // One line of the control protocol (see control.cpp), the text to print or why not.
    std::expected<std::string, std::string> Control(std::string_view line);

    // What printers say by themselves; forgotten here once it is taken.
    struct Datagram {
        Address from = 0;
        snmp::Endpoint to;
        std::vector<std::uint8_t> bytes;
    };
    std::vector<Datagram> TakeUnasked() { return std::exchange(unasked_, {}); }

    // For control and tests; addresses a printer by address or serial number.
    Printer* Find(std::string_view address_or_serial);
    // The state at this moment.
    State Moment(Printer& printer);
    [[nodiscard]] bool IsSilent(const Printer& printer) const;

  private:
    class Host;
    friend class Host;
    void CatchUp(Printer& printer);
    const snmp::EncodedMib& View(Printer& printer, bool context);
    void Forget(Printer& printer);
    void Place();

    using Words = std::vector<std::string_view>;
    std::expected<std::string, std::string> ControlPrinter(Printer& printer, std::string_view verb, const Words& words);
    std::expected<std::string, std::string> ControlSupply(Printer& printer, std::string_view verb, const Words& words);
    std::expected<std::string, std::string> SetFault(Printer& printer, const Words& words);
    std::expected<std::string, std::string> SendTrap(Printer& printer, const Words& words);
    // Its newest alert as a trap; empty where nobody has this name.
    snmp::ber::Bytes Unasked(Printer& printer, int version, std::string_view who);
    std::string List();
    std::string Show(Printer& printer);
    [[nodiscard]] std::string Swaps() const;

    FleetOptions options_;
    const base::Clock& clock_;
    std::vector<Model> models_;
    std::vector<MibTemplate> templates_;
    std::vector<Printer> printers_;
    std::unordered_map<Address, std::size_t> by_address_;
    std::deque<std::size_t> rendered_order_;  // of those that may hold rendered objects, oldest first
    snmp::Responder responder_;
    std::vector<Datagram> unasked_;
    std::vector<std::uint8_t> garbage_;
    base::Instant now_;
    std::chrono::steady_clock::time_point real_now_;
    std::chrono::steady_clock::time_point started_;
    std::int32_t boots_ = 1;
    std::uint64_t requests_ = 0;
    std::uint64_t answers_ = 0;
};

}  // namespace simulator
