#include "server/platform/http/message.hpp"

#include <algorithm>
#include <array>

#include "lib/base/hex.hpp"
#include "lib/base/text.hpp"

namespace http {
namespace {

char Lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods{{
    {Method::kGet, "GET"},
    {Method::kHead, "HEAD"},
    {Method::kPost, "POST"},
    {Method::kPut, "PUT"},
    {Method::kPatch, "PATCH"},
    {Method::kDelete, "DELETE"},
    {Method::kOptions, "OPTIONS"},
}};

}  // namespace

std::string_view MethodName(Method method) {
    for (const auto& [known, name] : kMethods) {
        if (known == method) return name;
    }
    return "";
}

Method ParseMethod(std::string_view name) {
    for (const auto& [method, known] : kMethods) {
        if (known == name) return method;
    }
    return Method::kOther;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string_view Headers::Get(std::string_view name) const {
    for (const auto& [known, value] : fields_) {
        if (EqualsIgnoringCase(known, name)) return value;
    }
    return {};
}

bool Headers::Has(std::string_view name) const {
    return Count(name) > 0;
}

std::size_t Headers::Count(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(fields_.begin(), fields_.end(),
                                                  [&](const Field& f) { return EqualsIgnoringCase(f.first, name); }));
}

void Headers::Set(std::string_view name, std::string value) {
    Remove(name);
    Add(std::string(name), std::move(value));
}

void Headers::Remove(std::string_view name) {
    std::erase_if(fields_, [&](const Field& f) { return EqualsIgnoringCase(f.first, name); });
}

std::string_view Request::Cookie(std::string_view name) const {
    for (const auto& [header, value] : headers) {
        if (!EqualsIgnoringCase(header, "Cookie")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            const std::string_view pair = base::Trim(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
                return pair.substr(equals + 1);
            }
        }
    }
    return {};
}

std::string_view Request::Bearer() const {
    const std::string_view value = headers.Get("Authorization");
    constexpr std::string_view kScheme = "Bearer ";
    if (value.size() <= kScheme.size() || !EqualsIgnoringCase(value.substr(0, kScheme.size()), kScheme)) {
        return {};
    }
    return base::Trim(value.substr(kScheme.size()));
}

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = base::HexDigit(text[i + 1]);
            const int low = base::HexDigit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (out.find('\0') != std::string::npos || base::FindInvalidUtf8(out)) return std::nullopt;
    return out;
}

bool ReadTarget(std::string_view target, Request& request) {
    if (target.empty() || target[0] != '/') return false;
    const auto question = target.find('?');
    request.path = std::string(target.substr(0, question));
    if (request.path.find('#') != std::string::npos) return false;
    request.query.clear();
    if (question == std::string_view::npos) return true;
    std::string_view rest = target.substr(question + 1);
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = PercentDecode(pair.substr(0, equals), true);
        auto value = equals == std::string_view::npos ? std::string() : PercentDecode(pair.substr(equals + 1), true);
        if (!name || !value) return false;
        request.query.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

std::string_view ReasonPhrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        default:
            return "Status";
    }
}

}  // namespace http
