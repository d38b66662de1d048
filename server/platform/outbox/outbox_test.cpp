#include "server/platform/outbox/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>

#include "server/platform/outbox/sender.hpp"
#include "server/platform/pg/testing.hpp"

// A kind of the tests' own: what is durable about sending does not depend on mail.
namespace outbox {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Le;
using Kind = Outcome::Kind;
using Step = Sender::Step;

const auto kMine = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000001").value();
const auto kTheirs = base::OrganizationId::Parse("00000000-0000-7000-8000-000000000002").value();

struct NewParcel {
    base::OrganizationId organization_id;
    base::Uuid id;
    std::string content;
    std::int64_t give_up_at = 0;
};
BOOST_DESCRIBE_STRUCT(NewParcel, (), (organization_id, id, content, give_up_at))

const Queue kParcels{"parcels", {"content"}};
const pg::Insert<NewParcel> kInsert{"parcels.insert", "parcels", "", Queue::NewRow()};
const pg::Query<std::string(base::OrganizationId, base::Uuid)> kContent{
    "parcels.content", "SELECT content FROM parcels WHERE organization_id = $1 AND id = $2"};

// Answers what the test says, else that it was sent.
class Carrier final : public Handler {
  public:
    [[nodiscard]] const Queue& queue() const override { return kParcels; }
    Sending Prepare(pg::Transaction& tx, const Claim& claim) override {
        return [this, content = tx.Get(kContent, claim.organization_id, claim.id)] {
            const std::scoped_lock lock(mutex_);
            tried.push_back(content);
            rested_ = false;
            if (answers.empty()) return Outcome{Kind::kSent};
            const Outcome outcome = answers.front();
            answers.pop_front();
            return outcome;
        };
    }
    void Rest() override {
        const std::scoped_lock lock(mutex_);
        rested_ = true;
        changed_.notify_all();
    }
    // Until `count` were tried and nothing more is due.
    void WaitFor(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return tried.size() == count && rested_; });
    }

    std::deque<Outcome> answers;
    std::vector<std::string> tried;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool rested_ = false;
};

class OutboxTest : public ::testing::Test {
  protected:
    OutboxTest() {
        database_.Sql(R"sql(
            CREATE TABLE parcels (organization_id uuid, id uuid, content text, state text, attempts integer DEFAULT 0,
                last_error text, next_attempt_at timestamptz, give_up_at timestamptz, lease_until timestamptz,
                lease_number bigint DEFAULT 0, sent_at timestamptz, failed_at timestamptz,
                PRIMARY KEY (organization_id, id));
            GRANT ALL ON parcels TO platen_app)sql");
    }
    void Add(const std::string& content, base::OrganizationId organization = kMine,
             base::Duration give_up = std::chrono::hours(1)) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization));
        tx.Exec(kInsert, {organization, ids_.Next(), content, give_up.count()});
        kParcels.Announce(tx);
        tx.Commit();
    }
    Step SendOne() { return Sender(database_.pool(), clock_, carrier_, options_).SendOne(); }
    void MakeDue() { database_.Sql("UPDATE parcels SET next_attempt_at = now() WHERE state = 'queued'"); }
    std::string Value(const std::string& sql) { return database_.Value(sql); }

    pg::testing::Database database_;
    base::ManualClock clock_{base::ParseRfc3339("2026-11-21T08:25:12Z").value()};
    base::IdSource ids_{clock_};
    Carrier carrier_;
    SenderOptions options_{.retry_pause = std::chrono::minutes(10)};
};

TEST_F(OutboxTest, SendsEachRowOnceAndWipesWhatItsKindSays) {  // NOT-1
    Add("one");
    Add("two", kTheirs);
    EXPECT_EQ(SendOne(), Step::kHandled);
    EXPECT_EQ(SendOne(), Step::kHandled);
    EXPECT_EQ(SendOne(), Step::kIdle);
    EXPECT_THAT(carrier_.tried, ElementsAre("one", "two"));
    EXPECT_EQ(Value("SELECT count(*) FROM parcels WHERE state = 'sent' AND content IS NULL AND sent_at = "
                    "'2026-11-21 08:25:12Z' AND next_attempt_at IS NULL"),
              "2");
}

TEST_F(OutboxTest, PausesGrowToAnHourAndDiffer) {
    Add("one");
    std::set<double> pauses;
    for (int attempt = 1; attempt <= 8; ++attempt) {
        carrier_.answers = {{Kind::kTemporary, "not now"}};
        EXPECT_EQ(SendOne(), Step::kHandled);
        EXPECT_EQ(SendOne(), Step::kIdle);
        const double minutes = std::stod(Value("SELECT extract(epoch FROM next_attempt_at - now()) / 60 FROM parcels"));
        const double full = std::min(10.0 * (1 << (attempt - 1)), 60.0);
        EXPECT_THAT(minutes, AllOf(Ge(full / 2 - 0.5), Le(full))) << attempt;
        pauses.insert(std::round(minutes / full * 1000));
        MakeDue();
    }
    EXPECT_GT(pauses.size(), 2U) << "rows that failed together do not come back together";
    EXPECT_EQ(Value("SELECT state || ' ' || attempts || ' ' || last_error FROM parcels"), "queued 8 not now");
    EXPECT_EQ(SendOne(), Step::kHandled);
    EXPECT_EQ(Value("SELECT state || coalesce(last_error, '') FROM parcels"), "sent");
}

TEST_F(OutboxTest, ARefusalForGoodIsADeadLetterWithItsReason) {
    Add("one");
    carrier_.answers = {{Kind::kPermanent, "no such address"}};
    EXPECT_EQ(SendOne(), Step::kHandled);
    EXPECT_EQ(SendOne(), Step::kIdle);
    EXPECT_EQ(Value("SELECT state || ' ' || last_error || ' ' || (failed_at = '2026-11-21 08:25:12Z') FROM parcels"),
              "failed no such address true");
}

TEST_F(OutboxTest, WhatCouldNotBeReachedIsGivenUpWhenItsTimeIsOver) {
    // Its time may be over because a clock was wrong: it is tried five times at least.
    Add("one", kMine, std::chrono::hours(-1));
    for (int attempt = 1; attempt <= 5; ++attempt) {
        EXPECT_EQ(Value("SELECT state FROM parcels"), "queued") << attempt;
        database_.Sql("UPDATE parcels SET next_attempt_at = clock_timestamp()");
        carrier_.answers = {{Kind::kNoService, "no route"}};
        EXPECT_EQ(SendOne(), attempt < 5 ? Step::kNoService : Step::kHandled);
    }
    EXPECT_EQ(Value("SELECT state FROM parcels"), "failed");
    Add("two");
    carrier_.answers = {{Kind::kNoService, "no route"}};
    EXPECT_EQ(SendOne(), Step::kNoService);
    EXPECT_EQ(Value("SELECT count(*) FROM parcels WHERE state = 'queued'"), "1");
}

// Written while the database's clock was a year ahead, read when it is right again.
TEST_F(OutboxTest, WhatWaitsForADayThatIsFarAheadIsDueNow) {
    for (const char* wrong : {"next_attempt_at", "lease_until"}) {
        Add(wrong);
        database_.Sql(std::string("UPDATE parcels SET ") + wrong +
                      " = clock_timestamp() + interval '400 days' WHERE state = 'queued'");
        EXPECT_EQ(SendOne(), Step::kIdle);
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        carrier_.queue().RightTimes(tx);
        tx.Commit();
        EXPECT_EQ(SendOne(), Step::kHandled) << wrong;
    }
}

TEST_F(OutboxTest, WhatWaitsAndWhatBecameOfTriesIsCounted) {
    for (const char* content : {"one", "two", "three"}) Add(content);
    Sender sender(database_.pool(), clock_, carrier_, options_);
    carrier_.answers = {{Kind::kSent}, {Kind::kPermanent, "no such person"}, {Kind::kTemporary, "full"}};
    for (int i = 0; i < 3; ++i) sender.SendOne();
    EXPECT_EQ(sender.totals().sent, 1);
    EXPECT_EQ(sender.totals().failed, 1);
    EXPECT_EQ(sender.totals().later, 1);
    pg::Transaction tx(database_.pool(), pg::Scope::System(), pg::Access::kReadOnly);
    EXPECT_EQ(sender.queue().Waiting(tx), 1);
}

TEST_F(OutboxTest, ARowBelongsToItsSenderUntilTheLeaseEnds) {
    Add("one");
    Claim dead;
    {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        dead = kParcels.Take(tx, std::chrono::minutes(3)).value();
        tx.Commit();  // and then it was killed, so it seems
    }
    EXPECT_EQ(SendOne(), Step::kIdle);
    database_.Sql("UPDATE parcels SET lease_until = now() - interval '1 second'");
    EXPECT_EQ(SendOne(), Step::kHandled);
    pg::Transaction tx(database_.pool(), pg::Scope::System());
    EXPECT_FALSE(kParcels.MarkFailed(tx, dead, clock_.Now(), "it comes back"));
    EXPECT_FALSE(kParcels.TryLater(tx, dead, std::chrono::minutes(1), "it comes back"));
    EXPECT_EQ(Value("SELECT state FROM parcels"), "sent");
}

TEST_F(OutboxTest, ItsThreadIsWokenByACommitAndRestsWhenAllIsSent) {
    Sender sender(database_.pool(), clock_, carrier_, options_);
    sender.Start();
    for (int i = 0; i < 5; ++i) Add("parcel");
    carrier_.WaitFor(5);
    sender.Stop();
    EXPECT_EQ(Value("SELECT count(*) FROM parcels WHERE state = 'sent'"), "5");
}

}  // namespace
}  // namespace outbox
