#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/mails/mails.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/mail/delivery.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/mail/mail_store.hpp"
#include "server/platform/mail/scripted_smtp.hpp"
#include "server/platform/mail/states_testing.hpp"
#include "server/platform/outbox/sender.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"

// The routes of mails against a real database and a mail server that says what a test says.
namespace mails {
namespace {

using http::Role;
using mail::MailId;
using Step = outbox::Sender::Step;

constexpr const char* kMails = "/api/v1/mails";

class MailsHttp : public ::testing::Test {
  protected:
    MailsHttp() {
        RegisterHttp(api_.router(), {ids_, mailer_});
        mine_ = world_.AddCustomer("Nordlys").organization;
        other_ = world_.AddCustomer("Fjord").organization;
        admin_ = api_.SignIn(mine_, {Role::kAdministrator});
        mail::testing::ForgetMails(database_);
    }
    MailId Write(const std::string& to, base::OrganizationId organization, bool secret = false) {
        clock_.Advance(std::chrono::minutes(1));
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization));
        const auto id = mailer_.Enqueue(tx, clock_.Now(),
                                        {.organization = organization,
                                         .template_name = "test",
                                         .language = "en",
                                         .to = to,
                                         .to_name = "Ada",
                                         .args = {{"name", "Grace"}},
                                         .secret = secret});
        tx.Commit();
        return id.value();
    }
    int SendAll() {
        mail::Delivery delivery(ids_, secrets_,
                                {.url = smtp_.Url(),
                                 .tls = mail::SmtpOptions::Tls::kNone,
                                 .from_address = "platen@operator.test",
                                 .timeout = std::chrono::seconds(10)});
        outbox::Sender sender(database_.pool(), clock_, delivery, {.retry_pause = std::chrono::hours(1)});
        int count = 0;
        while (sender.SendOne() == Step::kHandled) ++count;
        return count;
    }
    static std::string Path(MailId id) { return std::string(kMails) + "/" + id.ToString(); }
    http::TestAnswer Get(const std::string& path) { return api_.As(admin_).Get(path); }
    std::vector<std::string> Addresses(const std::string& query) {
        const auto page = Get(kMails + query);
        EXPECT_EQ(page.status, 200) << page.body;
        const auto json = page.Json();
        std::vector<std::string> addresses;
        for (const auto& item : json.at("items").as_array()) addresses.emplace_back(item.at("to_address").as_string());
        return addresses;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "operator.example"};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    mail::testing::ScriptedSmtp smtp_;
    base::OrganizationId mine_, other_;
    http::Actor admin_;
};

TEST_F(MailsHttp, AMailIsReadWithEachAttemptAndWhatTheMailServerSaid) {  // NOT-1
    const auto id = Write("ada@customer.test", mine_);
    smtp_.Play({.answers = {{"RCPT", "451 4.7.1 come back later"}}});
    EXPECT_EQ(SendAll(), 1);
    mail::testing::MakeMailsDue(database_);
    smtp_.Play({.answers = {{"RCPT", "550 5.1.1 no such user here"}}});
    EXPECT_EQ(SendAll(), 1);
    const auto mail = Get(Path(id));
    EXPECT_EQ(mail.status, 200) << mail.body;
    EXPECT_EQ(mail.At("/state"), "bounced");
    EXPECT_EQ(mail.At("/kind"), "test");
    EXPECT_EQ(mail.At("/message_id"), "<" + id.ToString() + "@operator.example>");
    EXPECT_NE(mail.At("/text").find("Grace asked for a test"), std::string::npos);
    EXPECT_EQ(mail.At("/log/0/outcome"), "refused");
    EXPECT_EQ(mail.At("/log/0/status"), "550");
    EXPECT_EQ(mail.At("/log/0/answer"), "550 5.1.1 no such user here");
    EXPECT_EQ(mail.At("/log/1/outcome"), "later");
    EXPECT_EQ(mail.At("/log/2/outcome"), "");
}

TEST_F(MailsHttp, ASentOneIsSentAgainWithTheSameMessageId) {
    const auto id = Write("ada@customer.test", mine_);
    EXPECT_EQ(SendAll(), 1);
    const auto again = api_.As(admin_).Post(Path(id) + "/sending", "");
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.At("/state"), "queued");
    EXPECT_EQ(SendAll(), 1);
    ASSERT_EQ(smtp_.Mails().size(), 2U);
    EXPECT_EQ(smtp_.Mails()[0].Header("Message-ID"), smtp_.Mails()[1].Header("Message-ID"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'mail.resent'"), "1");
}

TEST_F(MailsHttp, WhatWaitsIsGivenUpAndWhatIsOnItsWayIsNot) {
    const auto id = Write("ada@customer.test", mine_);
    const auto given_up = api_.As(admin_).Post(Path(id) + "/abandonment", "");
    EXPECT_EQ(given_up.At("/state"), "failed") << given_up.body;
    EXPECT_EQ(SendAll(), 0);
    EXPECT_EQ(api_.As(admin_).Post(Path(id) + "/sending", "").At("/state"), "queued");
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        ASSERT_TRUE(mail::store::Mails().Take(tx, std::chrono::minutes(3)));
        tx.Commit();
    }
    EXPECT_EQ(api_.As(admin_).Post(Path(id) + "/abandonment", "").Code(), "mail_being_sent");
}

TEST_F(MailsHttp, ASecretIsNeitherShownNorSentAgain) {
    const auto id = Write("ada@customer.test", mine_, true);
    EXPECT_EQ(Get(Path(id)).At("/text"), "null");
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(Get(Path(id)).At("/sendable"), "false");
    EXPECT_EQ(api_.As(admin_).Post(Path(id) + "/sending", "").Code(), "mail_text_gone");
}

TEST_F(MailsHttp, SelectedOnesAreSentAgainAndTheOthersCounted) {
    const auto one = Write("ada@customer.test", mine_);
    const auto secret = Write("bob@customer.test", mine_, true);
    const auto foreign = Write("eve@fjord.test", other_);
    EXPECT_EQ(SendAll(), 3);
    const auto waits = Write("cid@customer.test", mine_);
    const auto body = [](const std::vector<MailId>& ids) {
        boost::json::array named;
        for (const auto& id : ids) named.emplace_back(id.ToString());
        return boost::json::serialize(boost::json::object{{"mail_ids", named}});
    };
    const std::string path = std::string(kMails) + "/sending";
    EXPECT_EQ(api_.As(admin_).Post(path, body({one, foreign})).status, 404);
    const auto sent = api_.As(admin_).Post(path, body({one, secret, waits, one}));
    EXPECT_EQ(sent.At("/count"), "1") << sent.body;
    EXPECT_EQ(sent.At("/left"), "2");
    EXPECT_EQ(database_.Value("SELECT state FROM mails WHERE id = '" + foreign.ToString() + "'"), "sent");
    EXPECT_EQ(api_.As(admin_).Post(std::string(kMails) + "/sending", R"({"mail_ids":[]})").Field(),
              "/mail_ids missing");
}

TEST_F(MailsHttp, IsFoundByStateKindAndHowTheAddressBegins) {
    Write("Ada@customer.test", mine_);
    smtp_.Play({.answers = {{"RCPT", "550 no"}}});
    EXPECT_EQ(SendAll(), 1);
    smtp_.Play({});
    Write("adam@customer.test", mine_);
    EXPECT_EQ(SendAll(), 1);
    Write("bob@customer.test", mine_);
    Write("eve@fjord.test", other_);
    using Strings = std::vector<std::string>;
    EXPECT_EQ(Addresses(""), (Strings{"bob@customer.test", "adam@customer.test", "Ada@customer.test"}));
    EXPECT_EQ(Addresses("?sort=created_at&limit=1"), Strings{"Ada@customer.test"});
    EXPECT_EQ(Addresses("?state=bounced"), Strings{"Ada@customer.test"});
    EXPECT_EQ(Addresses("?state=queued&kind=test"), Strings{"bob@customer.test"});
    EXPECT_EQ(Addresses("?recipient=ADA"), (Strings{"adam@customer.test", "Ada@customer.test"}));
    EXPECT_EQ(Addresses("?recipient=ada%40"), Strings{"Ada@customer.test"});
    EXPECT_EQ(Addresses("?kind=order_created"), Strings{});
    const auto counts = Get(std::string(kMails) + "/counts");
    EXPECT_EQ(counts.At("/queued") + counts.At("/failed") + counts.At("/bounced"), "101") << counts.body;
}

TEST_F(MailsHttp, AReportMarksItsMail) {  // NOT-1
    const auto id = Write("ada@customer.test", mine_);
    const auto operator_ =
        api_.As(api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_, other_}));
    const auto report = [&](const std::string& action) {
        return "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
               "Reporting-MTA: dns; x\n\nAction: " +
               action +
               "\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 gone\n\n"
               "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <" +
               id.ToString() + "@operator.example>\n\n--b--\n";
    };
    const std::string path = std::string(kMails) + "/bounces";
    const http::TestHeaders type{{"Content-Type", "message/rfc822"}};
    EXPECT_EQ(operator_.Post(path, report("failed"), type).At("/state"), "queued") << "it has not left";
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(operator_.Post(path, report("delayed"), type).At("/state"), "sent");
    EXPECT_EQ(operator_.Post(path, report("failed"), type).At("/state"), "bounced");
    EXPECT_EQ(operator_.Post(path, report("failed"), type).At("/state"), "bounced");
    EXPECT_EQ(Get(Path(id)).At("/last_error"), "550 gone");
    EXPECT_EQ(Get(Path(id)).At("/log/0/outcome"), "bounced");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'mail.bounced'"), "1");

    EXPECT_EQ(operator_.Post(path, "Subject: hello\n\n", type).Code(), "not_a_delivery_report");
    const std::string part = "Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.0.0\n";
    EXPECT_EQ(operator_.Post(path, part, type).Code(), "report_names_no_mail");
    EXPECT_EQ(operator_.Post(path + "?message_id=%3C1%40x%3E", part, type).status, 404);
    EXPECT_EQ(api_.As(admin_).Post(path, report("failed"), type).status, 403);
}

TEST_F(MailsHttp, ATestGoesToWhoeverAsksAndSaysWhatTheMailServerSaid) {  // PRT-1
    const auto admin = api_.As(admin_);
    const std::string path = std::string(kMails) + "/tests";
    smtp_.Play({.answers = {{"RCPT", "451 4.7.1 come back later"}}});
    const auto first = admin.Post(path, "");
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.At("/to_address"), admin_.name);
    EXPECT_EQ(first.At("/state"), "queued");
    EXPECT_EQ(SendAll(), 1);
    const std::string of_first = std::string(kMails) + "/" + first.At("/id");
    EXPECT_EQ(Get(of_first).At("/state"), "queued");
    EXPECT_EQ(Get(of_first).At("/last_error"), "451 4.7.1 come back later");
    // It would be tried again in an hour; the next test is tried now.
    smtp_.Play({});
    clock_.Advance(std::chrono::minutes(1));
    const auto second = admin.Post(path, "");
    EXPECT_NE(second.At("/id"), first.At("/id"));
    EXPECT_EQ(Get(of_first).At("/state"), "failed");
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(Get(std::string(kMails) + "/" + second.At("/id")).At("/state"), "sent");
    ASSERT_FALSE(smtp_.Mails().empty());
    EXPECT_NE(smtp_.Mails().back().Header("Subject").find("Test message"), std::string::npos);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'mail.tested'"), "2");
    EXPECT_EQ(api_.As(api_.SignIn(mine_, {Role::kAdministrator}, {}, http::ActorKind::kApiKey)).Post(path, "").Code(),
              "people_only");
}

TEST_F(MailsHttp, TestsAreFew) {  // PRT-1
    const std::string path = std::string(kMails) + "/tests";
    for (int i = 0; i < 10; ++i) {
        clock_.Advance(std::chrono::minutes(1));
        EXPECT_EQ(api_.As(admin_).Post(path, "").status, 200);
        EXPECT_EQ(SendAll(), 1);
    }
    EXPECT_EQ(api_.As(admin_).Post(path, "").Code(), "mail_tests_too_many");
    EXPECT_EQ(api_.As(api_.SignIn(other_, {Role::kAdministrator})).Post(path, "").status, 200);
    clock_.Advance(std::chrono::hours(1));
    EXPECT_EQ(api_.As(admin_).Post(path, "").status, 200);
}

TEST_F(MailsHttp, EveryRoleAndAStranger) {  // ORG-6, ORG-7
    const auto id = Write("ada@customer.test", mine_);
    const auto readers = organizations::permissions::kSeeMails.roles;
    for (const Role role : organizations::AllRoles()) {
        const auto client = api_.As(api_.SignIn(mine_, {role}));
        const auto expected = [&](int success) { return readers.Has(role) ? success : 403; };
        EXPECT_EQ(client.Get(kMails).status, expected(200));
        EXPECT_EQ(client.Get(std::string(kMails) + "/counts").status, expected(200));
        EXPECT_EQ(client.Get(Path(id)).status, expected(200));
        EXPECT_EQ(client.Post(Path(id) + "/sending", "").status, expected(200));
    }
    const auto stranger = api_.As(api_.SignIn(other_, {Role::kAdministrator}));
    EXPECT_EQ(stranger.Get(Path(id)).status, 404);
    EXPECT_EQ(stranger.Post(Path(id) + "/sending", "").status, 404);
    EXPECT_EQ(stranger.Post(Path(id) + "/abandonment", "").status, 404);
    EXPECT_EQ(stranger.Get(kMails).body.find("customer.test"), std::string::npos);
    EXPECT_EQ(api_.Anonymous().Get(kMails).status, 401);
}

}  // namespace
}  // namespace mails
