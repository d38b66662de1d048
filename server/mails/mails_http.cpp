#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/mails/bounce.hpp"
#include "server/mails/mails.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/mail/mail_log.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// The routes of mails. Each handler is a thin shell: bind, ask the store, record, answer.
namespace mails {
namespace {

namespace permissions = organizations::permissions;
namespace store = mail::store;

using http::Call;
using http::Method;
using mail::MailId;
using store::ShownMail;

constexpr base::Duration kCounted = std::chrono::hours(30 * 24);
constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestWords = 500;
constexpr const char* kTest = "test";
constexpr std::size_t kMostTests = 10;  // of an organization in an hour
constexpr const char* kGivenUp = "given_up_by_a_person";

struct MailPath : http::Parameters {
    MailId mail_id;
};
BOOST_DESCRIBE_STRUCT(MailPath, (), (mail_id))

struct MailList : http::Paging {
    pg::Order<store::LogColumn> sort{store::LogColumn::kCreatedAt, true};
    std::vector<store::State> state;
    std::vector<std::string> kind;
    std::optional<std::string> recipient;  // how the address begins
    std::optional<store::ObjectId> object_id;
};
BOOST_DESCRIBE_STRUCT(MailList, (http::Paging), (sort, state, kind, recipient, object_id))

struct MailView : ShownMail {
    std::string message_id;
    std::string language;
    std::optional<std::string> text;            // absent: it carried a secret
    std::vector<store::MailAttemptView> log{};  // newest first
};
BOOST_DESCRIBE_STRUCT(MailView, (ShownMail), (message_id, language, text, log))

struct MailSelection {
    std::vector<MailId> mail_ids;

    static constexpr base::Limit kLimits[] = {{.field = "mail_ids", .required = true, .max_items = 1000}};
};
BOOST_DESCRIBE_STRUCT(MailSelection, (), (mail_ids))

struct MailsSent {
    std::int64_t count = 0;
    std::int64_t left = 0;  // on their way already, or their text is gone
};
BOOST_DESCRIBE_STRUCT(MailsSent, (), (count, left))

struct BounceParameters : http::Parameters {
    std::optional<std::string> message_id;  // for reports that do not name the mail
};
BOOST_DESCRIBE_STRUCT(BounceParameters, (), (message_id))

struct BounceTaken {
    MailId mail_id;
    store::State state = store::State::kBounced;
};
BOOST_DESCRIBE_STRUCT(BounceTaken, (), (mail_id, state))

struct AuditedMail {
    store::State state;
    std::string to_address;
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(AuditedMail, (), (state, to_address, subject))

void Record(Call& call, const char* action, const ShownMail& mail, store::State after) {
    audit::Record(call, {mail.organization_id, action, "mail", mail.id.value,
                         base::json::ToValue(AuditedMail{mail.state, mail.to_address, mail.subject}),
                         base::json::ToValue(AuditedMail{after, mail.to_address, mail.subject}), mail.subject});
}

// The least text that is above every text that begins so: the last octet that can grow does.
std::string After(std::string prefix) {
    while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xFF) prefix.pop_back();
    if (!prefix.empty()) prefix += "\xF4\x8F\xBF\xBF";  // U+10FFFF, beyond every letter
    return prefix;
}

class Routes {
  public:
    explicit Routes(const Parts& parts) : ids_(parts.ids), mailer_(parts.mailer) {}

    base::Result<http::Page<ShownMail>> List(Call& call, const MailList& params) {
        TRY(const auto window, call.Window(params));
        store::LogFilter filter{.organizations = call.actor().visible,
                                .state = params.state,
                                .kind = params.kind,
                                .object = params.object_id};
        const std::string prefix = base::FoldCase(base::CleanText(params.recipient.value_or(""), kLongestAddress));
        if (!prefix.empty()) {
            filter.to_from = prefix;
            filter.to_before = After(prefix);
        }
        return http::MakePage<ShownMail>(call, store::ListLog(call.tx(), filter, window));
    }

    base::Result<store::Counts> Count(Call& call) {
        return store::CountLog(call.tx(), call.actor().visible, call.now() - kCounted);
    }

    base::Result<MailView> Get(Call& call, const MailPath& path) {
        const auto mail = store::FindShown(call.tx(), call.actor().visible, path.mail_id);
        if (!mail) return http::NotFound();
        MailView view{*mail};
        auto text = store::TextOf(call.tx(), mail->organization_id, mail->id);
        view.message_id = text.message_id;
        view.language = text.language;
        view.text = std::move(text.body_text);
        view.log = store::ListAttempts(call.tx(), mail->organization_id, mail->id);
        return view;
    }

    base::Result<ShownMail> SendAgain(Call& call, const MailPath& path) {
        TRY(const auto mail, Lock(call, path.mail_id));
        if (mail.state == store::State::kQueued) return mail;
        if (!mail.sendable) return base::Refuse(base::ProblemKind::kConflict, "mail_text_gone");
        Requeue(call, mail);
        return Show(call, mail.id);
    }

    base::Result<MailsSent> SendManyAgain(Call& call, const MailSelection& selection) {
        base::FieldProblems problems;
        base::CheckLimits(selection, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        const std::set<MailId> named(selection.mail_ids.begin(), selection.mail_ids.end());
        const auto mails = store::LockShown(call.tx(), call.actor().visible, {named.begin(), named.end()});
        if (mails.size() != named.size()) return http::NotFound();
        MailsSent sent;
        for (const auto& mail : mails) {
            if (mail.state == store::State::kQueued || !mail.sendable) continue;
            Requeue(call, mail);
            ++sent.count;
        }
        sent.left = static_cast<std::int64_t>(mails.size()) - sent.count;
        return sent;
    }

    base::Result<ShownMail> GiveUp(Call& call, const MailPath& path) {
        TRY(const auto mail, Lock(call, path.mail_id));
        if (mail.state != store::State::kQueued) return mail;
        if (store::Mails().GiveUp(call.tx(), mail.organization_id, {mail.id.value}, call.now(), kGivenUp) == 0) {
            return base::Refuse(base::ProblemKind::kConflict, "mail_being_sent");
        }
        Record(call, audit::action::kMailGivenUp, mail, store::State::kFailed);
        return Show(call, mail.id);
    }

    // To whoever asks and nobody else. A test that waits gives way to one that is tried at once.
    base::Result<ShownMail> Test(Call& call) {
        const auto organization = call.organization();
        const auto newest =
            store::ListLog(call.tx(), {.organizations = std::span(&organization, 1), .kind = {std::string(kTest)}},
                           {.order = {store::LogColumn::kCreatedAt, true},
                            .after = std::nullopt,
                            .limit = static_cast<std::int32_t>(kMostTests)});
        const auto& tests = newest.rows;
        if (!tests.empty() && tests.front().state == store::State::kQueued) {
            TRY(const auto waiting, Lock(call, tests.front().id));
            if (waiting.state == store::State::kQueued) {
                // Not while it is being sent: what becomes of that one is the outcome.
                if (store::Mails().GiveUp(call.tx(), organization, {waiting.id.value}, call.now(), kGivenUp) == 0) {
                    return waiting;
                }
                Record(call, audit::action::kMailGivenUp, waiting, store::State::kFailed);
            }
        }
        if (tests.size() == kMostTests && tests.back().created_at > call.now() - std::chrono::hours(1)) {
            return base::Refuse(base::ProblemKind::kTooMany, "mail_tests_too_many",
                                {{"most", std::int64_t{kMostTests}}});
        }
        TRY(const auto id, mailer_.Enqueue(call.tx(), call.now(),
                                           {.organization = organization,
                                            .template_name = kTest,
                                            .language = call.language(),
                                            .to = call.actor().name,
                                            .args = {{"name", call.actor().name}}}));
        TRY(const auto mail, Show(call, id));
        audit::Record(call,
                      {organization, audit::action::kMailTested, "mail", id.value, nullptr,
                       base::json::ToValue(AuditedMail{mail.state, mail.to_address, mail.subject}), mail.subject});
        return mail;
    }

    base::Result<BounceTaken> TakeBounce(Call& call, const BounceParameters& params, const http::Raw& report) {
        const auto bounce = ReadBounce(report.bytes);
        if (!bounce) return base::Refuse(base::ProblemKind::kInvalid, "not_a_delivery_report");
        const std::string id =
            params.message_id && bounce->message_id.empty() ? *params.message_id : bounce->message_id;
        if (id.empty()) return base::Refuse(base::ProblemKind::kInvalid, "report_names_no_mail");
        const auto mail = store::LockByMessageId(call.tx(), call.actor().visible, id);
        if (!mail) return http::NotFound();
        // Delayed, relayed: it may still arrive.
        if (bounce->action != "failed" || mail->state == store::State::kBounced ||
            mail->state == store::State::kQueued) {
            return BounceTaken{mail->id, mail->state};
        }
        const std::string words =
            base::CleanText(bounce->words.empty() ? bounce->status : bounce->words, kLongestWords);
        store::MarkBounced(call.tx(), mail->organization_id, mail->id, call.now(), words);
        store::InsertAttempt(call.tx(), {.organization_id = mail->organization_id,
                                         .mail_id = mail->id,
                                         .id = ids_.Next(),
                                         .at = call.now(),
                                         .outcome = store::AttemptOutcome::kBounced,
                                         .answer = words});
        Record(call, audit::action::kMailBounced, *mail, store::State::kBounced);
        return BounceTaken{mail->id, store::State::kBounced};
    }

  private:
    static base::Result<ShownMail> Lock(Call& call, MailId id) {
        auto mails = store::LockShown(call.tx(), call.actor().visible, {id});
        if (mails.empty()) return http::NotFound();
        return std::move(mails.front());
    }
    static base::Result<ShownMail> Show(Call& call, MailId id) {
        auto mail = store::FindShown(call.tx(), call.actor().visible, id);
        if (!mail) return http::NotFound();
        return std::move(*mail);
    }
    static void Requeue(Call& call, const ShownMail& mail) {
        store::Mails().Requeue(call.tx(), mail.organization_id, {mail.id.value}, mail::kGiveUpAfter);
        Record(call, audit::action::kMailResent, mail, store::State::kQueued);
    }

    base::IdSource& ids_;
    mail::Mailer& mailer_;
};

}  // namespace

void RegisterHttp(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<Routes>(parts);
    http::AddList(router, "mails",
                  {.method = Method::kGet,
                   .path = "/api/v1/mails",
                   .id = "listMails",
                   .tag = "mails",
                   .summary = "List the mails that were written, newest first",
                   .allow = permissions::kSeeMails},
                  routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/mails/counts",
                .id = "countMails",
                .tag = "mails",
                .summary = "How many mails wait, and how many failed or bounced in the last 30 days",
                .allow = permissions::kSeeMails},
               routes, &Routes::Count);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/mails/{mail_id}",
                .id = "getMail",
                .tag = "mails",
                .summary = "Read a mail: its text, and each attempt with what the mail server said",
                .allow = permissions::kSeeMails},
               routes, &Routes::Get);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mails/{mail_id}/sending",
                .id = "sendMailAgain",
                .tag = "mails",
                .summary = "Send a mail again, with the same Message-ID",
                .allow = permissions::kManageMails,
                .idempotent = true},
               routes, &Routes::SendAgain);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mails/sending",
                .id = "sendMailsAgain",
                .tag = "mails",
                .summary = "Send several mails again",
                .allow = permissions::kManageMails,
                .idempotent = true},
               routes, &Routes::SendManyAgain);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mails/tests",
                .id = "sendTestMail",
                .tag = "mails",
                .summary = "Send a test mail to oneself; one that waits is given up for it",
                .allow = permissions::kManageMails,
                .people_only = true,
                .idempotent = true},
               routes, &Routes::Test);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mails/{mail_id}/abandonment",
                .id = "giveUpMail",
                .tag = "mails",
                .summary = "Give up a mail that waits",
                .allow = permissions::kManageMails,
                .idempotent = true},
               routes, &Routes::GiveUp);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mails/bounces",
                .id = "reportMailBounce",
                .tag = "mails",
                .summary = "Take a mail server's report that a mail could not be delivered (RFC 3464)",
                .allow = permissions::kReportMailBounces,
                .idempotent = true,
                .takes = http::media::kMail},
               routes, &Routes::TakeBounce);
}

}  // namespace mails
