#pragma once

#include <optional>

#include "server/printers/printer_views_http.hpp"

namespace http {
class Call;
class Router;
}  // namespace http

namespace printers {

// Listing, exporting and reading printers; part of RegisterHttp.
void RegisterReads(http::Router& router);
// The printer as getPrinter shows it; nullopt: not visible, or deregistered.
std::optional<PrinterView> ReadView(http::Call& call, PrinterId id);

}  // namespace printers
