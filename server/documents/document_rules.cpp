#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <stdexcept>

#include "lib/base/text.hpp"
#include "lib/net/url.hpp"
#include "server/documents/documents.hpp"

// What links and documents may be.
namespace documents {
namespace {

constexpr std::size_t kLongText = 10'000;  // code points; beyond any field, so that a long one is refused, not cut

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

base::Result<ExternalLinkInput> CheckLink(const ExternalLinkInput& input) {
    ExternalLinkInput clean = input;
    clean.title = base::CleanText(input.title, kLongText);
    clean.url = base::CleanText(input.url, kLongText);
    clean.description = base::CleanText(input.description, kLongText);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!clean.url.empty()) {
        const auto url = net::ReadUrl(clean.url);
        const bool opens = url && (url->scheme == "https" || url->scheme == "http") && !url->host.empty();
        // "https://bank.example@elsewhere.example" is no page of the bank.
        const auto rest = clean.url.substr(std::min(clean.url.size(), clean.url.find("//") + 2));
        const bool names_somebody = rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string::npos;
        if (!opens || names_somebody || clean.url.find(' ') != std::string::npos) problems.Add("/url", "link_url");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

base::Result<DocumentInput> CheckDocument(const DocumentInput& input) {
    DocumentInput clean;
    clean.name = base::CleanText(input.name, kLongText);
    clean.description = base::CleanText(input.description, kLongText);
    for (std::string_view rest = input.folder; !rest.empty();) {
        const auto end = rest.find('/');
        const auto part = base::CleanText(rest.substr(0, end), kLongText);
        if (!part.empty()) clean.folder += (clean.folder.empty() ? "" : "/") + part;
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

base::Result<std::string> TypeOfFile(std::string_view file_name, std::string_view content) {
    if (content.empty()) return base::Refuse(base::ProblemKind::kInvalid, "document_empty");
    std::string type = MediaTypeOf(content);
    const auto shared = std::ranges::find(kShared, type, &Shared::media_type);
    if (shared == std::end(kShared))
        return base::Refuse(base::ProblemKind::kInvalid, "document_type", {{"type", type}});
    const std::string name = base::FoldCase(base::CleanText(file_name, kLongText));
    const bool fits = std::ranges::any_of(
        shared->endings, [&](std::string_view ending) { return !ending.empty() && name.ends_with(ending); });
    if (!fits) {
        return base::Refuse(base::ProblemKind::kInvalid, "document_ending",
                            {{"name", base::CleanText(file_name, 100)}, {"type", type}});
    }
    return type;
}

}  // namespace documents
