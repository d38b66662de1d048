#pragma once

#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lib/base/temporary_folder.hpp"
#include "lib/base/test_program.hpp"
#include "lib/base/testing/source_folder.hpp"
#include "lib/papers/papers.hpp"

// For tests only: a paper as it comes out of a printer, for eyes and for scanners.
namespace papers::testing {

// The pages as pictures, by poppler, in their order.
class Printed {
  public:
    Printed(const Paper& paper, int dots_per_inch) {
        const auto file = folder_.path() / "paper.pdf";
        std::ofstream(file, std::ios::binary) << paper.pdf;
        const auto run = base::Call("pdftoppm -png -gray -r " + std::to_string(dots_per_inch) + " " + file.string() +
                                    " " + (folder_.path() / "page").string());
        EXPECT_EQ(run.code, 0) << run.output;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            if (entry.path().extension() == ".png") pages_.push_back(entry.path());
        }
        std::ranges::sort(pages_);
        EXPECT_EQ(pages_.size(), static_cast<std::size_t>(paper.pages));
    }
    [[nodiscard]] const std::vector<std::filesystem::path>& pages() const { return pages_; }
    [[nodiscard]] std::string Text() const {
        return base::Call("pdftotext -layout " + (folder_.path() / "paper.pdf").string() + " -").output;
    }

  private:
    base::TemporaryFolder folder_{"papers"};
    std::vector<std::filesystem::path> pages_;
};

// What a scanner finds on a page, whatever kind of code it may take it for.
inline std::multiset<std::string> Scan(const std::filesystem::path& page) {
    std::multiset<std::string> found;
    // Its complaints about half a DataBar in a bar code go to standard error.
    const auto run = base::Call("zbarimg -q --raw --nodbus " + page.string() + " 2>/dev/null");
    std::size_t at = 0;
    for (std::size_t end; (end = run.output.find_first_of("\r\n", at)) != std::string::npos; at = end + 1) {
        if (end > at) found.insert(run.output.substr(at, end - at));
    }
    return found;
}

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> grays;
};

inline Picture ReadPicture(const std::filesystem::path& png) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create_from_png(png.c_str()), cairo_surface_destroy);
    Picture picture;
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return picture;
    picture.width = cairo_image_surface_get_width(surface.get());
    picture.height = cairo_image_surface_get_height(surface.get());
    const unsigned char* row = cairo_image_surface_get_data(surface.get());
    for (int y = 0; y < picture.height; ++y, row += cairo_image_surface_get_stride(surface.get())) {
        for (int x = 0; x < picture.width; ++x) picture.grays.push_back(row[4 * x + 1]);
    }
    return picture;
}

// How many dots of two pictures differ so that an eye sees it; all of them when their sizes differ.
inline int Differing(const Picture& a, const Picture& b) {
    if (a.width != b.width || a.height != b.height) return std::max(a.width * a.height, b.width * b.height);
    int count = 0;
    for (std::size_t i = 0; i < a.grays.size(); ++i) count += std::abs(a.grays[i] - b.grays[i]) > 48 ? 1 : 0;
    return count;
}

// Less than the smallest letter: an accent that is not there is seen.
constexpr int kTolerated = 4;
constexpr int kGoldenDots = 80;  // per inch

// The first page against tests/golden/papers/<name>.png. PLATEN_UPDATE_GOLDEN=1 writes it anew: look at it.
inline void ExpectGolden(const Paper& paper, const std::string& name) {
    const Printed printed(paper, kGoldenDots);
    const auto golden = std::filesystem::path(base::SourceFolder()) / "tests/golden/papers" / (name + ".png");
    if (std::getenv("PLATEN_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::copy_file(printed.pages().front(), golden, std::filesystem::copy_options::overwrite_existing);
    }
    EXPECT_LE(Differing(ReadPicture(printed.pages().front()), ReadPicture(golden)), kTolerated)
        << name << ": look at the page, then run with PLATEN_UPDATE_GOLDEN=1";
}

// Nothing overlaps, nothing is cut: each thing is on its page, within `edge`, and apart from all others.
inline void ExpectApart(const Paper& paper, double width, double height, double edge) {
    constexpr double kTouching = 0.05;  // millimeters: lines of a text stand below each other
    ASSERT_FALSE(paper.boxes.empty());
    for (std::size_t i = 0; i < paper.boxes.size(); ++i) {
        const Box& box = paper.boxes[i];
        EXPECT_TRUE(box.left >= edge - kTouching && box.top >= edge - kTouching &&
                    box.right <= width - edge + kTouching && box.bottom <= height - edge + kTouching)
            << "page " << box.page << ": " << box.what << " is outside: " << box.left << " " << box.top << " "
            << box.right << " " << box.bottom;
        for (std::size_t j = i + 1; j < paper.boxes.size() && paper.boxes[j].page == box.page; ++j) {
            const Box& other = paper.boxes[j];
            const bool apart = other.left >= box.right - kTouching || other.right <= box.left + kTouching ||
                               other.top >= box.bottom - kTouching || other.bottom <= box.top + kTouching;
            EXPECT_TRUE(apart) << "page " << box.page << ": " << box.what << " overlaps " << other.what;
        }
    }
}

}  // namespace papers::testing
