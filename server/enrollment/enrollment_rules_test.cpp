#include <gtest/gtest.h>

#include <functional>

#include "server/enrollment/enrollment.hpp"

// ASR-2, ASR-8, ASR-17: one thing after the other stands in the way.
namespace enrollment {
namespace {

using contracts::CustomerKind;

const base::Day kToday = *base::ParseDay("2026-06-01");

Candidate Ready() {
    return {.contract = contracts::Coverage{}, .fleet_agent_route = true, .has_agent = true, .has_contact = true};
}

TEST(EnrollmentRules, EachOneStandsInTheWayByItself) {
    EXPECT_EQ(Judge(Ready(), false, kToday), EnrollmentState::kReady);
    const std::pair<EnrollmentState, std::function<void(Candidate&)>> cases[] = {
        {EnrollmentState::kEnrolled, [](Candidate& c) { c.enrolled = true; }},
        {EnrollmentState::kNotUnderContract, [](Candidate& c) { c.contract.reset(); }},
        {EnrollmentState::kContractNotRunning,
         [](Candidate& c) { c.contract->ends_on = kToday - std::chrono::days(1); }},
        {EnrollmentState::kSuppliesExcluded, [](Candidate& c) { c.contract->supplies_included = false; }},
        {EnrollmentState::kHighVolume, [](Candidate& c) { c.high_volume = true; }},
        {EnrollmentState::kModelNotListed, [](Candidate& c) { c.fleet_agent_route = false; }},
        {EnrollmentState::kNoRoute, [](Candidate& c) { c.has_agent = false; }},
        {EnrollmentState::kNoContact, [](Candidate& c) { c.has_contact = false; }},
        {EnrollmentState::kByServiceDesk, [](Candidate& c) { c.contract->customer = CustomerKind::kMps; }},
    };
    for (const auto& [state, stand_in_the_way] : cases) {
        Candidate one = Ready();
        stand_in_the_way(one);
        EXPECT_EQ(Judge(one, false, kToday), state);
    }
}

TEST(EnrollmentRules, WhatTakesPartMayBeSentNothingAllTheSame) {  // ASR-2, ASR-8, ASR-17
    Candidate one = Ready();
    one.enrolled = true;
    one.contract->customer = CustomerKind::kMps;
    one.fleet_agent_route = false;
    EXPECT_EQ(ObstacleOf(one, kToday), std::nullopt) << "the list of models is asked before it takes part";
    const std::pair<EnrollmentState, std::function<void(Candidate&)>> cases[] = {
        {EnrollmentState::kNotUnderContract, [](Candidate& c) { c.contract.reset(); }},
        {EnrollmentState::kContractNotRunning,
         [](Candidate& c) { c.contract->starts_on = kToday + std::chrono::days(1); }},
        {EnrollmentState::kSuppliesExcluded, [](Candidate& c) { c.contract->supplies_included = false; }},
        {EnrollmentState::kHighVolume, [](Candidate& c) { c.high_volume = true; }},
        {EnrollmentState::kNoRoute, [](Candidate& c) { c.has_agent = false; }},
        {EnrollmentState::kNoContact, [](Candidate& c) { c.has_contact = false; }},
    };
    for (const auto& [state, stand_in_the_way] : cases) {
        Candidate stopped = one;
        stand_in_the_way(stopped);
        EXPECT_EQ(Judge(stopped, false, kToday), EnrollmentState::kEnrolled);
        EXPECT_EQ(ObstacleOf(stopped, kToday), state);
        stopped.enrolled = false;
        EXPECT_EQ(ObstacleOf(stopped, kToday), std::nullopt) << "its state says it";
    }
}

TEST(EnrollmentRules, ForMpsCustomersTheOperatorEnrolls) {  // ASR-17
    Candidate one = Ready();
    one.contract->customer = CustomerKind::kMps;
    EXPECT_EQ(Judge(one, true, kToday), EnrollmentState::kReady);
    one.has_contact = false;
    EXPECT_EQ(Judge(one, true, kToday), EnrollmentState::kNoContact) << "the rules are the operator's, too";
}

TEST(EnrollmentRules, EitherRouteWillDo) {  // ASR-2
    Candidate one = Ready();
    one.fleet_agent_route = false;
    one.native_agent_route = true;
    EXPECT_EQ(Judge(one, false, kToday), EnrollmentState::kReady);
}

}  // namespace
}  // namespace enrollment
