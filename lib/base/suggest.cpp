#include "lib/base/suggest.hpp"

#include <algorithm>

namespace base {
namespace {

// Insertions, deletions, replacements and swaps of neighbors (optimal string alignment).
std::size_t Distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> least(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) least[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) least[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
            least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, least[i - 1][j - 1] + other});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
            }
        }
    }
    return least[a.size()][b.size()];
}

std::string_view WithoutDashes(std::string_view word) {
    return word.substr(std::min(word.find_first_not_of('-'), word.size()));
}

}  // namespace

std::optional<std::string> Nearest(std::string_view word, const std::vector<std::string>& known) {
    constexpr std::size_t kLongest = 64;
    const std::string_view bare = WithoutDashes(word);
    if (bare.empty() || bare.size() > kLongest) return std::nullopt;
    std::optional<std::string> nearest;
    std::size_t least = std::max<std::size_t>(1, bare.size() / 3) + 1;
    for (const std::string& candidate : known) {
        const std::string_view other = WithoutDashes(candidate);
        const bool begins = bare.size() >= 3 && other.starts_with(bare);
        const std::size_t distance = begins ? 1 : Distance(bare, other);
        if (distance >= least) continue;
        least = distance;
        nearest = candidate;
    }
    return nearest;
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& known) {
    const auto nearest = Nearest(word, known);
    return nearest ? "; did you mean \"" + *nearest + "\"?" : "";
}

}  // namespace base
