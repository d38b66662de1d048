#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/printers/printers.hpp"

// Registration with the back office (PRN-6): what it refuses, and when it looks again.
namespace printers {

// What a decision is made of.
struct RegistrationFact {
    base::OrganizationId organization_id;
    PrinterId id;
    std::string identity_key;  // "sn/...": it has a serial number
    std::string manufacturer;
    std::string model;
    std::string described_as;   // identity and model as they are now
    std::string registered_as;  // as they were when it was decided; "" before the first decision
    RegistrationProblem registration_problem = RegistrationProblem::kNone;
    base::Instant discovered_at;
};
BOOST_DESCRIBE_STRUCT(RegistrationFact, (),
                      (organization_id, id, identity_key, manufacturer, model, described_as, registered_as,
                       registration_problem, discovered_at))

[[nodiscard]] bool HasSerial(const RegistrationFact& printer);
// `same_serial`: the printers of all organizations that have this serial number of this maker and are in a list, the
// judged one among them. Of several the one that is registered keeps it, else the one that was found first. Pure.
[[nodiscard]] RegistrationProblem JudgeRegistration(const RegistrationFact& printer, bool model_known,
                                                    std::span<const RegistrationFact> same_serial);

namespace store {

// Those that nobody has decided on as they are now, in the order of (organization, id). `tx` has the scope of the
// system, as in the next three.
std::vector<RegistrationFact> ListUndecided(pg::Transaction& tx, std::int32_t limit);
// Of these; in the scope of the organization, too.
std::vector<RegistrationFact> ListUndecidedOf(pg::Transaction& tx, base::OrganizationId organization,
                                              const std::vector<PrinterId>& printers);
// Those behind `after` that the system refused for a reason that can go away without them.
std::vector<RegistrationFact> ListRefused(pg::Transaction& tx, base::OrganizationId after_organization,
                                          PrinterId after_printer, std::int32_t limit);
std::vector<RegistrationFact> FindSameSerial(pg::Transaction& tx, const std::vector<std::string>& identity_keys);

struct Verdict {
    PrinterId id;
    std::string described_as;  // what was judged: a printer that is another one by now is left out
    RegistrationProblem problem = RegistrationProblem::kNone;
};
struct Changed {
    PrinterId id;
    RegistrationProblem before = RegistrationProblem::kNone;
    RegistrationProblem problem = RegistrationProblem::kNone;
};
BOOST_DESCRIBE_STRUCT(Changed, (), (id, before, problem))
// Ascending printers. Never over what a person has decided for the same printer; gives those whose problem is another one.
std::vector<Changed> Decide(pg::Transaction& tx, base::OrganizationId organization,
                            const std::vector<Verdict>& verdicts, base::Instant now);

struct Registration {
    RegistrationProblem registration_problem = RegistrationProblem::kNone;
    std::string registration_by;
    std::string registration_reason;

    bool operator==(const Registration&) const = default;
};
BOOST_DESCRIBE_STRUCT(Registration, (), (registration_problem, registration_by, registration_reason))
struct KnownRegistration : Registration {
    bool decided = false;  // for the printer as it is
};
BOOST_DESCRIBE_STRUCT(KnownRegistration, (Registration), (decided))
std::optional<KnownRegistration> FindRegistration(pg::Transaction& tx, base::OrganizationId organization,
                                                  PrinterId printer);
// By a person, for these printers as they are now; their versions grow by one.
void SetRegistration(pg::Transaction& tx, base::OrganizationId organization, const std::vector<PrinterId>& printers,
                     const Registration& registration, base::Instant now);

}  // namespace store

// Task "printers.registration", see RegistrationJob().
base::Result<void> DecideRegistrations(tasks::Run& run, base::IdSource& ids, ModelRegister* models);
// The sentence of a printer's history.
[[nodiscard]] std::string SentenceOf(RegistrationProblem problem);

}  // namespace printers
