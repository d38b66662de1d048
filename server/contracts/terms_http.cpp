#include <algorithm>
#include <array>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/contracts/contract_store.hpp"
#include "server/contracts/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"

// What the operator, a model and a site say of replenishment, and what counts for one printer.
namespace contracts {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;

struct SupplyTermsInput : SupplyTerms {
    static constexpr base::Limit kLimits[] = {kTriggerDays,     kCoverageDays, kJoinDays,
                                              kFirstNoticeDays, kHighVolume,   kDeliveryDays};
};
BOOST_DESCRIBE_STRUCT(SupplyTermsInput, (SupplyTerms), ())

struct OperatorTermsInput : SupplyTerms {
    std::string service_desk_phone;  // whom customers call
    std::string service_desk_email;

    static constexpr base::Limit kLimits[] = {
        {.field = "service_desk_phone", .max_length = 50},
        {.field = "service_desk_email", .max_length = 254},
        kTriggerDays,
        kCoverageDays,
        kJoinDays,
        kFirstNoticeDays,
        kHighVolume,
        kDeliveryDays,
    };
};
BOOST_DESCRIBE_STRUCT(OperatorTermsInput, (SupplyTerms), (service_desk_phone, service_desk_email))

struct OperatorTermsView : store::OperatorTerms {
    EffectiveTerms effective{};
    EffectiveTerms inherited{};
};
BOOST_DESCRIBE_STRUCT(OperatorTermsView, (store::OperatorTerms), (effective, inherited))
struct ModelTermsView : store::ModelTerms {
    std::string model_name;
    EffectiveTerms effective{};
    EffectiveTerms inherited{};
};
BOOST_DESCRIBE_STRUCT(ModelTermsView, (store::ModelTerms), (model_name, effective, inherited))
// Printers of a site of whose terms their contract or their model says something, and what they inherit.
struct SitePrintersTerms {
    std::optional<ContractId> contract_id;
    std::string contract_number;
    std::string model_name;
    std::int64_t printers = 0;
    EffectiveTerms inherited{};
};
BOOST_DESCRIBE_STRUCT(SitePrintersTerms, (), (contract_id, contract_number, model_name, printers, inherited))
// `effective` and `inherited`: of the printers at the site (`plain_printers`, an amount) that neither their model nor their
// contract says anything of. `others`: the other ones, most printers first, at most kMostOthers.
struct SiteTermsView : store::SiteTerms {
    std::string site_name;
    EffectiveTerms effective{};
    EffectiveTerms inherited{};
    std::int64_t plain_printers = 0;
    std::vector<SitePrintersTerms> others{};
};
BOOST_DESCRIBE_STRUCT(SiteTermsView, (store::SiteTerms), (site_name, effective, inherited, plain_printers, others))
constexpr std::size_t kMostOthers = 50;

bool SaidBy(const TermSources& sources, TermSource source) {
    return sources.trigger_days == source || sources.coverage_days == source || sources.join_days == source ||
           sources.first_notice_days == source || sources.high_volume_cartridges == source ||
           sources.consolidation == source || sources.delivery_days == source;
}

struct PrinterTermsView : EffectiveTerms {
    std::optional<ContractId> contract_id;
    std::string contract_number;
    std::string contract_name;
    std::optional<CustomerKind> customer;  // absent: under no contract
    bool supplies_included = false;
    std::vector<std::string> excluded_kinds;
    bool runs = false;  // today
    std::string service_desk_phone;
    std::string service_desk_email;
};
BOOST_DESCRIBE_STRUCT(PrinterTermsView, (EffectiveTerms),
                      (contract_id, contract_number, contract_name, customer, supplies_included, excluded_kinds, runs,
                       service_desk_phone, service_desk_email))

struct ModelPath : http::Parameters {
    catalog::ModelId catalog_model_id;
};
BOOST_DESCRIBE_STRUCT(ModelPath, (), (catalog_model_id))
struct SitePath : http::Parameters {
    organizations::SiteId site_id;
};
BOOST_DESCRIBE_STRUCT(SitePath, (), (site_id))
struct TermsOfPrinterPath : http::Parameters {
    printers::PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(TermsOfPrinterPath, (), (printer_id))

// As it is kept, or every wrong field.
template <class Input>
base::Result<Input> Check(Input input) {
    base::FieldProblems problems;
    base::CheckLimits(input, problems);
    CheckTerms(input, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    std::ranges::sort(input.delivery_days);
    return input;
}

class TermRoutes {
  public:
    explicit TermRoutes(const HttpParts& parts) : installation_(parts.installation) {}

    base::Result<OperatorTermsView> GetOperator(Call& call) { return Show(store::FindOperatorTerms(call.tx())); }

    base::Result<OperatorTermsView> UpdateOperator(Call& call, const OperatorTermsInput& input) {
        OperatorTermsInput clean = input;
        clean.service_desk_phone = base::CleanText(input.service_desk_phone, 51);
        clean.service_desk_email = base::CleanText(input.service_desk_email, 255);
        TRY(const auto checked, Check(std::move(clean)));
        const auto before = store::LockOperatorTerms(call.tx());
        TRY_DO(call.CheckVersion(before.version));
        auto after = before;
        static_cast<SupplyTerms&>(after) = static_cast<const SupplyTerms&>(checked);
        after.service_desk_phone = checked.service_desk_phone;
        after.service_desk_email = checked.service_desk_email;
        const bool same = static_cast<const SupplyTerms&>(before) == checked &&
                          before.service_desk_phone == after.service_desk_phone &&
                          before.service_desk_email == after.service_desk_email;
        if (same) return Show(before);
        after.version = before.version + 1;
        after.updated_at = call.now();
        store::UpdateOperatorTerms(call.tx(), after);
        // There is one, so that its id says nothing.
        audit::Record(
            call, {call.organization(), action::kOperatorTermsUpdated, "operator_terms", call.organization().value,
                   base::json::ToValue(before), base::json::ToValue(after), organizations::OperatorName(call.tx())});
        return Show(after);
    }

    base::Result<ModelTermsView> GetModel(Call& call, const ModelPath& path) {
        const auto model = store::HoldModel(call.tx(), path.catalog_model_id);
        if (!model) return http::NotFound();
        store::ModelTerms none;
        none.model_id = model->id;
        return Show(call, store::FindModelTerms(call.tx(), model->id).value_or(none), model->name);
    }

    base::Result<ModelTermsView> UpdateModel(Call& call, const ModelPath& path, const SupplyTermsInput& input) {
        TRY(const auto checked, Check(input));
        const auto model = store::HoldModel(call.tx(), path.catalog_model_id);
        if (!model) return http::NotFound();
        const auto before = store::LockModelTerms(call.tx(), model->id, call.now());
        TRY(const auto after, Next(call, before, checked));
        if (after.version == before.version) return Show(call, before, model->name);
        store::UpdateModelTerms(call.tx(), after);
        audit::Record(call, {call.organization(), action::kModelTermsUpdated, "model_terms", model->id.value,
                             base::json::ToValue(before), base::json::ToValue(after), model->name});
        return Show(call, after, model->name);
    }

    base::Result<SiteTermsView> GetSite(Call& call, const SitePath& path) {
        const auto site = store::HoldSite(call.tx(), call.actor().visible, path.site_id);
        if (!site) return http::NotFound();
        store::SiteTerms none;
        none.organization_id = site->organization_id;
        none.site_id = site->id;
        return Show(call, *site, store::FindSiteTerms(call.tx(), *site).value_or(none));
    }

    base::Result<SiteTermsView> UpdateSite(Call& call, const SitePath& path, const SupplyTermsInput& input) {
        TRY(const auto checked, Check(input));
        const auto site = store::HoldSite(call.tx(), call.actor().visible, path.site_id);
        if (!site) return http::NotFound();
        const auto before = store::LockSiteTerms(call.tx(), *site, call.now());
        TRY(const auto after, Next(call, before, checked));
        if (after.version == before.version) return Show(call, *site, before);
        store::UpdateSiteTerms(call.tx(), after);
        audit::Record(call, {site->organization_id, action::kSiteTermsUpdated, "site_terms", site->id.value,
                             base::json::ToValue(before), base::json::ToValue(after), site->name});
        return Show(call, *site, after);
    }

    base::Result<PrinterTermsView> OfPrinter(Call& call, const TermsOfPrinterPath& path) {
        const auto printer = store::FindPrinter(call.tx(), call.actor().visible, path.printer_id);
        if (!printer) return http::NotFound();
        TermsBook book(call.tx(), {&printer->organization_id, 1}, installation_);
        const Terms& terms = book.Of(
            {printer->organization_id, printer->contract_id, printer->site_id, printer->manufacturer, printer->model});
        PrinterTermsView view{static_cast<const EffectiveTerms&>(terms)};
        const auto desk = FindServiceDesk(call.tx());
        view.service_desk_phone = desk.phone;
        view.service_desk_email = desk.email;
        if (!terms.contract) return view;
        view.contract_id = printer->contract_id;
        if (const auto contract = store::Find(call.tx(), call.actor().visible, *printer->contract_id)) {
            view.contract_number = contract->number;
            view.contract_name = contract->name;
        }
        view.customer = terms.contract->customer;
        view.supplies_included = terms.contract->supplies_included;
        view.excluded_kinds = terms.contract->excluded_kinds;
        view.runs = terms.contract->RunsOn(std::chrono::floor<std::chrono::days>(call.now()));
        return view;
    }

  private:
    // Of the version that was seen; the same version where nothing is changed.
    template <class Row>
    static base::Result<Row> Next(Call& call, const Row& before, const SupplyTerms& said) {
        TRY_DO(call.CheckVersion(before.version));
        Row after = before;
        if (static_cast<const SupplyTerms&>(before) == said) return after;
        static_cast<SupplyTerms&>(after) = said;
        after.version = before.version + 1;
        after.updated_at = call.now();
        return after;
    }
    OperatorTermsView Show(const store::OperatorTerms& terms) const {
        const std::array<Level, 1> levels{{{TermSource::kOperator, &terms}}};
        return {terms, Inherit(installation_, levels), installation_};
    }
    ModelTermsView Show(Call& call, const store::ModelTerms& terms, const std::string& name) const {
        const auto of_operator = store::FindOperatorTerms(call.tx());
        const std::array<Level, 2> levels{{{TermSource::kOperator, &of_operator}, {TermSource::kModel, &terms}}};
        return {terms, name, Inherit(installation_, levels), Inherit(installation_, {levels.data(), 1})};
    }
    SiteTermsView Show(Call& call, const store::NamedSite& site, const store::SiteTerms& terms) const {
        const auto of_operator = store::FindOperatorTerms(call.tx());
        const std::array<Level, 2> levels{{{TermSource::kOperator, &of_operator}, {TermSource::kSite, &terms}}};
        SiteTermsView view{terms, site.name, Inherit(installation_, levels),
                           Inherit(installation_, {levels.data(), 1})};
        TermsBook book(call.tx(), {&site.organization_id, 1}, installation_);
        for (const auto& kind : store::ListPrintersOfSite(call.tx(), site)) {
            // Without the site: that is what the site's own word stands before.
            const EffectiveTerms& inherited =
                book.Of({site.organization_id, kind.contract_id, std::nullopt, kind.manufacturer, kind.model});
            if (!SaidBy(inherited.sources, TermSource::kModel) && !SaidBy(inherited.sources, TermSource::kContract))
                view.plain_printers += kind.printers;
            else if (view.others.size() < kMostOthers)
                view.others.push_back({kind.contract_id, kind.contract_number,
                                       std::string(base::Trim(kind.manufacturer + " " + kind.model)), kind.printers,
                                       inherited});
        }
        return view;
    }

    EffectiveTerms installation_;
};

}  // namespace

void RegisterTerms(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<TermRoutes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contracts/terms/operator",
                .id = "getOperatorTerms",
                .tag = "contracts",
                .summary = "The terms of replenishment that the operator says for everybody",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &TermRoutes::GetOperator);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/contracts/terms/operator",
                .id = "updateOperatorTerms",
                .tag = "contracts",
                .summary = "Say terms of replenishment for everybody",
                .allow = permissions::kManageContracts,
                .if_match = true,
                .returns_etag = true},
               routes, &TermRoutes::UpdateOperator);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/catalog-models/{catalog_model_id}/supply-terms",
                .id = "getModelTerms",
                .tag = "contracts",
                .summary = "The terms of replenishment of a printer model",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &TermRoutes::GetModel);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/catalog-models/{catalog_model_id}/supply-terms",
                .id = "updateModelTerms",
                .tag = "contracts",
                .summary = "Say terms of replenishment for a printer model",
                .allow = permissions::kManageContracts,
                .if_match = true,
                .returns_etag = true},
               routes, &TermRoutes::UpdateModel);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/sites/{site_id}/supply-terms",
                .id = "getSiteTerms",
                .tag = "contracts",
                .summary = "The terms of replenishment of a site",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &TermRoutes::GetSite);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/sites/{site_id}/supply-terms",
                .id = "updateSiteTerms",
                .tag = "contracts",
                .summary = "Say terms of replenishment for a site",
                .allow = permissions::kManageContracts,
                .if_match = true,
                .returns_etag = true},
               routes, &TermRoutes::UpdateSite);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/supply-terms",
                .id = "getPrinterTerms",
                .tag = "contracts",
                .summary = "The terms on which a printer is supplied, and where each comes from",
                .allow = permissions::kSeeContracts},
               routes, &TermRoutes::OfPrinter);
}

}  // namespace contracts
