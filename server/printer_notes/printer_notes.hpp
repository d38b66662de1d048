#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}

// Notes that people write about printers.
namespace printer_notes {

// snippet: printer_notes.types
using NoteId = base::Id<struct PrinterNoteTag>;

// What a person fills in: the body of POST and PUT.
struct NoteInput {
    std::string text;  // lines end with '\n'

    static constexpr base::Limit kLimits[] = {
        {.field = "text", .required = true, .max_length = 2000},
    };

    bool operator==(const NoteInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoteInput, (), (text))

struct Note : NoteInput {
    NoteId id;
    base::OrganizationId organization_id;  // the printer's
    printers::PrinterId printer_id;
    std::string author;        // an e-mail address, as in the audit log
    std::string changed_by;    // whoever wrote the text as it is now
    std::int64_t version = 1;  // grows by one with each change; the ETag
    base::Instant created_at;
    base::Instant updated_at;
    std::optional<base::Instant> deleted_at;
};
BOOST_DESCRIBE_STRUCT(Note, (NoteInput),
                      (id, organization_id, printer_id, author, changed_by, version, created_at, updated_at,
                       deleted_at))
// end of snippet

// Text of several lines as it is kept: each of them base::CleanText, no empty ones at both ends. Nothing is cut but lines
// beyond 10,000 code points. Pure; for the words that people write to each other in other features, too.
std::string CleanLines(std::string_view text);

// snippet: printer_notes.rules
// The input as it is kept (spaces fold in each line, no empty lines at both ends), or "invalid_fields". Pure.
base::Result<NoteInput> CheckNote(const NoteInput& input);

// What a note is found by: base::SearchTerms of all of its text, however long. Pure.
std::vector<std::string> TermsOf(std::string_view text);
// end of snippet

void RegisterHttp(http::Router& router, base::IdSource& ids);

}  // namespace printer_notes
