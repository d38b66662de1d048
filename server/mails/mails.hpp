#pragma once

#include "lib/base/ids.hpp"

namespace http {
class Router;
}
namespace mail {
class Mailer;
}

// What became of the mails that were written (NOT-1): for the operator's people, and for the administrators of an
// organization theirs. The rows are those of server/platform/mail.
namespace mails {

struct Parts {
    base::IdSource& ids;
    mail::Mailer& mailer;
};
void RegisterHttp(http::Router& router, const Parts& parts);

}  // namespace mails
