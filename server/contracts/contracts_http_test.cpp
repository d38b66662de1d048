#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/contracts/contracts.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/testing/sample_reading.hpp"
#include "server/testing/world.hpp"

// Contracts and inherited terms against a real database.
namespace contracts {
namespace {

using http::Role;
using server::testing::Journaled;
using server::testing::SampleReading;
using ::testing::ElementsAre;

const std::string kPath = "/api/v1/contracts";

// Nobody has ordered anything.
class NoOrders final : public catalog::OrdersOfItems {
  public:
    Counts Of(pg::Transaction&, std::span<const base::OrganizationId>, catalog::ItemId) override { return {}; }
};

// A body with these members in place of the usual ones.
std::string With(boost::json::object body, const std::string& changes) {
    const auto changed = boost::json::parse(changes).as_object();
    for (const auto& [name, value] : changed) body[name] = value;
    return boost::json::serialize(body);
}
std::string AContract(const std::string& changes) {
    return With({{"customer", "self_service"},
                 {"supplies_included", true},
                 {"excluded_kinds", boost::json::array{}},
                 {"delivery_days", boost::json::array{}}},
                changes);
}
std::string SomeTerms(const std::string& changes) {
    return With({{"delivery_days", boost::json::array{}}}, changes);
}

class ContractsHttp : public ::testing::Test {
  protected:
    ContractsHttp() {
        RegisterHttp(api_.router(), {ids_});
        catalog::RegisterHttp(api_.router(), {ids_, no_orders_, texts_});
        printers::RegisterHttp(api_.router(), {.ids = ids_, .contracts = &book_});
        const std::vector<base::OrganizationId> all{world_.platen().id, mine_.organization, foreign_.organization};
        operator_ = api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, all);
        manager_ = api_.SignIn(mine_.organization, {Role::kFleetManager});
        stranger_ = api_.SignIn(foreign_.organization, {Role::kAdministrator});
    }
    static std::string In(const base::OrganizationId& organization) {
        return "?organization_id=" + organization.ToString();
    }
    http::TestAnswer Create(const std::string& number, const std::string& more = "") {
        return api_.As(operator_).Post(kPath + In(mine_.organization),
                                       AContract(fmt::format(R"({{"number":"{}","name":"Print"{}}})", number, more)));
    }
    printers::PrinterId APrinter() {
        world_.Deliver(mine_, {Journaled(1, clock_.Now(), SampleReading(1))});
        return world_.PrintersOf(mine_.organization).front();
    }
    http::TestAnswer PutUnder(printers::PrinterId printer, bool under, const std::string& contract = "") {
        return api_.As(manager_).Post(
            "/api/v1/printers/contract-changes",
            fmt::format(R"({{"printer_ids":["{}"],"under_contract":{}{}}})", printer.ToString(), under,
                        contract.empty() ? "" : R"(,"contract_id":")" + contract + '"'));
    }
    std::string Audited() {
        return database_.Value(
            "SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE object_type IN ('contract', "
            "'site_terms', 'model_terms', 'operator_terms')");
    }

    pg::testing::Database database_;
    base::ManualClock clock_{*base::ParseRfc3339("2026-06-01T06:00:00Z")};
    base::IdSource ids_{clock_};
    Book book_{ids_};
    NoOrders no_orders_;
    i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    http::TestApi api_{&database_.pool(), clock_, organizations::RoleNames()};
    server::testing::World world_{database_, clock_};
    printers::Source mine_ = world_.AddCustomer("Bakery");
    printers::Source foreign_ = world_.AddCustomer("Butcher");
    http::Actor operator_, manager_, stranger_;
};

TEST_F(ContractsHttp, AreMadeChangedAndDeletedByTheOperator) {
    const auto made = Create("K-1", R"(,"customer":"mps","trigger_days":30)");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path = kPath + '/' + made.At("/id");
    EXPECT_EQ(made.At("/effective/trigger_days"), "30");
    EXPECT_EQ(made.At("/effective/sources/trigger_days"), "contract");
    EXPECT_EQ(made.At("/inherited/trigger_days"), "21");
    EXPECT_EQ(Create("k-1").Field(), "/number contract_number_taken");
    EXPECT_EQ(api_.As(manager_).Get(path).At("/customer"), "mps");
    EXPECT_EQ(api_.As(stranger_).Get(path).status, 404);
    const std::string body = AContract(R"({"number":"K-1","name":"Print more"})");
    EXPECT_EQ(api_.As(manager_).Put(path, body, made.ETag()).status, 403);
    EXPECT_EQ(api_.As(operator_).Put(path, body).status, 428);
    const auto changed = api_.As(operator_).Put(path, body, made.ETag());
    EXPECT_EQ(changed.At("/effective/sources/trigger_days"), "installation") << changed.body;
    EXPECT_EQ(api_.As(operator_).Put(path, AContract(R"({"number":"K-2","name":"Late"})"), made.ETag()).status, 412);
    EXPECT_EQ(api_.As(operator_).Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(Audited(), "contract.created contract.deleted contract.updated");
}

TEST_F(ContractsHttp, AreListedByNumberAndFoundByAPiece) {
    for (const char* number : {"B-2", "a-1", "C-3"}) ASSERT_EQ(Create(number).status, 201);
    const auto numbers = [&](const std::string& query) {
        std::vector<std::string> found;
        const auto list = api_.As(manager_).Get(kPath + query).Json();
        for (const auto& item : list.at("items").as_array()) found.emplace_back(item.at("number").as_string());
        return found;
    };
    EXPECT_THAT(numbers(""), ElementsAre("a-1", "B-2", "C-3"));
    EXPECT_THAT(numbers("?search=b-"), ElementsAre("B-2"));
    EXPECT_THAT(numbers("?customer=mps"), ElementsAre());
    EXPECT_THAT(numbers("?supplies_included=true&sort=-number"), ElementsAre("C-3", "B-2", "a-1"));
    EXPECT_EQ(api_.As(stranger_).Get(kPath).Json().at("items").as_array().size(), 0U);
}

TEST_F(ContractsHttp, TheListIsAFileWithItsFiltersAndItsOrder) {  // ASR-17
    ASSERT_EQ(Create("B-2", R"(,"customer":"mps","trigger_days":30,"ends_on":"2027-12-31")").status, 201);
    ASSERT_EQ(Create("a-1", R"(,"delivery_days":["monday","friday"],"excluded_kinds":["ink"])").status, 201);
    const auto file = [&](const http::Actor& who, const std::string& query) {
        const auto answer = api_.As(who).Get(kPath + "/export" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.body;
    };
    const std::string all = file(manager_, "");
    EXPECT_THAT(all, ::testing::HasSubstr("organization,number,name,customer,"));
    EXPECT_THAT(all, ::testing::HasSubstr("\r\nBakery,a-1,Print,self_service,true,ink,,,0,,,,,,,monday; friday,"));
    EXPECT_THAT(all, ::testing::HasSubstr("\r\nBakery,B-2,Print,mps,true,,,2027-12-31,0,30,"));
    EXPECT_LT(all.find("a-1"), all.find("B-2"));
    const std::string backwards = file(manager_, "?sort=-number");
    EXPECT_GT(backwards.find("a-1"), backwards.find("B-2"));
    EXPECT_EQ(file(manager_, "?customer=mps").find("a-1"), std::string::npos);
    EXPECT_EQ(file(manager_, "?search=b-2").find("a-1"), std::string::npos);
    EXPECT_NE(file(operator_, "?search=bakery").find("a-1"), std::string::npos) << "by the customer's name";
    EXPECT_EQ(file(operator_, "?search=butcher").find("a-1"), std::string::npos);
    EXPECT_EQ(file(stranger_, "").find("Bakery"), std::string::npos);
}

TEST_F(ContractsHttp, PrintersComeUnderTheOneThatIsThereOrTheOneThatIsNamed) {  // PRN-4
    const auto printer = APrinter();
    ASSERT_EQ(PutUnder(printer, true).At("/assigned"), "1");
    EXPECT_EQ(database_.Value("SELECT number FROM contracts JOIN printers ON contract_id = contracts.id"), "STANDARD");
    EXPECT_EQ(PutUnder(printer, true).At("/assigned"), "0") << "it is under contract already";
    const auto second = Create("K-2");
    EXPECT_EQ(PutUnder(printer, true).At("/assigned"), "0") << "nobody asked for another contract";
    EXPECT_EQ(PutUnder(printer, true, second.At("/id")).At("/assigned"), "1");
    EXPECT_EQ(api_.As(operator_).Delete(kPath + '/' + second.At("/id"), second.ETag()).Code(), "contract_in_use");
    EXPECT_EQ(PutUnder(printer, false).At("/assigned"), "1");
    EXPECT_EQ(PutUnder(printer, true).At("/assigned"), "1") << "the standard contract before the others";
    EXPECT_EQ(database_.Value("SELECT number FROM contracts JOIN printers ON contract_id = contracts.id"), "STANDARD");
    EXPECT_EQ(PutUnder(printer, true, ids_.Next().ToString()).Field(), "/contract_id contract_unknown");
    EXPECT_EQ(database_.Value("SELECT bool_and(under_contract = (contract_id IS NOT NULL)) FROM printers"), "t");
}

TEST_F(ContractsHttp, WhereThereAreSeveralOneIsNamed) {  // PRN-4
    const auto printer = APrinter();
    ASSERT_EQ(Create("K-1").status, 201);
    EXPECT_EQ(PutUnder(printer, true).At("/assigned"), "1") << "the only one";
    EXPECT_EQ(PutUnder(printer, false).At("/assigned"), "1");
    ASSERT_EQ(Create("K-2").status, 201);
    EXPECT_EQ(PutUnder(printer, true).Field(), "/contract_id contract_missing");
}

TEST_F(ContractsHttp, TermsOfAPrinterComeFromTheLevelThatSaysThem) {  // ASR-4
    const auto printer = APrinter();
    ASSERT_EQ(PutUnder(printer, true).status, 200);
    const std::string path = "/api/v1/printers/" + printer.ToString() + "/supply-terms";
    EXPECT_EQ(api_.As(manager_).Get(path).At("/trigger_days"), "21");
    const auto client = api_.As(operator_);
    const std::string all = kPath + "/terms/operator";
    const auto said = client.Put(
        all,
        SomeTerms(R"({"trigger_days":10,"coverage_days":20,"service_desk_phone":"+47 1","service_desk_email":""})"),
        client.Get(all).ETag());
    ASSERT_EQ(said.status, 200) << said.body;
    const std::string model =
        "/api/v1/catalog-models/" +
        client
            .Post("/api/v1/catalog-models",
                  R"({"manufacturer":"Lexmark","model":"MX722ade","fleet_agent":true,"native_agent":false,"note":"",)"
                  R"("allowed_kinds":["original"]})")
            .At("/id") +
        "/supply-terms";
    ASSERT_EQ(client.Put(model, SomeTerms(R"({"trigger_days":11})"), client.Get(model).ETag()).status, 200);
    const std::string site = "/api/v1/sites/" + mine_.site.ToString() + "/supply-terms";
    ASSERT_EQ(
        client
            .Put(site, SomeTerms(R"({"trigger_days":12,"delivery_days":["friday","monday"]})"), client.Get(site).ETag())
            .status,
        200);
    const auto terms = api_.As(manager_).Get(path);
    EXPECT_EQ(terms.At("/trigger_days") + terms.At("/sources/trigger_days"), "12site") << terms.body;
    EXPECT_EQ(terms.At("/coverage_days") + terms.At("/sources/coverage_days"), "20operator");
    EXPECT_EQ(terms.At("/delivery_days/0") + terms.At("/delivery_days/1"), "mondayfriday");
    EXPECT_EQ(terms.At("/service_desk_phone"), "+47 1");
    // The site says what its printers have in place of their model's: the page of the site names both.
    const auto of_site = client.Get(site);
    EXPECT_EQ(of_site.At("/inherited/trigger_days") + of_site.At("/inherited/sources/trigger_days"), "10operator");
    EXPECT_EQ(of_site.At("/plain_printers"), "0") << of_site.body;
    EXPECT_EQ(of_site.At("/others/0/model_name") + " " + of_site.At("/others/0/printers"), "Lexmark MX722ade 1");
    EXPECT_EQ(of_site.At("/others/0/inherited/trigger_days") + of_site.At("/others/0/inherited/sources/trigger_days"),
              "11model");
    EXPECT_EQ(of_site.At("/others/0/inherited/sources/coverage_days"), "operator");
    // Back to inherited.
    ASSERT_EQ(client.Put(site, SomeTerms(R"({"trigger_days":null})"), client.Get(site).ETag()).status, 200);
    EXPECT_EQ(api_.As(manager_).Get(path).At("/sources/trigger_days"), "model");
    EXPECT_EQ(api_.As(manager_).Put(site, SomeTerms(R"({"trigger_days":1})"), client.Get(site).ETag()).status, 403);
    EXPECT_EQ(api_.As(stranger_).Get(site).status, 404);
    EXPECT_EQ(api_.As(stranger_).Get(path).status, 404);
    EXPECT_EQ(client.Put(site, SomeTerms(R"({"trigger_days":0})"), client.Get(site).ETag()).Field(),
              "/trigger_days out_of_range");
}

}  // namespace
}  // namespace contracts
