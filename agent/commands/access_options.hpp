#pragma once

#include <string>
#include <vector>

#include "agent/devices/makers.hpp"
#include "lib/snmp/sessions.hpp"

namespace agent {

// The options --community and --v3-... that several commands share.
struct AccessOptions {
    std::vector<std::string> communities;
    std::string v3_user, v3_auth = "SHA-256", v3_auth_password, v3_priv = "AES", v3_priv_password, v3_context;
    int timeout_ms = 1000;
    int retries = 1;
    std::string makers_folder;

    // In the order in which they are tried; {"public"} where nothing was given. Throws std::invalid_argument
    // with words for the user.
    [[nodiscard]] std::vector<snmp::Credentials> Credentials() const;
    [[nodiscard]] snmp::ClientOptions Client() const;
    // The makers built in and those of the folder; says on standard error what was left out.
    [[nodiscard]] devices::Makers Makers() const;
};

}  // namespace agent
