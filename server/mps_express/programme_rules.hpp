#pragma once

#include <boost/describe.hpp>
#include <span>
#include <string>
#include <vector>

#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/printers/printers.hpp"

// What the operator may say of the programme, and what people send to it. Pure.
namespace mps_express {

struct MpsProgrammeInput {
    std::string minimum_agent_version;  // "": any

    static constexpr base::Limit kLimits[] = {{.field = "minimum_agent_version", .max_length = 50}};
};
BOOST_DESCRIBE_STRUCT(MpsProgrammeInput, (), (minimum_agent_version))

struct MpsModelInput {
    std::string manufacturer;
    std::string model;
    bool supported = true;
    std::int64_t maximum_lifetime_pages = 0;

    static constexpr base::Limit kLimits[] = {
        {.field = "manufacturer", .required = true, .max_length = 100},
        {.field = "model", .required = true, .max_length = 100},
        {.field = "maximum_lifetime_pages", .range = base::Range{1, 2'000'000'000}},
    };
    bool operator==(const MpsModelInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(MpsModelInput, (), (manufacturer, model, supported, maximum_lifetime_pages))

struct MpsTermsText {
    std::string language;
    std::string text;

    static constexpr base::Limit kLimits[] = {{.field = "language", .required = true, .max_length = 35},
                                              {.field = "text", .required = true, .max_length = 100'000}};
};
BOOST_DESCRIBE_STRUCT(MpsTermsText, (), (language, text))
struct MpsTermsInput {
    std::vector<MpsTermsText> texts;  // English always

    static constexpr base::Limit kLimits[] = {{.field = "texts", .required = true, .max_items = 50}};
};
BOOST_DESCRIBE_STRUCT(MpsTermsInput, (), (texts))

inline constexpr std::size_t kMostPrinters = 100'000;  // whose eligibility is asked at once
inline constexpr std::size_t kMostAdded = 5000;        // or decided on

// Each returns what is kept, or every wrong field.
base::Result<MpsProgrammeInput> CheckProgramme(const MpsProgrammeInput& input);
base::Result<MpsModelInput> CheckModel(const MpsModelInput& input);
base::Result<MpsTermsInput> CheckTerms(const MpsTermsInput& input, std::span<const std::string> languages);
// Of a rejection or a removal.
base::Result<std::string> CheckReason(const std::string& reason);

}  // namespace mps_express
