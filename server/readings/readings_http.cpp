#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/readings/history_store.hpp"
#include "server/readings/reading_store.hpp"

// The way in of readings, and the history that charts draw.
namespace readings {
namespace {

namespace permissions = organizations::permissions;

using base::ProblemKind;
using http::Call;
using http::Method;

// What time an agent believes it to be as it sends; agents before 0.2 do not say.
constexpr std::string_view kClockHeader = "Platen-Clock";
constexpr std::int32_t kMostPoints = 10'000;
constexpr auto kDailyBeyond = std::chrono::days(45);  // longer series show one point a day

struct HistoryParams : http::Parameters {
    printers::PrinterId printer_id;
    std::optional<base::Instant> from;  // default: 30 days before `to`
    std::optional<base::Instant> to;    // default: now
};
BOOST_DESCRIBE_STRUCT(HistoryParams, (), (printer_id, from, to))

struct MeterValueView {
    std::string kind;
    std::int64_t value = 0;
    std::optional<std::string> unit;
};
BOOST_DESCRIBE_STRUCT(MeterValueView, (), (kind, value, unit))
struct MeterPointView {
    base::Instant observed_at;
    std::vector<MeterValueView> meters;
};
BOOST_DESCRIBE_STRUCT(MeterPointView, (), (observed_at, meters))
struct MeterHistoryView {
    std::vector<MeterPointView> items;
};
BOOST_DESCRIBE_STRUCT(MeterHistoryView, (), (items))

struct LevelPointView {
    base::Instant observed_at;
    std::optional<double> remaining_percent;
    printing::LevelState level_state = printing::LevelState::kUnknown;
};
BOOST_DESCRIBE_STRUCT(LevelPointView, (), (observed_at, remaining_percent, level_state))
struct SupplySeriesView {
    std::string slot;
    std::string description;
    std::optional<std::string> colorant;
    std::vector<LevelPointView> points;
};
BOOST_DESCRIBE_STRUCT(SupplySeriesView, (), (slot, description, colorant, points))
// Nothing was read between the two.
struct SilenceView {
    base::Instant from;
    base::Instant to;
};
BOOST_DESCRIBE_STRUCT(SilenceView, (), (from, to))
struct SupplyLevelsView {
    std::vector<SupplySeriesView> items;
    // Where the printer was not read for more than two polling intervals (and a day): no level is known there.
    std::vector<SilenceView> silences;
};
BOOST_DESCRIBE_STRUCT(SupplyLevelsView, (), (items, silences))

struct RefusedList : http::Paging {
    agents::AgentId agent_id;
};
BOOST_DESCRIBE_STRUCT(RefusedList, (http::Paging), (agent_id))
struct RefusedReadingView : store::RefusedRow {};
BOOST_DESCRIBE_STRUCT(RefusedReadingView, (store::RefusedRow), ())

// ---- history --------------------------------------------------------------------------------------

struct Range {
    base::Instant from;
    base::Instant to;
    bool daily = false;
};

base::Result<Range> ReadRange(const Call& call, const HistoryParams& params) {
    Range range;
    range.to = params.to.value_or(call.now());
    range.from = params.from.value_or(range.to - std::chrono::days(30));
    if (range.from > range.to) {
        return base::Refuse(ProblemKind::kMalformed, "invalid_parameters", {}, {{"?from", "from_after_to", {}}});
    }
    range.daily = range.to - range.from > kDailyBeyond;
    return range;
}

MeterHistoryView MetersOf(const std::vector<store::PointRow>& rows, const printers::HistoryMeaning& meaning) {
    MeterHistoryView view;
    for (const auto& row : rows) {
        MeterPointView& point = view.items.emplace_back();
        point.observed_at = row.observed_at;
        for (std::size_t slot = 0; slot < row.meters.size() && slot < meaning.meters.size(); ++slot) {
            if (row.meters[slot] == printers::kMeterAbsent) continue;
            point.meters.push_back({meaning.meters[slot].kind, row.meters[slot], meaning.meters[slot].unit});
        }
        if (point.meters.empty()) view.items.pop_back();  // an answer that lacked them
    }
    return view;
}

// A level that was left out because it did not change held until the reading before the next row: the step is
// drawn where it was.
void AddPoint(std::vector<LevelPointView>& points, const LevelPointView& point,
              const std::optional<base::Instant>& previous_at) {
    if (!points.empty() && points.back().level_state == point.level_state &&
        points.back().remaining_percent == point.remaining_percent) {
        return;
    }
    if (!points.empty() && previous_at && *previous_at > points.back().observed_at) {
        LevelPointView held = points.back();
        held.observed_at = *previous_at;
        points.push_back(held);
    }
    points.push_back(point);
}

// Of rows that are left out where nothing changed: the first reading of each day is kept, and a row tells when
// the reading before it was. A series of one row a day knows the day of a silence, not its hours.
std::vector<SilenceView> Silences(const std::vector<store::PointRow>& rows, std::chrono::seconds polling_interval,
                                  bool daily) {
    const base::Duration longest = std::max<base::Duration>(2 * polling_interval, std::chrono::hours(daily ? 48 : 24));
    std::vector<SilenceView> silences;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        SilenceView silence{rows[i - 1].observed_at, rows[i].observed_at};
        if (const auto previous = rows[i].previous_at; previous && *previous > silence.from) {
            const bool before = silence.to - *previous > *previous - silence.from;
            (before ? silence.from : silence.to) = *previous;
        }
        if (silence.to - silence.from > longest) silences.push_back(silence);
    }
    return silences;
}

SupplyLevelsView LevelsOf(const std::vector<store::PointRow>& rows, const printers::HistoryMeaning& meaning,
                          const Range& range) {
    std::map<std::int16_t, std::vector<LevelPointView>> series;
    std::set<std::int16_t> untold;  // the reading before did not tell their level: nothing is known to have held
    for (const auto& row : rows) {
        const auto layout = meaning.by_layout.find(row.layout);
        if (layout == meaning.by_layout.end()) continue;
        for (const auto& [slot, supply] : layout->second) {
            const auto at = static_cast<std::size_t>(slot);
            std::optional<std::int64_t> raw;
            if (at < row.levels.size() && row.levels[at] != printers::kLevelAbsent) raw = row.levels[at];
            auto& points = series[slot];
            if (!raw) {
                // It held until the reading before, which told it.
                if (!untold.contains(slot) && !points.empty() && row.previous_at &&
                    *row.previous_at > points.back().observed_at) {
                    points.push_back(points.back());
                    points.back().observed_at = *row.previous_at;
                }
                untold.insert(slot);
                continue;
            }
            const auto level = printing::ReadLevel(raw, supply.max_capacity_raw, supply.unit);
            const LevelPointView point{row.observed_at, printing::RemainingPercent(level), printing::StateOf(level)};
            if (untold.erase(slot) > 0) {
                points.push_back(point);
            } else {
                AddPoint(points, point, row.previous_at);
            }
        }
    }
    SupplyLevelsView view;
    view.silences = Silences(rows, meaning.polling_interval, range.daily);
    for (auto& [slot, points] : series) {
        if (points.empty()) continue;  // never told
        // The line reaches the newest reading also where nothing changed.
        if (!untold.contains(slot) && points.back().observed_at < rows.back().observed_at) {
            LevelPointView last = points.back();
            last.observed_at = rows.back().observed_at;
            points.push_back(last);
        }
        const auto today = meaning.today.find(slot);
        SupplySeriesView one{std::to_string(slot), "", std::nullopt, std::move(points)};
        if (today != meaning.today.end()) {
            one.description = today->second.description;
            if (!today->second.colorant.empty()) one.colorant = today->second.colorant;
        }
        view.items.push_back(std::move(one));
    }
    return view;
}

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(parts) {}

    base::Result<printing::BatchAck> Receive(Call& call, const http::JsonText<printing::ReadingBatch>& body) {
        TRY(auto batch, ReadBatch(body.text));
        if (const auto said = base::ParseRfc3339(call.request().headers.Get(kClockHeader))) {
            batch.clock_ahead = *said - call.now();
        }
        parts_.partitions.Ensure(TimesOf(batch, call.now()));
        const agents::AgentId agent{call.actor().id};
        const auto known = agents::FindAgent(call.tx(), call.organization(), agent);
        if (!known) return http::NotFound();
        if (known->kind == agents::AgentKind::kNative) {
            for (const auto& reading : batch.readings) {
                TRY_DO(agents::CheckOwnPrinter(call.tx(), call.organization(), agent, reading.reading.manufacturer,
                                               reading.reading.serial_number));
            }
        }
        agents::Touch(call.tx(), call.organization(), agent, call.now(), call.request().client_address);
        batch.address = call.request().client_address;
        const printers::Source source{call.organization(), agent, known->site_id,
                                      std::chrono::seconds(known->polling_interval_seconds)};
        auto accepted = TakeIn(call.tx(), parts_.ids, parts_.intake, source, batch, call.now());
        if (!accepted) {
            if (accepted.error().code == "identity_twice") TellTwin(call, source, batch.boot_epoch, accepted.error());
            return std::unexpected(std::move(accepted.error()));
        }
        return printing::BatchAck{accepted->acknowledged_seq};
    }

    base::Result<MeterHistoryView> Meters(Call& call, const HistoryParams& params) {
        TRY(const auto range, ReadRange(call, params));
        const auto meaning = printers::FindHistoryMeaning(call.tx(), call.actor().visible, params.printer_id);
        if (!meaning) return http::NotFound();
        return MetersOf(Points(call, *meaning, params, range), *meaning);
    }

    base::Result<SupplyLevelsView> Levels(Call& call, const HistoryParams& params) {
        TRY(const auto range, ReadRange(call, params));
        const auto meaning = printers::FindHistoryMeaning(call.tx(), call.actor().visible, params.printer_id);
        if (!meaning) return http::NotFound();
        return LevelsOf(Points(call, *meaning, params, range), *meaning, range);
    }

    base::Result<http::Page<RefusedReadingView>> ListRefused(Call& call, const RefusedList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::RefusedColumn::kReceivedAt, true}));
        const auto agents = agents::FindAgents(call.tx(), call.actor().visible, {&params.agent_id, 1});
        if (agents.empty()) return http::NotFound();
        return http::MakePage<RefusedReadingView>(
            call, store::Refused(call.tx(), {agents.front().organization_id, params.agent_id}, window));
    }

  private:
    // Both addresses, where a person sees them: among what was set aside of the agent.
    static void TellTwin(Call& call, const printers::Source& source, std::int64_t boot_epoch,
                         const base::Problem& problem) {
        RefusedReading twin{.seq = std::get<std::int64_t>(problem.args.at("seq")),
                            .code = problem.code,
                            .fields = {{"", problem.code, problem.args}},
                            .text = "{}"};
        call.AfterRefusal([source, boot_epoch, twin = std::move(twin), now = call.now()](pg::Transaction& tx) {
            store::AddRefused(tx, source, boot_epoch, twin, now);
        });
    }

    static std::vector<store::PointRow> Points(Call& call, const printers::HistoryMeaning& meaning,
                                               const HistoryParams& params, const Range& range) {
        return store::Points(call.tx(), meaning.organization, params.printer_id, range.from, range.to, range.daily,
                             kMostPoints);
    }

    HttpParts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(parts);
    router.Add(
        {
            .method = Method::kPost,
            .path = "/api/v1/agent/readings",
            .id = "deliverReadings",
            .tag = "agent",
            .summary = "Readings of an agent's journal; the answer says what it may forget",
            .allow = permissions::kActAsAgent,
            .body_limit = 8U << 20,
            .inflated_limit = 32U << 20,
        },
        routes, &Routes::Receive);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/meters",
                .id = "listPrinterMeters",
                .tag = "printers",
                .summary = "Meters over time",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Meters);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/supply-levels",
                .id = "listPrinterSupplyLevels",
                .tag = "printers",
                .summary = "Supply levels over time",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Levels);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/agents/{agent_id}/refused-readings",
                .id = "listRefusedReadings",
                .tag = "agents",
                .summary = "Readings that could not be understood, as they were sent",
                .allow = permissions::kManageAgents},
               routes, &Routes::ListRefused);
}

}  // namespace readings
