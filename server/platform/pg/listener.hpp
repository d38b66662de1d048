#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace pg {

// Receives what transactions send by Transaction::Notify(), on a connection and a thread of its own. A
// notification is a hint, never the only way to learn something: while the connection is lost they
// are missed, so every handler is also called with "" after each (re)connection and then looks for
// itself.
class Listener {
  public:
    using Handler = std::function<void(std::string_view payload)>;

    explicit Listener(std::string url);
    ~Listener();  // Stop()
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    // Before Start(). Handlers run on the listener's thread: be quick, hand over to others. What
    // they throw is logged.
    void On(std::string channel, Handler handler);
    // Before Start(): a statement for each connection, before any handler is called. What it holds, an advisory lock say,
    // it holds until the connection or the process ends.
    void OnConnection(std::string sql);
    void Start();
    void Stop();  // no handler runs once it has returned

  private:
    void Run(const std::stop_token& stop);
    void Listen(const std::stop_token& stop);
    void Call(std::string_view channel, std::string_view payload) const;  // "" as channel: all
    // Waits for the socket (-1: none) or Stop(); negative timeout: for ever.
    void Wait(int socket, int timeout_ms) const;

    std::string url_;
    std::vector<std::pair<std::string, Handler>> handlers_;
    std::string on_connection_;
    int wake_fd_ = -1;
    std::jthread thread_;
};

}  // namespace pg
