#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "lib/base/testing/source_folder.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/webhooks/webhooks.hpp"

namespace webhooks {
namespace {

std::string Wrong(const std::string& url, bool internal = false) {
    const auto checked = CheckEndpoint({.url = url}, internal);
    if (checked) return "";
    return checked.error().fields.front().pointer + " " + checked.error().fields.front().code;
}

TEST(WebhookRules, OnlyAddressesOutsideAreTaken) {
    EXPECT_EQ(Wrong("https://erp.example.com/platen?key=1"), "");
    EXPECT_EQ(Wrong("https://8.8.8.8:8443/"), "");
    EXPECT_EQ(Wrong(""), "/url missing");
    EXPECT_EQ(Wrong("http://erp.example.com/"), "/url not_https");
    for (const char* url : {"ftp://erp.example.com/", "erp.example.com", "https://", "https://user@erp.example.com/",
                            "https://erp.example.com/a b", "https://erp.example.com/#x", "javascript:alert(1)",
                            "https://erp.example.com\\@127.0.0.1/"}) {
        EXPECT_EQ(Wrong(url), "/url not_a_webhook_url") << url;
    }
    for (const char* url : {"https://localhost/", "https://127.0.0.1/", "https://10.1.2.3/", "https://169.254.169.254/",
                            "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd12::1]/"}) {
        EXPECT_EQ(Wrong(url), "/url internal_address") << url;
        EXPECT_EQ(Wrong(url, true), "") << url;
    }
    EXPECT_EQ(Wrong("http://127.0.0.1:8080/hook", true), "");
    EXPECT_EQ(Wrong("https://erp.example.com/" + std::string(2000, 'a')), "/url too_long");
}

TEST(WebhookRules, TypesAreSortedAndKnown) {
    const auto checked = CheckEndpoint(
        {.url = "https://erp.example.com/", .event_types = {"order.shipped", "order.created", "order.shipped"}}, false);
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->event_types, (std::vector<std::string>{"order.created", "order.shipped"}));
    for (const std::string type : {"order.eaten", "webhook.test", ""}) {
        const auto refused =
            CheckEndpoint({.url = "https://erp.example.com/", .event_types = {"order.created", type}}, false);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fields.front().pointer, "/event_types/1");
        EXPECT_EQ(refused.error().fields.front().code, "unknown_event_type");
    }
}

// ORD-3: the closed list, in the order of its names, each with its words and in the documentation.
TEST(WebhookEvents, EachHasItsTextAndItsLineInTheDocumentation) {
    const auto texts = i18n::Catalogues::BuiltIn();
    std::ifstream file(base::SourceFolder() + "/docs/webhooks.md");
    std::ostringstream page;
    page << file.rdbuf();
    std::string before;
    for (const EventType& event : kEvents) {
        const std::string name(event.name);
        EXPECT_LT(before, name);
        before = name;
        std::string key = name;
        std::ranges::replace(key, '.', '_');
        for (const auto& language : texts.Languages()) {
            EXPECT_TRUE(texts.Has(language, "webhooks.events." + key)) << language << " " << name;
        }
        const std::string line = "| `" + name + "` | " + texts.Format("en", "webhooks.events." + key);
        EXPECT_NE(page.str().find(line), std::string::npos) << "docs/webhooks.md has no line\n" << line;
    }
}

}  // namespace
}  // namespace webhooks
