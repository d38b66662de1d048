#include <cups/cups.h>

#include <memory>

#include "agent/ipp/ipp.hpp"

namespace agent {
namespace {

struct Deleter {
    void operator()(http_t* http) const { httpClose(http); }
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, Deleter>;
using Ipp = std::unique_ptr<ipp_t, Deleter>;

// Bounds on what one printer can make us keep.
constexpr std::size_t kMostAttributes = 2000;
constexpr int kMostValues = 500;

IppAttributes Collect(ipp_t* answer) {
    IppAttributes out;
    out.status = static_cast<int>(ippGetStatusCode(answer));
    for (ipp_attribute_t* attribute = ippFirstAttribute(answer); attribute != nullptr;
         attribute = ippNextAttribute(answer)) {
        const char* name = ippGetName(attribute);
        if (name == nullptr || ippGetGroupTag(attribute) != IPP_TAG_PRINTER) continue;
        if (out.numbers.size() + out.texts.size() > kMostAttributes) break;
        const ipp_tag_t tag = ippGetValueTag(attribute);
        const int count = std::min(ippGetCount(attribute), kMostValues);
        for (int i = 0; i < count; ++i) {
            switch (tag) {
                case IPP_TAG_INTEGER:
                case IPP_TAG_ENUM:
                    out.numbers[name].push_back(ippGetInteger(attribute, i));
                    break;
                case IPP_TAG_BOOLEAN:
                    out.numbers[name].push_back(ippGetBoolean(attribute, i));
                    break;
                case IPP_TAG_STRING: {
                    int size = 0;
                    const void* octets = ippGetOctetString(attribute, i, &size);
                    if (octets != nullptr && size > 0) {
                        out.texts[name].emplace_back(static_cast<const char*>(octets), static_cast<std::size_t>(size));
                    }
                    break;
                }
                case IPP_TAG_TEXT:
                case IPP_TAG_TEXTLANG:
                case IPP_TAG_NAME:
                case IPP_TAG_NAMELANG:
                case IPP_TAG_KEYWORD:
                case IPP_TAG_URI: {
                    const char* text = ippGetString(attribute, i, nullptr);
                    if (text != nullptr) out.texts[name].emplace_back(text);
                    break;
                }
                default:
                    break;  // unknown, no-value, collections
            }
        }
    }
    return out;
}

}  // namespace

std::expected<IppAttributes, std::string> AskIpp(const std::string& url, int timeout_ms) {
    char scheme[16], user[256], host[256], resource[1024];
    int port = 0;
    const http_uri_status_t parsed = httpSeparateURI(HTTP_URI_CODING_ALL, url.c_str(), scheme, sizeof scheme, user,
                                                     sizeof user, host, sizeof host, &port, resource, sizeof resource);
    if (parsed < HTTP_URI_STATUS_OK || host[0] == '\0') return std::unexpected(url + ": not an IPP URL");
    const std::string name = scheme;
    if (name != "ipp" && name != "ipps" && name != "http" && name != "https") {
        return std::unexpected(url + ": neither ipp, ipps, http nor https");
    }
    const bool tls = name == "ipps" || name == "https";
    // IPP 2.0 first; a printer that refuses the version is asked again in 1.1.
    std::expected<IppAttributes, std::string> result = std::unexpected(url + ": no answer");
    for (const int major : {2, 1}) {
        const Http http(httpConnect2(host, port, nullptr, AF_UNSPEC,
                                     tls ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1, timeout_ms,
                                     nullptr));
        if (!http) return std::unexpected(std::string(host) + ": " + cupsLastErrorString());
        httpSetTimeout(http.get(), timeout_ms / 1000.0, [](http_t*, void*) { return 0; }, nullptr);
        ipp_t* request = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
        ippSetVersion(request, major, major == 2 ? 0 : 1);
        const std::string uri =
            (tls ? "ipps://" : "ipp://") + std::string(host) + ":" + std::to_string(port) + resource;
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr, "all");
        const Ipp answer(cupsDoRequest(http.get(), request, resource));  // takes the request
        if (!answer) {
            result = std::unexpected(std::string(host) + ": " + cupsLastErrorString());
            continue;
        }
        result = Collect(answer.get());
        if (result->status != IPP_STATUS_ERROR_VERSION_NOT_SUPPORTED) break;
    }
    return result;
}

}  // namespace agent
