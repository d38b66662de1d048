#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/alerts/alert_store.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// Alert rules, what they sent, and printers that they leave out (NOT-2, PRN-3).
namespace alerts {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::AlertNotice;
using store::ShownAlertRule;

constexpr std::int32_t kMostPeople = 200;  // of a choice
constexpr std::int32_t kMostActive = 100;  // of a printer

struct AlertRulePath : http::Parameters {
    RuleId alert_rule_id;
};
BOOST_DESCRIBE_STRUCT(AlertRulePath, (), (alert_rule_id))
struct AlertRuleList : http::Paging {
    pg::Order<store::RuleColumn> sort{store::RuleColumn::kName};
    std::optional<std::string> search;
    std::vector<Condition> condition;
    std::optional<bool> enabled;
};
BOOST_DESCRIBE_STRUCT(AlertRuleList, (http::Paging), (sort, search, condition, enabled))
struct AlertNoticeList : http::Paging {
    pg::Order<store::NoticeColumn> sort{store::NoticeColumn::kAt, true};
    std::optional<RuleId> rule_id;
    std::optional<printers::PrinterId> printer_id;
    std::vector<Condition> condition;
};
BOOST_DESCRIBE_STRUCT(AlertNoticeList, (http::Paging), (sort, rule_id, printer_id, condition))
struct PeopleSearch : http::Parameters {
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(PeopleSearch, (), (search))
struct AlertPeople {
    std::vector<store::AlertPerson> items;  // by name, at most 200
};
BOOST_DESCRIBE_STRUCT(AlertPeople, (), (items))
struct AlertPrinterPath : http::Parameters {
    printers::PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(AlertPrinterPath, (), (printer_id))
struct PrinterAlertsView {
    bool muted = false;  // no rule tells of it
    std::string muted_by;
    std::optional<base::Instant> muted_at;
    std::vector<store::ActiveAlert> active;  // what meets a rule now, at most 100
};
BOOST_DESCRIBE_STRUCT(PrinterAlertsView, (), (muted, muted_by, muted_at, active))

class Routes {
  public:
    explicit Routes(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<ShownAlertRule>> List(Call& call, const AlertRuleList& params) {
        TRY(const auto window, call.Window(params));
        const store::RuleFilter filter{call.actor().visible,
                                       base::FoldCase(base::CleanText(params.search.value_or(""), 100)),
                                       params.condition, params.enabled};
        return http::MakePage<ShownAlertRule>(call, store::ListRules(call.tx(), filter, window));
    }

    base::Result<ShownAlertRule> Get(Call& call, const AlertRulePath& path) { return Show(call, path.alert_rule_id); }

    base::Result<AlertRulePreview> Ask(Call& call, const AlertRuleInput& input) {
        TRY(const auto checked, Check(call, call.organization(), input));
        return PreviewOf(call.tx(), call.organization(), checked, call.now());
    }

    base::Result<AlertPeople> People(Call& call, const PeopleSearch& params) {
        return AlertPeople{store::ListPeople(call.tx(), call.organization(),
                                             base::FoldCase(base::CleanText(params.search.value_or(""), 100)),
                                             kMostPeople)};
    }

    base::Result<Reply<ShownAlertRule>> Create(Call& call, const AlertRuleInput& input) {
        TRY(auto checked, Check(call, call.organization(), input));
        if (store::CountRules(call.tx(), call.organization()) >= kMostRules)
            return base::Refuse(base::ProblemKind::kConflict, "alert_rules_full", {{"most", kMostRules}});
        AlertRule rule{std::move(checked)};
        rule.id = ids_.Make<RuleId>();
        rule.organization_id = call.organization();
        rule.created_by = call.actor().name;
        rule.created_at = rule.updated_at = call.now();
        store::InsertRule(call.tx(), rule);
        Record(call, action::kAlertRuleCreated, nullptr, &rule);
        TRY(Reply<ShownAlertRule> reply, Show(call, rule.id));
        reply.location = "/api/v1/alert-rules/" + rule.id.ToString();
        return reply;
    }

    base::Result<ShownAlertRule> Update(Call& call, const AlertRulePath& path, const AlertRuleInput& input) {
        const auto seen = store::FindRule(call.tx(), call.actor().visible, path.alert_rule_id);
        if (!seen) return http::NotFound();
        TRY(const auto checked, Check(call, seen->organization_id, input));
        const auto before = store::LockRule(call.tx(), call.actor().visible, path.alert_rule_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (static_cast<const AlertRuleInput&>(*before) == checked) return Show(call, before->id);
        AlertRule after = *before;
        static_cast<AlertRuleInput&>(after) = checked;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::UpdateRule(call.tx(), after);
        // Another condition is another rule; one that is off keeps nothing, and begins anew when it is on again.
        if (after.condition != before->condition || !after.enabled) store::ForgetConditions(call.tx(), after);
        Record(call, action::kAlertRuleUpdated, &*before, &after);
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const AlertRulePath& path) {
        const auto before = store::LockRule(call.tx(), call.actor().visible, path.alert_rule_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        store::DeleteRule(call.tx(), *before);
        Record(call, action::kAlertRuleDeleted, &*before, nullptr);
        return {};
    }

    base::Result<http::Page<AlertNotice>> Notices(Call& call, const AlertNoticeList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<AlertNotice>(
            call, store::ListNotices(
                      call.tx(), {call.actor().visible, params.rule_id, params.printer_id, params.condition}, window));
    }

    base::Result<PrinterAlertsView> OfPrinter(Call& call, const AlertPrinterPath& path) {
        return ShowPrinter(call, path.printer_id);
    }

    base::Result<PrinterAlertsView> Mute(Call& call, const AlertPrinterPath& path) {
        const auto printer = store::FindMute(call.tx(), call.actor().visible, path.printer_id);
        if (!printer) return http::NotFound();
        if (store::Mute(call.tx(), printer->organization_id, path.printer_id, call.actor().name, call.now()))
            RecordMute(call, *printer, path.printer_id, true);
        return ShowPrinter(call, path.printer_id);
    }

    base::Result<void> Unmute(Call& call, const AlertPrinterPath& path) {
        const auto printer = store::FindMute(call.tx(), call.actor().visible, path.printer_id);
        if (!printer) return http::NotFound();
        if (store::Unmute(call.tx(), printer->organization_id, path.printer_id))
            RecordMute(call, *printer, path.printer_id, false);
        return {};
    }

  private:
    // Sites and people are those of the rule's organization.
    static base::Result<AlertRuleInput> Check(Call& call, base::OrganizationId organization,
                                              const AlertRuleInput& input) {
        TRY(auto checked, CheckRule(input));
        base::FieldProblems problems;
        if (organizations::FindSites(call.tx(), organization, checked.site_ids).size() != checked.site_ids.size())
            problems.Add("/site_ids", "alert_site_unknown");
        if (store::KnownPeople(call.tx(), organization, checked.user_ids).size() != checked.user_ids.size())
            problems.Add("/user_ids", "alert_user_unknown");
        if (!problems.empty()) return std::move(problems).Refuse();
        return checked;
    }
    static base::Result<ShownAlertRule> Show(Call& call, RuleId id) {
        auto rule = store::FindRule(call.tx(), call.actor().visible, id);
        if (!rule) return http::NotFound();
        return std::move(*rule);
    }
    static base::Result<PrinterAlertsView> ShowPrinter(Call& call, printers::PrinterId id) {
        const auto printer = store::FindMute(call.tx(), call.actor().visible, id);
        if (!printer) return http::NotFound();
        return PrinterAlertsView{printer->muted, printer->muted_by, printer->muted_at,
                                 store::ListActive(call.tx(), printer->organization_id, id, kMostActive)};
    }
    static void Record(Call& call, const char* what, const AlertRule* before, const AlertRule* after) {
        const AlertRule& rule = after != nullptr ? *after : *before;
        audit::Record(call, {rule.organization_id, what, "alert_rule", rule.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, rule.name});
    }
    static void RecordMute(Call& call, const store::PrinterAlerts& printer, printers::PrinterId id, bool muted) {
        audit::Record(call,
                      {printer.organization_id, muted ? action::kPrinterAlertsMuted : action::kPrinterAlertsUnmuted,
                       "printer", id.value, boost::json::object{{"alerts_muted", !muted}},
                       boost::json::object{{"alerts_muted", muted}}, printer.name});
    }

    base::IdSource& ids_;
};

void RegisterPrinterAlerts(http::Router& router, const std::shared_ptr<Routes>& routes) {
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/alert-state",
                .id = "getPrinterAlertState",
                .tag = "alerts",
                .summary = "Whether alert rules tell of a printer, and which of them it meets now",
                .allow = permissions::kSeeAlertRules},
               routes, &Routes::OfPrinter);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/{printer_id}/alert-mute",
                .id = "mutePrinterAlerts",
                .tag = "alerts",
                .summary = "No alert rule tells of a printer from now on",
                .allow = permissions::kManageAlertRules,
                .idempotent = true},
               routes, &Routes::Mute);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/printers/{printer_id}/alert-mute",
                .id = "unmutePrinterAlerts",
                .tag = "alerts",
                .summary = "Alert rules tell of a printer again",
                .allow = permissions::kManageAlertRules},
               routes, &Routes::Unmute);
}

}  // namespace

void RegisterHttp(http::Router& router, base::IdSource& ids) {
    const auto routes = std::make_shared<Routes>(ids);
    http::AddList(router, "alert-rules",
                  {.method = Method::kGet,
                   .path = "/api/v1/alert-rules",
                   .id = "listAlertRules",
                   .tag = "alerts",
                   .summary = "List alert rules with what meets them now",
                   .allow = permissions::kSeeAlertRules},
                  routes, &Routes::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/alert-rules",
                .id = "createAlertRule",
                .tag = "alerts",
                .summary = "Add an alert rule for the printers of an organization",
                .allow = permissions::kManageAlertRules,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/alert-rules/preview",
                .id = "previewAlertRule",
                .tag = "alerts",
                .summary = "What a rule would have sent in the last 30 days",
                .allow = permissions::kPreviewAlertRules,
                .only_reads = true},
               routes, &Routes::Ask);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/alert-rules/people",
                .id = "listAlertPeople",
                .tag = "alerts",
                .summary = "People of an organization who can be told",
                .allow = permissions::kManageAlertRules},
               routes, &Routes::People);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/alert-rules/{alert_rule_id}",
                .id = "getAlertRule",
                .tag = "alerts",
                .summary = "Read an alert rule",
                .allow = permissions::kSeeAlertRules,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/alert-rules/{alert_rule_id}",
                .id = "updateAlertRule",
                .tag = "alerts",
                .summary = "Replace an alert rule",
                .allow = permissions::kManageAlertRules,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/alert-rules/{alert_rule_id}",
                .id = "deleteAlertRule",
                .tag = "alerts",
                .summary = "Delete an alert rule; the log keeps what it sent",
                .allow = permissions::kManageAlertRules,
                .if_match = true},
               routes, &Routes::Delete);
    http::AddList(router, "alerts",
                  {.method = Method::kGet,
                   .path = "/api/v1/alert-notices",
                   .id = "listAlertNotices",
                   .tag = "alerts",
                   .summary = "What alert rules told: which printer, what, when, to whom",
                   .allow = permissions::kSeeAlertRules},
                  routes, &Routes::Notices);
    RegisterPrinterAlerts(router, routes);
}

}  // namespace alerts
