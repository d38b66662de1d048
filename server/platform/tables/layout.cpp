#include "server/platform/tables/layout.hpp"

#include <fmt/format.h>

namespace tables {
namespace {

constexpr std::size_t kDeepest = 3;  // members of members of members; what is deeper is JSON

std::string_view TextOf(const boost::json::value& value) {
    const auto* text = value.if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

// The schema itself, past "or null" and past names.
const boost::json::object& Plain(const boost::json::object& schema, const boost::json::object& definitions) {
    if (const auto* any = schema.if_contains("anyOf")) return Plain(any->as_array()[0].as_object(), definitions);
    const auto* name = schema.if_contains("$ref");
    if (name == nullptr) return schema;
    const auto text = TextOf(*name);
    return definitions.at(text.substr(text.rfind('/') + 1)).as_object();
}

std::string_view TypeOf(const boost::json::object& schema) {
    const auto* type = schema.if_contains("type");
    if (type == nullptr) return "";
    return type->is_array() ? TextOf(type->as_array()[0]) : TextOf(*type);
}

std::string_view FormatOf(const boost::json::object& schema) {
    const auto* format = schema.if_contains("format");
    return format == nullptr ? std::string_view() : TextOf(*format);
}

Kind KindOf(const boost::json::object& schema) {
    const auto type = TypeOf(schema);
    if (type == "integer" || type == "number") return Kind::kNumber;
    if (FormatOf(schema) == "date") return Kind::kDay;
    if (FormatOf(schema) == "date-time") return Kind::kTime;
    return Kind::kText;
}

// What opens a door is in no file, whatever a list says of it.
bool IsSecret(std::string_view name) {
    return name == "token";
}

std::string CellOf(const boost::json::value& value) {
    if (value.is_null()) return "";
    if (const auto* text = value.if_string()) return {text->data(), text->size()};
    if (const auto* flag = value.if_bool()) return *flag ? "true" : "false";
    if (const auto* number = value.if_int64()) return std::to_string(*number);
    if (const auto* number = value.if_uint64()) return std::to_string(*number);
    if (const auto* number = value.if_double()) return fmt::format("{}", *number);
    if (const auto* list = value.if_array()) {
        std::string cell;
        for (const auto& one : *list) {
            if (one.is_object() || one.is_array()) return boost::json::serialize(value);
            cell += (cell.empty() ? "" : "; ") + CellOf(one);
        }
        return cell;
    }
    return value.as_object().empty() ? "" : boost::json::serialize(value);
}

}  // namespace

Layout::Layout(const boost::json::object& schema, const boost::json::object& definitions) {
    Walk(Plain(schema, definitions), definitions, {});
}

void Layout::Walk(const boost::json::object& schema, const boost::json::object& definitions,
                  const std::vector<std::string>& path) {
    for (const auto& [key, member] : schema.at("properties").as_object()) {
        const std::string name(key);
        if (IsSecret(name)) continue;
        const auto& plain = Plain(member.as_object(), definitions);
        auto place = path;
        place.push_back(name);
        if (plain.contains("properties") && place.size() < kDeepest) {
            Walk(plain, definitions, place);
            continue;
        }
        std::string joined;
        for (const auto& part : place) joined += (joined.empty() ? "" : "_") + part;
        const auto* items = plain.if_contains("items");
        const auto& of = items == nullptr ? plain : Plain(items->as_object(), definitions);
        const bool open =
            TypeOf(plain) != "array" && (TypeOf(plain).empty() || TypeOf(plain) == "object") && !plain.contains("enum");
        const bool for_people = FormatOf(of) != "uuid" && name != "version" && !open;
        places_.push_back({std::move(place), Column(std::move(joined), KindOf(plain)), for_people});
    }
}

std::vector<Column> Layout::Columns(bool for_people) const {
    std::vector<Column> columns;
    for (const Place& place : places_) {
        if (place.for_people || !for_people) columns.push_back(place.column);
    }
    return columns;
}

std::vector<std::string> Layout::Cells(const boost::json::value& row, bool for_people) const {
    std::vector<std::string> cells;
    for (const Place& place : places_) {
        if (!place.for_people && for_people) continue;
        const boost::json::value* value = &row;
        for (const auto& name : place.path) {
            const auto* object = value->if_object();
            value = object == nullptr ? nullptr : object->if_contains(name);
            if (value == nullptr) break;
        }
        cells.push_back(value == nullptr ? "" : CellOf(*value));
    }
    return cells;
}

}  // namespace tables
