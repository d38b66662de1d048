#include "simulator/aging.hpp"

#include <algorithm>
#include <utility>

#include "simulator/random.hpp"

namespace simulator {
namespace {

using std::chrono::days;
using std::chrono::duration_cast;

// What share of a day's pages falls into each step of six hours (UTC).
constexpr std::array<double, kStepsPerDay> kDayShape = {0.01, 0.44, 0.51, 0.04};
// Working days of a month.
constexpr double kMonth = 21.5;

base::Instant StartOf(const AgingRules& rules, std::int32_t step) {
    return rules.epoch + step * duration_cast<base::Duration>(kStep);
}

std::int64_t DayNumber(base::Instant at) {
    return std::chrono::floor<days>(at).time_since_epoch().count();
}

unsigned Weekday(std::int64_t day) {  // 0 = Monday; 1970-01-01 was a Thursday
    return static_cast<unsigned>(((day + 3) % 7 + 7) % 7);
}

bool IsHoliday(std::int64_t day) {
    const std::chrono::year_month_day date{base::Day(days(day))};
    const auto month = static_cast<unsigned>(date.month());
    const auto of_month = static_cast<unsigned>(date.day());
    return (month == 1 && of_month == 1) || (month == 12 && of_month >= 24 && of_month <= 26) ||
           (month == 5 && of_month == 1);
}

// Pages that would be printed on this day if nothing stopped it.
double DayVolume(const AgingRules& rules, const Traits& traits, std::int64_t day) {
    const auto when = static_cast<std::uint64_t>(day);
    const double since = static_cast<double>(day - DayNumber(rules.epoch));
    const double noise = std::exp(0.45 * Normal(Draw(rules.seed, Stream::kDay, traits.number, when)) - 0.1);
    const double holiday = IsHoliday(day) ? 0.05 : 1;
    return traits.pages_per_day * traits.weekday[Weekday(day)] * noise * holiday *
           std::max(0.2, 1 + traits.growth_per_day * since);
}

double ColorShare(const AgingRules& rules, const Traits& traits, std::int64_t day) {
    if (traits.color_share == 0) return 0;
    const double noise = Normal(Draw(rules.seed, Stream::kDayColor, traits.number, static_cast<std::uint64_t>(day)));
    return std::clamp(traits.color_share + 0.08 * noise, 0.0, 1.0);
}

bool Stops(const SupplySpec& spec) {
    return spec.wear == Wear::kBlack || spec.wear == Wear::kColor || spec.class_ == printing::SupplyClass::kReceptacle;
}

// Prints `pages`, as far as supplies and trays let it.
void Print(const Model& model, const Traits& traits, State& state, double pages, double color_share) {
    state.printing = false;
    if (pages <= 0 || state.jam_since >= 0 || state.cover_since >= 0) return;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        if (!Stops(spec) || spec.wear == Wear::kNever || spec.gauge == Gauge::kUnrestricted) continue;
        const double share = spec.wear == Wear::kColor ? color_share : 1;
        if (share <= 0) continue;
        if (IsEmpty(state.supplies[i])) return;
        // It stops when the first supply is used up.
        pages = std::min(pages, state.supplies[i].left * spec.yield_pages / (traits.coverage[i] * share));
    }
    // Paper comes from the fullest of the trays; a bypass tray that nobody fills does not matter.
    if (!state.trays.empty()) {
        auto fullest = std::max_element(state.trays.begin(), state.trays.end());
        pages = std::min(pages, *fullest * 1.6);  // duplex: more pages than sheets
        *fullest = std::max(0.0, *fullest - pages / 1.6);
    }
    if (pages <= 0) return;
    const double color = pages * color_share;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        if (spec.wear == Wear::kNever) continue;
        const bool colored = spec.wear == Wear::kColor || spec.wear == Wear::kColorPages;
        const double used = (colored ? color : pages) / spec.yield_pages * traits.coverage[i];
        state.supplies[i].left = std::max(0.0, state.supplies[i].left - used);
    }
    state.life += pages;
    state.color += color;
    state.printing = true;
}

// Prints what belongs between the share of the step that is done and `share` of it.
void PrintPart(const Model& model, const AgingRules& rules, const Traits& traits, State& state, double share) {
    const base::Instant start = StartOf(rules, state.step);
    const std::int64_t day = DayNumber(start);
    const auto part = static_cast<std::size_t>((start - std::chrono::floor<days>(start)) / kStep);
    const double volume = DayVolume(rules, traits, day) * kDayShape[part];
    Print(model, traits, state, IsOff(rules, traits, start) ? 0 : volume * (share - state.done),
          ColorShare(rules, traits, day));
    state.done = std::max(state.done, share);
}

void Mark(const Model& model, State& state) {
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        if (model.supplies[i].wear == Wear::kNever) continue;
        Cartridge& cartridge = state.supplies[i];
        if (cartridge.left < kLow && cartridge.low_since < 0) cartridge.low_since = state.step;
        if (cartridge.left >= kLow) cartridge.low_since = -1;
        if (IsEmpty(cartridge) && cartridge.empty_since < 0) cartridge.empty_since = state.step;
        if (!IsEmpty(cartridge)) cartridge.empty_since = -1;
    }
    for (std::size_t i = 0; i < state.trays.size(); ++i) {
        std::int32_t& since = state.tray_empty_since[i];
        if (state.trays[i] < 1 && since < 0) since = state.step;
        if (state.trays[i] >= 1) since = -1;
    }
}

// What people do between two steps: swap, fill, clear.
void Tend(const Model& model, const AgingRules& rules, const Traits& traits, State& state, bool working) {
    const auto step = static_cast<std::uint64_t>(state.step);
    const auto draw = [&](Stream stream, std::uint64_t what) {
        return Unit(Draw(rules.seed, stream, traits.number * 64 + what, step));
    };
    if (!working) return;
    state.jam_since = -1;
    state.cover_since = -1;
    if (rules.faults) {
        if (draw(Stream::kJam, 0) < 0.008) state.jam_since = state.step;
        if (draw(Stream::kCover, 0) < 0.003 && !model.covers.empty()) state.cover_since = state.step;
    }
    for (std::size_t i = 0; i < state.trays.size(); ++i) {
        const double full = model.inputs[i].capacity;
        const double chance = state.trays[i] < 1 ? 0.9 : state.trays[i] < 0.2 * full ? 0.6 : 0.02;
        if (!rules.faults || draw(Stream::kRefill, i) < chance) state.trays[i] = full;
    }
    if (!rules.swap) return;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        Cartridge& cartridge = state.supplies[i];
        if (model.supplies[i].wear == Wear::kNever || cartridge.left > rules.swap_at) continue;
        // low_since is not the moment that counts; swaps come with even chance in each working step and
        // surely once the cartridge was seen empty for a day.
        const bool overdue = cartridge.empty_since >= 0 && state.step - cartridge.empty_since >= rules.swap_steps - 2;
        if (overdue || draw(Stream::kSwap, i) < 0.6) {
            cartridge = Cartridge{.left = 1, .generation = cartridge.generation + 1};
        }
    }
}

}  // namespace

bool IsEmpty(const Cartridge& cartridge) {
    return cartridge.left < 0.0005;
}

Traits DrawTraits(const Model& model, const AgingRules& rules, std::uint64_t number) {
    const auto draw = [&](Stream stream, std::uint64_t what = 0) { return Draw(rules.seed, stream, number, what); };
    Traits traits;
    traits.number = number;
    // Volumes of a fleet are skewed: many small ones, few large.
    const double low = std::max(1.0, model.pages_per_month[0]);
    const double high = std::max(low, model.pages_per_month[1]);
    const double place = Unit(draw(Stream::kVolume));
    traits.pages_per_day = low * std::pow(high / low, place * place * 0.4 + place * 0.6) / kMonth;
    if (model.color_share[1] > 0) {
        traits.color_share = Between(draw(Stream::kColor), model.color_share[0], model.color_share[1]);
    }
    const double schedule = Unit(draw(Stream::kSchedule));
    const double saturday = schedule < 0.7 ? 0.02 : schedule < 0.9 ? 0.4 : 0.9;
    const double sunday = schedule < 0.85 ? 0.01 : schedule < 0.95 ? 0.1 : 0.8;
    traits.weekday = {1.0, 1.05, 1.1, 1.0, 0.85, saturday, sunday};
    traits.growth_per_day = 0.0004 * Normal(draw(Stream::kVolume, 1));
    traits.off_at_night = Unit(draw(Stream::kSchedule, 1)) < 0.12;
    traits.reboot_days = 20 + static_cast<int>(draw(Stream::kReboot) % 90);
    const double age_days = Between(draw(Stream::kStart), 20, 5 * 260);
    traits.start_life = std::floor(traits.pages_per_day * age_days * 0.9);
    traits.start_color = std::floor(traits.start_life * traits.color_share);
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const bool by_page = model.supplies[i].wear == Wear::kPages || model.supplies[i].wear == Wear::kColorPages;
        const double spread = std::exp(0.25 * Normal(draw(Stream::kCoverage, i)));
        traits.coverage.push_back(by_page ? std::sqrt(spread) : spread);
    }
    return traits;
}

State StartState(const Model& model, const AgingRules& rules, const Traits& traits) {
    State state;
    state.life = traits.start_life;
    state.color = traits.start_color;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        Cartridge cartridge;
        cartridge.generation =
            1 + static_cast<std::uint32_t>(Draw(rules.seed, Stream::kStart, traits.number, 100 + i) % 5);
        if (model.supplies[i].wear != Wear::kNever) {
            cartridge.left = Between(Draw(rules.seed, Stream::kStart, traits.number, 200 + i), 0.06, 1);
        }
        state.supplies.push_back(cartridge);
    }
    for (std::size_t i = 0; i < model.inputs.size(); ++i) {
        state.trays.push_back(std::floor(Between(Draw(rules.seed, Stream::kStart, traits.number, 300 + i), 0.2, 1) *
                                         model.inputs[i].capacity));
        state.tray_empty_since.push_back(-1);
    }
    Mark(model, state);
    return state;
}

std::int32_t StepsAt(const AgingRules& rules, base::Instant now) {
    if (now <= rules.epoch) return 0;
    return static_cast<std::int32_t>((now - rules.epoch) / kStep);
}

void Advance(const Model& model, const AgingRules& rules, const Traits& traits, State& state, std::int32_t until) {
    while (state.step < until) {
        const base::Instant start = StartOf(rules, state.step);
        const std::int64_t day = DayNumber(start);
        const auto part = static_cast<std::size_t>((start - std::chrono::floor<days>(start)) / kStep);
        PrintPart(model, rules, traits, state, 1);
        ++state.step;
        state.done = 0;
        Mark(model, state);
        const bool working = (part == 1 || part == 2) && traits.weekday[Weekday(day)] > 0.1;
        Tend(model, rules, traits, state, working);
        Mark(model, state);
    }
}

std::vector<Swap> SwapsUntil(const Model& model, const AgingRules& rules, const Traits& traits, std::int32_t until) {
    std::vector<Swap> swaps;
    State state = StartState(model, rules, traits);
    std::vector<std::uint32_t> before(state.supplies.size());
    for (std::size_t i = 0; i < before.size(); ++i) before[i] = state.supplies[i].generation;
    while (state.step < until) {
        Advance(model, rules, traits, state, state.step + 1);
        for (std::size_t i = 0; i < before.size(); ++i) {
            for (; before[i] < state.supplies[i].generation; ++before[i])
                swaps.push_back({i, StartOf(rules, state.step)});
        }
    }
    return swaps;
}

State Within(const Model& model, const AgingRules& rules, const Traits& traits, const State& state, base::Instant now) {
    State moment = state;
    const base::Instant start = StartOf(rules, state.step);
    if (now <= start) return moment;
    const double share =
        static_cast<double>((now - start).count()) / static_cast<double>(duration_cast<base::Duration>(kStep).count());
    PrintPart(model, rules, traits, moment, std::min(share, 1.0));
    Mark(model, moment);
    return moment;
}

void PrintPages(const Model& model, const Traits& traits, State& state, double pages) {
    const std::vector<double> trays = std::exchange(state.trays, {});  // somebody stands by with paper
    Print(model, traits, state, pages, traits.color_share);
    state.trays = trays;
    Mark(model, state);
}

bool IsOff(const AgingRules& rules, const Traits& traits, base::Instant now) {
    if (!rules.outages) return false;
    const std::int64_t day = DayNumber(now);
    // Any outage that began within the last days and is not over. Five days at most.
    for (std::int64_t back = 0; back < 5; ++back) {
        const auto when = static_cast<std::uint64_t>(day - back);
        if (Unit(Draw(rules.seed, Stream::kOutage, traits.number, when)) < 0.004 &&
            static_cast<std::int64_t>(Draw(rules.seed, Stream::kOutageLength, traits.number, when) % 5) >= back) {
            return true;
        }
    }
    if (!traits.off_at_night) return false;
    const auto hour = (now - std::chrono::floor<days>(now)) / std::chrono::hours(1);
    return hour < 6 || hour >= 20;
}

base::Duration Uptime(const AgingRules& rules, const Traits& traits, base::Instant now) {
    const std::int64_t day = DayNumber(now);
    if (traits.off_at_night && rules.outages) {
        return now - (std::chrono::floor<days>(now) + std::chrono::hours(6));
    }
    const std::int64_t phase = static_cast<std::int64_t>(Draw(rules.seed, Stream::kReboot, traits.number, 1) %
                                                         static_cast<std::uint64_t>(traits.reboot_days));
    const std::int64_t since = ((day + phase) % traits.reboot_days + traits.reboot_days) % traits.reboot_days;
    return now - (std::chrono::floor<days>(now) - days(since));
}

}  // namespace simulator
