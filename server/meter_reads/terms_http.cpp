#include <memory>

#include "lib/base/try.hpp"
#include "server/meter_reads/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// How the meters of a contract are closed: closing day, meter groups, included pages (MTR-4, MTR-5).
namespace meter_reads {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using store::TermsRow;

// `set` is false where nobody has said anything yet: the rest is what a form begins with.
struct MeterTerms : MeterTermsInput {
    base::OrganizationId organization_id;
    ContractId contract_id;
    std::string contract_number;
    bool set = false;
    std::optional<base::Day> period_starts_on;  // of the period that is open
    std::optional<base::Day> period_ends_on;
    std::int64_t version = 0;
    std::optional<base::Instant> updated_at;

    // As of what is sent, but that a contract of which nobody has said anything yet has no groups.
    static constexpr base::Limit kLimits[] = {
        {.field = "closing_day", .range = base::Range{1, 31}},
        {.field = "time_zone", .max_length = 60},
        {.field = "close_after_days", .range = base::Range{0, 20}},
        {.field = "reminder_days", .range = base::Range{1, 20}},
        {.field = "groups", .max_items = 10},
    };
};
BOOST_DESCRIBE_STRUCT(MeterTerms, (MeterTermsInput),
                      (organization_id, contract_id, contract_number, set, period_starts_on, period_ends_on, version,
                       updated_at))

namespace {

struct TermsPath : http::Parameters {
    ContractId contract_id;
};
BOOST_DESCRIBE_STRUCT(TermsPath, (), (contract_id))

MeterTermsInput InputOf(const TermsRow& row) {
    return {.closing_day = row.closing_day,
            .time_zone = row.time_zone,
            .starts_on = row.starts_on,
            .close_after_days = row.close_after_days,
            .reminder_days = row.reminder_days,
            .groups = base::json::Bind<std::vector<MeterGroup>>(row.groups).value_or(std::vector<MeterGroup>{})};
}

void Fill(TermsRow& row, const MeterTermsInput& input) {
    row.closing_day = input.closing_day;
    row.time_zone = input.time_zone;
    row.starts_on = input.starts_on;
    row.close_after_days = input.close_after_days;
    row.reminder_days = input.reminder_days;
    row.groups = base::json::ToValue(input.groups);
}

class TermsRoutes {
  public:
    base::Result<MeterTerms> Get(Call& call, const TermsPath& path) {
        const auto contract = store::FindContract(call.tx(), call.actor().visible, path.contract_id);
        if (!contract) return http::NotFound();
        return Show(call, *contract);
    }

    base::Result<MeterTerms> Put(Call& call, const TermsPath& path, const MeterTermsInput& input) {
        TRY(const auto checked, CheckTerms(input, call.now()));
        const auto contract = store::HoldContract(call.tx(), call.actor().visible, path.contract_id);
        if (!contract) return http::NotFound();
        const auto before = store::LockTerms(call.tx(), contract->organization_id, contract->id);
        TRY_DO(call.CheckVersion(before ? before->version : 0));
        if (before && InputOf(*before) == checked) return Show(call, *contract);
        TermsRow after = before.value_or(TermsRow{});
        // What was closed stays closed: the open period goes on from where the last one ended.
        const bool closed_before = before && before->period_starts_on != before->starts_on;
        Fill(after, checked);
        if (closed_before) after.starts_on = before->starts_on;
        static_cast<MeterPeriod&>(after) =
            PeriodFrom(checked, closed_before ? before->period_starts_on : checked.starts_on);
        after.organization_id = contract->organization_id;
        after.contract_id = contract->id;
        after.version = before ? before->version + 1 : 1;
        after.updated_at = call.now();
        if (before) {
            store::UpdateTerms(call.tx(), after);
        } else if (!store::InsertTerms(call.tx(), after)) {
            return base::Refuse(base::ProblemKind::kStale, "stale");
        }
        Record(call, *contract, action::kMeterTermsUpdated, before ? &*before : nullptr, &after);
        return Show(call, *contract);
    }

    base::Result<void> Delete(Call& call, const TermsPath& path) {
        const auto contract = store::HoldContract(call.tx(), call.actor().visible, path.contract_id);
        if (!contract) return http::NotFound();
        const auto before = store::LockTerms(call.tx(), contract->organization_id, contract->id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        store::DeleteTerms(call.tx(), *before);
        Record(call, *contract, action::kMeterTermsDeleted, &*before, nullptr);
        return {};
    }

  private:
    static MeterTerms Show(Call& call, const store::ContractRow& contract) {
        MeterTerms view;
        view.organization_id = contract.organization_id;
        view.contract_id = contract.id;
        view.contract_number = contract.number;
        const auto row = store::FindTerms(call.tx(), contract.organization_id, contract.id);
        if (!row) {
            const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(call.now())};
            view.time_zone = "UTC";
            view.starts_on = base::Day(std::chrono::sys_days(today.year() / today.month() / 1));
            return view;
        }
        static_cast<MeterTermsInput&>(view) = InputOf(*row);
        view.set = true;
        view.period_starts_on = row->period_starts_on;
        view.period_ends_on = row->period_ends_on;
        view.version = row->version;
        view.updated_at = row->updated_at;
        return view;
    }
    static void Record(Call& call, const store::ContractRow& contract, const char* what, const TermsRow* before,
                       const TermsRow* after) {
        audit::Record(call, {contract.organization_id, what, "meter_terms", contract.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, contract.number});
    }
};

}  // namespace

std::vector<ContractKey> ListToClose(pg::Transaction& tx, base::Instant now) {
    return store::ListToClose(tx, now);
}

std::optional<Closing> HoldToClose(pg::Transaction& tx, const ContractKey& contract, base::Instant now, bool wait) {
    const auto row = store::LockTerms(tx, contract.organization_id, contract.contract_id);
    if (!row || row->period_ends_at + std::chrono::days(wait ? row->close_after_days : 0) > now) return std::nullopt;
    const auto named = store::FindContract(tx, {&contract.organization_id, 1}, contract.contract_id);
    if (!named) return std::nullopt;
    return Closing{.organization = contract.organization_id,
                   .contract = contract.contract_id,
                   .number = named->number,
                   .name = named->name,
                   .terms = InputOf(*row),
                   .period = static_cast<const MeterPeriod&>(*row),
                   .contract_ends_on = named->ends_on};
}

std::optional<base::OrganizationId> FindContractOf(pg::Transaction& tx,
                                                   std::span<const base::OrganizationId> organizations,
                                                   ContractId contract) {
    return store::FindContract(tx, organizations, contract).transform([](const auto& row) {
        return row.organization_id;
    });
}

void OpenNext(pg::Transaction& tx, const Closing& closed) {
    auto row = store::LockTerms(tx, closed.organization, closed.contract);
    if (!row) return;
    static_cast<MeterPeriod&>(*row) = PeriodFrom(closed.terms, closed.period.period_ends_on + std::chrono::days(1));
    store::UpdateTerms(tx, *row);
}

std::vector<printers::PrinterName> ListUnder(pg::Transaction& tx, const ContractKey& contract) {
    return store::ListUnder(tx, contract);
}

void RegisterTerms(http::Router& router) {
    const auto routes = std::make_shared<TermsRoutes>();
    router.Add({.method = Method::kGet,
                .path = "/api/v1/contracts/{contract_id}/meter-terms",
                .id = "getMeterTerms",
                .tag = "meter reads",
                .summary = "How the meters of a contract are closed: closing day, meter groups, included pages",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &TermsRoutes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/contracts/{contract_id}/meter-terms",
                .id = "updateMeterTerms",
                .tag = "meter reads",
                .summary = "Say how the meters of a contract are closed",
                .allow = permissions::kManageContracts,
                .if_match = true,
                .returns_etag = true},
               routes, &TermsRoutes::Put);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/contracts/{contract_id}/meter-terms",
                .id = "deleteMeterTerms",
                .tag = "meter reads",
                .summary = "Close the meters of a contract no more; statements stay",
                .allow = permissions::kManageContracts,
                .if_match = true},
               routes, &TermsRoutes::Delete);
}

}  // namespace meter_reads
