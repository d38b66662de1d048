#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"

namespace pg {
class Transaction;
}

// What other systems call our things (API-2); see README.md.
namespace external {

struct ExternalId {
    std::string system;  // "SAP"; compared without case
    std::string id;      // as that system writes it

    static constexpr base::Limit kLimits[] = {{.field = "system", .required = true, .max_length = 50},
                                              {.field = "id", .required = true, .max_length = 100}};

    bool operator==(const ExternalId&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExternalId, (), (system, id))

using Ids = std::vector<ExternalId>;
// Of the member `external_ids` of a body.
inline constexpr base::Limit kIdsLimit{.field = "external_ids", .max_items = 20};

enum class Kind { kOrganization, kSite, kPrinter, kContact, kCatalogItem, kSupplyOrder };
BOOST_DESCRIBE_ENUM(Kind, kOrganization, kSite, kPrinter, kContact, kCatalogItem, kSupplyOrder)

// The ids as they are kept, each in the place where it was sent. Adds what is wrong with them: at /external_ids
// "too_many_items", at one of them "missing", "too_long", "external_id_twice". Pure.
Ids Clean(const Ids& given, base::FieldProblems& problems);
// By system and id, as they are shown. Pure.
Ids Ordered(Ids ids);
// Clean() of a body that may leave them out.
base::Result<std::optional<Ids>> Check(const std::optional<Ids>& given);
// How a system is compared. Pure.
std::string SystemKey(std::string_view system);
// "SAP: 4711; CRM: 5", for a column of an export. Pure.
std::string ToText(const Ids& ids);
// The thing as the audit log shows it, with its ids where it has any. Pure.
boost::json::value With(boost::json::value thing, const Ids& ids);

// Of one thing. A transaction of an organization reads its own.
Ids Of(pg::Transaction& tx, Kind kind, base::Uuid thing);

struct OfThing {
    base::Uuid thing;
    Ids ids;
};
// Of many things by one query; in the order of the things, those without any are missing.
std::vector<OfThing> OfMany(pg::Transaction& tx, Kind kind, const std::vector<base::Uuid>& things);
// Sets `external_ids` of each view by its `id`, by one query.
template <class View>
void Fill(pg::Transaction& tx, Kind kind, std::span<View> views);

struct Change {
    Ids before;
    Ids after;
    [[nodiscard]] bool any() const { return before != after; }
};
// The caller holds the thing; `wanted` comes from Check, nullopt changes nothing. "external_id_taken" at the one that
// another thing has, even if somebody gives it to that one at this moment: of the organization, or of one of `unique_among`; the caller then lets one change through at a time.
base::Result<Change> Put(pg::Transaction& tx, Kind kind, base::OrganizationId organization, base::Uuid thing,
                         const std::optional<Ids>& wanted, std::span<const base::OrganizationId> unique_among = {});
// For imports: the things that have one of these ids, each once.
std::vector<base::Uuid> OwnersOf(pg::Transaction& tx, Kind kind, const Ids& ids);
// Sets the ids of many things by two statements. They are clean, and of nothing else: the caller looked (OwnersOf) and
// lets nobody else change any.
void Replace(pg::Transaction& tx, Kind kind, base::OrganizationId organization, const std::vector<OfThing>& things);
// The thing is deleted.
void Drop(pg::Transaction& tx, Kind kind, base::OrganizationId organization, base::Uuid thing);

// The condition of a list's statement, with the parameters $external_system (a SystemKey) and $external_id, both of them
// optional. `id` is a column of the list, `scope` says of which organizations, in terms of organization_id.
std::string Matches(Kind kind, std::string_view id, std::string_view scope = "organization_id = ANY ($organizations)");

template <class View>
void Fill(pg::Transaction& tx, Kind kind, std::span<View> views) {
    std::vector<base::Uuid> things;
    for (const View& view : views) things.push_back(view.id.value);
    std::map<base::Uuid, Ids> ids;
    for (OfThing& of : OfMany(tx, kind, things)) ids[of.thing] = std::move(of.ids);
    for (View& view : views) {
        if (const auto of = ids.find(view.id.value); of != ids.end()) view.external_ids = std::move(of->second);
    }
}

}  // namespace external
