#pragma once

#include "lib/base/json.hpp"
#include "lib/printing/agent_messages.hpp"

namespace readings {

// The body of a batch as text: the router's strict reader would refuse a whole batch for one reading that it
// does not understand; ReadBatch sets that one aside. Documented as what it is.
struct BatchBody {
    std::string text;
};

}  // namespace readings

template <>
struct base::json::Codec<readings::BatchBody> {
    static boost::json::object Schema(SchemaSet& set) { return Codec<printing::ReadingBatch>::Schema(set); }
};

template <>
inline base::Result<readings::BatchBody> base::json::Read<readings::BatchBody>(std::string_view text) {
    return readings::BatchBody{std::string(text)};
}
