#include "agent/poll/discovery.hpp"

#include <memory>

namespace agent {
namespace {

struct Sweep {
    snmp::Client& client;
    const devices::Makers& makers;
    std::vector<snmp::Credentials> credentials;
    DiscoveryHooks hooks;
    std::size_t open = 0;

    static void Try(const std::shared_ptr<Sweep>& self, const snmp::Endpoint& address, std::size_t i) {
        const auto& hooks = self->hooks;
        while (i < self->credentials.size() && hooks.may_try && !hooks.may_try(address, self->credentials[i])) {
            ++i;
        }
        if (i == self->credentials.size()) {
            self->Close();
            return;
        }
        Survey(self->client, self->makers, {address, self->credentials[i], true, nullptr},
               [self, address, i](SurveyResult result) {
                   if (result.outcome == snmp::Outcome::kAnswered) {
                       self->hooks.found(std::move(result));
                       self->Close();
                       return;
                   }
                   if (result.outcome == snmp::Outcome::kAuthenticationFailed && self->hooks.refused) {
                       self->hooks.refused(address, self->credentials[i]);
                   }
                   Try(self, address, i + 1);
               });
    }
    void Close() {
        if (hooks.closed) hooks.closed();
        if (--open == 0 && hooks.done) hooks.done();
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

void Discover(snmp::Client& client, const devices::Makers& makers, const std::vector<snmp::Endpoint>& addresses,
              std::vector<snmp::Credentials> credentials, DiscoveryHooks hooks) {
    if (addresses.empty()) {
        if (hooks.done) hooks.done();
        return;
    }
    auto search =
        std::make_shared<Sweep>(Sweep{client, makers, std::move(credentials), std::move(hooks), addresses.size()});
    for (const snmp::Endpoint& address : addresses) Sweep::Try(search, address, 0);
}

}  // namespace agent
