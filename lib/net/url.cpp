#include "lib/net/url.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <charconv>
#include <memory>

#include "lib/base/text.hpp"

namespace net {
namespace {

// "" where the address has none.
std::string Part(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, void (*)(void*)> owner(text, curl_free);
    return text;
}

}  // namespace

bool IsLoopback(std::string_view host) {
    const std::string text = base::ToLowerAscii(host);
    if (text == "localhost") return true;
    in_addr v4{};
    if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
    in6_addr v6{};
    if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) return false;
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

std::optional<Url> ReadUrl(std::string_view text) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> read(curl_url(), curl_url_cleanup);
    if (!read || text.find('\0') != std::string_view::npos) return std::nullopt;
    if (curl_url_set(read.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        return std::nullopt;
    }
    Url url{.scheme = base::ToLowerAscii(Part(read.get(), CURLUPART_SCHEME)),
            .host = base::ToLowerAscii(Part(read.get(), CURLUPART_HOST))};
    // libcurl forgives one slash, and three.
    const std::string_view rest = text.substr(std::min(url.scheme.size(), text.size()));
    if (url.host.empty() || !rest.starts_with("://") || rest.starts_with(":///")) return std::nullopt;
    url.authority = url.host;
    if (const std::string port = Part(read.get(), CURLUPART_PORT); !port.empty()) {
        std::uint16_t number = 0;
        std::from_chars(port.data(), port.data() + port.size(), number);
        if (number == 0) return std::nullopt;
        url.port = number;
        url.authority += ":" + port;
    }
    if (url.host.starts_with('[')) url.host = url.host.substr(1, url.host.size() - 2);
    return url;
}

}  // namespace net
