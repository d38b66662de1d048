#pragma once

#include <string>
#include <vector>

#include "server/enrollment/disconnection_store.hpp"
#include "server/enrollment/enrollment_store.hpp"
#include "server/platform/api/actor.hpp"

// What people and programs are told: the confirmation of an enrollment (ASR-2), and the silence of printers (ASR-13).
namespace enrollment {

enum class NoticeKind { kDisconnected, kLastNotice, kConnectedAgain };

// One mail a contact; printers without a contact have nobody to tell.
void Tell(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, NoticeKind kind,
          const std::vector<store::SilentPrinter>& printers, base::Instant now);

// To the address that was given, in the language of whoever enrolled the printers.
void ConfirmEnrollment(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization,
                       const std::string& email, const std::string& language,
                       const std::vector<const store::PrinterRow*>& printers, base::Instant now);

// What webhooks say of a printer; docs/webhooks.md has the fields.
template <class Row>
boost::json::object ToldOf(const Row& printer) {
    return {{"printer_id", printer.id.ToString()},
            {"manufacturer", printer.manufacturer},
            {"model", printer.model},
            {"serial_number", printer.serial_number}};
}

}  // namespace enrollment
