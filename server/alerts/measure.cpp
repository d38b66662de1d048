#include "server/alerts/measure.hpp"

#include <algorithm>

#include "lib/base/text.hpp"
#include "lib/printing/reading.hpp"

namespace alerts {
namespace {

constexpr std::size_t kLongestSupply = 200;  // code points, of what a printer says
constexpr std::int16_t kErrorState = 3;      // printers/packing.hpp
constexpr std::int16_t kSilentState = 4;

std::vector<printers::PrinterId> IdsOf(std::span<const store::PrinterNow> looked_at) {
    std::vector<printers::PrinterId> ids;
    ids.reserve(looked_at.size());
    for (const auto& printer : looked_at) ids.push_back(printer.printer_id);
    return ids;
}

void AddSupplies(pg::Transaction& tx, base::OrganizationId organization, const AlertRuleInput& rule,
                 const std::vector<printers::PrinterId>& ids, base::Instant now, std::vector<Measure>& measures) {
    const bool days = rule.condition == Condition::kSupplyDays;
    const double clears = ClearsAt(rule.condition, rule.threshold);
    std::vector<printers::Estimates> estimates;
    if (days) estimates = printers::ListEstimates(tx, {organization}, ids);
    auto at = estimates.begin();
    for (const auto& printer : printers::ListPrinterFactsOf(tx, {organization}, ids)) {
        while (at != estimates.end() && at->printer_id < printer.id) ++at;
        for (const auto& supply : printer.supplies) {
            const auto percent = PercentOf(supply);
            std::optional<double> value = percent;
            if (days) {
                const auto* estimate =
                    at == estimates.end() || at->printer_id != printer.id ? nullptr : at->Find(supply.slot);
                if (estimate == nullptr || !estimate->days_left ||
                    printers::ReplacedSince({estimate->percent, estimate->serial_number},
                                            {percent, supply.cartridge_serial_number})) {
                    continue;
                }
                value = printers::DaysLeftNow(*estimate->days_left, at->estimated_at, now);
            }
            if (!value || *value >= clears) continue;
            measures.push_back({.printer_id = printer.id,
                                .slot = static_cast<std::int16_t>(supply.slot),
                                .supply = NameOf(supply),
                                .value = *value,
                                .since = now,
                                .met = *value < rule.threshold,
                                .held = *value >= rule.threshold});
        }
    }
}

double Whole(base::Duration duration, base::Duration unit) {
    return static_cast<double>(duration / unit);
}

}  // namespace

std::string NameOf(const printers::SupplyFact& supply) {
    std::string name = supply.description;
    if (name.empty()) name = supply.colorant.empty() ? supply.type : supply.colorant + " " + supply.type;
    return base::CleanText(name, kLongestSupply);
}

std::optional<double> PercentOf(const printers::SupplyFact& supply) {
    return printing::RemainingPercent(printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit));
}

store::Scope ScopeOf(base::OrganizationId organization, const AlertRuleInput& rule, base::Instant now,
                     printers::PrinterId after, std::int32_t most) {
    store::Scope scope{.organization = organization,
                       .site_ids = rule.site_ids,
                       .model_keys = {},
                       .condition = rule.condition,
                       .percent = ClearsAt(rule.condition, rule.threshold),
                       .ends_before = {},
                       .silent_before = now - std::chrono::days(rule.threshold),
                       .after = after,
                       .most = most};
    for (const auto& model : rule.models) scope.model_keys.push_back(base::FoldCase(model));
    scope.ends_before = printers::EndsBefore(static_cast<std::int32_t>(ClearsAt(rule.condition, rule.threshold)), now);
    return scope;
}

std::vector<Measure> MeasuresOf(pg::Transaction& tx, base::OrganizationId organization, const AlertRuleInput& rule,
                                std::span<const store::PrinterNow> looked_at, base::Instant now) {
    std::vector<Measure> measures;
    if (looked_at.empty()) return measures;
    switch (rule.condition) {
        case Condition::kSupplyPercent:
        case Condition::kSupplyDays:
            AddSupplies(tx, organization, rule, IdsOf(looked_at), now, measures);
            break;
        case Condition::kError: {
            std::vector<printers::PrinterId> ids;
            for (const auto& printer : looked_at) {
                if (printer.state == kErrorState) ids.push_back(printer.printer_id);
            }
            for (const auto& row : store::ListErrors(tx, organization, ids, now)) {
                measures.push_back({.printer_id = row.printer_id,
                                    .value = Whole(now - row.since, std::chrono::minutes(1)),
                                    .since = row.since,
                                    .met = true});
            }
            break;
        }
        case Condition::kSilent:
            for (const auto& printer : looked_at) {
                if (printer.state != kSilentState || printer.observed_at == printers::kNever ||
                    printer.observed_at > now - std::chrono::days(rule.threshold)) {
                    continue;
                }
                measures.push_back({.printer_id = printer.printer_id,
                                    .value = Whole(now - printer.observed_at, std::chrono::days(1)),
                                    .since = printer.observed_at,
                                    .met = true});
            }
            break;
    }
    return measures;
}

}  // namespace alerts
