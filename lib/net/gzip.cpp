#include "lib/net/gzip.hpp"

#include <zlib.h>

#include <stdexcept>

namespace net {

std::string Gzip(std::string_view plain, Compression compression) {
    const int level = compression == Compression::kFast ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib: deflateInit2");
    }
    std::string gzip(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(gzip.data());
    stream.avail_out = static_cast<uInt>(gzip.size());
    const int result = deflate(&stream, Z_FINISH);
    gzip.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib: deflate");
    return gzip;
}

}  // namespace net
