#include <cups/cups.h>
#include <cups/pwg.h>
#include <cups/raster.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "agent/ipp/ipp_action.hpp"

// One page that shows each colour. It says where and when, and no sentence that would have to be translated.
namespace agent {
namespace {

constexpr const char* kName = "Platen";

std::string Ascii(const std::string& text) {
    std::string clean;
    for (const char c : text) clean += c >= ' ' && c <= '~' ? c : '?';
    return clean.substr(0, 200);
}

std::string PdfText(const std::string& text) {
    std::string escaped;
    for (const char c : Ascii(text)) {
        if (c == '(' || c == ')' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

using Rgb = std::array<unsigned char, 3>;
constexpr std::array<Rgb, 8> kColors{Rgb{0, 255, 255}, Rgb{255, 0, 255}, Rgb{255, 255, 0}, Rgb{0, 0, 0},
                                     Rgb{255, 0, 0},   Rgb{0, 255, 0},   Rgb{0, 0, 255},   Rgb{128, 128, 128}};

}  // namespace

std::string TestPagePdf(const TestPageText& text, PageSize size) {
    const double width = size.width * 72 / 2540.0;
    const double length = size.length * 72 / 2540.0;
    std::string drawn = fmt::format("2 w 36 36 {:.1f} {:.1f} re S\n", width - 72, length - 72);
    const double step = (width - 144) / static_cast<double>(kColors.size());
    for (std::size_t i = 0; i < kColors.size(); ++i) {
        drawn += fmt::format("{:.2f} {:.2f} {:.2f} rg {:.1f} {:.1f} {:.1f} 72 re f\n", kColors[i][0] / 255.0,
                             kColors[i][1] / 255.0, kColors[i][2] / 255.0, 72 + step * static_cast<double>(i),
                             length - 300, step);
        drawn += fmt::format("{0:.2f} {0:.2f} {0:.2f} rg {1:.1f} {2:.1f} {3:.1f} 36 re f\n",
                             static_cast<double>(i) / static_cast<double>(kColors.size() - 1),
                             72 + step * static_cast<double>(i), length - 350, step);
    }
    drawn += fmt::format("0 g BT /F 28 Tf 72 {:.1f} Td ({}) Tj /F 12 Tf 0 -36 Td ({}) Tj 0 -18 Td ({}) Tj ET\n",
                         length - 110, kName, PdfText(text.printer), PdfText(text.printed_at));
    const std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {:.1f} {:.1f}]/Contents 4 0 R"
                    "/Resources<</Font<</F 5 0 R>>>>>>",
                    width, length),
        fmt::format("<</Length {}>>\nstream\n{}endstream", drawn.size(), drawn),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    std::string pdf = "%PDF-1.4\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const std::size_t at = pdf.size();
    return pdf + table +
           fmt::format("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, at);
}

std::string TestPagePlain(const TestPageText& text) {
    return fmt::format("\r\n  {}\r\n\r\n  {}\r\n  {}\r\n\f", kName, Ascii(text.printer), Ascii(text.printed_at));
}

std::string TestPageRaster(const std::string& media, bool color, int dpi) {
    std::string bytes;
    const auto write = [](void* into, unsigned char* data, std::size_t size) -> ssize_t {
        static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
        return static_cast<ssize_t>(size);
    };
    const std::unique_ptr<cups_raster_t, void (*)(cups_raster_t*)> raster(
        cupsRasterOpenIO(write, &bytes, CUPS_RASTER_WRITE_PWG), &cupsRasterClose);
    pwg_media_t* known = pwgMediaForPWG(media.c_str());
    if (known == nullptr) known = pwgMediaForPWG("iso_a4_210x297mm");
    cups_page_header2_t header{};
    if (!raster ||
        !cupsRasterInitPWGHeader(&header, known, color ? "srgb_8" : "sgray_8", dpi, dpi, "one-sided", nullptr) ||
        !cupsRasterWriteHeader2(raster.get(), &header)) {
        throw std::runtime_error("PWG raster cannot be written");
    }
    const unsigned width = header.cupsWidth;
    const unsigned height = header.cupsHeight;
    const unsigned channels = color ? 3 : 1;
    std::vector<unsigned char> white(header.cupsBytesPerLine, 255);
    std::vector<unsigned char> bars = white;
    const unsigned from = width / 8;
    const unsigned to = width - from;
    for (unsigned x = from; x < to; ++x) {
        const std::size_t bar = static_cast<std::size_t>(x - from) * kColors.size() / (to - from);
        for (unsigned channel = 0; channel < channels; ++channel) {
            bars[static_cast<std::size_t>(x) * channels + channel] =
                color ? kColors[bar][channel] : static_cast<unsigned char>(255 * bar / (kColors.size() - 1));
        }
    }
    for (unsigned y = 0; y < height; ++y) {
        auto& line = y > height / 6 && y < height / 3 ? bars : white;
        if (cupsRasterWritePixels(raster.get(), line.data(), header.cupsBytesPerLine) == 0)
            throw std::runtime_error("PWG raster cannot be written");
    }
    return bytes;
}

}  // namespace agent
