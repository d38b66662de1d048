#include "server/platform/http/static_files.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "lib/base/log.hpp"
#include "lib/base/secrets.hpp"
#include "server/platform/http/compression.hpp"

namespace http {
namespace {

namespace fs = std::filesystem;

// How often the folder is looked at again.
constexpr std::chrono::seconds kLookAgain{1};
constexpr std::string_view kNoncePlace = "__CSP_NONCE__";
constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kPages = "pages.txt";

// Up to the next `separator`, which goes with it.
std::string_view Next(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

// "/printers/$printerId" is any one printer.
bool IsOfPattern(std::string_view path, std::string_view pattern) {
    while (!path.empty() && !pattern.empty()) {
        const auto part = Next(path, '/');
        const auto wanted = Next(pattern, '/');
        if (wanted.starts_with('$') ? part.empty() : part != wanted) return false;
    }
    return path.empty() && pattern.empty();
}

std::string_view MediaTypeOf(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
        {".map", "application/json"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"}};
    for (const auto& [ending, type] : kTypes) {
        if (name.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

std::shared_ptr<const std::string> ReadFile(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::make_shared<const std::string>(std::move(bytes).str());
}

}  // namespace

StaticFiles::StaticFiles(fs::path folder) : folder_(std::move(folder)) {}

std::shared_ptr<const StaticFiles::Files> StaticFiles::Load() const {
    auto files = std::make_shared<Files>();
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
        if (!it->is_regular_file(error)) continue;
        const std::string name = it->path().lexically_relative(folder_).generic_string();
        if (name.ends_with(".br") || name.ends_with(".gz")) continue;
        File file;
        file.plain = ReadFile(it->path());
        if (const fs::path gzip = it->path().string() + ".gz"; fs::exists(gzip, error)) {
            file.gzip = ReadFile(gzip);
        }
        if (const fs::path brotli = it->path().string() + ".br"; fs::exists(brotli, error)) {
            file.brotli = ReadFile(brotli);
        }
        file.etag = '"' + base::ToBase64Url(base::Sha256(*file.plain)).substr(0, 22) + '"';
        file.type = MediaTypeOf(name);
        file.immutable = name.starts_with("assets/");
        files->emplace(name, std::move(file));
    }
    return files;
}

std::shared_ptr<const StaticFiles::Files> StaticFiles::Current() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (files_ && now - checked_ < kLookAgain) return files_;
    checked_ = now;
    std::error_code error;
    const auto changed = fs::last_write_time(folder_ / kIndex, error);
    if (!files_ || (!error && changed != loaded_)) {
        files_ = Load();
        loaded_ = changed;
        if (files_->empty()) base::log::Warn("http.portal folder={} has no files", folder_.string());
    }
    return files_;
}

bool StaticFiles::IsPage(const Files& files, std::string_view path) {
    const auto pages = files.find(kPages);
    if (pages == files.end()) return true;
    for (std::string_view rest = *pages->second.plain; !rest.empty();) {
        if (IsOfPattern(path, Next(rest, '\n'))) return true;
    }
    return false;
}

std::optional<Response> StaticFiles::Answer(const Request& request) {
    const auto path = PercentDecode(request.path, false);
    if (!path || path->find("..") != std::string::npos) return std::nullopt;
    const auto files = Current();
    const std::string name = path->substr(1);
    // Names are looked up in memory: no path can lead out of the folder.
    const auto found = files->find(name);
    if (found != files->end() && name != kIndex) return Send(request, found->second);
    // A path of the application; what looks like a file and is none is not found.
    const std::string last = name.substr(name.rfind('/') + 1);
    if (last.find('.') != std::string::npos && name != kIndex) return std::nullopt;
    const auto index = files->find(kIndex);
    if (index == files->end()) return std::nullopt;
    Response response = SendIndex(index->second);
    if (name != kIndex && !IsPage(*files, *path)) response.status = 404;
    if (AcceptsEncoding(request.headers.Get("Accept-Encoding"), "gzip")) {
        response.body = Deflate(response.body);
        response.headers.Add("Content-Encoding", "gzip");
    }
    return response;
}

Response StaticFiles::Send(const Request& request, const File& file) const {
    Response response;
    response.headers.Add("ETag", file.etag);
    response.headers.Add("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.Add("Vary", "Accept-Encoding");
    if (request.headers.Get("If-None-Match").find(file.etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.headers.Add("Content-Type", file.type);
    const std::string_view accepts = request.headers.Get("Accept-Encoding");
    response.shared_body = file.plain;
    if (file.brotli && AcceptsEncoding(accepts, "br")) {
        response.shared_body = file.brotli;
        response.headers.Add("Content-Encoding", "br");
    } else if (file.gzip && AcceptsEncoding(accepts, "gzip")) {
        response.shared_body = file.gzip;
        response.headers.Add("Content-Encoding", "gzip");
    }
    return response;
}

Response StaticFiles::SendIndex(const File& file) const {
    const std::string nonce = base::ToBase64Url(base::RandomBytes(16));
    Response response;
    response.body = *file.plain;
    for (auto at = response.body.find(kNoncePlace); at != std::string::npos; at = response.body.find(kNoncePlace, at)) {
        response.body.replace(at, kNoncePlace.size(), nonce);
    }
    response.headers.Add("Content-Type", file.type);
    // Page and header carry the same nonce, so neither is kept.
    response.headers.Add("Cache-Control", "no-store");
    response.headers.Add("Vary", "Accept-Encoding");
    response.headers.Add("Content-Security-Policy", ContentSecurityPolicy(nonce));
    return response;
}

std::string ContentSecurityPolicy(std::string_view style_nonce) {
    std::string style = "'self'";
    if (!style_nonce.empty()) style.append(" 'nonce-").append(style_nonce).append("'");
    return "default-src 'self'; script-src 'self'; style-src " + style +
           // Style attributes (positions of popups and charts) are no style sheets.
           "; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
           "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
           "form-action 'self'; frame-ancestors 'none'";
}

void AddSecurityHeaders(Response& response, bool secure) {
    const auto add = [&](std::string_view name, std::string value) {
        if (!response.headers.Has(name)) response.headers.Add(std::string(name), std::move(value));
    };
    static const std::string kPolicy = ContentSecurityPolicy({});
    add("Content-Security-Policy", kPolicy);
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (secure) add("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace http
