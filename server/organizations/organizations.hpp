#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"
#include "server/organizations/address.hpp"
#include "server/organizations/language.hpp"
#include "server/organizations/roles.hpp"

namespace audit {
struct Readable;
}
namespace http {
class Call;
class Router;
}  // namespace http
namespace pg {
class Transaction;
}

// Operator -> parent organizations -> child organizations, and the sites of each (ORG-1, ORG-2).
namespace organizations {

using base::OrganizationId;
using SiteId = base::Id<struct SiteTag>;

enum class Tier { kOperator, kParent, kChild };
BOOST_DESCRIBE_ENUM(Tier, kOperator, kParent, kChild)

struct Organization {
    OrganizationId id;
    std::optional<OrganizationId> parent_id;  // absent for the operator
    Tier tier = Tier::kChild;
    std::string name;
    std::int64_t version = 0;
    base::Instant created_at;
    std::optional<std::string> language{};  // of mails, "de"; absent: that of the one above
};
BOOST_DESCRIBE_STRUCT(Organization, (), (id, parent_id, tier, name, version, created_at, language))

struct Site {
    SiteId id;
    OrganizationId organization_id;
    std::string name;
    Address address;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Site, (), (id, organization_id, name, address, version))

// ---- what forbids deletion ---------------------------------------------------------------------------

// Features to the right own what an organization or a site holds; features.cpp hands theirs in. Asked inside the
// deleting transaction, after the row was locked: rows that another transaction is just adding (a foreign key
// to it holds a share lock) are waited for and counted.
class DeletionGuard {
  public:
    virtual ~DeletionGuard() = default;
    // How many of what the feature has there, in its own words: a text of its catalogue, "holdings.printers". A count
    // of 0 forbids nothing and is not shown.
    virtual std::vector<base::CountedText> OfOrganization(pg::Transaction& tx, OrganizationId organization) = 0;
    virtual std::vector<base::CountedText> OfSite(pg::Transaction& tx, OrganizationId organization, SiteId site) = 0;
};

struct Counts {
    std::optional<std::int64_t> printers;
    std::optional<std::int64_t> agents;
};
// How much each organization holds, for lists; filled by features.cpp.
using CountHoldings = std::function<std::unordered_map<OrganizationId, Counts>(
    pg::Transaction& tx, std::span<const OrganizationId> organizations)>;

// ---- entitlements (ORG-3, ORG-4): given once, from above ---------------------------------------------

enum class Entitlement { kMpsExpress };
BOOST_DESCRIBE_ENUM(Entitlement, kMpsExpress)

// What forbids to take an entitlement away (ORG-4): features to the right know what was made with it. Asked inside the
// removing transaction, while nobody else can hold the entitlement.
class EntitlementGuard {
  public:
    virtual ~EntitlementGuard() = default;
    // How many of what, in the feature's own words; a count of 0 forbids nothing and is not shown.
    virtual std::vector<base::CountedText> MadeWith(pg::Transaction& tx, OrganizationId organization,
                                                    Entitlement entitlement) = 0;
};

// Whether the organization has it; it cannot be taken away before `tx` ends.
bool HoldEntitlement(pg::Transaction& tx, OrganizationId organization, Entitlement entitlement);
// The same without holding it.
bool IsEntitled(pg::Transaction& tx, OrganizationId organization, Entitlement entitlement);

// /api/v1/organizations/{organization_id}/entitlements.
void RegisterEntitlements(http::Router& router, std::vector<EntitlementGuard*> guards);

// ---- scope of data -----------------------------------------------------------------------------------

// The organizations whose rows can be seen from one that is acted in: operator -> all, parent -> itself and
// its children, child -> itself. `tx` has the scope of the system. Deleted ones are never among them.
std::vector<OrganizationId> Subtree(pg::Transaction& tx, const Organization& from);

// Subtree(), remembered for a moment. What this process changes is seen at once (Forget), what another
// server changes within `max_age`. Thread-safe.
class Scopes {
  public:
    explicit Scopes(std::chrono::milliseconds max_age = std::chrono::milliseconds(2000)) : max_age_(max_age) {}
    std::shared_ptr<const std::vector<OrganizationId>> Visible(pg::Transaction& tx, const Organization& from);
    void Forget();

  private:
    struct Entry {
        std::chrono::steady_clock::time_point until;
        std::shared_ptr<const std::vector<OrganizationId>> visible;
    };
    const std::chrono::milliseconds max_age_;
    std::mutex mutex_;
    std::uint64_t generation_ = 0;
    std::unordered_map<OrganizationId, Entry> entries_;
};

// ---- rows --------------------------------------------------------------------------------------------

// nullopt: absent, deleted, or outside the scope of `tx`.
std::optional<Organization> Find(pg::Transaction& tx, OrganizationId id);
// Whose audit log an administrator reads from where they act: of all that they see, and of what was deleted below;
// of the children that they manage without acting inside of them, what was done to the organization itself. The
// transaction then sees the rows of all of these.
audit::Readable ReadableLogs(http::Call& call);

// Whether it is there; it cannot be deleted before `tx` ends. For what comes (back) into it by a changed row: a new row
// that refers to the organization holds it by itself.
[[nodiscard]] bool Hold(pg::Transaction& tx, OrganizationId id);

std::optional<Organization> FindOperator(pg::Transaction& tx);
// Who sends, for papers and the like, whatever the scope of `tx` shows; "" before there is one.
std::string OperatorName(pg::Transaction& tx);
std::optional<Site> FindSite(pg::Transaction& tx, OrganizationId organization, SiteId site);
// Several at once, in no order; those that are not there are missing.
std::vector<Site> FindSites(pg::Transaction& tx, OrganizationId organization, const std::vector<SiteId>& sites);

// The operator organization; `tx` has the scope of the system. Throws pg::Error(kUnique) when there is one.
Organization CreateOperator(pg::Transaction& tx, base::IdSource& ids, const std::string& name, base::Instant now);
// Under the operator a parent organization, under a parent one a child organization. Refuses with
// "organization_cannot_have_children", and fields /name "missing", "too_long", "name_taken". Nobody could see
// the new row yet, so the scope of `tx` becomes `visible` and the new row (a system's scope stays).
base::Result<Organization> Create(pg::Transaction& tx, base::IdSource& ids, const Organization& parent,
                                  std::string_view name, std::span<const OrganizationId> visible, base::Instant now,
                                  const std::optional<std::string>& language = {});

base::Result<Site> CreateSite(pg::Transaction& tx, base::IdSource& ids, OrganizationId organization,
                              std::string_view name, const Address& address, base::Instant now);

// ---- routes ------------------------------------------------------------------------------------------

struct Deps {
    base::IdSource& ids;
    Scopes& scopes;
    std::vector<DeletionGuard*> guards{};
    CountHoldings count{};
    std::vector<std::string> languages{"en"};  // that there are texts in
};
void RegisterHttp(http::Router& router, Deps deps);

}  // namespace organizations
