#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "lib/packages/agent_package.hpp"
#include "server/agent_versions/agent_versions.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/testing/world.hpp"

// Versions of the agent, from the rules to the routes, on a real database (AGT-9).
namespace agent_versions {
namespace {

using http::Role;
using printing::UpdateOutcome;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Strings = std::vector<std::string>;

agents::AgentId AnAgent(int number) {
    agents::AgentId id;
    id.value.octets[15] = static_cast<std::uint8_t>(number);
    id.value.octets[14] = static_cast<std::uint8_t>(number >> 8);
    return id;
}

TEST(AgentVersionRules, WhatThereIsNoPackageOfIsNotRolledOut) {  // AGT-9
    const auto wrong = [](const AgentVersionRulesInput& input) {
        Strings fields;
        const auto checked = CheckRules(input, {"0.3.0", "0.2.0"});
        if (!checked) {
            for (const auto& field : checked.error().fields) fields.push_back(field.pointer + " " + field.code);
        }
        return fields;
    };
    EXPECT_THAT(wrong({"", "", 100}), IsEmpty());
    EXPECT_THAT(wrong({"0.2.0", "0.3.0", 10}), IsEmpty());
    EXPECT_THAT(
        wrong({"new", "0.4.0", 101}),
        ::testing::UnorderedElementsAre("/minimum_version invalid_version", "/rollout_version version_without_package",
                                        "/rollout_percent out_of_range"));
    EXPECT_THAT(wrong({"0.3.0", "0.2.0", 0}), ElementsAre("/rollout_version below_minimum_version"));
}

TEST(AgentVersionRules, ARolloutGrowsAndNeverChangesWhomItHas) {  // AGT-9
    int before = 0;
    for (const int percent : {0, 10, 50, 100}) {
        int among = 0;
        for (int number = 0; number < 1000; ++number) {
            among += IsAmong(AnAgent(number), percent) ? 1 : 0;
            EXPECT_LE(IsAmong(AnAgent(number), 10), IsAmong(AnAgent(number), 50)) << number;
        }
        EXPECT_NEAR(among, percent * 10, 60) << percent;
        EXPECT_GE(among, before);
        before = among;
    }
}

TEST(AgentVersionRules, AnAgentIsOfferedWhatItCanBecome) {  // AGT-9
    const Strings versions{"0.10.0", "0.9.0", "0.8.0"};
    const auto offered = [&](printing::AgentUpdateReport report, std::optional<std::string> wanted,
                             AgentVersionRulesInput rules) {
        return OfferedVersion({AnAgent(1), std::move(report), std::move(wanted)}, {std::move(rules), 1}, versions)
            .value_or("");
    };
    const printing::AgentUpdateReport can{"0.9.0", "amd64", true, std::nullopt};
    EXPECT_EQ(offered(can, std::nullopt, {"", "", 100}), "");
    EXPECT_EQ(offered(can, std::nullopt, {"", "0.10.0", 100}), "0.10.0");
    EXPECT_EQ(offered(can, std::nullopt, {"", "0.10.0", 0}), "");
    EXPECT_EQ(offered(can, "0.10.0", {"", "", 0}), "0.10.0");
    EXPECT_EQ(offered(can, "0.8.0", {"", "", 0}), "") << "never back";
    EXPECT_EQ(offered(can, "0.9.0", {"", "", 0}), "");
    EXPECT_EQ(offered(can, "0.11.0", {"", "", 0}), "") << "its package is gone";
    EXPECT_EQ(offered(can, "0.10.0", {"0.10.1", "", 0}), "") << "below the minimum";
    EXPECT_EQ(offered({"0.9.0", "amd64", false, std::nullopt}, "0.10.0", {"", "0.10.0", 100}), "") << "it has no key";
    // What failed is tried again only when a person wants it.
    const printing::AgentUpdateReport failed{"0.9.0", "amd64", true,
                                             printing::LastUpdate{"0.10.0", UpdateOutcome::kRolledBack, "x"}};
    EXPECT_EQ(offered(failed, std::nullopt, {"", "0.10.0", 100}), "");
    EXPECT_EQ(offered(failed, "0.10.0", {"", "0.10.0", 100}), "0.10.0");
}

std::string APackage(const std::string& version, std::size_t size = 5000) {
    std::string program(
        "\x7f"
        "ELF\x02\x01\x01",
        7);
    program.resize(18, '\0');
    program += 62;
    program.resize(size, 'x');
    return *packages::Sign(program, version, "amd64", packages::MakeKeyPair().secret_key);
}

class AgentVersions : public ::testing::Test {
  protected:
    AgentVersions() {
        RegisterHttp(api_.router(), ids_);
        mine_ = world_.AddOrganization(world_.platen(), "Nordlys").id;
        other_ = world_.AddOrganization(world_.platen(), "Fjord").id;
        chief_ = api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_, other_});
        desk_ = api_.SignIn(world_.platen().id, {Role::kOperatorServiceDesk}, {world_.platen().id, mine_});
        customer_ = api_.SignIn(mine_, {Role::kAdministrator});
        agent_ = AddAgent(mine_, "Berlin");
        program_ = AsAgent(mine_, agent_);
    }
    // One that has enrolled, as a version that is none.
    agents::AgentId AddAgent(base::OrganizationId organization, const std::string& name) {
        return world_.AddAgent(organization, world_.AddSite(organization, "Site of " + name), name);
    }
    http::Actor AsAgent(base::OrganizationId organization, agents::AgentId id) {
        http::Actor actor = api_.SignIn(organization, {Role::kAgent});
        actor.kind = http::ActorKind::kAgent;
        actor.id = id.value;
        api_.SignIn(actor);
        return actor;
    }
    http::TestAnswer Upload(const std::string& content) {
        return api_.As(chief_).Post("/api/v1/agent-packages", content);
    }
    http::TestAnswer Report(const std::string& version, const std::string& more = "null", bool can = true) {
        return api_.As(program_).Post("/api/v1/agent/update",
                                      R"({"version":")" + version + R"(","architecture":"amd64","can_update":)" +
                                          (can ? "true" : "false") + R"(,"last":)" + more + "}");
    }
    http::TestAnswer Tell() {
        return api_.As(chief_).Post("/api/v1/agent-versions/updates",
                                    R"({"agent_ids":[")" + agent_.ToString() + R"("]})");
    }
    http::TestAnswer PutRules(const std::string& minimum, const std::string& rollout, int percent) {
        const auto etag = api_.As(chief_).Get("/api/v1/agent-version-rules").ETag();
        return api_.As(chief_).Put("/api/v1/agent-version-rules",
                                   R"({"minimum_version":")" + minimum + R"(","rollout_version":")" + rollout +
                                       R"(","rollout_percent":)" + std::to_string(percent) + "}",
                                   etag);
    }
    Strings Names(const std::string& query) {
        Strings names;
        const auto page = api_.As(chief_).Get("/api/v1/agent-versions" + query).Json();
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
    http::Actor chief_;
    http::Actor desk_;
    http::Actor customer_;
    agents::AgentId agent_;
    http::Actor program_;
};

TEST_F(AgentVersions, OnlyWholePackagesAreTakenAndOnlyOnce) {  // AGT-9
    const std::string package = APackage("0.2.0");
    const auto made = Upload(package);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.At("/agent_version"), "0.2.0");
    EXPECT_EQ(made.At("/size_bytes"), std::to_string(package.size()));
    EXPECT_EQ(Upload(APackage("0.2.0")).Code(), "agent_package_known");
    EXPECT_EQ(Upload(package.substr(0, package.size() - 1)).Code(), "package_incomplete");
    EXPECT_EQ(Upload(package + "x").Code(), "package_damaged");
    EXPECT_EQ(Upload("#!/bin/sh").Code(), "package_malformed");
    EXPECT_EQ(Upload("").status / 100, 4);
    ASSERT_EQ(Upload(APackage("0.10.0")).status, 201);
    const auto list = api_.As(desk_).Get("/api/v1/agent-packages");
    EXPECT_EQ(list.At("/items/0/agent_version"), "0.10.0") << "the newest first, by number";
    EXPECT_EQ(list.At("/items/1/agent_version"), "0.2.0");
    EXPECT_EQ(api_.As(desk_).Post("/api/v1/agent-packages", package).status, 403);
    EXPECT_EQ(api_.As(customer_).Get("/api/v1/agent-packages").status, 403);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM audit_events WHERE action = 'agent_package.uploaded'"), "2");
}

TEST_F(AgentVersions, WhatIsRolledOutIsNotDeleted) {  // AGT-9
    const std::string path = "/api/v1/agent-packages/" + Upload(APackage("0.2.0")).At("/id");
    ASSERT_EQ(PutRules("", "0.2.0", 50).status, 200);
    EXPECT_EQ(api_.As(chief_).Delete(path).Code(), "agent_package_in_use");
    ASSERT_EQ(PutRules("", "", 50).status, 200);
    EXPECT_EQ(api_.As(desk_).Delete(path).status, 403);
    EXPECT_EQ(api_.As(chief_).Delete(path).status, 204);
    EXPECT_EQ(api_.As(chief_).Delete(path).status, 404);
}

TEST_F(AgentVersions, AnAgentIsToldAndBecomesIt) {  // AGT-9
    Upload(APackage("0.2.0", 3'000'000));
    EXPECT_EQ(Tell().At("/items/0/refusal"), "by_hand") << "it has never asked";
    EXPECT_EQ(Report("0.1.0").At("/version"), "null") << "nobody wants it";
    const auto told = Tell();
    EXPECT_EQ(told.At("/items/0/version"), "0.2.0") << told.body;
    const auto offer = Report("0.1.0");
    EXPECT_EQ(offer.At("/version"), "0.2.0") << offer.body;
    EXPECT_EQ(offer.At("/asked_for"), "true");
    std::string file;
    const auto size = std::stoul(offer.At("/package_bytes"));
    while (file.size() < size) {
        const auto part = api_.As(program_).Get(
            "/api/v1/agent/update/package?version=0.2.0&architecture=amd64&offset=" + std::to_string(file.size()));
        ASSERT_EQ(part.status, 200);
        ASSERT_FALSE(part.body.empty());
        file += part.body;
    }
    EXPECT_TRUE(packages::ReadPackage(file));
    EXPECT_EQ(api_.As(program_).Get("/api/v1/agent/update/package?version=0.2.0&architecture=arm64").status, 404);
    EXPECT_EQ(Report("0.2.0", R"({"version":"0.2.0","outcome":"done","detail":null})").At("/version"), "null");
    EXPECT_EQ(Tell().At("/items/0/refusal"), "newest_already");
    const auto list = api_.As(desk_).Get("/api/v1/agent-versions");
    EXPECT_EQ(list.At("/items/0/agent_version"), "0.2.0");
    EXPECT_EQ(list.At("/items/0/last_outcome"), "done");
    EXPECT_EQ(list.At("/items/0/wanted_version"), "null");
    EXPECT_EQ(database_.Value("SELECT version_text FROM agent_contacts"), "0.2.0") << "its page shows it, too";
    EXPECT_EQ(database_.Value(
                  "SELECT string_agg(action, ' ' ORDER BY action) FROM audit_events WHERE action LIKE 'agent.update%'"),
              "agent.update_ended agent.update_requested");
}

TEST_F(AgentVersions, OneThatFailedIsShownAndNotToldAgainByItself) {  // AGT-9
    Upload(APackage("0.2.0"));
    PutRules("", "0.2.0", 100);
    EXPECT_EQ(Report("0.1.0").At("/version"), "0.2.0");
    const std::string failed = R"({"version":"0.2.0","outcome":"rolled_back","detail":"the server did not answer it"})";
    EXPECT_EQ(Report("0.1.0", failed).At("/version"), "null");
    EXPECT_EQ(Names("?failed=true"), Strings{"Berlin"});
    EXPECT_EQ(api_.As(chief_).Get("/api/v1/agent-versions").At("/items/0/last_detail"), "the server did not answer it");
    Tell();
    EXPECT_EQ(Report("0.1.0", failed).At("/asked_for"), "true");
}

TEST_F(AgentVersions, WhoIsBelowIsFound) {  // AGT-9
    Upload(APackage("0.10.0"));
    AddAgent(mine_, "Oslo");
    Report("0.10.0");  // Berlin
    EXPECT_EQ(Names(""), (Strings{"Berlin", "Oslo"}));
    EXPECT_EQ(Names("?older_than=newest"), Strings{"Oslo"});
    EXPECT_EQ(Names("?older_than=minimum"), Strings{}) << "there is none";
    PutRules("0.2.0", "", 100);
    EXPECT_EQ(Names("?older_than=minimum"), Strings{"Oslo"});
    EXPECT_EQ(Names("?search=BER"), Strings{"Berlin"});
    EXPECT_EQ(Names("?sort=-organization"), (Strings{"Oslo", "Berlin"}));
}

TEST_F(AgentVersions, AnotherOrganizationsAgentsAreNotThere) {  // AGT-9
    Upload(APackage("0.2.0"));
    const auto theirs = AddAgent(other_, "Bergen");
    EXPECT_EQ(api_.As(desk_).Get("/api/v1/agent-versions").At("/items/1/name"), "");
    const auto administrator =
        api_.SignIn(world_.platen().id, {Role::kOperatorAdministrator}, {world_.platen().id, mine_});
    const auto told = api_.As(administrator)
                          .Post("/api/v1/agent-versions/updates", R"({"agent_ids":[")" + theirs.ToString() + R"("]})");
    EXPECT_EQ(told.status, 404) << told.body;
    EXPECT_EQ(api_.As(customer_)
                  .Post("/api/v1/agent-versions/updates", R"({"agent_ids":[")" + agent_.ToString() + R"("]})")
                  .status,
              403);
}

TEST_F(AgentVersions, TheRulesAreCheckedAndHaveAVersion) {  // AGT-9
    EXPECT_EQ(PutRules("x", "9.9.9", 200).Errors(),
              (Strings{"/minimum_version invalid_version", "/rollout_percent out_of_range",
                       "/rollout_version version_without_package"}));
    const auto etag = api_.As(chief_).Get("/api/v1/agent-version-rules").ETag();
    ASSERT_EQ(PutRules("0.1.0", "", 100).At("/minimum_version"), "0.1.0");
    EXPECT_EQ(api_.As(chief_)
                  .Put("/api/v1/agent-version-rules",
                       R"({"minimum_version":"","rollout_version":"","rollout_percent":1})", etag)
                  .status,
              412);
    EXPECT_EQ(api_.As(desk_).Get("/api/v1/agent-version-rules").At("/minimum_version"), "0.1.0");
}

}  // namespace
}  // namespace agent_versions
