#include "server/platform/mail/mail_store.hpp"

namespace outbox::store {
namespace {

const pg::Insert<NewMail> kInsert{"mails.insert",
                                  "mails",
                                  "",
                                  {{"state", "'queued'"},
                                   {"next_attempt_at", "clock_timestamp()"},
                                   {"give_up_at", "clock_timestamp() + $give_up_at * interval '1 microsecond'"}}};

const pg::Query<MailRow(base::OrganizationId, std::string_view, base::Uuid)> kListAbout{"mails.list_about", R"sql(
    SELECT {columns} FROM mails
    WHERE organization_id = $1 AND object_type = $2 AND object_id = $3 ORDER BY created_at, id)sql"};

const pg::Query<MailRow(std::vector<base::OrganizationId>, std::int64_t)> kListFailed{"mails.list_failed", R"sql(
    SELECT {columns} FROM mails
    WHERE organization_id = ANY ($1) AND state = 'failed' ORDER BY created_at DESC, id DESC LIMIT $2)sql"};

struct Candidate {
    base::OrganizationId organization_id;
    base::Instant database_now;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (organization_id, database_now))

// As with tasks: look over all organizations without locks, then claim within one.
const pg::Query<Candidate()> kCandidates{"mails.candidates", R"sql(
    SELECT organization_id, clock_timestamp() AS database_now FROM mails
    WHERE state = 'queued' AND next_attempt_at <= clock_timestamp()
        AND (lease_until IS NULL OR lease_until < clock_timestamp())
    GROUP BY organization_id ORDER BY min(next_attempt_at) LIMIT 5)sql"};

const pg::Query<ClaimRow(base::OrganizationId, base::Instant, base::Instant)> kClaim{"mails.claim",
                                                                                     R"sql(
    UPDATE mails SET lease_number = lease_number + 1, lease_until = $3, attempts = attempts + 1
    WHERE organization_id = $1 AND id = (
        SELECT id FROM mails
        WHERE organization_id = $1 AND state = 'queued' AND next_attempt_at <= $2
            AND (lease_until IS NULL OR lease_until < $2)
        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, organization_id, message_id, language, to_address, to_name, subject, body_text, body_html,
        body_sealed, created_at, attempts, $2 >= give_up_at AS last_attempt, lease_number)sql"};

const pg::Query<std::optional<std::int64_t>()> kUntilNext{"mails.until_next", R"sql(
    SELECT (extract(epoch FROM min(greatest(next_attempt_at, lease_until)) - clock_timestamp())
            * 1000000)::bigint
    FROM mails WHERE state = 'queued')sql"};

const pg::Query<void(base::OrganizationId, MailId, std::int64_t, base::Instant)> kMarkSent{"mails.mark_sent",
                                                                                           R"sql(
    UPDATE mails SET state = 'sent', sent_at = $4, last_error = NULL, next_attempt_at = NULL,
        lease_until = NULL, body_sealed = NULL
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'queued')sql"};

const pg::Query<void(base::OrganizationId, MailId, std::int64_t, base::Instant, std::string_view)> kMarkFailed{
    "mails.mark_failed", R"sql(
    UPDATE mails SET state = 'failed', failed_at = $4, last_error = $5, next_attempt_at = NULL,
        lease_until = NULL, body_sealed = NULL
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'queued')sql"};

const pg::Query<void(base::OrganizationId, MailId, std::int64_t, std::int64_t, std::string_view)> kTryLater{
    "mails.try_later", R"sql(
    UPDATE mails SET next_attempt_at = clock_timestamp() + $4 * interval '1 microsecond', last_error = $5,
        lease_until = NULL
    WHERE organization_id = $1 AND id = $2 AND lease_number = $3 AND state = 'queued')sql"};

}  // namespace

void Insert(pg::Transaction& tx, const NewMail& mail) {
    tx.Exec(kInsert, mail);
}

std::vector<MailRow> ListAbout(pg::Transaction& tx, base::OrganizationId organization, const std::string& object_type,
                               const base::Uuid& object_id) {
    return tx.All(kListAbout, organization, object_type, object_id);
}

std::vector<MailRow> ListFailed(pg::Transaction& tx, const std::vector<base::OrganizationId>& organizations,
                                std::int64_t limit) {
    return tx.All(kListFailed, organizations, limit);
}

std::optional<ClaimRow> Claim(pg::Transaction& tx, base::Duration lease) {
    for (const Candidate& candidate : tx.All(kCandidates)) {
        auto mail = tx.One(kClaim, candidate.organization_id, candidate.database_now, candidate.database_now + lease);
        if (mail) return mail;  // otherwise another sender was faster
    }
    return std::nullopt;
}

std::optional<base::Duration> UntilNext(pg::Transaction& tx) {
    const auto microseconds = tx.Get(kUntilNext);
    if (!microseconds) return std::nullopt;
    return base::Duration(std::max<std::int64_t>(0, *microseconds));
}

bool MarkSent(pg::Transaction& tx, const ClaimRow& mail, base::Instant now) {
    return tx.Exec(kMarkSent, mail.organization_id, mail.id, mail.lease_number, now) == 1;
}

bool MarkFailed(pg::Transaction& tx, const ClaimRow& mail, base::Instant now, const std::string& error) {
    return tx.Exec(kMarkFailed, mail.organization_id, mail.id, mail.lease_number, now, error) == 1;
}

bool TryLater(pg::Transaction& tx, const ClaimRow& mail, base::Duration pause, const std::string& error) {
    return tx.Exec(kTryLater, mail.organization_id, mail.id, mail.lease_number, pause.count(), error) == 1;
}

}  // namespace outbox::store
