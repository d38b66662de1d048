#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/alerts/alert_store.hpp"

namespace alerts {

// Who gets a mail.
struct Reader {
    std::string email;
    std::string name;
    std::string language;
    std::string time_zone;
    bool person = false;  // who can turn such mails off
};

// As the API and texts name it.
std::string NameOf(Condition condition);

// What a rule tells one of its recipients: a row for each thing, the first hundred of them. Pure.
mail::Mail MailFor(const Parts& parts, const AlertRule& rule, const Reader& reader, const std::vector<store::Due>& due,
                   SendingId sending, base::Instant now);

}  // namespace alerts
