#include <array>
#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/views/view_store.hpp"

// Everybody keeps views for themselves and shares them with the organization (PRN-1).
namespace views {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::PersonId;

struct ViewPath : http::Parameters {
    ViewId view_id;
};
BOOST_DESCRIBE_STRUCT(ViewPath, (), (view_id))
struct ViewsOfList : http::Paging {
    std::optional<ViewList> list;
};
BOOST_DESCRIBE_STRUCT(ViewsOfList, (http::Paging), (list))

struct DefaultViewInput {
    bool is_default = true;  // false: the list opens as it is
};
BOOST_DESCRIBE_STRUCT(DefaultViewInput, (), (is_default))

struct ShownView : View {
    bool is_mine = false;
    bool is_default = false;  // the list opens with it for whoever asks
    bool may_change = false;  // whoever asks: its owner, and administrators where it is shared
};
BOOST_DESCRIBE_STRUCT(ShownView, (View), (is_mine, is_default, may_change))

PersonId PersonOf(const Call& call) {
    return {call.actor().id};
}
// A key or a view of somebody else has no owner among those who are signed in.
bool IsMine(const Call& call, const View& view) {
    return call.actor().kind == http::ActorKind::kUser && view.owner_id == PersonOf(call);
}
bool MayChange(const Call& call, const View& view) {
    return IsMine(call, view) || (view.shared && call.actor().May(permissions::kManageUsers));
}
ShownView Shown(const Call& call, store::ShownRow&& row) {
    const bool is_default = row.is_default;
    ShownView shown{store::ViewOf(std::move(row))};
    shown.is_mine = IsMine(call, shown);
    shown.is_default = is_default;
    shown.may_change = MayChange(call, shown);
    return shown;
}

class ViewRoutes {
  public:
    explicit ViewRoutes(base::IdSource& ids) : ids_(ids) {}

    // Of the organization acted in alone: what is filtered by (a site, an agent) is of that one.
    base::Result<http::Page<ShownView>> List(Call& call, const ViewsOfList& params) {
        TRY(const auto window, call.Window(params, pg::Order{store::ViewSort::kName, false}));
        const std::array organizations{call.organization()};
        return http::MakePage(call, store::ListViews(call.tx(), {organizations, PersonOf(call), params.list}, window),
                              [&](store::ShownRow& row) { return Shown(call, std::move(row)); });
    }

    base::Result<ShownView> Get(Call& call, const ViewPath& path) { return Show(call, path.view_id); }

    base::Result<Reply<ShownView>> Create(Call& call, const ViewInput& input) {
        TRY(auto checked, CheckView(input));
        View view{std::move(checked)};
        view.id = ids_.Make<ViewId>();
        view.organization_id = call.organization();
        view.owner_id = PersonOf(call);
        view.owner = call.actor().name;
        view.created_at = view.updated_at = call.now();
        if (store::CountOf(call.tx(), view.organization_id, view.owner_id) >= kMostViews)
            return base::Refuse(base::ProblemKind::kConflict, "views_full", {{"most", kMostViews}});
        TRY_DO(CheckName(call, view));
        store::InsertView(call.tx(), view);
        Record(call, action::kViewCreated, nullptr, &view);
        TRY(Reply<ShownView> reply, Show(call, view.id));
        reply.location = "/api/v1/views/" + view.id.ToString();
        return reply;
    }

    base::Result<ShownView> Update(Call& call, const ViewPath& path, const ViewInput& input) {
        TRY(const auto checked, CheckView(input));
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        if (before.list != checked.list) {
            base::FieldProblems problems;
            problems.Add("/list", "view_list");
            return std::move(problems).Refuse();
        }
        if (static_cast<const ViewInput&>(before) == checked) return Show(call, before.id);
        View after = Next(call, before);
        static_cast<ViewInput&>(after) = checked;
        TRY_DO(CheckName(call, after));
        store::UpdateView(call.tx(), after);
        if (before.shared && !after.shared) store::DropDefaultsOfOthers(call.tx(), after);
        Record(call, action::kViewUpdated, &before, &after);
        // Who took somebody else's view out of the shared ones no longer sees it.
        if (!after.shared && !IsMine(call, after)) {
            ShownView gone{after};
            return gone;
        }
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const ViewPath& path) {
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        View after = Next(call, before);
        after.deleted_at = call.now();
        store::UpdateView(call.tx(), after);
        Record(call, action::kViewDeleted, &before, nullptr);
        return {};
    }

    // Undoes Delete; a view that is there stays as it is.
    base::Result<ShownView> Restore(Call& call, const ViewPath& path) {
        TRY(const auto before, LockAny(call, path));
        if (!before.deleted_at) return Show(call, before.id);
        View after = Next(call, before);
        after.deleted_at.reset();
        TRY_DO(CheckName(call, after));
        store::UpdateView(call.tx(), after);
        Record(call, action::kViewRestored, &before, &after);
        return Show(call, after.id);
    }

    base::Result<ShownView> SetDefault(Call& call, const ViewPath& path, const DefaultViewInput& input) {
        const auto view = store::LockView(call.tx(), call.actor().visible, path.view_id);
        if (!view || view->deleted_at || !(view->shared || IsMine(call, *view))) return http::NotFound();
        const auto before = store::DefaultOf(call.tx(), view->organization_id, PersonOf(call), view->list);
        if ((before == view->id) == input.is_default) return Show(call, view->id);
        if (input.is_default) {
            store::SetDefault(call.tx(), *view, PersonOf(call));
        } else {
            store::DropDefault(call.tx(), *view, PersonOf(call));
        }
        audit::Record(call, {view->organization_id, action::kViewDefaultSet, "view", view->id.value,
                             boost::json::object{{"is_default", !input.is_default}},
                             boost::json::object{{"is_default", input.is_default}}, view->name});
        return Show(call, view->id);
    }

  private:
    static base::Result<ShownView> Show(Call& call, ViewId id) {
        auto row = store::FindShown(call.tx(), call.actor().visible, id, PersonOf(call));
        if (!row) return http::NotFound();
        return Shown(call, std::move(*row));
    }
    static base::Result<View> Lock(Call& call, const ViewPath& path) {
        TRY(auto view, LockAny(call, path));
        if (view.deleted_at) return http::NotFound();
        return view;
    }
    // One that is seen, also a deleted one; "view_of_another" where only its owner and administrators change it.
    static base::Result<View> LockAny(Call& call, const ViewPath& path) {
        auto view = store::LockView(call.tx(), call.actor().visible, path.view_id);
        if (!view || !(view->shared || IsMine(call, *view))) return http::NotFound();
        if (!MayChange(call, *view))
            return base::Refuse(base::ProblemKind::kForbidden, "view_of_another", {{"owner", view->owner}});
        return std::move(*view);
    }
    static base::Result<void> CheckName(Call& call, const View& view) {
        if (!store::IsNameTaken(call.tx(), view)) return {};
        base::FieldProblems problems;
        problems.Add("/name", "view_name_taken");
        return std::move(problems).Refuse();
    }
    static View Next(const Call& call, const View& before) {
        View after = before;
        after.version = before.version + 1;
        after.updated_at = call.now();
        return after;
    }
    static void Record(Call& call, const char* what, const View* before, const View* after) {
        const View& view = after != nullptr ? *after : *before;
        audit::Record(call, {view.organization_id, what, "view", view.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, view.name});
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    const auto routes = std::make_shared<ViewRoutes>(ids);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/views",
                .id = "listViews",
                .tag = "views",
                .summary = "List saved views of lists: one's own, and those shared with the organization",
                .allow = permissions::kSeeFleet},
               routes, &ViewRoutes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/views",
                .id = "createView",
                .tag = "views",
                .summary = "Keep the state of a list as a view",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .creates = true,
                .returns_etag = true},
               routes, &ViewRoutes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/views/{view_id}",
                .id = "getView",
                .tag = "views",
                .summary = "Read a saved view",
                .allow = permissions::kSeeFleet,
                .returns_etag = true},
               routes, &ViewRoutes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/views/{view_id}",
                .id = "updateView",
                .tag = "views",
                .summary = "Replace a saved view: its name, what it shows, whether it is shared",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .if_match = true,
                .returns_etag = true},
               routes, &ViewRoutes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/views/{view_id}",
                .id = "deleteView",
                .tag = "views",
                .summary = "Delete a saved view; it can be restored",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .if_match = true},
               routes, &ViewRoutes::Delete);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/views/{view_id}/restoration",
                .id = "restoreView",
                .tag = "views",
                .summary = "Restore a saved view that was deleted",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .idempotent = true,
                .returns_etag = true},
               routes, &ViewRoutes::Restore);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/views/{view_id}/default",
                .id = "setDefaultView",
                .tag = "views",
                .summary = "Say whether a list opens with this view, for whoever asks",
                .allow = permissions::kUseOwnAccount,
                .people_only = true,
                .idempotent = true},
               routes, &ViewRoutes::SetDefault);
}

}  // namespace views
