#pragma once

namespace CLI {
class App;
}

namespace agent {

// `platen-agent discover RANGE...`: looks for printers once, without a server.
void AddDiscover(CLI::App& app, int& exit_code);

}  // namespace agent
