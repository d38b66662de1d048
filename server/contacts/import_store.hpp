#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/contacts/import_rules.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/platform/tasks/tasks.hpp"

// The tables contact_imports and contact_import_results.
namespace contacts::store {

// What is read of an import without its task.
struct ImportData {
    base::OrganizationId organization_id;
    tasks::TaskId id;
    std::string file_name;
    Separator separator = Separator::kComma;
    bool separator_line = false;
    bool byte_order_mark = false;
    bool respelled_header = false;
    std::int64_t row_count = 0;
    boost::json::value rows;
};
BOOST_DESCRIBE_STRUCT(ImportData, (),
                      (organization_id, id, file_name, separator, separator_line, byte_order_mark, respelled_header,
                       row_count, rows))

// With how far its task has come.
struct ImportShown : ImportData {
    tasks::State state = tasks::State::kQueued;
    std::string created_by_name;
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::int64_t progress_done = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(ImportShown, (ImportData),
                      (state, created_by_name, created_at, finished_at, progress_done, cancel_requested))

struct ResultRow {
    std::int64_t line = 0;
    RowResult result = RowResult::kImported;
    std::string first_name;
    std::string last_name;
    std::string company;
    std::optional<ContactId> contact_id;
    boost::json::value errors;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (), (line, result, first_name, last_name, company, contact_id, errors))

void InsertImport(pg::Transaction& tx, const ImportData& data);
std::optional<ImportData> FindImport(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId id);
std::optional<ImportShown> ShowImport(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                      tasks::TaskId id);
// A second result of one line is refused by the key.
void InsertResults(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import,
                   std::span<const ResultRow> rows);
// In the order of the file.
std::vector<ResultRow> ListResults(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import);

// The stored forms of what the rules give.
boost::json::value RowsToJson(std::span<const ImportRow> rows);
std::vector<ImportRow> RowsFromJson(const boost::json::value& rows);
boost::json::value ErrorsToJson(std::span<const ImportError> errors);
std::vector<ImportError> ErrorsFromJson(const boost::json::value& errors);

}  // namespace contacts::store
