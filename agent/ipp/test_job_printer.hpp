#pragma once

#include <arpa/inet.h>
#include <cups/cups.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

// For tests only: a printer on a port of 127.0.0.1 that answers IPP by HTTP as libcups reads it. One request at a time.
namespace agent {

class TestIppPrinter {
  public:
    std::vector<std::string> formats{"application/pdf", "image/pwg-raster"};
    std::vector<int> operations{IPP_OP_PRINT_JOB, IPP_OP_GET_JOB_ATTRIBUTES, IPP_OP_GET_PRINTER_ATTRIBUTES};
    bool accepts_jobs = true;
    ipp_status_t print_status = IPP_STATUS_OK;
    ipp_jstate_t job_ends = IPP_JSTATE_COMPLETED;

    TestIppPrinter() {
        fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(fd_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(fd_, 8) != 0 ||
            ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            throw std::runtime_error("no TCP port for a test");
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { Serve(); });
    }
    ~TestIppPrinter() {
        stop_ = true;
        thread_.join();
        ::close(fd_);
    }
    TestIppPrinter(const TestIppPrinter&) = delete;
    TestIppPrinter& operator=(const TestIppPrinter&) = delete;

    [[nodiscard]] std::vector<std::string> Urls() const {
        return {"ipp://127.0.0.1:" + std::to_string(port_) + "/ipp/print"};
    }
    [[nodiscard]] std::vector<std::string> documents() {
        const std::lock_guard lock(mutex_);
        return documents_;
    }
    [[nodiscard]] int restarts() const { return restarts_; }

  private:
    void Serve() {
        while (!stop_) {
            pollfd wait{fd_, POLLIN, 0};
            if (::poll(&wait, 1, 20) <= 0) continue;
            http_t* http = httpAcceptConnection(fd_, 1);
            if (http == nullptr) continue;
            httpSetTimeout(http, 0.2, [](http_t*, void*) { return 0; }, nullptr);
            while (!stop_ && Answer(http)) {
            }
            httpClose(http);
        }
    }
    bool Answer(http_t* http) {
        char resource[256];
        if (httpWait(http, 5000) == 0) return false;
        if (httpReadRequest(http, resource, sizeof resource) != HTTP_STATE_POST) return false;
        http_status_t status = HTTP_STATUS_CONTINUE;
        while (status == HTTP_STATUS_CONTINUE) status = httpUpdate(http);
        if (status != HTTP_STATUS_OK) return false;
        if (httpGetExpect(http) == HTTP_STATUS_CONTINUE) httpWriteResponse(http, HTTP_STATUS_CONTINUE);
        ipp_t* request = ippNew();
        ipp_state_t read = IPP_STATE_IDLE;
        while (read != IPP_STATE_DATA && read != IPP_STATE_ERROR) read = ippRead(http, request);
        if (read == IPP_STATE_ERROR) {
            ippDelete(request);
            return false;
        }
        std::string document;
        char buffer[8192];
        for (ssize_t count = httpRead2(http, buffer, sizeof buffer); count > 0;
             count = httpRead2(http, buffer, sizeof buffer)) {
            document.append(buffer, static_cast<std::size_t>(count));
        }
        ipp_t* response = Respond(request, std::move(document));
        httpClearFields(http);
        httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
        httpSetLength(http, ippLength(response));
        const bool sent = httpWriteResponse(http, HTTP_STATUS_OK) == 0;
        ippSetState(response, IPP_STATE_IDLE);
        while (sent && ippGetState(response) != IPP_STATE_DATA && ippWrite(http, response) != IPP_STATE_ERROR) {
        }
        httpFlushWrite(http);
        ippDelete(response);
        ippDelete(request);
        return sent;
    }
    ipp_t* Respond(ipp_t* request, std::string document) {
        ipp_t* response = ippNewResponse(request);
        switch (static_cast<int>(ippGetOperation(request))) {
            case IPP_OP_GET_PRINTER_ATTRIBUTES:
                for (const auto& format : formats) {
                    ipp_attribute_t* all = ippFindAttribute(response, "document-format-supported", IPP_TAG_ZERO);
                    if (all != nullptr) {
                        ippSetString(response, &all, ippGetCount(all), format.c_str());
                    } else {
                        ippAddString(response, IPP_TAG_PRINTER, IPP_TAG_MIMETYPE, "document-format-supported", nullptr,
                                     format.c_str());
                    }
                }
                ippAddIntegers(response, IPP_TAG_PRINTER, IPP_TAG_ENUM, "operations-supported",
                               static_cast<int>(operations.size()), operations.data());
                ippAddBoolean(response, IPP_TAG_PRINTER, "printer-is-accepting-jobs", accepts_jobs ? 1 : 0);
                ippAddString(response, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "media-default", nullptr,
                             "na_letter_8.5x11in");
                break;
            case IPP_OP_PRINT_JOB: {
                ippSetStatusCode(response, print_status);
                if (print_status != IPP_STATUS_OK) break;
                const std::lock_guard lock(mutex_);
                documents_.push_back(std::move(document));
                ippAddInteger(response, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", 7);
                ippAddInteger(response, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", IPP_JSTATE_PENDING);
                break;
            }
            case IPP_OP_GET_JOB_ATTRIBUTES:
                ippAddInteger(response, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state",
                              looks_++ == 0 ? IPP_JSTATE_PROCESSING : job_ends);
                ippAddString(response, IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-state-reasons", nullptr, "document-bad");
                break;
            case 0x0029:
                ++restarts_;
                break;
            default:
                ippSetStatusCode(response, IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED);
        }
        return response;
    }

    int fd_ = -1;
    int port_ = 0;
    int looks_ = 0;
    std::mutex mutex_;
    std::vector<std::string> documents_;  // guarded by mutex_
    std::atomic<int> restarts_{0};
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

}  // namespace agent
