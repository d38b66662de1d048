#include "lib/snmp/values.hpp"

#include <algorithm>
#include <cassert>

namespace snmp {
namespace {

bool Less(OidView a, OidView b) {
    return ber::CompareIds(a, b) < 0;
}

bool NumberTag(std::uint8_t tag) {
    return tag == ber::kInteger || tag == ber::kCounter32 || tag == ber::kGauge32 || tag == ber::kTimeTicks ||
           tag == ber::kCounter64;
}

}  // namespace

bool Values::Value::IsNumber() const {
    return NumberTag(tag);
}
bool Values::Value::IsOctets() const {
    return tag == ber::kOctetString || tag == ber::kIpAddress || tag == ber::kOpaque;
}

Values::Entry& Values::Append(OidView name, std::uint8_t tag) {
    if (entries_.capacity() == 0) {  // a printer's tables: two or three hundred values of some fifteen numbers
        entries_.reserve(256);
        ids_.reserve(4096);
    }
    if (!entries_.empty() && sorted_ && !Less(Name(entries_.back()), name)) sorted_ = false;
    Entry entry;
    entry.name_at = static_cast<std::uint32_t>(ids_.size());
    entry.name_size = static_cast<std::uint16_t>(name.size());
    entry.tag = tag;
    ids_.insert(ids_.end(), name.begin(), name.end());
    return entries_.emplace_back(entry);
}

void Values::AddNumber(OidView name, std::uint8_t tag, std::int64_t value) {
    Append(name, tag).number = value;
}

void Values::AddOctets(OidView name, std::uint8_t tag, std::string_view octets) {
    if (octets.size() > kMaxOctets) {
        octets = octets.substr(0, kMaxOctets);
        truncated_ = true;
    }
    Entry& entry = Append(name, tag);
    entry.at = static_cast<std::uint32_t>(octets_.size());
    entry.size = static_cast<std::uint32_t>(octets.size());
    octets_.append(octets);
}

void Values::AddOid(OidView name, OidView value) {
    Entry& entry = Append(name, ber::kObjectIdentifier);
    entry.at = static_cast<std::uint32_t>(ids_.size());
    entry.size = static_cast<std::uint32_t>(value.size());
    ids_.insert(ids_.end(), value.begin(), value.end());
}

bool Values::Add(OidView name, std::uint8_t tag, ber::Bytes content) {
    if (tag == ber::kOctetString || tag == ber::kIpAddress || tag == ber::kOpaque) {
        AddOctets(name, tag, ber::AsText(content));
        return true;
    }
    if (tag == ber::kObjectIdentifier) {
        ber::IdBuffer ids;
        const std::size_t size = ber::DecodeIds(content, ids);
        if (size == 0) return false;
        AddOid(name, {ids.data(), size});
        return true;
    }
    if (!NumberTag(tag) || content.empty() || content.size() > 9) return false;
    // Some agents encode counters with the sign bit set and no leading zero: read them as unsigned.
    const bool is_signed = tag == ber::kInteger;
    std::uint64_t value = is_signed && (content[0] & 0x80) ? ~std::uint64_t{0} : 0;
    for (const auto octet : content) value = (value << 8) | octet;
    if (!is_signed && content.size() > 8 && content[0] != 0) return false;
    if (!is_signed && value > static_cast<std::uint64_t>(INT64_MAX)) return false;
    AddNumber(name, tag, static_cast<std::int64_t>(value));
    return true;
}

Values::Value Values::View(const Entry& e) const {
    Value value;
    value.tag = e.tag;
    value.number = e.number;
    if (e.tag == ber::kObjectIdentifier) {
        value.oid = {ids_.data() + e.at, e.size};
    } else {
        value.octets = std::string_view(octets_).substr(e.at, e.size);
    }
    return value;
}

// Names that are equal keep their order: those that came first have the lower place.
bool Values::Before(const Entry& a, const Entry& b) const {
    const auto order = ber::CompareIds(Name(a), Name(b));
    return order != 0 ? order < 0 : a.name_at < b.name_at;
}

void Values::DropRepeated() {
    const auto same = [this](const Entry& a, const Entry& b) { return std::ranges::equal(Name(a), Name(b)); };
    entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
    sorted_ = true;
}

void Values::Sort() {
    if (sorted_) return;
    std::ranges::sort(entries_, [this](const Entry& a, const Entry& b) { return Before(a, b); });
    DropRepeated();
}

void Values::Sort(std::span<const std::uint16_t> places) {
    if (sorted_) return;
    if (places.size() != entries_.size()) {
        Sort();
        return;
    }
    std::vector<std::uint32_t> starts(static_cast<std::size_t>(std::ranges::max(places)) + 2);
    for (const auto place : places) ++starts[place + 1U];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    std::vector<Entry> ordered(entries_.size());
    for (std::size_t i = 0; i < entries_.size(); ++i) ordered[starts[places[i]]++] = entries_[i];
    entries_.swap(ordered);
    for (std::size_t i = 1; i < entries_.size(); ++i) {
        if (Less(Name(entries_[i - 1]), Name(entries_[i]))) continue;
        Sort();
        return;
    }
    sorted_ = true;
}

void Values::Merge(Values other) {
    if (entries_.empty()) {
        const bool truncated = truncated_ || other.truncated_;
        *this = std::move(other);
        truncated_ = truncated;
        Sort();
        return;
    }
    const bool both_sorted = sorted_ && other.sorted_;
    const auto own = static_cast<std::ptrdiff_t>(entries_.size());
    const auto ids_before = static_cast<std::uint32_t>(ids_.size());
    const auto octets_before = static_cast<std::uint32_t>(octets_.size());
    ids_.insert(ids_.end(), other.ids_.begin(), other.ids_.end());
    octets_.append(other.octets_);
    entries_.reserve(entries_.size() + other.entries_.size());
    for (Entry entry : other.entries_) {
        entry.name_at += ids_before;
        entry.at += entry.tag == ber::kObjectIdentifier ? ids_before : octets_before;
        entries_.push_back(entry);
    }
    truncated_ = truncated_ || other.truncated_;
    sorted_ = false;
    if (both_sorted) {
        std::inplace_merge(entries_.begin(), entries_.begin() + own, entries_.end(),
                           [this](const Entry& a, const Entry& b) { return Before(a, b); });
        DropRepeated();
    } else {
        Sort();
    }
}

std::vector<Values::Entry>::const_iterator Values::LowerBound(OidView name) const {
    assert(sorted_);
    return std::lower_bound(entries_.begin(), entries_.end(), name,
                            [this](const Entry& e, OidView wanted) { return Less(Name(e), wanted); });
}

std::optional<Values::Value> Values::Find(OidView name) const {
    const auto at = LowerBound(name);
    if (at == entries_.end() || !std::ranges::equal(Name(*at), name)) return std::nullopt;
    return View(*at);
}

std::optional<std::int64_t> Values::Number(OidView name) const {
    const auto value = Find(name);
    if (!value || !value->IsNumber()) return std::nullopt;
    return value->number;
}

std::optional<std::string_view> Values::Octets(OidView name) const {
    const auto value = Find(name);
    if (!value || !value->IsOctets()) return std::nullopt;
    return value->octets;
}

std::optional<OidView> Values::ObjectId(OidView name) const {
    const auto value = Find(name);
    if (!value || !value->IsOid()) return std::nullopt;
    return value->oid;
}

bool Values::HasUnder(OidView prefix) const {
    const auto at = LowerBound(prefix);
    return at != entries_.end() && StartsWith(Name(*at), prefix);
}

}  // namespace snmp
