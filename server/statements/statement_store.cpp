#include "server/statements/statement_store.hpp"

#include "server/platform/pg/transaction.hpp"

namespace statements::store {
namespace {

constexpr const char* kShown = R"sql((
    SELECT s.*, o.name AS organization_name FROM statements AS s
    JOIN organizations AS o ON o.id = s.organization_id) AS shown)sql";

const pg::List<ShownStatementRow, StatementFilter, StatementColumn> kList{{
    .name = "statements.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND ($contract IS NULL OR contract_id = $contract)\n"
             "  AND (cardinality($state) = 0 OR state = ANY ($state))",
    .sorts = {{StatementColumn::kPeriodEndsOn, "period_ends_on", "date"},
              {StatementColumn::kCreatedAt, "created_at", "timestamptz"},
              {StatementColumn::kContractNumber, "lower(contract_number)"},
              {StatementColumn::kOrganizationName, "lower(organization_name)"},
              {StatementColumn::kState, "state"},
              {StatementColumn::kApprovedAt, "COALESCE(approved_at, '-infinity')", "timestamptz"}},
}};
const pg::Query<ShownStatementRow(Organizations, StatementId)> kFind{
    "statements.find",
    std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<StatementRow(Organizations, StatementId)> kLock{
    "statements.lock",
    "SELECT {columns} FROM statements WHERE organization_id = ANY ($1) AND id = $2 FOR NO KEY UPDATE"};
using OfContract = StatementRow(base::OrganizationId, ContractId, base::Day);
const pg::Query<OfContract> kFindBefore{"statements.find_before", R"sql(
    SELECT {columns} FROM statements WHERE organization_id = $1 AND contract_id = $2 AND period_ends_on < $3
    ORDER BY period_ends_on DESC LIMIT 1)sql"};
const pg::Query<OfContract> kLockAfter{"statements.lock_after", R"sql(
    SELECT {columns} FROM statements WHERE organization_id = $1 AND contract_id = $2 AND period_ends_on > $3
    ORDER BY period_ends_on LIMIT 1 FOR NO KEY UPDATE)sql"};
const pg::Query<std::int64_t(base::OrganizationId, ContractId, base::Day)> kCountOpenBefore{
    "statements.count_open_before", R"sql(
    SELECT count(*) FROM statements
    WHERE organization_id = $1 AND contract_id = $2 AND period_ends_on < $3 AND state = 'open')sql"};
const pg::Insert<StatementRow> kInsert{"statements.insert", "statements", "ON CONFLICT DO NOTHING"};
const pg::Update<StatementRow> kUpdate{"statements.update", "statements", {"organization_id", "id"}};

constexpr const char* kAttention =
    "start_origin IN ('interpolated', 'carried_forward', 'missing') OR end_origin IN ('interpolated', "
    "'carried_forward', 'missing') OR end_value + adjustment < start_value";
const pg::List<LineRow, LineFilter, LineColumn> kLines{{
    .name = "statements.lines",
    .from = "statement_lines",
    .where =
        std::string("organization_id = ANY ($organizations) AND statement_id = $statement\n  AND (NOT $attention OR ") +
        kAttention + ")",
    .sorts = {{LineColumn::kSerialNumber, "serial_key"},
              {LineColumn::kMeterGroup, "lower(meter_group)"},
              {LineColumn::kStartValue, "COALESCE(start_value, -1)", "bigint"},
              {LineColumn::kEndValue, "COALESCE(end_value, -1)", "bigint"},
              {LineColumn::kPages, "COALESCE(end_value - start_value + adjustment, -1)", "bigint"},
              {LineColumn::kReason, "lower(COALESCE(reason, ''))"}},
}};
const pg::Query<LineRow(Organizations, StatementLineId)> kFindLine{
    "statements.find_line", "SELECT {columns} FROM statement_lines WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<LineRow(Organizations, StatementLineId)> kLockLine{
    "statements.lock_line",
    "SELECT {columns} FROM statement_lines WHERE organization_id = ANY ($1) AND id = $2 FOR NO KEY UPDATE"};
const pg::Query<LineRow(base::OrganizationId, StatementId, PrinterId, std::string)> kFindLineOf{
    "statements.find_line_of", R"sql(
    SELECT {columns} FROM statement_lines
    WHERE organization_id = $1 AND statement_id = $2 AND printer_id = $3 AND meter_group = $4)sql"};
const pg::Query<LineRow(base::OrganizationId, StatementId, std::vector<PrinterId>)> kLinesOf{"statements.lines_of",
                                                                                             R"sql(
    SELECT {columns} FROM statement_lines
    WHERE organization_id = $1 AND statement_id = $2 AND printer_id = ANY ($3)
    ORDER BY printer_id, group_place)sql"};
struct OfStatement {
    base::OrganizationId organization_id;
    StatementId statement_id;
};
BOOST_DESCRIBE_STRUCT(OfStatement, (), (organization_id, statement_id))
const pg::InsertRows<OfStatement, LineData> kInsertLines{"statements.insert_lines", "statement_lines"};
const pg::Update<LineRow> kUpdateLine{"statements.update_line", "statement_lines", {"organization_id", "id"}};
const pg::Query<GroupSum(base::OrganizationId, StatementId)> kSums{"statements.sums", R"sql(
    SELECT group_place, count(*) AS lines,
        COALESCE(sum(end_value - start_value + adjustment), 0)::bigint AS pages,
        count(*) FILTER (WHERE start_origin IN ('interpolated', 'carried_forward')
            OR end_origin IN ('interpolated', 'carried_forward')) AS estimated,
        count(*) FILTER (WHERE corrected_at IS NOT NULL) AS corrected,
        count(*) FILTER (WHERE start_value IS NULL OR end_value IS NULL OR end_value + adjustment < start_value) AS wrong
    FROM statement_lines WHERE organization_id = $1 AND statement_id = $2
    GROUP BY group_place ORDER BY group_place)sql"};

}  // namespace

pg::Slice<ShownStatementRow> List(pg::Transaction& tx, const StatementFilter& filter,
                                  const pg::Window<StatementColumn>& window) {
    return kList.Read(tx, filter, window);
}
std::optional<ShownStatementRow> Find(pg::Transaction& tx, Organizations organizations, StatementId id) {
    return tx.One(kFind, organizations, id);
}
std::optional<StatementRow> Lock(pg::Transaction& tx, Organizations organizations, StatementId id) {
    return tx.One(kLock, organizations, id);
}
std::optional<StatementRow> FindBefore(pg::Transaction& tx, base::OrganizationId organization, ContractId contract,
                                       base::Day day) {
    return tx.One(kFindBefore, organization, contract, day);
}
std::optional<StatementRow> LockAfter(pg::Transaction& tx, base::OrganizationId organization, ContractId contract,
                                      base::Day day) {
    return tx.One(kLockAfter, organization, contract, day);
}
std::int64_t CountOpenBefore(pg::Transaction& tx, const StatementRow& statement) {
    return tx.Get(kCountOpenBefore, statement.organization_id, statement.contract_id, statement.period_ends_on);
}
bool Insert(pg::Transaction& tx, const StatementRow& row) {
    return tx.Exec(kInsert, row) > 0;
}
void Update(pg::Transaction& tx, const StatementRow& row) {
    tx.Exec(kUpdate, row);
}

pg::Slice<LineRow> ListLines(pg::Transaction& tx, const LineFilter& filter, const pg::Window<LineColumn>& window) {
    return kLines.Read(tx, filter, window);
}
std::optional<LineRow> FindLine(pg::Transaction& tx, Organizations organizations, StatementLineId id) {
    return tx.One(kFindLine, organizations, id);
}
std::optional<LineRow> LockLine(pg::Transaction& tx, Organizations organizations, StatementLineId id) {
    return tx.One(kLockLine, organizations, id);
}
std::optional<LineRow> FindLineOf(pg::Transaction& tx, base::OrganizationId organization, StatementId statement,
                                  PrinterId printer, const std::string& meter_group) {
    return tx.One(kFindLineOf, organization, statement, printer, meter_group);
}
std::vector<LineRow> LinesOf(pg::Transaction& tx, base::OrganizationId organization, StatementId statement,
                             const std::vector<PrinterId>& printers) {
    return tx.All(kLinesOf, organization, statement, printers);
}
void InsertLines(pg::Transaction& tx, const StatementRow& statement, std::span<const LineData> lines) {
    if (!lines.empty()) tx.Exec(kInsertLines, {statement.organization_id, statement.id}, lines);
}
void UpdateLine(pg::Transaction& tx, const LineRow& line) {
    tx.Exec(kUpdateLine, line);
}
std::vector<GroupSum> Sums(pg::Transaction& tx, base::OrganizationId organization, StatementId statement) {
    return tx.All(kSums, organization, statement);
}

}  // namespace statements::store
