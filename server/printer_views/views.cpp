#include "server/printer_views/views.hpp"

#include <fmt/format.h>

namespace printer_views {
namespace {

std::optional<std::string> NotEmpty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<printers::MeterSlot> MeterSlots(const boost::json::value& value) {
    return base::json::Bind<std::vector<printers::MeterSlot>>(value).value_or(std::vector<printers::MeterSlot>{});
}

template <class View>
void FillLevel(View& view, std::optional<std::int64_t> level, std::optional<std::int64_t> capacity,
               const std::string& unit) {
    const auto read = printing::ReadLevel(level, capacity, base::json::ParseEnum<printing::Unit>(unit));
    view.level_state = printing::StateOf(read);
    view.remaining_percent = printing::RemainingPercent(read);
}

std::vector<MeterView> CountersOf(const store::PrinterRow& row, const std::vector<std::int64_t>& values,
                                  const printers::Kept& kept, const std::optional<base::Instant>& observed_at,
                                  const std::vector<printers::MeterHold>& doubted) {
    std::vector<MeterView> counters;
    const auto meters = MeterSlots(row.meters);
    for (std::size_t slot = 0; slot < meters.size(); ++slot) {
        const printers::LastValue count =
            printers::LastValueAt(values, printers::kMeterAbsent, kept.meters, slot, observed_at);
        if (!count.value) continue;
        MeterView& shown =
            counters.emplace_back(meters[slot].kind, *count.value, meters[slot].unit, count.observed_at, "");
        const auto hold = std::ranges::find(doubted, static_cast<std::int32_t>(slot), &printers::MeterHold::slot);
        if (hold != doubted.end()) shown.doubted = {hold->reason, hold->value, hold->since, hold->seen_at};
    }
    return counters;
}

void FillBase(PrinterBaseView& view, const store::PrinterRow& row) {
    view.id = row.id;
    view.organization_id = row.organization_id;
    view.organization_name = row.organization_name;
    view.site_id = row.site_id;
    view.site_name = row.site_name;
    view.agent_id = row.agent_id;
    view.agent_name = row.agent_name;
    view.last_known_state = printers::StatusOf(row.status);
    view.state = row.communicating ? static_cast<PrinterState>(row.status) : PrinterState::kNotCommunicating;
    view.state_text = row.status_text;
    view.communicating = row.communicating;
    view.manufacturer = row.manufacturer;
    view.model = row.model;
    view.serial_number = NotEmpty(row.serial_number);
    view.address = NotEmpty(row.address);
    view.host_name = NotEmpty(row.host_name);
    view.location = NotEmpty(row.location);
    if (row.life_count != printers::kNoLifeCount) {
        view.life_count = row.life_count;
        for (const auto& meter : MeterSlots(row.meters)) {
            if (meter.kind != "life") continue;
            view.life_count_unit = meter.unit;
            break;
        }
    }
    view.under_contract = row.under_contract;
    view.contract_id = row.contract_id;
    view.high_volume_since = row.high_volume_since;
    view.managed = base::json::ParseEnum<Managed>(row.managed).value_or(Managed::kNone);
    view.registration_problem = row.registration_problem;
    view.registration = row.registration_problem != printers::RegistrationProblem::kNone ? Registration::kFailed
                        : row.registration_decided                                       ? Registration::kRegistered
                                                                                         : Registration::kWaiting;
    view.contact_id = row.contact_id;
    view.contact_name = row.contact_name;
    view.discovered_at = row.discovered_at;
    if (row.observed_at != printers::kNever) view.last_contact_at = view.observed_at = row.observed_at;
    view.polling_interval_seconds = row.polling_interval_seconds.value_or(3600);
    view.version = row.version;
}

void FillSupply(SupplySummaryView& view, const store::SupplyRow& row, const printers::LastValue& level) {
    view.slot = std::to_string(row.slot);
    view.type = row.type.empty() ? "unknown" : row.type;
    view.class_ = row.class_.empty() ? "other" : row.class_;
    view.colorant = NotEmpty(row.colorant);
    view.description = row.description;
    FillLevel(view, level.value, row.max_capacity_raw, row.unit);
    view.observed_at = level.observed_at;
    view.source = base::json::ParseEnum<printing::LevelSource>(row.source).value_or(printing::LevelSource::kStandard);
    if (!row.estimate || !row.estimate->days_left) return;
    view.replaced_since_estimate = printers::ReplacedSince({row.estimate->percent, row.estimate->serial_number},
                                                           {view.remaining_percent, row.serial_number});
    if (!view.replaced_since_estimate) view.days_left = row.estimate->days_left;
    view.days_left_at = row.estimated_at;
}

}  // namespace

NeighbourView NeighbourOf(const store::NeighbourRow& row) {
    return {row.id,
            row.manufacturer,
            row.model,
            NotEmpty(row.serial_number),
            NotEmpty(row.address),
            printers::DeviceIndexOf(row.weak_key)};
}

PrinterSummaryView SummaryOf(const store::PrinterRow& row, const std::vector<store::SupplyRow>& supplies) {
    PrinterSummaryView view;
    FillBase(view, row);
    const printers::Kept kept = printers::ReadKept(row.kept);
    for (const auto& supply : supplies) {
        FillSupply(view.supplies.emplace_back(), supply,
                   printers::LastValueAt(row.levels, printers::kLevelAbsent, kept.levels,
                                         static_cast<std::size_t>(supply.slot), view.observed_at));
    }
    return view;
}

PrinterView DetailOf(const store::DetailRow& row, const std::vector<store::SupplyRow>& supplies,
                     const std::vector<store::AlertRow>& alerts, const std::vector<printers::MeterHold>& doubted) {
    PrinterView view;
    FillBase(view, row);
    const printers::Kept kept = printers::ReadKept(row.kept);
    for (const auto& part : kept.parts) view.unanswered.push_back({part.part, part.observed_at});
    for (const auto& supply : supplies) {
        SupplyView& shown = view.supplies.emplace_back();
        const printers::LastValue level = printers::LastValueAt(
            row.levels, printers::kLevelAbsent, kept.levels, static_cast<std::size_t>(supply.slot), view.observed_at);
        shown.level_raw = level.value;
        FillSupply(shown, supply, level);
        shown.index = supply.supply_index;
        shown.part_number = NotEmpty(supply.part_number);
        shown.serial_number = NotEmpty(supply.serial_number);
        shown.unit = NotEmpty(supply.unit);
        shown.max_capacity_raw = supply.max_capacity_raw;
    }
    view.meters = CountersOf(row, row.meter_values, kept, view.observed_at, doubted);
    const auto inputs =
        base::json::Bind<std::vector<printers::InputSlot>>(row.inputs).value_or(std::vector<printers::InputSlot>{});
    for (std::size_t at = 0; at < inputs.size(); ++at) {
        InputView& shown = view.inputs.emplace_back();
        shown.slot = inputs[at].index;
        shown.name = inputs[at].name.value_or("");
        shown.media = inputs[at].media;
        shown.unit = inputs[at].unit;
        shown.max_capacity_raw = inputs[at].max_capacity_raw;
        const printers::LastValue level =
            printers::LastValueAt(row.input_levels, printers::kLevelAbsent, kept.inputs, at, view.observed_at);
        shown.level_raw = level.value;
        shown.observed_at = level.observed_at;
        FillLevel(shown, shown.level_raw, shown.max_capacity_raw, inputs[at].unit.value_or(""));
    }
    for (const auto& alert : alerts) {
        view.alerts.push_back({alert.severity, alert.alert_group, alert.code, alert.description, alert.opened_at});
    }
    view.registration_reason = NotEmpty(row.registration_reason);
    view.device_index = printers::DeviceIndexOf(row.weak_key);
    view.origins = base::json::Bind<std::vector<OriginView>>(row.origins).value_or(std::vector<OriginView>{});
    if (!row.certificate.empty()) view.certificate = CertificateView{row.certificate, row.certificate_ends};
    view.features = row.features;
    for (const auto& [error, name] : base::json::EnumNames<printing::DetectedError>()) {
        if ((row.detected_errors >> static_cast<int>(error)) & 1) view.detected_errors.push_back(error);
    }
    view.firmware = NotEmpty(row.firmware);
    view.hardware_address = NotEmpty(row.hardware_address);
    view.device_location = NotEmpty(row.device_location);
    view.uptime_seconds = row.uptime_seconds;
    for (std::size_t start = 0; start < row.problems.size();) {
        const auto end = std::min(row.problems.find('\n', start), row.problems.size());
        view.problems.push_back(row.problems.substr(start, end - start));
        start = end + 1;
    }
    return view;
}

PrinterMetersView MetersOf(const store::PrinterRow& row, const std::vector<std::int64_t>& values) {
    PrinterMetersView view{.id = row.id,
                           .organization_id = row.organization_id,
                           .organization_name = row.organization_name,
                           .site_name = row.site_name,
                           .manufacturer = row.manufacturer,
                           .model = row.model,
                           .serial_number = NotEmpty(row.serial_number),
                           .location = NotEmpty(row.location),
                           .life = {},
                           .mono = {},
                           .color = {},
                           .meters = {},
                           .observed_at = {}};
    if (row.observed_at != printers::kNever) view.observed_at = row.observed_at;
    view.meters = CountersOf(row, values, printers::ReadKept(row.kept), view.observed_at, {});
    for (const auto& [kind, count] :
         {std::pair{std::string("life"), &view.life}, std::pair{std::string("mono"), &view.mono},
          std::pair{std::string("color"), &view.color}}) {
        const auto found = std::ranges::find(view.meters, kind, &MeterView::kind);
        if (found != view.meters.end()) *count = found->value;
    }
    return view;
}

std::vector<tables::Column> ExportColumns() {
    return {"organization",
            "site",
            "manufacturer",
            "model",
            "serial_number",
            "address",
            "host_name",
            "location",
            "state",
            "state_text",
            "communicating",
            "silence",
            {"life_count", tables::Kind::kNumber},
            {"last_contact_at", tables::Kind::kTime},
            "agent",
            "under_contract",
            {"high_volume_since", tables::Kind::kTime},
            "managed",
            "registration",
            "registration_problem",
            "contact",
            {"discovered_at", tables::Kind::kTime},
            {"first_empty_in_days", tables::Kind::kNumber},
            "supplies",
            "external_ids",
            "serial_shared"};
}

std::vector<std::string> ExportRow(const PrinterSummaryView& printer) {
    std::string supplies;
    std::optional<double> first_empty;
    for (const auto& supply : printer.supplies) {
        if (supply.days_left) first_empty = std::min(*supply.days_left, first_empty.value_or(*supply.days_left));
        if (!supplies.empty()) supplies += "; ";
        supplies += supply.description + ": ";
        supplies += supply.remaining_percent ? fmt::format("{:g} %", *supply.remaining_percent)
                                             : std::string(base::json::EnumName(supply.level_state));
    }
    const auto time = [](const std::optional<base::Instant>& at) {
        return at ? base::FormatRfc3339(*at) : std::string();
    };
    return {printer.organization_name, printer.site_name.value_or(""), printer.manufacturer, printer.model,
            printer.serial_number.value_or(""), printer.address.value_or(""), printer.host_name.value_or(""),
            printer.location.value_or(""), std::string(base::json::EnumName(printer.state)), printer.state_text,
            printer.communicating ? "true" : "false",
            printer.silence ? std::string(base::json::EnumName(*printer.silence)) : "",
            printer.life_count ? std::to_string(*printer.life_count) : "", time(printer.last_contact_at),
            printer.agent_name.value_or(""), printer.under_contract ? "true" : "false", time(printer.high_volume_since),
            std::string(base::json::EnumName(printer.managed)), std::string(base::json::EnumName(printer.registration)),
            printer.registration_problem == printers::RegistrationProblem::kNone
                ? ""
                : std::string(base::json::EnumName(printer.registration_problem)),
            printer.contact_name.value_or(""), time(printer.discovered_at),
            // Whole days, as the list says and sorts them.
            first_empty ? std::to_string(static_cast<std::int64_t>(*first_empty)) : "", supplies,
            external::ToText(printer.external_ids), printer.serial_shared ? "true" : "false"};
}

}  // namespace printer_views
