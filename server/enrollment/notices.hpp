#pragma once

#include <vector>

#include "server/enrollment/disconnection_store.hpp"

// What contacts of self-service customers are told of their printers' silence (ASR-13), one mail a contact.
namespace enrollment {

enum class NoticeKind { kDisconnected, kLastNotice, kConnectedAgain };

// Printers with a contact; the others have nobody to tell.
void Tell(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, NoticeKind kind,
          const std::vector<store::SilentPrinter>& printers, base::Instant now);

}  // namespace enrollment
