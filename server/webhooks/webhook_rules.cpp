#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <set>

#include "lib/base/text.hpp"
#include "lib/net/public_address.hpp"
#include "lib/net/url.hpp"
#include "server/webhooks/webhooks.hpp"

// What an endpoint may be. Pure: a name is looked up when it is called.
namespace webhooks {
namespace {

constexpr std::size_t kLongestRead = 10'000;  // beyond any limit

// An address written as numbers that leads into this machine or its networks. Names are judged when they are called.
bool IsInternal(const std::string& host) {
    if (net::IsLoopback(host)) return true;
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    if (::inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
        return !net::IsPublicAddress(reinterpret_cast<const sockaddr&>(v4));
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    return ::inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1 &&
           !net::IsPublicAddress(reinterpret_cast<const sockaddr&>(v6));
}

void CheckUrl(const std::string& text, bool internal, base::FieldProblems& problems) {
    if (problems.Has("/url")) return;
    const bool odd = text.find_first_of(" \\#@\"<>") != std::string::npos ||
                     std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x21; });
    const auto url = net::ReadUrl(text);
    if (odd || !url || (url->scheme != "https" && url->scheme != "http")) {
        problems.Add("/url", "not_a_webhook_url");
        return;
    }
    if (internal) return;
    if (url->scheme != "https") {
        problems.Add("/url", "not_https");
    } else if (IsInternal(url->host)) {
        problems.Add("/url", "internal_address");
    }
}

}  // namespace

base::Result<EndpointInput> CheckEndpoint(const EndpointInput& input, bool internal) {
    EndpointInput clean = input;
    clean.url = base::CleanText(input.url, kLongestRead);
    clean.description = base::CleanText(input.description, kLongestRead);
    const std::set<std::string> types(input.event_types.begin(), input.event_types.end());
    clean.event_types.assign(types.begin(), types.end());
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    CheckUrl(clean.url, internal, problems);
    for (std::size_t at = 0; at < input.event_types.size(); ++at) {
        const bool known = std::ranges::any_of(kEvents, [&](const EventType& event) {
            return event.name == input.event_types[at] && event != event::kTest;
        });
        if (!known) problems.Add("/event_types/" + std::to_string(at), "unknown_event_type");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return clean;
}

}  // namespace webhooks
