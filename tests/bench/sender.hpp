#pragma once

#include <cstdint>
#include <string>

namespace bench {

// One connection to a server on this machine that sends prepared requests and waits for each answer.
class Sender {
  public:
    explicit Sender(std::uint16_t port);
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    // The whole answer, which says its length. Throws when the connection breaks.
    std::string Send(const std::string& request);

  private:
    int socket_;
};

// A compressed batch of readings of an agent with this key.
std::string Delivery(const std::string& key, const std::string& gzip);

}  // namespace bench
