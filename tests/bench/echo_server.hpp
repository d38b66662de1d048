#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace bench {

// The floor under every answering program: takes datagrams and sends the same octets back, from the
// address that was asked, in batches, without looking into them.
class EchoServer {
  public:
    // Each answer has `reply_size` octets.
    explicit EchoServer(std::size_t reply_size);
    ~EchoServer();
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::chrono::nanoseconds Cpu() const { return std::chrono::nanoseconds(cpu_ns_.load()); }

  private:
    void Run();
    std::size_t reply_size_;
    int fd_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::int64_t> cpu_ns_ = 0;
    std::thread thread_;
};

}  // namespace bench
