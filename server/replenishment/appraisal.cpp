#include "server/replenishment/appraisal.hpp"

#include <algorithm>
#include <cmath>

namespace replenishment {
namespace {

constexpr double kMostDays = 400;  // beyond, a forecast says nothing

int WholeCartridges(double percent, const Method& method) {
    return std::clamp(static_cast<int>(std::ceil(percent / 100 - 1e-9)), 1, method.most_cartridges);
}

// The first day on which `need(days)`, which never falls, reaches `level`.
template <class Need>
double FirstDay(double level, const Need& need) {
    const double most = need(Ahead::kHorizon);
    if (most < level)
        return most > 0 ? std::min(kMostDays, Ahead::kHorizon * level / most) : kMostDays;
    int low = 0;
    int high = Ahead::kHorizon;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        (need(middle) < level ? low : high) = middle;
    }
    return high;
}

}  // namespace

double Ahead::Weight(int days) const {
    return sums[static_cast<std::size_t>(std::clamp(days, 0, kHorizon))];
}

void Forecast(const Outlook& outlook, const Ahead& ahead, const Method& method,
              Decision& decision) {
    const Demand& demand = outlook.demand;
    const double level = std::max(0.0, outlook.level + method.forecast_room);
    const auto quantile = [&](double z) {
        return FirstDay(level,
                        [&](int days) { return demand.Quantile(z, ahead.Weight(days), days); });
    };
    decision.q50 = FirstDay(level, [&](int days) { return demand.Mean(ahead.Weight(days)); });
    decision.q10 = std::min(decision.q50, quantile(method.z10));
    decision.q90 = std::max(decision.q50, quantile(-method.z90));
    const double daily = demand.Mean(ahead.Weight(28)) / 28;
    decision.daily_percent = daily;
    decision.lasts_days = daily > 0 ? std::min(kMostDays, outlook.position / daily) : kMostDays;
}

double Risk(const Outlook& outlook, const ShelfBook& book, const Ahead& ahead, int delay) {
    double risk = 0;
    for (const auto& delivery : ahead.deliveries) {
        const int days = std::min(Ahead::kHorizon, delivery.days + outlook.extra_lead_days + delay);
        // What is on back order does not help before it comes.
        const double late = 100.0 * (book.Coming() - book.ComingBy(ahead.today + days));
        risk += delivery.share *
                outlook.demand.Exceeds(outlook.position - late, ahead.Weight(days), days);
    }
    return risk;
}

void Appraise(Profile profile, const Rule& rule, const Method& method, const Outlook& outlook,
              const ShelfBook& book, const Ahead& ahead, Decision& decision) {
    const bool published = profile == Profile::kPublished;
    const Demand& demand = outlook.demand;
    const double must_risk = published ? method.published_must_risk : method.must_risk;
    const double join_risk = published ? method.published_join_risk : method.join_risk;
    const double after_waiting = Risk(outlook, book, ahead, method.join_days);
    // Most supplies end here: the risk only grows with the delay.
    const bool some_risk = after_waiting > join_risk;
    if (some_risk) decision.risk = Risk(outlook, book, ahead, 0);
    const bool risky = some_risk && decision.risk > must_risk;
    bool joins = some_risk && after_waiting - decision.risk > join_risk;

    const int usual_lead = ahead.deliveries[1].days + outlook.extra_lead_days;
    const int rule_days = std::max(rule.order_days, usual_lead + outlook.extra_lead_days);
    bool due = false;
    if (published) {
        due = outlook.position <= demand.Mean(ahead.Weight(rule_days));
        joins = joins ||
                outlook.position <= demand.Mean(ahead.Weight(std::max(rule.join_days, rule_days)));
    }
    decision.trigger_days =
        published ? rule_days : ahead.deliveries.back().days + outlook.extra_lead_days;
    decision.cover_days = published ? rule.cover_days : method.cover_days;
    decision.due_in_days = static_cast<std::int32_t>(
        std::clamp(decision.lasts_days - (published ? rule_days : usual_lead + method.join_days),
                   0.0, kMostDays));
    if (due) {
        decision.why = rule_days > rule.order_days ? Why::kDueByLeadTime : Why::kDue;
    } else if (risky) {
        decision.why = book.late > 0 ? Why::kBackOrder : Why::kDueByRisk;
    } else if (!joins) {
        decision.why = book.Coming() > 0 ? Why::kOnItsWay : Why::kEnough;
        return;
    }
    decision.verdict = due || risky ? Verdict::kOrder : Verdict::kJoin;
    if (published) {
        decision.quantity = WholeCartridges(demand.Mean(ahead.Weight(rule.cover_days)), method);
        return;
    }
    // What stands beyond the time that a delivery and its coming shipment take is taken off.
    const double spare =
        outlook.position - demand.Mean(ahead.Weight(usual_lead + method.join_days));
    decision.quantity = WholeCartridges(
        demand.Mean(ahead.Weight(method.cover_days)) - std::max(0.0, spare), method);
}

}  // namespace replenishment
