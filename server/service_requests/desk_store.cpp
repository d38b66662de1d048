#include "lib/base/json.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/service_requests/request_store.hpp"

// What the operator offers, and the alerts that its rules are about.
namespace service_requests::store {
namespace {

struct DeskRow {
    base::OrganizationId organization_id;
    boost::json::value settings;
    std::int64_t version = 1;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(DeskRow, (), (organization_id, settings, version, updated_at))

const pg::Query<DeskRow(base::OrganizationId)> kFindDesk{
    "service_requests.find_desk", "SELECT {columns} FROM service_desks WHERE organization_id = $1"};
const pg::Query<DeskRow(base::OrganizationId)> kLockDesk{
    "service_requests.lock_desk", "SELECT {columns} FROM service_desks WHERE organization_id = $1 FOR UPDATE"};
const pg::Insert<DeskRow> kInsertDesk{"service_requests.insert_desk", "service_desks",
                                      "ON CONFLICT (organization_id) DO NOTHING"};
const pg::Update<DeskRow> kUpdateDesk{"service_requests.update_desk", "service_desks", {"organization_id"}};
const pg::Query<DeskRow()> kDesks{"service_requests.desks",
                                  "SELECT {columns} FROM service_desks ORDER BY organization_id"};

struct RuledOrganization {
    base::OrganizationId id;
    bool is_operator = false;
};
BOOST_DESCRIBE_STRUCT(RuledOrganization, (), (id, is_operator))
const pg::Query<RuledOrganization()> kOrganizations{"service_requests.organizations", R"sql(
    SELECT id, tier = 'operator' AS is_operator FROM organizations WHERE deleted_at IS NULL ORDER BY id)sql"};

ServiceDeskInput Read(const DeskRow& row) {
    auto settings = base::json::Bind<ServiceDeskInput>(row.settings);
    return settings ? std::move(*settings) : UsualDesk();
}

// A customer does not see the operator's row, and has what it says all the same.
ServiceDeskInput OfOperator(pg::Transaction& tx) {
    const pg::Scope scope = tx.scope();
    tx.SetScope(pg::Scope::System());
    const auto home = organizations::FindOperator(tx);
    const auto row = home ? tx.One(kFindDesk, home->id) : std::nullopt;
    tx.SetScope(scope);
    return row ? Read(*row) : UsualDesk();
}

// ---- alerts

// `severities`, `groups` ("": any) and `before` are the rules, in their order.
const pg::Query<OpenAlert(base::OrganizationId, std::vector<std::string>, std::vector<std::string>,
                          std::vector<base::Instant>, std::int32_t)>
    kNewAlerts{"service_requests.new_alerts", R"sql(
    SELECT a.id, a.printer_id, p.manufacturer, p.model, p.serial_number, p.site_id,
        COALESCE(s.name, '') AS site_name, a.severity, a.alert_group, a.description, a.opened_at, fit.rule
    FROM printer_alerts AS a
    JOIN printers AS p ON p.organization_id = $1 AND p.id = a.printer_id AND p.deregistered_at IS NULL
    LEFT JOIN sites AS s ON s.organization_id = $1 AND s.id = p.site_id
    CROSS JOIN LATERAL (
        SELECT (rules.place - 1)::integer AS rule
        FROM unnest($2, $3, $4) WITH ORDINALITY AS rules (severity, alert_group, before, place)
        WHERE rules.severity = a.severity AND rules.alert_group IN ('', a.alert_group)
            AND a.opened_at <= rules.before
        ORDER BY rules.place LIMIT 1) AS fit
    WHERE a.organization_id = $1 AND a.closed_at IS NULL
        AND NOT EXISTS (SELECT FROM service_request_alerts AS l WHERE l.organization_id = $1 AND l.alert_id = a.id)
    ORDER BY a.opened_at, a.id LIMIT $5)sql"};
const pg::Query<void(base::OrganizationId, base::Id<struct PrinterAlertTag>, printers::PrinterId, RequestId)> kLink{
    "service_requests.link_alert",
    "INSERT INTO service_request_alerts (organization_id, alert_id, printer_id, request_id) VALUES ($1, $2, $3, $4)"};
const pg::Query<Cleared(base::OrganizationId, std::int32_t)> kCleared{"service_requests.cleared", R"sql(
    SELECT r.id, p.id IS NOT NULL AS printer_there
    FROM service_requests AS r
    JOIN service_request_alerts AS l ON l.organization_id = $1 AND l.request_id = r.id
    LEFT JOIN printers AS p ON p.organization_id = $1 AND p.id = l.printer_id AND p.deregistered_at IS NULL
    LEFT JOIN printer_alerts AS a ON a.organization_id = $1 AND a.printer_id = l.printer_id AND a.id = l.alert_id
        AND a.closed_at IS NULL
    WHERE r.organization_id = $1 AND r.closed_at IS NULL AND (p.id IS NULL OR a.id IS NULL)
    ORDER BY r.id LIMIT $2)sql"};
const pg::Query<base::OrganizationId()> kWithIncidents{"service_requests.with_incidents", R"sql(
    SELECT DISTINCT organization_id FROM service_requests
    WHERE closed_at IS NULL AND source = 'incident' ORDER BY organization_id)sql"};

}  // namespace

ServiceDeskSettings FindDesk(pg::Transaction& tx, base::OrganizationId organization) {
    if (const auto row = tx.One(kFindDesk, organization)) return {Read(*row), organization, true, row->version};
    return {OfOperator(tx), organization, false, 0};
}

ServiceDeskSettings LockDesk(pg::Transaction& tx, base::OrganizationId organization, base::Instant now) {
    if (!tx.One(kFindDesk, organization)) {
        tx.Exec(kInsertDesk, DeskRow{organization, base::json::ToValue(OfOperator(tx)), 0, now});
    }
    const auto row = tx.Get(kLockDesk, organization);
    return {Read(row), organization, true, row.version};
}

void UpdateDesk(pg::Transaction& tx, const ServiceDeskSettings& desk, base::Instant now) {
    tx.Exec(kUpdateDesk, DeskRow{desk.organization_id, base::json::ToValue(static_cast<const ServiceDeskInput&>(desk)),
                                 desk.version, now});
}

std::map<base::OrganizationId, std::vector<IncidentRule>> AllRules(pg::Transaction& tx) {
    std::map<base::OrganizationId, std::vector<IncidentRule>> own;
    for (const auto& row : tx.All(kDesks)) own[row.organization_id] = Read(row).incident_rules;
    const auto organizations = tx.All(kOrganizations);
    std::vector<IncidentRule> usual;
    for (const auto& organization : organizations) {
        if (organization.is_operator && own.contains(organization.id)) usual = own[organization.id];
    }
    std::map<base::OrganizationId, std::vector<IncidentRule>> rules;
    for (const auto& organization : organizations) {
        const auto found = own.find(organization.id);
        const auto& count = found != own.end() ? found->second : usual;
        if (!count.empty()) rules.emplace(organization.id, count);
    }
    return rules;
}

std::vector<OpenAlert> ListNewAlerts(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<IncidentRule>& rules, base::Instant now, std::int32_t most) {
    std::vector<std::string> severities;
    std::vector<std::string> groups;
    std::vector<base::Instant> before;
    for (const auto& rule : rules) {
        severities.emplace_back(base::json::EnumName(rule.severity));
        groups.emplace_back(rule.alert_group ? base::json::EnumName(*rule.alert_group) : "");
        before.push_back(now - std::chrono::minutes(rule.minutes));
    }
    return tx.All(kNewAlerts, organization, severities, groups, before, most);
}

void Link(pg::Transaction& tx, base::OrganizationId organization, const OpenAlert& alert, RequestId request) {
    tx.Exec(kLink, organization, alert.id, alert.printer_id, request);
}

std::vector<Cleared> ListCleared(pg::Transaction& tx, base::OrganizationId organization, std::int32_t most) {
    return tx.All(kCleared, organization, most);
}

std::vector<base::OrganizationId> ListWithIncidents(pg::Transaction& tx) {
    return tx.All(kWithIncidents);
}

}  // namespace service_requests::store
