#include "lib/net/parse_once.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"

namespace net {

namespace {

// Objects with few members are looked through; a set for each of many would cost as much as the rest of the reading.
constexpr std::size_t kLookedThrough = 32;

// Looks at the names of members only. They stay where they are in `text`; only one that is written with an escape is copied.
struct RepeatedMembers {
    using Text = boost::json::string_view;
    using Error = boost::json::error_code;
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    struct Open {
        std::size_t first = 0;                        // of its names
        std::unordered_set<std::string_view> many{};  // all of them, where they are more than kLookedThrough
    };

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        open.push_back({names.size()});
        return true;
    }
    bool on_object_end(std::size_t, Error&) {
        names.resize(open.back().first);
        open.pop_back();
        return true;
    }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t, Error&) { return true; }
    bool on_key_part(Text part, std::size_t, Error&) {
        parts.append(part.data(), part.size());
        return true;
    }
    bool on_key(Text part, std::size_t, Error& error) {
        std::string_view name(part.data(), part.size());
        const bool in_place = std::less_equal<>()(text.data(), part.data()) &&
                              std::less_equal<>()(part.data() + part.size(), text.data() + text.size());
        if (!parts.empty() || !in_place) {
            parts.append(name);
            name = copied.emplace_back(std::move(parts));
            parts.clear();
        }
        if (Add(open.back(), name)) return true;
        twice = name;
        error = boost::json::error::syntax;
        return false;
    }
    bool on_string_part(Text, std::size_t, Error&) { return true; }
    bool on_string(Text, std::size_t, Error&) { return true; }
    bool on_number_part(Text, Error&) { return true; }
    bool on_int64(std::int64_t, Text, Error&) { return true; }
    bool on_uint64(std::uint64_t, Text, Error&) { return true; }
    bool on_double(double, Text, Error&) { return true; }
    bool on_bool(bool, Error&) { return true; }
    bool on_null(Error&) { return true; }
    bool on_comment_part(Text, Error&) { return true; }
    bool on_comment(Text, Error&) { return true; }

    bool Add(Open& object, std::string_view name) {
        const auto own = std::span(names).subspan(object.first);
        if (own.size() < kLookedThrough) {
            if (std::ranges::find(own, name) != own.end()) return false;
        } else {
            if (object.many.empty()) object.many.insert(own.begin(), own.end());
            if (!object.many.insert(name).second) return false;
        }
        names.push_back(name);
        return true;
    }

    std::string_view text;
    std::vector<Open> open{};
    std::vector<std::string_view> names{};  // of all open objects, the innermost last
    std::deque<std::string> copied{};
    std::string parts{};
    std::string_view twice{};
};

}  // namespace

base::Result<boost::json::value> ParseOnce(std::string_view text) {
    TRY(auto value, base::json::Parse(text));
    boost::json::basic_parser<RepeatedMembers> parser(boost::json::parse_options{}, RepeatedMembers{.text = text});
    boost::json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (error) {
        return base::Refuse(base::ProblemKind::kMalformed, "json_malformed",
                            {{"offset", static_cast<std::int64_t>(read)},
                             {"reason", "twice: " + base::CleanText(parser.handler().twice, 100)}});
    }
    return value;
}

}  // namespace net
