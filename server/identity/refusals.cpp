#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/identity/service.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"

// What is kept of tries that failed (IDN-5): told to administrators, never to whoever tried.
namespace identity {

void Service::WriteRefusal(pg::Transaction& tx, const audit::Origin& origin, const std::string& action,
                           const std::string& account, const char* reason, std::int64_t not_recorded,
                           const Told& told) {
    // People type their password into the wrong field.
    const std::string shown = base::IsEmailAddress(account) ? account : "";
    auto accounts = store::Accounts(tx, account);
    std::erase_if(accounts, [&](const store::Account& each) {
        return (told.with_password && !each.has_password) || (told.among && each.organization_id != *told.among);
    });
    const boost::json::object after{{"email", shown}, {"reason", reason}};
    for (const auto& each : accounts) {
        deps_.refusals->Write(tx, origin, {each.organization_id, action, "user", each.id.value, shown, after},
                              not_recorded);
    }
    if (!accounts.empty()) return;
    auto nobody = after;
    nobody["account"] = "unknown";
    deps_.refusals->Write(tx, origin, {std::nullopt, action, "user", {}, shown, std::move(nobody)}, not_recorded);
}

void Service::RefusedAccount(http::Call& call, const char* action, const std::string& account, const char* reason,
                             std::optional<OrganizationId> among) {
    if (deps_.refusals == nullptr) return;
    const auto origin = audit::OriginOf(call);
    const auto not_recorded = deps_.refusals->Take(action, account, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([=, this, action = std::string(action), count = *not_recorded](pg::Transaction& tx) {
        WriteRefusal(tx, origin, action, account, reason, count, {.with_password = true, .among = among});
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

void Service::RefusedProvider(http::Call& call, std::optional<OrganizationId> organization, const std::string& email,
                              const std::string& reason) {
    if (deps_.refusals == nullptr) return;
    const auto origin = audit::OriginOf(call);
    const std::string account = base::IsEmailAddress(email) ? store::EmailKey(email) : std::string();
    const std::string thing = organization ? organization->ToString() + ' ' + account : origin.address;
    const auto not_recorded = deps_.refusals->Take(audit::action::kSessionRefused, thing, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([=, this, count = *not_recorded](pg::Transaction& tx) {
        audit::Refusal refusal{.organization = organization,
                               .action = audit::action::kSessionRefused,
                               .object_type = "user",
                               .object_name = account,
                               .after = {{"email", account}, {"reason", reason}, {"by", "identity_provider"}}};
        // Of other organizations that have the address nobody asked.
        for (const auto& each : organization ? store::Accounts(tx, account) : std::vector<store::Account>{}) {
            if (each.organization_id == *organization) refusal.object_id = each.id.value;
        }
        deps_.refusals->Write(tx, origin, std::move(refusal), count);
    });
}

void Service::RefusedLink(http::Call& call, const std::string& text) {
    if (deps_.refusals == nullptr) return;
    const auto origin = audit::OriginOf(call);
    const auto token = Token::Parse(token_prefix::kSetup, text);
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
