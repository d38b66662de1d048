#pragma once

#include "server/meter_reads/submitting.hpp"

// The routes of the feature, by file.
namespace meter_reads {

void RegisterExport(http::Router& router);
void RegisterTerms(http::Router& router);
void RegisterImports(http::Router& router, const HttpParts& parts);
void RegisterImportTask(tasks::Registry& registry, base::IdSource& ids);

// As the audit log has a read.
boost::json::value Audited(const store::ReadRow& row);

}  // namespace meter_reads
