#include "lib/papers/canvas.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "lib/papers/fonts.hpp"

namespace papers {
namespace {

constexpr double kPointsPerMillimeter = 72 / 25.4;
// In which order fonts are asked for a letter; each file is one of kFontFiles.
constexpr const char* kFamilies = "DejaVu Sans,FreeSans,WenQuanYi Micro Hei,FreeSerif";
constexpr const char* kMonoFamilies = "DejaVu Sans Mono,DejaVu Sans,FreeSans,WenQuanYi Micro Hei,FreeSerif";

cairo_status_t Append(void* bytes, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

double Points(double millimeters) {
    return millimeters * kPointsPerMillimeter;
}

// The characters that Pango would draw as a box: a few that nobody sees, such as the fillers of Hangul.
std::vector<char32_t> UnknownIn(PangoLayout* layout) {
    std::vector<char32_t> unknown;
    const std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> at(pango_layout_get_iter(layout),
                                                                          pango_layout_iter_free);
    do {
        const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at.get());
        for (int i = 0; run != nullptr && i < run->glyphs->num_glyphs; ++i) {
            const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) continue;
            unknown.push_back(static_cast<char32_t>(glyph & ~static_cast<PangoGlyph>(PANGO_GLYPH_UNKNOWN_FLAG)));
        }
    } while (pango_layout_iter_next_run(at.get()) != FALSE);
    return unknown;
}

double Millimeters(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE / kPointsPerMillimeter;
}

}  // namespace

Canvas::Canvas(double width, double height, const Parcel& about)
    : surface_(nullptr, cairo_surface_destroy),
      cairo_(nullptr, cairo_destroy),
      fonts_(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT), g_object_unref),
      context_(nullptr, g_object_unref),
      layout_(nullptr, g_object_unref) {
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts_.get()), FontConfig());
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts_.get()), 72);
    surface_.reset(cairo_pdf_surface_create_for_stream(Append, &paper_.pdf, Points(width), Points(height)));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, Printable(about.title, missing_).c_str());
    // Without it Cairo asks the clock.
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   base::FormatRfc3339(about.made_at).c_str());
    cairo_.reset(cairo_create(surface_.get()));
    context_.reset(pango_font_map_create_context(fonts_.get()));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_language(context_.get(), pango_language_from_string(about.language.c_str()));
    const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(cairo_font_options_create(),
                                                                                         cairo_font_options_destroy);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    layout_.reset(pango_layout_new(context_.get()));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    // A serial number that is broken would get a hyphen that people type.
    const std::unique_ptr<PangoAttrList, void (*)(PangoAttrList*)> attributes(pango_attr_list_new(),
                                                                              pango_attr_list_unref);
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout_.get(), attributes.get());
}

PangoLayout* Canvas::Lay(const Style& style, std::string_view text, double width) {
    std::string printable = Printable(text, missing_);
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(pango_font_description_new(),
                                                                                      pango_font_description_free);
    pango_font_description_set_family_static(font.get(), style.mono ? kMonoFamilies : kFamilies);
    pango_font_description_set_absolute_size(font.get(), style.points * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    PangoLayout* layout = layout_.get();
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_width(layout, static_cast<int>(Points(width) * PANGO_SCALE));
    pango_layout_set_text(layout, printable.data(), static_cast<int>(printable.size()));
    if (pango_layout_get_unknown_glyphs_count(layout) > 0) {
        printable = Replaced(printable, UnknownIn(layout), missing_);
        pango_layout_set_text(layout, printable.data(), static_cast<int>(printable.size()));
        if (pango_layout_get_unknown_glyphs_count(layout) > 0) {
            throw std::logic_error("a paper has letters that no font has: " + printable);
        }
    }
    for (const char32_t each : missing_) {
        if (std::ranges::find(paper_.missing, each) == paper_.missing.end()) paper_.missing.push_back(each);
    }
    // A line of Arabic or Hebrew keeps its direction and stands where the others do: "left" is its start, which is right.
    const bool backwards = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
    const bool right = (style.side == Style::Side::kRight) != backwards;
    pango_layout_set_alignment(layout, style.side == Style::Side::kCenter ? PANGO_ALIGN_CENTER
                                       : right                            ? PANGO_ALIGN_RIGHT
                                                                          : PANGO_ALIGN_LEFT);
    return layout;
}

double Canvas::Text(const Style& style, std::string_view text, double x, double y, double width) {
    if (text.empty()) return 0;
    PangoLayout* layout = Lay(style, text, width);
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    const double height = Millimeters(logical.height);
    if (measuring) return height;
    cairo_move_to(cairo_.get(), Points(x), Points(y));
    pango_cairo_show_layout(cairo_.get(), layout);
    paper_.boxes.push_back({page_, x + Millimeters(logical.x), y, x + Millimeters(logical.x + logical.width),
                            y + height, std::string(text)});
    return height;
}

double Canvas::HeightOf(const Style& style, std::string_view text, double width) {
    const bool before = measuring;
    measuring = true;
    const double height = Text(style, text, 0, 0, width);
    measuring = before;
    return height;
}

double Canvas::HeightOf(const Code& code, double height) {
    return code.square ? code.width() : height;
}

double Canvas::Put(const Code& code, double x, double y, double height, std::string_view what) {
    const double tall = HeightOf(code, height);
    if (measuring) return tall;
    const double quiet = code.quiet() * code.module;
    // One path for all bars, filled once: no seam is left where two of them meet.
    for (const Code::Bar& bar : code.bars) {
        const double top = code.square ? quiet + bar.y * code.module : 0;
        const double bar_height = code.square ? bar.height * code.module : tall;
        cairo_rectangle(cairo_.get(), Points(x + quiet + bar.x * code.module), Points(y + top),
                        Points(bar.width * code.module), Points(bar_height));
    }
    cairo_fill(cairo_.get());
    paper_.boxes.push_back({page_, x, y, x + code.width(), y + tall, "code " + std::string(what)});
    return tall;
}

void Canvas::Rule(double x, double y, double width, double points) {
    if (measuring) return;
    cairo_rectangle(cairo_.get(), Points(x), Points(y), Points(width), points);
    cairo_fill(cairo_.get());
}

void Canvas::Frame(double x, double y, double width, double height) {
    if (measuring) return;
    cairo_set_line_width(cairo_.get(), 0.75);
    cairo_rectangle(cairo_.get(), Points(x), Points(y), Points(width), Points(height));
    cairo_stroke(cairo_.get());
    paper_.boxes.push_back({page_, x, y, x + width, y + height, "frame"});
}

double Canvas::Note(const Parcel& parcel, double x, double y, double width) {
    if (missing_.empty()) return 0;
    return Text({.points = 7}, parcel.missing_note(NameCodePoints(missing_)), x, y, width);
}

double Canvas::HeightOfNote(const Parcel& parcel, double width) {
    const bool before = measuring;
    measuring = true;
    const double height = Note(parcel, 0, 0, width);
    measuring = before;
    return height;
}

void Canvas::SetSize(double width, double height) {
    cairo_pdf_surface_set_size(surface_.get(), Points(width), Points(height));
}

void Canvas::NextPage(double width, double height) {
    cairo_show_page(cairo_.get());
    SetSize(width, height);
    ++page_;
}

Paper Canvas::Finish() {
    cairo_show_page(cairo_.get());
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    if (const auto status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(std::string("a paper cannot be drawn: ") + cairo_status_to_string(status));
    }
    surface_.reset();
    paper_.pages = page_;
    return std::move(paper_);
}

std::string NameCodePoints(const std::vector<char32_t>& code_points) {
    constexpr std::size_t kNamed = 12;
    std::string names;
    for (std::size_t i = 0; i < code_points.size() && i < kNamed; ++i) {
        names += fmt::format("{}U+{:04X}", i == 0 ? "" : ", ", static_cast<std::uint32_t>(code_points[i]));
    }
    return code_points.size() > kNamed ? names + " ..." : names;
}

}  // namespace papers
