#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <thread>

#include "server/platform/external_ids/external_ids.hpp"
#include "server/testing/program.hpp"

// API-2 over the whole program: what other systems call organizations, sites, printers, contacts, catalog items and supply
// orders is kept, shown and found in one way.
namespace server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kIds = R"("external_ids":[{"system":"SAP","id":"4711"},{"system":"crm","id":"a"}])";
constexpr const char* kOtherId = R"("external_ids":[{"system":"sap","id":"4712"}])";

const pg::Query<std::int64_t()> kExecuted{
    "test.executed", "SELECT COALESCE(sum(generic_plans + custom_plans), 0)::bigint FROM pg_prepared_statements"};

class ExternalIds : public Program {
  protected:
    // Until a connection waits for another one.
    void AwaitBlocked() {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        const auto* blocked =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (Value(blocked) != "1") {
            ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "nobody waits";
            std::this_thread::yield();
        }
    }

    // One kind of thing: how it is made and changed with these external ids, where its list is.
    struct Thing {
        std::string list;
        std::string path;                                  // of the one that has `kIds`
        std::function<http::TestAnswer(std::string)> put;  // `ids` in JSON, or "" for a body without them
        std::function<http::TestAnswer(std::string)> put_other;
        Browser* who = nullptr;
    };

    ExternalIds() {
        site_ = Ok(child_admin_.Post("/api/v1/sites", Site("Mill", kIds)), 201).At("/id");
        other_site_ = Ok(child_admin_.Post("/api/v1/sites", Site("Oven", "")), 201).At("/id");
        contact_ = Ok(child_admin_.Post("/api/v1/contacts", ContactBody("Ida", kIds)), 201).At("/id");
        other_contact_ = Ok(child_admin_.Post("/api/v1/contacts", ContactBody("Ole", "")), 201).At("/id");
        item_ = Ok(operator_.Post("/api/v1/catalog-items", ItemBody("1", kIds)), 201).At("/id");
        other_item_ = Ok(operator_.Post("/api/v1/catalog-items", ItemBody("2", "")), 201).At("/id");
        shop_ = Ok(parent_admin_.Post("/api/v1/organizations", Organization("Shop", kIds)), 201).At("/id");
        const auto agent = Ok(child_admin_.Post("/api/v1/agents", Body({{"name", "Shop"}, {"site_id", site_}})), 201);
        Browser machine = From(kAddress);
        key_ =
            Ok(machine.Post("/api/v1/agent/enroll",
                            Body({{"token", agent.At("/enrollment_token")}, {"version", "1"}, {"host_name", "till"}})),
               201)
                .At("/key");
        printing::ReadingBatch batch;
        batch.boot_epoch = 1;
        for (int n = 1; n <= 12; ++n)
            batch.readings.push_back({n, clock_.Now() - std::chrono::hours(4), SampleReading(n)});
        Ok(machine.Send(http::Method::kPost, "/api/v1/agent/readings", base::json::Write(batch),
                        {{"Authorization", "Bearer " + key_}}),
           200);
        for (const auto& row : database_.Sql("SELECT id FROM printers ORDER BY id")) printers_.push_back(*row[0]);
        for (int n = 0; n < 12; ++n) Order(printers_[static_cast<std::size_t>(n)]);
        for (const auto& row : database_.Sql("SELECT id FROM supply_orders ORDER BY id")) orders_.push_back(*row[0]);
        for (const std::string& at : {"/api/v1/printers/" + printers_[0], "/api/v1/supply-orders/" + orders_[0]}) {
            Browser& who = at.contains("orders") ? operator_ : child_admin_;
            Put(who, at + "/external-ids", std::string("{") + kIds + "}", at);
        }
        things_ = {
            {"/api/v1/sites", "/api/v1/sites/" + site_, Putting(child_admin_, "/api/v1/sites/" + site_, &Site, "Mill"),
             Putting(child_admin_, "/api/v1/sites/" + other_site_, &Site, "Oven"), &child_admin_},
            {"/api/v1/contacts", "/api/v1/contacts/" + contact_,
             Putting(child_admin_, "/api/v1/contacts/" + contact_, &ContactBody, "Ida"),
             Putting(child_admin_, "/api/v1/contacts/" + other_contact_, &ContactBody, "Ole"), &child_admin_},
            {"/api/v1/catalog-items", "/api/v1/catalog-items/" + item_,
             Putting(operator_, "/api/v1/catalog-items/" + item_, &ItemBody, "1"),
             Putting(operator_, "/api/v1/catalog-items/" + other_item_, &ItemBody, "2"), &operator_},
            {"/api/v1/organizations", "/api/v1/organizations/" + shop_,
             Putting(parent_admin_, "/api/v1/organizations/" + shop_, &Organization, "Shop"),
             Putting(parent_admin_, "/api/v1/organizations/" + child_, &Organization, "Bakery"), &parent_admin_},
            {"/api/v1/printers", "/api/v1/printers/" + printers_[0],
             Putting(child_admin_, "/api/v1/printers/" + printers_[0], nullptr, ""),
             Putting(child_admin_, "/api/v1/printers/" + printers_[1], nullptr, ""), &child_admin_},
            {"/api/v1/supply-orders", "/api/v1/supply-orders/" + orders_[0],
             Putting(operator_, "/api/v1/supply-orders/" + orders_[0], nullptr, ""),
             Putting(operator_, "/api/v1/supply-orders/" + orders_[1], nullptr, ""), &operator_},
        };
    }

    static std::string With(std::string body, const std::string& ids) {
        body.pop_back();
        return body + (ids.empty() ? "}" : "," + ids + "}");
    }
    static std::string Site(const std::string& name, const std::string& ids) {
        return With(R"({"name":")" + name +
                        R"(","address":{"street1":"A 1","street2":"","street3":"","building":"","floor":"","room":"",)"
                        R"("city":"Oslo","state":"","postal_code":"","country":"NO"}})",
                    ids);
    }
    static std::string ContactBody(const std::string& name, const std::string& ids) { return With(Contact(name), ids); }
    static std::string ItemBody(const std::string& part, const std::string& ids) {
        return With(R"({"part_number":")" + part +
                        R"(","manufacturer":"A","name":"B","supply_type":"toner","colorant":"","yield_pages":1,)"
                        R"("active":true,"models":[]})",
                    ids);
    }
    static std::string Organization(const std::string& name, const std::string& ids) {
        return With(R"({"name":")" + name + "\"}", ids);
    }
    // With the ETag of the moment. What has no body of its own has a path for its ids.
    std::function<http::TestAnswer(std::string)> Putting(Browser& who, const std::string& path,
                                                         std::string (*body)(const std::string&, const std::string&),
                                                         const std::string& name) {
        return [this, &who, path, body, name](const std::string& ids) {
            const auto etag = std::string(who.Get(path).headers.Get("ETag"));
            if (body != nullptr) return who.Put(path, body(name, ids), etag);
            return who.Put(path + "/external-ids", "{" + ids + "}", etag);
        };
    }
    void Order(const std::string& printer) {
        const auto organization = *base::OrganizationId::Parse(child_);
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization));
        contacts::Contact contact;
        contact.id = *contacts::ContactId::Parse(contact_);
        orders::NewOrder order{
            .organization = organization, .contact = contact, .source = orders::Source::kPerson, .ordered_by = "me"};
        order.lines.push_back({.printer_id = *printers::PrinterId::Parse(printer),
                               .supply_slot = 1,
                               .item = {std::nullopt, "", "drum", "", 0},
                               .reason = {"replenishment.due", {}}});
        ASSERT_TRUE(orders::CreateOrder(tx, office_, order, clock_.Now()));
        tx.Commit();
    }
    static std::vector<std::string> Found(Browser& who, const std::string& target) {
        const auto answer = Ok(who.Get(target), 200).Json();
        std::vector<std::string> ids;
        for (const auto& item : answer.at("items").as_array()) ids.emplace_back(item.at("id").as_string());
        return ids;
    }
    static std::string IdOf(const Thing& thing) { return thing.path.substr(thing.path.rfind('/') + 1); }
    std::int64_t Executed() {
        pg::Transaction tx(database_.pool(), pg::Scope::System());
        return tx.Get(kExecuted);
    }

    std::string site_, other_site_, contact_, other_contact_, item_, other_item_, shop_;
    std::vector<std::string> printers_, orders_;
    std::vector<Thing> things_;
};

TEST_F(ExternalIds, AreShownWhereTheThingIsShownOrderedBySystem) {  // API-2
    for (const auto& thing : things_) {
        SCOPED_TRACE(thing.path);
        const auto one = Ok(thing.who->Get(thing.path), 200).Json();
        EXPECT_EQ(boost::json::serialize(one.at("external_ids")),
                  R"([{"system":"crm","id":"a"},{"system":"SAP","id":"4711"}])");
        const auto list = Ok(thing.who->Get(thing.list), 200).Json();
        for (const auto& item : list.at("items").as_array()) {
            EXPECT_EQ(item.at("external_ids").as_array().size(), item.at("id").as_string() == IdOf(thing) ? 2U : 0U);
        }
    }
}

TEST_F(ExternalIds, ListsAreFilteredBySystemAndId) {  // API-2
    for (const auto& thing : things_) {
        SCOPED_TRACE(thing.path);
        const auto found = [&](const std::string& query) { return Found(*thing.who, thing.list + "?" + query); };
        const auto id = IdOf(thing);
        EXPECT_THAT(found("external_system=sAp&external_id=4711"), ElementsAre(id));
        EXPECT_THAT(found("external_id=a"), ElementsAre(id));
        EXPECT_THAT(found("external_system=CRM"), ElementsAre(id));
        EXPECT_THAT(found("external_system=CRM&external_id=4711"), IsEmpty());
        EXPECT_THAT(found("external_id=A"), IsEmpty());  // an id is compared as that system writes it
        EXPECT_THAT(found("external_system=nobody"), IsEmpty());
    }
}

TEST_F(ExternalIds, ABodyWithoutThemLeavesThemAndAnEmptyListTakesThemAway) {  // API-2
    for (const auto& thing : things_) {
        SCOPED_TRACE(thing.path);
        const bool whole = !thing.list.ends_with("printers") && !thing.list.ends_with("orders");
        const auto before = thing.who->Get(thing.path).At("/version");
        if (whole) {
            EXPECT_EQ(Ok(thing.put(""), 200).At("/version"), before) << "nothing has changed";
            EXPECT_EQ(thing.who->Get(thing.path).Json().at("external_ids").as_array().size(), 2U);
        }
        EXPECT_EQ(Ok(thing.put(kIds), 200).At("/version"), before) << "nothing has changed";
        const auto after = Ok(thing.put(R"("external_ids":[])"), 200);
        EXPECT_EQ(std::stoi(after.At("/version")), std::stoi(before) + 1);
        EXPECT_EQ(thing.who->Get(thing.path).Json().at("external_ids").as_array().size(), 0U);
        EXPECT_THAT(Found(*thing.who, thing.list + "?external_id=4711"), IsEmpty());
    }
}

TEST_F(ExternalIds, AnIdBelongsToOneThingOfItsKindAndIsFreeAgain) {  // API-2
    for (const auto& thing : things_) {
        SCOPED_TRACE(thing.path);
        const auto taken = thing.put_other(R"("external_ids":[{"system":"X","id":"1"},{"system":"sap","id":"4711"}])");
        EXPECT_EQ(taken.Errors(), std::vector<std::string>{"/external_ids/1/id external_id_taken"})
            << "the place in what was sent: " << taken.body;
        Ok(thing.put(kOtherId), 200);
        Ok(thing.put_other(kIds), 200);
    }
    // Another kind may have the same: all six have it at this moment.
    EXPECT_EQ(Value("SELECT count(*) FROM external_ids WHERE external_id = '4711'"), "5");
    EXPECT_EQ(Value("SELECT count(*) FROM shared_external_ids WHERE external_id = '4711'"), "1");
}

TEST_F(ExternalIds, WhatIsDeletedGivesItsIdsBack) {  // API-2
    Delete(parent_admin_, "/api/v1/organizations/" + shop_);
    Ok(parent_admin_.Post("/api/v1/organizations", Organization("Next", kIds)), 201);
    Ok(things_[1].put(""), 200);
    Delete(child_admin_, "/api/v1/contacts/" + other_contact_);
    EXPECT_EQ(Value("SELECT count(*) FROM external_ids WHERE thing_id = '" + shop_ + "'"), "0");
    EXPECT_EQ(Ok(child_admin_.Post("/api/v1/contacts", ContactBody("Eva", kOtherId)), 201)
                  .Json()
                  .at("external_ids")
                  .as_array()
                  .size(),
              1U);
}

TEST_F(ExternalIds, WhatIsWrongWithThemIsSaidAtItsPlace) {  // API-2
    const std::string long_system(51, 's');
    const std::string long_id(101, 'i');
    const auto wrong = child_admin_.Post(
        "/api/v1/sites",
        Site("New", R"("external_ids":[{"system":" ","id":"1"},{"system":"A","id":""},{"system":")" + long_system +
                        R"(","id":")" + long_id + R"("},{"system":"B","id":"1"},{"system":"b","id":" 1 "}])"));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.Errors(), ElementsAre("/external_ids/0/system missing", "/external_ids/1/id missing",
                                            "/external_ids/2/id too_long", "/external_ids/2/system too_long",
                                            "/external_ids/4/id external_id_twice"));
    std::string many;
    for (int n = 0; n < 21; ++n) many += fmt::format(R"({}{{"system":"A","id":"{}"}})", n == 0 ? "" : ",", n);
    EXPECT_EQ(child_admin_.Post("/api/v1/sites", Site("New", R"("external_ids":[)" + many + "]")).Errors(),
              std::vector<std::string>{"/external_ids too_many_items"});
    EXPECT_EQ(Value("SELECT count(*) FROM sites WHERE name = 'New'"), "0");
}

TEST_F(ExternalIds, NobodyLearnsWhatAnotherOrganizationHas) {  // API-2, ORG-7
    const auto made = stranger_.Post("/api/v1/sites", Site("Mill", kIds));
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(Ok(stranger_.Post("/api/v1/contacts", ContactBody("Ida", kIds)), 201)
                  .Json()
                  .at("external_ids")
                  .as_array()
                  .size(),
              2U);
    EXPECT_THAT(Found(stranger_, "/api/v1/sites?external_id=4711"), ElementsAre(made.At("/id")));
    EXPECT_THAT(Found(stranger_, "/api/v1/printers?external_id=4711"), IsEmpty());
    EXPECT_THAT(Found(stranger_, "/api/v1/organizations?external_id=4711"), IsEmpty());
    // A child organization of another parent may have the id of a stranger's.
    Ok(stranger_.Post("/api/v1/organizations", Organization("Cafe", kIds)), 201);
    EXPECT_THAT(Found(child_admin_, "/api/v1/sites?external_id=4711"), ElementsAre(site_));
}

TEST_F(ExternalIds, OfAnOrganizationAreGivenFromAbove) {  // API-2, ORG-2
    const std::string path = "/api/v1/organizations/" + child_;
    Put(parent_admin_, path, Organization("Bakery", kOtherId));
    // Its own administrator sees them, leaves them or sends the same, and cannot change them: a refusal would tell what
    // its siblings have.
    EXPECT_EQ(child_admin_.Get(path).Json().at("external_ids").at(0).at("id"), "4712");
    Put(child_admin_, path, Organization("Bakery", ""));
    Put(child_admin_, path, Organization("Bakery", kOtherId));
    const auto etag = std::string(child_admin_.Get(path).headers.Get("ETag"));
    EXPECT_EQ(child_admin_.Put(path, Organization("Bakery", kIds), etag).Errors(),
              std::vector<std::string>{"/external_ids external_ids_from_above"});
    EXPECT_EQ(child_admin_.Put(path, Organization("Bakery", R"("external_ids":[])"), etag).Errors(),
              std::vector<std::string>{"/external_ids external_ids_from_above"});
    // From outside of the access group, too: they are of the organization itself (ORG-2).
    auto outside = Person(parent_, "peter@northwind.example", "administrator", false);
    EXPECT_EQ(outside.Put(path, Organization("Bakery", kIds), etag).Errors(),
              std::vector<std::string>{"/external_ids/0/id external_id_taken"});
    EXPECT_THAT(Found(outside, "/api/v1/organizations?external_id=4712"), ElementsAre(child_));
}

TEST_F(ExternalIds, TheExportOfPrintersCarriesThem) {  // API-2, PRN-1
    const auto csv = Ok(child_admin_.Get("/api/v1/printers/export"), 200).body;
    EXPECT_THAT(csv, HasSubstr(",supplies,external_ids,"));
    EXPECT_THAT(csv, HasSubstr("crm: a; SAP: 4711"));
    const auto one = Ok(child_admin_.Get("/api/v1/printers/export?external_id=4711"), 200).body;
    EXPECT_EQ(std::ranges::count(one, '\n'), 2);
}

TEST_F(ExternalIds, ChangesAreInTheAuditLogWithBeforeAndAfter) {  // API-2, IDN-5
    for (const auto& thing : things_) {
        SCOPED_TRACE(thing.path);
        Forget();
        Ok(thing.put(kOtherId), 200);
        const auto rows = NewRows();
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_THAT(rows[0].before.value_or(""), HasSubstr("4711"));
        EXPECT_THAT(rows[0].after.value_or(""), HasSubstr("4712"));
    }
}

// The number of statements of a page does not depend on how many rows it has.
TEST_F(ExternalIds, AListAsksOnceForAllOfItsRows) {  // API-2
    for (int n = 0; n < 12; ++n) {
        const std::string ids = fmt::format(R"("external_ids":[{{"system":"N","id":"{}"}}])", n);
        const std::string name = fmt::format("Number {}", n);
        Ok(child_admin_.Post("/api/v1/sites", Site(name, ids)), 201);
        Ok(child_admin_.Post("/api/v1/contacts", ContactBody(name, ids)), 201);
        Ok(operator_.Post("/api/v1/catalog-items", ItemBody(name, ids)), 201);
        Ok(parent_admin_.Post("/api/v1/organizations", Organization(name, ids)), 201);
        const auto of = static_cast<std::size_t>(n);
        if (n == 0) continue;
        Put(child_admin_, "/api/v1/printers/" + printers_[of] + "/external-ids", "{" + ids + "}",
            "/api/v1/printers/" + printers_[of]);
        Put(operator_, "/api/v1/supply-orders/" + orders_[of] + "/external-ids", "{" + ids + "}",
            "/api/v1/supply-orders/" + orders_[of]);
    }
    for (const auto& thing : things_) {
        SCOPED_TRACE(thing.list);
        const auto statements = [&](int rows) {
            const auto target = fmt::format("{}?limit={}", thing.list, rows);
            thing.who->Get(target);  // everything that is prepared once, is
            const auto before = Executed();
            const auto page = Ok(thing.who->Get(target), 200).Json();
            EXPECT_EQ(page.at("items").as_array().size(), static_cast<std::size_t>(rows));
            return Executed() - before;
        };
        const auto of_two = statements(2);
        EXPECT_EQ(statements(11), of_two);
        EXPECT_GT(of_two, 2);
    }
}

// ---- at once

TEST_F(ExternalIds, OfTwoWhoGiveOneIdAtOnceOneIsRefused) {  // API-2
    Browser second = child_admin_;
    Browser second_parent = parent_admin_;
    for (int round = 0; round < 10; ++round) {
        const std::string ids = fmt::format(R"("external_ids":[{{"system":"R","id":"{}"}}])", round);
        const auto race = [&](Browser& one, Browser& other, const std::string& path, const std::string& first_body,
                              const std::string& second_body) {
            std::latch start(2);
            auto a = std::async(std::launch::async, [&] {
                start.arrive_and_wait();
                return one.Post(path, first_body);
            });
            auto b = std::async(std::launch::async, [&] {
                start.arrive_and_wait();
                return other.Post(path, second_body);
            });
            std::vector<int> statuses{a.get().status, b.get().status};
            std::ranges::sort(statuses);
            EXPECT_THAT(statuses, ElementsAre(201, 422)) << path;
        };
        race(child_admin_, second, "/api/v1/sites", Site(fmt::format("A{}", round), ids),
             Site(fmt::format("B{}", round), ids));
        race(parent_admin_, second_parent, "/api/v1/organizations", Organization(fmt::format("A{}", round), ids),
             Organization(fmt::format("B{}", round), ids));
    }
}

// Whoever comes second is told which of theirs it is, also where the first had not finished when they looked.
TEST_F(ExternalIds, OfTwoWhoGiveOneIdAtOnceTheSecondIsToldWhichOne) {  // API-2
    Browser second = child_admin_;
    const auto path = "/api/v1/sites/" + other_site_;
    const auto etag = std::string(second.Get(path).headers.Get("ETag"));
    pg::Transaction tx(database_.pool(), pg::Scope::Organization(*base::OrganizationId::Parse(child_)));
    const auto given = external::Put(tx, external::Kind::kSite, *base::OrganizationId::Parse(child_),
                                     *base::Uuid::Parse(site_), external::Ids{{"Race", "2"}});
    ASSERT_TRUE(given.has_value());
    auto waiting = std::async(std::launch::async, [&] {
        return second.Put(
            path,
            Site("Oven",
                 R"("external_ids":[{"system":"Z","id":"1"},{"system":"Race","id":"2"},{"system":"A","id":"3"}])"),
            etag);
    });
    EXPECT_TRUE(database_.AwaitBlocked(1));
    tx.Commit();
    const auto refused = waiting.get();
    EXPECT_EQ(refused.Errors(), std::vector<std::string>{"/external_ids/1/id external_id_taken"}) << refused.body;
    EXPECT_EQ(Value("SELECT count(*) FROM external_ids WHERE thing_id = '" + other_site_ + "'"), "0");
}

// The other one writes first and commits while this one waits for it: which of several it was is said at its place.
TEST_F(ExternalIds, OfSeveralTheOneGivenAtTheSameTimeIsNamed) {  // API-2
    for (const bool is_shared : {false, true}) {
        const auto kind = is_shared ? external::Kind::kCatalogItem : external::Kind::kSite;
        const auto organization = is_shared ? base::OrganizationId{} : *base::OrganizationId::Parse(child_);
        pg::Transaction first(database_.pool(), pg::Scope::System());
        const auto one = base::Uuid::Parse("01a00000-0000-7000-8000-000000000001");
        ASSERT_TRUE(external::Put(first, kind, organization, *one, external::Ids{{"R", "taken"}}));
        auto waiting = std::async(std::launch::async, [&] {
            pg::Transaction second(database_.pool(), pg::Scope::System());
            const auto two = base::Uuid::Parse("01a00000-0000-7000-8000-000000000002");
            return external::Put(second, kind, organization, *two, external::Ids{{"Q", "free"}, {"R", "taken"}});
        });
        AwaitBlocked();
        first.Commit();
        const auto refused = waiting.get();
        ASSERT_FALSE(refused.has_value());
        ASSERT_EQ(refused.error().fields.size(), 1U);
        EXPECT_EQ(refused.error().fields.front().pointer, "/external_ids/1/id");
        EXPECT_EQ(refused.error().fields.front().code, "external_id_taken");
    }
}

}  // namespace
}  // namespace server::testing
