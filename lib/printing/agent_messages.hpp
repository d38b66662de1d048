#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/printing/reading.hpp"

// What an agent and the server say to each other (`/api/v1/agent/...`), as JSON through base::json.
// The agent only ever calls; the server answers. Both sides compile these structs.
namespace printing {

// POST /api/v1/agent/enroll. The token is one-time and bound to a site.
struct EnrollRequest {
    std::string token;
    std::string host_name;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(EnrollRequest, (), (token, host_name, version))

struct EnrollResponse {
    std::string agent_id;
    std::string key;  // sent as `Authorization: Bearer` from now on; shown this one time
};
BOOST_DESCRIBE_STRUCT(EnrollResponse, (), (agent_id, key))

// A reading with its place in the agent's journal.
struct JournaledReading {
    std::int64_t seq = 0;  // 1, 2, 3 ... within one boot_epoch, without gaps but for `thinned`
    base::Instant observed_at;
    Reading reading;
};
BOOST_DESCRIBE_STRUCT(JournaledReading, (), (seq, observed_at, reading))

// Readings first..last (both included) that the agent gave up because its disk was full.
struct ThinnedRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
BOOST_DESCRIBE_STRUCT(ThinnedRange, (), (first, last))

// POST /api/v1/agent/readings (usually gzip). Delivering it again changes nothing: the server keys
// readings by (agent, boot_epoch, seq).
struct ReadingBatch {
    std::int64_t boot_epoch = 0;  // names one incarnation of the journal: microseconds since 1970 of its birth
    std::vector<JournaledReading> readings;  // ascending seq
    std::vector<ThinnedRange> thinned;       // ascending; count as received
};
BOOST_DESCRIBE_STRUCT(ReadingBatch, (), (boot_epoch, readings, thinned))

// The answer, sent after commit: everything up to and including this seq is safe and may be forgotten.
struct BatchAck {
    std::int64_t acknowledged_seq = 0;
};
BOOST_DESCRIBE_STRUCT(BatchAck, (), (acknowledged_seq))

enum class CommandKind {
    kGetPrinterStatus,
    kDiscover,
    kConfigurationChanged,
    kRestartPrinters,
    kPrintTestPages,
    kCheckAddresses,   // AGT-11: step by step why an address can be read, or not
    kSendDiagnostics,  // AGT-11: everything that it answers, without what names people and places
};
BOOST_DESCRIBE_ENUM(CommandKind, kGetPrinterStatus, kDiscover, kConfigurationChanged, kRestartPrinters, kPrintTestPages,
                    kCheckAddresses, kSendDiagnostics)
// PRN-4: what a printer does, not what it tells. Such a command is given to an agent once and never again, because it
// would be done twice, and only to one that says that it knows them (`GET .../commands?actions=true`).
constexpr bool IsAction(CommandKind kind) {
    return kind == CommandKind::kRestartPrinters || kind == CommandKind::kPrintTestPages;
}

// Looks at one address for a technician. Only for agents that said kCheckAbility: others do not know these kinds.
constexpr bool IsCheck(CommandKind kind) {
    return kind == CommandKind::kCheckAddresses || kind == CommandKind::kSendDiagnostics;
}
inline constexpr const char* kCheckAbility = "address_checks";

struct Command {
    std::string id;
    CommandKind kind = CommandKind::kConfigurationChanged;
    // get_printer_status and actions: whom to ask; discover: ranges, empty = all configured
    std::vector<std::string> addresses;
};
BOOST_DESCRIBE_STRUCT(Command, (), (id, kind, addresses))

// GET /api/v1/agent/commands?wait=55 answers as soon as there is one, or with none after `wait` seconds.
struct CommandList {
    std::vector<Command> commands;
};
BOOST_DESCRIBE_STRUCT(CommandList, (), (commands))

enum class CommandOutcome {
    kDone,
    kNoAnswer,
    kNotAPrinter,
    kRefused,
    kFailed,
    kNotSupported,  // an action that the printer does not know
    kNotAllowed,    // one for which the site's search criteria say nothing with which the agent may write
};
BOOST_DESCRIBE_ENUM(CommandOutcome, kDone, kNoAnswer, kNotAPrinter, kRefused, kFailed, kNotSupported, kNotAllowed)

// One step of kCheckAddresses.
enum class CheckStep {
    kAddress,   // the name or address as it is written
    kRoute,     // the way into its network, and whether a machine is there
    kTcpPorts,  // which of the ports of printing are open
    kSnmpPort,  // whether something listens on the UDP port
    kAccess,    // one community or user of the search criteria
    kIdentity,  // what it says that it is
    kRows,      // how much of what a printer tells was read
    kIpp,       // whether it answers IPP
};
BOOST_DESCRIBE_ENUM(CheckStep, kAddress, kRoute, kTcpPorts, kSnmpPort, kAccess, kIdentity, kRows, kIpp)
// What came of it; people get a hint for each.
enum class CheckFinding {
    kOk,
    kNotAnAddress,
    kPublicAddress,  // the search criteria do not allow it
    kNoRoute,        // the agent has no way into that network
    kNoMachine,      // the network says that no machine has the address
    kNoReply,        // silence
    kPortClosed,     // the machine says so
    kNoAccessData,   // the search criteria have none
    kRefused,        // it says so (SNMPv3)
    kNotAPrinter,
    kPartly,  // it broke off, or refused a part
    kOff,     // the agent's settings turn it off
};
BOOST_DESCRIBE_ENUM(CheckFinding, kOk, kNotAnAddress, kPublicAddress, kNoRoute, kNoMachine, kNoReply, kPortClosed,
                    kNoAccessData, kRefused, kNotAPrinter, kPartly, kOff)
struct CheckResult {
    CheckStep step = CheckStep::kAddress;
    CheckFinding finding = CheckFinding::kOk;
    std::string subject;  // kAccess: "SNMPv3 anna", "SNMP community 2"; never the community itself
    std::string detail;   // in English, for a technician
    std::int64_t milliseconds = 0;
};
BOOST_DESCRIBE_STRUCT(CheckResult, (), (step, finding, subject, detail, milliseconds))

struct CommandItem {
    std::string address;
    CommandOutcome outcome = CommandOutcome::kFailed;
    std::optional<std::int64_t> seq;    // the reading that came of it (kDone)
    std::optional<std::string> detail;  // in English, for a technician
    // Of kCheckAddresses, in their order. Not said at all where there are none: servers before it refuse what they do not know.
    std::optional<std::vector<CheckResult>> checks{};
};
BOOST_DESCRIBE_STRUCT(CommandItem, (), (address, outcome, seq, detail, checks))

// POST /api/v1/agent/results. Sent after the readings that it speaks of were acknowledged.
struct CommandResult {
    std::string command_id;
    CommandOutcome outcome = CommandOutcome::kDone;
    std::vector<CommandItem> items;
};
BOOST_DESCRIBE_STRUCT(CommandResult, (), (command_id, outcome, items))

// AGT-11: what an agent saw when a printer that it knows did not answer a poll.
enum class PollFailure {
    kNoAnswer,            // silence, of the printing ports, too
    kHostUnreachable,     // the network says that no machine has the address
    kNetworkUnreachable,  // the agent has no way into that network
    kPortClosed,          // the machine says that its SNMP port is closed
    kSnmpSilent,          // the machine is on: other ports answer, SNMP does not
    kAccessRefused,       // SNMP answers and refuses the community or user
    kAccessRemoved,       // what it was read with is not among the search criteria any more
    kOtherPrinter,        // another printer answers at its address, or no printer
};
BOOST_DESCRIBE_ENUM(PollFailure, kNoAnswer, kHostUnreachable, kNetworkUnreachable, kPortClosed, kSnmpSilent,
                    kAccessRefused, kAccessRemoved, kOtherPrinter)

struct SilentPrinter {
    std::string address;  // as in its readings
    std::int64_t port = 161;
    std::optional<std::string> serial_number;  // as it said last
    PollFailure failure = PollFailure::kNoAnswer;
    std::optional<std::string> detail;  // in English, for a technician: "SNMPv3: unknown user name"
    std::optional<std::string> seen;    // of kOtherPrinter: who answers
    base::Instant since;                // the first poll that failed; business time
    base::Instant observed_at;          // the newest one
};
BOOST_DESCRIBE_STRUCT(SilentPrinter, (), (address, port, serial_number, failure, detail, seen, since, observed_at))

// POST /api/v1/agent/silences: what is new of them, and from time to time all, in parts. An agent of before sends none; a
// server of before answers 404, and is asked again.
inline constexpr std::size_t kMostSilencesAtOnce = 500;
struct SilenceReport {
    std::int64_t known = 0;               // printers that the agent polls
    std::int64_t silent = 0;              // of these, those of which nothing is heard at all
    std::vector<SilentPrinter> printers;  // at most kMostSilencesAtOnce
    std::vector<std::string> abilities;   // kCheckAbility
};
BOOST_DESCRIBE_STRUCT(SilenceReport, (), (known, silent, printers, abilities))

// POST /api/v1/agent/diagnostics: what a device answered, as lib/snmp/walk_text has it, without what names people, places
// and machines (agent/poll/diagnostics.hpp). One a command.
inline constexpr std::size_t kMostDiagnosticsOctets = 4U << 20;
struct DiagnosticsUpload {
    std::string command_id;
    std::string address;
    std::string walk;
};
BOOST_DESCRIBE_STRUCT(DiagnosticsUpload, (), (command_id, address, walk))

enum class AuthProtocol { kNone, kMd5, kSha1, kSha224, kSha256, kSha384, kSha512 };
BOOST_DESCRIBE_ENUM(AuthProtocol, kNone, kMd5, kSha1, kSha224, kSha256, kSha384, kSha512)
// kAes192C and kAes256C: the other way to make a key longer (snmp::PrivProtocol). kMd5 and kDes are weak: for machines that
// know nothing else.
enum class PrivacyProtocol { kNone, kAes128, kAes192, kAes256, kAes192C, kAes256C, kDes };
BOOST_DESCRIBE_ENUM(PrivacyProtocol, kNone, kAes128, kAes192, kAes256, kAes192C, kAes256C, kDes)

struct V3User {
    std::string name;
    AuthProtocol auth = AuthProtocol::kNone;
    std::optional<std::string> auth_password;  // at least 8 characters
    PrivacyProtocol privacy = PrivacyProtocol::kNone;
    std::optional<std::string> privacy_password;
    std::optional<std::string> context;

    bool operator==(const V3User&) const = default;
};
BOOST_DESCRIBE_STRUCT(V3User, (), (name, auth, auth_password, privacy, privacy_password, context))

// GET /api/v1/agent/configuration.
struct AgentConfiguration {
    std::int64_t version = 0;
    std::vector<std::string> include;  // addresses, ranges a-b, CIDR blocks, host names, each with optional :port
    std::vector<std::string> exclude;
    std::vector<std::string> communities;
    std::vector<V3User> v3_users;
    std::int64_t discovery_interval_seconds = 86400;  // business time
    std::int64_t polling_interval_seconds = 3600;     // business time
    bool allow_public_addresses = false;
    // When to come back after a failure of the server, in real seconds; the agent adds its own jitter.
    std::int64_t retry_after_seconds = 30;
};
BOOST_DESCRIBE_STRUCT(AgentConfiguration, (),
                      (version, include, exclude, communities, v3_users, discovery_interval_seconds,
                       polling_interval_seconds, allow_public_addresses, retry_after_seconds))

// GET /api/v1/agent/write-access: with what the agent may restart printers (PRN-4); nothing is written with anything else. Apart
// from the configuration, whose readers refuse what they do not know: agents of before.
struct WriteAccess {
    std::vector<std::string> communities;  // v1 and v2c
    std::vector<V3User> v3_users;
};
BOOST_DESCRIBE_STRUCT(WriteAccess, (), (communities, v3_users))

// GET /api/v1/agent/duty: whether the agent asks printers by its schedule, or stands by while another one of its site does
// (AGT-12). A route of its own for the same reason. What a person asks for by a command, each of them does.
struct AgentDuty {
    bool polls = true;
    bool shared = false;                      // there is another one: ask again after 20 s, not after 15 minutes
    std::optional<std::string> active_agent;  // the name of the one that polls instead
};
BOOST_DESCRIBE_STRUCT(AgentDuty, (), (polls, shared, active_agent))

enum class UpdateOutcome { kDone, kRolledBack, kRefused };
BOOST_DESCRIBE_ENUM(UpdateOutcome, kDone, kRolledBack, kRefused)

// What became of the last update that an agent tried.
struct LastUpdate {
    std::string version;
    UpdateOutcome outcome = UpdateOutcome::kDone;
    std::optional<std::string> detail;  // in English, for a technician

    bool operator==(const LastUpdate&) const = default;
};
BOOST_DESCRIBE_STRUCT(LastUpdate, (), (version, outcome, detail))

// POST /api/v1/agent/update (AGT-9). Agents of before never call it.
struct AgentUpdateReport {
    std::string version;
    std::string architecture;  // Debian's name: "amd64"
    bool can_update = false;   // it knows a key with which packages are signed
    std::optional<LastUpdate> last;
};
BOOST_DESCRIBE_STRUCT(AgentUpdateReport, (), (version, architecture, can_update, last))

// The answer. The package is fetched by GET /api/v1/agent/update/package?version=0.2.0&offset=0, in parts.
struct AgentUpdateOffer {
    std::optional<std::string> version;  // to become that one; absent: to stay
    std::int64_t package_bytes = 0;
    std::optional<std::string> minimum;  // nothing older is to be installed
    bool asked_for = false;              // a person wants it: a version that failed before is tried again
};
BOOST_DESCRIBE_STRUCT(AgentUpdateOffer, (), (version, package_bytes, minimum, asked_for))
// The parts are of this size, but for the last one.
inline constexpr std::int64_t kPackagePart = 1 << 20;

}  // namespace printing
