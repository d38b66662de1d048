#include "agent/discovery.hpp"

#include <memory>

namespace agent {
namespace {

struct Search {
    snmp::Client& client;
    std::vector<snmp::Credentials> credentials;
    std::function<void(SurveyResult)> found;
    std::function<void()> done;
    std::size_t open = 0;

    static void Try(const std::shared_ptr<Search>& self, const snmp::Endpoint& address, std::size_t i) {
        Survey(self->client, {address, self->credentials[i], true, nullptr},
               [self, address, i](SurveyResult result) {
                   if (result.outcome != snmp::Outcome::kAnswered && i + 1 < self->credentials.size()) {
                       Try(self, address, i + 1);
                       return;
                   }
                   if (result.outcome == snmp::Outcome::kAnswered) self->found(std::move(result));
                   if (--self->open == 0) self->done();
               });
    }
};

}  // namespace

snmp::ClientOptions DiscoveryOptions(int timeout_ms, double packets_per_second) {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(timeout_ms / 2);
    options.retries = 1;
    options.window = 4096;
    options.packets_per_second = packets_per_second;
    return options;
}

void Discover(snmp::Client& client, const std::vector<snmp::Endpoint>& addresses,
              const std::vector<snmp::Credentials>& credentials,
              std::function<void(SurveyResult)> found, std::function<void()> done) {
    if (addresses.empty() || credentials.empty()) {
        done();
        return;
    }
    auto search = std::make_shared<Search>(
        Search{client, credentials, std::move(found), std::move(done), addresses.size()});
    for (const snmp::Endpoint& address : addresses) Search::Try(search, address, 0);
}

}  // namespace agent
