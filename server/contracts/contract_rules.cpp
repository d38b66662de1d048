#include <algorithm>
#include <array>

#include "lib/base/text.hpp"
#include "server/contracts/contracts.hpp"

namespace contracts {

base::Result<ContractInput> CheckContract(const ContractInput& input) {
    // ASR-1: nothing else is ordered by itself.
    constexpr std::array<std::string_view, 3> kKinds{"toner", "ink", "waste_toner"};
    ContractInput clean = input;
    clean.number = base::CleanText(input.number, 51);
    clean.name = base::CleanText(input.name, 101);
    std::ranges::sort(clean.excluded_kinds);
    clean.excluded_kinds.erase(std::ranges::unique(clean.excluded_kinds).begin(), clean.excluded_kinds.end());
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (problems.empty()) {
        for (const auto& kind : clean.excluded_kinds) {
            if (std::ranges::find(kKinds, kind) != kKinds.end()) continue;
            problems.Add("/excluded_kinds", "supply_kind_unknown", {{"kind", kind}});
            break;
        }
    }
    if (clean.starts_on && clean.ends_on && *clean.ends_on < *clean.starts_on) {
        problems.Add("/ends_on", "ends_before_start");
    }
    CheckTerms(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    std::ranges::sort(clean.delivery_days);
    return clean;
}

}  // namespace contracts
