
#include "lib/base/log.hpp"
#include "server/identity/service.hpp"
#include "server/platform/pg/transaction.hpp"

namespace identity {

namespace {

std::string FullName(const std::string& first, const std::string& last) {
    return first.empty() || last.empty() ? first + last : first + ' ' + last;
}

}  // namespace

void Service::Send(pg::Transaction& tx, const mail::Mail& mail, base::Instant now) {
    if (auto queued = deps_.mailer.Enqueue(tx, now, mail); !queued) {
        // The address passed our own check before.
        base::log::Warn("identity.mail_refused template={} code={}", mail.template_name, queued.error().code);
    }
}

void Service::MailInvitation(pg::Transaction& tx, const User& user, const std::string& organization_name,
                             const std::string& link, base::Instant now) {
    const auto days = std::chrono::ceil<std::chrono::days>(settings().invitation_lifetime).count();
    Send(tx,
         {.organization = user.organization_id,
          .template_name = "user_invited",
          .language = user.language,
          .to = user.email,
          .to_name = FullName(user.first_name, user.last_name),
          .args = {{"organization", organization_name}, {"days", static_cast<std::int64_t>(days)}},
          .link = link,
          .secret = true,
          .object_type = "user",
          .object_id = user.id.value},
         now);
}

void Service::MailTemporaryPassword(pg::Transaction& tx, const store::Candidate& to, const std::string& email,
                                    const std::string& password, base::Instant now) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(settings().temporary_password_lifetime).count();
    Send(tx,
         {.organization = to.organization_id,
          .template_name = "temporary_password",
          .language = to.language,
          .to = email,
          .to_name = FullName(to.first_name, to.last_name),
          .args = {{"organization", to.organization_name},
                   {"password", password},
                   {"minutes", static_cast<std::int64_t>(minutes)}},
          .link = settings().public_url + "/sign-in",
          .secret = true,
          .object_type = "user",
          .object_id = to.id.value},
         now);
}

void Service::MailPasswordChanged(pg::Transaction& tx, const User& user, base::Instant now) {
    Send(tx,
         {.organization = user.organization_id,
          .template_name = "password_changed",
          .language = user.language,
          .to = user.email,
          .to_name = FullName(user.first_name, user.last_name),
          .link = settings().public_url + "/sign-in",
          .object_type = "user",
          .object_id = user.id.value},
         now);
}

void Service::MailEmailConfirmation(pg::Transaction& tx, const User& user, const std::string& email,
                                    const std::string& link, base::Instant now) {
    const auto hours = std::chrono::ceil<std::chrono::hours>(settings().email_change_lifetime).count();
    Send(tx,
         {.organization = user.organization_id,
          .template_name = "email_confirmation",
          .language = user.language,
          .to = email,
          .to_name = FullName(user.first_name, user.last_name),
          .args = {{"email", email}, {"hours", static_cast<std::int64_t>(hours)}},
          .link = link,
          .secret = true,
          .object_type = "user",
          .object_id = user.id.value},
         now);
}

void Service::MailAccountChanged(pg::Transaction& tx, const User& user, const char* what, base::Args args,
                                 base::Instant now) {
    // Each text names some of them.
    for (const char* name : {"by", "email", "at", "address", "browser"}) args.emplace(name, std::string());
    args["what"] = std::string(what);
    Send(tx,
         {.organization = user.organization_id,
          .template_name = "account_changed",
          .language = user.language,
          .to = user.email,
          .to_name = FullName(user.first_name, user.last_name),
          .args = std::move(args),
          .link = settings().public_url + "/settings",
          .object_type = "user",
          .object_id = user.id.value},
         now);
}

void Service::MailFactorChanged(pg::Transaction& tx, const User& user, const char* what, base::Instant now) {
    Send(tx,
         {.organization = user.organization_id,
          .template_name = "second_factor_changed",
          .language = user.language,
          .to = user.email,
          .to_name = FullName(user.first_name, user.last_name),
          .args = {{"what", std::string(what)}},
          .link = settings().public_url + "/settings",
          .object_type = "user",
          .object_id = user.id.value},
         now);
}

}  // namespace identity
