#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "server/platform/http/message.hpp"

namespace http {

// The portal: a folder (web/dist) kept in memory, read again when its index.html changed. Files under
// assets/ carry a hash in their name and are cached for a year; index.html answers every path of the
// application without a file extension, with a nonce of its own for the styles (Content-Security-Policy):
// `__CSP_NONCE__` in the file is replaced. Where pages.txt names the paths of the application, "/printers/$printerId" on a line each, what
// is none of them is answered 404, with the page that says so. NAME.br and NAME.gz beside a file are sent to those who accept them.
class StaticFiles {
  public:
    // A folder that does not exist is no error: every answer is 404 until it does.
    explicit StaticFiles(std::filesystem::path folder);

    // GET or HEAD of a path outside /api. nullopt: there is no such file.
    std::optional<Response> Answer(const Request& request);

  private:
    struct File {
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> gzip;
        std::shared_ptr<const std::string> brotli;
        std::string etag;
        std::string type;
        bool immutable = false;
    };
    using Files = std::map<std::string, File, std::less<>>;

    std::shared_ptr<const Files> Current();
    std::shared_ptr<const Files> Load() const;
    static bool IsPage(const Files& files, std::string_view path);
    Response Send(const Request& request, const File& file) const;
    Response SendIndex(const File& file) const;

    const std::filesystem::path folder_;
    std::mutex mutex_;
    std::shared_ptr<const Files> files_;
    std::filesystem::file_time_type loaded_{};
    std::chrono::steady_clock::time_point checked_{};
};

// Content-Security-Policy of every answer; `style_nonce` only for index.html.
std::string ContentSecurityPolicy(std::string_view style_nonce);
// Adds the security headers that are missing. `secure`: the request came over TLS.
void AddSecurityHeaders(Response& response, bool secure);

}  // namespace http
