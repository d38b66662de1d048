#include "lib/base/ids.hpp"

#include "lib/base/hex.hpp"

namespace base {
std::string Uuid::ToString() const {
    std::string text = ToHex({reinterpret_cast<const char*>(octets.data()), octets.size()});
    for (const std::size_t at : {8, 13, 18, 23}) text.insert(at, 1, '-');
    return text;
}

std::optional<Uuid> Uuid::Parse(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Uuid uuid;
    std::size_t at = 0;
    for (std::size_t i = 0; i < 36;) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-') return std::nullopt;
            continue;
        }
        const int high = HexDigit(text[i]);
        const int low = HexDigit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        uuid.octets[at++] = static_cast<std::uint8_t>(high << 4 | low);
        i += 2;
    }
    return uuid;
}

Uuid IdSource::Next() {
    std::lock_guard lock(mutex_);
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Now().time_since_epoch()).count();
    // RFC 9562 6.2 method 1: a 12-bit counter within the millisecond keeps the order of creation.
    if (now_ms > last_ms_) {
        last_ms_ = now_ms;
        counter_ = random_() & 0x3FF;
    } else if (++counter_ > 0xFFF) {
        ++last_ms_;
        counter_ = 0;
    }
    Uuid uuid;
    for (int i = 0; i < 6; ++i) {
        uuid.octets[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(last_ms_ >> (8 * (5 - i)));
    }
    uuid.octets[6] = static_cast<std::uint8_t>(0x70 | (counter_ >> 8));
    uuid.octets[7] = static_cast<std::uint8_t>(counter_ & 0xFF);
    const std::uint32_t a = random_();
    const std::uint32_t b = random_();
    std::memcpy(&uuid.octets[8], &a, 4);
    std::memcpy(&uuid.octets[12], &b, 4);
    uuid.octets[8] = static_cast<std::uint8_t>(0x80 | (uuid.octets[8] & 0x3F));
    return uuid;
}

}  // namespace base
