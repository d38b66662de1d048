#pragma once

#include <string_view>

namespace contacts {

// Whether the digits are an assigned country code of ITU-T E.164 (List of assigned country codes,
// Annex to Operational Bulletin 1114, and its later amendments): geographic areas, global services
// and networks; not spare codes.
bool IsCountryCallingCode(std::string_view digits);

}  // namespace contacts
