#include "server/platform/external_ids/external_ids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"

namespace external {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Wrong(const Ids& given) {
    base::FieldProblems problems;
    Clean(given, problems);
    std::vector<std::string> wrong;
    for (const auto& field : problems.fields()) wrong.push_back(field.pointer + " " + field.code);
    return wrong;
}

TEST(ExternalIdRules, AreCleanedInTheirPlacesAndShownInOneOrder) {  // API-2
    base::FieldProblems problems;
    const auto clean = Clean({{" SAP ", "2"}, {"crm", " a  b "}, {"SAP", "1"}}, problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_THAT(clean, ElementsAre(ExternalId{"SAP", "2"}, ExternalId{"crm", "a b"}, ExternalId{"SAP", "1"}))
        << "what is refused is named by its place in what was sent";
    EXPECT_THAT(Ordered(clean), ElementsAre(ExternalId{"crm", "a b"}, ExternalId{"SAP", "1"}, ExternalId{"SAP", "2"}));
}

TEST(ExternalIdRules, SystemsAreComparedWithoutCaseAndIdsAsTheyAre) {  // API-2
    EXPECT_THAT(Wrong({{"SAP", "a"}, {"sap", "a"}}), ElementsAre("/external_ids/1/id external_id_twice"));
    EXPECT_THAT(Wrong({{"SAP", "a"}, {"sap", "A"}}), ElementsAre());
    EXPECT_EQ(SystemKey(" Sap\t"), SystemKey("SAP"));
}

TEST(ExternalIdRules, EachWrongPartHasItsPlace) {  // API-2
    EXPECT_THAT(Wrong({{"", "1"}, {"A", " "}}),
                ElementsAre("/external_ids/0/system missing", "/external_ids/1/id missing"));
    EXPECT_THAT(Wrong({{std::string(50, 's'), std::string(100, 'i')}}), ElementsAre());
    EXPECT_THAT(Wrong({{std::string(51, 's'), std::string(101, 'i')}}),
                ElementsAre("/external_ids/0/system too_long", "/external_ids/0/id too_long"));
    Ids many;
    for (int n = 0; n < 21; ++n) many.push_back({"A", std::to_string(n)});
    EXPECT_THAT(Wrong(many), ElementsAre("/external_ids too_many_items"));
    many.pop_back();
    EXPECT_THAT(Wrong(many), ElementsAre());
}

TEST(ExternalIdRules, AreOneTextInAnExportAndAMemberInTheAuditLog) {  // API-2
    EXPECT_EQ(ToText({{"A", "1"}, {"B", "2"}}), "A: 1; B: 2");
    EXPECT_EQ(ToText({}), "");
    EXPECT_EQ(boost::json::serialize(With(boost::json::parse(R"({"name":"X"})"), {{"A", "1"}})),
              R"({"name":"X","external_ids":[{"system":"A","id":"1"}]})");
    EXPECT_EQ(boost::json::serialize(With(boost::json::parse(R"({"name":"X"})"), {})), R"({"name":"X"})");
}

}  // namespace
}  // namespace external
