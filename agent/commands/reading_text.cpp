#include "agent/commands/reading_text.hpp"

#include <fmt/format.h>

#include "lib/base/json.hpp"

namespace agent {
namespace {

class Lines {
  public:
    void Add(std::string_view name, std::string_view value) { text_ += fmt::format("{:<14}{}\n", name, value); }
    void AddIf(std::string_view name, const std::optional<std::string>& value) {
        if (value) Add(name, *value);
    }
    std::string Take() { return std::move(text_); }

  private:
    std::string text_;
};

// What follows the head of a line: "; part CF400X; serial 123".
class Details {
  public:
    explicit Details(std::string head) : text_(std::move(head)) {}
    void Add(std::string_view name, const std::optional<std::string>& value) {
        if (value) text_ += fmt::format("; {} {}", name, *value);
    }
    void Add(std::string_view name, const std::optional<std::int64_t>& value) {
        if (value) text_ += fmt::format("; {} {}", name, *value);
    }
    template <base::json::DescribedEnum E>
    void Add(std::string_view name, const std::optional<E>& value) {
        if (value) text_ += fmt::format("; {} {}", name, base::json::EnumName(*value));
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

// "64.5 %", "some_remaining" ...
std::string Level(printing::LevelState state, const std::optional<double>& percent) {
    return percent ? fmt::format("{:.1f} % ({})", *percent, base::json::EnumName(state))
                   : std::string(base::json::EnumName(state));
}

std::string SupplyLine(const printing::Supply& supply) {
    Details line(fmt::format("{} {}: {}", supply.index, supply.description.value_or("-"),
                             Level(supply.level_state, supply.remaining_percent)));
    line.Add("level", supply.level_raw);
    line.Add("of", supply.max_capacity_raw);
    line.Add("in", supply.unit);
    line.Add("type", supply.type);
    line.Add("class", supply.class_);
    line.Add("colorant", supply.colorant);
    line.Add("part", supply.part_number);
    line.Add("serial", supply.serial_number);
    line.Add("source", supply.source);
    return line.text();
}

std::string TrayLine(const printing::InputTray& tray) {
    Details line(
        fmt::format("{} {}: {}", tray.index, tray.name.value_or("-"), Level(tray.level_state, tray.remaining_percent)));
    line.Add("level", tray.level_raw);
    line.Add("of", tray.max_capacity_raw);
    line.Add("in", tray.unit);
    line.Add("media", tray.media);
    return line.text();
}

std::string AlertLine(const printing::Alert& alert) {
    Details line(fmt::format("{}: {}", base::json::EnumName(alert.severity), alert.description.value_or("-")));
    line.Add("row", alert.index);
    line.Add("group", std::optional(alert.group));
    line.Add("group row", alert.group_index);
    line.Add("code", alert.code);
    line.Add("training", alert.training);
    return line.text();
}

}  // namespace

std::string TextOf(const printing::Reading& reading) {
    Lines lines;
    lines.Add("address", fmt::format("{}:{}", reading.address, reading.port));
    if (reading.device_index) lines.Add("device", std::to_string(*reading.device_index));
    lines.Add("printer", reading.is_printer ? "yes" : "no");
    lines.AddIf("manufacturer", reading.manufacturer);
    lines.AddIf("model", reading.model);
    lines.AddIf("serial", reading.serial_number);
    lines.AddIf("name", reading.system_name);
    lines.AddIf("location", reading.location);
    lines.AddIf("firmware", reading.firmware);
    lines.AddIf("hardware", reading.hardware_address);
    if (reading.uptime_seconds) {
        lines.Add("uptime", fmt::format("{} s ({} days)", *reading.uptime_seconds, *reading.uptime_seconds / 86400));
    }
    lines.Add("status", base::json::EnumName(reading.status));
    lines.AddIf("display", reading.status_text);
    for (const auto error : reading.detected_errors) lines.Add("error", base::json::EnumName(error));
    for (const auto& alert : reading.alerts) lines.Add("alert", AlertLine(alert));
    for (const auto& meter : reading.meters) {
        Details line(fmt::format("{} {}", base::json::EnumName(meter.kind), meter.value));
        line.Add("in", meter.unit);
        line.Add("marker", meter.index);
        lines.Add("meter", line.text());
    }
    for (const auto& supply : reading.supplies) lines.Add("supply", SupplyLine(supply));
    for (const auto& tray : reading.inputs) lines.Add("tray", TrayLine(tray));
    for (const auto& feature : reading.features) lines.Add("feature", feature);
    for (const auto part : reading.unanswered.value_or(std::vector<printing::Part>{})) {
        lines.Add("no answer to", base::json::EnumName(part));
    }
    for (const auto& origin : reading.origins.value_or(std::vector<printing::Origin>{})) {
        std::string told;
        for (const auto value : origin.values) {
            told += (told.empty() ? "" : ", ") + std::string(base::json::EnumName(value));
        }
        lines.Add("by " + std::string(base::json::EnumName(origin.protocol)), told.empty() ? "nothing more" : told);
    }
    if (reading.certificate) {
        Details line("sha256 " + reading.certificate->sha256);
        if (reading.certificate->not_after) line.Add("until", base::FormatRfc3339(*reading.certificate->not_after));
        lines.Add("certificate", line.text());
    }
    for (const auto& problem : reading.problems) lines.Add("problem", problem);
    return lines.Take();
}

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

}  // namespace agent
