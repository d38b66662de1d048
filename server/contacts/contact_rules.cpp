#include <algorithm>
#include <functional>

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "server/contacts/contact_text.hpp"
#include "server/contacts/contacts.hpp"
#include "server/contacts/country_calling_codes.hpp"
#include "server/organizations/organizations.hpp"

// What a contact may be (CON-1, CON-5). Pure: the routes and the import share it.
namespace contacts {
namespace {

constexpr std::size_t kLongestRead = 1'000;  // more than any limit
constexpr std::size_t kMostDigits = 15;      // E.164: country code and number together

std::string_view StripSeparators(std::string& text) {
    std::erase_if(text, [](char c) { return std::string_view(" ()-/.").find(c) != std::string_view::npos; });
    return text;
}

// In one form: what is exported and imported again is the same. Folding may bring no-break spaces side by side.
std::string KeptText(const std::string& text) {
    return base::CleanText(base::csv::CleanValue(base::CleanText(text, kLongestRead)), kLongestRead);
}

void EachText(organizations::Address& address, const std::function<void(std::string&)>& change) {
    boost::mp11::mp_for_each<boost::describe::describe_members<organizations::Address, boost::describe::mod_public>>(
        [&](auto member) { change(address.*member.pointer); });
}

Phone Unmarked(Phone phone) {
    for (std::string* text : {&phone.country_code, &phone.number, &phone.extension}) *text = WithoutMarks(*text);
    return phone;
}

// Without what is around the values, as forms send them.
ContactInput Typed(ContactInput input) {
    const auto trim = [](std::string& text) { text = std::string(base::csv::Trim(text)); };
    for (std::string* text : {&input.first_name, &input.last_name, &input.company, &input.email}) trim(*text);
    input.phone = Unmarked(input.phone);
    EachText(input.address, trim);
    return input;
}

void CheckPhone(const Phone& phone, base::FieldProblems& problems) {
    const bool good_code = !problems.Has("/phone/country_code");
    if (good_code && !phone.country_code.empty() && !IsCountryCallingCode(phone.country_code)) {
        problems.Add("/phone/country_code", "unknown_calling_code", {{"code", phone.country_code}});
    }
    if (!problems.Has("/phone/number") && phone.country_code.size() + phone.number.size() > kMostDigits) {
        problems.Add("/phone/number", "phone_too_long", {{"limit", static_cast<std::int64_t>(kMostDigits)}});
    }
    // Half a number reaches nobody.
    if (phone.number.empty() && !phone.country_code.empty()) problems.Add("/phone/number", "missing");
    if (phone.number.empty() && phone.country_code.empty() && !phone.extension.empty()) {
        problems.Add("/phone/number", "missing");
    }
    if (phone.country_code.empty() && !phone.number.empty()) {
        problems.Add("/phone/country_code", "missing");
    }
}

}  // namespace

std::string NameOf(const ContactInput& contact) {
    std::string name = contact.first_name;
    if (!name.empty() && !contact.last_name.empty()) name += ' ';
    name += contact.last_name;
    return name.empty() ? contact.company : name;
}

base::Result<ContactInput> CheckContact(const ContactInput& input, const std::vector<std::string>& languages) {
    ContactInput clean{
        .first_name = KeptText(input.first_name),
        .last_name = KeptText(input.last_name),
        .company = KeptText(input.company),
        .email = WithoutMarks(KeptText(input.email)),
        .phone = Unmarked(input.phone),
        .address = input.address,
        .language = input.language && !input.language->empty() ? input.language : std::nullopt,
    };
    EachText(clean.address, [](std::string& text) { text = KeptText(text); });
    clean.address = organizations::CleanAddress(clean.address);
    StripSeparators(clean.phone.number);
    StripSeparators(clean.phone.extension);
    if (clean.phone.country_code.starts_with('+')) clean.phone.country_code.erase(0, 1);

    base::FieldProblems problems;
    // What is typed has the limits that the OpenAPI document and the portal's forms say, not what is left of it.
    base::CheckLimits(Typed(input), problems);
    if (clean.last_name.empty() && clean.company.empty()) problems.Add("/last_name", "name_or_company");
    if (!clean.email.empty() && !problems.Has("/email") && !base::IsEmailAddress(clean.email)) {
        problems.Add("/email", "invalid_email");
    }
    CheckPhone(clean.phone, problems);
    organizations::CheckAddress(clean.address, organizations::AddressUse::kDelivery, "/address", problems);
    organizations::CheckLanguage(clean.language, languages, problems);
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

}  // namespace contacts
