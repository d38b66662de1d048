#include "server/identity/identity_store.hpp"

#include "lib/base/text.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/pg/transaction.hpp"

// Users and their passwords; session_store.cpp has the rest.
namespace identity::store {

namespace {

const pg::Query<User(std::span<const OrganizationId>, UserId)> kFindUser{"users.find", R"sql(
    SELECT {columns} FROM users WHERE organization_id = ANY($1) AND id = $2)sql"};

const pg::Query<User(std::span<const OrganizationId>, UserId)> kLockUser{"users.lock", R"sql(
    SELECT {columns} FROM users WHERE organization_id = ANY($1) AND id = $2 FOR UPDATE)sql"};

const pg::List<User, UserFilter, UserColumn> kListUsers{{
    .name = "users.list",
    .from = "users",
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($search = '' OR position($search IN name_key) > 0 OR position($search IN email_key) > 0)\n"
             "  AND ($child_organization_access IS NULL OR child_organization_access = $child_organization_access)",
    .sorts = {{UserColumn::kName, "name_key"},
              {UserColumn::kEmail, "email_key"},
              {UserColumn::kState, "state"},
              {UserColumn::kChildOrganizationAccess, "child_organization_access::integer", "integer"},
              {UserColumn::kLanguage, "language"},
              {UserColumn::kRoles, "array_to_string(roles, ',')"}},
}};

const pg::Query<User(OrganizationId, std::vector<http::Role>)> kListActive{"users.list_active", R"sql(
    SELECT {columns} FROM users
    WHERE organization_id = $1 AND state = 'active' AND roles && $2
    ORDER BY name_key, id)sql"};

const pg::Query<User(std::vector<OrganizationId>, std::string)> kFindActiveByEmail{"users.find_active_by_email", R"sql(
    SELECT {columns} FROM users
    WHERE organization_id = ANY ($1) AND email_key = $2 AND state = 'active'
    ORDER BY array_position($1, organization_id) LIMIT 1)sql"};
const pg::Query<User(OrganizationId, UserId)> kFindActive{"users.find_active", R"sql(
    SELECT {columns} FROM users WHERE organization_id = $1 AND id = $2 AND state = 'active')sql"};

// Signing in writes last_sign_in_at, nothing else does.
struct ChangedUser : User {
    std::string email_key;
    std::string name_key;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ChangedUser, (User), (email_key, name_key, updated_at))
struct NewUser : ChangedUser {
    base::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(NewUser, (ChangedUser), (created_at))
const pg::Insert<NewUser> kInsertUser{"users.insert", "users"};
const pg::Update<ChangedUser> kUpdateUser{"users.update", "users", {"organization_id", "id"}, {"last_sign_in_at"}};

const pg::Query<void(OrganizationId, UserId)> kDeleteUser{"users.delete", R"sql(
    DELETE FROM users WHERE organization_id = $1 AND id = $2)sql"};

const pg::Query<bool()> kAnyUser{"users.any", "SELECT EXISTS (SELECT FROM users) AS any_user"};

const pg::Query<std::int64_t(OrganizationId, http::Role, UserId)> kCountActive{"users.count_active",
                                                                               R"sql(
    SELECT count(*) FROM users
    WHERE organization_id = $1 AND $2 = ANY(roles) AND state = 'active' AND id <> $3)sql"};

const pg::Query<Candidate(std::string, std::optional<OrganizationId>)> kCandidates{"users.candidates", R"sql(
    SELECT u.organization_id, u.id, u.first_name, u.last_name, o.name AS organization_name, u.language,
           c.password_hash, c.temporary_hash, c.temporary_expires_at
    FROM users u
    JOIN organizations o ON o.id = u.organization_id AND o.deleted_at IS NULL
    LEFT JOIN credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
    WHERE u.email_key = $1 AND u.state <> 'disabled' AND ($2::uuid IS NULL OR u.organization_id = $2)
    ORDER BY u.last_sign_in_at DESC NULLS LAST, u.id
    LIMIT 100)sql"};

const pg::Query<Account(std::string, bool)> kAccounts{"users.accounts", R"sql(
    SELECT u.organization_id, u.id
    FROM users u JOIN organizations o ON o.id = u.organization_id AND o.deleted_at IS NULL
    WHERE u.email_key = $1 AND (NOT $2 OR EXISTS (
        SELECT FROM credentials c
        WHERE c.organization_id = u.organization_id AND c.user_id = u.id
          AND (c.password_hash IS NOT NULL OR c.temporary_hash IS NOT NULL)))
    ORDER BY u.id LIMIT 20)sql"};

const pg::Query<Credential(OrganizationId, UserId)> kFindCredential{"credentials.find", R"sql(
    SELECT password_hash, temporary_hash, temporary_expires_at FROM credentials
    WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<void(OrganizationId, UserId, std::string, base::Instant)> kSetPassword{"credentials.set_password",
                                                                                       R"sql(
    INSERT INTO credentials (organization_id, user_id, password_hash, password_changed_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, user_id) DO UPDATE
    SET password_hash = excluded.password_hash, password_changed_at = excluded.password_changed_at,
        temporary_hash = NULL, temporary_expires_at = NULL)sql"};

const pg::Query<void(OrganizationId, UserId, std::string, base::Instant)> kSetTemporary{"credentials.set_temporary",
                                                                                        R"sql(
    INSERT INTO credentials (organization_id, user_id, temporary_hash, temporary_expires_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, user_id) DO UPDATE
    SET temporary_hash = excluded.temporary_hash, temporary_expires_at = excluded.temporary_expires_at)sql"};

const pg::Query<void(OrganizationId, UserId, std::string)> kUseTemporary{"credentials.use_temporary", R"sql(
    UPDATE credentials SET temporary_hash = NULL, temporary_expires_at = NULL
    WHERE organization_id = $1 AND user_id = $2 AND temporary_hash = $3)sql"};

const pg::Query<void(OrganizationId, UserId)> kDropTemporary{"credentials.drop_temporary", R"sql(
    UPDATE credentials SET temporary_hash = NULL, temporary_expires_at = NULL
    WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<void(OrganizationId, UserId, base::Instant)> kSignedIn{"users.signed_in", R"sql(
    UPDATE users SET last_sign_in_at = $3 WHERE organization_id = $1 AND id = $2)sql"};

ChangedUser ToRow(const User& user, base::Instant now) {
    return {user, EmailKey(user.email), NameKey(user), now};
}

}  // namespace

std::string NameKey(const User& user) {
    return base::FoldCase(user.last_name + ' ' + user.first_name);
}

std::string EmailKey(std::string_view email) {
    return base::FoldCase(base::Trim(email));
}

std::optional<User> FindUser(pg::Transaction& tx, std::span<const OrganizationId> among, UserId id) {
    return tx.One(kFindUser, among, id);
}

std::optional<User> LockUser(pg::Transaction& tx, std::span<const OrganizationId> among, UserId id) {
    return tx.One(kLockUser, among, id);
}

pg::Slice<User> ListUsers(pg::Transaction& tx, const UserFilter& filter, const pg::Window<UserColumn>& window) {
    return kListUsers.Read(tx, filter, window);
}

void InsertUser(pg::Transaction& tx, const User& user, base::Instant now) {
    tx.Exec(kInsertUser, {ToRow(user, now), now});
}

void UpdateUser(pg::Transaction& tx, const User& user, base::Instant now) {
    tx.Exec(kUpdateUser, ToRow(user, now));
}

void DeleteUser(pg::Transaction& tx, OrganizationId organization, UserId id) {
    tx.Exec(kDeleteUser, organization, id);
}

bool AnyUser(pg::Transaction& tx) {
    return tx.Get(kAnyUser);
}

std::int64_t CountActive(pg::Transaction& tx, OrganizationId organization, http::Role role, UserId other_than) {
    return tx.Get(kCountActive, organization, role, other_than);
}

std::vector<Candidate> Candidates(pg::Transaction& tx, const std::string& email_key, std::optional<OrganizationId> in) {
    return tx.All(kCandidates, email_key, in);
}

std::vector<Account> Accounts(pg::Transaction& tx, const std::string& email_key, Among among) {
    return tx.All(kAccounts, email_key, among == Among::kWithPassword);
}

std::optional<Credential> FindCredential(pg::Transaction& tx, OrganizationId organization, UserId user) {
    return tx.One(kFindCredential, organization, user);
}

void SetPassword(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash,
                 base::Instant now) {
    tx.Exec(kSetPassword, organization, user, hash, now);
}

void SetTemporary(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash,
                  base::Instant expires_at) {
    tx.Exec(kSetTemporary, organization, user, hash, expires_at);
}

bool UseTemporary(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash) {
    return tx.Exec(kUseTemporary, organization, user, hash) == 1;
}

void DropTemporary(pg::Transaction& tx, OrganizationId organization, UserId user) {
    tx.Exec(kDropTemporary, organization, user);
}

void SignedIn(pg::Transaction& tx, OrganizationId organization, UserId user, base::Instant at) {
    tx.Exec(kSignedIn, organization, user, at);
}

}  // namespace identity::store

namespace identity {

std::vector<User> ListActive(pg::Transaction& tx, OrganizationId organization, const std::vector<http::Role>& roles) {
    return tx.All(store::kListActive, organization, roles);
}

std::vector<User> ListActiveOfOperator(pg::Transaction& tx, const std::vector<http::Role>& roles) {
    const pg::Scope scope = tx.scope();
    tx.SetScope(pg::Scope::System());
    std::vector<User> people;
    if (const auto home = organizations::FindOperator(tx)) people = ListActive(tx, home->id, roles);
    tx.SetScope(scope);
    return people;
}

std::optional<User> FindActive(pg::Transaction& tx, const std::vector<OrganizationId>& organizations,
                               std::string_view email) {
    return tx.One(store::kFindActiveByEmail, organizations, base::FoldCase(email));
}

std::optional<User> FindActive(pg::Transaction& tx, OrganizationId home, UserId id) {
    return tx.One(store::kFindActive, home, id);
}

}  // namespace identity
