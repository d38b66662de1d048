#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/documents/documents.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/world.hpp"

// Documents and links, from the rules to the routes, on a real database (PRT-3).
namespace documents {
namespace {

using http::Role;
using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

constexpr const char* kDocuments = "/api/v1/documents";
constexpr const char* kLinks = "/api/v1/external-links";
// The least that libmagic takes for these.
const std::string kPdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const std::string kPage = "<!DOCTYPE html><html><head><title>x</title></head><body>x</body></html>\n";

TEST(DocumentRules, ALinkIsOpenedByWhoeverSeesIt) {  // PRT-3
    const auto url = [](const std::string& address) {
        const auto checked = CheckLink({"Shop", address, "", 0});
        return checked ? checked->url
                       : checked.error().fields.front().pointer + " " + checked.error().fields.front().code;
    };
    EXPECT_EQ(url(" https://shop.example/a?b=c#d "), "https://shop.example/a?b=c#d");
    EXPECT_EQ(url("http://shop.example:8080"), "http://shop.example:8080");
    for (const char* bad :
         {"shop.example", "javascript:alert(1)", "data:text/html,x", "ftp://shop.example/", "https://", "https:///path",
          "https://bank.example@shop.example/", "https://shop.example/a b"}) {
        EXPECT_EQ(url(bad), "/url link_url") << bad;
    }
    EXPECT_EQ(url("https://shop.example/@ida"), "https://shop.example/@ida");
    EXPECT_EQ(url(""), "/url missing");
}

TEST(DocumentRules, AFolderIsItsParts) {  // PRT-3
    const auto folder = [](const std::string& given) { return CheckDocument({"Terms", given, ""})->folder; };
    EXPECT_EQ(folder("/Contracts // 2026 /"), "Contracts/2026");
    EXPECT_EQ(folder("//"), "");
}

TEST(DocumentRules, AFileIsWhatItsContentSays) {  // PRT-3
    const auto type = [](const std::string& name, const std::string& content) {
        const auto found = TypeOfFile(name, content);
        return found ? *found : found.error().code;
    };
    EXPECT_EQ(type("Offer.PDF", kPdf), "application/pdf");
    EXPECT_EQ(type("notes.txt", "Our terms.\n"), "text/plain");
    EXPECT_THAT(type("meters.csv", "serial,pages\nA,1\nB,2\nC,3\n"), ::testing::AnyOf("text/csv", "text/plain"));
    EXPECT_EQ(type("offer.pdf", kPage), "document_type") << "a page of HTML";
    EXPECT_EQ(type("offer.pdf", "#!/bin/sh\necho x\n"), "document_type");
    EXPECT_EQ(type("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"), "document_type");
    EXPECT_EQ(type("offer.pdf", "Our terms.\n"), "document_ending");
    EXPECT_EQ(type("offer", kPdf), "document_ending");
    EXPECT_EQ(type("offer.pdf", ""), "document_empty");
}

class Documents : public ::testing::Test {
  protected:
    Documents() {
        RegisterHttp(api_.router(), ids_);
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        desk_ = api_.SignIn(world_.platen().id, {Role::kOperatorServiceDesk}, {world_.platen().id, mine_, other_});
        reader_ = api_.SignIn(mine_, {Role::kViewer});
        chief_ = api_.SignIn(mine_, {Role::kAdministrator});
        stranger_ = api_.SignIn(other_, {Role::kAdministrator});
    }
    [[nodiscard]] std::string For(const std::string& more = "") const {
        return "?organization_id=" + mine_.ToString() + more;
    }
    http::TestAnswer Upload(const std::string& file_name, const std::string& content, const std::string& more = "") {
        return api_.As(desk_).Post(kDocuments + For("&file_name=" + file_name + more), content);
    }
    Strings Names(const http::Actor& who, const std::string& query = "") {
        Strings names;
        const auto page = api_.As(who).Get(kDocuments + query).Json();
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
    http::Actor desk_;
    http::Actor reader_;
    http::Actor chief_;
    http::Actor stranger_;
};

TEST_F(Documents, TheOperatorSharesAndTheOrganizationReads) {  // PRT-3
    const auto made = Upload("terms.pdf", kPdf, "&name=Our%20terms&folder=Contracts/2026");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/name"), "Our terms");
    EXPECT_EQ(made.At("/folder"), "Contracts/2026");
    EXPECT_EQ(made.At("/media_type"), "application/pdf");
    EXPECT_EQ(made.At("/size_bytes"), std::to_string(kPdf.size()));
    EXPECT_EQ(made.At("/organization_id"), mine_.ToString());
    EXPECT_EQ(Names(reader_), Strings{"Our terms"});
    const std::string path = made.Header("Location");
    const auto file = api_.As(reader_).Get(path + "/content");
    EXPECT_EQ(file.body, kPdf);
    EXPECT_EQ(file.Header("Content-Type"), "application/pdf");
    EXPECT_THAT(file.Header("Content-Disposition"), HasSubstr("attachment"));
    EXPECT_THAT(file.Header("Content-Disposition"), HasSubstr("terms.pdf"));
    // Nobody else, and nobody of the customer changes it.
    EXPECT_EQ(Names(stranger_), Strings{});
    EXPECT_EQ(api_.As(stranger_).Get(path + "/content").status, 404);
    EXPECT_EQ(api_.As(stranger_).Get(path + "/versions").status, 404);
    EXPECT_EQ(api_.As(chief_).Post(std::string(kDocuments) + "?file_name=a.txt", "x").status, 403);
    EXPECT_EQ(api_.As(chief_).Delete(path, made.ETag()).status, 403);
}

TEST_F(Documents, ANewVersionTakesThePlaceOfTheOneBefore) {  // PRT-3
    const auto made = Upload("terms.txt", "Our terms.\n");
    const std::string path = made.Header("Location");
    const auto again = [&](const std::string& content) {
        return api_.As(desk_).Post(path + "/versions?file_name=terms-2.txt", content);
    };
    EXPECT_EQ(again("Our terms.\n").Code(), "document_unchanged");
    EXPECT_EQ(again(kPage).Code(), "document_type");
    clock_.Advance(std::chrono::hours(1));
    const auto newer = again("Our new terms.\n");
    EXPECT_EQ(newer.At("/versions"), "2") << newer.body;
    EXPECT_EQ(newer.At("/file_name"), "terms-2.txt");
    EXPECT_EQ(newer.At("/name"), "terms.txt") << "the document is called as before";
    EXPECT_EQ(api_.As(reader_).Get(path + "/content").body, "Our new terms.\n");
    EXPECT_EQ(api_.As(reader_).Get(path + "/content?number=1").body, "Our terms.\n");
    EXPECT_EQ(api_.As(reader_).Get(path + "/content?number=3").status, 404);
    const auto versions = api_.As(reader_).Get(path + "/versions");
    EXPECT_EQ(versions.At("/items/0/number"), "2");
    EXPECT_EQ(versions.At("/items/1/file_name"), "terms.txt");
    EXPECT_EQ(database_.Value("SELECT string_agg(action, ' ' ORDER BY at, id) FROM audit_events WHERE object_type = "
                              "'document'"),
              "document.created document.version_added");
}

TEST_F(Documents, AreFoundByWordsAndFolders) {  // PRT-3
    Upload("a.txt", "One.\n", "&name=Zebra&folder=Contracts");
    Upload("b.txt", "Two.\n", "&name=Apple&folder=contracts/Old");
    Upload("c.txt", "Three.\n", "&name=Mango");
    EXPECT_EQ(Names(reader_), (Strings{"Apple", "Mango", "Zebra"}));
    EXPECT_EQ(Names(reader_, "?sort=-name"), (Strings{"Zebra", "Mango", "Apple"}));
    EXPECT_EQ(Names(reader_, "?search=APP"), Strings{"Apple"});
    EXPECT_EQ(Names(reader_, "?search=c.txt"), Strings{"Mango"}) << "by the name of its file";
    EXPECT_EQ(Names(reader_, "?folder=CONTRACTS"), (Strings{"Apple", "Zebra"})) << "with what is below";
    EXPECT_EQ(Names(reader_, "?folder=contracts/old"), Strings{"Apple"});
    EXPECT_EQ(api_.As(reader_).Get(std::string(kDocuments) + "/folders").body,
              R"({"folders":["Contracts","contracts/Old"]})");
    EXPECT_EQ(api_.As(stranger_).Get(std::string(kDocuments) + "/folders").body, R"({"folders":[]})");
}

TEST_F(Documents, AreRenamedMovedAndDeleted) {  // PRT-3
    const auto made = Upload("terms.txt", "Our terms.\n");
    const std::string path = made.Header("Location");
    const auto moved = api_.As(desk_).Put(path, R"({"name":"Terms","folder":"Old","description":""})", made.ETag());
    EXPECT_EQ(moved.At("/folder"), "Old") << moved.body;
    EXPECT_EQ(api_.As(desk_).Put(path, R"({"name":"T","folder":"","description":""})", made.ETag()).status, 412);
    EXPECT_EQ(api_.As(desk_).Put(path, R"({"name":" ","folder":"","description":""})", moved.ETag()).Errors(),
              Strings{"/name missing"});
    EXPECT_EQ(api_.As(desk_).Delete(path, moved.ETag()).status, 204);
    EXPECT_EQ(api_.As(reader_).Get(path + "/content").status, 404);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM document_versions"), "0");
}

TEST_F(Documents, AClickTooManySharesOne) {  // API-2
    const http::TestHeaders once{{"Idempotency-Key", "share-once-0001"}};
    const std::string path = kDocuments + For("&file_name=a.txt");
    EXPECT_EQ(api_.As(desk_).Post(path, "text", once).status, 201);
    EXPECT_EQ(api_.As(desk_).Post(path, "text", once).status, 201);
    EXPECT_EQ(Names(reader_), Strings{"a.txt"});
}

TEST_F(Documents, LinksAreSharedByTheOperatorInTheirOrder) {  // PRT-3
    const auto share = [&](const std::string& title, int position) {
        return api_.As(desk_).Post(kLinks + For(), R"({"title":")" + title + R"(","url":"https://)" + title +
                                                       R"(.example/","description":"","position":)" +
                                                       std::to_string(position) + "}");
    };
    const auto shop = share("shop", 5);
    ASSERT_EQ(shop.status, 201) << shop.body;
    share("help", 1);
    const auto list = api_.As(reader_).Get(kLinks);
    EXPECT_EQ(list.At("/items/0/title"), "help");
    EXPECT_EQ(list.At("/items/1/url"), "https://shop.example/");
    EXPECT_EQ(api_.As(reader_).Get(std::string(kLinks) + "?search=SHO").Json().at("items").as_array().size(), 1U);
    EXPECT_EQ(api_.As(stranger_).Get(kLinks).Json().at("items").as_array().size(), 0U);
    EXPECT_EQ(
        api_.As(chief_).Post(kLinks, R"({"title":"x","url":"https://x.example","description":"","position":0})").status,
        403);
    const std::string path = shop.Header("Location");
    const std::string body = R"({"title":"Shop","url":"https://shop.example/new","description":"Toner","position":0})";
    const auto changed = api_.As(desk_).Put(path, body, shop.ETag());
    EXPECT_EQ(changed.At("/description"), "Toner") << changed.body;
    EXPECT_EQ(api_.As(desk_).Put(path, body, shop.ETag()).status, 412);
    EXPECT_EQ(api_.As(reader_).Get(kLinks).At("/items/0/title"), "Shop");
    EXPECT_EQ(api_.As(desk_).Delete(path, changed.ETag()).status, 204);
    EXPECT_EQ(api_.As(desk_).Get(path).status, 404);
}

}  // namespace
}  // namespace documents
