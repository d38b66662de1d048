#include <set>

#include "server/platform/audit/actions.hpp"
#include "server/shelf/shelf_views.hpp"

namespace shelf {

base::Result<void> CheckCount(const std::vector<replenishment::CountedLine>& lines) {
    base::FieldProblems problems;
    base::CheckLimits(ShelfCount{lines}, problems);
    std::set<std::pair<printers::PrinterId, std::int32_t>> seen;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (!seen.emplace(lines[at].printer_id, lines[at].supply_slot).second) {
            problems.Add("/lines/" + std::to_string(at) + "/supply_slot", "count_line_twice");
        }
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return {};
}

audit::Change ChangeOf(base::OrganizationId organization, const std::vector<replenishment::CountedLine>& lines,
                       const replenishment::Counted& counted) {
    return {.organization = organization,
            .action = audit::action::kShelfCounted,
            .object_type = "shelf",
            .object_id = lines.front().printer_id.value,
            .before = base::json::ToValue(ShelfCount{counted.before}),
            .after = base::json::ToValue(ShelfCount{lines}),
            .object_name = counted.place};
}

}  // namespace shelf
