#include <fmt/format.h>

#include <algorithm>

#include "lib/base/json.hpp"
#include "server/mps_express/mps_express.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/testing/sample_reading.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"
#include "tests/bench/fleet_rows.hpp"
#include "tests/bench/recorded.hpp"

// `eligibility`: the counts of the nine states over 100,000 printers of one customer, through the router: all of them, and
// chosen one by one. Beside them the statements of the request, from libpq alone. PLATEN_BENCH_PRINTERS sets another number.
namespace {

constexpr int kTimes = 15;
const base::Instant kNow = server::testing::At("2026-11-21T12:00:00Z");

// A third of the models is not supported, some printers have printed too much, half have a contact.
constexpr const char* kProgramme = R"sql(
INSERT INTO organization_entitlements (organization_id, entitlement, granted_by, granted_at)
    SELECT id, 'mps_express', 'bench', '2026-01-01' FROM organizations WHERE tier = 'child';
INSERT INTO mps_express_models (id, manufacturer, model, model_key, supported, maximum_lifetime_pages, created_at,
        updated_at)
    SELECT gen_random_uuid(), min(manufacturer), min(model), key, key LIKE '%0', 800000, '2026-01-01', '2026-01-01'
    FROM (SELECT DISTINCT manufacturer, model, regexp_replace(lower(manufacturer), '[^a-z0-9]', '', 'g') || ' '
            || regexp_replace(lower(model), '[^a-z0-9]', '', 'g') AS key FROM printers) AS models
    GROUP BY key;
INSERT INTO contacts (organization_id, id, first_name, last_name, company, email, phone_country_code, phone_number,
        phone_extension, street1, street2, street3, building, floor, room, city, state, postal_code, country, name_key,
        company_key, city_key, email_key, created_at, updated_at)
    SELECT id, id, 'Ada', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'ada', '', '', '',
        '2026-01-01', '2026-01-01' FROM organizations WHERE tier = 'child';
UPDATE printers SET contact_id = organization_id WHERE fingerprint % 2 = 0;
VACUUM ANALYZE;
)sql";

struct Asked {
    double slowest = 0;  // s
    double typical = 0;  // s
    double statements = 0;
};

Asked Ask(const bench::Database& database, http::TestApi& api, const http::Actor& actor, const std::string& body,
          std::size_t printers) {
    std::vector<double> seconds;
    std::vector<double> raw;
    for (int time = 0; time < kTimes; ++time) {
        const bench::Recording recording;
        const auto begun = std::chrono::steady_clock::now();
        const auto answer = api.As(actor).Post("/api/v1/mps-express/eligibility", body);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        if (answer.At("/total") != std::to_string(printers)) throw std::runtime_error(answer.body.substr(0, 500));
        raw.push_back(recording.Replay(database.application_url()));
    }
    std::ranges::sort(seconds);
    std::ranges::sort(raw);
    return {seconds.back(), seconds[kTimes / 2], raw[kTimes / 2]};
}

std::vector<bench::Result> Eligibility() {
    const std::size_t printers = bench::Wanted("PLATEN_BENCH_PRINTERS", 100'000);
    bench::Database database;
    database.Fill(bench::kFleetTables, bench::FleetSql(static_cast<long>(printers), 1, 1));
    std::string_view script = kProgramme;
    for (auto end = script.find(";\n"); end != std::string_view::npos; end = script.find(";\n")) {
        database.Sql(std::string(script.substr(0, end)));
        script.remove_prefix(end + 1);
    }
    boost::json::array ids;
    for (const auto& row : database.admin().Script("SELECT id FROM printers ORDER BY fingerprint")) {
        ids.emplace_back(*row[0]);
    }
    const std::string chosen = boost::json::serialize(boost::json::object{{"printer_ids", ids}});

    pg::Pool pool({.url = database.application_url(), .size = 1});
    base::ManualClock clock(kNow);
    base::IdSource made(clock);
    http::TestApi api(&pool, clock);
    mps_express::RegisterHttp(api.router(), {made});
    const auto customer = bench::FleetOrganization(0);
    const auto viewer = api.SignIn(customer, {http::Role::kViewer}, {customer});
    const Asked all = Ask(database, api, viewer, R"({"printer_ids":null})", printers);
    const Asked some = Ask(database, api, viewer, chosen, printers);
    return {
        {"eligibility", all.slowest, "s for all 100,000 printers, slowest", "target", 0.3},
        {"eligibility_chosen", some.slowest, "s for 100,000 chosen printers, slowest", "target", 0.3},
        {"eligibility_statements", 1 / all.typical, "answers/s", "the same statements from libpq", 1 / all.statements},
        {"eligibility_chosen_statements", 1 / some.typical, "answers/s", "the same statements from libpq",
         1 / some.statements}};
}

const bench::Registration kEligibility("eligibility", "MPS Express eligibility of 100,000 printers", Eligibility);

}  // namespace
