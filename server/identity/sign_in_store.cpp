#include "server/identity/sign_in_store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace identity::store {

namespace {

const pg::Query<SecondFactor(OrganizationId, UserId)> kFindSecondFactor{"second_factors.find", R"sql(
    SELECT secret, confirmed_at FROM second_factors WHERE organization_id = $1 AND user_id = $2)sql"};

struct FactorOwner {
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(FactorOwner, (), (user_id))
const pg::Query<FactorOwner(std::span<const OrganizationId>, std::vector<UserId>)> kWithSecondFactor{
    "second_factors.of_users", R"sql(
    SELECT user_id FROM second_factors
    WHERE organization_id = ANY ($1) AND user_id = ANY ($2) AND confirmed_at IS NOT NULL)sql"};

const pg::Query<void(OrganizationId, UserId, pg::Bytes, base::Instant)> kBeginSecondFactor{"second_factors.begin",
                                                                                           R"sql(
    INSERT INTO second_factors AS known (organization_id, user_id, secret, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, user_id) DO UPDATE
    SET secret = excluded.secret, created_at = excluded.created_at WHERE known.confirmed_at IS NULL)sql"};

const pg::Query<void(OrganizationId, UserId, pg::Bytes, std::int64_t, base::Instant)> kConfirmSecondFactor{
    "second_factors.confirm", R"sql(
    UPDATE second_factors SET confirmed_at = $5, last_step = $4
    WHERE organization_id = $1 AND user_id = $2 AND secret = $3 AND confirmed_at IS NULL)sql"};

const pg::Query<void(OrganizationId, UserId, std::int64_t)> kUseStep{"second_factors.use_step", R"sql(
    UPDATE second_factors SET last_step = $3
    WHERE organization_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL AND last_step < $3)sql"};

const pg::Query<void(OrganizationId, UserId)> kDeleteSecondFactor{"second_factors.delete", R"sql(
    DELETE FROM second_factors WHERE organization_id = $1 AND user_id = $2)sql"};

struct CodeOwner {
    OrganizationId organization_id;
    UserId user_id;
};
BOOST_DESCRIBE_STRUCT(CodeOwner, (), (organization_id, user_id))
struct CodeHash {
    pg::Bytes code_hash;
};
BOOST_DESCRIBE_STRUCT(CodeHash, (), (code_hash))
const pg::InsertRows<CodeOwner, CodeHash> kInsertCodes{"recovery_codes.insert", "recovery_codes"};

const pg::Query<void(OrganizationId, UserId)> kDeleteCodes{"recovery_codes.delete", R"sql(
    DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<void(OrganizationId, UserId, pg::Bytes)> kUseCode{"recovery_codes.use", R"sql(
    DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2 AND code_hash = $3)sql"};

const pg::Query<std::int64_t(OrganizationId, UserId)> kCountCodes{"recovery_codes.count", R"sql(
    SELECT count(*) FROM recovery_codes WHERE organization_id = $1 AND user_id = $2)sql"};

const pg::Query<SignInPolicy(OrganizationId)> kFindPolicy{"sign_in_policies.find", R"sql(
    SELECT {columns} FROM sign_in_policies WHERE organization_id = $1)sql"};

const pg::Insert<SignInPolicy> kSetPolicy{"sign_in_policies.set", "sign_in_policies",
                                          "ON CONFLICT (organization_id) DO UPDATE SET require_second_factor = "
                                          "excluded.require_second_factor, version = excluded.version"};

const pg::Query<IdentityProvider(OrganizationId)> kFindProvider{"identity_providers.find", R"sql(
    SELECT {columns} FROM identity_providers WHERE organization_id = $1)sql"};

const pg::Insert<IdentityProvider> kSetProvider{
    "identity_providers.set", "identity_providers",
    "ON CONFLICT (organization_id) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id, "
    "client_secret = excluded.client_secret, email_claim = excluded.email_claim, enabled = excluded.enabled, "
    "version = excluded.version"};

const pg::Query<void(OrganizationId)> kDeleteProvider{"identity_providers.delete", R"sql(
    DELETE FROM identity_providers WHERE organization_id = $1)sql"};

const pg::Query<User(OrganizationId, std::string)> kLockByEmail{"users.lock_by_email", R"sql(
    SELECT {columns} FROM users WHERE organization_id = $1 AND email_key = $2 AND state <> 'disabled' FOR UPDATE)sql"};

const pg::Query<User(OrganizationId, std::string)> kFindByEmail{"users.find_by_email", R"sql(
    SELECT {columns} FROM users WHERE organization_id = $1 AND email_key = $2)sql"};

// $2: the pause of one try, $3: the tries at once. A stored time lies at most all pauses ahead, whatever the clock did. With all
// tries of one pause each, one is left while less than all pauses but one are owed.
const pg::Query<std::int64_t(pg::Bytes, std::int64_t, std::int64_t)> kTakeTry{"sign_in_tries.take", R"sql(
    INSERT INTO sign_in_tries AS known (key_hash, full_again_at)
    VALUES ($1, clock_timestamp() + $2 * interval '1 microsecond')
    ON CONFLICT (key_hash) DO UPDATE SET full_again_at = $2 * interval '1 microsecond'
        + greatest(clock_timestamp(),
                   least(known.full_again_at, clock_timestamp() + $2 * $3 * interval '1 microsecond'))
    WHERE least(known.full_again_at, clock_timestamp() + $2 * $3 * interval '1 microsecond')
        <= clock_timestamp() + $2 * ($3 - 1) * interval '1 microsecond'
    RETURNING 1)sql"};

const pg::Query<std::int64_t(pg::Bytes, std::int64_t, std::int64_t)> kUntilTry{"sign_in_tries.until", R"sql(
    SELECT (extract(epoch FROM least(full_again_at, clock_timestamp() + $2 * $3 * interval '1 microsecond')
            - clock_timestamp()) * 1000000)::bigint - $2 * ($3 - 1)
    FROM sign_in_tries WHERE key_hash = $1)sql"};

const pg::Query<void(pg::Bytes, std::int64_t)> kGiveTryBack{"sign_in_tries.give_back", R"sql(
    UPDATE sign_in_tries SET full_again_at = full_again_at - $2 * interval '1 microsecond' WHERE key_hash = $1)sql"};

const pg::Query<void()> kForgetTries{"sign_in_tries.forget", R"sql(
    DELETE FROM sign_in_tries WHERE full_again_at <= clock_timestamp())sql"};

}  // namespace

std::optional<SecondFactor> FindSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user) {
    return tx.One(kFindSecondFactor, organization, user);
}

std::vector<UserId> WithSecondFactor(pg::Transaction& tx, std::span<const OrganizationId> organizations,
                                     const std::vector<UserId>& users) {
    std::vector<UserId> owners;
    for (const auto& row : tx.All(kWithSecondFactor, organizations, users)) owners.push_back(row.user_id);
    return owners;
}

bool BeginSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& sealed,
                       base::Instant now) {
    return tx.Exec(kBeginSecondFactor, organization, user, pg::Bytes{sealed}, now) == 1;
}

bool ConfirmSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user, const pg::Bytes& sealed,
                         std::int64_t step, base::Instant now) {
    return tx.Exec(kConfirmSecondFactor, organization, user, sealed, step, now) == 1;
}

bool UseStep(pg::Transaction& tx, OrganizationId organization, UserId user, std::int64_t step) {
    return tx.Exec(kUseStep, organization, user, step) == 1;
}

bool DeleteSecondFactor(pg::Transaction& tx, OrganizationId organization, UserId user) {
    return tx.Exec(kDeleteSecondFactor, organization, user) == 1;
}

void ReplaceRecoveryCodes(pg::Transaction& tx, OrganizationId organization, UserId user,
                          const std::vector<std::string>& hashes) {
    tx.Exec(kDeleteCodes, organization, user);
    std::vector<CodeHash> rows;
    rows.reserve(hashes.size());
    for (const auto& hash : hashes) rows.push_back({{hash}});
    tx.Exec(kInsertCodes, CodeOwner{organization, user}, rows);
}

bool UseRecoveryCode(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& hash) {
    return tx.Exec(kUseCode, organization, user, pg::Bytes{hash}) == 1;
}

std::int64_t CountRecoveryCodes(pg::Transaction& tx, OrganizationId organization, UserId user) {
    return tx.Get(kCountCodes, organization, user);
}

SignInPolicy FindPolicy(pg::Transaction& tx, OrganizationId organization) {
    return tx.One(kFindPolicy, organization).value_or(SignInPolicy{organization});
}

SignInPolicy LockPolicy(pg::Transaction& tx, OrganizationId organization) {
    tx.Lock(fmt::format("identity.sign_in_policy {}", organization.ToString()));
    return FindPolicy(tx, organization);
}

void SetPolicy(pg::Transaction& tx, const SignInPolicy& policy) {
    tx.Exec(kSetPolicy, policy);
}

std::optional<IdentityProvider> FindProvider(pg::Transaction& tx, OrganizationId organization) {
    return tx.One(kFindProvider, organization);
}

std::optional<IdentityProvider> LockProvider(pg::Transaction& tx, OrganizationId organization) {
    tx.Lock(fmt::format("identity.provider {}", organization.ToString()));
    return FindProvider(tx, organization);
}

void SetProvider(pg::Transaction& tx, const IdentityProvider& provider) {
    tx.Exec(kSetProvider, provider);
}

void DeleteProvider(pg::Transaction& tx, OrganizationId organization) {
    tx.Exec(kDeleteProvider, organization);
}

base::Duration TakeTry(pg::Transaction& tx, const TryRow& row) {
    if (tx.One(kTakeTry, row.key_hash, row.pause.count(), std::int64_t{row.burst})) return base::Duration(0);
    // Gone meanwhile: it was forgotten, so all are there again.
    const auto left = tx.One(kUntilTry, row.key_hash, row.pause.count(), std::int64_t{row.burst});
    return base::Duration(std::max<std::int64_t>(1, left.value_or(1)));
}

void GiveTryBack(pg::Transaction& tx, const TryRow& row) {
    tx.Exec(kGiveTryBack, row.key_hash, row.pause.count());
}

void ForgetTries(pg::Transaction& tx) {
    tx.Exec(kForgetTries);
}

std::optional<User> LockByEmail(pg::Transaction& tx, OrganizationId organization, const std::string& email_key) {
    return tx.One(kLockByEmail, organization, email_key);
}

std::optional<User> FindByEmail(pg::Transaction& tx, OrganizationId organization, const std::string& email_key) {
    return tx.One(kFindByEmail, organization, email_key);
}

}  // namespace identity::store
