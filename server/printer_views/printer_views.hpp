#pragma once

#include <vector>

#include "server/printers/printers.hpp"

namespace http {
class Router;
}
namespace i18n {
class Catalogues;
}

// Printers as people see them: the list, the export, one printer, its history, and those that were taken out of the
// list (PRN-1, PRN-2, PRN-3, PRN-7). It reads what the features to its left write, and writes nothing.
namespace printer_views {

struct HttpParts {
    const i18n::Catalogues& catalogues;
    std::vector<printers::HistorySource*> history{};  // beside the printer's own events; live longer than the routes
};
void RegisterHttp(http::Router& router, const HttpParts& parts);

}  // namespace printer_views
