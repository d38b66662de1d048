#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <queue>
#include <vector>

#include "simulator/fleet.hpp"

namespace simulator {

// The fleet on the wire: one UDP socket for all addresses (IP_PKTINFO tells which one was asked, and
// answers come from it), and a unix socket for control.
class Server {
  public:
    // Throws std::system_error when a socket cannot be had. An empty path: no control socket.
    Server(Fleet& fleet, std::uint16_t port, std::filesystem::path control);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Serves until Stop() or the control command "stop".
    void Run();
    // From any thread or a signal handler.
    void Stop() { stopping_ = true; }
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    struct Late {  // an answer that waits
        std::chrono::steady_clock::time_point due;
        Address from = 0;
        sockaddr_in to{};
        std::vector<std::uint8_t> bytes;
        bool operator>(const Late& other) const { return due > other.due; }
    };
    struct Batch;
    void ReceiveAndAnswer();
    void Send(std::size_t count);
    void SendLate();
    void ServeControl();

    Fleet& fleet_;
    std::uint16_t port_;
    std::filesystem::path control_path_;
    int udp_ = -1;
    int control_ = -1;
    std::atomic<bool> stopping_ = false;
    std::unique_ptr<Batch> batch_;
    std::priority_queue<Late, std::vector<Late>, std::greater<>> late_;
};

}  // namespace simulator
