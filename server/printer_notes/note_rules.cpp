#include <set>

#include "lib/base/text.hpp"
#include "server/printer_notes/printer_notes.hpp"

// What a note may be. Pure.
namespace printer_notes {
namespace {

constexpr std::size_t kTermsAtOnce = 300;  // octets of which base::SearchTerms reads every word

constexpr std::size_t kLongestLine = 10'000;

std::string_view TakeLine(std::string_view& text) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return line;
}

// Ends between words where there is a gap, so that no word is torn.
std::string_view TakeWords(std::string_view& text) {
    auto end = text.size() <= kTermsAtOnce ? text.size() : text.find_last_of(" \n", kTermsAtOnce);
    if (end == std::string_view::npos || end == 0) end = std::min(text.find_first_of(" \n", 1), text.size());
    const std::string_view words = text.substr(0, end);
    text.remove_prefix(end);
    return words;
}

}  // namespace

std::string CleanLines(std::string_view text) {
    std::string clean;
    std::size_t empty = 0;  // lines before the next one that says something
    while (!text.empty()) {
        const std::string line = base::CleanText(TakeLine(text), kLongestLine);
        if (line.empty()) {
            ++empty;
            continue;
        }
        if (!clean.empty()) clean.append(empty + 1, '\n');
        empty = 0;
        clean += line;
    }
    return clean;
}

base::Result<NoteInput> CheckNote(const NoteInput& input) {
    NoteInput clean{.text = CleanLines(input.text)};
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

std::vector<std::string> TermsOf(std::string_view text) {
    std::set<std::string> terms;
    while (!text.empty()) {
        for (auto& term : base::SearchTerms({TakeWords(text)})) terms.insert(std::move(term));
    }
    return {terms.begin(), terms.end()};
}

}  // namespace printer_notes
