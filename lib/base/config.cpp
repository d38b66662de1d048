#include "lib/base/config.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
// The library is used as headers only; exceptions carry the place of a syntax error.
#include <toml++/toml.h>

#include "lib/base/suggest.hpp"
#include "lib/base/text.hpp"

namespace base {

Environment ProcessEnvironment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return std::nullopt;
        return std::string(value);
    };
}

namespace detail {

namespace {

std::string Join(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + '.' + std::string(key);
}

boost::json::value ToJson(const toml::node& node) {
    if (const auto* text = node.as_string()) return boost::json::value(text->get());
    if (const auto* number = node.as_integer()) return number->get();
    if (const auto* number = node.as_floating_point()) return number->get();
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto* list = node.as_array()) {
        boost::json::array array;
        for (const toml::node& element : *list) array.push_back(ToJson(element));
        return array;
    }
    if (const auto* table = node.as_table()) {
        boost::json::object object;
        for (const auto& [key, member] : *table) object[key.str()] = ToJson(member);
        return object;
    }
    std::ostringstream text;  // dates and times have no JSON type: they arrive as text
    node.visit([&](const auto& value) { text << value; });
    return boost::json::value(text.str());
}

// Tables merge key by key; everything else replaces the default. Unknown keys are put in too: the
// strict reader then refuses them.
void Merge(const toml::table& table, const std::string& file, const std::string& path, boost::json::value& values,
           ConfigSources& sources) {
    for (const auto& [key, node] : table) {
        const std::string here = Join(path, key.str());
        sources[here] = fmt::format("{}:{}", file, node.source().begin.line);
        boost::json::value& target = values.as_object()[key.str()];
        const auto* inner = node.as_table();
        if (inner != nullptr && target.is_object()) {
            Merge(*inner, file, here, target, sources);
        } else {
            target = ToJson(node);
        }
    }
}

boost::json::value FromText(const std::string& text, const boost::json::value& like) {
    if (like.is_bool()) {
        if (text == "true" || text == "1") return true;
        if (text == "false" || text == "0") return false;
    } else if (like.is_int64() || like.is_uint64() || like.is_double()) {
        boost::json::error_code error;
        const boost::json::value number = boost::json::parse(text, error);
        if (!error && number.is_number()) return number;
    } else if (like.is_array()) {
        boost::json::array list;
        std::istringstream parts(text);
        for (std::string part; std::getline(parts, part, ',');) {
            if (const auto trimmed = Trim(part); !trimmed.empty()) list.emplace_back(trimmed);
        }
        return list;
    }
    return boost::json::value(text);  // a text, or a wrong one that the reader names
}

void MergeEnvironment(const std::string& name, const std::string& path, const Environment& environment,
                      boost::json::value& value, ConfigSources& sources) {
    if (auto* object = value.if_object()) {
        for (auto& [key, member] : *object) {
            std::string inner = name + '_';
            for (const char c : key) inner += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            MergeEnvironment(inner, Join(path, key), environment, member, sources);
        }
        return;
    }
    if (const auto text = environment(name)) {
        value = FromText(*text, value);
        sources[path] = name;
    }
}

// A value that may stand in a log: short, and none of a secret.
bool IsShown(std::string_view key, const boost::json::value& value) {
    if (value.is_object() || value.is_array()) return false;
    for (const std::string_view secret : {"password", "secret", "token", "url", "key"}) {
        if (key.find(secret) != std::string_view::npos) return false;
    }
    return true;
}

// What was meant by a key that is not known. `values` holds the known ones, and the unknown ones too.
void SuggestKey(FieldProblem& field, const boost::json::value& values) {
    const auto slash = field.pointer.rfind('/');
    boost::json::error_code error;
    const auto* table = values.find_pointer(field.pointer.substr(0, slash), error);
    if (table == nullptr || !table->is_object()) return;
    const std::string wrong = field.pointer.substr(slash + 1);
    std::vector<std::string> known;
    for (const auto& [key, value] : table->as_object()) {
        if (std::string_view(key) != wrong) known.emplace_back(key);
    }
    if (auto nearest = Nearest(wrong, known)) field.args["did_you_mean"] = *nearest;
}

}  // namespace

Result<void> OverlayFile(const std::filesystem::path& file, boost::json::value& values, ConfigSources& sources) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        return Refuse(ProblemKind::kInvalid, "config_unreadable",
                      {{"file", file.string()}, {"reason", std::string(std::strerror(errno))}});
    }
    try {
        Merge(toml::parse(text, file.string()), file.string(), "", values, sources);
    } catch (const toml::parse_error& error) {
        return Refuse(ProblemKind::kInvalid, "config_syntax",
                      {{"file", file.string()},
                       {"line", static_cast<std::int64_t>(error.source().begin.line)},
                       {"reason", std::string(error.description())}});
    }
    return {};
}

Result<void> OverlayEnvironment(const std::string& prefix, const Environment& environment, boost::json::value& values,
                                ConfigSources& sources) {
    MergeEnvironment(prefix, "", environment, values, sources);
    return {};
}

Problem LocateConfigProblem(Problem problem, const ConfigSources& sources, const boost::json::value& values) {
    problem.code = "config_invalid";
    for (FieldProblem& field : problem.fields) {
        std::string key;
        for (const char c : field.pointer.substr(field.pointer.empty() ? 0 : 1)) {
            key += c == '/' ? '.' : c;
        }
        boost::json::error_code error;
        const auto* value = values.find_pointer(field.pointer, error);
        if (value != nullptr && !field.args.contains("value") && IsShown(key, *value)) {
            field.args["value"] =
                value->is_string() ? CleanText(value->as_string(), 80) : boost::json::serialize(*value);
        }
        if (field.code == "unknown_field") SuggestKey(field, values);
        // An element of a list was set where the list was.
        std::string known = key;
        while (!known.empty() && !sources.contains(known)) {
            const auto dot = known.rfind('.');
            known.resize(dot == std::string::npos ? 0 : dot);
        }
        field.pointer = key;
        if (!known.empty()) field.args["where"] = sources.at(known);
    }
    return problem;
}

}  // namespace detail

std::vector<std::string> DescribeConfigProblem(const Problem& problem) {
    const auto text = [](const Arg& arg) {
        return std::visit([](const auto& value) { return fmt::format("{}", value); }, arg);
    };
    const auto arguments = [&](const Args& args) {
        std::string list;
        for (const auto& [name, value] : args) {
            if (name == "where" || name == "file" || name == "line") continue;
            list += fmt::format("{}{} {}", list.empty() ? " (" : ", ", name, text(value));
        }
        return list.empty() ? list : list + ")";
    };
    std::vector<std::string> lines;
    if (problem.fields.empty()) {
        std::string where;
        if (problem.args.contains("file")) where = text(problem.args.at("file"));
        if (problem.args.contains("line")) where += ":" + text(problem.args.at("line"));
        lines.push_back(
            fmt::format("{}{}{}{}", where, where.empty() ? "" : ": ", problem.code, arguments(problem.args)));
    }
    for (const FieldProblem& field : problem.fields) {
        const auto where = field.args.find("where");
        lines.push_back(fmt::format("{}{}: {}{}", where == field.args.end() ? "" : text(where->second) + ": ",
                                    field.pointer, field.code, arguments(field.args)));
    }
    return lines;
}

Result<std::string> ReadSecretFile(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    if (!in || !std::getline(in, line)) {
        return Refuse(
            ProblemKind::kInvalid, "config_unreadable",
            {{"file", file.string()}, {"reason", in ? std::string("it is empty") : std::string(std::strerror(errno))}});
    }
    return std::string(Trim(line));
}

}  // namespace base
