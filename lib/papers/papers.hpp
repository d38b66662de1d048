#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "lib/base/clock.hpp"

// The papers that travel with a parcel, as PDF: packing slip and delivery labels (ASR-12, ORD-3). Pure: the same
// content gives the same bytes. What is drawn never depends on the fonts that a machine happens to have: see fonts.hpp.
// All texts are UTF-8 and come from the caller, in its language. Lengths are millimeters, sizes of letters points.
namespace papers {

// Thrown when a font that the papers are drawn with is not installed; what() names its file.
struct FontMissing : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Sheet { kA4, kLetter };

// What labels are printed on: single ones of 100 x 150 mm or A6, or a roll of 62 mm, cut behind each label.
enum class Roll { k100x150, kA6, k62mm };

// What both papers say. Empty texts are left out.
struct Parcel {
    base::Instant made_at;  // the date in the PDF, which has no other
    std::string language;   // "nb": how its letters are joined and its lines broken
    std::string title;      // of the document, also shown by readers
    std::vector<std::string> sender;
    std::string to;  // caption of the recipient
    std::vector<std::string> recipient;
    std::string order_number;  // also as a code
    struct Fact {
        std::string caption;
        std::string value;
    };
    std::vector<Fact> facts;  // order, date, carrier, tracking number ...
    // "Page 1 of 3", "Label 1 of 3".
    std::function<std::string(int number, int of)> number_of;
    // The sentence about characters that no font has; `code_points` is "U+1F600, U+0C24".
    std::function<std::string(const std::string& code_points)> missing_note;
};

struct Line {
    std::string quantity;
    std::string item;
    std::string part_number;
    std::string printer_model;
    std::string printer_serial_number;  // also as a code
    std::string printer_location;
    std::string sentence;  // whose cartridge it is, and when it is put in (ASR-12)
};

struct Slip : Parcel {
    Sheet sheet = Sheet::kA4;
    // Captions of the columns: quantity, item, part number, printer.
    std::array<std::string, 4> columns;
    std::vector<Line> lines;
    std::string total;
};

// What hangs on one printer's cartridges.
struct Label {
    std::string printer_model;
    std::string serial_number;  // also as a code
    std::string location;       // also as a code: what the shelf is called
    std::vector<std::string> items;
    std::string sentence;
};

struct Labels : Parcel {
    Roll roll = Roll::k100x150;
    std::string printer;  // captions
    std::string location;
    std::vector<Label> labels;
    // "and 3 more, see the packing slip": where a printer gets more items than there is room for.
    std::function<std::string(int count)> more;
};

// Where something stands: nothing may overlap or leave its page.
struct Box {
    int page = 0;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    std::string what;
};

struct Paper {
    std::string pdf;
    int pages = 0;
    // Code points that no font has, each once: U+FFFD stands in their place, and the page says which they were.
    std::vector<char32_t> missing;
    std::vector<Box> boxes;
};

// Throw FontMissing.
Paper Draw(const Slip& slip);
Paper Draw(const Labels& labels);

// "U+1F600, U+0C24"; of many the first twelve and "...".
std::string NameCodePoints(const std::vector<char32_t>& code_points);

}  // namespace papers
