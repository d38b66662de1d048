#include "server/webhooks/poster.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "lib/net/curl.hpp"
#include "lib/net/public_address.hpp"

namespace webhooks {
namespace {

constexpr std::chrono::milliseconds kConnect{5'000};

struct Sink {
    std::string kept;
    std::size_t size = 0;
};

std::size_t TakeAnswer(char* data, std::size_t size, std::size_t count, void* into) {
    auto& sink = *static_cast<Sink*>(into);
    const std::size_t octets = size * count;
    sink.kept.append(data, std::min(octets, kKeptAnswer - sink.kept.size()));
    sink.size += octets;
    return sink.size > kLongestAnswer ? 0 : octets;
}

using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Headers HeadersOf(const Signed& made) {
    curl_slist* list = nullptr;
    for (const std::string& header :
         {std::string("Content-Type: application/json"), "webhook-id: " + made.id,
          "webhook-timestamp: " + made.timestamp, "webhook-signature: " + made.signature, std::string("Expect:")}) {
        list = curl_slist_append(list, header.c_str());
    }
    return {list, &curl_slist_free_all};
}

std::string Reason(CURLcode code, bool refused) {
    if (refused) return "internal_address";
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return "timeout";
        case CURLE_COULDNT_RESOLVE_HOST:
            return "name";
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
            return "tls";
        default:
            return "connection";
    }
}

}  // namespace

Posted Post(const std::string& url, const Signed& headers, const std::string& payload, bool internal,
            std::chrono::milliseconds timeout) {
    net::Curl curl;  // one connection a call: a receiver that keeps it open holds nothing here
    CURL* handle = curl.Reset();
    Sink sink;
    bool refused = false;
    std::array<char, CURL_ERROR_SIZE> words{};
    const Headers list = HeadersOf(headers);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, internal ? "https,http" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(kConnect, timeout).count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    // One that the environment names would be connected to instead, and lead anywhere.
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Platen");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list.get());
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words.data());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &TakeAnswer);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &sink);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(payload.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, payload.data());
    if (!internal) {
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &net::OpenPublic);
        curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &refused);
    }
    const CURLcode code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    // Who answers more than anybody reads has answered.
    const bool answered = code == CURLE_OK || (code == CURLE_WRITE_ERROR && sink.size > kLongestAnswer);
    if (answered) return {static_cast<std::int32_t>(status), std::move(sink.kept), {}, {}};
    const std::string library = words[0] != '\0' ? words.data() : curl_easy_strerror(code);
    return {0, std::move(sink.kept), Reason(code, refused), library};
}

}  // namespace webhooks
