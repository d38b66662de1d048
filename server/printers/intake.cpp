#include <algorithm>
#include <map>
#include <unordered_set>

#include "lib/base/hex.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"
#include "lib/printing/supply_parts.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/printers/identity.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/printer_webhooks.hpp"
#include "server/printers/printers.hpp"

namespace printers {
namespace {

// Printers remembered over all organizations, about 300 octets each; beyond it everything is forgotten and
// read again as it is needed.
constexpr std::size_t kMostRemembered = 1'000'000;
constexpr const char* kSerialTwice = "serial_number_twice";

// Texts come from printers: of any length, and more than a person or an index can take.
std::string Text(const std::optional<std::string>& text) {
    return text ? base::CleanText(*text) : std::string();
}

template <class E>
std::string Name(const std::optional<E>& value) {
    return value ? std::string(base::json::EnumName(*value)) : std::string();
}
template <class E>
std::optional<std::string> OptionalName(const std::optional<E>& value) {
    return value ? std::optional(std::string(base::json::EnumName(*value))) : std::nullopt;
}

// The fingerprint of the certificate that it showed; "": none, or not one.
std::string CertificateOf(const printing::Reading& reading) {
    constexpr std::size_t kSha256Octets = 32;
    if (!reading.certificate) return {};
    const auto octets = base::FromHex(reading.certificate->sha256);
    return octets && octets->size() == kSha256Octets ? base::ToHex(*octets) : std::string();
}

std::vector<LayoutSupply> LayoutOf(const printing::Reading& reading, const std::vector<std::int16_t>& slots) {
    std::vector<LayoutSupply> layout;
    for (std::size_t i = 0; i < reading.supplies.size(); ++i) {
        const auto& supply = reading.supplies[i];
        layout.push_back({slots[i], base::CleanText(supply.index), Name(supply.type), Name(supply.class_),
                          Text(supply.colorant), printing::NameFromWords(Text(supply.description)),
                          Text(supply.part_number), Text(supply.serial_number), Name(supply.unit),
                          supply.max_capacity_raw, std::string(base::json::EnumName(printing::SourceOf(supply)))});
    }
    return layout;
}

std::vector<InputSlot> InputsOf(const printing::Reading& reading) {
    std::vector<InputSlot> inputs;
    for (const auto& input : reading.inputs) {
        inputs.push_back({input.index, input.name, input.media, OptionalName(input.unit), input.max_capacity_raw});
    }
    return inputs;
}

// The slot of each key; keys that have none get the next ones.
std::vector<std::int16_t> SlotsFor(const std::vector<std::string>& keys, std::map<std::string, std::int16_t>& known) {
    std::vector<std::int16_t> slots;
    for (const auto& key : keys) {
        slots.push_back(known.try_emplace(key, static_cast<std::int16_t>(known.size())).first->second);
    }
    return slots;
}

std::vector<MeterSlot> ReadMeterSlots(const boost::json::value& value) {
    auto slots = base::json::Bind<std::vector<MeterSlot>>(value);
    if (!slots) throw std::logic_error("printers.meters is not a list of meter slots");
    return std::move(*slots);
}

std::map<std::string, std::int16_t> IndexOf(const std::vector<MeterSlot>& meters) {
    std::map<std::string, std::int16_t> index;
    for (const auto& meter : meters) index.emplace(meter.key, static_cast<std::int16_t>(index.size()));
    return index;
}

}  // namespace

// The work of one Resolve() that the memory could not answer.
class Intake::Batch {
  public:
    Batch(pg::Transaction& tx, base::IdSource& ids, const Source& source, base::Instant now)
        : tx_(tx), ids_(ids), source_(source), now_(now) {}

    struct Missing {
        std::size_t at = 0;  // of the arrivals
        std::int64_t fingerprint = 0;
    };

    // Answers what the database knows just so; gives back what is new or has changed.
    std::vector<Missing> Load(std::span<const Arrival> arrivals, const std::vector<Missing>& missing,
                              std::vector<Known>& answers) {
        std::vector<std::string> keys;
        std::vector<std::string> key_of;
        for (const auto& miss : missing) {
            key_of.push_back(KeysOf(*arrivals[miss.at].reading).identity);
            keys.push_back(key_of.back());
        }
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        std::map<std::string, std::vector<store::KnownRow>> rows;  // by plain identity
        std::vector<PrinterId> printers;
        for (auto& row : store::FindByIdentity(tx_, source_.organization, keys)) {
            printers.push_back(row.id);
            rows[PlainIdentity(row.identity_key)].push_back(std::move(row));
        }
        std::map<PrinterId, std::map<std::string, std::int16_t>> supplies;
        if (!printers.empty()) {
            for (auto& slot : store::SupplySlots(tx_, source_.organization, printers)) {
                supplies[slot.printer_id].emplace(std::move(slot.supply_key), slot.slot);
            }
        }
        std::vector<Missing> rest;
        std::unordered_set<std::string> changed;  // a printer's later readings wait for its earlier ones
        std::map<std::string, bool> taken_over;   // of printers of other sites
        for (std::size_t i = 0; i < missing.size(); ++i) {
            const Arrival& arrival = arrivals[missing[i].at];
            const auto claimants = rows.find(key_of[i]);
            const store::KnownRow* row =
                claimants == rows.end() ? nullptr : &Nearest(claimants->second, KeysOf(*arrival.reading), arrival);
            if (row != nullptr) {
                const auto whose = WhoseIs(claimants->second, *row, KeysOf(*arrival.reading), arrival);
                if (whose == WhoseSerial::kAnother) {
                    row = nullptr;
                } else if (IsElsewhere(*row)) {
                    const auto [its, is_new] = taken_over.try_emplace(key_of[i], false);
                    if (is_new) {
                        its->second = store::TakeOver(
                            tx_, ids_, source_.organization,
                            {row->id, *row->agent_id, source_.agent, base::CleanText(arrival.reading->address)}, now_);
                    }
                    if (!its->second) {  // set aside: the answer names no printer
                        answers[missing[i].at].set_aside = "printer_of_another_site";
                        continue;
                    }
                } else if (whose == WhoseSerial::kUnclear) {
                    answers[missing[i].at].set_aside = kSerialTwice;
                    continue;
                }
            }
            if (row == nullptr || row->fingerprint != missing[i].fingerprint || changed.contains(key_of[i])) {
                changed.insert(key_of[i]);
                rest.push_back(missing[i]);
                continue;
            }
            answers[missing[i].at] = Learn(missing[i].fingerprint, *row, supplies[row->id], *arrival.reading);
        }
        return rest;
    }

    // Their rows are written in the order of the arrivals, and people lock printers by id.
    void Lock(std::span<const Arrival> arrivals) {
        std::vector<std::string> identities;
        std::vector<std::string> places;
        for (const auto& arrival : arrivals) {
            IdentityKeys keys = KeysOf(*arrival.reading);
            identities.push_back(std::move(keys.identity));
            places.push_back(std::move(keys.weak));
            std::ranges::move(keys.short_places, std::back_inserter(places));
        }
        for (auto* keys : {&identities, &places}) {
            std::ranges::sort(*keys);
            keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
        }
        store::LockSeen(tx_, source_.organization, identities, places);
    }

    // Finds or makes the printer and writes down what it says. The fleet is locked.
    Known Describe(const Arrival& arrival, std::int64_t fingerprint) {
        const printing::Reading& reading = *arrival.reading;
        IdentityKeys keys = KeysOf(reading);
        std::optional<store::KnownRow> first;  // that has its serial number, and is another machine
        std::optional<store::KnownRow> row;
        if (auto claimants = store::FindByIdentity(tx_, source_.organization, {keys.identity}); !claimants.empty()) {
            const auto& nearest = Nearest(claimants, keys, arrival);
            const auto whose = WhoseIs(claimants, nearest, keys, arrival);
            if (whose == WhoseSerial::kUnclear && !IsElsewhere(nearest)) return {.set_aside = kSerialTwice};
            if (whose == WhoseSerial::kAnother) {
                first = nearest;
                keys.identity = TwinKey(keys);
            } else {
                keys.identity = nearest.identity_key;
                row = nearest;
            }
        }
        if (!row) row = FindByPlace(keys);
        if (row && row->fingerprint == fingerprint) {
            auto supplies = SupplyIndex(row->id);
            return Learn(fingerprint, *row, supplies, reading);
        }
        const bool is_new = !row;
        if (is_new) {
            row.emplace();
            row->id = ids_.Make<PrinterId>();
            row->described_at = kNever;
            row->meters = boost::json::array();
        }
        const bool newest = arrival.observed_at >= row->described_at;

        auto supplies = is_new ? std::map<std::string, std::int16_t>() : SupplyIndex(row->id);
        const auto supply_keys = SupplyKeys(reading.supplies);
        const auto supply_slots = SupplySlotsFor(supply_keys, supplies);
        const auto layout = LayoutOf(reading, supply_slots);
        const boost::json::value meters = WithMeters(row->meters, reading);

        store::Description description = DescriptionOf(reading, keys, *row, arrival.observed_at);
        description.fingerprint = fingerprint;
        description.meters = meters;
        if (is_new) {
            store::Insert(tx_, source_.organization, description, now_);
            Event(row->id, arrival.observed_at, "printer_discovered", {{"address", reading.address}});
            discovered_.push_back(ToldOf(description));
        }
        if (first) {
            Event(row->id, arrival.observed_at, "printer_serial_shared",
                  {{"address", first->address}, {"model", first->model}});
            Event(first->id, arrival.observed_at, "printer_serial_shared",
                  {{"address", description.address}, {"model", description.model}});
        }
        description.layout = store::FindOrAddLayout(tx_, source_.organization, row->id,
                                                    LayoutFingerprintOf(reading.supplies), layout, now_);
        if (newest) {
            if (!is_new) ReportChanges(*row, reading, layout, arrival.observed_at);
            store::Update(tx_, source_.organization, description, row->location, now_);
        } else {
            store::UpdateMeters(tx_, source_.organization, row->id, meters);
        }
        store::PutSupplies(tx_, source_.organization, row->id, supply_keys, layout, newest);
        if (newest && !printing::IsUnanswered(reading, printing::Part::kSupplyDescriptions) &&
            !printing::IsUnanswered(reading, printing::Part::kSupplyLevels) &&
            !printing::IsUnanswered(reading, printing::Part::kSupplyCapacities))
            store::KeepSupplies(tx_, source_.organization, row->id, layout);
        // PRN-7: it stays away, however often it is found, until a person registers it again. What it says is kept,
        // so that it comes back as it is.
        if (row->deregistered_at) store::ReplaceTerms(tx_, source_.organization, row->id, {});
        row->layout = description.layout;
        row->meters = meters;
        Known known{row->id, MapOf(*row, supplies, reading)};
        // A late description is not what the printer says today: do not remember it as that.
        if (newest) learned_.emplace_back(fingerprint, known);
        return known;
    }

    [[nodiscard]] std::vector<std::pair<std::int64_t, Known>>& learned() { return learned_; }
    // What webhooks say of those that are new.
    [[nodiscard]] const std::vector<boost::json::object>& discovered() const { return discovered_; }

  private:
    // Another site's agent has it.
    [[nodiscard]] bool IsElsewhere(const store::KnownRow& row) const {
        return row.site_id && row.agent_id && *row.site_id != source_.site && *row.agent_id != source_.agent;
    }

    // Of those that have its serial number: the one at its place, else the first one.
    static const store::KnownRow& Nearest(const std::vector<store::KnownRow>& claimants, const IdentityKeys& keys,
                                          const Arrival& arrival) {
        const auto same_key = std::ranges::find(claimants, keys.weak, &store::KnownRow::weak_key);
        if (same_key != claimants.end()) return *same_key;
        const Claimant seen = SeenAs(keys, arrival);
        const auto at_place =
            std::ranges::find_if(claimants, [&](const auto& row) { return AtOnePlace(KnownAs(row, arrival), seen); });
        return at_place != claimants.end() ? *at_place : claimants.front();
    }
    static Claimant SeenAs(const IdentityKeys& keys, const Arrival& arrival) {
        Claimant seen{.weak_key = keys.weak,
                      .address = arrival.reading->address,
                      .port = arrival.reading->port,
                      .model_key = base::FoldCase(Text(arrival.reading->model))};
        for (const auto& meter : arrival.reading->meters) {
            if (meter.kind != printing::MeterKind::kLife || meter.value < 0) continue;
            seen.life = Counted{meter.value, arrival.observed_at};
            break;
        }
        return seen;
    }
    static Claimant KnownAs(const store::KnownRow& row, const Arrival& other) {
        Claimant known{.weak_key = row.weak_key,
                       .address = row.address,
                       .port = row.port,
                       .same_index = !other.reading->device_index || !DeviceIndexOf(row.weak_key) ||
                                     IsOfIndex(row.weak_key, other.reading->device_index),
                       .model_key = row.model_key};
        if (row.life_count >= 0 && row.read_at != kNever) known.life = Counted{row.life_count, row.read_at};
        return known;
    }

    // Once a batch for each place; a late answer of a printer that has moved since is its own.
    WhoseSerial WhoseIs(const std::vector<store::KnownRow>& claimants, const store::KnownRow& nearest,
                        const IdentityKeys& keys, const Arrival& arrival) {
        if (!keys.has_serial || IsOneMachine(KnownAs(nearest, arrival), SeenAs(keys, arrival)))
            return WhoseSerial::kItsOwn;
        const auto [its, is_new] = whose_.try_emplace({nearest.id, keys.weak}, WhoseSerial::kUnclear);
        if (is_new) {
            its->second = store::ClaimSerial(
                tx_, ids_, source_.organization,
                {nearest.id, keys.weak, base::CleanText(arrival.reading->address), Text(arrival.reading->model),
                 nearest.read_at, static_cast<std::int64_t>(claimants.size()) + others_[nearest.id]},
                now_);
            if (its->second == WhoseSerial::kAnother) ++others_[nearest.id];
        }
        return its->second;
    }

    std::optional<store::KnownRow> FindByPlace(const IdentityKeys& keys) {
        // At the place of one that is away may stand another printer: hidden with it, nobody would ever see it. The
        // same hardware address is the same printer.
        const bool same_hardware = keys.weak != keys.place;
        for (auto& row : store::FindByWeakKey(tx_, source_.organization, keys.weak)) {
            // With a serial number: only a printer that had none so far. Without one: the printer that was last
            // seen under that weak key, as it fails to tell its serial number just now.
            if (row.deregistered_at && !same_hardware) continue;
            if (!keys.has_serial || row.identity_key == row.weak_key) return std::move(row);
        }
        // A first answer that was cut short told neither serial number nor hardware address,
        // perhaps not even the model.
        if (!keys.has_serial) return std::nullopt;
        for (const std::string& place : keys.short_places) {
            for (auto& row : store::FindByWeakKey(tx_, source_.organization, place)) {
                if (row.deregistered_at) continue;
                if (row.identity_key == row.weak_key) return std::move(row);
            }
        }
        return std::nullopt;
    }

    std::map<std::string, std::int16_t> SupplyIndex(PrinterId printer) {
        std::map<std::string, std::int16_t> index;
        for (auto& slot : store::SupplySlots(tx_, source_.organization, {printer})) {
            index.emplace(std::move(slot.supply_key), slot.slot);
        }
        return index;
    }

    static boost::json::value WithMeters(const boost::json::value& known, const printing::Reading& reading) {
        auto slots = ReadMeterSlots(known);
        auto index = IndexOf(slots);
        const auto keys = MeterKeys(reading.meters);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (!index.try_emplace(keys[i], static_cast<std::int16_t>(index.size())).second) continue;
            const auto& meter = reading.meters[i];
            slots.push_back(
                {keys[i], std::string(base::json::EnumName(meter.kind)), OptionalName(meter.unit), meter.index});
        }
        return base::json::ToValue(slots);
    }

    static std::shared_ptr<const SlotMap> MapOf(const store::KnownRow& row,
                                                std::map<std::string, std::int16_t>& supplies,
                                                const printing::Reading& reading) {
        auto meters = IndexOf(ReadMeterSlots(row.meters));
        SlotMap map;
        map.layout = row.layout;
        map.supply_slots = SupplySlotsFor(SupplyKeys(reading.supplies), supplies);
        map.meter_slots = SlotsFor(MeterKeys(reading.meters), meters);
        map.supply_slot_count = static_cast<std::int16_t>(supplies.size());
        map.meter_slot_count = static_cast<std::int16_t>(meters.size());
        return std::make_shared<const SlotMap>(std::move(map));
    }

    Known Learn(std::int64_t fingerprint, const store::KnownRow& row, std::map<std::string, std::int16_t>& supplies,
                const printing::Reading& reading) {
        Known known{row.id, MapOf(row, supplies, reading)};
        learned_.emplace_back(fingerprint, known);
        return known;
    }

    store::Description DescriptionOf(const printing::Reading& reading, const IdentityKeys& keys,
                                     const store::KnownRow& row, base::Instant observed_at) const {
        store::Description d;
        d.id = row.id;
        // A reading without the serial number does not take it away from the printer that has one.
        const bool keep = !keys.has_serial && row.identity_key.starts_with("sn/");
        d.identity_key = keep ? row.identity_key : keys.identity;
        d.weak_key = keys.weak;
        d.site_id = source_.site;
        d.agent_id = source_.agent;
        d.manufacturer = Text(reading.manufacturer);
        d.model = Text(reading.model);
        d.serial_number = Text(reading.serial_number);
        if (keep && d.serial_number.empty()) d.serial_number = SerialOf(row.identity_key);
        d.address = base::CleanText(reading.address);
        d.port = reading.port;
        d.host_name = Text(reading.system_name);
        d.hardware_address = Text(reading.hardware_address);
        d.device_location = Text(reading.location);
        d.firmware = Text(reading.firmware);
        d.features = reading.features;
        d.inputs = base::json::ToValue(InputsOf(reading));
        d.origins = base::json::ToValue(reading.origins.value_or(std::vector<printing::Origin>{}));
        // Asked by SNMP alone it shows none, and still has it.
        d.certificate = row.certificate;
        d.certificate_ends = row.certificate_ends;
        if (const auto certificate = CertificateOf(reading); !certificate.empty()) {
            d.certificate = certificate;
            d.certificate_ends = reading.certificate->not_after;
        }
        d.described_at = observed_at;
        d.manufacturer_key = base::FoldCase(d.manufacturer);
        d.model_key = base::FoldCase(d.model);
        d.serial_key = base::FoldCase(d.serial_number);
        d.address_key = AddressKey(d.address);
        d.host_key = base::FoldCase(d.host_name);
        return d;
    }

    void ReportChanges(const store::KnownRow& row, const printing::Reading& reading,
                       const std::vector<LayoutSupply>& layout, base::Instant at) {
        if (row.address != reading.address) {
            Event(row.id, at, "printer_address_changed", {{"from", row.address}, {"to", reading.address}});
        }
        const std::string firmware = reading.firmware.value_or("");
        if (!firmware.empty() && !row.firmware.empty() && row.firmware != firmware) {
            Event(row.id, at, "printer_firmware_changed", {{"from", row.firmware}, {"to", firmware}});
        }
        const std::string certificate = CertificateOf(reading);
        if (!certificate.empty() && !row.certificate.empty() && row.certificate != certificate) {
            Event(row.id, at, "printer_certificate_changed", {{"from", row.certificate}, {"to", certificate}});
        }
        for (const auto& before : store::SupplySlots(tx_, source_.organization, {row.id})) {
            for (const auto& supply : layout) {
                if (supply.slot != before.slot || before.serial_number.empty() || supply.serial_number.empty() ||
                    supply.serial_number == before.serial_number) {
                    continue;
                }
                Event(row.id, at, "supply_replaced",
                      {{"supply", supply.description}, {"from", before.serial_number}, {"to", supply.serial_number}});
            }
        }
    }

    void Event(PrinterId printer, base::Instant at, const std::string& code, boost::json::object args) {
        store::AddEvent(tx_, source_.organization, printer, ids_.Next(), at, code, std::move(args), "");
    }

    pg::Transaction& tx_;
    base::IdSource& ids_;
    const Source& source_;
    base::Instant now_;
    std::vector<boost::json::object> discovered_;
    std::map<std::pair<PrinterId, std::string>, WhoseSerial> whose_;
    // Of each of these printers, how many of the batch turned out to be others: they are not among its claimants yet.
    std::map<PrinterId, std::int64_t> others_;  // by printer and weak key
    std::vector<std::pair<std::int64_t, Known>> learned_;
};

void Intake::Resolve(pg::Transaction& tx, const Source& source, std::span<Arrival> arrivals, base::Instant now) {
    store::CompletePartials(tx, source, arrivals);
    auto known = Find(tx, source, arrivals, now);
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        arrivals[i].printer = known[i].printer;
        arrivals[i].slots = std::move(known[i].slots);
        arrivals[i].set_aside = known[i].set_aside;
        if (arrivals[i].slots == nullptr) continue;  // not to be taken in
        PackInto(*arrivals[i].reading, *arrivals[i].slots, arrivals[i].packed);
    }
}

std::vector<Intake::Known> Intake::Find(pg::Transaction& tx, const Source& source, std::span<const Arrival> arrivals,
                                        base::Instant now) {
    std::vector<Known> answers(arrivals.size());
    std::vector<Batch::Missing> missing;
    std::vector<std::int64_t> fingerprints;
    fingerprints.reserve(arrivals.size());
    for (const auto& arrival : arrivals) {
        fingerprints.push_back(FingerprintOf(*arrival.reading, source.agent.value, source.site.value));
    }
    const std::int64_t seen = store::Revision(tx, source.organization);
    {
        const std::lock_guard lock(mutex_);
        const auto memory = memories_.find(source.organization);
        const bool good = memory != memories_.end() && memory->second.revision == seen;
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            if (good) {
                const auto known = memory->second.by_fingerprint.find(fingerprints[i]);
                if (known != memory->second.by_fingerprint.end()) {
                    answers[i] = known->second;
                    continue;
                }
            }
            missing.push_back({i, fingerprints[i]});
        }
    }
    if (missing.empty()) return answers;

    Batch batch(tx, ids_, source, now);
    std::int64_t revision = seen;
    missing = batch.Load(arrivals, missing, answers);
    if (!missing.empty()) {
        revision = store::BumpRevision(tx, source.organization);
        batch.Lock(arrivals);
        for (const auto& miss : missing) {
            answers[miss.at] = batch.Describe(arrivals[miss.at], miss.fingerprint);
        }
        // A printer that was described anew here, but by a later reading of the batch as it was before.
        std::unordered_map<PrinterId, std::int64_t> current;
        for (const auto& [fingerprint, known] : batch.learned()) current[known.printer] = fingerprint;
        for (std::size_t i = arrivals.size(); i-- > 0;) {
            const auto described = current.find(answers[i].printer);
            if (described == current.end()) continue;
            if (described->second != fingerprints[i]) answers[i] = batch.Describe(arrivals[i], fingerprints[i]);
            current.erase(described);
        }
        webhooks::PublishAll(tx, ids_, source.organization, webhooks::event::kPrinterRegistered, batch.discovered(),
                             now);
    }
    tx.AfterCommit([this, organization = source.organization, seen, revision, learned = batch.learned()] {
        Publish(organization, seen, revision, learned);
    });
    return answers;
}

void Intake::Publish(base::OrganizationId organization, std::int64_t expected, std::int64_t revision,
                     const std::vector<std::pair<std::int64_t, Known>>& learned) {
    const std::lock_guard lock(mutex_);
    Memory& memory = memories_[organization];
    // Somebody else was faster, here or on another server: what is remembered is of another time.
    if (memory.revision > revision) return;
    if (memory.revision != expected || revision > expected + 1) {
        remembered_ -= memory.by_fingerprint.size();
        memory = Memory{};
    }
    // Between `expected` and the lock another transaction changed the fleet: Load() may have read before it.
    if (revision > expected + 1) {
        memory.revision = revision;
        return;
    }
    memory.revision = revision;
    for (const auto& [fingerprint, known] : learned) {
        const auto current = memory.current.find(known.printer);
        if (current != memory.current.end() && current->second != fingerprint) {
            remembered_ -= memory.by_fingerprint.erase(current->second);
        }
        memory.current[known.printer] = fingerprint;
        remembered_ += memory.by_fingerprint.insert_or_assign(fingerprint, known).second ? 1 : 0;
    }
    if (remembered_ > kMostRemembered) {
        memories_.clear();
        remembered_ = 0;
    }
}

}  // namespace printers
