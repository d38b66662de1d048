#include <fmt/format.h>

#include <algorithm>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "lib/net/network.hpp"
#include "lib/net/url.hpp"
#include "server/identity/service.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/identity/totp.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

namespace identity {

namespace {

// The prefix binds a cookie to TLS and to this host (RFC 6265bis); plain HTTP exists on loopback only.
constexpr std::string_view kSecureCookie = "__Host-platen_session";
constexpr std::string_view kPlainCookie = "platen_session";
// A browser in which an account has signed in. It opens nothing: it only says whose failed tries count (IDN-3).
constexpr std::string_view kSecureBrowser = "__Host-platen_browser";
constexpr std::string_view kPlainBrowser = "platen_browser";
constexpr std::string_view kBrowserContext = "identity.known_browser";
constexpr std::chrono::days kBrowserMemory{180};

struct KnownAccount {
    std::string account;  // as EmailKey gives it
    std::string browser;  // random
    base::Instant ends;
};
BOOST_DESCRIBE_STRUCT(KnownAccount, (), (account, browser, ends))

std::string Cookie(std::string_view name, bool secure, const std::string& value, std::chrono::seconds age) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name, value, age.count(),
                       secure ? "; Secure" : "");
}

std::string CookieText(bool secure, const std::string& value, std::chrono::seconds age) {
    return Cookie(secure ? kSecureCookie : kPlainCookie, secure, value, age);
}

std::unexpected<base::Problem> TooMany(std::chrono::seconds wait) {
    return base::Refuse(base::ProblemKind::kTooMany, "too_many_attempts",
                        {{"retry_after_seconds", static_cast<std::int64_t>(wait.count())}});
}

// Told to nobody but who has given the password of each of them. `matching`: two a candidate, in their order.
std::unexpected<base::Problem> AskWhichAccount(const std::vector<store::Candidate>& candidates,
                                               const std::vector<std::size_t>& matching) {
    std::vector<base::FieldProblem> choices;
    std::optional<std::size_t> last;
    for (const std::size_t match : matching) {
        if (last == match / 2) continue;
        last = match / 2;
        choices.push_back({"/organization_id",
                           "account_choice",
                           {{"choice", candidates[*last].organization_id.ToString()},
                            {"organization_name", candidates[*last].organization_name}}});
    }
    std::ranges::sort(choices, {},
                      [](const base::FieldProblem& choice) { return choice.args.at("organization_name"); });
    return base::Refuse(base::ProblemKind::kUnauthenticated, "account_choice_needed", {}, std::move(choices));
}

// 16 characters of 31 are 79 bits.
std::string MakeTemporaryPassword() {
    std::string password = totp::RandomLetters(16);
    for (const std::size_t at : {12U, 8U, 4U}) password.insert(at, 1, '-');
    return password;
}

}  // namespace

Service::Service(Deps deps)
    : deps_(std::move(deps)),
      hasher_(deps_.secrets.Derive("identity.password_salts"), deps_.settings.hashing),
      providers_(deps_.settings.internal_providers),
      attempts_(deps_.pool) {}

std::optional<std::string> Service::KnownBrowser(const http::Request& request, const std::string& account) const {
    const auto cookie = base::FromBase64Url(request.Cookie(request.secure ? kSecureBrowser : kPlainBrowser));
    const auto opened = cookie ? deps_.secrets.Open(*cookie, kBrowserContext) : std::nullopt;
    if (!opened) return std::nullopt;
    const auto known = base::json::Read<KnownAccount>(*opened);
    if (!known || known->account != account || known->ends <= Now()) return std::nullopt;
    return known->browser;
}

void Service::TellOfNewBrowser(http::Call& call, const User& user) {
    if (!user.last_sign_in_at || KnownBrowser(call.request(), store::EmailKey(user.email))) return;
    MailAccountChanged(call.tx(), user, "sign_in",
                       {{"at", i18n::FormatDateTime(user.language, user.time_zone, Now())},
                        {"address", call.request().client_address},
                        {"browser", base::CleanText(call.request().headers.Get("User-Agent"), 200)}},
                       call.now());
}

std::string Service::BrowserCookie(const http::Request& request, const std::string& account) const {
    const KnownAccount known{account, KnownBrowser(request, account).value_or(base::ToBase64Url(base::RandomBytes(16))),
                             Now() + kBrowserMemory};
    return Cookie(request.secure ? kSecureBrowser : kPlainBrowser, request.secure,
                  base::ToBase64Url(deps_.secrets.Seal(base::json::Write(known), kBrowserContext)), kBrowserMemory);
}

Service::Taken Service::TakeTries(const http::Request& request, const std::string& account) {
    if (const auto browser = KnownBrowser(request, account)) {
        // Where somebody else sits in front of it and has used up its tries, it is as any other.
        const Tries known{{&kByBrowser, *browser}};
        if (attempts_.Take(known).count() == 0) return {known, std::chrono::seconds(0)};
    }
    const std::string address = net::NetworkOf(request.client_address);
    Tries tries{{&kByAddress, address}};
    if (net::IsIpv6(request.client_address)) {
        tries.push_back({&kByNetwork, net::NetworkOf(request.client_address, 48)});
    }
    tries.push_back({&kByPair, account + '\n' + address});
    tries.push_back({&kByAccount, account});
    const auto wait = attempts_.Take(tries);
    return {std::move(tries), wait};
}

std::string_view Service::SessionCookie(const http::Request& request) const {
    return request.Cookie(request.secure ? kSecureCookie : kPlainCookie);
}

base::Result<void> Service::CheckTransport(const http::Request& request) const {
    if (request.secure || settings().plain_http || net::IsLoopback(request.client_address)) return {};
    return base::Refuse(base::ProblemKind::kForbidden, "https_required");
}

base::Result<Opened> Service::SignIn(http::Call& call, const std::string& email, const std::string& password,
                                     const std::string& code, std::optional<OrganizationId> organization) {
    TRY_DO(CheckTransport(call.request()));
    const std::string account = store::EmailKey(email);
    const std::string& address = call.request().client_address;
    const auto [tries, wait] = TakeTries(call.request(), account);
    if (wait.count() > 0) {
        base::log::Warn("identity.too_many_attempts address={}", address);
        RefusedAccount(call, "session.locked_out", account, "too_many_attempts", organization);
        return TooMany(wait);
    }

    // Read before and write after the computation, so that no connection is held while it runs.
    std::vector<store::Candidate> candidates;
    {
        pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
        candidates = store::Candidates(tx, account, organization);
        tx.Commit();
    }
    std::vector<std::string> hashes;  // two of each candidate
    for (const auto& candidate : candidates) {
        hashes.push_back(candidate.password_hash.value_or(""));
        const bool fresh = candidate.temporary_hash && *candidate.temporary_expires_at > Now();
        hashes.push_back(fresh ? *candidate.temporary_hash : "");
    }
    // Something that no policy would take is hashed all the same: the answer takes as long.
    std::string typed = NormalizePassword(password).value_or("");
    const bool possible = !typed.empty() && base::CountCodePoints(typed) <= kMaxPassword;
    if (!possible) typed = "-";
    TRY(auto matching, hasher_.Matching(typed, account, hashes));
    if (!possible || matching.empty()) {
        base::log::Warn("identity.sign_in_failed address={} request_id={}", address, call.request_id());
        RefusedAccount(call, audit::action::kSessionRefused, account, "sign_in_failed", organization);
        return base::Refuse(base::ProblemKind::kUnauthenticated, "sign_in_failed");
    }

    // The password was right, whatever else is still asked for.
    const auto give_back_after = [&] {
        call.AfterRefusal([tries](pg::Transaction& after) { Attempts::GiveBack(after, tries); });
    };
    const std::size_t match = matching.front();
    if (matching.back() / 2 != match / 2) {
        give_back_after();
        return AskWhichAccount(candidates, matching);
    }
    const store::Candidate& who = candidates[match / 2];
    const bool temporary = match % 2 == 1;
    if (!code.empty()) {
        if (auto counted = CountCode(who.id); !counted) {
            base::log::Warn("identity.second_factor_failed address={} request_id={}", address, call.request_id());
            RefusedPerson(call, audit::action::kSessionRefused, who.organization_id, who.id, account,
                          "too_many_attempts");
            return std::unexpected(std::move(counted.error()));
        }
    }
    pg::Transaction& tx = call.tx();
    const auto person =
        store::LockUser(tx, {&who.organization_id, 1}, who.id);  // first of the person's rows to be locked
    store::SignedIn(tx, who.organization_id, who.id, Now());
    // Another password, or a person who is not to come in any more, since it was read.
    const auto now = store::Candidates(tx, account, who.organization_id);
    const bool holds = std::ranges::any_of(now, [&](const store::Candidate& candidate) {
        return candidate.id == who.id && (temporary || candidate.password_hash == who.password_hash);
    });
    if (!holds) {
        RefusedPerson(call, audit::action::kSessionRefused, who.organization_id, who.id, account, "sign_in_failed");
        return base::Refuse(base::ProblemKind::kUnauthenticated, "sign_in_failed");
    }
    const char* second = nullptr;
    if (const auto factor = store::FindSecondFactor(tx, who.organization_id, who.id); factor && factor->confirmed_at) {
        if (code.empty()) {
            give_back_after();
            return base::Refuse(base::ProblemKind::kUnauthenticated, "second_factor_needed");
        }
        second = TakeCode(tx, who.organization_id, who.id, code);
        if (second == nullptr) {
            base::log::Warn("identity.second_factor_failed address={} request_id={}", address, call.request_id());
            RefusedPerson(call, audit::action::kSessionRefused, who.organization_id, who.id, account,
                          "second_factor_wrong");
            return base::Refuse(base::ProblemKind::kUnauthenticated, "second_factor_wrong");
        }
    } else if (!code.empty()) {
        Attempts::GiveBack(tx, {{&kByCode, who.id.ToString()}});  // nobody asked for one
    }
    if (temporary) {
        if (!store::UseTemporary(tx, who.organization_id, who.id, hashes[match])) {
            RefusedPerson(call, audit::action::kSessionRefused, who.organization_id, who.id, account,
                          "temporary_password_used");
            return base::Refuse(base::ProblemKind::kUnauthenticated, "sign_in_failed");
        }
    } else if (hasher_.IsOutdated(hashes[match], account)) {
        TRY(auto hash, hasher_.Hash(typed, account));
        store::SetPassword(tx, who.organization_id, who.id, hash, Now());
    }
    Opened opened = OpenSession(call, who.organization_id, who.id, temporary);
    boost::json::object how{{"email", account}, {"temporary_password", temporary}};
    if (second != nullptr) how["second_factor"] = second;
    audit::Record(tx, call.now(), audit::PersonOf(call, who.id.value, account),
                  {who.organization_id, audit::action::kSessionCreated, "user", who.id.value, nullptr, std::move(how)});
    Attempts::GiveBack(tx, tries);
    if (person) TellOfNewBrowser(call, *person);
    opened.browser_cookie = BrowserCookie(call.request(), account);
    return opened;
}

Opened Service::OpenSession(http::Call& call, OrganizationId organization, UserId user, bool must_change_password,
                            store::SignInMethod method) {
    pg::Transaction& tx = call.tx();
    // Whoever could plant a session into this browser does not keep it.
    if (const auto old = Token::Parse(token_prefix::kSession, SessionCookie(call.request()))) {
        const store::SessionId id{old->id};
        const auto row = store::FindSession(tx, old->organization, id, old->organization);
        if (row && old->Matches(row->secret_hash.value)) {
            store::DeleteSession(tx, old->organization, row->user_id, id);
        }
    }
    const Token token = Token::Make(organization, deps_.ids.Next());
    const base::Instant now = Now();
    store::InsertSession(tx, {.organization_id = organization,
                              .id = {token.id},
                              .user_id = user,
                              .secret_hash = {token.SecretHash()},
                              .must_change_password = must_change_password,
                              .method = method,
                              .address = call.request().client_address,
                              .user_agent = base::CleanText(call.request().headers.Get("User-Agent"), 200),
                              .created_at = now,
                              .expires_at = now + settings().session_absolute});
    return {CookieText(call.request().secure, token.ToString(token_prefix::kSession), settings().session_absolute),
            organization,
            user,
            {token.id},
            must_change_password};
}

std::string Service::SignOut(http::Call& call) {
    const http::Actor& actor = call.actor();
    store::DeleteSession(call.tx(), actor.home, {actor.id}, {actor.session_id});
    audit::Record(call, {actor.home, audit::action::kSessionEnded, "user", actor.id,
                         boost::json::object{{"session_id", actor.session_id.ToString()}}, nullptr, actor.name});
    return CookieText(call.request().secure, "", std::chrono::seconds(0));
}

base::Result<std::string> Service::TakePassword(const std::string& typed, const std::vector<std::string>& names,
                                                const std::string& pointer) const {
    base::FieldProblems problems;
    const auto password = NormalizePassword(typed);
    if (!password) {
        problems.Add(pointer, "password_not_text");
    } else if (auto wrong = CheckPassword(*password, settings().passwords, names, pointer)) {
        problems.Add(wrong->pointer, wrong->code, wrong->args);
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return *password;
}

// A browser left open must not be enough to take the account over.
base::Result<void> Service::CheckCurrent(http::Call& call, const std::string& account,
                                         const std::optional<std::string>& current, const std::string& password_hash) {
    const Tries own{{&kByPerson, call.actor().id.ToString()}};
    if (const auto wait = attempts_.Take(own); wait.count() > 0) {
        RefusedPassword(call, "too_many_attempts");
        return TooMany(wait);
    }
    TRY(auto right,
        hasher_.Matching(NormalizePassword(current.value_or("")).value_or(""), account, std::vector{password_hash}));
    if (right.empty()) {
        base::FieldProblems problems;
        problems.Add("/current_password", "password_wrong");
        RefusedPassword(call, "password_wrong");
        return std::move(problems).Refuse();
    }
    // Of its own, so that no connection is held while the new password is computed.
    pg::Transaction tx(deps_.pool, pg::Scope::System());
    Attempts::GiveBack(tx, own);
    tx.Commit();
    return {};
}

void Service::Activate(http::Call& call, User& user) {
    pg::Transaction& tx = call.tx();
    store::DeleteInvitations(tx, user.organization_id, user.id);
    if (user.state != UserState::kInvited) return;
    auto before = base::json::ToValue(user);
    user.state = UserState::kActive;
    ++user.version;
    store::UpdateUser(tx, user, call.now());
    audit::Record(tx, call.now(), audit::PersonOf(call, user.id.value, store::EmailKey(user.email)),
                  {user.organization_id, audit::action::kUserActivated, "user", user.id.value, std::move(before),
                   base::json::ToValue(user)});
}

base::Result<Opened> Service::ChangePassword(http::Call& call, const std::optional<std::string>& current,
                                             const std::string& wanted) {
    const http::Actor& actor = call.actor();
    const UserId id{actor.id};
    User user;
    store::Credential credential;
    std::string organization_name;
    bool came_with_temporary = false;
    {
        pg::Transaction tx(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
        const auto session = store::FindSession(tx, actor.home, {actor.session_id}, actor.home);
        const auto found = store::FindUser(tx, {&actor.home, 1}, id);
        if (!session || !found) return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
        came_with_temporary = session->must_change_password;
        user = *found;
        credential = store::FindCredential(tx, actor.home, id).value_or(store::Credential{});
        organization_name = organizations::Find(tx, actor.home)->name;
        tx.Commit();
    }
    const std::string account = store::EmailKey(user.email);
    TRY(auto password, TakePassword(wanted, {user.email, user.first_name, user.last_name, organization_name, "Platen"},
                                    "/new_password"));

    if (!came_with_temporary) TRY_DO(CheckCurrent(call, account, current, credential.password_hash.value_or("")));
    base::FieldProblems problems;
    TRY(auto same, hasher_.Matching(password, account, std::vector{credential.password_hash.value_or("")}));
    if (!same.empty()) {
        problems.Add("/new_password", "password_unchanged");
        return std::move(problems).Refuse();
    }
    TRY(auto hash, hasher_.Hash(password, account));

    pg::Transaction& tx = call.tx();
    auto row = store::LockUser(tx, {&actor.home, 1}, id);
    if (!row) return base::Refuse(base::ProblemKind::kUnauthenticated, "unauthenticated");
    store::SetPassword(tx, actor.home, id, hash, Now());
    store::DeleteSessions(tx, actor.home, id);
    Activate(call, *row);
    Opened opened = OpenSession(call, actor.home, id, false);
    opened.browser_cookie = BrowserCookie(call.request(), account);
    audit::Record(call, {actor.home, audit::action::kUserPasswordChanged, "user", actor.id,
                         boost::json::object{{"temporary_password", came_with_temporary}},
                         boost::json::object{{"password_changed_at", base::json::ToValue(call.now())}}, actor.name});
    MailPasswordChanged(tx, *row, call.now());
    return opened;
}

void Service::RequestPasswordReset(http::Call& call, const std::string& email) {
    const std::string account = store::EmailKey(email);
    if (!base::IsEmailAddress(account)) return;
    if (attempts_.Take({{&kByReset, account}}).count() > 0) {
        const auto origin = audit::OriginOf(call);
        if (deps_.refusals == nullptr) return;
        const auto not_recorded = deps_.refusals->Take(audit::action::kPasswordResetRefused, account, origin.address);
        if (not_recorded) {
            WriteRefusal(call.tx(), origin, audit::action::kPasswordResetRefused, account, store::Among::kAll, {},
                         "too_many_attempts", *not_recorded);
        }
        return;
    }
    tasks::Enqueue(
        call, deps_.ids,
        {.kind = "identity.password_reset", .input = boost::json::object{{"email", account}}, .unique_key = account});
}

void Service::ResetPassword(pg::Transaction& tx, const std::string& email, const audit::Origin& origin,
                            base::Instant now) {
    auto candidates = store::Candidates(tx, email);
    std::ranges::sort(candidates, {}, &store::Candidate::id);  // whoever locks several people does it by id
    if (candidates.empty() && deps_.refusals != nullptr) {
        const auto not_recorded = deps_.refusals->Take(audit::action::kPasswordResetRefused, email, origin.address);
        if (not_recorded) {
            WriteRefusal(tx, origin, audit::action::kPasswordResetRefused, email, store::Among::kAll, {},
                         "no_account_may_sign_in", *not_recorded);
        }
    }
    for (const store::Candidate& to : candidates) {
        if (!store::LockUser(tx, {&to.organization_id, 1}, to.id)) continue;
        const std::string password = MakeTemporaryPassword();
        const auto hash = hasher_.Hash(password, email);
        if (!hash) throw std::runtime_error("too many passwords are being hashed");  // tried again
        store::SetTemporary(tx, to.organization_id, to.id, *hash, Now() + settings().temporary_password_lifetime);
        MailTemporaryPassword(tx, to, email, password, now);
        audit::Record(tx, now, origin,
                      {.organization = to.organization_id,
                       .action = audit::action::kUserTemporaryPasswordSent,
                       .object_type = "user",
                       .object_id = to.id.value,
                       .after = boost::json::object{{"email", email}}});
    }
}

}  // namespace identity
