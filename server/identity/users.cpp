#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

namespace identity {

bool IsTimeZone(const std::string& name) {
    const auto id = icu::UnicodeString::fromUTF8(name);
    icu::UnicodeString canonical;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(id, canonical, status);
    return U_SUCCESS(status) && name.size() <= 64;
}

namespace {

std::unexpected<base::Problem> RefuseEmailTaken() {
    base::FieldProblems problems;
    problems.Add("/email", "email_taken");
    return std::move(problems).Refuse();
}

// What the person themselves could do with the change: shut everybody out.
bool IsOperatorAdministrator(const User& user) {
    return user.state == UserState::kActive &&
           std::find(user.roles.begin(), user.roles.end(), organizations::kFirstRole) != user.roles.end();
}

}  // namespace

http::RoleSet Service::RolesOf(organizations::Tier tier) {
    return tier == organizations::Tier::kOperator ? organizations::kOperatorRoles : organizations::kCustomerRoles;
}

base::Result<User> Service::CheckUser(User user, organizations::Tier tier) const {
    base::FieldProblems problems;
    user.email = std::string(base::Trim(user.email));
    user.first_name = base::CleanText(user.first_name, kMaxName + 1);
    user.last_name = base::CleanText(user.last_name, kMaxName + 1);
    base::CheckText(kEmailLimit, user.email, "/email", problems);
    base::CheckText(kFirstNameLimit, user.first_name, "/first_name", problems);
    base::CheckText(kLastNameLimit, user.last_name, "/last_name", problems);
    if (!problems.Has("/email") && !base::IsEmailAddress(user.email)) problems.Add("/email", "invalid_email");
    const auto& languages = settings().languages;
    if (std::find(languages.begin(), languages.end(), user.language) == languages.end()) {
        std::string allowed;
        for (const auto& language : languages) allowed += (allowed.empty() ? "" : ", ") + language;
        problems.Add("/language", "not_one_of", {{"allowed", allowed}});
    }
    if (!IsTimeZone(user.time_zone)) problems.Add("/time_zone", "invalid_time_zone");

    std::sort(user.roles.begin(), user.roles.end());
    user.roles.erase(std::unique(user.roles.begin(), user.roles.end()), user.roles.end());
    base::CheckCount(kRolesLimit, user.roles.size(), "/roles", problems);
    for (const http::Role role : user.roles) {
        if (!RolesOf(tier).Has(role)) {
            problems.Add("/roles", "role_not_for_organization", {{"role", std::string(base::json::EnumName(role))}});
        }
    }
    if (user.child_organization_access && tier != organizations::Tier::kParent) {
        problems.Add("/child_organization_access", "no_child_organizations");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return user;
}

base::Result<void> Service::CheckChange(pg::Transaction& tx, const User& after) const {
    const auto home = organizations::Find(tx, after.organization_id);
    if (!home) return http::NotFound();
    TRY_DO(CheckUser(after, home->tier));
    return {};
}

base::Result<User> Service::InsertUser(pg::Transaction& tx, User user, organizations::Tier tier, base::Instant now) {
    user.id = deps_.ids.Make<UserId>();
    user.state = UserState::kInvited;
    user.version = 1;
    auto checked = CheckUser(std::move(user), tier);
    if (!checked) return checked;
    try {
        store::InsertUser(tx, *checked, now);
    } catch (const pg::Error& error) {
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return RefuseEmailTaken();
    }
    return checked;
}

base::Result<User> Service::UpdateUser(http::Call& call, const User& before, User after) {
    pg::Transaction& tx = call.tx();
    const auto organization = organizations::Find(tx, before.organization_id);
    if (!organization) return http::NotFound();
    const auto credential = store::FindCredential(tx, before.organization_id, before.id);
    // Who chose no password yet and came by no identity provider is invited, whatever was sent.
    if (after.state != UserState::kDisabled) {
        const bool came = before.state == UserState::kActive || (credential && credential->password_hash);
        after.state = came ? UserState::kActive : UserState::kInvited;
    }
    auto checked = CheckUser(std::move(after), organization->tier);
    if (!checked) return checked;
    // Whoever has come in owns their account: another address counts once they say from there that it is theirs, else
    // whoever manages people could have a new password sent to themselves.
    const bool other_address = store::EmailKey(checked->email) != store::EmailKey(before.email);
    std::optional<std::string> asked;
    if (other_address && checked->state != UserState::kInvited) {
        if (const auto other = store::FindByEmail(tx, before.organization_id, store::EmailKey(checked->email));
            other && other->id != before.id) {
            return RefuseEmailTaken();
        }
        asked = std::exchange(checked->email, before.email);
    }
    if (before.id.value == call.actor().id &&
        (checked->state == UserState::kDisabled || checked->roles != before.roles)) {
        return base::Refuse(base::ProblemKind::kConflict, "user_is_self");
    }
    // ORG-5: nobody lets themselves into what child organizations hold; another administrator does, or the operator.
    if (before.id.value == call.actor().id && checked->child_organization_access != before.child_organization_access) {
        return base::Refuse(base::ProblemKind::kConflict, "access_group_is_own");
    }
    if (IsOperatorAdministrator(before) && !IsOperatorAdministrator(*checked)) {
        tx.Lock("identity.last_administrator");
        if (store::CountActive(tx, before.organization_id, organizations::kFirstRole, before.id) == 0) {
            return base::Refuse(base::ProblemKind::kConflict, "last_administrator");
        }
    }
    const bool changed = base::json::ToValue(*checked) != base::json::ToValue(before);
    if (!changed && !asked) return before;
    ++checked->version;
    try {
        store::UpdateUser(tx, *checked, call.now());
    } catch (const pg::Error& error) {
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return RefuseEmailTaken();
    }
    if (checked->state == UserState::kDisabled) {
        store::DeleteSessions(tx, checked->organization_id, checked->id);
        store::DeleteInvitations(tx, checked->organization_id, checked->id);
    }
    if (changed) {
        audit::Record(call, {checked->organization_id, audit::action::kUserUpdated, "user", checked->id.value,
                             base::json::ToValue(before), base::json::ToValue(*checked)});
    }
    if (asked) AskEmail(call, before, *asked);
    if (checked->state == UserState::kInvited && other_address) {
        // The link that went to the address of before ends, and one goes to this.
        const std::string link = Invite(tx, checked->organization_id, checked->id);
        MailInvitation(tx, *checked, organization->name, link, call.now());
    }
    if (before.id.value != call.actor().id && before.state != UserState::kInvited) {
        const char* what =
            checked->state != before.state ? (checked->state == UserState::kDisabled ? "disabled" : "enabled")
            : checked->roles != before.roles || checked->child_organization_access != before.child_organization_access
                ? "roles"
                : nullptr;
        if (what != nullptr) MailAccountChanged(tx, *checked, what, {{"by", call.actor().name}}, call.now());
    }
    return checked;
}

std::int64_t Service::EndSessions(http::Call& call, const User& user) {
    const store::SessionId kept{user.id.value == call.actor().id ? call.actor().session_id : base::Uuid{}};
    const auto ended = store::DeleteSessions(call.tx(), user.organization_id, user.id, kept);
    if (ended == 0) return 0;
    audit::Record(call, {user.organization_id, audit::action::kSessionEnded, "user", user.id.value,
                         boost::json::object{{"sessions", ended}}, nullptr, user.email});
    if (user.id.value != call.actor().id) {
        MailAccountChanged(call.tx(), user, "sessions", {{"by", call.actor().name}}, call.now());
    }
    return ended;
}

base::Result<void> Service::DeleteUser(http::Call& call, const User& user) {
    if (user.id.value == call.actor().id) return base::Refuse(base::ProblemKind::kConflict, "user_is_self");
    pg::Transaction& tx = call.tx();
    if (IsOperatorAdministrator(user)) {
        tx.Lock("identity.last_administrator");
        if (store::CountActive(tx, user.organization_id, organizations::kFirstRole, user.id) == 0) {
            return base::Refuse(base::ProblemKind::kConflict, "last_administrator");
        }
    }
    store::DeleteUser(tx, user.organization_id, user.id);
    audit::Record(call, {user.organization_id, audit::action::kUserDeleted, "user", user.id.value,
                         base::json::ToValue(user), nullptr});
    return {};
}

}  // namespace identity
