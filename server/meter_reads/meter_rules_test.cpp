#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/text.hpp"
#include "server/meter_reads/import_rules.hpp"
#include "server/testing/sample_reading.hpp"

// What may be submitted, what is known, and when a period ends (MTR-2, MTR-4, MTR-5).
namespace meter_reads {
namespace {

using server::testing::At;
using ::testing::ElementsAre;
using Strings = std::vector<std::string>;

const std::vector<KindSlot> kSlots{{"life", "impressions", 0}, {"color", "impressions", 1}};

store::ReadRow Row(const char* at, std::vector<std::string> meters, std::vector<std::int64_t> counts,
                   std::vector<std::int64_t> ended = {}) {
    store::ReadRow row{.source = ended.empty() ? store::Source::kHand : store::Source::kChange,
                       .read_at = At(at),
                       .meters = std::move(meters),
                       .counts = std::move(counts),
                       .ended = std::move(ended),
                       .submitted_by = "ida"};
    row.before.assign(row.meters.size(), -1);
    return row;
}

Strings Codes(const auto& result) {
    Strings codes;
    if (result) return codes;
    for (const auto& field : result.error().fields) codes.push_back(field.pointer + " " + field.code);
    return codes;
}

MetersAround Seen(std::vector<AgentSample> agent, std::vector<store::ReadRow> hand, const char* at) {
    return AroundOf(kSlots, agent, hand, At(at));
}

TEST(MeterRules, TheNewerOneOfAgentAndPersonIsWhatIsDisplayed) {  // MTR-2
    const auto around = Seen({{At("2026-11-01T08:00:00Z"), {{"life", 1000}, {"color", 300}}}},
                             {Row("2026-11-05T08:00:00Z", {"life"}, {1100})}, "2026-11-20T08:00:00Z");
    EXPECT_EQ(around.at("life").before->shown, 1100);
    EXPECT_TRUE(around.at("life").before->by_hand);
    EXPECT_EQ(around.at("color").before->shown, 300);
    EXPECT_FALSE(around.at("color").before->by_hand);
}

TEST(MeterRules, AValueIsGreaterThanTheOneBeforeOrIsSaidToBeUnchanged) {  // MTR-2
    const auto around =
        Seen({{At("2026-11-01T08:00:00Z"), {{"life", 1000}, {"color", 300}}}}, {}, "2026-11-20T08:00:00Z");
    const auto read = [&](std::vector<ReadMeter> meters) { return CheckRead({std::move(meters)}, around); };
    EXPECT_EQ(read({{"life", 1001, false}, {"color", {}, true}})->at(1).value, 300);
    const auto refused = read({{"life", 1000, false}, {"color", 299, false}});
    EXPECT_THAT(Codes(refused), ElementsAre("/meters/0/value meter_not_greater", "/meters/1/value meter_not_greater"));
    EXPECT_EQ(refused.error().fields[0].args.at("value"), base::Arg(std::int64_t{1000}));
    EXPECT_EQ(refused.error().fields[1].args.at("previous"), base::Arg(std::int64_t{300}));
    EXPECT_THAT(Codes(read({{"life", {}, false}})), ElementsAre("/meters/0/value missing"));
    EXPECT_THAT(Codes(read({{"life", 1200, true}})), ElementsAre("/meters/0/value meter_unchanged_value"));
    EXPECT_THAT(Codes(read({{"scans", {}, true}})), ElementsAre("/meters/0/value meter_unchanged_first"));
    EXPECT_THAT(Codes(read({{"soup", 1, false}, {"life", 2000, false}, {"life", 2000, false}})),
                ElementsAre("/meters/0/kind meter_kind_unknown", "/meters/2/kind meter_twice"));
    EXPECT_THAT(Codes(read({})), ElementsAre("/meters missing"));
    EXPECT_THAT(Codes(read({{"life", -5, false}})), ElementsAre("/meters/0/value out_of_range"));
}

TEST(MeterRules, AnEarlierReadFitsBetweenItsNeighbours) {  // MTR-2
    const auto around =
        Seen({{At("2026-11-01T08:00:00Z"), {{"life", 1000}}}, {At("2026-11-20T08:00:00Z"), {{"life", 1500}}}}, {},
             "2026-11-10T08:00:00Z");
    EXPECT_TRUE(CheckRead({{{"life", 1500, false}}}, around));
    EXPECT_THAT(Codes(CheckRead({{{"life", 1501, false}}}, around)), ElementsAre("/meters/0/value meter_above_next"));
}

TEST(MeterRules, AfterAChangeOfTheCounterDifferencesGoOn) {  // MTR-2
    const auto change = Row("2026-11-10T08:00:00Z", {"life"}, {5}, {1200});
    const auto around =
        Seen({{At("2026-11-01T08:00:00Z"), {{"life", 1000}}}, {At("2026-11-20T08:00:00Z"), {{"life", 105}}}}, {change},
             "2026-11-15T08:00:00Z");
    EXPECT_EQ(around.at("life").before->shown, 5);
    EXPECT_EQ(around.at("life").before->continuous, 1200);
    EXPECT_EQ(around.at("life").after->continuous, 1300);
    EXPECT_TRUE(CheckRead({{{"life", 60, false}}}, around));
    EXPECT_THAT(Codes(CheckRead({{{"life", 106, false}}}, around)), ElementsAre("/meters/0/value meter_above_next"));
    const auto before = Seen({{At("2026-11-01T08:00:00Z"), {{"life", 1000}}}}, {}, "2026-11-10T08:00:00Z");
    EXPECT_TRUE(CheckChange({{{"life", 1000, 0}}}, before)) << "a wrap";
    EXPECT_THAT(Codes(CheckChange({{{"life", 999, 0}}}, before)), ElementsAre("/meters/0/ended meter_ended_below"));
}

TEST(MeterRules, FarAboveTheUsualPaceIsAHintAndNoRefusal) {  // MTR-2
    const auto earlier = Seen({{At("2026-09-20T08:00:00Z"), {{"life", 1000}}}}, {}, "2026-09-20T08:00:00Z");
    const auto around = Seen({{At("2026-10-20T08:00:00Z"), {{"life", 2000}}}}, {}, "2026-11-20T08:00:00Z");
    const auto hints = [&](std::int64_t value) {
        return HintsOf(*CheckRead({{{"life", value, false}}}, around), around, earlier, At("2026-11-20T08:00:00Z"));
    };
    EXPECT_THAT(hints(3100), ElementsAre());
    ASSERT_EQ(hints(31'000).size(), 1U);
    EXPECT_EQ(hints(31'000)[0], (MeterHint{"far_above_usual", "life", 29'000, 1033}));
    const MetersAround nothing;
    const auto parts = HintsOf(*CheckRead({{{"life", 10, false}, {"mono", 8, false}, {"color", 5, false}}}, nothing),
                               nothing, nothing, At("2026-11-20T08:00:00Z"));
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0], (MeterHint{"parts_above_whole", "life", 13, 10}));
}

TEST(MeterRules, APeriodEndsOnItsClosingDayInTheContractsTimeZone) {  // MTR-5
    const auto period = [](std::int32_t closing, const char* zone, const char* from) {
        return PeriodFrom({.closing_day = closing, .time_zone = zone, .groups = {}}, *base::ParseDay(from));
    };
    const auto february = period(31, "Europe/Berlin", "2027-02-01");
    EXPECT_EQ(base::FormatDay(february.period_ends_on), "2027-02-28");
    EXPECT_EQ(base::FormatRfc3339(february.period_starts_at), "2027-01-31T23:00:00Z");
    EXPECT_EQ(base::FormatRfc3339(february.period_ends_at), "2027-02-28T23:00:00Z");
    EXPECT_EQ(base::FormatDay(period(15, "UTC", "2026-11-16").period_ends_on), "2026-12-15");
    EXPECT_EQ(base::FormatDay(period(15, "UTC", "2026-11-15").period_ends_on), "2026-11-15");
    // The clock changes within.
    const auto march = period(31, "Europe/Berlin", "2027-03-01");
    EXPECT_EQ(base::FormatRfc3339(march.period_ends_at), "2027-03-31T22:00:00Z");
}

TEST(MeterRules, TermsNameTheirMetersOnce) {  // MTR-4
    MeterTermsInput terms{.closing_day = 31,
                          .time_zone = "Europe/Oslo",
                          .starts_on = *base::ParseDay("2026-11-01"),
                          .groups = {{"Mono", {"mono"}, 1000}, {"Color", {"color"}, 0}}};
    EXPECT_TRUE(CheckTerms(terms, At("2026-11-20T08:00:00Z")));
    terms.time_zone = "Europe/Atlantis";
    terms.starts_on = *base::ParseDay("2020-01-01");
    terms.groups = {{"Mono", {"mono", "mono"}, -1}, {"mono", {"soup"}, 0}, {"", {}, 0}};
    EXPECT_THAT(
        Codes(CheckTerms(terms, At("2026-11-20T08:00:00Z"))),
        ::testing::UnorderedElementsAre("/time_zone time_zone_unknown", "/starts_on meter_terms_start",
                                        "/groups/0/included_pages out_of_range", "/groups/0/meters meter_twice",
                                        "/groups/1/name meter_group_twice", "/groups/1/meters meter_kind_unknown",
                                        "/groups/2/name missing", "/groups/2/meters missing"));
}

TEST(MeterImport, ARowIsJudgedAndNumbersAreReadAsPeopleWriteThem) {  // MTR-3
    const auto table = ReadImport("Serial number;read_on;Life;color\r\nA1;2026-11-20;1.234.567;same\r\n");
    ASSERT_TRUE(table);
    const Known known{
        AroundOf(kSlots, std::vector<AgentSample>{{At("2026-11-01T08:00:00Z"), {{"life", 1000}, {"color", 300}}}}, {},
                 At("2026-11-20T12:00:00Z")),
        {}};
    const auto now = At("2026-11-21T10:00:00Z");
    const auto judge = [&](std::vector<std::string> fields, KnownPrinter printer) {
        const imports::Row row{2, std::move(fields)};
        return Judge(row, table->columns, {{base::FoldCase(row.fields[0]), 2}}, printer, now);
    };
    const auto codes = [&](std::vector<std::string> fields, KnownPrinter printer) {
        Strings found;
        const auto judged = judge(std::move(fields), printer);
        for (const auto& error : judged.errors) found.push_back(error.column + " " + error.code);
        return found;
    };
    const KnownPrinter one{1, &known};
    const auto taken = Judge(table->rows[0], table->columns, FirstLinesOf(table->rows, table->columns), one, now);
    EXPECT_EQ(taken.result, imports::RowResult::kImported);
    EXPECT_EQ(taken.meters.at(0).value, 1'234'567);
    EXPECT_EQ(taken.meters.at(1).value, 300);
    EXPECT_EQ(judge({"A1", "", "1 234", ""}, one).meters.at(0).value, 1234);
    EXPECT_THAT(codes({"A1", "", "1.5", ""}, one), ElementsAre("life meter_row_number"));
    EXPECT_THAT(codes({"A1", "", "1,2345", ""}, one), ElementsAre("life meter_row_number"));
    EXPECT_THAT(codes({"A1", "", "900", "="}, one), ElementsAre("life meter_not_greater"));
    EXPECT_THAT(codes({"A1", "20.11.2026", "", ""}, one), ElementsAre("read_on meter_row_day"));
    EXPECT_THAT(codes({"A1", "2027-01-01", "9000", ""}, one), ElementsAre("read_on meter_read_in_future"));
    EXPECT_THAT(codes({"A1", "", "", ""}, one), ElementsAre(" meter_row_empty"));
    EXPECT_THAT(codes({"B2", "", "9000", ""}, {}), ElementsAre("serial_number meter_row_unknown"));
    EXPECT_THAT(codes({"B2", "", "9000", ""}, {2, nullptr}), ElementsAre("serial_number meter_row_several"));
    EXPECT_THAT(codes({"A1", "", "9000"}, one), ElementsAre(" row_values"));
}

}  // namespace
}  // namespace meter_reads
