#include "lib/files/file_type.hpp"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "lib/base/text.hpp"

namespace files {
namespace {

// What is shared, by what libmagic calls it, with the endings that its names have. Nothing that a browser runs.
struct Shared {
    std::string_view media_type;
    std::array<std::string_view, 4> endings{};
};
constexpr Shared kShared[] = {
    {"application/pdf", {".pdf"}},
    {"image/png", {".png"}},
    {"image/jpeg", {".jpg", ".jpeg"}},
    {"image/gif", {".gif"}},
    {"image/tiff", {".tif", ".tiff"}},
    {"text/plain", {".txt", ".csv", ".md", ".log"}},
    {"text/csv", {".csv", ".txt"}},
    {"application/csv", {".csv", ".txt"}},
    {"application/zip", {".zip"}},
    {"application/msword", {".doc"}},
    {"application/vnd.ms-excel", {".xls"}},
    {"application/vnd.ms-powerpoint", {".ppt"}},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx"}},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", {".pptx"}},
    {"application/vnd.oasis.opendocument.text", {".odt"}},
    {"application/vnd.oasis.opendocument.spreadsheet", {".ods"}},
    {"application/vnd.oasis.opendocument.presentation", {".odp"}},
};

std::string MediaTypeOf(std::string_view content) {
    const std::unique_ptr<magic_set, decltype(&magic_close)> magic(
        magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS), &magic_close);
    if (!magic || magic_load(magic.get(), nullptr) != 0) throw std::runtime_error("libmagic finds no data base");
    const char* type = magic_buffer(magic.get(), content.data(), content.size());
    return type == nullptr ? "application/octet-stream" : type;
}

}  // namespace

FileType TypeOf(std::string_view file_name, std::string_view content) {
    if (content.empty()) return {"", Wrong::kEmpty};
    std::string type = MediaTypeOf(content);
    const auto shared = std::ranges::find(kShared, type, &Shared::media_type);
    if (shared == std::end(kShared)) return {std::move(type), Wrong::kType};
    const std::string name = base::FoldCase(base::CleanText(file_name, 10'000));
    const bool fits = std::ranges::any_of(
        shared->endings, [&](std::string_view ending) { return !ending.empty() && name.ends_with(ending); });
    if (!fits) return {std::move(type), Wrong::kEnding};
    return {std::move(type), std::nullopt};
}

}  // namespace files
