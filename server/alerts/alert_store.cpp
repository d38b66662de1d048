#include "server/alerts/alert_store.hpp"

#include "lib/base/text.hpp"
#include "server/platform/pg/transaction.hpp"

namespace alerts::store {
namespace {

// ---- rules

constexpr const char* kShownRules = R"sql((
    SELECT r.*, o.name AS organization_name,
        ARRAY(SELECT COALESCE(btrim(u.first_name || ' ' || u.last_name), '')
              FROM unnest(r.user_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN users AS u ON u.organization_id = r.organization_id AND u.id = asked.id
              ORDER BY asked.position) AS people,
        ARRAY(SELECT btrim(u.first_name || ' ' || u.last_name) FROM users AS u
              WHERE u.organization_id = r.organization_id AND u.id = ANY (r.user_ids) AND u.state <> 'active'
              ORDER BY u.name_key, u.id) AS people_away,
        ARRAY(SELECT COALESCE(s.name, '') FROM unnest(r.site_ids) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN sites AS s ON s.organization_id = r.organization_id AND s.id = asked.id
              ORDER BY asked.position) AS sites,
        (SELECT count(*) FROM alert_conditions AS c WHERE c.organization_id = r.organization_id AND c.rule_id = r.id
            AND c.told AND c.cleared_at IS NULL) AS active,
        (SELECT n.at FROM alert_notices AS n WHERE n.organization_id = r.organization_id AND n.rule_id = r.id
         ORDER BY n.at DESC, n.id DESC LIMIT 1) AS last_told_at
    FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id) AS rules)sql";

const pg::List<ShownAlertRule, RuleFilter, RuleColumn> kListRules{{
    .name = "alerts.rules",
    .from = kShownRules,
    .where = "organization_id = ANY ($organizations) AND ($search = '' OR strpos(name_key, $search) > 0)\n"
             "  AND (cardinality($condition) = 0 OR condition = ANY ($condition)) AND ($enabled IS NULL OR enabled = "
             "$enabled)",
    .sorts = {{RuleColumn::kName, "name_key"},
              {RuleColumn::kCondition, "condition"},
              {RuleColumn::kOrganizationName, "lower(organization_name)"},
              {RuleColumn::kEnabled, "(NOT enabled)::integer", "integer"},
              {RuleColumn::kActive, "active", "bigint"},
              {RuleColumn::kLastToldAt, "COALESCE(last_told_at, '-infinity')", "timestamptz"}},
}};
const pg::Query<ShownAlertRule(Organizations, RuleId)> kFindRule{
    "alerts.find_rule",
    std::string("SELECT {columns} FROM ") + kShownRules + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<AlertRule(Organizations, RuleId)> kLockRule{
    "alerts.lock_rule", "SELECT {columns} FROM alert_rules WHERE organization_id = ANY ($1) AND id = $2 FOR UPDATE"};
const pg::Query<std::int64_t(base::OrganizationId)> kCountRules{
    "alerts.count_rules", "SELECT count(*) AS count FROM alert_rules WHERE organization_id = $1"};

struct RuleRow : AlertRule {
    std::string name_key;
    std::vector<std::string> model_keys;
};
BOOST_DESCRIBE_STRUCT(RuleRow, (AlertRule), (name_key, model_keys))
const pg::Insert<RuleRow> kInsertRule{"alerts.insert_rule", "alert_rules"};
const pg::Update<RuleRow> kUpdateRule{"alerts.update_rule", "alert_rules", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, RuleId)> kDeleteRule{
    "alerts.delete_rule", "DELETE FROM alert_rules WHERE organization_id = $1 AND id = $2"};
const pg::Query<void(base::OrganizationId, RuleId)> kForget{
    "alerts.forget_conditions", "DELETE FROM alert_conditions WHERE organization_id = $1 AND rule_id = $2"};

const pg::Query<AlertPerson(base::OrganizationId, std::string, std::int32_t)> kPeople{"alerts.people", R"sql(
    SELECT id, btrim(first_name || ' ' || last_name) AS name, email FROM users
    WHERE organization_id = $1 AND state = 'active' AND ($2 = '' OR strpos(name_key || ' ' || email_key, $2) > 0)
    ORDER BY users.name_key, id LIMIT $3)sql"};
const pg::Query<identity::UserId(base::OrganizationId, std::vector<identity::UserId>)> kKnownPeople{
    "alerts.known_people", "SELECT id FROM users WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id"};

// ---- what meets them

const pg::Query<RuleKey(base::OrganizationId, RuleId, std::int32_t)> kEnabled{"alerts.enabled", R"sql(
    SELECT r.organization_id, r.id FROM alert_rules AS r JOIN organizations AS o ON o.id = r.organization_id
    WHERE r.enabled AND o.deleted_at IS NULL AND (r.organization_id, r.id) > ($1, $2)
    ORDER BY r.organization_id, r.id LIMIT $3)sql"};
const pg::Query<AlertRule(base::OrganizationId, RuleId)> kClaim{"alerts.claim_rule", R"sql(
    SELECT {columns} FROM alert_rules WHERE organization_id = $1 AND id = $2 AND enabled
    FOR NO KEY UPDATE SKIP LOCKED)sql"};
const pg::Query<void(base::OrganizationId, RuleId, base::Instant)> kEvaluated{
    "alerts.evaluated", "UPDATE alert_rules SET evaluated_at = $3 WHERE organization_id = $1 AND id = $2"};

constexpr const char* kInScope = R"sql(
    FROM printers AS p
    JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
    WHERE p.organization_id = $organization AND p.id > $after AND p.deregistered_at IS NULL
        AND (cardinality($site_ids) = 0 OR p.site_id = ANY ($site_ids))
        AND (cardinality($model_keys) = 0 OR p.model_key = ANY ($model_keys))
        AND NOT EXISTS (SELECT FROM alert_mutes AS m WHERE m.organization_id = p.organization_id AND m.printer_id = p.id)
)sql";
const pg::Query<PrinterNow(Scope)> kCandidates{"alerts.candidates",
                                               std::string("SELECT s.printer_id, s.observed_at, s.state") + kInScope +
                                                   R"sql(
        AND CASE $condition
            WHEN 'supply_percent' THEN s.lowest_percent < $percent
            WHEN 'supply_days' THEN s.lowest_end < $ends_before
            WHEN 'error' THEN s.state = 3
            ELSE s.state = 4 AND s.observed_at <= $silent_before AND s.observed_at > 'epoch' END
    ORDER BY p.id LIMIT $most)sql"};
struct SampleScope {
    base::OrganizationId organization;
    std::vector<organizations::SiteId> site_ids;
    std::vector<std::string> model_keys;
    printers::PrinterId after;
    std::int32_t most = 0;
};
BOOST_DESCRIBE_STRUCT(SampleScope, (), (organization, site_ids, model_keys, after, most))
const pg::Query<SampledPrinter(SampleScope)> kScope{
    "alerts.scope", std::string("SELECT s.printer_id, s.observed_at, s.state, count(*) OVER () AS all") + kInScope +
                        " ORDER BY p.id LIMIT $most"};

const pg::Query<ErrorSince(base::OrganizationId, std::vector<printers::PrinterId>, base::Instant)> kErrors{
    "alerts.errors", R"sql(
    SELECT asked.printer_id, first.observed_at AS since
    FROM unnest($2) AS asked (printer_id)
    LEFT JOIN LATERAL (
        SELECT r.observed_at FROM readings AS r
        WHERE r.organization_id = $1 AND r.printer_id = asked.printer_id AND r.status <> 3
            AND r.observed_at > $3 - interval '7 days'
        ORDER BY r.observed_at DESC LIMIT 1) AS well ON true
    JOIN LATERAL (
        SELECT r.observed_at FROM readings AS r
        WHERE r.organization_id = $1 AND r.printer_id = asked.printer_id AND r.status = 3
            AND r.observed_at > COALESCE(well.observed_at, $3 - interval '7 days')
        ORDER BY r.observed_at LIMIT 1) AS first ON true
    ORDER BY asked.printer_id)sql"};

const pg::Query<Known(base::OrganizationId, RuleId, printers::PrinterId, printers::PrinterId)> kKnown{"alerts.known",
                                                                                                      R"sql(
    SELECT {columns} FROM alert_conditions
    WHERE organization_id = $1 AND rule_id = $2 AND printer_id > $3 AND printer_id <= $4
    ORDER BY printer_id, slot)sql"};
struct OfRule {
    base::OrganizationId organization_id;
    RuleId rule_id;
};
BOOST_DESCRIBE_STRUCT(OfRule, (), (organization_id, rule_id))
const pg::Query<void(OfRule, std::span<const Known>)> kSaveKnown{"alerts.save_known", R"sql(
    INSERT INTO alert_conditions (organization_id, rule_id, {row_columns})
    SELECT $organization_id, $rule_id, {row_values} FROM {rows} ORDER BY rows.printer_id, rows.slot
    ON CONFLICT (organization_id, rule_id, printer_id, slot) DO UPDATE SET supply = excluded.supply,
        value = excluded.value, since = excluded.since, told = excluded.told, told_at = excluded.told_at,
        cleared_at = excluded.cleared_at)sql"};
struct Slot {
    printers::PrinterId printer_id;
    std::int16_t slot = kWholePrinter;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (printer_id, slot))
const pg::Query<void(OfRule, std::span<const Slot>)> kDropKnown{"alerts.drop_known", R"sql(
    DELETE FROM alert_conditions AS c USING {rows}
    WHERE c.organization_id = $organization_id AND c.rule_id = $rule_id AND c.printer_id = rows.printer_id
        AND c.slot = rows.slot)sql"};

struct DueWhen : OfRule {
    base::Instant since_before;
    base::Instant told_before;
    std::int32_t most = 0;
};
BOOST_DESCRIBE_STRUCT(DueWhen, (OfRule), (since_before, told_before, most))
const pg::Query<Due(DueWhen)> kDue{"alerts.due", R"sql(
    SELECT c.printer_id, c.slot, c.supply, c.value, c.since, p.manufacturer, p.model, p.serial_number,
        COALESCE(NULLIF(p.location, ''), p.device_location) AS location
    FROM alert_conditions AS c
    JOIN printers AS p ON p.organization_id = c.organization_id AND p.id = c.printer_id
    WHERE c.organization_id = $organization_id AND c.rule_id = $rule_id AND NOT c.told AND c.cleared_at IS NULL
        AND c.since <= $since_before AND (c.told_at IS NULL OR c.told_at <= $told_before)
        AND p.deregistered_at IS NULL
    ORDER BY c.printer_id, c.slot LIMIT $most)sql"};
struct ToldAt : OfRule {
    base::Instant told_at;
};
BOOST_DESCRIBE_STRUCT(ToldAt, (OfRule), (told_at))
const pg::Query<void(ToldAt, std::span<const Slot>)> kMarkTold{"alerts.mark_told", R"sql(
    UPDATE alert_conditions AS c SET told = true, told_at = $told_at FROM {rows}
    WHERE c.organization_id = $organization_id AND c.rule_id = $rule_id AND c.printer_id = rows.printer_id
        AND c.slot = rows.slot)sql"};

const pg::Query<Person(base::OrganizationId, std::vector<identity::UserId>)> kRecipients{"alerts.recipients", R"sql(
    SELECT email, btrim(first_name || ' ' || last_name) AS name, language, time_zone, state = 'active' AS active,
        mail_alerts AS wants
    FROM users WHERE organization_id = $1 AND id = ANY ($2) ORDER BY users.name_key, id)sql"};

// ---- the log

const pg::Insert<Sending> kInsertSending{"alerts.insert_sending", "alert_sendings"};
struct OfSending {
    base::OrganizationId organization_id;
    SendingId sending_id;
    RuleId rule_id;
    base::Instant at;
};
BOOST_DESCRIBE_STRUCT(OfSending, (), (organization_id, sending_id, rule_id, at))
const pg::Query<void(OfSending, std::span<const NewNotice>)> kInsertNotices{"alerts.insert_notices", R"sql(
    INSERT INTO alert_notices (organization_id, sending_id, rule_id, at, {row_columns})
    SELECT $organization_id, $sending_id, $rule_id, $at, {row_values} FROM {rows})sql"};
const pg::Query<void(base::Instant, std::int32_t)> kDropSendings{"alerts.drop_sendings", R"sql(
    DELETE FROM alert_sendings AS s USING (
        SELECT organization_id, id FROM alert_sendings WHERE at < $1 ORDER BY at LIMIT $2) AS old
    WHERE s.organization_id = old.organization_id AND s.id = old.id)sql"};

constexpr const char* kShownNotices = R"sql((
    SELECT n.id, n.organization_id, o.name AS organization_name, n.at, n.rule_id, s.rule_name, s.condition, s.threshold,
        n.printer_id, p.manufacturer, p.model, p.serial_number, n.supply, n.value, n.since, s.recipients, s.disabled,
        s.unwanted
    FROM alert_notices AS n
    JOIN alert_sendings AS s ON s.organization_id = n.organization_id AND s.id = n.sending_id
    JOIN printers AS p ON p.organization_id = n.organization_id AND p.id = n.printer_id
    JOIN organizations AS o ON o.id = n.organization_id) AS notices)sql";
const pg::List<AlertNotice, NoticeFilter, NoticeColumn> kListNotices{{
    .name = "alerts.notices",
    .from = kShownNotices,
    .where = "organization_id = ANY ($organizations) AND ($rule IS NULL OR rule_id = $rule)\n"
             "  AND ($printer IS NULL OR printer_id = $printer) AND (cardinality($condition) = 0 OR condition = ANY "
             "($condition))",
    .sorts = {{NoticeColumn::kAt, "at", "timestamptz"},
              {NoticeColumn::kModel, "lower(manufacturer || ' ' || model)"},
              {NoticeColumn::kValue, "COALESCE(value, -1)", "double precision"},
              {NoticeColumn::kRuleName, "lower(rule_name)"},
              {NoticeColumn::kOrganizationName, "lower(organization_name)"},
              {NoticeColumn::kSince, "COALESCE(since, '-infinity')", "timestamptz"}},
}};

// ---- printers that no rule tells of

const pg::Query<PrinterAlerts(Organizations, printers::PrinterId)> kFindMute{"alerts.find_mute", R"sql(
    SELECT p.organization_id, m.printer_id IS NOT NULL AS muted, COALESCE(m.muted_by, '') AS muted_by, m.muted_at,
        btrim(p.model || ' ' || p.serial_number) AS name
    FROM printers AS p
    LEFT JOIN alert_mutes AS m ON m.organization_id = p.organization_id AND m.printer_id = p.id
    WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL)sql"};
const pg::Query<ActiveAlert(base::OrganizationId, printers::PrinterId, std::int32_t)> kActive{"alerts.active", R"sql(
    SELECT c.rule_id, r.name AS rule_name, r.condition, r.threshold, c.supply, c.value, c.since, c.told
    FROM alert_conditions AS c
    JOIN alert_rules AS r ON r.organization_id = c.organization_id AND r.id = c.rule_id
    WHERE c.organization_id = $1 AND c.printer_id = $2 AND c.cleared_at IS NULL
    ORDER BY r.name_key, r.id, c.slot LIMIT $3)sql"};
const pg::Query<void(base::OrganizationId, printers::PrinterId, std::string, base::Instant)> kMute{"alerts.mute", R"sql(
    INSERT INTO alert_mutes (organization_id, printer_id, muted_by, muted_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, printer_id) DO NOTHING)sql"};
const pg::Query<void(base::OrganizationId, printers::PrinterId)> kUnmute{
    "alerts.unmute", "DELETE FROM alert_mutes WHERE organization_id = $1 AND printer_id = $2"};

// ---- history

const pg::Query<TurnRow(Range, std::span<const Border>)> kLevelTurns{"alerts.level_turns", R"sql(
    WITH looked AS (
        SELECT r.printer_id, rows.slot, r.observed_at, r.journal, r.seq, r.levels[rows.slot + 1] AS level, rows.below,
            rows.clear, lag(r.levels[rows.slot + 1]) OVER (
                PARTITION BY r.printer_id, rows.slot ORDER BY r.observed_at, r.journal, r.seq) AS before
        FROM {rows}
        JOIN readings AS r ON r.printer_id = rows.printer_id
        WHERE r.organization_id = $organization AND r.observed_at >= $since AND r.observed_at < $until
            AND r.levels[rows.slot + 1] >= 0
    )
    SELECT printer_id, slot, observed_at AS at, level < below AS met, level >= clear AS over FROM looked
    WHERE before IS NULL OR (before < below) <> (level < below) OR (before >= clear) <> (level >= clear)
    ORDER BY printer_id, slot, observed_at, journal, seq)sql"};
struct RangeOf : Range {
    std::vector<printers::PrinterId> printers;
    std::int32_t days = 0;
};
BOOST_DESCRIBE_STRUCT(RangeOf, (Range), (printers, days))
struct RangeOfPrinters : Range {
    std::vector<printers::PrinterId> printers;
};
BOOST_DESCRIBE_STRUCT(RangeOfPrinters, (Range), (printers))
const pg::Query<TurnRow(RangeOfPrinters)> kErrorTurns{"alerts.error_turns", R"sql(
    WITH looked AS (
        SELECT printer_id, observed_at, journal, seq, status,
            lag(status) OVER (PARTITION BY printer_id ORDER BY observed_at, journal, seq) AS before
        FROM readings
        WHERE organization_id = $organization AND printer_id = ANY ($printers) AND observed_at >= $since
            AND observed_at < $until
    )
    SELECT printer_id, (-1)::smallint AS slot, observed_at AS at, status = 3 AS met, status <> 3 AS over FROM looked
    WHERE before IS NULL OR (before = 3) <> (status = 3)
    ORDER BY printer_id, observed_at, journal, seq)sql"};
const pg::Query<Silence(RangeOf)> kSilences{"alerts.silences", R"sql(
    SELECT printer_id, previous_at AS since, observed_at AS until FROM readings
    WHERE organization_id = $organization AND printer_id = ANY ($printers) AND observed_at >= $since
        AND observed_at < $until AND observed_at - previous_at >= make_interval(days => $days)
    ORDER BY printer_id, observed_at, journal, seq)sql"};

std::vector<Slot> SlotsOf(const auto& rows) {
    std::vector<Slot> slots;
    slots.reserve(rows.size());
    for (const auto& row : rows) slots.push_back({row.printer_id, row.slot});
    return slots;
}
RuleRow RowOf(const AlertRule& rule) {
    RuleRow row{rule, base::FoldCase(rule.name), {}};
    for (const auto& model : rule.models) row.model_keys.push_back(base::FoldCase(model));
    return row;
}
OfRule Of(const AlertRule& rule) {
    return {rule.organization_id, rule.id};
}

}  // namespace

pg::Slice<ShownAlertRule> ListRules(pg::Transaction& tx, const RuleFilter& filter,
                                    const pg::Window<RuleColumn>& window) {
    return kListRules.Read(tx, filter, window);
}
std::optional<ShownAlertRule> FindRule(pg::Transaction& tx, Organizations organizations, RuleId id) {
    return tx.One(kFindRule, organizations, id);
}
std::optional<AlertRule> LockRule(pg::Transaction& tx, Organizations organizations, RuleId id) {
    return tx.One(kLockRule, organizations, id);
}
std::int64_t CountRules(pg::Transaction& tx, base::OrganizationId organization) {
    return tx.Get(kCountRules, organization);
}
void InsertRule(pg::Transaction& tx, const AlertRule& rule) {
    tx.Exec(kInsertRule, RowOf(rule));
}
void UpdateRule(pg::Transaction& tx, const AlertRule& rule) {
    tx.Exec(kUpdateRule, RowOf(rule));
}
void DeleteRule(pg::Transaction& tx, const AlertRule& rule) {
    tx.Exec(kDeleteRule, rule.organization_id, rule.id);
}
void ForgetConditions(pg::Transaction& tx, const AlertRule& rule) {
    tx.Exec(kForget, rule.organization_id, rule.id);
}
std::vector<AlertPerson> ListPeople(pg::Transaction& tx, base::OrganizationId organization, const std::string& search,
                                    std::int32_t most) {
    return tx.All(kPeople, organization, search, most);
}
std::vector<identity::UserId> KnownPeople(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<identity::UserId>& ids) {
    return tx.All(kKnownPeople, organization, ids);
}

std::vector<RuleKey> ListEnabled(pg::Transaction& tx, const RuleKey& after, std::int32_t most) {
    return tx.All(kEnabled, after.organization_id, after.id, most);
}
std::optional<AlertRule> ClaimRule(pg::Transaction& tx, base::OrganizationId organization, RuleId id) {
    return tx.One(kClaim, organization, id);
}
void NoteEvaluated(pg::Transaction& tx, const AlertRule& rule, base::Instant now) {
    tx.Exec(kEvaluated, rule.organization_id, rule.id, now);
}
std::vector<PrinterNow> ListCandidates(pg::Transaction& tx, const Scope& scope) {
    return tx.All(kCandidates, scope);
}
std::vector<SampledPrinter> ListScope(pg::Transaction& tx, const Scope& scope) {
    return tx.All(kScope, {scope.organization, scope.site_ids, scope.model_keys, scope.after, scope.most});
}
std::vector<ErrorSince> ListErrors(pg::Transaction& tx, base::OrganizationId organization,
                                   const std::vector<printers::PrinterId>& printers, base::Instant now) {
    if (printers.empty()) return {};
    return tx.All(kErrors, organization, printers, now);
}
std::vector<Known> ListKnown(pg::Transaction& tx, const AlertRule& rule, printers::PrinterId after,
                             printers::PrinterId until) {
    return tx.All(kKnown, rule.organization_id, rule.id, after, until);
}
void SaveKnown(pg::Transaction& tx, const AlertRule& rule, const std::vector<Known>& rows) {
    if (!rows.empty()) tx.Exec(kSaveKnown, Of(rule), rows);
}
void DropKnown(pg::Transaction& tx, const AlertRule& rule, const std::vector<Known>& rows) {
    if (!rows.empty()) tx.Exec(kDropKnown, Of(rule), SlotsOf(rows));
}
std::vector<Due> ListDue(pg::Transaction& tx, const AlertRule& rule, base::Instant since_before,
                         base::Instant told_before, std::int32_t most) {
    return tx.All(kDue, {Of(rule), since_before, told_before, most});
}
void MarkTold(pg::Transaction& tx, const AlertRule& rule, const std::vector<Due>& rows, base::Instant now) {
    tx.Exec(kMarkTold, {Of(rule), now}, SlotsOf(rows));
}
std::vector<Person> ListRecipients(pg::Transaction& tx, base::OrganizationId organization,
                                   const std::vector<identity::UserId>& ids) {
    if (ids.empty()) return {};
    return tx.All(kRecipients, organization, ids);
}

void InsertSending(pg::Transaction& tx, const Sending& sending, const std::vector<NewNotice>& notices) {
    tx.Exec(kInsertSending, sending);
    tx.Exec(kInsertNotices, {sending.organization_id, sending.id, sending.rule_id, sending.at}, notices);
}
std::int64_t DropSendings(pg::Transaction& tx, base::Instant before, std::int32_t most) {
    return tx.Exec(kDropSendings, before, most);
}
pg::Slice<AlertNotice> ListNotices(pg::Transaction& tx, const NoticeFilter& filter,
                                   const pg::Window<NoticeColumn>& window) {
    return kListNotices.Read(tx, filter, window);
}

std::optional<PrinterAlerts> FindMute(pg::Transaction& tx, Organizations organizations, printers::PrinterId printer) {
    return tx.One(kFindMute, organizations, printer);
}
std::vector<ActiveAlert> ListActive(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                    std::int32_t most) {
    return tx.All(kActive, organization, printer, most);
}
bool Mute(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer, const std::string& by,
          base::Instant now) {
    return tx.Exec(kMute, organization, printer, by, now) > 0;
}
bool Unmute(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer) {
    return tx.Exec(kUnmute, organization, printer) > 0;
}

std::vector<TurnRow> ListLevelTurns(pg::Transaction& tx, const Range& range, const std::vector<Border>& borders) {
    if (borders.empty()) return {};
    return tx.All(kLevelTurns, range, borders);
}
std::vector<TurnRow> ListErrorTurns(pg::Transaction& tx, const Range& range,
                                    const std::vector<printers::PrinterId>& printers) {
    return tx.All(kErrorTurns, {range, printers});
}
std::vector<Silence> ListSilences(pg::Transaction& tx, const Range& range,
                                  const std::vector<printers::PrinterId>& printers, std::int32_t days) {
    return tx.All(kSilences, {range, printers, days});
}

}  // namespace alerts::store
