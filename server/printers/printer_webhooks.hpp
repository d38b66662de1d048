#pragma once

#include <boost/json/object.hpp>

#include "server/webhooks/webhooks.hpp"

namespace printers {

// What webhooks say of a printer; docs/webhooks.md has the fields.
template <class Row>
boost::json::object ToldOf(const Row& printer) {
    return {{"printer_id", printer.id.ToString()},
            {"manufacturer", printer.manufacturer},
            {"model", printer.model},
            {"serial_number", printer.serial_number}};
}

}  // namespace printers
