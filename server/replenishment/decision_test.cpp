#include "server/replenishment/decision.hpp"

#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace replenishment {
namespace {

Decision Forecast(Why why, Verdict verdict = Verdict::kNoOrder) {
    return {.verdict = verdict,
            .why = why,
            .quantity = verdict == Verdict::kNoOrder ? 0 : 2,
            .forecast = true,
            .percent = 12.4,
            .shelf = 1,
            .transit = 3,
            .silent_days = 12,
            .daily_percent = 1.234,
            .q10 = 8,
            .q50 = 11,
            .q90 = 15,
            .lasts_days = 31.5,
            .risk = 0.14,
            .trigger_days = 21,
            .cover_days = 30,
            .due_in_days = 9};
}

std::string Sentence(const Decision& decision, const std::string& language) {
    static const auto texts = i18n::Catalogues::BuiltIn();
    const Reason reason = ReasonOf(decision);
    return texts.Format(language, "sentences.replenishment." + reason.code, reason.args);
}

TEST(Reason, NamesItsCodeAndFigures) {  // ASR-15
    const Reason reason = ReasonOf(Forecast(Why::kDueByRisk, Verdict::kOrder));
    EXPECT_EQ(reason.code, "due_by_risk");
    EXPECT_EQ(reason.args.at("percent"), base::Arg(std::int64_t{12}));
    EXPECT_EQ(reason.args.at("risk"), base::Arg(std::int64_t{14}));
    EXPECT_EQ(reason.args.at("daily_percent"), base::Arg(1.23));
    EXPECT_EQ(reason.args.at("quantity"), base::Arg(std::int64_t{2}));
    EXPECT_EQ(Sentence(Forecast(Why::kDueByRisk, Verdict::kOrder), "en"),
              "About 12 % is left in the printer, with 1 cartridge on the shelf, and it may be "
              "used up before a "
              "delivery arrives (14 % likely).");
}

TEST(Reason, AProbabilityIsNeverNothingAndNeverEverything) {
    Decision decision = Forecast(Why::kDueByRisk, Verdict::kOrder);
    decision.risk = 0.0001;
    EXPECT_EQ(ReasonOf(decision).args.at("risk"), base::Arg(std::int64_t{1}));
    decision.risk = 1;
    EXPECT_EQ(ReasonOf(decision).args.at("risk"), base::Arg(std::int64_t{99}));
}

TEST(Reason, EveryCodeIsOneSentenceInEveryLanguage) {  // ASR-10, ASR-15
    for (const auto& [why, code] : base::json::EnumNames<Why>()) {
        for (const char* language : {"en", "de"}) {
            const std::string sentence = Sentence(Forecast(why, Verdict::kOrder), language);
            EXPECT_GT(sentence.size(), 20u) << code;
            EXPECT_EQ(sentence.find("sentences."), std::string::npos) << code << ": " << sentence;
            EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << code << ": " << sentence;
            EXPECT_EQ(sentence.back(), '.') << sentence;
        }
        EXPECT_NE(Sentence(Forecast(why), "en"), Sentence(Forecast(why), "de")) << code;
    }
}

TEST(Reason, WhatTheRuleWasNotAskedForHasNoRisk) {
    EXPECT_TRUE(IsAppraised(Forecast(Why::kEnough)));
    EXPECT_FALSE(IsAppraised(Forecast(Why::kNotCovered)));
    EXPECT_FALSE(IsAppraised({.why = Why::kEnough}));
    EXPECT_FALSE(ReasonOf(Forecast(Why::kNotCovered)).args.contains("risk"));
    EXPECT_TRUE(ReasonOf(Forecast(Why::kNotCovered)).args.contains("percent"));
}

// What is decided without a forecast is told without figures.
TEST(Reason, WithoutAForecastNoSentenceHasAGap) {
    for (const Why why : {Why::kLearning, Why::kNotReporting, Why::kHighVolume, Why::kNotCovered,
                          Why::kNoContact, Why::kUnknownLevel, Why::kUnrestricted}) {
        for (const char* language : {"en", "de"}) {
            const std::string sentence = Sentence({.why = why, .silent_days = 1}, language);
            EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << sentence;
        }
    }
}

}  // namespace
}  // namespace replenishment
