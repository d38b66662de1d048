#include <gmock/gmock.h>

#include "server/meter_reads/meter_reads_testing.hpp"
#include "server/platform/tasks/recurring.hpp"

// Meter reads from the routes to the tables, on a real database (MTR-1..MTR-3).
namespace meter_reads {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Role;
using Strings = std::vector<std::string>;

class MeterReads : public testing::Customer {
  protected:
    MeterReads() { RegisterTasks(registry_, recurring_, ids_, post_); }
    std::string NewestOf(printers::PrinterId printer, int place = 0) {
        const auto meters = api_.As(viewer_).Get("/api/v1/printers/" + printer.ToString() + "/newest-meters");
        return meters.At("/meters/" + std::to_string(place) + "/kind") + " " +
               meters.At("/meters/" + std::to_string(place) + "/value") + " " +
               meters.At("/meters/" + std::to_string(place) + "/by_hand");
    }
    void Pass(std::chrono::hours hours) { clock_.Advance(hours); }
    Reminded RemindNow() {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        const auto reminded = Remind(tx, post_, clock_.Now());
        tx.Commit();
        return reminded;
    }
    Strings Due(const std::string& query = "?due=true") {
        Strings serials;
        const auto page = api_.As(viewer_).Get("/api/v1/meter-reads/printers" + query).Json();
        for (const auto& item : page.at("items").as_array()) serials.emplace_back(item.at("serial_number").as_string());
        return serials;
    }

    tasks::Registry registry_;
    tasks::Recurring recurring_{database_.pool(), clock_, ids_};
};

TEST_F(MeterReads, WhatIsSubmittedIsShownAndIsTheNewest) {  // MTR-1
    Read(1, 1000);
    const auto printer = IdOf(1);
    Pass(std::chrono::hours(24));
    EXPECT_EQ(NewestOf(printer), "life 1000 false");
    const auto made = Submit(manager_, printer, Meter("life", 1200) + "," + Same("mono"));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/meters/0/previous"), "1000");
    EXPECT_EQ(made.At("/meters/1/value"), "500");
    EXPECT_EQ(made.At("/source"), "hand");
    EXPECT_EQ(NewestOf(printer), "life 1200 true");
    EXPECT_EQ(NewestOf(printer, 2), "color 500 false");
    EXPECT_EQ(api_.As(viewer_).Get(made.Header("Location")).At("/meters/0/value"), "1200");
    // What an agent reads later is the newest again, and was never touched.
    Pass(std::chrono::hours(1));
    Read(1, 1300);
    EXPECT_EQ(NewestOf(printer), "life 1300 false");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printer_events WHERE code = 'meter_read_submitted'"), "1");
}

TEST_F(MeterReads, AValueThatIsNotGreaterIsRefusedNamingBoth) {  // MTR-2
    Read(1, 1000);
    const auto printer = IdOf(1);
    const auto refused = Submit(manager_, printer, Meter("life", 1000));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.Field(), "/meters/0/value meter_not_greater");
    EXPECT_EQ(Submit(manager_, printer, Same("life")).status, 201);
    ASSERT_EQ(Submit(manager_, printer, Meter("life", 1500)).status, 201);
    EXPECT_EQ(Submit(manager_, printer, Meter("life", 1400)).Field(), "/meters/0/value meter_not_greater");
    EXPECT_EQ(Submit(manager_, printer, Meter("life", 1600), R"(,"read_at":"2027-06-01T00:00:00Z")").Field(),
              "/read_at meter_read_in_future");
    EXPECT_EQ(Submit(manager_, printer, Meter("life", 1600), R"(,"read_at":"2020-06-01T00:00:00Z")").Field(),
              "/read_at meter_read_too_old");
}

TEST_F(MeterReads, AReadThatWasWrongIsWithdrawnAndCanBeRestored) {  // MTR-2
    Read(1, 1000);
    const auto printer = IdOf(1);
    Pass(std::chrono::hours(1));
    const auto made = Submit(manager_, printer, Meter("life", 99'000));
    const std::string path = made.Header("Location");
    EXPECT_EQ(api_.As(manager_).Post(path + "/withdrawal", "").status, 428);
    const auto withdrawn = api_.As(manager_).Post(path + "/withdrawal", "", {{"If-Match", made.ETag()}});
    EXPECT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(NewestOf(printer), "life 1000 false");
    EXPECT_EQ(api_.As(manager_).Post(path + "/restoration", "").status, 200);
    EXPECT_EQ(NewestOf(printer), "life 99000 true");
    // Not where another read contradicts it meanwhile.
    const auto again = api_.As(manager_).Get(path);
    ASSERT_EQ(api_.As(manager_).Post(path + "/withdrawal", "", {{"If-Match", again.ETag()}}).status, 200);
    Pass(std::chrono::hours(1));
    ASSERT_EQ(Submit(manager_, printer, Meter("life", 1100)).status, 201);
    EXPECT_EQ(api_.As(manager_).Post(path + "/restoration", "").status, 422);
}

TEST_F(MeterReads, AChangeOfTheCounterIsTheOperatorsAndDifferencesGoOn) {  // MTR-2
    Read(1, 1000);
    const auto printer = IdOf(1);
    Pass(std::chrono::hours(24));
    const std::string path = "/api/v1/printers/" + printer.ToString() + "/meter-changes";
    const std::string body =
        R"({"meters":[{"kind":"life","ended":1100,"began":3}],"reason":"board_replaced","description":""})";
    EXPECT_EQ(api_.As(manager_).Post(path, body).status, 403);
    const auto made = api_.As(operator_).Post(path, body);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/meters/0/ended"), "1100");
    EXPECT_EQ(NewestOf(printer), "life 3 true");
    Pass(std::chrono::hours(24));
    EXPECT_EQ(Submit(manager_, printer, Meter("life", 40)).status, 201);
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    const auto around = ListAround(tx, mine_.organization, {printer}, clock_.Now());
    EXPECT_EQ(around.at(printer).at("life").before->continuous, 1137);
    const auto read = api_.As(manager_).Get(made.Header("Location"));
    EXPECT_EQ(api_.As(manager_).Post(made.Header("Location") + "/withdrawal", "", {{"If-Match", read.ETag()}}).Code(),
              "meter_change_operator");
}

TEST_F(MeterReads, EachRoleAndTheForeignOrganization) {  // MTR-1
    Read(1, 1000);
    const auto printer = IdOf(1);
    const auto made = Submit(manager_, printer, Meter("life", 1200));
    EXPECT_EQ(Submit(viewer_, printer, Meter("life", 1300)).status, 403);
    EXPECT_EQ(Submit(stranger_, printer, Meter("life", 1300)).status, 404);
    EXPECT_EQ(api_.As(stranger_).Get(made.Header("Location")).status, 404);
    EXPECT_EQ(api_.As(stranger_).Get("/api/v1/printers/" + printer.ToString() + "/newest-meters").status, 404);
    EXPECT_EQ(api_.As(stranger_).Get("/api/v1/meter-reads").Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/meter-reads?search=7500000001").Json().at("items").as_array().size(), 1U);
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/meter-reads/counts").At("/submitted"), "1");
    for (const Role role : {Role::kServiceDesk, Role::kSuppliesManager, Role::kAdministrator}) {
        EXPECT_EQ(Submit(api_.SignIn(mine_.organization, {role}), printer, Same("life")).status, 201);
    }
}

TEST_F(MeterReads, AReadIsDueBeforeTheClosingDayWhereNobodyHasReadAndPeopleAreToldOnce) {  // MTR-3
    clock_.Set(testing::At("2026-10-20T10:00:00Z"));
    Read(1, 1000);
    Read(2, 1000);
    world_.PutUnderContract(mine_.organization, {IdOf(1), IdOf(2)});
    const auto contact =
        world_.AddContact(mine_.organization, {.last_name = "Berg",
                                               .email = "ida@mail.example",
                                               .address = {.street1 = "A 1", .city = "Oslo", .country = "NO"},
                                               .language = "nb"});
    world_.AssignContact(mine_.organization, {IdOf(1)}, contact.id);
    ASSERT_EQ(Terms().status, 200);
    clock_.Set(testing::At("2026-11-20T10:00:00Z"));
    EXPECT_EQ(RemindNow().mails, 0) << "ten days before the closing day";
    clock_.Set(testing::At("2026-11-26T10:00:00Z"));
    EXPECT_THAT(Due(), ElementsAre("7500000001A", "7500000002A"));
    ASSERT_EQ(Submit(manager_, IdOf(2), Meter("life", 1200)).status, 201);
    EXPECT_THAT(Due(), ElementsAre("7500000001A"));
    EXPECT_EQ(api_.As(viewer_).Get("/api/v1/meter-reads/counts").At("/due"), "1");
    EXPECT_EQ(RemindNow().mails, 1);
    EXPECT_EQ(RemindNow().mails, 0) << "once for each period";
    EXPECT_EQ(Mails(), "meter_reads_due ida@mail.example");
    EXPECT_THAT(database_.Value("SELECT subject FROM mails"), HasSubstr("Les av tellerne"));
}

TEST_F(MeterReads, AFileIsPreviewedAndImportedOnce) {  // MTR-3
    Read(1, 1000);
    Read(2, 1000);
    Pass(std::chrono::hours(48));
    const std::string file =
        "serial_number;read_on;life;color\r\n7500000001a;2026-11-12;1.500;same\r\n7500000002A;2026-11-12;900;\r\nX;;1;"
        "\r\n";
    const std::string path = "/api/v1/meter-read-imports";
    const auto preview = api_.As(manager_).Post(path + "/preview", file);
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.At("/counts/imported"), "1");
    EXPECT_EQ(preview.At("/groups/invalid/0/code"), "meter_not_greater");
    EXPECT_EQ(preview.At("/groups/invalid/1/code"), "meter_row_unknown");
    EXPECT_EQ(api_.As(viewer_).Post(path, file).status, 403);
    const auto run = [&] {
        const auto started = api_.As(manager_).Post(path, file);
        EXPECT_EQ(started.status, 201) << started.body;
        RunAll(registry_);
        return api_.As(manager_).Get(started.Header("Location"));
    };
    const auto done = run();
    EXPECT_EQ(done.At("/counts/imported"), "1") << done.body;
    EXPECT_EQ(done.At("/counts/invalid"), "2");
    EXPECT_EQ(NewestOf(IdOf(1)), "life 1500 true");
    EXPECT_EQ(run().At("/counts/existing"), "1") << "the same file again";
    EXPECT_THAT(api_.As(manager_).Get(done.At("/id").empty() ? "" : path + "/" + done.At("/id") + "/failed-rows").body,
                HasSubstr("7500000002A;2026-11-12;900"));
    EXPECT_EQ(api_.As(stranger_).Get(path + "/" + done.At("/id")).status, 404);
    EXPECT_EQ(api_.As(manager_).Post(path + "/preview", "PK\x03\x04").status, 422);
}

TEST_F(MeterReads, TheFileOfTheListIsEditedAndImportedAgain) {  // MTR-3
    Read(1, 1000);
    Pass(std::chrono::hours(48));
    ASSERT_EQ(Submit(manager_, IdOf(1), Meter("life", 1500)).status, 201);
    Pass(std::chrono::hours(48));
    const std::string path = "/api/v1/meter-read-imports";
    for (const std::string heads : {"keys", "names"}) {
        auto actor = manager_;
        actor.language = "de";
        api_.SignIn(actor);
        const auto file = api_.As(actor).Get("/api/v1/meter-reads/export?heads=" + heads);
        ASSERT_EQ(file.status, 200) << file.body;
        EXPECT_THAT(file.body,
                    HasSubstr(heads == "keys" ? "serial_number,read_on,description,life,mono,color" : "Seriennummer"));
        EXPECT_EQ(api_.As(manager_).Post(path + "/preview", file.body).At("/counts/existing"), "1") << "as it is";
        std::string edited = file.body;
        edited.replace(edited.find(",1500,"), 6, ",1700,");
        edited.replace(edited.find("2026-"), 10,
                       base::FormatDay(base::Day(std::chrono::floor<std::chrono::days>(clock_.Now()))));
        const auto preview = api_.As(manager_).Post(path + "/preview", edited);
        ASSERT_EQ(preview.status, 200) << preview.body;
        EXPECT_EQ(preview.At("/counts/imported"), "1") << preview.body;
        EXPECT_THAT(preview.body, Not(HasSubstr("submitted_by"))) << "what only tells is passed over";
    }
    EXPECT_EQ(api_.As(stranger_).Get("/api/v1/meter-reads/export").body.find("7500000001A"), std::string::npos);
}

TEST_F(MeterReads, TermsOfAContractAreTheOperators) {  // MTR-4
    Read(1, 1000);
    world_.PutUnderContract(mine_.organization, {IdOf(1)});
    const std::string path = "/api/v1/contracts/" + ContractId() + "/meter-terms";
    EXPECT_EQ(api_.As(viewer_).Get(path).At("/set"), "false");
    const auto set = Terms();
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.At("/period_ends_on"), "2026-11-30");
    EXPECT_EQ(api_.As(manager_).Put(path, set.body, set.ETag()).status, 403);
    EXPECT_EQ(api_.As(stranger_).Get(path).status, 404);
    EXPECT_EQ(Terms(R"({"closing_day":15,"starts_on":"2026-11-05"})").At("/period_ends_on"), "2026-11-15");
    EXPECT_EQ(Terms(R"({"time_zone":"Mars"})").Field(), "/time_zone time_zone_unknown");
    EXPECT_EQ(api_.As(operator_).Delete(path, api_.As(operator_).Get(path).ETag()).status, 204);
    EXPECT_EQ(api_.As(viewer_).Get(path).At("/set"), "false");
}

}  // namespace
}  // namespace meter_reads
