#pragma once

#include <filesystem>
#include <functional>

#include "agent/poll/actions.hpp"
#include "agent/poll/poller.hpp"
#include "agent/report/server_api.hpp"
#include "agent/stop.hpp"

namespace agent {

// Hears from the server: fetches the configuration at the start and whenever the server says that it has changed, asks whether
// another agent of the site polls instead (AGT-12), and waits for commands by long poll. The newest configuration is kept in the data folder (0600: it holds communities and
// keys), so that the agent works on while the server is away.
class Downlink {
  public:
    Downlink(ServerApi& api, Poller& poller, Actions& actions, std::filesystem::path data_folder, Stop& stop)
        : api_(api), poller_(poller), actions_(actions), data_folder_(std::move(data_folder)), stop_(stop) {}
    // Until stop; the body of a thread.
    void Run();
    // Called after each configuration that the server gave; before Run().
    void WhenHeard(std::function<void()> heard) { heard_ = std::move(heard); }

  private:
    bool FetchConfiguration();
    void UseStoredConfiguration();
    void FetchWriteAccess(bool allow_public_addresses);
    bool FetchDuty();
    void Failed(const char* what, const ServerFailure& failure);

    ServerApi& api_;
    Poller& poller_;
    Actions& actions_;
    std::filesystem::path data_folder_;
    Stop& stop_;
    std::function<void()> heard_;
    int failures_ = 0;
    bool shared_ = false;  // another agent of the site may poll instead
    std::int64_t retry_after_seconds_ = 30;
};

}  // namespace agent
