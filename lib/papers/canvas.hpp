#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/papers/codes.hpp"
#include "lib/papers/papers.hpp"

// Pages of a PDF to draw on, in millimeters from the top left corner.
namespace papers {

struct Style {
    double points = 9;
    bool bold = false;
    bool mono = false;  // numbers that people compare: 0 and O, 1 and l differ
    enum class Side { kLeft, kRight, kCenter } side = Side::kLeft;

    [[nodiscard]] Style Scaled(double factor) const {
        Style style = *this;
        style.points *= factor;
        return style;
    }
};

class Canvas {
  public:
    Canvas(double width, double height, const Parcel& about);
    Canvas(const Canvas&) = delete;  // the surface writes into it
    Canvas& operator=(const Canvas&) = delete;

    // Measures, and draws unless `measuring`; gives the height. A text breaks into lines of `width`, within a word where
    // it must. Empty texts have no height.
    double Text(const Style& style, std::string_view text, double x, double y, double width);
    [[nodiscard]] double HeightOf(const Style& style, std::string_view text, double width);
    // Gives the height: of a square code its own, of Code 128 `height`. A code stands at the left of where it is put.
    double Put(const Code& code, double x, double y, double height, std::string_view what);
    [[nodiscard]] static double HeightOf(const Code& code, double height);
    void Rule(double x, double y, double width, double points = 0.5);
    void Frame(double x, double y, double width, double height);
    // Which characters could not be drawn since ForgetMissing(), where there are such; the caller has the words.
    double Note(const Parcel& parcel, double x, double y, double width);
    [[nodiscard]] double HeightOfNote(const Parcel& parcel, double width);
    void ForgetMissing() { missing_.clear(); }

    void SetSize(double width, double height);  // of a page that has nothing on it yet
    void NextPage(double width, double height);

    // From now on things are only measured.
    bool measuring = false;

    [[nodiscard]] Paper Finish();

  private:
    template <class T>
    using Owned = std::unique_ptr<T, void (*)(T*)>;
    PangoLayout* Lay(const Style& style, std::string_view text, double width);

    Paper paper_;
    std::vector<char32_t> missing_;
    int page_ = 1;
    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> cairo_;
    std::unique_ptr<PangoFontMap, void (*)(gpointer)> fonts_;
    std::unique_ptr<PangoContext, void (*)(gpointer)> context_;
    std::unique_ptr<PangoLayout, void (*)(gpointer)> layout_;
};

}  // namespace papers
