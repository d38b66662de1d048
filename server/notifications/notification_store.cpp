#include "server/notifications/notification_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace notifications::store {
namespace {

// Each part is bounded by itself: by what one person started or works on, or by what waits.
const pg::Query<Fact(Reader)> kList{"notifications.list", R"sql(
    SELECT {columns} FROM (
        SELECT news.*, o.name AS organization_name FROM (
            (SELECT 'task_ended' AS kind, t.id AS object_id, t.finished_at AS at, t.organization_id, t.kind AS name, t.state,
                t.items_failed AS failed
             FROM tasks AS t
             WHERE t.organization_id = ANY ($organizations) AND t.created_by = $person AND t.finished_at >= $since AND t.state <> 'cancelled'
                 AND ($sees_below OR NOT t.covers_below)
             ORDER BY t.finished_at DESC, t.id DESC LIMIT $most_of_a_kind)
            UNION ALL
            (SELECT 'order_awaiting_approval', w.id, w.ordered_at, w.organization_id, w.number, w.state, 0
             FROM supply_orders AS w
             WHERE $approves AND w.organization_id = ANY ($organizations) AND w.state = 'awaiting_approval'
                 AND w.ordered_by_id IS DISTINCT FROM $person
             ORDER BY w.ordered_at DESC, w.id DESC LIMIT $most_of_a_kind)
            UNION ALL
            (SELECT 'order_assigned', a.id, GREATEST(a.updated_at, said.at) AS at, a.organization_id, a.number, a.state, 0
             FROM supply_orders AS a
             LEFT JOIN LATERAL (
                SELECT max(c.at) AS at FROM supply_order_comments AS c
                WHERE c.organization_id = a.organization_id AND c.order_id = a.id AND c.author <> $email) AS said ON true
             WHERE a.organization_id = ANY ($organizations) AND a.assignee = $email AND a.assignee <> ''
                 AND a.state NOT IN ('delivered', 'returned', 'cancelled')
             ORDER BY at DESC, a.id DESC LIMIT $most_of_a_kind)
            UNION ALL
            (SELECT 'order_commented', p.id, max(c.at) AS at, p.organization_id, p.number, p.state, 0
             FROM supply_orders AS p
             JOIN supply_order_comments AS c ON c.organization_id = p.organization_id AND c.order_id = p.id
             WHERE p.organization_id = $home AND p.ordered_by_key = $email_key AND p.ordered_by_key <> ''
                 AND p.ordered_by_id = $person AND c.at >= $since AND NOT c.internal AND c.author <> $email
             GROUP BY p.organization_id, p.id, p.number, p.state
             ORDER BY at DESC, p.id DESC LIMIT $most_of_a_kind)
            UNION ALL
            (SELECT 'service_request_assigned', r.id, r.updated_at, r.organization_id, r.number, r.state, 0
             FROM service_requests AS r
             WHERE r.organization_id = ANY ($organizations) AND r.assignee = $email AND r.assignee <> '' AND r.closed_at IS NULL
             ORDER BY r.updated_at DESC, r.id DESC LIMIT $most_of_a_kind)
        ) AS news
        JOIN organizations AS o ON o.id = news.organization_id
    ) AS told
    ORDER BY at DESC, object_id DESC LIMIT $most)sql"};

const pg::Query<base::Instant(base::OrganizationId, PersonId)> kSeenAt{
    "notifications.seen_at", "SELECT seen_at FROM notification_marks WHERE organization_id = $1 AND user_id = $2"};
const pg::Query<void(base::OrganizationId, PersonId, base::Instant)> kSetSeenAt{"notifications.set_seen_at", R"sql(
    INSERT INTO notification_marks (organization_id, user_id, seen_at) VALUES ($1, $2, $3)
    ON CONFLICT (organization_id, user_id) DO UPDATE
        SET seen_at = GREATEST(notification_marks.seen_at, EXCLUDED.seen_at))sql"};

}  // namespace

std::vector<Fact> List(pg::Transaction& tx, const Reader& reader) {
    return tx.All(kList, reader);
}

std::optional<base::Instant> SeenAt(pg::Transaction& tx, base::OrganizationId home, PersonId person) {
    return tx.One(kSeenAt, home, person);
}

void SetSeenAt(pg::Transaction& tx, base::OrganizationId home, PersonId person, base::Instant at) {
    tx.Exec(kSetSeenAt, home, person, at);
}

}  // namespace notifications::store
