#include "server/catalog/currencies.hpp"

namespace catalog {
namespace {

// ISO 4217, list one, without funds, metals and codes for testing; separated by spaces.
constexpr std::string_view kTwoDigits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD "
    "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
    "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
constexpr std::string_view kNoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view kThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

bool IsListed(std::string_view list, std::string_view currency) {
    const auto at = list.find(currency);
    return at != std::string_view::npos && at % 4 == 0;
}

}  // namespace

std::optional<int> MinorDigits(std::string_view currency) {
    if (currency.size() != 3 || currency.find(' ') != std::string_view::npos) return std::nullopt;
    if (IsListed(kTwoDigits, currency)) return 2;
    if (IsListed(kNoDigits, currency)) return 0;
    if (IsListed(kThreeDigits, currency)) return 3;
    return std::nullopt;
}

}  // namespace catalog
