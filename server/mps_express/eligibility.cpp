#include "server/mps_express/eligibility.hpp"

#include <algorithm>

#include "server/catalog/catalog.hpp"
#include "server/organizations/organizations.hpp"

namespace mps_express {

namespace {

// Of the models of a fleet, each looked up once however many printers are of it.
class Maxima {
  public:
    Maxima(pg::Transaction& tx, const std::vector<printers::ProgrammeFact>& facts) {
        std::unordered_map<std::string, std::string> keys;  // as the printer says it -> catalog::ModelKey
        for (const auto& fact : facts) {
            const auto [said, is_new] = keys.try_emplace(Said(fact));
            if (is_new) said->second = catalog::ModelKey(fact.manufacturer, fact.model);
        }
        std::vector<std::string> wanted;
        for (const auto& [said, key] : keys) wanted.push_back(key);
        std::ranges::sort(wanted);
        wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
        std::unordered_map<std::string, std::int64_t> supported;
        for (auto& row : store::FindSupported(tx, wanted)) {
            supported.emplace(std::move(row.model_key), row.maximum_lifetime_pages);
        }
        for (auto& [said, key] : keys) {
            const auto at = supported.find(key);
            maxima_.emplace(said, at == supported.end() ? std::nullopt : std::optional(at->second));
        }
    }
    [[nodiscard]] std::optional<std::int64_t> Of(const printers::ProgrammeFact& fact) const {
        return maxima_.at(Said(fact));
    }

  private:
    static std::string Said(const printers::ProgrammeFact& fact) { return fact.manufacturer + '\n' + fact.model; }
    std::unordered_map<std::string, std::optional<std::int64_t>> maxima_;
};

struct AgentVersions {
    std::unordered_map<agents::AgentId, std::string> texts;
    std::unordered_map<agents::AgentId, bool> current;
};

AgentVersions VersionsOf(pg::Transaction& tx, base::OrganizationId organization, const std::string& minimum,
                         const std::vector<printers::ProgrammeFact>& facts) {
    AgentVersions versions;
    for (const auto& fact : facts) {
        if (fact.agent_id) versions.current.emplace(*fact.agent_id, minimum.empty());
    }
    std::vector<agents::AgentId> wanted;
    for (const auto& [agent, current] : versions.current) wanted.push_back(agent);
    for (auto& agent : agents::FindAgents(tx, {&organization, 1}, wanted)) {
        if (!agent.version_text) continue;
        versions.current[agent.id] = IsAtLeast(*agent.version_text, minimum);
        versions.texts.emplace(agent.id, std::move(*agent.version_text));
    }
    return versions;
}

}  // namespace

std::array<std::int64_t, kEligibilities> Evaluation::Counts() const {
    std::array<std::int64_t, kEligibilities> counts{};
    for (const auto& printer : printers) ++counts[static_cast<std::size_t>(printer.state)];
    return counts;
}

Evaluation Evaluate(pg::Transaction& tx, base::OrganizationId organization, const store::MpsProgramme& programme,
                    std::vector<printers::ProgrammeFact> facts) {
    const Maxima maxima(tx, facts);
    AgentVersions versions = VersionsOf(tx, organization, programme.minimum_agent_version, facts);
    Evaluation evaluation{programme, {}, std::move(versions.texts)};
    evaluation.printers.reserve(facts.size());
    for (auto& fact : facts) {
        Judged judged{.maximum_lifetime_pages = maxima.Of(fact)};
        const bool current =
            fact.agent_id ? versions.current.at(*fact.agent_id) : programme.minimum_agent_version.empty();
        if (fact.agent_id) {
            const auto text = evaluation.agent_versions.find(*fact.agent_id);
            if (text != evaluation.agent_versions.end()) judged.agent_version = &text->second;
        }
        judged.state = Judge({.managed = fact.managed,
                              .registration_failed = fact.registration_failed,
                              .maximum_lifetime_pages = judged.maximum_lifetime_pages,
                              .lifetime_pages = fact.life_count < 0 ? std::nullopt : std::optional(fact.life_count),
                              .has_contact = fact.has_contact,
                              .agent_current = current});
        judged.fact = std::move(fact);
        evaluation.printers.push_back(std::move(judged));
    }
    return evaluation;
}

base::Result<void> CheckEntitled(pg::Transaction& tx, base::OrganizationId organization, Hold hold) {
    const auto acted_in = organizations::Find(tx, organization);
    if (!acted_in) return base::Refuse(base::ProblemKind::kNotFound, "not_found");
    if (acted_in->tier != organizations::Tier::kChild) {
        return base::Refuse(base::ProblemKind::kConflict, "mps_express_child_only");
    }
    constexpr auto kMps = organizations::Entitlement::kMpsExpress;
    const bool entitled = hold == Hold::kYes ? organizations::HoldEntitlement(tx, organization, kMps)
                                             : organizations::IsEntitled(tx, organization, kMps);
    if (!entitled) return base::Refuse(base::ProblemKind::kConflict, "mps_express_not_entitled");
    return {};
}

}  // namespace mps_express
