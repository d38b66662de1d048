#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/snmp/responder_mib.hpp"
#include "simulator/aging.hpp"
#include "simulator/model.hpp"

// A printer as SNMP shows it: SNMPv2-MIB system, IF-MIB, HOST-RESOURCES-MIB (RFC 2790), Printer-MIB
// (RFC 3805) and the maker's own objects.
namespace simulator {

// Who a printer is; never changes but for the address.
struct Identity {
    std::string serial;
    std::array<std::uint8_t, 6> mac{};
    std::string host_name;
    std::string location;
    std::string firmware;
};
Identity DrawIdentity(const Model& model, std::uint64_t seed, std::uint64_t number);

// The serial number of the cartridge that is in slot `slot` (position in the model's list); empty for
// models that do not tell.
std::string CartridgeSerial(const Model& model, std::uint64_t seed, std::uint64_t number, std::size_t slot,
                            const Cartridge& cartridge);
// prtMarkerSuppliesLevel and -MaxCapacity.
std::int32_t RawLevel(const SupplySpec& spec, const Cartridge& cartridge);
std::int32_t RawCapacity(const SupplySpec& spec);

// A row of prtAlertTable.
struct AlertRow {
    std::int32_t index = 0;
    std::int32_t severity = 4;  // 3 critical, 4 warning
    std::int32_t training = 3;  // untrained
    std::int32_t group = 11;
    std::int32_t group_index = -1;
    std::int32_t location = -2;
    std::int32_t code = 1;
    std::string description;
    std::int32_t since_step = 0;
};
std::vector<AlertRow> AlertsOf(const Model& model, const State& state);
// Bits of hrPrinterDetectedErrorState, bit 0 = lowPaper.
std::uint16_t ErrorBits(const Model& model, const State& state);

struct Face {
    const Identity& identity;
    const State& state;
    std::uint64_t seed = 0;
    std::uint64_t number = 0;
    std::uint32_t uptime_ticks = 0;
    bool huge = false;  // a fault: sysDescr has 60,000 octets
};

// The rows of a model with their encoded names, sorted: made once, rendered for each state.
class MibTemplate {
  public:
    explicit MibTemplate(const Model& model);
    // `context`: the rows that only the model's SNMPv3 context shows.
    [[nodiscard]] snmp::EncodedMib Render(const Face& face, bool context = false) const;

  private:
    enum class Source {
        kFixed,
        kText,
        kUptime,
        kLife,
        kMono,
        kColor,
        kPowerOn,
        kLevel,
        kSupplyText,
        kTray,
        kTrayStatus,
        kDeviceStatus,
        kDeviceErrors,
        kPrinterStatus,
        kErrorState,
        kCover,
        kMac,
        kConsole,
        kLightOn,
        kAlerts,
        kBrotherMaintenance,
        kBrotherCounters,
        kBrotherNextCare,
    };
    struct Row {
        snmp::ber::Oid oid;
        std::vector<std::uint8_t> name;
        Source source = Source::kFixed;
        std::uint8_t tag = 0;
        std::size_t slot = 0;
        std::vector<std::uint8_t> content;  // kFixed: the value's octets
        std::string text;                   // kText, kSupplyText: with placeholders
        bool supplies = false;              // belongs to the supplies' own context, when there is one
    };
    void Add(const snmp::ber::Oid& oid, Source source, std::uint8_t tag = 0, std::size_t slot = 0);
    void AddInteger(const snmp::ber::Oid& oid, std::int64_t value);
    void AddUnsigned(const snmp::ber::Oid& oid, std::uint64_t value, std::uint8_t tag);
    void AddOid(const snmp::ber::Oid& oid, const snmp::ber::Oid& value);
    void AddText(const snmp::ber::Oid& oid, std::string text);
    void AddSystem();
    void AddHostResources();
    void AddGeneral();
    void AddPaper();
    void AddMarker();
    void AddConsole();
    void AddExtras();
    void RenderAlerts(snmp::MibBuilder& builder, const Face& face) const;
    void RenderRow(snmp::MibBuilder& builder, const Row& row, const Face& face, std::uint16_t errors) const;
    [[nodiscard]] std::string Expand(const std::string& text, const Face& face) const;

    Model model_;
    std::vector<Row> rows_;
};

// Brother's tables of records (code, 1, 4, four octets big endian), ended by FF.
std::string BrotherMaintenance(const Model& model, const State& state);
std::string BrotherCounters(const State& state);
// The position in the model's list of the toner whose maintenance record has this code.
std::optional<std::size_t> BrotherTonerSlot(const Model& model, int code);
std::string BrotherNextCare(const Model& model, const State& state);

}  // namespace simulator
