#include "server/mps_express/programme_rules.hpp"

#include <algorithm>
#include <set>

#include "lib/base/text.hpp"
#include "server/mps_express/eligibility_rules.hpp"

namespace mps_express {

base::Result<MpsProgrammeInput> CheckProgramme(const MpsProgrammeInput& input) {
    const MpsProgrammeInput clean{base::CleanText(input.minimum_agent_version, 51)};
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (problems.empty() && !clean.minimum_agent_version.empty() && !IsVersion(clean.minimum_agent_version)) {
        problems.Add("/minimum_agent_version", "not_a_version");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

base::Result<MpsModelInput> CheckModel(const MpsModelInput& input) {
    MpsModelInput clean = input;
    clean.manufacturer = base::CleanText(input.manufacturer, 101);
    clean.model = base::CleanText(input.model, 101);
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

base::Result<MpsTermsInput> CheckTerms(const MpsTermsInput& input, std::span<const std::string> languages) {
    base::FieldProblems problems;
    base::CheckLimits(input, problems);
    std::set<std::string> said;
    for (std::size_t at = 0; at < input.texts.size(); ++at) {
        const std::string pointer = "/texts/" + std::to_string(at) + "/language";
        const std::string& language = input.texts[at].language;
        if (problems.Has(pointer)) continue;
        if (std::ranges::find(languages, language) == languages.end()) {
            problems.Add(pointer, "terms_language_unknown", {{"language", language}});
        } else if (!said.insert(language).second) {
            problems.Add(pointer, "terms_language_twice", {{"language", language}});
        }
    }
    if (problems.empty() && !said.contains("en")) problems.Add("/texts", "terms_without_english");
    if (!problems.empty()) return std::move(problems).Refuse();
    return input;
}

base::Result<std::string> CheckReason(const std::string& reason) {
    constexpr base::Limit kReason{.field = "reason", .required = true, .max_length = 500};
    std::string clean = base::CleanText(reason, kReason.max_length + 1);
    base::FieldProblems problems;
    base::CheckText(kReason, clean, "/reason", problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

}  // namespace mps_express
