#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/identity/service.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"

// What is kept of tries that failed (IDN-5): told to administrators, never to whoever tried.
namespace identity {

void Service::WriteRefusal(pg::Transaction& tx, const audit::Origin& origin, const std::string& action,
                           const std::string& account, store::Among among, std::optional<OrganizationId> tried,
                           const char* reason, std::int64_t not_recorded) {
    // People type their password into the wrong field.
    const std::string shown = base::IsEmailAddress(account) ? account : "";
    auto accounts = store::Accounts(tx, account, among);
    if (tried) std::erase_if(accounts, [&](const store::Account& each) { return each.organization_id != *tried; });
    const boost::json::object after{{"email", shown}, {"reason", reason}};
    for (const auto& [organization, user] : accounts) {
        deps_.refusals->Write(tx, origin, {organization, action, "user", user.value, shown, after}, not_recorded);
    }
    if (!accounts.empty()) return;
    auto nobody = after;
    nobody["account"] = "unknown";
    deps_.refusals->Write(tx, origin, {std::nullopt, action, "user", {}, shown, std::move(nobody)}, not_recorded);
}

void Service::RefusedAccount(http::Call& call, const char* action, const std::string& account, const char* reason,
                             std::optional<OrganizationId> tried) {
    if (deps_.refusals == nullptr) return;
    const auto origin = audit::OriginOf(call);
    const auto not_recorded = deps_.refusals->Take(action, account, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([=, this, action = std::string(action), count = *not_recorded](pg::Transaction& tx) {
        // Where nobody has a password, none was wrong.
        WriteRefusal(tx, origin, action, account, store::Among::kWithPassword, tried, reason, count);
    });
}

void Service::RefusedPerson(http::Call& call, const char* action, base::OrganizationId organization, UserId user,
                            const std::string& account, const char* reason) {
    if (deps_.refusals == nullptr) return;
    const auto origin = audit::OriginOf(call);
    const auto not_recorded = deps_.refusals->Take(action, account, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([=, this, action = std::string(action), count = *not_recorded](pg::Transaction& tx) {
        const boost::json::object after{{"email", account}, {"reason", reason}};
        deps_.refusals->Write(tx, origin, {organization, action, "user", user.value, account, after}, count);
    });
}

void Service::RefusedProvider(http::Call& call, const ProviderTry& attempt, const base::Problem& problem) {
    // Nobody was refused: who tries again may come in.
    if (deps_.refusals == nullptr || problem.code == "provider_busy") return;
    const auto origin = audit::OriginOf(call);
    const char* action = problem.code == "too_many_attempts" ? "session.locked_out" : audit::action::kSessionRefused;
    const std::string thing = !attempt.account.empty() ? attempt.account
                              : attempt.organization   ? attempt.organization->ToString()
                                                       : origin.address;
    const auto not_recorded = deps_.refusals->Take(action, thing, origin.address);
    if (!not_recorded) return;
    boost::json::object after{{"email", attempt.account}, {"reason", problem.code}};
    if (const auto why = problem.args.find("reason"); why != problem.args.end()) {
        if (const auto* text = std::get_if<std::string>(&why->second)) after["detail"] = *text;
    }
    if (!attempt.issuer.empty()) after["identity_provider"] = attempt.issuer;
    call.AfterRefusal([=, this, count = *not_recorded, after = std::move(after)](pg::Transaction& tx) {
        const auto user = attempt.organization && !attempt.account.empty()
                              ? store::FindByEmail(tx, *attempt.organization, attempt.account)
                              : std::nullopt;
        deps_.refusals->Write(
            tx, origin,
            {attempt.organization, action, "user", user ? user->id.value : base::Uuid{}, attempt.account, after},
            count);
    });
}

void Service::RefusedLink(http::Call& call, const std::string& text) {
    if (deps_.refusals == nullptr) return;
    const auto origin = audit::OriginOf(call);
    auto token = Token::Parse(token_prefix::kSetup, text);
    if (!token) token = Token::Parse(token_prefix::kEmail, text);
    const std::string thing = token ? token->id.ToString() : origin.address;
    const auto not_recorded = deps_.refusals->Take(audit::action::kSetupLinkRefused, thing, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([=, this, count = *not_recorded](pg::Transaction& tx) {
        audit::Refusal refusal{.action = audit::action::kSetupLinkRefused, .object_type = "user"};
        refusal.after["reason"] = token ? "unknown_or_used" : "malformed";
        const auto known = token && !token->organization.IsNil()
                               ? store::FindInvitation(tx, token->organization, {token->id})
                               : std::nullopt;
        if (known) {
            refusal.organization = token->organization;
            refusal.object_id = known->user_id.value;
            refusal.object_name = known->email;
            refusal.after["reason"] = token->Matches(known->secret_hash.value) ? "expired" : "wrong_secret";
        }
        deps_.refusals->Write(tx, origin, std::move(refusal), count);
    });
}

void Service::RefusedPassword(http::Call& call, const char* reason) {
    if (deps_.refusals == nullptr) return;
    const http::Actor& actor = call.actor();
    deps_.refusals->RecordAfter(call, audit::OriginOf(call), actor.id.ToString(),
                                {actor.home, audit::action::kUserPasswordChangeRefused, "user", actor.id, actor.name,
                                 boost::json::object{{"reason", reason}}});
}

void Service::RefusedKey(pg::Transaction& tx, const http::Request& request, const Token& token,
                         const std::optional<store::PresentedKey>& key, const char* reason) {
    if (deps_.refusals == nullptr) return;
    audit::Origin origin;
    origin.kind = "anonymous";
    origin.address = request.client_address;
    const auto not_recorded = deps_.refusals->Take(audit::action::kApiKeyRefused, token.id.ToString(), origin.address);
    if (!not_recorded) return;
    audit::Refusal refusal{.action = audit::action::kApiKeyRefused, .object_type = "api_key"};
    refusal.after["reason"] = reason;
    if (key) {
        refusal.organization = token.organization;
        refusal.object_id = token.id;
        refusal.object_name = key->name;
    }
    deps_.refusals->Write(tx, origin, std::move(refusal), *not_recorded);
}

}  // namespace identity
