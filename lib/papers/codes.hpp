#pragma once

#include <string>
#include <string_view>
#include <vector>

// What a scanner reads back exactly as it was given.
namespace papers {

struct Code {
    struct Bar {
        double x = 0;  // in modules; the quiet zone is not part of it
        double y = 0;
        double width = 0;
        double height = 0;
    };
    bool square = false;    // QR, else Code 128
    double modules = 0;     // its width
    double module = 0;      // the width of one, in millimeters
    std::vector<Bar> bars;  // of Code 128 only x and width count

    // Modules that stay white at each side.
    [[nodiscard]] double quiet() const { return square ? 4 : 10; }
    // With the quiet zones, in millimeters.
    [[nodiscard]] double width() const { return (modules + 2 * quiet()) * module; }
};

// Code 128 for printable ASCII that fits into `width` with bars that a label printer can draw; everything else is a
// square code. Throws std::runtime_error for what is too long for it (2,300 octets and more).
Code Encode(std::string_view text, double width, double side);

// A QR code that says that it is UTF-8 (ECI 26) where it has more than ASCII: a reader that is not told guesses. With
// the largest modules that keep it within `side`, or the smallest that a label printer can draw.
Code EncodeSquare(std::string_view text, double side);

}  // namespace papers
