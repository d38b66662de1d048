#include "lib/papers/table.hpp"

#include <algorithm>
#include <utility>

#include "lib/papers/canvas.hpp"

namespace papers {
namespace {

constexpr double kPageWidth = 297;
constexpr double kPageHeight = 210;
constexpr double kMargin = 12;
constexpr double kFootHeight = 8;
constexpr double kBetween = 2;   // columns
constexpr double kAround = 0.8;  // above and below a row
constexpr std::size_t kLongestCell = 120;
constexpr std::size_t kNarrowest = 6;  // characters
constexpr std::size_t kWidest = 28;

constexpr Style kPaperTitle{.points = 14, .bold = true};
constexpr Style kPaperSmall{.points = 8};
constexpr Style kColumnHead{.points = 7.5, .bold = true};
constexpr Style kTableCell{.points = 7.5};

// By code points, with "..." where it was longer.
std::string Short(const std::string& text) {
    std::size_t points = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
        if (++points > kLongestCell) return text.substr(0, at) + "\xE2\x80\xA6";
    }
    return text;
}

class TableDrawing {
  public:
    explicit TableDrawing(const TablePaper& table) : table_(table), canvas_(kPageWidth, kPageHeight, table) {
        const std::size_t most = static_cast<std::size_t>(kMostTableRows) + 1;
        count_ = std::min(table.rows.size(), most);
        Choose();
    }

    Paper Draw() {
        // First the pages, by the heights of their rows: each says how many there are.
        std::vector<std::size_t> begins{1};
        canvas_.measuring = true;
        double y = Head(true);
        const double bottom = kPageHeight - kMargin - kFootHeight;
        for (std::size_t i = 1; i < count_; ++i) {
            const double height = Row(i, y, kTableCell);
            if (y + height > bottom && i > begins.back()) {
                begins.push_back(i);
                y = Head(false);
            }
            y += height;
        }
        canvas_.measuring = false;
        for (std::size_t page = 0; page < begins.size(); ++page) {
            if (page > 0) canvas_.NextPage(kPageWidth, kPageHeight);
            y = Head(page == 0);
            const std::size_t end = page + 1 < begins.size() ? begins[page + 1] : count_;
            for (std::size_t i = begins[page]; i < end; ++i) y += Row(i, y, kTableCell);
            if (table_.number_of) {
                Style right = kPaperSmall;
                right.side = Style::Side::kRight;
                canvas_.Text(right, table_.number_of(static_cast<int>(page) + 1, static_cast<int>(begins.size())),
                             kMargin, kPageHeight - kMargin - 4, kPageWidth - 2 * kMargin);
            }
        }
        return canvas_.Finish();
    }

  private:
    void Choose() {
        if (table_.rows.empty()) return;
        const auto& head = table_.rows.front();
        std::vector<std::size_t> lengths;
        for (std::size_t column = 0; column < head.size(); ++column) {
            std::size_t longest = 0;
            for (std::size_t i = 1; i < count_; ++i) {
                if (column < table_.rows[i].size()) longest = std::max(longest, table_.rows[i][column].size());
            }
            if (longest == 0 && count_ > 1) continue;
            if (columns_.size() == static_cast<std::size_t>(kMostTableColumns)) {
                left_out_ = true;
                break;
            }
            columns_.push_back(column);
            lengths.push_back(std::clamp(std::max(longest, head[column].size()), kNarrowest, kWidest));
        }
        std::size_t sum = 0;
        for (const std::size_t length : lengths) sum += length;
        const double room = kPageWidth - 2 * kMargin - kBetween * static_cast<double>(columns_.size());
        for (const std::size_t length : lengths)
            widths_.push_back(room * static_cast<double>(length) / static_cast<double>(std::max<std::size_t>(sum, 1)));
    }
    // Gives where the rows begin.
    double Head(bool first) {
        double y = kMargin;
        const double width = kPageWidth - 2 * kMargin;
        if (first) {
            y += canvas_.Text(kPaperTitle, table_.title, kMargin, y, width) + 1;
            y += canvas_.Text(kPaperSmall, table_.subtitle, kMargin, y, width) + 1;
            if (table_.rows.size() > count_) y += canvas_.Text(kPaperSmall, table_.more, kMargin, y, width) + 1;
            if (left_out_) y += canvas_.Text(kPaperSmall, table_.columns_left_out, kMargin, y, width) + 1;
            y += 2;
        }
        if (count_ > 0) y += Row(0, y, kColumnHead);
        if (!canvas_.measuring) canvas_.Rule(kMargin, y, width);
        return y;
    }
    double Row(std::size_t index, double y, const Style& style) {
        const auto& row = table_.rows[index];
        double height = 0;
        double x = kMargin;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i] < row.size())
                height = std::max(height, canvas_.Text(style, Short(row[columns_[i]]), x, y + kAround, widths_[i]));
            x += widths_[i] + kBetween;
        }
        return height + 2 * kAround;
    }

    const TablePaper& table_;
    Canvas canvas_;
    std::size_t count_ = 0;  // of rows, with the head
    std::vector<std::size_t> columns_;
    std::vector<double> widths_;
    bool left_out_ = false;
};

}  // namespace

Paper Draw(const TablePaper& table) {
    return TableDrawing(table).Draw();
}

}  // namespace papers
