#pragma once

#include <string>
#include <vector>

#include "server/platform/audit/audit.hpp"
#include "server/shelf/shelf.hpp"

// What the routes of the shelf show and take.
namespace shelf {

// Printers of a site that one count takes at once.
inline constexpr std::size_t kMostPrinters = 100;

struct ShelfView {
    base::OrganizationId organization_id;
    std::vector<replenishment::ShelfLine> lines;
};
BOOST_DESCRIBE_STRUCT(ShelfView, (), (organization_id, lines))

struct ShelfCount {
    std::vector<replenishment::CountedLine> lines;

    static constexpr base::Limit kLimits[] = {{.field = "lines", .required = true, .max_items = 1'000}};
};
BOOST_DESCRIBE_STRUCT(ShelfCount, (), (lines))

// For the audit log: what the book said of the shelf, and what was counted.
audit::Change ChangeOf(base::OrganizationId organization, const std::vector<replenishment::CountedLine>& lines,
                       const replenishment::Counted& counted);

// "invalid_fields" with what is wrong, "line_twice" among it.
base::Result<void> CheckCount(const std::vector<replenishment::CountedLine>& lines);

}  // namespace shelf
