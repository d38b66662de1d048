#include <algorithm>
#include <iterator>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/manageable.hpp"
#include "server/organizations/organization_rules.hpp"
#include "server/organizations/organization_store.hpp"
#include "server/organizations/organizations.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

namespace organizations {

namespace {

struct OrganizationView : Organization {
    std::optional<std::int64_t> printer_count{};  // absent for who may not look inside
    std::optional<std::int64_t> agent_count{};
    external::Ids external_ids{};
    std::optional<std::string> parent_name{};  // in a list: of a child organization whose parent can be seen
};
BOOST_DESCRIBE_STRUCT(OrganizationView, (Organization), (printer_count, agent_count, external_ids, parent_name))

struct OrganizationBody {
    std::optional<OrganizationId> parent_id;  // absent: the organization acted in
    std::string name;
    std::optional<std::string> language{};
    std::optional<external::Ids> external_ids{};  // absent: as they are

    static constexpr base::Limit kLimits[] = {kNameLimit, external::kIdsLimit};
};
BOOST_DESCRIBE_STRUCT(OrganizationBody, (), (parent_id, name, language, external_ids))

struct OrganizationPath : http::Parameters {
    OrganizationId organization_id;
};
BOOST_DESCRIBE_STRUCT(OrganizationPath, (), (organization_id))

struct OrganizationList : http::Paging {
    pg::Order<store::OrganizationColumn> sort{store::OrganizationColumn::kName};
    std::vector<OrganizationId> id;  // these alone, for the names of what a list shows
    std::optional<std::string> search;
    std::optional<OrganizationId> parent_id;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(OrganizationList, (http::Paging), (sort, id, search, parent_id, external_system, external_id))

struct SiteBody {
    std::string name;
    Address address;
    std::optional<external::Ids> external_ids{};  // absent: as they are

    static constexpr base::Limit kLimits[] = {kNameLimit, external::kIdsLimit};
};
BOOST_DESCRIBE_STRUCT(SiteBody, (), (name, address, external_ids))

struct SiteView : Site {
    external::Ids external_ids{};
};
BOOST_DESCRIBE_STRUCT(SiteView, (Site), (external_ids))

struct SitePath : http::Parameters {
    SiteId site_id;
};
BOOST_DESCRIBE_STRUCT(SitePath, (), (site_id))

struct SiteList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kName};
    std::optional<std::string> search;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(SiteList, (http::Paging), (sort, search, external_system, external_id))

std::string SearchText(const std::optional<std::string>& typed) {
    return typed ? base::FoldCase(base::CleanText(*typed, 100)) : std::string();
}

// Organization changes belong to the log of the organization itself and are told in the API's words.
void Audit(http::Call& call, const char* action, OrganizationId id, boost::json::value before,
           boost::json::value after) {
    audit::Record(call, {id, action, "organization", id.value, std::move(before), std::move(after)});
}

void AuditSite(http::Call& call, const char* action, const Site& site, boost::json::value before,
               boost::json::value after) {
    audit::Record(call, {site.organization_id, action, "site", site.id.value, std::move(before), std::move(after)});
}

class Routes {
  public:
    explicit Routes(Deps deps) : deps_(std::move(deps)) {}

    base::Result<http::Page<OrganizationView>> List(http::Call& call, const OrganizationList& params) {
        TRY(const auto window, call.Window(params));
        const auto among = Manageable(call);
        const auto slice = store::List(call.tx(),
                                       {.among = among,
                                        .ids = params.id,
                                        .search = SearchText(params.search),
                                        .parent = params.parent_id,
                                        .external_system = params.external_system.transform(&external::SystemKey),
                                        .external_id = params.external_id},
                                       window);
        http::Page<OrganizationView> page{.items = WithCounts(call, {slice.rows.begin(), slice.rows.end()}),
                                          .next_cursor = call.NextCursor(slice.next)};
        for (std::size_t at = 0; at < page.items.size(); ++at) page.items[at].parent_name = slice.rows[at].parent_name;
        return page;
    }

    base::Result<OrganizationView> Get(http::Call& call, const OrganizationPath& path) {
        const auto organization = FindManageable(call, path.organization_id);
        if (!organization) return http::NotFound();
        return WithCounts(call, {*organization}).front();
    }

    base::Result<http::Reply<OrganizationView>> Create(http::Call& call, const OrganizationBody& body) {
        const auto visible = Manageable(call);
        const auto parent = FindManageable(call, body.parent_id.value_or(call.organization()));
        if (!parent) return http::NotFound();
        base::FieldProblems problems;
        CheckLanguage(body.language, deps_.languages, problems);
        if (body.external_ids) external::Clean(*body.external_ids, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY(const auto made,
            organizations::Create(call.tx(), deps_.ids, *parent, body.name, visible, call.now(), body.language));
        TRY(const auto given, PutIds(call, made, body.external_ids));
        Audit(call, audit::action::kOrganizationCreated, made.id, nullptr,
              external::With(base::json::ToValue(made), given.after));
        call.AfterCommit([scopes = &deps_.scopes] { scopes->Forget(); });
        http::Reply<OrganizationView> reply(OrganizationView{made, {}, {}, given.after});
        reply.location = "/api/v1/organizations/" + made.id.ToString();
        return reply;
    }

    base::Result<OrganizationView> Rename(http::Call& call, const OrganizationPath& path,
                                          const OrganizationBody& body) {
        const auto known = FindManageable(call, path.organization_id);
        if (!known) return http::NotFound();
        base::FieldProblems problems;
        if (body.parent_id && body.parent_id != known->parent_id) problems.Add("/parent_id", "cannot_be_changed");
        const std::string name = CleanName(body.name, problems);
        CheckLanguage(body.language, deps_.languages, problems);
        if (body.external_ids) external::Clean(*body.external_ids, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        const auto before = store::Lock(call.tx(), path.organization_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (name != before->name && IsFromAbove(call, *before)) {
            problems.Add("/name", "name_from_above");
            return std::move(problems).Refuse();
        }
        Organization after = *before;
        after.name = name;
        after.language = body.language;
        TRY(const auto ids, PutIds(call, *before, body.external_ids));
        if (after.name == before->name && after.language == before->language && !ids.any())
            return WithCounts(call, {*before}).front();
        ++after.version;
        try {
            store::Update(call.tx(), after, call.now());
        } catch (const pg::Error& error) {
            if (error.kind() != pg::ErrorKind::kUnique) throw;
            return RefuseNameTaken();
        }
        Audit(call, audit::action::kOrganizationUpdated, after.id,
              external::With(base::json::ToValue(*before), ids.before),
              external::With(base::json::ToValue(after), ids.after));
        return WithCounts(call, {after}).front();
    }

    // ORG-2: only what holds no printer, no agent and no open order (and no further organization).
    base::Result<void> Delete(http::Call& call, const OrganizationPath& path) {
        if (!FindManageable(call, path.organization_id)) return http::NotFound();
        const auto organization = store::Lock(call.tx(), path.organization_id);
        if (!organization) return http::NotFound();
        TRY_DO(call.CheckVersion(organization->version));
        // Nobody saws off the branch they sit on; and the operator's has no parent to do it from.
        if (organization->id == call.organization()) {
            return base::Refuse(base::ProblemKind::kConflict, "organization_acted_in");
        }
        std::vector<base::CountedText> holdings{store::CountChildren(call.tx(), organization->id)};
        for (DeletionGuard* guard : deps_.guards)
            std::ranges::move(guard->OfOrganization(call.tx(), organization->id), std::back_inserter(holdings));
        auto empty = CheckEmpty("organization_not_empty", std::move(holdings));
        // ORG-5: whoever only manages it learns that something is in the way, and nothing of what it is.
        if (!empty && !SeesInside(call, organization->id))
            return base::Refuse(base::ProblemKind::kConflict, "organization_not_empty_inside");
        TRY_DO(std::move(empty));
        const auto ids = external::Of(call.tx(), external::Kind::kOrganization, organization->id.value);
        external::Drop(call.tx(), external::Kind::kOrganization, organization->id, organization->id.value);
        store::MarkDeleted(call.tx(), organization->id, call.now());
        Audit(call, audit::action::kOrganizationDeleted, organization->id,
              external::With(base::json::ToValue(*organization), ids), nullptr);
        call.AfterCommit([scopes = &deps_.scopes] { scopes->Forget(); });
        return {};
    }

    base::Result<http::Page<SiteView>> ListSites(http::Call& call, const SiteList& params) {
        TRY(const auto window, call.Window(params));
        const store::SiteFilter filter{.organizations = call.actor().visible,
                                       .search = SearchText(params.search),
                                       .external_system = params.external_system.transform(&external::SystemKey),
                                       .external_id = params.external_id};
        auto page = http::MakePage<SiteView>(call, store::ListSites(call.tx(), filter, window));
        external::Fill(call.tx(), external::Kind::kSite, std::span(page.items));
        return page;
    }

    base::Result<SiteView> GetSite(http::Call& call, const SitePath& path) {
        auto site = store::FindSite(call.tx(), call.actor().visible, path.site_id);
        if (!site) return http::NotFound();
        return SiteView{*site, external::Of(call.tx(), external::Kind::kSite, site->id.value)};
    }

    base::Result<http::Reply<SiteView>> CreateSite(http::Call& call, const SiteBody& body) {
        TRY(const auto wanted, external::Check(body.external_ids));
        TRY(const auto site,
            organizations::CreateSite(call.tx(), deps_.ids, call.organization(), body.name, body.address, call.now()));
        TRY(const auto ids,
            external::Put(call.tx(), external::Kind::kSite, site.organization_id, site.id.value, wanted));
        AuditSite(call, audit::action::kSiteCreated, site, nullptr,
                  external::With(base::json::ToValue(site), ids.after));
        http::Reply<SiteView> reply(SiteView{site, ids.after});
        reply.location = "/api/v1/sites/" + site.id.ToString();
        return reply;
    }

    base::Result<SiteView> UpdateSite(http::Call& call, const SitePath& path, const SiteBody& body) {
        base::FieldProblems problems;
        const std::string name = CleanName(body.name, problems);
        const Address address = CleanAddress(body.address);
        base::CheckLimits(address, problems, "/address");
        CheckAddress(address, AddressUse::kAny, "/address", problems);
        if (body.external_ids) external::Clean(*body.external_ids, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        const auto before = store::LockSite(call.tx(), call.actor().visible, path.site_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        Site after = *before;
        after.name = name;
        after.address = address;
        TRY(const auto wanted, external::Check(body.external_ids));
        TRY(const auto ids,
            external::Put(call.tx(), external::Kind::kSite, after.organization_id, after.id.value, wanted));
        if (base::json::ToValue(after) == base::json::ToValue(*before) && !ids.any())
            return SiteView{*before, ids.after};
        ++after.version;
        try {
            store::UpdateSite(call.tx(), after, call.now());
        } catch (const pg::Error& error) {
            if (error.kind() != pg::ErrorKind::kUnique) throw;
            return RefuseNameTaken();
        }
        AuditSite(call, audit::action::kSiteUpdated, after, external::With(base::json::ToValue(*before), ids.before),
                  external::With(base::json::ToValue(after), ids.after));
        return SiteView{after, ids.after};
    }

    base::Result<void> DeleteSite(http::Call& call, const SitePath& path) {
        const auto site = store::LockSite(call.tx(), call.actor().visible, path.site_id);
        if (!site) return http::NotFound();
        TRY_DO(call.CheckVersion(site->version));
        std::vector<base::CountedText> holdings;
        for (DeletionGuard* guard : deps_.guards)
            std::ranges::move(guard->OfSite(call.tx(), site->organization_id, site->id), std::back_inserter(holdings));
        TRY_DO(CheckEmpty("site_in_use", std::move(holdings)));
        const auto ids = external::Of(call.tx(), external::Kind::kSite, site->id.value);
        external::Drop(call.tx(), external::Kind::kSite, site->organization_id, site->id.value);
        store::DeleteSite(call.tx(), site->organization_id, site->id);
        AuditSite(call, audit::action::kSiteDeleted, *site, external::With(base::json::ToValue(*site), ids), nullptr);
        return {};
    }

  private:
    static base::Result<void> CheckEmpty(const char* code, std::vector<base::CountedText> holdings) {
        std::erase_if(holdings, [](const base::CountedText& holding) { return holding.count == 0; });
        if (holdings.empty()) return {};
        base::Problem problem{.kind = base::ProblemKind::kConflict, .code = code};
        problem.holdings = std::move(holdings);
        return std::unexpected(std::move(problem));
    }

    // What it holds is for those who may act in it (ORG-5), not for those who only manage it.
    static bool SeesInside(const http::Call& call, OrganizationId id) {
        return std::ranges::find(call.actor().visible, id) != call.actor().visible.end();
    }

    // What is unique among the organizations below the same parent is given by whoever is above: a refusal would tell
    // an organization what its siblings have.
    static bool IsFromAbove(const http::Call& call, const Organization& organization) {
        return organization.parent_id && call.actor().home == organization.id;
    }

    static base::Result<external::Change> PutIds(http::Call& call, const Organization& organization,
                                                 const std::optional<external::Ids>& given) {
        TRY(const auto wanted, external::Check(given));
        pg::Transaction& tx = call.tx();
        const auto kind = external::Kind::kOrganization;
        if (wanted && IsFromAbove(call, organization) &&
            external::Ordered(*wanted) != external::Of(tx, kind, organization.id.value)) {
            base::FieldProblems problems;
            problems.Add("/external_ids", "external_ids_from_above");
            return std::move(problems).Refuse();
        }
        const pg::Scope scope = tx.scope();
        tx.SetScope(pg::Scope::System());
        // No constraint spans organizations: one at a time gives those below a parent theirs, and sees what the one
        // before has made.
        if (wanted) tx.Lock("external_ids." + organization.parent_id.value_or(organization.id).ToString());
        std::vector<OrganizationId> siblings{organization.id};
        if (wanted && organization.parent_id) siblings = store::Children(tx, *organization.parent_id);
        auto change = external::Put(tx, kind, organization.id, organization.id.value, wanted, siblings);
        tx.SetScope(scope);
        return change;
    }

    std::vector<OrganizationView> WithCounts(http::Call& call, const std::vector<Organization>& rows) const {
        std::vector<OrganizationView> views;
        std::unordered_map<OrganizationId, Counts> counts;
        std::vector<OrganizationId> inside;
        for (const Organization& row : rows) {
            if (SeesInside(call, row.id)) inside.push_back(row.id);
        }
        if (deps_.count) counts = deps_.count(call.tx(), inside);
        for (const Organization& row : rows) {
            OrganizationView& view = views.emplace_back(OrganizationView{row});
            if (!deps_.count || !SeesInside(call, row.id)) continue;
            const Counts& count = counts[row.id];  // who holds nothing is absent
            view.printer_count = count.printers.value_or(0);
            view.agent_count = count.agents.value_or(0);
        }
        external::Fill(call.tx(), external::Kind::kOrganization, std::span(views));
        return views;
    }

    Deps deps_;
};

}  // namespace

audit::Readable ReadableLogs(http::Call& call) {
    const http::Actor& actor = call.actor();
    pg::Transaction& tx = call.tx();
    audit::Readable readable{actor.visible};
    tx.SetScope(pg::Scope::System());
    const bool manages = actor.May(permissions::kManageOrganizations);
    if (!actor.sees_below && manages) readable.managed = store::Children(tx, actor.organization);
    // Deleted by now: nobody inside is left to read it, whoever is above is; what was inside, who could act inside.
    for (const auto id : store::DeletedBelow(tx, actor.organization)) {
        if (actor.sees_below) readable.whole.push_back(id);
        if (!actor.sees_below && manages) readable.managed.push_back(id);
    }
    std::vector<OrganizationId> all = readable.whole;
    all.insert(all.end(), readable.managed.begin(), readable.managed.end());
    tx.SetScope(pg::Scope::Organizations(all));
    return readable;
}

void RegisterHttp(http::Router& router, Deps deps) {
    using http::Method;
    const auto routes = std::make_shared<Routes>(std::move(deps));

    http::AddList(router, "organizations",
                  {.method = Method::kGet,
                   .path = "/api/v1/organizations",
                   .id = "listOrganizations",
                   .tag = "organizations",
                   .summary = "Organizations that can be seen, by name",
                   .allow = permissions::kSeeOrganizations},
                  routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/organizations",
                .id = "createOrganization",
                .tag = "organizations",
                .summary = "Create an organization below another one",
                .allow = permissions::kManageOrganizations,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/organizations/{organization_id}",
                .id = "getOrganization",
                .tag = "organizations",
                .summary = "One organization",
                .allow = permissions::kSeeOrganizations,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/organizations/{organization_id}",
                .id = "updateOrganization",
                .tag = "organizations",
                .summary = "Change the name and language of an organization",
                .allow = permissions::kManageOrganizations,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Rename);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/organizations/{organization_id}",
                .id = "deleteOrganization",
                .tag = "organizations",
                .summary = "Delete an organization that holds no printer, no agent and no open order",
                .allow = permissions::kManageOrganizations,
                .if_match = true},
               routes, &Routes::Delete);

    http::AddList(router, "sites",
                  {.method = Method::kGet,
                   .path = "/api/v1/sites",
                   .id = "listSites",
                   .tag = "sites",
                   .summary = "Sites, by name",
                   .allow = permissions::kSeeOrganizations},
                  routes, &Routes::ListSites);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/sites",
                .id = "createSite",
                .tag = "sites",
                .summary = "Create a site of the organization acted in",
                .allow = permissions::kManageSites,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::CreateSite);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/sites/{site_id}",
                .id = "getSite",
                .tag = "sites",
                .summary = "One site",
                .allow = permissions::kSeeOrganizations,
                .returns_etag = true},
               routes, &Routes::GetSite);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/sites/{site_id}",
                .id = "updateSite",
                .tag = "sites",
                .summary = "Change a site",
                .allow = permissions::kManageSites,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::UpdateSite);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/sites/{site_id}",
                .id = "deleteSite",
                .tag = "sites",
                .summary = "Delete a site that no printer and no agent stands at",
                .allow = permissions::kManageSites,
                .if_match = true},
               routes, &Routes::DeleteSite);
}

}  // namespace organizations
