#include "server/platform/tables/tables.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "lib/base/clock.hpp"
#include "lib/base/csv.hpp"

namespace tables {
namespace {

constexpr std::size_t kInMemory = 256 << 10;  // octets; more goes to disk
constexpr std::size_t kPiece = 64 << 10;
constexpr std::size_t kMostOfACell = 32'000;  // characters; a spreadsheet takes 32,767

[[noreturn]] void Fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// A file that nobody else finds and that is gone once it is closed.
class Spool {
  public:
    Spool() {
        std::string path = (std::filesystem::temp_directory_path() / "platen-table-XXXXXX").string();
        descriptor_ = mkstemp(path.data());
        if (descriptor_ < 0) Fail("no room for a file");
        path_ = path;
    }
    ~Spool() {
        Forget();
        if (descriptor_ >= 0) close(descriptor_);
    }
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    // Its name goes, its content stays until the end.
    void Forget() {
        if (!path_.empty()) unlink(path_.c_str());
        path_.clear();
    }
    void Write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) Fail("no room for a file");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    std::int64_t Size() const {
        const off_t size = lseek(descriptor_, 0, SEEK_END);
        if (size < 0) Fail("a file cannot be read");
        return size;
    }
    std::optional<std::string> Read(std::int64_t& from) const {
        std::string piece(kPiece, '\0');
        for (;;) {
            const ssize_t octets = pread(descriptor_, piece.data(), piece.size(), from);
            if (octets < 0 && errno == EINTR) continue;
            if (octets < 0) Fail("a file cannot be read");
            if (octets == 0) return std::nullopt;
            from += octets;
            piece.resize(static_cast<std::size_t>(octets));
            return piece;
        }
    }

  private:
    int descriptor_ = -1;
    std::string path_;
};

void ReadBy(Made& made, const std::shared_ptr<Spool>& spool) {
    made.size = spool->Size();
    made.pieces = [spool, from = std::int64_t{0}]() mutable { return spool->Read(from); };
}

}  // namespace

class File::Writer {
  public:
    virtual ~Writer() = default;
    virtual void Row(const std::vector<std::string>& fields) = 0;
    virtual Made End() = 0;

    std::size_t rows = 0;
};

namespace {

class Csv final : public File::Writer {
  public:
    Csv(std::string_view name, const std::vector<Column>& columns) : name_(std::string(name) + ".csv") {
        text_ = "\xEF\xBB\xBF";  // spreadsheets read UTF-8 by its byte order mark
        std::vector<std::string> head;
        head.reserve(columns.size());
        for (const Column& column : columns) head.push_back(column.name);
        base::csv::AppendRow(text_, head);
    }
    void Row(const std::vector<std::string>& fields) override {
        base::csv::AppendRow(text_, fields);
        if (text_.size() < kInMemory) return;
        if (!spool_) spool_ = std::make_shared<Spool>();
        spool_->Write(text_);
        text_.clear();
    }
    Made End() override {
        Made made{.content_type = "text/csv; charset=utf-8", .name = name_, .bytes = ""};
        if (!spool_) {
            made.size = static_cast<std::int64_t>(text_.size());
            made.bytes = std::move(text_);
            return made;
        }
        spool_->Write(text_);
        spool_->Forget();
        ReadBy(made, spool_);
        return made;
    }

  private:
    std::string name_;
    std::string text_;
    std::shared_ptr<Spool> spool_;
};

// A cell holds so many characters; what XML cannot say is left out.
std::string CellText(const std::string& text) {
    std::string clean;
    clean.reserve(text.size());
    std::size_t units = 0;  // of UTF-16
    for (std::size_t at = 0; at < text.size();) {
        const auto octet = static_cast<unsigned char>(text[at]);
        const std::size_t length = octet < 0x80 ? 1 : octet < 0xE0 ? 2 : octet < 0xF0 ? 3 : 4;
        const std::string_view one = std::string_view(text).substr(at, length);
        at += length;
        if (octet < 0x20 && octet != '\n' && octet != '\t') continue;
        if (one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF") continue;
        units += length == 4 ? 2 : 1;
        if (units > kMostOfACell) break;
        clean += one;
    }
    return clean;
}

// Spreadsheets keep 15 digits: a longer number would be another one.
std::optional<double> NumberOf(const std::string& text) {
    constexpr std::size_t kDigits = 15;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return text.size() > kDigits ? std::nullopt : std::optional(value);
}

lxw_datetime DateOf(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    lxw_datetime result{};
    result.year = static_cast<int>(date.year());
    result.month = static_cast<int>(static_cast<unsigned>(date.month()));
    result.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return result;
}

class Xlsx final : public File::Writer {
  public:
    Xlsx(std::string_view name, std::vector<Column> columns)
        : name_(std::string(name) + ".xlsx"), columns_(std::move(columns)), spool_(std::make_shared<Spool>()) {
        directory_ = std::filesystem::temp_directory_path().string();
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.use_zip64 = LXW_TRUE;
        options.tmpdir = directory_.data();
        workbook_ = workbook_new_opt(spool_->path().c_str(), &options);
        if (workbook_ == nullptr) throw std::runtime_error("no room for a workbook");
        bold_ = workbook_add_format(workbook_);
        format_set_bold(bold_);
        day_ = workbook_add_format(workbook_);
        format_set_num_format(day_, "yyyy-mm-dd");
        time_ = workbook_add_format(workbook_);
        format_set_num_format(time_, "yyyy-mm-dd hh:mm:ss");
        sheet_ = workbook_add_worksheet(workbook_, nullptr);
        if (sheet_ == nullptr) throw std::runtime_error("no room for a workbook");
        worksheet_freeze_panes(sheet_, 1, 0);
        for (std::size_t at = 0; at < columns_.size(); ++at) {
            const auto column = static_cast<lxw_col_t>(at);
            worksheet_set_column(sheet_, column, column, columns_[at].kind == Kind::kTime ? 19 : 14, nullptr);
            Check(worksheet_write_string(sheet_, 0, column, CellText(columns_[at].name).c_str(), bold_));
        }
    }
    ~Xlsx() override {
        if (workbook_ != nullptr) workbook_close(workbook_);  // also what was given up is freed by that alone
    }
    void Row(const std::vector<std::string>& fields) override {
        const auto row = static_cast<lxw_row_t>(rows + 1);
        for (std::size_t at = 0; at < fields.size() && at < columns_.size(); ++at) {
            if (!fields[at].empty()) Cell(row, static_cast<lxw_col_t>(at), columns_[at].kind, fields[at]);
        }
    }
    Made End() override {
        lxw_workbook* const workbook = std::exchange(workbook_, nullptr);
        Check(workbook_close(workbook));
        // The library writes a file of that name anew.
        Made made{.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  .name = name_,
                  .bytes = ""};
        spool_->Forget();
        ReadBy(made, spool_);
        return made;
    }

  private:
    void Cell(lxw_row_t row, lxw_col_t column, Kind kind, const std::string& field) {
        if (kind == Kind::kNumber) {
            if (const auto number = NumberOf(field)) {
                Check(worksheet_write_number(sheet_, row, column, *number, nullptr));
                return;
            }
        } else if (kind == Kind::kDay) {
            if (const auto day = base::ParseDay(field)) {
                lxw_datetime date = DateOf(*day);
                Check(worksheet_write_datetime(sheet_, row, column, &date, day_));
                return;
            }
        } else if (kind == Kind::kTime) {
            if (const auto time = base::ParseRfc3339(field)) {
                const auto day = std::chrono::floor<std::chrono::days>(*time);
                const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(*time - day)};
                lxw_datetime date = DateOf(day);
                date.hour = static_cast<int>(clock.hours().count());
                date.min = static_cast<int>(clock.minutes().count());
                date.sec = static_cast<double>(clock.seconds().count());
                Check(worksheet_write_datetime(sheet_, row, column, &date, time_));
                return;
            }
        }
        Check(worksheet_write_string(sheet_, row, column, CellText(field).c_str(), nullptr));
    }
    static void Check(lxw_error error) {
        if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(error));
    }

    std::string name_;
    std::vector<Column> columns_;
    std::shared_ptr<Spool> spool_;
    std::string directory_;
    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* bold_ = nullptr;
    lxw_format* day_ = nullptr;
    lxw_format* time_ = nullptr;
};

}  // namespace

File::File(std::optional<Format> format, std::string_view name, const std::vector<Column>& columns) {
    if (format == Format::kXlsx) {
        writer_ = std::make_unique<Xlsx>(name, columns);
    } else {
        writer_ = std::make_unique<Csv>(name, columns);
    }
}
File::~File() = default;
File::File(File&&) noexcept = default;
File& File::operator=(File&&) noexcept = default;

void File::Add(const std::vector<std::string>& fields) {
    writer_->Row(fields);
    ++writer_->rows;
}

std::size_t File::rows() const {
    return writer_->rows;
}

Made File::Finish() && {
    Made made = writer_->End();
    made.rows = static_cast<std::int64_t>(writer_->rows);
    writer_.reset();
    return made;
}

std::optional<std::string> ReadAll(Made&& made, std::int64_t most) {
    if (made.size > most) return std::nullopt;
    std::string bytes = std::move(made.bytes);
    if (made.pieces) {
        while (auto piece = made.pieces()) bytes += *piece;
    }
    return bytes;
}

}  // namespace tables
