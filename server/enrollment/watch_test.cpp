#include <gmock/gmock.h>

#include <thread>

#include "server/enrollment/enrollment_testing.hpp"

// ASR-13: who is told of a silence, when, and how often.
namespace enrollment {
namespace {

class Silences : public testing::Customer {
  protected:
    printers::PrinterId Enrolled(int number, const std::string& contract) {
        const auto id = Ready(number, contract);
        world_.Enroll(mine_.organization, {id});
        return id;
    }
    http::TestAnswer Listed(const http::Actor& who, const std::string& query = "") {
        return api_.As(who).Get("/api/v1/disconnected-printers" + query);
    }
};

TEST_F(Silences, ASelfServiceContactIsToldAfterSevenDaysAndOnceMoreAfterThirty) {
    Enrolled(1, Contract("K-1"));
    Pass(6);
    EXPECT_EQ(Look().disconnected, 0);
    Pass(1);
    EXPECT_EQ(Look().first_notices, 1);
    EXPECT_EQ(Look().first_notices, 0) << "once";
    EXPECT_EQ(Mails(), "printers_disconnected ida@mail.example");
    Pass(22);
    EXPECT_EQ(Look().last_notices, 0);
    Pass(1);
    EXPECT_EQ(Look().last_notices, 1);
    Pass(60);
    Look();
    EXPECT_EQ(Mails(), "printers_disconnected ida@mail.example, printers_disconnected_last ida@mail.example");
}

TEST_F(Silences, AContractSaysWhenItIsTold) {
    Enrolled(1, Contract("K-1", R"({"first_notice_days":14})"));
    Pass(13);
    EXPECT_EQ(Look().disconnected, 0);
    Pass(1);
    EXPECT_EQ(Look().first_notices, 1);
}

TEST_F(Silences, AnMpsCustomersPrinterGoesToTheReconnectTeamOnly) {  // ASR-17
    Enrolled(1, Contract("K-1", R"({"customer":"mps"})"));
    Pass(40);
    const auto result = Look();
    EXPECT_EQ(result.disconnected, 1);
    EXPECT_EQ(result.first_notices, 0);
    EXPECT_EQ(Mails(), "");
    EXPECT_EQ(Listed(operator_).At("/items/0/customer"), "mps");
}

TEST_F(Silences, WhoIsConnectedAgainIsToldOnceAndGetsNoMore) {
    Enrolled(1, Contract("K-1"));
    Pass(8);
    Look();
    clock_.Advance(std::chrono::hours(1));
    Read(1);
    EXPECT_EQ(Look().connected, 1);
    EXPECT_EQ(Look().connected, 0);
    Pass(3);
    Look();
    EXPECT_EQ(Mails(), "printers_disconnected ida@mail.example, printers_reconnected ida@mail.example");
    EXPECT_EQ(Listed(operator_).Json().at("items").as_array().size(), 0U);
    Pass(5);
    EXPECT_EQ(Look().first_notices, 1) << "the next silence is another one";
}

TEST_F(Silences, NobodyIsToldOfASpareOrOfAPrinterThatDoesNotTakePart) {
    const auto spare = Enrolled(1, Contract("K-1"));
    Read(2);
    const std::string path = "/api/v1/printers/" + spare.ToString() + "/expected-silence";
    ASSERT_EQ(api_.As(manager_).Post(path, R"({"silence_expected":true,"reason":"in the cupboard"})").status, 200);
    Pass(40);
    EXPECT_EQ(Look().disconnected, 0);
    ASSERT_EQ(api_.As(manager_).Post(path, R"({"silence_expected":false,"reason":""})").status, 200);
    EXPECT_EQ(Look().first_notices, 1);
    ASSERT_EQ(api_.As(manager_).Post(path, R"({"silence_expected":true,"reason":"again"})").status, 200);
    EXPECT_EQ(Look().connected, 0) << "nothing was connected";
    EXPECT_EQ(Listed(operator_).Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(Mails(), "printers_disconnected ida@mail.example");
}

TEST_F(Silences, TwoServersAtOnceTellOnce) {
    const auto contract = Contract("K-1");
    for (int number : {1, 2, 4, 5}) Enrolled(number, contract);
    Pass(8);
    std::atomic<std::int64_t> told = 0;
    {
        std::vector<std::jthread> servers;
        for (int server = 0; server < 4; ++server) {
            servers.emplace_back([&] { told += Look().first_notices; });
        }
    }
    EXPECT_EQ(told.load(), 4) << "each printer once";
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printer_disconnections"), "4");
}

TEST_F(Silences, TheListSaysWhyWhomToCallAndWhoCalled) {
    Enrolled(1, Contract("K-1"));
    Pass(8);
    Look();
    const auto listed = Listed(operator_);
    EXPECT_EQ(listed.At("/items/0/cause"), "no_answer") << listed.body;
    EXPECT_EQ(listed.At("/items/0/contact_email"), "ida@mail.example");
    const std::string path = "/api/v1/disconnected-printers/" + listed.At("/items/0/id") + "/calls";
    EXPECT_EQ(api_.As(manager_).Post(path, R"({"note":"x"})").status, 403);
    ASSERT_EQ(api_.As(operator_).Post(path, R"({"note":"Back on Monday"})").status, 200);
    EXPECT_EQ(Listed(operator_, "?called=true").At("/items/0/call_note"), "Back on Monday");
    EXPECT_EQ(Listed(operator_, "?called=false").Json().at("items").as_array().size(), 0U);
    const auto file = api_.As(operator_).Get("/api/v1/disconnected-printers/export");
    EXPECT_THAT(file.body, ::testing::HasSubstr("Back on Monday"));
    // The customer reads that somebody called, and not what those who call write down for each other.
    EXPECT_NE(Listed(manager_).At("/items/0/called_at"), "");
    EXPECT_THAT(Listed(manager_).body, ::testing::Not(::testing::HasSubstr("Back on Monday")));
    EXPECT_THAT(api_.As(manager_).Get("/api/v1/disconnected-printers/export").body,
                ::testing::Not(::testing::HasSubstr("Back on Monday")));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'printer_disconnection.called' "
                              "AND after::text LIKE '%called_at%' AND after::text NOT LIKE '%Monday%'"),
              "1");
    EXPECT_EQ(Listed(stranger_).Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(api_.As(stranger_).Get("/api/v1/disconnected-printers/export").body.find("MX722"), std::string::npos);
}

}  // namespace
}  // namespace enrollment
