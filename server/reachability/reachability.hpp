#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/printers/printers.hpp"
#include "server/reachability/reason.hpp"

namespace http {
class Router;
}
namespace tasks {
class Registry;
class Recurring;
}  // namespace tasks

// Why printers are silent (AGT-11): what agents saw of them, and what follows from it together with what the server
// knows. Checks of addresses, and what devices answer, for technicians.
namespace reachability {

// A printer of which nothing was heard lately, or that did not answer its agent's newest poll.
struct Silence {
    printers::PrinterId printer_id;
    SilenceCause cause = SilenceCause::kNoAnswer;
    std::optional<printing::PollFailure> failure;  // absent: the agent has not said, as older ones
    std::string detail;                            // in English, for a technician; may be ""
    std::string seen;                              // who answers at its address; ""
    std::optional<base::Instant> failing_since;    // with `failure`
    std::optional<base::Instant> checked_at;       // with `failure`
};

// Of each of these printers, in their order; unknown ones are missing. Three queries. `now`: business time.
std::vector<Silence> ExplainSilences(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                     std::span<const printers::PrinterId> printers, base::Instant now);

// The silent printers of these organizations of which one of `causes` is why, for a filter in which no printer means all: where
// there is none, the id of none (nil). Those that are deregistered are missing. Four queries. `now`: business time.
// kMalformed "?silence too_many_silent" {limit} where so many are silent that nobody can say it of all.
inline constexpr std::size_t kMostExplained = 20'000;
base::Result<std::vector<printers::PrinterId>> FindSilent(pg::Transaction& tx,
                                                          std::span<const base::OrganizationId> organizations,
                                                          std::span<const SilenceCause> causes, base::Instant now);

struct Parts {
    base::IdSource& ids;
};
void RegisterHttp(http::Router& router, const Parts& parts);
// "reachability.forget": once a day old diagnostics go.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring);

}  // namespace reachability
