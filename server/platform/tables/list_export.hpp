#pragma once

#include <boost/mp11.hpp>

#include "lib/base/try.hpp"
#include "server/platform/tables/answer.hpp"
#include "server/platform/tables/layout.hpp"

// A list and its file (PRN-1): every list can be taken away as CSV and as a workbook, so an operation that lists is added
// with the file beside it.
//
//     http::AddList(router, "agents", {.method = Method::kGet, .path = "/api/v1/agents", .id = "listAgents", ...},
//                   routes, &Routes::List);
//
// adds GET /api/v1/agents and GET /api/v1/agents/export, "exportAgents": with the same filters and the same order, for
// the same people, all rows. A list whose file has other columns (one that an import takes) has an operation of its own.
namespace http {

struct FileForm {
    std::optional<tables::Format> format;  // csv where it is absent
    std::optional<tables::Heads> heads;    // keys where it is absent: the same in each language
};
BOOST_DESCRIBE_STRUCT(FileForm, (), (format, heads))

namespace detail {

template <class Member>
using IsPaging =
    boost::mp11::mp_bool<std::string_view(Member::name) == "limit" || std::string_view(Member::name) == "cursor">;

}  // namespace detail

// What a list takes but for its pages, and what the file is to be.
template <class Params>
struct ExportOf : Params, FileForm {
    using Described = boost::mp11::mp_append<boost::mp11::mp_remove_if<base::json::Members<Params>, detail::IsPaging>,
                                             base::json::Members<FileForm>>;
    friend boost::mp11::mp_list<> boost_base_descriptor_fn(ExportOf**) { return {}; }
    friend Described boost_public_member_descriptor_fn(ExportOf**) { return {}; }
    friend boost::mp11::mp_list<> boost_protected_member_descriptor_fn(ExportOf**) { return {}; }
    friend boost::mp11::mp_list<> boost_private_member_descriptor_fn(ExportOf**) { return {}; }
};

template <class Routes, class Given, class Params>
class ListExport {
  public:
    using Handler = base::Result<Given> (Routes::*)(Call&, const Params&);

    ListExport(std::shared_ptr<Routes> routes, Handler list, std::string_view file, const Operation& operation)
        : routes_(std::move(routes)),
          list_(list),
          file_(file),
          path_(std::string(operation.path) + "/export"),
          id_("export" + std::string(operation.id.substr(std::string_view("list").size()))) {}

    // Lives as long as this.
    [[nodiscard]] Operation Of(Operation operation) const {
        operation.path = path_;
        operation.id = id_;
        operation.summary = "The same list as CSV or as a workbook: all rows that match";
        operation.gives = media::kTables;
        return operation;
    }

    base::Result<Raw> Export(Call& call, const ExportOf<Params>& params) {
        constexpr int kStep = 1000;
        using Row = typename decltype(Given::items)::value_type;
        static const tables::Layout layout = tables::Layout::Of<Row>();
        const bool for_people = params.heads == tables::Heads::kNames;
        auto file = FileOf(call, params, file_, layout.Columns(for_people));
        Params page = static_cast<const Params&>(params);
        page.limit.value = kStep;
        while (file.rows() < tables::kMostRows) {
            TRY(const auto rows, ((*routes_).*list_)(call, page));
            for (const auto& row : rows.items) file.Add(layout.Cells(base::json::ToValue(row), for_people));
            if (!rows.next_cursor) break;
            page.cursor.text = *rows.next_cursor;
        }
        return AnswerOf(std::move(file).Finish());
    }

  private:
    std::shared_ptr<Routes> routes_;
    Handler list_;
    std::string file_;
    std::string path_;
    std::string id_;
};

// `file` is its name without an ending.
template <class Routes, class Given, class Params>
void AddList(Router& router, std::string_view file, const Operation& operation, std::shared_ptr<Routes> routes,
             base::Result<Given> (Routes::*list)(Call&, const Params&)) {
    using Exports = ListExport<Routes, Given, Params>;
    const auto exports = std::make_shared<Exports>(routes, list, file, operation);
    router.Add(operation, std::move(routes), list);
    router.Add(exports->Of(operation), exports, &Exports::Export);
}

}  // namespace http
