#include "lib/snmp/responder_mib.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace snmp {
namespace {

using ber::Bytes;

constexpr std::size_t kMaxValue = 65'000;

std::strong_ordering CompareNames(Bytes a, Bytes b) {
    // Base-128 octets of one length compare as their values do; a longer sub-identifier is a larger one.
    // So it is enough to find the first octet that differs and then the lengths of that sub-identifier.
    const std::size_t common = std::min(a.size(), b.size());
    std::size_t i = 0;
    while (i < common && a[i] == b[i]) ++i;
    if (i == common) return a.size() <=> b.size();
    const auto octets_from = [](Bytes name, std::size_t at) {
        std::size_t end = at;
        while (end < name.size() && (name[end] & 0x80) != 0) ++end;
        return end - at;
    };
    const std::size_t left = octets_from(a, i);
    const std::size_t right = octets_from(b, i);
    if (left != right) return left <=> right;
    return a[i] <=> b[i];
}

std::size_t PutHeader(std::uint8_t* out, std::uint8_t tag, std::size_t length) {
    out[0] = tag;
    if (length < 0x80) {
        out[1] = static_cast<std::uint8_t>(length);
        return 2;
    }
    if (length < 0x100) {
        out[1] = 0x81;
        out[2] = static_cast<std::uint8_t>(length);
        return 3;
    }
    out[1] = 0x82;
    out[2] = static_cast<std::uint8_t>(length >> 8);
    out[3] = static_cast<std::uint8_t>(length & 0xFF);
    return 4;
}

}  // namespace

std::vector<std::uint8_t> EncodeOid(const ber::Oid& oid) {
    std::array<std::uint8_t, ber::Oid::kMax * 5 + 4> buffer;
    ber::BackWriter writer(buffer);
    writer.OidElement(oid.ids());
    const auto [tag, content] = ber::Reader(writer.bytes()).TakeAny();
    return {content.begin(), content.end()};
}

std::size_t EncodedMib::LowerBound(const ber::Oid& oid) const {
    std::size_t low = 0;
    std::size_t high = rows_.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (ber::Compare(oid, Name(middle)) == std::strong_ordering::greater) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::size_t EncodedMib::Find(const ber::Oid& oid) const {
    const std::size_t i = LowerBound(oid);
    return i < size() && ber::Compare(oid, Name(i)) == std::strong_ordering::equal ? i : size();
}

std::size_t EncodedMib::After(const ber::Oid& oid) const {
    const std::size_t i = LowerBound(oid);
    return i < size() && ber::Compare(oid, Name(i)) == std::strong_ordering::equal ? i + 1 : i;
}

MibBuilder::MibBuilder(std::size_t expected) {
    mib_.rows_.reserve(expected);
    mib_.bytes_.reserve(expected * 32);
}

void MibBuilder::Element(Bytes name, std::uint8_t tag, Bytes content) {
    if (content.size() > kMaxValue) content = content.first(kMaxValue);
    const std::size_t inner = ber::ElementSize(name.size()) + ber::ElementSize(content.size());
    std::array<std::uint8_t, 4> headers[3];
    const std::size_t outer_header = PutHeader(headers[0].data(), ber::kSequence, inner);
    const std::size_t name_header = PutHeader(headers[1].data(), ber::kObjectIdentifier, name.size());
    const std::size_t value_header = PutHeader(headers[2].data(), tag, content.size());

    EncodedMib::Row row;
    row.at = static_cast<std::uint32_t>(mib_.bytes_.size());
    row.size = static_cast<std::uint16_t>(outer_header + inner);
    row.name_at = static_cast<std::uint32_t>(row.at + outer_header + name_header);
    row.name_size = static_cast<std::uint8_t>(name.size());
    mib_.bytes_.resize(row.at + row.size);
    std::uint8_t* out = mib_.bytes_.data() + row.at;
    const auto put = [&out](const std::uint8_t* from, std::size_t size) {
        if (size > 0) std::memcpy(out, from, size);
        out += size;
    };
    put(headers[0].data(), outer_header);
    put(headers[1].data(), name_header);
    put(name.data(), name.size());
    put(headers[2].data(), value_header);
    put(content.data(), content.size());
    mib_.rows_.push_back(row);
    const std::size_t count = mib_.rows_.size();
    if (count > 1 && CompareNames(mib_.Name(count - 2), name) != std::strong_ordering::less) {
        sorted_ = false;
    }
}

void MibBuilder::Integer(Bytes name, std::int32_t value) {
    std::array<std::uint8_t, 12> buffer;
    ber::BackWriter writer(buffer);
    writer.Integer(value);
    Element(name, ber::kInteger, writer.bytes().subspan(2));
}

void MibBuilder::Unsigned(Bytes name, std::uint64_t value, std::uint8_t tag) {
    std::array<std::uint8_t, 12> buffer;
    ber::BackWriter writer(buffer);
    writer.Unsigned(value, tag);
    Element(name, tag, writer.bytes().subspan(2));
}

void MibBuilder::String(Bytes name, std::string_view value) {
    Element(name, ber::kOctetString, ber::AsBytes(value));
}

void MibBuilder::LiveTicks(Bytes name) {
    Unsigned(name, 0, ber::kTimeTicks);
    mib_.rows_.back().live = true;
}

EncodedMib MibBuilder::Build() && {
    if (!sorted_) {
        std::stable_sort(mib_.rows_.begin(), mib_.rows_.end(), [this](const auto& a, const auto& b) {
            const Bytes bytes(mib_.bytes_);
            return CompareNames(bytes.subspan(a.name_at, a.name_size), bytes.subspan(b.name_at, b.name_size)) ==
                   std::strong_ordering::less;
        });
        const auto same = [this](const auto& a, const auto& b) {
            const Bytes bytes(mib_.bytes_);
            return std::ranges::equal(bytes.subspan(a.name_at, a.name_size), bytes.subspan(b.name_at, b.name_size));
        };
        mib_.rows_.erase(std::unique(mib_.rows_.begin(), mib_.rows_.end(), same), mib_.rows_.end());
    }
    return std::move(mib_);
}

}  // namespace snmp
