#include "lib/replenishment/appraisal.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

using figure::kMostForecastDays;

int WholeCartridges(double percent, const Method& method) {
    return std::clamp(static_cast<int>(std::ceil(percent / figure::kFull - figure::kNextToNothing)), 1,
                      method.most_cartridges);
}

// The first day on which `need(days)`, which never falls, reaches `level`.
template <class Need>
double FirstDay(double level, const Need& need) {
    const double most = need(Ahead::kHorizon);
    if (most < level) return most > 0 ? std::min(kMostForecastDays, Ahead::kHorizon * level / most) : kMostForecastDays;
    int low = 0;
    int high = Ahead::kHorizon;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        (need(middle) < level ? low : high) = middle;
    }
    return high;
}

// What `days` need at most, but for 10 %.
double SurelyNeeded(const Outlook& outlook, const Ahead& ahead, const Method& method, int days) {
    return outlook.demand.Quantile(method.z10, ahead.Weight(days), days);
}

// The 10 % quantile of the days that all lasts that is at hand.
double SurelyDays(const Outlook& outlook, const Ahead& ahead, const Method& method) {
    return FirstDay(outlook.position + method.forecast_room,
                    [&](int days) { return SurelyNeeded(outlook, ahead, method, days); });
}

// Is that more than `days`, of 1 .. kHorizon? Without looking for it.
bool SurelyLasts(const Outlook& outlook, const Ahead& ahead, const Method& method, int days) {
    return SurelyNeeded(outlook, ahead, method, days) < outlook.position + method.forecast_room;
}

// The figures that a profile decides by.
struct Figures {
    double grown;  // 0: seen for a short time only; 1: well known
    double must_risk;
    double join_risk;
    std::int32_t cover_days;
};

double Between(double from, double to, double value) {
    return std::clamp((value - from) / (to - from), 0.0, 1.0);
}

Figures FiguresOf(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook) {
    const bool published = profile == Profile::kPublished;
    const double old =
        Between(published ? method.published_grows_from : method.grows_from, method.grown_at, outlook.seen_weight);
    if (published) {
        const double even = Between(method.uneven_variance, method.even_variance, outlook.seen_variance);
        return {old,
                std::max(std::lerp(method.published_young_must_risk, method.published_must_risk, old),
                         even * method.even_must_risk),
                std::lerp(method.published_young_join_risk, method.published_join_risk, old), rule.cover_days};
    }
    return {
        old, std::lerp(method.young_must_risk, method.must_risk, old),
        std::lerp(method.young_join_risk, method.join_risk, old),
        static_cast<std::int32_t>(std::lround(std::lerp(method.young_cover_days, method.balanced_cover_days, old)))};
}

// No risk alone orders while so much is left, unless something is late.
bool HasPlenty(const Outlook& outlook, const ShelfBook& book, const Method& method) {
    const bool some_at_hand = outlook.position > outlook.level + figure::kSomeAtHand;
    return book.late == 0 && outlook.level > (some_at_hand ? method.plenty_left_of_some : method.plenty_left);
}

// The days that both profiles count by.
struct Days {
    int usual_lead;  // from order to door
    int rule;        // order, by the rule of days
    int reach;       // until another shipment would have brought it
};

Days DaysOf(const Rule& rule, const Method& method, const Outlook& outlook, const Ahead& ahead, int cover_days) {
    const int usual_lead = ahead.deliveries[1].days + outlook.extra_lead_days;
    return {usual_lead, std::max(rule.order_days, usual_lead + outlook.extra_lead_days),
            usual_lead + std::max(method.next_shipment_days, rule.join_days) + cover_days};
}

bool DueByDays(const Outlook& outlook, const Ahead& ahead, int rule_days) {
    return outlook.position <= outlook.demand.Mean(ahead.Weight(rule_days));
}

// Would it be due by its risk when so many days have taken the quantile of `deviate`?
bool RiskyAfter(int days, double deviate, double risk, const Outlook& outlook, const ShelfBook& book,
                const Ahead& ahead) {
    Outlook later = outlook;
    later.position -= outlook.demand.Quantile(deviate, ahead.Weight(days), days);
    return Risk(later, book, ahead, 0) > risk;
}

// Percent that an order has to bring. What is left beyond the time that a delivery and its coming
// shipment take is taken off; by the rule of days only from what is not known yet, and that gets
// no cartridge of which it needs but a part.
double Wanted(bool published, double grown, double covered, double spare) {
    spare = std::max(0.0, spare);
    return published ? covered - (1 - grown) * (spare + figure::kPartOfCartridge) : covered - spare;
}

}  // namespace

double Ahead::Weight(int days) const {
    return sums[static_cast<std::size_t>(std::clamp(days, 0, kHorizon))] - sums[0];
}

void Forecast(const Outlook& outlook, const Ahead& ahead, const Method& method, Decision& decision) {
    const Demand& demand = outlook.demand;
    const double level = std::max(0.0, outlook.level + method.forecast_room);
    const auto quantile = [&](double z) {
        return FirstDay(level, [&](int days) { return demand.Quantile(z, ahead.Weight(days), days); });
    };
    decision.q50 = FirstDay(level, [&](int days) { return demand.Mean(ahead.Weight(days)); });
    decision.q10 = std::min(decision.q50, quantile(method.z10));
    decision.q90 = std::max(decision.q50, quantile(-method.z90));
    const double daily = demand.Mean(ahead.Weight(figure::kAverageDays)) / figure::kAverageDays;
    decision.daily_percent = daily;
    decision.lasts_days = daily > 0 ? std::min(kMostForecastDays, outlook.position / daily) : kMostForecastDays;
}

double Risk(const Outlook& outlook, const ShelfBook& book, const Ahead& ahead, int delay) {
    double risk = 0;
    for (const auto& delivery : ahead.deliveries) {
        const int days = std::min(Ahead::kHorizon, delivery.days + outlook.extra_lead_days + delay);
        // What is on back order does not help before it comes.
        const double late = figure::kFull * (book.Coming() - book.ComingBy(ahead.today + days));
        risk += delivery.share * outlook.demand.Exceeds(outlook.position - late, ahead.Weight(days), days);
    }
    return risk;
}

bool Orders(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook, const ShelfBook& book,
            const Ahead& ahead) {
    const bool published = profile == Profile::kPublished;
    const auto [grown, must_risk, join_risk, cover_days] = FiguresOf(profile, rule, method, outlook);
    const auto [usual_lead, rule_days, reach_days] = DaysOf(rule, method, outlook, ahead, cover_days);
    if (published && DueByDays(outlook, ahead, rule_days)) return true;
    if (HasPlenty(outlook, book, method) || Risk(outlook, book, ahead, 0) <= must_risk) return false;
    if (published && book.late == 0 && SurelyLasts(outlook, ahead, method, reach_days)) return false;
    return Risk(outlook, book, ahead, method.next_shipment_days) > std::min(must_risk, join_risk);
}

void Appraise(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook, const ShelfBook& book,
              const Ahead& ahead, Decision& decision) {
    const bool published = profile == Profile::kPublished;
    const Demand& demand = outlook.demand;
    const auto [grown, must_risk, join_risk, cover_days] = FiguresOf(profile, rule, method, outlook);
    const double after_waiting = Risk(outlook, book, ahead, method.next_shipment_days);
    // Most supplies end here: the risk only grows with the delay.
    const bool some_risk = after_waiting > std::min(must_risk, join_risk);
    if (some_risk) decision.risk = Risk(outlook, book, ahead, 0);
    bool risky = decision.risk > must_risk && !HasPlenty(outlook, book, method);
    bool joins = some_risk && after_waiting - decision.risk > join_risk;

    const auto [usual_lead, rule_days, reach_days] = DaysOf(rule, method, outlook, ahead, cover_days);
    decision.cover_days = cover_days;
    decision.reach_days = reach_days;
    bool due = false;
    if (published) {
        due = DueByDays(outlook, ahead, rule_days);
        joins = joins || outlook.position <= demand.Mean(ahead.Weight(std::max(rule.join_days, rule_days)));
        // ASR-6 to the letter: what would not be due within the days of joining stays. That it may
        // be due by its risk counts where it is well known.
        if (decision.lasts_days > rule_days + rule.join_days) {
            joins = some_risk && grown == 1 &&
                    RiskyAfter(rule.join_days, method.published_soon, must_risk, outlook, book, ahead);
        }
    }
    decision.trigger_days = published ? rule_days : ahead.deliveries.back().days + outlook.extra_lead_days;
    decision.due_in_days = static_cast<std::int32_t>(
        std::clamp(decision.lasts_days - (published ? rule_days : usual_lead + method.next_shipment_days), 0.0,
                   kMostForecastDays));
    if (due || risky || joins) {
        decision.surely_days = SurelyDays(outlook, ahead, method);
        // Whatever the risk: by then another shipment would have brought it.
        const bool surely_lasts = decision.surely_days > decision.reach_days;
        joins = joins && !surely_lasts && (grown == 1 || decision.lasts_days <= method.young_lasting_days);
        // A rule of days is made earlier by a risk, and by what is on back order.
        risky = risky && !(published && surely_lasts && book.late == 0);
    }
    if (due) {
        decision.why = rule_days > rule.order_days ? Why::kDueByLeadTime : Why::kDue;
    } else if (risky) {
        decision.why = book.late > 0 ? Why::kBackOrder : Why::kDueByRisk;
    } else if (!joins) {
        decision.why = book.Coming() > 0 ? Why::kOnItsWay : Why::kEnough;
        return;
    }
    decision.verdict = due || risky ? Verdict::kOrder : Verdict::kJoin;
    const double covered = demand.Mean(ahead.Weight(cover_days));
    const double used_until = demand.Mean(ahead.Weight(published ? rule_days : usual_lead + method.next_shipment_days));
    decision.quantity = WholeCartridges(Wanted(published, grown, covered, outlook.position - used_until), method);
}

}  // namespace replenishment
