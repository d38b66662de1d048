#pragma once

namespace CLI {
class App;
}

namespace agent {

// `platen-agent makers [FOLDER]`: the makers that the agent knows, and whether a folder of further ones is right.
void AddMakers(CLI::App& app, int& exit_code);

}  // namespace agent
