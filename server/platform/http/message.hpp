#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A request that was read whole and the answer to it, as plain values: the router and everything above
// it knows these and neither sockets nor Beast.
namespace http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions, kOther };

std::string_view MethodName(Method method);  // "GET"; kOther is ""
Method ParseMethod(std::string_view name);   // exact case, as RFC 9110 wants; else kOther
// GET, HEAD and OPTIONS change nothing.
constexpr bool IsSafe(Method method) {
    return method == Method::kGet || method == Method::kHead || method == Method::kOptions;
}

// Header fields in the order of the message; names compare without case.
class Headers {
  public:
    using Field = std::pair<std::string, std::string>;

    // The first field of that name; empty when there is none.
    [[nodiscard]] std::string_view Get(std::string_view name) const;
    [[nodiscard]] bool Has(std::string_view name) const;
    [[nodiscard]] std::size_t Count(std::string_view name) const;
    void Add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    // Replaces every field of that name.
    void Set(std::string_view name, std::string value);
    void Remove(std::string_view name);

    [[nodiscard]] auto begin() const { return fields_.begin(); }
    [[nodiscard]] auto end() const { return fields_.end(); }
    [[nodiscard]] std::size_t size() const { return fields_.size(); }

  private:
    std::vector<Field> fields_;
};

bool EqualsIgnoringCase(std::string_view a, std::string_view b);  // ASCII only

// Why a handler runs. A long poll (see Wait) runs once for kArrived and again for one of the others.
enum class Turn {
    kArrived,  // the first time
    kWoken,    // its topic was notified
    kExpired,  // its deadline passed or the server is stopping: answer with what there is
};

struct Request {
    Method method = Method::kGet;
    std::string target;                                      // as it was sent
    std::string path;                                        // before "?", still percent-encoded
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    Headers headers;
    std::string body;            // as it was sent: see Content-Encoding
    std::string client_address;  // of the person's side when a trusted proxy is between
    bool secure = false;         // TLS, here or at the trusted proxy
    bool read_failed = false;    // target is not a valid path and query: the router answers 400
    Turn turn = Turn::kArrived;

    // The value of a cookie; empty when there is none.
    [[nodiscard]] std::string_view Cookie(std::string_view name) const;
    // The credential of `Authorization: Bearer ...`; empty when there is none.
    [[nodiscard]] std::string_view Bearer() const;
};

// Splits and decodes `target` into path and query; false when it is not valid.
bool ReadTarget(std::string_view target, Request& request);
// %XX decoded; nullopt when an escape is broken, or the result holds NUL or is not UTF-8. "+" is a space
// where `plus_is_space` (queries).
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space);

// A handler that has nothing to say yet returns this instead of an answer. The request is put aside
// without a thread, a transaction or a buffer, and handled again from the start (sign-in included) when
// somebody calls Wakeups::Notify(topic) or the deadline passes. A notification between the handler's
// look into the database and the moment it is put aside is not lost.
struct Wait {
    std::string topic;
    std::chrono::steady_clock::time_point deadline;
};

// The rest of a body that is too long to be held whole: each call makes the next piece (some 100 KiB), nullopt is the end.
// Called on a worker, once what came before was sent, so that a slow reader costs one piece. What it throws breaks the
// connection off, so that nobody takes half of it for the whole.
using BodyPieces = std::function<std::optional<std::string>()>;

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    // Instead of `body`: bytes that many answers share (static files).
    std::shared_ptr<const std::string> shared_body;
    BodyPieces more;  // follows `body`
    // Set: this is no answer yet. `since` is Wakeups::Now() from before the handler looked.
    std::optional<Wait> wait;
    std::uint64_t since = 0;

    [[nodiscard]] std::string_view Body() const {
        return shared_body ? std::string_view(*shared_body) : std::string_view(body);
    }
};

// What a server carries requests to. Both functions may be called from many threads at once.
class Handler {
  public:
    virtual ~Handler() = default;
    // The most octets of body to accept for this request; asked on an I/O thread when only the
    // header is there, so it must be quick. A larger body is answered 413 without reading it.
    [[nodiscard]] virtual std::size_t BodyLimit(const Request& head) const = 0;
    // Called on a worker. Must not throw.
    virtual Response Handle(const Request& request) = 0;
    // An answer for a request that could not be handled at all: 400, 408, 413, 414, 431, 503.
    [[nodiscard]] virtual Response Refusal(int status, std::string_view code) const = 0;
};

std::string_view ReasonPhrase(int status);

}  // namespace http
