#include "server/platform/http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace http {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,   0.25,   0.5,   1,    2.5,   10};

}  // namespace

struct Metrics::Families {
    prometheus::Family<prometheus::Counter>& answers;
    prometheus::Family<prometheus::Histogram>& seconds;
    prometheus::Family<prometheus::Counter>& refused;
    prometheus::Gauge& connections;
    prometheus::Gauge& waiting;
    prometheus::Gauge& queued;

    // Looking a series up by its labels in the family is slow.
    struct Series {
        prometheus::Histogram* seconds = nullptr;
        std::map<int, prometheus::Counter*> answers{};
    };
    std::mutex mutex;
    std::map<std::string, Series, std::less<>> series;
};

Metrics::Metrics(std::shared_ptr<prometheus::Registry> registry) : registry_(std::move(registry)) {
    const auto gauge = [&](const char* name, const char* help) -> prometheus::Gauge& {
        return prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add({});
    };
    families_.reset(new Families{
        .answers = prometheus::BuildCounter()
                       .Name("platen_http_answers_total")
                       .Help("Requests that were answered, by operation and status.")
                       .Register(*registry_),
        .seconds = prometheus::BuildHistogram()
                       .Name("platen_http_handle_seconds")
                       .Help("Time from the whole request to its answer, without the network.")
                       .Register(*registry_),
        .refused = prometheus::BuildCounter()
                       .Name("platen_http_refused_total")
                       .Help("Requests and connections that reached no handler, by reason.")
                       .Register(*registry_),
        .connections = gauge("platen_http_connections", "Open connections."),
        .waiting = gauge("platen_http_long_polls", "Long polls that wait without a thread."),
        .queued = gauge("platen_http_queued", "Requests that wait for a worker."),
        .mutex = {},
        .series = {},
    });
}

Metrics::~Metrics() = default;

void Metrics::Answered(std::string_view operation, int status, std::chrono::nanoseconds took) {
    prometheus::Counter* counter = nullptr;
    prometheus::Histogram* histogram = nullptr;
    {
        const std::lock_guard lock(families_->mutex);
        auto found = families_->series.find(operation);
        if (found == families_->series.end()) {
            auto& seconds = families_->seconds.Add({{"operation", std::string(operation)}}, kSeconds);
            found = families_->series.emplace(std::string(operation), Families::Series{&seconds}).first;
        }
        histogram = found->second.seconds;
        prometheus::Counter*& known = found->second.answers[status];
        if (known == nullptr) {
            known =
                &families_->answers.Add({{"operation", std::string(operation)}, {"status", std::to_string(status)}});
        }
        counter = known;
    }
    counter->Increment();
    histogram->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::SetConnections(std::size_t count) {
    families_->connections.Set(static_cast<double>(count));
}
void Metrics::SetWaiting(std::size_t count) {
    families_->waiting.Set(static_cast<double>(count));
}
void Metrics::SetQueued(std::size_t count) {
    families_->queued.Set(static_cast<double>(count));
}
void Metrics::Refused(std::string_view why) {
    families_->refused.Add({{"reason", std::string(why)}}).Increment();
}

}  // namespace http
