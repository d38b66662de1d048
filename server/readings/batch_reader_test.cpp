#include "lib/base/fast_reader_testing.hpp"
#include "lib/printing/agent_messages.hpp"
#include "server/testing/sample_reading.hpp"

// A batch of readings by the fast way and by the strict one (lib/base/fast_reader_test.cpp has the rules).
namespace {

using printing::ReadingBatch;
using server::testing::At;
using server::testing::Journaled;
using server::testing::SampleReading;

std::string Sample() {
    auto odd = SampleReading(2);
    odd.status_text = "Papierstau \"Fach 2\" \\ \xC3\xA4\xE2\x82\xAC";
    odd.alerts.push_back({"1.1", printing::AlertSeverity::kWarning, printing::AlertGroup::kInput, 2, 808,
                          printing::TrainingLevel::kUntrained, "Tray 2 empty"});
    odd.detected_errors = {printing::DetectedError::kNoPaper};
    odd.problems = {"prtInputTable: no answer"};
    odd.uptime_seconds.reset();
    return base::json::Write(ReadingBatch{
        5,
        {Journaled(1, At("2026-11-21T08:00:00.25Z"), SampleReading(1)), Journaled(2, At("2026-11-21T08:00:00Z"), odd)},
        {{3, 9}}});
}

const auto Strictly = base::testing::ReadStrictly<ReadingBatch>;
const auto Fast = base::testing::ReadFast<ReadingBatch>;

TEST(BatchReader, ReadsWhatAgentsSend) {
    EXPECT_EQ(Fast(Sample()), Sample());
    EXPECT_EQ(Fast(Sample()), Strictly(Sample()));
}

TEST(BatchReader, NeverReadsWhatTheStrictReaderRefusesNorAnythingElseIntoIt) {
    base::testing::ExpectDamageIsReadAsStrictly<ReadingBatch>(Sample());
}

}  // namespace
