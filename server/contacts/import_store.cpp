#include "server/contacts/import_store.hpp"

#include "lib/base/json.hpp"
#include "server/platform/pg/query.hpp"
#include "server/platform/pg/transaction.hpp"

namespace contacts::store {
namespace {

const pg::Insert<ImportData> kInsertImport{"contacts.insert_import", "contact_imports"};

const pg::Query<ImportData(base::OrganizationId, tasks::TaskId)> kFindImport{
    "contacts.find_import", "SELECT {columns} FROM contact_imports WHERE organization_id = $1 AND id = $2"};

const pg::Query<ImportShown(std::span<const base::OrganizationId>, tasks::TaskId)> kShowImport{"contacts.show_import",
                                                                                               R"sql(
    SELECT i.organization_id, i.id, i.file_name, i.separator, i.separator_line, i.byte_order_mark, i.respelled_header,
           i.row_count, i.rows, t.state, t.created_by_name, t.created_at, t.finished_at, t.progress_done, t.cancel_requested
    FROM contact_imports AS i JOIN tasks AS t ON t.organization_id = i.organization_id AND t.id = i.id
    WHERE i.organization_id = ANY ($1) AND i.id = $2)sql"};

struct OfImport {
    base::OrganizationId organization_id;
    tasks::TaskId import_id;
};
BOOST_DESCRIBE_STRUCT(OfImport, (), (organization_id, import_id))
const pg::InsertRows<OfImport, ResultRow> kInsertResults{"contacts.insert_import_results", "contact_import_results"};

const pg::Query<ResultRow(base::OrganizationId, tasks::TaskId)> kListResults{"contacts.list_import_results", R"sql(
    SELECT {columns} FROM contact_import_results WHERE organization_id = $1 AND import_id = $2 ORDER BY line)sql"};

}  // namespace

void InsertImport(pg::Transaction& tx, const ImportData& data) {
    tx.Exec(kInsertImport, data);
}

std::optional<ImportData> FindImport(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId id) {
    return tx.One(kFindImport, organization, id);
}

std::optional<ImportShown> ShowImport(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                                      tasks::TaskId id) {
    return tx.One(kShowImport, organizations, id);
}

void InsertResults(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import,
                   std::span<const ResultRow> rows) {
    tx.Exec(kInsertResults, {organization, import}, rows);
}

std::vector<ResultRow> ListResults(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import) {
    return tx.All(kListResults, organization, import);
}

boost::json::value RowsToJson(std::span<const ImportRow> rows) {
    return base::json::ToValue(std::vector<ImportRow>(rows.begin(), rows.end()));
}

std::vector<ImportRow> RowsFromJson(const boost::json::value& rows) {
    return base::json::Bind<std::vector<ImportRow>>(rows).value();
}

boost::json::value ErrorsToJson(std::span<const ImportError> errors) {
    boost::json::array array;
    for (const auto& error : errors) {
        boost::json::object args;
        for (const auto& [name, value] : error.args) {
            std::visit([&](const auto& plain) { args[name] = plain; }, value);
        }
        array.push_back(boost::json::object{
            {"column", error.column}, {"value", error.value}, {"code", error.code}, {"args", std::move(args)}});
    }
    return array;
}

std::vector<ImportError> ErrorsFromJson(const boost::json::value& errors) {
    std::vector<ImportError> read;
    for (const auto& item : errors.as_array()) {
        ImportError error{std::string(item.at("column").as_string()),
                          std::string(item.at("value").as_string()),
                          std::string(item.at("code").as_string()),
                          {}};
        for (const auto& [name, value] : item.at("args").as_object()) {
            if (value.is_int64()) {
                error.args[name] = value.as_int64();
            } else if (value.is_double()) {
                error.args[name] = value.as_double();
            } else {
                error.args[name] = std::string(value.as_string());
            }
        }
        read.push_back(std::move(error));
    }
    return read;
}

}  // namespace contacts::store
