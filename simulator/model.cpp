#include "simulator/model.hpp"

#include <fmt/format.h>

#include <set>
#include <stdexcept>

#include "embedded/models.hpp"
#include "lib/base/json.hpp"
#include "lib/snmp/ber.hpp"
#include "simulator/random.hpp"

namespace simulator {
namespace {

bool IsOid(std::string_view text) {
    return snmp::ber::Oid::Parse(text).has_value();
}

void CheckRange(base::FieldProblems& problems, const std::vector<double>& range, std::string pointer, double most) {
    if (range.size() != 2 || range[0] < 0 || range[1] < range[0] || range[1] > most) {
        problems.Add(std::move(pointer), "not_a_range");
    }
}

}  // namespace

std::string ExpandPattern(std::string_view pattern, std::uint64_t random) {
    std::string text;
    for (const char c : pattern) {
        random = Mix(random);
        switch (c) {
            case '#':
                text += static_cast<char>('0' + random % 10);
                break;
            case '@':
                text += static_cast<char>('A' + random % 26);
                break;
            case '^':
                text += "0123456789ABCDEF"[random % 16];
                break;
            default:
                text += c;
        }
    }
    return text;
}

base::Result<Model> ParseModel(std::string_view json) {
    auto model = base::json::Read<Model>(json);
    if (!model) return model;
    base::FieldProblems problems;
    CheckRange(problems, model->pages_per_month, "/pages_per_month", 1e6);
    CheckRange(problems, model->color_share, "/color_share", 1);
    if (!IsOid(model->sys_object_id)) problems.Add("/sys_object_id", "not_an_oid");
    if (!IsOid(model->device_object_id)) problems.Add("/device_object_id", "not_an_oid");
    if (model->mac_prefix.size() != 6) problems.Add("/mac_prefix", "not_six_digits");
    if (model->supplies.size() > 16) problems.Add("/supplies", "too_many");
    if (model->inputs.size() > 8) problems.Add("/inputs", "too_many");
    std::set<std::int32_t> indexes;
    for (std::size_t i = 0; i < model->supplies.size(); ++i) {
        const SupplySpec& supply = model->supplies[i];
        const std::string at = fmt::format("/supplies/{}", i);
        if (supply.index < 1 || !indexes.insert(supply.index).second) {
            problems.Add(at + "/index", "not_unique");
        }
        if (supply.wear != Wear::kNever && supply.yield_pages < 1) {
            problems.Add(at + "/yield_pages", "too_small");
        }
        if (supply.gauge == Gauge::kAmount && (supply.capacity < 1 || supply.step.value_or(1) < 1)) {
            problems.Add(at + "/capacity", "too_small");
        }
    }
    for (std::size_t i = 0; i < model->extras.size(); ++i) {
        if (!IsOid(model->extras[i].oid)) problems.Add(fmt::format("/extras/{}/oid", i), "not_an_oid");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return model;
}

std::vector<Model> BuiltInModels() {
    std::vector<Model> models;
    for (const embedded::File& file : embedded::models()) {
        auto model = ParseModel(file.bytes);
        if (!model) {
            const auto& fields = model.error().fields;
            throw std::runtime_error(fmt::format("{}: {} {} {}", file.name, model.error().code,
                                                 fields.empty() ? "" : fields.front().pointer,
                                                 fields.empty() ? "" : fields.front().code));
        }
        models.push_back(std::move(*model));
    }
    return models;
}

}  // namespace simulator
