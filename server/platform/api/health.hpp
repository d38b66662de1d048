#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "server/platform/http/message.hpp"

namespace prometheus {
class Collectable;
}

namespace http {

// GET /healthz (the process answers), GET /readyz (it can do its work) and GET /metrics. The handler of the
// listener for operators; the public listener hands it /healthz and /readyz only (see WithHealth).
class Health final : public Handler {
  public:
    // Empty: ready. Else one line that says what is missing; it must name no secret.
    using Check = std::function<std::string()>;

    // Nothing that is measured: no /metrics.
    explicit Health(std::vector<std::shared_ptr<prometheus::Collectable>> measured = {})
        : measured_(std::move(measured)) {}

    void AddCheck(std::string name, Check check);
    // From now on /readyz says 503, so that a load balancer turns away before the server stops.
    void Stopping();

    [[nodiscard]] std::size_t BodyLimit(const Request&) const override { return 0; }
    Response Handle(const Request& request) override;
    [[nodiscard]] Response Refusal(int status, std::string_view code) const override;

  private:
    Response Ready() const;

    std::vector<std::shared_ptr<prometheus::Collectable>> measured_;
    mutable std::mutex mutex_;
    std::vector<std::pair<std::string, Check>> checks_;
    bool stopping_ = false;
};

// The public listener's handler: /healthz and /readyz, everything else goes to `inner`.
class WithHealth final : public Handler {
  public:
    WithHealth(Health& health, Handler& inner) : health_(health), inner_(inner) {}
    [[nodiscard]] std::size_t BodyLimit(const Request& head) const override;
    Response Handle(const Request& request) override;
    [[nodiscard]] Response Refusal(int status, std::string_view code) const override {
        return inner_.Refusal(status, code);
    }

  private:
    Health& health_;
    Handler& inner_;
};

}  // namespace http
