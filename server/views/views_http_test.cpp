#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/world.hpp"
#include "server/views/views.hpp"

// Saved views, from the rules to the routes, on a real database (PRN-1).
namespace views {
namespace {

using http::Role;
using Strings = std::vector<std::string>;

constexpr const char* kViews = "/api/v1/views";

TEST(ViewRules, AViewHoldsTheQueryOfAListAndNothingElse) {  // PRN-1
    const auto checked = [](const std::string& query, const std::string& filters) {
        const auto view = CheckView({" Errors ", ViewList::kPrinters, false, query, filters, {}});
        return view ? view->name : view.error().fields.front().pointer + " " + view.error().fields.front().code;
    };
    EXPECT_EQ(checked("state=error&sort=-model", "state=error&sort=-model"), "Errors");
    EXPECT_EQ(checked("search=caf%C3%A9+x", ""), "Errors");
    EXPECT_EQ(checked("search=a b", ""), "/query view_query");
    EXPECT_EQ(checked("a=\"><script>", ""), "/query view_query");
    EXPECT_EQ(checked("a#b", ""), "/query view_query");
    EXPECT_EQ(checked("", "state=error&organization_id=x"), "/filters view_query");
    EXPECT_EQ(checked("", "cursor=abc"), "/filters view_query");
    EXPECT_EQ(checked(std::string(4001, 'a'), ""), "/query too_long");
}

TEST(ViewRules, ColumnsAreFew) {  // PRN-1
    ViewInput input{"A", ViewList::kPrinters, false, "", "", {}};
    input.columns.assign(61, {"printer", true, std::nullopt});
    EXPECT_EQ(CheckView(input).error().fields.front().code, "too_many_items");
    input.columns = {{"", true, 5}};
    EXPECT_EQ(CheckView(input).error().fields.size(), 2U);
}

class Views : public ::testing::Test {
  protected:
    Views() {
        RegisterHttp(api_.router(), ids_);
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        ann_ = api_.SignIn(mine_, {Role::kViewer});
        ben_ = api_.SignIn(mine_, {Role::kFleetManager});
        chief_ = api_.SignIn(mine_, {Role::kAdministrator});
        desk_ = api_.SignIn(world_.platen().id, {Role::kOperatorServiceDesk}, {world_.platen().id, mine_, other_});
        stranger_ = api_.SignIn(other_, {Role::kAdministrator});
        key_ = api_.SignIn(mine_, {Role::kAdministrator}, {}, http::ActorKind::kApiKey);
    }
    static std::string Body(const std::string& name, bool shared = false, const std::string& query = "state=error",
                            const std::string& list = "printers") {
        return boost::json::serialize(boost::json::object{
            {"name", name},
            {"list", list},
            {"shared", shared},
            {"query", query},
            {"filters", query},
            {"columns", boost::json::array{boost::json::object{{"id", "printer"}, {"shown", true}, {"width", 220}},
                                           boost::json::object{{"id", "pages"}, {"shown", false}}}}});
    }
    http::TestAnswer Save(const http::Actor& who, const std::string& name, bool shared = false) {
        return api_.As(who).Post(kViews, Body(name, shared));
    }
    Strings Names(const http::Actor& who, const std::string& query = "") {
        Strings names;
        const auto page = api_.As(who).Get(kViews + query).Json();
        for (const auto& item : page.at("items").as_array()) names.emplace_back(item.at("name").as_string());
        return names;
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    server::testing::World world_{database_, clock_};
    http::TestApi api_{&database_.pool(), clock_};
    base::OrganizationId mine_;
    base::OrganizationId other_;
    http::Actor ann_;
    http::Actor ben_;
    http::Actor chief_;
    http::Actor desk_;
    http::Actor stranger_;
    http::Actor key_;
};

TEST_F(Views, IsOnesOwnUntilItIsShared) {  // PRN-1
    const auto made = Save(ann_, "Errors");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/is_mine"), "true");
    EXPECT_EQ(made.At("/columns/0/width"), "220");
    EXPECT_EQ(made.At("/columns/1/shown"), "false");
    const std::string path = made.Header("Location");
    EXPECT_EQ(Names(ann_), Strings{"Errors"});
    EXPECT_EQ(Names(ben_), Strings{});
    EXPECT_EQ(Names(chief_), Strings{});
    EXPECT_EQ(api_.As(ben_).Get(path).status, 404);
    EXPECT_EQ(api_.As(chief_).Put(path, Body("Mine now"), made.ETag()).status, 404);
    EXPECT_EQ(api_.As(chief_).Delete(path, made.ETag()).status, 404);
    const auto shared = api_.As(ann_).Put(path, Body("Errors", true), made.ETag());
    ASSERT_EQ(shared.status, 200) << shared.body;
    EXPECT_EQ(Names(ben_), Strings{"Errors"});
    EXPECT_EQ(api_.As(ben_).Get(path).At("/is_mine"), "false");
    EXPECT_EQ(api_.As(ben_).Get(path).At("/may_change"), "false");
    EXPECT_EQ(api_.As(ben_).Put(path, Body("Bens"), shared.ETag()).Code(), "view_of_another");
    EXPECT_EQ(api_.As(ben_).Delete(path, shared.ETag()).Code(), "view_of_another");
    EXPECT_EQ(Names(key_), Strings{"Errors"});
    EXPECT_EQ(api_.As(key_).Post(kViews, Body("Key")).Code(), "people_only");
    EXPECT_EQ(Names(desk_, "?organization_id=" + mine_.ToString()), Strings{"Errors"});
    EXPECT_EQ(Names(desk_), Strings{}) << "the operator's own are others";
    EXPECT_EQ(Names(stranger_), Strings{});
    EXPECT_EQ(api_.As(stranger_).Get(path).status, 404);
    // An administrator takes it out of the shared ones, and no longer sees it.
    EXPECT_EQ(api_.As(chief_).Put(path, Body("Errors"), shared.ETag()).status, 200);
    EXPECT_EQ(Names(chief_), Strings{});
    EXPECT_EQ(Names(ann_), Strings{"Errors"});
}

TEST_F(Views, HasItsNameOnceInAList) {  // PRN-1
    ASSERT_EQ(Save(ann_, "Errors").status, 201);
    EXPECT_EQ(Save(ann_, " ERRORS ").Field(), "/name view_name_taken");
    EXPECT_EQ(Save(ben_, "Errors").status, 201);
    EXPECT_EQ(api_.As(ann_).Post(kViews, Body("Errors", false, "", "supply_orders")).status, 201);
    EXPECT_EQ(Names(ann_, "?list=supply_orders"), Strings{"Errors"});
    EXPECT_EQ(Names(ann_), (Strings{"Errors", "Errors"}));
    EXPECT_EQ(Save(ann_, "").Field(), "/name missing");
    EXPECT_EQ(api_.As(ann_).Post(kViews, Body("Bad", false, "a b")).status, 422);
}

TEST_F(Views, StaysOfItsListAndHasOneVersionAfterAnother) {  // PRN-1
    const auto made = Save(ann_, "Errors");
    const std::string path = made.Header("Location");
    EXPECT_EQ(api_.As(ann_).Put(path, Body("Errors", false, "", "supply_orders"), made.ETag()).Field(),
              "/list view_list");
    EXPECT_EQ(api_.As(ann_).Put(path, Body("Errors")).status, 428);
    ASSERT_EQ(api_.As(ann_).Put(path, Body("All errors"), made.ETag()).status, 200);
    EXPECT_EQ(api_.As(ann_).Put(path, Body("None"), made.ETag()).status, 412);
}

TEST_F(Views, IsDeletedAndComesBack) {  // PRN-1
    const auto made = Save(ann_, "Errors");
    const std::string path = made.Header("Location");
    ASSERT_EQ(api_.As(ann_).Post(path + "/default", R"({"is_default":true})").At("/is_default"), "true");
    EXPECT_EQ(api_.As(ann_).Delete(path, made.ETag()).status, 204);
    EXPECT_EQ(Names(ann_), Strings{});
    EXPECT_EQ(api_.As(ann_).Get(path).status, 404);
    EXPECT_EQ(api_.As(ben_).Post(path + "/restoration", "").status, 404);
    const auto back = api_.As(ann_).Post(path + "/restoration", "");
    EXPECT_EQ(back.At("/is_default"), "true") << back.body;
    // Meanwhile another one took the name.
    ASSERT_EQ(api_.As(ann_).Delete(path, back.ETag()).status, 204);
    ASSERT_EQ(Save(ann_, "Errors").status, 201);
    EXPECT_EQ(api_.As(ann_).Post(path + "/restoration", "").Field(), "/name view_name_taken");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE object_type = "
                              "'view' AND object_id = '" +
                              made.At("/id") + "'"),
              "view.created view.default_set view.deleted view.deleted view.restored");
}

TEST_F(Views, OpensTheListOfWhoeverSaysSo) {  // PRN-1
    const auto first = Save(ann_, "Errors", true);
    const auto second = Save(ann_, "Silent", true);
    const auto choose = [&](const http::Actor& who, const http::TestAnswer& view, bool on) {
        return api_.As(who).Post(view.Header("Location") + "/default",
                                 on ? R"({"is_default":true})" : R"({"is_default":false})");
    };
    const auto chosen = [&](const http::Actor& who) {
        Strings names;
        const auto page = api_.As(who).Get(kViews).Json();
        for (const auto& item : page.at("items").as_array()) {
            if (item.at("is_default").as_bool()) names.emplace_back(item.at("name").as_string());
        }
        return names;
    };
    ASSERT_EQ(choose(ben_, first, true).status, 200);
    EXPECT_EQ(chosen(ben_), Strings{"Errors"});
    EXPECT_EQ(chosen(ann_), Strings{}) << "everybody says it for themselves";
    choose(ben_, second, true);
    EXPECT_EQ(chosen(ben_), Strings{"Silent"});
    choose(ben_, first, false);
    EXPECT_EQ(chosen(ben_), Strings{"Silent"});
    EXPECT_EQ(choose(stranger_, first, true).status, 404);
    // It is no longer shared: a list does not open with what is not there.
    const std::string path = second.Header("Location");
    ASSERT_EQ(api_.As(ann_).Put(path, Body("Silent"), second.ETag()).status, 200);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM view_defaults"), "0");
}

}  // namespace
}  // namespace views
