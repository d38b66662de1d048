#pragma once

// How much of a cartridge is used in some days to come: a gamma distribution, and bursts.
namespace replenishment {

// z of the standard normal distribution -> quantile of the gamma distribution with this mean and variance
// (Wilson and Hilferty 1931). mean >= 0; 0 for mean 0.
[[nodiscard]] double GammaQuantile(double z, double mean, double variance);

// P(X > x) of the same distribution by the same approximation.
[[nodiscard]] double GammaExceeds(double x, double mean, double variance);

// What is believed of one supply's consumption.
struct Demand {
    double rate = 0;            // percent a working day
    double day_variance = 0.6;  // of one working day's consumption, relative to rate^2
    double rate_doubt = 0.22;   // coefficient of variation of the rate itself today ...
    double doubt_days = 45;     // ... whose variance doubles in this many days
    double burst_variance = 0;  // percent^2 a day that bursts add
    double level_variance = 0;  // percent^2: how well the level is known
    double burst_rate = 0;      // bursts a day
    double burst_size = 0;      // mean percent of one

    [[nodiscard]] double Mean(double weight) const { return rate * weight; }
    // `weight`: calendar weight of the next `days` days.
    [[nodiscard]] double Variance(double weight, double days) const {
        return rate * rate *
                   (day_variance * weight +
                    weight * weight * rate_doubt * rate_doubt * (1 + days / doubt_days)) +
               burst_variance * days + level_variance;
    }
    // P(more than `position` percent is used).
    [[nodiscard]] double Exceeds(double position, double weight, double days) const;
    [[nodiscard]] double Quantile(double z, double weight, double days) const {
        return GammaQuantile(z, Mean(weight), Variance(weight, days));
    }
};

}  // namespace replenishment
