#pragma once

#include <string>

#include "server/contacts/contacts.hpp"

namespace contacts {

// A number that holds its country code, "+47 22334455", or "0047 22334455" where the code is empty, is split: no code is
// the beginning of another. "" where it is a contact's telephone then, or was no such number; else why it stays as it
// is: "digits_only", or "phone_number_international" where its meaning is not sure (another code beside it, a "(0)" that
// is dialed or not, no number behind the code).
std::string SplitInternational(Phone& phone);

}  // namespace contacts
