#include "server/mps_express/eligibility_rules.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace mps_express {
namespace {

using printers::Managed;

// Every combination of what is asked of a printer, with what is true of it in the order of the states.
struct Combination {
    Candidate candidate;
    std::vector<Eligibility> reasons;  // all that apply, the first first
};

std::vector<Combination> EveryCombination() {
    std::vector<Combination> all;
    for (const Managed managed : {Managed::kNone, Managed::kPendingMpsExpress, Managed::kMpsExpress}) {
        for (int bits = 0; bits < 8; ++bits) {
            for (const auto& maximum : std::vector<std::optional<std::int64_t>>{std::nullopt, 1, 1000}) {
                for (const auto& pages : std::vector<std::optional<std::int64_t>>{std::nullopt, 0, 1, 2, 1000, 1001}) {
                    const bool failed = (bits & 1) != 0;
                    const bool contact = (bits & 2) != 0;
                    const bool current = (bits & 4) != 0;
                    Combination one{{managed, failed, maximum, pages, contact, current}, {}};
                    if (managed == Managed::kMpsExpress) one.reasons.push_back(Eligibility::kAlreadyManaged);
                    if (managed == Managed::kPendingMpsExpress) one.reasons.push_back(Eligibility::kManagementPending);
                    if (failed) one.reasons.push_back(Eligibility::kRegistrationFailed);
                    if (!maximum) one.reasons.push_back(Eligibility::kUnsupportedModel);
                    if (maximum && pages && *pages > *maximum)
                        one.reasons.push_back(Eligibility::kLifetimePagesExceeded);
                    if (!pages) one.reasons.push_back(Eligibility::kLifetimePagesMissing);
                    if (!contact) one.reasons.push_back(Eligibility::kContactMissing);
                    if (!current) one.reasons.push_back(Eligibility::kAgentOutdated);
                    all.push_back(std::move(one));
                }
            }
        }
    }
    return all;
}

TEST(EligibilityRules, APrinterHasTheFirstOfTheStatesThatApply) {  // MPX-2, MPX-3
    std::set<Eligibility> seen;
    for (const auto& [candidate, reasons] : EveryCombination()) {
        const auto state = Judge(candidate);
        seen.insert(state);
        EXPECT_EQ(state, reasons.empty() ? Eligibility::kEligible : reasons.front());
        for (const auto reason : reasons) EXPECT_LE(state, reason) << "a later state hides an earlier one";
    }
    EXPECT_EQ(seen.size(), kEligibilities) << "every state is reached";
}

TEST(EligibilityRules, OnlyOneReasonAwayEachStateLeadsToTheNextOne) {  // MPX-3
    for (const auto& [candidate, reasons] : EveryCombination()) {
        Candidate better = candidate;
        const auto state = Judge(better);
        // What the hint of the state asks for.
        switch (state) {
            case Eligibility::kAlreadyManaged:
            case Eligibility::kManagementPending:
                better.managed = Managed::kNone;
                break;
            case Eligibility::kRegistrationFailed:
                better.registration_failed = false;
                break;
            case Eligibility::kUnsupportedModel:
                better.maximum_lifetime_pages = 1000;
                break;
            case Eligibility::kLifetimePagesExceeded:
                better.lifetime_pages = 0;
                break;
            case Eligibility::kLifetimePagesMissing:
                better.lifetime_pages = 1;
                break;
            case Eligibility::kContactMissing:
                better.has_contact = true;
                break;
            case Eligibility::kAgentOutdated:
                better.agent_current = true;
                break;
            case Eligibility::kEligible:
                continue;
        }
        EXPECT_GT(Judge(better), state);
    }
}

TEST(EligibilityRules, TheMaximumItselfIsStillAllowed) {  // MPX-3
    Candidate printer{Managed::kNone, false, 1000, 1000, true, true};
    EXPECT_EQ(Judge(printer), Eligibility::kEligible);
    printer.lifetime_pages = 1001;
    EXPECT_EQ(Judge(printer), Eligibility::kLifetimePagesExceeded);
}

TEST(EligibilityRules, VersionsAreComparedByTheirNumbers) {  // MPX-3
    // Each below the next one.
    const std::vector<std::string> ascending{"0.9.12", "1.0.0-rc1",  "1",   "1.0.1", "1.2",
                                             "1.10",   "2.0.0-beta", "2.0", "10.0.0"};
    for (std::size_t low = 0; low < ascending.size(); ++low) {
        for (std::size_t high = 0; high < ascending.size(); ++high) {
            EXPECT_EQ(IsAtLeast(ascending[high], ascending[low]), high >= low)
                << ascending[high] << " " << ascending[low];
        }
    }
    for (const std::string same : {"1", "1.0", "v1.0.0", "1.0.0+f00", "1.0.0.0"}) {
        EXPECT_TRUE(IsAtLeast(same, "1.0")) << same;
        EXPECT_TRUE(IsAtLeast("1.0", same)) << same;
    }
}

TEST(EligibilityRules, WhatIsNoVersionIsBelowEveryMinimum) {  // MPX-3
    for (const std::string none : {"", "one", "1..2", "1.", ".1", "1 2", "-1", "4294967296", "1.2.3.4.5.6.7"}) {
        EXPECT_FALSE(IsVersion(none)) << none;
        EXPECT_FALSE(IsAtLeast(none, "0.0.1")) << none;
        EXPECT_TRUE(IsAtLeast(none, "")) << "any version is enough: " << none;
    }
}

}  // namespace
}  // namespace mps_express
