#include "agent/ipp/dns_sd.hpp"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <resolv.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "lib/base/text.hpp"

namespace agent {
namespace {

// Bounds on what a network can make us keep.
constexpr std::size_t kMostMessages = 4096;
constexpr std::size_t kMostServices = 4096;
constexpr std::size_t kMostOctets = 9000;  // of a message (RFC 6762, 17)
constexpr std::size_t kMostFollowUps = 64;

constexpr std::string_view kTypes[] = {"_ipp._tcp.local", "_ipps._tcp.local"};

struct Txt {
    std::string path;
    bool has_path = false;
    bool is_queue = false;
};
struct Target {
    std::string host;
    std::uint16_t port = 0;
};
// What was heard; names in lower case, as DNS compares them.
struct Heard {
    std::map<std::string, std::string> instances;  // name -> as it was written
    std::map<std::string, Target> targets;
    std::map<std::string, Txt> texts;
    std::map<std::string, std::string> addresses;   // IPv4
    std::map<std::string, std::string> addresses6;  // IPv6 that can be reached without the name of an interface
};

std::string Lower(const char* name) {
    std::string lower = base::ToLowerAscii(name);
    if (lower.ends_with('.')) lower.pop_back();
    return lower;
}

std::optional<std::string> NameAt(const ns_msg& message, const unsigned char* at) {
    std::array<char, NS_MAXDNAME> name{};
    if (at >= ns_msg_end(message) ||
        ns_name_uncompress(ns_msg_base(message), ns_msg_end(message), at, name.data(), name.size()) < 0) {
        return std::nullopt;
    }
    return std::string(name.data());
}

// Counted strings "key=value". The first of several equal keys counts (RFC 6763, 6.4).
Txt ReadTxt(const unsigned char* data, std::size_t size) {
    Txt txt;
    std::set<std::string> seen;
    std::size_t at = 0;
    while (at < size) {
        const std::size_t length = data[at];
        if (length > size - at - 1) break;
        const std::string_view entry(reinterpret_cast<const char*>(data) + at + 1, length);
        at += 1 + length;
        const auto equals = entry.find('=');
        const std::string key = base::ToLowerAscii(entry.substr(0, equals));
        if (key.empty() || equals == std::string_view::npos || !seen.insert(key).second) continue;
        const std::string_view value = entry.substr(equals + 1);
        if (key == "rp") {
            txt.has_path = std::ranges::all_of(value, [](char c) { return c > ' ' && c < 0x7F; });
            if (txt.has_path) txt.path = std::string(value);
        } else if (key == "printer-type") {
            txt.is_queue = true;
        }
    }
    return txt;
}

// Not those of one link, which mean nothing without the interface on which they were heard, and none that is no machine's.
bool IsUsable(const in6_addr& address) {
    return !IN6_IS_ADDR_LINKLOCAL(&address) && !IN6_IS_ADDR_MULTICAST(&address) && !IN6_IS_ADDR_LOOPBACK(&address) &&
           !IN6_IS_ADDR_UNSPECIFIED(&address) && !IN6_IS_ADDR_V4MAPPED(&address) && !IN6_IS_ADDR_V4COMPAT(&address);
}

void TakeRecord(const ns_msg& message, const ns_rr& record, Heard& heard) {
    const std::string name = Lower(ns_rr_name(record));
    const unsigned char* data = ns_rr_rdata(record);
    const std::size_t size = ns_rr_rdlen(record);
    const auto room = [](const auto& map) { return map.size() < kMostServices; };
    switch (ns_rr_type(record)) {
        case ns_t_ptr:
            if (std::ranges::find(kTypes, name) != std::end(kTypes) && room(heard.instances)) {
                const auto instance = NameAt(message, data);
                if (instance && Lower(instance->c_str()).ends_with("." + name)) {
                    heard.instances.try_emplace(Lower(instance->c_str()), *instance);
                }
            }
            break;
        case ns_t_srv:
            if (size >= 7 && room(heard.targets)) {
                if (const auto host = NameAt(message, data + 6)) {
                    heard.targets.try_emplace(
                        name, Target{Lower(host->c_str()), static_cast<std::uint16_t>(ns_get16(data + 4))});
                }
            }
            break;
        case ns_t_txt:
            if (room(heard.texts)) heard.texts.try_emplace(name, ReadTxt(data, size));
            break;
        case ns_t_a:
            if (size == 4 && room(heard.addresses)) {
                std::array<char, INET_ADDRSTRLEN> text{};
                if (inet_ntop(AF_INET, data, text.data(), text.size()) != nullptr) {
                    heard.addresses.try_emplace(name, text.data());
                }
            }
            break;
        case ns_t_aaaa:
            if (size == sizeof(in6_addr) && room(heard.addresses6)) {
                in6_addr address{};
                std::copy_n(data, size, address.s6_addr);
                std::array<char, INET6_ADDRSTRLEN> text{};
                if (IsUsable(address) && inet_ntop(AF_INET6, &address, text.data(), text.size()) != nullptr) {
                    heard.addresses6.try_emplace(name, text.data());
                }
            }
            break;
        default:
            break;
    }
}

Heard Listen(const std::vector<std::string>& answers) {
    Heard heard;
    for (const std::string& answer : answers) {
        ns_msg message;
        const auto* octets = reinterpret_cast<const unsigned char*>(answer.data());
        if (answer.size() > kMostOctets || ns_initparse(octets, static_cast<int>(answer.size()), &message) != 0 ||
            ns_msg_getflag(message, ns_f_qr) == 0) {
            continue;
        }
        for (const ns_sect section : {ns_s_an, ns_s_ar}) {
            for (int i = 0; i < ns_msg_count(message, section); ++i) {
                ns_rr record;
                if (ns_parserr(&message, section, i, &record) != 0) break;
                TakeRecord(message, record, heard);
            }
        }
    }
    return heard;
}

// Printers print what comes in there, whatever it is; no announcement leads an agent to these.
bool IsPrintPort(std::uint16_t port) {
    return port == 515 || (port >= 9100 && port <= 9112) || port == 9999;
}

// "Lobby\032Printer._ipp._tcp.local": what stands before the type, without the escapes of DNS.
std::string InstanceName(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '.') break;
        if (name[i] == '\\' && i + 3 < name.size() && name[i + 1] >= '0' && name[i + 1] <= '2') {
            out += static_cast<char>((name[i + 1] - '0') * 100 + (name[i + 2] - '0') * 10 + (name[i + 3] - '0'));
            i += 3;
        } else if (name[i] == '\\' && i + 1 < name.size()) {
            out += name[++i];
        } else {
            out += name[i];
        }
    }
    return base::CleanText(out);
}

// A message with one question for each name and type. The top bit of the class asks for an answer to us alone.
std::string Question(const std::vector<std::pair<std::string, ns_type>>& asked) {
    constexpr std::uint16_t kUnicastIn = 0x8001;
    const auto put = [](std::string& out, std::uint16_t value) {
        out += static_cast<char>(value >> 8);
        out += static_cast<char>(value & 0xFF);
    };
    std::string names;
    std::uint16_t count = 0;
    for (const auto& [name, type] : asked) {
        std::array<unsigned char, NS_MAXCDNAME> packed{};
        if (ns_name_pton(name.c_str(), packed.data(), packed.size()) < 0) continue;
        const unsigned char* end = packed.data();
        if (ns_name_skip(&end, packed.data() + packed.size()) != 0) continue;
        names.append(reinterpret_cast<const char*>(packed.data()), static_cast<std::size_t>(end - packed.data()));
        put(names, static_cast<std::uint16_t>(type));
        put(names, kUnicastIn);
        ++count;
    }
    if (count == 0) return {};
    std::string out(4, '\0');
    put(out, count);
    out.append(6, '\0');
    return out + names;
}

// The addresses of this machine's interfaces that can multicast.
std::vector<in_addr> Interfaces(int socket) {
    std::array<ifreq, 64> found{};
    ifconf list{};
    list.ifc_len = sizeof found;
    list.ifc_req = found.data();
    std::vector<in_addr> addresses;
    if (::ioctl(socket, SIOCGIFCONF, &list) != 0) return addresses;
    const auto count = static_cast<std::size_t>(list.ifc_len) / sizeof(ifreq);
    for (std::size_t i = 0; i < count; ++i) {
        ifreq flags = found[i];
        if (found[i].ifr_addr.sa_family != AF_INET || ::ioctl(socket, SIOCGIFFLAGS, &flags) != 0) continue;
        if ((flags.ifr_flags & IFF_UP) == 0 || (flags.ifr_flags & IFF_MULTICAST) == 0) continue;
        addresses.push_back(reinterpret_cast<const sockaddr_in*>(&found[i].ifr_addr)->sin_addr);
    }
    return addresses;
}

class Socket {
  public:
    Socket() : fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    [[nodiscard]] int fd() const { return fd_; }

  private:
    int fd_;
};

}  // namespace

std::string DnsSdQuestion() {
    return Question({{std::string(kTypes[0]), ns_t_ptr}, {std::string(kTypes[1]), ns_t_ptr}});
}

std::vector<std::string> DnsSdFollowUps(const std::vector<std::string>& answers) {
    const Heard heard = Listen(answers);
    std::vector<std::string> questions;
    std::set<std::string> hosts;
    const auto ask = [&](const std::vector<std::pair<std::string, ns_type>>& asked) {
        if (questions.size() >= kMostFollowUps) return;
        if (auto question = Question(asked); !question.empty()) questions.push_back(std::move(question));
    };
    for (const auto& [key, written] : heard.instances) {
        const auto target = heard.targets.find(key);
        if (target == heard.targets.end()) {
            ask({{written, ns_t_srv}, {written, ns_t_txt}});
        } else if (!heard.addresses.contains(target->second.host) && !heard.addresses6.contains(target->second.host) &&
                   hosts.insert(target->second.host).second) {
            ask({{target->second.host, ns_t_a}, {target->second.host, ns_t_aaaa}});
        }
    }
    return questions;
}

std::vector<Announced> ReadDnsSd(const std::vector<std::string>& answers) {
    const Heard heard = Listen(answers);
    std::vector<Announced> found;
    for (const auto& [key, written] : heard.instances) {
        const auto target = heard.targets.find(key);
        if (target == heard.targets.end() || target->second.port == 0 || IsPrintPort(target->second.port)) continue;
        auto address = heard.addresses.find(target->second.host);
        if (address == heard.addresses.end()) {
            address = heard.addresses6.find(target->second.host);
            if (address == heard.addresses6.end()) continue;
        }
        const auto text = heard.texts.find(key);
        Announced one;
        one.name = InstanceName(written);
        one.place.host = address->second;
        one.place.port = target->second.port;
        one.place.secure = key.ends_with(kTypes[1]);
        if (text != heard.texts.end()) {
            if (text->second.has_path) {
                one.place.path = (text->second.path.starts_with('/') ? "" : "/") + text->second.path;
            }
            one.is_queue = text->second.is_queue;
        }
        found.push_back(std::move(one));
    }
    return found;
}

std::vector<Announced> BrowseDnsSd(const DnsSdOptions& options, const std::function<bool()>& stop) {
    const Socket socket;
    if (socket.fd() < 0) return {};
    sockaddr_in group{};
    group.sin_family = AF_INET;
    group.sin_port = htons(options.port);
    if (inet_pton(AF_INET, options.group.c_str(), &group.sin_addr) != 1) return {};
    const int hops = 255;
    ::setsockopt(socket.fd(), IPPROTO_IP, IP_MULTICAST_TTL, &hops, sizeof hops);
    const auto interfaces = options.every_interface ? Interfaces(socket.fd()) : std::vector<in_addr>{};
    const auto send = [&](const std::string& message) {
        const auto once = [&] {
            // One that cannot be sent is like one that is lost: it comes again.
            (void)::sendto(socket.fd(), message.data(), message.size(), 0, reinterpret_cast<const sockaddr*>(&group),
                           sizeof group);
        };
        if (!options.every_interface) once();
        for (const in_addr& interface : interfaces) {
            ::setsockopt(socket.fd(), IPPROTO_IP, IP_MULTICAST_IF, &interface, sizeof interface);
            once();
        }
    };
    constexpr int kRounds = 3;
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::string> answers;
    std::string buffer(kMostOctets, '\0');
    int round = 0;
    while (!stop()) {
        const auto passed = std::chrono::steady_clock::now() - start;
        if (passed >= options.time) break;
        if (round < kRounds && passed >= options.time * round / kRounds) {
            send(DnsSdQuestion());
            for (const auto& question : DnsSdFollowUps(answers)) send(question);
            ++round;
        }
        pollfd ready{socket.fd(), POLLIN, 0};
        if (::poll(&ready, 1, 50) <= 0) continue;
        const ssize_t size = ::recv(socket.fd(), buffer.data(), buffer.size(), MSG_TRUNC);
        if (size <= 0 || static_cast<std::size_t>(size) > buffer.size() || answers.size() >= kMostMessages) continue;
        answers.emplace_back(buffer.data(), static_cast<std::size_t>(size));
    }
    return ReadDnsSd(answers);
}

}  // namespace agent
