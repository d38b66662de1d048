#include "lib/base/plain_json.hpp"

#include <fmt/format.h>

namespace base::json {

std::string WritePlain(const boost::json::value& value) {
    std::string text;
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object) {
            text += (text.empty() ? "" : ",") + boost::json::serialize(key) + ":" + WritePlain(member);
        }
        return "{" + text + "}";
    }
    if (const auto* array = value.if_array()) {
        for (const auto& element : *array) text += (text.empty() ? "" : ",") + WritePlain(element);
        return "[" + text + "]";
    }
    return value.is_double() ? fmt::format("{}", value.as_double()) : boost::json::serialize(value);
}

}  // namespace base::json
