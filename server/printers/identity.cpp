#include "server/printers/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "lib/base/text.hpp"
#include "server/printers/printers.hpp"

namespace printers {
namespace {

bool IsAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Octets beyond ASCII stay: a name in another script is a name.
std::string LettersAndDigits(std::string_view text) {
    std::string out;
    for (const char c : base::ToLowerAscii(text)) {
        if (IsAlphanumeric(c) || static_cast<unsigned char>(c) >= 0x80) out += c;
    }
    return out;
}

// No text of a printer has this control character in it.
constexpr char kOfSeveral = '\x1f';
constexpr char kOfTwin = '\x1e';  // lower: intake_store looks for what is between the two

std::string EndingOf(std::optional<std::int64_t> device_index) {
    return device_index ? fmt::format("{}{}", kOfSeveral, *device_index) : std::string();
}

}  // namespace

bool IsOfIndex(std::string_view weak_key, std::optional<std::int64_t> device_index) {
    const auto at = weak_key.rfind(kOfSeveral);
    return (at == std::string_view::npos ? std::string_view() : weak_key.substr(at)) == EndingOf(device_index);
}

std::optional<std::int64_t> DeviceIndexOf(std::string_view weak_key) {
    const auto at = weak_key.rfind(kOfSeveral);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view digits = weak_key.substr(at + 1);
    std::int64_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(index) : std::nullopt;
}

std::string TwinKey(const IdentityKeys& keys) {
    return keys.identity + kOfTwin + keys.weak;
}

std::string PlainIdentity(std::string_view identity) {
    return std::string(identity.substr(0, identity.find(kOfTwin)));
}

std::string SerialOf(std::string_view identity) {
    const std::string plain = PlainIdentity(identity);
    return plain.substr(plain.rfind('/') + 1);
}

std::string ManufacturerKey(std::string_view manufacturer) {
    static const std::set<std::string, std::less<>> kLegalForms{
        "inc", "corp", "corporation", "co", "company", "ltd", "limited", "gmbh", "ag", "kk", "international"};
    std::string key;
    std::string_view rest = manufacturer;
    while (!rest.empty()) {
        const auto space = rest.find_first_of(" ,");
        const std::string word = LettersAndDigits(rest.substr(0, space));
        rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
        if (!key.empty() && kLegalForms.contains(word)) continue;
        key += word;
    }
    return key;
}

std::string SerialKey(std::string_view serial_number) {
    static const std::set<std::string, std::less<>> kPlaceholders{
        "UNKNOWN", "NONE",    "NULL",         "NOSERIAL",   "NOTAVAILABLE", "N/A",       "NA",
        "NOTSET",  "DEFAULT", "SERIALNUMBER", "0123456789", "1234567890",   "123456789", "12345678"};
    std::string key;
    for (char c : serial_number) {
        if (c == ' ' || c == '\t') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        key += c;
    }
    const bool one_character = key.find_first_not_of(key.empty() ? '0' : key.front()) == std::string::npos;
    const bool digits_or_letters = std::any_of(key.begin(), key.end(), IsAlphanumeric);
    if (key.size() < 4 || one_character || !digits_or_letters || kPlaceholders.contains(key)) return {};
    return key;
}

std::string AddressKey(std::string_view address) {
    std::array<unsigned, 4> octets{};
    std::string_view rest = address;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), octets[i]);
        if (error != std::errc{} || octets[i] > 255) return base::ToLowerAscii(address);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (i < 3) {
            if (!rest.starts_with('.')) return base::ToLowerAscii(address);
            rest.remove_prefix(1);
        }
    }
    if (!rest.empty()) return base::ToLowerAscii(address);
    return fmt::format("{:02x}{:02x}{:02x}{:02x}", octets[0], octets[1], octets[2], octets[3]);
}

IdentityKeys KeysOf(const printing::Reading& reading) {
    const std::string manufacturer = ManufacturerKey(reading.manufacturer.value_or(""));
    IdentityKeys keys;
    const std::string hardware = LettersAndDigits(reading.hardware_address.value_or(""));
    const bool usable_hardware = hardware.size() == 12 && hardware != "000000000000" && hardware != "ffffffffffff";
    const std::string host_name = base::ToLowerAscii(reading.system_name.value_or(""));
    const std::string model = LettersAndDigits(reading.model.value_or(""));
    const std::string of_several = EndingOf(reading.device_index);
    const std::string address = fmt::format("{}:{}", reading.address, reading.port) + of_several;
    const std::string host = host_name + of_several;
    keys.place = fmt::format("at/{}/{}/{}", manufacturer, model, host_name.empty() ? address : host);
    keys.short_places = {keys.place, fmt::format("at/{}/{}/{}", manufacturer, model, address),
                         fmt::format("at/{}//{}", manufacturer, host), fmt::format("at/{}//{}", manufacturer, address),
                         fmt::format("at///{}", address)};
    keys.weak = usable_hardware ? "hw/" + hardware + of_several : keys.place;
    const std::string serial = SerialKey(reading.serial_number.value_or(""));
    keys.has_serial = !serial.empty();
    keys.identity = keys.has_serial ? "sn/" + manufacturer + '/' + serial : keys.weak;
    return keys;
}

}  // namespace printers
