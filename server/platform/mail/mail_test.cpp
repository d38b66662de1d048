#include "server/platform/mail/mail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/text.hpp"
#include "server/platform/mail/delivery.hpp"
#include "server/platform/mail/mail_store.hpp"
#include "server/platform/mail/scripted_smtp.hpp"
#include "server/platform/outbox/sender.hpp"
#include "server/platform/pg/testing.hpp"

namespace mail {
namespace {

using mail::testing::Received;
using mail::testing::Script;
using mail::testing::ScriptedSmtp;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Step = outbox::Sender::Step;

const auto kMine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
const auto kTheirs = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000002").value();

class MailTest : public ::testing::Test {
  protected:
    Mail TestMail() const {
        return {.organization = kMine,
                .template_name = "test",
                .language = "en",
                .to = "ada@customer.test",
                .to_name = "Ada Lovelace",
                .args = {{"name", "Grace"}}};
    }
    MailId Add(const Mail& mail) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mail.organization));
        const auto id = mailer_.Enqueue(tx, clock_.Now(), mail);
        tx.Commit();
        return id.value();
    }
    SmtpOptions Options(const std::string& url) const {
        return {.url = url,
                .tls = SmtpOptions::Tls::kNone,
                .from_address = "platen@operator.test",
                .from_name = "Platen",
                .timeout = std::chrono::seconds(10)};
    }
    // A sender with its connection.
    struct Postman {
        Postman(MailTest& test, SmtpOptions options)
            : delivery(test.ids_, test.secrets_, std::move(options)),
              sender(test.database_.pool(), test.clock_, delivery, {.retry_pause = std::chrono::hours(1)}) {}
        Step SendOne() { return sender.SendOne(); }
        Delivery delivery;
        outbox::Sender sender;
    };
    Postman MakeSender() { return {*this, Options(smtp_.Url())}; }
    std::string State() { return database_.Value("SELECT state FROM mails"); }
    void MakeDue() { database_.Sql("UPDATE mails SET next_attempt_at = now() WHERE state = 'queued'"); }

    pg::testing::Database database_;
    base::ManualClock clock_{base::ParseRfc3339("2026-11-21T08:25:12Z").value()};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(32, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    Mailer mailer_{catalogues_, ids_, secrets_, "operator.test"};
    ScriptedSmtp smtp_;
};

TEST_F(MailTest, DeliversTextAndHtmlOnce) {  // NOT-1
    const MailId id = Add(TestMail());
    Postman sender = MakeSender();
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(sender.SendOne(), Step::kIdle);
    const auto mails = smtp_.Mails();
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_THAT(mails[0].from, StartsWith("<platen@operator.test>"));
    EXPECT_EQ(mails[0].to, "<ada@customer.test>");
    EXPECT_EQ(mails[0].Header("From"), "\"Platen\" <platen@operator.test>");
    EXPECT_EQ(mails[0].Header("To"), "\"Ada Lovelace\" <ada@customer.test>");
    EXPECT_EQ(mails[0].Header("Subject"), "Test message from Platen");
    EXPECT_EQ(mails[0].Header("Message-ID"), "<" + id.ToString() + "@operator.test>");
    EXPECT_EQ(mails[0].Header("Date"), "Sat, 21 Nov 2026 08:25:12 +0000");
    EXPECT_EQ(mails[0].Header("Auto-Submitted"), "auto-generated");
    EXPECT_THAT(mails[0].Header("Content-Type"), StartsWith("multipart/alternative; boundary="));
    EXPECT_THAT(mails[0].data, HasSubstr("text/plain; charset=utf-8"));
    EXPECT_THAT(mails[0].data, HasSubstr("text/html; charset=utf-8"));
    EXPECT_THAT(mails[0].data, HasSubstr("Grace asked for a test"));
    EXPECT_EQ(State(), "sent");
    EXPECT_EQ(database_.Value("SELECT sent_at FROM mails"), "2026-11-21 08:25:12+00");
}

TEST_F(MailTest, SaysNothingWhenTheCauseIsRolledBack) {
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
        ASSERT_TRUE(mailer_.Enqueue(tx, clock_.Now(), TestMail()));
    }
    EXPECT_EQ(MakeSender().SendOne(), Step::kIdle);
}

TEST_F(MailTest, KeepsOrganizationsApart) {
    Add(TestMail());
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(kTheirs));
    EXPECT_THAT(store::ListAbout(tx, kMine, "", {}), IsEmpty());
    EXPECT_THROW((void)mailer_.Enqueue(tx, clock_.Now(), TestMail()), pg::Error);
}

TEST_F(MailTest, RefusesAnAddressThatIsNone) {
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
    for (const char* address : {"ada@customer.test\r\nBcc: eve@evil.test", "ada@customer.test\nX: y", "", "ada",
                                "<ada@customer.test>", "ada@customer.test, eve@evil.test"}) {
        Mail mail = TestMail();
        mail.to = address;
        const auto id = mailer_.Enqueue(tx, clock_.Now(), mail);
        ASSERT_FALSE(id) << address;
        EXPECT_EQ(id.error().code, "invalid_email");
    }
}

TEST_F(MailTest, NamesAndArgumentsNeverBecomeHeadersOrMarkup) {
    Mail mail = TestMail();
    mail.to_name = "Ada\r\nBcc: eve@evil.test";
    mail.args["name"] = "<script>alert(1)</script>\r\nBcc: eve@evil.test";
    Add(mail);
    MakeSender().SendOne();
    ASSERT_EQ(smtp_.Mails().size(), 1U);
    const Received received = smtp_.Mails()[0];
    EXPECT_EQ(received.Header("Bcc"), "");
    EXPECT_THAT(received.Header("To"), Not(HasSubstr("\n")));
    EXPECT_THAT(received.data, HasSubstr("&lt;script&gt;"));
    const auto html = received.data.substr(received.data.find("text/html"));
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
}

TEST_F(MailTest, WritesInTheLanguageOfItsReader) {
    Mail mail = TestMail();
    mail.language = "de";
    mail.to_name = "Jürgen Groß";
    Add(mail);
    MakeSender().SendOne();
    ASSERT_EQ(smtp_.Mails().size(), 1U);
    EXPECT_EQ(smtp_.Mails()[0].Header("Subject"), "Testnachricht von Platen");
    EXPECT_EQ(smtp_.Mails()[0].Header("To"), "=?UTF-8?B?SsO8cmdlbiBHcm/Dnw==?= <ada@customer.test>");
    EXPECT_EQ(smtp_.Mails()[0].Header("Content-Language"), "de");
    EXPECT_THAT(smtp_.Mails()[0].data, HasSubstr("Plattform f=C3=BCr Druckdienste"));
}

// Promise 3: wherever the server dies, the mail comes; twice only where it had taken it already.
TEST_F(MailTest, ComesThroughADeathAtEachStepOfTheDialogue) {
    std::size_t expected = 0;
    for (const char* step : mail::testing::kSteps) {
        Postman sender = MakeSender();  // a connection of its own, from the greeting on
        const MailId id = Add(TestMail());
        smtp_.Play({.die_at = step});
        EXPECT_EQ(sender.SendOne(), Step::kNoService) << step;
        EXPECT_EQ(smtp_.Mails().size(), expected) << step;
        EXPECT_NE(database_.Value("SELECT last_error FROM mails WHERE state = 'queued'"), "") << step;
        EXPECT_EQ(sender.SendOne(), Step::kIdle) << step;  // not at once again
        smtp_.Play({});
        MakeDue();
        EXPECT_EQ(sender.SendOne(), Step::kHandled) << step;
        ASSERT_EQ(smtp_.Mails().size(), ++expected) << step;
        EXPECT_THAT(smtp_.Mails().back().Header("Message-ID"), HasSubstr(id.ToString()));
    }
    Postman sender = MakeSender();
    Add(TestMail());
    smtp_.Play({.die_at = "text", .take_before_dying = true});
    sender.SendOne();
    smtp_.Play({});
    MakeDue();
    sender.SendOne();
    const auto mails = smtp_.Mails();
    ASSERT_EQ(mails.size(), expected + 2);
    EXPECT_EQ(mails[expected].Header("Message-ID"), mails[expected + 1].Header("Message-ID"));
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE state <> 'sent'"), "0");
}

// NOT-1: wherever a mail server stops answering, the others' mails go on and this one comes later; twice only where the
// server had it already.
TEST_F(MailTest, AServerThatStopsAnsweringAtAnyStepLosesNothing) {
    SmtpOptions impatient = Options(smtp_.Url());
    impatient.timeout = impatient.final_answer = std::chrono::milliseconds(200);
    std::size_t expected = 0;
    for (const std::string step : mail::testing::kSteps) {
        Postman sender(*this, impatient);
        const MailId id = Add(TestMail());
        smtp_.Play({.slow_at = step});
        EXPECT_EQ(sender.SendOne(), Step::kNoService) << step;
        EXPECT_EQ(database_.Value("SELECT state || ': ' || last_error FROM mails WHERE id = '" + id.ToString() + "'"),
                  step == "text" ? "queued: no answer to the text of the mail" : "queued: the dialogue took too long")
            << step;
        if (step == "text") ++expected;
        smtp_.Play({});
        // The next mail does not wait for this one.
        Add(TestMail());
        EXPECT_EQ(sender.SendOne(), Step::kHandled) << step;
        EXPECT_EQ(sender.SendOne(), Step::kIdle) << step;
        MakeDue();
        EXPECT_EQ(sender.SendOne(), Step::kHandled) << step;
        EXPECT_EQ(sender.SendOne(), Step::kIdle) << step;
        expected += 2;
        const auto mails = smtp_.Mails();
        ASSERT_EQ(mails.size(), expected) << step;
        std::size_t copies = 0;
        for (const Received& mail : mails) copies += mail.Header("Message-ID").contains(id.ToString()) ? 1 : 0;
        EXPECT_EQ(copies, step == "text" ? 2U : 1U) << step;
    }
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE state <> 'sent'"), "0");
}

// NOT-1: who looks through a mail before taking it needs longer than for anything else; hanging up would bring it again
// at every attempt.
TEST_F(MailTest, ASlowAnswerToTheTextIsWaitedForAndTheMailComesOnce) {
    SmtpOptions options = Options(smtp_.Url());
    options.timeout = std::chrono::milliseconds(200);
    Postman sender(*this, options);
    Add(TestMail());
    smtp_.Play({.slow_at = "text", .delay = std::chrono::milliseconds(2'500)});
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(State(), "sent");
    EXPECT_EQ(database_.Value("SELECT attempts FROM mails"), "1");
    MakeDue();
    EXPECT_EQ(sender.SendOne(), Step::kIdle);
    EXPECT_EQ(smtp_.Mails().size(), 1U);
    EXPECT_GT(LeaseFor(options), options.timeout + options.final_answer) << "no other sender takes it meanwhile";
}

TEST_F(MailTest, OneWhoseServerIsSlowDelaysNoOther) {  // NOT-1
    SmtpOptions impatient = Options(smtp_.Url());
    impatient.timeout = impatient.final_answer = std::chrono::milliseconds(200);
    Postman sender(*this, impatient);
    smtp_.Play({.slow_at = "RCPT", .slow_to = "ada@customer.test"});
    Add(TestMail());
    for (const char* other : {"bob@customer.test", "eve@customer.test"}) {
        Mail mail = TestMail();
        mail.to = other;
        Add(mail);
    }
    EXPECT_EQ(sender.SendOne(), Step::kNoService) << "the oldest first";
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(sender.SendOne(), Step::kIdle);
    const auto mails = smtp_.Mails();
    ASSERT_EQ(mails.size(), 2U);
    EXPECT_EQ(mails[0].to + mails[1].to, "<bob@customer.test><eve@customer.test>");
    EXPECT_EQ(database_.Value("SELECT state FROM mails WHERE to_address = 'ada@customer.test'"), "queued");
}

TEST_F(MailTest, AFarewellThatIsNotAnsweredDelaysNobody) {  // NOT-1
    Postman sender = MakeSender();
    smtp_.Play({.slow_at = "QUIT"});
    Add(TestMail());
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(State(), "sent");
    const auto began = std::chrono::steady_clock::now();
    sender.delivery.Rest();
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
    smtp_.Play({});
    Add(TestMail());
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(smtp_.Mails().size(), 2U);
}

TEST_F(MailTest, ASlowServerDoesNotHoldUpTheEnd) {  // OPS-1
    SmtpOptions options = Options(smtp_.Url());
    options.grace = std::chrono::milliseconds(100);
    Postman postman(*this, options);
    smtp_.Play({.slow_at = "text"});
    Add(TestMail());
    postman.sender.Start();
    smtp_.WaitForSlow(1);
    postman.delivery.Leave();
    postman.sender.Stop();
    EXPECT_EQ(State(), "queued") << "it is sent again";
}

TEST_F(MailTest, A4xxIsTriedAgain) {
    Add(TestMail());
    smtp_.Play({.answers = {{"RCPT", "451 4.7.1 come back later"}}});
    Postman sender = MakeSender();
    for (int attempt = 0; attempt < 2; ++attempt) {
        EXPECT_EQ(sender.SendOne(), Step::kHandled);
        EXPECT_EQ(sender.SendOne(), Step::kIdle);
        MakeDue();
    }
    EXPECT_EQ(database_.Value("SELECT state || ' ' || attempts || ' ' || last_error FROM mails"),
              "queued 2 451 4.7.1 come back later");
    smtp_.Play({});
    EXPECT_EQ(sender.SendOne(), Step::kHandled);
    EXPECT_EQ(State(), "sent");
    EXPECT_EQ(smtp_.Mails().size(), 1U);
}

TEST_F(MailTest, A5xxFailsForGoodAndIsVisible) {
    for (const char* step : {"RCPT", "DATA", "text"}) {
        const auto object = ids_.Next();
        Mail mail = TestMail();
        mail.object_type = "supply_order";
        mail.object_id = object;
        Add(mail);
        smtp_.Play({.answers = {{step, "550 5.1.1 no such user here"}}});
        Postman sender = MakeSender();
        EXPECT_EQ(sender.SendOne(), Step::kHandled) << step;
        EXPECT_EQ(sender.SendOne(), Step::kIdle) << step;
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
        const auto mails = store::ListAbout(tx, kMine, "supply_order", object);
        ASSERT_EQ(mails.size(), 1U);
        EXPECT_EQ(mails[0].state, store::State::kBounced) << step;
        EXPECT_EQ(mails[0].last_error, "550 5.1.1 no such user here") << step;
        EXPECT_EQ(mails[0].failed_at, clock_.Now());
    }
    EXPECT_THAT(smtp_.Mails(), IsEmpty());
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(kMine));
    EXPECT_EQ(store::ListFailed(tx, {kMine}, 10).size(), 3U);
}

// A wrong sender, a sign-in that is missing, a relay that is not allowed: all mails would be dropped.
TEST_F(MailTest, WhatIsWrongWithUsLosesNoMail) {
    Add(TestMail());
    for (const char* answer : {"550 5.1.8 bad sender's domain", "553 sender not allowed", "530 5.7.0 sign in first"}) {
        smtp_.Play({.answers = {{"MAIL", answer}}});
        EXPECT_EQ(MakeSender().SendOne(), Step::kNoService) << answer;
        EXPECT_EQ(database_.Value("SELECT state || ' ' || last_error FROM mails"), std::string("queued ") + answer);
        MakeDue();
    }
    smtp_.Play({.answers = {{"RCPT", "554 5.7.1 relay access denied"}}});
    EXPECT_EQ(MakeSender().SendOne(), Step::kHandled);
    EXPECT_EQ(State(), "queued");
    MakeDue();
    smtp_.Play({});
    EXPECT_EQ(MakeSender().SendOne(), Step::kHandled);
    EXPECT_EQ(State(), "sent");
}

TEST(JudgeRefusal, TellsTheReadersFaultsFromOursAndFromWhatPasses) {
    using Kind = outbox::Outcome::Kind;
    struct Case {
        SmtpStep step;
        const char* answer;
        Kind kind;
    };
    for (const Case& one : std::vector<Case>{
             {SmtpStep::kRecipient, "451 4.7.1 greylisted", Kind::kTemporary},
             {SmtpStep::kRecipient, "550 5.1.1 no such user", Kind::kPermanent},
             {SmtpStep::kRecipient, "550 no such user", Kind::kPermanent},
             {SmtpStep::kRecipient, "550 5.2.1 mailbox disabled", Kind::kPermanent},
             {SmtpStep::kRecipient, "552 5.2.2 mailbox full", Kind::kTemporary},
             {SmtpStep::kText, "552 mailbox full", Kind::kTemporary},
             {SmtpStep::kText, "552 5.3.4 message too big", Kind::kPermanent},
             {SmtpStep::kSender, "552 message size exceeds the limit", Kind::kPermanent},
             {SmtpStep::kText, "554 5.3.1 disk full", Kind::kTemporary},
             {SmtpStep::kSender, "550 5.7.1 you may not send as this", Kind::kNoService},
             {SmtpStep::kSender, "501 5.1.7 bad sender", Kind::kNoService},
             {SmtpStep::kRecipient, "550 5.1.8 bad sender's domain", Kind::kNoService},
             {SmtpStep::kRecipient, "530 5.7.0 authentication required", Kind::kNoService},
             {SmtpStep::kRecipient, "554 5.7.1 relay access denied", Kind::kTemporary},
             {SmtpStep::kText, "550 5.7.26 not signed", Kind::kTemporary},
             {SmtpStep::kText, "554 refused", Kind::kPermanent},
             {SmtpStep::kRecipient, "550 5.", Kind::kPermanent},
             {SmtpStep::kRecipient, "5", Kind::kTemporary},
         }) {
        EXPECT_EQ(JudgeRefusal(one.step, one.answer), one.kind) << one.answer;
    }
}

// A greeting or sign-in that is refused says nothing about this mail.
TEST_F(MailTest, AServerThatRefusesEverybodyLosesNoMail) {
    Add(TestMail());
    smtp_.Play({.answers = {{"connect", "554 5.3.2 out of order"}}});
    EXPECT_EQ(MakeSender().SendOne(), Step::kNoService);
    EXPECT_EQ(State(), "queued");
    EXPECT_THAT(database_.Value("SELECT last_error FROM mails"), Not(IsEmpty()));
}

TEST_F(MailTest, AnUnreachableServerIsWaitedForForDays) {
    Add(TestMail());
    Postman down(*this, Options("smtp://127.0.0.1:1"));
    EXPECT_EQ(down.SendOne(), Step::kNoService);
    database_.Sql("UPDATE mails SET give_up_at = now() + interval '1 second', next_attempt_at = now()");
    EXPECT_EQ(down.SendOne(), Step::kNoService);
    EXPECT_EQ(State(), "queued");
    // Five times at least: the clock by which its days are over may be wrong.
    for (int attempt = 3; attempt <= 5; ++attempt) {
        database_.Sql("UPDATE mails SET give_up_at = now(), next_attempt_at = now()");
        EXPECT_EQ(down.SendOne(), attempt < 5 ? Step::kNoService : Step::kHandled);
        EXPECT_EQ(State(), attempt < 5 ? "queued" : "failed");
    }
    EXPECT_EQ(database_.Value("SELECT attempts FROM mails"), "5");
}

TEST_F(MailTest, WithoutTlsNothingIsSentWhereTlsIsRequired) {
    Add(TestMail());
    SmtpOptions options = Options(smtp_.Url());
    options.tls = SmtpOptions::Tls::kRequired;
    Postman sender(*this, options);
    EXPECT_EQ(sender.SendOne(), Step::kNoService);
    EXPECT_THAT(smtp_.Mails(), IsEmpty());
    EXPECT_EQ(State(), "queued");
}

TEST_F(MailTest, ASecretIsSealedOnTheWayAndGoneAfterIt) {
    Mail mail = TestMail();
    mail.args["name"] = "CANARY-PASSWORD";
    mail.secret = true;
    Add(mail);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE mails::text LIKE '%CANARY%'"), "0");
    EXPECT_EQ(database_.Value("SELECT body_sealed IS NOT NULL FROM mails"), "t");
    MakeSender().SendOne();
    ASSERT_EQ(smtp_.Mails().size(), 1U);
    EXPECT_THAT(smtp_.Mails()[0].data, HasSubstr("CANARY-PASSWORD"));
    EXPECT_EQ(database_.Value("SELECT body_sealed IS NULL FROM mails"), "t");
}

TEST_F(MailTest, ASenderThatDiesLeavesItsMailToAnother) {
    Add(TestMail());
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        ASSERT_TRUE(store::Mails().Take(tx, std::chrono::minutes(3)));
        tx.Commit();  // and then it was killed
    }
    Postman other = MakeSender();
    EXPECT_EQ(other.SendOne(), Step::kIdle);
    database_.Sql("UPDATE mails SET lease_until = now() - interval '1 second'");
    EXPECT_EQ(other.SendOne(), Step::kHandled);
    EXPECT_EQ(smtp_.Mails().size(), 1U);
}

TEST_F(MailTest, ItsThreadIsWokenByACommitAndSendsEverything) {
    Postman postman = MakeSender();
    postman.sender.Start();
    for (int i = 0; i < 5; ++i) Add(TestMail());
    smtp_.WaitFor(5);
    postman.sender.Stop();
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE state = 'sent'"), "5");
}

TEST(Render, PutsTableAndLinkIntoBothBodies) {
    const auto catalogues = i18n::Catalogues::BuiltIn();
    const Content content = Render(catalogues, {.template_name = "test",
                                                .language = "en",
                                                .to = "ada@customer.test",
                                                .args = {{"name", "Grace"}},
                                                .table = Table{{"item"}, {{"TN-1 <black>"}}},
                                                .link = "https://platen.test/orders/1?a=b&c=d"});
    EXPECT_THAT(content.text, HasSubstr("TN-1 <black>"));
    EXPECT_THAT(content.text, HasSubstr("https://platen.test/orders/1?a=b&c=d"));
    EXPECT_THAT(content.html, HasSubstr("TN-1 &lt;black&gt;"));
    EXPECT_THAT(content.html, HasSubstr("href=\"https://platen.test/orders/1?a=b&amp;c=d\""));
    const Content hostile = Render(catalogues, {.template_name = "test",
                                                .language = "en",
                                                .to = "ada@customer.test",
                                                .args = {{"name", "Grace"}},
                                                .link = "javascript:alert(1)"});
    EXPECT_THAT(hostile.html, Not(HasSubstr("href")));
}

TEST(MailHeaders, EncodeWhatIsNotPlain) {
    EXPECT_EQ(EncodeHeader("Toner"), "Toner");
    EXPECT_EQ(EncodeHeader("a\r\nBcc: b"), "a  Bcc: b");
    EXPECT_EQ(EncodeHeader("für"), "=?UTF-8?B?ZsO8cg==?=");
    // Folded between characters, never inside one.
    std::string umlauts;
    for (int i = 0; i < 60; ++i) umlauts += "ü";
    EXPECT_THAT(EncodeHeader(umlauts), HasSubstr("?=\r\n =?UTF-8?B?"));
    EXPECT_EQ(EncodeMailbox("A \"B\"", "a@b.test"), "\"A \\\"B\\\"\"\r\n <a@b.test>");
    EXPECT_EQ(EncodeMailbox("", "a@b.test"), "<a@b.test>");
}

}  // namespace
}  // namespace mail
