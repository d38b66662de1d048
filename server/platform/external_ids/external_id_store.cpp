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

// What somebody else gave to another thing since we looked is missing in the answer.
const pg::Query<Taken(base::OrganizationId, Kind, base::Uuid, Texts, Texts, Texts)> kAdd{"external_ids.add", R"sql(
    INSERT INTO external_ids (organization_id, kind, thing_id, system, system_key, external_id)
    SELECT $1, $2, $3, system, system_key, external_id FROM unnest($4, $5, $6) AS ids (system, system_key, external_id)
    ON CONFLICT DO NOTHING RETURNING {columns})sql"};
const pg::Query<Taken(Kind, base::Uuid, Texts, Texts, Texts)> kAddShared{"external_ids.add_shared", R"sql(
    INSERT INTO shared_external_ids (kind, thing_id, system, system_key, external_id)
    SELECT $1, $2, system, system_key, external_id FROM unnest($3, $4, $5) AS ids (system, system_key, external_id)
    ON CONFLICT DO NOTHING RETURNING {columns})sql"};

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
    change.after = wanted.value_or(change.before);
    if (!change.any()) return change;
    Texts systems;
    Texts keys;
    Texts ids;
    for (const auto& one : change.after) {
        systems.push_back(one.system);
        keys.push_back(SystemKey(one.system));
        ids.push_back(one.id);
    }
    const std::span<const base::OrganizationId> own{&organization, 1};
    const auto among = unique_among.empty() ? own : unique_among;
    const auto taken =
        IsShared(kind) ? tx.All(kTakenShared, kind, thing, keys, ids) : tx.All(kTaken, among, kind, thing, keys, ids);
    for (const auto& one : taken) {
        for (std::size_t at = 0; at < keys.size(); ++at) {
            if (keys[at] == one.system_key && ids[at] == one.external_id) return RefuseTaken(at, change.after[at]);
        }
    }
    Drop(tx, kind, organization, thing);
    const auto added = IsShared(kind) ? tx.All(kAddShared, kind, thing, systems, keys, ids)
                                      : tx.All(kAdd, organization, kind, thing, systems, keys, ids);
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const bool is_added = std::ranges::any_of(
            added, [&](const Taken& one) { return one.system_key == keys[at] && one.external_id == ids[at]; });
        if (!is_added) return RefuseTaken(at, change.after[at]);
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
