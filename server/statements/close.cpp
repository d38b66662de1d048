#include <algorithm>
#include <map>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/statements/statement_store.hpp"

// The close: which contracts are due, and the lines of their statement (MTR-5).
namespace statements {
namespace {

using meter_reads::Closing;
using meter_reads::MeterAround;
using meter_reads::MetersAround;
using store::LineData;
using store::StatementRow;

constexpr const char* kCloseTask = "statements.close";
constexpr const char* kCloseContractTask = "statements.close_contract";
constexpr std::size_t kPrintersAQuery = 500;
// How far back the pace is looked for of a printer that is not read any more.
constexpr std::chrono::days kPaceOver{90};
// Periods of one contract that one run closes, where a server was away for long.
constexpr int kMostPeriods = 24;

struct CloseInput {
    ContractId contract_id;
};
BOOST_DESCRIBE_STRUCT(CloseInput, (), (contract_id))

ValueOrigin LessSure(ValueOrigin one, ValueOrigin other) {
    return std::max(one, other);
}

// One side of a line: the sum of the meters of a group.
struct Side {
    std::optional<std::int64_t> value;
    ValueOrigin origin = ValueOrigin::kMissing;
    std::vector<ValueBasis> basis;
    std::int64_t offset = 0;
};

Side SumOf(const std::vector<Boundary>& meters) {
    Side side;
    if (meters.empty()) return side;
    side.origin = ValueOrigin::kRead;
    std::int64_t sum = 0;
    for (const auto& meter : meters) {
        side.origin = LessSure(side.origin, meter.basis.origin);
        sum += meter.basis.value;
        side.offset += meter.offset;
        side.basis.push_back(meter.basis);
    }
    if (side.origin != ValueOrigin::kMissing) side.value = sum;
    return side;
}

class Closer {
  public:
    Closer(pg::Transaction& tx, base::IdSource& ids, const Closing& closing, const StatementRow& statement)
        : tx_(tx), ids_(ids), closing_(closing), statement_(statement) {}

    void WriteLines() {
        const auto previous =
            store::FindBefore(tx_, closing_.organization, closing_.contract, statement_.period_starts_on);
        const auto printers = meter_reads::ListUnder(tx_, {closing_.organization, closing_.contract});
        for (std::size_t first = 0; first < printers.size(); first += kPrintersAQuery) {
            const auto count = std::min(kPrintersAQuery, printers.size() - first);
            WriteSome({printers.data() + first, count}, previous);
        }
    }

  private:
    // What is known of the printers at the moments that count.
    struct Moments {
        std::map<PrinterId, MetersAround> start;
        std::map<PrinterId, MetersAround> end;
        std::map<PrinterId, MetersAround> before_start;
        std::map<PrinterId, MetersAround> before_end;
    };

    void WriteSome(std::span<const printers::PrinterName> printers, const std::optional<StatementRow>& previous) {
        std::vector<PrinterId> ids;
        for (const auto& printer : printers) ids.push_back(printer.id);
        const auto around = [&](base::Instant at) {
            return meter_reads::ListAround(tx_, closing_.organization, ids, at);
        };
        Moments moments{around(statement_.starts_at), around(statement_.ends_at),
                        around(statement_.starts_at - kPaceOver), around(statement_.ends_at - kPaceOver)};
        std::map<std::pair<PrinterId, std::string>, LineData> ended;
        if (previous) {
            for (auto& line : store::LinesOf(tx_, closing_.organization, previous->id, ids))
                ended[{line.printer_id, line.meter_group}] = static_cast<LineData&>(line);
        }
        const auto groups_before = previous ? base::json::Bind<std::vector<meter_reads::MeterGroup>>(previous->groups)
                                                  .value_or(std::vector<meter_reads::MeterGroup>{})
                                            : std::vector<meter_reads::MeterGroup>{};
        std::vector<LineData> lines;
        for (const auto& printer : printers) {
            for (std::size_t place = 0; place < closing_.terms.groups.size(); ++place) {
                const auto& group = closing_.terms.groups[place];
                auto line = LineOf(printer, group, static_cast<std::int32_t>(place), moments);
                if (!line) continue;
                // A period begins where the one before it ended, whatever that end was made of.
                const auto last = ended.find({printer.id, group.name});
                const bool same_meters = std::ranges::any_of(groups_before, [&](const auto& one) {
                    return one.name == group.name && one.meters == group.meters;
                });
                if (last != ended.end() && same_meters && last->second.end_value) {
                    line->start_value = last->second.end_value;
                    line->start_origin = last->second.end_origin;
                    line->start_basis = last->second.end_basis;
                }
                line->found_start_value = line->start_value;
                line->found_end_value = line->end_value;
                lines.push_back(std::move(*line));
            }
        }
        store::InsertLines(tx_, statement_, lines);
    }

    // nullopt: the printer has none of the meters.
    std::optional<LineData> LineOf(const printers::PrinterName& printer, const meter_reads::MeterGroup& group,
                                   std::int32_t place, Moments& moments) {
        std::vector<Boundary> starts;
        std::vector<Boundary> ends;
        for (const auto& meter : group.meters) {
            const auto start =
                EstimateAt(meter, moments.start[printer.id][meter], PointIn(moments.before_start[printer.id][meter]),
                           statement_.starts_at, statement_.ends_at);
            const auto end = EstimateAt(meter, moments.end[printer.id][meter],
                                        PointIn(moments.before_end[printer.id][meter]), statement_.ends_at, {});
            if (start.basis.origin == ValueOrigin::kMissing && end.basis.origin == ValueOrigin::kMissing) continue;
            starts.push_back(start);
            ends.push_back(end);
        }
        if (starts.empty() && HasMeters(printer.id, moments)) return std::nullopt;
        const Side start = SumOf(starts);
        const Side end = SumOf(ends);
        return LineData{.id = ids_.Make<StatementLineId>(),
                        .printer_id = printer.id,
                        .manufacturer = printer.manufacturer,
                        .model = printer.model,
                        .serial_number = printer.serial_number,
                        .serial_key = base::FoldCase(printer.serial_number) + '/' + std::to_string(place),
                        .meter_group = group.name,
                        .group_place = place,
                        .start_value = start.value,
                        .end_value = end.value,
                        .adjustment = end.offset - start.offset,
                        .start_origin = start.origin,
                        .end_origin = end.origin,
                        .start_basis = base::json::ToValue(start.basis),
                        .end_basis = base::json::ToValue(end.basis)};
    }

    // Whether anything is known of any of its meters: a printer that was never read is shown as such.
    static bool HasMeters(PrinterId printer, const Moments& moments) {
        const auto knows = [&](const std::map<PrinterId, MetersAround>& at) {
            const auto found = at.find(printer);
            return found != at.end() && std::ranges::any_of(found->second, [](const auto& meter) {
                       return meter.second.before || meter.second.after;
                   });
        };
        return knows(moments.start) || knows(moments.end);
    }

    static std::optional<meter_reads::MeterPoint> PointIn(const MeterAround& around) {
        return around.before ? around.before : around.after;
    }

    pg::Transaction& tx_;
    base::IdSource& ids_;
    const Closing& closing_;
    const StatementRow& statement_;
};

}  // namespace

namespace {

std::optional<StatementRow> CloseOne(pg::Transaction& tx, base::IdSource& ids, const meter_reads::ContractKey& contract,
                                     base::Instant now, bool wait) {
    const auto closing = meter_reads::HoldToClose(tx, contract, now, wait);
    if (!closing) return std::nullopt;
    const auto& period = closing->period;
    StatementRow statement{.organization_id = closing->organization,
                           .id = ids.Make<StatementId>(),
                           .contract_id = closing->contract,
                           .contract_number = closing->number,
                           .contract_name = closing->name,
                           .period_starts_on = period.period_starts_on,
                           .period_ends_on = period.period_ends_on,
                           .starts_at = period.period_starts_at,
                           .ends_at = period.period_ends_at,
                           .time_zone = closing->terms.time_zone,
                           .groups = base::json::ToValue(closing->terms.groups),
                           .approved_by = "",
                           .created_at = now,
                           .updated_at = now};
    meter_reads::OpenNext(tx, *closing);
    if (closing->contract_ends_on) {
        if (*closing->contract_ends_on < period.period_starts_on) return std::nullopt;
        if (*closing->contract_ends_on < period.period_ends_on) {
            statement.period_ends_on = *closing->contract_ends_on;
            statement.ends_at = i18n::StartOfDay(statement.time_zone, statement.period_ends_on + std::chrono::days(1));
        }
    }
    if (!store::Insert(tx, statement)) return std::nullopt;
    Closer(tx, ids, *closing, statement).WriteLines();
    return statement;
}

}  // namespace

std::optional<StatementId> Close(pg::Transaction& tx, base::IdSource& ids, const meter_reads::ContractKey& contract,
                                 base::Instant now) {
    const auto statement = CloseOne(tx, ids, contract, now, true);
    if (!statement) return std::nullopt;
    audit::RecordSystem(tx, now, kCloseTask,
                        {statement->organization_id, audit::action::kStatementCreated, "statement", statement->id.value,
                         nullptr, base::json::ToValue(*statement), statement->contract_number});
    return statement->id;
}

std::optional<StatementId> CloseNow(pg::Transaction& tx, base::IdSource& ids, const meter_reads::ContractKey& contract,
                                    base::Instant now) {
    return CloseOne(tx, ids, contract, now, false).transform([](const StatementRow& row) { return row.id; });
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, base::IdSource& ids) {
    // One task a contract, so that one contract's trouble is its own.
    registry.Add(kCloseTask,
                 [&ids](tasks::Run& run) -> base::Result<void> {
                     run.Step([&](pg::Transaction& tx) {
                         for (const auto& contract : meter_reads::ListToClose(tx, run.Now())) {
                             tasks::Enqueue(tx, ids, run.Now(),
                                            {.organization = contract.organization_id,
                                             .kind = kCloseContractTask,
                                             .input = base::json::ToValue(CloseInput{contract.contract_id}),
                                             .unique_key = contract.contract_id.ToString()});
                         }
                     });
                     return {};
                 },
                 {.system_scope = true});
    registry.Add(kCloseContractTask,
                 [&ids](tasks::Run& run) -> base::Result<void> {
                     const auto input = run.Input<CloseInput>();
                     if (!input) return std::unexpected(input.error());
                     const meter_reads::ContractKey contract{run.organization(), input->contract_id};
                     bool more = true;
                     for (int period = 0; more && period < kMostPeriods; ++period) {
                         run.Step([&](pg::Transaction& tx) {
                             const auto made = Close(tx, ids, contract, run.Now());
                             more = made.has_value();
                             base::log::Info("statements.closed organization={} contract={} statement={}",
                                             contract.organization_id.ToString(), contract.contract_id.ToString(),
                                             made ? made->ToString() : "none");
                         });
                     }
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = kCloseTask, .every = std::chrono::hours(1)});
}

}  // namespace statements
