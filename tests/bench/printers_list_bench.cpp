#include <fmt/format.h>

#include <algorithm>

#include "lib/base/json.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/testing/sample_reading.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"

// `printers_list`: 1,000,000 printers of 1,000 customers under 20 partners, seen by the operator, a partner, a large, a
// middling and a small customer: every order, every filter, searches, deep pages. Requests run through the router, one
// at a time. PLATEN_BENCH_PRINTERS sets another number.
namespace {

constexpr int kChildren = 1000;
constexpr int kParents = 20;
const base::Instant kNow = server::testing::At("2026-11-21T12:00:00Z");

// Customers of very different size: number 0 has a tenth of all printers, half of them have some dozens.
std::string Generate(long count) {
    return fmt::format(R"sql(
CREATE FUNCTION child(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('0199a000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT child(1000000), NULL, 'operator', 'Operator', 'operator', '2026-01-01', '2026-01-01';
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT child(100000 + n), child(1000000), 'parent', 'Partner ' || n, 'partner ' || n, '2026-01-01', '2026-01-01'
    FROM generate_series(0, {parents} - 1) AS n;
INSERT INTO organizations (id, parent_id, tier, name, name_key, created_at, updated_at)
    SELECT child(n), child(100000 + n % {parents}), 'child', 'Customer ' || n, 'customer ' || n, '2026-01-01',
        '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
INSERT INTO sites (organization_id, id, name, name_key, street1, street2, street3, building, floor, room, city, state,
        postal_code, country, created_at, updated_at)
    SELECT child(n), child(2000000 + n), 'Site ' || n, 'site ' || n, '', '', '', '', '', '', '', '', '', '',
        '2026-01-01', '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
INSERT INTO agents (organization_id, id, site_id, name, name_key, include, exclude, allow_public_addresses,
        discovery_interval_seconds, polling_interval_seconds, secrets, created_at, updated_at)
    SELECT child(n), child(3000000 + n), child(2000000 + n), 'Agent ' || n, 'agent ' || n, '{{}}', '{{}}', false, 86400,
        3600, '', '2026-01-01', '2026-01-01' FROM generate_series(0, {children} - 1) AS n;
CREATE TEMP TABLE made AS
    SELECT n, floor({children} * power(abs(hashint8(n)) / 2147483648.0, 3))::bigint AS customer,
        (lpad(to_hex(27000000 + n), 8, '0') || '-0000-7000-8000-' || substr(md5(n::text), 1, 12))::uuid AS id,
        (ARRAY['Lexmark', 'HP', 'Brother', 'Kyocera', 'Ricoh', 'Canon', 'Xerox', 'Epson'])[1 + n % 8] AS manufacturer,
        (ARRAY['CX', 'MX', 'LaserJet M', 'HL-L', 'TASKalfa ', 'IM C', 'VersaLink C', 'WF-'])[1 + n % 8]
            || (300 + n % 97 * 10) AS model,
        upper(substr(md5('serial' || n), 1, 5) || lpad(to_hex(n), 7, '0')) AS serial, md5('x' || n) AS noise
    FROM generate_series(0, {count} - 1) AS n;
INSERT INTO printers (organization_id, id, identity_key, weak_key, site_id, agent_id, manufacturer, model, serial_number,
        address, port, host_name, hardware_address, device_location, firmware, features, inputs, meters, under_contract,
        discovered_at, described_at, fingerprint, layout, updated_at, manufacturer_key, model_key, serial_key, address_key,
        host_key, location_key)
    SELECT child(customer), id, 'sn/' || lower(manufacturer) || '/' || serial, 'hw/' || noise, child(2000000 + customer),
        child(3000000 + customer), manufacturer, model, serial,
        '10.' || n % 200 || '.' || n / 200 % 256 || '.' || n % 250, 161, 'prn-' || substr(noise, 1, 6), '',
        'Floor ' || n % 30, 'FW.1', '{{color,duplex}}', '[]',
        '[{{"key":"life/impressions/1","kind":"life","unit":"impressions","index":"1.1"}}]', n % 3 = 0,
        '2026-11-21'::timestamptz - (n % 400) * interval '1 day', '2026-11-21', n, 1, '2026-11-21', lower(manufacturer),
        lower(model), lower(serial),
        '0a' || lpad(to_hex(n % 200), 2, '0') || lpad(to_hex(n / 200 % 256), 2, '0') || lpad(to_hex(n % 250), 2, '0'),
        'prn-' || substr(noise, 1, 6), 'floor ' || n % 30
    FROM made;
INSERT INTO printer_states (organization_id, printer_id, observed_at, journal, seq, layout, status, status_text,
        detected_errors, problems, levels, meters, input_levels, alerts, uptime_seconds, communicating, life_count,
        lowest_percent, lowest_days_left)
    SELECT child(customer), id, '2026-11-21T12:00:00Z'::timestamptz - abs(hashint8(n + 7)) % 3600 * interval '1 second'
            - CASE WHEN n % 50 = 0 THEN interval '9 days' ELSE interval '0' END,
        1, n, 1, CASE WHEN n % 41 = 0 THEN 3 WHEN n % 13 = 0 THEN 2 ELSE 0 END, 'Ready', 0, '',
        ARRAY[n % 101, n % 89, n % 97, n % 79, -3], ARRAY[n % 900000], '{{}}', 0, 1000, n % 50 <> 0, n % 900000,
        least(n % 101, n % 89, n % 97, n % 79), n % 300
    FROM made;
INSERT INTO printer_supplies (organization_id, printer_id, slot, supply_key, supply_index, type, class, colorant,
        description, part_number, serial_number, unit, max_capacity_raw, present)
    SELECT child(customer), id, slot, 'k' || slot, '1.' || slot + 1, 'toner_cartridge', 'consumed',
        (ARRAY['black', 'cyan', 'magenta', 'yellow', ''])[slot + 1], 'Toner cartridge ' || slot, '', '', 'percent', 100, true
    FROM made, generate_series(0, 4) AS slot;
INSERT INTO printer_terms (organization_id, printer_id, term)
    SELECT DISTINCT child(customer), id, term FROM made, unnest(ARRAY[lower(manufacturer), lower(serial),
        'prn-' || substr(noise, 1, 6), 'prn', substr(noise, 1, 6), 'floor', lower(split_part(model, ' ', 1)),
        lower(split_part(model, ' ', 2))]) AS term WHERE term <> '';
INSERT INTO printer_fleets (organization_id, revision, printers)
    SELECT child(customer), 1, count(*) FROM made GROUP BY customer;
)sql",
                       fmt::arg("parents", kParents), fmt::arg("children", kChildren), fmt::arg("count", count));
}

base::OrganizationId Child(long number) {
    return *base::OrganizationId::Parse(fmt::format("0199a000-0000-7000-8000-{:012x}", number));
}

struct View {
    const char* name;
    http::Actor actor;
};

const char* const kSorts[] = {"model",          "manufacturer",  "serial_number", "address",          "host_name",
                              "location",       "discovered_at", "state",         "life_count",       "last_contact_at",
                              "supply_percent", "supply_days",   "site_name",     "organization_name"};
const char* const kFilters[] = {"state=error",
                                "state=error&state=warning",
                                "communicating=false",
                                "supply_below_percent=5",
                                "supply_below_days=3",
                                "newly_discovered=true",
                                "under_contract=true",
                                "model=CX310",
                                "search=lexmark",
                                "search=xerox",
                                "search=prn-0a",
                                "search=3f2",
                                "search=kyocera%20taskalfa",
                                "search=brother%20floor&state=error",
                                "model=MX320&state=error&communicating=true"};

std::vector<bench::Result> PrintersList() {
    const char* wanted = ::getenv("PLATEN_BENCH_PRINTERS");
    const long count = wanted == nullptr ? 1'000'000 : std::atol(wanted);
    bench::Database database;
    bench::Say(fmt::format("  making {} printers", count));
    auto start = std::chrono::steady_clock::now();
    constexpr const char* kTables[] = {"printers", "printer_states", "printer_supplies", "printer_terms"};
    database.Fill(kTables, Generate(count));
    database.Sql("VACUUM ANALYZE");
    database.Sql("CHECKPOINT");  // else it is written while lists are measured
    bench::Say(fmt::format("  made in {:.0f} s",
                           std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()));

    pg::Pool pool({.url = database.application_url(), .size = 2});
    base::ManualClock clock(kNow);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    http::TestApi api(&pool, clock);
    printer_views::RegisterHttp(api.router(), {catalogues});

    std::vector<base::OrganizationId> all;
    std::vector<base::OrganizationId> of_partner;
    for (long n = 0; n < kChildren; ++n) {
        all.push_back(Child(n));
        if (n % kParents == 3) of_partner.push_back(Child(n));
    }
    const http::RoleSet viewer{http::Role::kViewer};
    std::vector<View> views;
    views.push_back({"operator", api.SignIn(Child(1000000), viewer, all)});
    views.push_back({"partner", api.SignIn(Child(100003), viewer, of_partner)});
    views.push_back({"large", api.SignIn(Child(0), viewer, {Child(0)})});
    views.push_back({"middling", api.SignIn(Child(40), viewer, {Child(40)})});
    views.push_back({"small", api.SignIn(Child(900), viewer, {Child(900)})});

    struct Timed {
        double ms = 0;
        std::string what;
    };
    std::vector<Timed> timed;
    const auto ask = [&](const View& view, const std::string& query, bool counts) {
        const auto begun = std::chrono::steady_clock::now();
        const auto answer = api.As(view.actor).Get("/api/v1/printers?limit=50&" + query);
        const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
        if (answer.status != 200) throw std::runtime_error(query + ": " + answer.body);
        if (counts) timed.push_back({ms, fmt::format("{} {}", view.name, query)});
        const auto page = answer.Json();
        const auto& next = page.as_object().at("next_cursor");
        return next.is_string() ? std::string(next.as_string()) : std::string();
    };
    for (const bool counts : {false, true}) {  // the first time warms the caches
        for (const View& view : views) {
            for (const char* sort : kSorts) {
                for (const char* direction : {"", "-"}) {
                    const std::string query = fmt::format("sort={}{}", direction, sort);
                    std::string cursor = ask(view, query, counts);
                    for (int page = 0; page < (counts ? 10 : 1) && !cursor.empty(); ++page) {
                        cursor = ask(view, query + "&cursor=" + cursor, counts);
                    }
                }
            }
            for (const char* filter : kFilters) {
                for (const char* sort :
                     {"model", "-last_contact_at", "serial_number", "life_count", "supply_percent"}) {
                    const std::string query = fmt::format("{}&sort={}", filter, sort);
                    const std::string cursor = ask(view, query, counts);
                    if (!cursor.empty()) ask(view, query + "&cursor=" + cursor, counts);
                }
            }
        }
    }
    std::ranges::sort(timed, {}, &Timed::ms);
    for (std::size_t i = timed.size(); i-- > timed.size() - 15;) {
        bench::Say(fmt::format("  {:8.1f} ms  {}", timed[i].ms, timed[i].what.substr(0, 120)));
    }
    const auto at = [&](double share) { return timed[static_cast<std::size_t>(share * double(timed.size() - 1))].ms; };
    bench::Say(fmt::format("  {} requests", timed.size()));
    return {{"printers_list", at(0.99), "ms p99", "target", 50},
            {"printers_list_p50", at(0.5), "ms p50", "target of p99", 50}};
}

const bench::Registration kPrintersList("printers_list", "lists over 1,000,000 printers, p99 at the API", PrintersList);

}  // namespace
