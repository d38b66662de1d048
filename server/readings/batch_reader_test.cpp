#include <gtest/gtest.h>

#include <random>

#include "lib/base/fast_reader.hpp"
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

// What the strict reader makes of it, as text; "" when it refuses.
std::string Strictly(const std::string& json) {
    const auto batch = base::json::Read<ReadingBatch>(json);
    return batch ? base::json::Write(*batch) : "";
}
// The same for the fast one; "" when it gives up.
std::string Fast(const std::string& json) {
    ReadingBatch batch;
    return base::FastReader(json).ReadAll(batch) ? base::json::Write(batch) : "";
}

TEST(BatchReader, ReadsWhatAgentsSend) {
    EXPECT_EQ(Fast(Sample()), Sample());
    EXPECT_EQ(Fast(Sample()), Strictly(Sample()));
}

TEST(BatchReader, NeverReadsWhatTheStrictReaderRefusesNorAnythingElseIntoIt) {
    const std::string sample = Sample();
    std::mt19937 random(7);
    int read = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string broken = sample;
        for (int change = 0; change < 1 + round % 3; ++change) {
            const std::size_t at = random() % broken.size();
            switch (random() % 4) {
                case 0:
                    broken.erase(at, 1 + random() % 5);
                    break;
                case 1:
                    broken.insert(at, 1, "\"{}[]:,0-\\ \x80n"[random() % 13]);
                    break;
                case 2:
                    broken[at] = static_cast<char>(random() % 256);
                    break;
                default:
                    broken.insert(at, broken.substr(random() % broken.size(), random() % 40));
            }
        }
        const std::string fast = Fast(broken);
        if (fast.empty()) continue;
        ++read;
        ASSERT_EQ(fast, Strictly(broken)) << broken;
    }
    EXPECT_GT(read, 100);  // the changes are not all fatal
}

}  // namespace
