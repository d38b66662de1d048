#pragma once

#include <string>
#include <vector>

#include "lib/papers/papers.hpp"

// A list on paper (RPT-1): its heads on each page, landscape.
namespace papers {

inline constexpr int kMostTableRows = 2000;  // without the head; the rest is said to be missing
inline constexpr int kMostTableColumns = 10;

// A parcel is about nobody: of its texts only title, language, date, number_of and missing_note count.
struct TablePaper : Parcel {
    std::string subtitle;
    std::vector<std::vector<std::string>> rows;  // the first one has the heads
    std::string more;                            // said where there are more rows than are drawn
    std::string columns_left_out;                // said where there are more columns with something in them
};

// Columns in which no row says anything are left out. Throws FontMissing.
Paper Draw(const TablePaper& table);

}  // namespace papers
