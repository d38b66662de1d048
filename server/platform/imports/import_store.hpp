#pragma once

#include "server/platform/imports/imports.hpp"
#include "server/platform/pg/query.hpp"
#include "server/platform/pg/transaction.hpp"

// The two tables of an import: <thing>_imports holds a file as it was read before its task began, <thing>_import_results
// what became of its rows, in the transaction that did it. Both go with the task.
namespace imports {

// What is read of an import without its task.
struct Data {
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
BOOST_DESCRIBE_STRUCT(Data, (),
                      (organization_id, id, file_name, separator, separator_line, byte_order_mark, respelled_header,
                       row_count, rows))

// With how far its task has come, without its rows.
struct Shown {
    base::OrganizationId organization_id;
    tasks::TaskId id;
    std::string file_name;
    Separator separator = Separator::kComma;
    bool separator_line = false;
    bool byte_order_mark = false;
    bool respelled_header = false;
    std::int64_t row_count = 0;
    tasks::State state = tasks::State::kQueued;
    std::string created_by_name;
    base::Instant created_at;
    std::optional<base::Instant> finished_at;
    std::int64_t progress_done = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(Shown, (),
                      (organization_id, id, file_name, separator, separator_line, byte_order_mark, respelled_header,
                       row_count, state, created_by_name, created_at, finished_at, progress_done, cancel_requested))

inline Recognized RecognizedOf(const Shown& shown) {
    return {shown.separator, shown.separator_line, shown.byte_order_mark, shown.respelled_header};
}

// All that every result has; a feature derives from it and adds the names of its things.
struct ResultBase {
    std::int64_t line = 0;
    RowResult result = RowResult::kImported;
    boost::json::value errors;
};
BOOST_DESCRIBE_STRUCT(ResultBase, (), (line, result, errors))

// The tables of one feature, a constant at namespace scope like the queries it consists of.
template <class Result>
class Store {
  public:
    struct Names {
        std::string feature;  // names of its queries begin with it
        std::string imports;  // table
        std::string results;  // table
    };
    explicit Store(const Names& names)
        : insert_(names.feature + ".insert_import", names.imports),
          rows_(names.feature + ".rows_of_import",
                "SELECT rows FROM " + names.imports + " WHERE organization_id = $1 AND id = $2"),
          show_(names.feature + ".show_import", R"sql(
    SELECT i.organization_id, i.id, i.file_name, i.separator, i.separator_line, i.byte_order_mark, i.respelled_header,
           i.row_count, t.state, t.created_by_name, t.created_at, t.finished_at, t.progress_done, t.cancel_requested
    FROM )sql" + names.imports + R"sql( AS i JOIN tasks AS t ON t.organization_id = i.organization_id AND t.id = i.id
    WHERE i.organization_id = ANY ($1) AND i.id = $2)sql"),
          insert_results_(names.feature + ".insert_import_results", names.results),
          results_(names.feature + ".list_import_results",
                   "SELECT {columns} FROM " + names.results +
                       " WHERE organization_id = $1 AND import_id = $2 ORDER BY line"),
          first_results_(names.feature + ".first_import_results", R"sql(
    SELECT {columns}
    FROM (SELECT *, row_number() OVER (PARTITION BY result ORDER BY line) AS place FROM )sql" +
                                                                      names.results + R"sql(
          WHERE organization_id = $1 AND import_id = $2) AS numbered
    WHERE place <= $3 ORDER BY line)sql"),
          counts_(names.feature + ".count_import_results",
                  "SELECT result, count(*) AS count FROM " + names.results +
                      " WHERE organization_id = $1 AND import_id = $2 GROUP BY result") {}

    // `row_count`: of the rows of `file` those that are imported; the others say what their columns are.
    void Insert(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId id, const std::string& file_name,
                const File& file, std::int64_t row_count) const {
        tx.Exec(insert_, {organization, id, file_name, file.recognized.separator, file.recognized.separator_line,
                          file.recognized.byte_order_mark, file.recognized.respelled_header, row_count,
                          base::json::ToValue(file.rows)});
    }
    std::vector<Row> Rows(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId id) const {
        return base::json::Bind<std::vector<Row>>(tx.Get(rows_, organization, id)).value();
    }
    std::optional<Shown> Show(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
                              tasks::TaskId id) const {
        return tx.One(show_, organizations, id);
    }
    // A second result of one line is refused by the key.
    void InsertResults(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import,
                       std::span<const Result> rows) const {
        tx.Exec(insert_results_, {organization, import}, rows);
    }
    // In the order of the file.
    std::vector<Result> Results(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import) const {
        return tx.All(results_, organization, import);
    }
    // The first of each group, so that a page does not grow with the file.
    std::vector<Result> FirstResults(pg::Transaction& tx, base::OrganizationId organization, tasks::TaskId import,
                                     std::int32_t most) const {
        return tx.All(first_results_, organization, import, most);
    }
    ImportCounts Count(pg::Transaction& tx, const Shown& shown) const {
        ImportCounts counts{.rows = shown.row_count};
        for (const auto& group : tx.All(counts_, shown.organization_id, shown.id))
            counts.Add(group.result, group.count);
        return counts;
    }

  private:
    struct OfImport {
        base::OrganizationId organization_id;
        tasks::TaskId import_id;
        BOOST_DESCRIBE_CLASS(OfImport, (), (organization_id, import_id), (), ())
    };
    struct Group {
        RowResult result = RowResult::kImported;
        std::int64_t count = 0;
        BOOST_DESCRIBE_CLASS(Group, (), (result, count), (), ())
    };
    pg::Insert<Data> insert_;
    pg::Query<boost::json::value(base::OrganizationId, tasks::TaskId)> rows_;
    pg::Query<Shown(std::span<const base::OrganizationId>, tasks::TaskId)> show_;
    pg::InsertRows<OfImport, Result> insert_results_;
    pg::Query<Result(base::OrganizationId, tasks::TaskId)> results_;
    pg::Query<Result(base::OrganizationId, tasks::TaskId, std::int32_t)> first_results_;
    pg::Query<Group(base::OrganizationId, tasks::TaskId)> counts_;
};

}  // namespace imports
