#include "server/identity/identity_store.hpp"

#include "lib/base/text.hpp"

// Users and their passwords; session_store.cpp has the rest.
namespace identity::store {

namespace {

const pg::Query<User(std::vector<OrganizationId>, UserId)> kFindUser{"users.find", R"sql(
    SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles,
           child_organization_access, state, last_sign_in_at, version
    FROM users WHERE organization_id = ANY($1) AND id = $2)sql"};

const pg::Query<User(std::vector<OrganizationId>, UserId)> kLockUser{"users.lock", R"sql(
    SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles,
           child_organization_access, state, last_sign_in_at, version
    FROM users WHERE organization_id = ANY($1) AND id = $2 FOR UPDATE)sql"};

const pg::Query<User(std::vector<OrganizationId>, std::string, std::string, UserId, std::int32_t)>
    kListUsers{"users.list", R"sql(
    SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles,
           child_organization_access, state, last_sign_in_at, version
    FROM users
    WHERE organization_id = ANY($1)
      AND ($2 = '' OR position($2 IN name_key) > 0 OR position($2 IN email_key) > 0)
      AND (name_key, id) > ($3, $4)
    ORDER BY name_key, id
    LIMIT $5)sql"};

const pg::Query<User(OrganizationId, std::vector<http::Role>)> kListActive{"users.list_active", R"sql(
    SELECT id, organization_id, email, first_name, last_name, language, time_zone, roles,
           child_organization_access, state, last_sign_in_at, version
    FROM users
    WHERE organization_id = $1 AND state = 'active' AND roles && $2
    ORDER BY name_key, id)sql"};

const pg::Query<void(OrganizationId, UserId, std::string, std::string, std::string, std::string,
                     std::string, std::string, std::string, std::vector<http::Role>, bool,
                     UserState, std::int64_t, base::Instant)>
    kInsertUser{"users.insert", R"sql(
    INSERT INTO users (organization_id, id, email, email_key, first_name, last_name, name_key, language,
                       time_zone, roles, child_organization_access, state, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14))sql"};

const pg::Query<void(OrganizationId, UserId, std::string, std::string, std::string, std::string,
                     std::string, std::string, std::string, std::vector<http::Role>, bool,
                     UserState, std::int64_t, base::Instant)>
    kUpdateUser{"users.update", R"sql(
    UPDATE users SET email = $3, email_key = $4, first_name = $5, last_name = $6, name_key = $7, language = $8,
        time_zone = $9, roles = $10, child_organization_access = $11, state = $12, version = $13,
        updated_at = $14
    WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<void(OrganizationId, UserId)> kDeleteUser{"users.delete", R"sql(
    DELETE FROM users WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<bool()> kAnyUser{"users.any", "SELECT EXISTS (SELECT FROM users) AS any_user"};

const pg::Query<std::int64_t(OrganizationId, http::Role, UserId)> kCountActive{"users.count_active",
                                                                               R"sql(
    SELECT count(*) FROM users
    WHERE organization_id = $1 AND $2 = ANY(roles) AND state = 'active' AND id <> $3)sql"};

const pg::Query<Candidate(std::string)> kCandidates{"users.candidates", R"sql(
    SELECT u.organization_id, u.id, u.first_name, u.last_name, o.name AS organization_name, u.language,
           c.password_hash, c.temporary_hash, c.temporary_expires_at
    FROM users u
    JOIN organizations o ON o.id = u.organization_id AND o.deleted_at IS NULL
    LEFT JOIN credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
    WHERE u.email_key = $1 AND u.state <> 'disabled'
    ORDER BY u.last_sign_in_at DESC NULLS LAST, u.id
    LIMIT 20)sql"};

const pg::Query<Account(std::string)> kAccounts{"users.accounts", R"sql(
    SELECT u.organization_id, u.id
    FROM users u JOIN organizations o ON o.id = u.organization_id AND o.deleted_at IS NULL
    WHERE u.email_key = $1 ORDER BY u.id LIMIT 20)sql"};

const pg::Query<Credential(OrganizationId, UserId)> kFindCredential{"credentials.find", R"sql(
    SELECT password_hash, temporary_hash, temporary_expires_at FROM credentials
    WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<void(OrganizationId, UserId, std::string, base::Instant)> kSetPassword{
    "credentials.set_password", R"sql(
    INSERT INTO credentials (organization_id, user_id, password_hash, password_changed_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, user_id) DO UPDATE
    SET password_hash = excluded.password_hash, password_changed_at = excluded.password_changed_at,
        temporary_hash = NULL, temporary_expires_at = NULL)sql"};

const pg::Query<void(OrganizationId, UserId, std::string, base::Instant)> kSetTemporary{
    "credentials.set_temporary", R"sql(
    INSERT INTO credentials (organization_id, user_id, temporary_hash, temporary_expires_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, user_id) DO UPDATE
    SET temporary_hash = excluded.temporary_hash, temporary_expires_at = excluded.temporary_expires_at)sql"};

const pg::Query<void(OrganizationId, UserId, std::string)> kUseTemporary{
    "credentials.use_temporary", R"sql(
    UPDATE credentials SET temporary_hash = NULL, temporary_expires_at = NULL
    WHERE organization_id = $1 AND user_id = $2 AND temporary_hash = $3)sql"};

const pg::Query<void(OrganizationId, UserId, base::Instant)> kSignedIn{"users.signed_in", R"sql(
    UPDATE users SET last_sign_in_at = $3 WHERE organization_id = $1 AND id = $2)sql"};

template <class Query>
void WriteUser(pg::Transaction& tx, const Query& query, const User& user, base::Instant now) {
    tx.Exec(query, user.organization_id, user.id, user.email, EmailKey(user.email), user.first_name,
            user.last_name, NameKey(user), user.language, user.time_zone, user.roles,
            user.child_organization_access, user.state, user.version, now);
}

}  // namespace

std::string NameKey(const User& user) {
    return base::FoldCase(user.last_name + ' ' + user.first_name);
}

std::string EmailKey(std::string_view email) {
    return base::FoldCase(base::Trim(email));
}

std::optional<User> FindUser(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                             UserId id) {
    return tx.One(kFindUser, among, id);
}

std::optional<User> LockUser(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                             UserId id) {
    return tx.One(kLockUser, among, id);
}

std::vector<User> ListUsers(pg::Transaction& tx, const std::vector<OrganizationId>& among,
                            const std::string& search, const std::optional<UserKey>& after,
                            std::int32_t limit) {
    const UserKey key = after.value_or(UserKey{});
    return tx.All(kListUsers, among, search, key.name_key, key.id, limit);
}

void InsertUser(pg::Transaction& tx, const User& user, base::Instant now) {
    WriteUser(tx, kInsertUser, user, now);
}

void UpdateUser(pg::Transaction& tx, const User& user, base::Instant now) {
    WriteUser(tx, kUpdateUser, user, now);
}

void DeleteUser(pg::Transaction& tx, OrganizationId organization, UserId id) {
    tx.Exec(kDeleteUser, organization, id);
}

bool AnyUser(pg::Transaction& tx) {
    return tx.Get(kAnyUser);
}

std::int64_t CountActive(pg::Transaction& tx, OrganizationId organization, http::Role role,
                         UserId other_than) {
    return tx.Get(kCountActive, organization, role, other_than);
}

std::vector<Candidate> Candidates(pg::Transaction& tx, const std::string& email_key) {
    return tx.All(kCandidates, email_key);
}

std::vector<Account> Accounts(pg::Transaction& tx, const std::string& email_key) {
    return tx.All(kAccounts, email_key);
}

std::optional<Credential> FindCredential(pg::Transaction& tx, OrganizationId organization,
                                         UserId user) {
    return tx.One(kFindCredential, organization, user);
}

void SetPassword(pg::Transaction& tx, OrganizationId organization, UserId user,
                 const std::string& hash, base::Instant now) {
    tx.Exec(kSetPassword, organization, user, hash, now);
}

void SetTemporary(pg::Transaction& tx, OrganizationId organization, UserId user,
                  const std::string& hash, base::Instant expires_at) {
    tx.Exec(kSetTemporary, organization, user, hash, expires_at);
}

bool UseTemporary(pg::Transaction& tx, OrganizationId organization, UserId user,
                  const std::string& hash) {
    return tx.Exec(kUseTemporary, organization, user, hash) == 1;
}

void SignedIn(pg::Transaction& tx, OrganizationId organization, UserId user, base::Instant at) {
    tx.Exec(kSignedIn, organization, user, at);
}

}  // namespace identity::store

namespace identity {

std::vector<User> ListActive(pg::Transaction& tx, OrganizationId organization,
                             const std::vector<http::Role>& roles) {
    return tx.All(store::kListActive, organization, roles);
}

}  // namespace identity
