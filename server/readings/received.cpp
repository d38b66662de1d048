#include "server/readings/received.hpp"

#include <algorithm>

namespace readings {

Received::Received(std::int64_t acknowledged, const std::vector<std::int64_t>& beyond) : acknowledged_(acknowledged) {
    for (std::size_t i = 0; i + 1 < beyond.size(); i += 2) beyond_.push_back({beyond[i], beyond[i + 1]});
}

bool Received::Has(std::int64_t seq) const {
    if (seq <= acknowledged_) return true;
    const auto after = std::upper_bound(beyond_.begin(), beyond_.end(), seq,
                                        [](std::int64_t value, const Range& r) { return value < r.first; });
    return after != beyond_.begin() && std::prev(after)->last >= seq;
}

std::vector<std::int64_t> Received::Beyond() const {
    std::vector<std::int64_t> flat;
    for (const auto& range : beyond_) {
        flat.push_back(range.first);
        flat.push_back(range.last);
    }
    return flat;
}

void Received::Add(std::int64_t first, std::int64_t last) {
    if (last <= acknowledged_) return;
    Range added{std::max(first, acknowledged_ + 1), last};
    // The ranges that overlap or touch the new one become one with it.
    auto begin = std::lower_bound(beyond_.begin(), beyond_.end(), added.first,
                                  [](const Range& r, std::int64_t value) { return r.last + 1 < value; });
    auto end = begin;
    for (; end != beyond_.end() && end->first <= added.last + 1; ++end) {
        added.first = std::min(added.first, end->first);
        added.last = std::max(added.last, end->last);
    }
    begin = beyond_.erase(begin, end);
    if (added.first == acknowledged_ + 1) {
        acknowledged_ = added.last;
    } else {
        beyond_.insert(begin, added);
    }
}

}  // namespace readings
