#include <fmt/format.h>

#include <algorithm>

#include "lib/base/json.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/pg.hpp"

// The tables external_ids and shared_external_ids; nothing else writes them.
namespace external {
namespace {

using Things = std::span<const base::Uuid>;
using Texts = std::vector<std::string>;

struct Row {
    base::Uuid thing_id;
    std::string system;
    std::string external_id;
};
BOOST_DESCRIBE_STRUCT(Row, (), (thing_id, system, external_id))

struct Taken {
    std::string system_key;
    std::string external_id;

    bool operator==(const Taken&) const = default;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (system_key, external_id))

// Row level security says of which organizations; an id is of one thing.
const pg::Query<Row(Kind, Things)> kOfMany{"external_ids.of_many", R"sql(
    SELECT {columns} FROM external_ids WHERE kind = $1 AND thing_id = ANY ($2)
    ORDER BY thing_id, system_key, external_id)sql"};
const pg::Query<Row(Kind, Things)> kOfManyShared{"external_ids.of_many_shared", R"sql(
    SELECT {columns} FROM shared_external_ids WHERE kind = $1 AND thing_id = ANY ($2)
    ORDER BY thing_id, system_key, external_id)sql"};

const pg::Query<Taken(std::span<const base::OrganizationId>, Kind, base::Uuid, Texts, Texts)> kTaken{
    "external_ids.taken", R"sql(
    SELECT {columns} FROM external_ids
    WHERE organization_id = ANY ($1) AND kind = $2 AND thing_id <> $3
      AND (system_key, external_id) IN (SELECT * FROM unnest($4, $5) AS wanted (system_key, external_id)))sql"};
const pg::Query<Taken(Kind, base::Uuid, Texts, Texts)> kTakenShared{"external_ids.taken_shared", R"sql(
    SELECT {columns} FROM shared_external_ids
    WHERE kind = $1 AND thing_id <> $2
      AND (system_key, external_id) IN (SELECT * FROM unnest($3, $4) AS wanted (system_key, external_id)))sql"};

const pg::Query<void(base::OrganizationId, Kind, base::Uuid)> kDrop{
    "external_ids.drop", "DELETE FROM external_ids WHERE organization_id = $1 AND kind = $2 AND thing_id = $3"};
const pg::Query<void(Kind, base::Uuid)> kDropShared{
    "external_ids.drop_shared", "DELETE FROM shared_external_ids WHERE kind = $1 AND thing_id = $2"};

// An id that somebody else is just giving to another thing is waited for; once they have, it is missing from what
// comes back. In the order of the ids, so that two who give the same ones wait for each other in one direction.
const pg::Query<Taken(base::OrganizationId, Kind, base::Uuid, Texts, Texts, Texts)> kAdd{"external_ids.add", R"sql(
    INSERT INTO external_ids (organization_id, kind, thing_id, system, system_key, external_id)
    SELECT $1, $2, $3, system, system_key, external_id FROM unnest($4, $5, $6) AS ids (system, system_key, external_id)
    ORDER BY system_key, external_id
    ON CONFLICT DO NOTHING RETURNING {columns})sql"};
const pg::Query<Taken(Kind, base::Uuid, Texts, Texts, Texts)> kAddShared{"external_ids.add_shared", R"sql(
    INSERT INTO shared_external_ids (kind, thing_id, system, system_key, external_id)
    SELECT $1, $2, system, system_key, external_id FROM unnest($3, $4, $5) AS ids (system, system_key, external_id)
    ORDER BY system_key, external_id
    ON CONFLICT DO NOTHING RETURNING {columns})sql"};

const pg::Query<base::Uuid(Kind, Texts, Texts)> kOwners{"external_ids.owners", R"sql(
    SELECT DISTINCT thing_id FROM external_ids
    WHERE kind = $1 AND (system_key, external_id) IN (SELECT * FROM unnest($2, $3) AS wanted (system_key, external_id)))sql"};
const pg::Query<base::Uuid(Kind, Texts, Texts)> kOwnersShared{"external_ids.owners_shared", R"sql(
    SELECT DISTINCT thing_id FROM shared_external_ids
    WHERE kind = $1 AND (system_key, external_id) IN (SELECT * FROM unnest($2, $3) AS wanted (system_key, external_id)))sql"};

const pg::Query<void(base::OrganizationId, Kind, Things)> kDropMany{
    "external_ids.drop_many",
    "DELETE FROM external_ids WHERE organization_id = $1 AND kind = $2 AND thing_id = ANY ($3)"};
const pg::Query<void(Kind, Things)> kDropManyShared{
    "external_ids.drop_many_shared", "DELETE FROM shared_external_ids WHERE kind = $1 AND thing_id = ANY ($2)"};
const pg::Query<void(base::OrganizationId, Kind, Things, Texts, Texts, Texts)> kAddMany{"external_ids.add_many", R"sql(
    INSERT INTO external_ids (organization_id, kind, thing_id, system, system_key, external_id)
    SELECT $1, $2, thing_id, system, system_key, external_id
    FROM unnest($3, $4, $5, $6) AS ids (thing_id, system, system_key, external_id))sql"};
const pg::Query<void(Kind, Things, Texts, Texts, Texts)> kAddManyShared{"external_ids.add_many_shared", R"sql(
    INSERT INTO shared_external_ids (kind, thing_id, system, system_key, external_id)
    SELECT $1, thing_id, system, system_key, external_id
    FROM unnest($2, $3, $4, $5) AS ids (thing_id, system, system_key, external_id))sql"};

bool IsShared(Kind kind) {
    return kind == Kind::kCatalogItem;
}

std::unexpected<base::Problem> RefuseTaken(std::size_t at, const ExternalId& one) {
    base::FieldProblems problems;
    problems.Add("/external_ids/" + std::to_string(at) + "/id", "external_id_taken",
                 {{"system", one.system}, {"id", one.id}});
    return std::move(problems).Refuse();
}

}  // namespace

std::vector<base::Uuid> OwnersOf(pg::Transaction& tx, Kind kind, const Ids& ids) {
    if (ids.empty()) return {};
    Texts systems, theirs;
    for (const auto& one : ids) {
        systems.push_back(SystemKey(one.system));
        theirs.push_back(one.id);
    }
    return tx.All(IsShared(kind) ? kOwnersShared : kOwners, kind, systems, theirs);
}

void Replace(pg::Transaction& tx, Kind kind, base::OrganizationId organization, const std::vector<OfThing>& things) {
    if (things.empty()) return;
    std::vector<base::Uuid> dropped, added;
    Texts systems, keys, ids;
    for (const auto& of : things) {
        dropped.push_back(of.thing);
        for (const auto& one : of.ids) {
            added.push_back(of.thing);
            systems.push_back(one.system);
            keys.push_back(SystemKey(one.system));
            ids.push_back(one.id);
        }
    }
    if (IsShared(kind)) {
        tx.Exec(kDropManyShared, kind, dropped);
        if (!added.empty()) tx.Exec(kAddManyShared, kind, added, systems, keys, ids);
    } else {
        tx.Exec(kDropMany, organization, kind, dropped);
        if (!added.empty()) tx.Exec(kAddMany, organization, kind, added, systems, keys, ids);
    }
}

std::vector<OfThing> OfMany(pg::Transaction& tx, Kind kind, const std::vector<base::Uuid>& things) {
    std::vector<OfThing> all;
    if (things.empty()) return all;
    for (auto& row : tx.All(IsShared(kind) ? kOfManyShared : kOfMany, kind, things)) {
        if (all.empty() || all.back().thing != row.thing_id) all.push_back({row.thing_id, {}});
        all.back().ids.push_back({std::move(row.system), std::move(row.external_id)});
    }
    return all;
}

Ids Of(pg::Transaction& tx, Kind kind, base::Uuid thing) {
    auto all = OfMany(tx, kind, {thing});
    return all.empty() ? Ids{} : std::move(all.front().ids);
}

base::Result<Change> Put(pg::Transaction& tx, Kind kind, base::OrganizationId organization, base::Uuid thing,
                         const std::optional<Ids>& wanted, std::span<const base::OrganizationId> unique_among) {
    Change change{.before = Of(tx, kind, thing), .after = {}};
    change.after = wanted ? Ordered(*wanted) : change.before;
    if (!change.any()) return change;
    const Ids& given = *wanted;  // a refusal names the place in the list that was sent
    Texts systems;
    Texts keys;
    Texts ids;
    for (const auto& one : given) {
        systems.push_back(one.system);
        keys.push_back(SystemKey(one.system));
        ids.push_back(one.id);
    }
    const std::span<const base::OrganizationId> own{&organization, 1};
    const auto among = unique_among.empty() ? own : unique_among;
    const auto taken =
        IsShared(kind) ? tx.All(kTakenShared, kind, thing, keys, ids) : tx.All(kTaken, among, kind, thing, keys, ids);
    for (std::size_t at = 0; at < given.size(); ++at) {
        if (std::ranges::find(taken, Taken{keys[at], ids[at]}) != taken.end()) return RefuseTaken(at, given[at]);
    }
    Drop(tx, kind, organization, thing);
    const auto added = IsShared(kind) ? tx.All(kAddShared, kind, thing, systems, keys, ids)
                                      : tx.All(kAdd, organization, kind, thing, systems, keys, ids);
    // What is missing somebody else gave to another thing since we looked.
    for (std::size_t at = 0; at < given.size(); ++at) {
        if (std::ranges::find(added, Taken{keys[at], ids[at]}) == added.end()) return RefuseTaken(at, given[at]);
    }
    return change;
}

void Drop(pg::Transaction& tx, Kind kind, base::OrganizationId organization, base::Uuid thing) {
    if (IsShared(kind)) {
        tx.Exec(kDropShared, kind, thing);
    } else {
        tx.Exec(kDrop, organization, kind, thing);
    }
}

// The things of an id are few and found first, by its index; those of a whole system may be all, and are looked up row
// by row.
std::string Matches(Kind kind, std::string_view id, std::string_view scope) {
    return fmt::format(R"sql(($external_id IS NULL OR {id} = ANY (ARRAY(
        SELECT thing_id FROM {table}
        WHERE {scope} AND kind = '{kind}' AND external_id = $external_id
          AND ($external_system IS NULL OR system_key = $external_system))))
  AND ($external_system IS NULL OR EXISTS (
        SELECT FROM {table} AS named
        WHERE named.kind = '{kind}' AND named.thing_id = {id} AND named.system_key = $external_system)))sql",
                       fmt::arg("id", id), fmt::arg("table", IsShared(kind) ? "shared_external_ids" : "external_ids"),
                       fmt::arg("scope", IsShared(kind) ? "true" : scope),
                       fmt::arg("kind", base::json::EnumName(kind)));
}

}  // namespace external
