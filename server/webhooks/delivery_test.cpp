#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <set>

#include "lib/base/json.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/outbox/sender.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/world.hpp"
#include "server/webhooks/testing.hpp"
#include "server/webhooks/webhooks.hpp"

// ORD-3: events over real sockets, from a real database, to receivers of every kind.
namespace webhooks {
namespace {

using http::Role;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Step = outbox::Sender::Step;
using webhooks::testing::Heard;
using webhooks::testing::Receiver;

// What a receiver does with an event (https://www.standardwebhooks.com), by OpenSSL.
bool Verifies(const Heard& heard, const std::string& shown_secret) {
    const std::string base64 = shown_secret.substr(std::string("whsec_").size());
    std::array<unsigned char, 64> key{};
    EVP_DecodeBlock(key.data(), reinterpret_cast<const unsigned char*>(base64.data()), static_cast<int>(base64.size()));
    const std::string content =
        heard.headers.at("webhook-id") + "." + heard.headers.at("webhook-timestamp") + "." + heard.body;
    std::array<unsigned char, 32> code{};
    HMAC(EVP_sha256(), key.data(), 32, reinterpret_cast<const unsigned char*>(content.data()), content.size(),
         code.data(), nullptr);
    std::array<unsigned char, 64> text{};
    EVP_EncodeBlock(text.data(), code.data(), code.size());
    const std::string wanted = "v1," + std::string(reinterpret_cast<const char*>(text.data()));
    return (" " + heard.headers.at("webhook-signature") + " ").find(" " + wanted + " ") != std::string::npos;
}

class WebhookDelivery : public ::testing::Test {
  protected:
    WebhookDelivery() {
        RegisterHttp(api_.router(), PartsFor(true));
        mine_ = world_.AddCustomer("Nordlys");
        other_ = world_.AddCustomer("Fjord");
        world_.AddUser(mine_.organization, "mia@nordlys.example", {Role::kAdministrator});
        admin_ = api_.SignIn(mine_.organization, {Role::kAdministrator});
        admin_.name = "mia@nordlys.example";
        api_.SignIn(admin_);
    }

    Parts PartsFor(bool internal) {
        return {
            ids_,
            secrets_,
            texts_,
            mailer_,
            {.internal = internal, .timeout = std::chrono::milliseconds(500), .portal_url = "https://portal.example"}};
    }
    struct Endpoint {
        std::string path;
        std::string secret;
    };
    Endpoint Add(const std::string& url, const EndpointInput& more = {}) {
        EndpointInput input = more;
        input.url = url;
        const auto made = api_.As(admin_).Post("/api/v1/webhooks", base::json::Write(input));
        EXPECT_EQ(made.status, 201) << made.body;
        return {made.Header("Location"), made.At("/secret")};
    }
    void Tell(const EventType& event = event::kOrderCreated, const std::string& number = "SO-1") {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
        Publish(tx, ids_, mine_.organization, event, {{"number", number}}, clock_.Now());
        tx.Commit();
    }
    // Everything that is due, one after the other.
    int SendAll(bool internal = true) {
        const auto delivery = MakeDelivery(PartsFor(internal));
        outbox::Sender sender(database_.pool(), clock_, *delivery, {.retry_pause = std::chrono::hours(1)});
        int count = 0;
        while (sender.SendOne() == Step::kHandled) ++count;
        return count;
    }
    void MakeDue() {
        database_.Sql("UPDATE webhook_deliveries SET next_attempt_at = now() WHERE state = 'queued'");
        database_.Sql("UPDATE webhook_endpoints SET held_until = NULL");
    }
    std::string Value(const std::string& sql) { return database_.Value(sql); }
    std::string State() { return Value("SELECT state FROM webhook_deliveries"); }
    http::TestAnswer Get(const std::string& path) { return api_.As(admin_).Get(path); }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    mail::Mailer mailer_{texts_, ids_, secrets_, "operator.example"};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    printers::Source mine_, other_;
    http::Actor admin_;
};

TEST_F(WebhookDelivery, AnEventArrivesSignedAndIsInTheLog) {
    Receiver receiver({.status = 201, .body = "thanks"});
    const Endpoint endpoint = Add(receiver.Url());
    Tell();
    EXPECT_EQ(SendAll(), 1);
    ASSERT_THAT(receiver.All(), SizeIs(1));
    const Heard heard = receiver.All()[0];
    EXPECT_EQ(heard.target, "POST /hook");
    EXPECT_EQ(heard.headers.at("content-type"), "application/json");
    EXPECT_TRUE(Verifies(heard, endpoint.secret));
    EXPECT_FALSE(Verifies(heard, "whsec_" + base::ToBase64(std::string(32, 'x'))));
    const auto body = boost::json::parse(heard.body);
    EXPECT_EQ(body.at("type"), "order.created");
    EXPECT_EQ(body.at("timestamp"), "2026-11-21T10:00:00Z");
    EXPECT_EQ(body.at("organization_id").as_string(), mine_.organization.ToString());
    EXPECT_EQ(body.at("data").at("number"), "SO-1");

    const auto log = Get(endpoint.path + "/deliveries");
    EXPECT_EQ(log.At("/items/0/state"), "sent");
    const auto detail = Get("/api/v1/webhook-deliveries/" + log.At("/items/0/id"));
    EXPECT_EQ(detail.At("/event_id"), heard.headers.at("webhook-id"));
    EXPECT_EQ(detail.At("/payload"), heard.body);
    EXPECT_EQ(detail.At("/log/0/status"), "201");
    EXPECT_EQ(detail.At("/log/0/answer"), "thanks");
}

TEST_F(WebhookDelivery, WhatIsRolledBackIsNotTold) {
    Receiver receiver;
    Add(receiver.Url());
    {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(mine_.organization));
        Publish(tx, ids_, mine_.organization, event::kOrderCreated, {}, clock_.Now());
    }
    EXPECT_EQ(SendAll(), 0);
}

TEST_F(WebhookDelivery, OnlyTheTypesThatAreWantedAndOnlyToOnesOwnAndThoseAbove) {  // ORG-7
    Receiver receiver;
    Add(receiver.Url(), {.event_types = {"order.shipped"}});
    const auto stranger = api_.As(api_.SignIn(other_.organization, {Role::kAdministrator}));
    const auto above = api_.As(api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}));
    const auto body = [&](bool children) {
        return base::json::Write(EndpointInput{.url = receiver.Url(), .child_organizations = children});
    };
    EXPECT_EQ(stranger.Post("/api/v1/webhooks", body(true)).status, 201);
    EXPECT_EQ(above.Post("/api/v1/webhooks", body(false)).status, 201);
    EXPECT_EQ(above.Post("/api/v1/webhooks", body(true)).status, 201);
    Tell(event::kOrderCreated);
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries"), "1") << "the operator's that hears of those below";
    Tell(event::kOrderShipped);
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries"), "3");
    EXPECT_EQ(Value("SELECT count(DISTINCT event_id) FROM webhook_deliveries"), "2");
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE organization_id = '" +
                    other_.organization.ToString() + "'"),
              "0");
}

TEST_F(WebhookDelivery, WhatIsRefusedComesAgainWithTheSameId) {
    Receiver receiver({.status = 500, .body = "out of order"});
    const Endpoint endpoint = Add(receiver.Url());
    Tell();
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(State(), "queued");
    EXPECT_EQ(Value("SELECT last_error FROM webhook_deliveries"), "HTTP 500");
    EXPECT_EQ(SendAll(), 0) << "not at once";
    receiver.Behave({});
    MakeDue();
    EXPECT_EQ(SendAll(), 1);
    ASSERT_THAT(receiver.All(), SizeIs(2));
    EXPECT_EQ(receiver.All()[0].headers.at("webhook-id"), receiver.All()[1].headers.at("webhook-id"));
    EXPECT_TRUE(Verifies(receiver.All()[1], endpoint.secret));
    EXPECT_EQ(State(), "sent");
    EXPECT_EQ(Value("SELECT failing_since IS NULL AND failures = 0 FROM webhook_endpoints"), "t");
}

TEST_F(WebhookDelivery, ARedirectIsNotFollowed) {
    Receiver internal;
    Receiver receiver({.status = 307, .headers = "Location: " + internal.Url() + "\r\n"});
    Add(receiver.Url());
    Tell();
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(internal.connections(), 0);
    EXPECT_EQ(Value("SELECT state || ' ' || last_error FROM webhook_deliveries"), "queued HTTP 307");
}

TEST_F(WebhookDelivery, AnAnswerOfMegabytesIsCutOff) {
    Receiver receiver({.body = std::string(8 << 20, 'a')});
    Add(receiver.Url());
    Tell();
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(State(), "sent") << "it has answered";
    EXPECT_EQ(Value("SELECT length(answer) FROM webhook_attempts"), "1024");
}

TEST_F(WebhookDelivery, WhatIsNoTextIsKeptAsText) {
    Receiver receiver({.body = std::string("a\0b\xff\x01", 5)});
    Add(receiver.Url());
    Tell();
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_attempts"), "1");
}

// The promise to everybody else: one that is slow, silent or gone holds nobody up.
TEST_F(WebhookDelivery, OneThatDoesNotAnswerDelaysNobody) {
    Receiver silent({.silent = true});
    Receiver gone({.gone = true});
    Receiver good;
    Add(silent.Url());
    Add(gone.Url());
    Add(good.Url(), {.event_types = {"order.shipped"}});
    for (int i = 0; i < 20; ++i) Tell(event::kOrderCreated);
    Tell(event::kOrderShipped);
    // One sender alone: each of the two is tried once, and all of theirs wait behind that.
    EXPECT_EQ(SendAll(), 3);
    EXPECT_THAT(good.All(), SizeIs(1));
    EXPECT_EQ(silent.connections(), 1);
    EXPECT_EQ(gone.connections(), 1);
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE last_error LIKE 'timeout%'"), "1");
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE state = 'queued'"), "42");
}

TEST_F(WebhookDelivery, InternalAddressesAreNotConnectedToHoweverTheyAreNamed) {
    Receiver receiver;
    for (const std::string host : {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]"}) {
        Add(receiver.Url(host, "https"));  // while the operator allowed it
    }
    Add("https://169.254.169.254/latest/meta-data/");
    Tell();
    EXPECT_EQ(SendAll(false), 4);
    EXPECT_EQ(receiver.connections(), 0);
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE last_error LIKE 'internal_address%'"), "4")
        << Value("SELECT string_agg(last_error, '; ') FROM webhook_deliveries");
}

TEST_F(WebhookDelivery, AfterDaysOfFailureItIsDisabledAndItsOwnerTold) {
    Receiver receiver({.status = 503});
    const Endpoint endpoint = Add(receiver.Url());
    Tell(event::kOrderCreated, "SO-1");
    Tell(event::kOrderCreated, "SO-2");
    SendAll();
    clock_.Advance(std::chrono::hours(5 * 24 - 1));
    MakeDue();
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(Get(endpoint.path).At("/enabled"), "true");
    clock_.Advance(std::chrono::hours(2));
    MakeDue();
    EXPECT_EQ(SendAll(), 1);
    const auto disabled = Get(endpoint.path);
    EXPECT_EQ(disabled.At("/enabled"), "false");
    EXPECT_EQ(disabled.At("/disabled_reason"), "failing");
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE state = 'failed'"), "2");
    EXPECT_EQ(Value("SELECT to_address || ': ' || subject FROM mails WHERE template = 'webhook_endpoint_disabled'"),
              "mia@nordlys.example: Webhooks to " + receiver.Url() + " were disabled");
    EXPECT_EQ(Value("SELECT actor_kind FROM audit_events WHERE action = 'webhook_endpoint.disabled'"), "system");
    Tell();
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries"), "2") << "nothing is told while it is disabled";

    receiver.Behave({});
    const auto refused = api_.As(admin_).Post(endpoint.path + "/replay", R"({"since":"2026-11-21T00:00:00Z"})");
    EXPECT_EQ(refused.Code(), "webhook_disabled");
    EndpointInput input{.url = receiver.Url()};
    EXPECT_EQ(api_.As(admin_).Put(endpoint.path, base::json::Write(input), disabled.ETag()).status, 200);
    const auto replayed = api_.As(admin_).Post(endpoint.path + "/replay", R"({"since":"2026-11-21T00:00:00Z"})");
    EXPECT_EQ(replayed.At("/count"), "2") << replayed.body;
    EXPECT_EQ(SendAll(), 2);
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE state = 'sent'"), "2");
}

TEST_F(WebhookDelivery, OneThatSaysItIsGoneIsDisabledAtOnce) {
    Receiver receiver({.status = 410});
    const Endpoint endpoint = Add(receiver.Url());
    Tell();
    EXPECT_EQ(SendAll(), 1);
    EXPECT_EQ(Get(endpoint.path).At("/disabled_reason"), "gone");
    EXPECT_EQ(State(), "failed");
}

TEST_F(WebhookDelivery, AfterARotationBothSecretsHoldForADay) {
    Receiver receiver;
    const Endpoint endpoint = Add(receiver.Url());
    const auto rotated = api_.As(admin_).Post(endpoint.path + "/secret", "", {{"If-Match", Get(endpoint.path).ETag()}});
    ASSERT_EQ(rotated.status, 200) << rotated.body;
    const std::string secret = rotated.At("/secret");
    EXPECT_NE(secret, endpoint.secret);
    Tell();
    SendAll();
    EXPECT_TRUE(Verifies(receiver.All()[0], endpoint.secret));
    EXPECT_TRUE(Verifies(receiver.All()[0], secret));
    database_.Sql("UPDATE webhook_endpoints SET former_secret_until = now() - interval '1 second'");
    Tell();
    SendAll();
    EXPECT_FALSE(Verifies(receiver.All()[1], endpoint.secret));
    EXPECT_TRUE(Verifies(receiver.All()[1], secret));
}

TEST_F(WebhookDelivery, ATestEventGoesToThatEndpointAlsoWhileItIsDisabled) {
    Receiver receiver;
    const Endpoint endpoint = Add(receiver.Url(), {.event_types = {"order.shipped"}, .enabled = false});
    EXPECT_EQ(api_.As(admin_).Post(endpoint.path + "/test", "").status, 201);
    EXPECT_EQ(SendAll(), 1);
    ASSERT_THAT(receiver.All(), SizeIs(1));
    EXPECT_THAT(receiver.All()[0].body, HasSubstr("webhook.test"));
}

TEST_F(WebhookDelivery, TwoServersAtOnceDeliverEachOnce) {
    Receiver one, two, three;
    for (Receiver* receiver : {&one, &two, &three}) Add(receiver->Url());
    const auto delivery = MakeDelivery(PartsFor(true));
    outbox::Sender here(database_.pool(), clock_, *delivery, {.threads = 3});
    outbox::Sender there(database_.pool(), clock_, *delivery, {.threads = 3});
    here.Start();
    there.Start();
    constexpr std::size_t kCount = 25;
    for (std::size_t i = 0; i < kCount; ++i) Tell(event::kOrderCreated, std::to_string(i));
    for (Receiver* receiver : {&one, &two, &three}) receiver->WaitFor(kCount);
    here.Stop();
    there.Stop();
    for (Receiver* receiver : {&one, &two, &three}) {
        std::set<std::string> ids;
        for (const Heard& heard : receiver->All()) ids.insert(heard.headers.at("webhook-id"));
        EXPECT_EQ(ids.size(), kCount);
        EXPECT_EQ(receiver->All().size(), kCount);
    }
    EXPECT_EQ(Value("SELECT count(*) FROM webhook_deliveries WHERE state <> 'sent'"), "0");
}

TEST_F(WebhookDelivery, ASenderThatDiesLeavesItsDeliveryToAnother) {
    Receiver receiver;
    Add(receiver.Url());
    Tell();
    const auto delivery = MakeDelivery(PartsFor(true));
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        ASSERT_TRUE(delivery->queue().Take(tx, std::chrono::minutes(3)));
        tx.Commit();  // and then it was killed
    }
    EXPECT_EQ(SendAll(), 0);
    database_.Sql("UPDATE webhook_deliveries SET lease_until = now() - interval '1 second'");
    database_.Sql("UPDATE webhook_endpoints SET held_until = now() - interval '1 second'");
    EXPECT_EQ(SendAll(), 1);
    EXPECT_THAT(receiver.All(), SizeIs(1));
}

}  // namespace
}  // namespace webhooks
