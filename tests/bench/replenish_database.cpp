#include "tests/bench/replenish_database.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <atomic>

#include "lib/base/secrets.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/replenishment_store.hpp"
#include "tests/bench/database.hpp"
#include "tests/bench/parallel.hpp"

namespace bench {
namespace {

using std::chrono::days;
using std::chrono::hours;
using Sample = ReplenishSample;
namespace store = replenishment::store;

constexpr std::size_t kPartners = 20;

base::OrganizationId OrganizationOf(std::size_t customer) {
    return *base::OrganizationId::Parse(fmt::format("0199a000-0000-7000-8000-{:012x}", customer));
}
organizations::SiteId SiteOf(std::size_t site) {
    return *organizations::SiteId::Parse(fmt::format("0199a001-0000-7000-8000-{:012x}", site));
}
contacts::ContactId ContactOf(std::size_t site) {
    return *contacts::ContactId::Parse(fmt::format("0199a002-0000-7000-8000-{:012x}", site));
}
printers::PrinterId PrinterOf(std::size_t printer) {
    return *printers::PrinterId::Parse(fmt::format("0199a003-0000-7000-8000-{:012x}", printer));
}

// ---- what is there before the run ---------------------------------------------------------------

// The sample as tables; supplies by site, printer of the site and slot.
std::string SampleTables(const Sample& sample) {
    std::string printers;
    std::string supplies;
    const auto add = [](std::string& rows, const std::string& row) { rows += (rows.empty() ? "" : ",\n") + row; };
    for (std::size_t at = 0; at < sample.sites() * Sample::kPrintersOfSite; ++at) {
        const std::size_t first = Sample::FirstOf(at);
        std::vector<std::int64_t> levels;
        for (std::size_t i = first; i < first + Sample::SuppliesOf(at); ++i) {
            const auto& fact = sample.FactOf(i);
            levels.push_back(*fact.level_raw);
            add(supplies,
                fmt::format("({}, {}, {}, '{}', '{}', '{}', '{}', {}, {})", at / Sample::kPrintersOfSite,
                            at % Sample::kPrintersOfSite, fact.slot, fact.colorant, fact.description,
                            fact.cartridge_serial_number, *fact.unit == printing::Unit::kPercent ? "percent" : "items",
                            *fact.max_capacity_raw,
                            sample.engine().StateOf(replenishment::SupplyIndex(i)).book.transit));
        }
        const auto& counters = sample.today().counters[at];
        std::string meters = std::to_string(counters.pages.value_or(0));
        if (counters.color_pages) meters += "," + std::to_string(*counters.color_pages);
        const base::Instant seen = base::Instant(replenishment::DayOf(sample.SeenOn(at))) + hours(18);
        add(printers,
            fmt::format("({}, {}, {}, '{}', '{}', '{{{}}}'::bigint[], "
                        "'{{{}}}'::integer[], '{}'::timestamptz)",
                        at / Sample::kPrintersOfSite, at % Sample::kPrintersOfSite, counters.color_pages.has_value(),
                        Sample::ManufacturerOf(sample.ModelOf(at)), Sample::NameOf(sample.ModelOf(at)), meters,
                        fmt::join(levels, ","), base::FormatRfc3339(seen)));
    }
    return "CREATE TEMP TABLE sample_printers AS SELECT * FROM (VALUES " + printers +
           ") AS made (site, place, color, manufacturer, model, meters, levels, observed_at);\n"
           "CREATE TEMP TABLE sample_supplies AS SELECT * FROM (VALUES " +
           supplies +
           ") AS made (site, place, slot, colorant, description, serial_number, unit, capacity, "
           "transit);\n";
}

std::string CustomerTable(const std::vector<ReplenishCustomer>& customers) {
    std::string rows;
    for (const auto& customer : customers) {
        rows += fmt::format("{}({}::bigint, {}::bigint, {}::bigint)", rows.empty() ? "" : ", ", customer.number,
                            customer.first_site, customer.end_site);
    }
    return "CREATE TEMP TABLE customers AS SELECT * FROM (VALUES " + rows +
           ") AS made (number, first_site, end_site);\n";
}

std::string Catalog() {
    std::string sql;
    for (const auto& item : Sample::Items()) {
        const auto& model = item.models.front();
        sql += fmt::format(
            "INSERT INTO catalog_items VALUES ('{0}', '{1}', '{1}', '{2}', '{3}', '{4}', '{5}', "
            "{6}, {7}, true, 1, "
            "'2026-01-01', '2026-01-01');\n"
            "INSERT INTO catalog_item_models VALUES ('{0}', '{8}', '{2}', '{9}');\n",
            item.id.ToString(), item.part_number, item.manufacturer, item.name, item.supply_type, item.colorant,
            item.yield_pages, item.lead_time_days ? std::to_string(*item.lead_time_days) : "NULL",
            catalog::ModelKey(model.manufacturer, model.model), model.model);
    }
    return sql;
}

// Organizations, sites with a contact each, printers with what they said last, and orders that are
// on their way.
std::string Fleet(std::size_t customers, std::size_t sample_sites) {
    return fmt::format(R"sql(
CREATE FUNCTION pg_temp.child(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('0199a000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
CREATE FUNCTION pg_temp.made(kind bigint, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('0199a00' || kind || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT pg_temp.child(1000000000), NULL, 'operator', 'Operator', 'operator', '2026-01-01', '2026-01-01';
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT pg_temp.child(100000000 + n), pg_temp.child(1000000000), 'parent', 'Partner ' || n, 'partner ' || n,
        '2026-01-01', '2026-01-01' FROM generate_series(0, {partners} - 1) AS n;
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT pg_temp.child(n), pg_temp.child(100000000 + n % {partners}), 'child', 'Customer ' || n, 'customer ' || n,
        '2026-01-01', '2026-01-01' FROM generate_series(0, {customers} - 1) AS n;
CREATE TEMP TABLE places AS
    SELECT pg_temp.child(number) AS organization_id, site AS n, site % {sample_sites} AS alike,
        pg_temp.made(1, site) AS site_id, pg_temp.made(2, site) AS contact_id
    FROM customers, generate_series(first_site, end_site - 1) AS site;
INSERT INTO sites (organization_id, id, name, name_key, street1, street2, street3, building, floor, room, city, state,
        postal_code, country, created_at, updated_at)
    SELECT organization_id, site_id, 'Site ' || n, 'site ' || n, '', '', '', '', '', '', '', '', '', '', '2026-01-01',
        '2026-01-01' FROM places;
INSERT INTO contacts (organization_id, id, first_name, last_name, company, email, phone_country_code, phone_number,
        phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, name_key,
        company_key, city_key, email_key, created_at, updated_at)
    SELECT organization_id, contact_id, 'Ida', 'Berg ' || n, 'Nordlys', n || '@mail.example', '', '', '', 'Storgata ' || n,
        '', '', '', '', '', 'Oslo', '', '0155', 'NO', 'berg ' || n, 'nordlys', 'oslo', n || '@mail.example', '2026-01-01',
        '2026-01-01' FROM places;
CREATE TEMP TABLE made AS
    SELECT places.*, places.n * 10 + place AS printer, pg_temp.made(3, places.n * 10 + place) AS id, place, color,
        manufacturer, model, meters, levels, observed_at, upper(substr(md5('serial' || (places.n * 10 + place)), 1, 10)) AS serial
    FROM places JOIN sample_printers ON sample_printers.site = places.alike;
INSERT INTO contracts (organization_id, id, number, number_key, name, name_key, customer, supplies_included, created_at,
        updated_at)
    SELECT pg_temp.child(n), pg_temp.made(6, n), 'STANDARD', 'standard', 'Standard contract', 'standard contract', 'self_service', true,
        '2026-01-01', '2026-01-01' FROM generate_series(0, {customers} - 1) AS n;
INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, manufacturer, model, serial_number, address,
        port, host_name, hardware_address, device_location, firmware, features, inputs, meters, contact_id,
        under_contract, contract_id, discovered_at, described_at, fingerprint, layout, updated_at, manufacturer_key, model_key, serial_key, address_key,
        host_key, location_key)
    SELECT organization_id, id, 'sn/' || lower(manufacturer) || '/' || serial || printer, 'hw/' || printer, site_id,
        manufacturer, model, serial, '10.0.0.1', 161, 'prn-' || lower(serial), '', 'Floor ' || place, 'FW.1', '{{}}', '[]',
        CASE WHEN color
            THEN '[{{"key":"life/impressions/1","kind":"life","unit":"impressions","index":"1.1"}},
                   {{"key":"color/impressions/1","kind":"color","unit":"impressions","index":"1.2"}}]'
            ELSE '[{{"key":"life/impressions/1","kind":"life","unit":"impressions","index":"1.1"}}]' END::jsonb,
        contact_id, true, (SELECT c.id FROM contracts AS c WHERE c.organization_id = made.organization_id) AS contract_id, '2026-01-01', '2026-01-01', printer, 1, '2026-01-01', lower(manufacturer), lower(model), lower(serial),
        '0a000001', 'prn-' || lower(serial), 'floor ' || place
    FROM made ORDER BY organization_id, id;
INSERT INTO printer_enrollments (organization_id, printer_id, enrolled_at, enrolled_by, source)
    SELECT organization_id, id, '2026-01-01', 'bench', 'operator' FROM made ORDER BY organization_id, id;
INSERT INTO printer_states (organization_id, printer_id, observed_at, journal, seq, layout, status, status_text,
        detected_errors, problems, levels, meters, input_levels, alerts, uptime_seconds, communicating, life_count,
        lowest_percent, lowest_end)
    SELECT organization_id, id, observed_at, 1, printer, 1, 0, 'Ready', 0, '', levels, meters, '{{}}', 0, 1000, true,
        meters[1], greatest(0, levels[1]), '2026-11-22'
    FROM made ORDER BY organization_id, id;
INSERT INTO printer_supplies (organization_id, printer_id, slot, supply_key, supply_index, type, class, colorant,
        description, part_number, serial_number, unit, max_capacity_raw, present)
    SELECT organization_id, id, slot, 'k' || slot, '1.' || slot + 1, 'toner', 'consumed', colorant, description, '',
        serial_number, unit, capacity, true
    FROM made JOIN sample_supplies ON sample_supplies.site = alike AND sample_supplies.place = made.place
    ORDER BY organization_id, id, slot;
INSERT INTO printer_fleets (organization_id, revision, printers)
    SELECT organization_id, 1, count(*) FROM made GROUP BY organization_id;
INSERT INTO supply_orders (organization_id, id, number, state, source, ordered_by, site_id, site_name, contact_id, contact,
        state_reason, ordered_at, updated_at, due_on, family_id)
    SELECT DISTINCT organization_id, pg_temp.made(4, n), 'B' || n, 'submitted', 'replenishment', '', site_id,
        'Site ' || n, contact_id, '{{}}'::jsonb, '', '2026-11-14'::timestamptz, '2026-11-14'::timestamptz,
        '2026-11-14'::date, pg_temp.made(4, n)
    FROM places JOIN sample_supplies ON site = alike WHERE transit > 0;
INSERT INTO supply_order_lines (organization_id, id, order_id, position, printer_id, printer_serial_number, printer_model,
        printer_location, supply_slot, item_part_number, item_name, item_colorant, item_yield_pages, quantity, open, reason)
    SELECT organization_id, pg_temp.made(5, printer * 10 + slot), pg_temp.made(4, n), 1, id, serial, model, '', slot, '',
        description, colorant, 0, transit, true, '{{"code": "replenishment.due", "args": {{}}}}'
    FROM made JOIN sample_supplies ON sample_supplies.site = alike AND sample_supplies.place = made.place
    WHERE transit > 0;
)sql",
                       fmt::arg("partners", kPartners), fmt::arg("customers", customers),
                       fmt::arg("sample_sites", sample_sites));
}

const char* const kTables[] = {"contacts", "printers", "printer_states", "printer_supplies", "supply_order_lines"};

// ---- states -------------------------------------------------------------------------------------

// The rows of a customer's supplies as the run of the day before has left them.
std::vector<store::Row> StatesOf(const ReplenishCustomer& customer, const Sample& sample) {
    const store::Decided decided{kReplenishDay - days(1), base::Instant(kReplenishDay)};
    std::vector<store::Row> rows;
    rows.reserve((customer.end_site - customer.first_site) * Sample::kSuppliesOfSite);
    for (std::size_t site = customer.first_site; site < customer.end_site; ++site) {
        for (std::size_t place = 0; place < Sample::kPrintersOfSite; ++place) {
            const std::size_t printer = site % sample.sites() * Sample::kPrintersOfSite + place;
            const auto id = PrinterOf(site * Sample::kPrintersOfSite + place);
            for (std::size_t slot = 0; slot < Sample::SuppliesOf(printer); ++slot) {
                const std::size_t supply = Sample::FirstOf(printer) + slot;
                const auto& state = sample.engine().StateOf(replenishment::SupplyIndex(supply));
                const auto& decision = sample.DecisionOf(supply);
                rows.push_back(store::RowOf(
                    decided,
                    {id, static_cast<std::int32_t>(slot), replenishment::DayOf(state.gauge.seen_on), std::nullopt},
                    state, decision, {}));
            }
        }
    }
    return rows;
}

// What lists and pages show of them.
std::vector<printers::Estimates> EstimatesOf(const std::vector<store::Row>& rows) {
    std::vector<printers::Estimates> estimates;
    for (const store::Row& row : rows) {
        if (estimates.empty() || estimates.back().printer_id != row.printer_id)
            estimates.push_back({row.printer_id, base::Instant(kReplenishDay), {}});
        estimates.back().supplies.rows.push_back({row.supply_slot, row.days_left, row.decided_percent, ""});
    }
    return estimates;
}

void WriteLearned(pg::Transaction& tx, const ReplenishCustomer& customer, const Sample& sample) {
    std::vector<store::SiteRow> sites;
    for (std::size_t site = customer.first_site; site < customer.end_site; ++site) {
        sites.push_back(store::RowOf(SiteOf(site), ContactOf(site),
                                     sample.engine().SiteOf(replenishment::SiteIndex(site % sample.sites()))));
    }
    store::Write(tx, OrganizationOf(customer.number), sites);
    store::Write(tx, OrganizationOf(customer.number), sample.engine().fleet());
}

}  // namespace

Result ReplenishDatabase(const std::vector<ReplenishCustomer>& customers, ReplenishSample& sample) {
    sample.Live();
    const auto threads = static_cast<std::size_t>(tasks::WorkerOptions{}.threads);
    Database database;
    pg::Pool pool({.url = database.application_url(), .size = static_cast<int>(threads) + 1});
    // Says how long it takes; the CPU times tell on a machine that has other work, too.
    const auto each = [&](const std::string& what, auto work) {
        const auto cpu = ProcessCpu();
        const auto database_cpu = database.Cpu();
        const double seconds = InParallel(customers.size(), threads, [&](std::size_t i) {
            pg::Transaction tx(pool, pg::Scope::Organization(OrganizationOf(customers[i].number)));
            work(tx, i);
            tx.Commit();
        });
        Say(fmt::format("  {} in {:.1f} s; CPU time {:.1f} s, and {:.1f} s in the database", what, seconds,
                        std::chrono::duration<double>(ProcessCpu() - cpu).count(),
                        (database.Cpu() - database_cpu).count()));
        return seconds;
    };

    const auto begun = std::chrono::steady_clock::now();
    database.Fill(
        kTables, SampleTables(sample) + CustomerTable(customers) + Catalog() + Fleet(customers.size(), sample.sites()));
    each("states written", [&](pg::Transaction& tx, std::size_t i) {
        const auto organization = OrganizationOf(customers[i].number);
        const auto states = StatesOf(customers[i], sample);
        const auto estimates = EstimatesOf(states);
        store::Write(tx, organization, {}, states, estimates);
        printers::RenewEnds(tx, organization, estimates, {});
        WriteLearned(tx, customers[i], sample);
    });
    database.Sql("VACUUM ANALYZE");
    Say(fmt::format("  made in {:.0f} s",
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count()));

    std::vector<std::vector<store::Row>> rows;
    for (const auto& customer : customers) rows.push_back(StatesOf(customer, sample));
    std::atomic<std::size_t> read = 0;
    const double baseline = each("states read and written", [&](pg::Transaction& tx, std::size_t i) {
        const auto organization = OrganizationOf(customers[i].number);
        const auto kept = store::LockAll(tx, organization);
        read += kept.size();
        store::Write(tx, organization, kept, rows[i]);
    });
    rows.clear();
    database.Sql("VACUUM ANALYZE");

    const base::Instant now = base::Instant(kReplenishDay) + hours(26);
    base::ManualClock clock(now);
    base::IdSource ids(clock);
    const auto texts = i18n::Catalogues::BuiltIn();
    const base::SecretBox secrets(std::string(base::SecretBox::kKeyBytes, 'k'));
    mail::Mailer mailer(texts, ids, secrets, "platen.example");
    orders::Office office{ids, mailer, "https://portal.example"};
    std::atomic<std::int64_t> decided = 0;
    std::atomic<std::int64_t> ordered = 0;
    const double seconds = each("daily run", [&](pg::Transaction& tx, std::size_t i) {
        const auto result =
            replenishment::RunDaily(tx, office, OrganizationOf(customers[i].number), kReplenishDay, now, {});
        decided += result.supplies;
        ordered += result.orders;
    });
    Say(fmt::format("  {} supplies decided, {} orders", decided.load(), ordered.load()));
    const std::size_t supplies = customers.back().end_site * Sample::kSuppliesOfSite;
    if (read != supplies || static_cast<std::size_t>(decided) != supplies || ordered == 0) {
        throw std::runtime_error("not every supply was decided, or nothing was ordered");
    }
    return {"replenish_database", seconds, "s", "reading and writing the states by the same two statements", baseline};
}

}  // namespace bench
