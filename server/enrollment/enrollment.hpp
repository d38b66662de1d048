#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/contracts/contracts.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}
namespace supply_notices {
struct Post;
}
namespace tasks {
class Registry;
class Recurring;
}  // namespace tasks

// Who takes part in automatic supplies replenishment (ASR-2, ASR-17), whose supplies are on hold (ASR-16), and which of
// those that take part fell silent (ASR-13).
namespace enrollment {

using DisconnectionId = base::Id<struct DisconnectionTag>;

// What the daily run asks of a printer.
struct Participation {
    printers::PrinterId printer_id;
    bool enrolled = false;
    bool on_hold = false;
};
BOOST_DESCRIBE_STRUCT(Participation, (), (printer_id, enrolled, on_hold))
// By printer; those that nobody ever enrolled or put on hold are missing. One query.
std::vector<Participation> ListParticipations(pg::Transaction& tx, base::OrganizationId organization);

// Whether supplies of a printer come by themselves, or not at all.
struct Supplied {
    // What its contract includes, of one that takes part, is no high-volume printer (ASR-8) and is under a contract that
    // runs: whoever needs more of it calls (ASR-11).
    std::optional<contracts::Coverage> coverage;
    std::string hold_reason;  // "": not on hold (ASR-16)
};
// By printer; those that replenishment has nothing to do with are missing. One query.
std::map<printers::PrinterId, Supplied> ListSupplied(pg::Transaction& tx,
                                                     const std::vector<base::OrganizationId>& organizations,
                                                     const std::vector<printers::PrinterId>& printers, base::Day today);

// Why a printer is enrolled or not. Its state is the first that applies.
enum class EnrollmentState {
    kEnrolled,
    kNotUnderContract,
    kContractNotRunning,  // it has not begun, or has ended
    kSuppliesExcluded,    // its agreement excludes supplies (ASR-2)
    kHighVolume,          // not suited (ASR-8)
    kModelNotListed,      // the model cannot take part, or nobody has said so
    kNoRoute,             // nothing reads it the way in which its model takes part
    kNoContact,           // nobody to deliver to
    kByServiceDesk,       // it could be; the operator's service desk does it (ASR-17)
    kReady,               // it could be
};
BOOST_DESCRIBE_ENUM(EnrollmentState, kEnrolled, kNotUnderContract, kContractNotRunning, kSuppliesExcluded, kHighVolume,
                    kModelNotListed, kNoRoute, kNoContact, kByServiceDesk, kReady)

// What it follows from.
struct Candidate {
    bool enrolled = false;
    std::optional<contracts::Coverage> contract;
    bool high_volume = false;
    bool fleet_agent_route = false;  // by which the model takes part
    bool native_agent_route = false;
    bool has_agent = false;  // a fleet agent reads it
    bool has_contact = false;
};
// `by_operator`: the operator's people ask. Pure.
EnrollmentState Judge(const Candidate& candidate, bool by_operator, base::Day today);
// Of one that takes part: why nothing is ordered for it all the same; nullopt: nothing stands in the way. Pure.
std::optional<EnrollmentState> ObstacleOf(const Candidate& candidate, base::Day today);

enum class Source { kNone, kCustomer, kOperator, kMpsExpress, kUpgrade };
BOOST_DESCRIBE_ENUM(Source, kNone, kCustomer, kOperator, kMpsExpress, kUpgrade)

// Without asking the rules of this feature: another programme, such as MPS Express, has its own. The caller holds the
// printers. Printers that take part already stay as they are; of the others it gives the ids.
std::vector<printers::PrinterId> Enroll(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                        const std::vector<printers::PrinterId>& printers, Source source,
                                        const std::string& actor, base::Instant now);
// Tells the delivery contacts of printers that were enrolled without an address being given (ASR-2): one mail each, in the
// contact's language. `post` nullptr: no mails.
void ConfirmToContacts(pg::Transaction& tx, const supply_notices::Post* post, base::OrganizationId organization,
                       const std::vector<printers::PrinterId>& printers, base::Instant now);
// The way back from Enroll(); what is on hold stays so.
std::vector<printers::PrinterId> Withdraw(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                                          const std::vector<printers::PrinterId>& printers, const std::string& actor,
                                          base::Instant now);

// Printers that leave their contract or the list take part no more.
class Departures final : public printers::DepartureListener {
  public:
    explicit Departures(base::IdSource& ids) : ids_(ids) {}
    void OnLeft(pg::Transaction& tx, base::OrganizationId organization,
                const std::vector<printers::PrinterId>& printers, const std::string& actor, base::Instant now) override;

  private:
    base::IdSource& ids_;
};

struct Parts {
    base::IdSource& ids;
    contracts::EffectiveTerms installation{};
    const supply_notices::Post* post = nullptr;  // absent: no mails
};
void RegisterHttp(http::Router& router, const Parts& parts);
// "enrollment.watch": once an hour it looks for printers that fell silent, and for those that are back; one task
// ("enrollment.watch_organization") for each organization that has some.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts);

// The pass of one organization, in one transaction; repeated it changes nothing.
struct WatchResult {
    std::int64_t disconnected = 0;
    std::int64_t first_notices = 0;  // printers whose contact was told
    std::int64_t last_notices = 0;
    std::int64_t connected = 0;
};
WatchResult Watch(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, base::Instant now);

}  // namespace enrollment
