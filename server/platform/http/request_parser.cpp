#include "server/platform/http/request_parser.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

namespace http {
namespace {

namespace beast = boost::beast;
using Error = beast::error_code;
using Text = beast::string_view;

constexpr std::size_t kMaxFields = 100;
// Reserved for a body at once; a declared length alone must not cost memory.
constexpr std::size_t kFirstReserve = 64 << 10;

std::string ToString(Text text) {
    return {text.data(), text.size()};
}

}  // namespace

class RequestParser::Impl final : public beast::http::basic_parser<true> {
  public:
    explicit Impl(std::size_t max_header) : max_header_(max_header) {
        header_limit(static_cast<std::uint32_t>(max_header));
        body_limit(boost::none);  // known only once the header is read: see AllowBody
        eager(false);
    }

    State Put(std::string& in) {
        State result = State::kNeedMore;
        std::size_t used = 0;
        while (used < in.size()) {
            Error error;
            const std::size_t step = put(boost::asio::const_buffer(in.data() + used, in.size() - used), error);
            used += step;
            if (error == beast::http::error::need_more) break;
            if (error) {
                result = ToState(error);
                break;
            }
            if (is_header_done() && !header_seen_) {
                header_seen_ = true;
                result = !IsFolded(std::string_view(in).substr(0, used)) && ReadHead() ? State::kHeader : State::kBad;
                break;
            }
            if (is_done()) {
                result = State::kDone;
                break;
            }
            if (step == 0) break;
        }
        in.erase(0, used);
        // A chunk's size line or a trailer that never ends.
        if (result == State::kNeedMore && header_seen_ && in.size() > max_header_) return State::kBad;
        return result;
    }

    State AllowBody(std::size_t limit) {
        if (is_done()) return State::kDone;
        if (const auto length = content_length(); length && *length > limit) {
            return State::kBodyTooLarge;
        }
        body_limit(limit);
        eager(true);
        return State::kNeedMore;
    }

    Request request_;

    [[nodiscard]] bool knows_chunks() const { return version_ >= 11; }

  private:
    // A field that goes on in the next line (RFC 9112, 5.2): a proxy before us may have read something else.
    static bool IsFolded(std::string_view head) {
        return head.find("\n ") != std::string_view::npos || head.find("\n\t") != std::string_view::npos;
    }

    static State ToState(const Error& error) {
        if (error == beast::http::error::header_limit) return State::kHeaderTooLarge;
        if (error == beast::http::error::body_limit) return State::kBodyTooLarge;
        return State::kBad;
    }

    // What RFC 9112 wants of every server and Beast leaves to it.
    bool ReadHead() {
        const std::size_t hosts = request_.headers.Count("Host");
        if (hosts > 1 || (hosts == 0 && version_ >= 11)) return false;
        // Two ways to tell the length are a way to smuggle a second request past a proxy.
        if (request_.headers.Has("Transfer-Encoding") && (request_.headers.Has("Content-Length") || !chunked())) {
            return false;
        }
        if (request_.headers.Count("Content-Length") > 1) return false;
        // "2, 2" is two lengths in one field.
        if (request_.headers.Get("Content-Length").find_first_not_of("0123456789") != std::string_view::npos)
            return false;
        request_.read_failed = !ReadTarget(request_.target, request_);
        return true;
    }

    void on_request_impl(beast::http::verb, Text method, Text target, int version, Error&) override {
        version_ = version;
        request_.method = ParseMethod({method.data(), method.size()});
        request_.target = ToString(target);
    }
    void on_response_impl(int, Text, int, Error&) override {}
    void on_field_impl(beast::http::field, Text name, Text value, Error& error) override {
        if (header_seen_) return;  // trailers mean nothing here
        if (request_.headers.size() >= kMaxFields) {
            error = beast::http::error::header_limit;
            return;
        }
        request_.headers.Add(ToString(name), ToString(value));
    }
    void on_header_impl(Error&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) override {
        if (length) request_.body.reserve(std::min<std::size_t>(*length, kFirstReserve));
    }
    std::size_t on_body_impl(Text body, Error&) override {
        request_.body.append(body.data(), body.size());
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, Error&) override {
        request_.body.append(body.data(), body.size());
        return body.size();
    }
    void on_finish_impl(Error&) override {}

    const std::size_t max_header_;
    bool header_seen_ = false;
    int version_ = 11;
};

RequestParser::RequestParser(std::size_t max_header) : impl_(std::make_unique<Impl>(max_header)) {}
RequestParser::~RequestParser() = default;

RequestParser::State RequestParser::Put(std::string& in) {
    return impl_->Put(in);
}
RequestParser::State RequestParser::AllowBody(std::size_t limit) {
    return impl_->AllowBody(limit);
}
Request& RequestParser::request() {
    return impl_->request_;
}
bool RequestParser::keep_alive() const {
    return impl_->keep_alive();
}
bool RequestParser::knows_chunks() const {
    return impl_->knows_chunks();
}
bool RequestParser::has_body() const {
    return impl_->chunked() || impl_->content_length_remaining().value_or(0) > 0;
}
bool RequestParser::expects_continue() const {
    return EqualsIgnoringCase(impl_->request_.headers.Get("Expect"), "100-continue");
}

}  // namespace http
