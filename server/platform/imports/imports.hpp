#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/ids.hpp"
#include "lib/base/json.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/tasks/tasks.hpp"

namespace i18n {
class Catalogues;
}

// What imports of files have in common, whatever is imported; see README.md. A feature says what its columns are, what a
// row is, and writes what comes of it; this keeps the file and the results, runs the task and makes the report.
namespace imports {

// ---- a file

enum class Separator { kComma, kSemicolon, kTab };
BOOST_DESCRIBE_ENUM(Separator, kComma, kSemicolon, kTab)
char SeparatorOf(Separator separator);

// What was found in a file besides its rows; the preview says it.
struct Recognized {
    Separator separator = Separator::kComma;
    bool separator_line = false;    // a first line "sep=;"
    bool byte_order_mark = false;   // before the text
    bool respelled_header = false;  // "First name" for first_name
};
BOOST_DESCRIBE_STRUCT(Recognized, (), (separator, separator_line, byte_order_mark, respelled_header))

struct Row {
    std::int64_t line = 0;            // of the file, where the row starts
    std::vector<std::string> fields;  // without what is not seen around them and without the guard of formulas
};
BOOST_DESCRIBE_STRUCT(Row, (), (line, fields))

struct File {
    Recognized recognized;
    std::vector<Row> rows;
};

// ---- what becomes of a row

enum class RowResult { kImported, kExisting, kInvalid };
BOOST_DESCRIBE_ENUM(RowResult, kImported, kExisting, kInvalid)

// One value that is wrong. The column is "" where the row as a whole is.
struct Error {
    std::string column;
    std::string value;
    std::string code;
    base::Args args;

    bool operator==(const Error&) const = default;
};
boost::json::value ErrorsToJson(std::span<const Error> errors);
std::vector<Error> ErrorsFromJson(const boost::json::value& errors);

// Runs of lines whose rows have been left, "12 to 48": numbers of the file, in its order.
struct LineRange {
    std::int64_t first_line = 0;
    std::int64_t last_line = 0;
    std::int64_t count = 0;  // rows

    bool operator==(const LineRange&) const = default;
};
// `handled` are the lines that something became of.
std::vector<LineRange> LinesLeft(std::span<const Row> rows, const std::set<std::int64_t>& handled);

// The item of a task for one row. `existing` is the code of what is there already; what it is stands in `subject`.
tasks::Item ItemOf(const Row& row, RowResult result, std::string subject, std::optional<base::Uuid> object,
                   std::span<const Error> errors, const char* existing);

// ---- the task

// Hands the rows that were not yet handled to `step`, in the order in which `load` gives them each time, so many a
// transaction: what it writes, reports and audits, and how far the task has come, commit together, so that a crash leaves
// whole steps and goes on behind the last. Where a row stays `together` with the one before, both are of one transaction.
void RunInSteps(tasks::Run& run, std::size_t rows_a_step, const std::function<std::vector<Row>(pg::Transaction&)>& load,
                const std::function<void(pg::Transaction&, std::span<const Row>)>& step,
                const std::function<bool(const Row&, const Row&)>& together = nullptr);

// ---- what is shown of it

struct InvalidValue {
    std::int64_t line = 0;
    std::string column;  // "": the row as a whole
    std::string value;
    std::string code;
    std::string reason;  // in the caller's language
};
BOOST_DESCRIBE_STRUCT(InvalidValue, (), (line, column, value, code, reason))

struct LeftLines {
    std::int64_t first_line = 0;
    std::int64_t last_line = 0;
    std::int64_t count = 0;
    std::string code;  // import_cancelled or import_system_error
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(LeftLines, (), (first_line, last_line, count, code, reason))

// Rows, not values.
struct ImportCounts {
    std::int64_t rows = 0;
    std::int64_t imported = 0;
    std::int64_t existing = 0;
    std::int64_t not_imported = 0;
    std::int64_t invalid = 0;

    void Add(RowResult result, std::int64_t count = 1);
};
BOOST_DESCRIBE_STRUCT(ImportCounts, (), (rows, imported, existing, not_imported, invalid))

// The sentences of codes in one language.
class Words {
  public:
    Words(const i18n::Catalogues& catalogues, std::string language)
        : catalogues_(catalogues), language_(std::move(language)) {}
    [[nodiscard]] std::string Title(const std::string& code) const;
    // Each wrong value with its reason.
    [[nodiscard]] std::vector<InvalidValue> Invalid(std::int64_t line, std::span<const Error> errors) const;
    // The lines that are left for good, none while the task can still come to them.
    [[nodiscard]] std::vector<LeftLines> Left(tasks::State state, std::span<const Row> rows,
                                              const std::set<std::int64_t>& handled) const;

  private:
    const i18n::Catalogues& catalogues_;
    std::string language_;
};

// ---- files to take away

// Spreadsheets read UTF-8 by its byte order mark.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What became of each row: `names` are the columns that say which thing it is.
class Report {
  public:
    Report(Separator separator, const std::vector<std::string>& names);
    void Add(std::string_view result, std::int64_t line, std::int64_t last_line, std::vector<std::string> names,
             const std::string& column = "", const std::string& value = "", const std::string& reason = "");
    [[nodiscard]] std::string Take() { return std::move(csv_); }

  private:
    char separator_;
    std::size_t names_;
    std::string csv_;
};

// To be corrected and imported again: rows that are wrong or were left, as they stood in the file.
std::string FailedRows(Separator separator, std::span<const std::string_view> columns, std::span<const Row> rows,
                       const std::set<std::int64_t>& fine);

}  // namespace imports
