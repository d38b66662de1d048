#include "server/enrollment/notices.hpp"

#include "server/platform/pg/transaction.hpp"

namespace enrollment {

void Tell(pg::Transaction& /*tx*/, const Parts& /*parts*/, base::OrganizationId /*organization*/, NoticeKind /*kind*/,
          const std::vector<store::SilentPrinter>& /*printers*/, base::Instant /*now*/) {}

}  // namespace enrollment
