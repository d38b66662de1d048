#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "agent/report/server_api.hpp"
#include "agent/stop.hpp"
#include "lib/base/problem.hpp"

namespace agent {

// Asks the server which version to become, fetches the package and puts the program beside the running one (AGT-9).
class Updater {
  public:
    struct Options {
        std::filesystem::path data_folder;
        std::vector<std::string> keys;  // packages::IsPublicKey; without one nothing is ever installed
    };
    // `printers_answer`: whether printers answer this agent now, so that they have to answer its successor; `restart`: the program
    // on trial is ready, and this agent is to end.
    Updater(ServerApi& api, Options options, Stop& stop, std::function<bool()> printers_answer,
            std::function<void()> restart);

    // Until stop; the body of a thread. Asks at the start, every quarter of an hour, and when woken.
    void Run();
    void Wake();

    // One question and what follows from it. True: a program is on trial, the agent is to end. Problems: those of the server
    // ("server_unavailable" {detail}) and of this machine's disk pass; what a package has wrong is remembered and told.
    base::Result<bool> Once();

  private:
    [[nodiscard]] printing::AgentUpdateReport Report() const;
    base::Result<bool> Take(const printing::AgentUpdateOffer& offer);
    base::Result<std::string> Download(const printing::AgentUpdateOffer& offer, const std::string& version);
    base::Result<bool> Refuse(const std::string& version, const base::Problem& problem);

    ServerApi& api_;
    const Options options_;
    Stop& stop_;
    const std::function<bool()> printers_answer_;
    const std::function<void()> restart_;

    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;  // guarded by mutex_
};

}  // namespace agent
