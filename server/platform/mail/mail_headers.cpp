#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "server/platform/mail/smtp.hpp"

namespace outbox {
namespace {

std::string Base64(std::string_view octets) {
    std::string out((octets.size() + 2) / 3 * 4, '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(octets.data()),
                    static_cast<int>(octets.size()));
    return out;
}

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
        out += "=?UTF-8?B?" + Base64(std::string_view(clean).substr(at, end - at)) + "?=";
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

std::string FormatMailDate(base::Instant at) {
    static constexpr std::array<const char*, 7> kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kWeekdays.at(std::chrono::weekday(day).c_encoding()),
                       static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

}  // namespace outbox
