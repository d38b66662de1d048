#include <algorithm>

#include "lib/base/text.hpp"
#include "lib/files/file_type.hpp"
#include "lib/net/url.hpp"
#include "server/documents/documents.hpp"

// What links and documents may be.
namespace documents {
namespace {

constexpr std::size_t kLongText = 10'000;  // code points; beyond any field, so that a long one is refused, not cut

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
    files::FileType type = files::TypeOf(file_name, content);
    if (!type.wrong) return std::move(type.media_type);
    switch (*type.wrong) {
        case files::Wrong::kEmpty:
            return base::Refuse(base::ProblemKind::kInvalid, "document_empty");
        case files::Wrong::kType:
            return base::Refuse(base::ProblemKind::kInvalid, "document_type", {{"type", type.media_type}});
        case files::Wrong::kEnding:
            break;
    }
    return base::Refuse(base::ProblemKind::kInvalid, "document_ending",
                        {{"name", base::CleanText(file_name, 100)}, {"type", type.media_type}});
}

}  // namespace documents
