#include "server/platform/http/static_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "lib/base/clock.hpp"
#include "lib/base/secrets.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/http/compression.hpp"

namespace http {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class StaticFilesTest : public testing::Test {
  protected:
    StaticFilesTest() {
        Write("index.html", "<meta property=\"csp-nonce\" nonce=\"__CSP_NONCE__\"><div id=root>");
        Write("assets/app-1a2b.js", "let a = 1;");
        Write("assets/app-1a2b.js.gz", "gzip bytes");
        Write("assets/app-1a2b.js.br", "brotli bytes");
        Write("favicon.svg", "<svg/>");
    }
    ~StaticFilesTest() override { fs::remove_all(folder_); }

    void Write(const std::string& name, const std::string& text) {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name) << text;
    }
    Response Get(const std::string& target, const std::string& accept = "", const std::string& etag = "") {
        Request request;
        request.read_failed = !ReadTarget(target, request);
        request.headers.Add("Host", "h");
        if (!accept.empty()) request.headers.Add("Accept-Encoding", accept);
        if (!etag.empty()) request.headers.Add("If-None-Match", etag);
        return router_.Handle(request);
    }

    const fs::path folder_ = fs::temp_directory_path() / ("platen-static-" + std::to_string(::getpid()));
    StaticFiles files_{folder_};
    base::SystemClock clock_;
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    Router router_{RouterParts{.clock = &clock_, .secrets = &secrets_, .files = &files_}};
};

TEST_F(StaticFilesTest, SendsHashedFilesForAYearInTheBestForm) {
    const auto plain = Get("/assets/app-1a2b.js");
    EXPECT_EQ(plain.status, 200);
    EXPECT_EQ(plain.Body(), "let a = 1;");
    EXPECT_EQ(plain.headers.Get("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(plain.headers.Get("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(plain.headers.Get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(Get("/assets/app-1a2b.js", "gzip").Body(), "gzip bytes");
    const auto brotli = Get("/assets/app-1a2b.js", "gzip, deflate, br");
    EXPECT_EQ(brotli.Body(), "brotli bytes");
    EXPECT_EQ(brotli.headers.Get("Content-Encoding"), "br");
    EXPECT_EQ(brotli.headers.Get("Vary"), "Accept-Encoding");
    EXPECT_EQ(Get("/favicon.svg").headers.Get("Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, AnswersNotModified) {
    const std::string etag(Get("/favicon.svg").headers.Get("ETag"));
    const auto again = Get("/favicon.svg", "", etag);
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.Body(), "");
    EXPECT_EQ(Get("/favicon.svg", "", "\"other\"").status, 200);
}

TEST_F(StaticFilesTest, AnswersPathsOfTheApplicationWithThePageAndAFreshNonce) {
    const auto page = Get("/printers/0192?tab=meters");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.headers.Get("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(page.headers.Get("Cache-Control"), "no-store");
    const std::string body(page.Body());
    const std::string start = "nonce=\"";
    const std::string nonce = body.substr(body.find(start) + start.size(), 22);
    EXPECT_THAT(nonce, Not(HasSubstr("_CSP_")));
    const std::string policy(page.headers.Get("Content-Security-Policy"));
    EXPECT_THAT(policy, HasSubstr("style-src 'self' 'nonce-" + nonce + "';"));
    EXPECT_THAT(policy, HasSubstr("script-src 'self';"));
    EXPECT_NE(Get("/").Body(), body);
    EXPECT_EQ(Inflate(Get("/", "gzip").Body(), 1 << 20)->substr(0, 5), "<meta");
}

TEST_F(StaticFilesTest, WhatIsNoPageOfTheApplicationIsNotFound) {
    EXPECT_EQ(Get("/wp-login").status, 200) << "nobody says which there are";
    std::ofstream(folder_ / "pages.txt") << "/\n/printers\n/printers/$printerId\n/a/$b/c\n";
    StaticFiles files(folder_);
    const auto status = [&](const std::string& path) {
        Request request;
        request.path = path;
        const auto answer = files.Answer(request);
        return answer ? answer->status : 0;
    };
    for (const char* page : {"/", "/index.html", "/printers", "/printers/", "/printers/0192", "/a/x/c"}) {
        EXPECT_EQ(status(page), 200) << page;
    }
    for (const char* none : {"/wp-login", "/printers/1/2", "/a//c", "/a/x", "/Printers", "/a/x/c/d"}) {
        EXPECT_EQ(status(none), 404) << none;
    }
}

TEST_F(StaticFilesTest, ThePageIsNoAnswerForTheApiOrForFilesThatAreNot) {
    EXPECT_EQ(Get("/api/v1/nothing").status, 404);
    EXPECT_EQ(Get("/assets/old-9z.js").status, 404);
    EXPECT_EQ(Get("/../../etc/passwd").status, 404);
    EXPECT_EQ(Get("/%2e%2e/%2e%2e/etc/passwd").status, 404);
    EXPECT_EQ(Get("/assets/app-1a2b.js.gz").status, 404);
    Request post;
    post.method = Method::kPost;
    post.path = "/index.html";
    EXPECT_EQ(router_.Handle(post).status, 405);
}

TEST_F(StaticFilesTest, AFolderThatIsNotThereIsNotFound) {
    StaticFiles none(folder_ / "nowhere");
    Request request;
    request.path = "/";
    EXPECT_FALSE(none.Answer(request));
}

}  // namespace
}  // namespace http
