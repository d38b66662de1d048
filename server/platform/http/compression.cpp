#include "server/platform/http/compression.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "lib/base/text.hpp"
#include "lib/net/cpu_budget.hpp"
#include "lib/net/gzip.hpp"
#include "server/platform/http/message.hpp"

namespace http {
namespace {

constexpr int kGzip = 16 + MAX_WBITS;  // zlib: gzip only, no bare deflate

}  // namespace

base::Result<std::string> Inflate(std::string_view gzip, std::size_t limit, const LookAtPiece& look) {
    z_stream stream{};
    if (inflateInit2(&stream, kGzip) != Z_OK) throw std::runtime_error("zlib: inflateInit2");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
    stream.avail_in = static_cast<uInt>(gzip.size());
    std::string plain;
    std::array<char, 64 << 10> buffer{};
    int result = Z_OK;
    base::Result<void> looked;
    while (result == Z_OK && looked && plain.size() <= limit) {
        net::CpuBudget::Check();
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = buffer.size();
        result = inflate(&stream, Z_NO_FLUSH);
        const std::string_view piece(buffer.data(), buffer.size() - stream.avail_out);
        if (look) looked = look(piece);
        plain.append(piece);
    }
    const bool rest = stream.avail_in != 0;
    inflateEnd(&stream);
    if (!looked) return std::unexpected(std::move(looked.error()));
    if (plain.size() > limit) {
        return base::Refuse(base::ProblemKind::kTooLarge, "body_too_large",
                            {{"limit", static_cast<std::int64_t>(limit)}});
    }
    if (result != Z_STREAM_END || rest) {
        return base::Refuse(base::ProblemKind::kMalformed, "gzip_malformed");
    }
    return plain;
}

std::string Deflate(std::string_view plain) {
    return net::Gzip(plain, net::Compression::kFast);
}

bool AcceptsEncoding(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const std::string_view entry = base::Trim(accept_encoding.substr(0, comma));
        accept_encoding = comma == std::string_view::npos ? std::string_view{} : accept_encoding.substr(comma + 1);
        const auto semicolon = entry.find(';');
        if (!EqualsIgnoringCase(base::Trim(entry.substr(0, semicolon)), coding)) continue;
        if (semicolon == std::string_view::npos) return true;
        const std::string_view weight = base::Trim(entry.substr(semicolon + 1));
        // q=0, q=0.0, q=0.000
        return weight.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

}  // namespace http
