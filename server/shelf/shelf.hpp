#pragma once

#include "server/replenishment/replenishment.hpp"

// The shelf for people (ASR-12, ASR-18): its book line by line, counts by hand, in the portal and by a link in a mail, and the
// rules about spares that are kept. The book itself is server/replenishment's.
namespace shelf {

using LinkId = base::Id<struct CountLinkTag>;

struct HttpParts {
    orders::Office& office;
    const i18n::Catalogues& texts;
};
void RegisterHttp(http::Router& router, HttpParts parts);
void RegisterCountLinks(http::Router& router, HttpParts parts);
void RegisterSparesRules(http::Router& router, base::IdSource& ids);

}  // namespace shelf
