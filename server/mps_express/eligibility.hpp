#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/mps_express/eligibility_rules.hpp"
#include "server/mps_express/programme_store.hpp"

// The eligibility of many printers: their facts in one statement, what is asked of their models and agents in one each.
namespace mps_express {

struct Judged {
    printers::ProgrammeFact fact;
    Eligibility state = Eligibility::kEligible;
    std::optional<std::int64_t> maximum_lifetime_pages;  // of its model
    const std::string* agent_version = nullptr;  // of the Evaluation; nullptr: none reads it, or it did not tell
};

struct Evaluation {
    store::MpsProgramme programme;
    std::vector<Judged> printers;  // by id
    std::unordered_map<agents::AgentId, std::string> agent_versions{};

    [[nodiscard]] std::array<std::int64_t, kEligibilities> Counts() const;
};

// Of these facts, by what is asked now.
Evaluation Evaluate(pg::Transaction& tx, base::OrganizationId organization, const store::MpsProgramme& programme,
                    std::vector<printers::ProgrammeFact> facts);

// Refuses where printers cannot be added at all (MPX-1): "mps_express_child_only", "mps_express_not_entitled". With `hold` the
// entitlement stays until `tx` ends.
enum class Hold { kNo, kYes };
base::Result<void> CheckEntitled(pg::Transaction& tx, base::OrganizationId organization, Hold hold);

}  // namespace mps_express
