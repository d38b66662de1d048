#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/contacts/contact_store.hpp"
#include "server/contacts/import_rules.hpp"
#include "server/contacts/imports.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tables/answer.hpp"

// The list of contacts as a file that can be imported again (CON-1, CON-4).
namespace contacts {
namespace {

using http::Call;

struct ContactExport : http::Parameters {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent
    pg::Order<store::SortColumn> sort{store::SortColumn::kLastName};
    std::optional<std::string> search;
    std::optional<std::string> company;
    std::optional<std::string> city;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(ContactExport, (), (format, heads, sort, search, company, city, external_system, external_id))

constexpr std::int32_t kStep = 1000;

class ExportRoutes {
  public:
    // In the order and with the filters of the list.
    base::Result<http::Raw> Export(Call& call, const ContactExport& params) {
        const store::ListFilter filter{.organizations = call.actor().visible,
                                       .words = base::SearchWords(params.search.value_or("")),
                                       .company_key = params.company.transform(&base::FoldCase),
                                       .city_key = params.city.transform(&base::FoldCase),
                                       .external_system = params.external_system.transform(&external::SystemKey),
                                       .external_id = params.external_id};
        pg::Window<store::SortColumn> window{.order = params.sort, .after = std::nullopt, .limit = kStep};
        std::vector<tables::Column> columns;
        for (const auto& name : ImportColumns()) columns.emplace_back(std::string(name));
        auto file = http::FileOf(call, params, "contacts", columns);
        for (std::size_t count = 0; count < tables::kMostRows;) {
            const auto slice = store::List(call.tx(), filter, window);
            for (const auto& contact : slice.rows) file.Add(ExportRow(static_cast<const ContactInput&>(contact)));
            count += slice.rows.size();
            if (!slice.next) break;
            window.after = slice.next;
        }
        return http::AnswerOf(std::move(file).Finish());
    }
};

}  // namespace

void RegisterExport(http::Router& router) {
    router.Add({.method = http::Method::kGet,
                .path = "/api/v1/contacts/export",
                .id = "exportContacts",
                .tag = "contacts",
                .summary = "The list of contacts as CSV with the columns that an import takes",
                .allow = organizations::permissions::kSeeContacts,
                .gives = http::media::kTables},
               std::make_shared<ExportRoutes>(), &ExportRoutes::Export);
}

}  // namespace contacts
