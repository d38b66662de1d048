#pragma once

#include "lib/replenishment/method.hpp"

// Percent of a cartridge that a page takes, learned where the gauge crosses from one value to the next: there the
// level is known, and pages are counted exactly.
namespace replenishment {

struct Coverage {
    float log_ratio = 0;                        // ln(percent a page / (100 % / yield))
    float doubt = figure::kPriorCoverageDoubt;  // variance of log_ratio
    float mark = -1;                            // level at the last crossing, percent; -1: none yet with this cartridge
    float pages = 0;                            // since then

    bool operator==(const Coverage&) const = default;
};

// yield_pages > 0.
[[nodiscard]] double PercentPerPage(const Coverage& coverage, double yield_pages);

// The gauge has crossed down to `level`. `step`: percent between two values of the gauge.
void Cross(Coverage& coverage, double yield_pages, double step, double level);

// A new cartridge. `mark`: its level where that is known now, else -1.
void Restart(Coverage& coverage, double mark);

}  // namespace replenishment
