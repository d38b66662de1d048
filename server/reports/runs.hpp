#pragma once

#include "server/reports/report_store.hpp"

// What starts a run; private to the folder.
namespace reports {

// The run, and the task that makes its file and its mails. `asked_by` "": its schedule.
store::ReportRun StartRun(pg::Transaction& tx, base::IdSource& ids, const store::ReportRow& report,
                          const std::string& asked_by, base::Instant now);

}  // namespace reports
