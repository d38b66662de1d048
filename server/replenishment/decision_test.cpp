#include "lib/replenishment/decision.hpp"

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

std::string Sentence(const Decision& decision, const std::string& language,
                     const std::optional<Shown>& shown = std::nullopt) {
    static const auto texts = i18n::Catalogues::BuiltIn();
    const Reason reason = shown ? ReasonOf(decision, *shown) : ReasonOf(decision);
    return texts.Format(language, "sentences.replenishment." + reason.code, reason.args);
}

const std::vector<std::string>& SpokenLanguages() {
    static const auto languages = i18n::Catalogues::BuiltIn().Languages();
    return languages;
}

TEST(Reason, NamesItsCodeAndFigures) {  // ASR-15
    const Reason reason = ReasonOf(Forecast(Why::kDueByRisk, Verdict::kOrder));
    EXPECT_EQ(reason.code, "due_by_risk");
    EXPECT_EQ(reason.args.at("percent"), base::Arg(std::int64_t{12}));
    EXPECT_EQ(reason.args.at("risk"), base::Arg(std::int64_t{14}));
    EXPECT_EQ(reason.args.at("daily_percent"), base::Arg(1.23));
    EXPECT_EQ(reason.args.at("quantity"), base::Arg(std::int64_t{2}));
    EXPECT_EQ(Sentence(Forecast(Why::kDueByRisk, Verdict::kOrder), "en"),
              "About 12 % is left in the printer. It was read 12 days ago. With 1 cartridge on the "
              "shelf it may be used up before a "
              "delivery arrives (14 % likely).");
}

TEST(Reason, SaysTheLevelThatIsShownAndKeepsTheEstimateBeside) {  // ASR-15
    const Reason reason = ReasonOf(Forecast(Why::kEnough), Shown{.percent = 34.9});
    EXPECT_EQ(reason.args.at("percent"), base::Arg(34.9));
    EXPECT_EQ(reason.args.at("usable_percent"), base::Arg(std::int64_t{12}));
    EXPECT_TRUE(
        Sentence(Forecast(Why::kEnough), "de", Shown{.percent = 34.9}).starts_with("Im Drucker sind noch 34,9 %."));
    const Shown box{.percent = 41, .receptacle = true};
    for (const auto& [why, code] : base::json::EnumNames<Why>()) {
        const std::string sentence = Sentence(Forecast(why, Verdict::kOrder), "en", box);
        EXPECT_EQ(sentence.find("left in the printer"), std::string::npos) << sentence;
    }
    EXPECT_TRUE(
        Sentence(Forecast(Why::kEnough), "en", box).starts_with("There is room for 41 % in the waste container."));
}

TEST(Reason, NoFigureIsOutOfRange) {  // ASR-15
    Decision decision = Forecast(Why::kEnough);
    decision.percent = 105;
    decision.silent_days = -1;
    EXPECT_EQ(ReasonOf(decision).args.at("percent"), base::Arg(std::int64_t{100}));
    EXPECT_EQ(ReasonOf(decision).args.at("silent_days"), base::Arg(std::int64_t{0}));
    decision.percent = -3;
    EXPECT_EQ(ReasonOf(decision).args.at("percent"), base::Arg(std::int64_t{0}));
    EXPECT_EQ(ReasonOf(decision, Shown{.percent = 104}).args.at("percent"), base::Arg(100.0));
}

// Reasons that were stored by earlier versions have no `level` and no `moved`.
TEST(Reason, AnOlderReasonIsStillASentence) {
    Reason reason = ReasonOf(Forecast(Why::kDue, Verdict::kOrder));
    reason.args.erase("level");
    static const auto texts = i18n::Catalogues::BuiltIn();
    const auto sentence = texts.Format("en", "sentences.replenishment.due", reason.args);
    EXPECT_TRUE(sentence.starts_with("12 % is left in the printer.")) << sentence;
    EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << sentence;
}

TEST(Reason, AnOrderBeforeItsDaySaysWhy) {  // ASR-15
    for (const Why why : {Why::kDue, Why::kDueByLeadTime, Why::kDueByRisk, Why::kBackOrder}) {
        for (const char* moved : {"consumption_rose", "level_lower", "stock_lower", "estimate"}) {
            for (const auto& language : SpokenLanguages()) {
                Reason reason = ReasonOf(Forecast(why, Verdict::kOrder));
                static const auto texts = i18n::Catalogues::BuiltIn();
                const std::string key = "sentences.replenishment." + reason.code;
                const auto plain = texts.Format(language, key, reason.args);
                reason.args["moved"] = std::string(moved);
                const auto said = texts.Format(language, key, reason.args);
                EXPECT_TRUE(said.starts_with(plain + " ")) << said;
                EXPECT_GT(said.size(), plain.size() + 30) << said;
            }
        }
    }
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
        for (const auto& language : SpokenLanguages()) {
            const std::string sentence = Sentence(Forecast(why, Verdict::kOrder), language);
            EXPECT_GT(sentence.size(), 20u) << code;
            EXPECT_EQ(sentence.find("sentences."), std::string::npos) << code << ": " << sentence;
            EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << code << ": " << sentence;
            EXPECT_EQ(sentence.back(), '.') << sentence;
            if (language != "en") {
                EXPECT_NE(Sentence(Forecast(why, Verdict::kOrder), "en"), sentence) << code << " " << language;
            }
        }
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
    for (const Why why : {Why::kLearning, Why::kNotReporting, Why::kHighVolume, Why::kNotCovered, Why::kNoContact,
                          Why::kUnknownLevel, Why::kUnrestricted}) {
        for (const auto& language : SpokenLanguages()) {
            const std::string sentence = Sentence({.why = why, .silent_days = 1}, language);
            EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << sentence;
        }
    }
}

}  // namespace
}  // namespace replenishment
