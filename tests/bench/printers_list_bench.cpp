#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lib/base/json.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/printer_views/printer_views.hpp"
#include "server/testing/sample_reading.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"
#include "tests/bench/fleet_rows.hpp"
#include "tests/bench/memory_group.hpp"

// `printers_list`: 1,000,000 printers of 1,000 customers under 20 partners, seen by the operator, a partner, a large, a
// middling and a small customer: every order, every filter, searches, deep pages. Requests run through the router, one
// at a time. The database has 2 GB of memory, what the system keeps of its files with it, as on a small machine: where this
// process may make such a group; PLATEN_BENCH_MEMORY_MB sets another bound, 0 none. PLATEN_BENCH_PRINTERS sets another number.
namespace {

constexpr int kChildren = 1000;
constexpr int kParents = 20;
const base::Instant kNow = server::testing::At("2026-11-21T12:00:00Z");

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
    const auto count = static_cast<long>(bench::Wanted("PLATEN_BENCH_PRINTERS", 1'000'000));
    const auto megabytes = bench::Wanted("PLATEN_BENCH_MEMORY_MB", 2048);
    std::optional<bench::MemoryGroup> group;
    if (megabytes > 0) group.emplace(std::uint64_t{megabytes} << 20);
    const bool bounded = group && group->bounds();
    if (bounded) group->Enter();
    std::optional<bench::Database> made(std::in_place);
    if (bounded) group->Leave();
    bench::Database& database = *made;
    bench::Say(bounded ? fmt::format("  {} MB of memory for the database and its files", megabytes)
                       : "  no bound of memory: none wanted, or this user may not make a group of processes");
    bench::Say(fmt::format("  making {} printers", count));
    auto start = std::chrono::steady_clock::now();
    database.Fill(bench::kFleetTables, bench::FleetSql(count, kChildren, kParents));
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
        all.push_back(bench::FleetOrganization(n));
        if (n % kParents == 3) of_partner.push_back(bench::FleetOrganization(n));
    }
    const http::RoleSet viewer{http::Role::kViewer};
    std::vector<View> views;
    views.push_back({"operator", api.SignIn(bench::FleetOrganization(1000000), viewer, all)});
    views.push_back({"partner", api.SignIn(bench::FleetOrganization(100003), viewer, of_partner)});
    views.push_back({"large", api.SignIn(bench::FleetOrganization(0), viewer, {bench::FleetOrganization(0)})});
    views.push_back({"middling", api.SignIn(bench::FleetOrganization(40), viewer, {bench::FleetOrganization(40)})});
    views.push_back({"small", api.SignIn(bench::FleetOrganization(900), viewer, {bench::FleetOrganization(900)})});

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
