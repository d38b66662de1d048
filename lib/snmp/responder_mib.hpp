#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lib/snmp/ber.hpp"

namespace snmp {

// The content octets of an OBJECT IDENTIFIER.
std::vector<std::uint8_t> EncodeOid(const ber::Oid& oid);

// The objects of an SNMP agent at one moment, sorted by name and already encoded as VarBinds, so that an
// answer is a binary search and a copy. Immutable; made by MibBuilder.
class EncodedMib {
  public:
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    // The whole VarBind element.
    [[nodiscard]] ber::Bytes VarBind(std::size_t i) const {
        return ber::Bytes(bytes_).subspan(rows_[i].at, rows_[i].size);
    }
    // The content octets of its name.
    [[nodiscard]] ber::Bytes Name(std::size_t i) const {
        return ber::Bytes(bytes_).subspan(rows_[i].name_at, rows_[i].name_size);
    }
    // A TimeTicks whose value the responder fills in at the moment of the answer.
    [[nodiscard]] bool IsLiveTicks(std::size_t i) const { return rows_[i].live; }
    // The first row whose name is not before `oid`; size() when there is none.
    [[nodiscard]] std::size_t LowerBound(const ber::Oid& oid) const;
    // The row of exactly this name; size() when there is none.
    [[nodiscard]] std::size_t Find(const ber::Oid& oid) const;
    // The first row after `oid`, which need not exist.
    [[nodiscard]] std::size_t After(const ber::Oid& oid) const;

  private:
    friend class MibBuilder;
    struct Row {
        std::uint32_t at = 0;
        std::uint32_t name_at = 0;
        std::uint16_t size = 0;
        std::uint8_t name_size = 0;
        bool live = false;
    };
    std::vector<std::uint8_t> bytes_;
    std::vector<Row> rows_;
};

// Collects objects. Cheapest when they come in the order of their names; others are sorted at Build(). Of
// two objects with one name the first stays. A value of more than 65,000 octets is cut.
class MibBuilder {
  public:
    // Room for about this many objects.
    explicit MibBuilder(std::size_t expected = 256);

    // `name` is EncodeOid() of the object's name (at most 255 octets).
    void Integer(ber::Bytes name, std::int32_t value);
    // Counter32, Gauge32, TimeTicks, Counter64.
    void Unsigned(ber::Bytes name, std::uint64_t value, std::uint8_t tag);
    void String(ber::Bytes name, std::string_view value);
    void Element(ber::Bytes name, std::uint8_t tag, ber::Bytes content);
    void LiveTicks(ber::Bytes name);
    [[nodiscard]] EncodedMib Build() &&;

  private:
    EncodedMib mib_;
    bool sorted_ = true;
};

}  // namespace snmp
