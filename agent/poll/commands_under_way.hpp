#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "agent/poll/survey.hpp"
#include "agent/report/uplink.hpp"

namespace agent {

// A command of the server that is being carried out: several polls and searches, of which each adds what came of it.
struct CommandUnderWay {
    printing::CommandResult result;
    int open = 0;               // polls and searches that have not ended
    std::int64_t last_seq = 0;  // the newest reading that came of it
};
using CommandPtr = std::shared_ptr<CommandUnderWay>;

// Commands from their start to their result. Used by one thread.
class CommandsUnderWay {
  public:
    explicit CommandsUnderWay(Uplink& uplink) : uplink_(uplink) {}

    // Open once, for whoever starts its parts: that one ends with End().
    [[nodiscard]] static CommandPtr Begin(const printing::Command& command);
    // One more part of it; nothing for an absent command.
    static void Open(const CommandPtr& command);
    static void Add(const CommandPtr& command, printing::CommandItem item);
    // A part has ended. After the last one the result goes to the server, once the readings are there.
    void End(const CommandPtr& command);

  private:
    Uplink& uplink_;
};

// What a survey means for a command. `seq` of an item that is done is the caller's to add.
printing::CommandItem ItemOf(const SurveyResult& survey);

}  // namespace agent
