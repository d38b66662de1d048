#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/meter_reads/meter_reads.hpp"

// The close of a period (MTR-5): one statement for each contract and period says what each meter group of each printer
// counted, and where each value comes from. A person approves it; then it stays as it is. It is no invoice.
namespace statements {

using StatementId = base::Id<struct StatementTag>;
using StatementLineId = base::Id<struct StatementLineTag>;
using printers::ContractId;
using printers::PrinterId;

enum class StatementState { kOpen, kApproved };
BOOST_DESCRIBE_ENUM(StatementState, kOpen, kApproved)

// Where a value comes from, from sure to unknown; a group has the least sure one of its meters.
enum class ValueOrigin {
    kRead,            // by an agent, at most a day from the boundary
    kByHand,          // by a person, at most three days from it
    kInterpolated,    // between the readings before and after it
    kCarriedForward,  // from the last reading at the pace that the printer had
    kCorrected,       // as a person said
    kMissing,         // nothing is known
};
BOOST_DESCRIBE_ENUM(ValueOrigin, kRead, kByHand, kInterpolated, kCarriedForward, kCorrected, kMissing)

// What the value of one meter was made of.
struct ValueBasis {
    std::string meter;  // its kind
    ValueOrigin origin = ValueOrigin::kMissing;
    std::int64_t value = 0;
    std::optional<base::Instant> before_at;  // the reading before the boundary
    std::optional<std::int64_t> before_value;
    std::optional<base::Instant> after_at;  // the reading after it
    std::optional<std::int64_t> after_value;
    std::optional<double> pages_a_day;  // of one that was carried forward
    std::string read_by;                // of one by hand
    bool operator==(const ValueBasis&) const = default;
};
BOOST_DESCRIBE_STRUCT(ValueBasis, (),
                      (meter, origin, value, before_at, before_value, after_at, after_value, pages_a_day, read_by))

// One meter at a boundary. `offset` is what changes of counters until then add to what is displayed.
struct Boundary {
    ValueBasis basis;
    std::int64_t offset = 0;
};
// `around`: what is known around the boundary; `long_before`: a point from which the pace is told. Of a start `first_until`
// is the end of the period: a printer that was read first within it counts from there. Pure.
Boundary EstimateAt(const std::string& meter, const meter_reads::MeterAround& around,
                    const std::optional<meter_reads::MeterPoint>& long_before, base::Instant at,
                    const std::optional<base::Instant>& first_until);

// What a person says of a line.
struct StatementCorrection {
    std::optional<std::int64_t> start_value{};  // absent: it stays
    std::optional<std::int64_t> end_value{};
    std::string reason;

    static constexpr base::Limit kLimits[] = {
        {.field = "start_value", .range = base::Range{0, 1'000'000'000'000}},
        {.field = "end_value", .range = base::Range{0, 1'000'000'000'000}},
        {.field = "reason", .required = true, .max_length = 300},
    };
};
BOOST_DESCRIBE_STRUCT(StatementCorrection, (), (start_value, end_value, reason))

// Closes the open period of a contract if it is over: one statement, and the next period is open. nullopt: there is nothing to
// close, however often it is asked. `tx` has the scope of the system.
std::optional<StatementId> Close(pg::Transaction& tx, base::IdSource& ids, const meter_reads::ContractKey& contract,
                                 base::Instant now);
// The same for a person who does not wait for reads that come late; whoever asks records it.
std::optional<StatementId> CloseNow(pg::Transaction& tx, base::IdSource& ids, const meter_reads::ContractKey& contract,
                                    base::Instant now);

void RegisterHttp(http::Router& router, base::IdSource& ids);
// "statements.close", every hour.
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, base::IdSource& ids);

}  // namespace statements
