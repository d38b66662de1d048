#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/contracts/contracts.hpp"

// ASR-4: what counts of what the levels say.
namespace contracts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ErrorsOf(const base::Problem& problem) {
    std::vector<std::string> errors;
    for (const auto& field : problem.fields) errors.push_back(field.pointer + " " + field.code);
    return errors;
}

ContractInput Good() {
    ContractInput input;
    input.number = "K-1";
    input.name = "Print";
    return input;
}

TEST(Terms, TheLastLevelThatSaysSomethingCountsForEachTerm) {  // ASR-4
    SupplyTerms of_operator;
    of_operator.trigger_days = 20;
    of_operator.coverage_days = 40;
    SupplyTerms of_contract;
    of_contract.trigger_days = 14;
    of_contract.delivery_days = {Weekday::kMonday};
    SupplyTerms of_site;
    of_site.consolidation = Consolidation::kPerPrinter;
    const std::array<Level, 4> levels{{{TermSource::kOperator, &of_operator},
                                       {TermSource::kModel, nullptr},
                                       {TermSource::kContract, &of_contract},
                                       {TermSource::kSite, &of_site}}};
    const auto terms = Inherit({}, levels);
    EXPECT_EQ(terms.trigger_days, 14);
    EXPECT_EQ(terms.sources.trigger_days, TermSource::kContract);
    EXPECT_EQ(terms.coverage_days, 40);
    EXPECT_EQ(terms.sources.coverage_days, TermSource::kOperator);
    EXPECT_EQ(terms.join_days, 45);
    EXPECT_EQ(terms.sources.join_days, TermSource::kInstallation);
    EXPECT_EQ(terms.consolidation, Consolidation::kPerPrinter);
    EXPECT_EQ(terms.sources.consolidation, TermSource::kSite);
    EXPECT_THAT(terms.delivery_days, ElementsAre(Weekday::kMonday));
}

TEST(Terms, WhatIsDueAlwaysJoins) {  // ASR-6
    SupplyTerms of_operator;
    of_operator.trigger_days = 90;
    const std::array<Level, 1> levels{{{TermSource::kOperator, &of_operator}}};
    EXPECT_EQ(Inherit({}, levels).join_days, 90);
}

TEST(Contracts, SaysEveryWrongFieldAtOnce) {
    ContractInput input = Good();
    input.number = " ";
    input.starts_on = base::ParseDay("2026-05-01");
    input.ends_on = base::ParseDay("2026-04-30");
    input.trigger_days = 30;
    input.join_days = 20;
    input.first_notice_days = 15;
    input.delivery_days = {Weekday::kMonday, Weekday::kMonday};
    const auto checked = CheckContract(input);
    ASSERT_FALSE(checked);
    EXPECT_THAT(ErrorsOf(checked.error()),
                ::testing::UnorderedElementsAre("/number missing", "/ends_on ends_before_start",
                                                "/join_days join_before_trigger", "/first_notice_days out_of_range",
                                                "/delivery_days delivery_day_twice"));
    input = Good();
    input.excluded_kinds = {"fuser"};
    ASSERT_FALSE(CheckContract(input));
    EXPECT_THAT(ErrorsOf(CheckContract(input).error()), ElementsAre("/excluded_kinds supply_kind_unknown"));
}

TEST(Contracts, AreKeptWithoutDoubles) {
    ContractInput input = Good();
    input.name = "  Print   all ";
    input.excluded_kinds = {"toner", "ink", "toner"};
    const auto checked = CheckContract(input);
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->name, "Print all");
    EXPECT_THAT(checked->excluded_kinds, ElementsAre("ink", "toner"));
}

TEST(Contracts, CoverWhatTheyIncludeWhileTheyRun) {  // ASR-2
    Coverage coverage{.excluded_kinds = {"waste_toner"}};
    EXPECT_TRUE(coverage.Covers("toner_cartridge"));
    EXPECT_FALSE(coverage.Covers("waste_toner"));
    EXPECT_FALSE(coverage.Covers("waste_toner_container"));
    coverage.supplies_included = false;
    EXPECT_FALSE(coverage.Covers("toner"));
    coverage.starts_on = base::ParseDay("2026-05-01");
    coverage.ends_on = base::ParseDay("2026-05-02");
    EXPECT_FALSE(coverage.RunsOn(*base::ParseDay("2026-04-30")));
    EXPECT_TRUE(coverage.RunsOn(*base::ParseDay("2026-05-01")));
    EXPECT_TRUE(coverage.RunsOn(*base::ParseDay("2026-05-02")));
    EXPECT_FALSE(coverage.RunsOn(*base::ParseDay("2026-05-03")));
}

}  // namespace
}  // namespace contracts
