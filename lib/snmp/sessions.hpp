#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/snmp/endpoint.hpp"
#include "lib/snmp/responder_usm.hpp"
#include "lib/snmp/values.hpp"

// The asking side of SNMP v1, v2c and v3: one thread, one UDP socket for each address family, and any
// number of machines at once. What is asked for is a set of ranges of object identifiers; how many
// requests that takes, GETBULK or GETNEXT, how much fits into one answer, repetition and giving up are
// decided here. A machine that is slow, dead or talks nonsense costs its own time only.
//
// Fetch() only ever sends GET-type requests (GETNEXT, GETBULK), which change nothing; Set() is the one that writes.
namespace snmp {

struct Credentials {
    enum class Version { kV1, kV2c, kV3 };
    Version version = Version::kV2c;
    // v1, v2c. With kV2c a machine that stays silent is asked once more in v1.
    std::string community = "public";
    // v3. Shared, because its keys take a megabyte of hashing to make (MakeUsmUser).
    std::shared_ptr<const UsmUser> user;
    std::string context;  // v3 contextName
};

// Everything after `first` and before `end`. `first` itself is not asked for: name a column or the parent
// of the instance.
struct Range {
    Oid first;
    Oid end;
    // How many values are likely; decides how many ranges share a request. No bound.
    int expected = 1;
    // Stops after so many. 1 makes it a scalar: one value, whatever comes next is not looked at.
    int max_values = 1;
    // Nothing behind max_values is asked for, and it is no problem that there may be more: see Answer::silent.
    bool ends_there = false;
};
// The one value under `parent` ("1.3.6.1.2.1.1.1" for sysDescr.0).
Range Scalar(const Oid& parent);
// All values under `parent`.
Range Under(const Oid& parent, int expected, int max_values = 512);
// The columns first..last (both included) of the table entry `entry`, one range a column.
std::vector<Range> Columns(const Oid& entry, std::uint32_t first, std::uint32_t last, int expected,
                           int max_values = 256);

// What is asked for, kept once for all machines of which the same is asked.
struct RangeList {
    explicit RangeList(std::vector<Range> list);
    std::vector<Range> ranges;
    std::vector<std::uint16_t> places;  // the place of each among all by its `first`
};
using Ranges = std::shared_ptr<const RangeList>;

enum class Outcome {
    kAnswered,              // at least one well-formed answer came; see `problems` for what went wrong later
    kNoAnswer,              // silent, or only malformed answers (`problems` says so)
    kAuthenticationFailed,  // v3: unknown user, wrong key, unsupported level
    kUnreachable,           // the packet could not be sent (no route, not permitted)
};

// The problem of an answer that broke off: the machine fell silent after it had answered.
inline constexpr std::string_view kStoppedAnswering = "stopped answering";

struct Answer {
    Outcome outcome = Outcome::kNoAnswer;
    Values values;                      // sorted
    std::vector<std::string> problems;  // short English phrases for a technician, each once
    // Of each range that was not answered to its end its `first`, and the names of values that could not
    // be read. What was never asked, because the machine fell silent, is among them.
    std::vector<Oid> unanswered;
    // The `first` of ranges of which the machine said, and said again, that its MIB ends before them, in an answer
    // that said nothing else. So it is, or it is just starting: who knows the machine may know better.
    std::vector<Oid> ended;
    int error_status = 0;  // of Set(): why the machine refused (RFC 3416, section 3); 0: it did as it was told
    // Ranges that met with silence while the machine answered for others, with the number of values that came before
    // it; all are among `unanswered`. Asking for them again costs their time-outs again.
    struct Silence {
        Oid first;
        int values = 0;
        bool operator==(const Silence&) const = default;
    };
    std::vector<Silence> silent;
    int round_trips = 0;
    bool used_v1 = false;  // it fell back from v2c to v1
};

struct ClientOptions {
    std::chrono::milliseconds timeout{1000};  // for one request, before it is sent again
    int retries = 1;                          // how often it is sent again; the last waits `timeout` too
    bool try_v1 = true;                       // for machines that never answer v2c
    int window = 256;                         // machines that are being asked at one time
    // Aimed at in one answer; adapts to each machine. Above 64, snmpsim never comes back (it divides its
    // own limit of 64 by the number of columns and counts the fraction down past zero).
    int varbinds = 64;
    double packets_per_second = 0;  // 0 = unlimited
    int receive_buffer_bytes = 4 << 20;
};

class Client {
  public:
    using Done = std::function<void(Answer)>;

    explicit Client(ClientOptions options = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Queues a question; `done` is called from Run()/RunFor(), once, and may call Fetch() again. Questions
    // that are asked from within `done` go before those that wait. The order of `ranges` is that of their importance: a
    // machine may stop answering. `one_by_one`: GETNEXT only, which never reaches beyond what is asked for (GETBULK does, and a
    // machine that is silent about a table is silent to every request that reaches it).
    void Fetch(Endpoint target, Credentials credentials, Ranges ranges, Done done, bool one_by_one = false);
    void Fetch(Endpoint target, Credentials credentials, std::vector<Range> ranges, Done done, bool one_by_one = false);

    // Writes the number into the one instance `name`, as a SetRequest (RFC 3416, section 4.2.5). A machine that does at
    // once what it is told may not answer. Not sent again when an answer is missing: it might be done twice.
    void Set(Endpoint target, Credentials credentials, const Oid& name, std::int32_t value, Done done);

    // Works until nothing is left to ask.
    void Run();
    // Works for at most `limit` or until nothing is left; true while something is left.
    bool RunFor(std::chrono::milliseconds limit);

    struct Counters {
        std::uint64_t sent = 0;
        std::uint64_t received = 0;
        std::uint64_t repeated = 0;    // sent again after a time-out
        std::uint64_t malformed = 0;   // datagrams that are not SNMP
        std::uint64_t unexpected = 0;  // answers to nothing that is open: wrong request id, too late
    };
    [[nodiscard]] const Counters& counters() const { return counters_; }

  private:
    struct Job;
    struct Receiver;
    using Clock = std::chrono::steady_clock;
    using JobPtr = std::unique_ptr<Job>;

    void Enqueue(JobPtr job);
    void StartWaiting();
    void SendNext(Job& job);
    void Transmit(Job& job);
    void Expire(Clock::time_point now);
    void Receive(int fd);
    void HandleDatagram(const Endpoint& from, std::span<std::uint8_t> data);
    void HandleResponse(Job& job, const ber::Pdu& pdu);
    void TimedOut(Job& job);
    void Finish(Job& job, Outcome outcome);
    int Socket(bool ipv6);

    ClientOptions options_;
    Counters counters_;
    int socket_[2] = {-1, -1};
    std::uint32_t next_id_;
    std::deque<JobPtr> waiting_;
    std::unordered_map<std::uint32_t, JobPtr> running_;  // by the id of the request on its way
    // The id of a question that was given up -> the id of what the same job asks now.
    std::unordered_map<std::uint32_t, std::uint32_t> late_;
    struct Deadline {
        Clock::time_point at;
        std::uint32_t id;
        bool operator>(const Deadline& other) const { return at > other.at; }
    };
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
    std::deque<std::uint32_t> unsent_;  // held back by the packet rate or a full socket buffer
    double tokens_ = 0;
    Clock::time_point tokens_at_;
    bool in_callback_ = false;
    std::unique_ptr<Receiver> receiver_;
};

}  // namespace snmp
