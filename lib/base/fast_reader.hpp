#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

// Reads JSON straight into described structs, without a tree in between: five times as fast as base::json on a
// batch of readings. It knows only what a well-behaved agent sends and gives up on everything else: unknown, missing
// or repeated members, \u escapes, numbers out of range, anything malformed. Whoever uses it then asks base::json,
// which says what is wrong or takes what is merely unusual. A test compares the two.
namespace base {

class FastReader {
  public:
    explicit FastReader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    // False: not read; `out` is in an unspecified state.
    template <class T>
    bool ReadAll(T& out) {
        return Read(out) && (SkipSpace(), at_ == end_);
    }

  private:
    template <class T>
    struct Member {
        std::string_view key;
        bool (*read)(FastReader&, T&);
        void (*reset)(T&);  // null: mandatory
    };

    template <class T, class D>
    static bool ReadMember(FastReader& reader, T& object) {
        return reader.Read(object.*D::pointer);
    }
    template <class T, class D>
    static void ResetMember(T& object) {
        object.*D::pointer = {};
    }

    template <class T>
    static const auto& MembersOf() {
        using List = base::json::Members<T>;
        static const auto members = [] {
            std::array<Member<T>, boost::mp11::mp_size<List>::value> table{};
            std::size_t i = 0;
            boost::mp11::mp_for_each<List>([&](auto d) {
                using D = decltype(d);
                using Type = std::remove_cvref_t<decltype(std::declval<T>().*D::pointer)>;
                table[i++] = {base::json::KeyOf(d.name), &ReadMember<T, D>,
                              base::json::kIsOptional<Type> ? &ResetMember<T, D> : nullptr};
            });
            return table;
        }();
        return members;
    }

    template <base::json::Described T>
    bool Read(T& out) {
        const auto& members = MembersOf<T>();
        static_assert(std::tuple_size_v<std::remove_cvref_t<decltype(members)>> <= 64);
        std::uint64_t seen = 0;
        if (!Take('{')) return false;
        SkipSpace();
        // Agents write the members in their order: the next one is nearly always the expected one.
        for (std::size_t expected = 0; at_ != end_ && *at_ != '}';) {
            std::string_view key;
            if (!ReadPlain(key) || !Take(':')) return false;
            std::size_t found = expected;
            while (found < members.size() && members[found].key != key) ++found;
            if (found == members.size()) {
                for (found = 0; found < expected && members[found].key != key;) ++found;
                if (found == expected) return false;
            }
            const std::uint64_t bit = std::uint64_t{1} << found;
            if ((seen & bit) != 0 || !members[found].read(*this, out)) return false;
            seen |= bit;
            expected = found + 1;
            if (!Continue('}')) return false;
        }
        if (!Take('}')) return false;
        for (std::size_t i = 0; i < members.size(); ++i) {
            if ((seen >> i & 1) != 0) continue;
            if (members[i].reset == nullptr) return false;
            members[i].reset(out);
        }
        return true;
    }

    template <class T>
    bool Read(std::vector<T>& out) {
        if (!Take('[')) return false;
        SkipSpace();
        std::size_t count = 0;
        while (at_ != end_ && *at_ != ']') {
            if (count == out.size()) out.emplace_back();
            if (!Read(out[count++]) || !Continue(']')) return false;
        }
        out.resize(count);
        return Take(']');
    }

    template <class T>
    bool Read(std::optional<T>& out) {
        SkipSpace();
        if (end_ - at_ >= 4 && std::string_view(at_, 4) == "null") {
            at_ += 4;
            out.reset();
            return true;
        }
        if (!out) out.emplace();
        return Read(*out);
    }

    template <base::json::DescribedEnum E>
    bool Read(E& out) {
        static const auto names = [] {
            std::unordered_map<std::string_view, E> map;
            for (const auto& [value, name] : base::json::EnumNames<E>()) map.emplace(name, value);
            return map;
        }();
        std::string_view text;
        if (!ReadPlain(text)) return false;
        const auto found = names.find(text);
        if (found == names.end()) return false;
        out = found->second;
        return true;
    }

    bool Read(std::string& out);
    bool Read(bool& out);
    bool Read(double& out);
    bool Read(base::Instant& out);

    template <class T>
        requires(std::integral<T> && !std::same_as<T, bool>)
    bool Read(T& out) {
        SkipSpace();
        const char* start = at_;
        if (at_ != end_ && *at_ == '-') ++at_;
        const char* digits = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        if (at_ == digits || (*digits == '0' && at_ - digits > 1)) return false;
        if (at_ != end_ && (*at_ == '.' || *at_ == 'e' || *at_ == 'E')) return false;
        return std::from_chars(start, at_, out).ec == std::errc{};
    }

    void SkipSpace() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
    }
    bool Take(char c) {
        SkipSpace();
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }
    // Behind a member or element: a comma and another one, or the end, which is left standing.
    bool Continue(char close) {
        SkipSpace();
        if (at_ == end_) return false;
        if (*at_ == close) return true;
        if (*at_ != ',') return false;
        ++at_;
        SkipSpace();
        return at_ != end_ && *at_ != close;
    }
    // A string of printable ASCII without escapes: a key, an enumerator, a time.
    bool ReadPlain(std::string_view& out);

    const char* at_;
    const char* end_;
};

}  // namespace base
