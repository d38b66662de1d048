#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A list as a file: the one place that writes rows as CSV or as a workbook (PRN-1). Rows come one after another and leave
// memory at once, whatever their number: what is longer than some 256 KiB waits on disk until it is read.
//
//     tables::File file(params.format, "printers", {"organization", {"pages", tables::Kind::kNumber}});
//     file.Add({row.organization_name, std::to_string(row.pages)});
//     return http::AnswerOf(std::move(file).Finish());    // server/platform/tables/answer.hpp
namespace tables {

enum class Format { kCsv, kXlsx };
BOOST_DESCRIBE_ENUM(Format, kCsv, kXlsx)

// What the cells of a column are in a workbook, so that a spreadsheet counts and sorts by them. A cell that is none of its
// kind (an empty one, "unknown") stays text; so does everything of kText, whatever it looks like: a formula too.
enum class Kind {
    kText,
    kNumber,
    kDay,   // "2026-11-21"
    kTime,  // RFC 3339; as UTC
};

struct Column {
    std::string name;
    Kind kind = Kind::kText;

    Column(const char* its_name, Kind its_kind = Kind::kText) : name(its_name), kind(its_kind) {}             // NOLINT
    Column(std::string its_name, Kind its_kind = Kind::kText) : name(std::move(its_name)), kind(its_kind) {}  // NOLINT
};

// A file that is ready. Its pieces, some 64 KiB each, are read once; nullopt is the end.
struct Made {
    std::string content_type;
    std::string name;   // "printers.xlsx"
    std::string bytes;  // all of it, or "" where it comes in pieces
    std::function<std::optional<std::string>()> pieces{};
    std::int64_t size = 0;  // octets
    std::int64_t rows = 0;  // without the head
};
// The rest of it, as one text; nullopt where it has more than `most` octets.
std::optional<std::string> ReadAll(Made&& made, std::int64_t most);

inline constexpr std::size_t kMostRows = 1'000'000;  // of a file: a sheet holds 1,048,576

class File {
  public:
    // `name` without its ending. No format is CSV. Throws std::runtime_error where the disk takes nothing.
    File(std::optional<Format> format, std::string_view name, const std::vector<Column>& columns);
    ~File();
    File(File&&) noexcept;
    File& operator=(File&&) noexcept;
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    // One field for each column.
    void Add(const std::vector<std::string>& fields);
    [[nodiscard]] std::size_t rows() const;
    Made Finish() &&;

    class Writer;

  private:
    std::unique_ptr<Writer> writer_;
};

}  // namespace tables
