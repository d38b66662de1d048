#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "lib/base/clock.hpp"
#include "lib/net/curl.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/outbox/outbox.hpp"

// One mail over SMTP (RFC 5321), by libcurl.
namespace mail {

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
    std::chrono::milliseconds timeout{60'000};  // for a dialogue up to the end of the text
    // Then for the answer to it: a server that looks through a mail may take minutes, and whoever hangs up before brings
    // it twice (RFC 5321, 4.5.3.2.6).
    std::chrono::milliseconds final_answer{300'000};
    std::chrono::milliseconds grace{10'000};  // for either once Leave() was called
};

struct SmtpMessage {
    std::string message_id;     // with < and >
    std::string in_reply_to{};  // the first mail of its thread, likewise; "" for none
    std::string language;
    std::string to_address;
    std::string to_name;
    std::string subject;
    std::string text;
    std::string html;
    base::Instant date;
    std::optional<Attachment> attachment{};
};

// Keeps the connection from mail to mail. Used by one thread.
class SmtpClient {
  public:
    explicit SmtpClient(SmtpOptions options) : options_(std::move(options)) {}
    ~SmtpClient() { Close(); }
    SmtpClient(const SmtpClient&) = delete;
    SmtpClient& operator=(const SmtpClient&) = delete;

    // Blocks until the server has answered or the timeout is over.
    // kNoService: no dialogue as far as this mail, whether without connection, TLS or sign-in, or it broke off.
    outbox::Outcome Send(const SmtpMessage& message);
    // Hangs up, and waits for nobody.
    void Close();
    // From any thread: the program ends, and what is under way waits for no more than a moment.
    void Leave() { leaving_ = true; }

  private:
    struct Dialogue;

    void HangUp(int directions);

    SmtpOptions options_;
    net::Curl curl_;
    std::atomic<bool> leaving_ = false;
};

// What of a mail a refusal is about.
enum class SmtpStep {
    kSender,     // MAIL FROM
    kRecipient,  // RCPT TO
    kText,       // DATA and the text
};
// What a refusal (a line that begins with 4xx or 5xx, RFC 5321 and RFC 3463) means for the mail. Only what the other side says
// of this mail, or of its reader, fails it for good. What it says of us (the sender's address, the sign-in, what it lets us send)
// is put right here, and what it says of its state passes: a full mailbox is emptied, a disk too. Such mails are kept.
outbox::Outcome::Kind JudgeRefusal(SmtpStep step, std::string_view answer);

// For headers: RFC 2047 encoded words where the text is not plain ASCII, control characters as
// spaces.
std::string EncodeHeader(const std::string& text);
// `Name <address>` for From: and To:.
std::string EncodeMailbox(const std::string& name, const std::string& address);

}  // namespace mail
