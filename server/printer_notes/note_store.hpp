#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/printer_notes/printer_notes.hpp"

// The tables printer_notes, printer_note_versions and printer_note_terms; nothing else writes them. A note of a printer that
// is deregistered is as little there as the printer.
namespace printer_notes::store {

// A note with the names of what it belongs to: what the API shows.
struct ShownNote : NoteInput {
    NoteId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    printers::PrinterId printer_id;
    std::string printer_manufacturer;
    std::string printer_model;
    std::string printer_serial_number;
    std::string author;
    std::string changed_by;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ShownNote, (NoteInput),
                      (id, organization_id, organization_name, printer_id, printer_manufacturer, printer_model,
                       printer_serial_number, author, changed_by, version, created_at, updated_at))

// snippet: printer_notes.list_types
enum class SortColumn { kUpdatedAt, kCreatedAt, kText, kModel, kOrganizationName, kAuthor, kChangedBy };
BOOST_DESCRIBE_ENUM(SortColumn, kUpdatedAt, kCreatedAt, kText, kModel, kOrganizationName, kAuthor, kChangedBy)

struct ListFilter {
    std::span<const base::OrganizationId> organizations;
    std::vector<std::string> words;  // base::SearchWords; each begins or ends a term of the note or of its printer
    std::optional<printers::PrinterId> printer;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (organizations, words, printer))
// end of snippet

pg::Slice<ShownNote> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window);
std::optional<ShownNote> Find(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, NoteId id);
// FOR UPDATE, also of a note that is deleted.
std::optional<Note> Lock(pg::Transaction& tx, std::span<const base::OrganizationId> organizations, NoteId id);
// Whose the printer is; it stays until the transaction ends. nullopt: not visible, or deregistered.
std::optional<base::OrganizationId> HoldPrinter(pg::Transaction& tx,
                                                std::span<const base::OrganizationId> organizations,
                                                printers::PrinterId printer);

enum class Change { kCreated, kEdited, kDeleted, kRestored };
BOOST_DESCRIBE_ENUM(Change, kCreated, kEdited, kDeleted, kRestored)

// A note after one change.
struct Version {
    std::int64_t version = 1;
    Change change = Change::kCreated;
    std::string text;
    std::string changed_by;
    base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(Version, (), (version, change, text, changed_by, changed_at))

enum class VersionColumn { kVersion };
BOOST_DESCRIBE_ENUM(VersionColumn, kVersion)
struct VersionFilter {
    std::span<const base::OrganizationId> organizations;
    NoteId note;
};
BOOST_DESCRIBE_STRUCT(VersionFilter, (), (organizations, note))
pg::Slice<Version> ListVersions(pg::Transaction& tx, const VersionFilter& filter,
                                const pg::Window<VersionColumn>& window);

// Each writes the note as it is now and adds the version, `version_id`. `by` did it at note.updated_at.
void Insert(pg::Transaction& tx, base::Id<struct VersionTag> version_id, const Note& note);
void Update(pg::Transaction& tx, base::Id<struct VersionTag> version_id, const Note& note, Change change,
            const std::string& by);

}  // namespace printer_notes::store
