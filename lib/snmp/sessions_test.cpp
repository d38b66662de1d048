#include "lib/snmp/sessions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "lib/snmp/test_machine.hpp"
#include "lib/snmp/walk_text.hpp"

namespace snmp {
namespace {

using std::chrono::milliseconds;

const Oid kSystem{1, 3, 6, 1, 2, 1, 1};
const Oid kEntry{1, 3, 6, 1, 2, 1, 43, 11, 1, 1};

// sysDescr, sysUpTime and a table of two columns with `rows` rows.
Values Table(int rows) {
    Values values;
    values.AddOctets(kSystem.With({1, 0}).ids(), ber::kOctetString, "a machine");
    values.AddNumber(kSystem.With({3, 0}).ids(), ber::kTimeTicks, 100);
    for (std::uint32_t row = 1; row <= static_cast<std::uint32_t>(rows); ++row) {
        values.AddOctets(kEntry.With({6, 1, row}).ids(), ber::kOctetString, "row " + std::to_string(row));
        values.AddNumber(kEntry.With({9, 1, row}).ids(), ber::kInteger, row);
    }
    values.Sort();
    return values;
}

std::vector<Range> TableRanges(int expected = 6) {
    return {Scalar(kSystem.With({1})), Under(kEntry.With({6}), expected), Under(kEntry.With({9}), expected)};
}

ClientOptions Fast() {
    ClientOptions options;
    options.timeout = milliseconds(150);
    options.retries = 0;
    return options;
}

Answer Ask(const Endpoint& target, std::vector<Range> ranges, ClientOptions options = Fast(),
           Credentials credentials = {}) {
    Client client(options);
    Answer got;
    client.Fetch(target, std::move(credentials), std::move(ranges), [&](Answer answer) { got = std::move(answer); });
    client.Run();
    return got;
}

TEST(Sessions, CollectsScalarsAndColumns) {
    TestMachine machine(Table(5));
    const Answer answer = Ask(machine.endpoint(), TableRanges());
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_EQ(answer.values.size(), 11U);
    EXPECT_EQ(answer.values.Octets(kSystem.With({1, 0}).ids()), "a machine");
    EXPECT_EQ(answer.values.Number(kEntry.With({9, 1, 5}).ids()), 5);
    EXPECT_EQ(answer.round_trips, 1);
    EXPECT_TRUE(answer.problems.empty());
}

TEST(Sessions, GoesOnWhereALongTableWasCut) {
    ResponderBehavior small;
    small.max_message_size = 484;
    TestMachine machine(Table(100), small);
    const Answer answer = Ask(machine.endpoint(), TableRanges());
    EXPECT_EQ(answer.values.size(), 201U);
    EXPECT_TRUE(answer.problems.empty());
}

TEST(Sessions, AsksInV1AMachineThatKnowsNothingElse) {
    ResponderBehavior old;
    old.v1_only = true;
    TestMachine machine(Table(3), old);
    const Answer answer = Ask(machine.endpoint(), TableRanges());
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_TRUE(answer.used_v1);
    EXPECT_EQ(answer.values.size(), 7U);
}

TEST(Sessions, ALateV2cAnswerBringsItBackFromV1) {
    // Holds the first request back until the second came: the client has turned to v1 by then.
    std::vector<TestMachine::Datagram> held;
    TestMachine machine(Table(2), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
        if (held.empty()) {
            held.push_back(std::move(answer));
            return std::vector<TestMachine::Datagram>{};
        }
        auto out = held;
        held.assign(1, {});
        if (out[0].empty()) out.clear();
        out.push_back(std::move(answer));
        return out;
    });
    const Answer answer = Ask(machine.endpoint(), TableRanges());
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_FALSE(answer.used_v1);
    EXPECT_EQ(answer.values.size(), 5U);
}

TEST(Sessions, WritesOneNumberOnce) {  // PRN-4
    const Oid reset{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 3, 1};
    TestMachine machine(Table(1));
    machine.SetWriter("write");
    machine.AddUser(
        MakeUsmUser("chief", AuthProtocol::kSha256, "a long password", PrivProtocol::kAes128, "another one"));
    const auto set = [&](Credentials credentials) {
        Client client(Fast());
        Answer got;
        client.Set(machine.endpoint(), std::move(credentials), reset, 4,
                   [&](Answer answer) { got = std::move(answer); });
        client.Run();
        return got;
    };
    EXPECT_EQ(set({.community = "public"}).error_status, 17);  // notWritable
    EXPECT_EQ(set({.version = Credentials::Version::kV1, .community = "public"}).error_status, 4);
    EXPECT_EQ(set({.community = "nobody"}).outcome, Outcome::kNoAnswer);
    EXPECT_TRUE(machine.written().empty());
    EXPECT_EQ(set({.community = "write"}).error_status, 0);
    ASSERT_EQ(machine.written().size(), 1U);
    EXPECT_EQ(machine.written()[0], (std::pair<std::string, std::int64_t>(reset.ToString(), 4)));
    machine.SetWriter("chief");
    const Answer by_user =
        set({.version = Credentials::Version::kV3,
             .user = std::make_shared<const UsmUser>(MakeUsmUser("chief", AuthProtocol::kSha256, "a long password",
                                                                 PrivProtocol::kAes128, "another one"))});
    EXPECT_EQ(by_user.outcome, Outcome::kAnswered);
    EXPECT_EQ(by_user.error_status, 0);
    EXPECT_EQ(machine.written().size(), 2U);
}

TEST(Sessions, WrongCommunityIsNoAnswer) {
    TestMachine machine(Table(1));
    machine.SetCommunity("secret");
    EXPECT_EQ(Ask(machine.endpoint(), TableRanges()).outcome, Outcome::kNoAnswer);
}

TEST(Sessions, TruncatedAnswersAreNoAnswerAndSaidSo) {
    TestMachine machine(Table(1), {}, [](ber::Bytes, TestMachine::Datagram answer) {
        answer.resize(answer.size() / 2);
        return std::vector<TestMachine::Datagram>{answer};
    });
    const Answer answer = Ask(machine.endpoint(), TableRanges());
    EXPECT_EQ(answer.outcome, Outcome::kNoAnswer);
    EXPECT_EQ(answer.problems, std::vector<std::string>{"malformed answer"});
}

TEST(Sessions, KeepsWhatCameBeforeTheAnswersWentBad) {
    int count = 0;
    TestMachine machine(Table(40), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
        if (++count > 1) answer.resize(5);
        return std::vector<TestMachine::Datagram>{answer};
    });
    const Answer answer = Ask(machine.endpoint(), TableRanges());
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_GT(answer.values.size(), 5U);
    EXPECT_LT(answer.values.size(), 81U);
    EXPECT_FALSE(answer.problems.empty());
}

TEST(Sessions, EndsWhereOidsDoNotIncrease) {
    // Gives its first rows again and again, each time under the id of the request.
    TestMachine::Datagram first;
    const auto id_of = [](ber::Bytes packet) {
        ber::Message message;
        EXPECT_EQ(ber::DecodeMessage(packet, message), ber::Error::kNone);
        std::vector<std::uint8_t> buffer(16);
        ber::BackWriter writer(buffer);
        writer.Integer(message.pdu.request_id);
        return TestMachine::Datagram(writer.bytes().begin(), writer.bytes().end());
    };
    TestMachine machine(Table(100), {}, [&](ber::Bytes request, TestMachine::Datagram answer) {
        if (first.empty()) first = answer;
        answer = first;
        const auto old_id = id_of(first), new_id = id_of(request);
        EXPECT_EQ(old_id.size(), new_id.size());
        std::copy(new_id.begin(), new_id.end(),
                  std::search(answer.begin(), answer.end(), old_id.begin(), old_id.end()));
        return std::vector<TestMachine::Datagram>{answer};
    });
    const Answer answer = Ask(machine.endpoint(), {Under(kEntry.With({6}), 6), Under(kEntry.With({9}), 6)});
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_LE(machine.requests(), 3);
    ASSERT_FALSE(answer.problems.empty());
    EXPECT_NE(answer.problems[0].find("do not increase"), std::string::npos);
}

TEST(Sessions, EndsWhereAMachineNeverGetsOn) {
    ResponderBehavior looping;
    looping.repeat_oid = true;
    TestMachine machine(Table(5), looping);
    EXPECT_EQ(Ask(machine.endpoint(), TableRanges()).outcome, Outcome::kAnswered);
    EXPECT_LE(machine.requests(), 4);
}

// The names in an answer or a request.
std::vector<Oid> NamesIn(ber::Bytes packet) {
    ber::Message message;
    std::vector<Oid> names;
    if (ber::DecodeMessage(packet, message) != ber::Error::kNone) return names;
    ber::Reader list(message.pdu.varbinds);
    while (!list.empty()) names.push_back(ber::Reader(list.Take(ber::kSequence)).TakeOid());
    return names;
}

// A machine that is silent to every request that reaches `mute`.
TestMachine::Tamper SilentAbout(const Oid& mute, int* silences = nullptr) {
    return [mute, silences](ber::Bytes, TestMachine::Datagram answer) {
        const bool reached = std::ranges::any_of(
            NamesIn(answer), [&](const Oid& name) { return Values::StartsWith(name.ids(), mute.ids()); });
        if (reached && silences != nullptr) ++*silences;
        return reached ? std::vector<TestMachine::Datagram>{} : std::vector<TestMachine::Datagram>{std::move(answer)};
    };
}

// Two tables and the system group; the first table is muted in the tests.
const Oid kOtherEntry{1, 3, 6, 1, 2, 1, 43, 16, 5, 1};
// `apart`: a row stands between them, which shows that the first one ends.
Values TwoTables(bool apart = false) {
    Values values = Table(5);
    if (apart) values.AddNumber(kEntry.With({10, 1, 1}).ids(), ber::kInteger, 1);
    for (std::uint32_t row = 1; row <= 3; ++row) {
        values.AddOctets(kOtherEntry.With({2, 1, row}).ids(), ber::kOctetString, "line");
    }
    values.AddNumber(Oid{1, 3, 6, 1, 2, 1, 43, 18, 1, 1, 2, 1, 1}.ids(), ber::kInteger, 4);
    values.Sort();
    return values;
}
std::vector<Range> TwoTablesRanges() {
    auto ranges = TableRanges();
    ranges.push_back(Under(kOtherEntry.With({2}), 2));
    ranges.push_back(Under(Oid{1, 3, 6, 1, 2, 1, 43, 18, 1, 1, 2}, 2));
    return ranges;
}

TEST(Sessions, ATableThatIsNeverAnsweredCostsItselfOnly) {  // AGT-4
    int silences = 0;
    TestMachine machine(TwoTables(true), {}, SilentAbout(kOtherEntry, &silences));
    const Answer answer = Ask(machine.endpoint(), TwoTablesRanges());
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_FALSE(answer.used_v1);
    EXPECT_EQ(answer.values.size(), 12U);  // the whole first table, and the one behind the silent one
    EXPECT_EQ(answer.unanswered, std::vector{kOtherEntry.With({2})});
    EXPECT_EQ(answer.silent, (std::vector<Answer::Silence>{{kOtherEntry.With({2}), 0}}));
    EXPECT_LE(silences, 4);
    // Who remembers it waits for nothing.
    silences = 0;
    auto rest = TwoTablesRanges();
    rest.erase(rest.end() - 2);
    Client client(Fast());
    Answer again;
    client.Fetch(machine.endpoint(), {}, rest, [&](Answer got) { again = std::move(got); }, true);
    client.Run();
    EXPECT_EQ(silences, 0);
    EXPECT_EQ(again.values.size(), 12U);
    EXPECT_TRUE(again.unanswered.empty());
}

TEST(Sessions, SilenceBehindTheLastRowLeavesTheRows) {  // AGT-4
    // Whoever asks what comes behind the last row of the table reaches what is silent.
    int silences = 0;
    const Oid last = kEntry.With({9});
    TestMachine machine(TwoTables(), {}, SilentAbout(kOtherEntry, &silences));
    const std::vector<Range> ranges{Scalar(kSystem.With({1})), Under(last, 6)};
    const Answer answer = Ask(machine.endpoint(), ranges);
    EXPECT_EQ(answer.values.size(), 6U);
    EXPECT_EQ(answer.silent, (std::vector<Answer::Silence>{{last, 5}}));
    EXPECT_EQ(answer.unanswered, std::vector{last});
    silences = 0;
    auto known = ranges;
    known[1].max_values = 5;
    known[1].ends_there = true;
    const Answer again = Ask(machine.endpoint(), known);
    EXPECT_EQ(silences, 0);
    EXPECT_EQ(again.values.size(), 6U);
    EXPECT_TRUE(again.problems.empty());
}

TEST(Sessions, AMachineThatStopsAnsweringIsNotAskedForEver) {
    int count = 0;
    TestMachine machine(TwoTables(), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
        return ++count > 1 ? std::vector<TestMachine::Datagram>{} : std::vector<TestMachine::Datagram>{answer};
    });
    ClientOptions options = Fast();
    options.varbinds = 8;
    const Answer answer = Ask(machine.endpoint(), TwoTablesRanges(), options);
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_LE(machine.requests(), 4);
    EXPECT_EQ(answer.problems.back(), kStoppedAnswering);
    EXPECT_FALSE(answer.unanswered.empty());
    EXPECT_TRUE(answer.silent.empty());  // nothing to remember: it is off
}

// Answers GETNEXT and GETBULK from a list of names in the machine's own order.
TestMachine::Tamper InOrder(std::vector<Oid> order) {
    return [order = std::move(order)](ber::Bytes request, TestMachine::Datagram) {
        ber::Message message;
        EXPECT_EQ(ber::DecodeMessage(request, message), ber::Error::kNone);
        const auto next = [&](const Oid& name) -> const Oid* {
            const auto at = std::ranges::find(order, name);
            if (at != order.end()) return at + 1 == order.end() ? nullptr : &*(at + 1);
            for (const Oid& one : order) {
                if (Values::StartsWith(one.ids(), name.ids())) return &one;
            }
            return nullptr;
        };
        std::vector<Oid> names;
        auto asked = NamesIn(request);
        const bool bulk = message.pdu.type == ber::PduType::kGetBulk;
        const std::size_t rounds = bulk ? static_cast<std::size_t>(message.pdu.error_index) : 1;
        const std::size_t fixed = bulk ? static_cast<std::size_t>(message.pdu.error_status) : 0;
        std::vector<bool> ends;
        for (std::size_t round = 0; round < std::max<std::size_t>(rounds, 1); ++round) {
            for (std::size_t i = round == 0 ? 0 : fixed; i < asked.size(); ++i) {
                const Oid* found = next(asked[i]);
                ends.push_back(found == nullptr);
                if (found != nullptr) asked[i] = *found;
                names.push_back(asked[i]);
            }
        }
        std::vector<std::uint8_t> buffer(65536);
        ber::BackWriter writer(buffer);
        const std::size_t whole = writer.Mark();
        const std::size_t list = whole;
        for (std::size_t i = names.size(); i > 0; --i) {
            const std::size_t varbind = writer.Mark();
            if (ends[i - 1]) {
                writer.Header(ber::kEndOfMibView, 0);
            } else {
                writer.Integer(static_cast<std::int32_t>(names[i - 1][names[i - 1].size() - 1]));
            }
            writer.OidElement(names[i - 1].ids());
            writer.Wrap(ber::kSequence, varbind);
        }
        writer.Wrap(ber::kSequence, list);
        writer.Integer(0);
        writer.Integer(0);
        writer.Integer(message.pdu.request_id);
        writer.Wrap(static_cast<std::uint8_t>(ber::PduType::kResponse), whole);
        writer.Element(ber::kOctetString, ber::AsBytes(std::string("public")));
        writer.Integer(1);
        writer.Wrap(ber::kSequence, whole);
        return std::vector<TestMachine::Datagram>{{writer.bytes().begin(), writer.bytes().end()}};
    };
}

TEST(Sessions, TakesAllRowsInWhateverOrderTheyCome) {  // AGT-4
    std::vector<Oid> order;
    for (const std::uint32_t row : {1U, 10U, 11U, 12U, 2U, 3U, 9U, 4U}) order.push_back(kEntry.With({6, 1, row}));
    for (const std::uint32_t row : {12U, 9U, 1U}) order.push_back(kEntry.With({9, 1, row}));
    TestMachine machine(Table(1), {}, InOrder(order));
    const Answer answer = Ask(machine.endpoint(), {Under(kEntry.With({6}), 6), Under(kEntry.With({9}), 6)});
    EXPECT_EQ(answer.values.size(), 11U);
    EXPECT_TRUE(answer.unanswered.empty());  // it came to the end of both
    ASSERT_FALSE(answer.problems.empty());
    EXPECT_NE(answer.problems[0].find("unusual order"), std::string::npos);
}

TEST(Sessions, RowsInACircleEndWhereItCloses) {
    std::vector<Oid> order;
    for (const std::uint32_t row : {3U, 1U, 2U}) order.push_back(kEntry.With({6, 1, row}));
    order.push_back(order[0]);  // found first: behind 2 comes 3 again
    TestMachine machine(Table(1), {}, InOrder(order));
    const Answer answer = Ask(machine.endpoint(), {Under(kEntry.With({6}), 2)});
    EXPECT_EQ(answer.values.size(), 3U);
    EXPECT_EQ(answer.unanswered, std::vector{kEntry.With({6})});  // whether that was all, nobody knows
    EXPECT_LE(machine.requests(), 4);
}

// genErr for whatever has `bad` in it; `blames`: the index that it names.
TestMachine::Tamper FailsAt(const Oid& bad, std::int32_t blames) {
    return [bad, blames](ber::Bytes request, TestMachine::Datagram right) {
        const auto asked = NamesIn(request);
        if (std::ranges::none_of(asked, [&](const Oid& name) { return Values::StartsWith(name.ids(), bad.ids()); })) {
            return std::vector<TestMachine::Datagram>{std::move(right)};
        }
        ber::Message message;
        EXPECT_EQ(ber::DecodeMessage(request, message), ber::Error::kNone);
        std::vector<std::uint8_t> buffer(65536);
        ber::BackWriter writer(buffer);
        const std::size_t whole = writer.Mark();
        for (std::size_t i = asked.size(); i > 0; --i) {
            const std::size_t varbind = writer.Mark();
            writer.Header(ber::kNull, 0);
            writer.OidElement(asked[i - 1].ids());
            writer.Wrap(ber::kSequence, varbind);
        }
        writer.Wrap(ber::kSequence, whole);
        writer.Integer(blames);
        writer.Integer(5);  // genErr
        writer.Integer(message.pdu.request_id);
        writer.Wrap(static_cast<std::uint8_t>(ber::PduType::kResponse), whole);
        writer.Element(ber::kOctetString, ber::AsBytes(std::string("public")));
        writer.Integer(1);
        writer.Wrap(ber::kSequence, whole);
        return std::vector<TestMachine::Datagram>{{writer.bytes().begin(), writer.bytes().end()}};
    };
}

TEST(Sessions, AnErrorCostsWhatFailsAloneWhicheverItNames) {  // AGT-4
    const Oid bad = kSystem.With({99});
    for (const std::int32_t blames : {1, 0, 2, 4}) {
        Values values;
        for (const std::uint32_t object : {1U, 4U, 5U, 6U}) {
            values.AddOctets(kSystem.With({object, 0}).ids(), ber::kOctetString, "x");
        }
        TestMachine machine(values, {}, FailsAt(bad, blames));
        std::vector<Range> ranges;
        for (const std::uint32_t object : {1U, 4U, 5U, 99U, 6U}) ranges.push_back(Under(kSystem.With({object}), 1));
        const Answer answer = Ask(machine.endpoint(), ranges);
        EXPECT_EQ(answer.values.size(), 4U) << blames;
        EXPECT_EQ(answer.unanswered, std::vector{bad}) << blames;
    }
}

TEST(Sessions, IgnoresAnswersWithAnotherRequestId) {
    ResponderBehavior wrong;
    wrong.request_id_offset = 1000;
    TestMachine machine(Table(1), wrong);
    EXPECT_EQ(Ask(machine.endpoint(), TableRanges()).outcome, Outcome::kNoAnswer);
}

TEST(Sessions, IgnoresAnswersFromAnotherAddress) {
    TestMachine stranger(Table(1));
    TestMachine machine(Table(1), {},
                        [&](ber::Bytes, TestMachine::Datagram) { return std::vector<TestMachine::Datagram>{}; });
    EXPECT_EQ(Ask(machine.endpoint(), TableRanges()).outcome, Outcome::kNoAnswer);
}

TEST(Sessions, RepeatsALostRequest) {
    int count = 0;
    TestMachine machine(Table(2), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
        if (++count == 1) answer.clear();
        return std::vector<TestMachine::Datagram>{answer};
    });
    ClientOptions options = Fast();
    options.retries = 1;
    const Answer answer = Ask(machine.endpoint(), TableRanges(), options);
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_FALSE(answer.used_v1);
    EXPECT_EQ(answer.values.size(), 5U);
}

TEST(Sessions, CutsStringsOfAnySize) {
    Values values;
    values.AddOctets(kSystem.With({1, 0}).ids(), ber::kOctetString, "x");
    const std::string giant(60'000, 'g');
    TestMachine machine(values, {}, [&](ber::Bytes request, TestMachine::Datagram) {
        ber::Message message;
        EXPECT_EQ(ber::DecodeMessage(request, message), ber::Error::kNone);
        std::vector<std::uint8_t> buffer(65536);
        ber::BackWriter writer(buffer);
        const auto whole = writer.Mark();
        const auto pdu = writer.Mark();
        const auto list = writer.Mark();
        const auto varbind = writer.Mark();
        writer.Element(ber::kOctetString, ber::AsBytes(giant));
        writer.OidElement(kSystem.With({1, 0}).ids());
        writer.Wrap(ber::kSequence, varbind);
        writer.Wrap(ber::kSequence, list);
        writer.Integer(0);
        writer.Integer(0);
        writer.Integer(message.pdu.request_id);
        writer.Wrap(static_cast<std::uint8_t>(ber::PduType::kResponse), pdu);
        writer.Element(ber::kOctetString, message.community);
        writer.Integer(1);
        writer.Wrap(ber::kSequence, whole);
        const auto bytes = writer.bytes();
        return std::vector<TestMachine::Datagram>{{bytes.begin(), bytes.end()}};
    });
    const Answer answer = Ask(machine.endpoint(), {Scalar(kSystem.With({1}))});
    EXPECT_EQ(answer.values.Octets(kSystem.With({1, 0}).ids())->size(), Values::kMaxOctets);
    EXPECT_FALSE(answer.problems.empty());
}

TEST(Sessions, StopsAtTheBoundOfARange) {
    TestMachine machine(Table(300));
    const Answer answer = Ask(machine.endpoint(), {Under(kEntry.With({6}), 10, 32)});
    EXPECT_EQ(answer.values.size(), 32U);
    EXPECT_EQ(answer.problems.size(), 1U);
}

TEST(Sessions, DeadAddressesDoNotHoldUpLiveOnes) {
    TestMachine dead(Table(1));
    dead.SetCommunity("other");  // silent to us
    TestMachine live(Table(5));
    Client client(Fast());
    const auto start = std::chrono::steady_clock::now();
    milliseconds live_after{};
    int finished = 0;
    for (int i = 0; i < 50; ++i) client.Fetch(dead.endpoint(), {}, TableRanges(), [&](Answer) { ++finished; });
    client.Fetch(live.endpoint(), {}, TableRanges(), [&](Answer answer) {
        ++finished;
        EXPECT_EQ(answer.outcome, Outcome::kAnswered);
        live_after = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
    });
    client.Run();
    EXPECT_EQ(finished, 51);
    EXPECT_LT(live_after, milliseconds(140));  // one time-out is 150
}

TEST(Sessions, KeepsToThePacketRate) {
    TestMachine machine(Table(1));
    ClientOptions options = Fast();
    options.timeout = milliseconds(2000);
    options.packets_per_second = 200;
    Client client(options);
    const auto start = std::chrono::steady_clock::now();
    int answered = 0;
    for (int i = 0; i < 60; ++i) {
        client.Fetch(machine.endpoint(), {}, {Scalar(kSystem.With({1}))},
                     [&](Answer answer) { answered += answer.outcome == Outcome::kAnswered; });
    }
    client.Run();
    EXPECT_EQ(answered, 60);
    // 60 packets at 200 a second, less the burst of 11.
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(200));
}

struct V3Case {
    const char* name;
    AuthProtocol auth;
    PrivProtocol priv;
};

class SessionsV3 : public testing::TestWithParam<V3Case> {};

Credentials V3(const V3Case& with, const char* password = "authentication", std::string context = {}) {
    Credentials credentials;
    credentials.version = Credentials::Version::kV3;
    credentials.user =
        std::make_shared<const UsmUser>(MakeUsmUser("reader", with.auth, password, with.priv, "privacy key"));
    credentials.context = std::move(context);
    return credentials;
}

TEST_P(SessionsV3, ReadsWithTheRightKeys) {
    TestMachine machine(Table(20));
    machine.AddUser(*V3(GetParam()).user);
    machine.AddContext("Jetdirect", Table(3));
    Answer answer = Ask(machine.endpoint(), TableRanges(), Fast(), V3(GetParam()));
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_EQ(answer.values.size(), 41U);
    answer = Ask(machine.endpoint(), TableRanges(), Fast(), V3(GetParam(), "authentication", "Jetdirect"));
    EXPECT_EQ(answer.values.size(), 7U);
}

INSTANTIATE_TEST_SUITE_P(Protocols, SessionsV3,
                         testing::Values(V3Case{"None", AuthProtocol::kNone, PrivProtocol::kNone},
                                         V3Case{"Sha1", AuthProtocol::kSha1, PrivProtocol::kNone},
                                         V3Case{"Sha1Aes", AuthProtocol::kSha1, PrivProtocol::kAes128},
                                         V3Case{"Sha224Aes", AuthProtocol::kSha224, PrivProtocol::kAes128},
                                         V3Case{"Sha256Aes", AuthProtocol::kSha256, PrivProtocol::kAes128},
                                         V3Case{"Sha384Aes", AuthProtocol::kSha384, PrivProtocol::kAes128},
                                         V3Case{"Sha512Aes", AuthProtocol::kSha512, PrivProtocol::kAes128},
                                         V3Case{"Md5Des", AuthProtocol::kMd5, PrivProtocol::kDes},
                                         V3Case{"Sha1Aes256", AuthProtocol::kSha1, PrivProtocol::kAes256},
                                         V3Case{"Md5Aes192C", AuthProtocol::kMd5, PrivProtocol::kAes192C},
                                         V3Case{"Sha512Aes256C", AuthProtocol::kSha512, PrivProtocol::kAes256C}),
                         [](const auto& param) { return param.param.name; });

TEST(Sessions, SaysThatAV3KeyIsWrong) {
    for (const auto auth : {AuthProtocol::kSha1, AuthProtocol::kSha256, AuthProtocol::kSha512}) {
        const V3Case with{"", auth, PrivProtocol::kAes128};
        TestMachine machine(Table(1));
        machine.AddUser(*V3(with).user);
        const Answer answer = Ask(machine.endpoint(), TableRanges(), Fast(), V3(with, "another key"));
        EXPECT_EQ(answer.outcome, Outcome::kAuthenticationFailed);
        EXPECT_EQ(answer.problems, std::vector<std::string>{"SNMPv3: wrong authentication key"});
        EXPECT_LE(machine.requests(), 2);  // engine discovery, and one try
    }
}

TEST(Sessions, UnknownV3UserIsRefused) {
    TestMachine machine(Table(1));
    const Answer answer =
        Ask(machine.endpoint(), TableRanges(), Fast(), V3({"", AuthProtocol::kSha256, PrivProtocol::kNone}));
    EXPECT_EQ(answer.outcome, Outcome::kAuthenticationFailed);
    EXPECT_EQ(answer.problems, std::vector<std::string>{"SNMPv3: unknown user name"});
}

TEST(Sessions, SetsItsClockByAMachineThatWasRestarted) {
    const V3Case with{"", AuthProtocol::kSha256, PrivProtocol::kAes128};
    int count = 0;
    TestMachine* self = nullptr;
    TestMachine machine(Table(60), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
        if (++count == 2) self->SetEngineTime(50'000);
        return std::vector<TestMachine::Datagram>{answer};
    });
    self = &machine;
    machine.AddUser(*V3(with).user);
    const Answer answer = Ask(machine.endpoint(), TableRanges(), Fast(), V3(with));
    EXPECT_EQ(answer.outcome, Outcome::kAnswered);
    EXPECT_EQ(answer.values.size(), 121U);
}

TEST(Sessions, GoesOnWithAMachineThatRebootsWhileItIsAsked) {  // AGT-13
    for (const bool with_another_id : {false, true}) {
        const V3Case with{"", AuthProtocol::kSha1, PrivProtocol::kAes256};
        int count = 0;
        TestMachine* self = nullptr;
        TestMachine machine(Table(60), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
            if (++count == 2) self->Reboot(with_another_id);
            return std::vector<TestMachine::Datagram>{answer};
        });
        self = &machine;
        machine.AddUser(*V3(with).user);
        const Answer answer = Ask(machine.endpoint(), TableRanges(), Fast(), V3(with));
        EXPECT_EQ(answer.outcome, Outcome::kAnswered);
        EXPECT_EQ(answer.values.size(), 121U);
        EXPECT_GT(count, 3);
    }
}

TEST(Sessions, AMachineThatHasAnotherEngineIdEachTimeIsGivenUp) {
    const V3Case with{"", AuthProtocol::kSha256, PrivProtocol::kAes128};
    TestMachine* self = nullptr;
    int count = 0;
    // Every second answer is a report of another engine.
    TestMachine machine(Table(60), {}, [&](ber::Bytes, TestMachine::Datagram answer) {
        self->SetEngineLetter(static_cast<std::uint8_t>('a' + ++count % 26));
        return std::vector<TestMachine::Datagram>{answer};
    });
    self = &machine;
    machine.AddUser(*V3(with).user);
    const Answer answer = Ask(machine.endpoint(), TableRanges(), Fast(), V3(with));
    EXPECT_EQ(answer.outcome, Outcome::kAuthenticationFailed);
    EXPECT_LE(machine.requests(), 8);
}

TEST(Endpoint, ReadsAddressesWithAndWithoutPort) {
    EXPECT_EQ(Endpoint::Parse("10.0.0.7")->port(), 161);
    EXPECT_EQ(Endpoint::Parse("10.0.0.7:1161")->port(), 1161);
    EXPECT_EQ(Endpoint::Parse("[::1]:99")->host(), "::1");
    EXPECT_EQ(Endpoint::Parse("fe80::1")->port(), 161);
    for (const char* wrong : {"", "10.0.0", "10.0.0.7:0", "10.0.0.7:99999", "10.0.0.7:x", "[::1", "printer"}) {
        EXPECT_FALSE(Endpoint::Parse(wrong)) << wrong;
    }
}

TEST(WalkText, ReadsEveryTypeAndNamesABadLine) {
    const auto values = ParseWalkText(
        "# a comment\n1.3.6.1.1|4|text|with a bar\n1.3.6.1.2|4x|0041\n"
        "1.3.6.1.3|2|-3\r\n1.3.6.1.4|6|1.3.6\n1.3.6.1.5|64|10.0.0.1\n");
    ASSERT_TRUE(values) << values.error();
    EXPECT_EQ(values->Octets(Oid{1, 3, 6, 1, 1}.ids()), "text|with a bar");
    EXPECT_EQ(values->Octets(Oid{1, 3, 6, 1, 2}.ids())->size(), 2U);
    EXPECT_EQ(values->Number(Oid{1, 3, 6, 1, 3}.ids()), -3);
    EXPECT_FALSE(ParseWalkText("1.3.6.1|9|x"));
    EXPECT_EQ(ParseWalkText("\n1.3.x|4|y").error(), "line 2: 1.3.x|4|y");
}

}  // namespace
}  // namespace snmp
