#include "server/platform/api/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "lib/base/testing/source_folder.hpp"
#include "server/platform/api/api_words.hpp"
#include "server/platform/api/openapi.hpp"
#include "server/platform/api/sample_api.hpp"
#include "server/platform/api/sample_roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/http/compression.hpp"

namespace http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kNote = R"({"text":"one","marks":[1]})";

class RouterTest : public testing::Test {
  protected:
    RouterTest() { notes_.Register(api_.router()); }

    sample::NoteId AddNote(const std::string& text, std::int64_t version = 1) {
        return notes_.Put(ids_.Make<sample::NoteId>(), text, version).id;
    }
    static std::string Path(sample::NoteId id) { return "/api/v1/notes/" + id.ToString(); }

    base::SystemClock clock_;
    base::IdSource ids_{clock_};
    sample::Notes notes_;
    TestApi api_{nullptr, clock_, {"viewer", "fleet_manager", "administrator", "agent"}};
    base::OrganizationId mine_ = ids_.Make<base::OrganizationId>();
    base::OrganizationId child_ = ids_.Make<base::OrganizationId>();
    base::OrganizationId foreign_ = ids_.Make<base::OrganizationId>();
    Actor manager_ = api_.SignIn(mine_, {Role::kFleetManager}, {mine_, child_});
    Actor viewer_ = api_.SignIn(mine_, {Role::kViewer});
};

TEST_F(RouterTest, AnswersWithTheBodyAndItsVersionAsETag) {
    const auto id = AddNote("one", 7);
    const auto answer = api_.As(viewer_).Get(Path(id));
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.ETag(), StartsWith("\"7-"));
    EXPECT_EQ(answer.Json().at("text"), "one");
    EXPECT_EQ(answer.Json().at("colour"), nullptr);
    EXPECT_EQ(answer.Header("Content-Type"), "application/json");
    EXPECT_EQ(answer.Header("Cache-Control"), "private, no-cache");
    EXPECT_EQ(answer.Header("X-Request-Id").size(), 36U);
}

TEST_F(RouterTest, AnswersNotModifiedForAVersionThatIsKnown) {
    const auto id = AddNote("one", 7);
    const std::string seen = api_.As(viewer_).Get(Path(id)).ETag();
    const auto answer = api_.As(viewer_).Get(Path(id), {{"If-None-Match", "\"6\", W/" + seen}});
    EXPECT_EQ(answer.status, 304);
    EXPECT_EQ(answer.body, "");
    EXPECT_EQ(api_.As(viewer_).Get(Path(id), {{"If-None-Match", "\"6\""}}).status, 200);
}

// What an answer shows may change without its version: levels, counts, names of others.
TEST_F(RouterTest, AnAnswerThatShowsSomethingElseIsNotTheOneThatIsKnown) {
    const auto id = AddNote("one", 7);
    const auto client = api_.As(manager_);
    const std::string seen = client.Get(Path(id)).ETag();
    EXPECT_EQ(client.Get(Path(id), {{"If-None-Match", seen}}).status, 304);
    notes_.Put(id, "two", 7);
    const auto answer = client.Get(Path(id), {{"If-None-Match", seen}});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.Json().at("text"), "two");
    EXPECT_NE(answer.ETag(), seen);
    // If-Match compares what people change: nobody changed the note since it was read.
    EXPECT_EQ(client.Put(Path(id), kNote, seen).status, 200);
    EXPECT_EQ(client.Put(Path(id), kNote, seen).Code(), "stale");
}

TEST_F(RouterTest, ChangesOnlyTheVersionThatWasRead) {
    const auto id = AddNote("one", 7);
    const auto client = api_.As(manager_);
    EXPECT_EQ(client.Put(Path(id), kNote).status, 428);
    EXPECT_EQ(client.Put(Path(id), kNote).Code(), "if_match_missing");
    EXPECT_EQ(client.Put(Path(id), kNote, "*").status, 428);
    EXPECT_EQ(client.Put(Path(id), kNote, "\"6\"").status, 412);
    EXPECT_EQ(client.Put(Path(id), kNote, "\"6\"").Code(), "stale");
    const auto changed = client.Put(Path(id), kNote, "\"7\"");
    EXPECT_EQ(changed.status, 200);
    EXPECT_THAT(changed.ETag(), StartsWith("\"8-"));
    EXPECT_EQ(client.Put(Path(id), kNote, "\"7\"").status, 412);
}

TEST_F(RouterTest, ListsEveryWrongFieldWithItsPointer) {
    const auto answer =
        api_.As(manager_).Put(Path(AddNote("one")), R"({"colour":"green","marks":[1,"x",2.5],"txet":""})", "\"1\"");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.Code(), "invalid_fields");
    EXPECT_THAT(answer.Errors(), ElementsAre("/colour not_one_of", "/marks/1 not_an_integer", "/marks/2 not_an_integer",
                                             "/text missing", "/txet unknown_field"));
    EXPECT_EQ(answer.At("/errors/0/title"), "A value is missing");
    EXPECT_EQ(answer.At("/request_id"), answer.Header("X-Request-Id"));
    EXPECT_EQ(answer.Json().at("status"), 422);
    EXPECT_EQ(answer.Header("Content-Type"), "application/problem+json");
}

TEST_F(RouterTest, ReadsOnlyJson) {
    const auto client = api_.As(manager_);
    const auto path = Path(AddNote("one"));
    EXPECT_EQ(client.Put(path, "{\"text\"", "\"1\"").status, 400);
    EXPECT_EQ(client.Put(path, "", "\"1\"").Code(), "not_json");
    EXPECT_EQ(client.Put(path, kNote, "\"1\"", {{"Content-Type", "text/plain"}}).status, 415);
    EXPECT_EQ(client.Put(path, kNote, "\"1\"", {{"Content-Type", "application/json; charset=utf-8"}}).status, 200);
    EXPECT_EQ(client.Put(path, kNote, "\"2\"", {{"Content-Encoding", "gzip"}}).Code(), "unsupported_encoding");
    EXPECT_EQ(client.Put(path, "{\"text\":\"\xff\"}", "\"2\"").status, 400);
}

TEST_F(RouterTest, RefusesParametersThatItDoesNotKnowOrCannotRead) {
    const auto answer = api_.As(viewer_).Get(
        "/api/v1/notes?limit=201&serach=x&colour=dark_blue&colour=pink&minimum_version=2x"
        "&starred=maybe&search=a&search=b");
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.Code(), "invalid_parameters");
    EXPECT_THAT(answer.Errors(),
                ElementsAre("colour not_one_of", "limit out_of_range", "minimum_version not_an_integer",
                            "search repeated", "serach unknown_parameter", "starred not_a_boolean"));
    EXPECT_EQ(answer.At("/errors/0/pointer"), "");
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes?limit=200&colour=red&colour=dark_blue&starred=true").status, 200);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes?limit=0").status, 400);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes?search=%zz").Code(), "malformed_request");
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes?search=%00").status, 400);
}

TEST_F(RouterTest, AnIdThatCannotExistIsNotFound) {
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes/17").status, 404);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes/17").Code(), "not_found");
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes/%ff").status, 404);
    EXPECT_EQ(api_.As(viewer_).Get(Path(ids_.Make<sample::NoteId>())).Code(), "not_found");
}

TEST_F(RouterTest, KnowsPathsAndMethods) {
    const auto client = api_.As(viewer_);
    EXPECT_EQ(client.Get("/api/v1/nothing").status, 404);
    EXPECT_EQ(client.Get("/api").status, 404);
    const auto put = client.Put("/api/v1/notes", "{}");
    EXPECT_EQ(put.status, 405);
    EXPECT_EQ(put.Json().at("status"), 405);
    EXPECT_EQ(put.Header("Allow"), "GET, HEAD, POST, OPTIONS");
    const auto options = client.Send(Method::kOptions, "/api/v1/notes", "", {});
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.Header("Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(client.Send(Method::kHead, "/api/v1/notes", "", {}).status, 200);
    // A fixed segment goes before a parameter.
    EXPECT_EQ(client.Get("/api/v1/notes/export").Header("Content-Type"), "text/csv; charset=utf-8");
}

TEST_F(RouterTest, AFileNameCannotBreakTheHeader) {
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes/export").Header("Content-Disposition"),
              "attachment; filename=\"my__notes___.csv\"; filename*=UTF-8''my%20%22notes%22%0D%0A.csv");
}

// ORG-6
TEST_F(RouterTest, AllowsOnlyTheRolesOfTheOperation) {
    const auto id = AddNote("one");
    EXPECT_EQ(api_.Anonymous().Get(Path(id)).status, 401);
    EXPECT_EQ(api_.Anonymous().Get(Path(id)).Header("WWW-Authenticate"), "Bearer realm=\"platen\"");
    EXPECT_EQ(api_.As(viewer_).Put(Path(id), kNote, "\"1\"").status, 403);
    EXPECT_EQ(api_.As(viewer_).Put(Path(id), kNote, "\"1\"").Code(), "forbidden");
    EXPECT_EQ(api_.As(manager_).Delete(Path(id)).status, 403);
    const Actor admin = api_.SignIn(mine_, {Role::kAdministrator});
    EXPECT_EQ(api_.As(admin).Delete(Path(id)).status, 204);
    const Actor agent = api_.SignIn(mine_, {Role::kAgent}, {}, ActorKind::kAgent);
    EXPECT_EQ(api_.As(agent).Get("/api/v1/notes").status, 403);
}

TEST_F(RouterTest, ARoleIsCheckedBeforeTheBodyIsRead) {
    EXPECT_EQ(api_.As(viewer_).Post("/api/v1/notes", "{").status, 403);
}

// ORG-7
TEST_F(RouterTest, ActsInTheOrganizationThatIsNamed) {
    const std::string list = "/api/v1/notes?organization_id=";
    EXPECT_EQ(api_.As(manager_).Get(list + child_.ToString()).status, 200);
    EXPECT_EQ(api_.As(manager_).Get(list + foreign_.ToString()).status, 404);
    EXPECT_EQ(api_.As(manager_).Get(list + foreign_.ToString()).Code(), "organization_not_found");
    EXPECT_EQ(api_.As(manager_).Get(list + "17").status, 404);
    EXPECT_EQ(api_.As(manager_).Get(list + child_.ToString() + "&organization_id=" + mine_.ToString()).status, 404);
}

TEST_F(RouterTest, PagesByCursorAndLink) {
    for (const char* text : {"a", "b", "c", "d", "e"}) AddNote(text);
    const auto client = api_.As(manager_);
    std::string target = "/api/v1/notes?limit=2&organization_id=" + mine_.ToString();
    std::string seen;
    int pages = 0;
    while (!target.empty()) {
        const auto answer = client.Get(target);
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto json = answer.Json();
        for (const auto& item : json.at("items").as_array()) {
            seen += std::string(item.at("text").as_string());
        }
        const std::string link = answer.Header("Link");
        EXPECT_EQ(link.empty(), answer.Json().at("next_cursor").is_null());
        target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
        if (!link.empty()) {
            EXPECT_THAT(link, HasSubstr(">; rel=\"next\""));
        }
        ++pages;
    }
    EXPECT_EQ(seen, "abcde");
    EXPECT_EQ(pages, 3);
}

TEST_F(RouterTest, ACursorIsGoodOnlyWhereItWasMade) {
    for (const char* text : {"a", "b", "c"}) AddNote(text);
    const auto client = api_.As(manager_);
    const auto first = client.Get("/api/v1/notes?limit=1");
    const std::string cursor(first.Json().at("next_cursor").as_string());
    EXPECT_EQ(client.Get("/api/v1/notes?limit=2&cursor=" + cursor).status, 200);
    EXPECT_EQ(client.Get("/api/v1/notes?search=a&cursor=" + cursor).status, 400);
    EXPECT_THAT(client.Get("/api/v1/notes?search=a&cursor=" + cursor).Errors(), ElementsAre("cursor invalid_cursor"));
    EXPECT_EQ(client.Get("/api/v1/notes?organization_id=" + child_.ToString() + "&cursor=" + cursor).status, 400);
    for (std::size_t i = 0; i < cursor.size(); ++i) {  // tampered with, one character at a time
        std::string other = cursor;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(client.Get("/api/v1/notes?cursor=" + other).status, 400) << i;
    }
    EXPECT_EQ(client.Get("/api/v1/notes?cursor=" + cursor.substr(0, 10)).status, 400);
    EXPECT_EQ(client.Get("/api/v1/notes?cursor=eyJ0ZXh0IjoiYSJ9").status, 400);
}

TEST_F(RouterTest, NothingOfAnOwnFaultLeavesTheServer) {
    for (const char* kind : {"exception", "internal"}) {
        const auto answer = api_.Anonymous().Get(std::string("/api/v1/failures/") + kind);
        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.Code(), "internal");
        EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
        EXPECT_THAT(answer.body, Not(HasSubstr("/etc")));
    }
    const auto answer = api_.Anonymous().Get("/api/v1/failures/database");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.Code(), "database_unavailable");
    EXPECT_EQ(answer.Header("Retry-After"), "5");
}

TEST_F(RouterTest, SpeaksTheLanguageOfThePerson) {
    const auto title = [](const TestAnswer& answer) { return std::string(answer.Json().at("title").as_string()); };
    const std::string nowhere = "/api/v1/notes";
    EXPECT_EQ(title(api_.Anonymous().Get(nowhere)), "Please sign in");
    EXPECT_EQ(title(api_.Anonymous().Get(nowhere, {{"Accept-Language", "de-AT, en;q=0.5"}})),
              "Bitte melden Sie sich an");
    viewer_.language = "de";
    api_.SignIn(viewer_);
    const auto answer = api_.As(viewer_).Get("/api/v1/notes/17", {{"Accept-Language", "en"}});
    EXPECT_EQ(title(answer), "Nicht gefunden");
    EXPECT_EQ(answer.Header("Content-Language"), "de");
}

TEST_F(RouterTest, ChangesComeFromOwnPagesOnly) {
    const auto post = [&](TestHeaders headers) {
        return api_.Anonymous().Send(Method::kPost, "/api/v1/failures/none", "", headers).status;
    };
    // 405 is what an accepted one gets from this path's method; a refused one never gets so far.
    EXPECT_EQ(post({}), 405);
    const auto put = [&](TestHeaders headers) {
        return api_.As(manager_).Put(Path(AddNote("x")), kNote, "\"1\"", headers).status;
    };
    EXPECT_EQ(put({{"Sec-Fetch-Site", "same-origin"}}), 200);
    EXPECT_EQ(put({{"Sec-Fetch-Site", "cross-site"}}), 403);
    EXPECT_EQ(put({{"Sec-Fetch-Site", "same-site"}}), 403);
    EXPECT_EQ(put({{"Origin", "https://platen.test"}}), 200);
    EXPECT_EQ(put({{"Origin", "https://evil.test"}}), 403);
    EXPECT_EQ(put({{"Origin", "null"}}), 403);
    EXPECT_EQ(put({{"Origin", "null"}, {"Host", ""}}), 403);
    EXPECT_EQ(put({{"Origin", "https://platen.test.evil.test"}}), 403);
    EXPECT_EQ(put({}), 200);
    EXPECT_EQ(api_.As(manager_).Get("/api/v1/notes", {{"Sec-Fetch-Site", "cross-site"}}).status, 200);
}

TEST_F(RouterTest, EveryAnswerHasTheSecurityHeaders) {
    for (const auto& answer : {api_.As(viewer_).Get("/api/v1/notes"), api_.Anonymous().Get("/api/v1/notes"),
                               api_.Anonymous().Get("/nowhere.txt")}) {
        EXPECT_THAT(answer.Header("Content-Security-Policy"), HasSubstr("script-src 'self';"));
        EXPECT_THAT(answer.Header("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
        EXPECT_EQ(answer.Header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.Header("Referrer-Policy"), "same-origin");
    }
}

TEST_F(RouterTest, LimitsTheRateOfAnOperationPerAddress) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(api_.Anonymous().Post("/api/v1/sessions", "").status, 204);
    const auto answer = api_.Anonymous().Post("/api/v1/sessions", "");
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.Header("Retry-After"), "1000");
}

TEST_F(RouterTest, InflatesWithinTheLimitOnly) {
    const Actor agent = api_.SignIn(mine_, {Role::kAgent}, {}, ActorKind::kAgent);
    const TestHeaders gzip{{"Content-Encoding", "gzip"}, {"Content-Type", "application/x-readings"}};
    const auto send = [&](const std::string& body) {
        return api_.As(agent).Send(Method::kPost, "/api/v1/batches", body, gzip);
    };
    const auto good = send(Deflate(std::string(1 << 20, 'a')));
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(good.Json().at("octets"), 1 << 20);
    // 1 GiB of zeros in a megabyte.
    const std::string bomb = Deflate(std::string(256 << 20, '\0'));
    EXPECT_LT(bomb.size(), 2U << 20);
    EXPECT_EQ(send(bomb).status, 413);
    EXPECT_EQ(send("no gzip").status, 400);
    EXPECT_EQ(send(Deflate("x").substr(0, 12)).Code(), "gzip_malformed");
    EXPECT_EQ(send(Deflate("x") + "more").Code(), "gzip_malformed");
}

TEST_F(RouterTest, CompressesLargeAnswersForThoseWhoAccept) {
    AddNote(std::string(5000, 'a'));
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes").Header("Content-Encoding"), "");
    const auto answer = api_.As(viewer_).Get("/api/v1/notes", {{"Accept-Encoding", "br, gzip;q=0.5"}});
    EXPECT_EQ(answer.Header("Content-Encoding"), "gzip");
    EXPECT_LT(answer.body.size(), 1000U);
    EXPECT_EQ(Inflate(answer.body, 1 << 20)->substr(0, 10), R"({"items":[)");
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/notes", {{"Accept-Encoding", "gzip;q=0"}}).Header("Content-Encoding"), "");
}

TEST_F(RouterTest, ALongPollIsPutAsideAndMustAnswerAtItsLastTurn) {
    const auto first = api_.Anonymous().Get("/api/v1/commands");
    ASSERT_TRUE(first.wait);
    EXPECT_EQ(first.wait->topic, "notes");
    const auto last = api_.Anonymous().Again("/api/v1/commands", Turn::kExpired);
    EXPECT_FALSE(last.wait);
    EXPECT_EQ(last.Json().at("octets"), 0);
    AddNote("x");
    EXPECT_EQ(api_.Anonymous().Again("/api/v1/commands", Turn::kWoken).Json().at("octets"), 1);
}

TEST_F(RouterTest, RefusesOperationsThatAreWrong) {
    const auto add = [&](Operation operation) {
        api_.router().Add(
            std::move(operation),
            [](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Nothing>> { return Nothing{}; });
    };
    using M = Method;
    EXPECT_THROW(add({.method = M::kGet, .path = "/api/v1/a", .id = "a", .tag = "a"}), std::logic_error);
    EXPECT_THROW(add({.method = M::kGet, .path = "/x", .id = "a", .tag = "a", .allow = sample::kSee}),
                 std::logic_error);
    EXPECT_THROW(add({.method = M::kGet, .path = "/api/v1/a", .id = "getNote", .tag = "a", .allow = sample::kSee}),
                 std::logic_error);
    EXPECT_THROW(
        add({.method = M::kGet, .path = "/api/v1/notes/{other}", .id = "a", .tag = "a", .allow = sample::kSee}),
        std::logic_error);
    EXPECT_THROW(
        add({.method = M::kPost, .path = "/api/v1/a", .id = "a", .tag = "a", .allow = kPublic, .creates = true}),
        std::logic_error);
    EXPECT_THROW(
        add({.method = M::kPut, .path = "/api/v1/a", .id = "a", .tag = "a", .allow = sample::kSee, .only_reads = true}),
        std::logic_error);
    EXPECT_THROW(add({.method = M::kPost,
                      .path = "/api/v1/a",
                      .id = "a",
                      .tag = "a",
                      .allow = sample::kSee,
                      .only_reads = true,
                      .creates = true}),
                 std::logic_error);
    EXPECT_NO_THROW(add({.method = M::kGet, .path = "/api/v1/a", .id = "a", .tag = "a", .allow = sample::kSee}));
}

TEST_F(RouterTest, ThePermissionMatrixHoldsEveryOperationAndRole) {
    const auto matrix = PermissionMatrix(api_.router(), sample::kRoles);
    EXPECT_EQ(matrix.size(), 7U * std::size(sample::kRoles));  // the public ones need no role
    for (const Permitted& row : matrix) {
        if (row.operation == "deleteNote") {
            EXPECT_EQ(row.allowed, row.role == Role::kAdministrator);
        }
    }
}

// A type that has a base of that name is no JsonText: the document once said the base of it.
struct Document {};
struct ShownDocument : Document {};
static_assert(detail::kBodyKind<ShownDocument> == detail::BodyKind::kJson);
static_assert(detail::kBodyKind<JsonText<Document>> == detail::BodyKind::kJsonText);

// The document is compared with a file. After a change that is meant: PLATEN_UPDATE_GOLDEN=1 writes it.
TEST_F(RouterTest, WritesTheOpenApiDocument) {
    const ApiWords words(
        R"({"text": "What the note says.", "NoteInput.text": "What it is to say."})",
        R"({"note_id": "Id of the note.", "listNotes.search": "Only notes with this in their text."})");
    AddOpenApiOperation(api_.router(), &words);
    const std::string path = base::SourceFolder() + "/tests/golden/openapi/sample.json";
    const std::string document = WriteOpenApi(api_.router(), &words).text;
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << document;
    std::ifstream in(path);
    std::ostringstream golden;
    golden << in.rdbuf();
    EXPECT_EQ(document, golden.str());
    EXPECT_EQ(api_.Anonymous().Get("/api/v1/openapi.json").body, document);
}

// Whoever adds a field learns which words are wanted and where they go.
TEST_F(RouterTest, SaysWhichFieldsHaveNoWordsAndWhichWordsNoField) {
    const ApiWords words(R"({"text": "What the note says.", "wight": "Weight in grams."})", R"({"note_id": "Id."})");
    const auto wrong = WriteOpenApi(api_.router(), &words).wrong;
    const auto says = [&](std::string_view text) { return std::ranges::find(wrong, text) != wrong.end(); };
    EXPECT_TRUE(
        says(R"(Note.colour has no words: write what it means into data/api/fields.json, as "colour" (it means )"
             R"(the same everywhere) or as "Note.colour")"));
    EXPECT_TRUE(says(R"(listNotes.search has no words: write what it means into data/api/parameters.json, as "search" )"
                     R"((it means the same everywhere) or as "listNotes.search")"));
    EXPECT_TRUE(says(R"(data/api/fields.json: "wight" is used by nothing any more, or every use has words of its own: )"
                     "take it out"));
    EXPECT_TRUE(std::ranges::none_of(wrong, [](const auto& line) { return line.starts_with("Note.text"); }));
    EXPECT_THROW(ApiWords("[]", "{}"), std::invalid_argument);
    EXPECT_THROW(ApiWords("{}", R"({"limit": ""})"), std::invalid_argument);
}

// What goes out is what the document says: a type that an operation does not declare is our mistake.
TEST_F(RouterTest, GivesNoFileOfATypeThatItDoesNotDeclare) {
    api_.router().Add({.method = Method::kGet,
                       .path = "/api/v1/wrong-file",
                       .id = "getWrongFile",
                       .tag = "notes",
                       .allow = sample::kSee,
                       .gives = media::kTables},
                      [](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Raw>> {
                          return Raw{"application/pdf", "%PDF-"};
                      });
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/wrong-file").status, 500);
    EXPECT_THROW(api_.router().Add({.method = Method::kGet,
                                    .path = "/api/v1/silent-file",
                                    .id = "getSilentFile",
                                    .tag = "notes",
                                    .allow = sample::kSee},
                                   [](Call&, const Nothing&, const Nothing&) -> base::Result<Reply<Raw>> {
                                       return Raw{"application/pdf", "%PDF-"};
                                   }),
                 std::logic_error);
}

}  // namespace
}  // namespace http
