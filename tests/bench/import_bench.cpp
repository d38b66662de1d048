#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "lib/base/csv.hpp"
#include "server/contacts/testing.hpp"
#include "server/contacts/imports.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"

// `import`: 300 contacts from the upload to the report that says so, through the router and the workers of a server,
// into an organization that has 3,000 contacts already. The slowest of ten files counts.
namespace {

constexpr int kRows = 300;
constexpr int kFiles = 10;

std::string FileOf(int number) {
    std::string csv;
    base::csv::AppendRow(csv, contacts::testing::Header());
    for (int row = 0; row < kRows; ++row) {
        base::csv::AppendRow(csv, contacts::testing::Row(fmt::format("N{}x{}", number, row),
                                                         {{"address_2", "Entrance B, second yard"}, {"floor", "3"}}));
    }
    return csv;
}

std::vector<bench::Result> Import() {
    bench::Database database;
    pg::Pool pool({.url = database.application_url(), .size = 4});
    const base::SystemClock clock;
    base::IdSource ids(clock);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    server::testing::World world(pool, clock);
    const auto organization = world.AddOrganization(world.platen(), "Nordlys").id;
    http::TestApi api(&pool, clock);
    contacts::RegisterImports(api.router(), {ids, catalogues});
    tasks::Registry registry;
    contacts::RegisterTasks(registry, ids);
    tasks::Workers workers(pool, clock, registry);
    workers.Start();
    const auto client = api.As(api.SignIn(organization, {http::Role::kSuppliesManager}));

    std::vector<double> seconds;
    for (int number = 0; number < 2 * kFiles; ++number) {
        const std::string file = FileOf(number);
        const auto begun = std::chrono::steady_clock::now();
        const std::string path = client.Post("/api/v1/contact-imports", file).Header("Location");
        for (;;) {
            const auto answer = client.Get(path);
            if (answer.At("/state") == "completed") break;
            if (answer.status != 200 || answer.At("/state") == "failed") throw std::runtime_error(answer.body);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        // The first ones fill the organization and warm everything.
        if (number < kFiles) continue;
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    }
    workers.Stop();
    std::ranges::sort(seconds);
    return {{"import", seconds.back(), "s for 300 contacts, slowest", "target", 0.3},
            {"import_median", seconds[seconds.size() / 2], "s for 300 contacts, median", "target", 0.3}};
}

const bench::Registration kImport("import", "300 contacts from the upload to the report", Import);

}  // namespace
