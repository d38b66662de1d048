#pragma once

#include <deque>
#include <optional>
#include <set>

#include "lib/snmp/sessions.hpp"

namespace snmp {

// One question to one machine: what is still missing, how the next request looks, what an answer gave.
// No sockets and no clock, so that it can be tested by feeding it packets.
struct Client::Job {
    static constexpr std::size_t kMaxRequest = 8192;

    // Of the names that came, one after the other: where one is.
    struct NameAt {
        std::uint32_t at = 0;
        std::uint32_t size = 0;
    };
    struct Progress {
        explicit Progress(const Range& of) : range(&of), at(of.first) {}

        const Range* range;  // in `asked_for`
        Oid at;              // the last name that was seen
        int count = 0;
        bool done = false;
        bool broken = false;      // given up
        NameAt next;              // in `names`: what came behind the last one; empty: none came
        bool at_end = false;      // the machine said that nothing comes behind `at`
        bool alone = false;       // ... in an answer that said nothing else
        bool silent = false;      // given up because the machine stayed silent
        bool unreadable = false;  // a value of it could not be decoded
        // All names that came, once one came that does not increase; bounded by max_values.
        std::unique_ptr<std::set<Oid>> seen;
    };
    // Ranges of one table that were in a request that nobody answered: asked apart from all others, one row at a time.
    struct Suspects {
        std::vector<std::size_t> ranges;
        bool split = false;  // of a table that stayed silent when all of its columns were asked for
    };
    // What a request is for, beside values.
    enum class Purpose {
        kValues,
        kAlive,      // whether the machine still answers at all
        kSpeaksV2c,  // after it answered in v1: whether it was the question that it did not answer
    };
    enum class Opened { kResponse, kAskAgain, kRefused, kIgnored };

    Job(Endpoint endpoint, Credentials access, Ranges wanted, Done callback, int varbinds);
    // Before the first Choose(): thousands of jobs wait that need no room yet for what they will hear.
    void Begin();

    // Picks the ranges of the next request; false when all are complete.
    bool Choose();
    // Writes the request for what Choose() picked, with `id` as its request id.
    ber::Bytes Encode(std::span<std::uint8_t> buffer);
    void HandleVarbinds(const ber::Pdu& pdu);
    void HandleError(int status, int index);
    // After the last repetition stayed unanswered: true when there is another way to ask.
    bool AdaptToSilence(bool try_v1);
    // An answer to a request that was not for values. True when it was one.
    bool HandlePurpose();
    // Whether the request on its way is repeated when it stays unanswered. Of a suspected table each column is asked for twice: with the
    // others, and by itself.
    [[nodiscard]] bool MayRepeat() const {
        if (purpose == Purpose::kSpeaksV2c) return false;
        return purpose != Purpose::kValues || !suspects_asked ||
               (!suspects.front().split && suspects.front().ranges.size() == 1);
    }
    // It answers v2c after all; false when that was known.
    bool BackToV2c();
    // Reads a v3 message up to its PDU. `plain` holds the decrypted octets that `scoped` may point into.
    Opened OpenV3(std::span<std::uint8_t> data, const ber::V3Header& v3, std::vector<std::uint8_t>& plain,
                  ber::ScopedPdu& scoped);
    void Complain(std::string problem);
    // Lists in the answer, which is sorted by now, what is missing; nothing more will be asked.
    void ListUnanswered();

    Endpoint target;
    Credentials credentials;
    Done done;
    std::optional<std::int32_t> assigned;  // Set(): what the one range's `first` becomes
    Ranges asked_for;
    std::vector<Progress> ranges;       // of `asked_for`, in its order
    std::vector<std::uint32_t> names;   // those that a Progress points to
    std::vector<std::uint16_t> places;  // of each value in the answer that of its range (RangeList)
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
    bool next_only = false;    // GETNEXT, never GETBULK
    bool other_order = false;  // its rows do not come in the order of their names
    Purpose purpose = Purpose::kValues;
    std::deque<Suspects> suspects;
    bool suspects_asked = false;  // by the request on its way: suspects.front()
    int silent_in_split = 0;      // columns of a split table, one after the other
    int silent_tables = 0;
    std::optional<std::size_t> blamed;      // the range that an error names, until it was asked alone
    bool blames_wrongly = false;            // it answered, asked alone
    std::vector<std::size_t> first_chosen;  // of the first question, while it is asked in another way
    bool began_small = false;               // only the system group is asked until the first answer
    int budget;                             // variable bindings that it can answer at once
    bool asked_again = false;               // after an answer that had nothing but the end of the MIB
    std::vector<Oid> misplaced;             // names that came where they were not asked for
    std::vector<Oid> unreadable;            // the first name of each range whose value could not be decoded
    Oid highest;                            // the last name in answers that named an end

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
    void Take(std::size_t range, OidView name, std::uint8_t tag, ber::Bytes content);
    [[nodiscard]] OidView NextOf(const Progress& progress) const {
        return {names.data() + progress.next.at, progress.next.size};
    }
    [[nodiscard]] bool Contradicts(const Progress& progress) const;
    void GiveUp(Progress& progress, const std::string& why);
    bool TakeOutOfOrder(Progress& progress, OidView name);
    void Suspect(const std::vector<std::size_t>& ranges);
    void DropSuspects();
};

}  // namespace snmp
