#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "server/platform/api/idempotency_store.hpp"
#include "server/platform/api/sample_roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"

// A request is one transaction: its effect, its Idempotency-Key and its answer happen together or not at all.
namespace http {
namespace {

struct EffectInput {
    std::string action;
    std::optional<std::string> then;  // refuse | throw | foreign
};
BOOST_DESCRIBE_STRUCT(EffectInput, (), (action, then))

struct OtherPath {
    std::string which;
};
BOOST_DESCRIBE_STRUCT(OtherPath, (), (which))

struct Effect {
    std::int64_t number = 0;
    std::string secret;
};
BOOST_DESCRIBE_STRUCT(Effect, (), (number, secret))

struct Count {
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (count))

const pg::Query<void(base::OrganizationId, base::Uuid, std::string)> kInsert{"http_test.insert_effect",
                                                                             "INSERT INTO effects VALUES ($1, $2, $3)"};
const pg::Query<std::int64_t()> kCount{"http_test.count_effects", "SELECT count(*) FROM effects"};

class TransactionTest : public testing::Test {
  protected:
    TransactionTest() {
        // Stands for any customer table.
        database_.Sql(
            "CREATE TABLE effects (organization_id uuid, id uuid, action text, "
            "PRIMARY KEY (organization_id, id)); CALL platen_protect('effects')");
        api_.router().Add({.method = Method::kPost,
                           .path = "/api/v1/effects",
                           .id = "createEffect",
                           .tag = "effects",
                           .allow = sample::kSee,
                           .creates = true},
                          [this](Call& call, const Nothing&, const EffectInput& input) { return Create(call, input); });
        for (const char* of : {"left", "right"}) {
            api_.router().Add(
                {.method = Method::kPost,
                 .path = std::string("/api/v1/others/{which}/") + of,
                 .id = std::string("createOther") + of,
                 .tag = "effects",
                 .allow = sample::kSee,
                 .idempotent = true},
                [this](Call& call, const OtherPath&, const EffectInput& input) { return Create(call, input); });
        }
        api_.router().Add({.method = Method::kGet,
                           .path = "/api/v1/effects",
                           .id = "countEffects",
                           .tag = "effects",
                           .allow = sample::kSee},
                          [](Call& call, const Nothing&, const Nothing&) -> base::Result<Reply<Count>> {
                              return Count{call.tx().Get(kCount)};
                          });
    }

    // A mark that lies.
    void AddOneThatOnlyReads() {
        api_.router().Add({.method = Method::kPost,
                           .path = "/api/v1/questions",
                           .id = "ask",
                           .tag = "effects",
                           .allow = sample::kSee,
                           .only_reads = true},
                          [this](Call& call, const Nothing&, const EffectInput& input) -> base::Result<Reply<Count>> {
                              if (input.action == "write") {
                                  call.tx().Exec(kInsert, call.organization(), ids_.Next(), input.action);
                              }
                              return Count{call.tx().Get(kCount)};
                          });
    }

    base::Result<Reply<Effect>> Create(Call& call, const EffectInput& input) {
        const std::string then = input.then.value_or("");
        call.tx().Exec(kInsert, then == "foreign" ? foreign_ : call.organization(), ids_.Next(), input.action);
        const int run = ++runs_;
        if (run <= conflicts_) throw pg::Error(pg::ErrorKind::kConflict, "40001", "", "serialization");
        if (then == "refuse" && refuse_) return base::Refuse(base::ProblemKind::kConflict, "refused");
        if (then == "throw") throw std::runtime_error("broken");
        call.AfterCommit([this] { ++after_commit_; });
        Reply<Effect> reply(Effect{run, "token-" + std::to_string(run)});
        reply.location = "/api/v1/effects/" + std::to_string(run);
        return reply;
    }

    TestAnswer Post(const Actor& actor, const std::string& body, const std::string& key,
                    const std::string& query = "") {
        return api_.As(actor).Post("/api/v1/effects" + query, body, {{"Idempotency-Key", key}});
    }
    std::string Effects() { return database_.Value("SELECT count(*) FROM effects"); }

    pg::testing::Database database_;
    base::SystemClock clock_;
    base::IdSource ids_{clock_};
    TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_ = ids_.Make<base::OrganizationId>();
    base::OrganizationId child_ = ids_.Make<base::OrganizationId>();
    base::OrganizationId foreign_ = ids_.Make<base::OrganizationId>();
    Actor anna_ = api_.SignIn(mine_, {Role::kViewer}, {mine_, child_});
    Actor berta_ = api_.SignIn(mine_, {Role::kViewer});
    std::atomic<int> runs_ = 0;
    std::atomic<int> after_commit_ = 0;
    int conflicts_ = 0;
    bool refuse_ = true;
};

constexpr const char* kBody = R"({"action":"one"})";

TEST_F(TransactionTest, APostThatOnlyReadsCannotWrite) {
    AddOneThatOnlyReads();
    EXPECT_EQ(api_.As(anna_).Post("/api/v1/questions", R"({"action":"read"})").At("/count"), "0");
    EXPECT_GE(api_.As(anna_).Post("/api/v1/questions", R"({"action":"write"})").status, 500);
    EXPECT_EQ(Effects(), "0");
}

TEST_F(TransactionTest, TheSameKeyAndBodyGetTheSameAnswerAndOneEffect) {
    const auto first = Post(anna_, kBody, "k1");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.Header("Idempotency-Replayed"), "");
    const auto second = Post(anna_, kBody, "k1");
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
    EXPECT_EQ(second.Header("Location"), first.Header("Location"));
    EXPECT_EQ(second.Header("Idempotency-Replayed"), "true");
    EXPECT_EQ(Effects(), "1");
    EXPECT_EQ(after_commit_, 1);
}

TEST_F(TransactionTest, TheSameKeyForAnotherBodyIsRefused) {
    Post(anna_, kBody, "k1");
    const auto other = Post(anna_, R"({"action":"two"})", "k1");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.Code(), "idempotency_key_reused");
    EXPECT_EQ(Effects(), "1");
}

// Whatever it is: another operation, another object, another organization acted in, other parameters.
TEST_F(TransactionTest, TheSameKeyForAnotherRequestIsRefused) {
    EXPECT_EQ(Post(anna_, kBody, "k1").status, 201);
    const std::string child = "?organization_id=" + child_.ToString();
    for (const std::string& target :
         {std::string("/api/v1/others/a/left"), std::string("/api/v1/others/a/right"),
          std::string("/api/v1/others/b/right"), "/api/v1/effects" + child, "/api/v1/others/a/left" + child}) {
        const auto answer = api_.As(anna_).Post(target, kBody, {{"Idempotency-Key", "k1"}});
        EXPECT_EQ(answer.status, 422) << target;
        EXPECT_EQ(answer.Code(), "idempotency_key_reused") << target;
    }
    EXPECT_EQ(Effects(), "1");
    // In whichever order: the one that comes first has the key.
    const TestHeaders key{{"Idempotency-Key", "k2"}};
    EXPECT_EQ(api_.As(anna_).Post("/api/v1/others/a/left" + child, kBody, key).status, 200);
    EXPECT_EQ(api_.As(anna_).Post("/api/v1/others/a/left" + child, kBody, key).Header("Idempotency-Replayed"), "true");
    EXPECT_EQ(api_.As(anna_).Post("/api/v1/others/b/left" + child, kBody, key).Code(), "idempotency_key_reused");
    EXPECT_EQ(api_.As(anna_).Post("/api/v1/others/a/left", kBody, key).Code(), "idempotency_key_reused");
    EXPECT_EQ(Effects(), "2");
}

TEST_F(TransactionTest, KeysOfDifferentPeopleNeverMeet) {
    EXPECT_EQ(Post(anna_, kBody, "k1").status, 201);
    EXPECT_EQ(Post(berta_, R"({"action":"two"})", "k1").status, 201);
    EXPECT_EQ(Effects(), "2");
}

// Eight requests at once, each another one: one of them has the effect, the others are refused.
TEST_F(TransactionTest, ConcurrentRequestsThatShareAKeyHaveOneEffectTogether) {
    std::vector<std::thread> threads;
    std::atomic<int> done = 0;
    std::atomic<int> refused = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const std::string target = "/api/v1/others/" + std::to_string(i / 2) + (i % 2 == 0 ? "/left" : "/right");
            const auto answer = api_.As(anna_).Post(target, kBody, {{"Idempotency-Key", "k1"}});
            if (answer.status == 200) ++done;
            if (answer.Code() == "idempotency_key_reused") ++refused;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(refused, 7);
    EXPECT_EQ(Effects(), "1");
}

TEST_F(TransactionTest, AKeyIsRequiredAndBounded) {
    EXPECT_EQ(Post(anna_, kBody, "").status, 428);
    EXPECT_EQ(Post(anna_, kBody, "").Code(), "idempotency_key_missing");
    EXPECT_EQ(Post(anna_, kBody, std::string(256, 'k')).status, 400);
    EXPECT_EQ(Post(anna_, kBody, "a\tb").Code(), "idempotency_key_malformed");
    EXPECT_EQ(Effects(), "0");
}

// A double click, eight times at once.
TEST_F(TransactionTest, ConcurrentRequestsWithOneKeyHaveOneEffect) {
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::set<std::string> bodies;
    std::atomic<int> created = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto answer = Post(anna_, kBody, "k1");
            if (answer.status == 201) ++created;
            const std::lock_guard lock(mutex);
            bodies.insert(answer.body);
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(created, 8);
    EXPECT_EQ(bodies.size(), 1U);
    EXPECT_EQ(Effects(), "1");
}

TEST_F(TransactionTest, ARefusalLeavesNothingAndTheKeyFree) {
    const std::string body = R"({"action":"one","then":"refuse"})";
    EXPECT_EQ(Post(anna_, body, "k1").status, 409);
    EXPECT_EQ(Effects(), "0");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM idempotency_keys"), "0");
    refuse_ = false;
    EXPECT_EQ(Post(anna_, body, "k1").status, 201);
    EXPECT_EQ(Effects(), "1");
}

TEST_F(TransactionTest, AnExceptionLeavesNothing) {
    EXPECT_EQ(Post(anna_, R"({"action":"one","then":"throw"})", "k1").status, 500);
    EXPECT_EQ(Effects(), "0");
    EXPECT_EQ(after_commit_, 0);
}

// ORG-7
TEST_F(TransactionTest, TheDatabaseRefusesAnotherOrganizationsRows) {
    EXPECT_EQ(Post(anna_, R"({"action":"one","then":"foreign"})", "k1").status, 500);
    EXPECT_EQ(Effects(), "0");
    EXPECT_EQ(Post(anna_, kBody, "k2", "?organization_id=" + child_.ToString()).status, 201);
    EXPECT_EQ(api_.As(anna_).Get("/api/v1/effects").At("/count"), "1");
    EXPECT_EQ(api_.As(berta_).Get("/api/v1/effects").At("/count"), "0");
}

TEST_F(TransactionTest, ALostRaceIsRunAgain) {
    conflicts_ = 2;
    const auto answer = Post(anna_, kBody, "k1");
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.At("/number"), "3");
    EXPECT_EQ(Effects(), "1");
    conflicts_ = 100;
    EXPECT_EQ(Post(anna_, kBody, "k2").Code(), "database_conflict");
    EXPECT_EQ(Effects(), "1");
}

TEST_F(TransactionTest, StoredAnswersAreSealedAndForgottenAfterADay) {
    ASSERT_EQ(Post(anna_, kBody, "k1").At("/secret"), "token-1");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM idempotency_keys "
                              "WHERE position('token'::bytea IN answer) > 0 OR answer IS NULL"),
              "0");
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_EQ(ForgetIdempotencyKeys(tx, clock_.Now()), 0);
    EXPECT_EQ(ForgetIdempotencyKeys(tx, clock_.Now() + std::chrono::hours(25)), 1);
}

TEST_F(TransactionTest, ARestartedDatabaseCostsAtMostTheRequestsOfThatMoment) {
    EXPECT_EQ(Post(anna_, kBody, "k1").status, 201);
    database_.KillConnections();
    const auto answer = Post(anna_, kBody, "k2");
    EXPECT_TRUE(answer.status == 201 || answer.Code() == "database_unavailable") << answer.body;
    EXPECT_EQ(Post(anna_, kBody, "k2").status, 201);
    EXPECT_EQ(Effects(), "2");
}

}  // namespace
}  // namespace http
