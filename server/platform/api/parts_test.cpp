#include <gtest/gtest.h>

#include <prometheus/registry.h>

#include <atomic>
#include <latch>
#include <thread>

#include "server/platform/api/health.hpp"
#include "server/platform/api/rate_limit.hpp"
#include "server/platform/http/metrics.hpp"
#include "server/platform/http/request_parser.hpp"
#include "server/platform/http/wakeups.hpp"
#include "server/platform/http/workers.hpp"

namespace http {
namespace {

using std::chrono::seconds;

TEST(RateLimiter, GivesABurstAndThenTokensByTime) {
    RateLimiter limiter({.per_second = 0.5, .burst = 2});
    const RateLimiter::Clock::time_point start{seconds(1000)};
    EXPECT_EQ(limiter.Take("a", start), seconds(0));
    EXPECT_EQ(limiter.Take("a", start), seconds(0));
    EXPECT_EQ(limiter.Take("a", start), seconds(2));
    EXPECT_EQ(limiter.Take("b", start), seconds(0));
    EXPECT_EQ(limiter.Take("a", start + seconds(1)), seconds(1));
    EXPECT_EQ(limiter.Take("a", start + seconds(2)), seconds(0));
}

TEST(RateLimiter, StaysBoundedUnderManyKeys) {
    RateLimiter limiter({.per_second = 1, .burst = 1}, 2);
    const RateLimiter::Clock::time_point start{seconds(1000)};
    EXPECT_EQ(limiter.Take("a", start), seconds(0));
    EXPECT_EQ(limiter.Take("b", start), seconds(0));
    EXPECT_EQ(limiter.Take("c", start), seconds(0));  // the shared bucket
    EXPECT_EQ(limiter.Take("d", start), seconds(1));
    EXPECT_EQ(limiter.Take("e", start + seconds(9)), seconds(0));  // the full ones are forgotten
    EXPECT_EQ(limiter.Take("f", start + seconds(9)), seconds(0));
}

TEST(Wakeups, WakesByTopicOnce) {
    Wakeups wakeups;
    int woken = 0;
    wakeups.Add("a", wakeups.Now(), [&] { ++woken; });
    const auto ticket = wakeups.Add("b", wakeups.Now(), [&] { woken += 100; });
    wakeups.Notify("a");
    wakeups.Notify("a");
    EXPECT_EQ(woken, 1);
    wakeups.Remove("b", ticket);
    wakeups.Notify("b");
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(wakeups.waiting(), 0U);
}

TEST(Wakeups, LosesNothingBetweenTheLookAndTheWait) {
    Wakeups wakeups;
    const auto before = wakeups.Now();
    wakeups.Notify("a");
    int woken = 0;
    EXPECT_EQ(wakeups.Add("a", before, [&] { ++woken; }), 0U);
    EXPECT_EQ(woken, 1);
    EXPECT_NE(wakeups.Add("b", before, [&] { ++woken; }), 0U);
    EXPECT_NE(wakeups.Add("a", wakeups.Now(), [&] { ++woken; }), 0U);
    EXPECT_EQ(woken, 1);
    wakeups.NotifyAll();
    EXPECT_EQ(woken, 3);
    EXPECT_EQ(wakeups.Add("c", before, [&] { ++woken; }), 0U);
    EXPECT_EQ(woken, 4);
}

TEST(Workers, RefuseMoreThanTheQueueHoldsAndFinishWhatTheyTook) {
    std::latch started(1);
    std::latch go(1);
    std::atomic<int> done = 0;
    Workers workers(1, 2);
    EXPECT_TRUE(workers.TryPost("a", [&] {
        started.count_down();
        go.wait();
        ++done;
    }));
    started.wait();
    EXPECT_TRUE(workers.TryPost("a", [&] { ++done; }));
    EXPECT_TRUE(workers.TryPost("a", [&] { ++done; }));
    EXPECT_FALSE(workers.TryPost("a", [&] { ++done; }));
    workers.PostResumed("a", [&] { ++done; });  // a long poll was taken already
    EXPECT_EQ(workers.queued(), 3U);
    EXPECT_EQ(workers.running(), 1U);
    go.count_down();
    workers.Stop();
    EXPECT_EQ(done, 4);
    EXPECT_FALSE(workers.TryPost("a", [] {}));
}

// ---- the parser ---------------------------------------------------------------------------------------

using State = RequestParser::State;

State ReadAll(RequestParser& parser, std::string text, std::size_t limit = 1000) {
    State state = parser.Put(text);
    if (state == State::kHeader) state = parser.AllowBody(limit);
    if (state == State::kNeedMore && !text.empty()) state = parser.Put(text);
    return state;
}

State ReadAll(const std::string& text, std::size_t limit = 1000) {
    RequestParser parser(2000);
    return ReadAll(parser, text, limit);
}

TEST(RequestParser, ReadsARequestInAnyPieces) {
    const std::string text =
        "POST /a/b?x=1&y=%20z HTTP/1.1\r\nHost: h\r\nCookie: a=1; session=\"q\"\r\n"
        "content-length: 5\r\n\r\nhello";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        RequestParser parser(2000);
        std::string in;
        State state = State::kNeedMore;
        for (std::size_t at = 0; at < text.size() && state == State::kNeedMore; at += size) {
            in += text.substr(at, size);
            state = parser.Put(in);
            if (state == State::kHeader) state = parser.AllowBody(5);
            if (state == State::kNeedMore && !in.empty()) state = parser.Put(in);
        }
        ASSERT_EQ(state, State::kDone) << size;
        const Request& request = parser.request();
        EXPECT_EQ(request.method, Method::kPost);
        EXPECT_EQ(request.path, "/a/b");
        ASSERT_EQ(request.query.size(), 2U);
        EXPECT_EQ(request.query[1], std::make_pair(std::string("y"), std::string(" z")));
        EXPECT_EQ(request.body, "hello");
        EXPECT_EQ(request.Cookie("session"), "\"q\"");
        EXPECT_TRUE(parser.keep_alive());
    }
}

TEST(RequestParser, RefusesWhatIsNoRequest) {
    for (const char* text : {"GET\r\n\r\n", "\x16\x03\x01\x02", "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
                             "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                             "GET / HTTP/1.1\r\nHost: h\r\n folded: x\r\nbad header\r\n\r\n",
                             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: "
                             "chunked\r\n\r\n0\r\n\r\n",
                             "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
                             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
                             "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
        EXPECT_EQ(ReadAll(text), State::kBad) << text;
    }
}

TEST(RequestParser, LimitsHeaderAndBody) {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(ReadAll(start + "X: " + std::string(3000, 'x') + "\r\n\r\n"), State::kHeaderTooLarge);
    EXPECT_EQ(ReadAll("GET /" + std::string(3000, 'x')), State::kHeaderTooLarge);
    std::string many = start;
    for (int i = 0; i < 120; ++i) many += "a: b\r\n";
    EXPECT_EQ(ReadAll(many + "\r\n"), State::kHeaderTooLarge);
    EXPECT_EQ(ReadAll(start + "Content-Length: 11\r\n\r\n", 10), State::kBodyTooLarge);
    EXPECT_EQ(ReadAll(start + "Content-Length: 99999999999999999999\r\n\r\n", 10), State::kBad);
    EXPECT_EQ(ReadAll(start + "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n", 10),
              State::kBodyTooLarge);
    EXPECT_EQ(ReadAll(start + "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\nTrailer: x\r\n\r\n", 10),
              State::kDone);
    // A size line that never ends.
    EXPECT_EQ(ReadAll(start + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(3000, 'x')), State::kBad);
}

// ---- health -------------------------------------------------------------------------------------------

Response Ask(Handler& handler, const std::string& path) {
    Request request;
    request.path = path;
    return handler.Handle(request);
}

TEST(Health, IsReadyWhenEveryCheckIsAndNotWhenStopping) {
    auto registry = std::make_shared<prometheus::Registry>();
    Metrics metrics(registry);
    metrics.Answered("getNote", 200, std::chrono::milliseconds(3));
    metrics.Refused("queue_full");
    Health health({registry});
    std::string missing = "migrations are missing";
    health.AddCheck("database", [&] { return missing; });
    health.AddCheck("secret", []() -> std::string { throw std::runtime_error("password=x"); });
    EXPECT_EQ(Ask(health, "/healthz").status, 200);
    EXPECT_EQ(Ask(health, "/readyz").status, 503);
    EXPECT_EQ(Ask(health, "/readyz").body,
              "{\"ready\":false,\"checks\":{\"database\":\"migrations are missing\","
              "\"secret\":\"the check failed\"}}\n");
    const std::string text = Ask(health, "/metrics").body;
    EXPECT_NE(text.find("platen_http_answers_total{operation=\"getNote\",status=\"200\"} 1"), std::string::npos);
    EXPECT_NE(text.find("platen_http_refused_total{reason=\"queue_full\"} 1"), std::string::npos);

    Health good;
    good.AddCheck("database", [] { return std::string(); });
    EXPECT_EQ(Ask(good, "/readyz").status, 200);
    EXPECT_EQ(Ask(good, "/metrics").status, 404);
    good.Stopping();
    EXPECT_EQ(Ask(good, "/readyz").status, 503);
    EXPECT_EQ(Ask(good, "/healthz").status, 200);
}

}  // namespace
}  // namespace http
