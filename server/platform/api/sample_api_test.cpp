#include "server/platform/api/sample_api.hpp"
#include "server/platform/api/sample_roles.hpp"

#include <stdexcept>

#include "server/platform/pg/error.hpp"

namespace http::sample {

Note Notes::Put(NoteId id, std::string text, std::int64_t version) {
    const std::lock_guard lock(mutex);
    return notes[id] = Note{id, std::move(text), std::nullopt, version};
}

void Notes::Register(Router& router) {
    router.Add({.method = Method::kGet,
                .path = "/api/v1/notes",
                .id = "listNotes",
                .tag = "notes",
                .summary = "Notes by text",
                .allow = sample::kSee},
               [this](Call& call, const NoteList& params, const Nothing&) -> base::Result<Reply<Page<Note>>> {
                   auto after = call.OpenCursor<NoteKey>(params.cursor);
                   if (!after) return std::unexpected(after.error());
                   std::map<std::string, Note> by_text;
                   const std::lock_guard lock(mutex);
                   for (const auto& [id, note] : notes) by_text[note.text] = note;
                   Page<Note> page;
                   for (const auto& [text, note] : by_text) {
                       if (*after && text <= (*after)->text) continue;
                       if (params.search && text.find(*params.search) == std::string::npos) continue;
                       if (static_cast<int>(page.items.size()) == params.limit) {
                           page.next_cursor = call.SealCursor(NoteKey{page.items.back().text});
                           break;
                       }
                       page.items.push_back(note);
                   }
                   return page;
               });
    router.Add({.method = Method::kPost,
                .path = "/api/v1/notes",
                .id = "createNote",
                .tag = "notes",
                .allow = sample::kChange,
                .creates = true,
                .returns_etag = true},
               [this](Call& call, const Nothing&, const NoteInput& input) -> base::Result<Reply<Note>> {
                   if (input.text.empty()) {
                       base::FieldProblems problems;
                       problems.Add("/text", "missing");
                       return std::move(problems).Refuse();
                   }
                   const Note note = Put(ids.Make<NoteId>(), input.text, 1);
                   call.AfterCommit([this, note] { committed = note.text; });
                   Reply<Note> reply(note);
                   reply.location = "/api/v1/notes/" + note.id.ToString();
                   return reply;
               });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/notes/{note_id}",
                .id = "getNote",
                .tag = "notes",
                .allow = sample::kSee,
                .returns_etag = true},
               [this](Call&, const NotePath& path, const Nothing&) -> base::Result<Reply<Note>> {
                   const std::lock_guard lock(mutex);
                   const auto found = notes.find(path.note_id);
                   if (found == notes.end()) return NotFound();
                   return found->second;
               });
    router.Add({.method = Method::kPut,
                .path = "/api/v1/notes/{note_id}",
                .id = "replaceNote",
                .tag = "notes",
                .allow = sample::kChange,
                .if_match = true,
                .returns_etag = true},
               [this](Call& call, const NotePath& path, const NoteInput& input) -> base::Result<Reply<Note>> {
                   const std::lock_guard lock(mutex);
                   const auto found = notes.find(path.note_id);
                   if (found == notes.end()) return NotFound();
                   if (auto fresh = call.CheckVersion(found->second.version); !fresh) {
                       return std::unexpected(fresh.error());
                   }
                   found->second.text = input.text;
                   ++found->second.version;
                   return found->second;
               });
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/notes/{note_id}",
                .id = "deleteNote",
                .tag = "notes",
                .allow = sample::kManage},
               [this](Call&, const NotePath& path, const Nothing&) -> base::Result<Reply<Nothing>> {
                   const std::lock_guard lock(mutex);
                   if (notes.erase(path.note_id) == 0) return NotFound();
                   return Nothing{};
               });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/notes/export",
                .id = "exportNotes",
                .tag = "notes",
                .allow = sample::kSee,
                .gives = media::kCsv},
               [](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Raw>> {
                   return Raw{"text/csv; charset=utf-8", "text\r\n", "my \"notes\"\r\n.csv"};
               });
    router.Add({.method = Method::kPost,
                .path = "/api/v1/batches",
                .id = "sendBatch",
                .tag = "agents",
                .allow = sample::kActAsAgent,
                .takes = media::kAny,
                .body_limit = 8 << 20,
                .inflated_limit = 1 << 20},
               [](Call&, const Nothing&, const Raw& body) -> base::Result<Reply<Size>> {
                   return Size{static_cast<std::int64_t>(body.bytes.size())};
               });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/commands",
                .id = "waitForCommands",
                .tag = "agents",
                .allow = kPublic,
                .scope = OperationScope::kNone},
               [this](Call& call, const Nothing&, const Nothing&) -> base::Result<Reply<Size>> {
                   const std::lock_guard lock(mutex);
                   if (notes.empty() && !call.must_answer()) {
                       return Wait{"notes", std::chrono::steady_clock::now() + std::chrono::seconds(60)};
                   }
                   return Size{static_cast<std::int64_t>(notes.size())};
               });
    router.Add({.method = Method::kGet,
                .path = "/api/v1/failures/{kind}",
                .id = "fail",
                .tag = "failures",
                .allow = kPublic,
                .scope = OperationScope::kNone},
               [](Call& call, const FailurePath& path, const Nothing&) -> base::Result<Reply<Nothing>> {
                   if (path.kind == "exception") throw std::runtime_error("SELECT secret FROM /etc/x");
                   if (path.kind == "database") call.tx();
                   if (path.kind == "internal") {
                       return base::Refuse(base::ProblemKind::kInternal, "secret_code");
                   }
                   return Nothing{};
               });
    router.Add({.method = Method::kPost,
                .path = "/api/v1/sessions",
                .id = "signIn",
                .tag = "sessions",
                .allow = kPublic,
                .scope = OperationScope::kNone,
                .rate = Rate{.per_second = 0.001, .burst = 3}},
               [](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Nothing>> { return Nothing{}; });
}

}  // namespace http::sample
