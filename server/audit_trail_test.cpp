#include "server/audit_trail_testing.hpp"

// IDN-5 over the whole program: every operation that changes something and every kind of task, found in the router and
// the registry. One that is new fails until it has its case here, or stands among those that change nothing of anybody.
namespace server::testing {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(AuditTrail, OfEveryChangingOperationAndTaskSaysWhoWhereWhatBeforeAndAfter) {  // IDN-5
    for (const auto& id : order_) Check(id);
}

TEST_F(AuditTrail, KnowsEveryChangingOperationAndTask) {  // IDN-5
    std::set<std::string> known;
    for (const auto& [id, c] : cases_) known.insert(id);
    for (const auto& [id, why] : kNoChange) known.insert(id);
    for (const auto& route : router_.routes()) {
        const auto& operation = route->operation;
        const std::string id(operation.id);
        if (operation.method == http::Method::kGet) continue;
        EXPECT_TRUE(known.erase(id) == 1) << id << " has no case";
        if (operation.method == http::Method::kPut && operation.id != "changePassword" && !kNoChange.contains(id)) {
            const auto at = cases_.find(id);
            EXPECT_TRUE(at != cases_.end() && at->second.again) << operation.id << ": nothing changes, nothing is said";
        }
    }
    for (const auto& kind : registry_.Kinds()) EXPECT_TRUE(known.erase(kind) == 1) << kind << " has no case";
    EXPECT_THAT(known, IsEmpty()) << "cases of what is there no more";
}

TEST_F(AuditTrail, OfADeletedOrganizationIsReadByItsParentAndTheOperator) {  // IDN-5, ORG-2
    Ok(child_admin_.Post("/api/v1/contacts", Contact("Ida")), 201);
    const auto contact = Value("SELECT id FROM audit_events WHERE action = 'contact.created'");
    Delete(parent_admin_, "/api/v1/organizations/" + child_);
    const auto deleted = Value("SELECT id FROM audit_events WHERE action = 'organization.deleted'");
    EXPECT_EQ(Value("SELECT actor_name FROM audit_events WHERE id = '" + deleted + "'"), "paul@northwind.example");
    for (auto* reader : {&operator_, &parent_admin_}) {
        EXPECT_THAT(Trail(*reader, "?of_organization_id=" + child_ + "&limit=200"), Contains(deleted));
        EXPECT_THAT(Trail(*reader, "?of_organization_id=" + child_ + "&limit=200"), Contains(contact));
        EXPECT_THAT(Trail(*reader, "?limit=200"), Contains(deleted));
    }
    EXPECT_THAT(Trail(stranger_, "?limit=200"), Not(Contains(deleted)));
    EXPECT_THAT(Trail(stranger_, "?of_organization_id=" + child_), IsEmpty());
    EXPECT_EQ(child_admin_.Get("/api/v1/audit-events").status, 401);
    // Its parent goes, too: the operator reads both.
    EXPECT_THAT(Trail(operator_, "?object_type=organization&object_id=" + child_), Contains(deleted));
    Delete(operator_, "/api/v1/organizations/" + parent_);
    EXPECT_THAT(Trail(operator_, "?of_organization_id=" + child_ + "&limit=200"), Contains(deleted));
    EXPECT_THAT(Trail(operator_, "?of_organization_id=" + parent_ + "&limit=200"), Not(IsEmpty()));
}

// ORG-5: who manages children without acting in them reads what was done to them, not inside of them.
TEST_F(AuditTrail, OfAChildThatAParentOnlyManagesIsNotReadByIt) {
    Ok(child_admin_.Post("/api/v1/contacts", Contact("Ida")), 201);
    auto outside = Person(parent_, "peter@northwind.example", "administrator", false);
    const auto contact = Value("SELECT id FROM audit_events WHERE action = 'contact.created'");
    EXPECT_THAT(Trail(parent_admin_, "?limit=200"), Contains(contact));
    EXPECT_THAT(Trail(outside, "?limit=200"), Not(Contains(contact)));
    EXPECT_THAT(Trail(outside, "?object_type=organization&object_id=" + child_), Not(IsEmpty()));
}

// ORG-5: also once it is deleted, by whoever may delete it.
TEST_F(AuditTrail, OfADeletedChildThatAParentOnlyManagedIsNotReadByIt) {
    Ok(child_admin_.Post("/api/v1/contacts", Contact("Ida")), 201);
    auto outside = Person(parent_, "peter@northwind.example", "administrator", false);
    const auto contact = Value("SELECT id FROM audit_events WHERE action = 'contact.created'");
    Delete(outside, "/api/v1/organizations/" + child_);
    const auto deleted = Value("SELECT id FROM audit_events WHERE action = 'organization.deleted'");
    EXPECT_THAT(Trail(outside, "?limit=200"), Contains(deleted));
    EXPECT_THAT(Trail(outside, "?limit=200"), Not(Contains(contact)));
    EXPECT_THAT(Trail(outside, "?of_organization_id=" + child_ + "&limit=200"), Not(Contains(contact)));
    EXPECT_THAT(Trail(parent_admin_, "?limit=200"), Contains(contact));
}

TEST_F(AuditTrail, OfADeletedPersonKeepsWhatTheyDidAndTheirName) {
    auto bert = Person(child_, "bert@bakery.example", "administrator");
    clock_.Advance(std::chrono::minutes(1));  // the newest first
    Ok(bert.Post("/api/v1/contacts", Contact("Ida")), 201);
    const auto id = Value("SELECT id FROM users WHERE email_key = 'bert@bakery.example'");
    Delete(child_admin_, "/api/v1/users/" + id);
    const auto list = child_admin_.Get("/api/v1/audit-events?actor_id=" + id).Json();
    ASSERT_GE(list.at("items").as_array().size(), 2U);
    EXPECT_EQ(list.at("items").at(0).at("action"), "contact.created");
    EXPECT_EQ(list.at("items").at(0).at("actor_name"), "bert@bakery.example");
    EXPECT_EQ(list.at("items").at(0).at("object_name"), "Ida Berg");
    EXPECT_THAT(Trail(child_admin_, "?object_type=user&object_id=" + id), Not(IsEmpty()));
}

}  // namespace
}  // namespace server::testing
