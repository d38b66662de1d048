#pragma once

#include <span>
#include <string>
#include <string_view>

namespace orders {

// Who takes parcels to customers, and where they say how far one is.
struct Carrier {
    std::string_view name;
    std::string_view page;  // the tracking number follows
};
std::span<const Carrier> Carriers();

// The page of a carrier that tells where a parcel is; "" where either is not known. Any case of the name, and what
// follows it ("DHL Express 12:00"), is the carrier. Pure.
std::string TrackingUrl(std::string_view carrier, std::string_view tracking_number);

}  // namespace orders
