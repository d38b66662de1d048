#pragma once

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "lib/snmp/responder_usm.hpp"

// For tests only: what net-snmp and we both speak of SNMPv3, and how net-snmp calls it.
namespace snmp {

inline constexpr char kAuthSecret[] = "authentication";
inline constexpr char kPrivSecret[] = "privacy key";

struct Spoken {
    const char* auth_name;  // as snmpd writes it
    AuthProtocol auth;
    const char* priv_name;
    PrivProtocol priv;
};

inline std::string UserOf(const Spoken& pair) {
    std::string name;
    for (const char c : fmt::format("{}{}", pair.auth_name, pair.priv_name)) {
        if (c != '-') name += c;
    }
    return name;
}

inline std::vector<Spoken> AllPairs() {
    const std::pair<const char*, AuthProtocol> auths[] = {
        {"MD5", AuthProtocol::kMd5},        {"SHA", AuthProtocol::kSha1},       {"SHA-224", AuthProtocol::kSha224},
        {"SHA-256", AuthProtocol::kSha256}, {"SHA-384", AuthProtocol::kSha384}, {"SHA-512", AuthProtocol::kSha512}};
    const std::pair<const char*, PrivProtocol> privs[] = {{"", PrivProtocol::kNone},
                                                          {"DES", PrivProtocol::kDes},
                                                          {"AES", PrivProtocol::kAes128},
                                                          {"AES-192", PrivProtocol::kAes192},
                                                          {"AES-256", PrivProtocol::kAes256},
                                                          {"AES-192-C", PrivProtocol::kAes192C},
                                                          {"AES-256-C", PrivProtocol::kAes256C}};
    std::vector<Spoken> pairs;
    for (const auto& [auth_name, auth] : auths) {
        for (const auto& [priv_name, priv] : privs) pairs.push_back({auth_name, auth, priv_name, priv});
    }
    return pairs;
}

// A UDP port of 127.0.0.1 that nobody has.
inline int FreePort() {
    const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(fd, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

}  // namespace snmp
