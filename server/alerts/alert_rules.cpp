#include <algorithm>
#include <set>

#include "lib/base/text.hpp"
#include "server/alerts/alerts.hpp"

// What alert rules may be, and when they tell. Pure.
namespace alerts {
namespace {

constexpr std::size_t kLongText = 10'000;  // code points; beyond any field, so that a long one is refused, not cut
constexpr std::size_t kLongestModel = 200;
constexpr std::size_t kLongestAddress = 254;

base::Range ThresholdsOf(Condition condition) {
    switch (condition) {
        case Condition::kSupplyPercent:
            return {1, 100};
        case Condition::kError:
            return {5, 43'200};  // 30 days
        case Condition::kSupplyDays:
        case Condition::kSilent:
            return {1, 365};
    }
    return {1, 365};
}

// A gauge that bounces by less than this is one notice.
constexpr double kPercentBand = 5;
constexpr double kDaysBand = 3;

}  // namespace

base::Result<AlertRuleInput> CheckRule(const AlertRuleInput& input) {
    AlertRuleInput clean = input;
    clean.name = base::CleanText(input.name, kLongText);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    const auto range = ThresholdsOf(clean.condition);
    if (!problems.Has("/threshold") && (clean.threshold < range.minimum || clean.threshold > range.maximum)) {
        problems.Add("/threshold", "out_of_range", {{"minimum", range.minimum}, {"maximum", range.maximum}});
    }
    const auto each = [&](std::vector<std::string>& texts, const char* pointer, std::size_t longest, bool email) {
        std::set<std::string> seen;
        std::vector<std::string> kept;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string text = base::CleanText(texts[i], kLongText);
            const std::string place = pointer + ("/" + std::to_string(i));
            base::CheckText({.field = "", .required = true, .max_length = longest}, text, place, problems);
            if (problems.Has(place)) continue;
            if (email && !base::IsEmailAddress(text)) {
                problems.Add(place, "invalid_email");
            } else if (seen.insert(base::FoldCase(text)).second) {
                kept.push_back(text);
            }
        }
        texts = std::move(kept);
    };
    each(clean.models, "/models", kLongestModel, false);
    each(clean.addresses, "/addresses", kLongestAddress, true);
    const auto once = [](auto& ids) {
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
    };
    once(clean.site_ids);
    once(clean.user_ids);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

double ClearsAt(Condition condition, std::int32_t threshold) {
    if (condition == Condition::kSupplyPercent) return std::min(threshold + kPercentBand, 100.0);
    if (condition == Condition::kSupplyDays) return threshold + kDaysBand;
    return threshold;
}

std::vector<base::Instant> TellsOf(std::span<const Turn> turns, base::Duration delay, base::Duration cooldown,
                                   base::Instant until) {
    std::vector<base::Instant> tells;
    if (turns.empty()) return tells;
    bool on = turns.front().met;
    bool told = on;
    std::optional<base::Instant> since;
    std::optional<base::Instant> last;
    const auto tell_before = [&](base::Instant end) {
        if (!on || told || !since) return;
        auto at = *since + delay;
        if (last) at = std::max(at, *last + cooldown);
        if (at >= end) return;
        tells.push_back(at);
        last = at;
        told = true;
    };
    for (const Turn& turn : turns.subspan(1)) {
        tell_before(turn.at);
        if (!on && turn.met) {
            on = true;
            told = false;
            since = turn.at;
        } else if (on && turn.over) {
            on = false;
        }
    }
    tell_before(until);
    return tells;
}

std::int64_t CountPasses(std::vector<base::Instant> tells) {
    std::set<std::int64_t> passes;
    for (const auto at : tells) passes.insert(at.time_since_epoch() / base::Duration(kEvery));
    return static_cast<std::int64_t>(passes.size());
}

}  // namespace alerts
