#include <algorithm>
#include <boost/json.hpp>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/platform/api/call.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/audit/audit_store.hpp"
#include "server/platform/audit/record_all.hpp"
#include "server/platform/pg/transaction.hpp"

namespace audit {
namespace {

Origin Of(const http::Call& call, std::string kind) {
    Origin origin;
    origin.kind = std::move(kind);
    origin.address = call.request().client_address;
    origin.request_id = call.request_id();
    return origin;
}

// What grows with every write and tells nothing by itself.
boost::json::value Essence(boost::json::value value) {
    if (auto* object = value.if_object()) {
        object->erase("version");
        object->erase("updated_at");
    }
    return value;
}

std::string TextOf(const boost::json::value& value, std::string_view name) {
    const auto* object = value.if_object();
    const auto* text = object != nullptr ? object->if_contains(name) : nullptr;
    return text != nullptr && text->is_string() ? std::string(text->get_string()) : std::string();
}

// What people call it. The latest name wins: a thing is found under what it became.
std::string NameOf(const Change& change) {
    if (!change.object_name.empty()) return base::CleanText(change.object_name, kLongestName);
    for (const boost::json::value* value : {&change.after, &change.before}) {
        if (auto name = TextOf(*value, "name"); !name.empty()) {
            return base::CleanText(name, kLongestName);
        }
        const std::string person = TextOf(*value, "first_name") + ' ' + TextOf(*value, "last_name");
        if (auto name = base::CleanText(person, kLongestName); !name.empty()) return name;
        for (const char* member : {"email", "number", "serial_number", "part_number"}) {
            if (auto name = TextOf(*value, member); !name.empty()) {
                return base::CleanText(name, kLongestName);
            }
        }
    }
    return {};
}

bool ChangesNothing(const Change& change) {
    return !change.before.is_null() && !change.after.is_null() && Essence(change.before) == Essence(change.after);
}

std::optional<boost::json::value> Present(const boost::json::value& value) {
    return value.is_null() ? std::nullopt : std::optional(value);
}

}  // namespace

Origin OriginOf(const http::Call& call) {
    const http::Actor& actor = call.actor();
    Origin origin = Of(call, std::string(base::json::EnumName(actor.kind)));
    if (actor.kind != http::ActorKind::kAnonymous) origin.id = ActorId{actor.id};
    origin.name = actor.name;
    return origin;
}

Origin PersonOf(const http::Call& call, const base::Uuid& person, std::string name) {
    Origin origin = Of(call, "user");
    origin.id = ActorId{person};
    origin.name = std::move(name);
    return origin;
}

Origin AgentOf(const http::Call& call, const base::Uuid& agent, std::string name) {
    Origin origin = Of(call, "agent");
    origin.id = ActorId{agent};
    origin.name = std::move(name);
    return origin;
}

Origin SystemOrigin(std::string job) {
    Origin origin;
    origin.kind = "system";
    origin.name = std::move(job);
    return origin;
}

void Record(pg::Transaction& tx, base::Instant at, const Origin& origin, const Change& change) {
    if (ChangesNothing(change)) return;
    store::Event event{.organization_id = change.organization,
                       .at = at,
                       .actor_kind = origin.kind,
                       .actor_name = origin.name,
                       .address = origin.address,
                       .request_id = origin.request_id,
                       .action = change.action,
                       .object_type = change.object_type,
                       .object_id = {change.object_id},
                       .before = Present(change.before),
                       .after = Present(change.after),
                       .outcome = Outcome::kDone,
                       .object_name = NameOf(change)};
    if (origin.id) event.actor_id = store::ObjectId{origin.id->value};
    store::Insert(tx, event);
}

void RecordAll(pg::Transaction& tx, base::Instant at, const Origin& origin, std::span<const Change> changes) {
    store::Shared shared{.actor_kind = origin.kind,
                         .actor_name = origin.name,
                         .address = origin.address,
                         .request_id = origin.request_id};
    if (origin.id) shared.actor_id = store::ObjectId{origin.id->value};
    std::vector<store::Changed> rows;
    rows.reserve(changes.size());
    for (const Change& change : changes) {
        if (ChangesNothing(change)) continue;
        // A microsecond apart, so that they are listed in the order in which they were made.
        rows.push_back({at + base::Duration(rows.size()), change.organization, change.action, change.object_type,
                        store::ObjectId{change.object_id}, Present(change.before), Present(change.after),
                        NameOf(change)});
    }
    if (!rows.empty()) store::InsertAll(tx, shared, rows);
}

void RecordAll(http::Call& call, std::span<const Change> changes) {
    RecordAll(call.tx(), call.now(), OriginOf(call), changes);
}

void Record(http::Call& call, const Change& change) {
    Record(call.tx(), call.now(), OriginOf(call), change);
}

void RecordSystem(pg::Transaction& tx, base::Instant at, const std::string& job, const Change& change) {
    Record(tx, at, SystemOrigin(job), change);
}

}  // namespace audit
