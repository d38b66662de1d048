#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/limits.hpp"
#include "server/identity/service.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// Links by which people get in for the first time. There is no default account: the first start prints a link.
namespace identity {

namespace {

constexpr const char* kSetupLock = "identity.setup";

std::filesystem::path LinkFile(const std::filesystem::path& folder) {
    return folder / "setup-link";
}

void WriteLinkFile(const std::filesystem::path& folder, const std::string& link) {
    const auto file = LinkFile(folder);
    ::unlink(file.c_str());  // never write into what somebody else may have opened
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const std::string text = link + '\n';
    const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int reason = errno;
    if (fd >= 0) ::close(fd);
    if (!written) throw std::system_error(reason, std::generic_category(), file.string());
}

std::unexpected<base::Problem> RefuseLink() {
    return base::Refuse(base::ProblemKind::kNotFound, "setup_link_invalid");
}

std::optional<Token> TokenOfLink(const std::string& link) {
    const auto hash = link.find('#');
    return hash == std::string::npos ? std::nullopt : Token::Parse(token_prefix::kSetup, link.substr(hash + 1));
}

}  // namespace

std::optional<std::string> ReadSetupLink(const std::filesystem::path& folder) {
    std::ifstream in(LinkFile(folder));
    std::string line;
    if (!in || !std::getline(in, line) || !TokenOfLink(line)) return std::nullopt;
    return line;
}

std::optional<std::string> Service::FirstStartLink(const std::filesystem::path& folder) {
    link_folder_ = folder;
    pg::Transaction tx(deps_.pool, pg::Scope::System());
    tx.Lock(kSetupLock);
    if (store::AnyUser(tx)) {
        store::DeleteSetupLinks(tx);
        tx.Commit();
        ::unlink(LinkFile(folder).c_str());
        return std::nullopt;
    }
    if (const auto link = ReadSetupLink(folder)) {
        const Token token = *TokenOfLink(*link);
        const auto row = store::FindSetupLink(tx, {token.id});
        if (row && row->expires_at > Now() && token.Matches(row->secret_hash.value)) return link;
    }
    store::DeleteSetupLinks(tx);
    const Token token = Token::Make({}, deps_.ids.Next());
    store::InsertSetupLink(tx, {token.id}, token.SecretHash(), Now(), Now() + settings().setup_link_lifetime);
    const std::string link = settings().public_url + "/setup#" + token.ToString(token_prefix::kSetup);
    WriteLinkFile(folder, link);
    tx.Commit();
    return link;
}

std::string Service::Invite(pg::Transaction& tx, OrganizationId organization, UserId user) {
    store::DeleteInvitations(tx, organization, user);
    const Token token = Token::Make(organization, deps_.ids.Next());
    store::InsertInvitation(tx, organization, {token.id}, user, token.SecretHash(), Now(),
                            Now() + settings().invitation_lifetime);
    return settings().public_url + "/setup#" + token.ToString(token_prefix::kSetup);
}

void Service::AskEmail(http::Call& call, const User& user, const std::string& email) {
    pg::Transaction& tx = call.tx();
    const Token token = Token::Make(user.organization_id, user.id.value);
    store::SetEmailChange(tx, {.organization_id = user.organization_id,
                               .user_id = user.id,
                               .email = email,
                               .secret_hash = {token.SecretHash()},
                               .asked_by = call.actor().name,
                               .created_at = Now(),
                               .expires_at = Now() + settings().email_change_lifetime});
    audit::Record(call,
                  {user.organization_id, audit::action::kUserEmailChangeRequested, "user", user.id.value,
                   boost::json::object{{"email", user.email}}, boost::json::object{{"email", email}}, user.email});
    MailEmailConfirmation(tx, user, email,
                          settings().public_url + "/confirm-email#" + token.ToString(token_prefix::kEmail), call.now());
    MailAccountChanged(tx, user, "email_asked", {{"by", call.actor().name}, {"email", email}}, call.now());
}

base::Result<void> Service::ConfirmEmail(http::Call& call, const std::string& text) {
    TRY_DO(CheckTransport(call.request()));
    pg::Transaction& tx = call.tx();
    const auto token = Token::Parse(token_prefix::kEmail, text);
    // The person's row first, as everywhere.
    const auto before = token ? store::LockUser(tx, {&token->organization, 1}, {token->id}) : std::nullopt;
    const auto change = before ? store::FindEmailChange(tx, before->organization_id, before->id) : std::nullopt;
    if (!change || change->expires_at <= Now() || !token->Matches(change->secret_hash.value) ||
        before->state == UserState::kDisabled) {
        RefusedLink(call, text);
        return base::Refuse(base::ProblemKind::kNotFound, "email_link_invalid");
    }
    User after = *before;
    after.email = change->email;
    ++after.version;
    try {
        store::UpdateUser(tx, after, call.now());
    } catch (const pg::Error& error) {
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return base::Refuse(base::ProblemKind::kConflict, "email_taken_meanwhile");
    }
    store::DeleteEmailChange(tx, after.organization_id, after.id);
    // What was mailed to the address of before ends with it.
    store::DropTemporary(tx, after.organization_id, after.id);
    store::DeleteInvitations(tx, after.organization_id, after.id);
    audit::Record(
        tx, call.now(), audit::PersonOf(call, after.id.value, after.email),
        {after.organization_id, audit::action::kUserEmailChanged, "user", after.id.value,
         boost::json::object{{"email", before->email}}, boost::json::object{{"email", after.email}}, after.email});
    MailAccountChanged(tx, *before, "email_changed", {{"email", after.email}}, call.now());
    return {};
}

base::Result<Service::LinkInfo> Service::CheckLink(pg::Transaction& tx, const std::string& text) {
    const auto token = Token::Parse(token_prefix::kSetup, text);
    if (!token) return RefuseLink();
    if (token->organization.IsNil()) {
        const auto row = store::FindSetupLink(tx, {token->id});
        if (!row || row->expires_at <= Now() || !token->Matches(row->secret_hash.value)) return RefuseLink();
        return LinkInfo{true, settings().setup_email, settings().operator_name, "", ""};
    }
    const auto row = store::FindInvitation(tx, token->organization, {token->id});
    if (!row || row->expires_at <= Now() || !token->Matches(row->secret_hash.value)) return RefuseLink();
    return LinkInfo{false, row->email, row->organization_name, row->first_name, row->last_name};
}

base::Result<Opened> Service::UseLink(http::Call& call, const SetupInput& input) {
    TRY_DO(CheckTransport(call.request()));
    base::Result<LinkInfo> link;
    {
        // A transaction of its own: no connection is held while the password is hashed.
        pg::Transaction look(deps_.pool, pg::Scope::System(), pg::Access::kReadOnly);
        link = CheckLink(look, input.token);
    }
    if (!link) {
        RefusedLink(call, input.token);
        return std::unexpected(std::move(link.error()));
    }
    const Token token = *Token::Parse(token_prefix::kSetup, input.token);
    base::FieldProblems problems;
    const auto name = [&](const std::optional<std::string>& given, const std::string& known, const char* pointer) {
        const std::string clean = given ? base::CleanText(*given, kMaxName + 1) : std::string();
        base::CheckText(kFirstNameLimit, clean, pointer, problems);
        return clean.empty() ? known : clean;
    };
    link->first_name = name(input.first_name, link->first_name, "/first_name");
    link->last_name = name(input.last_name, link->last_name, "/last_name");
    if (link->first_start) {
        if (input.email) link->email = std::string(base::Trim(*input.email));
        link->organization_name = name(input.organization_name, link->organization_name, "/organization_name");
        base::CheckText(kEmailLimit, link->email, "/email", problems);
        if (!problems.Has("/email") && !base::IsEmailAddress(link->email)) problems.Add("/email", "invalid_email");
        if (input.time_zone && !IsTimeZone(*input.time_zone)) problems.Add("/time_zone", "invalid_time_zone");
    } else {
        if (input.email) problems.Add("/email", "cannot_be_changed");
        if (input.organization_name) problems.Add("/organization_name", "cannot_be_changed");
        if (input.time_zone) problems.Add("/time_zone", "cannot_be_changed");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    TRY(auto password,
        TakePassword(input.password,
                     {link->email, link->first_name, link->last_name, link->organization_name, "Platen"}, "/password"));
    TRY(auto hash, hasher_.Hash(password, store::EmailKey(link->email)));

    pg::Transaction& tx = call.tx();
    User user;
    std::optional<organizations::Organization> created;
    boost::json::value before;
    if (link->first_start) {
        tx.Lock(kSetupLock);
        if (!store::UseSetupLink(tx, {token.id}) || store::AnyUser(tx)) {
            RefusedLink(call, input.token);
            return RefuseLink();
        }
        auto home = organizations::FindOperator(tx);
        if (!home) {
            home = organizations::CreateOperator(tx, deps_.ids, link->organization_name, call.now());
            created = home;
        }
        user = {.id = deps_.ids.Make<UserId>(),
                .organization_id = home->id,
                .email = link->email,
                .first_name = link->first_name,
                .last_name = link->last_name,
                .language = call.language(),
                .time_zone = input.time_zone.value_or("UTC"),
                .roles = {organizations::kFirstRole},
                .state = UserState::kActive,
                .version = 1};
        store::InsertUser(tx, user, call.now());
        call.AfterCommit([this] {
            deps_.scopes.Forget();
            if (!link_folder_.empty()) ::unlink(LinkFile(link_folder_).c_str());
        });
    } else {
        const auto invitation = store::FindInvitation(tx, token.organization, {token.id});
        auto found = invitation ? store::LockUser(tx, {&token.organization, 1}, invitation->user_id) : std::nullopt;
        if (!found || found->state == UserState::kDisabled ||
            !store::UseInvitation(tx, token.organization, {token.id})) {
            RefusedLink(call, input.token);
            return RefuseLink();
        }
        before = base::json::ToValue(*found);
        user = *found;
        user.first_name = link->first_name;
        user.last_name = link->last_name;
        user.state = UserState::kActive;
        ++user.version;
        store::UpdateUser(tx, user, call.now());
        store::DeleteInvitations(tx, user.organization_id, user.id);
        store::DeleteSessions(tx, user.organization_id, user.id);
    }
    store::SetPassword(tx, user.organization_id, user.id, hash, Now());
    store::SignedIn(tx, user.organization_id, user.id, Now());
    const auto origin = audit::PersonOf(call, user.id.value, user.email);
    if (created) {
        audit::Record(tx, call.now(), origin,
                      {created->id, audit::action::kOrganizationCreated, "organization", created->id.value, nullptr,
                       base::json::ToValue(*created)});
    }
    audit::Record(tx, call.now(), origin,
                  {user.organization_id, audit::action::kUserActivated, "user", user.id.value, std::move(before),
                   base::json::ToValue(user)});
    Opened opened = OpenSession(call, user.organization_id, user.id, false);
    opened.browser_cookie = BrowserCookie(call.request(), store::EmailKey(user.email));
    return opened;
}

}  // namespace identity
