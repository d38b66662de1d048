#pragma once

#include <string>

#include "lib/base/problem.hpp"
#include "server/platform/api/actor.hpp"
#include "server/reports/reports.hpp"

// What a list's own export says to somebody; private to the folder.
namespace reports {

struct ListFile {
    std::string name;  // "printers"
    std::string media_type;
    std::string bytes;
    std::int64_t rows = 0;  // without the head; of CSV alone
};
// "report_too_long" with more than `most` octets; what the operation refuses (a filter that it no longer knows).
base::Result<ListFile> ReadList(http::Router& router, const http::Actor& actor, ReportSource source,
                                const std::string& filters, std::int64_t most);

}  // namespace reports
