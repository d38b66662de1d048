#include "agent/ipp/ipp_action.hpp"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "agent/ipp/ipp_client.hpp"

namespace agent {
namespace {

using printing::CommandOutcome;

struct Close {
    void operator()(http_t* http) const { httpClose(http); }
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Connection = std::unique_ptr<http_t, Close>;
using Message = std::unique_ptr<ipp_t, Close>;

constexpr auto kRestartPrinter = static_cast<ipp_op_t>(0x0029);  // RFC 3998
constexpr const char* kUser = "platen";

// One printer that answers.
struct Found {
    Connection http;
    std::string uri;
    std::string resource;
    int major = 2;
    Message attributes;
};

Message NewRequest(const Found& printer, ipp_op_t operation) {
    Message request(ippNewRequest(operation));
    ippSetVersion(request.get(), printer.major, printer.major == 2 ? 0 : 1);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, printer.uri.c_str());
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kUser);
    return request;
}

Message Send(const Found& printer, Message request) {
    return Message(cupsDoRequest(printer.http.get(), request.release(), printer.resource.c_str()));
}

std::string Said(ipp_status_t status) {
    return fmt::format("IPP status 0x{:04x} ({})", static_cast<unsigned>(status),
                       ippErrorString(status));  // RFC 8011 keyword
}

IppDone Refusal(ipp_status_t status) {
    switch (status) {
        case IPP_STATUS_ERROR_FORBIDDEN:
        case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
        case IPP_STATUS_ERROR_NOT_AUTHORIZED:
        case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
            return {CommandOutcome::kRefused, Said(status)};
        case IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED:
        case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
            return {CommandOutcome::kNotSupported, Said(status)};
        default:
            return {CommandOutcome::kFailed, Said(status)};
    }
}

// The first of `urls` that answers; else why none did.
IppDone Find(const std::vector<std::string>& urls, const IppActionOptions& options, Found& found) {
    cupsSetPasswordCB2([](const char*, http_t*, const char*, const char*, void*) -> const char* { return nullptr; },
                       nullptr);  // nobody is there to be asked
    std::string why;
    std::pair<std::string, int> nobody;  // a port that takes no connection, whatever the path
    for (const std::string& url : urls) {
        if (options.stop != nullptr && *options.stop) break;
        char scheme[16], user[256], host[256], resource[1024];
        int port = 0;
        if (httpSeparateURI(HTTP_URI_CODING_ALL, url.c_str(), scheme, sizeof scheme, user, sizeof user, host,
                            sizeof host, &port, resource, sizeof resource) < HTTP_URI_STATUS_OK) {
            why += url + ": not an IPP URL; ";
            continue;
        }
        if (nobody == std::pair(std::string(host), port)) continue;
        const bool tls = std::string(scheme) == "ipps" || std::string(scheme) == "https";
        for (const int major : {2, 1}) {
            Found printer;
            printer.http.reset(httpConnect2(host, port, nullptr, AF_UNSPEC,
                                            tls ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
                                            options.timeout_ms, nullptr));
            if (!printer.http) {
                why += url + ": takes no connection; ";
                // TLS may be what fails: then it is asked without.
                if (!tls) nobody = {host, port};
                break;
            }
            httpSetTimeout(printer.http.get(), options.timeout_ms / 1000.0, [](http_t*, void*) { return 0; }, nullptr);
            printer.major = major;
            printer.uri = url;
            printer.resource = resource;
            printer.attributes = Send(printer, NewRequest(printer, IPP_OP_GET_PRINTER_ATTRIBUTES));
            if (!printer.attributes) {
                why += url + ": gave no answer that can be used; ";
                continue;
            }
            const ipp_status_t status = ippGetStatusCode(printer.attributes.get());
            if (status == IPP_STATUS_ERROR_VERSION_NOT_SUPPORTED) continue;
            if (status > IPP_STATUS_OK_EVENTS_COMPLETE) {
                why += fmt::format("{}: {}; ", url, Said(status));
                break;
            }
            found = std::move(printer);
            return {CommandOutcome::kDone, ""};
        }
    }
    return {CommandOutcome::kNoAnswer, why.substr(0, 500)};
}

bool Has(ipp_t* attributes, const char* name, const char* value) {
    ipp_attribute_t* attribute = ippFindAttribute(attributes, name, IPP_TAG_ZERO);
    return attribute != nullptr && ippContainsString(attribute, value) != 0;
}

bool Knows(ipp_t* attributes, ipp_op_t operation) {
    ipp_attribute_t* attribute = ippFindAttribute(attributes, "operations-supported", IPP_TAG_ENUM);
    return attribute != nullptr && ippContainsInteger(attribute, static_cast<int>(operation)) != 0;
}

// What lies in the printer, or what it calls its usual one.
std::string MediaOf(ipp_t* attributes) {
    for (const char* name : {"media-ready", "media-default"}) {
        ipp_attribute_t* attribute = ippFindAttribute(attributes, name, IPP_TAG_ZERO);
        const char* media = attribute != nullptr ? ippGetString(attribute, 0, nullptr) : nullptr;
        if (media != nullptr && pwgMediaForPWG(media) != nullptr) return media;
    }
    return "iso_a4_210x297mm";
}

int RasterDpi(ipp_t* attributes) {
    ipp_attribute_t* attribute =
        ippFindAttribute(attributes, "pwg-raster-document-resolution-supported", IPP_TAG_RESOLUTION);
    int best = 0;
    for (int i = 0; attribute != nullptr && i < std::min(ippGetCount(attribute), 50); ++i) {
        int y = 0;
        ipp_res_t units = IPP_RES_PER_INCH;
        const int x = ippGetResolution(attribute, i, &y, &units);
        if (units != IPP_RES_PER_INCH || x != y || x < 100 || x > 1200) continue;
        if (best == 0 || x < best) best = x;  // the smallest file
    }
    return best == 0 ? 300 : best;
}

struct Document {
    const char* format = nullptr;
    std::string bytes;
};

Document DocumentFor(ipp_t* attributes, const TestPageText& text) {
    const std::string media = MediaOf(attributes);
    constexpr const char* kFormats = "document-format-supported";
    if (Has(attributes, kFormats, "application/pdf")) {
        const pwg_media_t* size = pwgMediaForPWG(media.c_str());
        return {"application/pdf", TestPagePdf(text, {size->width, size->length})};
    }
    if (Has(attributes, kFormats, "image/pwg-raster")) {
        const bool color = Has(attributes, "pwg-raster-document-type-supported", "srgb_8");
        return {"image/pwg-raster", TestPageRaster(media, color, RasterDpi(attributes))};
    }
    if (Has(attributes, kFormats, "text/plain")) return {"text/plain", TestPagePlain(text)};
    return {};
}

std::string ReasonsOf(ipp_t* answer) {
    std::string reasons;
    ipp_attribute_t* attribute = ippFindAttribute(answer, "job-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; attribute != nullptr && i < std::min(ippGetCount(attribute), 10); ++i) {
        const char* reason = ippGetString(attribute, i, nullptr);
        if (reason != nullptr) reasons += (reasons.empty() ? "" : ", ") + std::string(reason).substr(0, 100);
    }
    return reasons;
}

// Until the job has ended or long enough.
IppDone Watch(const Found& printer, int job, const IppActionOptions& options) {
    const auto until = std::chrono::steady_clock::now() + options.job_ms;
    while (std::chrono::steady_clock::now() < until && !(options.stop != nullptr && *options.stop)) {
        Message request = NewRequest(printer, IPP_OP_GET_JOB_ATTRIBUTES);
        ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        const Message answer = Send(printer, std::move(request));
        if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_EVENTS_COMPLETE) break;  // it forgets soon
        ipp_attribute_t* state = ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM);
        switch (state != nullptr ? ippGetInteger(state, 0) : 0) {
            case IPP_JSTATE_COMPLETED:
                return {CommandOutcome::kDone, fmt::format("job {} completed", job)};
            case IPP_JSTATE_ABORTED:
            case IPP_JSTATE_CANCELED:
                return {CommandOutcome::kFailed, fmt::format("job {} was given up: {}", job, ReasonsOf(answer.get()))};
            default:
                break;
        }
        std::this_thread::sleep_for(options.look_ms);
    }
    return {CommandOutcome::kDone, fmt::format("job {} was accepted", job)};
}

}  // namespace

std::vector<std::string> IppUrls(const std::string& host, int port) {
    std::vector<std::string> urls;
    for (const auto& [path, secure] : {std::pair("/ipp/print", false), std::pair("/ipp/print", true),
                                       std::pair("/ipp/printer", false), std::pair("/", false)}) {
        urls.push_back(UrlOf({host, static_cast<std::uint16_t>(port), path, secure}));
    }
    return urls;
}

IppDone PrintTestPage(const std::vector<std::string>& urls, const TestPageText& text, const IppActionOptions& options) {
    Found printer;
    if (auto found = Find(urls, options, printer); found.outcome != CommandOutcome::kDone) return found;
    ipp_attribute_t* accepts = ippFindAttribute(printer.attributes.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    if (accepts != nullptr && ippGetBoolean(accepts, 0) == 0) return {CommandOutcome::kRefused, "accepts no jobs"};
    const Document page = DocumentFor(printer.attributes.get(), text);
    if (page.format == nullptr) return {CommandOutcome::kNotSupported, "takes neither PDF, PWG raster nor plain text"};
    Message request = NewRequest(printer, IPP_OP_PRINT_JOB);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "Platen test page");
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, page.format);
    const http_status_t sent = cupsSendRequest(printer.http.get(), request.get(), printer.resource.c_str(),
                                               ippLength(request.get()) + page.bytes.size());
    if (sent != HTTP_STATUS_CONTINUE ||
        cupsWriteRequestData(printer.http.get(), page.bytes.data(), page.bytes.size()) != HTTP_STATUS_CONTINUE) {
        const bool refused = sent == HTTP_STATUS_UNAUTHORIZED || sent == HTTP_STATUS_FORBIDDEN;
        return {refused ? CommandOutcome::kRefused : CommandOutcome::kFailed,
                refused ? "wants a name and a password" : "did not take the page"};
    }
    const Message answer(cupsGetResponse(printer.http.get(), printer.resource.c_str()));
    if (!answer) return {CommandOutcome::kFailed, "took the page and gave no answer that can be used"};
    const ipp_status_t status = ippGetStatusCode(answer.get());
    if (status > IPP_STATUS_OK_EVENTS_COMPLETE) return Refusal(status);
    ipp_attribute_t* job = ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER);
    if (job == nullptr) return {CommandOutcome::kDone, std::string("accepted as ") + page.format};
    IppDone done = Watch(printer, ippGetInteger(job, 0), options);
    done.detail += std::string(", ") + page.format;
    return done;
}

IppDone RestartByIpp(const std::vector<std::string>& urls, const IppActionOptions& options) {
    Found printer;
    if (auto found = Find(urls, options, printer); found.outcome != CommandOutcome::kDone) return found;
    if (!Knows(printer.attributes.get(), kRestartPrinter)) {
        return {CommandOutcome::kNotSupported, "IPP: operations-supported does not name Restart-Printer"};
    }
    const Message answer = Send(printer, NewRequest(printer, kRestartPrinter));
    // One that restarts at once says nothing any more.
    if (!answer) return {CommandOutcome::kDone, "IPP: it restarts without an answer"};
    const ipp_status_t status = ippGetStatusCode(answer.get());
    if (status > IPP_STATUS_OK_EVENTS_COMPLETE) return Refusal(status);
    return {CommandOutcome::kDone, "restarted by IPP"};
}

}  // namespace agent
