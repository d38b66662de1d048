#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "server/contacts/contacts.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/api/actor.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/printers/printers.hpp"
#include "server/readings/readings.hpp"

// The one way in which tests come to organizations, people, agents, contacts, printers and readings: by the functions and
// routes of the features, never by SQL, so that a test meets only what the program makes.
//
//     server::testing::World world{database_, clock_};
//     const printers::Source acme = world.AddCustomer("Acme");
//     world.Deliver(acme, {Journaled(1, At("2026-11-21T08:00:00Z"), SampleReading(1))});
//     world.PutUnderContract(acme.organization, world.PrintersOf(acme.organization));
namespace server::testing {

class World {
  public:
    // Makes the operator organization. Database and clock outlive the world.
    World(pg::testing::Database& database, const base::Clock& clock) : World(database.pool(), clock) {}
    World(pg::Pool& pool, const base::Clock& clock);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    base::IdSource& ids();
    [[nodiscard]] const organizations::Organization& platen() const { return platen_; }

    // ---- who there is
    // Under the operator a partner, under a partner a customer.
    organizations::Organization AddOrganization(const organizations::Organization& parent, const std::string& name);
    organizations::SiteId AddSite(base::OrganizationId organization, const std::string& name,
                                  const organizations::Address& address = {});
    // Enrolled, with a key.
    agents::AgentId AddAgent(base::OrganizationId organization, organizations::SiteId site, const std::string& name);
    agents::AgentId AddAgent(const printers::Source& beside, const std::string& name) {
        return AddAgent(beside.organization, beside.site, name);
    }
    [[nodiscard]] const std::string& KeyOf(agents::AgentId agent) const { return keys_.at(agent); }
    // An organization below `parent` (the operator) with the site "Main" and the agent "<name> agent".
    printers::Source AddCustomer(const std::string& name);
    printers::Source AddCustomer(const organizations::Organization& parent, const std::string& name);
    contacts::Contact AddContact(base::OrganizationId organization, const contacts::ContactInput& input);
    // One without printers.
    void DeleteContact(base::OrganizationId organization, contacts::ContactId contact);
    // Has accepted the invitation.
    void AddUser(base::OrganizationId organization, const std::string& email, http::RoleSet roles,
                 const std::string& language = "en");
    void SetLanguage(const organizations::Organization& organization, const std::string& language);
    void SetCountry(base::OrganizationId organization, organizations::SiteId site, const std::string& country);

    // ---- printers
    // One batch of the first journal of the source's agent.
    void Deliver(const printers::Source& source, std::vector<printing::JournaledReading> readings);
    // Those that are registered, in the order of their discovery.
    std::vector<printers::PrinterId> PrintersOf(base::OrganizationId organization);
    // nullopt takes the contact away.
    void AssignContact(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers,
                       std::optional<contacts::ContactId> contact);
    // Under the standard contract, and enrolled in replenishment; taken out of it, they take part no more.
    void PutUnderContract(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers,
                          bool under_contract = true);
    // Whatever the rules of enrollment say.
    void Enroll(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers);
    void Deregister(base::OrganizationId organization, const std::vector<printers::PrinterId>& printers);
    // Finds printers that are silent (AGT-7), as every minute.
    void Sweep();

  private:
    struct Parts;
    void RunTasks();

    const base::Clock& clock_;
    pg::Pool& pool_;
    std::unique_ptr<Parts> parts_;
    organizations::Organization platen_;
    std::map<agents::AgentId, std::string> keys_;
};

}  // namespace server::testing
