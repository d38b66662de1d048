#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/identity/identity.hpp"
#include "server/platform/pg/list.hpp"

// The tables users, credentials, sessions, invitations, api_keys and setup_links; nothing else writes them.
namespace identity::store {

using SessionId = base::Id<struct SessionTag>;
using InvitationId = base::Id<struct InvitationTag>;
using ApiKeyId = base::Id<struct ApiKeyTag>;
using SetupLinkId = base::Id<struct SetupLinkTag>;

// ---- users -------------------------------------------------------------------------------------------

enum class UserColumn { kName, kEmail, kState, kChildOrganizationAccess, kLanguage, kRoles };  // last name, first name
BOOST_DESCRIBE_ENUM(UserColumn, kName, kEmail, kState, kChildOrganizationAccess, kLanguage, kRoles)

struct UserFilter {
    std::span<const OrganizationId> organizations;
    std::string search;  // folded text that name or address contain; "" for all
    std::optional<bool> child_organization_access{};
};
BOOST_DESCRIBE_STRUCT(UserFilter, (), (organizations, search, child_organization_access))

std::string NameKey(const User& user);
std::string EmailKey(std::string_view email);

std::optional<User> FindUser(pg::Transaction& tx, std::span<const OrganizationId> among, UserId id);
std::optional<User> LockUser(pg::Transaction& tx, std::span<const OrganizationId> among, UserId id);
pg::Slice<User> ListUsers(pg::Transaction& tx, const UserFilter& filter, const pg::Window<UserColumn>& window);
void InsertUser(pg::Transaction& tx, const User& user, base::Instant now);
void UpdateUser(pg::Transaction& tx, const User& user, base::Instant now);
void DeleteUser(pg::Transaction& tx, OrganizationId organization, UserId id);
bool AnyUser(pg::Transaction& tx);
// People with `role` who can sign in, besides `other_than`.
std::int64_t CountActive(pg::Transaction& tx, OrganizationId organization, http::Role role, UserId other_than);

// ---- passwords ---------------------------------------------------------------------------------------

// Everybody with that address who may try to sign in, the latest first; at most 100. `in`: of that organization only.
struct Candidate {
    OrganizationId organization_id;
    UserId id;
    std::string first_name;
    std::string last_name;
    std::string organization_name;
    std::string language;
    std::optional<std::string> password_hash;
    std::optional<std::string> temporary_hash;
    std::optional<base::Instant> temporary_expires_at;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (organization_id, id, first_name, last_name, organization_name, language, password_hash,
                       temporary_hash, temporary_expires_at))
std::vector<Candidate> Candidates(pg::Transaction& tx, const std::string& email_key,
                                  std::optional<OrganizationId> in = {});

// Everybody with that address, also who may not sign in: whose administrators are told of a refusal. At most 20.
enum class Among {
    kAll,
    kWithPassword,  // also with a temporary one
};
struct Account {
    OrganizationId organization_id;
    UserId id;
};
BOOST_DESCRIBE_STRUCT(Account, (), (organization_id, id))
std::vector<Account> Accounts(pg::Transaction& tx, const std::string& email_key, Among among);

struct Credential {
    std::optional<std::string> password_hash;
    std::optional<std::string> temporary_hash;
    std::optional<base::Instant> temporary_expires_at;
};
BOOST_DESCRIBE_STRUCT(Credential, (), (password_hash, temporary_hash, temporary_expires_at))
std::optional<Credential> FindCredential(pg::Transaction& tx, OrganizationId organization, UserId user);
// Sets the password and takes a temporary one away.
void SetPassword(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash,
                 base::Instant now);
void SetTemporary(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash,
                  base::Instant expires_at);
// One that was mailed to an address counts there only.
void DropTemporary(pg::Transaction& tx, OrganizationId organization, UserId user);
// False when somebody else used it first.
bool UseTemporary(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash);
void SignedIn(pg::Transaction& tx, OrganizationId organization, UserId user, base::Instant at);

// ---- sessions ----------------------------------------------------------------------------------------

enum class SignInMethod { kPassword, kProvider };
BOOST_DESCRIBE_ENUM(SignInMethod, kPassword, kProvider)

struct NewSession {
    OrganizationId organization_id;
    SessionId id;
    UserId user_id;
    pg::Bytes secret_hash;
    bool must_change_password = false;
    SignInMethod method = SignInMethod::kPassword;
    std::string address;
    std::string user_agent;
    base::Instant created_at;
    base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(NewSession, (),
                      (organization_id, id, user_id, secret_hash, must_change_password, method, address, user_agent,
                       created_at, expires_at))
void InsertSession(pg::Transaction& tx, const NewSession& session);

// A session with its user and the organization that is acted in.
struct Presented {
    UserId user_id;
    pg::Bytes secret_hash;
    bool must_change_password = false;
    bool must_set_up_second_factor = false;  // the organization asks for one, and there is none
    base::Instant last_seen_at;
    base::Instant expires_at;
    std::string email;
    std::string language;
    std::vector<http::Role> roles;
    bool child_organization_access = false;
    organizations::Tier home_tier = {};
    // Of the organization acted in; absent when there is none of that id.
    std::optional<organizations::Tier> acted_tier;
    std::optional<OrganizationId> acted_parent_id;
};
BOOST_DESCRIBE_STRUCT(Presented, (),
                      (user_id, secret_hash, must_change_password, must_set_up_second_factor, last_seen_at, expires_at,
                       email, language, roles, child_organization_access, home_tier, acted_tier, acted_parent_id))
struct Person {
    std::string email;
    std::string language;
    std::vector<http::Role> roles;
    bool child_organization_access = false;
    organizations::Tier home_tier = {};
    // Of the organization acted in; absent when there is none of that id.
    std::optional<organizations::Tier> acted_tier;
    std::optional<OrganizationId> acted_parent_id;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (email, language, roles, child_organization_access, home_tier, acted_tier, acted_parent_id))
// nullopt: not active, or of an organization that is deleted.
std::optional<Person> FindPerson(pg::Transaction& tx, OrganizationId organization, UserId user,
                                 OrganizationId acted_in);

// nullopt: ended, or its user or organization is disabled or deleted.
std::optional<Presented> FindSession(pg::Transaction& tx, OrganizationId organization, SessionId id,
                                     OrganizationId acted_in);
void TouchSession(pg::Transaction& tx, OrganizationId organization, SessionId id, base::Instant now);

struct SessionRow {
    SessionId id;
    SignInMethod method = SignInMethod::kPassword;
    std::string address;
    std::string user_agent;
    base::Instant created_at;
    base::Instant last_seen_at;
    base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id, method, address, user_agent, created_at, last_seen_at, expires_at))
std::vector<SessionRow> ListSessions(pg::Transaction& tx, OrganizationId organization, UserId user, base::Instant now,
                                     base::Instant seen_since);
bool DeleteSession(pg::Transaction& tx, OrganizationId organization, UserId user, SessionId id);
// All of a user, but for `except`; gives how many there were.
std::int64_t DeleteSessions(pg::Transaction& tx, OrganizationId organization, UserId user, SessionId except = {});

// ---- links -------------------------------------------------------------------------------------------

struct Invitation {
    UserId user_id;
    pg::Bytes secret_hash;
    base::Instant expires_at;
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string language;
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(Invitation, (),
                      (user_id, secret_hash, expires_at, email, first_name, last_name, language, organization_name))
std::optional<Invitation> FindInvitation(pg::Transaction& tx, OrganizationId organization, InvitationId id);
void InsertInvitation(pg::Transaction& tx, OrganizationId organization, InvitationId id, UserId user,
                      const std::string& secret_hash, base::Instant now, base::Instant expires_at);
// False when it was used already.
bool UseInvitation(pg::Transaction& tx, OrganizationId organization, InvitationId id);
void DeleteInvitations(pg::Transaction& tx, OrganizationId organization, UserId user);

// An address that waits for the person to confirm it.
struct EmailChange {
    OrganizationId organization_id;
    UserId user_id;
    std::string email;
    pg::Bytes secret_hash;
    std::string asked_by;
    base::Instant created_at;
    base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(EmailChange, (), (organization_id, user_id, email, secret_hash, asked_by, created_at, expires_at))
// In the place of an earlier one.
void SetEmailChange(pg::Transaction& tx, const EmailChange& change);
std::optional<EmailChange> FindEmailChange(pg::Transaction& tx, OrganizationId organization, UserId user);
std::vector<EmailChange> EmailChanges(pg::Transaction& tx, std::span<const OrganizationId> among,
                                      const std::vector<UserId>& users);
bool DeleteEmailChange(pg::Transaction& tx, OrganizationId organization, UserId user);

struct SetupLink {
    pg::Bytes secret_hash;
    base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(SetupLink, (), (secret_hash, expires_at))
std::optional<SetupLink> FindSetupLink(pg::Transaction& tx, SetupLinkId id);
void InsertSetupLink(pg::Transaction& tx, SetupLinkId id, const std::string& secret_hash, base::Instant now,
                     base::Instant expires_at);
bool UseSetupLink(pg::Transaction& tx, SetupLinkId id);
void DeleteSetupLinks(pg::Transaction& tx);

// ---- API keys ----------------------------------------------------------------------------------------

struct ApiKey {
    ApiKeyId id;
    OrganizationId organization_id;
    std::string name;
    std::vector<http::Role> roles;
    std::optional<std::vector<std::string>> scopes;  // names of permissions; absent: everything that the roles give
    std::string created_by;                          // who made it: an address
    base::Instant created_at;
    base::Instant expires_at;
    std::optional<base::Instant> last_used_at;
    std::optional<base::Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(ApiKey, (),
                      (id, organization_id, name, roles, scopes, created_by, created_at, expires_at, last_used_at,
                       revoked_at))
struct Maker {
    OrganizationId made_by_organization_id;
    UserId made_by_id;
};
BOOST_DESCRIBE_STRUCT(Maker, (), (made_by_organization_id, made_by_id))
enum class ApiKeyColumn { kCreatedAt, kName, kCreatedBy, kExpiresAt, kLastUsedAt, kState };
BOOST_DESCRIBE_ENUM(ApiKeyColumn, kCreatedAt, kName, kCreatedBy, kExpiresAt, kLastUsedAt, kState)
struct ApiKeyFilter {
    std::span<const OrganizationId> organizations;
};
BOOST_DESCRIBE_STRUCT(ApiKeyFilter, (), (organizations))
pg::Slice<ApiKey> ListApiKeys(pg::Transaction& tx, const ApiKeyFilter& filter, const pg::Window<ApiKeyColumn>& window);
// One that was not revoked; held until this transaction ends.
std::optional<ApiKey> FindApiKey(pg::Transaction& tx, std::span<const OrganizationId> among, ApiKeyId id);
void InsertApiKey(pg::Transaction& tx, const ApiKey& key, const Maker& maker, const std::string& secret_hash);
void RevokeApiKey(pg::Transaction& tx, OrganizationId organization, ApiKeyId id, base::Instant now);

struct PresentedKey {
    std::string name;
    pg::Bytes secret_hash;
    std::vector<http::Role> roles;
    std::optional<std::vector<std::string>> scopes;
    base::Instant expires_at;
    std::optional<base::Instant> last_used_at;
    std::optional<base::Instant> revoked_at;
    bool has_maker = false;               // one is known
    std::vector<http::Role> maker_roles;  // of the maker now; none: gone, disabled, or no longer acting there
    organizations::Tier home_tier = {};
    std::optional<organizations::Tier> acted_tier;
    std::optional<OrganizationId> acted_parent_id;
};
BOOST_DESCRIBE_STRUCT(PresentedKey, (),
                      (name, secret_hash, roles, scopes, expires_at, last_used_at, revoked_at, has_maker, maker_roles,
                       home_tier, acted_tier, acted_parent_id))
std::optional<PresentedKey> FindPresentedKey(pg::Transaction& tx, OrganizationId organization, ApiKeyId id,
                                             OrganizationId acted_in);
void TouchApiKey(pg::Transaction& tx, OrganizationId organization, ApiKeyId id, base::Instant now);

// How long a key that has ended is known for what it was.
inline constexpr std::chrono::days kApiKeyMemory{90};
std::int64_t RemoveExpired(pg::Transaction& tx, base::Instant now, base::Instant seen_since);

}  // namespace identity::store
