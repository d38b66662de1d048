#include "server/platform/audit/audit_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/pg/search_terms.hpp"

namespace audit::store {
namespace {

const pg::Insert<Event> kInsert{"audit.insert", "audit_events", "", {{"id", "gen_random_uuid()"}}};

const pg::InsertRows<Shared, Changed> kInsertAll{"audit.insert_all", "audit_events", "", {{"id", "gen_random_uuid()"}}};

// The names of many things by words, in parallel arrays.
struct Terms {
    std::vector<base::OrganizationId> organizations;
    std::vector<std::string> terms;
    std::vector<ObjectId> objects;
};
BOOST_DESCRIBE_STRUCT(Terms, (), (organizations, terms, objects))
// Most are there already: a thing is changed more often than renamed.
const pg::Query<void(Terms)> kInsertTerms{"audit.insert_terms", R"sql(
    INSERT INTO audit_object_terms (organization_id, term, object_id)
    SELECT DISTINCT new.organization_id, new.term, new.object_id
    FROM unnest($organizations, $terms, $objects) AS new (organization_id, term, object_id)
    WHERE NOT EXISTS (
        SELECT FROM audit_object_terms AS known
        WHERE known.organization_id = new.organization_id AND known.term = new.term
            AND known.object_id = new.object_id))sql"};

void AddTerms(Terms& all, base::OrganizationId organization, ObjectId object, const std::string& name) {
    for (auto& term : base::SearchTerms({name})) {
        all.organizations.push_back(organization);
        all.terms.push_back(std::move(term));
        all.objects.push_back(object);
    }
}

const pg::List<Event, ListFilter, SortColumn> kList{{
    .name = "audit.list",
    .from = "audit_events",
    .where = "(organization_id = ANY ($whole) OR (object_type = 'organization' AND organization_id = ANY ($managed)))\n"
             "  AND ($organization IS NULL OR organization_id = $organization)\n"
             "  AND (cardinality($object_type) = 0 OR object_type = ANY ($object_type)) AND ($object IS NULL OR "
             "object_id = $object)\n"
             "  AND ($actor IS NULL OR actor_id = $actor) AND (cardinality($action) = 0 OR action = ANY ($action))\n"
             "  AND (cardinality($outcome) = 0 OR outcome = ANY ($outcome)) AND ($since IS NULL OR at >= $since)\n"
             "  AND ($until IS NULL OR at < $until) AND ($address IS NULL OR address = $address)\n"
             "  AND ($actor_key IS NULL OR " +
             pg::BeginsWith("actor_key", "$actor_key") + ")\n  AND " +
             pg::HasEveryWord("object_id", "audit_object_terms", "object_id"),
    .sorts = {{SortColumn::kAt, "at", "timestamptz"}},
}};

const pg::Query<std::int64_t(base::Instant)> kForgetRefusals{"audit.forget_refusals",
                                                             "SELECT platen_forget_refusals($1)"};

}  // namespace

void Insert(pg::Transaction& tx, const Event& event) {
    tx.Exec(kInsert, event);
    Terms terms;
    AddTerms(terms, event.organization_id, event.object_id, event.object_name);
    if (!terms.terms.empty()) tx.Exec(kInsertTerms, terms);
}

void InsertAll(pg::Transaction& tx, const Shared& shared, const std::vector<Changed>& changes) {
    tx.Exec(kInsertAll, shared, changes);
    Terms terms;
    for (const Changed& change : changes) {
        AddTerms(terms, change.organization_id, change.object_id, change.object_name);
    }
    if (!terms.terms.empty()) tx.Exec(kInsertTerms, terms);
}

pg::Slice<Event> List(pg::Transaction& tx, const ListFilter& filter, const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}

std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant older_than) {
    return tx.Get(kForgetRefusals, older_than);
}

}  // namespace audit::store
