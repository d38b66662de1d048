#include "server/mails/bounce.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "lib/base/text.hpp"

namespace mails {
namespace {

constexpr int kDeepest = 4;             // parts within parts
constexpr std::size_t kMostParts = 50;  // of one message
constexpr std::size_t kLongestValue = 1000;

using Headers = std::map<std::string, std::string>;  // names in lower case, values unfolded; the first of each

std::string_view TakeLine(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// Up to the empty line, which is taken, too.
Headers TakeHeaders(std::string_view& text) {
    Headers headers;
    std::string name;
    while (!text.empty()) {
        const std::string_view line = TakeLine(text);
        if (line.empty()) break;
        if (line[0] == ' ' || line[0] == '\t') {
            if (!name.empty() && headers[name].size() < kLongestValue) {
                headers[name] += ' ' + std::string(base::Trim(line.substr(0, kLongestValue)));
            }
            continue;
        }
        const auto colon = line.find(':');
        name.clear();
        if (colon == std::string_view::npos || colon > 100) continue;
        std::string wanted = base::ToLowerAscii(base::Trim(line.substr(0, colon)));
        if (headers.contains(wanted)) continue;
        name = wanted;
        headers[name] = std::string(base::Trim(line.substr(colon + 1, kLongestValue)));
    }
    return headers;
}

std::string ValueOf(const Headers& headers, const std::string& name) {
    const auto at = headers.find(name);
    return at == headers.end() ? "" : at->second;
}

// "multipart/report" of `multipart/report; boundary="x"`.
std::string TypeOf(const Headers& headers) {
    const std::string value = ValueOf(headers, "content-type");
    return base::ToLowerAscii(base::Trim(std::string_view(value).substr(0, value.find(';'))));
}

std::string BoundaryOf(const Headers& headers) {
    const std::string value = ValueOf(headers, "content-type");
    const auto at = base::ToLowerAscii(value).find("boundary=");
    if (at == std::string::npos) return "";
    std::string_view rest = std::string_view(value).substr(at + 9);
    if (rest.starts_with('"')) {
        rest.remove_prefix(1);
        return std::string(rest.substr(0, rest.find('"')));
    }
    return std::string(rest.substr(0, rest.find_first_of("; \t")));
}

// "<id@host>" of "  <id@host> (comment)".
std::string MessageIdOf(const std::string& value) {
    const auto begin = value.find('<');
    const auto end = value.find('>', begin == std::string::npos ? 0 : begin);
    if (begin == std::string::npos || end == std::string::npos) return "";
    return value.substr(begin, end - begin + 1);
}

// "550 no such user" of "smtp; 550 no such user".
std::string AfterType(const std::string& value) {
    const auto semicolon = value.find(';');
    return std::string(base::Trim(semicolon == std::string::npos ? value : value.substr(semicolon + 1)));
}

class Reader {
  public:
    // Gives whether it was a report.
    bool Read(std::string_view message, int depth = 0) {
        if (depth > kDeepest || ++parts_ > kMostParts) return found_;
        const std::string_view whole = message;
        const Headers headers = TakeHeaders(message);
        const std::string type = TypeOf(headers);
        if (type.starts_with("multipart/")) {
            ReadParts(message, BoundaryOf(headers), depth);
        } else if (type == "message/delivery-status") {
            ReadStatus(message);
        } else if (type == "message/rfc822" || type == "message/rfc822-headers" || type == "text/rfc822-headers") {
            NameMail(TakeHeaders(message));
        } else if (depth == 0 && headers.contains("reporting-mta")) {
            ReadStatus(whole);  // the part alone
        }
        return found_;
    }
    [[nodiscard]] const Bounce& bounce() const { return bounce_; }

  private:
    void ReadParts(std::string_view body, const std::string& boundary, int depth) {
        if (boundary.empty()) return;
        const std::string marker = "--" + boundary;
        std::optional<std::size_t> begin;
        const std::string_view all = body;
        while (!body.empty()) {
            const std::size_t at = all.size() - body.size();
            const std::string_view line = TakeLine(body);
            if (!line.starts_with(marker)) continue;
            if (begin) Read(all.substr(*begin, at - *begin), depth + 1);
            begin = all.size() - body.size();
            if (line.starts_with(marker + "--")) return;
        }
        if (begin) Read(all.substr(*begin), depth + 1);  // cut short
    }

    // Groups of fields: one of the message, then one for each recipient. What failed says more than what did not.
    void ReadStatus(std::string_view text) {
        for (std::size_t group = 0; !text.empty() && group < kMostParts; ++group) {
            const Headers fields = TakeHeaders(text);
            if (bounce_.message_id.empty()) {
                bounce_.message_id = MessageIdOf(ValueOf(fields, "x-original-message-id"));
            }
            if (!fields.contains("action")) continue;
            const std::string action = base::ToLowerAscii(ValueOf(fields, "action"));
            if (found_ && action != "failed") continue;
            found_ = true;
            bounce_.action = action;
            bounce_.status = ValueOf(fields, "status");
            bounce_.words = AfterType(ValueOf(fields, "diagnostic-code"));
        }
    }

    void NameMail(const Headers& headers) {
        const std::string id = MessageIdOf(ValueOf(headers, "message-id"));
        if (!id.empty()) bounce_.message_id = id;
    }

    Bounce bounce_;
    bool found_ = false;
    std::size_t parts_ = 0;
};

}  // namespace

std::optional<Bounce> ReadBounce(std::string_view message) {
    Reader reader;
    if (!reader.Read(message)) return std::nullopt;
    return reader.bounce();
}

}  // namespace mails
