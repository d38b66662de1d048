#pragma once

namespace CLI {
class App;
}

namespace agent {

// `platen-agent probe HOST[:PORT]`: one printer, one JSON object (docs: interfaces).
void AddProbe(CLI::App& app, int& exit_code);

}  // namespace agent
