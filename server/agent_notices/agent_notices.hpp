#pragma once

#include <string>

#include "lib/base/clock.hpp"
#include "server/platform/mail/mail.hpp"

namespace pg {
class Transaction;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// Mails about the agents of a site that have fallen silent (AGT-12).
namespace agent_notices {

// An agent that was not heard of for so long, in real time, is told of: a computer that restarts is none.
inline constexpr std::chrono::minutes kSilentFor{15};
// What began longer ago was seen by people, or is told by the silent printers.
inline constexpr std::chrono::hours kNotOlderThan{24};
inline constexpr std::chrono::minutes kEvery{5};

struct Parts {
    mail::Mailer& mailer;
    std::string portal_url;
};

// Tells what is new in all organizations; how many mails. `tx` sees everything. `system_now`: what agents are heard of by.
std::int64_t Look(pg::Transaction& tx, const Parts& parts, base::Instant now, base::Instant system_now);

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts);

}  // namespace agent_notices
