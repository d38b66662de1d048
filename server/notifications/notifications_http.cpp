#include "server/notifications/notifications.hpp"

#include <algorithm>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/notifications/notification_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"

namespace notifications {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

struct Notification : store::Fact {
    bool seen = false;
};
BOOST_DESCRIBE_STRUCT(Notification, (store::Fact), (seen))
struct Notifications {
    std::vector<Notification> items;  // the newest first
    std::int32_t unseen = 0;          // of them
    base::Instant as_of;              // what came later is not among them
};
BOOST_DESCRIBE_STRUCT(Notifications, (), (items, unseen, as_of))
struct NotificationsSeen {
    base::Instant until;
};
BOOST_DESCRIBE_STRUCT(NotificationsSeen, (), (until))

constexpr base::Duration kTold = std::chrono::hours(14 * 24);  // how long what is over is told

class Routes {
  public:
    explicit Routes(const i18n::Catalogues& texts) : texts_(texts) {}

    base::Result<Notifications> List(Call& call) {
        const auto& actor = call.actor();
        const store::Reader reader{.organizations = actor.visible,
                                   .person = {actor.id},
                                   .home = actor.home,
                                   .email = actor.name,
                                   .email_key = base::FoldCase(actor.name),
                                   .sees_below = actor.sees_below,
                                   .approves = actor.May(permissions::kApproveOrders),
                                   .since = call.now() - kTold};
        Notifications told{.items = {}, .unseen = 0, .as_of = call.now()};
        // The home of a person may be above what is acted in.
        const pg::Scope scope = call.tx().scope();
        call.tx().SetScope(pg::Scope::Organization(actor.home));
        const auto seen_at = store::SeenAt(call.tx(), actor.home, reader.person);
        call.tx().SetScope(scope);
        for (auto& fact : store::List(call.tx(), reader)) {
            const bool seen = seen_at && fact.at <= *seen_at;
            if (!seen) ++told.unseen;
            if (fact.kind == store::Kind::kTaskEnded) fact.name = texts_.Format(call.language(), "tasks." + fact.name);
            told.items.push_back({std::move(fact), seen});
        }
        return told;
    }

    base::Result<Notifications> See(Call& call, const NotificationsSeen& body) {
        const auto& actor = call.actor();
        // Nobody has seen what is still to come.
        const auto until = std::min(body.until, call.now());
        const pg::Scope scope = call.tx().scope();
        call.tx().SetScope(pg::Scope::Organization(actor.home));
        store::SetSeenAt(call.tx(), actor.home, {actor.id}, until);
        call.tx().SetScope(scope);
        return List(call);
    }

  private:
    const i18n::Catalogues& texts_;
};

}  // namespace

void RegisterHttp(http::Router& router, const i18n::Catalogues& texts) {
    const auto routes = std::make_shared<Routes>(texts);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/notifications",
                .id = "listNotifications",
                .tag = "notifications",
                .summary = "What concerns whoever is signed in: tasks that ended, orders to approve, what they work on",
                .allow = permissions::kUseOwnAccount,
                .people_only = true},
               routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/notifications/seen",
                .id = "seeNotifications",
                .tag = "notifications",
                .summary = "Remember until when whoever is signed in has seen what concerns them",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .idempotent = true},
               routes, &Routes::See);
}

}  // namespace notifications
