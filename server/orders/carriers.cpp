#include "server/orders/carriers.hpp"

#include <array>

#include "lib/base/text.hpp"

namespace orders {
namespace {

// A carrier stands behind those whose names begin with its own.
constexpr std::array<Carrier, 12> kCarriers{{
    {"Bring", "https://tracking.bring.com/tracking/"},
    {"DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id="},
    {"DPD", "https://tracking.dpd.de/status/en_US/parcel/"},
    {"FedEx", "https://www.fedex.com/fedextrack/?trknbr="},
    {"GLS", "https://gls-group.eu/track/"},
    {"Hermes", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#"},
    {"La Poste", "https://www.laposte.fr/outils/suivre-vos-envois?code="},
    {"Österreichische Post", "https://www.post.at/s/sendungsdetails?snr="},
    {"Poste Italiane", "https://www.poste.it/cerca/index.html#/risultati-spedizioni/"},
    {"PostNord", "https://tracking.postnord.com/en/tracking?id="},
    {"Swiss Post", "https://service.post.ch/ekp-web/ui/entry/search/"},
    {"UPS", "https://www.ups.com/track?tracknum="},
}};

// A tracking number in a URL: whatever it is, it stays within its place.
std::string Escaped(std::string_view text) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string escaped;
    for (const char one : text) {
        const auto octet = static_cast<unsigned char>(one);
        if ((one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') || one == '-' ||
            one == '_' || one == '.') {
            escaped += one;
        } else {
            escaped += '%';
            escaped += kDigits[octet >> 4];
            escaped += kDigits[octet & 15];
        }
    }
    return escaped;
}

}  // namespace

std::span<const Carrier> Carriers() {
    return kCarriers;
}

std::string TrackingUrl(std::string_view carrier, std::string_view tracking_number) {
    if (tracking_number.empty()) return "";
    const std::string given = base::FoldCase(carrier);
    for (const Carrier& known : kCarriers) {
        const std::string name = base::FoldCase(known.name);
        if (given == name || given.starts_with(name + " ")) return std::string(known.page) + Escaped(tracking_number);
    }
    return "";
}

}  // namespace orders
