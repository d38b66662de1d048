#pragma once

#include <netinet/in.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

// A proxy that stands between two programs and makes the network bad: it delays, loses, cuts and refuses.
// For tests (tc netem does not work everywhere). TCP and UDP, IPv4.
namespace fault_proxy {

struct Faults {
    std::chrono::milliseconds delay{0};  // each way
    // TCP: the connection is reset after so many octets to the server. UDP: a datagram is cut to so many octets.
    std::optional<std::uint64_t> cut_up;
    // The same to the client. 0: the server's answer is lost.
    std::optional<std::uint64_t> cut_down;
    unsigned drop_every = 0;  // UDP: every N-th datagram is lost (1: all)
    bool refuse = false;      // TCP: connections are reset at once
    bool stall = false;       // connections stay open, nothing goes through
};

struct Counts {
    std::uint64_t connections = 0;  // TCP
    std::uint64_t up = 0;           // octets that reached the server
    std::uint64_t down = 0;         // octets that reached the client
    std::uint64_t lost = 0;         // datagrams dropped, connections reset by a fault
};

class Proxy {
  public:
    // Listens on 127.0.0.1:`listen` (0: any port) and passes on to `to`. Throws std::system_error.
    Proxy(bool udp, std::uint16_t listen, sockaddr_in to);
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    void Run();  // until Stop()
    void Stop() { stopping_ = true; }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    // From any thread, at any moment; holds for connections that are open too.
    void Set(const Faults& faults);
    [[nodiscard]] Counts counts() const;
    // Resets every open TCP connection now.
    void ResetAll() { reset_ = true; }

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Chunk {
        Time due;
        std::vector<std::uint8_t> bytes;
    };
    // One direction of a connection.
    struct Flow {
        int from = -1;
        int to = -1;
        std::uint64_t passed = 0;
        std::deque<Chunk> waiting;
        bool ended = false;  // the sender closed its side
        bool shut = false;   // and the receiver was told
    };
    struct Connection {
        int client = -1;
        int server = -1;
        Flow up;
        Flow down;
        ~Connection();
    };
    struct Peer {  // UDP: a client and the socket that speaks to the server for it
        int fd = -1;
        sockaddr_in client{};
    };
    struct Late {
        Time due;
        int fd = -1;
        std::optional<sockaddr_in> to;
        std::vector<std::uint8_t> bytes;
    };

    Faults faults() const;
    void RunTcp();
    void RunUdp();
    void Accept();
    bool Pump(Flow& flow, const Faults& faults, std::optional<std::uint64_t> cut, std::uint64_t& counter);
    static void Reset(Connection& connection);
    void Forward(std::vector<std::uint8_t> bytes, int fd, std::optional<sockaddr_in> to, bool up, const Faults& faults);

    const bool udp_;
    sockaddr_in to_;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> reset_ = false;
    mutable std::mutex mutex_;
    Faults faults_;
    Counts counts_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::map<std::pair<std::uint32_t, std::uint16_t>, Peer> peers_;
    std::deque<Late> late_;
    std::uint64_t datagrams_ = 0;
};

// "delay=200 drop=3 cut-up=N cut-down=N refuse stall", or "none"; nullopt for anything else.
std::optional<Faults> ParseFaults(const std::string& line);

}  // namespace fault_proxy
