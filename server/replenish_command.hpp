#pragma once

#include <string>

// `platen replenish`: the replenishment engine as a filter on standard input and output, without
// settings or a database. The same code as the server's daily run.
namespace server {

struct ReplenishCommand {
    bool asr1 = false;                 // answer on standard output
    std::string profile = "balanced";  // or published
    std::string plot;                  // file for a picture; empty: none
    std::size_t supply = 0;            // that is drawn
};

// Gives 0 at END, 2 for input that is not ASR/1 or an option that cannot be, 1 when answers cannot
// be written.
int Replenish(const ReplenishCommand& command);

}  // namespace server
