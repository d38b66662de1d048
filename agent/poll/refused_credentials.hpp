#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "agent/report/journal.hpp"
#include "lib/snmp/endpoint.hpp"

namespace agent {

// SNMPv3 credentials that a machine refused. They are not tried there again on the same day: a machine locks out who tries
// wrong keys too often. Kept in the journal's file. Thread-safe.
class RefusedCredentials {
  public:
    explicit RefusedCredentials(Journal& journal);

    [[nodiscard]] bool MayTry(const snmp::Endpoint& endpoint, const std::string& credentials);
    void Refused(const snmp::Endpoint& endpoint, const std::string& credentials);
    // Other keys may stand behind the same names now.
    void Forget();

  private:
    Journal& journal_;
    std::mutex mutex_;
    std::map<std::string, std::int64_t> refused_;  // "host|credentials" -> day since 1970
};

}  // namespace agent
