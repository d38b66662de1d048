#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/agents/coverage.hpp"
#include "server/agents/duty_rules.hpp"
#include "server/agents/search_import.hpp"

// Agents that share a site (AGT-12), and where they search (AGT-2): the rules.
namespace agents {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Entries = std::vector<std::string>;

TEST(SearchCoverage, CountsWhatIsAskedOnce) {                   // AGT-2
    EXPECT_EQ(Coverage({"10.0.0.0/24"}, {}).addresses(), 254);  // no network and broadcast address
    EXPECT_EQ(Coverage({"10.0.0.0/31"}, {}).addresses(), 2);
    EXPECT_EQ(Coverage({"10.0.0.1-20", "10.0.0.10-10.0.0.30", "10.0.0.5"}, {}).addresses(), 30);
    EXPECT_EQ(Coverage({"10.0.0.1-20"}, {"10.0.0.5", "10.0.0.18-99"}).addresses(), 16);
    EXPECT_EQ(Coverage({"10.0.0.1-20:1161", "10.0.0.1-20"}, {}).addresses(), 40);
    EXPECT_EQ(Coverage({"10.0.0.1-20:1161", "10.0.0.1-20"}, {"10.0.0.1:1161"}).addresses(), 39);
    EXPECT_EQ(Coverage({"10.0.0.1-20:1161", "10.0.0.1-20"}, {"10.0.0.1"}).addresses(), 38);
    EXPECT_EQ(Coverage({"a.example.com", "b.example.com", "B.example.com:161"}, {"a.example.com"}).addresses(), 1);
    EXPECT_EQ(Coverage({"fd00::/64", "fd01::/32"}, {}).addresses(), std::int64_t{1} << 62);
    EXPECT_EQ(Coverage({}, {}).addresses(), 0);
}

TEST(SearchCoverage, CoversWhatIsWrittenAnotherWay) {  // AGT-12
    const Coverage block({"10.0.0.0/24"}, {});
    EXPECT_TRUE(block.Covers(Coverage({"10.0.0.1-10.0.0.254"}, {})));
    EXPECT_TRUE(Coverage({"10.0.0.1-100", "10.0.0.101-254"}, {}).Covers(block));
    EXPECT_TRUE(block.Covers(Coverage({"10.0.0.9"}, {})));
    EXPECT_FALSE(Coverage({"10.0.0.9"}, {}).Covers(block));
    EXPECT_FALSE(Coverage({"10.0.0.0/24"}, {"10.0.0.9"}).Covers(block));
    EXPECT_TRUE(block.Covers(Coverage({"10.0.0.0/24"}, {"10.0.0.9"})));
    EXPECT_FALSE(block.Covers(Coverage({"10.0.0.9:1161"}, {})));
    EXPECT_FALSE(block.Covers(Coverage({"10.0.0.9", "p.example.com"}, {})));
    EXPECT_TRUE(Coverage({"P.example.com"}, {}).Covers(Coverage({"p.example.com:161"}, {})));
    // Each hears what is announced in its own network.
    EXPECT_FALSE(Coverage({}, {}).Covers(Coverage({}, {})));
    EXPECT_FALSE(Coverage({}, {}).Covers(block));
}

TEST(SearchCoverage, PointsOutWhatIsSearchedTwice) {  // AGT-2
    EXPECT_THAT(OverlapsWithin({"10.0.0.0/24", "10.1.0.0/24", "10.0.0.250-10.0.1.9", "p.example.com", "P.EXAMPLE.com"}),
                ElementsAre(EntryOverlap{"10.0.0.0/24", "10.0.0.250-10.0.1.9", "10.0.0.250", "10.0.0.254", 5},
                            EntryOverlap{"p.example.com", "P.EXAMPLE.com", "p.example.com", "p.example.com", 1}));
    EXPECT_THAT(OverlapsWithin({"10.0.0.1:1161", "10.0.0.1", "10.0.0.2"}), IsEmpty());
    const auto between = [](const Entries& include, const Entries& exclude, const Entries& other,
                            const Entries& other_exclude) {
        return OverlapsBetween(include, Coverage(include, exclude), other, Coverage(other, other_exclude));
    };
    EXPECT_THAT(between({"10.0.0.0/24"}, {}, {"10.0.0.200-10.0.2.0"}, {}),
                ElementsAre(EntryOverlap{"10.0.0.0/24", "10.0.0.200-10.0.2.0", "10.0.0.200", "10.0.0.254", 55}));
    // Each one takes out what the other one asks.
    EXPECT_THAT(between({"10.0.0.0/24"}, {"10.0.0.128/25"}, {"10.0.0.0/24"}, {"10.0.0.0/25"}), IsEmpty());
}

TEST(SearchImport, ReadsWhatPeopleHave) {  // AGT-2
    const auto found = ReadSearchImport(
        "\xEF\xBB\xBFlist,entry,note\r\n"
        "include,10.0.0.0/24,ground floor\r\n"
        "exclude;\"10.0.0.7\"\r\n"
        "\r\n"
        "# printers of the shop\n"
        "10.0.1.5, 10.0.1.6 ;!10.0.1.9\n"
        "printer.example.com\n"
        "10.0.0.300\n"
        "8.8.0.0/16\n"
        "INCLUDE,10.0.0.0/24\n",
        {"10.9.0.1"}, {}, false);
    EXPECT_THAT(found.include, ElementsAre("10.9.0.1", "10.0.0.0/24", "10.0.1.5", "10.0.1.6", "printer.example.com"));
    EXPECT_THAT(found.exclude, ElementsAre("10.0.0.7", "10.0.1.9"));
    using enum SearchLineOutcome;
    using enum SearchList;
    EXPECT_THAT(
        found.lines,
        ElementsAre(SearchLine{2, "10.0.0.0/24", kInclude, kAdded}, SearchLine{3, "10.0.0.7", kExclude, kAdded},
                    SearchLine{6, "10.0.1.5", kInclude, kAdded}, SearchLine{6, "10.0.1.6", kInclude, kAdded},
                    SearchLine{6, "10.0.1.9", kExclude, kAdded}, SearchLine{7, "printer.example.com", kInclude, kAdded},
                    SearchLine{8, "10.0.0.300", kInclude, kNotAnEntry}, SearchLine{9, "8.8.0.0/16", kInclude, kPublic},
                    SearchLine{10, "10.0.0.0/24", kInclude, kThereAlready}));
}

TEST(SearchImport, IsLimited) {
    std::string text;
    for (int i = 0; i < 6000; ++i) text += "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250) + "\n";
    const auto found = ReadSearchImport(text, {}, {}, false);
    EXPECT_EQ(found.include.size(), 1000U);
    EXPECT_EQ(found.lines.size(), kMostSearchLines);
    EXPECT_EQ(found.lines.back().outcome, SearchLineOutcome::kTooMany);
}

class Duties : public ::testing::Test {
  protected:
    DutyAgent Agent(int number, const Entries& include) const {
        DutyAgent agent{
            .id = {}, .works = true, .heard_at = now, .stands_by_when_told = true, .coverage = Coverage(include, {})};
        agent.id.value.octets.back() = static_cast<std::uint8_t>(number);
        return agent;
    }
    // Who polls, by place.
    std::string Polling(const std::vector<DutyAgent>& agents, std::optional<AgentId> chosen = std::nullopt) const {
        std::string text;
        for (const auto& duty : DecideDuties(agents, now, chosen)) text += duty.polls ? '+' : '-';
        return text;
    }
    base::Instant now = base::Instant(std::chrono::hours(500'000));
};

TEST_F(Duties, OneOfSeveralWithTheSameSearchPolls) {  // AGT-12
    EXPECT_EQ(Polling({Agent(1, {"10.0.0.0/24"}), Agent(2, {"10.0.0.0/24"}), Agent(3, {"10.1.0.0/24"})}), "+-+");
    const auto duties = DecideDuties({Agent(1, {"10.0.0.0/24"}), Agent(2, {"10.0.0.1-254"})}, now);
    EXPECT_TRUE(duties[0].shared);
    EXPECT_EQ(duties[1].stands_by_for, Agent(1, {}).id);
    // Each looks where the other does not.
    EXPECT_EQ(Polling({Agent(1, {"10.0.0.0/24", "10.1.0.1"}), Agent(2, {"10.0.0.0/24", "10.2.0.1"})}), "++");
    EXPECT_EQ(Polling({Agent(1, {}), Agent(2, {})}), "++");
}

TEST_F(Duties, AnotherOneTakesOverFromOneThatIsSilentAndKeepsIt) {  // AGT-12
    auto first = Agent(1, {"10.0.0.0/24"});
    auto second = Agent(2, {"10.0.0.0/24"});
    first.polls = true;
    first.since = now - std::chrono::hours(5);
    first.heard_at = now - kSilentAfter;
    EXPECT_EQ(Polling({first, second}), "+-");
    first.heard_at = now - kSilentAfter - std::chrono::seconds(1);
    EXPECT_EQ(Polling({first, second}), "-+");
    // It comes back.
    first.heard_at = now;
    first.polls = false;
    second.polls = true;
    second.since = now;
    EXPECT_EQ(Polling({first, second}), "-+");
    EXPECT_EQ(Polling({first, second}, first.id), "+-");
    // Nobody is heard of: each goes on as it likes.
    first.heard_at = second.heard_at = std::nullopt;
    EXPECT_EQ(Polling({first, second}), "++");
    second.heard_at = now;
    second.works = false;  // disabled
    first.heard_at = now;
    EXPECT_EQ(Polling({first, second}), "+-");
}

TEST_F(Duties, ALargerSearchStandsInForASmallerOneAndNotTheOtherWayRound) {  // AGT-12
    auto small = Agent(1, {"10.0.0.0/24"});
    auto large = Agent(2, {"10.0.0.0/23"});
    small.polls = true;
    small.since = now - std::chrono::hours(5);
    EXPECT_EQ(Polling({small, large}), "-+");
    EXPECT_EQ(Polling({small, large}, small.id), "-+");
    large.heard_at = std::nullopt;
    EXPECT_EQ(Polling({small, large}), "++");
}

TEST_F(Duties, AnAgentOfBeforePollsWhateverItIsTold) {  // AGT-12
    auto old = Agent(2, {"10.0.0.0/24"});
    old.stands_by_when_told = false;
    auto fresh = Agent(1, {"10.0.0.0/24"});
    fresh.polls = true;
    fresh.since = now;
    EXPECT_EQ(Polling({fresh, old}), "-+");
    EXPECT_EQ(Polling({old, fresh, old}), "+-+");
    old.heard_at = std::nullopt;
    EXPECT_EQ(Polling({fresh, old}), "+-");
}

}  // namespace
}  // namespace agents
