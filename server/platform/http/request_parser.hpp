#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "server/platform/http/message.hpp"

namespace http {

// One HTTP/1.1 request out of octets as they come, with limits. Beast does the reading, in one translation
// unit of its own because it takes long to compile.
class RequestParser {
  public:
    enum class State {
        kNeedMore,
        kHeader,          // the header is whole: look at head(), then AllowBody() and Put() again
        kDone,            // take request()
        kBad,             // 400; nothing after it can be read
        kHeaderTooLarge,  // 431
        kBodyTooLarge,    // 413
    };

    explicit RequestParser(std::size_t max_header);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    // Reads from the front of `in` and removes what it has read.
    State Put(std::string& in);
    // After kHeader. kBodyTooLarge when the declared length says so already; else like Put().
    State AllowBody(std::size_t limit);

    [[nodiscard]] Request& request();
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool knows_chunks() const;  // HTTP/1.1
    [[nodiscard]] bool expects_continue() const;
    [[nodiscard]] bool has_body() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace http
