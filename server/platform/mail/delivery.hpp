#pragma once

#include "lib/base/secrets.hpp"
#include "server/platform/mail/smtp.hpp"
#include "server/platform/outbox/outbox.hpp"

namespace mail {

// How long a row belongs to its sender: longer than the longest dialogue.
inline std::chrono::milliseconds LeaseFor(const SmtpOptions& options) {
    return options.timeout + options.final_answer + std::chrono::minutes(1);
}

// What an outbox::Sender needs to deliver mails: reads them, opens sealed ones and gives them to the mail server.
class Delivery final : public outbox::Handler {
  public:
    // Without `attachments` mails go without their files.
    Delivery(base::IdSource& ids, const base::SecretBox& secrets, SmtpOptions options,
             Attachments* attachments = nullptr)
        : ids_(ids), secrets_(secrets), smtp_(std::move(options)), attachments_(attachments) {}

    [[nodiscard]] const outbox::Queue& queue() const override;
    Sending Prepare(pg::Transaction& tx, const outbox::Claim& claim) override;
    void Record(pg::Transaction& tx, const outbox::Claim& claim, const outbox::Outcome& outcome,
                const outbox::Attempt& attempt) override;
    void Rest() override { smtp_.Close(); }
    // Before its sender is stopped: a mail server that is slow does not hold the program up. The mail is sent again.
    void Leave() { smtp_.Leave(); }

  private:
    base::IdSource& ids_;
    const base::SecretBox& secrets_;
    SmtpClient smtp_;
    Attachments* attachments_;
};

}  // namespace mail
