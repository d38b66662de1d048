#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/platform/http/message.hpp"

namespace prometheus {
class Registry;
}

namespace http {

// What GET /metrics tells about HTTP. The registry is the program's one; other modules add theirs to it.
class Metrics {
  public:
    explicit Metrics(std::shared_ptr<prometheus::Registry> registry);
    ~Metrics();

    // `operation` is Operation::id, "static" or "none": never a path, so that the series stay few.
    void Answered(std::string_view operation, int status, std::chrono::nanoseconds took);
    void SetConnections(std::size_t count);
    void SetWaiting(std::size_t count);
    void SetQueued(std::size_t count);
    void Refused(std::string_view why);  // "queue_full", "connections", "header_timeout" ...

    [[nodiscard]] const std::shared_ptr<prometheus::Registry>& registry() const { return registry_; }

  private:
    struct Families;
    std::shared_ptr<prometheus::Registry> registry_;
    std::unique_ptr<Families> families_;
};

}  // namespace http
