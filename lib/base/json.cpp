#include "lib/base/json.hpp"

#include <boost/core/demangle.hpp>
#include <cctype>
#include <cmath>
#include <stdexcept>

namespace base::json {

std::string EnumeratorToSnakeCase(std::string_view enumerator) {
    if (enumerator.size() > 1 && enumerator[0] == 'k' && std::isupper(enumerator[1]) != 0) {
        enumerator.remove_prefix(1);
    }
    std::string name;
    for (const char c : enumerator) {
        if (std::isupper(static_cast<unsigned char>(c)) != 0 && !name.empty()) name += '_';
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

std::string Path::Pointer() const {
    if (parent == nullptr) return "";
    std::string pointer = parent->Pointer() + '/';
    if (is_index) return pointer + std::to_string(index);
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

bool SchemaSet::Begin(const std::string& name, std::string_view cpp_type) {
    const auto [at, is_new] = owners_.emplace(name, cpp_type);
    if (!is_new && at->second != cpp_type) {
        throw std::logic_error("two types of the API are both called " + name);
    }
    if (is_new) definitions_[name] = nullptr;  // keeps the order of first use, ends recursion
    return is_new;
}

std::string PlainTypeName(const char* mangled) {
    std::string name = boost::core::demangle(mangled);
    for (const std::string_view hidden = "(anonymous namespace)::"; name.find(hidden) != name.npos;) {
        name.erase(name.find(hidden), hidden.size());
    }
    // Page<contacts::ContactView> -> PageContactView
    std::string plain;
    std::string word;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
            word += c;
        } else if (c == ':') {
            word.clear();
        } else {
            plain += word;
            word.clear();
        }
    }
    return plain + word;
}

Result<boost::json::value> Parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::json::stream_parser parser({}, options);
    boost::json::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read == text.size()) parser.finish(error);
    if (error || read != text.size()) {
        return Refuse(ProblemKind::kMalformed, "json_malformed",
                      {{"offset", static_cast<std::int64_t>(read)},
                       {"reason", error ? error.message() : std::string("extra data")}});
    }
    return parser.release();
}

void Codec<std::string>::Read(const boost::json::value& value, std::string& out, const Path& path, Errors& errors) {
    const auto* text = value.if_string();
    if (!text) return errors.Add(path, "not_a_string");
    // PostgreSQL keeps no U+0000 and no honest text has one.
    if (text->find('\0') != boost::json::string::npos) return errors.Add(path, "nul_character");
    out.assign(text->data(), text->size());
}

void Codec<bool>::Read(const boost::json::value& value, bool& out, const Path& path, Errors& errors) {
    const auto* boolean = value.if_bool();
    if (!boolean) return errors.Add(path, "not_a_boolean");
    out = *boolean;
}

void Codec<double>::Read(const boost::json::value& value, double& out, const Path& path, Errors& errors) {
    if (!value.is_number()) return errors.Add(path, "not_a_number");
    out = value.to_number<double>();
}

boost::json::value Codec<double>::Write(double in) {
    if (!std::isfinite(in)) return nullptr;
    return in;
}

bool ReadInteger(const boost::json::value& value, std::int64_t min, std::int64_t max, std::int64_t& out,
                 const Path& path, Errors& errors) {
    if (!value.is_number()) {
        errors.Add(path, "not_an_integer");
        return false;
    }
    boost::json::error_code error;
    const auto number = value.to_number<std::int64_t>(error);
    if (error && value.is_double()) {
        errors.Add(path, "not_an_integer");
        return false;
    }
    if (error || number < min || number > max) {
        errors.Add(path, "out_of_range", {{"minimum", min}, {"maximum", max}});
        return false;
    }
    out = number;
    return true;
}

void Codec<Instant>::Read(const boost::json::value& value, Instant& out, const Path& path, Errors& errors) {
    const auto* text = value.if_string();
    const auto instant = text ? ParseRfc3339({text->data(), text->size()}) : std::nullopt;
    if (!instant) return errors.Add(path, "not_an_rfc3339_time");
    out = *instant;
}

void Codec<Day>::Read(const boost::json::value& value, Day& out, const Path& path, Errors& errors) {
    const auto* text = value.if_string();
    const auto day = text ? ParseDay({text->data(), text->size()}) : std::nullopt;
    if (!day) return errors.Add(path, "not_a_day");
    out = *day;
}

void Codec<Arg>::Read(const boost::json::value& value, Arg& out, const Path& path, Errors& errors) {
    if (value.is_string()) {
        std::string text;
        Codec<std::string>::Read(value, text, path, errors);
        out = std::move(text);
    } else if (value.is_int64()) {
        out = value.as_int64();
    } else if (value.is_number()) {
        out = value.to_number<double>();
    } else {
        errors.Add(path, "not_a_string");
    }
}

boost::json::value Codec<Arg>::Write(const Arg& in) {
    return std::visit([](const auto& value) { return boost::json::value(value); }, in);
}

}  // namespace base::json
