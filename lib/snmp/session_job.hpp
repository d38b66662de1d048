#pragma once

#include <optional>

#include "lib/snmp/sessions.hpp"

namespace snmp {

// One question to one machine: what is still missing, how the next request looks, what an answer gave.
// No sockets and no clock, so that it can be tested by feeding it packets.
struct Client::Job {
    static constexpr std::size_t kMaxRequest = 8192;

    struct Progress {
        Range range;
        Oid at;  // the last name that was seen
        int count = 0;
        bool done = false;
        bool broken = false;  // given up
        Oid next;             // the name that came behind the last one; empty: none came
        bool at_end = false;  // the machine said that nothing comes behind `at`
        bool alone = false;   // ... in an answer that said nothing else
    };
    enum class Opened { kResponse, kAskAgain, kRefused, kIgnored };

    Job(Endpoint endpoint, Credentials access, std::vector<Range> ranges, Done callback, int varbinds);

    // Picks the ranges of the next request; false when all are complete.
    bool Choose();
    // Writes the request for what Choose() picked, with `id` as its request id.
    ber::Bytes Encode(std::span<std::uint8_t> buffer);
    void HandleVarbinds(const ber::Pdu& pdu);
    void HandleError(int status, int index);
    // After the last repetition stayed unanswered: true when there is another way to ask.
    bool AdaptToSilence(bool try_v1);
    // It answers v2c after all; false when that was known.
    bool BackToV2c();
    // Reads a v3 message up to its PDU. `plain` holds the decrypted octets that `scoped` may point into.
    Opened OpenV3(std::span<std::uint8_t> data, const ber::V3Header& v3, std::vector<std::uint8_t>& plain,
                  ber::ScopedPdu& scoped);
    void Complain(std::string problem);
    // Lists in the answer what is missing; nothing more will be asked.
    void ListUnanswered();

    Endpoint target;
    Credentials credentials;
    Done done;
    std::optional<std::int32_t> assigned;  // Set(): what the one range's `first` becomes
    std::vector<Progress> ranges;
    Answer answer;

    // The request on its way.
    std::uint32_t id = 0;
    std::uint32_t late_id = 0;  // of the v2c question before the one in v1; 0 = none
    int attempts = 0;
    Clock::time_point deadline;
    std::vector<std::size_t> chosen;  // into ranges; the first `scalars` of them are non-repeaters
    int scalars = 0;
    int repetitions = 0;
    std::vector<std::size_t> ended;  // ranges that the answer at hand called the end of the MIB

    // What was learned about the machine.
    bool answered = false;
    int malformed = 0;
    int silences = 0;
    bool next_only = false;       // GETNEXT, never GETBULK
    int budget;                   // variable bindings that it can answer at once
    bool asked_again = false;     // after an answer that had nothing but the end of the MIB
    std::vector<Oid> misplaced;   // names that came where they were not asked for
    std::vector<Oid> unreadable;  // names of values that could not be decoded
    Oid highest;                  // the last name in answers that named an end

    // v3
    std::vector<std::uint8_t> engine_id;
    std::int32_t engine_boots = 0;
    std::int32_t engine_time = 0;
    Clock::time_point engine_seen;
    std::vector<std::uint8_t> auth_key;
    std::vector<std::uint8_t> priv_key;
    int v3_reports = 0;
    int bad_digests = 0;  // answers whose digest is not made with our key: usually it is ours that is wrong
    std::uint64_t salt = 0;

  private:
    ber::Bytes EncodePdu(std::span<std::uint8_t> buffer, bool empty) const;
    ber::Bytes EncodeV3(std::span<std::uint8_t> buffer);
    void Take(std::size_t range, const Oid& name, std::uint8_t tag, ber::Bytes content);
    [[nodiscard]] bool Contradicts(const Progress& progress) const;
    void GiveUp(Progress& progress, const std::string& why);
};

}  // namespace snmp
