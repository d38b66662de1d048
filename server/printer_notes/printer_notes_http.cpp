#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/printer_notes/note_store.hpp"
#include "server/printer_notes/printer_notes.hpp"

// The routes of notes on printers. Each handler is a thin shell: bind, ask a rule or the store, record, answer.
namespace printer_notes {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;
using store::ShownNote;

struct NotePath : http::Parameters {
    NoteId note_id;
};
BOOST_DESCRIBE_STRUCT(NotePath, (), (note_id))

struct PrinterPath : http::Parameters {
    printers::PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrinterPath, (), (printer_id))

struct NoteFilter : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<store::SortColumn> sort{store::SortColumn::kUpdatedAt, true};
    std::optional<std::string> search;
    std::optional<printers::PrinterId> printer_id;
};
BOOST_DESCRIBE_STRUCT(NoteFilter, (), (format, heads, sort, search, printer_id))

struct NoteList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kUpdatedAt, true};
    std::optional<std::string> search;
    std::optional<printers::PrinterId> printer_id;
};
BOOST_DESCRIBE_STRUCT(NoteList, (http::Paging), (sort, search, printer_id))

struct VersionList : http::Paging {
    NoteId note_id;
};
BOOST_DESCRIBE_STRUCT(VersionList, (http::Paging), (note_id))

template <class Params>
store::ListFilter FilterOf(const Call& call, const Params& params) {
    return {.organizations = call.actor().visible,
            .words = base::SearchWords(params.search.value_or("")),
            .printer = params.printer_id};
}

class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    // snippet: printer_notes.list_route
    base::Result<http::Page<ShownNote>> List(Call& call, const NoteList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ShownNote>(call, store::List(call.tx(), FilterOf(call, params), window));
    }
    // end of snippet

    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const NoteFilter& params) {
        constexpr std::int32_t kStep = 1000;
        const auto filter = FilterOf(call, params);
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "printer-notes",
                                 {"organization",
                                  "manufacturer",
                                  "model",
                                  "serial_number",
                                  "text",
                                  "author",
                                  {"created_at", tables::Kind::kTime},
                                  "changed_by",
                                  {"updated_at", tables::Kind::kTime}});
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = store::List(call.tx(), filter, window);
            for (const auto& note : slice.rows) {
                file.Add({note.organization_name, note.printer_manufacturer, note.printer_model,
                          note.printer_serial_number, note.text, note.author, base::FormatRfc3339(note.created_at),
                          note.changed_by, base::FormatRfc3339(note.updated_at)});
            }
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<ShownNote> Get(Call& call, const NotePath& path) { return Show(call, path.note_id); }

    // Newest first; also of a note that is deleted.
    base::Result<http::Page<store::Version>> History(Call& call, const VersionList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::VersionColumn::kVersion, true}));
        const auto slice = store::ListVersions(call.tx(), {call.actor().visible, params.note_id}, window);
        if (slice.rows.empty() && !window.after) return http::NotFound();
        return http::MakePage<store::Version>(call, slice);
    }

    base::Result<Reply<ShownNote>> Create(Call& call, const PrinterPath& path, const NoteInput& input) {
        TRY(const auto checked, CheckNote(input));
        const auto organization = store::HoldPrinter(call.tx(), call.actor().visible, path.printer_id);
        if (!organization) return http::NotFound();
        Note note{checked};
        note.id = ids_.Make<NoteId>();
        note.organization_id = *organization;
        note.printer_id = path.printer_id;
        note.author = note.changed_by = call.actor().name;
        note.created_at = note.updated_at = call.now();
        store::Insert(call.tx(), NewVersion(), note);
        Record(call, audit::action::kPrinterNoteCreated, nullptr, &note);
        TRY(Reply<ShownNote> reply, Show(call, note.id));
        reply.location = "/api/v1/printer-notes/" + note.id.ToString();
        return reply;
    }

    // snippet: printer_notes.update
    base::Result<ShownNote> Update(Call& call, const NotePath& path, const NoteInput& input) {
        TRY(const auto checked, CheckNote(input));
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        if (before.text == checked.text) return Show(call, before.id);
        Note after = Next(call, before);
        after.text = checked.text;
        after.changed_by = call.actor().name;
        store::Update(call.tx(), NewVersion(), after, store::Change::kEdited, call.actor().name);
        Record(call, audit::action::kPrinterNoteUpdated, &before, &after);
        return Show(call, after.id);
    }
    // end of snippet

    base::Result<void> Delete(Call& call, const NotePath& path) {
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        Note after = Next(call, before);
        after.deleted_at = call.now();
        store::Update(call.tx(), NewVersion(), after, store::Change::kDeleted, call.actor().name);
        Record(call, audit::action::kPrinterNoteDeleted, &before, nullptr);
        return {};
    }

    // Undoes Delete; a note that is there stays as it is.
    base::Result<ShownNote> Restore(Call& call, const NotePath& path) {
        const auto before = store::Lock(call.tx(), call.actor().visible, path.note_id);
        if (!before) return http::NotFound();
        if (!before->deleted_at) return Show(call, before->id);
        Note after = Next(call, *before);
        after.deleted_at.reset();
        store::Update(call.tx(), NewVersion(), after, store::Change::kRestored, call.actor().name);
        Record(call, audit::action::kPrinterNoteRestored, &*before, &after);
        return Show(call, after.id);
    }

  private:
    base::Id<struct store::VersionTag> NewVersion() { return ids_.Make<base::Id<struct store::VersionTag>>(); }

    static base::Result<ShownNote> Show(Call& call, NoteId id) {
        auto note = store::Find(call.tx(), call.actor().visible, id);
        if (!note) return http::NotFound();
        return std::move(*note);
    }
    // A note that is there.
    static base::Result<Note> Lock(Call& call, const NotePath& path) {
        auto note = store::Lock(call.tx(), call.actor().visible, path.note_id);
        if (!note || note->deleted_at) return http::NotFound();
        return std::move(*note);
    }
    static Note Next(const Call& call, const Note& before) {
        Note after = before;
        after.version = before.version + 1;
        after.updated_at = call.now();
        return after;
    }
    static void Record(Call& call, const char* action, const Note* before, const Note* after) {
        const Note& note = after != nullptr ? *after : *before;
        audit::Record(call, {note.organization_id, action, "printer_note", note.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, note.text});
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    const auto routes = std::make_shared<Routes>(ids);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/printer-notes",
                .id = "listPrinterNotes",
                .tag = "printer notes",
                .summary = "List notes on printers",
                .allow = permissions::kSeeFleet},
               routes, &Routes::List);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/printer-notes/export",
                .id = "exportPrinterNotes",
                .tag = "printer notes",
                .summary = "Notes on printers as CSV, with the filters of the list",
                .allow = permissions::kSeeFleet,
                .gives = http::media::kTables},
               routes, &Routes::Export);

    // snippet: printer_notes.create_operation
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/{printer_id}/notes",
                .id = "createPrinterNote",
                .tag = "printer notes",
                .summary = "Write a note on a printer",
                .allow = permissions::kManagePrinters,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);
    // end of snippet

    router.Add({.method = Method::kGet,
                .path = "/api/v1/printer-notes/{note_id}",
                .id = "getPrinterNote",
                .tag = "printer notes",
                .summary = "Read a note on a printer",
                .allow = permissions::kSeeFleet,
                .returns_etag = true},
               routes, &Routes::Get);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/printer-notes/{note_id}/history",
                .id = "listPrinterNoteVersions",
                .tag = "printer notes",
                .summary = "Every version of a note on a printer: who wrote, deleted or restored what, and when",
                .allow = permissions::kSeeFleet},
               routes, &Routes::History);

    // snippet: printer_notes.update_operation
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printer-notes/{note_id}",
                .id = "updatePrinterNote",
                .tag = "printer notes",
                .summary = "Replace the text of a note on a printer",
                .allow = permissions::kManagePrinters,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
    // end of snippet

    router.Add({.method = Method::kDelete,
                .path = "/api/v1/printer-notes/{note_id}",
                .id = "deletePrinterNote",
                .tag = "printer notes",
                .summary = "Delete a note on a printer; it can be restored",
                .allow = permissions::kManagePrinters,
                .if_match = true},
               routes, &Routes::Delete);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/printer-notes/{note_id}/restoration",
                .id = "restorePrinterNote",
                .tag = "printer notes",
                .summary = "Restore a note on a printer that was deleted",
                .allow = permissions::kManagePrinters,
                .idempotent = true,
                .returns_etag = true},
               routes, &Routes::Restore);
}

}  // namespace printer_notes
