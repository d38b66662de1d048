#pragma once

#include "server/platform/i18n/i18n.hpp"
#include "server/printers/printers.hpp"

namespace printers {

// GET /printers/{printer_id}/timeline; part of RegisterHttp.
void RegisterTimeline(http::Router& router, const HttpParts& parts);

}  // namespace printers
