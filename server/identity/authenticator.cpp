#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "server/identity/service.hpp"
#include "server/platform/pg/transaction.hpp"

// Who asks. Nothing of it is remembered between requests but the list of organizations (organizations::Scopes), so
// signing out, a changed password, role or state count from the next request on.
namespace identity {

namespace {

// A write a minute and session is enough to know when it was used last.
constexpr std::chrono::minutes kTouch{1};
constexpr std::chrono::seconds kNotesAgain{10};

std::unexpected<base::Problem> Refused() {
    return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
}

}  // namespace

// Where somebody comes from and what they want to act in.
struct Service::Acting {
    OrganizationId home;
    organizations::Tier home_tier;
    bool child_access;
    OrganizationId acted_in;
    std::optional<organizations::Tier> acted_tier;
    std::optional<OrganizationId> acted_parent;
};

bool Service::Act(pg::Transaction& tx, http::Actor& actor, const Acting& acting) {
    if (!acting.acted_tier) return false;
    const bool at_home = acting.acted_in == acting.home;
    const bool as_operator = acting.home_tier == organizations::Tier::kOperator;
    // ORG-5: inside a child organization only as a member of the access group.
    const bool in_child =
        acting.child_access && acting.home_tier == organizations::Tier::kParent && acting.acted_parent == acting.home;
    if (!at_home && !as_operator && !in_child) return false;
    actor.home = acting.home;
    actor.organization = acting.acted_in;
    actor.sees_below = !at_home || acting.home_tier != organizations::Tier::kParent || acting.child_access;
    if (!actor.sees_below) {
        actor.visible = {acting.home};
    } else {
        organizations::Organization from;
        from.id = acting.acted_in;
        from.tier = *acting.acted_tier;
        actor.visible = *deps_.scopes.Visible(tx, from);
    }
    return true;
}

base::Result<std::optional<http::Actor>> Service::Authenticate(const http::Request& request,
                                                               std::optional<OrganizationId> acted_in) {
    const std::string_view bearer = request.Bearer();
    if (bearer.starts_with(token_prefix::kApiKey) && bearer.substr(token_prefix::kApiKey.size()).starts_with('_')) {
        const auto token = Token::Parse(token_prefix::kApiKey, bearer);
        if (!token) return Refused();
        return ByApiKey(request, *token, acted_in);
    }
    if (!bearer.empty()) return std::optional<http::Actor>{};  // somebody else's
    const std::string_view cookie = SessionCookie(request);
    // What travelled readable through a network is no proof any more.
    if (cookie.empty() || !CheckTransport(request)) return std::optional<http::Actor>{};
    const auto token = Token::Parse(token_prefix::kSession, cookie);
    if (!token) return Refused();
    return BySession(request, *token, acted_in);
}

// When something was used last is worth no page: where it cannot be written (the database is full, read only or locked), reading
// goes on, and it is not tried again at every request.
void Service::NoteUse(const std::function<void(pg::Transaction&)>& write) {
    const auto now = std::chrono::steady_clock::now();
    if (now < notes_again_at_.load()) return;
    try {
        pg::Transaction tx(deps_.pool, pg::Scope::System());
        write(tx);
        tx.Commit();
    } catch (const pg::Error& error) {
        notes_again_at_ = now + kNotesAgain;
        base::log::Warn("identity.use_not_noted {}", error.what());
    }
}

base::Result<std::optional<http::Actor>> Service::BySession(const http::Request& request, const Token& token,
                                                            std::optional<OrganizationId> acted_in) {
    pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
    const OrganizationId wanted = acted_in.value_or(token.organization);
    const store::SessionId id{token.id};
    const auto session = store::FindSession(tx, token.organization, id, wanted);
    const base::Instant now = Now();
    if (!session || !token.Matches(session->secret_hash.value) || session->expires_at <= now ||
        session->last_seen_at + settings().session_idle <= now) {
        return Refused();
    }
    if (session->must_change_password && request.path != "/api/v1/session" && request.path != "/api/v1/password") {
        return base::Refuse(base::ProblemKind::kForbidden, "password_change_required");
    }
    if (session->must_set_up_second_factor && request.path != "/api/v1/session" && request.path != "/api/v1/password" &&
        !request.path.starts_with("/api/v1/second-factor")) {
        return base::Refuse(base::ProblemKind::kForbidden, "second_factor_required");
    }
    http::Actor actor;
    actor.kind = http::ActorKind::kUser;
    actor.id = session->user_id.value;
    actor.name = session->email;
    actor.language = session->language;
    actor.session_id = token.id;
    actor.by_cookie = true;
    for (const http::Role role : session->roles) actor.roles.Add(role);
    if (!Act(tx, actor,
             {token.organization, session->home_tier, session->child_organization_access, wanted, session->acted_tier,
              session->acted_parent_id})) {
        return base::Refuse(base::ProblemKind::kNotFound, "organization_not_found");
    }
    tx.Commit();
    if (session->last_seen_at + kTouch <= now) {
        NoteUse([&](pg::Transaction& note) { store::TouchSession(note, token.organization, id, now); });
    }
    return std::optional(std::move(actor));
}

std::optional<http::Actor> Service::ActorOf(pg::Transaction& tx, OrganizationId home, UserId user,
                                            OrganizationId acted_in) {
    const auto person = store::FindPerson(tx, home, user, acted_in);
    if (!person) return std::nullopt;
    http::Actor actor;
    actor.kind = http::ActorKind::kUser;
    actor.id = user.value;
    actor.name = person->email;
    actor.language = person->language;
    for (const http::Role role : person->roles) actor.roles.Add(role);
    if (!Act(tx, actor,
             {home, person->home_tier, person->child_organization_access, acted_in, person->acted_tier,
              person->acted_parent_id})) {
        return std::nullopt;
    }
    return actor;
}

base::Result<std::optional<http::Actor>> Service::ByApiKey(const http::Request& request, const Token& token,
                                                           std::optional<OrganizationId> acted_in) {
    pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
    const OrganizationId wanted = acted_in.value_or(token.organization);
    const store::ApiKeyId id{token.id};
    const auto key = store::FindPresentedKey(tx, token.organization, id, wanted);
    const base::Instant now = Now();
    // Only whoever has the whole key learns why it does not count any more.
    struct Why {
        const char* reason = nullptr;
        const char* code = "unauthenticated";
    };
    const Why why = !key                                         ? Why{"unknown_or_deleted"}
                    : !token.Matches(key->secret_hash.value)     ? Why{"wrong_secret"}
                    : key->revoked_at                            ? Why{"revoked", "api_key_revoked"}
                    : key->expires_at <= now                     ? Why{"expired", "api_key_expired"}
                    : key->has_maker && key->maker_roles.empty() ? Why{"maker_gone", "api_key_maker_gone"}
                                                                 : Why{};
    if (why.reason != nullptr) {
        tx.Commit();
        pg::Transaction told(deps_.pool, pg::Scope::System());
        RefusedKey(told, request, token, key, why.reason);
        told.Commit();
        return base::Refuse(base::ProblemKind::kUnauthenticated, why.code);
    }
    http::Actor actor;
    actor.kind = http::ActorKind::kApiKey;
    actor.id = token.id;
    actor.name = key->name;
    for (const http::Role role : key->roles) actor.roles.Add(role);
    actor.scopes = key->scopes;
    if (key->has_maker) {
        actor.within.emplace();
        for (const http::Role role : key->maker_roles) actor.within->Add(role);
    }
    // A key of a parent organization has no way into its children: make one there.
    if (!Act(tx, actor, {token.organization, key->home_tier, false, wanted, key->acted_tier, key->acted_parent_id})) {
        return base::Refuse(base::ProblemKind::kNotFound, "organization_not_found");
    }
    tx.Commit();
    if (!key->last_used_at || *key->last_used_at + kTouch <= now) {
        NoteUse([&](pg::Transaction& note) { store::TouchApiKey(note, token.organization, id, now); });
    }
    return std::optional(std::move(actor));
}

}  // namespace identity
