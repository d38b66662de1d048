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
    for (const auto& query : Strings{"", "?below_days=1000", "?printer_id=" + printer_})
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
              Strings{"cursor invalid_cursor"});
}

TEST_F(ReplenishmentHttp, TheListIsSearchedAndIsAFile) {  // ASR-10
    const auto reader = api_.As(warehouse());
    const auto found = [&](const std::string& query) { return SerialsOf(reader.Get(kSupplies + query).Json()); };
    EXPECT_EQ(found("?search=SN3"), Strings{"SN3"});
    EXPECT_EQ(found("?search=lexmark%20ms431&limit=50").size(), 7U);
    EXPECT_EQ(found("?search=SN3%20nowhere"), Strings{});
    const auto customer = database_.Value("SELECT split_part(name_key, ' ', 1) FROM organizations WHERE id = '" +
                                          organization_.ToString() + "'");
    EXPECT_EQ(found("?search=" + customer + "%20SN2"), Strings{"SN2"}) << "by the customer's name";
    const auto site = database_.Value("SELECT site_id FROM printers WHERE serial_number = 'SN1'");
    const auto site_word = database_.Value("SELECT split_part(name_key, ' ', 1) FROM sites WHERE id = '" + site + "'");
    EXPECT_EQ(found("?search=" + site_word + "%20SN4"), Strings{"SN4"}) << "by the site's name";
    EXPECT_EQ(found("?site_id=" + site).size(), 7U);
    EXPECT_EQ(found("?site_id=" + ids_.Next().ToString()), Strings{});
    EXPECT_EQ(reader.Get(std::string(kSupplies) + "?search=SN3").At("/items/0/site_name"),
              database_.Value("SELECT name FROM sites WHERE id = '" + site + "'"));

    const auto file = reader.Get(std::string(kSupplies) + "/export").body;
    const auto list = reader.Get(kSupplies).Json();
    Strings order;
    for (const auto& serial : SerialsOf(list)) {
        const auto at = file.find("," + serial + ",");
        ASSERT_NE(at, std::string::npos) << serial << file;
        order.push_back(std::to_string(1'000'000 + at));
    }
    EXPECT_TRUE(std::ranges::is_sorted(order)) << "in the order of the list";
    EXPECT_NE(file.find("organization,site,manufacturer,model,serial_number,"), std::string::npos) << file;
    const std::string sentence(list.at("items").at(0).at("reason").at("sentence").as_string());
    EXPECT_NE(file.find(sentence.substr(0, sentence.find(','))), std::string::npos) << "why, in words";
    const auto one = reader.Get(std::string(kSupplies) + "/export?search=SN5").body;
    EXPECT_EQ(std::ranges::count(one, '\n'), 2) << one;
    const auto stranger = api_.As(api_.SignIn(ids_.Make<base::OrganizationId>(), {Role::kAdministrator}));
    EXPECT_EQ(std::ranges::count(stranger.Get(std::string(kSupplies) + "/export").body, '\n'), 1);
}

TEST_F(ReplenishmentHttp, AskingForTheEffectsOnNoPrinterIsRefused) {
    const auto manager = api_.As(api_.SignIn(organization_, {Role::kSuppliesManager}));
    EXPECT_EQ(manager.Post(kEffects, R"({"printer_ids":[],"contact_id":null})").Errors(),
              Strings{"/printer_ids missing"});
}

}  // namespace
}  // namespace replenishment
