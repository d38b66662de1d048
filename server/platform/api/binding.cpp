#include "server/platform/api/binding.hpp"

#include <algorithm>
#include <charconv>

namespace http {

std::set<std::string, std::less<>> PathNames(std::string_view path_template) {
    std::set<std::string, std::less<>> names;
    for (std::size_t open = path_template.find('{'); open != std::string_view::npos;
         open = path_template.find('{', open + 1)) {
        const auto close = path_template.find('}', open);
        if (close == std::string_view::npos) break;
        names.emplace(path_template.substr(open + 1, close - open - 1));
    }
    return names;
}

std::string ContentDisposition(std::string_view file_name) {
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string plain;
    std::string encoded;
    for (const char c : file_name) {
        const auto octet = static_cast<unsigned char>(c);
        const bool simple = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                            c == '-' || c == '_';
        plain += simple ? c : '_';
        if (simple) {
            encoded += c;
        } else {
            encoded += {'%', kHex[octet >> 4], kHex[octet & 15]};
        }
    }
    std::string value = "attachment; filename=\"" + plain + "\"";
    if (plain != file_name) value += "; filename*=UTF-8''" + encoded;
    return value;
}

namespace detail {

boost::json::value TextToValue(std::string_view text, TextKind kind) {
    const char* end = text.data() + text.size();
    if (kind == TextKind::kBoolean) {
        if (text == "true") return true;
        if (text == "false") return false;
    } else if (kind == TextKind::kInteger) {
        std::int64_t number = 0;
        const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && at == end && !text.empty()) return number;
    } else if (kind == TextKind::kNumber) {
        double number = 0;
        const auto [at, error] =
            std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::general);
        if (error == std::errc() && at == end && !text.empty()) return number;
    }
    return boost::json::value(text);
}

namespace {

// What was sent for one name.
struct Sent {
    const std::string* path = nullptr;
    std::vector<const std::string*> query;
};

Sent FindSent(const PathValues& path, const QueryValues& query, std::string_view name) {
    Sent sent;
    if (const auto found = path.find(name); found != path.end()) {
        sent.path = &found->second;
        return sent;
    }
    for (const auto& [known, value] : query) {
        if (known == name) sent.query.push_back(&value);
    }
    return sent;
}

// kNotFound for a path that cannot name anything; else kMalformed "invalid_parameters".
base::Problem ParameterProblem(const PathValues& path, std::vector<base::FieldProblem> fields) {
    for (base::FieldProblem& field : fields) {
        // "/limit" or "/state/0" -> "?limit", "?state".
        const auto end = field.pointer.find('/', 1);
        const std::string name = field.pointer.substr(1, end == std::string::npos ? end : end - 1);
        // An id that cannot exist is answered like one that does not.
        if (path.contains(name)) return {base::ProblemKind::kNotFound, "not_found", {}, {}};
        field.pointer = "?" + name;
    }
    return {base::ProblemKind::kMalformed, "invalid_parameters", {}, std::move(fields)};
}

void AddUnknown(std::span<const ParameterSpec> specs, const PathValues& path, const QueryValues& query,
                std::vector<base::FieldProblem>& fields) {
    const auto known = [&](const std::string& name) {
        return std::ranges::any_of(specs, [&](const ParameterSpec& spec) { return spec.member.key == name; });
    };
    for (const auto& [name, value] : query) {
        if (name == kOrganizationParameter) continue;  // the router's own
        if (known(name) && !path.contains(name)) continue;
        if (fields.size() < 50) {
            // Not more of what somebody else typed than is needed to find it.
            fields.push_back({"/" + name.substr(0, 64), "unknown_parameter", {}});
        }
    }
}

void CheckLimit(const ParameterSpec& spec, const boost::json::value& value, const base::json::Path& here,
                base::json::Errors& errors) {
    if (spec.member.limit == nullptr) return;
    base::FieldProblems problems;
    if (const auto* text = value.if_string()) {
        base::CheckText(*spec.member.limit, std::string_view(text->data(), text->size()), "", problems);
    } else if (const auto* number = value.if_int64()) {
        base::CheckNumber(*spec.member.limit, *number, "", problems);
    } else if (const auto* list = value.if_array()) {
        base::CheckCount(*spec.member.limit, list->size(), "", problems);
    }
    for (const auto& problem : problems.fields()) errors.Add(here, problem.code, problem.args);
}

}  // namespace

base::Result<void> BindInto(std::span<const ParameterSpec> specs, void* params, const PathValues& path,
                            const QueryValues& query) {
    base::json::Errors errors;
    const base::json::Path root{};
    for (const ParameterSpec& spec : specs) {
        const base::json::Path here{&root, spec.member.key};
        const Sent sent = FindSent(path, query, spec.member.key);
        boost::json::value value;
        if (sent.path != nullptr) {
            value = TextToValue(*sent.path, spec.kind);
        } else if (spec.repeats) {
            boost::json::array values;
            for (const std::string* text : sent.query) values.push_back(TextToValue(*text, spec.kind));
            value = std::move(values);
        } else if (sent.query.size() > 1) {
            errors.Add(here, "repeated");
            continue;
        } else if (!sent.query.empty()) {
            value = TextToValue(*sent.query.front(), spec.kind);
        } else {
            if (!spec.has_default) errors.Add(here, "missing");
            continue;
        }
        CheckLimit(spec, value, here, errors);
        spec.member.type->read(value, static_cast<char*>(params) + spec.member.offset, here, errors);
    }
    AddUnknown(specs, path, query, errors.fields());
    if (errors.fields().empty()) return {};
    return std::unexpected(ParameterProblem(path, std::move(errors.fields())));
}

std::vector<ParameterInfo> Describe(std::span<const ParameterSpec> specs, std::string_view path_template,
                                    base::json::SchemaSet& set) {
    const auto in_path = PathNames(path_template);
    std::vector<ParameterInfo> list;
    for (const ParameterSpec& spec : specs) {
        const bool path = in_path.contains(spec.member.key);
        auto schema = spec.present->schema(set);
        if (spec.member.limit != nullptr) base::AddTo(schema, *spec.member.limit);
        list.push_back({std::string(spec.member.key), path, path || !spec.has_default, std::move(schema)});
    }
    return list;
}

}  // namespace detail
}  // namespace http
