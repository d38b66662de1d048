#include "lib/base/json.hpp"

#include <algorithm>
#include <boost/core/demangle.hpp>
#include <cctype>
#include <cmath>
#include <stdexcept>

#include "lib/base/text.hpp"

namespace base::json {

std::string EnumeratorToSnakeCase(std::string_view enumerator) {
    if (enumerator.size() > 1 && enumerator[0] == 'k' && std::isupper(enumerator[1]) != 0) {
        enumerator.remove_prefix(1);
    }
    return ToSnakeCase(enumerator);
}

EnumTable::EnumTable(std::initializer_list<Constant> constants) {
    entries_.reserve(constants.size());
    for (const auto& [value, enumerator] : constants) entries_.push_back({value, EnumeratorToSnakeCase(enumerator)});
}

std::string_view EnumTable::NameOf(std::int64_t value) const {
    // Most enums count from zero in the order of their description.
    const auto at = static_cast<std::size_t>(value);
    if (at < entries_.size() && entries_[at].value == value) return entries_[at].name;
    for (const Entry& entry : entries_) {
        if (entry.value == value) return entry.name;
    }
    return "unknown";
}

std::optional<std::int64_t> EnumTable::ValueOf(std::string_view name) const {
    for (const Entry& entry : entries_) {
        if (entry.name == name) return entry.value;
    }
    return std::nullopt;
}

std::string EnumTable::Allowed() const {
    std::string allowed;
    for (const Entry& entry : entries_) allowed += (allowed.empty() ? "" : ", ") + entry.name;
    return allowed;
}

void Errors::Add(const Path& path, std::string code, Args args) {
    if (fields_.size() < 50) fields_.push_back({path.Pointer(), std::move(code), std::move(args)});
    failed_ = true;
}

std::unexpected<Problem> Errors::Refuse() && {
    return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, std::move(fields_));
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

namespace detail {

void ReadObject(std::span<const MemberInfo> members, const boost::json::value& value, void* out, const Path& path,
                Errors& errors) {
    const auto* object = value.if_object();
    if (object == nullptr) return errors.Add(path, "not_an_object");
    std::size_t used = 0;
    for (const MemberInfo& member : members) {
        const Path here{&path, member.key};
        if (const auto* given = object->if_contains(member.key)) {
            ++used;
            member.type->read(*given, static_cast<char*>(out) + member.offset, here, errors);
        } else if (!member.optional) {
            errors.Add(here, "missing");
        }
    }
    if (used == object->size()) return;
    for (const auto& [key, given] : *object) {
        const std::string_view name(key.data(), key.size());
        const auto known = [&](const MemberInfo& member) { return member.key == name; };
        if (std::ranges::none_of(members, known)) errors.Add(Path{&path, name}, "unknown_field");
    }
}

boost::json::value WriteObject(std::span<const MemberInfo> members, const void* in) {
    boost::json::object object;
    object.reserve(members.size());
    for (const MemberInfo& member : members) {
        object.insert_or_assign(member.key, member.type->write(static_cast<const char*>(in) + member.offset));
    }
    return object;
}

boost::json::object ObjectSchema(std::span<const MemberInfo> members, const char* cpp_type, SchemaSet& set) {
    const std::string name = PlainTypeName(cpp_type);
    if (set.Begin(name, cpp_type)) {
        boost::json::object properties;
        boost::json::array required;
        for (const MemberInfo& member : members) {
            auto property = member.type->schema(set);
            if (member.limit != nullptr) AddTo(property, *member.limit);
            properties[member.key] = std::move(property);
            if (!member.optional) required.emplace_back(member.key);
        }
        set.definitions()[name] = boost::json::object{
            {"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
    }
    return {{"$ref", "#/components/schemas/" + name}};
}

void ReadEnum(const EnumTable& table, const boost::json::value& value, void (*put)(void* out, std::int64_t), void* out,
              const Path& path, Errors& errors) {
    if (const auto* text = value.if_string()) {
        if (const auto constant = table.ValueOf(std::string_view(text->data(), text->size()))) {
            return put(out, *constant);
        }
    }
    errors.Add(path, "not_one_of", {{"allowed", table.Allowed()}});
}

boost::json::object EnumSchema(const EnumTable& table) {
    boost::json::array names;
    for (const auto& entry : table.entries()) names.emplace_back(entry.name);
    return {{"type", "string"}, {"enum", names}};
}

boost::json::object NullableSchema(boost::json::object inner) {
    if (auto* type = inner.if_contains("type"); type != nullptr && type->is_string() && !inner.contains("enum")) {
        const auto plain = *type;
        *type = boost::json::array{plain, "null"};
        return inner;
    }
    return {{"anyOf", boost::json::array{inner, boost::json::object{{"type", "null"}}}}};
}

}  // namespace detail
}  // namespace base::json
