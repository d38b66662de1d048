#include <fmt/format.h>

#include "lib/base/secrets.hpp"
#include "lib/base/try.hpp"
#include "server/identity/service.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/identity/totp.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// The second factor of a person (IDN-4): who sets it up, turns it on and off, and what is taken as a code of it. The row of
// the person is locked first, so that what is done at the same moment is done one after the other.
namespace identity {

namespace {

// A sealed secret opens for the person that it was made for only.
std::string SecretContext(OrganizationId organization, UserId user) {
    return fmt::format("second_factors.secret {} {}", organization.ToString(), user.ToString());
}

base::Problem WrongCode() {
    base::FieldProblems problems;
    problems.Add("/code", "second_factor_wrong");
    return std::move(problems).Refuse().error();
}

}  // namespace

std::string Service::RecoveryHash(UserId user, std::string_view code) const {
    return base::Sha256(deps_.secrets.Derive("identity.recovery_codes") + user.ToString() + std::string(code));
}

base::Result<Service::Proven> Service::Prove(http::Call& call, const std::string& current) {
    const http::Actor& actor = call.actor();
    Proven who;
    store::Credential credential;
    {
        // Of its own, so that no connection is held while the password is computed.
        pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
        const auto found = store::FindUser(tx, {&actor.home, 1}, {actor.id});
        if (!found) return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
        who.user = *found;
        credential = store::FindCredential(tx, actor.home, {actor.id}).value_or(store::Credential{});
        tx.Commit();
    }
    who.account = store::EmailKey(who.user.email);
    TRY_DO(CheckCurrent(call, who.account, current, credential.password_hash.value_or("")));
    return who;
}

base::Result<void> Service::CountCode(UserId user) {
    if (const auto wait = attempts_.Take({{&kByCode, user.ToString()}}); wait.count() > 0) {
        return base::Refuse(base::ProblemKind::kTooMany, "too_many_attempts",
                            {{"retry_after_seconds", static_cast<std::int64_t>(wait.count())}});
    }
    return {};
}

const char* Service::TakeCode(pg::Transaction& tx, OrganizationId organization, UserId user, const std::string& typed) {
    const auto factor = store::FindSecondFactor(tx, organization, user);
    const auto secret =
        factor ? deps_.secrets.Open(factor->secret.value, SecretContext(organization, user)) : std::nullopt;
    const char* kind = nullptr;
    if (const auto step = secret ? totp::Match(*secret, typed, Now()) : std::nullopt) {
        if (store::UseStep(tx, organization, user, *step)) kind = "totp";
    } else if (const auto code = totp::ReadRecoveryCode(typed)) {
        if (store::UseRecoveryCode(tx, organization, user, RecoveryHash(user, *code))) kind = "recovery_code";
    }
    if (kind != nullptr) Attempts::GiveBack(tx, {{&kByCode, user.ToString()}});
    return kind;
}

base::Result<User> Service::LockWithCode(http::Call& call, const Proven& who, const std::string& code) {
    if (auto counted = CountCode(who.user.id); !counted) {
        RefusedPassword(call, "too_many_attempts");
        return std::unexpected(std::move(counted.error()));
    }
    const auto user = store::LockUser(call.tx(), {&who.user.organization_id, 1}, who.user.id);
    if (!user) return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
    const auto factor = store::FindSecondFactor(call.tx(), user->organization_id, user->id);
    if (!factor || !factor->confirmed_at) return base::Refuse(base::ProblemKind::kConflict, "second_factor_off");
    if (TakeCode(call.tx(), user->organization_id, user->id, code) == nullptr) {
        RefusedPassword(call, "second_factor_wrong");
        return std::unexpected(WrongCode());
    }
    return *user;
}

std::vector<std::string> Service::WriteRecoveryCodes(pg::Transaction& tx, OrganizationId organization, UserId user) {
    auto codes = totp::MakeRecoveryCodes();
    std::vector<std::string> hashes;
    hashes.reserve(codes.size());
    for (const auto& code : codes) hashes.push_back(RecoveryHash(user, *totp::ReadRecoveryCode(code)));
    store::ReplaceRecoveryCodes(tx, organization, user, hashes);
    return codes;
}

base::Result<Service::FactorSecret> Service::BeginFactor(http::Call& call, const std::string& current) {
    TRY(const auto who, Prove(call, current));
    const OrganizationId home = who.user.organization_id;
    if (!store::LockUser(call.tx(), {&home, 1}, who.user.id)) {
        return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
    }
    const std::string secret = totp::MakeSecret();
    if (!store::BeginSecondFactor(call.tx(), home, who.user.id,
                                  deps_.secrets.Seal(secret, SecretContext(home, who.user.id)), Now())) {
        return base::Refuse(base::ProblemKind::kConflict, "second_factor_on");
    }
    return FactorSecret{totp::ToBase32(secret), totp::KeyUri(secret, "Platen", who.user.email)};
}

base::Result<std::vector<std::string>> Service::ConfirmFactor(http::Call& call, const std::string& code) {
    const http::Actor& actor = call.actor();
    const UserId id{actor.id};
    if (auto counted = CountCode(id); !counted) {
        RefusedPassword(call, "too_many_attempts");
        return std::unexpected(std::move(counted.error()));
    }
    pg::Transaction& tx = call.tx();
    const auto user = store::LockUser(tx, {&actor.home, 1}, id);
    if (!user) return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
    const auto factor = store::FindSecondFactor(tx, actor.home, id);
    if (!factor) return base::Refuse(base::ProblemKind::kConflict, "second_factor_off");
    if (factor->confirmed_at) return base::Refuse(base::ProblemKind::kConflict, "second_factor_on");
    const auto secret = deps_.secrets.Open(factor->secret.value, SecretContext(actor.home, id));
    const auto step = secret ? totp::Match(*secret, code, Now()) : std::nullopt;
    if (!step || !store::ConfirmSecondFactor(tx, actor.home, id, factor->secret, *step, Now())) {
        RefusedPassword(call, "second_factor_wrong");
        return std::unexpected(WrongCode());
    }
    Attempts::GiveBack(tx, {{&kByCode, id.ToString()}});
    auto codes = WriteRecoveryCodes(tx, actor.home, id);
    audit::Record(call, {actor.home, audit::action::kUserSecondFactorEnabled, "user", actor.id,
                         boost::json::object{{"second_factor", false}}, boost::json::object{{"second_factor", true}},
                         actor.name});
    MailFactorChanged(tx, *user, "on", call.now());
    return codes;
}

base::Result<std::vector<std::string>> Service::RenewRecoveryCodes(http::Call& call, const std::string& current,
                                                                   const std::string& code) {
    TRY(const auto who, Prove(call, current));
    TRY(const auto user, LockWithCode(call, who, code));
    const auto left = store::CountRecoveryCodes(call.tx(), user.organization_id, user.id);
    auto codes = WriteRecoveryCodes(call.tx(), user.organization_id, user.id);
    audit::Record(call, {user.organization_id, audit::action::kUserRecoveryCodesReplaced, "user", user.id.value,
                         boost::json::object{{"recovery_codes", left}},
                         boost::json::object{{"recovery_codes", static_cast<std::int64_t>(codes.size())},
                                             {"replaced_at", base::FormatRfc3339(call.now())}},
                         user.email});
    MailFactorChanged(call.tx(), user, "codes", call.now());
    return codes;
}

base::Result<void> Service::RemoveFactor(http::Call& call, const std::string& current, const std::string& code) {
    TRY(const auto who, Prove(call, current));
    TRY(const auto user, LockWithCode(call, who, code));
    store::DeleteSecondFactor(call.tx(), user.organization_id, user.id);
    audit::Record(call, {user.organization_id, audit::action::kUserSecondFactorDisabled, "user", user.id.value,
                         boost::json::object{{"second_factor", true}}, boost::json::object{{"second_factor", false}},
                         user.email});
    MailFactorChanged(call.tx(), user, "off", call.now());
    return {};
}

base::Result<void> Service::ResetFactor(http::Call& call, const User& user) {
    // Whoever is signed in here would get rid of their own without a code.
    if (user.id.value == call.actor().id) return base::Refuse(base::ProblemKind::kConflict, "user_is_self");
    const auto factor = store::FindSecondFactor(call.tx(), user.organization_id, user.id);
    if (!factor || !factor->confirmed_at) return base::Refuse(base::ProblemKind::kConflict, "second_factor_off");
    store::DeleteSecondFactor(call.tx(), user.organization_id, user.id);
    audit::Record(call, {user.organization_id, audit::action::kUserSecondFactorReset, "user", user.id.value,
                         boost::json::object{{"second_factor", true}}, boost::json::object{{"second_factor", false}},
                         user.email});
    MailFactorChanged(call.tx(), user, "reset", call.now());
    return {};
}

}  // namespace identity
