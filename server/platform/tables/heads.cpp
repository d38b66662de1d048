#include "server/platform/tables/heads.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "lib/base/text.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace tables {
namespace {

using OfColumns = std::map<std::string, std::string, std::less<>>;

// What is left of a head when it does not matter how its words are joined.
std::string Plain(std::string_view head) {
    std::string plain = base::FoldCase(head);
    std::erase_if(plain, [](char c) { return std::string_view(" _-./\r\n\t'").find(c) != std::string_view::npos; });
    return plain;
}

struct AllHeads {
    std::map<std::string, OfColumns, std::less<>> by_language;
    std::map<std::string, std::vector<std::string>, std::less<>> plain;  // of a column, in all languages

    AllHeads() {
        constexpr std::string_view kPrefix = "columns.";
        const auto catalogues = i18n::Catalogues::BuiltIn();
        for (const auto& language : catalogues.Languages()) {
            const auto& texts = catalogues.Texts(language);
            for (auto text = texts.lower_bound(kPrefix); text != texts.end() && text->first.starts_with(kPrefix);
                 ++text) {
                const std::string column = text->first.substr(kPrefix.size());
                by_language[language][column] = text->second;
                plain[column.substr(column.rfind('.') + 1)].push_back(Plain(text->second));
            }
        }
    }
};

const AllHeads& Known() {
    static const AllHeads heads;
    return heads;
}

}  // namespace

std::string HeadOf(std::string_view language, std::string_view file, std::string_view column) {
    const std::string own = "of." + std::string(file) + "." + std::string(column);
    const auto& all = Known().by_language;
    for (const std::string_view one : {language, std::string_view("en")}) {
        const auto heads = all.find(one);
        if (heads == all.end()) continue;
        for (const std::string_view key : {std::string_view(own), column}) {
            if (const auto head = heads->second.find(key); head != heads->second.end()) return head->second;
        }
    }
    return std::string(column);
}

bool IsHeadOf(std::string_view head, std::string_view column) {
    const auto heads = Known().plain.find(column);
    return heads != Known().plain.end() && std::ranges::count(heads->second, Plain(head)) > 0;
}

}  // namespace tables
