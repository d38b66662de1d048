#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "lib/base/problem.hpp"

// The agent's own settings (packaging/platen-agent/agent.toml names every one) and the few files of its
// data folder. What to search and how often is the server's to say.
namespace agent {

struct NetworkSettings {
    std::string proxy;    // "http://proxy:3128"; empty: the environment's HTTPS_PROXY
    std::string ca_file;  // PEM; empty: the system's
    std::int64_t timeout_seconds = 60;
};
BOOST_DESCRIBE_STRUCT(NetworkSettings, (), (proxy, ca_file, timeout_seconds))

struct JournalSettings {
    std::int64_t limit_mib = 1024;
};
BOOST_DESCRIBE_STRUCT(JournalSettings, (), (limit_mib))

struct SnmpSettings {
    std::int64_t timeout_ms = 1000;
    std::int64_t retries = 2;
    std::int64_t window = 256;
    std::int64_t packets_per_second = 2000;
};
BOOST_DESCRIBE_STRUCT(SnmpSettings, (), (timeout_ms, retries, window, packets_per_second))

// AGT-10. Where a printer announces another port by DNS-SD, it is asked there.
struct IppSettings {
    bool enabled = true;
    std::vector<std::int64_t> ports;  // empty: 631
    bool dns_sd = true;
    std::int64_t timeout_ms = 10'000;  // of one question
    std::int64_t connect_timeout_ms = 3'000;
    std::int64_t connections = 128;  // at the same time
};
BOOST_DESCRIBE_STRUCT(IppSettings, (), (enabled, ports, dns_sd, timeout_ms, connect_timeout_ms, connections))

// What printers say unasked. Ports as SNMP has them: 162 where none is written.
struct TrapSettings {
    std::vector<std::string> listen;  // "0.0.0.0", "[::]:1162"; empty: nothing is heard, and no port is open
};
BOOST_DESCRIBE_STRUCT(TrapSettings, (), (listen))
inline constexpr std::uint16_t kTrapPort = 162;

// AGT-9. Without a key the agent is updated by hand.
struct UpdateSettings {
    std::vector<std::string> keys;  // "agpub_...": who signs packages (packages::IsPublicKey)
    std::int64_t trial_seconds = 600;
};
BOOST_DESCRIBE_STRUCT(UpdateSettings, (), (keys, trial_seconds))

inline constexpr std::size_t kMostUpdateKeys = 8;

std::vector<std::uint16_t> PortsOf(const IppSettings& settings);

struct Settings {
    std::string data = "/var/lib/platen-agent";
    std::string clock_file;  // demonstrations: business time from a file (base::FileClock)
    std::string log_level = "info";
    std::string makers_folder;  // further makers (devices/makers.hpp); empty: only those built in
    NetworkSettings network;
    JournalSettings journal;
    SnmpSettings snmp;
    TrapSettings traps;
    IppSettings ipp;
    UpdateSettings update;
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (data, clock_file, log_level, makers_folder, network, journal, snmp, traps, ipp, update))

// What the types of the settings cannot say; docs: packaging/platen-agent/agent.toml.
void CheckSettings(const Settings& settings, base::FieldProblems& problems);

// identity.json: who this agent is to which server.
struct Identity {
    std::string server;
    std::string agent_id;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (server, agent_id, key))

// Secrets: mode 0600, written beside and renamed, fsynced. kUnavailable "file_unwritable" {file, detail}.
base::Result<void> WritePrivateFile(const std::filesystem::path& file, const std::string& text);
// kNotFound "file_missing", kUnavailable "file_unreadable".
base::Result<std::string> ReadPrivateFile(const std::filesystem::path& file);

inline std::filesystem::path IdentityFile(const std::filesystem::path& folder) {
    return folder / "identity.json";
}
// A list of update keys beside those of the settings (`enroll --update-key`).
inline std::filesystem::path UpdateKeysFile(const std::filesystem::path& folder) {
    return folder / "update_keys.json";
}
inline std::filesystem::path ConfigurationFile(const std::filesystem::path& folder) {
    return folder / "configuration.json";
}
inline std::filesystem::path JournalFile(const std::filesystem::path& folder) {
    return folder / "journal.db";
}

// One line in English for a terminal and a log: the code and its arguments.
std::string Describe(const base::Problem& problem);

}  // namespace agent
