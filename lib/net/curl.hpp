#pragma once

#include <curl/curl.h>

#include <new>
#include <utility>

namespace net {

// A handle of libcurl, which keeps its connection from one transfer to the next. Used by one thread.
class Curl {
  public:
    Curl() : handle_(Make()) {}
    ~Curl() { curl_easy_cleanup(handle_); }
    Curl(const Curl&) = delete;
    Curl& operator=(const Curl&) = delete;

    // For the next transfer: forgets the options, keeps the connection.
    CURL* Reset() {
        curl_easy_reset(handle_);
        return handle_;
    }
    [[nodiscard]] CURL* get() { return handle_; }
    // Hangs up.
    void Close() { curl_easy_cleanup(std::exchange(handle_, Make())); }

  private:
    static CURL* Make() {
        // libcurl wants to be set up once, before threads use it.
        static const CURLcode set_up = curl_global_init(CURL_GLOBAL_DEFAULT);
        CURL* handle = set_up == CURLE_OK ? curl_easy_init() : nullptr;
        if (handle == nullptr) throw std::bad_alloc();
        return handle;
    }

    CURL* handle_;
};

}  // namespace net
