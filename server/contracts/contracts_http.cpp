#include <algorithm>
#include <memory>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/contracts/contract_store.hpp"
#include "server/contracts/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

// Contracts; the operator keeps them, the customer reads them.
namespace contracts {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using http::Reply;
using store::ShownContract;

struct ContractPath : http::Parameters {
    ContractId contract_id;
};
BOOST_DESCRIBE_STRUCT(ContractPath, (), (contract_id))

struct ContractFilter {
    pg::Order<store::SortColumn> sort{store::SortColumn::kNumber};
    std::optional<std::string> search;  // a piece of number, name or organization
    std::vector<CustomerKind> customer;
    std::optional<bool> supplies_included;
};
BOOST_DESCRIBE_STRUCT(ContractFilter, (), (sort, search, customer, supplies_included))
struct ContractList : ContractFilter, http::Paging {};
BOOST_DESCRIBE_STRUCT(ContractList, (ContractFilter, http::Paging), ())
struct ContractExport : ContractFilter, http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
};
BOOST_DESCRIBE_STRUCT(ContractExport, (ContractFilter), (format, heads))

// A contract with what counts for a printer under it that neither its model nor its site says anything of.
struct ContractView : ShownContract {
    EffectiveTerms effective{};
    EffectiveTerms inherited{};  // if the contract said nothing
};
BOOST_DESCRIBE_STRUCT(ContractView, (ShownContract), (effective, inherited))

store::ListFilter FilterOf(const Call& call, const ContractFilter& params) {
    return {.organizations = call.actor().visible,
            .search = base::FoldCase(base::CleanText(params.search.value_or(""), 100)),
            .customer = params.customer,
            .supplies_included = params.supplies_included};
}

// What the contract itself says: an empty field is inherited.
void AppendRow(tables::File& file, const ShownContract& row) {
    const auto number = [](const std::optional<std::int32_t>& value) {
        return value ? std::to_string(*value) : std::string();
    };
    const auto day = [](const std::optional<base::Day>& value) {
        return value ? base::FormatDay(*value) : std::string();
    };
    const auto joined = [](const auto& values, const auto& name) {
        std::string text;
        for (const auto& value : values) text += (text.empty() ? "" : "; ") + std::string(name(value));
        return text;
    };
    file.Add({row.organization_name, row.number, row.name, std::string(base::json::EnumName(row.customer)),
              row.supplies_included ? "true" : "false",
              joined(row.excluded_kinds, [](const std::string& kind) { return kind; }), day(row.starts_on),
              day(row.ends_on), std::to_string(row.printers), number(row.trigger_days), number(row.coverage_days),
              number(row.join_days), number(row.first_notice_days), number(row.high_volume_cartridges),
              row.consolidation ? std::string(base::json::EnumName(*row.consolidation)) : std::string(),
              joined(row.delivery_days, [](Weekday weekday) { return base::json::EnumName(weekday); }),
              base::FormatRfc3339(row.created_at), base::FormatRfc3339(row.updated_at)});
}

class Routes {
  public:
    explicit Routes(const HttpParts& parts) : parts_(parts) {}

    base::Result<http::Page<ShownContract>> List(Call& call, const ContractList& params) {
        TRY(const auto window, call.Window(params));
        return http::MakePage<ShownContract>(call, store::List(call.tx(), FilterOf(call, params), window));
    }

    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const ContractExport& params) {
        constexpr std::int32_t kStep = 1000;
        const auto filter = FilterOf(call, params);
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        auto file = http::FileOf(call, params, "contracts",
                                 {"organization",
                                  "number",
                                  "name",
                                  "customer",
                                  "supplies_included",
                                  "excluded_kinds",
                                  {"starts_on", tables::Kind::kDay},
                                  {"ends_on", tables::Kind::kDay},
                                  {"printers", tables::Kind::kNumber},
                                  {"trigger_days", tables::Kind::kNumber},
                                  {"coverage_days", tables::Kind::kNumber},
                                  {"join_days", tables::Kind::kNumber},
                                  {"first_notice_days", tables::Kind::kNumber},
                                  {"high_volume_cartridges", tables::Kind::kNumber},
                                  "consolidation",
                                  "delivery_days",
                                  {"created_at", tables::Kind::kTime},
                                  {"updated_at", tables::Kind::kTime}});
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = store::List(call.tx(), filter, window);
            for (const auto& row : slice.rows) AppendRow(file, row);
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }

    base::Result<ContractView> Get(Call& call, const ContractPath& path) { return Show(call, path.contract_id); }

    base::Result<Reply<ContractView>> Create(Call& call, const ContractInput& input) {
        TRY(auto checked, CheckContract(input));
        Contract contract{std::move(checked)};
        contract.id = parts_.ids.Make<ContractId>();
        contract.organization_id = call.organization();
        contract.created_at = contract.updated_at = call.now();
        if (!store::Insert(call.tx(), contract)) return RefuseTaken();
        Record(call, action::kContractCreated, nullptr, &contract);
        TRY(Reply<ContractView> reply, Show(call, contract.id));
        reply.location = "/api/v1/contracts/" + contract.id.ToString();
        return reply;
    }

    base::Result<ContractView> Update(Call& call, const ContractPath& path, const ContractInput& input) {
        TRY(const auto checked, CheckContract(input));
        const auto before = store::Lock(call.tx(), call.actor().visible, path.contract_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (static_cast<const ContractInput&>(*before) == checked) return Show(call, before->id);
        Contract after = *before;
        static_cast<ContractInput&>(after) = checked;
        after.version = before->version + 1;
        after.updated_at = call.now();
        if (!store::Update(call.tx(), after)) return RefuseTaken();
        Record(call, action::kContractUpdated, &*before, &after);
        return Show(call, after.id);
    }

    base::Result<void> Delete(Call& call, const ContractPath& path) {
        const auto before = store::Lock(call.tx(), call.actor().visible, path.contract_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        if (const auto printers = store::CountPrinters(call.tx(), *before); printers > 0) {
            return base::Refuse(base::ProblemKind::kConflict, "contract_in_use", {{"printers", printers}});
        }
        store::Delete(call.tx(), *before);
        Record(call, action::kContractDeleted, &*before, nullptr);
        return {};
    }

  private:
    static std::unexpected<base::Problem> RefuseTaken() {
        base::FieldProblems problems;
        problems.Add("/number", "contract_number_taken");
        return std::move(problems).Refuse();
    }
    base::Result<ContractView> Show(Call& call, ContractId id) const {
        auto contract = store::Find(call.tx(), call.actor().visible, id);
        if (!contract) return http::NotFound();
        const auto of_operator = store::FindOperatorTerms(call.tx());
        const std::array<Level, 2> levels{{{TermSource::kOperator, &of_operator}, {TermSource::kContract, &*contract}}};
        const EffectiveTerms effective = Inherit(parts_.installation, levels);
        const EffectiveTerms inherited = Inherit(parts_.installation, {levels.data(), 1});
        return ContractView{std::move(*contract), effective, inherited};
    }
    static void Record(Call& call, const char* what, const Contract* before, const Contract* after) {
        const Contract& contract = after != nullptr ? *after : *before;
        audit::Record(call, {contract.organization_id, what, "contract", contract.id.value,
                             before != nullptr ? base::json::ToValue(*before) : nullptr,
                             after != nullptr ? base::json::ToValue(*after) : nullptr, contract.number});
    }

    HttpParts parts_;
};

}  // namespace

void RegisterHttp(http::Router& router, const HttpParts& parts) {
    const auto routes = std::make_shared<Routes>(parts);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contracts",
                .id = "listContracts",
                .tag = "contracts",
                .summary = "List contracts",
                .allow = permissions::kSeeContracts},
               routes, &Routes::List);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/contracts/export",
                .id = "exportContracts",
                .tag = "contracts",
                .summary = "Contracts as CSV, with the filters and in the order of the list",
                .allow = permissions::kSeeContracts,
                .gives = http::media::kTables},
               routes, &Routes::Export);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/contracts",
                .id = "createContract",
                .tag = "contracts",
                .summary = "Make a contract with the organization acted in",
                .allow = permissions::kManageContracts,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/contracts/{contract_id}",
                .id = "getContract",
                .tag = "contracts",
                .summary = "Read a contract, and the terms that count for printers under it",
                .allow = permissions::kSeeContracts,
                .returns_etag = true},
               routes, &Routes::Get);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/contracts/{contract_id}",
                .id = "updateContract",
                .tag = "contracts",
                .summary = "Change a contract",
                .allow = permissions::kManageContracts,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);
    router.Add({.method = Method::kDelete,
                .path = "/api/v1/contracts/{contract_id}",
                .id = "deleteContract",
                .tag = "contracts",
                .summary = "Delete a contract that no printer is under",
                .allow = permissions::kManageContracts,
                .if_match = true},
               routes, &Routes::Delete);
    RegisterTerms(router, parts);
}

}  // namespace contracts
