#include <gmock/gmock.h>

#include "server/enrollment/enrollment_testing.hpp"

// Enrollment, holds and expected silences by their routes, on a real database.
namespace enrollment {
namespace {

class EnrollmentHttp : public testing::Customer {};

TEST_F(EnrollmentHttp, ACustomerEnrollsAndWithdrawsItself) {  // ASR-2, ASR-17
    List("MX722ade");
    const auto contract = Contract("K-1");
    const auto printer = Ready(1, contract);
    EXPECT_EQ(StateOf(manager_, printer), "ready");
    const auto enrolled = Enroll(manager_, {printer});
    ASSERT_EQ(enrolled.status, 200) << enrolled.body;
    EXPECT_EQ(enrolled.At("/enrolled"), "1");
    EXPECT_EQ(StateOf(manager_, printer), "enrolled");
    EXPECT_EQ(Mails(), "printers_enrolled ida@mail.example") << "confirmed at once";
    EXPECT_EQ(Enroll(manager_, {printer}).Code(), "enrollment_nothing_ready") << "it is enrolled already";
    EXPECT_EQ(Post(manager_, "withdrawals", {printer}).At("/withdrawn"), "1");
    EXPECT_EQ(StateOf(manager_, printer), "ready");
    EXPECT_EQ(Post(manager_, "withdrawals", {printer}).At("/withdrawn"), "0");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE action IN "
                              "('printer.enrolled', 'printer.withdrawn')"),
              "printer.enrolled printer.withdrawn");
}

TEST_F(EnrollmentHttp, SaysWhyEachOtherPrinterIsLeftOut) {  // ASR-2, ASR-8
    List("MX722ade");
    const auto contract = Contract("K-1");
    const auto excluded = Contract("K-2", R"({"supplies_included":false})");
    const auto over = Contract("K-3", R"({"ends_on":"2026-05-31"})");
    const auto ready = Ready(1, contract);
    const auto without_supplies = Ready(2, excluded);
    const auto not_listed = Ready(3, contract);  // a CX923dxe
    const auto ended = Ready(4, over);
    Read(5);
    const auto loose = IdOf(5);
    const auto without_contact = Ready(7, contract);
    world_.AssignContact(mine_.organization, {without_contact}, std::nullopt);
    const auto busy = Ready(8, contract);
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
        printers::WriteHighVolume(tx, ids_, mine_.organization, {busy}, {}, clock_.Now());
        tx.Commit();
    }
    const std::vector<printers::PrinterId> all{ready, without_supplies, not_listed, ended,
                                               loose, without_contact,  busy};
    const auto preview = Post(manager_, "enrollments/preview", all);
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.At("/ready_count"), "1");
    EXPECT_EQ(preview.At("/refused_count"), "6");
    EXPECT_EQ(StateOf(manager_, without_supplies), "supplies_excluded");
    EXPECT_EQ(StateOf(manager_, not_listed), "model_not_listed");
    EXPECT_EQ(StateOf(manager_, ended), "contract_not_running");
    EXPECT_EQ(StateOf(manager_, loose), "not_under_contract");
    EXPECT_EQ(StateOf(manager_, without_contact), "no_contact");
    EXPECT_EQ(StateOf(manager_, busy), "high_volume");
    const auto result = Enroll(manager_, all);
    EXPECT_EQ(result.At("/enrolled"), "1");
    EXPECT_EQ(result.At("/refused_count"), "6") << "the same rules where it is done";
    const auto none = Enroll(manager_, {loose});
    EXPECT_EQ(none.Code(), "enrollment_nothing_ready");
    EXPECT_EQ(none.Field(), "/printer_ids/0 enrollment_not_under_contract");
}

TEST_F(EnrollmentHttp, ForMpsCustomersTheServiceDeskDoesIt) {  // ASR-17
    List("MX722ade");
    const auto printer = Ready(1, Contract("K-1", R"({"customer":"mps"})"));
    EXPECT_EQ(StateOf(manager_, printer), "by_service_desk");
    EXPECT_EQ(Enroll(manager_, {printer}).Field(), "/printer_ids/0 enrollment_by_service_desk");
    EXPECT_EQ(StateOf(operator_, printer), "ready");
    EXPECT_EQ(Enroll(operator_, {printer}).At("/enrolled"), "1");
    EXPECT_EQ(Post(manager_, "withdrawals", {printer}).Code(), "enrollment_by_service_desk");
    EXPECT_EQ(StateOf(manager_, printer), "enrolled");
    EXPECT_EQ(Post(operator_, "withdrawals", {printer}).At("/withdrawn"), "1");
}

TEST_F(EnrollmentHttp, AnMpsCustomersAddressIsChangedByTheServiceDesk) {  // ASR-14, ASR-17
    Ready(1, Contract("K-1", R"({"customer":"mps"})"));
    const std::string path = "/api/v1/contacts/" + contact_.id.ToString();
    const auto change = [&](const http::Actor& who, const std::string& street, const std::string& name) {
        const auto now = api_.As(who).Get(path);
        auto body = now.Json().as_object();
        for (const char* key :
             {"id", "organization_id", "version", "created_at", "updated_at", "assigned_printer_count", "external_ids"})
            body.erase(key);
        body["first_name"] = name;
        body["address"].as_object()["street1"] = street;
        return api_.As(who).Put(path, boost::json::serialize(body), now.ETag());
    };
    EXPECT_EQ(change(manager_, "Storgata 2", "Ida").Code(), "address_by_service_desk");
    EXPECT_EQ(change(manager_, "Storgata 1", "Una").status, 200) << "the rest is the customer's";
    EXPECT_EQ(change(operator_, "Storgata 2", "Una").status, 200);
}

TEST_F(EnrollmentHttp, WhoLeavesTheContractTakesPartNoMore) {  // ASR-2
    List("MX722ade");
    const auto printer = Ready(1, Contract("K-1"));
    ASSERT_EQ(Enroll(manager_, {printer}).At("/enrolled"), "1");
    world_.PutUnderContract(mine_.organization, {printer}, false);
    EXPECT_EQ(database_.Value("SELECT enrolled_at IS NULL FROM printer_enrollments"), "t");
}

TEST_F(EnrollmentHttp, SaysWhyNothingIsOrderedForWhatTakesPart) {  // ASR-2, ASR-8
    List("MX722ade");
    const auto printer = Ready(1, Contract("K-1"));
    ASSERT_EQ(Enroll(manager_, {printer}).At("/enrolled"), "1");
    const std::string path = "/api/v1/printers/" + printer.ToString() + "/enrollment";
    EXPECT_EQ(api_.As(manager_).Get(path).At("/obstacle"), "null");
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
        printers::WriteHighVolume(tx, ids_, mine_.organization, {printer}, {}, clock_.Now());
        tx.Commit();
    }
    EXPECT_EQ(api_.As(manager_).Get(path).At("/state"), "enrolled");
    EXPECT_EQ(api_.As(manager_).Get(path).At("/obstacle"), "high_volume");
    EXPECT_EQ(api_.As(manager_).Get("/api/v1/replenishment/enrollments").At("/items/0/obstacle"), "high_volume");
}

TEST_F(EnrollmentHttp, TheOperatorPutsSuppliesOnHoldWithAReason) {  // ASR-16
    const auto printer = Ready(1, Contract("K-1"));
    EXPECT_EQ(Post(manager_, "holds", {printer}, R"(,"reason":"unpaid")").status, 403);
    EXPECT_EQ(Post(operator_, "holds", {printer}, R"(,"reason":" ")").Field(), "/reason missing");
    EXPECT_EQ(Post(operator_, "holds", {printer}, R"(,"reason":"unpaid")").At("/changed"), "1");
    EXPECT_EQ(Post(operator_, "holds", {printer}, R"(,"reason":"unpaid")").At("/changed"), "0");
    const std::string path = "/api/v1/printers/" + printer.ToString() + "/enrollment";
    EXPECT_EQ(api_.As(manager_).Get(path).At("/hold_reason"), "unpaid");
    EXPECT_EQ(Post(operator_, "hold-endings", {printer}).At("/changed"), "1");
    EXPECT_EQ(api_.As(manager_).Get(path).At("/hold_reason"), "");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE action IN "
                              "('printer.held', 'printer.released')"),
              "printer.held printer.released");
}

TEST_F(EnrollmentHttp, ListsByStateAndStrangersSeeNothing) {
    List("MX722ade");
    const auto contract = Contract("K-1");
    const auto one = Ready(1, contract);
    Ready(2, contract);
    ASSERT_EQ(Enroll(manager_, {one}).At("/enrolled"), "1");
    const auto count = [&](const http::Actor& who, const std::string& query) {
        return api_.As(who).Get("/api/v1/replenishment/enrollments" + query).Json().at("items").as_array().size();
    };
    EXPECT_EQ(count(manager_, ""), 2U);
    EXPECT_EQ(count(manager_, "?participating=enrolled"), 1U);
    EXPECT_EQ(count(manager_, "?participating=not_enrolled"), 1U);
    EXPECT_EQ(count(manager_, "?participating=on_hold"), 0U);
    EXPECT_EQ(count(manager_, "?contract_id=" + contract), 2U);
    EXPECT_EQ(count(stranger_, ""), 0U);
    EXPECT_EQ(Enroll(stranger_, {one}).status, 404);
    EXPECT_EQ(Post(stranger_, "withdrawals", {one}).status, 404);
    EXPECT_EQ(Post(stranger_, "enrollments/preview", {one}).status, 404);
}

TEST_F(EnrollmentHttp, TheListIsAFileAndIsFoundBySiteAndCustomer) {  // ASR-2, ASR-16
    List("MX722ade");
    const auto contract = Contract("K-1");
    const auto one = Ready(1, contract);
    const auto two = Ready(2, contract);
    ASSERT_EQ(Enroll(manager_, {one}).At("/enrolled"), "1");
    ASSERT_EQ(Post(operator_, "holds", {two}, R"(,"reason":"Unpaid, again")").status, 200);
    const auto file = [&](const http::Actor& who, const std::string& query) {
        const auto answer = api_.As(who).Get("/api/v1/replenishment/enrollments/export" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.body;
    };
    const auto rows = [](const std::string& csv) { return std::ranges::count(csv, '\n') - 1; };
    const std::string all = file(manager_, "");
    EXPECT_EQ(rows(all), 2) << all;
    EXPECT_THAT(all, ::testing::HasSubstr("organization,manufacturer,model,serial_number,"));
    EXPECT_THAT(all, ::testing::HasSubstr(",K-1,self_service,enrolled,2026-"));
    EXPECT_THAT(all, ::testing::HasSubstr(",customer,ida@mail.example,"));
    EXPECT_THAT(all, ::testing::HasSubstr(",\"Unpaid, again\",false,"));
    EXPECT_EQ(rows(file(manager_, "?participating=enrolled")), 1);
    EXPECT_EQ(rows(file(stranger_, "")), 0);
    const auto customer =
        database_.Value("SELECT name_key FROM organizations WHERE id = '" + mine_.organization.ToString() + "'");
    const std::string word = customer.substr(0, customer.find(' '));
    EXPECT_EQ(rows(file(operator_, "?search=" + word)), 2) << "by the customer's name";
    EXPECT_EQ(rows(file(operator_, "?search=" + word + "%20nowhere")), 0) << "every word counts";
    const auto site = database_.Value(
        "SELECT split_part(s.name_key, ' ', 1) FROM sites s JOIN printers p ON "
        "p.site_id = s.id WHERE p.id = '" +
        one.ToString() + "'");
    ASSERT_NE(site, "");
    EXPECT_EQ(rows(file(operator_, "?search=" + site)), 2) << "by the site's name";
}

TEST_F(EnrollmentHttp, TheAddressForTheConfirmationIsOne) {  // ASR-2
    List("MX722ade");
    const auto printer = Ready(1, Contract("K-1"));
    for (const char* wrong : {"", "ida", "ida@", "a@b@c", "a b@c", R"(a@c\r\nBcc: x@y)"}) {
        const auto answer = Post(manager_, "enrollments", {printer}, fmt::format(R"(,"email":"{}")", wrong));
        EXPECT_EQ(answer.status, 422) << wrong << answer.body;
    }
    EXPECT_EQ(Mails(), "");
    EXPECT_EQ(StateOf(manager_, printer), "ready");
}

}  // namespace
}  // namespace enrollment
