#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <functional>
#include <ranges>
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
    [[nodiscard]] auto Indexes() const {
        return std::views::iota(std::size_t{0}, items_.size()) |
               std::views::transform([](std::size_t at) { return IndexType(at); });
    }

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
[[nodiscard]] auto Between(Index<Tag> first, Index<Tag> last) {
    return std::views::iota(first.value(), last.value()) |
           std::views::transform([](std::size_t at) { return Index<Tag>(at); });
}

}  // namespace base

template <class Tag>
struct std::hash<base::Index<Tag>> {
    std::size_t operator()(base::Index<Tag> index) const { return std::hash<std::size_t>{}(index.value()); }
};
