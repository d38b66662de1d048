#pragma once

#include <string>

namespace base {

// For tests and benchmarks only: the checkout that they were built from, by its full path. That path is compiled into
// one small file and not into theirs: what was compiled in one checkout serves another one (tools/dev/common.sh).
std::string SourceFolder();

}  // namespace base
