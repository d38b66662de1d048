#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/devices/brands.hpp"

// What can be read out of the texts that machines describe themselves with.
namespace agent::devices {

// Cuts what follows the model in the texts where makers put it: versions, options, further units.
std::string CutModel(std::string text);

// "OKI DATA CORP MC342", "Hewlett-Packard HP LaserJet 4000": without the name, what firms add to it, and the same name
// again.
std::string WithoutBrand(const Brands& brands, std::string_view text);

// The name that a machine of an unknown brand begins its own description with: {"Katusha", 8} of "KATUSHA_M247e". One word of
// letters before a model that has a digit; nullopt for words that many makers write there (a family, a kind of device).
struct UnknownBrandName {
    std::string name;    // in capitals only its first letter, if it has more than four
    std::size_t length;  // octets of the text that are its name and what follows it up to the model
};
std::optional<UnknownBrandName> UnknownBrand(std::string_view text);

// "MP C4503 1.18" -> "MP C4503".
std::string WithoutVersion(std::string text);

// "HP ETHERNET MULTI-ENVIRONMENT,SN:VNB3J99999,FN:1F31B6C,PID:HP Color LaserJet Pro M252dw" -> VNB3J99999
std::optional<std::string> LabelledSerial(std::string_view description);

// An IEEE 1284 device id: "MFG:Brother;MDL:HL-2270DW series;SN:..." -> value of MDL. Keys in any case, as machines write
// them; fields without a colon or a name are passed over.
std::optional<std::string> DeviceIdValue(std::string_view device_id, std::string_view key, std::string_view long_key);

// The serial number of a device id, under any of the keys that machines have for it; one that is written as the
// hexadecimal digits of its letters is read (Epson). nullopt: none, or a placeholder.
std::optional<std::string> DeviceIdSerial(std::string_view device_id);

}  // namespace agent::devices
