#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/try.hpp"
#include "server/first_start/first_start_store.hpp"
#include "server/organizations/organizations.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/mail/mail_log.hpp"
#include "server/platform/pg/transaction.hpp"

// The guided start of an organization (PRT-1), for those who may set up agents: they may take each step but the mail
// test, which is for those who look after mails.
namespace first_start {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

struct FirstStart : Steps {
    bool mail_server = false;                      // one is set up, by which mails leave
    bool mail_sent = false;                        // the mail server took the newest test mail of the organization
    std::optional<mail::store::ShownMail> mail{};  // that one, for those who may see mails
    bool done = false;                             // all steps are
    bool shown = false;                            // on the home page
};
BOOST_DESCRIBE_STRUCT(FirstStart, (Steps), (mail_server, mail_sent, mail, done, shown))

struct FirstStartInput {
    bool shown = false;  // true: call it again, false: put it away
};
BOOST_DESCRIBE_STRUCT(FirstStartInput, (), (shown))

class Routes {
  public:
    explicit Routes(bool mail_server) : mail_server_(mail_server) {}

    base::Result<FirstStart> Get(Call& call) {
        const auto organization = call.organization();
        FirstStart start{store::FindSteps(call.tx(), call.actor().visible)};
        start.mail_server = mail_server_;
        const auto mails = mail::store::ListLog(
            call.tx(), {.organizations = std::span(&organization, 1), .kind = {"test"}},
            {.order = {mail::store::LogColumn::kCreatedAt, true}, .after = std::nullopt, .limit = 1});
        if (!mails.rows.empty()) {
            start.mail_sent = mails.rows.front().state == mail::store::State::kSent;
            if (call.actor().May(permissions::kSeeMails)) start.mail = mails.rows.front();
        }
        start.done = start.site && start.mail_sent && start.agent_connected && start.printer && start.rule;
        const auto said = store::FindSaid(call.tx(), organization);
        start.shown = said ? said->shown : !start.done;
        return start;
    }

    base::Result<FirstStart> Show(Call& call, const FirstStartInput& input) {
        TRY(const auto before, Get(call));
        // Also what is so by itself is kept, so that it stays so once all steps are done.
        store::KeepSaid(call.tx(), call.organization(), {input.shown, call.actor().name, call.now()});
        if (before.shown == input.shown) return before;
        const auto said = [](bool shown) { return base::json::ToValue(FirstStartInput{shown}); };
        const auto organization = organizations::Find(call.tx(), call.organization());
        audit::Record(call,
                      {call.organization(), audit::action::kFirstStartShown, "first_start", call.organization().value,
                       said(before.shown), said(input.shown), organization ? organization->name : ""});
        return Get(call);
    }

  private:
    bool mail_server_;
};

}  // namespace

void RegisterHttp(http::Router& router, bool mail_server) {
    const auto routes = std::make_shared<Routes>(mail_server);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/first-start",
                .id = "getFirstStart",
                .tag = "organizations",
                .summary = "Read how far an organization has come from nothing to its first printer and rule",
                .allow = permissions::kManageAgents},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/first-start",
                .id = "showFirstStart",
                .tag = "organizations",
                .summary = "Put the guided start of an organization away, or call it again",
                .allow = permissions::kManageAgents},
               routes, &Routes::Show);
}

}  // namespace first_start
