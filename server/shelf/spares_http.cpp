#include <memory>

#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"
#include "server/shelf/shelf.hpp"

// ASR-18: the rules about spares.
namespace shelf {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;
using replenishment::SparesRule;
using replenishment::SparesRuleInput;

struct RulePath : http::Parameters {
    replenishment::SparesRuleId rule_id;
};
BOOST_DESCRIBE_STRUCT(RulePath, (), (rule_id))

struct RuleList : http::Paging {
    pg::Order<replenishment::RuleColumn> sort{replenishment::RuleColumn::kCreatedAt};
};
BOOST_DESCRIBE_STRUCT(RuleList, (http::Paging), (sort))

std::unexpected<base::Problem> RefuseSame() {
    return base::Refuse(base::ProblemKind::kConflict, "spares_rule_exists");
}

class Rules {
  public:
    explicit Rules(base::IdSource& ids) : ids_(ids) {}

    base::Result<http::Page<SparesRule>> List(Call& call, const RuleList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<SparesRule>(call,
                                          replenishment::ListSparesRules(call.tx(), {call.actor().visible}, window));
    }

    base::Result<SparesRule> Get(Call& call, const RulePath& path) { return Show(call, path.rule_id); }

    base::Result<Reply<SparesRule>> Create(Call& call, const SparesRuleInput& input) {
        TRY(const auto checked, replenishment::CheckSparesRule(input));
        TRY_DO(CheckPlace(call, call.organization(), checked));
        SparesRule rule{checked};
        rule.id = ids_.Make<replenishment::SparesRuleId>();
        rule.organization_id = call.organization();
        rule.created_at = rule.updated_at = call.now();
        if (!replenishment::InsertSparesRule(call.tx(), rule)) return RefuseSame();
        Record(call, audit::action::kSparesRuleCreated, nullptr, &rule);
        TRY(Reply<SparesRule> reply, Show(call, rule.id));
        reply.location = "/api/v1/spares-rules/" + rule.id.ToString();
        return reply;
    }

    base::Result<SparesRule> Update(Call& call, const RulePath& path, const SparesRuleInput& input) {
        TRY(const auto checked, replenishment::CheckSparesRule(input));
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        TRY_DO(CheckPlace(call, before.organization_id, checked));
        SparesRule after = before;
        static_cast<SparesRuleInput&>(after) = checked;
        if (static_cast<const SparesRuleInput&>(before) == checked) return before;
        after.version = before.version + 1;
        after.updated_at = call.now();
        if (!replenishment::UpdateSparesRule(call.tx(), after)) return RefuseSame();
        Record(call, audit::action::kSparesRuleUpdated, &before, &after);
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const RulePath& path) {
        TRY(const auto before, Lock(call, path));
        TRY_DO(call.CheckVersion(before.version));
        replenishment::DeleteSparesRule(call.tx(), before.organization_id, before.id);
        Record(call, audit::action::kSparesRuleDeleted, &before, nullptr);
        return {};
    }

  private:
    static base::Result<SparesRule> Show(Call& call, replenishment::SparesRuleId id) {
        auto rule = replenishment::FindSparesRule(call.tx(), call.actor().visible, id);
        if (!rule) return http::NotFound();
        return std::move(*rule);
    }
    static base::Result<SparesRule> Lock(Call& call, const RulePath& path) {
        auto rule = replenishment::FindSparesRule(call.tx(), call.actor().visible, path.rule_id, true);
        if (!rule) return http::NotFound();
        return std::move(*rule);
    }
    // Site and printer are of the organization that the rule is of.
    static base::Result<void> CheckPlace(Call& call, base::OrganizationId organization, const SparesRuleInput& input) {
        if (input.site_id && !organizations::FindSite(call.tx(), organization, *input.site_id)) return http::NotFound();
        if (input.printer_id && printers::FindPrinterNames(call.tx(), organization, {*input.printer_id}).empty()) {
            return http::NotFound();
        }
        return {};
    }
    static void Record(Call& call, const char* action, const SparesRule* before, const SparesRule* after) {
        const SparesRule& rule = after != nullptr ? *after : *before;
        audit::Record(call, {rule.organization_id, action, "spares_rule", rule.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr,
                             rule.part_number.empty() ? rule.model : rule.part_number});
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterSparesRules(http::Router& router, base::IdSource& ids) {
    const auto rules = std::make_shared<Rules>(ids);

    http::AddList(router, "spares",
                  {.method = Method::kGet,
                   .path = "/api/v1/spares-rules",
                   .id = "listSparesRules",
                   .tag = "shelf",
                   .summary = "List the rules about spares that are kept",
                   .allow = permissions::kSeeFleet},
                  rules, &Rules::List);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/spares-rules",
                .id = "createSparesRule",
                .tag = "shelf",
                .summary = "Keep spares at printers, a model's printers or a site",
                .allow = permissions::kManageSpares,
                .creates = true,
                .returns_etag = true},
               rules, &Rules::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/spares-rules/{rule_id}",
                .id = "getSparesRule",
                .tag = "shelf",
                .summary = "Read a rule about spares",
                .allow = permissions::kSeeFleet,
                .returns_etag = true},
               rules, &Rules::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/spares-rules/{rule_id}",
                .id = "updateSparesRule",
                .tag = "shelf",
                .summary = "Replace a rule about spares",
                .allow = permissions::kManageSpares,
                .if_match = true,
                .returns_etag = true},
               rules, &Rules::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/spares-rules/{rule_id}",
                .id = "deleteSparesRule",
                .tag = "shelf",
                .summary = "Delete a rule about spares",
                .allow = permissions::kManageSpares,
                .if_match = true},
               rules, &Rules::Delete);
}

}  // namespace shelf
