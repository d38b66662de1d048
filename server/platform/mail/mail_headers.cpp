#include <algorithm>

#include "lib/base/secrets.hpp"
#include "server/platform/mail/smtp.hpp"

namespace mail {
namespace {

std::string WithoutControls(const std::string& text) {
    std::string out = text;
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    }
    return out;
}

}  // namespace

std::string EncodeHeader(const std::string& text) {
    const std::string clean = WithoutControls(text);
    const bool plain = std::ranges::all_of(clean, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    // A long plain line would need folding; an encoded one folds between its words.
    if (plain && clean.size() <= 70 && clean.find("=?") == std::string::npos) return clean;
    std::string out;
    // 45 octets make 60 characters, and a word may have 75.
    for (std::size_t at = 0; at < clean.size();) {
        std::size_t end = std::min(at + 45, clean.size());
        while (end < clean.size() && end > at && (static_cast<unsigned char>(clean[end]) & 0xC0) == 0x80) --end;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base::ToBase64(std::string_view(clean).substr(at, end - at)) + "?=";
        at = end;
    }
    return out;
}

std::string EncodeMailbox(const std::string& name, const std::string& address) {
    if (name.empty()) return "<" + address + ">";
    std::string encoded = EncodeHeader(name);
    if (!encoded.starts_with("=?")) {
        std::string quoted = "\"";
        for (const char c : encoded) {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
        encoded = quoted + "\"";
    }
    return encoded + "\r\n <" + address + ">";
}

}  // namespace mail
