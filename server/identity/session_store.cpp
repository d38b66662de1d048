#include "server/identity/identity_store.hpp"

// Sessions, links and API keys; identity_store.cpp has people and passwords.
namespace identity::store {

namespace {

const pg::Insert<NewSession> kInsertSession{"sessions.insert", "sessions", "", {{"last_seen_at", "$created_at"}}};

const pg::Query<Presented(OrganizationId, SessionId, OrganizationId)> kFindSession{"sessions.find",
                                                                                   R"sql(
    SELECT s.user_id, s.secret_hash, s.must_change_password,
           (s.method = 'password' AND coalesce(p.require_second_factor, false) AND f.confirmed_at IS NULL)
               AS must_set_up_second_factor, s.last_seen_at, s.expires_at, u.email, u.language,
           u.roles, u.child_organization_access, o.tier AS home_tier, a.tier AS acted_tier,
           a.parent_id AS acted_parent_id
    FROM sessions s
    JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id AND u.state <> 'disabled'
    JOIN organizations o ON o.id = s.organization_id AND o.deleted_at IS NULL
    LEFT JOIN organizations a ON a.id = $3 AND a.deleted_at IS NULL
    LEFT JOIN sign_in_policies p ON p.organization_id = s.organization_id
    LEFT JOIN second_factors f ON f.organization_id = s.organization_id AND f.user_id = s.user_id
    WHERE s.organization_id = $1 AND s.id = $2)sql"};

const pg::Query<Person(OrganizationId, UserId, OrganizationId)> kFindPerson{"users.find_person", R"sql(
    SELECT u.email, u.language, u.roles, u.child_organization_access, o.tier AS home_tier, a.tier AS acted_tier,
           a.parent_id AS acted_parent_id
    FROM users u
    JOIN organizations o ON o.id = u.organization_id AND o.deleted_at IS NULL
    LEFT JOIN organizations a ON a.id = $3 AND a.deleted_at IS NULL
    WHERE u.organization_id = $1 AND u.id = $2 AND u.state = 'active')sql"};

const pg::Query<void(OrganizationId, SessionId, base::Instant)> kTouchSession{"sessions.touch",
                                                                              R"sql(
    UPDATE sessions SET last_seen_at = $3 WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM sessions WHERE organization_id = $1 AND id = $2 FOR UPDATE SKIP LOCKED))sql"};

const pg::Query<SessionRow(OrganizationId, UserId, base::Instant, base::Instant)> kListSessions{"sessions.list", R"sql(
    SELECT id, method, address, user_agent, created_at, last_seen_at, expires_at FROM sessions
    WHERE organization_id = $1 AND user_id = $2 AND expires_at > $3 AND last_seen_at > $4
    ORDER BY last_seen_at DESC, id
    LIMIT 100)sql"};

const pg::Query<void(OrganizationId, UserId, SessionId)> kDeleteSession{"sessions.delete", R"sql(
    DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id = $3)sql"};

const pg::Query<void(OrganizationId, UserId, SessionId)> kDeleteSessions{"sessions.delete_others",
                                                                         R"sql(
    DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id <> $3)sql"};

const pg::Query<Invitation(OrganizationId, InvitationId)> kFindInvitation{"invitations.find", R"sql(
    SELECT i.user_id, i.secret_hash, i.expires_at, u.email, u.first_name, u.last_name, u.language,
           o.name AS organization_name
    FROM invitations i
    JOIN users u ON u.organization_id = i.organization_id AND u.id = i.user_id AND u.state <> 'disabled'
    JOIN organizations o ON o.id = i.organization_id AND o.deleted_at IS NULL
    WHERE i.organization_id = $1 AND i.id = $2)sql"};

const pg::Query<void(OrganizationId, InvitationId, UserId, pg::Bytes, base::Instant, base::Instant)> kInsertInvitation{
    "invitations.insert", R"sql(
    INSERT INTO invitations (organization_id, id, user_id, secret_hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6))sql"};

const pg::Query<void(OrganizationId, InvitationId)> kUseInvitation{"invitations.use", R"sql(
    DELETE FROM invitations WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(OrganizationId, UserId)> kDeleteInvitations{"invitations.delete", R"sql(
    DELETE FROM invitations WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Insert<EmailChange> kSetEmailChange{"email_changes.set", "email_changes", R"sql(
    ON CONFLICT (organization_id, user_id) DO UPDATE
    SET email = excluded.email, secret_hash = excluded.secret_hash, asked_by = excluded.asked_by,
        created_at = excluded.created_at, expires_at = excluded.expires_at)sql"};

const pg::Query<EmailChange(OrganizationId, UserId)> kFindEmailChange{"email_changes.find", R"sql(
    SELECT {columns} FROM email_changes WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<EmailChange(std::span<const OrganizationId>, std::vector<UserId>)> kEmailChanges{
    "email_changes.of_users",
    R"sql(
    SELECT {columns} FROM email_changes WHERE organization_id = ANY ($1) AND user_id = ANY ($2)
    ORDER BY organization_id, user_id)sql"};

const pg::Query<void(OrganizationId, UserId)> kDeleteEmailChange{"email_changes.delete", R"sql(
    DELETE FROM email_changes WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<void(base::Instant)> kExpireEmailChanges{"email_changes.expire", R"sql(
    DELETE FROM email_changes WHERE (organization_id, user_id) IN (
        SELECT organization_id, user_id FROM email_changes WHERE expires_at <= $1
        ORDER BY organization_id, user_id FOR UPDATE SKIP LOCKED))sql"};

const pg::Query<SetupLink(SetupLinkId)> kFindSetupLink{"setup_links.find", R"sql(
    SELECT secret_hash, expires_at FROM setup_links WHERE id = $1)sql"};

const pg::Query<void(SetupLinkId, pg::Bytes, base::Instant, base::Instant)> kInsertSetupLink{"setup_links.insert",
                                                                                             R"sql(
    INSERT INTO setup_links (id, secret_hash, created_at, expires_at) VALUES ($1, $2, $3, $4))sql"};

const pg::Query<void(SetupLinkId)> kUseSetupLink{"setup_links.use", "DELETE FROM setup_links WHERE id = $1"};

const pg::Query<void()> kDeleteSetupLinks{"setup_links.delete", "DELETE FROM setup_links"};

const pg::List<ApiKey, ApiKeyFilter, ApiKeyColumn> kListApiKeys{{
    .name = "api_keys.list",
    .from = "api_keys",
    .where = "organization_id = ANY ($organizations)",
    .sorts = {{ApiKeyColumn::kCreatedAt, "created_at", "timestamptz"},
              {ApiKeyColumn::kName, "lower(name)"},
              {ApiKeyColumn::kCreatedBy, "lower(created_by)"},
              {ApiKeyColumn::kExpiresAt, "expires_at", "timestamptz"},
              {ApiKeyColumn::kLastUsedAt, "COALESCE(last_used_at, '-infinity')", "timestamptz"},
              {ApiKeyColumn::kState, "COALESCE(revoked_at, expires_at)", "timestamptz"}},
}};

const pg::Query<ApiKey(std::span<const OrganizationId>, ApiKeyId)> kFindApiKey{
    "api_keys.find",
    "SELECT {columns} FROM api_keys "
    "WHERE organization_id = ANY ($1) AND id = $2 AND revoked_at IS NULL FOR UPDATE"};

struct NewApiKey : ApiKey {
    pg::Bytes secret_hash;
    OrganizationId made_by_organization_id;
    UserId made_by_id;
};
BOOST_DESCRIBE_STRUCT(NewApiKey, (ApiKey), (secret_hash, made_by_organization_id, made_by_id))
const pg::Insert<NewApiKey> kInsertApiKey{"api_keys.insert", "api_keys"};

const pg::Query<void(OrganizationId, ApiKeyId, base::Instant)> kRevokeApiKey{"api_keys.revoke", R"sql(
    UPDATE api_keys SET revoked_at = $3 WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<PresentedKey(OrganizationId, ApiKeyId, OrganizationId)> kFindPresentedKey{"api_keys.find_presented",
                                                                                          R"sql(
    SELECT k.name, k.secret_hash, k.roles, k.scopes, k.expires_at, k.last_used_at, k.revoked_at,
           k.made_by_id IS NOT NULL AS has_maker, coalesce(m.roles, '{}') AS maker_roles, o.tier AS home_tier,
           a.tier AS acted_tier, a.parent_id AS acted_parent_id
    FROM api_keys k
    JOIN organizations o ON o.id = k.organization_id AND o.deleted_at IS NULL
    LEFT JOIN organizations h ON h.id = k.made_by_organization_id AND h.deleted_at IS NULL
    LEFT JOIN users m ON m.organization_id = h.id AND m.id = k.made_by_id AND m.state <> 'disabled'
        AND (h.id = o.id OR h.tier = 'operator' OR (h.id = o.parent_id AND m.child_organization_access))
    LEFT JOIN organizations a ON a.id = $3 AND a.deleted_at IS NULL
    WHERE k.organization_id = $1 AND k.id = $2)sql"};

const pg::Query<void(OrganizationId, ApiKeyId, base::Instant)> kTouchApiKey{"api_keys.touch", R"sql(
    UPDATE api_keys SET last_used_at = $3 WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM api_keys WHERE organization_id = $1 AND id = $2 FOR UPDATE SKIP LOCKED))sql"};

const pg::Query<void(base::Instant, base::Instant)> kExpireSessions{"sessions.expire", R"sql(
    DELETE FROM sessions WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM sessions WHERE expires_at <= $1 OR last_seen_at <= $2
        ORDER BY organization_id, id FOR UPDATE SKIP LOCKED))sql"};

const pg::Query<void(base::Instant)> kExpireInvitations{"invitations.expire", R"sql(
    DELETE FROM invitations WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM invitations WHERE expires_at <= $1
        ORDER BY organization_id, id FOR UPDATE SKIP LOCKED))sql"};

// Until then they are refused as expired or revoked.
const pg::Query<void(base::Instant)> kForgetApiKeys{"api_keys.forget", R"sql(
    DELETE FROM api_keys WHERE (organization_id, id) IN (
        SELECT organization_id, id FROM api_keys WHERE least(expires_at, revoked_at) <= $1
        ORDER BY organization_id, id FOR UPDATE SKIP LOCKED))sql"};

const pg::Query<void(base::Instant)> kExpireTemporary{"credentials.expire_temporary", R"sql(
    UPDATE credentials SET temporary_hash = NULL, temporary_expires_at = NULL
    WHERE (organization_id, user_id) IN (
        SELECT organization_id, user_id FROM credentials WHERE temporary_expires_at <= $1
        ORDER BY organization_id, user_id FOR NO KEY UPDATE SKIP LOCKED))sql"};

}  // namespace

void InsertSession(pg::Transaction& tx, const NewSession& session) {
    tx.Exec(kInsertSession, session);
}

std::optional<Presented> FindSession(pg::Transaction& tx, OrganizationId organization, SessionId id,
                                     OrganizationId acted_in) {
    return tx.One(kFindSession, organization, id, acted_in);
}

std::optional<Person> FindPerson(pg::Transaction& tx, OrganizationId organization, UserId user,
                                 OrganizationId acted_in) {
    return tx.One(kFindPerson, organization, user, acted_in);
}

void TouchSession(pg::Transaction& tx, OrganizationId organization, SessionId id, base::Instant now) {
    tx.Exec(kTouchSession, organization, id, now);
}

std::vector<SessionRow> ListSessions(pg::Transaction& tx, OrganizationId organization, UserId user, base::Instant now,
                                     base::Instant seen_since) {
    return tx.All(kListSessions, organization, user, now, seen_since);
}

bool DeleteSession(pg::Transaction& tx, OrganizationId organization, UserId user, SessionId id) {
    return tx.Exec(kDeleteSession, organization, user, id) == 1;
}

std::int64_t DeleteSessions(pg::Transaction& tx, OrganizationId organization, UserId user, SessionId except) {
    return tx.Exec(kDeleteSessions, organization, user, except);
}

std::optional<Invitation> FindInvitation(pg::Transaction& tx, OrganizationId organization, InvitationId id) {
    return tx.One(kFindInvitation, organization, id);
}

void InsertInvitation(pg::Transaction& tx, OrganizationId organization, InvitationId id, UserId user,
                      const std::string& secret_hash, base::Instant now, base::Instant expires_at) {
    tx.Exec(kInsertInvitation, organization, id, user, pg::Bytes{secret_hash}, now, expires_at);
}

bool UseInvitation(pg::Transaction& tx, OrganizationId organization, InvitationId id) {
    return tx.Exec(kUseInvitation, organization, id) == 1;
}

void DeleteInvitations(pg::Transaction& tx, OrganizationId organization, UserId user) {
    tx.Exec(kDeleteInvitations, organization, user);
}

void SetEmailChange(pg::Transaction& tx, const EmailChange& change) {
    tx.Exec(kSetEmailChange, change);
}

std::optional<EmailChange> FindEmailChange(pg::Transaction& tx, OrganizationId organization, UserId user) {
    return tx.One(kFindEmailChange, organization, user);
}

std::vector<EmailChange> EmailChanges(pg::Transaction& tx, std::span<const OrganizationId> among,
                                      const std::vector<UserId>& users) {
    return tx.All(kEmailChanges, among, users);
}

bool DeleteEmailChange(pg::Transaction& tx, OrganizationId organization, UserId user) {
    return tx.Exec(kDeleteEmailChange, organization, user) == 1;
}

std::optional<SetupLink> FindSetupLink(pg::Transaction& tx, SetupLinkId id) {
    return tx.One(kFindSetupLink, id);
}

void InsertSetupLink(pg::Transaction& tx, SetupLinkId id, const std::string& secret_hash, base::Instant now,
                     base::Instant expires_at) {
    tx.Exec(kInsertSetupLink, id, pg::Bytes{secret_hash}, now, expires_at);
}

bool UseSetupLink(pg::Transaction& tx, SetupLinkId id) {
    return tx.Exec(kUseSetupLink, id) == 1;
}

void DeleteSetupLinks(pg::Transaction& tx) {
    tx.Exec(kDeleteSetupLinks);
}

pg::Slice<ApiKey> ListApiKeys(pg::Transaction& tx, const ApiKeyFilter& filter, const pg::Window<ApiKeyColumn>& window) {
    return kListApiKeys.Read(tx, filter, window);
}

std::optional<ApiKey> FindApiKey(pg::Transaction& tx, std::span<const OrganizationId> among, ApiKeyId id) {
    return tx.One(kFindApiKey, among, id);
}

void InsertApiKey(pg::Transaction& tx, const ApiKey& key, const Maker& maker, const std::string& secret_hash) {
    tx.Exec(kInsertApiKey, {key, {secret_hash}, maker.made_by_organization_id, maker.made_by_id});
}

void RevokeApiKey(pg::Transaction& tx, OrganizationId organization, ApiKeyId id, base::Instant now) {
    tx.Exec(kRevokeApiKey, organization, id, now);
}

std::optional<PresentedKey> FindPresentedKey(pg::Transaction& tx, OrganizationId organization, ApiKeyId id,
                                             OrganizationId acted_in) {
    return tx.One(kFindPresentedKey, organization, id, acted_in);
}

void TouchApiKey(pg::Transaction& tx, OrganizationId organization, ApiKeyId id, base::Instant now) {
    tx.Exec(kTouchApiKey, organization, id, now);
}

std::int64_t RemoveExpired(pg::Transaction& tx, base::Instant now, base::Instant seen_since) {
    return tx.Exec(kExpireSessions, now, seen_since) + tx.Exec(kExpireInvitations, now) +
           tx.Exec(kExpireTemporary, now) + tx.Exec(kExpireEmailChanges, now) +
           tx.Exec(kForgetApiKeys, now - kApiKeyMemory);
}

}  // namespace identity::store
