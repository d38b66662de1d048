#include <gtest/gtest.h>

#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/replenishment/testing.hpp"
#include "server/shelf/shelf.hpp"

// The routes of the shelf: its book, counts in the portal and by a link in a mail, and the rules about spares.
namespace shelf {
namespace {

using http::Role;

constexpr const char* kRules = "/api/v1/spares-rules";

class ShelfHttp : public replenishment::testing::Customer {
  protected:
    ShelfHttp() {
        RegisterHttp(api_.router(), {office_, texts_});
        Day({50, 60});
        printer_ = world_.PrintersOf(organization_).front();
        manager_ = api_.SignIn(organization_, {Role::kSuppliesManager});
        manager_.name = "mia@nordlys.example";
        api_.SignIn(manager_);
        specialist_ = api_.SignIn(organization_, {Role::kCustomerOperationsSpecialist});
    }
    std::string CountBody(std::int64_t counted, std::int64_t slot = 0) {
        return R"({"lines":[{"printer_id":")" + printer_.ToString() + R"(","supply_slot":)" + std::to_string(slot) +
               R"(,"counted":)" + std::to_string(counted) + "}]}";
    }
    boost::json::value Newest() {
        return api_.As(manager_).Get("/api/v1/shelf-movements").Json().at("items").as_array().at(0);
    }
    // As the mail brings it: the secret itself is nowhere but there.
    std::string TokenFor(const std::optional<printers::PrinterId>& printer) {
        const auto id = ids_.Make<LinkId>();
        const auto token = identity::Token::Make(organization_, id.value);
        database_.Sql(
            "INSERT INTO shelf_count_links (organization_id, id, secret_hash, site_id, printer_id, sent_to, "
            "created_by, created_at, expires_at) VALUES ('" +
            organization_.ToString() + "', '" + id.ToString() + "', decode('" + Hex(token.SecretHash()) +
            "', 'hex'), " + (printer ? "NULL" : "'" + site_.ToString() + "'") + ", " +
            (printer ? "'" + printer->ToString() + "'" : "NULL") + ", 'ida@mail.example', 'mia', '" +
            base::FormatRfc3339(clock_.Now()) + "', '" + base::FormatRfc3339(clock_.Now() + std::chrono::hours(24)) +
            "')");
        return token.ToString(identity::token_prefix::kShelfCount);
    }
    static std::string Hex(const std::string& octets) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        std::string hex;
        for (const char c : octets) {
            hex += kDigits[static_cast<unsigned char>(c) >> 4];
            hex += kDigits[static_cast<unsigned char>(c) & 15];
        }
        return hex;
    }
    std::string LinkBody(const std::string& token, std::int64_t counted) {
        auto body = CountBody(counted);
        return R"({"token":")" + token + R"(",)" + body.substr(1);
    }

    printers::PrinterId printer_;
    http::Actor manager_;
    http::Actor specialist_;
};

TEST_F(ShelfHttp, ACountIsALineOfTheBookWithWhoDidIt) {  // ASR-18
    ASSERT_EQ(api_.As(manager_).Post("/api/v1/shelf-counts", CountBody(4)).status, 204);
    const auto line = Newest();
    EXPECT_EQ(line.at("cause"), "counted");
    EXPECT_EQ(line.at("counted"), 4);
    EXPECT_EQ(line.at("quantity"), 4);
    EXPECT_EQ(line.at("actor"), "mia@nordlys.example");
    const auto shelf = api_.As(manager_).Get("/api/v1/shelf?printer_id=" + printer_.ToString()).Json();
    EXPECT_EQ(shelf.at("lines").as_array().at(0).at("shelf"), 4);
    EXPECT_EQ(shelf.at("lines").as_array().at(0).at("counted_by"), "mia@nordlys.example");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'shelf.counted'"), "1");
    const auto csv = api_.As(manager_).Get("/api/v1/shelf-movements/export?printer_id=" + printer_.ToString()).body;
    EXPECT_NE(csv.find("counted,4,0,4,4"), std::string::npos) << csv;
}

TEST_F(ShelfHttp, ACountThatCannotBeIsRefused) {  // ASR-18
    const auto client = api_.As(manager_);
    EXPECT_EQ(client.Post("/api/v1/shelf-counts", CountBody(-1)).Code(), "invalid_fields");
    EXPECT_EQ(client.Post("/api/v1/shelf-counts", CountBody(1000)).Code(), "invalid_fields");
    EXPECT_EQ(client.Post("/api/v1/shelf-counts", R"({"lines":[]})").Code(), "invalid_fields");
    EXPECT_EQ(client.Post("/api/v1/shelf-counts", CountBody(1, 99)).status, 404) << "no such supply";
    auto twice = CountBody(1);
    twice.insert(twice.size() - 2, "," + twice.substr(10, twice.size() - 12));
    EXPECT_EQ(client.Post("/api/v1/shelf-counts", twice).Code(), "invalid_fields");
    const auto other = world_.AddCustomer("Fjord");
    const auto stranger = api_.SignIn(other.organization, {Role::kAdministrator});
    EXPECT_EQ(api_.As(stranger).Post("/api/v1/shelf-counts", CountBody(1)).status, 404);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shelf_movements"), "0");
}

TEST_F(ShelfHttp, ALinkIsMailedToTheDeliveryContactOnce) {  // ASR-18
    const auto sent = api_.As(manager_).Post("/api/v1/shelf-count-links", R"({"site_id":")" + site_.ToString() + "\"}");
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(sent.Json().at("sent_to"), boost::json::value({"ida@mail.example"}));
    EXPECT_EQ(database_.Value("SELECT template || ' ' || to_address FROM mails"), "shelf_count ida@mail.example");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE body_text LIKE '%plc_%'"), "0")
        << "sealed until it is sent";
    EXPECT_EQ(api_.As(manager_).Post("/api/v1/shelf-count-links", "{}").Code(), "invalid_fields");
    const auto viewer = api_.SignIn(organization_, {Role::kViewer});
    EXPECT_EQ(api_.As(viewer).Post("/api/v1/shelf-count-links", R"({"site_id":")" + site_.ToString() + "\"}").status,
              403);
}

TEST_F(ShelfHttp, WithoutAContactThereIsNobodyToAsk) {  // ASR-18
    world_.AssignContact(organization_, world_.PrintersOf(organization_), std::nullopt);
    EXPECT_EQ(api_.As(manager_).Post("/api/v1/shelf-count-links", R"({"site_id":")" + site_.ToString() + "\"}").Code(),
              "shelf_count_no_contact");
}

TEST_F(ShelfHttp, ALinkCountsOneShelfOnceWithoutSigningIn) {  // ASR-18
    const auto token = TokenFor(printer_);
    const auto anybody = api_.Anonymous();
    const auto check = anybody.Post("/api/v1/shelf-count-checks", R"({"token":")" + token + "\"}");
    ASSERT_EQ(check.status, 200) << check.body;
    EXPECT_EQ(check.Json().at("organization_name"), "Nordlys");
    EXPECT_EQ(check.Json().at("lines").as_array().size(), 1u) << "of this printer only";
    ASSERT_EQ(anybody.Post("/api/v1/shelf-link-counts", LinkBody(token, 2)).status, 200);
    EXPECT_EQ(Newest().at("actor"), "ida@mail.example");
    EXPECT_EQ(anybody.Post("/api/v1/shelf-link-counts", LinkBody(token, 3)).Code(), "shelf_link_invalid");
    EXPECT_EQ(anybody.Post("/api/v1/shelf-count-checks", R"({"token":")" + token + "\"}").Code(), "shelf_link_invalid");
    EXPECT_EQ(Newest().at("counted"), 2);
}

TEST_F(ShelfHttp, ALinkIsForItsShelfAndForTwoWeeks) {  // ASR-18
    const auto second = world_.PrintersOf(organization_).back();
    const auto token = TokenFor(second);
    const auto anybody = api_.Anonymous();
    EXPECT_EQ(anybody.Post("/api/v1/shelf-link-counts", LinkBody(token, 1)).status, 404) << "another printer";
    EXPECT_EQ(anybody.Post("/api/v1/shelf-count-checks", R"({"token":"plc_AAAA"})").Code(), "shelf_link_invalid");
    auto mistyped = token;
    mistyped.back() = mistyped.back() == 'A' ? 'B' : 'A';
    EXPECT_EQ(anybody.Post("/api/v1/shelf-count-checks", R"({"token":")" + mistyped + "\"}").Code(),
              "shelf_link_invalid");
    clock_.Advance(std::chrono::hours(25));
    EXPECT_EQ(anybody.Post("/api/v1/shelf-count-checks", R"({"token":")" + token + "\"}").Code(), "shelf_link_invalid");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM shelf_movements"), "0");
}

TEST_F(ShelfHttp, RulesAboutSparesAreMadeChangedAndDeletedByTheOperator) {  // ASR-18
    const auto client = api_.As(specialist_);
    const auto made = client.Post(
        kRules, R"({"manufacturer":"Lexmark","model":"MS431","part_number":"","spares_kept":2,"together":true})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(
        client
            .Post(kRules,
                  R"({"manufacturer":"LEXMARK","model":"ms431","part_number":"","spares_kept":3,"together":false})")
            .Code(),
        "spares_rule_exists");
    const std::string path(made.Header("Location"));
    const auto changed = client.Put(path,
                                    R"({"manufacturer":"","model":"","printer_id":")" + printer_.ToString() +
                                        R"(","part_number":"56F2000","spares_kept":1,"together":false})",
                                    client.Get(path).ETag());
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.Json().at("printer_name"), "Lexmark MS431 SN1");
    EXPECT_EQ(api_.As(manager_).Get(kRules).Json().at("items").as_array().size(), 1u);
    EXPECT_EQ(api_.As(manager_)
                  .Post(kRules, R"({"manufacturer":"","model":"","part_number":"","spares_kept":1,"together":false})")
                  .status,
              403);
    EXPECT_EQ(client.Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(client.Get(path).status, 404);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE object_type = 'spares_rule'"), "3");
}

TEST_F(ShelfHttp, ARuleNamesOnlyWhatIsOfItsOrganization) {  // ASR-18
    const auto other = world_.AddCustomer("Fjord");
    const auto body = R"({"manufacturer":"","model":"","site_id":")" + other.site.ToString() +
                      R"(","part_number":"","spares_kept":1,"together":false})";
    EXPECT_EQ(api_.As(specialist_).Post(kRules, body).status, 404);
}

}  // namespace
}  // namespace shelf
