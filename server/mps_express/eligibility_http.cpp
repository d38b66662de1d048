#include <algorithm>
#include <memory>

#include "lib/base/try.hpp"
#include "server/mps_express/eligibility.hpp"
#include "server/mps_express/programme_rules.hpp"
#include "server/mps_express/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/list_export.hpp"

// Which printers may be added, and why the others may not (MPX-2, MPX-3, MPX-7). Nothing is changed here.
namespace mps_express {

namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using printers::PrinterId;

// Room for the ids of kMostPrinters printers.
constexpr std::size_t kSelectionLimit = 5 << 20;

struct MpsSelection {
    std::optional<std::vector<PrinterId>> printer_ids;  // absent: every printer of the organization

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostPrinters}};
};
BOOST_DESCRIBE_STRUCT(MpsSelection, (), (printer_ids))

struct EligibilityCount {
    Eligibility state = Eligibility::kEligible;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(EligibilityCount, (), (state, count))
struct EligibilityView {
    std::int64_t total = 0;
    std::int64_t unknown = 0;              // chosen, and no printer of the organization (any more)
    std::vector<EligibilityCount> counts;  // of every state, in their order
};
BOOST_DESCRIBE_STRUCT(EligibilityView, (), (total, unknown, counts))

struct EligiblePrinterList : http::Paging {
    std::vector<Eligibility> state;  // none: all
};
BOOST_DESCRIBE_STRUCT(EligiblePrinterList, (http::Paging), (state))
struct JudgedPrinter {
    PrinterId printer_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    Eligibility state = Eligibility::kEligible;
    std::optional<std::int64_t> lifetime_pages;
    std::optional<std::int64_t> maximum_lifetime_pages;
    std::optional<std::string> agent_version;
    std::string minimum_agent_version;
};
BOOST_DESCRIBE_STRUCT(JudgedPrinter, (),
                      (printer_id, manufacturer, model, serial_number, state, lifetime_pages, maximum_lifetime_pages,
                       agent_version, minimum_agent_version))
// The last printer of a page; they come in the order of their ids, which is that of their discovery.
struct LastPrinter {
    PrinterId id;
};
BOOST_DESCRIBE_STRUCT(LastPrinter, (), (id))

struct WhyNotFile : http::Parameters, http::FileForm {};
BOOST_DESCRIBE_STRUCT(WhyNotFile, (http::FileForm), ())

class Routes {
  public:
    base::Result<EligibilityView> Count(Call& call, const MpsSelection& selection) {
        TRY(const auto asked, Ask(call, selection));
        EligibilityView view{.total = static_cast<std::int64_t>(asked.evaluation.printers.size()),
                             .unknown = asked.unknown};
        const auto counts = asked.evaluation.Counts();
        for (std::size_t state = 0; state < counts.size(); ++state) {
            view.counts.push_back({static_cast<Eligibility>(state), counts[state]});
        }
        return view;
    }

    base::Result<http::Page<JudgedPrinter>> List(Call& call, const EligiblePrinterList& params,
                                                 const MpsSelection& selection) {
        TRY(const auto after, call.OpenCursor<LastPrinter>(params.cursor));
        TRY(const auto asked, Ask(call, selection));
        std::vector<const Judged*> page;
        std::optional<std::string> next;
        for (const auto& printer : asked.evaluation.printers) {
            if (after && printer.fact.id <= after->id) continue;
            if (!params.state.empty() && std::ranges::find(params.state, printer.state) == params.state.end()) continue;
            if (page.size() == static_cast<std::size_t>(params.limit.value)) {
                next = call.SealCursor(LastPrinter{page.back()->fact.id});
                break;
            }
            page.push_back(&printer);
        }
        return http::Page<JudgedPrinter>{.items = Named(call, asked.evaluation, page), .next_cursor = std::move(next)};
    }

    // "Why not": every printer that cannot be added, with what it lacks.
    base::Result<http::Raw> Export(Call& call, const WhyNotFile& form, const MpsSelection& selection) {
        TRY(const auto asked, Ask(call, selection));
        std::vector<const Judged*> rest;
        for (const auto& printer : asked.evaluation.printers) {
            if (printer.state != Eligibility::kEligible) rest.push_back(&printer);
        }
        auto file = http::FileOf(call, form, "mps-express-why-not",
                                 {"serial_number",
                                  "manufacturer",
                                  "model",
                                  "state",
                                  {"lifetime_pages", tables::Kind::kNumber},
                                  {"maximum_lifetime_pages", tables::Kind::kNumber},
                                  "agent_version",
                                  "minimum_agent_version"});
        const auto number = [](const std::optional<std::int64_t>& value) {
            return value ? std::to_string(*value) : std::string();
        };
        for (const auto& row : Named(call, asked.evaluation, rest)) {
            file.Add({row.serial_number, row.manufacturer, row.model, std::string(base::json::EnumName(row.state)),
                      number(row.lifetime_pages), number(row.maximum_lifetime_pages), row.agent_version.value_or(""),
                      row.minimum_agent_version});
        }
        return http::AnswerOf(std::move(file).Finish());
    }

  private:
    struct Asked {
        Evaluation evaluation;
        std::int64_t unknown = 0;
    };
    // Of the organization acted in: an id of another one is unknown, like one that never was.
    static base::Result<Asked> Ask(Call& call, const MpsSelection& selection) {
        base::FieldProblems problems;
        base::CheckLimits(selection, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY_DO(CheckEntitled(call.tx(), call.organization(), Hold::kNo));
        auto chosen = selection.printer_ids;
        if (chosen) {
            std::ranges::sort(*chosen);
            chosen->erase(std::ranges::unique(*chosen).begin(), chosen->end());
        }
        const auto programme = store::FindProgramme(call.tx());
        Asked asked{Evaluate(call.tx(), call.organization(), programme,
                             printers::ListProgrammeFacts(call.tx(), call.organization(), chosen))};
        if (chosen) asked.unknown = static_cast<std::int64_t>(chosen->size() - asked.evaluation.printers.size());
        return asked;
    }

    static std::vector<JudgedPrinter> Named(Call& call, const Evaluation& evaluation,
                                            const std::vector<const Judged*>& chosen) {
        std::vector<PrinterId> ids;
        ids.reserve(chosen.size());
        for (const Judged* printer : chosen) ids.push_back(printer->fact.id);
        const auto names = printers::FindPrinterNames(call.tx(), call.organization(), ids);
        std::vector<JudgedPrinter> rows;
        rows.reserve(chosen.size());
        auto name = names.begin();
        for (const Judged* printer : chosen) {
            while (name != names.end() && name->id < printer->fact.id) ++name;
            if (name == names.end() || name->id != printer->fact.id) continue;  // it has just gone
            JudgedPrinter row{.printer_id = name->id,
                              .manufacturer = name->manufacturer,
                              .model = name->model,
                              .serial_number = name->serial_number,
                              .state = printer->state,
                              .maximum_lifetime_pages = printer->maximum_lifetime_pages,
                              .minimum_agent_version = evaluation.programme.minimum_agent_version};
            if (printer->fact.life_count >= 0) row.lifetime_pages = printer->fact.life_count;
            if (printer->agent_version != nullptr) row.agent_version = *printer->agent_version;
            rows.push_back(std::move(row));
        }
        return rows;
    }
};

}  // namespace

void RegisterEligibility(http::Router& router) {
    const auto routes = std::make_shared<Routes>();

    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/eligibility",
                .id = "countMpsExpressEligibility",
                .tag = "MPS Express",
                .summary = "How many of these printers have which eligibility; changes nothing",
                .allow = permissions::kSeeMpsExpress,
                .only_reads = true,
                .body_limit = kSelectionLimit},
               routes, &Routes::Count);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/eligibility/printers",
                .id = "listMpsExpressEligibility",
                .tag = "MPS Express",
                .summary = "The printers behind the counts, by their discovery; changes nothing",
                .allow = permissions::kSeeMpsExpress,
                .only_reads = true,
                .body_limit = kSelectionLimit},
               routes, &Routes::List);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/mps-express/eligibility/export",
                .id = "exportMpsExpressEligibility",
                .tag = "MPS Express",
                .summary = "Why printers cannot be added, as CSV or as a workbook; changes nothing",
                .allow = permissions::kSeeMpsExpress,
                .only_reads = true,
                .gives = http::media::kTables,
                .body_limit = kSelectionLimit},
               routes, &Routes::Export);
}

}  // namespace mps_express
