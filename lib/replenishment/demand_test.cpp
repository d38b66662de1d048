#include "lib/replenishment/demand.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace replenishment {
namespace {

// P(Z > z) of the normal distribution.
double Above(double z) {
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

// Quantiles of gamma distributions with scale 1 (mean = variance = shape), from tables of chi-squared / 2.
struct Known {
    double shape;
    double z;
    double quantile;
    double tolerance;  // relative: the approximation is good to a percent or two, better for large shapes
};
constexpr Known kKnown[] = {
    {1, 1.281552, 2.302585, 0.02},    {1, 1.959964, 3.688879, 0.02},   {1, 0, 0.693147, 0.02},
    {4, 1.281552, 6.680783, 0.005},   {4, 1.959964, 8.767273, 0.005},  {4, -1.281552, 1.744770, 0.01},
    {10, 2.326348, 18.783118, 0.003}, {10, 0, 9.668715, 0.001},        {10, -1.644854, 5.425406, 0.003},
    {50, 1.644854, 62.171, 0.001},    {50, -1.644854, 38.9647, 0.001},
};

TEST(Gamma, QuantilesAreThoseOfTheTables) {
    for (const auto& [shape, z, quantile, tolerance] : kKnown) {
        EXPECT_NEAR(GammaQuantile(z, shape, shape), quantile, tolerance * quantile) << "shape " << shape << " z " << z;
    }
}

TEST(Gamma, ProbabilitiesAreThoseOfTheTables) {
    for (const auto& [shape, z, quantile, tolerance] : kKnown) {
        EXPECT_NEAR(GammaExceeds(quantile, shape, shape), Above(z), 0.005) << "shape " << shape << " z " << z;
    }
}

TEST(Gamma, OneIsTheInverseOfTheOther) {
    for (const double mean : {0.3, 4.0, 120.0}) {
        for (const double shape : {0.3, 1.0, 7.0, 400.0}) {
            for (double z = -2; z <= 3; z += 0.25) {
                const double variance = mean * mean / shape;
                const double quantile = GammaQuantile(z, mean, variance);
                if (quantile == 0) continue;  // what lies below is one point
                EXPECT_NEAR(GammaExceeds(quantile, mean, variance), Above(z), 1e-9) << mean << ' ' << shape << ' ' << z;
            }
        }
    }
}

TEST(Gamma, ScalesWithItsMean) {
    EXPECT_NEAR(GammaQuantile(1.5, 30, 90), 3 * GammaQuantile(1.5, 10, 10), 1e-9);
    EXPECT_NEAR(GammaExceeds(45, 30, 90), GammaExceeds(15, 10, 10), 1e-12);
}

TEST(Gamma, WithoutAMeanNothingIsUsed) {
    EXPECT_EQ(GammaQuantile(3, 0, 10), 0);
    EXPECT_EQ(GammaExceeds(0, 0, 10), 0);
}

TEST(Gamma, WithoutVarianceItIsTheMean) {
    EXPECT_NEAR(GammaQuantile(2, 10, 0), 10, 0.01);
    EXPECT_NEAR(GammaExceeds(9.9, 10, 0), 1, 1e-9);
    EXPECT_NEAR(GammaExceeds(10.1, 10, 0), 0, 1e-9);
}

TEST(Gamma, StaysInItsBoundsWhereTheApproximationEnds) {
    for (const double variance : {1.0, 1e3, 1e9}) {
        double before = 1;
        for (const double x : {-10.0, 0.0, 0.1, 1.0, 10.0, 1e6}) {
            const double exceeds = GammaExceeds(x, 1, variance);
            EXPECT_GE(exceeds, 0);
            EXPECT_LE(exceeds, before) << x;
            before = exceeds;
        }
        EXPECT_GE(GammaQuantile(-3, 1, variance), 0);
        EXPECT_TRUE(std::isfinite(GammaQuantile(3, 1, variance)));
    }
}

// ---- a supply's demand

TEST(Demand, IsTheRateOverTheWeightOfTheDays) {
    const Demand demand{.rate = 2};
    EXPECT_DOUBLE_EQ(demand.Mean(5.4), 10.8);
}

TEST(Demand, HasTheVarianceOfDaysAndOfTheRateItself) {
    const Demand demand{.rate = 2, .day_variance = 0.6, .rate_doubt = 0.2, .level_variance = 9};
    // M^2 (v C + C^2 cv^2 (1 + H / 45)) + level; H = 45 days of weight C = 30.
    const double variance = 4 * (0.6 * 30 + 900 * 0.04 * 2) + 9;
    EXPECT_NEAR(demand.Quantile(1.6, 30, 45), GammaQuantile(1.6, 60, variance), 1e-9);
    EXPECT_NEAR(demand.Exceeds(80, 30, 45), GammaExceeds(80, 60, variance), 1e-12);
}

TEST(Demand, OfTheSameWorkInMoreDaysLessIsKnown) {
    const Demand demand{.rate = 2};
    EXPECT_GT(demand.Quantile(1.6, 20, 60), demand.Quantile(1.6, 20, 20));
    EXPECT_LT(demand.Quantile(-1.6, 20, 60), demand.Quantile(-1.6, 20, 20));
}

TEST(Demand, BurstsMakeAForecastWider) {
    const Demand calm{.rate = 2};
    const Demand bursts{.rate = 2, .burst_variance = 10};
    EXPECT_GT(bursts.Quantile(1.3, 20, 28), calm.Quantile(1.3, 20, 28));
    EXPECT_DOUBLE_EQ(bursts.Mean(20), calm.Mean(20));
    EXPECT_DOUBLE_EQ(bursts.Exceeds(60, 20, 28), calm.Exceeds(60, 20, 28)) << "a risk counts them one by one";
}

TEST(Demand, ABurstAddsToTheRisk) {
    // Hardly any doubt about the usual 10 percent; bursts of 12.5 to 87.5 percent.
    const Demand demand{.rate = 1, .day_variance = 1e-6, .rate_doubt = 1e-3, .burst_rate = 0.01, .burst_size = 50};
    const double one = 1 - std::exp(-0.1);  // in ten days
    EXPECT_NEAR(demand.Exceeds(60, 10, 10), one * 0.5, 1e-6) << "half of them take 50 percent";
    EXPECT_NEAR(demand.Exceeds(20, 10, 10), one, 1e-6) << "all take 10 percent";
    EXPECT_NEAR(demand.Exceeds(10 + 87.5, 10, 10), 0, 1e-6) << "none takes more than 87.5";
    EXPECT_NEAR(demand.Exceeds(5, 10, 10), 1, 1e-6) << "it is used up without one";
    EXPECT_GT(demand.Exceeds(60, 10, 20), demand.Exceeds(60, 10, 10)) << "time brings more";
}

TEST(Demand, ProbabilitiesOfUseAndBurstDoNotAddUpBeyondOne) {
    const Demand demand{.rate = 2, .burst_rate = 1, .burst_size = 50};
    for (double position = -50; position < 200; position += 5) {
        EXPECT_GE(demand.Exceeds(position, 10, 14), 0);
        EXPECT_LE(demand.Exceeds(position, 10, 14), 1);
        EXPECT_GE(demand.Exceeds(position, 10, 14), demand.Exceeds(position + 5, 10, 14) - 1e-12);
    }
}

}  // namespace
}  // namespace replenishment
