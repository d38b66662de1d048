#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/contracts/contracts.hpp"
#include "server/printers/printers.hpp"
#include "server/readings/readings.hpp"
#include "server/supply_notices/supply_notices.hpp"

namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}
namespace pg {
class Transaction;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// Meters of printers that cannot be read automatically, submitted by people (MTR-1..MTR-3), and what is known of all meters
// at a moment, whoever read them (MTR-4). Readings of agents stay as they are: what people read stands beside them, and the
// newer one of both is shown.
namespace meter_reads {

using MeterReadId = base::Id<struct MeterReadTag>;
using printers::ContractId;
using printers::PrinterId;

// What a meter counts (MTR-4): printing::MeterKind without hours and unknown ones, and with the large size (A3, ledger),
// which no table of a printer tells, but its display.
std::span<const std::string_view> MeterKinds();
bool IsMeterKind(std::string_view kind);

// ---- what is submitted

// One meter as the printer displays it.
struct ReadMeter {
    std::string kind;
    std::optional<std::int64_t> value;  // greater than the one before; absent where `unchanged` says it
    bool unchanged = false;             // no pages since then: the value stays as it was displayed before

    static constexpr base::Limit kLimits[] = {
        {.field = "kind", .required = true, .max_length = 40},
        {.field = "value", .range = base::Range{0, 1'000'000'000'000}},
    };
    bool operator==(const ReadMeter&) const = default;
};
BOOST_DESCRIBE_STRUCT(ReadMeter, (), (kind, value, unchanged))

struct MeterReadInput {
    std::vector<ReadMeter> meters;
    std::optional<base::Instant> read_at{};  // when it was displayed; absent: now. At most 400 days ago
    std::string description;

    static constexpr base::Limit kLimits[] = {
        {.field = "meters", .required = true, .max_items = 30},
        {.field = "description", .max_length = 500},
    };
};
BOOST_DESCRIBE_STRUCT(MeterReadInput, (), (meters, read_at, description))

// Why a meter goes on from another value (MTR-2).
enum class ChangeReason { kBoardReplaced, kWrapped, kOther };
BOOST_DESCRIBE_ENUM(ChangeReason, kBoardReplaced, kWrapped, kOther)

struct ChangedMeter {
    std::string kind;
    std::int64_t ended = 0;  // what the old counter showed last
    std::int64_t began = 0;  // what the new counter showed first

    static constexpr base::Limit kLimits[] = {
        {.field = "kind", .required = true, .max_length = 40},
        {.field = "ended", .range = base::Range{0, 1'000'000'000'000}},
        {.field = "began", .range = base::Range{0, 1'000'000'000'000}},
    };
};
BOOST_DESCRIBE_STRUCT(ChangedMeter, (), (kind, ended, began))

struct MeterChangeInput {
    std::vector<ChangedMeter> meters;
    ChangeReason reason = ChangeReason::kBoardReplaced;
    std::optional<base::Instant> changed_at{};  // absent: now
    std::string description;

    static constexpr base::Limit kLimits[] = {
        {.field = "meters", .required = true, .max_items = 30},
        {.field = "description", .max_length = 500},
    };
};
BOOST_DESCRIBE_STRUCT(MeterChangeInput, (), (meters, reason, changed_at, description))

// ---- what is known

// A meter as it was displayed at a time.
struct MeterPoint {
    base::Instant at;
    bool by_hand = false;
    std::string by;               // who read it; "" for agents
    std::int64_t shown = 0;       // as displayed
    std::int64_t continuous = 0;  // as if the counter had never changed
    bool operator==(const MeterPoint&) const = default;
};
struct MeterAround {
    std::optional<std::string> unit;   // as the printer says
    std::optional<MeterPoint> before;  // the last one not after the moment
    std::optional<MeterPoint> after;   // the first one after it
};
using MetersAround = std::map<std::string, MeterAround, std::less<>>;  // by kind
// What is known of all meters of these printers around a moment, at most 400 days away: readings of agents, the current
// state, and what people submitted. A few queries, however many printers.
std::map<PrinterId, MetersAround> ListAround(pg::Transaction& tx, base::OrganizationId organization,
                                             const std::vector<PrinterId>& printers, base::Instant at);

// For the page of a printer: what people read that is newer than `observed_at`, by kind.
struct HandMeter {
    std::string kind;
    std::int64_t value = 0;
    base::Instant read_at;
    std::string read_by;
};
BOOST_DESCRIBE_STRUCT(HandMeter, (), (kind, value, read_at, read_by))
std::vector<HandMeter> ListHandMeters(pg::Transaction& tx, base::OrganizationId organization, PrinterId printer);

// ---- terms of a contract (MTR-4, MTR-5)

// A sum of meters with the pages that are included of it, in each period, over all printers under the contract.
struct MeterGroup {
    std::string name;
    std::vector<std::string> meters;  // kinds
    std::int64_t included_pages = 0;

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 60},
        {.field = "meters", .required = true, .max_items = 20},
        {.field = "included_pages", .range = base::Range{0, 1'000'000'000}},
    };
    bool operator==(const MeterGroup&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeterGroup, (), (name, meters, included_pages))

struct MeterTermsInput {
    std::int32_t closing_day = 31;
    std::string time_zone;
    base::Day starts_on{};  // of the first period; counts while none was closed
    std::int32_t close_after_days = 3;
    std::optional<std::int32_t> reminder_days{};
    std::vector<MeterGroup> groups;

    static constexpr base::Limit kLimits[] = {
        {.field = "closing_day", .range = base::Range{1, 31}},
        {.field = "time_zone", .required = true, .max_length = 60},
        {.field = "close_after_days", .range = base::Range{0, 20}},
        {.field = "reminder_days", .range = base::Range{1, 20}},
        {.field = "groups", .required = true, .max_items = 10},
    };
    bool operator==(const MeterTermsInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeterTermsInput, (), (closing_day, time_zone, starts_on, close_after_days, reminder_days, groups))

// The period that is open.
struct MeterPeriod {
    base::Day period_starts_on{};
    base::Day period_ends_on{};  // the last day
    base::Instant period_starts_at;
    base::Instant period_ends_at;  // the first moment behind it
    bool operator==(const MeterPeriod&) const = default;
};
BOOST_DESCRIBE_STRUCT(MeterPeriod, (), (period_starts_on, period_ends_on, period_starts_at, period_ends_at))

// The period that begins on a day: it ends on the first closing day not before it. Pure.
MeterPeriod PeriodFrom(const MeterTermsInput& terms, base::Day starts_on);

// A contract whose open period is over, held until the transaction ends.
struct Closing {
    base::OrganizationId organization;
    ContractId contract;
    std::string number;
    std::string name;
    MeterTermsInput terms;
    MeterPeriod period;
    std::optional<base::Day> contract_ends_on;
};
// Those to be closed at this time, in whatever organization.
struct ContractKey {
    base::OrganizationId organization_id;
    ContractId contract_id;
};
BOOST_DESCRIBE_STRUCT(ContractKey, (), (organization_id, contract_id))
std::vector<ContractKey> ListToClose(pg::Transaction& tx, base::Instant now);
// `wait`: for reads that come late, as the terms say. nullopt: another transaction has closed it meanwhile, or it is too early.
std::optional<Closing> HoldToClose(pg::Transaction& tx, const ContractKey& contract, base::Instant now, bool wait);
// Whose contract it is, among these organizations.
std::optional<base::OrganizationId> FindContractOf(pg::Transaction& tx,
                                                   std::span<const base::OrganizationId> organizations,
                                                   ContractId contract);
// The next period is open from now on.
void OpenNext(pg::Transaction& tx, const Closing& closed);
// The printers that are under it, by id.
std::vector<printers::PrinterName> ListUnder(pg::Transaction& tx, const ContractKey& contract);

// ---- routes and tasks

struct HttpParts {
    base::IdSource& ids;
    const i18n::Catalogues& texts;
};
void RegisterHttp(http::Router& router, const HttpParts& parts);
// "meter_reads.import", and every hour the reminders of reads that are due.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, base::IdSource& ids,
                   const supply_notices::Post& post);

struct Reminded {
    std::int64_t contracts = 0;
    std::int64_t mails = 0;
};
// MTR-3: tells the delivery contacts of printers that a read is due, once for each period; of printers without a contact
// the administrators of their organization. `tx` has the scope of the system.
Reminded Remind(pg::Transaction& tx, const supply_notices::Post& post, base::Instant now);

}  // namespace meter_reads
