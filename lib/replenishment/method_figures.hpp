#pragma once

#include <array>
#include <cstdint>

// The fixed figures of the method, part by part in the order of a reading's way: what may be tuned is in
// `Method` (method.hpp), all other numbers are here. Levels and rates are percent of one cartridge, a "working
// day" is one unit of calendar weight. A figure is of the type that it is reckoned in: a float among floats, so
// that states come out the same to the last bit.
namespace replenishment::figure {

// ---- units
inline constexpr double kFull = 100;            // percent: a whole cartridge
inline constexpr int kDaysInWeek = 7;           // days
inline constexpr int kSaturday = 5;             // weekdays count from Monday, 0: the first day without work
inline constexpr int kSunday = 6;               // the last one
inline constexpr int kWeekdayOfDayZero = 3;     // 1970-01-01 was a Thursday
inline constexpr double kNextToNothing = 1e-9;  // keeps a division and a rounding from going wrong by the last bit

// ---- what a printer says in place of a percentage (RFC 3805, prtMarkerSuppliesLevel)
inline constexpr int kUnrestricted = -1;        // there is no limit
inline constexpr int kUnknown = -2;             // it cannot say
inline constexpr int kSomeRemaining = -3;       // something is left
inline constexpr int kHighestRaw = 100;         // percent; more means nothing
inline constexpr std::int16_t kNoLevel = -100;  // in states: no level yet, a value that no printer says

// ---- calendar: how busy a day of the week is
inline constexpr double kWeekSum = 5.4;  // of the seven weights: what an office prints in a week, in its usual days
inline constexpr float kPriorDays = 3;   // observations of each weekday that the prior counts for
// The same of all of them.
inline constexpr std::array<float, kDaysInWeek> kPriorObserved{kPriorDays, kPriorDays, kPriorDays, kPriorDays,
                                                               kPriorDays, kPriorDays, kPriorDays};
// Their activity: of a working day a Saturday is worth a quarter, a Sunday a fifth.
inline constexpr std::array<float, kDaysInWeek> kPriorActivity{kPriorDays, kPriorDays, kPriorDays, kPriorDays,
                                                               kPriorDays, 0.75F,      0.6F};
inline constexpr float kPriorHolidays = 1.5F;  // observations of holidays that the prior counts for: they come seldom
inline constexpr float kPriorHolidayActivity = 0.3F;  // their activity: a fifth of a working day each
inline constexpr double kMostRelative = 3;       // times as busy as usual: more is a job, and no habit of the weekday
inline constexpr float kMostObserved = 150;      // observations of a weekday: then half is forgotten, for habits change
inline constexpr double kLeastDayWeight = 0.01;  // no day is quite without work, or its rate could not be reckoned
inline constexpr double kMostDayWeight = 2;      // one day is not most of a week
inline constexpr int kMostCountedDays = 366;     // days that working days are counted over: a year says enough

// ---- calendar: the year of a site
inline constexpr int kPeriods = 26;       // periods in a year ...
inline constexpr int kDaysInPeriod = 14;  // ... of so many days: shorter ones see too few printers
inline constexpr int kLatePeriods = 2;    // periods that a late reading may lie back without closing the present one
inline constexpr float kLeastSeason = 1e-4F;  // percent a working day: keeps the logarithm of an idle fortnight finite
inline constexpr float kSeasonTrust =
    10;  // working days that a period comes from in which noise is as Method::season_doubt
inline constexpr int kWholePeriod = 2;    // days: a site that begins later in a fortnight passes that one over
inline constexpr double kMostSeason = 2;  // ln: seven times as busy; no season is more

// ---- starter cartridges
inline constexpr double kMostOfStarter =
    110;  // percent that pages say was used: more, and it is not the first one any more
inline constexpr double kStarterTells =
    10;  // percent between a starter and a full one: from here on the gauge tells which
inline constexpr double kStarterDoubt = 0.5;  // of the first doubt of its coverage: so well known, it may be no starter

// ---- coverage: percent a page
inline constexpr float kPriorCoverageDoubt = 0.06F;  // variance of ln(percent a page): a quarter more or less
inline constexpr double kMostCoverageDoubt = 0.06;   // it never gets worse than at first
inline constexpr double kLeastSpan = 5;              // percent: a shorter one says little
inline constexpr double kMostSurprise = 1.6;         // ln: five times as much is no coverage but a misreading
inline constexpr double kCoverageDrift = 0.00005;    // doubt that a percent of a cartridge brings back: habits change
inline constexpr double kHabitNoise = 0.02;          // variance of one span that no gauge causes
inline constexpr double kCrossingError = 0.4;        // gauge steps: how exactly a crossing is seen, two of them
inline constexpr double kJobNoise = 0.3;             // variance x percent: jobs of one kind add up in a short span

// ---- gauge: what its values stand for
inline constexpr double kDeepest = -15;       // percent: so far below its zero a gauge may be wrong
inline constexpr double kSomeFloor = 12;      // percent that "some remains" stands for at least
inline constexpr int kMostOfSome = 20;        // percent: what follows "some" is a few; more is not of this gauge
inline constexpr double kMiddleOfSome = 55;   // percent: "some" at the first reading
inline constexpr double kSomeLowTop = 10;     // percent: a gauge that says "some" counts down from here
inline constexpr double kEmptyTop = 0.5;      // percent that zero may stand for, by rounding
inline constexpr double kWholeAbove = 0.5;    // percent: a gauge in whole percents rounds ...
inline constexpr double kWholeBelow = 1;      // ... or cuts
inline constexpr double kStepSlack = 0.2;     // percent that a coarser gauge may turn early or late
inline constexpr int kStageFull = 100;        // a gauge of three stages says: full, ...
inline constexpr int kStageLow = 10;          // ... low, ...
inline constexpr int kStageVeryLow = 1;       // ... very low
inline constexpr double kFullStageFrom = 20;  // percent from which on it says full ...
inline constexpr double kLowStageFrom = 3;    // ... and low
inline constexpr double kStageStep = 3;       // percent: how exactly a change of the stage is placed
inline constexpr int kChangesForStep = 3;  // a gauge in whole percents is on a coarser grid by chance, but not so often
inline constexpr int kChangesForStages = 2;    // 100, 10 and 1 one after the other are hardly chance
inline constexpr double kUsualYield = 10'000;  // pages of a cartridge whose yield is not given

// ---- gauge: replacements and errors
inline constexpr double kMostUsedBefore = 10;   // percent: of the pages around a replacement half were the old one's
inline constexpr double kFullUnseen = 97;       // percent in a new cartridge whose gauge says nothing: some was used
inline constexpr double kCoarseRise = 15;       // percent: least rise of a gauge without steps
inline constexpr int kUndoBounce = 3;           // percent: so near the value before a rise, the rise was none
inline constexpr double kConfirmedWithin = 25;  // percent below a rise: a second reading this high confirms it
inline constexpr double kExplainedShare = 0.5;  // of a fall, by pages: then it needs no second reading
inline constexpr double kUnseenSteps =
    2.5;  // gauge steps: by so much more than pages allow, a cartridge was replaced ...
inline constexpr double kUnseenShare = 0.3;    // ... and by this share of what pages took: coverage is not exact
inline constexpr double kTwoCartridges = 150;  // percent: more than this was not taken from one cartridge
inline constexpr double kMostMissing =
    2'000;                               // percent: twenty cartridges between two readings; more is a wrong counter
inline constexpr double kFullFrom = 60;  // percent: a replacement that shows more put in a full cartridge
inline constexpr double kLeastOverlooked = 30;   // percent left after a replacement that no gauge showed, at least ...
inline constexpr double kMostOverlooked = 92;    // ... and at most: less what was used beyond the old one's end
inline constexpr double kOverlookedBefore = 20;  // percent that was in the old one then: it had not said low yet
inline constexpr float kBounceShare = 0.02F;     // of one change in the share of rises: some 50 changes count
inline constexpr float kMostBounce = 0.03F;      // share of rises from which on a gauge is believed less ...
inline constexpr double kBouncingTrust = 0.2;    // ... by this

// ---- ending: where a cartridge is really empty
inline constexpr float kPriorEndDoubt = 25;        // percent^2: zero is 5 % wrong at first
inline constexpr float kPriorEarly = 0.2F;         // share of cartridges that people replace early, at first
inline constexpr double kEarlyRange = 25;          // percent: people replace early somewhere in here
inline constexpr double kMostEnd = 20;             // percent: no gauge is that wrong
inline constexpr float kEarlyShare = 0.15F;        // of one replacement in the share of early ones
inline constexpr float kLeastEarly = 0.05F;        // that share is never quite 0 ...
inline constexpr float kMostEarly = 0.9F;          // ... nor 1, so that it can change
inline constexpr double kClearlyEarly = 30;        // percent: above, a cartridge was not empty
inline constexpr double kClearlyEarlyRate = 0.03;  // a percent: density of replacements above it
inline constexpr double kNotEarlyBelow = -1;       // percent: below, none was early
inline constexpr double kLeastDensity = 1e-6;      // keeps the share of two impossible causes defined
inline constexpr double kStandstillTrust = 0.8;    // the printer stood still: so surely it was empty
inline constexpr double kEndDrift = 0.5;           // percent^2 of doubt that a cartridge brings back: batches differ

// ---- shelf book
inline constexpr float kPriorBusy = 0.5F;            // share of working days on which a printer prints, at first
inline constexpr float kBusyShare = 0.03F;           // of one day in it: some 30 working days count
inline constexpr std::int16_t kAuditDone = 1'000;    // working days: a mark, the audit is once for each standstill
inline constexpr std::int16_t kLeastStandstill = 2;  // working days: one without pages happens
inline constexpr double kAlwaysIdle = 1.001;         // 1 and some: a printer that prints every day may rest for once
inline constexpr int kMostDoubted = 1'000;           // cartridges: what a state can hold

// ---- rate of consumption
inline constexpr double kVarianceHalfLife = 40;  // working days: a variance needs more days than a mean
inline constexpr float kMostWeight = 200;        // working days: more make a mean no better
inline constexpr double kMostDayShare = 0.5;     // of one day in a mean: one alone is no habit
inline constexpr double kLeastWeight = 0.02;     // working days that a reading stands for, also on a Sunday
inline constexpr float kWholeDay = 0.9F;         // working days that are taken in together: a Friday weighs less than 1
inline constexpr float kPriorVariance = 0.6F;    // of a working day, relative to the mean squared, at first
inline constexpr float kLeastCapVariance = 0.3F;  // even a printer that is used evenly has days like that
inline constexpr double kFastCap = 1.5;           // times the cap of a day: the fast mean sees more of it ...
inline constexpr double kVarianceCap = 2;         // ... and the variance most
inline constexpr double kMostDeviation = 60;      // squared, relative to the mean: one day does not make a variance
inline constexpr float kRegimeFrom = 10;          // working days before another regime can be distinguished from chance
inline constexpr float kLeastRegimeVariance = 0.15F;  // the same for its standard error
inline constexpr float kFastDays = 5;                 // working days that the fast mean is worth

// ---- demand: from a rate to percent in some days
inline constexpr double kPriorDayVariance = 0.6;  // of a working day, relative to the rate squared
inline constexpr double kPriorRateDoubt = 0.22;   // coefficient of variation of a rate that is well known
inline constexpr double kLeastShape = 0.05;  // of a gamma distribution: below, the approximation says nothing any more
inline constexpr double kDoubtDays = 45;     // days after which the variance of a rate has doubled
inline constexpr double kLeastBurst = 0.25;  // of the mean burst: bursts are spread evenly from here ...
inline constexpr double kMostBurst = 1.75;   // ... to here
inline constexpr double kWilsonHilfertyMean = 9;       // 1 - 1/(9 shape): mean of the cube root, ...
inline constexpr double kWilsonHilfertyDeviation = 3;  // ... 1/(3 sqrt(shape)): its standard deviation

// ---- lead time: working days from order to door
inline constexpr int kMostLeadDays = 40;         // working days: what takes longer counts as this
inline constexpr float kMostDeliveries = 5'000;  // then old deliveries begin to count less
inline constexpr int kDeliveryParts = 4;         // parts that the distribution is cut into
inline constexpr std::array<double, kDeliveryParts> kDeliveryShares{0.35, 0.40, 0.21, 0.04};  // the last: on back order
inline constexpr double kShareRounding = 1e-6;  // of all deliveries: so near, a part is full
struct UsualDelivery {
    int working_days;
    float count;
};
// What is usual for a warehouse in the country before anything is learned: forty deliveries, one in twenty of
// them on back order.
inline constexpr std::array<UsualDelivery, 7> kUsualDeliveries{
    {{2, 8}, {3, 12}, {4, 9}, {5, 6}, {6, 2}, {7, 1}, {14, 2}}};

// ---- fleet: what all supplies show together
inline constexpr double kEnoughWeight = 3'000;       // working days of supplies before the fleet's figures count
inline constexpr double kUsualPrinterDays = 20'000;  // printer days that the usual rate of bursts counts for
inline constexpr double kUsualBursts = 20;           // bursts that the usual size counts for
inline constexpr double kUsualBurstShare = 0.2;      // of the usual variance that stays ...
inline constexpr double kFleetBurstShare = 0.8;      // ... beside the fleet's own
inline constexpr double kUsualInflation = 1.05;      // mean of everything / mean without bursts, before that
inline constexpr double kBurstFrom = 20;             // percent of a black cartridge: smaller ones are usual days

// ---- appraisal and forecast
inline constexpr int kHorizon = 129;              // days that are looked ahead: lead time, joining and cover fit in
inline constexpr double kMostForecastDays = 400;  // days: beyond, a forecast says nothing
inline constexpr int kAverageDays = 28;           // days that average consumption is said over: whole weeks
inline constexpr double kSomeAtHand = 1;          // percent beyond the printer's level: there is a cartridge elsewhere
inline constexpr double kPartOfCartridge = 99;    // percent that may be lacking of a whole cartridge
inline constexpr double kWellSeen = 200;          // working days: an outlook without another word is well known

// ---- the next date
inline constexpr int kMostDueDays = 365;           // days: later orders have no date
inline constexpr double kSomePercent = 0.5;        // percent of a cartridge: a smaller difference moves no date
inline constexpr double kSomeRate = 0.005;         // of the rate: the same
inline constexpr double kLeastDaily = 1e-6;        // percent a day: keeps days of what is not used finite
inline constexpr double kLeastRateChange = -0.99;  // of the rate: as much less as can be said in days

// ---- engine: readings
inline constexpr std::int64_t kMostPages = 200'000;  // between two readings: more is a counter that was replaced
inline constexpr int kMostGuessedDays = 30;          // days that a level is carried on without a reading
inline constexpr int kReservedDays = 21;             // days: after an announced job its cartridges are anybody's
inline constexpr int kJobDays = 10;                  // days in which an announced job is printed
inline constexpr double kJobTimes = 3;               // times the usual use: then these pages are the job
inline constexpr int kBurstDays = 4;                 // days: more between two bursts, and they are two
inline constexpr int kLowRaw = 12;         // percent on a gauge: the printer may have stopped for want of a cartridge
inline constexpr int kWatchedDays = 4;     // days between two readings: a long weekend
inline constexpr double kWideCell = 30;    // percent: what is in a gauge's value this wide is not known at first
inline constexpr double kUniform = 12;     // variance of an even distribution: its width squared / 12
inline constexpr float kKnownRate = 10;    // working days: what is usual here is known ...
inline constexpr float kKnownBursts = 15;  // ... and what is not
inline constexpr double kLeastLearned = 0.15;  // percent a working day: a printer used less shows no weekdays
inline constexpr int kSeasonGap = 7;           // days between two readings: longer ones blur the fortnights
inline constexpr double kLeastCap = 0.5;       // percent: a day that is higher than usual by less is no burst
inline constexpr double kMostBurstSize = 150;  // percent of a cartridge that is believed of one
inline constexpr double kColorBurst = 0.5;     // of a black burst, for a color whose pages are not known yet
inline constexpr float kKnownScale = 10;       // working days: then a color's share of the pages is known

// ---- engine: outlook
inline constexpr double kUnseenVariance = 4;    // of a day, relative to the mean squared, before anything is seen ...
inline constexpr double kUnseenDoubt = 0.6;     // ... and the doubt of the rate itself
inline constexpr double kPriorCartridge = 90;   // days that a cartridge lasts of which nothing is known
inline constexpr float kFirstDays = 3;          // working days in which the prior still counts for the mean
inline constexpr double kLeastRate = 0.004;     // percent a working day: a cartridge that lasts for a lifetime
inline constexpr double kLeastVariance = 0.15;  // of a day that is believed, at least ...
inline constexpr double kMostVariance = 30;     // ... and at most
inline constexpr double kYoungDoubt = 0.35;     // added doubt of a rate that nothing is known of yet
inline constexpr double kBurstyRate = 0.6;      // percent a working day: what is used less bursts less in proportion

// ---- high volume (ASR-8): two cartridges a week
inline constexpr double kTurnoverHalfLife = 14;   // days: weeks, not single days
inline constexpr double kMostTurnoverDays = 30;   // days between two readings: what happened longer ago is not known
inline constexpr float kMostWatched = 400;        // days: more say nothing new
inline constexpr float kLeastWatched = 34;        // days: five weeks
inline constexpr float kLeastWatchedWeight = 25;  // working days of the rate: the same
inline constexpr double kBusyWeek = 5.2;          // working days of a busy week
inline constexpr double kHighWeek = 200;          // percent a week: two cartridges
inline constexpr double kHighNoMore = 150;    // percent a week: a printer that counted as high volume is one above this
inline constexpr int kLeastRise = 8;          // percent: less is the gauge bouncing
inline constexpr int kBounce = 3;             // percent: so near the value before yesterday's it has bounced
inline constexpr double kLeastLively = 0.5;   // of the days: so often a gauge of such a printer moves
inline constexpr double kLeastByPages = 0.2;  // of the limit: a yield may be given five times too high

// ---- what people read
inline constexpr double kTenths = 10;            // parts of a percent that a level is said in ...
inline constexpr double kHundredths = 100;       // ... and daily consumption
inline constexpr std::int64_t kLeastChance = 1;  // percent: a risk is never said to be 0 ...
inline constexpr std::int64_t kMostChance = 99;  // ... nor 100, for neither is ever known

}  // namespace replenishment::figure
