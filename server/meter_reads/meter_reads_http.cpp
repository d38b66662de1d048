#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/meter_reads/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/search_terms.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// Meter reads by hand: which printers, what they showed, what was submitted (MTR-1, MTR-2).
namespace meter_reads {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::ReadRow;
using store::ShownRow;

// One meter of a read, or of a change of counters.
struct SubmittedMeter {
    std::string kind;
    std::int64_t value = 0;                // as displayed; of a change what the new counter began with
    std::optional<std::int64_t> previous;  // as displayed before; absent: nothing was known
    std::optional<std::int64_t> ended;     // of a change: what the old counter ended with
};
BOOST_DESCRIBE_STRUCT(SubmittedMeter, (), (kind, value, previous, ended))

struct MeterRead {
    MeterReadId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    PrinterId printer_id;
    std::string printer_manufacturer;
    std::string printer_model;
    std::string printer_serial_number;
    store::Source source = store::Source::kHand;
    base::Instant read_at;
    std::vector<SubmittedMeter> meters;
    std::string description;
    std::optional<ChangeReason> reason;  // of a change
    std::vector<MeterHint> hints;        // what seemed unlikely when it was submitted
    std::string submitted_by;
    base::Instant submitted_at;
    std::string withdrawn_by;
    std::optional<base::Instant> withdrawn_at;  // counts no more
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(MeterRead, (),
                      (id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model,
                       printer_serial_number, source, read_at, meters, description, reason, hints, submitted_by,
                       submitted_at, withdrawn_by, withdrawn_at, version))

// A meter to be read: what was displayed last, by whom it was read.
struct NewestMeter {
    std::string kind;
    std::optional<std::string> unit;
    std::optional<std::int64_t> value;  // absent: nobody has read it yet
    std::optional<base::Instant> read_at;
    bool by_hand = false;
    std::string read_by;  // of one by hand
};
BOOST_DESCRIBE_STRUCT(NewestMeter, (), (kind, unit, value, read_at, by_hand, read_by))

struct PrinterMeters {
    PrinterId printer_id;
    base::OrganizationId organization_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
    std::vector<NewestMeter> meters;
};
BOOST_DESCRIBE_STRUCT(PrinterMeters, (),
                      (printer_id, organization_id, manufacturer, model, serial_number, location, meters))

struct MeterReadCounts {
    std::int64_t due = 0;                      // printers whose read is due
    std::int64_t submitted = 0;                // since the month began (UTC)
    std::optional<base::Instant> newest_at{};  // when the newest one was submitted
};
BOOST_DESCRIBE_STRUCT(MeterReadCounts, (), (due, submitted, newest_at))

namespace {

struct ReadPath : http::Parameters {
    MeterReadId meter_read_id;
};
BOOST_DESCRIBE_STRUCT(ReadPath, (), (meter_read_id))
struct PrinterPath : http::Parameters {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrinterPath, (), (printer_id))
struct ReadList : http::Paging {
    pg::Order<store::ReadColumn> sort{store::ReadColumn::kReadAt, true};
    std::optional<std::string> search;  // words of the printer
    std::optional<PrinterId> printer_id;
    std::vector<store::Source> source;
};
BOOST_DESCRIBE_STRUCT(ReadList, (http::Paging), (sort, search, printer_id, source))
struct PrinterList : http::Paging {
    pg::Order<store::PrinterColumn> sort{store::PrinterColumn::kSerialNumber};
    std::optional<std::string> search;
    std::optional<bool> due;
    std::optional<bool> automatic;  // whether an agent has read its meters in the last 31 days
};
BOOST_DESCRIBE_STRUCT(PrinterList, (http::Paging), (sort, search, due, automatic))

MeterRead ViewOf(const ShownRow& row) {
    MeterRead view{.id = row.id,
                   .organization_id = row.organization_id,
                   .organization_name = row.organization_name,
                   .printer_id = row.printer_id,
                   .printer_manufacturer = row.printer_manufacturer,
                   .printer_model = row.printer_model,
                   .printer_serial_number = row.printer_serial_number,
                   .source = row.source,
                   .read_at = row.read_at,
                   .meters = {},
                   .description = row.description,
                   .reason = base::json::ParseEnum<ChangeReason>(row.reason),
                   .hints = base::json::Bind<std::vector<MeterHint>>(row.hints).value_or(std::vector<MeterHint>{}),
                   .submitted_by = row.submitted_by,
                   .submitted_at = row.submitted_at,
                   .withdrawn_by = row.withdrawn_by,
                   .withdrawn_at = row.withdrawn_at,
                   .version = row.version};
    for (std::size_t place = 0; place < row.meters.size(); ++place) {
        SubmittedMeter meter{.kind = row.meters[place], .value = row.counts[place], .previous = {}, .ended = {}};
        if (row.before[place] != printers::kMeterAbsent) meter.previous = row.before[place];
        if (row.source == store::Source::kChange) meter.ended = row.ended[place];
        view.meters.push_back(std::move(meter));
    }
    return view;
}

base::Instant StartOfMonth(base::Instant now) {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    return base::Day(std::chrono::sys_days(today.year() / today.month() / 1));
}

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : ids_(parts.ids) {}

    base::Result<http::Page<MeterRead>> List(Call& call, const ReadList& params) {
        TRY(const auto window, call.Window(params));
        const store::ReadFilter filter{call.actor().visible,
                                       base::SearchWords(base::CleanText(params.search.value_or(""), 100)),
                                       params.printer_id, params.source};
        return http::MakePage(call, store::ListReads(call.tx(), filter, window), &ViewOf);
    }

    base::Result<http::Page<store::ReadablePrinter>> Printers(Call& call, const PrinterList& params) {
        TRY(const auto window, call.Window(params));
        const store::PrinterFilter filter{call.actor().visible,
                                          base::SearchWords(base::CleanText(params.search.value_or(""), 100)),
                                          params.due, params.automatic, call.now()};
        return http::MakePage<store::ReadablePrinter>(call, store::ListPrinters(call.tx(), filter, window));
    }

    base::Result<MeterReadCounts> Count(Call& call) {
        const auto counts = store::Count(call.tx(), call.actor().visible, StartOfMonth(call.now()), call.now());
        return MeterReadCounts{counts.due, counts.submitted, counts.newest_at};
    }

    base::Result<PrinterMeters> Newest(Call& call, const PrinterPath& path) {
        const auto printer = store::FindPrinter(call.tx(), call.actor().visible, path.printer_id);
        if (!printer) return http::NotFound();
        const auto around = AroundOfPrinter(call.tx(), *printer, call.now());
        PrinterMeters view{printer->id,
                           printer->organization_id,
                           printer->manufacturer,
                           printer->model,
                           printer->serial_number,
                           printer->location,
                           {}};
        for (const auto& one : MetersToRead(call.tx(), *printer, around)) {
            NewestMeter& meter = view.meters.emplace_back();
            meter.kind = one.kind;
            meter.unit = one.unit;
            const auto known = around.find(one.kind);
            if (known == around.end() || !known->second.before) continue;
            meter.value = known->second.before->shown;
            meter.read_at = known->second.before->at;
            meter.by_hand = known->second.before->by_hand;
            meter.read_by = known->second.before->by;
        }
        return view;
    }

    base::Result<MeterRead> Get(Call& call, const ReadPath& path) { return Show(call, path.meter_read_id); }

    base::Result<Reply<MeterRead>> Submit(Call& call, const PrinterPath& path, const MeterReadInput& input) {
        TRY(const auto printer, Hold(call, path.printer_id));
        MeterReadInput clean = input;
        clean.description = base::CleanText(input.description, kLongText);
        TRY(const ReadRow row, meter_reads::Submit(call.tx(), ids_, printer, clean, call.actor().name, call.now()));
        return Made(call, row, printer, action::kMeterReadSubmitted);
    }

    base::Result<Reply<MeterRead>> Change(Call& call, const PrinterPath& path, const MeterChangeInput& input) {
        TRY(const auto printer, Hold(call, path.printer_id));
        MeterChangeInput clean = input;
        clean.description = base::CleanText(input.description, kLongText);
        TRY(const ReadRow row, RecordChange(call.tx(), ids_, printer, clean, call.actor().name, call.now()));
        return Made(call, row, printer, action::kMeterChangeRecorded);
    }

    base::Result<MeterRead> Withdraw(Call& call, const ReadPath& path) {
        TRY(const ReadRow before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        if (before.withdrawn_at) return Show(call, before.id);
        ReadRow after = before;
        after.withdrawn_at = call.now();
        after.withdrawn_by = call.actor().name;
        return Save(call, before, std::move(after), action::kMeterReadWithdrawn);
    }

    base::Result<MeterRead> Restore(Call& call, const ReadPath& path) {
        // A printer is held before its reads.
        const auto found = store::FindRead(call.tx(), call.actor().visible, path.meter_read_id);
        if (!found) return http::NotFound();
        TRY(const auto printer, Hold(call, found->printer_id));
        TRY(const ReadRow before, Lock(call, path));
        if (!before.withdrawn_at) return Show(call, before.id);
        TRY_DO(CheckAgain(call, printer, before));
        ReadRow after = before;
        after.withdrawn_at.reset();
        after.withdrawn_by.clear();
        return Save(call, before, std::move(after), action::kMeterReadRestored);
    }

  private:
    static constexpr std::size_t kLongText = 10'000;  // code points; a long one is refused, not cut

    static base::Result<store::PrinterRow> Hold(Call& call, PrinterId printer) {
        auto rows = store::HoldPrinters(call.tx(), call.actor().visible, {printer});
        if (rows.empty()) return http::NotFound();
        return std::move(rows.front());
    }
    // A change of counters is the operator's own.
    static base::Result<ReadRow> Lock(Call& call, const ReadPath& path) {
        auto row = store::LockRead(call.tx(), call.actor().visible, path.meter_read_id);
        if (!row) return http::NotFound();
        if (row->source == store::Source::kChange && !call.actor().May(permissions::kRecordMeterChanges))
            return base::Refuse(base::ProblemKind::kForbidden, "meter_change_operator");
        return std::move(*row);
    }
    // What was read meanwhile may contradict it.
    static base::Result<void> CheckAgain(Call& call, const store::PrinterRow& printer, const ReadRow& row) {
        const auto around = AroundOfPrinter(call.tx(), printer, row.read_at);
        MeterReadInput read;
        MeterChangeInput change;
        for (std::size_t place = 0; place < row.meters.size(); ++place) {
            const auto known = around.find(row.meters[place]);
            const bool same =
                known != around.end() && known->second.before && known->second.before->shown == row.counts[place];
            read.meters.push_back({row.meters[place], row.counts[place], same});
            if (row.source == store::Source::kChange)
                change.meters.push_back({row.meters[place], row.ended[place], row.counts[place]});
        }
        if (row.source == store::Source::kChange) {
            TRY_DO(CheckChange(change, around));
        } else {
            TRY_DO(CheckRead(read, around));
        }
        return {};
    }
    static base::Result<MeterRead> Show(Call& call, MeterReadId id) {
        const auto row = store::FindRead(call.tx(), call.actor().visible, id);
        if (!row) return http::NotFound();
        return ViewOf(*row);
    }
    static base::Result<Reply<MeterRead>> Made(Call& call, const ReadRow& row, const store::PrinterRow& printer,
                                               const char* what) {
        audit::Record(call, {row.organization_id, what, "meter_read", row.id.value, nullptr, Audited(row),
                             printer.serial_number});
        TRY(Reply<MeterRead> reply, Show(call, row.id));
        reply.location = "/api/v1/meter-reads/" + row.id.ToString();
        return reply;
    }
    static base::Result<MeterRead> Save(Call& call, const ReadRow& before, ReadRow after, const char* what) {
        after.version = before.version + 1;
        store::UpdateRead(call.tx(), after);
        TRY(const MeterRead shown, Show(call, after.id));
        audit::Record(call, {after.organization_id, what, "meter_read", after.id.value, Audited(before), Audited(after),
                             shown.printer_serial_number});
        return shown;
    }

    base::IdSource& ids_;
};

}  // namespace

boost::json::value Audited(const ReadRow& row) {
    auto value = base::json::ToValue(row);
    value.as_object().erase("hints");
    return value;
}

void RegisterHttp(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/meter-reads",
                .id = "listMeterReads",
                .tag = "meter reads",
                .summary = "List meter reads by hand and from files, and changes of counters",
                .allow = permissions::kSeeFleet},
               routes, &Routes::List);
    RegisterExport(router);
    http::AddList(router, "printers-to-read",
                  {.method = Method::kGet,
                   .path = "/api/v1/meter-reads/printers",
                   .id = "listPrintersToRead",
                   .tag = "meter reads",
                   .summary = "List printers with when their meters were read, and whether a read is due",
                   .allow = permissions::kSeeFleet},
                  routes, &Routes::Printers);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/meter-reads/counts",
                .id = "countMeterReads",
                .tag = "meter reads",
                .summary = "How many reads are due, and how many were submitted this month",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Count);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/meter-reads/{meter_read_id}",
                .id = "getMeterRead",
                .tag = "meter reads",
                .summary = "Read what was submitted",
                .allow = permissions::kSeeFleet,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/newest-meters",
                .id = "getNewestMeters",
                .tag = "meter reads",
                .summary = "The meters of a printer as they were read last, by whom",
                .allow = permissions::kSeeFleet},
               routes, &Routes::Newest);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/{printer_id}/meter-reads",
                .id = "submitMeterRead",
                .tag = "meter reads",
                .summary = "Submit the meters that a printer displays",
                .allow = permissions::kSubmitMeterReads,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Submit);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/{printer_id}/meter-changes",
                .id = "recordMeterChange",
                .tag = "meter reads",
                .summary = "Record that counters of a printer go on from other values",
                .allow = permissions::kRecordMeterChanges,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Change);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/meter-reads/{meter_read_id}/withdrawal",
                .id = "withdrawMeterRead",
                .tag = "meter reads",
                .summary = "Withdraw a read that was wrong; it counts no more",
                .allow = permissions::kSubmitMeterReads,
                .idempotent = true,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Withdraw);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/meter-reads/{meter_read_id}/restoration",
                .id = "restoreMeterRead",
                .tag = "meter reads",
                .summary = "Let a read count again that was withdrawn",
                .allow = permissions::kSubmitMeterReads,
                .idempotent = true,
                .returns_etag = true},
               routes, &Routes::Restore);
    RegisterTerms(router);
    RegisterImports(router, parts);
}

}  // namespace meter_reads
