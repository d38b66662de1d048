#include "server/agents/search_import.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "lib/base/text.hpp"
#include "server/agents/agent_rules.hpp"

namespace agents {
namespace {

constexpr std::size_t kShown = 80;

std::string Unquoted(std::string_view cell) {
    cell = base::Trim(cell);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = base::Trim(cell.substr(1, cell.size() - 2));
    return std::string(cell);
}

std::vector<std::string> CellsOf(std::string_view line) {
    std::vector<std::string> cells;
    while (true) {
        const auto end = line.find_first_of(",;\t");
        cells.push_back(Unquoted(line.substr(0, end)));
        if (end == std::string_view::npos) return cells;
        line.remove_prefix(end + 1);
    }
}

std::optional<SearchList> ListNamed(const std::string& cell) {
    const std::string word = base::FoldCase(cell);
    if (word == "include") return SearchList::kInclude;
    if (word == "exclude") return SearchList::kExclude;
    return std::nullopt;
}

class Reading {
  public:
    Reading(SearchImport& found, bool allow_public) : found_(found), allow_public_(allow_public) {
        for (const auto& entry : found_.include) known_.emplace(SearchList::kInclude, base::FoldCase(entry));
        for (const auto& entry : found_.exclude) known_.emplace(SearchList::kExclude, base::FoldCase(entry));
    }

    void Line(std::int64_t number, std::string_view line) {
        line = base::Trim(line);
        if (line.empty() || line.front() == '#') return;
        const auto cells = CellsOf(line);
        if (const auto list = ListNamed(cells.front()); list && cells.size() > 1) {
            Entry(number, *list, cells[1]);
            return;
        }
        if (found_.lines.empty() && base::FoldCase(cells.front()) == "list") return;
        for (const std::string& cell : cells) {
            const bool out = cell.starts_with('!');
            const std::string entry(base::Trim(out ? std::string_view(cell).substr(1) : std::string_view(cell)));
            if (!entry.empty()) Entry(number, out ? SearchList::kExclude : SearchList::kInclude, entry);
        }
    }

  private:
    void Entry(std::int64_t number, SearchList list, const std::string& entry) {
        if (found_.lines.size() >= kMostSearchLines) return;
        const auto outcome = Take(list, entry);
        found_.lines.push_back({number, base::CleanText(entry, kShown), list, outcome});
    }

    SearchLineOutcome Take(SearchList list, const std::string& entry) {
        const auto target = ReadTarget(entry);
        if (!target) return SearchLineOutcome::kNotAnEntry;
        const bool included = list == SearchList::kInclude;
        if (included && !allow_public_ && target->kind == TargetKind::kRange && !target->is_private) {
            return SearchLineOutcome::kPublic;
        }
        auto& entries = included ? found_.include : found_.exclude;
        if (known_.contains({list, base::FoldCase(entry)})) return SearchLineOutcome::kThereAlready;
        if (entries.size() >= kMostTargets) return SearchLineOutcome::kTooMany;
        known_.emplace(list, base::FoldCase(entry));
        entries.push_back(entry);
        return SearchLineOutcome::kAdded;
    }

    SearchImport& found_;
    bool allow_public_;
    std::set<std::pair<SearchList, std::string>> known_;
};

}  // namespace

SearchImport ReadSearchImport(std::string_view text, std::vector<std::string> include, std::vector<std::string> exclude,
                              bool allow_public) {
    SearchImport found{std::move(include), std::move(exclude), {}};
    Reading reading(found, allow_public);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // as Excel writes it
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const auto end = text.find_first_of("\r\n");
        reading.Line(number, text.substr(0, end));
        if (end == std::string_view::npos) break;
        const bool both = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
        text.remove_prefix(end + (both ? 2 : 1));
    }
    return found;
}

}  // namespace agents
