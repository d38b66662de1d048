#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/replenishment/appraisal.hpp"
#include "lib/replenishment/calendar.hpp"
#include "lib/replenishment/state.hpp"

// When the next order is due, and why that date moves.
namespace replenishment {

// When deliveries that are ordered on later days are there: alike for all sites that share their holidays and the days on which they take
// goods. Made as they
// are asked for.
class LaterDeliveries {
  public:
    static constexpr int kMostDays = figure::kMostDueDays;

    // Both outlive it.
    LaterDeliveries(const Holidays& holidays, const LeadTimes& lead_times, DayNumber today,
                    DeliveryWeek week = kEveryWeekday)
        : holidays_(holidays), week_(week), parts_(lead_times.Parts()), today_(today), known_(kMostDays + 1) {}

    // `days`: 0 .. kMostDays from today.
    const Ahead::Deliveries& From(int days);

  private:
    const Holidays& holidays_;
    DeliveryWeek week_;
    std::array<LeadTimes::Part, figure::kDeliveryParts> parts_;
    DayNumber today_;
    std::vector<std::optional<Ahead::Deliveries>> known_;
};

// A site's days as they will be seen from later days.
class Later {
  public:
    static constexpr int kMostDays = LaterDeliveries::kMostDays;

    Later(const SiteState& site, const Holidays& holidays, const Method& method, LaterDeliveries& deliveries,
          DayNumber today);

    [[nodiscard]] double Weight(int days) const { return sums_[static_cast<std::size_t>(days)]; }
    Ahead From(int days);

  private:
    LaterDeliveries& deliveries_;
    DayNumber today_;
    std::vector<double> sums_;
};

// The first day after today, counted from it, on which Appraise() itself would order if as much is
// used as is expected; kMostDays where there is none.
[[nodiscard]] std::int32_t FirstDueDay(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook,
                                       const ShelfBook& book, Later& later);

// Why the date of the next order is not what it was. The code of `sentences.replenishment.moved`.
enum class Moved : std::uint8_t {
    kConsumptionRose,
    kConsumptionFell,
    kLevelLower,   // more was used than expected since
    kLevelHigher,  // less
    kStockLower,   // fewer cartridges on the shelf and on their way: cancelled, put in early, lent
    kStockHigher,  // more
    kEstimate,     // the same figures, weighed otherwise: delivery times, doubt, settings
};
BOOST_DESCRIBE_ENUM(Moved, kConsumptionRose, kConsumptionFell, kLevelLower, kLevelHigher, kStockLower, kStockHigher,
                    kEstimate)

// What a date came from.
struct DueBasis {
    double percent = 0;  // in the printer, as estimated
    double daily_percent = 0;
    std::int32_t cartridges = 0;  // on the shelf and on their way
};
// `earlier`: the date came nearer. `days`: between the two; `replaced`: a cartridge was put in.
[[nodiscard]] Moved WhyMoved(const DueBasis& before, const DueBasis& now, std::int32_t days, bool replaced,
                             bool earlier);

}  // namespace replenishment
