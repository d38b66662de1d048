#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <thread>

#include "lib/base/csv.hpp"
#include "server/contacts/imports.hpp"
#include "server/contacts/testing.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/world.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"
#include "tests/bench/recorded.hpp"

// `import`: 300 contacts from the upload to the report that says so, through the router and a worker of a server, into an
// organization that has 3,000 contacts already. The slowest of ten files counts; beside them the statements of all ten,
// from libpq alone, on the database as it was.
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

// A server with one worker; the files one after another. Gives the seconds of each.
std::vector<double> Send(const bench::Database& database, base::OrganizationId organization, int first) {
    pg::Pool pool({.url = database.application_url(), .size = 4});
    const base::SystemClock clock;
    base::IdSource ids(clock);
    const auto catalogues = i18n::Catalogues::BuiltIn();
    http::TestApi api(&pool, clock);
    contacts::RegisterImports(api.router(), {ids, catalogues});
    tasks::Registry registry;
    contacts::RegisterTasks(registry, ids);
    tasks::Workers workers(pool, clock, registry, {.threads = 1});
    workers.Start();
    const auto client = api.As(api.SignIn(organization, {http::Role::kSuppliesManager}));

    std::vector<double> seconds;
    for (int number = first; number < first + kFiles; ++number) {
        const std::string file = FileOf(number);
        const auto begun = std::chrono::steady_clock::now();
        const std::string path = client.Post("/api/v1/contact-imports?file_name=contacts.csv", file).Header("Location");
        for (std::string state; state != "completed";) {
            const bench::Recording::Pause asking;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            state = client.Get(path).At("/state");
            if (state.empty() || state == "failed") throw std::runtime_error("the import is " + state);
        }
        client.Get(path);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    }
    workers.Stop();
    return seconds;
}

std::vector<bench::Result> Import() {
    bench::Database database;
    base::OrganizationId organization;
    {
        pg::Pool pool({.url = database.application_url(), .size = 1});
        const base::SystemClock clock;
        server::testing::World world(pool, clock);
        organization = world.AddOrganization(world.platen(), "Nordlys").id;
    }
    Send(database, organization, 0);  // fills the organization
    const std::string copy = database.Copy();
    const bench::Recording recording;
    std::vector<double> seconds = Send(database, organization, kFiles);
    const double statements = recording.Replay(copy) / kFiles;
    bench::Say(fmt::format("  {} statements a file", recording.statements() / kFiles));
    std::ranges::sort(seconds);
    const double mean = std::reduce(seconds.begin(), seconds.end()) / kFiles;
    return {{"import", seconds.back(), "s for 300 contacts, slowest", "target", 0.3},
            {"import_statements", 1 / mean, "files/s", "the same statements from libpq", 1 / statements}};
}

const bench::Registration kImport("import", "300 contacts from the upload to the report", Import);

}  // namespace
