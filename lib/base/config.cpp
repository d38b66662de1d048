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

// A value that may be in a log: short, and none of a secret. A URL may hold a password before an "@".
bool IsShown(std::string_view key, const boost::json::value& value) {
    if (value.is_object() || value.is_array()) return false;
    if (!value.is_string()) return true;
    const std::string_view name = key.substr(key.rfind('.') + 1);
    for (const std::string_view secret : {"password", "secret", "token", "key"}) {
        if (name.find(secret) != std::string_view::npos) return false;
    }
    const std::string_view text = value.get_string();
    return name.find("url") == std::string_view::npos ||
           (text.find('@') == std::string_view::npos && text.find("password") == std::string_view::npos);
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

void TakeDefaults(const std::vector<FieldProblem>& fields, const boost::json::value& defaults,
                  boost::json::value& values) {
    for (const FieldProblem& field : fields) {
        // A wrong element of a list is no setting: the list is.
        std::string pointer = field.pointer;
        boost::json::error_code error;
        const auto* shipped = defaults.find_pointer(pointer, error);
        const auto parent = [](const std::string& of) { return of.substr(0, of.rfind('/')); };
        while (shipped == nullptr && !pointer.empty() && field.code != "unknown_field") {
            pointer = parent(pointer);
            shipped = defaults.find_pointer(pointer, error);
        }
        if (auto* set = values.find_pointer(pointer, error); shipped != nullptr && set != nullptr) {
            *set = *shipped;
            continue;
        }
        auto* table = values.find_pointer(parent(pointer), error);
        if (table == nullptr || !table->is_object()) continue;
        std::string key = pointer.substr(pointer.rfind('/') + 1);
        for (const auto& [written, meant] : {std::pair("~1", "/"), std::pair("~0", "~")}) {
            for (auto at = key.find(written); at != key.npos; at = key.find(written, at + 1)) key.replace(at, 2, meant);
        }
        table->as_object().erase(key);
    }
}

namespace {

std::string DottedKey(std::string_view pointer) {
    std::string key;
    for (const char c : pointer.substr(pointer.empty() ? 0 : 1)) key += c == '/' ? '.' : c;
    return key;
}

// The place that set a key; of an element of a list, the place of the list. "" where nothing did.
std::string PlaceOf(std::string key, const ConfigSources& sources, const boost::json::value* value) {
    while (!key.empty()) {
        if (const auto found = sources.find(key); found != sources.end()) return found->second;
        const auto dot = key.rfind('.');
        // A table's line says nothing of a key that is not in it.
        if (value != nullptr && key.find_first_not_of("0123456789", dot + 1) != key.npos) return "";
        key.resize(dot == std::string::npos ? 0 : dot);
    }
    return "";
}

}  // namespace

Problem LocateConfigProblem(Problem problem, const ConfigSources& sources, const boost::json::value& values) {
    problem.code = "config_invalid";
    for (FieldProblem& field : problem.fields) {
        const std::string key = DottedKey(field.pointer);
        boost::json::error_code error;
        const auto* value = values.find_pointer(field.pointer, error);
        if (value != nullptr && !field.args.contains("value") && IsShown(key, *value)) {
            field.args["value"] = value->is_string()   ? CleanText(value->as_string(), 80)
                                  : value->is_double() ? fmt::format("{}", value->as_double())
                                                       : boost::json::serialize(*value);
        }
        if (field.code == "unknown_field") SuggestKey(field, values);
        std::string where = PlaceOf(key, sources, value);
        if (const auto because = field.args.find("because"); because != field.args.end()) {
            const std::string other = DottedKey(std::get<std::string>(because->second));
            because->second = other;
            if (where.empty()) {
                field.args["shipped"] = std::int64_t{1};
                where = PlaceOf(other, sources, value);
            }
        }
        field.pointer = key;
        if (!where.empty()) field.args["where"] = where;
    }
    return problem;
}

}  // namespace detail

namespace {

std::string TextOf(const Arg& arg) {
    return std::visit([](const auto& value) { return fmt::format("{}", value); }, arg);
}

std::string TextOf(const Args& args, const char* name) {
    const auto found = args.find(name);
    return found == args.end() ? std::string() : TextOf(found->second);
}

// What is wrong and what would be right; "" for a code that says it by itself with its arguments.
std::string Words(std::string_view code, const Args& args) {
    const auto like = [&](const std::string& words) {
        const std::string example = TextOf(args, "example");
        return example.empty() ? words : words + ", like " + example;
    };
    if (code == "unknown_field") {
        const std::string near = TextOf(args, "did_you_mean");
        return near.empty() ? "there is no such setting" : "there is no such setting; did you mean \"" + near + "\"?";
    }
    if (code == "out_of_range") {
        const std::string because = TextOf(args, "because");
        return fmt::format("allowed is {} to {}", TextOf(args, "minimum"), TextOf(args, "maximum")) +
               (because.empty() ? "" : ", as " + because + " is");
    }
    if (code == "not_one_of") return "allowed is one of " + TextOf(args, "allowed");
    if (code == "not_a_string") return "a text in quotes is wanted";
    if (code == "not_a_boolean") return "true or false is wanted";
    if (code == "not_a_number") return "a number is wanted";
    if (code == "not_an_integer") return "a whole number is wanted";
    if (code == "not_an_array") return "a list in square brackets is wanted";
    if (code == "not_an_object") return "this is a section: write its keys below its name in square brackets";
    if (code == "nul_character") return "the character NUL is not allowed";
    if (code == "invalid_email") return "this is no e-mail address, as name@example.com is one";
    if (code == "empty") return "this must not be empty";
    if (code == "must_be_set") return like("set it, as " + TextOf(args, "because") + " is set");
    if (code == "not_host_and_port") return like("host and port are wanted");
    if (code == "not_a_url") return like("a URL is wanted");
    if (code == "not_an_address") return like("an address is wanted");
    if (code == "too_long") return "at most " + TextOf(args, "limit") + " characters are wanted";
    if (code == "too_many_items") return "at most " + TextOf(args, "limit") + " entries are wanted";
    if (code == "missing") return "this is missing";
    if (code == "not_a_country") return like("the two letters of a country are wanted");
    if (code == "not_month_and_day") return like("month and day are wanted");
    if (code == "not_a_date") return like("a day is wanted");
    if (code == "needs_one_of")
        return fmt::format("one of {} is wanted, found are {}", TextOf(args, "keys"), TextOf(args, "found"));
    if (code == "file_unusable") {
        const std::string file = TextOf(args, "file");
        return (file.empty() || file == TextOf(args, "value") ? std::string() : file + ": ") + TextOf(args, "reason");
    }
    if (code == "config_unreadable") return "this cannot be read: " + TextOf(args, "reason");
    if (code == "config_syntax") return "this is no TOML: " + TextOf(args, "reason");
    if (code == "secret_key_unreadable") return "this key file cannot be used: " + TextOf(args, "reason");
    if (code == "secret_key_exposed") return "others may read this key file: chmod 600 it";
    return "";
}

std::string Sentence(const std::string& code, const Args& args) {
    if (const std::string words = Words(code, args); !words.empty()) return words + " [" + code + "]";
    std::string list;
    for (const auto& [name, value] : args) {
        if (name == "where" || name == "file" || name == "line" || name == "shipped") continue;
        list += fmt::format("{}{} {}", list.empty() ? " (" : ", ", name, TextOf(value));
    }
    return code + list + (list.empty() ? "" : ")");
}

// "snmp.window = 0", with a word where nobody chose it.
std::string Assignment(const FieldProblem& field, bool config) {
    const auto value = field.args.find("value");
    if (value == field.args.end() || field.code == "unknown_field" || Words(field.code, field.args).empty()) {
        return field.pointer;
    }
    const bool shipped = config && (!field.args.contains("where") || field.args.contains("shipped"));
    if (TextOf(value->second).empty()) return field.pointer + " is empty";
    return field.pointer + " = " + TextOf(value->second) + (shipped ? " (the shipped default)" : "");
}

}  // namespace

std::vector<std::string> DescribeConfigProblem(const Problem& problem) {
    std::vector<std::string> lines;
    const auto add = [&](const std::string& where, const std::string& words) {
        lines.push_back(where.empty() ? words : where + ": " + words);
    };
    if (problem.fields.empty()) {
        std::string where = TextOf(problem.args, "file");
        if (problem.args.contains("line")) where += ":" + TextOf(problem.args, "line");
        add(where, Sentence(problem.code, problem.args));
    }
    for (const FieldProblem& field : problem.fields) {
        add(TextOf(field.args, "where"), fmt::format("{}: {}", Assignment(field, problem.code == "config_invalid"),
                                                     Sentence(field.code, field.args)));
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
