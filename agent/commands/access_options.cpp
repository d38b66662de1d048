#include "agent/commands/access_options.hpp"

#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace agent {

devices::Makers AccessOptions::Makers() const {
    devices::Makers makers{std::filesystem::path(makers_folder)};
    for (const auto& refused : makers.refused()) {
        for (const auto& line : devices::DescribeMakerProblem(refused.file, refused.problem)) {
            std::cerr << "platen-agent: " << line << "\n";
        }
        std::cerr << "platen-agent: " << refused.file << " is left out\n";
    }
    return makers;
}

std::vector<snmp::Credentials> AccessOptions::Credentials() const {
    std::vector<snmp::Credentials> list;
    if (!v3_user.empty()) {
        auto auth = snmp::AuthProtocol::kNone;
        auto priv = snmp::PrivProtocol::kNone;
        if (!v3_auth_password.empty()) {
            const auto parsed = snmp::ParseAuthProtocol(v3_auth);
            if (!parsed)
                throw std::invalid_argument("--v3-auth: there is no \"" + v3_auth +
                                            "\"; choose MD5, SHA, SHA-224, SHA-256, SHA-384 or SHA-512");
            auth = *parsed;
        }
        if (!v3_priv_password.empty()) {
            const auto parsed = snmp::ParsePrivProtocol(v3_priv);
            if (!parsed)
                throw std::invalid_argument("--v3-priv: there is no \"" + v3_priv +
                                            "\"; choose AES, AES-192, AES-256, AES-192-C, AES-256-C or DES");
            priv = *parsed;
        }
        if (snmp::IsWeak(auth) || snmp::IsWeak(priv)) {
            std::cerr << "platen-agent: warning: " << snmp::kWeakProtocol << "\n";
        }
        snmp::Credentials credentials;
        credentials.version = snmp::Credentials::Version::kV3;
        credentials.user = std::make_shared<const snmp::UsmUser>(
            snmp::MakeUsmUser(v3_user, auth, v3_auth_password, priv, v3_priv_password));
        credentials.context = v3_context;
        list.push_back(std::move(credentials));
    }
    for (const std::string& community : communities) {
        list.push_back({snmp::Credentials::Version::kV2c, community, nullptr, {}});
    }
    if (list.empty()) list.push_back({});
    return list;
}

snmp::ClientOptions AccessOptions::Client() const {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(timeout_ms);
    options.retries = retries;
    return options;
}

}  // namespace agent
