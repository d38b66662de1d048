#include "server/platform/mail/mail_store.hpp"

namespace mail::store {
namespace {

// A secret goes with the mail that carried it.
const outbox::Queue kMails{"mails", {"body_sealed"}};

const pg::Insert<NewMail> kInsert{"mails.insert", "mails", "ON CONFLICT (organization_id, id) DO NOTHING",
                                  outbox::Queue::NewRow()};

const pg::Query<std::string(base::OrganizationId, std::string_view)> kFirstOf{"mails.first_of", R"sql(
    SELECT message_id FROM mails
    WHERE organization_id = $1 AND thread = $2 ORDER BY created_at, id LIMIT 1)sql"};

const pg::Query<MailRow(base::OrganizationId, std::string_view, base::Uuid)> kListAbout{"mails.list_about", R"sql(
    SELECT {columns} FROM mails
    WHERE organization_id = $1 AND object_type = $2 AND object_id = $3 ORDER BY created_at, id)sql"};

const pg::Query<MailRow(std::vector<base::OrganizationId>, std::int64_t)> kListFailed{"mails.list_failed", R"sql(
    SELECT {columns} FROM mails
    WHERE organization_id = ANY ($1) AND state IN ('failed', 'bounced') ORDER BY created_at DESC, id DESC LIMIT $2)sql"};

const pg::Insert<NewAttempt> kInsertAttempt{"mails.insert_attempt", "mail_attempts"};

const pg::Query<void(base::OrganizationId, MailId, base::Instant, std::string_view)> kMarkBounced{"mails.mark_bounced",
                                                                                                  R"sql(
    UPDATE mails SET state = 'bounced', failed_at = $3, last_error = $4
    WHERE organization_id = $1 AND id = $2 AND state IN ('sent', 'failed'))sql"};

const pg::Query<LetterRow(base::OrganizationId, MailId)> kRead{"mails.read", R"sql(
    SELECT {columns} FROM mails WHERE organization_id = $1 AND id = $2)sql"};

}  // namespace

const outbox::Queue& Mails() {
    return kMails;
}

std::optional<std::string> FirstOf(pg::Transaction& tx, base::OrganizationId organization, const std::string& thread) {
    return tx.One(kFirstOf, organization, thread);
}

void Insert(pg::Transaction& tx, const NewMail& mail) {
    if (tx.Exec(kInsert, mail) == 1) kMails.Announce(tx);
}

std::vector<MailRow> ListAbout(pg::Transaction& tx, base::OrganizationId organization, const std::string& object_type,
                               const base::Uuid& object_id) {
    return tx.All(kListAbout, organization, object_type, object_id);
}

std::vector<MailRow> ListFailed(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                std::int64_t limit) {
    return tx.All(kListFailed, organizations, limit);
}

void InsertAttempt(pg::Transaction& tx, const NewAttempt& attempt) {
    tx.Exec(kInsertAttempt, attempt);
}

void MarkBounced(pg::Transaction& tx, base::OrganizationId organization, MailId id, base::Instant at,
                 const std::string& error) {
    tx.Exec(kMarkBounced, organization, id, at, error);
}

LetterRow Read(pg::Transaction& tx, base::OrganizationId organization, MailId id) {
    return tx.Get(kRead, organization, id);
}

}  // namespace mail::store
