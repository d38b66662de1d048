#include "agent/commands/access_options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace agent {

void AccessOptions::AddTo(CLI::App& command) {
    command.add_option("--community", communities, "SNMP v1/v2c community; may be given more than once")
        ->default_str("public");
    command.add_option("--v3-user", v3_user, "SNMPv3 user name");
    command.add_option("--v3-auth", v3_auth, "MD5, SHA, SHA-224, SHA-256, SHA-384 or SHA-512")->capture_default_str();
    // From the environment, so that no password stands in the list of processes.
    command.add_option("--v3-auth-password", v3_auth_password, "authentication password (8 or more characters)")
        ->envname("PLATEN_V3_AUTH_PASSWORD");
    command.add_option("--v3-priv", v3_priv, "AES")->capture_default_str();
    command.add_option("--v3-priv-password", v3_priv_password, "privacy password (8 or more characters)")
        ->envname("PLATEN_V3_PRIV_PASSWORD");
    command.add_option("--v3-context", v3_context, "SNMPv3 context name");
    command.add_option("--timeout", timeout_ms, "milliseconds to wait for an answer")
        ->capture_default_str()
        ->check(CLI::Range(10, 60000));
    command.add_option("--retries", retries, "how often a request is repeated")
        ->capture_default_str()
        ->check(CLI::Range(0, 10));
    command.add_option("--makers", makers_folder, "folder with descriptions of further makers")
        ->envname("PLATEN_MAKERS_FOLDER");
}

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
            if (!parsed) throw std::invalid_argument("unknown authentication protocol " + v3_auth);
            auth = *parsed;
        }
        if (!v3_priv_password.empty()) {
            const auto parsed = snmp::ParsePrivProtocol(v3_priv);
            if (!parsed) throw std::invalid_argument("unknown privacy protocol " + v3_priv);
            priv = *parsed;
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
