#include "server/contacts/contact_text.hpp"

#include <boost/algorithm/string/erase.hpp>

#include "lib/base/csv.hpp"

namespace contacts {
namespace {

// U+00AD, U+061C, U+200C..U+200F, U+202A..U+202E, U+2061..U+2064, U+2066..U+2069.
constexpr std::string_view kMarks[] = {
    "\xC2\xAD",     "\xD8\x9C",     "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA",
    "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA1", "\xE2\x81\xA2", "\xE2\x81\xA3",
    "\xE2\x81\xA4", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9",
};

}  // namespace

std::string WithoutMarks(std::string_view value) {
    std::string clean(value);
    for (const auto mark : kMarks) boost::algorithm::erase_all(clean, mark);
    return base::csv::CleanValue(clean);
}

}  // namespace contacts
