#include "agent/poll/refused_credentials.hpp"

#include <chrono>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

constexpr const char* kRefusedKey = "v3_refused";

std::int64_t SystemDay() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
}

}  // namespace

RefusedCredentials::RefusedCredentials(Journal& journal) : journal_(journal) {
    const auto text = journal_.Get(kRefusedKey);
    if (!text || !*text) return;
    if (auto refused = base::json::Read<std::map<std::string, std::int64_t>>(**text)) refused_ = std::move(*refused);
}

bool RefusedCredentials::MayTry(const snmp::Endpoint& endpoint, const std::string& credentials) {
    const std::lock_guard lock(mutex_);
    const auto at = refused_.find(endpoint.host() + "|" + credentials);
    return at == refused_.end() || at->second != SystemDay();
}

void RefusedCredentials::Refused(const snmp::Endpoint& endpoint, const std::string& credentials) {
    base::log::Warn("snmp.v3_refused address={} credentials={}: not tried again there today", endpoint.host(),
                    credentials);
    const std::lock_guard lock(mutex_);
    refused_[endpoint.host() + "|" + credentials] = SystemDay();
    (void)journal_.Put(kRefusedKey, base::json::Write(refused_));
}

void RefusedCredentials::Forget() {
    const std::lock_guard lock(mutex_);
    refused_.clear();
}

}  // namespace agent
