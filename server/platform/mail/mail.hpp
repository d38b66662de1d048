#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"
#include "lib/base/secrets.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace pg {
class Transaction;
}

// Mail that is not lost (NOT-1): a row of the outbox, its text and Message-ID made in the transaction of its cause; an
// outbox::Sender with a Delivery brings it by SMTP for as many days as it takes. It comes once as a rule, and twice with
// one Message-ID only if the mail server died between taking it and saying so.
namespace mail {

using MailId = base::Id<struct MailTag>;

// How long a mail is tried, as RFC 5321 recommends: a mail server may be away over a long week-end.
inline constexpr base::Duration kGiveUpAfter = std::chrono::hours(24 * 5);

// A table in a mail, such as the lines of an order.
struct Table {
    std::vector<std::string> columns;            // headings: mail.<template>.columns.<name>, else mail.columns.<name>
    std::vector<std::vector<std::string>> rows;  // finished cells, one for each column
};

// What to say to whom. Texts are those of the catalogues:
//   mail.<template>.subject      one line
//   mail.<template>.text         paragraphs, separated by empty lines; the HTML body is made of them
//   mail.<template>.button       optional: the words on the link
//   mail.<template>.after        optional: paragraphs below table and link
// and mail.signature below all. Arguments are data and may be hostile (printers' texts): they are escaped.
struct Mail {
    base::OrganizationId organization;  // whom it concerns
    std::string template_name;          // "order_created"
    std::string language;               // of the recipient
    std::string to;                     // one address
    std::string to_name{};
    base::Args args{};
    std::optional<Table> table{};
    std::string link{};         // absolute URL
    bool secret = false;        // carries a password or a link that signs in: sealed, and wiped once sent
    std::string object_type{};  // what it is about, for the page of that thing
    std::optional<base::Uuid> object_id{};
    // What brought it about, the same at every try: "order_shipped <shipment's id>". A cause sends one mail to an
    // organization, however often it is given, and its Message-ID is made of it. "": each call is a mail.
    std::string cause{};
    // A file that comes with it, kept by whoever sends it (Attachments) until the mail was sent. nullopt: none.
    std::optional<base::Uuid> attachment_id{};
    // The conversation that it belongs to, "supply_order <id>": mail programs show its mails together. "": none.
    std::string thread{};
};

struct Attachment {
    std::string file_name;  // a plain one
    std::string media_type;
    std::string content;
};

// Where the files are that mails name.
class Attachments {
  public:
    virtual ~Attachments() = default;
    // nullopt: it is no longer kept, and the mail goes without it. `tx` sees everything.
    virtual std::optional<Attachment> Read(pg::Transaction& tx, base::OrganizationId organization, base::Uuid id) = 0;
};

struct Content {
    std::string subject;  // one line, no control characters
    std::string text;
    std::string html;  // a whole document, no resources from elsewhere
};

// Pure; what Enqueue() writes.
Content Render(const i18n::Catalogues& catalogues, const Mail& mail);

class Mailer {
  public:
    // `domain` is the right side of Message-IDs: the mail domain of the operator, "example.com".
    Mailer(const i18n::Catalogues& catalogues, base::IdSource& ids, const base::SecretBox& secrets, std::string domain)
        : catalogues_(catalogues), ids_(ids), secrets_(secrets), domain_(std::move(domain)) {}

    // Part of `tx`; the sender is woken by its commit. kInvalid "invalid_email" when `to` is no address (an
    // address never holds CR, LF or another way into the headers). A cause that was given before gives the mail of then.
    base::Result<MailId> Enqueue(pg::Transaction& tx, base::Instant now, const Mail& mail);

    // For arguments and cells, which come finished.
    [[nodiscard]] const i18n::Catalogues& texts() const { return catalogues_; }

  private:
    const i18n::Catalogues& catalogues_;
    base::IdSource& ids_;
    const base::SecretBox& secrets_;
    std::string domain_;
};

}  // namespace mail
