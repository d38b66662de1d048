#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/enrollment/disconnection_store.hpp"
#include "server/enrollment/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/reachability/reachability.hpp"

// The list of the reconnect team (ASR-13): what is silent, why as far as it is known, whom to call, who called.
namespace enrollment {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

struct DisconnectedPrinterView : store::DisconnectedPrinter {
    reachability::SilenceCause cause = reachability::SilenceCause::kNoAnswer;
    std::string detail;  // in English, for a technician: what the agent saw; ""
    std::string seen;    // who answers at its address; ""
};
BOOST_DESCRIBE_STRUCT(DisconnectedPrinterView, (store::DisconnectedPrinter), (cause, detail, seen))

struct DisconnectedList : http::Paging {
    pg::Order<store::DisconnectedColumn> sort{store::DisconnectedColumn::kSilentSince};
    std::optional<std::string> search;
    std::vector<contracts::CustomerKind> customer;
    std::optional<bool> called;
    std::vector<reachability::SilenceCause> silence;  // why (AGT-11)
};
BOOST_DESCRIBE_STRUCT(DisconnectedList, (http::Paging), (sort, search, customer, called, silence))
struct DisconnectedExport : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<store::DisconnectedColumn> sort{store::DisconnectedColumn::kSilentSince};
    std::optional<std::string> search;
    std::vector<contracts::CustomerKind> customer;
    std::optional<bool> called;
    std::vector<reachability::SilenceCause> silence;
};
BOOST_DESCRIBE_STRUCT(DisconnectedExport, (), (format, heads, sort, search, customer, called, silence))

struct DisconnectionPath : http::Parameters {
    DisconnectionId disconnection_id;
};
BOOST_DESCRIBE_STRUCT(DisconnectionPath, (), (disconnection_id))
struct CallBody {
    std::string note;

    static constexpr base::Limit kLimits[] = {{.field = "note", .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(CallBody, (), (note))

template <class Params>
base::Result<store::DisconnectedFilter> FilterOf(Call& call, const Params& params) {
    store::DisconnectedFilter filter{.organizations = call.actor().visible,
                                     .words = base::SearchWords(params.search.value_or("")),
                                     .customer = params.customer,
                                     .called = params.called,
                                     .printers = {}};
    if (params.silence.empty()) return filter;
    TRY(filter.printers, reachability::FindSilent(call.tx(), call.actor().visible, params.silence, call.now()));
    return filter;
}

// The causes of a page, by three queries. What was agreed on the phone is for those who call.
std::vector<DisconnectedPrinterView> Explain(Call& call, std::vector<store::DisconnectedPrinter> rows) {
    std::vector<printers::PrinterId> printers;
    printers.reserve(rows.size());
    for (const auto& row : rows) printers.push_back(row.printer_id);
    std::map<printers::PrinterId, reachability::Silence> silences;
    for (auto& silence : reachability::ExplainSilences(call.tx(), call.actor().visible, printers, call.now())) {
        silences.emplace(silence.printer_id, std::move(silence));
    }
    std::vector<DisconnectedPrinterView> views;
    views.reserve(rows.size());
    const bool calls = call.actor().May(permissions::kReconnectPrinters);
    for (auto& row : rows) {
        if (!calls) row.call_note.clear();
        DisconnectedPrinterView view{std::move(row)};
        const auto silence = silences.find(view.printer_id);
        if (silence != silences.end()) {
            view.cause = silence->second.cause;
            view.detail = silence->second.detail;
            view.seen = silence->second.seen;
        }
        views.push_back(std::move(view));
    }
    return views;
}

class DisconnectionRoutes {
  public:
    base::Result<http::Page<DisconnectedPrinterView>> List(Call& call, const DisconnectedList& params) {
        TRY(const auto window, call.Window(params));
        TRY(const auto filter, FilterOf(call, params));
        auto slice = store::ListDisconnected(call.tx(), filter, window);
        http::Page<DisconnectedPrinterView> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
        page.items = Explain(call, std::move(slice.rows));
        return page;
    }

    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const DisconnectedExport& params) {
        constexpr std::int32_t kStep = 1000;
        TRY(const auto filter, FilterOf(call, params));
        pg::Window<store::DisconnectedColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "disconnected-printers",
                                 {"organization",
                                  "manufacturer",
                                  "model",
                                  "serial_number",
                                  "address",
                                  "location",
                                  "site",
                                  {"silent_since", tables::Kind::kTime},
                                  "cause",
                                  "cause_detail",
                                  "customer",
                                  "contact",
                                  "email",
                                  "phone",
                                  {"first_notice_at", tables::Kind::kTime},
                                  {"last_notice_at", tables::Kind::kTime},
                                  {"called_at", tables::Kind::kTime},
                                  "called_by",
                                  "call_note"});
        const auto time = [](const std::optional<base::Instant>& at) {
            return at ? base::FormatRfc3339(*at) : std::string();
        };
        for (std::size_t count = 0; count < tables::kMostRows;) {
            auto slice = store::ListDisconnected(call.tx(), filter, window);
            count += slice.rows.size();
            for (const auto& row : Explain(call, std::move(slice.rows))) {
                file.Add({row.organization_name, row.manufacturer, row.model, row.serial_number, row.address,
                          row.location, row.site_name, base::FormatRfc3339(row.silent_since),
                          std::string(base::json::EnumName(row.cause)), row.detail,
                          row.customer ? std::string(base::json::EnumName(*row.customer)) : std::string(),
                          row.contact_name, row.contact_email, row.contact_phone, time(row.first_notice_at),
                          time(row.last_notice_at), time(row.called_at), row.called_by, row.call_note});
            }
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<DisconnectedPrinterView> Get(Call& call, const DisconnectionPath& path) {
        const auto row = store::FindDisconnected(call.tx(), call.actor().visible, path.disconnection_id);
        if (!row) return http::NotFound();
        return std::move(Explain(call, {*row}).front());
    }

    // Called again, the newer call counts. The log says that somebody called: the customer reads it, the note it does not.
    base::Result<DisconnectedPrinterView> NoteCall(Call& call, const DisconnectionPath& path, const CallBody& body) {
        const CallBody clean{base::CleanText(body.note, 501)};
        base::FieldProblems problems;
        base::CheckLimits(clean, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        if (!store::LockDisconnected(call.tx(), call.actor().visible, path.disconnection_id)) return http::NotFound();
        const auto before = store::FindDisconnected(call.tx(), call.actor().visible, path.disconnection_id);
        if (!before) return http::NotFound();
        store::SetCalled(call.tx(), before->organization_id, before->id, call.actor().name, clean.note, call.now());
        const auto after = store::FindDisconnected(call.tx(), call.actor().visible, path.disconnection_id).value();
        const auto shown = [](const store::DisconnectedPrinter& row) {
            return boost::json::object{
                {"called_at", row.called_at ? boost::json::value(base::FormatRfc3339(*row.called_at)) : nullptr},
                {"called_by", row.called_by}};
        };
        audit::Record(call,
                      {before->organization_id, audit::action::kPrinterDisconnectionCalled, "printer_disconnection",
                       before->id.value, shown(*before), shown(after), before->model + ' ' + before->serial_number});
        return std::move(Explain(call, {after}).front());
    }
};

}  // namespace

void RegisterDisconnections(http::Router& router, const Parts& /*parts*/) {
    const auto routes = std::make_shared<DisconnectionRoutes>();

    router.Add({.method = Method::kGet,
                .path = "/api/v1/disconnected-printers",
                .id = "listDisconnectedPrinters",
                .tag = "enrollment",
                .summary = "List enrolled printers that are silent, the longest first, and why as far as it is known",
                .allow = permissions::kSeeFleet},
               routes, &DisconnectionRoutes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/disconnected-printers/export",
                .id = "exportDisconnectedPrinters",
                .tag = "enrollment",
                .summary = "Enrolled printers that are silent as CSV, with the filters of the list",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &DisconnectionRoutes::Export);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/disconnected-printers/{disconnection_id}",
                .id = "getDisconnectedPrinter",
                .tag = "enrollment",
                .summary = "A printer that is silent, and why as far as it is known",
                .allow = permissions::kSeeFleet},
               routes, &DisconnectionRoutes::Get);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/disconnected-printers/{disconnection_id}/calls",
                .id = "noteDisconnectionCall",
                .tag = "enrollment",
                .summary = "Note that somebody called about a printer that is silent",
                .allow = permissions::kReconnectPrinters,
                .idempotent = true},
               routes, &DisconnectionRoutes::NoteCall);
}

}  // namespace enrollment
