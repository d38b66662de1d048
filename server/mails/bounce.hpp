#pragma once

#include <optional>
#include <string>
#include <string_view>

// What a mail server reports of a mail that it took and could not deliver: RFC 3464 within RFC 6522. Hostile as all mail.
namespace mails {

struct Bounce {
    std::string message_id;  // of our mail, with < and >; "" where the report does not name it
    std::string action;      // in lower case: failed, delayed, delivered, relayed, expanded
    std::string status;      // "5.1.1"; ""
    std::string words;       // the other mail server's; ""
};

// A whole report (multipart/report), or its part message/delivery-status alone. nullopt: neither.
std::optional<Bounce> ReadBounce(std::string_view message);

}  // namespace mails
