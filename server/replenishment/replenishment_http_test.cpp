#include <set>

#include "server/replenishment/testing.hpp"

// The routes of replenishment: who may look, nobody else's supplies, and pages. What the figures say is tested in
// figures_test.cpp.
namespace replenishment {
namespace {

using http::Role;
using Strings = std::vector<std::string>;

constexpr const char* kSupplies = "/api/v1/replenishment/supplies";
constexpr const char* kEffects = "/api/v1/replenishment/contact-change-effects";

class ReplenishmentHttp : public testing::Customer {
  protected:
    ReplenishmentHttp() {
        has_contact_ = false;
        Day(std::vector<double>(7, 95.0));
        printer_ = database_.Value("SELECT id FROM printers WHERE serial_number = 'SN1'");
    }
    static Strings SerialsOf(const boost::json::value& page) {
        Strings serials;
        for (const auto& item : page.at("items").as_array()) serials.emplace_back(item.at("serial_number").as_string());
        return serials;
    }
    std::string printer_;
};

TEST_F(ReplenishmentHttp, EveryRoleLooksAndWhoAssignsContactsAsksForTheEffects) {  // ORG-6
    const std::string body = R"({"printer_ids":[")" + printer_ + R"("],"contact_id":null})";
    for (const http::Role role : organizations::AllRoles()) {
        const auto bit = base::json::EnumName(role);
        const auto client = api_.As(api_.SignIn(organization_, {role}));
        EXPECT_EQ(client.Get(kSupplies).status, role == Role::kAgent ? 403 : 200) << bit;
        EXPECT_EQ(client.Post(kEffects, body).status, organizations::permissions::kAssignContacts.Has(role) ? 200 : 403)
            << bit;
    }
    EXPECT_EQ(api_.Anonymous().Get(kSupplies).status, 401);
    EXPECT_EQ(api_.Anonymous().Post(kEffects, body).status, 401);
}

TEST_F(ReplenishmentHttp, AForeignOrganizationsSuppliesDoNotExist) {  // ORG-7
    const auto stranger = api_.As(api_.SignIn(ids_.Make<base::OrganizationId>(), {Role::kAdministrator}));
    for (const std::string query : {"", "?below_days=1000", ("?printer_id=" + printer_).c_str()})
        EXPECT_EQ(SerialsOf(stranger.Get(kSupplies + query).Json()), Strings{}) << query;
    const auto effects = stranger.Post(kEffects, R"({"printer_ids":[")" + printer_ + R"("],"contact_id":null})");
    EXPECT_EQ(effects.At("/supplies"), "0") << effects.body;
}

TEST_F(ReplenishmentHttp, PagesThroughAllWithoutGapOrDouble) {  // API-1
    for (const int limit : {1, 2, 3, 7}) {
        Strings seen;
        for (std::string cursor; seen.size() < 50;) {
            const auto answer = api_.As(warehouse()).Get(kSupplies + ("?limit=" + std::to_string(limit)) + cursor);
            ASSERT_EQ(answer.status, 200) << answer.body;
            const auto page = answer.Json();
            for (auto& serial : SerialsOf(page)) seen.push_back(serial);
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        EXPECT_EQ(seen.size(), 7U) << limit;
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 7U) << limit;
    }
    EXPECT_EQ(api_.As(warehouse()).Get(std::string(kSupplies) + "?cursor=made-up").Errors(),
              Strings{"?cursor invalid_cursor"});
}

TEST_F(ReplenishmentHttp, AskingForTheEffectsOnNoPrinterIsRefused) {
    const auto manager = api_.As(api_.SignIn(organization_, {Role::kSuppliesManager}));
    EXPECT_EQ(manager.Post(kEffects, R"({"printer_ids":[],"contact_id":null})").Errors(),
              Strings{"/printer_ids missing"});
}

}  // namespace
}  // namespace replenishment
