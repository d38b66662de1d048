#include "server/mails/bounce.hpp"

#include <gtest/gtest.h>

namespace mails {
namespace {

// As Postfix writes it (RFC 6522, RFC 3464).
constexpr const char* kReport =
    "Return-Path: <>\r\n"
    "From: MAILER-DAEMON@mail.example\r\n"
    "Subject: Undelivered Mail Returned to Sender\r\n"
    "Content-Type: multipart/report; report-type=delivery-status;\r\n"
    "\tboundary=\"4B1C2/mail.example\"\r\n"
    "\r\n"
    "This is a MIME-encapsulated message.\r\n"
    "\r\n"
    "--4B1C2/mail.example\r\n"
    "Content-Type: text/plain; charset=us-ascii\r\n"
    "\r\n"
    "I'm sorry to have to inform you. Message-ID: <another@else>\r\n"
    "\r\n"
    "--4B1C2/mail.example\r\n"
    "Content-Type: message/delivery-status\r\n"
    "\r\n"
    "Reporting-MTA: dns; mail.example\r\n"
    "\r\n"
    "Final-Recipient: rfc822; ada@customer.test\r\n"
    "Action: failed\r\n"
    "Status: 5.1.1\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <ada@customer.test>: Recipient address\r\n"
    "    rejected: User unknown\r\n"
    "\r\n"
    "--4B1C2/mail.example\r\n"
    "Content-Type: message/rfc822\r\n"
    "\r\n"
    "Subject: Supplies shipped\r\n"
    "Message-ID: <0193a5c0@operator.example>\r\n"
    "\r\n"
    "Hello\r\n"
    "--4B1C2/mail.example--\r\n";

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
    text.replace(text.find(what), what.size(), by);
    return text;
}

TEST(Bounce, AWholeReportNamesTheMailAndTheReason) {  // NOT-1
    const auto bounce = ReadBounce(kReport);
    ASSERT_TRUE(bounce);
    EXPECT_EQ(bounce->message_id, "<0193a5c0@operator.example>");
    EXPECT_EQ(bounce->action, "failed");
    EXPECT_EQ(bounce->status, "5.1.1");
    EXPECT_EQ(bounce->words, "550 5.1.1 <ada@customer.test>: Recipient address rejected: User unknown");
}

TEST(Bounce, HeadersAloneOrLineFeedsAloneDoAsWell) {
    EXPECT_EQ(ReadBounce(Replaced(kReport, "message/rfc822", "text/rfc822-headers"))->message_id,
              "<0193a5c0@operator.example>");
    std::string plain = kReport;
    std::erase(plain, '\r');
    EXPECT_EQ(ReadBounce(plain)->message_id, "<0193a5c0@operator.example>");
}

TEST(Bounce, ThePartAloneDoesNotNameTheMailUnlessItSaysSo) {
    const std::string part = "Reporting-MTA: dns; mail.example\r\n\r\nAction: Failed\r\nStatus: 5.2.2\r\n";
    ASSERT_TRUE(ReadBounce(part));
    EXPECT_EQ(ReadBounce(part)->message_id, "");
    EXPECT_EQ(ReadBounce(part)->action, "failed");
    EXPECT_EQ(ReadBounce("X-Original-Message-ID: <1@x>\n" + part)->message_id, "<1@x>");
    EXPECT_EQ(ReadBounce("Content-Type: message/delivery-status\n\n" + part)->status, "5.2.2");
}

TEST(Bounce, OfSeveralRecipientsTheOneThatFailedCounts) {
    const std::string mixed = Replaced(kReport, "Final-Recipient: rfc822; ada@customer.test\r\nAction: failed",
                                       "Action: relayed\r\n\r\nAction: failed");
    EXPECT_EQ(ReadBounce(mixed)->action, "failed");
    EXPECT_EQ(ReadBounce(Replaced(kReport, "Action: failed", "Action: delayed"))->action, "delayed");
}

TEST(Bounce, WhatIsNoReportIsNone) {
    for (const auto& text :
         {std::string(), std::string("\r\n"), std::string("Subject: Out of office\r\n\r\nBack on Monday."),
          std::string(100'000, '\n'), std::string(100'000, ':'), std::string("a\0b", 3), std::string(100'000, '\xff'),
          std::string("Content-Type: multipart/report\r\n\r\n--\r\n"),
          std::string("Content-Type: multipart/report; boundary=\"\"\r\n\r\n--\r\n"),
          std::string("Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@b\r\n")}) {
        EXPECT_FALSE(ReadBounce(text)) << text.substr(0, 60);
    }
}

TEST(Bounce, ADeepOrEndlessMessageIsReadInVain) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "Content-Type: multipart/mixed; boundary=x\n\n--x\n";
    EXPECT_FALSE(ReadBounce(deep));
    std::string many = "Content-Type: multipart/mixed; boundary=x\n\n";
    for (int i = 0; i < 100'000; ++i) many += "--x\n";
    EXPECT_FALSE(ReadBounce(many));
    // Cut off at each octet: never more than what is there.
    const std::string whole = kReport;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto bounce = ReadBounce(whole.substr(0, length));
        if (!bounce || bounce->message_id.empty()) continue;
        EXPECT_EQ(bounce->message_id, "<0193a5c0@operator.example>");
    }
}

}  // namespace
}  // namespace mails
