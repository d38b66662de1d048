#include "lib/net/parse_once.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <set>
#include <string>
#include <vector>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"

namespace net {

namespace {

// Looks at the names of members only.
struct RepeatedMembers {
    using Text = boost::json::string_view;
    using Error = boost::json::error_code;
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        open.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, Error&) {
        open.pop_back();
        return true;
    }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t, Error&) { return true; }
    bool on_key_part(Text part, std::size_t, Error&) {
        key.append(part.data(), part.size());
        return true;
    }
    bool on_key(Text part, std::size_t, Error& error) {
        key.append(part.data(), part.size());
        if (!open.back().insert(key).second) {
            error = boost::json::error::syntax;
            return false;
        }
        key.clear();
        return true;
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

    std::vector<std::set<std::string>> open;
    std::string key;
};

}  // namespace

base::Result<boost::json::value> ParseOnce(std::string_view text) {
    TRY(auto value, base::json::Parse(text));
    boost::json::basic_parser<RepeatedMembers> parser(boost::json::parse_options{});
    boost::json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (error) {
        return base::Refuse(base::ProblemKind::kMalformed, "json_malformed",
                            {{"offset", static_cast<std::int64_t>(read)},
                             {"reason", "twice: " + base::CleanText(parser.handler().key, 100)}});
    }
    return value;
}

}  // namespace net
