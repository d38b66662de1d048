#include "server/organizations/organizations.hpp"

#include "lib/base/text.hpp"
#include "server/organizations/organization_rules.hpp"
#include "server/organizations/organization_store.hpp"

namespace organizations {

std::vector<OrganizationId> Subtree(pg::Transaction& tx, const Organization& from) {
    switch (from.tier) {
        case Tier::kOperator:
            return store::All(tx);
        case Tier::kParent: {
            auto list = store::Children(tx, from.id);
            list.push_back(from.id);
            return list;
        }
        case Tier::kChild:
            break;
    }
    return {from.id};
}

std::shared_ptr<const std::vector<OrganizationId>> Scopes::Visible(pg::Transaction& tx, const Organization& from) {
    if (from.tier == Tier::kChild) {
        return std::make_shared<const std::vector<OrganizationId>>(1, from.id);
    }
    const auto now = std::chrono::steady_clock::now();
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto at = entries_.find(from.id);
        if (at != entries_.end() && now < at->second.until) return at->second.visible;
        generation = generation_;
    }
    auto visible = std::make_shared<const std::vector<OrganizationId>>(Subtree(tx, from));
    const std::lock_guard lock(mutex_);
    // What was read before a change must not be remembered after it.
    if (generation == generation_) entries_[from.id] = {now + max_age_, visible};
    return visible;
}

void Scopes::Forget() {
    const std::lock_guard lock(mutex_);
    ++generation_;
    entries_.clear();
}

std::optional<Organization> Find(pg::Transaction& tx, OrganizationId id) {
    return store::Find(tx, id);
}

bool Hold(pg::Transaction& tx, OrganizationId id) {
    return store::Share(tx, id).has_value();
}

std::optional<Organization> FindOperator(pg::Transaction& tx) {
    return store::FindOperator(tx);
}

std::optional<Site> FindSite(pg::Transaction& tx, OrganizationId organization, SiteId site) {
    return store::FindSite(tx, {&organization, 1}, site);
}

std::vector<Site> FindSites(pg::Transaction& tx, OrganizationId organization, const std::vector<SiteId>& sites) {
    return store::FindSites(tx, organization, sites);
}

std::string CleanName(std::string_view name, base::FieldProblems& problems) {
    std::string clean = base::CleanText(name, kNameLimit.max_length + 1);
    base::CheckText(kNameLimit, clean, "/name", problems);
    return clean;
}

std::unexpected<base::Problem> RefuseNameTaken() {
    base::FieldProblems problems;
    problems.Add("/name", "name_taken");
    return std::move(problems).Refuse();
}

std::optional<std::string> LanguageOf(pg::Transaction& tx, OrganizationId organization) {
    // A customer's own scope does not show who is above it.
    const pg::Scope scope = tx.scope();
    tx.SetScope(pg::Scope::System());
    auto language = store::Language(tx, organization);
    tx.SetScope(scope);
    return language;
}

std::string OperatorName(pg::Transaction& tx) {
    const pg::Scope scope = tx.scope();
    tx.SetScope(pg::Scope::System());
    const auto found = store::FindOperator(tx);
    tx.SetScope(scope);
    return found ? found->name : "";
}

Organization CreateOperator(pg::Transaction& tx, base::IdSource& ids, const std::string& name, base::Instant now) {
    const Organization organization{ids.Make<OrganizationId>(), std::nullopt, Tier::kOperator, name, 1, now};
    store::Insert(tx, organization);
    return organization;
}

base::Result<Organization> Create(pg::Transaction& tx, base::IdSource& ids, const Organization& parent,
                                  std::string_view name, std::span<const OrganizationId> visible, base::Instant now,
                                  const std::optional<std::string>& language) {
    if (parent.tier == Tier::kChild) {
        return base::Refuse(base::ProblemKind::kConflict, "organization_cannot_have_children");
    }
    base::FieldProblems problems;
    const std::string clean = CleanName(name, problems);
    if (!problems.empty()) return std::move(problems).Refuse();

    const OrganizationId id = ids.Make<OrganizationId>();
    if (!tx.scope().is_system()) {
        std::vector<OrganizationId> wider(visible.begin(), visible.end());
        wider.push_back(id);
        tx.SetScope(pg::Scope::Organizations(wider));
    }
    if (!store::Share(tx, parent.id)) return base::Refuse(base::ProblemKind::kNotFound, "not_found");
    const Organization organization{
        id, parent.id, parent.tier == Tier::kOperator ? Tier::kParent : Tier::kChild, clean, 1, now, language};
    try {
        store::Insert(tx, organization);
    } catch (const pg::Error& error) {
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return RefuseNameTaken();
    }
    return organization;
}

base::Result<Site> CreateSite(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization,
                              std::string_view name, const Address& address, base::Instant now) {
    base::FieldProblems problems;
    Site site{ids.Make<SiteId>(), organization, CleanName(name, problems), CleanAddress(address), 1};
    base::CheckLimits(site.address, problems, "/address");
    CheckAddress(site.address, AddressUse::kAny, "/address", problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    try {
        store::InsertSite(tx, site, now);
    } catch (const pg::Error& error) {
        if (error.kind() != pg::ErrorKind::kUnique) throw;
        return RefuseNameTaken();
    }
    return site;
}

}  // namespace organizations
