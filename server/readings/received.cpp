#include "server/readings/received.hpp"

#include <algorithm>
#include <iterator>

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

Digests::Digests(const std::vector<std::int64_t>& flat) {
    for (std::size_t i = 0; i + 1 < flat.size(); i += 2) by_seq_.emplace(flat[i], flat[i + 1]);
}

Digests::Repeated Digests::Compare(std::int64_t seq, std::int64_t digest) const {
    if (const auto known = by_seq_.find(seq); known != by_seq_.end())
        return known->second == digest ? Repeated::kSame : Repeated::kOther;
    // An agent forgets what was acknowledged: whoever has one so old is a copy from before.
    const bool long_ago = by_seq_.size() >= kMost && seq < by_seq_.begin()->first;
    return long_ago ? Repeated::kOther : Repeated::kUnknown;
}

void Digests::Add(std::int64_t seq, std::int64_t digest) {
    by_seq_.emplace(seq, digest);
}

std::vector<std::int64_t> Digests::Flat() const {
    std::vector<std::int64_t> flat;
    auto at = by_seq_.begin();
    if (by_seq_.size() > kMost) std::advance(at, by_seq_.size() - kMost);
    for (; at != by_seq_.end(); ++at) {
        flat.push_back(at->first);
        flat.push_back(at->second);
    }
    return flat;
}

}  // namespace readings
