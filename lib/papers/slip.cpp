#include <algorithm>
#include <utility>

#include "lib/papers/canvas.hpp"
#include "lib/papers/papers.hpp"

// The packing slip: sender, recipient and what the parcel is on the first page, then the table, with its heads on each.
namespace papers {
namespace {

constexpr double kSide = 15;  // margins left and right
constexpr double kTop = 14;
constexpr double kFoot = 18;          // margin at the bottom, with the page's number in it
constexpr double kGap = 2;            // between columns
constexpr double kPadding = 1.6;      // above and below a row
constexpr double kBarHeight = 7;      // of a serial number's code
constexpr double kNumberHeight = 10;  // of the order number's
constexpr double kSquare = 18;        // of a square code, where it can be

constexpr Style kTitle{.points = 18, .bold = true};
constexpr Style kCaption{.points = 7.5};
constexpr Style kSmall{.points = 8};
constexpr Style kSender{.points = 8.5};
constexpr Style kRecipient{.points = 11};
constexpr Style kHead{.points = 8, .bold = true};
constexpr Style kCell{.points = 9};
constexpr Style kStrong{.points = 9, .bold = true};
constexpr Style kMono{.points = 9, .mono = true};
constexpr Style kSerial{.points = 10, .bold = true, .mono = true};
constexpr Style kQuantity{.points = 11, .bold = true};

struct Size {
    double width;
    double height;
};

Size SizeOf(Sheet sheet) {
    return sheet == Sheet::kLetter ? Size{215.9, 279.4} : Size{210, 297};
}

struct Columns {
    std::array<double, 5> x{};
    std::array<double, 5> width{};

    explicit Columns(double paper_width) {
        // A box to tick, quantity, item, part number, printer; what is left is the item's.
        width = {8, 18, 0, 34, 66};
        width[2] = paper_width - 2 * kSide - width[0] - width[1] - width[3] - width[4];
        double at = kSide;
        for (std::size_t i = 0; i < x.size(); at += width[i++]) x[i] = at;
        for (double& each : width) each -= kGap;
        width.back() += kGap;
    }
};

class SlipDrawing {
  public:
    explicit SlipDrawing(const Slip& slip)
        : slip_(slip), size_(SizeOf(slip.sheet)), columns_(size_.width), canvas_(size_.width, size_.height, slip) {
        for (const Line& line : slip.lines) {
            codes_.push_back(line.printer_serial_number.empty()
                                 ? Code{}
                                 : Encode(line.printer_serial_number, columns_.width[4], kSquare));
        }
    }

    Paper Draw() {
        // First the pages, by the heights of their rows: each says how many there are.
        std::vector<std::size_t> begins{0};
        canvas_.measuring = true;
        double y = FirstHead();
        y += Heads(y);
        for (std::size_t i = 0; i < slip_.lines.size(); ++i) {
            const bool last = i + 1 == slip_.lines.size();
            const double height = Row(i, y);
            const double below = last ? Total(0) : 0;
            // Every page but the first takes at least one row.
            if (y + height + below > Bottom() && (begins.size() == 1 || i > begins.back())) {
                begins.push_back(i);
                y = NextHead();
                y += Heads(y);
            }
            y += height;
        }
        canvas_.measuring = false;

        const auto pages = static_cast<int>(begins.size());
        for (int page = 1; page <= pages; ++page) {
            if (page > 1) canvas_.NextPage(size_.width, size_.height);
            y = page == 1 ? FirstHead() : NextHead();
            y += Heads(y);
            const std::size_t end = page == pages ? slip_.lines.size() : begins[static_cast<std::size_t>(page)];
            for (std::size_t i = begins[static_cast<std::size_t>(page) - 1]; i < end; ++i) y += Row(i, y);
            if (page == pages) Total(y);
            Foot(page, pages);
        }
        return canvas_.Finish();
    }

  private:
    [[nodiscard]] double Bottom() const { return size_.height - kFoot; }

    // Sender, recipient and facts; gives where the table begins.
    double FirstHead() {
        const double right = size_.width - kSide;
        const double facts_width = 76;
        const double facts_x = right - facts_width;
        const double address_width = facts_x - kSide - 8;
        double y = kTop;
        for (const std::string& line : slip_.sender) {
            Style style = kSender;
            style.bold = &line == &slip_.sender.front();
            y += canvas_.Text(style, line, kSide, y, address_width);
        }
        y = std::max(y + 8, kTop + 20);
        y += canvas_.Text(kCaption, slip_.to, kSide, y, address_width) + 0.8;
        for (const std::string& line : slip_.recipient) {
            Style style = kRecipient;
            style.bold = &line == &slip_.recipient.front();
            y += canvas_.Text(style, line, kSide, y, address_width);
        }

        double facts_y = kTop;
        facts_y += canvas_.Text(kTitle, slip_.title, facts_x, facts_y, facts_width) + 3;
        if (!slip_.order_number.empty()) {
            // The quiet zone of the code begins where texts do.
            facts_y += canvas_.Put(Encode(slip_.order_number, facts_width, kSquare), facts_x, facts_y, kNumberHeight,
                                   slip_.order_number) +
                       2;
        }
        for (const Parcel::Fact& fact : slip_.facts) {
            if (fact.value.empty()) continue;
            const double caption = canvas_.Text(kSmall, fact.caption, facts_x, facts_y, 30);
            const double value = canvas_.Text(kCell, fact.value, facts_x + 32, facts_y, facts_width - 32);
            facts_y += std::max(caption, value) + 0.8;
        }
        return std::max(y, facts_y) + 8;
    }

    // What the slip is, on the pages after the first.
    double NextHead() {
        const double width = size_.width - 2 * kSide;
        double y = kTop;
        y += canvas_.Text(kStrong, slip_.title + "  " + slip_.order_number, kSide, y, width) + 4;
        return y;
    }

    double Heads(double y) {
        double height = 0;
        for (std::size_t i = 0; i < slip_.columns.size(); ++i) {
            height = std::max(height, canvas_.HeightOf(kHead, slip_.columns[i], columns_.width[i + 1]));
        }
        for (std::size_t i = 0; i < slip_.columns.size(); ++i) {
            const double own = canvas_.HeightOf(kHead, slip_.columns[i], columns_.width[i + 1]);
            canvas_.Text(kHead, slip_.columns[i], columns_.x[i + 1], y + height - own, columns_.width[i + 1]);
        }
        canvas_.Rule(kSide, y + height + 1, size_.width - 2 * kSide, 1);
        return height + 1.4;
    }

    double Row(std::size_t index, double y) {
        const Line& line = slip_.lines[index];
        const double top = y + kPadding;
        canvas_.Frame(columns_.x[0] + 0.5, top + 0.5, 4, 4);
        std::array<double, 4> ends{};
        ends[0] = canvas_.Text(kQuantity, line.quantity, columns_.x[1], top, columns_.width[1]);
        ends[1] = canvas_.Text(kStrong, line.item, columns_.x[2], top, columns_.width[2]);
        if (!line.sentence.empty()) {
            ends[1] += 0.8;
            ends[1] += canvas_.Text(kSmall, line.sentence, columns_.x[2], top + ends[1], columns_.width[2]);
        }
        ends[2] = canvas_.Text(kMono, line.part_number, columns_.x[3], top, columns_.width[3]);
        const double x = columns_.x[4];
        const double width = columns_.width[4];
        double& end = ends[3];
        end += canvas_.Text(kCell, line.printer_model, x, top + end, width);
        end += canvas_.Text(kSerial, line.printer_serial_number, x, top + end, width);
        if (!line.printer_serial_number.empty()) {
            end += 0.8;
            end += canvas_.Put(codes_[index], x, top + end, kBarHeight, line.printer_serial_number) + 0.8;
        }
        end += canvas_.Text(kSmall, line.printer_location, x, top + end, width);
        const double height = std::max({5.0, ends[0], ends[1], ends[2], ends[3]}) + 2 * kPadding;
        canvas_.Rule(kSide, y + height, size_.width - 2 * kSide, 0.4);
        return height + 0.2;
    }

    double Total(double y) {
        return 3 + canvas_.Text(kStrong, slip_.total, columns_.x[1], y + 3, size_.width - kSide - columns_.x[1]);
    }

    void Foot(int page, int pages) {
        const double y = Bottom() + 4;
        const double half = (size_.width - 2 * kSide) / 2;
        Style right = kSmall;
        right.side = Style::Side::kRight;
        canvas_.Text(right, slip_.number_of(page, pages), kSide + half + 2, y, half - 2);
        canvas_.Note(slip_, kSide, y, half - 2);
    }

    const Slip& slip_;
    const Size size_;
    const Columns columns_;
    Canvas canvas_;
    std::vector<Code> codes_;
};

}  // namespace

Paper Draw(const Slip& slip) {
    return SlipDrawing(slip).Draw();
}

}  // namespace papers
