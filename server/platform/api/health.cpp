#include "server/platform/api/health.hpp"

#include <prometheus/collectable.h>
#include <prometheus/text_serializer.h>
#include <boost/json.hpp>

#include <sstream>

#include "server/platform/http/static_files.hpp"

namespace http {
namespace {

Response Text(int status, std::string type, std::string body) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers.Add("Content-Type", std::move(type));
    response.headers.Add("Cache-Control", "no-store");
    AddSecurityHeaders(response, false);
    return response;
}

}  // namespace

void Health::AddCheck(std::string name, Check check) {
    const std::lock_guard lock(mutex_);
    checks_.emplace_back(std::move(name), std::move(check));
}

void Health::Stopping() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
}

Response Health::Ready() const {
    std::vector<std::pair<std::string, Check>> checks;
    bool ready = true;
    {
        const std::lock_guard lock(mutex_);
        checks = checks_;
        ready = !stopping_;
    }
    boost::json::object results;
    for (const auto& [name, check] : checks) {
        std::string missing;
        try {
            missing = check();
        } catch (const std::exception&) {
            missing = "the check failed";  // what it says may name hosts or users
        }
        ready = ready && missing.empty();
        results[name] = missing.empty() ? "ok" : missing;
    }
    return Text(ready ? 200 : 503, "application/json",
                boost::json::serialize(boost::json::object{{"ready", ready}, {"checks", results}}) + "\n");
}

Response Health::Handle(const Request& request) {
    if (request.method != Method::kGet && request.method != Method::kHead) return Refusal(405, "");
    if (request.path == "/healthz") return Text(200, "text/plain; charset=utf-8", "ok\n");
    if (request.path == "/readyz") return Ready();
    if (request.path == "/metrics" && !measured_.empty()) {
        std::ostringstream text;
        for (const auto& one : measured_) prometheus::TextSerializer().Serialize(text, one->Collect());
        return Text(200, "text/plain; version=0.0.4; charset=utf-8", std::move(text).str());
    }
    return Refusal(404, "");
}

Response Health::Refusal(int status, std::string_view) const {
    return Text(status, "text/plain; charset=utf-8", std::string(ReasonPhrase(status)) + "\n");
}

std::size_t WithHealth::BodyLimit(const Request& head) const {
    return inner_.BodyLimit(head);
}

Response WithHealth::Handle(const Request& request) {
    if (request.path == "/healthz" || request.path == "/readyz") return health_.Handle(request);
    return inner_.Handle(request);
}

}  // namespace http
