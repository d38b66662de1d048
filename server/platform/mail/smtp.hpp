#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "lib/base/clock.hpp"

// One mail over SMTP (RFC 5321), by libcurl.
namespace outbox {

struct SmtpOptions {
    std::string url;  // smtp://host:port, or smtps:// for TLS from the first octet; empty: no mail is sent
    enum class Tls {
        kRequired,       // STARTTLS or smtps, with a certificate that is valid for the host
        kOpportunistic,  // STARTTLS where the server offers it; no protection against an active attacker
        kNone,           // for a server on the same machine
    } tls = Tls::kRequired;
    std::string user;  // empty: no sign-in
    std::string password;
    std::string ca_file;       // PEM; empty: the system's
    std::string from_address;  // envelope and From:
    std::string from_name;
    std::chrono::seconds timeout{60};  // for a whole dialogue
};

struct SmtpMessage {
    std::string message_id;  // with < and >
    std::string language;
    std::string to_address;
    std::string to_name;
    std::string subject;
    std::string text;
    std::string html;
    base::Instant date;
};

struct SmtpOutcome {
    enum class Kind {
        kSent,
        kPermanent,  // the server refused this mail for good: 5xx to MAIL, RCPT, DATA or the text
        kTemporary,  // it refused this mail for now: 4xx to one of them
        // No dialogue as far as this mail: no connection, no TLS, no sign-in, or it broke off. The
        // next mail would fail likewise.
        kNoService,
    } kind = Kind::kNoService;
    std::string error;  // the server's last words, or the library's; for the person who looks
};

// Keeps the connection from mail to mail. Used by one thread.
class SmtpClient {
  public:
    explicit SmtpClient(SmtpOptions options);
    ~SmtpClient();
    SmtpClient(const SmtpClient&) = delete;
    SmtpClient& operator=(const SmtpClient&) = delete;

    // Blocks until the server has answered or the timeout is over.
    SmtpOutcome Send(const SmtpMessage& message);
    // Hangs up.
    void Close();

  private:
    struct Dialogue;

    SmtpOptions options_;
    void* curl_ = nullptr;
};

// For headers: RFC 2047 encoded words where the text is not plain ASCII, control characters as
// spaces.
std::string EncodeHeader(const std::string& text);
// `Name <address>` for From: and To:.
std::string EncodeMailbox(const std::string& name, const std::string& address);
// RFC 5322: "Sat, 21 Nov 2026 08:25:12 +0000".
std::string FormatMailDate(base::Instant at);

}  // namespace outbox
