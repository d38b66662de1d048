#include "lib/snmp/session_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <random>

namespace snmp {
namespace {

constexpr int kTooBig = 1;
constexpr int kNoSuchName = 2;
constexpr int kMaxRepetitions = 50;
constexpr int kGetNextVarbinds = 12;
// Tables that a machine may be silent about before it counts as one that stopped answering.
constexpr int kMostSilentTables = 6;
constexpr std::int32_t kMaxMessage = 65507;
// 1.3.6.1.6.3.15.1.1.N.0: the usmStats counter of a Report.
constexpr std::uint32_t kUsmStats[] = {1, 3, 6, 1, 6, 3, 15, 1, 1};
constexpr std::uint32_t kNotInTimeWindows = 2;
constexpr std::uint32_t kUnknownEngineIds = 4;

std::string_view ErrorName(int status) {
    static constexpr std::string_view kNames[] = {"noError",  "tooBig", "noSuchName", "badValue",
                                                  "readOnly", "genErr", "noAccess"};
    return status >= 0 && status < 7 ? kNames[status] : "error";
}

std::string_view ReportName(std::uint32_t stat) {
    switch (stat) {
        case 1:
            return "SNMPv3: unsupported security level";
        case 2:
            return "SNMPv3: not in time window";
        case 3:
            return "SNMPv3: unknown user name";
        case 4:
            return "SNMPv3: unknown engine id";
        case 5:
            return "SNMPv3: wrong authentication key";
        case 6:
            return "SNMPv3: wrong privacy key";
        default:
            return "SNMPv3: refused";
    }
}

// The system group: every machine answers for it.
bool IsOfSystem(const Range& range) {
    static const Oid kSystemGroup{1, 3, 6, 1, 2, 1, 1};
    return Values::StartsWith(range.first.ids(), kSystemGroup.ids());
}

// Whether two ranges are columns of one table: they differ in their last number only.
bool AreOfOneTable(const Range& a, const Range& b) {
    const auto x = a.first.ids(), y = b.first.ids();
    return x.size() == y.size() && std::ranges::equal(x.first(x.size() - 1), y.first(y.size() - 1));
}

Oid Copy(OidView name) {
    Oid copy;
    copy.Assign(name);
    return copy;
}

}  // namespace

Client::Job::Job(Endpoint endpoint, Credentials access, Ranges wanted, Done callback, int varbinds)
    : target(std::move(endpoint)),
      credentials(std::move(access)),
      done(std::move(callback)),
      asked_for(std::move(wanted)),
      budget(std::max(1, varbinds)) {
    next_only = credentials.version == Credentials::Version::kV1;
    if (credentials.version == Credentials::Version::kV3) {
        salt = (static_cast<std::uint64_t>(std::random_device{}()) << 32) | std::random_device{}();
    }
}

void Client::Job::Begin() {
    ranges.reserve(asked_for->ranges.size());
    for (const Range& range : asked_for->ranges) ranges.emplace_back(range);
    places.reserve(256);
    names.reserve(1024);
    chosen.reserve(64);
}

void Client::Job::Complain(std::string problem) {
    auto& list = answer.problems;
    if (list.size() < 20 && std::ranges::find(list, problem) == list.end()) {
        list.push_back(std::move(problem));
    }
}

bool Client::Job::Choose() {
    chosen.clear();
    scalars = 0;
    repetitions = 0;
    if (assigned) {
        if (!ranges.front().done) chosen.push_back(0);
        return !chosen.empty();
    }
    suspects_asked = false;
    if (purpose != Purpose::kValues || began_small) {
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            if (IsOfSystem(*ranges[i].range) && (purpose != Purpose::kValues || !ranges[i].done)) chosen.push_back(i);
        }
        if (chosen.empty()) chosen.push_back(0);
        if (purpose == Purpose::kAlive) chosen.resize(1);
        scalars = static_cast<int>(chosen.size());
        return true;
    }
    if (blamed) {
        chosen.push_back(*blamed);
        scalars = 1;
        return true;
    }
    while (!suspects.empty()) {
        for (const std::size_t i : suspects.front().ranges) {
            if (!ranges[i].done && static_cast<int>(chosen.size()) < std::min(budget, kGetNextVarbinds))
                chosen.push_back(i);
        }
        if (!chosen.empty()) {
            suspects_asked = true;
            scalars = static_cast<int>(chosen.size());
            return true;
        }
        DropSuspects();
    }
    if (next_only) {
        const int most = std::min(budget, kGetNextVarbinds);
        for (std::size_t i = 0; i < ranges.size() && static_cast<int>(chosen.size()) < most; ++i) {
            if (!ranges[i].done) chosen.push_back(i);
        }
        scalars = static_cast<int>(chosen.size());
        return !chosen.empty();
    }
    for (std::size_t i = 0; i < ranges.size() && scalars < budget; ++i) {
        if (ranges[i].done || ranges[i].range->max_values != 1) continue;
        chosen.push_back(i);
        ++scalars;
    }
    int left = budget - scalars;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].done || ranges[i].range->max_values == 1) continue;
        // The row after the last one shows that the column is complete. One that is longer than
        // expected is asked for as much again as it had.
        const Progress& column = ranges[i];
        int wanted = std::clamp(std::max(column.range->expected + 1 - column.count, column.count), 2, kMaxRepetitions);
        if (column.range->ends_there) {
            wanted = std::min(wanted, column.range->max_values - column.count);
            if (repetitions > wanted) continue;
        }
        if (repetitions == 0) {
            if (left <= 0 && !chosen.empty()) break;
            repetitions = std::clamp(wanted, 1, std::max(1, left));
        } else if (wanted > repetitions + 2 || left < repetitions) {
            continue;
        }
        left -= repetitions;
        chosen.push_back(i);
    }
    return !chosen.empty();
}

ber::Bytes Client::Job::EncodePdu(std::span<std::uint8_t> buffer, bool empty) const {
    ber::BackWriter writer(buffer);
    const std::size_t pdu = writer.Mark();
    const std::size_t list = writer.Mark();
    for (std::size_t i = empty ? 0 : chosen.size(); i > 0; --i) {
        const std::size_t varbind = writer.Mark();
        if (assigned) {
            writer.Integer(*assigned);
        } else {
            writer.Header(ber::kNull, 0);
        }
        const Progress& asked = ranges[chosen[i - 1]];
        writer.OidElement(purpose == Purpose::kValues ? asked.at.ids() : asked.range->first.ids());
        writer.Wrap(ber::kSequence, varbind);
    }
    writer.Wrap(ber::kSequence, list);
    const bool bulk = !next_only && !empty && !assigned && repetitions > 0;
    writer.Integer(bulk ? repetitions : 0);
    writer.Integer(bulk ? scalars : 0);
    writer.Integer(static_cast<std::int32_t>(id));
    const auto type = empty      ? ber::PduType::kGet
                      : assigned ? ber::PduType::kSet
                      : bulk     ? ber::PduType::kGetBulk
                                 : ber::PduType::kGetNext;
    writer.Wrap(static_cast<std::uint8_t>(type), pdu);
    return writer.bytes();
}

ber::Bytes Client::Job::Encode(std::span<std::uint8_t> buffer) {
    if (credentials.version == Credentials::Version::kV3) return EncodeV3(buffer);
    const ber::Bytes pdu = EncodePdu(buffer, false);
    // The PDU stands at the end of the buffer; the rest is written in front of it.
    ber::BackWriter writer(buffer.first(buffer.size() - pdu.size()));
    writer.Element(ber::kOctetString, ber::AsBytes(credentials.community));
    writer.Integer(credentials.version == Credentials::Version::kV1 ? 0 : 1);
    const std::size_t inner = writer.bytes().size() + pdu.size();
    writer.Header(ber::kSequence, inner);
    return ber::Bytes(buffer).last(writer.bytes().size() + pdu.size());
}

ber::Bytes Client::Job::EncodeV3(std::span<std::uint8_t> buffer) {
    const UsmUser& user = *credentials.user;
    const bool discovery = engine_id.empty();
    const bool auth = !discovery && user.auth != AuthProtocol::kNone;
    const bool priv = auth && user.priv != PrivProtocol::kNone;
    std::int32_t time = engine_time;
    if (!discovery) {
        time += static_cast<std::int32_t>(
            std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - engine_seen).count());
    }
    std::vector<std::uint8_t> scratch(kMaxRequest);
    const ber::Bytes pdu = EncodePdu(scratch, discovery);
    ber::BackWriter scoped({scratch.data(), scratch.size() - pdu.size()});
    scoped.Element(ber::kOctetString, ber::AsBytes(discovery ? std::string() : credentials.context));
    scoped.Element(ber::kOctetString, engine_id);
    scoped.Header(ber::kSequence, scoped.bytes().size() + pdu.size());
    ber::Bytes body = ber::Bytes(scratch).last(scoped.bytes().size() + pdu.size());

    std::array<std::uint8_t, 8> salt_octets{};
    std::vector<std::uint8_t> ciphertext;
    ber::BackWriter writer(buffer);
    const std::size_t message = writer.Mark();
    if (priv) {
        salt_octets = MakeSalt(user.priv, engine_boots, ++salt);
        ciphertext = Crypt(user.priv, true, priv_key, engine_boots, time, salt_octets, body);
        writer.Element(ber::kOctetString, ciphertext);
    } else {
        writer.Raw(body);
    }
    const std::size_t digest_size = auth ? DigestSize(user.auth) : 0;
    const std::size_t security = writer.Mark();
    const std::size_t usm = writer.Mark();
    writer.Element(ber::kOctetString, priv ? ber::Bytes(salt_octets) : ber::Bytes());
    const std::size_t before_digest = writer.bytes().size();
    writer.Element(ber::kOctetString, std::vector<std::uint8_t>(digest_size));
    writer.Element(ber::kOctetString, ber::AsBytes(discovery ? std::string() : user.name));
    writer.Integer(time);
    writer.Integer(engine_boots);
    writer.Element(ber::kOctetString, engine_id);
    writer.Wrap(ber::kSequence, usm);
    writer.Wrap(ber::kOctetString, security);
    const std::size_t global = writer.Mark();
    writer.Integer(3);  // USM
    const auto flags =
        static_cast<std::uint8_t>(ber::kFlagReportable | (auth ? ber::kFlagAuth : 0) | (priv ? ber::kFlagPriv : 0));
    writer.Element(ber::kOctetString, ber::Bytes(&flags, 1));
    writer.Integer(kMaxMessage);
    writer.Integer(static_cast<std::int32_t>(id));
    writer.Wrap(ber::kSequence, global);
    writer.Integer(3);
    writer.Wrap(ber::kSequence, message);
    if (auth) {
        const auto whole = writer.mutable_bytes();
        const auto digest = Digest(user.auth, auth_key, whole);
        std::memcpy(whole.data() + whole.size() - before_digest - digest_size, digest.data(), digest_size);
    }
    return writer.bytes();
}

Client::Job::Opened Client::Job::OpenV3(std::span<std::uint8_t> data, const ber::V3Header& v3,
                                        std::vector<std::uint8_t>& plain, ber::ScopedPdu& scoped) {
    const UsmUser& user = *credentials.user;
    const bool auth = (v3.flags & ber::kFlagAuth) != 0;
    if (auth) {
        const std::size_t size = DigestSize(user.auth);
        if (auth_key.empty() || v3.auth_parameters.size() != size) return Opened::kIgnored;
        const std::vector<std::uint8_t> given(v3.auth_parameters.begin(), v3.auth_parameters.end());
        std::memset(data.data() + v3.auth_offset, 0, size);
        const auto wanted = Digest(user.auth, auth_key, data);
        if (!std::equal(given.begin(), given.end(), wanted.begin(),
                        wanted.begin() + static_cast<std::ptrdiff_t>(size))) {
            ++bad_digests;
            return Opened::kIgnored;
        }
    }
    ber::Bytes body = v3.scoped;
    if ((v3.flags & ber::kFlagPriv) != 0) {
        if (!auth || priv_key.empty() || v3.priv_parameters.size() != 8) return Opened::kIgnored;
        plain = Crypt(user.priv, false, priv_key, v3.engine_boots, v3.engine_time, v3.priv_parameters, v3.scoped);
        ber::Reader reader(plain);  // a block cipher may have padded it: nothing is said of what follows
        body = reader.Take(ber::kSequence);
        if (reader.error() != ber::Error::kNone) return Opened::kIgnored;
    }
    if (ber::DecodeScopedPdu(body, scoped) != ber::Error::kNone) return Opened::kIgnored;
    if (scoped.pdu.type == ber::PduType::kResponse) {
        const bool as_asked = auth == (user.auth != AuthProtocol::kNone);
        return as_asked && !engine_id.empty() ? Opened::kResponse : Opened::kIgnored;
    }
    if (scoped.pdu.type != ber::PduType::kReport) return Opened::kIgnored;

    std::uint32_t stat = 0;
    ber::Reader list(scoped.pdu.varbinds);
    ber::Reader varbind(list.Take(ber::kSequence));
    const Oid name = varbind.TakeOid();
    if (Values::StartsWith(name.ids(), kUsmStats) && name.size() > std::size(kUsmStats)) {
        stat = name[std::size(kUsmStats)];
    }
    // Its first answer, or it was replaced or set up anew while it was asked, and has another engine id now.
    const bool other =
        stat == kUnknownEngineIds && !v3.engine_id.empty() && !std::ranges::equal(v3.engine_id, engine_id);
    if ((other || stat == kNotInTimeWindows) && ++v3_reports <= 4) {
        if (other) {
            engine_id.assign(v3.engine_id.begin(), v3.engine_id.end());
            if (user.auth != AuthProtocol::kNone) auth_key = LocalizeKey(user.auth, user.auth_key, engine_id);
            if (user.priv != PrivProtocol::kNone) priv_key = LocalizePrivKey(user, engine_id);
        }
        engine_boots = v3.engine_boots;
        engine_time = v3.engine_time;
        engine_seen = Clock::now();
        return Opened::kAskAgain;
    }
    Complain(std::string(ReportName(stat)));
    return Opened::kRefused;
}

void Client::Job::GiveUp(Progress& progress, const std::string& why) {
    progress.done = progress.broken = true;
    Complain(fmt::format("{} at {}", why, progress.range->first.ToString()));
}

// A table whose rows come in another order than that of their names ("1, 10, 11, 2"): every row of it that was not there
// yet is taken, and the machine is asked what comes behind it in its own order. False for what is none of its rows, or came before:
// the machine goes round in a circle.
bool Client::Job::TakeOutOfOrder(Progress& progress, OidView name) {
    const Oid& first = progress.range->first;
    if (progress.range->max_values == 1 || name.size() <= first.size() || !Values::StartsWith(name, first.ids()))
        return false;
    if (progress.seen == nullptr) {
        progress.seen = std::make_unique<std::set<Oid>>();
        answer.values.ForEach([&](OidView known, const Values::Value&) {
            if (Values::StartsWith(known, first.ids())) progress.seen->insert(Copy(known));
        });
        progress.seen->insert(progress.at);
    }
    if (progress.seen->contains(Copy(name))) return false;
    other_order = true;
    Complain(fmt::format("rows in an unusual order under {}", first.ToString()));
    return true;
}

void Client::Job::Take(std::size_t range, OidView name, std::uint8_t tag, ber::Bytes content) {
    Progress& progress = ranges[range];
    if (tag == ber::kEndOfMibView || tag == ber::kNoSuchObject || tag == ber::kNoSuchInstance) {
        progress.done = true;
        progress.at_end = tag == ber::kEndOfMibView;
        if (progress.at_end) ended.push_back(range);
        return;
    }
    if (ber::CompareIds(name, progress.at.ids()) <= 0 && !TakeOutOfOrder(progress, name)) {
        // In a machine's own order what stands behind a table may have a lower name.
        if (other_order && !Values::StartsWith(name, progress.range->first.ids())) {
            progress.done = true;
            return;
        }
        misplaced.push_back(Copy(name));
        GiveUp(progress, "OIDs do not increase");
        return;
    }
    if (ber::CompareIds(name, progress.range->end.ids()) >= 0) {
        progress.next = {static_cast<std::uint32_t>(names.size()), static_cast<std::uint32_t>(name.size())};
        names.insert(names.end(), name.begin(), name.end());
        progress.done = true;
        return;
    }
    if (progress.seen != nullptr) progress.seen->insert(Copy(name));
    progress.at.Assign(name);
    if (answer.values.Add(name, tag, content)) {
        places.push_back(asked_for->places[range]);
    } else {
        // One of each range: what the answer misses is a matter of parts, and a machine may have thousands of such values.
        if (!progress.unreadable) unreadable.push_back(progress.at);
        progress.unreadable = true;
        Complain(fmt::format("unreadable value at {}", progress.at.ToString()));
    }
    if (++progress.count >= progress.range->max_values) {
        progress.done = true;
        if (progress.range->max_values > 1 && !progress.range->ends_there) {
            Complain(fmt::format("more than {} values under {}", progress.range->max_values,
                                 progress.range->first.ToString()));
        }
    }
}

void Client::Job::HandleVarbinds(const ber::Pdu& pdu) {
    if (assigned) {
        ranges.front().done = true;
        return;
    }
    const std::size_t fixed = static_cast<std::size_t>(scalars);
    const std::size_t repeaters = chosen.size() - fixed;
    ber::Reader list(pdu.varbinds);
    std::size_t i = 0;
    std::size_t ends = 0;
    ended.clear();
    ber::IdBuffer ids;
    std::size_t slot = 0;
    while (!list.empty()) {
        ber::Reader varbind(list.Take(ber::kSequence));
        const ber::Bytes name = varbind.Take(ber::kObjectIdentifier);
        const auto [tag, content] = varbind.TakeAny();
        if (slot == chosen.size()) {
            if (repeaters == 0) break;  // more than was asked for
            slot = fixed;
        }
        const std::size_t range = chosen[slot++];
        ends += tag == ber::kEndOfMibView ? 1 : 0;
        ++i;
        if (ranges[range].done) continue;
        Take(range, {ids.data(), ber::DecodeIds(name, ids)}, tag, content);
    }
    // An answer of nothing but the end is what a machine says that is just starting, too. Once.
    if (i > 0 && ends == i && !asked_again) {
        asked_again = true;
        for (const std::size_t range : ended) ranges[range].done = ranges[range].at_end = false;
        return;
    }
    if (i > 0 && ends == i) {
        for (const std::size_t range : ended) ranges[range].alone = true;
    } else if (ends > 0) {
        ber::Reader again(pdu.varbinds);
        while (!again.empty()) {
            ber::Reader varbind(again.Take(ber::kSequence));
            const ber::Bytes name = varbind.Take(ber::kObjectIdentifier);
            if (varbind.TakeAny().first == ber::kEndOfMibView) continue;
            const OidView read{ids.data(), ber::DecodeIds(name, ids)};
            if (ber::CompareIds(read, highest.ids()) > 0) highest.Assign(read);
        }
    }
    const std::size_t asked = fixed + repeaters * static_cast<std::size_t>(repetitions);
    if (suspects_asked) silent_in_split = 0;
    if (i == 0) {
        GiveUp(ranges[chosen.front()], "empty answer");
    } else if (i < asked && !next_only) {
        // Cut to the size that the machine can send: ask for no more from now on.
        budget = std::max(4, std::min(budget, static_cast<int>(i)));
    }
}

void Client::Job::HandleError(int status, int index) {
    if (assigned) {
        answer.error_status = status;
        GiveUp(ranges.front(), std::string(ErrorName(status)));
        return;
    }
    const bool names_one = index >= 1 && static_cast<std::size_t>(index) <= chosen.size();
    if (status == kNoSuchName && names_one) {
        // The end of the MIB in SNMP v1. What a machine says once, it may say because it just starts.
        if (!asked_again) {
            asked_again = true;
            return;
        }
        Progress& at_end = ranges[chosen[static_cast<std::size_t>(index) - 1]];
        at_end.done = at_end.at_end = at_end.alone = true;
        return;
    }
    const bool alone = chosen.size() == 1 && repetitions <= 1;
    if (blamed) {
        GiveUp(ranges[*blamed], std::string(ErrorName(status)));
        blamed.reset();
        return;
    }
    if (status != kTooBig && names_one && !blames_wrongly) {
        // Some machines name the first one, whichever it was: it is asked alone before it is given up.
        if (chosen.size() > 1) {
            blamed = chosen[static_cast<std::size_t>(index) - 1];
        } else {
            GiveUp(ranges[chosen.front()], std::string(ErrorName(status)));
        }
        return;
    }
    if (!alone && budget > 1) {
        const int asked =
            scalars + static_cast<int>(chosen.size() - static_cast<std::size_t>(scalars)) * std::max(1, repetitions);
        budget = std::max(1, std::min(budget, asked) / 2);
        return;
    }
    if (!next_only) {
        next_only = true;
        return;
    }
    GiveUp(ranges[chosen.front()], std::string(ErrorName(status)));
}

// "Nothing is between `at` and `next`", said the machine, or "nothing is behind `at`"; another of its answers
// says that there is.
bool Client::Job::Contradicts(const Progress& progress) const {
    if (other_order) return false;
    if (progress.at_end) return highest > progress.at;
    return progress.next.size > 0 && std::ranges::any_of(misplaced, [&](const Oid& name) {
               return name > progress.at && ber::CompareIds(name.ids(), NextOf(progress)) < 0;
           });
}

void Client::Job::ListUnanswered() {
    bool ends = false;
    for (const Progress& progress : ranges) ends |= progress.at_end;
    if (ends && ber::CompareIds(answer.values.LastName(), highest.ids()) > 0) highest.Assign(answer.values.LastName());
    // Where one name is out of place, all may be: a range whose answer was another's is not complete.
    const bool in_disorder = !misplaced.empty();
    for (const Progress& progress : ranges) {
        if (progress.next.size == 0) continue;
        if (ends && ber::CompareIds(NextOf(progress), highest.ids()) > 0) highest.Assign(NextOf(progress));
        if (in_disorder) misplaced.push_back(Copy(NextOf(progress)));
    }
    for (Progress& progress : ranges) {
        if (progress.done && !progress.broken && Contradicts(progress)) {
            GiveUp(progress, "answers contradict each other");
        }
        if (progress.silent) answer.silent.push_back({progress.range->first, progress.count});
        if (!progress.done || progress.broken) {
            answer.unanswered.push_back(progress.range->first);
        } else if (progress.alone) {
            answer.ended.push_back(progress.range->first);
        }
    }
    answer.unanswered.insert(answer.unanswered.end(), unreadable.begin(), unreadable.end());
}

bool Client::Job::BackToV2c() {
    if (!answer.used_v1) return false;
    credentials.version = Credentials::Version::kV2c;
    next_only = false;
    answer.used_v1 = false;
    answered = true;
    began_small = false;
    purpose = Purpose::kValues;
    return true;
}

// Table by table, in the order of `ranges`, each of which is asked for by itself.
void Client::Job::Suspect(const std::vector<std::size_t>& indexes) {
    for (const std::size_t i : indexes) {
        if (ranges[i].done) continue;
        if (!suspects.empty() && !suspects.back().split &&
            AreOfOneTable(*ranges[suspects.back().ranges.front()].range, *ranges[i].range)) {
            suspects.back().ranges.push_back(i);
        } else {
            suspects.push_back({{i}, false});
        }
    }
}

void Client::Job::DropSuspects() {
    const bool was_split = suspects.front().split;
    suspects.pop_front();
    if (was_split && (suspects.empty() || !suspects.front().split)) silent_in_split = 0;
}

bool Client::Job::HandlePurpose() {
    if (purpose == Purpose::kValues) {
        if (began_small) {
            // What was silent in v2c was not the machine but perhaps one table of the first question.
            began_small = false;
            if (credentials.version == Credentials::Version::kV1 && answer.used_v1) purpose = Purpose::kSpeaksV2c;
            if (purpose == Purpose::kSpeaksV2c) credentials.version = Credentials::Version::kV2c;
        }
        return false;
    }
    if (purpose == Purpose::kSpeaksV2c) {
        purpose = Purpose::kValues;
        answer.used_v1 = false;
        next_only = false;
        Suspect(first_chosen);
        return true;
    }
    purpose = Purpose::kValues;
    // It is there, and silent about the table that was asked for last.
    Suspects& table = suspects.front();
    if (!table.split && table.ranges.size() > 1) {
        // Perhaps about one column only.
        const Suspects columns = std::move(table);
        suspects.pop_front();
        for (auto i = columns.ranges.rbegin(); i != columns.ranges.rend(); ++i) {
            if (!ranges[*i].done) suspects.push_front({{*i}, true});
        }
        silent_in_split = 0;
        return true;
    }
    const auto give_up = [&](const Suspects& silent) {
        for (const std::size_t i : silent.ranges) {
            if (ranges[i].done) continue;
            ranges[i].silent = true;
            GiveUp(ranges[i], "no answer");
        }
    };
    const bool split = table.split;
    give_up(table);
    suspects.pop_front();
    if (!split || ++silent_in_split == 1) ++silent_tables;
    // Two columns one after the other: it is the table.
    while (split && silent_in_split >= 2 && !suspects.empty() && suspects.front().split) {
        give_up(suspects.front());
        suspects.pop_front();
    }
    return true;
}

bool Client::Job::AdaptToSilence(bool try_v1) {
    if (purpose == Purpose::kSpeaksV2c) {
        purpose = Purpose::kValues;
        credentials.version = Credentials::Version::kV1;
        return true;
    }
    if (!answered) {
        if (!try_v1 || credentials.version != Credentials::Version::kV2c) return false;
        credentials.version = Credentials::Version::kV1;
        next_only = true;
        answer.used_v1 = true;
        first_chosen = chosen;
        began_small = true;
        return true;
    }
    if (purpose == Purpose::kAlive || silent_tables >= kMostSilentTables) {
        Complain(std::string(kStoppedAnswering));
        return false;
    }
    if (suspects_asked) {
        purpose = Purpose::kAlive;
        return true;
    }
    // One table of the request, or its size: each table by itself and row by row, and no large request any more.
    if (!next_only && budget > 10) {
        budget = 10;
        Complain("no answer to a large request");
    }
    Suspect(chosen);
    return true;
}

}  // namespace snmp
