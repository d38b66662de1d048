#pragma once

#include "lib/replenishment/method.hpp"

// How much of a cartridge is used in some days to come.
namespace replenishment {

// z of the standard normal distribution -> quantile of the gamma distribution with this mean and variance
// (Wilson and Hilferty 1931). mean >= 0; 0 for mean 0.
[[nodiscard]] double GammaQuantile(double z, double mean, double variance);

// P(X > x) of the same distribution by the same approximation.
[[nodiscard]] double GammaExceeds(double x, double mean, double variance);

// What is believed of one supply's consumption, percent of a cartridge. A gamma distribution, and with some
// probability a burst on top of it.
struct Demand {
    double rate = 0;                                  // a working day
    double day_variance = figure::kPriorDayVariance;  // of one working day's consumption, relative to rate^2
    double rate_doubt =
        figure::kPriorRateDoubt;  // coefficient of variation of the rate itself today; its variance doubles in 45 days
    double level_variance = 0;    // percent^2: how well the level is known that this is taken from
    double burst_variance = 0;    // percent^2 a day that bursts add to a forecast
    double burst_rate = 0;        // bursts a day
    double burst_size = 0;        // mean percent of one; they are spread evenly from a quarter to 1.75 times as much

    // `weight`: calendar weight of the next `days` days.
    [[nodiscard]] double Mean(double weight) const { return rate * weight; }
    [[nodiscard]] double Quantile(double z, double weight, double days) const;
    // P(more than `position` is used).
    [[nodiscard]] double Exceeds(double position, double weight, double days) const;

  private:
    [[nodiscard]] double UsualVariance(double weight, double days) const;
};

}  // namespace replenishment
