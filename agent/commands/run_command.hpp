#pragma once

namespace CLI {
class App;
}

namespace agent {

// `platen-agent enroll` and `platen-agent run`: the agent of a site.
void AddEnroll(CLI::App& app, int& exit_code);
void AddRun(CLI::App& app, int& exit_code);

}  // namespace agent
