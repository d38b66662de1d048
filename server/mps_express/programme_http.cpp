#include <memory>

#include "lib/base/try.hpp"
#include "server/catalog/catalog.hpp"
#include "server/mps_express/eligibility.hpp"
#include "server/mps_express/programme_store.hpp"
#include "server/mps_express/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// What the operator says of the programme (MPX-3, MPX-4, MPX-5).
namespace mps_express {

namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::MpsModel;
using store::MpsProgramme;

struct ModelPath : http::Parameters {
    ModelId model_id;
};
BOOST_DESCRIBE_STRUCT(ModelPath, (), (model_id))
struct ModelList : http::Paging {
    pg::Order<store::ModelColumn> sort{store::ModelColumn::kModel};
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(ModelList, (http::Paging), (sort, search))

struct MpsTermsVersion {
    std::int32_t terms_version = 0;
    std::vector<MpsTermsText> texts;
    std::string published_by;
    base::Instant published_at;
};
BOOST_DESCRIBE_STRUCT(MpsTermsVersion, (), (terms_version, texts, published_by, published_at))

struct MpsContractInput {
    bool automatic_confirmation = false;  // who is added is managed at once
};
BOOST_DESCRIBE_STRUCT(MpsContractInput, (), (automatic_confirmation))

MpsTermsVersion ViewOf(const store::Terms& terms) {
    MpsTermsVersion view{terms.terms_version, {}, terms.published_by, terms.published_at};
    for (std::size_t at = 0; at < terms.languages.size(); ++at) {
        view.texts.push_back({terms.languages[at], terms.texts[at]});
    }
    return view;
}

class Routes {
  public:
    explicit Routes(HttpParts parts) : parts_(std::move(parts)) {}

    base::Result<MpsProgramme> Get(Call& call) { return store::FindProgramme(call.tx()); }

    base::Result<MpsProgramme> Update(Call& call, const MpsProgrammeInput& input) {
        TRY(const auto checked, CheckProgramme(input));
        const auto before = store::LockProgramme(call.tx());
        TRY_DO(call.CheckVersion(before.version));
        if (before.minimum_agent_version == checked.minimum_agent_version) return before;
        MpsProgramme after = before;
        after.minimum_agent_version = checked.minimum_agent_version;
        ++after.version;
        store::UpdateProgramme(call.tx(), after);
        // There is one, so that its id says nothing.
        audit::Record(
            call, {call.organization(), action::kMpsExpressProgrammeUpdated, "mps_express_programme",
                   call.organization().value, base::json::ToValue(before), base::json::ToValue(after), "MPS Express"});
        return after;
    }

    base::Result<http::Page<MpsModel>> ListModels(Call& call, const ModelList& params) {
        TRY(const auto window, call.Window(params));
        const store::ModelFilter filter{catalog::ModelSearch(params.search.value_or(""))};
        return http::MakePage<MpsModel>(call, store::ListModels(call.tx(), filter, window));
    }

    base::Result<MpsModel> GetModel(Call& call, const ModelPath& path) {
        auto model = store::FindModel(call.tx(), path.model_id);
        if (!model) return http::NotFound();
        return std::move(*model);
    }

    base::Result<Reply<MpsModel>> CreateModel(Call& call, const MpsModelInput& input) {
        TRY(auto checked, CheckModel(input));
        MpsModel model{std::move(checked)};
        model.id = parts_.ids.Make<ModelId>();
        model.created_at = model.updated_at = call.now();
        if (!store::InsertModel(call.tx(), model)) return RefuseTaken();
        RecordModel(call, action::kMpsExpressModelCreated, nullptr, &model);
        Reply<MpsModel> reply = model;
        reply.location = "/api/v1/mps-express/models/" + model.id.ToString();
        return reply;
    }

    base::Result<MpsModel> UpdateModel(Call& call, const ModelPath& path, const MpsModelInput& input) {
        TRY(const auto checked, CheckModel(input));
        const auto before = store::LockModel(call.tx(), path.model_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (static_cast<const MpsModelInput&>(*before) == checked) return *before;
        MpsModel after = *before;
        static_cast<MpsModelInput&>(after) = checked;
        after.version = before->version + 1;
        after.updated_at = call.now();
        if (!store::UpdateModel(call.tx(), after)) return RefuseTaken();
        RecordModel(call, action::kMpsExpressModelUpdated, &*before, &after);
        return after;
    }

    base::Result<void> DeleteModel(Call& call, const ModelPath& path) {
        const auto before = store::LockModel(call.tx(), path.model_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        store::DeleteModel(call.tx(), before->id);
        RecordModel(call, action::kMpsExpressModelDeleted, &*before, nullptr);
        return {};
    }

    // Whoever is just accepting or adding holds the programme, so that the version they saw is still the one to accept.
    base::Result<Reply<MpsTermsVersion>> Publish(Call& call, const MpsTermsInput& input) {
        TRY(const auto checked, CheckTerms(input, parts_.languages));
        auto programme = store::LockProgramme(call.tx());
        store::Terms terms{
            .terms_version = ++programme.terms_version, .published_by = call.actor().name, .published_at = call.now()};
        for (const auto& [language, text] : checked.texts) {
            terms.languages.push_back(language);
            terms.texts.push_back(text);
        }
        ++programme.version;
        store::InsertTerms(call.tx(), terms);
        store::UpdateProgramme(call.tx(), programme);
        const auto view = ViewOf(terms);
        audit::Record(
            call, {call.organization(), action::kMpsExpressTermsCreated, "mps_express_terms", call.organization().value,
                   nullptr, base::json::ToValue(view), std::to_string(terms.terms_version)});
        return Reply<MpsTermsVersion>(view);
    }

    base::Result<store::MpsContract> GetContract(Call& call) {
        TRY_DO(CheckChild(call));
        return store::FindContract(call.tx(), call.organization()).value_or(Usual(call));
    }

    base::Result<store::MpsContract> UpdateContract(Call& call, const MpsContractInput& input) {
        TRY_DO(CheckChild(call));
        const auto before = store::LockContract(call.tx(), Usual(call));
        TRY_DO(call.CheckVersion(before.version));
        if (before.automatic_confirmation == input.automatic_confirmation) return before;
        store::MpsContract after = before;
        after.automatic_confirmation = input.automatic_confirmation;
        after.version = before.version + 1;
        after.updated_at = call.now();
        store::UpdateContract(call.tx(), after);
        const auto organization = organizations::Find(call.tx(), call.organization());
        audit::Record(call, {call.organization(), action::kMpsExpressContractUpdated, "mps_express_contract",
                             call.organization().value, base::json::ToValue(before), base::json::ToValue(after),
                             organization ? organization->name : ""});
        return after;
    }

  private:
    static std::unexpected<base::Problem> RefuseTaken() {
        base::FieldProblems problems;
        problems.Add("/model", "mps_model_taken");
        return std::move(problems).Refuse();
    }
    static void RecordModel(Call& call, const char* what, const MpsModel* before, const MpsModel* after) {
        const MpsModel& model = after != nullptr ? *after : *before;
        audit::Record(
            call, {call.organization(), what, "mps_express_model", model.id.value,
                   before != nullptr ? base::json::ToValue(*before) : nullptr,
                   after != nullptr ? base::json::ToValue(*after) : nullptr, model.manufacturer + ' ' + model.model});
    }
    static store::MpsContract Usual(const Call& call) {
        return {.organization_id = call.organization(), .updated_at = call.now()};
    }
    static base::Result<void> CheckChild(Call& call) {
        const auto organization = organizations::Find(call.tx(), call.organization());
        if (organization && organization->tier == organizations::Tier::kChild) return {};
        return base::Refuse(base::ProblemKind::kConflict, "mps_express_child_only");
    }

    HttpParts parts_;
};

}  // namespace

void RegisterProgramme(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/mps-express/programme",
                .id = "getMpsExpressProgramme",
                .tag = "MPS Express",
                .summary = "What MPS Express asks of every printer",
                .allow = permissions::kSeeMpsExpress,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/mps-express/programme",
                .id = "updateMpsExpressProgramme",
                .tag = "MPS Express",
                .summary = "Say what MPS Express asks of every printer",
                .allow = permissions::kManageMpsExpressProgramme,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
    http::AddList(router, "mps-express-models",
                  {.method = Method::kGet,
                   .path = "/api/v1/mps-express/models",
                   .id = "listMpsExpressModels",
                   .tag = "MPS Express",
                   .summary = "What MPS Express asks of printer models",
                   .allow = permissions::kSeeMpsExpress},
                  routes, &Routes::ListModels);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/models",
                .id = "createMpsExpressModel",
                .tag = "MPS Express",
                .summary = "Say what MPS Express asks of a printer model",
                .allow = permissions::kManageMpsExpressProgramme,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::CreateModel);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/mps-express/models/{model_id}",
                .id = "getMpsExpressModel",
                .tag = "MPS Express",
                .summary = "What MPS Express asks of one printer model",
                .allow = permissions::kSeeMpsExpress,
                .returns_etag = true},
               routes, &Routes::GetModel);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/mps-express/models/{model_id}",
                .id = "updateMpsExpressModel",
                .tag = "MPS Express",
                .summary = "Change what MPS Express asks of a printer model",
                .allow = permissions::kManageMpsExpressProgramme,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::UpdateModel);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/mps-express/models/{model_id}",
                .id = "deleteMpsExpressModel",
                .tag = "MPS Express",
                .summary = "Support a printer model no more; printers that are managed stay so",
                .allow = permissions::kManageMpsExpressProgramme,
                .if_match = true},
               routes, &Routes::DeleteModel);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/terms",
                .id = "publishMpsExpressTerms",
                .tag = "MPS Express",
                .summary = "Publish new terms of service; they are to be accepted from now on",
                .allow = permissions::kManageMpsExpressProgramme,
                .creates = true},
               routes, &Routes::Publish);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/mps-express/contract",
                .id = "getMpsExpressContract",
                .tag = "MPS Express",
                .summary = "What the contract of the organization acted in says of MPS Express",
                .allow = permissions::kSeeMpsExpress,
                .returns_etag = true},
               routes, &Routes::GetContract);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/mps-express/contract",
                .id = "updateMpsExpressContract",
                .tag = "MPS Express",
                .summary = "Say whether printers of the organization acted in are confirmed by contract",
                .allow = permissions::kManageMpsExpressProgramme,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::UpdateContract);
}

}  // namespace mps_express
