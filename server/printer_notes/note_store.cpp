#include "server/printer_notes/note_store.hpp"

#include "server/platform/pg/search_terms.hpp"

namespace printer_notes::store {
namespace {

using Organizations = std::span<const base::OrganizationId>;
using VersionId = base::Id<struct VersionTag>;

// ---- reading

// Every note that is there, with the names around it.
constexpr const char* kShown = R"sql((
    SELECT n.*, o.name AS organization_name, p.manufacturer AS printer_manufacturer, p.model AS printer_model,
        p.serial_number AS printer_serial_number
    FROM printer_notes AS n
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL
    JOIN organizations AS o ON o.id = n.organization_id
    WHERE n.deleted_at IS NULL) AS notes)sql";

// A note is found by its own words and by those of its printer.
constexpr const char* kTerms = R"sql((
            SELECT organization_id, term, note_id FROM printer_note_terms
            UNION ALL
            SELECT t.organization_id, t.term, n.id FROM printer_terms AS t
            JOIN printer_notes AS n ON n.organization_id = t.organization_id AND n.printer_id = t.printer_id))sql";

// snippet: printer_notes.list
const pg::List<ShownNote, ListFilter, SortColumn> kList{{
    .name = "printer_notes.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($printer IS NULL OR printer_id = $printer)\n"
             "  AND " +
             pg::HasEveryWord("id", kTerms, "note_id"),
    .sorts = {{SortColumn::kUpdatedAt, "updated_at", "timestamptz"},
              {SortColumn::kCreatedAt, "created_at", "timestamptz"},
              {SortColumn::kText, "lower(left(text, 200))"},
              {SortColumn::kModel, "lower(printer_manufacturer || ' ' || printer_model)"},
              {SortColumn::kOrganizationName, "lower(organization_name)"},
              {SortColumn::kAuthor, "lower(author)"},
              {SortColumn::kChangedBy, "lower(changed_by)"}},
}};
// end of snippet

const pg::List<Version, VersionFilter, VersionColumn> kListVersions{{
    .name = "printer_notes.versions",
    .from = "printer_note_versions",
    .where = "organization_id = ANY ($organizations) AND note_id = $note",
    .sorts = {{VersionColumn::kVersion, "version", "bigint"}},
}};

const pg::Query<ShownNote(Organizations, NoteId)> kFind{
    "printer_notes.find",
    std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
// snippet: printer_notes.lock
const pg::Query<Note(Organizations, NoteId)> kLock{"printer_notes.lock", R"sql(
    SELECT {columns} FROM printer_notes AS n
    WHERE organization_id = ANY ($1) AND id = $2 AND EXISTS (
        SELECT FROM printers AS p
        WHERE p.organization_id = n.organization_id AND p.id = n.printer_id AND p.deregistered_at IS NULL)
    FOR UPDATE)sql"};
// end of snippet
const pg::Query<base::OrganizationId(Organizations, printers::PrinterId)> kHoldPrinter{"printer_notes.hold_printer",
                                                                                       R"sql(
    SELECT organization_id FROM printers
    WHERE organization_id = ANY ($1) AND id = $2 AND deregistered_at IS NULL FOR KEY SHARE)sql"};

// ---- writing

// snippet: printer_notes.write
const pg::Insert<Note> kInsert{"printer_notes.insert", "printer_notes"};
const pg::Update<Note> kUpdate{"printer_notes.update", "printer_notes", {"organization_id", "id"}};
// end of snippet

struct VersionRow : Version {
    base::OrganizationId organization_id;
    VersionId id;
    NoteId note_id;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (Version), (organization_id, id, note_id))
const pg::Insert<VersionRow> kInsertVersion{"printer_notes.insert_version", "printer_note_versions"};

// Takes away the terms that no longer hold and adds the new ones.
using TermsQuery = pg::Query<void(base::OrganizationId, NoteId, std::vector<std::string>)>;
const TermsQuery kDropTerms{
    "printer_notes.drop_terms",
    "DELETE FROM printer_note_terms WHERE organization_id = $1 AND note_id = $2 AND term <> ALL ($3)"};
const TermsQuery kAddTerms{"printer_notes.add_terms", R"sql(
    INSERT INTO printer_note_terms (organization_id, note_id, term)
    SELECT $1, $2, term FROM unnest($3) AS terms (term)
    ON CONFLICT DO NOTHING)sql"};

void WriteTerms(pg::Transaction& tx, const Note& note) {
    const auto terms = TermsOf(note.text);
    tx.Exec(kDropTerms, note.organization_id, note.id, terms);
    tx.Exec(kAddTerms, note.organization_id, note.id, terms);
}

void AddVersion(pg::Transaction& tx, VersionId id, const Note& note, Change change, const std::string& by) {
    tx.Exec(kInsertVersion,
            VersionRow{{note.version, change, note.text, by, note.updated_at}, note.organization_id, id, note.id});
}

}  // namespace

pg::Slice<ShownNote> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::optional<ShownNote> Find(pg::Transaction& tx, Organizations organizations, NoteId id) {
    return tx.One(kFind, organizations, id);
}

std::optional<Note> Lock(pg::Transaction& tx, Organizations organizations, NoteId id) {
    return tx.One(kLock, organizations, id);
}

std::optional<base::OrganizationId> HoldPrinter(pg::Transaction& tx, Organizations organizations,
                                                printers::PrinterId printer) {
    return tx.One(kHoldPrinter, organizations, printer);
}

pg::Slice<Version> ListVersions(pg::Transaction& tx, const VersionFilter& filter,
                                const pg::Window<VersionColumn>& window) {
    return kListVersions.Read(tx, filter, window);
}

void Insert(pg::Transaction& tx, VersionId version_id, const Note& note) {
    tx.Exec(kInsert, note);
    AddVersion(tx, version_id, note, Change::kCreated, note.author);
    WriteTerms(tx, note);
}

void Update(pg::Transaction& tx, VersionId version_id, const Note& note, Change change, const std::string& by) {
    tx.Exec(kUpdate, note);
    AddVersion(tx, version_id, note, change, by);
    if (change == Change::kEdited) WriteTerms(tx, note);
}

}  // namespace printer_notes::store
