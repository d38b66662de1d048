#include "lib/base/url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "lib/base/text.hpp"

namespace base {

bool IsLoopback(std::string_view host) {
    constexpr std::string_view kMapped = "::ffff:";
    if (ToLowerAscii(host.substr(0, kMapped.size())) == kMapped) host.remove_prefix(kMapped.size());
    if (ToLowerAscii(host) == "localhost") return true;
    if (const auto v4 = boost::urls::parse_ipv4_address(host)) return v4->is_loopback();
    const auto v6 = boost::urls::parse_ipv6_address(host);
    return v6 && v6->is_loopback();
}

std::optional<Url> ReadUrl(std::string_view text) {
    const auto read = boost::urls::parse_uri(text);
    if (!read || !read->has_authority() || read->host().empty()) return std::nullopt;
    if (read->has_port() && !read->port().empty() && read->port_number() == 0) return std::nullopt;
    Url url{.scheme = ToLowerAscii(read->scheme()),
            .host = ToLowerAscii(read->host_address()),
            .authority = std::string(read->encoded_host_and_port())};
    if (read->port_number() != 0) url.port = read->port_number();
    return url;
}

}  // namespace base
