#pragma once

namespace agent {

// `platen-agent ...`: the only unit that knows CLI11. Returns the exit code: 0 done, 1 the other side said no or nothing,
// 2 a mistake in what was given.
int RunCommandLine(int argc, char** argv);

}  // namespace agent
