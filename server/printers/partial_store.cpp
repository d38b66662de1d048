#include <algorithm>

#include "lib/base/json.hpp"
#include "server/platform/pg/pg.hpp"
#include "server/printers/admin_store.hpp"
#include "server/printers/identity.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/state_store.hpp"

// What is known of printers that answered only in part.
namespace printers {
namespace {

using base::OrganizationId;
using printing::Reading;

template <class T>
using List = std::vector<T>;

struct DescribedRow {  // of printers
    PrinterId id;
    std::optional<organizations::SiteId> site_id;
    std::string identity_key;
    std::string weak_key;
    std::string address;
    std::int32_t port = 161;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string host_name;
    std::string device_location;
    std::string firmware;
    std::string hardware_address;
    std::vector<std::string> features;
    boost::json::value inputs;
    boost::json::value meters;
};
BOOST_DESCRIBE_STRUCT(DescribedRow, (),
                      (id, site_id, identity_key, weak_key, address, port, manufacturer, model, serial_number,
                       host_name, device_location, firmware, hardware_address, features, inputs, meters))
struct KnownPrinter : DescribedRow {
    std::vector<std::int32_t> levels;
    std::optional<boost::json::value> kept;
};
BOOST_DESCRIBE_STRUCT(KnownPrinter, (DescribedRow), (levels, kept))

const pg::Query<KnownPrinter(OrganizationId, List<std::string>, List<std::string>, List<std::string>)> kKnown{
    "printers.known_to_partial", "SELECT " + pg::Columns<DescribedRow>("p") + R"sql(, s.levels, s.kept
    FROM (SELECT id FROM printers WHERE organization_id = $1 AND address_key = ANY ($2)
          UNION SELECT id FROM printers WHERE organization_id = $1 AND identity_key = ANY ($3)
          UNION SELECT id FROM printers WHERE organization_id = $1 AND weak_key = ANY ($4)) AS found
    JOIN printers AS p ON p.organization_id = $1 AND p.id = found.id
    JOIN printer_states AS s ON s.organization_id = $1 AND s.printer_id = found.id
    ORDER BY p.deregistered_at IS NOT NULL, p.described_at DESC, p.id)sql"};

struct KnownSupply : SupplyDescription {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(KnownSupply, (SupplyDescription), (printer_id))
const pg::Query<KnownSupply(OrganizationId, List<PrinterId>)> kKnownSupplies{"printers.supplies_known_to_partial",
                                                                             R"sql(
    SELECT {columns} FROM printer_supplies WHERE organization_id = $1 AND printer_id = ANY ($2) AND present
    ORDER BY printer_id, slot)sql"};

std::optional<std::string> OrAbsent(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Reading ReadingOf(const KnownPrinter& row, const std::vector<KnownSupply>& supplies) {
    Reading known;
    known.address = row.address;
    known.port = static_cast<std::uint16_t>(row.port);
    known.manufacturer = OrAbsent(row.manufacturer);
    known.model = OrAbsent(row.model);
    known.serial_number = OrAbsent(row.serial_number);
    known.system_name = OrAbsent(row.host_name);
    known.location = OrAbsent(row.device_location);
    known.firmware = OrAbsent(row.firmware);
    known.hardware_address = OrAbsent(row.hardware_address);
    known.features = row.features;
    if (const auto inputs = base::json::Bind<std::vector<InputSlot>>(row.inputs)) {
        for (const auto& input : *inputs) {
            known.inputs.push_back(
                {.index = input.index,
                 .name = input.name,
                 .media = input.media,
                 .unit = input.unit ? base::json::ParseEnum<printing::Unit>(*input.unit) : std::nullopt,
                 .max_capacity_raw = input.max_capacity_raw});
        }
    }
    if (const auto meters = base::json::Bind<std::vector<MeterSlot>>(row.meters)) {
        for (const auto& meter : *meters) {
            known.meters.push_back(
                {.kind = base::json::ParseEnum<printing::MeterKind>(meter.kind).value_or(printing::MeterKind::kOther),
                 .unit = meter.unit ? base::json::ParseEnum<printing::Unit>(*meter.unit) : std::nullopt,
                 .index = meter.index});
        }
    }
    const Kept kept = ReadKept(row.kept);
    for (const auto& supply : supplies) {
        if (supply.printer_id != row.id) continue;
        const auto slot = static_cast<std::size_t>(supply.slot);
        std::optional<std::int64_t> level;
        if (slot < row.levels.size() && row.levels[slot] != kLevelAbsent) level = row.levels[slot];
        if (const auto* value = FindKept(kept.levels, slot); value && !level) level = value->value;
        known.supplies.push_back({.index = supply.supply_index,
                                  .type = base::json::ParseEnum<printing::SupplyType>(supply.type),
                                  .class_ = base::json::ParseEnum<printing::SupplyClass>(supply.class_),
                                  .colorant = OrAbsent(supply.colorant),
                                  .description = OrAbsent(supply.description),
                                  .part_number = OrAbsent(supply.part_number),
                                  .serial_number = OrAbsent(supply.serial_number),
                                  .unit = base::json::ParseEnum<printing::Unit>(supply.unit),
                                  .max_capacity_raw = supply.max_capacity_raw,
                                  .level_raw = level,
                                  .source = base::json::ParseEnum<printing::LevelSource>(supply.source)});
    }
    return known;
}

// Not another printer at the address of the known one.
bool MayBe(const Reading& reading, std::string_view known_serial, const std::string& known_hardware) {
    const std::string serial = SerialKey(reading.serial_number.value_or(""));
    if (!serial.empty() && !known_serial.empty() && serial != known_serial) return false;
    return !reading.hardware_address || known_hardware.empty() || *reading.hardware_address == known_hardware;
}

const KnownPrinter* Match(const Reading& reading, const Source& source, const std::vector<KnownPrinter>& rows) {
    const IdentityKeys keys = KeysOf(reading);
    if (keys.has_serial) {
        // Two machines may claim one serial number: the one at its place, else the one that had it first.
        const auto claims = [&](const KnownPrinter& row) {
            return PlainIdentity(row.identity_key) == keys.identity &&
                   (row.weak_key == keys.weak || (row.address == reading.address && row.port == reading.port &&
                                                  IsOfIndex(row.weak_key, reading.device_index)));
        };
        if (const auto here = std::ranges::find_if(rows, claims); here != rows.end()) return &*here;
        const auto same = std::ranges::find(rows, keys.identity, &KnownPrinter::identity_key);
        if (same != rows.end() && MayBe(reading, "", same->hardware_address)) return &*same;
    }
    for (const auto& row : rows) {
        if (row.address == reading.address && row.port == reading.port && row.site_id == source.site &&
            IsOfIndex(row.weak_key, reading.device_index) &&
            MayBe(reading, SerialKey(row.serial_number), row.hardware_address)) {
            return &row;
        }
    }
    if (keys.has_serial || !reading.hardware_address) return nullptr;
    const auto same = std::ranges::find(rows, keys.weak, &KnownPrinter::weak_key);
    return same == rows.end() ? nullptr : &*same;
}

struct KeptRow {
    PrinterId printer_id;
    boost::json::value kept;
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (printer_id, kept))
const pg::Query<KeptRow(OrganizationId, List<PrinterId>)> kUnanswered{"printers.unanswered", R"sql(
    SELECT {columns} FROM printer_states
    WHERE organization_id = $1 AND printer_id = ANY ($2) AND kept IS NOT NULL)sql"};

// Something that the printer has is not in it: a part was not answered, or a meter is doubted.
bool LacksValues(const Reading& reading) {
    return printing::IsPartial(reading) ||
           std::ranges::any_of(reading.meters, [](const auto& meter) { return meter.value < 0; });
}

// What is known after the reading: levels that it did not tell are those before it.
void Learn(Reading& known, const Reading& completed) {
    Reading before = std::move(known);
    known = completed;
    for (auto& supply : known.supplies) {
        if (supply.level_raw) continue;
        const auto same = std::ranges::find(before.supplies, supply.index, &printing::Supply::index);
        if (same != before.supplies.end()) supply.level_raw = same->level_raw;
    }
}

}  // namespace

std::map<PrinterId, std::string> store::FindUnanswered(pg::Transaction& tx, OrganizationId organization,
                                                       const std::vector<PrinterId>& printers) {
    std::map<PrinterId, std::string> unanswered;
    for (const auto& row : tx.All(kUnanswered, organization, printers)) {
        // What is kept may be the value of a doubted meter alone: the printer answered all the same.
        std::string parts;
        for (const auto& part : ReadKept(row.kept).parts) {
            if (!parts.empty()) parts += ',';
            parts += base::json::EnumName(part.part);
        }
        if (!parts.empty()) unanswered.emplace(row.printer_id, std::move(parts));
    }
    return unanswered;
}

void store::CompletePartials(pg::Transaction& tx, const Source& source, std::span<Arrival> arrivals) {
    std::vector<std::string> addresses, identities, weak;
    for (const auto& arrival : arrivals) {
        if (!NeedsCompletion(*arrival.reading)) continue;
        const IdentityKeys keys = KeysOf(*arrival.reading);
        addresses.push_back(AddressKey(arrival.reading->address));
        if (keys.has_serial) identities.push_back(keys.identity);
        weak.push_back(keys.weak);
    }
    if (addresses.empty()) return;
    const auto rows = tx.All(kKnown, source.organization, addresses, identities, weak);
    std::vector<PrinterId> printers;
    for (const auto& row : rows) printers.push_back(row.id);
    const auto supplies =
        printers.empty() ? std::vector<KnownSupply>{} : tx.All(kKnownSupplies, source.organization, printers);
    // By place: what earlier readings of this batch said.
    std::map<std::tuple<std::string, std::uint16_t, std::optional<std::int64_t>>, Reading> said;
    for (auto& arrival : arrivals) {
        const auto place = std::tuple(arrival.reading->address, arrival.reading->port, arrival.reading->device_index);
        const auto at = said.find(place);
        if (!NeedsCompletion(*arrival.reading)) {
            if (std::ranges::find(addresses, AddressKey(arrival.reading->address)) != addresses.end()) {
                said[place] = *arrival.reading;
            }
            continue;
        }
        std::optional<Reading> known;
        if (at != said.end() && MayBe(*arrival.reading, SerialKey(at->second.serial_number.value_or("")),
                                      at->second.hardware_address.value_or(""))) {
            known = at->second;
        } else if (const auto* row = Match(*arrival.reading, source, rows)) {
            known = ReadingOf(*row, supplies);
        }
        arrival.completed =
            std::make_shared<const Reading>(CompletePartial(*arrival.reading, known ? &*known : nullptr));
        arrival.reading = arrival.completed.get();
        if (known) {
            Learn(*known, *arrival.reading);
            said[place] = std::move(*known);
        }
    }
}

void KeepUnanswered(pg::Transaction& tx, OrganizationId organization, std::span<Arrival> arrivals) {
    std::vector<PrinterId> printers;
    for (const Arrival& arrival : arrivals) {
        if (!LacksValues(*arrival.reading)) continue;
        if (printers.empty() || printers.back() != arrival.printer) printers.push_back(arrival.printer);
    }
    if (printers.empty()) return;
    const auto states = store::FindCurrentStates(tx, organization, printers);
    for (std::size_t first = 0; first < arrivals.size();) {
        std::size_t end = first;
        while (end < arrivals.size() && arrivals[end].printer == arrivals[first].printer) ++end;
        const auto of_printer = arrivals.subspan(first, end - first);
        first = end;
        const auto state = states.find(of_printer.front().printer);
        if (state == states.end()) continue;
        // The state before a partial reading says what it does not: that stays beside it, and its status with it.
        Remembered remembered(state->second);
        for (Arrival& arrival : of_printer) {
            if (arrival.observed_at < state->second.observed_at) continue;
            remembered.Take(*arrival.reading, arrival.packed, arrival.observed_at);
        }
        Arrival& newest = of_printer.back();
        if (LacksValues(*newest.reading))
            newest.beside = remembered.BesideOf(*newest.reading, *newest.slots, newest.packed);
    }
}

void RenewKept(pg::Transaction& tx, OrganizationId organization, const CurrentState& state,
               std::span<const Arrival> late) {
    if (!state.kept || late.back().observed_at > state.observed_at) return;
    Remembered remembered(state);
    bool changed = false;
    for (const Arrival& arrival : late)
        changed |= remembered.TakeLate(*arrival.reading, arrival.packed, arrival.observed_at);
    if (changed) store::UpdateKept(tx, organization, late.front().printer, state.observed_at, remembered.kept());
}

}  // namespace printers
