#include <algorithm>

#include "lib/papers/canvas.hpp"
#include "lib/papers/papers.hpp"

// Delivery labels: one printer's cartridges each. Letters are as large as the label has room for.
namespace papers {
namespace {

constexpr double kEdge = 4;        // what label printers leave white
constexpr double kSmallest = 0.5;  // of the sizes below: 6 points for the address, 5.5 for what is small
constexpr double kStep = 0.05;
constexpr double kSerialHeight = 12;  // of the codes
constexpr double kOrderHeight = 9;
constexpr double kSquare = 24;  // of a square code, where it can be

constexpr Style kFrom{.points = 7.5};
constexpr Style kTo{.points = 7.5};
constexpr Style kAddress{.points = 13};
constexpr Style kFactStyle{.points = 8.5};
constexpr Style kModel{.points = 10};
constexpr Style kSerialNumber{.points = 15, .bold = true, .mono = true};
constexpr Style kShelf{.points = 12, .bold = true};
constexpr Style kItem{.points = 9.5};
constexpr Style kSentence{.points = 10.5, .bold = true};
constexpr Style kNumber{.points = 7.5};

struct Extent {
    double width;
    double height;  // 0: as long as it takes
};

Extent ExtentOf(Roll roll) {
    switch (roll) {
        case Roll::k100x150:
            return {100, 150};
        case Roll::kA6:
            return {105, 148};
        case Roll::k62mm:
            break;
    }
    return {62, 0};
}

class LabelDrawing {
  public:
    LabelDrawing(Canvas& canvas, const Labels& labels, std::size_t index, Extent extent)
        : canvas_(canvas),
          labels_(labels),
          label_(labels.labels[index]),
          number_(static_cast<int>(index) + 1),
          extent_(extent),
          width_(extent.width - 2 * kEdge) {
        order_ = Make(labels.order_number);
        serial_ = Make(label_.serial_number);
        if (!label_.location.empty()) {
            shelf_ = EncodeSquare(label_.location, kSquare);  // beside its name
        }
    }

    // Chooses the size of the letters, then draws. Gives the height of the label.
    double Draw(bool measure_only) {
        canvas_.measuring = true;
        double height = 0;
        if (extent_.height == 0) {
            scale_ = 0.8;  // a narrow label: long lines would break often
            height = All();
        } else {
            for (scale_ = 1; scale_ > kSmallest; scale_ -= kStep) {
                if (All() <= extent_.height) break;
            }
            while (All() > extent_.height && left_out_ < static_cast<int>(label_.items.size())) ++left_out_;
            // What still has no room makes the label longer, and the printer scales it: nothing is cut.
            height = std::max(extent_.height, All());
        }
        height_ = height;
        canvas_.measuring = false;
        if (!measure_only) All();
        return height;
    }

  private:
    [[nodiscard]] Code Make(const std::string& text) const {
        return text.empty() ? Code{} : Encode(text, width_, kSquare);
    }

    void Text(const Style& style, std::string_view text, double width = 0) {
        y_ += canvas_.Text(style.Scaled(scale_), text, kEdge, y_, width > 0 ? width : width_);
    }
    void Rule() {
        y_ += 1.5;
        canvas_.Rule(kEdge, y_, width_, 1);
        y_ += 1.8;
    }

    // Everything from top to bottom; gives where it ends.
    double All() {
        y_ = kEdge;
        for (const std::string& line : labels_.sender) Text(kFrom, line);
        Rule();
        Text(kTo, labels_.to);
        for (const std::string& line : labels_.recipient) {
            Style style = kAddress;
            style.bold = &line == &labels_.recipient.front();
            Text(style, line);
        }
        Rule();
        for (const Parcel::Fact& fact : labels_.facts) {
            if (!fact.value.empty()) Text(kFactStyle, fact.caption + ": " + fact.value);
        }
        Put(order_, labels_.order_number, kOrderHeight);
        Rule();
        Printer();
        Rule();
        const std::size_t shown = label_.items.size() - static_cast<std::size_t>(left_out_);
        for (std::size_t i = 0; i < shown; ++i) Text(kItem, label_.items[i]);
        if (left_out_ > 0) Text(kItem, labels_.more(left_out_));
        y_ += 1.5;
        Text(kSentence, label_.sentence);
        return Foot();
    }

    void Put(const Code& code, const std::string& text, double height) {
        if (text.empty()) return;
        y_ += 1;
        y_ += canvas_.Put(code, kEdge, y_, height, text) + 1;
    }

    void Printer() {
        Text(kTo, labels_.printer);
        Text(kModel, label_.printer_model);
        Text(kSerialNumber, label_.serial_number);
        Put(serial_, label_.serial_number, kSerialHeight);
        if (label_.location.empty()) return;
        const double top = y_ + 0.5;
        const double side = shelf_.width();
        y_ = top;
        Text(kTo, labels_.location, width_ - side - 2);
        Text(kShelf, label_.location, width_ - side - 2);
        canvas_.Put(shelf_, kEdge + width_ - side, top, side, label_.location);
        y_ = std::max(y_, top + side);
    }

    double Foot() {
        Style style = kNumber;
        style.side = Style::Side::kRight;
        const std::string number = labels_.number_of(number_, static_cast<int>(labels_.labels.size()));
        const double foot = canvas_.HeightOfNote(labels_, width_) + canvas_.HeightOf(style, number, width_);
        const double end = y_ + 1.5 + foot + kEdge;
        y_ = !canvas_.measuring ? height_ - kEdge - foot : y_ + 1.5;
        y_ += canvas_.Note(labels_, kEdge, y_, width_);
        canvas_.Text(style, number, kEdge, y_, width_);
        return end;
    }

    Canvas& canvas_;
    const Labels& labels_;
    const Label& label_;
    const int number_;
    const Extent extent_;
    const double width_;
    Code order_;
    Code serial_;
    Code shelf_;
    double height_ = 0;
    double scale_ = 1;
    int left_out_ = 0;
    double y_ = 0;
};

}  // namespace

Paper Draw(const Labels& labels) {
    const Extent extent = ExtentOf(labels.roll);
    Canvas canvas(extent.width, extent.height > 0 ? extent.height : 10, labels);
    for (std::size_t i = 0; i < labels.labels.size(); ++i) {
        canvas.ForgetMissing();
        LabelDrawing label(canvas, labels, i, extent);
        const double height = label.Draw(true);
        if (i == 0) {
            canvas.SetSize(extent.width, height);
        } else {
            canvas.NextPage(extent.width, height);
        }
        label.Draw(false);
    }
    return canvas.Finish();
}

}  // namespace papers
