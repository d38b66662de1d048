#include <fmt/format.h>
#include <libpq-fe.h>

#include <map>
#include <thread>

#include "lib/base/json.hpp"
#include "lib/base/secrets.hpp"
#include "server/agents/agents.hpp"
#include "server/identity/token.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/http/compression.hpp"
#include "server/platform/http/server.hpp"
#include "server/printers/state_store.hpp"
#include "server/readings/reading_store.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/database.hpp"
#include "tests/bench/sender.hpp"

// `ingest`: readings over HTTP to committed history and current state. Agents send batches of 500 gzip'd readings at
// once over connections of their own; each reading differs from the one before, so each makes a row of history. The
// baselines write the same rows past the server: the same two statements from libpq, and COPY of the history alone.
namespace {

using server::testing::Journaled;
using server::testing::SampleReading;
using std::chrono::hours;

constexpr int kAgents = 4;
constexpr int kPrintersEach = 5000;
constexpr int kBatch = 500;
constexpr int kRounds = 3;  // measured; one before them finds the printers
constexpr int kBatches = kPrintersEach / kBatch;
const base::Instant kStart = server::testing::At("2026-11-10T00:00:00Z");

printing::Reading ReadingOf(int agent, int printer, int round) {
    auto reading = SampleReading(agent * kPrintersEach + printer, 1000 + 37 * round + printer % 11, 90 - round);
    reading.supplies[1].level_raw = 30000 - 111 * round;
    return reading;
}

// A batch of a round: `agent`'s printers from batch * kBatch on.
printing::ReadingBatch BatchOf(int agent, int round, int batch) {
    printing::ReadingBatch sent;
    sent.boot_epoch = 1;
    for (int i = 0; i < kBatch; ++i) {
        const int printer = batch * kBatch + i;
        const std::int64_t seq = std::int64_t{round} * kPrintersEach + printer + 1;
        sent.readings.push_back(Journaled(seq, kStart + hours(round) + std::chrono::milliseconds(printer),
                                          ReadingOf(agent, printer, round)));
    }
    return sent;
}

struct Customer {
    printers::Source source;
    std::string key;
    std::vector<std::string> first_round;
    std::vector<std::string> requests;
};

double RunAll(const std::vector<Customer>& customers, const std::function<void(const Customer&)>& work) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::jthread> threads;
    std::vector<std::exception_ptr> failures(customers.size());
    for (std::size_t i = 0; i < customers.size(); ++i) {
        threads.emplace_back([&, i] {
            try {
                work(customers[i]);
            } catch (...) {
                failures[i] = std::current_exception();
            }
        });
    }
    threads.clear();
    for (const auto& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The rows of one batch, as the server makes them.
struct Rows {
    readings::store::HistoryBatch history;
    printers::store::StateBatch states;
};

std::vector<Rows> RowsOf(const Customer& customer, int agent, int first_round, int rounds,
                         const std::map<std::string, printers::PrinterId>& ids) {
    printers::SlotMap slots{1, {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}, 5, 5};
    std::vector<Rows> all;
    for (int round = first_round; round < first_round + rounds; ++round) {
        for (int batch = 0; batch < kBatches; ++batch) {
            auto sent = BatchOf(agent, round, batch);
            std::sort(sent.readings.begin(), sent.readings.end(), [&](const auto& a, const auto& b) {
                return ids.at(*a.reading.serial_number) < ids.at(*b.reading.serial_number);
            });
            Rows& rows = all.emplace_back(
                Rows{{customer.source.organization, 1}, {.organization = customer.source.organization, .journal = 1}});
            printers::Arrival arrival{.slots = std::make_shared<const printers::SlotMap>(slots)};
            std::int32_t chain = 0;
            for (const auto& reading : sent.readings) {
                printers::PackInto(reading.reading, slots, arrival.packed);
                arrival.printer = ids.at(*reading.reading.serial_number);
                arrival.observed_at = reading.observed_at;
                arrival.seq = reading.seq;
                arrival.reading = &reading.reading;
                rows.history.Add({.printer_id = arrival.printer,
                                  .observed_at = reading.observed_at,
                                  .seq = reading.seq,
                                  .layout = 1,
                                  .chain_at = reading.observed_at,
                                  .compare = true,
                                  .chain = chain++},
                                 arrival.packed);
                rows.states.Add(arrival);
            }
        }
    }
    return all;
}

double Statements(pg::Pool& pool, const Customer& customer, const std::vector<Rows>& all) {
    const auto start = std::chrono::steady_clock::now();
    for (const Rows& rows : all) {
        pg::Transaction tx(pool, pg::Scope::Organization(customer.source.organization));
        readings::store::InsertHistory(tx, rows.history);
        printers::store::UpdateStates(tx, rows.states);
        tx.Commit();
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// One COPY of everything, as a superuser: row level security refuses it to the application.
double Copy(pg::Connection& admin, const Customer& customer, const std::vector<Rows>& all) {
    std::vector<std::string> texts;
    for (const Rows& rows : all) {
        std::string& text = texts.emplace_back();
        const auto& h = rows.history;
        for (const auto& reading : h.readings) {
            const auto array = [](const auto& values, std::int32_t first, std::int32_t end) {
                return fmt::format("{{{}}}", fmt::join(values.begin() + first - 1, values.begin() + end, ","));
            };
            text += fmt::format("{}\t{}\t{}\t1\t{}\t{}\t{}\t{}\t{}\t{}\n", customer.source.organization.ToString(),
                                reading.printer_id.ToString(), base::FormatRfc3339(reading.observed_at), reading.seq,
                                base::FormatRfc3339(reading.observed_at - hours(1)), reading.layout, reading.status,
                                array(h.levels, reading.level_start, reading.level_end),
                                array(h.meters, reading.meter_start, reading.meter_end));
        }
    }
    const auto start = std::chrono::steady_clock::now();
    PGresult* begun = PQexec(admin.raw(),
                             "COPY readings (organization_id, printer_id, observed_at, journal, seq, "
                             "previous_at, layout, status, levels, meters) FROM STDIN");
    if (PQresultStatus(begun) != PGRES_COPY_IN) throw std::runtime_error("COPY refused");
    PQclear(begun);
    for (const auto& text : texts) PQputCopyData(admin.raw(), text.data(), static_cast<int>(text.size()));
    PQputCopyEnd(admin.raw(), nullptr);
    PGresult* done = PQgetResult(admin.raw());
    const bool good = PQresultStatus(done) == PGRES_COMMAND_OK;
    PQclear(done);
    while (PGresult* rest = PQgetResult(admin.raw())) PQclear(rest);
    if (!good) throw std::runtime_error(PQerrorMessage(admin.raw()));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<bench::Result> Ingest() {
    bench::Database database;
    pg::Pool pool({.url = database.application_url(), .size = 8});
    base::ManualClock clock(kStart + hours(kRounds * 4));
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

    bench::Say(fmt::format("  {} agents, {} printers, {} readings", kAgents, kAgents * kPrintersEach,
                           kAgents * kPrintersEach * kRounds));
    std::vector<Customer> customers(kAgents);
    std::size_t octets = 0;
    for (int agent = 0; agent < kAgents; ++agent) {
        Customer& customer = customers[static_cast<std::size_t>(agent)];
        customer.source = world.AddCustomer(fmt::format("Customer {}", agent));
        customer.key = world.KeyOf(customer.source.agent);
        for (int round = 0; round <= kRounds; ++round) {
            for (int batch = 0; batch < kBatches; ++batch) {
                const auto gzip = http::Deflate(base::json::Write(BatchOf(agent, round, batch)));
                if (round > 0) octets += gzip.size();
                (round == 0 ? customer.first_round : customer.requests).push_back(bench::Delivery(customer.key, gzip));
            }
        }
    }

    double api = 0;
    {
        http::Server server({.port = 0, .workers = 4}, router, wakeups);
        const auto send = [&](const std::vector<std::string> Customer::* requests) {
            return [&server, requests](const Customer& customer) {
                bench::Sender sender(server.port());
                for (const auto& request : customer.*requests) {
                    if (const auto answer = sender.Send(request); answer.find("acknowledged_seq") == std::string::npos)
                        throw std::runtime_error(answer);
                }
            };
        };
        const double found = RunAll(customers, send(&Customer::first_round));
        bench::Say(fmt::format("  found {} printers in {:.1f} s", kAgents * kPrintersEach, found));
        database.Sql("VACUUM ANALYZE");
        api = RunAll(customers, send(&Customer::requests));
        server.Stop();
    }

    std::map<std::string, printers::PrinterId> ids;
    for (const auto& row : database.admin().Script("SELECT serial_number, id FROM printers")) {
        ids.emplace(*row[0], *printers::PrinterId::Parse(*row[1]));
    }
    if (database.admin().Script("SELECT count(*) FROM readings")[0][0] !=
        std::to_string(kAgents * kPrintersEach * (kRounds + 1))) {
        throw std::runtime_error("not every reading became a row");
    }
    database.Sql("VACUUM ANALYZE");
    // Half of it each: one connection takes its time.
    std::vector<std::vector<Rows>> rows;
    for (int agent = 0; agent < kAgents; ++agent) {
        rows.push_back(RowsOf(customers[static_cast<std::size_t>(agent)], agent, kRounds + 1, 2, ids));
    }
    double statements = 0;
    for (std::size_t agent = 0; agent < rows.size(); ++agent)
        statements += Statements(pool, customers[agent], rows[agent]);

    database.Sql("VACUUM ANALYZE");
    for (int agent = 0; agent < kAgents; ++agent) {
        rows[static_cast<std::size_t>(agent)] =
            RowsOf(customers[static_cast<std::size_t>(agent)], agent, kRounds + 3, 1, ids);
    }
    const double parallel = RunAll(customers, [&](const Customer& customer) {
        const auto agent = static_cast<std::size_t>(&customer - customers.data());
        Statements(pool, customer, rows[agent]);
    });

    database.Sql("VACUUM ANALYZE");
    double copy = 0;
    for (int agent = 0; agent < kAgents; ++agent) {
        const auto& customer = customers[static_cast<std::size_t>(agent)];
        copy += Copy(database.admin(), customer, RowsOf(customer, agent, kRounds + 4, 2, ids));
    }

    const double printers = kAgents * kPrintersEach;
    const double rate = printers * kRounds / api;
    return {{"ingest", rate, "readings/s", "the same two statements from libpq", printers * 2 / statements},
            {"ingest_copy", rate, "readings/s", "COPY of the history alone", printers * 2 / copy},
            {"ingest_four_connections", rate, "readings/s", "the two statements, four connections at once",
             printers / parallel},
            {"ingest_wire", static_cast<double>(octets) / (printers * kRounds), "octets/reading", "1 KB", 1024}};
}

const bench::Registration kIngest("ingest", "readings over HTTP to committed history and current state", Ingest);

}  // namespace
