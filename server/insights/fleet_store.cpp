#include "server/insights/fleet_store.hpp"

#include <algorithm>
#include <map>

#include "server/platform/pg/transaction.hpp"

namespace insights {
namespace store {
namespace {

struct FigureRow : FleetCounts {
    base::OrganizationId organization_id;
    base::Instant counted_at;
};
BOOST_DESCRIBE_STRUCT(FigureRow, (FleetCounts), (organization_id, counted_at))

struct OfFleet {
    base::OrganizationId organization;
    base::Day today;
    base::Day year_ago;
};
BOOST_DESCRIBE_STRUCT(OfFleet, (), (organization, today, year_ago))

// A cartridge that ran empty was followed in time where an order of replenishment for its place had arrived before.
const pg::Query<FleetCounts(OfFleet)> kCount{"insights.count", R"sql(
    WITH printers_now AS (
        SELECT s.state, s.lowest_end FROM printers AS p
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
        WHERE p.organization_id = $organization AND p.deregistered_at IS NULL
    ), by_state AS (
        SELECT count(*) FILTER (WHERE state = 0) AS ok, count(*) FILTER (WHERE state = 1) AS other,
            count(*) FILTER (WHERE state = 2) AS warning, count(*) FILTER (WHERE state = 3) AS error,
            count(*) FILTER (WHERE state = 4) AS not_communicating,
            count(*) FILTER (WHERE lowest_end < $today + 7) AS ends_in_7,
            count(*) FILTER (WHERE lowest_end < $today + 14) AS ends_in_14,
            count(*) FILTER (WHERE lowest_end < $today + 30) AS ends_in_30
        FROM printers_now
    ), cartridges AS (
        SELECT count(*) FILTER (WHERE ended IN ('empty', 'early')) AS replaced,
            count(*) FILTER (WHERE ended = 'early') AS replaced_early,
            COALESCE(sum(level_percent) FILTER (WHERE ended IN ('empty', 'early')), 0)::double precision AS levels_left,
            count(level_percent) FILTER (WHERE ended IN ('empty', 'early')) AS levels_known,
            count(*) FILTER (WHERE ended = 'empty') AS ran_empty,
            count(*) FILTER (WHERE ended = 'empty' AND EXISTS (
                SELECT FROM supply_order_lines AS l
                JOIN supply_orders AS o ON o.organization_id = l.organization_id AND o.id = l.order_id
                JOIN shipments AS h ON h.organization_id = l.organization_id AND h.order_id = l.order_id
                WHERE l.organization_id = c.organization_id AND l.printer_id = c.printer_id
                    AND l.supply_slot = c.supply_slot AND l.delivered > 0 AND o.source = 'replenishment'
                    AND h.delivered_at >= (c.removed_on - 180)::timestamp AT TIME ZONE 'UTC'
                    AND h.delivered_at < (c.removed_on + 1)::timestamp AT TIME ZONE 'UTC')) AS in_time
        FROM cartridge_records AS c WHERE c.organization_id = $organization AND c.removed_on >= $year_ago
    )
    SELECT {columns} FROM by_state, cartridges)sql"};
const pg::Query<void(FigureRow)> kKeep{"insights.keep", R"sql(
    INSERT INTO fleet_figures (organization_id, counted_at, ok, other, warning, error, not_communicating, ends_in_7,
        ends_in_14, ends_in_30, replaced, replaced_early, levels_left, levels_known, ran_empty, in_time)
    VALUES ($organization_id, $counted_at, $ok, $other, $warning, $error, $not_communicating, $ends_in_7, $ends_in_14,
        $ends_in_30, $replaced, $replaced_early, $levels_left, $levels_known, $ran_empty, $in_time)
    ON CONFLICT (organization_id) DO UPDATE SET counted_at = excluded.counted_at, ok = excluded.ok,
        other = excluded.other, warning = excluded.warning, error = excluded.error,
        not_communicating = excluded.not_communicating, ends_in_7 = excluded.ends_in_7,
        ends_in_14 = excluded.ends_in_14, ends_in_30 = excluded.ends_in_30, replaced = excluded.replaced,
        replaced_early = excluded.replaced_early, levels_left = excluded.levels_left,
        levels_known = excluded.levels_known, ran_empty = excluded.ran_empty, in_time = excluded.in_time)sql"};

const pg::Query<void(base::OrganizationId)> kDropPlaces{"insights.drop_places",
                                                        "DELETE FROM fleet_places WHERE organization_id = $1"};
const pg::Query<void(base::OrganizationId)> kCountPlaces{"insights.count_places", R"sql(
    INSERT INTO fleet_places (organization_id, country, city, sites, printers, troubled)
    SELECT $1, COALESCE(t.country, ''), COALESCE(t.city, ''), count(DISTINCT t.id), count(*),
        count(*) FILTER (WHERE s.state IN (3, 4))
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    LEFT JOIN sites AS t ON t.organization_id = p.organization_id AND t.id = p.site_id
    WHERE p.organization_id = $1 AND p.deregistered_at IS NULL
    GROUP BY COALESCE(t.country, ''), COALESCE(t.city, ''))sql"};

const pg::Query<bool(base::OrganizationId)> kAnyMonth{
    "insights.any_month", "SELECT EXISTS (SELECT FROM fleet_months WHERE organization_id = $1) AS any_month"};
struct SomePrinters {
    base::OrganizationId organization;
    std::vector<base::Day> months;
    base::Uuid after;
    std::int32_t most = 0;
};
BOOST_DESCRIBE_STRUCT(SomePrinters, (), (organization, months, after, most))
struct PrinterMonth {
    base::Uuid printer_id;
    std::optional<base::Day> month;  // absent: the printer told nothing in these months
    std::int64_t pages = 0;
    std::int64_t color_pages = 0;
};
BOOST_DESCRIBE_STRUCT(PrinterMonth, (), (printer_id, month, pages, color_pages))
// From the last reading before the month, or its first one, to its last one. A meter that was set back counts nothing.
const pg::Query<PrinterMonth(SomePrinters)> kPages{"insights.pages", R"sql(
    WITH chosen AS MATERIALIZED (
        SELECT p.id,
            (SELECT min(m.place)::integer FROM jsonb_array_elements(p.meters) WITH ORDINALITY AS m (slot, place)
             WHERE m.slot ->> 'kind' = 'life') AS life,
            (SELECT min(m.place)::integer FROM jsonb_array_elements(p.meters) WITH ORDINALITY AS m (slot, place)
             WHERE m.slot ->> 'kind' IN ('color', 'prints_color')) AS color
        FROM printers AS p WHERE p.organization_id = $organization AND p.id > $after ORDER BY p.id LIMIT $most
    )
    SELECT c.id AS printer_id, counted.month, COALESCE(counted.pages, 0) AS pages,
        COALESCE(counted.color_pages, 0) AS color_pages
    FROM chosen AS c
    LEFT JOIN LATERAL (
        SELECT m.month, greatest(last.meters[c.life] - first.meters[c.life], 0) AS pages,
            greatest(COALESCE(last.meters[c.color] - first.meters[c.color], 0), 0) AS color_pages
        FROM unnest($months) AS m (month)
        JOIN LATERAL (
            SELECT r.meters FROM readings AS r
            WHERE r.organization_id = $organization AND r.printer_id = c.id
                AND r.observed_at >= m.month::timestamp AT TIME ZONE 'UTC'
                AND r.observed_at < (m.month + interval '1 month') AT TIME ZONE 'UTC'
                AND r.meters[c.life] >= 0
            ORDER BY r.observed_at DESC, r.journal DESC, r.seq DESC LIMIT 1) AS last ON true
        JOIN LATERAL (
            (SELECT r.meters FROM readings AS r
             WHERE r.organization_id = $organization AND r.printer_id = c.id
                AND r.observed_at >= (m.month - interval '2 months') AT TIME ZONE 'UTC'
                AND r.observed_at < m.month::timestamp AT TIME ZONE 'UTC' AND r.meters[c.life] >= 0
             ORDER BY r.observed_at DESC, r.journal DESC, r.seq DESC LIMIT 1)
            UNION ALL
            (SELECT r.meters FROM readings AS r
             WHERE r.organization_id = $organization AND r.printer_id = c.id
                AND r.observed_at >= m.month::timestamp AT TIME ZONE 'UTC'
                AND r.observed_at < (m.month + interval '1 month') AT TIME ZONE 'UTC' AND r.meters[c.life] >= 0
             ORDER BY r.observed_at, r.journal, r.seq LIMIT 1)
            LIMIT 1) AS first ON true
    ) AS counted ON true
    ORDER BY c.id)sql"};
struct OfOrganization {
    base::OrganizationId organization;
};
BOOST_DESCRIBE_STRUCT(OfOrganization, (), (organization))
const pg::Query<void(OfOrganization, std::span<const FleetMonth>)> kKeepMonths{"insights.keep_months", R"sql(
    INSERT INTO fleet_months (organization_id, {row_columns}) SELECT $organization, {row_values} FROM {rows}
    ON CONFLICT (organization_id, month) DO UPDATE SET pages = excluded.pages, color_pages = excluded.color_pages,
        printers = excluded.printers)sql"};

const pg::Query<FleetSum(Organizations)> kSum{"insights.sum", R"sql(
    SELECT count(*) AS organizations, min(counted_at) AS counted_at, COALESCE(sum(ok), 0)::bigint AS ok,
        COALESCE(sum(other), 0)::bigint AS other, COALESCE(sum(warning), 0)::bigint AS warning,
        COALESCE(sum(error), 0)::bigint AS error, COALESCE(sum(not_communicating), 0)::bigint AS not_communicating,
        COALESCE(sum(ends_in_7), 0)::bigint AS ends_in_7, COALESCE(sum(ends_in_14), 0)::bigint AS ends_in_14,
        COALESCE(sum(ends_in_30), 0)::bigint AS ends_in_30, COALESCE(sum(replaced), 0)::bigint AS replaced,
        COALESCE(sum(replaced_early), 0)::bigint AS replaced_early, COALESCE(sum(levels_left), 0) AS levels_left,
        COALESCE(sum(levels_known), 0)::bigint AS levels_known, COALESCE(sum(ran_empty), 0)::bigint AS ran_empty,
        COALESCE(sum(in_time), 0)::bigint AS in_time
    FROM fleet_figures WHERE organization_id = ANY ($1))sql"};
const pg::Query<FleetMonth(Organizations, base::Day)> kMonthSums{"insights.months", R"sql(
    SELECT month, sum(pages)::bigint AS pages, sum(color_pages)::bigint AS color_pages, sum(printers)::bigint AS printers
    FROM fleet_months WHERE organization_id = ANY ($1) AND month >= $2 GROUP BY month ORDER BY month)sql"};
const pg::Query<FleetPlace(Organizations, std::int32_t)> kPlaces{"insights.places", R"sql(
    SELECT country, city, sum(sites)::bigint AS sites, sum(printers)::bigint AS printers,
        sum(troubled)::bigint AS troubled
    FROM fleet_places WHERE organization_id = ANY ($1)
    GROUP BY country, city ORDER BY sum(printers) DESC, country, city LIMIT $2)sql"};

base::Day FirstOfMonth(base::Day day) {
    const std::chrono::year_month_day date(day);
    return date.year() / date.month() / 1;
}

}  // namespace

FleetSum Sum(pg::Transaction& tx, Organizations organizations) {
    return tx.Get(kSum, organizations);
}
std::vector<FleetMonth> Months(pg::Transaction& tx, Organizations organizations, base::Day first) {
    return tx.All(kMonthSums, organizations, first);
}
std::vector<FleetPlace> Places(pg::Transaction& tx, Organizations organizations, std::int32_t most) {
    return tx.All(kPlaces, organizations, most);
}

}  // namespace store

void CountFleetFigures(pg::Transaction& tx, base::OrganizationId organization, base::Instant now) {
    const base::Day today = std::chrono::floor<std::chrono::days>(now);
    const auto counts = tx.Get(store::kCount, {organization, today, today - std::chrono::days(365)});
    tx.Exec(store::kKeep, {counts, organization, now});
    tx.Exec(store::kDropPlaces, organization);
    tx.Exec(store::kCountPlaces, organization);
}

std::vector<base::Day> MonthsToCount(pg::Transaction& tx, base::OrganizationId organization, base::Instant now) {
    const int count = tx.Get(store::kAnyMonth, organization) ? 2 : kMonths;
    const std::chrono::year_month_day running(store::FirstOfMonth(std::chrono::floor<std::chrono::days>(now)));
    std::vector<base::Day> months;
    for (int back = count - 1; back >= 0; --back) {
        months.push_back((running.year() / running.month() - std::chrono::months(back)) / 1);
    }
    return months;
}

SomePages PagesOf(pg::Transaction& tx, base::OrganizationId organization, const std::vector<base::Day>& months,
                  const std::optional<base::Uuid>& after, std::int32_t most) {
    std::map<base::Day, FleetMonth> sums;
    for (const auto month : months) sums[month].month = month;
    std::int32_t printers = 0;
    std::optional<base::Uuid> last;
    for (const auto& row : tx.All(store::kPages, {organization, months, after.value_or(base::Uuid{}), most})) {
        if (last != row.printer_id) ++printers;
        last = row.printer_id;
        if (!row.month) continue;
        auto& sum = sums[*row.month];
        sum.pages += row.pages;
        sum.color_pages += row.color_pages;
        ++sum.printers;
    }
    SomePages some;
    for (const auto& [month, sum] : sums) some.months.push_back(sum);
    if (printers == most) some.after = last;
    return some;
}

void KeepMonths(pg::Transaction& tx, base::OrganizationId organization, const std::vector<FleetMonth>& months) {
    if (!months.empty()) tx.Exec(store::kKeepMonths, {organization}, months);
}

}  // namespace insights
