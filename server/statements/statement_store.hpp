#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/platform/pg/types.hpp"
#include "server/statements/statements.hpp"

// The tables statements and statement_lines; nothing else writes them.
namespace statements::store {

using Organizations = std::span<const base::OrganizationId>;

struct StatementRow {
    base::OrganizationId organization_id;
    StatementId id;
    ContractId contract_id;
    std::string contract_number;
    std::string contract_name;
    base::Day period_starts_on{};
    base::Day period_ends_on{};
    base::Instant starts_at;
    base::Instant ends_at;
    std::string time_zone;
    boost::json::value groups;
    StatementState state = StatementState::kOpen;
    std::string approved_by;
    std::optional<base::Instant> approved_at;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(StatementRow, (),
                      (organization_id, id, contract_id, contract_number, contract_name, period_starts_on,
                       period_ends_on, starts_at, ends_at, time_zone, groups, state, approved_by, approved_at, version,
                       created_at, updated_at))
struct ShownStatementRow : StatementRow {
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(ShownStatementRow, (StatementRow), (organization_name))

enum class StatementColumn { kPeriodEndsOn, kCreatedAt, kContractNumber, kOrganizationName, kState, kApprovedAt };
BOOST_DESCRIBE_ENUM(StatementColumn, kPeriodEndsOn, kCreatedAt, kContractNumber, kOrganizationName, kState, kApprovedAt)
struct StatementFilter {
    Organizations organizations;
    std::optional<ContractId> contract;
    std::vector<StatementState> state;
};
BOOST_DESCRIBE_STRUCT(StatementFilter, (), (organizations, contract, state))
pg::Slice<ShownStatementRow> List(pg::Transaction& tx, const StatementFilter& filter,
                                  const pg::Window<StatementColumn>& window);
std::optional<ShownStatementRow> Find(pg::Transaction& tx, Organizations organizations, StatementId id);
std::optional<StatementRow> Lock(pg::Transaction& tx, Organizations organizations, StatementId id);
// The last one of the contract before a day, the first one after it.
std::optional<StatementRow> FindBefore(pg::Transaction& tx, base::OrganizationId organization, ContractId contract,
                                       base::Day day);
std::optional<StatementRow> LockAfter(pg::Transaction& tx, base::OrganizationId organization, ContractId contract,
                                      base::Day day);
// Of the same contract those before it that are not approved.
std::int64_t CountOpenBefore(pg::Transaction& tx, const StatementRow& statement);
bool Insert(pg::Transaction& tx, const StatementRow& row);  // false: the period has one
void Update(pg::Transaction& tx, const StatementRow& row);

struct LineData {
    StatementLineId id;
    PrinterId printer_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string serial_key;
    std::string meter_group;
    std::int32_t group_place = 0;
    std::optional<std::int64_t> start_value;
    std::optional<std::int64_t> end_value;
    std::int64_t adjustment = 0;
    ValueOrigin start_origin = ValueOrigin::kMissing;
    ValueOrigin end_origin = ValueOrigin::kMissing;
    boost::json::value start_basis;
    boost::json::value end_basis;
    std::optional<std::int64_t> found_start_value;
    std::optional<std::int64_t> found_end_value;
    std::string reason;
    std::string corrected_by;
    std::optional<base::Instant> corrected_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(LineData, (),
                      (id, printer_id, manufacturer, model, serial_number, serial_key, meter_group, group_place,
                       start_value, end_value, adjustment, start_origin, end_origin, start_basis, end_basis,
                       found_start_value, found_end_value, reason, corrected_by, corrected_at, version))

struct LineRow : LineData {
    base::OrganizationId organization_id;
    StatementId statement_id;
};
BOOST_DESCRIBE_STRUCT(LineRow, (LineData), (organization_id, statement_id))

// Pages of a line; nullopt: a value is missing.
inline std::optional<std::int64_t> PagesOf(const LineData& line) {
    if (!line.start_value || !line.end_value) return std::nullopt;
    return *line.end_value - *line.start_value + line.adjustment;
}

enum class LineColumn { kSerialNumber, kMeterGroup, kStartValue, kEndValue, kPages, kReason };
BOOST_DESCRIBE_ENUM(LineColumn, kSerialNumber, kMeterGroup, kStartValue, kEndValue, kPages, kReason)
struct LineFilter {
    Organizations organizations;
    StatementId statement;
    bool attention = false;  // only those that were estimated, are missing or are less than nothing
};
BOOST_DESCRIBE_STRUCT(LineFilter, (), (organizations, statement, attention))
pg::Slice<LineRow> ListLines(pg::Transaction& tx, const LineFilter& filter, const pg::Window<LineColumn>& window);
std::optional<LineRow> FindLine(pg::Transaction& tx, Organizations organizations, StatementLineId id);
std::optional<LineRow> LockLine(pg::Transaction& tx, Organizations organizations, StatementLineId id);
std::optional<LineRow> FindLineOf(pg::Transaction& tx, base::OrganizationId organization, StatementId statement,
                                  PrinterId printer, const std::string& meter_group);
std::vector<LineRow> LinesOf(pg::Transaction& tx, base::OrganizationId organization, StatementId statement,
                             const std::vector<PrinterId>& printers);
void InsertLines(pg::Transaction& tx, const StatementRow& statement, std::span<const LineData> lines);
void UpdateLine(pg::Transaction& tx, const LineRow& line);

struct GroupSum {
    std::int32_t group_place = 0;
    std::int64_t lines = 0;
    std::int64_t pages = 0;
    std::int64_t estimated = 0;
    std::int64_t corrected = 0;
    std::int64_t wrong = 0;  // a value is missing, or the end is before the start
};
BOOST_DESCRIBE_STRUCT(GroupSum, (), (group_place, lines, pages, estimated, corrected, wrong))
std::vector<GroupSum> Sums(pg::Transaction& tx, base::OrganizationId organization, StatementId statement);

}  // namespace statements::store
