#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/identity/identity_store.hpp"

// The tables second_factors, recovery_codes, sign_in_policies, identity_providers and sign_in_tries; nothing else writes them.
namespace identity::store {

struct SecondFactor {
    pg::Bytes secret;  // sealed
    std::optional<base::Instant> confirmed_at;
};
BOOST_DESCRIBE_STRUCT(SecondFactor, (), (secret, confirmed_at))
std::optional<SecondFactor> FindSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user);
// Whoever of these people is asked for a code at sign-in.
std::vector<UserId> WithSecondFactor(pg::Transaction& tx, std::span<const OrganizationId> organizations,
                                     const std::vector<UserId>& users);
// In place of one that was set up and not confirmed; false where one is on.
bool BeginSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& sealed,
                       base::Instant now);
// False where it is on already, or another one was set up since.
bool ConfirmSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user, const pg::Bytes& sealed,
                         std::int64_t step, base::Instant now);
// False when the code of that step, or of a later one, was taken before: also by a request that runs beside this one.
bool UseStep(pg::Transaction& tx, OrganizationId organization, UserId user, std::int64_t step);
bool DeleteSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user);

void ReplaceRecoveryCodes(pg::Transaction& tx, OrganizationId organization, UserId user,
                          const std::vector<std::string>& hashes);
// False when there is no such code, or it was used before.
bool UseRecoveryCode(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash);
std::int64_t CountRecoveryCodes(pg::Transaction& tx, OrganizationId organization, UserId user);

struct SignInPolicy {
    OrganizationId organization_id;
    bool require_second_factor = false;
    std::int64_t version = 0;  // 0: there is no row yet
};
BOOST_DESCRIBE_STRUCT(SignInPolicy, (), (organization_id, require_second_factor, version))
SignInPolicy FindPolicy(pg::Transaction& tx, OrganizationId organization);
// Nobody else changes it before this transaction ends.
SignInPolicy LockPolicy(pg::Transaction& tx, OrganizationId organization);
void SetPolicy(pg::Transaction& tx, const SignInPolicy& policy);

// ---- identity providers ------------------------------------------------------------------------------

struct IdentityProvider {
    OrganizationId organization_id;
    std::string issuer;
    std::string client_id;
    std::optional<pg::Bytes> client_secret;  // sealed
    std::string email_claim;
    bool enabled = false;
    std::int64_t version = 0;  // 0: there is none yet
};
BOOST_DESCRIBE_STRUCT(IdentityProvider, (),
                      (organization_id, issuer, client_id, client_secret, email_claim, enabled, version))

std::optional<IdentityProvider> FindProvider(pg::Transaction& tx, OrganizationId organization);
// Nobody else changes it before this transaction ends.
std::optional<IdentityProvider> LockProvider(pg::Transaction& tx, OrganizationId organization);
void SetProvider(pg::Transaction& tx, const IdentityProvider& provider);
void DeleteProvider(pg::Transaction& tx, OrganizationId organization);

// ---- tries that failed ---------------------------------------------------------------------------------

struct TryRow {
    pg::Bytes key_hash;    // SHA-256 of the bound's name and of what is counted
    base::Duration pause;  // of one try
    int burst = 0;         // tries at once
};
// Takes one. Zero: taken; else how long until there is one.
base::Duration TakeTry(pg::Transaction& tx, const TryRow& row);
void GiveTryBack(pg::Transaction& tx, const TryRow& row);
void ForgetTries(pg::Transaction& tx);

// The person of that organization with that address who may sign in; their row is locked.
std::optional<User> LockByEmail(pg::Transaction& tx, OrganizationId organization, const std::string& email_key);
// Also one who may not.
std::optional<User> FindByEmail(pg::Transaction& tx, OrganizationId organization, const std::string& email_key);

}  // namespace identity::store
