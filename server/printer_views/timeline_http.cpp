#include "server/printer_views/timeline_http.hpp"
#include "server/organizations/roles.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/try.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/printer_views/timeline_store.hpp"

// What happened to a printer, newest first: found, moved, cartridges, alerts, what people changed, and what
// other features tell of it (PRN-3 History).
namespace printer_views {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using printers::HistoryEvent;
using printers::PrinterId;

struct TimelineList : http::Paging {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(TimelineList, (http::Paging), (printer_id))

struct TimelineItem {
    base::Instant at;
    std::string kind;  // alert, change, supply, order
    std::optional<std::string> actor;
    std::string code;
    boost::json::value args;
    std::string sentence;  // in the language of the reader
};
BOOST_DESCRIBE_STRUCT(TimelineItem, (), (at, kind, actor, code, args, sentence))

constexpr std::string_view kContactChanged = "printer_contact_changed";

std::optional<contacts::ContactId> ContactOf(const boost::json::value& args, const char* name) {
    const auto* const id = args.is_object() ? args.as_object().if_contains(name) : nullptr;
    if (id == nullptr || !id->is_string()) return std::nullopt;
    return contacts::ContactId::Parse(std::string(id->as_string()));
}

// Events keep which contacts they were; the names are those of today, for readers who see them. One query
// a page, and none where no contact changed.
void NameContacts(Call& call, std::vector<HistoryEvent>& rows) {
    std::vector<contacts::ContactId> ids;
    for (const auto& row : rows) {
        if (row.code != kContactChanged) continue;
        for (const char* name : {"from", "to"}) {
            if (const auto id = ContactOf(row.args, name)) ids.push_back(*id);
        }
    }
    if (ids.empty()) return;
    std::map<contacts::ContactId, std::string> names;
    // Others are told that there is another one, not whom.
    const bool sees = call.actor().May(permissions::kSeeContacts);
    if (sees) {
        std::ranges::sort(ids);
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        for (const auto& contact : contacts::FindContacts(call.tx(), call.actor().visible, ids))
            names.emplace(contact.id, contacts::NameOf(contact));
    }
    for (auto& row : rows) {
        if (row.code != kContactChanged) continue;
        const auto from = ContactOf(row.args, "from");
        const auto to = ContactOf(row.args, "to");
        auto& args = row.args.as_object();
        args["change"] = !sees ? "hidden" : !from && !to ? "unknown" : !from ? "given" : !to ? "taken" : "changed";
        if (!sees) {
            args.erase("from");
            args.erase("to");
            continue;
        }
        const auto tell = [&](const char* name, const std::optional<contacts::ContactId>& id) {
            const auto known = id ? names.find(*id) : names.end();
            const std::string field(name);
            args[field + "_known"] = known != names.end();  // it may have been deleted since
            args[field + "_name"] = known == names.end() ? "" : known->second;
        };
        tell("from", from);
        tell("to", to);
    }
}

base::Args ArgsOf(const boost::json::value& value) {
    base::Args args;
    if (!value.is_object()) return args;
    for (const auto& [key, member] : value.as_object()) {
        if (member.is_string()) args[key] = std::string(member.as_string());
        if (member.is_int64()) args[key] = member.as_int64();
        if (member.is_double()) args[key] = member.as_double();
        if (member.is_bool()) args[key] = std::string(member.as_bool() ? "true" : "false");
        if (member.is_null()) args[key] = std::string();
    }
    return args;
}

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : catalogues_(parts.catalogues), sources_(parts.history) {}

    base::Result<http::Page<TimelineItem>> List(Call& call, const TimelineList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::TimelineColumn::kAt, true}));
        const auto printer = printers::FindHistoryMeaning(call.tx(), call.actor().visible, params.printer_id);
        if (!printer) return http::NotFound();
        auto slice = Read(call.tx(), printer->organization, params.printer_id, window);
        NameContacts(call, slice.rows);
        return http::MakePage(call, std::move(slice), [&](HistoryEvent& row) { return View(call, row); });
    }

  private:
    // A page of what all sources tell: from each as many as the page may have, and one more.
    pg::Slice<HistoryEvent> Read(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer,
                                 const pg::Window<store::TimelineColumn>& window) {
        const std::int32_t limit = window.limit + 1;
        const auto start = store::StartOf(window.after);
        auto rows = store::Timeline(tx, organization, printer, start, limit);
        for (printers::HistorySource* const source : sources_) {
            auto more = source->Before(tx, organization, printer, start.at, start.id, limit);
            rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        }
        std::ranges::sort(rows, std::greater{}, [](const HistoryEvent& row) { return std::pair(row.at, row.id); });
        return pg::Cut(std::move(rows), window.limit, &store::PlaceOf);
    }

    TimelineItem View(const Call& call, HistoryEvent& row) {
        auto sentence = catalogues_.Format(call.language(), "sentences." + row.code, ArgsOf(row.args));
        return {row.at,
                std::move(row.kind),
                row.actor.empty() ? std::nullopt : std::optional(row.actor),
                std::move(row.code),
                std::move(row.args),
                std::move(sentence)};
    }

    const i18n::Catalogues& catalogues_;
    std::vector<printers::HistorySource*> sources_;
};

}  // namespace

void RegisterTimeline(http::Router& router, const HttpParts& parts) {
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/printers/{printer_id}/timeline",
                .id = "listPrinterTimeline",
                .tag = "printers",
                .summary = "What happened to a printer, newest first",
                .allow = permissions::kSeeFleet},
               std::make_shared<Routes>(parts), &Routes::List);
}

}  // namespace printer_views
