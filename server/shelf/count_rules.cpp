#include <set>

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

}  // namespace shelf
