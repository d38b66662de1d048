#include "lib/replenishment/coverage.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {

double PercentPerPage(const Coverage& coverage, double yield_pages) {
    return figure::kFull / yield_pages * std::exp(static_cast<double>(coverage.log_ratio));
}

void Cross(Coverage& coverage, double yield_pages, double step, double level) {
    if (coverage.mark < 0) {
        Restart(coverage, level);
        return;
    }
    const double span = coverage.mark - level;
    if (span < figure::kLeastSpan) return;
    if (coverage.pages > 0) {
        const double surprise = std::log(span / coverage.pages * yield_pages / figure::kFull) - coverage.log_ratio;
        if (std::abs(surprise) < figure::kMostSurprise) {
            const double error = figure::kCrossingError * step / span;
            const double noise = error * error + figure::kHabitNoise + figure::kJobNoise / span;
            const double gain = coverage.doubt / (coverage.doubt + noise);
            coverage.log_ratio += static_cast<float>(gain * surprise);
            coverage.doubt *= static_cast<float>(1 - gain);
        }
        coverage.doubt =
            static_cast<float>(std::min(figure::kMostCoverageDoubt, coverage.doubt + figure::kCoverageDrift * span));
    }
    Restart(coverage, level);
}

void Restart(Coverage& coverage, double mark) {
    coverage.mark = static_cast<float>(mark);
    coverage.pages = 0;
}

}  // namespace replenishment
