#pragma once

#include "server/platform/i18n/i18n.hpp"
#include "server/printer_views/printer_views.hpp"

namespace printer_views {

// GET /printers/{printer_id}/timeline; part of RegisterHttp.
void RegisterTimeline(http::Router& router, const HttpParts& parts);

}  // namespace printer_views
