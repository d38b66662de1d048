#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/organizations.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}
namespace pg {
class Transaction;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// Alert rules (NOT-2): people and programs are told what happens to the printers of an organization without looking.
namespace alerts {

using RuleId = base::Id<struct AlertRuleTag>;
using SendingId = base::Id<struct AlertSendingTag>;
using NoticeId = base::Id<struct AlertNoticeTag>;

// What a rule looks for, and what its threshold counts.
enum class Condition {
    kSupplyPercent,  // a supply is below so many percent
    kSupplyDays,     // a supply is used up in fewer than so many days
    kError,          // a printer has been in the state "error" for so many minutes
    kSilent,         // a printer has not communicated for so many days
};
BOOST_DESCRIBE_ENUM(Condition, kSupplyPercent, kSupplyDays, kError, kSilent)

// What a person fills in: the body of POST and PUT.
struct AlertRuleInput {
    std::string name;
    Condition condition = Condition::kSupplyPercent;
    std::int32_t threshold = 10;                  // percent 1..100, days 1..365, minutes 5..43200
    std::int32_t cooldown_hours = 24;             // what comes back sooner is not told again; 0..720
    std::vector<organizations::SiteId> site_ids;  // empty: all sites
    std::vector<std::string> models;              // as printers call themselves, in any case; empty: all
    std::vector<identity::UserId> user_ids;       // of the organization
    std::vector<std::string> addresses;           // e-mail addresses of others
    bool enabled = true;

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 100},
        {.field = "threshold", .range = base::Range{1, 43'200}},
        {.field = "cooldown_hours", .range = base::Range{0, 720}},
        {.field = "site_ids", .max_items = 100},
        {.field = "models", .max_items = 50},
        {.field = "user_ids", .max_items = 50},
        {.field = "addresses", .max_items = 20},
    };

    bool operator==(const AlertRuleInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertRuleInput, (),
                      (name, condition, threshold, cooldown_hours, site_ids, models, user_ids, addresses, enabled))

struct AlertRule : AlertRuleInput {
    RuleId id;
    base::OrganizationId organization_id;
    std::string created_by;
    std::int64_t version = 1;  // the ETag
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(AlertRule, (AlertRuleInput), (id, organization_id, created_by, version, created_at, updated_at))

inline constexpr std::int64_t kMostRules = 50;  // of an organization
// How often rules are looked at.
inline constexpr std::chrono::minutes kEvery{5};
inline constexpr std::chrono::days kPreviewDays{30};
// Printers that a preview looks at; where there are more, it says so.
inline constexpr std::int32_t kMostPreviewed = 500;

// As it is kept, or all that is wrong with it: beside the limits "alert_threshold" with {least, most},
// "invalid_email", "not_unique". Pure.
base::Result<AlertRuleInput> CheckRule(const AlertRuleInput& input);

// A supply, or the printer itself (slot -1), that a rule may have to tell of.
inline constexpr std::int16_t kWholePrinter = -1;
struct Measure {
    printers::PrinterId printer_id;
    std::int16_t slot = kWholePrinter;
    std::string supply;   // as the printer calls it; "": the printer
    double value = 0;     // percent or days left; minutes of error, days of silence
    base::Instant since;  // since when it is so, as far as is known
    bool met = false;     // the rule's condition holds
    bool held = false;    // it does not hold any more, but is too near to be over: hysteresis
};
// Below `threshold` it is met; until a supply has this much it is not over, so that a gauge that bounces is one notice.
[[nodiscard]] double ClearsAt(Condition condition, std::int32_t threshold);

// A change of what a rule looks at, in history: something begins to meet it, or is over.
struct Turn {
    base::Instant at;
    bool met = false;
    bool over = false;
};
// When a thing would have been told of: its turns in their order, the first of which is how it was at the begin and tells
// nothing. `delay`: so long it has to be met before. Pure.
std::vector<base::Instant> TellsOf(std::span<const Turn> turns, base::Duration delay, base::Duration cooldown,
                                   base::Instant until);
// Passes in which something is told: one mail to each recipient. Pure.
std::int64_t CountPasses(std::vector<base::Instant> tells);

struct AlertRulePreview {
    std::int64_t printers = 0;            // in the scope of the rule
    std::int64_t printers_looked_at = 0;  // of them, for the two figures below
    std::int64_t now = 0;                 // things that meet it now: the first mail tells of them
    std::int64_t notices = 0;             // in the last 30 days
    std::int64_t mails = 0;               // that they would have been, to all recipients
    std::int32_t days = kPreviewDays.count();
};
BOOST_DESCRIBE_STRUCT(AlertRulePreview, (), (printers, printers_looked_at, now, notices, mails, days))
// What a rule would have done, from the history of its printers; for days left by what each supply is used at today. A
// few statements.
AlertRulePreview PreviewOf(pg::Transaction& tx, base::OrganizationId organization, const AlertRuleInput& rule,
                           base::Instant now);

struct Parts {
    base::IdSource& ids;
    mail::Mailer& mailer;
    std::string portal_url;     // for links in mails
    std::string mail_language;  // where no organization has one
};

// Looks at one rule: what meets it, what is over; tells of what is new. Several transactions' work in one: `tx` has the
// scope of the system. False where the rule is gone, off, or another server is at it.
struct Looked {
    std::int64_t told = 0;
    std::optional<printers::PrinterId> after;  // where it goes on; absent: it was the last part, and has been told
};
std::optional<Looked> LookAt(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, RuleId rule,
                             std::optional<printers::PrinterId> after, base::Instant now);

void RegisterHttp(http::Router& router, base::IdSource& ids);
// "alerts.evaluate" every five minutes, "alerts.cleanup": the log is kept for 400 days.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts);

}  // namespace alerts
