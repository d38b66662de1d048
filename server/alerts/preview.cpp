#include <algorithm>
#include <map>

#include "server/alerts/measure.hpp"
#include "server/platform/pg/transaction.hpp"

// What a rule would have sent in the last 30 days, from the history of its printers.
namespace alerts {
namespace {

using Things = std::map<std::pair<printers::PrinterId, std::int16_t>, std::vector<Turn>>;

// Where a supply's level meets the rule, as its printer counts; with the capacity that it has today. For days left: the
// level that lasts so long at the use of today.
std::vector<store::Border> BordersOf(pg::Transaction& tx, base::OrganizationId organization, const AlertRuleInput& rule,
                                     const std::vector<printers::PrinterId>& ids) {
    std::vector<store::Border> borders;
    const bool days = rule.condition == Condition::kSupplyDays;
    std::vector<printers::Estimates> estimates;
    if (days) estimates = printers::ListEstimates(tx, {organization}, ids);
    auto at = estimates.begin();
    for (const auto& printer : printers::ListPrinterFactsOf(tx, {organization}, ids)) {
        while (at != estimates.end() && at->printer_id < printer.id) ++at;
        for (const auto& supply : printer.supplies) {
            double a_day = 1;  // percent; of a rule in percent, the threshold itself
            if (days) {
                const auto* estimate =
                    at == estimates.end() || at->printer_id != printer.id ? nullptr : at->Find(supply.slot);
                if (estimate == nullptr || !estimate->percent || estimate->days_left.value_or(0) <= 0) continue;
                a_day = *estimate->percent / *estimate->days_left;
            }
            std::int64_t capacity = supply.max_capacity_raw.value_or(-2);
            if (capacity <= 0 && supply.unit == printing::Unit::kPercent) capacity = 100;
            if (capacity <= 0) continue;
            const double raw = a_day * static_cast<double>(capacity) / 100;
            borders.push_back({printer.id, static_cast<std::int16_t>(supply.slot), rule.threshold * raw,
                               ClearsAt(rule.condition, rule.threshold) * raw});
        }
    }
    return borders;
}

void AddSilences(pg::Transaction& tx, const store::Range& range, const AlertRuleInput& rule,
                 const std::vector<printers::PrinterId>& ids, const std::vector<Measure>& now, Things& things) {
    const auto turns_of = [&](printers::PrinterId printer) -> std::vector<Turn>& {
        auto& turns = things[{printer, kWholePrinter}];
        if (turns.empty()) turns.push_back({range.since, false, true});
        return turns;
    };
    for (const auto& silence : store::ListSilences(tx, range, ids, rule.threshold)) {
        auto& turns = turns_of(silence.printer_id);
        turns.push_back({silence.since, true, false});
        turns.push_back({silence.until, false, true});
    }
    for (const auto& measure : now) turns_of(measure.printer_id).push_back({measure.since, true, false});
}

base::Duration DelayBefore(const AlertRuleInput& rule) {
    if (rule.condition == Condition::kError) return std::chrono::minutes(rule.threshold);
    if (rule.condition == Condition::kSilent) return std::chrono::days(rule.threshold);
    return base::Duration(0);
}

}  // namespace

AlertRulePreview PreviewOf(pg::Transaction& tx, base::OrganizationId organization, const AlertRuleInput& rule,
                           base::Instant now) {
    AlertRulePreview preview;
    const auto sample = store::ListScope(tx, ScopeOf(organization, rule, now, {}, kMostPreviewed));
    if (sample.empty()) return preview;
    preview.printers = sample.front().all;
    preview.printers_looked_at = static_cast<std::int64_t>(sample.size());
    std::vector<printers::PrinterId> ids;
    std::vector<store::PrinterNow> printers;
    for (const auto& printer : sample) {
        ids.push_back(printer.printer_id);
        printers.push_back(static_cast<const store::PrinterNow&>(printer));
    }
    const auto measures = MeasuresOf(tx, organization, rule, printers, now);
    const auto delay = DelayBefore(rule);
    preview.now = std::ranges::count_if(measures, [&](const Measure& measure) {
        return measure.met && (rule.condition != Condition::kError || measure.since + delay <= now);
    });
    const store::Range range{organization, now - kPreviewDays, now};
    Things things;
    if (rule.condition == Condition::kSilent) {
        AddSilences(tx, range, rule, ids, measures, things);
    } else {
        const auto rows = rule.condition == Condition::kError
                              ? store::ListErrorTurns(tx, range, ids)
                              : store::ListLevelTurns(tx, range, BordersOf(tx, organization, rule, ids));
        for (const auto& row : rows) things[{row.printer_id, row.slot}].push_back({row.at, row.met, row.over});
    }
    std::vector<base::Instant> tells;
    for (const auto& [thing, turns] : things) {
        for (const auto at : TellsOf(turns, delay, std::chrono::hours(rule.cooldown_hours), now)) {
            if (at >= range.since) tells.push_back(at);
        }
    }
    preview.notices = static_cast<std::int64_t>(tells.size());
    preview.mails =
        CountPasses(std::move(tells)) * static_cast<std::int64_t>(rule.user_ids.size() + rule.addresses.size());
    return preview;
}

}  // namespace alerts
