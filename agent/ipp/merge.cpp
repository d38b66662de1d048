#include "agent/ipp/merge.hpp"

#include <algorithm>

#include "lib/printing/supply_parts.hpp"

namespace agent {
namespace {

using printing::Part;
using printing::Protocol;
using printing::Reading;
using printing::ReadingValue;

// Pairs of a value and whether the reading has it, in the order of ReadingValue.
std::vector<ReadingValue> ValuesOf(const Reading& r) {
    std::vector<ReadingValue> values;
    const auto add = [&](bool has, ReadingValue value) {
        if (has) values.push_back(value);
    };
    add(r.manufacturer.has_value(), ReadingValue::kManufacturer);
    add(r.model.has_value(), ReadingValue::kModel);
    add(r.serial_number.has_value(), ReadingValue::kSerialNumber);
    add(r.system_name.has_value(), ReadingValue::kSystemName);
    add(r.location.has_value(), ReadingValue::kLocation);
    add(r.firmware.has_value(), ReadingValue::kFirmware);
    add(r.hardware_address.has_value(), ReadingValue::kHardwareAddress);
    add(r.uptime_seconds.has_value(), ReadingValue::kUptime);
    add(r.status != printing::PrinterStatus::kOther, ReadingValue::kStatus);
    add(r.status_text.has_value(), ReadingValue::kStatusText);
    add(!r.alerts.empty(), ReadingValue::kAlerts);
    add(!r.meters.empty(), ReadingValue::kMeters);
    add(!r.supplies.empty(), ReadingValue::kSupplies);
    add(!r.inputs.empty(), ReadingValue::kInputs);
    add(!r.features.empty(), ReadingValue::kFeatures);
    return values;
}

// One number, or one that goes on where the other ends: some device ids carry more letters than the label.
bool MayBeOneSerial(const std::string& a, const std::string& b) {
    constexpr std::size_t kShortest = 8;
    const auto& shorter = a.size() < b.size() ? a : b;
    const auto& longer = a.size() < b.size() ? b : a;
    if (shorter.size() == longer.size()) {
        return std::ranges::equal(a, b, [](char x, char y) {
            return std::toupper(static_cast<unsigned char>(x)) == std::toupper(static_cast<unsigned char>(y));
        });
    }
    return shorter.size() >= kShortest && longer.starts_with(shorter);
}

// A part that IPP has answered instead.
void Answered(Reading& reading, Part part) {
    if (!reading.unanswered) return;
    std::erase(*reading.unanswered, part);
    if (reading.unanswered->empty()) reading.unanswered.reset();
}

bool HasFeature(const Reading& reading, const std::string& feature) {
    return std::ranges::find(reading.features, feature) != reading.features.end();
}

}  // namespace

Reading ReadingOf(const IppAnswer& answer, const devices::Brands& brands) {
    Reading reading = MapIpp(*answer.attributes, brands);
    const Protocol protocol = answer.place.secure ? Protocol::kIpps : Protocol::kIpp;
    if (reading.is_printer) reading.origins = {{protocol, ValuesOf(reading)}};
    if (!answer.certificate.sha256.empty()) {
        reading.certificate = printing::Certificate{answer.certificate.sha256, answer.certificate.not_after};
    }
    return reading;
}

bool SaysLess(const Reading& snmp) {
    if (printing::IsPartial(snmp) || !snmp.serial_number || snmp.status == printing::PrinterStatus::kOther ||
        snmp.supplies.empty()) {
        return true;
    }
    const auto is_life = [](const printing::Meter& meter) { return meter.kind == printing::MeterKind::kLife; };
    if (std::ranges::none_of(snmp.meters, is_life)) return true;
    return std::ranges::any_of(snmp.supplies, [](const printing::Supply& supply) {
        return !supply.remaining_percent && supply.level_state != printing::LevelState::kUnrestricted;
    });
}

Reading Merge(Reading snmp, Reading ipp) {
    if (snmp.serial_number && ipp.serial_number && !MayBeOneSerial(*snmp.serial_number, *ipp.serial_number)) {
        snmp.problems.push_back("IPP names another serial number, " + *ipp.serial_number +
                                ": there are two machines behind the address, and this reading is of the one of SNMP");
        return snmp;
    }
    const std::vector<ReadingValue> told = ValuesOf(snmp);
    std::vector<ReadingValue> taken;
    const auto fill = [&](ReadingValue value, auto member) {
        if (snmp.*member || !(ipp.*member)) return;
        snmp.*member = std::move(ipp.*member);
        taken.push_back(value);
    };
    fill(ReadingValue::kManufacturer, &Reading::manufacturer);
    fill(ReadingValue::kModel, &Reading::model);
    fill(ReadingValue::kSerialNumber, &Reading::serial_number);
    fill(ReadingValue::kSystemName, &Reading::system_name);
    fill(ReadingValue::kLocation, &Reading::location);
    fill(ReadingValue::kFirmware, &Reading::firmware);
    fill(ReadingValue::kHardwareAddress, &Reading::hardware_address);
    fill(ReadingValue::kUptime, &Reading::uptime_seconds);
    const bool no_status = snmp.status == printing::PrinterStatus::kOther || IsUnanswered(snmp, Part::kStatus);
    const bool takes_status = no_status && ipp.status != printing::PrinterStatus::kOther;
    if (takes_status) {
        snmp.status = ipp.status;
        snmp.detected_errors = std::move(ipp.detected_errors);
        taken.push_back(ReadingValue::kStatus);
        Answered(snmp, Part::kStatus);
    }
    fill(ReadingValue::kStatusText, &Reading::status_text);
    const bool takes_alerts =
        snmp.alerts.empty() && !ipp.alerts.empty() && (takes_status || IsUnanswered(snmp, Part::kAlerts));
    if (takes_alerts) {
        snmp.alerts = std::move(ipp.alerts);
        taken.push_back(ReadingValue::kAlerts);
        Answered(snmp, Part::kAlerts);
    }
    if (snmp.meters.empty() && !ipp.meters.empty()) {
        snmp.meters = std::move(ipp.meters);
        taken.push_back(ReadingValue::kMeters);
    }
    if (!ipp.supplies.empty()) {
        snmp.supplies = printing::JoinSupplies(std::move(snmp.supplies), std::move(ipp.supplies));
        if (std::ranges::any_of(snmp.supplies, [](const printing::Supply& supply) {
                return printing::SourceOf(supply) == printing::LevelSource::kIpp;
            })) {
            taken.push_back(ReadingValue::kSupplies);
        }
    }
    if (snmp.inputs.empty() && !ipp.inputs.empty()) {
        snmp.inputs = std::move(ipp.inputs);
        taken.push_back(ReadingValue::kInputs);
    }
    bool more_features = false;
    for (auto& feature : ipp.features) {
        if (HasFeature(snmp, feature)) continue;
        snmp.features.push_back(std::move(feature));
        more_features = true;
    }
    if (more_features) taken.push_back(ReadingValue::kFeatures);

    const Protocol protocol = ipp.origins && !ipp.origins->empty() ? ipp.origins->front().protocol : Protocol::kIpp;
    printing::Origin of_snmp{Protocol::kSnmp, {}};
    for (const ReadingValue value : told) {
        const bool shared = value == ReadingValue::kSupplies || value == ReadingValue::kFeatures;
        const bool replaced = std::ranges::find(taken, value) != taken.end() && !shared;
        if (!replaced) of_snmp.values.push_back(value);
    }
    snmp.origins = {std::move(of_snmp), {protocol, std::move(taken)}};
    snmp.certificate = std::move(ipp.certificate);
    for (auto& problem : ipp.problems) snmp.problems.push_back(std::move(problem));
    return snmp;
}

void KeepKnownParts(Reading& ipp, const std::string& known_serial) {
    if (ipp.serial_number && !known_serial.empty() && MayBeOneSerial(*ipp.serial_number, known_serial)) {
        ipp.serial_number = known_serial;
    }
    const auto keep = [&](bool said, auto... parts) {
        if (!said) (AddUnanswered(ipp, parts), ...);
    };
    keep(ipp.serial_number.has_value(), Part::kIdentity);
    keep(false, Part::kFeatures);
    keep(ipp.status != printing::PrinterStatus::kOther, Part::kStatus, Part::kAlerts);
    keep(ipp.status_text.has_value(), Part::kDisplay);
    keep(!ipp.meters.empty(), Part::kMeters);
    keep(!ipp.supplies.empty(), Part::kSupplyDescriptions, Part::kSupplyCapacities, Part::kSupplyLevels);
    keep(!ipp.inputs.empty(), Part::kTrayDescriptions, Part::kTrayLevels);
    keep(false, Part::kMakersTable);
}

}  // namespace agent
