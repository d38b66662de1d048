#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/ipp/ipp.hpp"
#include "lib/base/clock.hpp"

namespace agent {

// Where a printer listens for IPP.
struct IppPlace {
    std::string host;  // an address, or a name: then it is looked up
    std::uint16_t port = 631;
    std::string path = "/ipp/print";
    bool secure = true;  // IPPS: TLS from the first octet

    bool operator==(const IppPlace&) const = default;
};
// "ipp://host/ipp/print", "ipps://...", "http://...", "https://..."; the error is a text for a person.
std::expected<IppPlace, std::string> ReadIppUrl(const std::string& url);
std::string UrlOf(const IppPlace& place);
// Where to ask an address of which nothing else is known, the best first: IPPS before IPP.
std::vector<IppPlace> UsualIppPlaces(const std::string& host, std::uint16_t port = 631);

// Of the certificate that a printer showed. Nearly all are made by the printer itself and name nobody, so that only one
// thing can be told: whether it is the one of last time.
struct ShownCertificate {
    std::string sha256;  // lower case hexadecimal digits of the whole certificate; empty: none, or not readable
    std::optional<base::Instant> not_after;

    bool operator==(const ShownCertificate&) const = default;
};

struct IppAnswer {
    // Absent: there was no answer that could be read; `failure` says why, in English, for a technician.
    std::optional<IppAttributes> attributes;
    std::string failure;
    IppPlace place;  // that answered, or the last one that was asked
    ShownCertificate certificate;
};

struct IppClientOptions {
    std::chrono::milliseconds connect_timeout{3000};
    std::chrono::milliseconds timeout{10000};  // of one question, whatever the printer does meanwhile
    std::size_t most_open = 128;               // connections at once; further questions wait
};

// Asks many printers at once for their attributes; nothing but Get-Printer-Attributes is ever sent. Used by one thread. A
// dead port costs one of `most_open` places for the time-out, and nobody's time. Redirects are not followed, proxies not
// used; an answer is cut at kMostIppOctets.
class IppClient {
  public:
    explicit IppClient(IppClientOptions options = {});
    ~IppClient();
    IppClient(const IppClient&) = delete;
    IppClient& operator=(const IppClient&) = delete;

    using Done = std::function<void(IppAnswer)>;
    // Tries the places one after the other until one answers; at each IPP/2.0, then 1.1 where 2.0 is refused. `done` is
    // called from RunFor(), once, and may call Ask() again.
    void Ask(std::vector<IppPlace> places, Done done);
    // Works for at most `limit`, or until nothing is left; true while something is left.
    bool RunFor(std::chrono::milliseconds limit);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace agent
