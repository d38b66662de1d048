#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

#include "server/printers/printers.hpp"

// Whether a printer may be added to MPS Express (MPX-2, MPX-3). Pure.
namespace mps_express {

// The states of a printer, in the order in which they apply: it has the first one that is true.
enum class Eligibility {
    kAlreadyManaged,
    kManagementPending,
    kRegistrationFailed,
    kUnsupportedModel,
    kLifetimePagesExceeded,
    kLifetimePagesMissing,
    kContactMissing,
    kAgentOutdated,
    kEligible,
};
BOOST_DESCRIBE_ENUM(Eligibility, kAlreadyManaged, kManagementPending, kRegistrationFailed, kUnsupportedModel,
                    kLifetimePagesExceeded, kLifetimePagesMissing, kContactMissing, kAgentOutdated, kEligible)
inline constexpr std::size_t kEligibilities = 9;

struct Candidate {
    printers::Managed managed = printers::Managed::kNone;
    bool registration_failed = false;
    std::optional<std::int64_t> maximum_lifetime_pages;  // of its model; absent: the model is not supported
    std::optional<std::int64_t> lifetime_pages;
    bool has_contact = false;
    bool agent_current = false;
};

Eligibility Judge(const Candidate& candidate);

// Whether an agent of this version may look after managed printers. Numbers between dots, "1.10" above "1.9"; what
// follows a hyphen is before the version that it belongs to ("2.0.0-rc1" below "2.0"). `minimum` "": every version may. A version
// that cannot be read is below every minimum.
bool IsVersion(std::string_view text);
bool IsAtLeast(std::string_view version, std::string_view minimum);

}  // namespace mps_express
