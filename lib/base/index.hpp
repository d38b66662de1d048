#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

// Positions in lists that cannot be taken for one another: the index of a printer does not compile where one of a
// supply is wanted.
//
//     using SupplyIndex = base::Index<struct SupplyTag>;
//     base::IndexedVector<SupplyIndex, Supply> supplies;
//     const SupplyIndex added = supplies.Add({...});
//     for (const SupplyIndex at : supplies.Indexes()) Use(supplies[at]);
namespace base {

// As cheap as the 32 bits that it holds. A literal may stand for one; what is counted has to say what it is.
template <class Tag>
class Index {
  public:
    constexpr Index() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): literals only.
    template <std::same_as<int> Literal>
    consteval Index(Literal value) : value_(static_cast<std::uint32_t>(value)) {
        if (value < 0) throw "an index is not negative";
    }
    constexpr explicit Index(std::size_t value) : value_(static_cast<std::uint32_t>(value)) {}

    [[nodiscard]] constexpr std::size_t value() const { return value_; }
    constexpr Index& operator++() {
        ++value_;
        return *this;
    }
    constexpr auto operator<=>(const Index&) const = default;

  private:
    std::uint32_t value_ = 0;
};

// The indexes from `first` up to `last`, without it. Less work for the compiler than two views.
template <class IndexType>
class IndexRange {
  public:
    class iterator {
      public:
        using value_type = IndexType;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(std::size_t at) : at_(at) {}
        IndexType operator*() const { return IndexType(at_); }
        iterator& operator++() {
            ++at_;
            return *this;
        }
        iterator operator++(int) {
            const iterator before = *this;
            ++at_;
            return before;
        }
        bool operator==(const iterator&) const = default;

      private:
        std::size_t at_ = 0;
    };

    IndexRange(std::size_t first, std::size_t last) : first_(first), last_(last) {}
    [[nodiscard]] iterator begin() const { return iterator(first_); }
    [[nodiscard]] iterator end() const { return iterator(last_); }

  private:
    std::size_t first_ = 0;
    std::size_t last_ = 0;
};

// A vector whose elements are found by their own kind of index only.
template <class IndexType, class T>
class IndexedVector {
  public:
    IndexedVector() = default;
    explicit IndexedVector(std::size_t size) : items_(size) {}
    explicit IndexedVector(std::vector<T> items) : items_(std::move(items)) {}

    // The index by which it is found from now on.
    IndexType Add(T item) {
        items_.push_back(std::move(item));
        return IndexType(items_.size() - 1);
    }

    [[nodiscard]] decltype(auto) operator[](IndexType at) { return items_[at.value()]; }
    [[nodiscard]] decltype(auto) operator[](IndexType at) const { return items_[at.value()]; }
    // The index that Add() would give now.
    [[nodiscard]] IndexType End() const { return IndexType(items_.size()); }
    // All indexes, ascending.
    [[nodiscard]] IndexRange<IndexType> Indexes() const { return {0, items_.size()}; }

    // Without their indexes.
    [[nodiscard]] const std::vector<T>& items() const { return items_; }
    [[nodiscard]] std::size_t size() const { return items_.size(); }
    [[nodiscard]] bool empty() const { return items_.empty(); }
    [[nodiscard]] auto begin() { return items_.begin(); }
    [[nodiscard]] auto end() { return items_.end(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() const { return items_.end(); }

    bool operator==(const IndexedVector&) const = default;

  private:
    std::vector<T> items_;
};

// The indexes first .. last, the latter not included.
template <class Tag>
[[nodiscard]] IndexRange<Index<Tag>> Between(Index<Tag> first, Index<Tag> last) {
    return IndexRange<Index<Tag>>(first.value(), last.value());
}

}  // namespace base

template <class Tag>
struct std::hash<base::Index<Tag>> {
    std::size_t operator()(base::Index<Tag> index) const { return std::hash<std::size_t>{}(index.value()); }
};
