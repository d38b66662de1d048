#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/ids.hpp"
#include "lib/base/problem.hpp"

namespace pg {
class Transaction;
}

// In which language to write to people (PRT-4): theirs, else their organization's, else that of the
// organization above it, else the operator's, else the installation's.
namespace organizations {

// The language of an organization, looked for upwards, whatever the scope of `tx` shows; nullopt
// when none up to the operator has one.
std::optional<std::string> LanguageOf(pg::Transaction& tx, base::OrganizationId organization);

// "/language": absent, or one that there are texts in.
inline void CheckLanguage(const std::optional<std::string>& language, const std::vector<std::string>& languages,
                          base::FieldProblems& problems) {
    if (!language || std::ranges::find(languages, *language) != languages.end()) return;
    std::string allowed;
    for (const auto& one : languages) allowed += (allowed.empty() ? "" : ", ") + one;
    problems.Add("/language", "not_one_of", {{"allowed", allowed}});
}

}  // namespace organizations
