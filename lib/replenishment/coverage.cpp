#include "lib/replenishment/coverage.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

constexpr double kLeastSpan = 5;       // percent: a shorter one says little
constexpr double kMostSurprise = 1.6;  // ln: five times as much is no coverage but a misreading
constexpr double kMostDoubt = 0.06;
constexpr double kDrift = 0.00005;    // doubt that a percent of a cartridge brings back: habits change
constexpr double kHabitNoise = 0.02;  // variance of one span that no gauge causes

}  // namespace

double PercentPerPage(const Coverage& coverage, double yield_pages) {
    return 100 / yield_pages * std::exp(static_cast<double>(coverage.log_ratio));
}

void Cross(Coverage& coverage, double yield_pages, double step, double level) {
    if (coverage.mark < 0) {
        Restart(coverage, level);
        return;
    }
    const double span = coverage.mark - level;
    if (span < kLeastSpan) return;
    if (coverage.pages > 0) {
        const double surprise = std::log(span / coverage.pages * yield_pages / 100) - coverage.log_ratio;
        if (std::abs(surprise) < kMostSurprise) {
            const double error = 0.4 * step / span;
            const double noise = error * error + kHabitNoise + 0.3 / span;
            const double gain = coverage.doubt / (coverage.doubt + noise);
            coverage.log_ratio += static_cast<float>(gain * surprise);
            coverage.doubt *= static_cast<float>(1 - gain);
        }
        coverage.doubt = static_cast<float>(std::min(kMostDoubt, coverage.doubt + kDrift * span));
    }
    Restart(coverage, level);
}

void Restart(Coverage& coverage, double mark) {
    coverage.mark = static_cast<float>(mark);
    coverage.pages = 0;
}

}  // namespace replenishment
