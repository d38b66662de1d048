#include "lib/base/fast_reader.hpp"

namespace base {

bool FastReader::ReadPlain(std::string_view& out) {
    if (!Take('"')) return false;
    const char* start = at_;
    while (at_ != end_ && *at_ != '"') {
        if (*at_ < ' ' || *at_ == '\\') return false;  // also octets beyond ASCII: char is signed here
        ++at_;
    }
    if (at_ == end_) return false;
    out = {start, static_cast<std::size_t>(at_ - start)};
    ++at_;
    return true;
}

bool FastReader::Read(std::string& out) {
    if (!Take('"')) return false;
    const char* start = at_;
    bool ascii = true;
    out.clear();
    for (; at_ != end_ && *at_ != '"'; ++at_) {
        const auto octet = static_cast<unsigned char>(*at_);
        if (octet < ' ') return false;
        if (octet >= 0x80) ascii = false;
        if (octet != '\\') continue;
        out.append(start, at_);
        if (++at_ == end_) return false;
        switch (*at_) {
            case '"':
            case '\\':
            case '/':
                out += *at_;
                break;
            case 'n':
                out += '\n';
                break;
            case 't':
                out += '\t';
                break;
            case 'r':
                out += '\r';
                break;
            default:
                return false;
        }
        start = at_ + 1;
    }
    if (at_ == end_) return false;
    out.append(start, at_);
    ++at_;
    return ascii || !base::FindInvalidUtf8(out);
}

bool FastReader::Read(bool& out) {
    SkipSpace();
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    if (rest.starts_with("true")) {
        out = true;
        at_ += 4;
        return true;
    }
    if (!rest.starts_with("false")) return false;
    out = false;
    at_ += 5;
    return true;
}

bool FastReader::Read(double& out) {
    SkipSpace();
    const char* start = at_;
    if (at_ != end_ && *at_ == '-') ++at_;
    const char* digits = at_;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
    if (at_ == digits || (*digits == '0' && at_ - digits > 1)) return false;
    if (at_ != end_ && *at_ == '.') {
        const char* fraction = ++at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        if (at_ == fraction) return false;
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
        ++at_;
        if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
        const char* exponent = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        if (at_ == exponent) return false;
    }
    return std::from_chars(start, at_, out).ec == std::errc{};
}

bool FastReader::Read(base::Instant& out) {
    std::string_view text;
    if (!ReadPlain(text)) return false;
    const auto instant = base::ParseRfc3339(text);
    if (instant) out = *instant;
    return instant.has_value();
}

}  // namespace base
