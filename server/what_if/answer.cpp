#include <algorithm>
#include <cmath>
#include <thread>

#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/what_if/what_if.hpp"

namespace what_if {
namespace {

constexpr std::size_t kMostNames = 100;
constexpr double kPercent = 100;
constexpr double kLeastRisk = 0.1;  // percent
constexpr double kMostRisk = 50;

simulation::Scenario ScenarioOf(const WhatIfSettings& settings, const WhatIfInput& input) {
    return {.profile = settings.method == OrderMethod::kBalanced ? replenishment::Profile::kBalanced
                                                                 : replenishment::Profile::kPublished,
            .rule = {settings.order_days, settings.cover_days, settings.join_days},
            .must_risk = settings.must_risk_percent.value_or(0) / kPercent,
            .lead_days = settings.lead_days,
            .spares_kept = settings.spares_kept,
            .shipment_cost = static_cast<double>(input.shipment_cost_minor)};
}

WhatIfLived LivedOf(const WhatIfSettings& settings, const simulation::Outcome& outcome) {
    WhatIfLived lived{.settings = settings,
                      .stock_outs = outcome.stock_outs,
                      .stock_out_days = outcome.stock_out_days,
                      .shipments = outcome.shipments,
                      .cartridges = outcome.cartridges,
                      .shelf = outcome.shelf,
                      .cartridge_cost_minor = std::llround(outcome.cartridge_cost),
                      .without_price = outcome.without_price,
                      .shipment_cost_minor = std::llround(outcome.shipment_cost),
                      .months = {}};
    for (const auto& month : outcome.months) {
        lived.months.push_back({month.stock_outs, month.shipments, month.cartridges, month.shelf});
    }
    return lived;
}

bool IsCurrency(const std::string& code) {
    return code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

base::Result<WhatIfInput> CheckRun(const WhatIfInput& input) {
    WhatIfInput run = input;
    run.manufacturer = base::CleanText(input.manufacturer, 1'000);
    run.model = base::CleanText(input.model, 1'000);
    for (auto& settings : run.settings) settings.name = base::CleanText(settings.name, 1'000);
    base::FieldProblems problems;
    base::CheckLimits(run, problems);
    if (run.model.empty() && !run.manufacturer.empty()) problems.Add("/model", "missing");
    if (run.manufacturer.empty() && !run.model.empty()) problems.Add("/manufacturer", "missing");
    if (!run.currency.empty() && !IsCurrency(run.currency))
        problems.Add("/currency", "currency_unknown", {{"value", run.currency}});
    for (std::size_t i = 0; i < run.settings.size(); ++i) {
        const auto at = "/settings/" + std::to_string(i);
        if (run.settings[i].name.empty()) problems.Add(at + "/name", "missing");
        const auto& risk = run.settings[i].must_risk_percent;
        if (risk && !(*risk >= kLeastRisk && *risk <= kMostRisk)) {
            problems.Add(at + "/must_risk_percent", "what_if_risk", {{"least", kLeastRisk}, {"most", kMostRisk}});
        }
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return run;
}

WhatIfSettings TodaysSettings(pg::Transaction& tx, base::OrganizationId organization,
                              const replenishment::Settings& settings) {
    const auto plan = replenishment::PlanOf(tx, organization, settings);
    WhatIfSettings today;
    today.method = plan.profile == replenishment::Profile::kBalanced ? OrderMethod::kBalanced : OrderMethod::kPublished;
    today.order_days = plan.rule.order_days;
    today.cover_days = plan.rule.cover_days;
    today.join_days = plan.rule.join_days;
    today.lead_days = std::max(1, plan.lead_days);
    return today;
}

std::optional<WhatIfOutcome> Answer(pg::Transaction& tx, base::OrganizationId organization, const WhatIfInput& input,
                                    base::Day today, const replenishment::Settings& settings,
                                    const simulation::Progress& progress, unsigned threads) {
    WhatIfOutcome outcome;
    outcome.last = today - std::chrono::days(1);
    const base::Day first = today - std::chrono::days(kDays);
    outcome.first = first + std::chrono::days(simulation::kWarmUpDays);
    const auto named =
        replenishment::ReadPast(tx, organization, {input.site_id, input.manufacturer, input.model, input.currency},
                                first, outcome.last, settings, kMostPrinters);
    outcome.left_out = static_cast<std::int64_t>(named.left_out);
    for (std::size_t i = 0; i < named.past.printers.size(); ++i) {
        if (simulation::IsLongEnough(named.past, named.past.printers[i])) {
            ++outcome.printers;
            continue;
        }
        ++outcome.too_short;
        if (outcome.too_short_names.size() < kMostNames) outcome.too_short_names.push_back(named.names[i]);
    }
    std::vector<WhatIfSettings> all{TodaysSettings(tx, organization, settings)};
    all.insert(all.end(), input.settings.begin(), input.settings.end());
    std::vector<simulation::Scenario> scenarios;
    for (const auto& one : all) scenarios.push_back(ScenarioOf(one, input));
    scenarios.front().own_terms = true;
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const auto lived = simulation::Live(named.past, scenarios, threads, progress);
    if (lived.size() != all.size()) return std::nullopt;
    for (std::size_t i = 0; i < all.size(); ++i) outcome.lived.push_back(LivedOf(all[i], lived[i]));
    return outcome;
}

}  // namespace what_if
