#include "lib/net/json_gauge.hpp"

namespace net {

base::Result<void> JsonGauge::Take(std::string_view piece) {
    const char* at = piece.data();
    const char* const end = at + piece.size();
    while (at != end) {
        if (escaped_) {
            escaped_ = false;
            ++at;
            continue;
        }
        const char c = *at++;
        if (in_text_) {
            if (c == '"') in_text_ = false;
            if (c == '\\') escaped_ = true;
            continue;
        }
        if (c == '"') {
            in_text_ = true;
        } else if ((c == ',' || c == '[' || c == '{') && ++count_ > most_) {
            return base::Refuse(base::ProblemKind::kTooLarge, "too_many_elements",
                                {{"limit", static_cast<std::int64_t>(most_)}});
        }
    }
    return {};
}

}  // namespace net
