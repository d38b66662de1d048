#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "server/agents/testing.hpp"
#include "server/contacts/testing.hpp"
#include "server/features.hpp"
#include "server/orders/orders.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/deadlocks.hpp"
#include "server/platform/tasks/workers.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// One order of locks (docs/architecture.md): everything that changes rows at once, against each other, on a real
// PostgreSQL. A deadlock is run again and so hidden from whoever asked; the count of SQLSTATE 40P01 is not.
namespace server {
namespace {

using server::testing::At;
using server::testing::SampleReading;

constexpr int kPrinters = 12;
constexpr int kRounds = 60;
const std::string kMps = "/api/v1/mps-express";

class Locks : public ::testing::Test {
  protected:
    Locks()
        : world_(database_, clock_),
          acme_(world_.AddCustomer(world_.AddOrganization(world_.platen(), "Partner"), "Acme")) {
        database_.Sql("ALTER DATABASE " + database_.name() + " SET deadlock_timeout = '20ms'");
        database_.KillConnections();
        identity::Settings settings;
        settings.public_url = "https://platen.test";
        settings.hashing.passes = 1;
        settings.hashing.memory_bytes = 8192;
        settings.languages = {"en", "de"};
        settings.plain_http = true;
        features_ =
            std::make_unique<Features>(Platform{database_.pool(), world_.ids(), clock_, secrets_, catalogues_, mailer_},
                                       settings, replenishment::Settings{});
        features_->RegisterHttp(api_.router());
        recurring_ = std::make_unique<tasks::Recurring>(database_.pool(), clock_, world_.ids());
        features_->RegisterTasks(registry_, *recurring_);
        manager_ = api_.SignIn(acme_.organization, {http::Role::kAdministrator, http::Role::kFleetManager,
                                                    http::Role::kCustomerOperationsSpecialist});
        const auto third =
            As().Post("/api/v1/agents", R"({"name":"third","site_id":")" + acme_.site.ToString() + "\"}");
        agents_ = {acme_.agent, world_.AddAgent(acme_, "second"), *agents::AgentId::Parse(third.At("/id"))};
        third_.emplace(database_, agents_[2]);
        for (const auto agent : agents_) SignIn(agent);
        Deliver(0, Batch(1, 1));
        const auto rows = database_.Sql("SELECT id FROM printers ORDER BY id");
        for (const auto& row : rows) printers_.push_back(*row.at(0));
        for (const char* name : {"Ida", "Ole"}) {
            contacts_.push_back(As().Post("/api/v1/contacts", base::json::Write(ContactNamed(name))).At("/id"));
        }
        operator_ = api_.SignIn(world_.platen().id, {http::Role::kOperatorAdministrator, http::Role::kMpsOfferManager},
                                {acme_.organization});
        api_.As(operator_).Post(
            kMps + "/models",
            R"({"manufacturer":"Lexmark","model":"MX722ade","supported":true,"maximum_lifetime_pages":1000000000})");
        api_.As(operator_).Post(kMps + "/terms", R"({"texts":[{"language":"en","text":"Be kind."}]})");
        Entitle();
        As().Post(kMps + "/terms/acceptances", R"({"terms_version":1})");
    }

    static contacts::ContactInput ContactNamed(const char* name) {
        contacts::ContactInput input;
        input.first_name = name;
        input.last_name = "Berg";
        input.email = "ida@acme.example";
        input.address = {.street1 = "Storgata 1", .city = "Oslo", .postal_code = "0155", .country = "NO"};
        return input;
    }
    void SignIn(agents::AgentId agent) {
        http::Actor actor;
        actor.kind = http::ActorKind::kAgent;
        actor.id = agent.value;
        actor.name = "agent";
        actor.organization = actor.home = acme_.organization;
        actor.roles = {http::Role::kAgent};
        actor.visible = {acme_.organization};
        api_.SignIn(actor);
        actors_.push_back(actor);
    }
    http::TestClient As() { return api_.As(manager_); }

    // All printers, in an order of their own, each as it describes itself in this round.
    std::string Batch(int round, std::int64_t first_seq) {
        std::vector<int> order(kPrinters);
        for (int i = 0; i < kPrinters; ++i) order[static_cast<std::size_t>(i)] = i + 1;
        std::shuffle(order.begin(), order.end(), Random());
        printing::ReadingBatch batch;
        batch.boot_epoch = 1;
        for (const int n : order) {
            auto reading = SampleReading(n, 1000 + round, 90 - round);
            reading.location = fmt::format("Floor {}", Random()() % 3);
            if (Random()() % 2 == 0) {
                printing::Alert alert;
                alert.severity = printing::AlertSeverity::kWarning;
                alert.code = 8;
                reading.alerts.push_back(alert);
            }
            batch.readings.push_back({first_seq++,
                                      At("2026-11-21T08:00:00Z") + std::chrono::seconds(round) +
                                          std::chrono::milliseconds(batch.readings.size()),
                                      std::move(reading)});
        }
        return base::json::Write(batch);
    }
    http::TestAnswer Deliver(std::size_t agent, const std::string& body) {
        return api_.As(actors_.at(agent)).Post("/api/v1/agent/readings", body);
    }
    static std::mt19937& Random() {
        static thread_local std::mt19937 random(std::hash<std::thread::id>{}(std::this_thread::get_id()));
        return random;
    }
    // Some printers, in an order of their own, as the list of a request.
    std::string Some() {
        auto ids = printers_;
        std::shuffle(ids.begin(), ids.end(), Random());
        ids.resize(1 + Random()() % ids.size());
        std::string list;
        for (const auto& id : ids) list += (list.empty() ? "\"" : ",\"") + id + "\"";
        return "[" + list + "]";
    }
    const std::string& One(const std::vector<std::string>& list) { return list[Random()() % list.size()]; }

    // Every other batch leaves a gap that the next one fills.
    void Read(std::size_t agent) {
        std::int64_t seq = 1'000;
        for (int round = 2; round < kRounds; round += 2) {
            const std::string first = Batch(round, seq);
            Unexpected(Deliver(agent, Batch(round + 1, seq + kPrinters)));
            Unexpected(Deliver(agent, first));
            seq += 2 * kPrinters;
        }
    }
    void Decide() {
        for (int round = 0; round < kRounds; ++round) {
            Unexpected(As().Post("/api/v1/printers/contact-assignments",
                                 R"({"printer_ids":)" + Some() + R"(,"contact_id":")" + One(contacts_) + "\"}"));
            auto newcomer = base::json::ToValue(ContactNamed("Una")).as_object();
            newcomer["printer_ids"] = boost::json::parse(Some());
            Unexpected(As().Post("/api/v1/printers/new-contact-assignments", boost::json::serialize(newcomer)));
            Unexpected(As().Post("/api/v1/printers/contract-changes",
                                 R"({"printer_ids":)" + Some() +
                                     (round % 2 == 0 ? R"(,"under_contract":true})" : R"(,"under_contract":false})")));
            const std::string path = "/api/v1/printers/" + One(printers_);
            const std::string etag = As().Get(path).ETag();
            Unexpected(As().Put(path + "/location", fmt::format(R"({{"location":"Room {}"}})", round), etag));
            Unexpected(As().Put(
                path + "/registration",
                fmt::format(R"({{"problem":"{}","reason":"seen"}})", round % 2 == 0 ? "none" : "model_unknown"),
                As().Get(path).ETag()));
            const std::string contact = "/api/v1/contacts/" + One(contacts_);
            const auto known = As().Get(contact);
            auto changed = ContactNamed("Ida");
            changed.company = fmt::format("Acme {}", round);
            Unexpected(As().Put(contact, base::json::Write(changed), known.ETag()));
        }
    }
    void ComeAndGo() {
        for (int round = 0; round < kRounds; ++round) {
            Unexpected(As().Post("/api/v1/printers/deregistrations", R"({"printer_ids":)" + Some() + "}"));
            Unexpected(As().Post("/api/v1/printers/registrations", R"({"printer_ids":)" + Some() + "}"));
            if (round % 6 == 0) {
                // Some of its contacts are there by the one before.
                std::vector<contacts::testing::Fields> rows{contacts::testing::Header()};
                for (int i = 0; i < 40; ++i) rows.push_back(contacts::testing::Row(fmt::format("N{}", 2 * round + i)));
                Unexpected(As().Post("/api/v1/contact-imports", contacts::testing::Joined(rows)));
            }
            pg::Transaction tx(database_.pool(), pg::Scope::System());
            for (const char* kind :
                 {"printers.sweep", "printers.registration", "identity.remove_expired", "tasks.cleanup"})
                tasks::Enqueue(tx, world_.ids(), clock_.Now(), {.kind = kind});
            tasks::Enqueue(
                tx, world_.ids(), clock_.Now(),
                {.organization = acme_.organization,
                 .kind = "replenishment.organization",
                 .input = boost::json::object{{"day", base::FormatDay(base::Day(std::chrono::year(2026) / 11 / 23) +
                                                                      std::chrono::days(round))}}});
            tx.Commit();
        }
    }
    void Order() {
        for (int round = 0; round < kRounds; ++round) {
            std::string order;
            {
                pg::Transaction tx(database_.pool(), pg::Scope::Organization(acme_.organization));
                orders::NewOrder wanted{
                    .organization = acme_.organization,
                    .contact = *contacts::FindContact(tx, {&acme_.organization, 1},
                                                      *contacts::ContactId::Parse(contacts_.front()))};
                for (int i = 0; i < 3; ++i) {
                    wanted.lines.push_back({.printer_id = *printers::PrinterId::Parse(One(printers_)),
                                            .supply_slot = i,
                                            .item = {std::nullopt, "", "Black Cartridge", "black", 0},
                                            .need = static_cast<std::int32_t>(Random()() % 2),
                                            .reason = {"replenishment.due", {}}});
                }
                orders::CreateOrder(tx, office_, wanted, clock_.Now());
                tx.Commit();
            }
            const auto list = As().Get("/api/v1/supply-orders?limit=5").Json();
            for (const auto& item : list.at("items").as_array()) {
                const std::string path = "/api/v1/supply-orders/" + std::string(item.at("id").as_string());
                const auto step = [&](const char* what, const char* body) {
                    Unexpected(As().Post(path + what, body, {{"If-Match", As().Get(path).ETag()}}));
                };
                step("/confirmation", "");
                if (Random()() % 3 == 0) {
                    step("/cancellation", R"({"reason":"not needed"})");
                } else {
                    step("/shipments", R"({"carrier":"Post","tracking_number":"1"})");
                    step("/delivery", "");
                }
            }
        }
    }
    void Entitle() { Unexpected(api_.As(operator_).Put(Entitlement(), R"({"understood":true})")); }
    std::string Entitlement() {
        return "/api/v1/organizations/" + acme_.organization.ToString() + "/entitlements/mps-express";
    }
    // Printers come into MPS Express and go; now and then nothing is left of it, the entitlement neither.
    void Programme() {
        // On a busy machine the tasks that enroll may come late: until some of them met a decision there is nothing to see.
        for (int round = 0; round < kRounds || (decided_ == 0 && round < 50 * kRounds); ++round) {
            Unexpected(As().Post(kMps + "/eligibility", "{}"));
            Unexpected(As().Post(kMps + "/enrollments", R"({"terms_version":1,"printer_ids":)" + Some() + "}"));
            const auto decide = [&](const char* state, const char* what) {
                const auto list = As().Get(kMps + "/memberships?limit=7&state=" + state).Json();
                boost::json::array ids;
                for (const auto& item : list.at("items").as_array()) ids.push_back(item.at("id"));
                boost::json::object body{{"membership_ids", std::move(ids)}};
                if (std::string_view(what) != "/confirmations") body["reason"] = "no contract";
                const auto answer = As().Post(kMps + "/memberships" + what, boost::json::serialize(body));
                Unexpected(answer);
                if (answer.status == 200) ++decided_;
            };
            decide("pending", round % 2 == 0 ? "/confirmations" : "/rejections");
            decide("managed", "/removals");
            Unexpected(api_.As(operator_).Delete(Entitlement()));
            Entitle();
        }
    }
    // The third agent comes and goes; so do printers that hang on it.
    void Agents() {
        for (int round = 0; round < kRounds; ++round) {
            const std::string path = "/api/v1/agents/" + agents_[2].ToString();
            auto known = As().Get(path);
            if (known.status == 404) {
                third_->ComeAgain();
                Deliver(2, Batch(round, 1 + round * kPrinters));
                continue;
            }
            Unexpected(api_.As(actors_[2]).Get("/api/v1/agent/commands"));
            if (round % 3 == 0) {
                Unexpected(As().Delete(path, known.ETag()));
            } else {
                pg::Transaction tx(database_.pool(), pg::Scope::Organization(acme_.organization));
                agents::SendCommand(tx, world_.ids(), acme_.organization, agents_[2],
                                    printing::CommandKind::kGetPrinterStatus, {"10.0.0.1"}, std::chrono::seconds(60));
                tx.Commit();
                Deliver(2, Batch(round, 1 + round * kPrinters));
            }
        }
    }
    void Work() {
        tasks::Workers workers(database_.pool(), clock_, registry_);
        while (running_ > 0) {
            if (!workers.RunOne()) std::this_thread::yield();
        }
        while (workers.RunOne()) {
        }
    }

    // Refused is fine, run again is not: whatever loses a race is told so.
    static void Unexpected(const http::TestAnswer& answer) { EXPECT_LT(answer.status, 500) << answer.body; }

    pg::testing::Database database_;
    base::ManualClock clock_{At("2026-11-21T12:00:00Z")};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues catalogues_ = i18n::Catalogues::BuiltIn();
    server::testing::World world_;
    mail::Mailer mailer_{catalogues_, world_.ids(), secrets_, "platen.example"};
    orders::Office office_{world_.ids(), mailer_, "https://platen.test"};
    printers::Source acme_;
    std::unique_ptr<Features> features_;
    http::TestApi api_{&database_.pool(), clock_};
    tasks::Registry registry_;
    std::unique_ptr<tasks::Recurring> recurring_;
    http::Actor manager_;
    http::Actor operator_;
    std::atomic<int> decided_ = 0;
    std::vector<agents::AgentId> agents_;
    std::optional<agents::testing::Returning> third_;
    std::vector<http::Actor> actors_;
    std::vector<std::string> printers_;
    std::vector<std::string> contacts_;
    std::atomic<int> running_ = 0;
};

TEST_F(Locks, NothingThatChangesRowsWaitsInACircle) {  // reliability promise 5
    ASSERT_EQ(printers_.size(), static_cast<std::size_t>(kPrinters));
    ASSERT_EQ(contacts_.size(), 2U);
    const auto before = pg::Deadlocks();
    std::vector<std::thread> threads;
    const auto run = [&](auto work) {
        ++running_;
        threads.emplace_back([this, work] {
            work();
            --running_;
        });
    };
    run([this] { Read(0); });
    run([this] { Read(1); });
    run([this] { Decide(); });
    run([this] { ComeAndGo(); });
    run([this] { Order(); });
    run([this] { Agents(); });
    run([this] { Programme(); });
    run([this] { Programme(); });
    for (int i = 0; i < 2; ++i) threads.emplace_back([this] { Work(); });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(pg::Deadlocks() - before, 0);
    EXPECT_GT(decided_, 0) << "printers came into MPS Express and went";
    EXPECT_GT(std::stoi(database_.Value("SELECT count(*) FROM readings")), kPrinters * kRounds);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM tasks WHERE state = 'failed'"), "0");
}

}  // namespace
}  // namespace server
