#include <gtest/gtest.h>

#include <set>

#include "lib/base/json.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/printer_notes/printer_notes.hpp"
#include "server/printers/testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// The routes of notes on printers against a real database.
namespace printer_notes {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;
using Strings = std::vector<std::string>;

constexpr const char* kNotes = "/api/v1/printer-notes";

class PrinterNotesHttp : public ::testing::Test {
  protected:
    PrinterNotesHttp() {
        RegisterHttp(api_.router(), ids_);
        mine_ = world_.AddCustomer("Nordlys");
        other_ = world_.AddCustomer("Fjord");
        printers_ = AddPrinters(mine_, {1, 2});
        manager_ = api_.SignIn(mine_.organization, {Role::kFleetManager});
        manager_.name = "mia@nordlys.example";
        api_.SignIn(manager_);
    }

    std::vector<printers::PrinterId> AddPrinters(const printers::Source& source, std::vector<int> numbers) {
        std::vector<printing::JournaledReading> readings;
        for (const int number : numbers) {
            const auto seq = static_cast<std::int64_t>(readings.size()) + 1;
            readings.push_back(Journaled(seq, clock_.Now() - std::chrono::hours(1) + std::chrono::seconds(seq),
                                         SampleReading(number)));
        }
        world_.Deliver(source, std::move(readings));
        return world_.PrintersOf(source.organization);
    }
    static std::string Body(const std::string& text) { return base::json::Write(NoteInput{text}); }
    std::string On(std::size_t printer) { return "/api/v1/printers/" + printers_.at(printer).ToString() + "/notes"; }
    // The path of a new note.
    std::string Write(const std::string& text, std::size_t printer = 0) {
        clock_.Advance(std::chrono::minutes(1));
        const auto made = api_.As(manager_).Post(On(printer), Body(text));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.Header("Location");
    }
    std::string ETag(const std::string& path) { return api_.As(manager_).Get(path).ETag(); }
    static Strings TextsOf(const boost::json::value& page) {
        Strings texts;
        for (const auto& item : page.at("items").as_array()) texts.emplace_back(item.at("text").as_string());
        return texts;
    }
    Strings Texts(const std::string& query) {
        const auto list = api_.As(manager_).Get(kNotes + query);
        EXPECT_EQ(list.status, 200) << list.body;
        return TextsOf(list.Json());
    }
    // "version change by: text", newest first.
    Strings History(const std::string& path) {
        const auto history = api_.As(manager_).Get(path + "/history");
        EXPECT_EQ(history.status, 200) << history.body;
        const auto page = history.Json();
        Strings lines;
        for (const auto& item : page.at("items").as_array()) {
            lines.push_back(
                std::to_string(item.at("version").as_int64()) + " " + std::string(item.at("change").as_string()) + " " +
                std::string(item.at("changed_by").as_string()) + ": " + std::string(item.at("text").as_string()));
        }
        return lines;
    }
    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    printers::Source mine_;
    printers::Source other_;
    std::vector<printers::PrinterId> printers_;
    http::Actor manager_;
};

TEST_F(PrinterNotesHttp, IsWrittenReadChangedAndDeleted) {
    const std::string path = Write("  The key is   at reception.\n\n\nAsk for Ida. ");
    const auto read = api_.As(manager_).Get(path);
    EXPECT_EQ(read.At("/text"), "The key is at reception.\n\n\nAsk for Ida.");
    EXPECT_EQ(read.At("/author"), "mia@nordlys.example");
    EXPECT_EQ(read.At("/printer_id"), printers_[0].ToString());
    EXPECT_EQ(read.At("/printer_serial_number"), "7500000001A");
    EXPECT_EQ(read.At("/organization_name"), "Nordlys");
    EXPECT_EQ(read.At("/created_at"), "2026-11-21T10:01:00Z");

    clock_.Advance(std::chrono::hours(1));
    const auto changed = api_.As(manager_).Put(path, Body("The janitor has the key."), read.ETag());
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.At("/text"), "The janitor has the key.");
    EXPECT_EQ(changed.At("/updated_at"), "2026-11-21T11:01:00Z");
    EXPECT_EQ(changed.At("/created_at"), "2026-11-21T10:01:00Z");

    EXPECT_EQ(api_.As(manager_).Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(api_.As(manager_).Get(path).status, 404);
    EXPECT_EQ(api_.As(manager_).Put(path, Body("x"), changed.ETag()).status, 404);
    EXPECT_EQ(api_.As(manager_).Delete(path, changed.ETag()).status, 404);
    EXPECT_EQ(Texts(""), Strings{});
}

TEST_F(PrinterNotesHttp, KeepsEveryVersionWithWhoWroteIt) {
    const std::string path = Write("one");
    http::Actor second = api_.SignIn(mine_.organization, {Role::kAdministrator});
    second.name = "ole@nordlys.example";
    api_.SignIn(second);
    clock_.Advance(std::chrono::minutes(1));
    api_.As(second).Put(path, Body("two"), ETag(path));
    EXPECT_EQ(api_.As(manager_).Get(path).At("/author"), "mia@nordlys.example");
    EXPECT_EQ(api_.As(manager_).Get(path).At("/changed_by"), "ole@nordlys.example");
    api_.As(manager_).Delete(path, ETag(path));
    EXPECT_EQ(History(path), (Strings{"3 deleted mia@nordlys.example: two", "2 edited ole@nordlys.example: two",
                                      "1 created mia@nordlys.example: one"}));
    const auto page = api_.As(manager_).Get(path + "/history?limit=2");
    EXPECT_EQ(page.Json().at("items").as_array().size(), 2U);
    const auto rest = api_.As(manager_).Get(path + "/history?limit=2&cursor=" + page.At("/next_cursor"));
    EXPECT_EQ(TextsOf(rest.Json()), Strings{"one"});
}

TEST_F(PrinterNotesHttp, ADeletedNoteIsRestoredAsItWas) {
    const std::string path = Write("The key is at reception.");
    const std::string created = api_.As(manager_).Get(path).At("/created_at");
    api_.As(manager_).Delete(path, ETag(path));
    const auto restored = api_.As(manager_).Post(path + "/restoration", "");
    EXPECT_EQ(restored.status, 200) << restored.body;
    EXPECT_EQ(restored.At("/text"), "The key is at reception.");
    EXPECT_EQ(restored.At("/created_at"), created);
    EXPECT_EQ(Texts("?search=reception"), Strings{"The key is at reception."});
    const auto again = api_.As(manager_).Post(path + "/restoration", "");
    EXPECT_EQ(again.ETag(), restored.ETag()) << "it is there already";
    EXPECT_EQ(History(path).size(), 3U);
    EXPECT_EQ(api_.As(manager_).Put(path, Body("changed"), restored.ETag()).status, 200);
}

TEST_F(PrinterNotesHttp, TwoPeopleEditingOneNoteDoNotOverwriteEachOther) {  // API-1
    const std::string path = Write("one");
    const std::string seen = ETag(path);
    EXPECT_EQ(api_.As(manager_).Put(path, Body("two"), seen).status, 200);
    const auto late = api_.As(manager_).Put(path, Body("three"), seen);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.Code(), "stale");
    EXPECT_EQ(api_.As(manager_).Put(path, Body("three")).status, 428);
    EXPECT_EQ(api_.As(manager_).Delete(path, seen).status, 412);
    EXPECT_EQ(api_.As(manager_).Get(path).At("/text"), "two");
}

TEST_F(PrinterNotesHttp, SavingWithoutAChangeAddsNoVersion) {
    const std::string path = Write("one");
    const std::string seen = ETag(path);
    EXPECT_EQ(api_.As(manager_).Put(path, Body(" one "), seen).ETag(), seen);
    EXPECT_EQ(History(path).size(), 1U);
}

TEST_F(PrinterNotesHttp, AWrongTextIsRefusedAndNothingIsSaved) {
    for (const auto& [text, error] : std::vector<std::pair<std::string, std::string>>{
             {" \n ", "/text missing"}, {std::string(2001, 'a'), "/text too_long"}}) {
        const auto refused = api_.As(manager_).Post(On(0), Body(text));
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.Errors(), Strings{error});
    }
    EXPECT_EQ(Texts(""), Strings{});
}

TEST_F(PrinterNotesHttp, ADoubleClickWritesOneNote) {  // API-1
    const http::TestHeaders key{{"Idempotency-Key", "one"}};
    const auto first = api_.As(manager_).Post(On(0), Body("The key is at reception."), key);
    const auto second = api_.As(manager_).Post(On(0), Body("The key is at reception."), key);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(Texts("").size(), 1U);
}

TEST_F(PrinterNotesHttp, IsFoundByItsWordsAndByThoseOfItsPrinter) {
    Write("The key is at reception.", 0);
    Write("Drum replaced, Øyvind has the invoice.", 1);
    EXPECT_EQ(Texts("?search=RECEPT").size(), 1U);
    EXPECT_EQ(Texts("?search=%C3%B8yvind%20drum").size(), 1U);
    EXPECT_EQ(Texts("?search=7500000002A"), Strings{"Drum replaced, Øyvind has the invoice."});
    EXPECT_EQ(Texts("?search=7500000002A%20drum").size(), 1U);
    EXPECT_EQ(Texts("?search=7500000002A%20reception"), Strings{});
    EXPECT_EQ(Texts("?search=lexmark").size(), 2U);
    EXPECT_EQ(Texts("?search=nothing"), Strings{});
}

TEST_F(PrinterNotesHttp, AnOldWordFindsAChangedNoteNoMore) {
    const std::string path = Write("reception");
    api_.As(manager_).Put(path, Body("janitor"), ETag(path));
    EXPECT_EQ(Texts("?search=reception"), Strings{});
    EXPECT_EQ(Texts("?search=janitor"), Strings{"janitor"});
}

TEST_F(PrinterNotesHttp, ListsAreOfOnePrinterAndSortedBothWays) {
    const std::string first = Write("first", 0);
    Write("second", 1);
    Write("third", 0);
    clock_.Advance(std::chrono::minutes(1));
    api_.As(manager_).Put(first, Body("first again"), ETag(first));
    EXPECT_EQ(Texts(""), (Strings{"first again", "third", "second"}));
    EXPECT_EQ(Texts("?sort=updated_at"), (Strings{"second", "third", "first again"}));
    EXPECT_EQ(Texts("?sort=-created_at"), (Strings{"third", "second", "first again"}));
    EXPECT_EQ(Texts("?sort=created_at&printer_id=" + printers_[0].ToString()), (Strings{"first again", "third"}));
    const auto wrong = api_.As(manager_).Get(std::string(kNotes) + "?sort=taste");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.Errors(), Strings{"sort not_one_of"});
}

TEST_F(PrinterNotesHttp, PagesThroughAllWithoutGapOrDouble) {  // API-1
    std::set<std::string> made;
    for (int i = 0; i < 23; ++i) {
        const std::string text = "note " + std::to_string(i);
        if (i % 3 == 0) {
            Write(text);
        } else {  // at the same moment as the one before
            EXPECT_EQ(api_.As(manager_).Post(On(0), Body(text)).status, 201);
        }
        made.insert(text);
    }
    for (const std::string sort : {"updated_at", "-updated_at", "-created_at"}) {
        Strings seen;
        for (std::string cursor; seen.size() < 100;) {
            const auto page = api_.As(manager_).Get(std::string(kNotes) + "?limit=5&sort=" + sort + cursor).Json();
            for (auto& text : TextsOf(page)) seen.push_back(text);
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        EXPECT_EQ(seen.size(), made.size()) << sort;
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), made) << sort;
    }
}

TEST_F(PrinterNotesHttp, ExportsWhatTheListShows) {
    Write("=cmd, \"quoted\"", 0);
    Write("second", 1);
    const auto file = api_.As(manager_).Get(std::string(kNotes) + "/export?sort=created_at");
    EXPECT_EQ(file.status, 200) << file.body;
    EXPECT_EQ(file.Header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_NE(file.body.find("Nordlys,Lexmark,MX722ade,7500000001A,\"'=cmd, \"\"quoted\"\"\",mia@nordlys.example,"
                             "2026-11-21T10:01:00Z,mia@nordlys.example,2026-11-21T10:01:00Z\r\n"),
              std::string::npos)
        << file.body;
    EXPECT_LT(file.body.find("cmd"), file.body.find("second"));
    const auto one = api_.As(manager_).Get(std::string(kNotes) + "/export?search=second");
    EXPECT_EQ(one.body.find("cmd"), std::string::npos);
    EXPECT_NE(one.body.find("second"), std::string::npos);
}

TEST_F(PrinterNotesHttp, EveryRoleReadsAndOnlyWhoManagesPrintersWrites) {  // ORG-6
    const std::string path = Write("one");
    const std::string gone = Write("two");
    api_.As(manager_).Delete(gone, ETag(gone));
    const std::string etag = ETag(path);
    const auto writers = organizations::permissions::kManagePrinters.roles;
    for (const Role role : organizations::AllRoles()) {
        const auto name = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(mine_.organization, {role}));
        for (const std::string& target :
             {std::string(kNotes), std::string(kNotes) + "/export", path, path + "/history"}) {
            EXPECT_EQ(client.Get(target).status, role == Role::kAgent ? 403 : 200) << name << target;
        }
        const auto expected = [&](int success) { return writers.Has(role) ? success : 403; };
        EXPECT_EQ(client.Put(path, Body("one"), etag).status, expected(200)) << name;
        EXPECT_EQ(client.Delete(path, "\"0\"").status, expected(412)) << name;
        EXPECT_EQ(client.Post(path + "/restoration", "").status, expected(200)) << name;
        EXPECT_EQ(client.Post(On(0), Body("tmp")).status, expected(201)) << name;
    }
    EXPECT_EQ(api_.Anonymous().Get(kNotes).status, 401);
}

TEST_F(PrinterNotesHttp, AForeignOrganizationsNotesAndPrintersDoNotExist) {  // ORG-7
    const std::string path = Write("canary");
    const auto stranger = api_.As(api_.SignIn(other_.organization, {Role::kAdministrator}));
    EXPECT_EQ(stranger.Get(path).status, 404);
    EXPECT_EQ(stranger.Get(path + "/history").status, 404);
    EXPECT_EQ(stranger.Put(path, Body("x"), "\"1\"").status, 404);
    EXPECT_EQ(stranger.Delete(path, "\"1\"").status, 404);
    EXPECT_EQ(stranger.Post(path + "/restoration", "").status, 404);
    EXPECT_EQ(stranger.Post(On(0), Body("x")).status, 404);
    for (const std::string query : {"", "?search=canary", "/export", "/export?search=canary"}) {
        EXPECT_EQ(stranger.Get(kNotes + query).body.find("anary"), std::string::npos) << query;
    }
    const std::string of = "?printer_id=" + printers_[0].ToString();
    EXPECT_EQ(TextsOf(stranger.Get(kNotes + of).Json()), Strings{});
    EXPECT_EQ(api_.As(manager_).Get(path).status, 200);
}

TEST_F(PrinterNotesHttp, AParentsNoteBelongsToThePrintersOrganization) {  // ORG-2, ORG-5
    const auto partner =
        api_.As(api_.SignIn(other_.organization, {Role::kFleetManager}, {other_.organization, mine_.organization}));
    const auto made = partner.Post(On(0), Body("by the partner"));
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/organization_id"), mine_.organization.ToString());
    EXPECT_EQ(Texts(""), Strings{"by the partner"});
}

TEST_F(PrinterNotesHttp, NotesGoAndComeBackWithTheirPrinter) {  // PRN-7
    const std::string path = Write("one", 0);
    Write("two", 1);
    world_.Deregister(mine_.organization, {printers_[0]});
    EXPECT_EQ(Texts(""), Strings{"two"});
    EXPECT_EQ(api_.As(manager_).Get(path).status, 404);
    EXPECT_EQ(api_.As(manager_).Put(path, Body("x"), "\"1\"").status, 404);
    EXPECT_EQ(api_.As(manager_).Post(On(0), Body("x")).status, 404);
    printers::testing::RegisterAgain(database_, printers_[0]);
    EXPECT_EQ(Texts(""), (Strings{"two", "one"}));
}

TEST_F(PrinterNotesHttp, EveryChangeLeavesAnAuditRow) {  // IDN-5
    const std::string path = Write("one");
    clock_.Advance(std::chrono::minutes(1));
    api_.As(manager_).Put(path, Body("two"), ETag(path));
    clock_.Advance(std::chrono::minutes(1));
    api_.As(manager_).Delete(path, ETag(path));
    clock_.Advance(std::chrono::minutes(1));
    api_.As(manager_).Post(path + "/restoration", "");
    EXPECT_EQ(database_.Value("SELECT string_agg(action || ' ' || object_name, ', ' ORDER BY at) FROM audit_events "
                              "WHERE object_type = 'printer_note'"),
              "printer_note.created one, printer_note.updated two, printer_note.deleted two, "
              "printer_note.restored two");
    EXPECT_EQ(database_.Value("SELECT before->>'text' || '>' || (after->>'text') FROM audit_events "
                              "WHERE action = 'printer_note.updated'"),
              "one>two");
}

}  // namespace
}  // namespace printer_notes
