#pragma once

namespace agent {

// `platen-agent ...`: names, options and examples of the commands. Returns the exit code: 0 done, 1 the other side said no or nothing,
// 2 a mistake in what was given.
int RunCommandLine(int argc, char** argv);

}  // namespace agent
