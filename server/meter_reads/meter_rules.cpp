#include "server/meter_reads/meter_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/base/text.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace meter_reads {
namespace {

constexpr std::array<std::string_view, 22> kKinds{
    "life",   "mono",        "color",          "large",  "large_mono",  "large_color",
    "small",  "small_mono",  "small_color",    "prints", "prints_mono", "prints_color",
    "copies", "copies_mono", "copies_color",   "scans",  "scans_mono",  "scans_color",
    "faxes",  "faxes_sent",  "faxes_received", "duplex"};
constexpr std::size_t kLongText = 10'000;  // code points; beyond any field, so that a long one is refused, not cut
constexpr std::chrono::minutes kClocksDiffer{10};

// What changes until then add to what a counter shows.
std::int64_t OffsetAt(std::span<const store::ReadRow> hand, std::string_view kind, base::Instant at) {
    std::int64_t offset = 0;
    for (const auto& row : hand) {
        if (row.source != store::Source::kChange || row.read_at > at) continue;
        for (std::size_t place = 0; place < row.meters.size(); ++place) {
            if (row.meters[place] == kind) offset += row.ended[place] - row.counts[place];
        }
    }
    return offset;
}

class Collecting {
  public:
    Collecting(std::span<const store::ReadRow> hand, base::Instant at) : hand_(hand), at_(at) {}

    void Add(const std::string& kind, MeterPoint point) {
        point.continuous = point.shown + OffsetAt(hand_, kind, point.at);
        MeterAround& around = around_[kind];
        if (point.at <= at_) {
            if (!around.before || point.at >= around.before->at) around.before = std::move(point);
        } else if (!around.after || point.at < around.after->at) {
            around.after = std::move(point);
        }
    }
    MetersAround Take() { return std::move(around_); }

  private:
    std::span<const store::ReadRow> hand_;
    base::Instant at_;
    MetersAround around_;
};

const MeterAround* FindAround(const MetersAround& around, std::string_view kind) {
    const auto found = around.find(kind);
    return found == around.end() ? nullptr : &found->second;
}

std::optional<MeterPoint> BeforeOf(const MetersAround& around, std::string_view kind) {
    const auto* found = FindAround(around, kind);
    return found == nullptr ? std::nullopt : found->before;
}

// The kinds of a list, each known and once.
template <class Meters>
void CheckKinds(const Meters& meters, base::FieldProblems& problems) {
    std::set<std::string> seen;
    for (std::size_t place = 0; place < meters.size(); ++place) {
        const std::string pointer = "/meters/" + std::to_string(place) + "/kind";
        if (problems.Has(pointer)) continue;
        if (!IsMeterKind(meters[place].kind)) {
            problems.Add(pointer, "meter_kind_unknown");
        } else if (!seen.insert(meters[place].kind).second) {
            problems.Add(pointer, "meter_twice");
        }
    }
}

// A later read must not say less: `value` is displayed where `before` is the newest point.
void CheckNext(const MeterAround* around, std::int64_t value, std::int64_t offset, const std::string& pointer,
               base::FieldProblems& problems) {
    if (around == nullptr || !around->after) return;
    if (value + offset <= around->after->continuous) return;
    problems.Add(pointer, "meter_above_next", {{"value", value}, {"next", around->after->continuous - offset}});
}

}  // namespace

std::span<const std::string_view> MeterKinds() {
    return kKinds;
}
bool IsMeterKind(std::string_view kind) {
    return std::ranges::find(kKinds, kind) != kKinds.end();
}

std::vector<KindSlot> KindSlots(const boost::json::value& meters) {
    std::vector<KindSlot> found;
    const auto slots = base::json::Bind<std::vector<printers::MeterSlot>>(meters);
    if (!slots) return found;
    for (std::size_t slot = 0; slot < slots->size(); ++slot) {
        const auto& one = (*slots)[slot];
        if (!IsMeterKind(one.kind) || std::ranges::find(found, one.kind, &KindSlot::kind) != found.end()) continue;
        found.push_back({one.kind, one.unit, slot});
    }
    return found;
}

AgentSample SampleOf(const std::vector<KindSlot>& slots, base::Instant at, const std::vector<std::int64_t>& meters) {
    AgentSample sample{.at = at, .shown = {}};
    for (const auto& slot : slots) {
        if (slot.slot < meters.size() && meters[slot.slot] != printers::kMeterAbsent)
            sample.shown[slot.kind] = meters[slot.slot];
    }
    return sample;
}

std::vector<AgentSample> SamplesOfState(const std::vector<KindSlot>& slots, const store::PrinterRow& printer) {
    if (printer.observed_at == printers::kNever) return {};
    std::vector<AgentSample> samples;
    const auto kept = printers::ReadKept(printer.kept);
    for (const auto& slot : slots) {
        const auto value = printers::LastValueAt(printer.meter_values, printers::kMeterAbsent, kept.meters, slot.slot,
                                                 std::optional(printer.observed_at));
        if (value.value && value.observed_at) samples.push_back({*value.observed_at, {{slot.kind, *value.value}}});
    }
    return samples;
}

MetersAround AroundOf(const std::vector<KindSlot>& slots, std::span<const AgentSample> agent,
                      std::span<const store::ReadRow> hand, base::Instant at) {
    Collecting collecting(hand, at);
    for (const auto& sample : agent) {
        for (const auto& [kind, shown] : sample.shown)
            collecting.Add(kind, {.at = sample.at, .by = "", .shown = shown});
    }
    for (const auto& row : hand) {
        for (std::size_t place = 0; place < row.meters.size(); ++place) {
            collecting.Add(row.meters[place],
                           {.at = row.read_at, .by_hand = true, .by = row.submitted_by, .shown = row.counts[place]});
        }
    }
    MetersAround around = collecting.Take();
    for (const auto& slot : slots) around[slot.kind].unit = slot.unit;
    return around;
}

base::Instant CheckTime(const std::optional<base::Instant>& said, base::Instant now, const std::string& pointer,
                        base::FieldProblems& problems) {
    if (!said) return now;
    if (*said > now + kClocksDiffer) problems.Add(pointer, "meter_read_in_future");
    if (*said < now - kFarthest) problems.Add(pointer, "meter_read_too_old");
    return std::min(*said, now);
}

base::Result<std::vector<CheckedMeter>> CheckRead(const MeterReadInput& input, const MetersAround& around) {
    base::FieldProblems problems;
    base::CheckLimits(input, problems);
    CheckKinds(input.meters, problems);
    std::vector<CheckedMeter> checked;
    for (std::size_t place = 0; place < input.meters.size(); ++place) {
        const ReadMeter& meter = input.meters[place];
        const std::string pointer = "/meters/" + std::to_string(place) + "/value";
        if (problems.Has(pointer)) continue;
        const auto before = BeforeOf(around, meter.kind);
        if (meter.unchanged) {
            if (!before) {
                problems.Add(pointer, "meter_unchanged_first");
            } else if (meter.value && *meter.value != before->shown) {
                problems.Add(pointer, "meter_unchanged_value", {{"value", *meter.value}, {"previous", before->shown}});
            } else {
                checked.push_back({meter.kind, before->shown, before});
            }
            continue;
        }
        if (!meter.value) {
            problems.Add(pointer, "missing");
            continue;
        }
        if (before && *meter.value <= before->shown) {
            problems.Add(pointer, "meter_not_greater", {{"value", *meter.value}, {"previous", before->shown}});
            continue;
        }
        const auto* known = FindAround(around, meter.kind);
        CheckNext(known, *meter.value, before ? before->continuous - before->shown : 0, pointer, problems);
        checked.push_back({meter.kind, *meter.value, before});
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return checked;
}

base::Result<std::vector<CheckedMeter>> CheckChange(const MeterChangeInput& input, const MetersAround& around) {
    base::FieldProblems problems;
    base::CheckLimits(input, problems);
    CheckKinds(input.meters, problems);
    std::vector<CheckedMeter> checked;
    for (std::size_t place = 0; place < input.meters.size(); ++place) {
        const ChangedMeter& meter = input.meters[place];
        const std::string pointer = "/meters/" + std::to_string(place) + "/ended";
        if (problems.Has(pointer)) continue;
        const auto before = BeforeOf(around, meter.kind);
        if (before && meter.ended < before->shown) {
            problems.Add(pointer, "meter_ended_below", {{"value", meter.ended}, {"previous", before->shown}});
            continue;
        }
        checked.push_back({meter.kind, meter.began, before});
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return checked;
}

std::optional<double> PaceOf(const std::optional<MeterPoint>& from, const std::optional<MeterPoint>& to) {
    if (!from || !to) return std::nullopt;
    const double days = std::chrono::duration<double, std::ratio<86'400>>(to->at - from->at).count();
    const std::int64_t pages = to->continuous - from->continuous;
    if (days < 1 || pages < 0) return std::nullopt;
    return static_cast<double>(pages) / days;
}

std::vector<MeterHint> HintsOf(const std::vector<CheckedMeter>& meters, const MetersAround& around,
                               const MetersAround& earlier, base::Instant at) {
    // A new printer may print four times as much in a month, and a handful of pages is never worth a question.
    constexpr double kTimes = 4;
    constexpr std::int64_t kHandful = 500;
    std::vector<MeterHint> hints;
    std::map<std::string, std::int64_t> values;
    for (const auto& [kind, known] : around) {
        if (known.before) values[kind] = known.before->shown;
    }
    for (const auto& meter : meters) {
        values[meter.kind] = meter.value;
        if (!meter.before) continue;
        const auto* long_ago = FindAround(earlier, meter.kind);
        const auto from = long_ago == nullptr ? std::nullopt : long_ago->before ? long_ago->before : long_ago->after;
        const auto pace = PaceOf(from, meter.before);
        if (!pace) continue;
        const double days = std::chrono::duration<double, std::ratio<86'400>>(at - meter.before->at).count();
        const std::int64_t expected = std::llround(*pace * std::max(days, 1.0));
        const std::int64_t added = meter.value - meter.before->shown;
        if (added > kHandful && static_cast<double>(added) > kTimes * static_cast<double>(expected))
            hints.push_back({"far_above_usual", meter.kind, added, expected});
    }
    const auto life = values.find("life");
    const auto mono = values.find("mono");
    const auto color = values.find("color");
    if (life != values.end() && mono != values.end() && color != values.end() &&
        mono->second + color->second > life->second) {
        hints.push_back({"parts_above_whole", "life", mono->second + color->second, life->second});
    }
    return hints;
}

base::Result<MeterTermsInput> CheckTerms(const MeterTermsInput& input, base::Instant now) {
    MeterTermsInput clean = input;
    clean.time_zone = base::CleanText(input.time_zone, kLongText);
    for (auto& group : clean.groups) group.name = base::CleanText(group.name, kLongText);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!clean.time_zone.empty() && !problems.Has("/time_zone") && !i18n::IsTimeZone(clean.time_zone))
        problems.Add("/time_zone", "time_zone_unknown");
    if (clean.starts_on < std::chrono::floor<std::chrono::days>(now - kFarthest) ||
        clean.starts_on > std::chrono::floor<std::chrono::days>(now + kFarthest)) {
        problems.Add("/starts_on", "meter_terms_start");
    }
    std::set<std::string> names;
    for (std::size_t place = 0; place < clean.groups.size(); ++place) {
        const auto& group = clean.groups[place];
        const std::string pointer = "/groups/" + std::to_string(place);
        if (!group.name.empty() && !names.insert(base::FoldCase(group.name)).second)
            problems.Add(pointer + "/name", "meter_group_twice");
        std::set<std::string> kinds;
        for (const auto& kind : group.meters) {
            if (!IsMeterKind(kind)) {
                problems.Add(pointer + "/meters", "meter_kind_unknown");
                break;
            }
            if (!kinds.insert(kind).second) {
                problems.Add(pointer + "/meters", "meter_twice");
                break;
            }
        }
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

MeterPeriod PeriodFrom(const MeterTermsInput& terms, base::Day starts_on) {
    using namespace std::chrono;
    const auto closing = [&](year_month month) {
        const auto last = year_month_day{month / std::chrono::last};
        return base::Day(
            sys_days(year_month_day{month / std::chrono::day{std::min(static_cast<unsigned>(terms.closing_day),
                                                                      static_cast<unsigned>(last.day()))}}));
    };
    const year_month_day first{starts_on};
    year_month month{first.year(), first.month()};
    base::Day ends_on = closing(month);
    if (ends_on < starts_on) ends_on = closing(month + months(1));
    return {.period_starts_on = starts_on,
            .period_ends_on = ends_on,
            .period_starts_at = i18n::StartOfDay(terms.time_zone, starts_on),
            .period_ends_at = i18n::StartOfDay(terms.time_zone, ends_on + days(1))};
}

}  // namespace meter_reads
