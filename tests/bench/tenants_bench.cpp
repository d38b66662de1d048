#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "lib/net/gzip.hpp"
#include "server/agents/agents.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/api/shares.hpp"
#include "server/platform/http/server.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"
#include "tests/bench/sender.hpp"

// `tenants`: how long the agents of one customer wait while those of another one send whatever they can over sixteen
// connections: bombs (26 KB of gzip with two million empty objects) and the largest batches that are taken. The baseline is
// the same customer with the server for itself.
namespace {

using server::testing::Journaled;
using server::testing::SampleReading;

constexpr int kAttackers = 16;
constexpr int kRequests = 300;
const base::Instant kStart = server::testing::At("2026-11-10T00:00:00Z");

std::string Batch(const std::string& key, std::int64_t first, int readings, int alerts) {
    printing::ReadingBatch sent;
    sent.boot_epoch = 1;
    for (int i = 0; i < readings; ++i) {
        auto reading = SampleReading(i, 1000 + static_cast<int>(first) + i);
        for (int alert = 0; alert < alerts; ++alert) {
            reading.alerts.push_back({fmt::format("1.{}", alert), printing::AlertSeverity::kWarning,
                                      printing::AlertGroup::kInput, alert, 13, std::nullopt, "Tray is empty"});
        }
        sent.readings.push_back(Journaled(first + i, kStart + std::chrono::milliseconds(first + i), reading));
    }
    return bench::Delivery(key, net::Gzip(base::json::Write(sent), net::Compression::kFast));
}

std::string Bomb(const std::string& key) {
    std::string json = R"({"boot_epoch":1,"thinned":[],"readings":[{})";
    for (int i = 0; i < 2'000'000; ++i) json += ",{}";
    return bench::Delivery(key, net::Gzip(json + "]}", net::Compression::kSmall));
}

// Milliseconds, of which 95 in 100 requests take no more.
double P95(std::uint16_t port, const std::vector<std::string>& requests) {
    bench::Sender sender(port);
    std::vector<double> took;
    for (const auto& request : requests) {
        const auto start = std::chrono::steady_clock::now();
        const auto answer = sender.Send(request);
        if (answer.find("acknowledged_seq") == std::string::npos) throw std::runtime_error(answer);
        took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        std::this_thread::sleep_for(std::chrono::milliseconds(12));  // below the rate of one agent
    }
    std::ranges::sort(took);
    return took[took.size() * 95 / 100];
}

std::vector<bench::Result> Tenants() {
    bench::Database database;
    pg::Pool pool({.url = database.application_url(), .size = 8});
    base::ManualClock clock(kStart + std::chrono::hours(1));
    server::testing::World world(pool, clock);
    const base::SecretBox secrets(std::string(base::SecretBox::kKeyBytes, 'k'));
    http::Wakeups wakeups;
    http::Router router({.clock = &clock, .pool = &pool, .secrets = &secrets, .wakeups = &wakeups});
    agents::AgentAuthenticator authenticator(pool);
    router.AddAuthenticator(authenticator);
    printers::Intake intake(world.ids());
    readings::Partitions partitions(pool);
    partitions.EnsureAhead(kStart);
    readings::RegisterHttp(router, {world.ids(), intake, partitions});
    const auto good = world.AddCustomer("Good");
    const auto bad = world.AddCustomer("Bad");
    const std::string& key = world.KeyOf(good.agent);
    std::vector<std::string> alone;
    std::vector<std::string> attacked;
    for (int i = 0; i < kRequests; ++i) alone.push_back(Batch(key, 1 + i * 20, 20, 0));
    for (int i = kRequests; i < 2 * kRequests; ++i) attacked.push_back(Batch(key, 1 + i * 20, 20, 0));

    http::Server server({.port = 0, .workers = 8, .share = http::ShareOf}, router, wakeups);
    const double before = P95(server.port(), alone);
    std::atomic<bool> stop = false;
    std::atomic<int> sent = 0;
    double under = 0;
    {
        std::vector<std::jthread> attackers;
        const std::string bomb = Bomb(world.KeyOf(bad.agent));
        const std::string large = Batch(world.KeyOf(bad.agent), 1, 500, 80);
        for (int i = 0; i < kAttackers; ++i) {
            attackers.emplace_back([&, i] {
                bench::Sender sender(server.port());
                while (!stop) {
                    (void)sender.Send(i % 2 == 0 ? bomb : large);
                    ++sent;
                }
            });
        }
        std::this_thread::sleep_for(std::chrono::seconds(2));
        under = P95(server.port(), attacked);
        stop = true;
    }
    bench::Say(fmt::format("  {} requests of the attack were answered", sent.load()));
    server.Stop();
    return {{"tenants_p95", under, "ms", "the same customer alone", before}};
}

const bench::Registration kTenants("tenants", "one customer under the attack of another one", Tenants);

}  // namespace
