#pragma once

#include <string>

namespace agent {

// `platen-agent makers [FOLDER]`: the makers that the agent knows, and whether a folder of further ones is right.
struct MakersOptions {
    std::string folder;
    bool json = false;
    bool schema = false;  // print the JSON Schema of a maker's file instead
};

// 1 when a file of the folder was left out.
int ListMakers(const MakersOptions& options);

}  // namespace agent
