#include <algorithm>

#include "lib/base/hash.hpp"
#include "lib/base/text.hpp"
#include "lib/packages/agent_package.hpp"
#include "server/agent_versions/agent_versions.hpp"

namespace agent_versions {

std::int64_t RankOf(std::string_view version) {
    const auto read = packages::ReadVersion(version);
    if (!read) return 0;
    return (std::int64_t{read->major_number} * 1'000'000 + read->minor_number) * 1'000'000 + read->patch;
}

base::Result<AgentVersionRulesInput> CheckRules(const AgentVersionRulesInput& input,
                                                const std::vector<std::string>& versions) {
    base::FieldProblems problems;
    AgentVersionRulesInput checked{base::CleanText(input.minimum_version, 30),
                                   base::CleanText(input.rollout_version, 30), input.rollout_percent};
    base::CheckLimits(checked, problems);
    const auto is_version = [&](const std::string& version, const char* pointer) {
        if (version.empty() || packages::ReadVersion(version)) return true;
        if (!problems.Has(pointer)) problems.Add(pointer, "invalid_version");
        return false;
    };
    const bool minimum = is_version(checked.minimum_version, "/minimum_version");
    if (is_version(checked.rollout_version, "/rollout_version") && !checked.rollout_version.empty()) {
        if (std::ranges::find(versions, checked.rollout_version) == versions.end())
            problems.Add("/rollout_version", "version_without_package");
        else if (minimum && packages::IsOlder(checked.rollout_version, checked.minimum_version))
            problems.Add("/rollout_version", "below_minimum_version", {{"minimum", checked.minimum_version}});
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return checked;
}

bool IsAmong(agents::AgentId agent, std::int32_t percent) {
    return static_cast<std::int32_t>(base::StableHash(agent.ToString()) % 100) < percent;
}

std::optional<std::string> OfferedVersion(const Candidate& candidate, const AgentVersionRules& rules,
                                          const std::vector<std::string>& versions) {
    const auto& report = candidate.report;
    if (!report.can_update) return std::nullopt;
    const auto may = [&](const std::string& version) {
        return std::ranges::find(versions, version) != versions.end() && packages::IsOlder(report.version, version) &&
               !packages::IsOlder(version, rules.minimum_version);
    };
    if (candidate.wanted && may(*candidate.wanted)) return candidate.wanted;
    const bool failed = report.last && report.last->version == rules.rollout_version &&
                        report.last->outcome != printing::UpdateOutcome::kDone;
    if (!failed && may(rules.rollout_version) && IsAmong(candidate.agent, rules.rollout_percent))
        return rules.rollout_version;
    return std::nullopt;
}

}  // namespace agent_versions
