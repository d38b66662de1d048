#include "lib/papers/codes.hpp"

#include <zint.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace papers {
namespace {

// Four, three and two dots of a label printer with 8 dots a millimeter, which is 203 dpi; thinner bars run together.
constexpr double kModules[] = {0.5, 0.375, 0.25};
constexpr int kUtf8 = 26;  // its number among the Extended Channel Interpretations

using Symbol = std::unique_ptr<zint_symbol, void (*)(zint_symbol*)>;

bool IsPlain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

Code Make(std::string_view text, int symbology, bool plain) {
    const Symbol symbol(ZBarcode_Create(), ZBarcode_Delete);
    symbol->symbology = symbology;
    symbol->input_mode = UNICODE_MODE;
    if (!plain) symbol->eci = kUtf8;
    if (symbology == BARCODE_QRCODE) symbol->option_1 = 2;  // error correction M: 15 % may be scratched
    symbol->show_hrt = 0;
    symbol->scale = 0.5F;  // one unit a module
    // A warning (such as a standard's opinion on heights) leaves the symbol as it should be.
    if (ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) >= ZINT_ERROR ||
        ZBarcode_Buffer_Vector(symbol.get(), 0) >= ZINT_ERROR) {
        throw std::runtime_error(std::string("a code cannot be made: ") + symbol->errtxt);
    }
    Code code{.square = symbology == BARCODE_QRCODE};
    for (const zint_vector_rect* bar = symbol->vector->rectangles; bar != nullptr; bar = bar->next) {
        code.bars.push_back({bar->x, bar->y, bar->width, bar->height});
        code.modules = std::max<double>(code.modules, bar->x + bar->width);
    }
    return code;
}

}  // namespace

Code Encode(std::string_view text, double width, double side) {
    if (IsPlain(text) && text.size() <= 80) {
        Code code = Make(text, BARCODE_CODE128, true);
        for (const double module : kModules) {
            code.module = module;
            if (code.width() <= width) return code;
        }
    }
    return EncodeSquare(text, side);
}

Code EncodeSquare(std::string_view text, double side) {
    Code code = Make(text, BARCODE_QRCODE, IsPlain(text));
    for (const double module : kModules) {
        code.module = module;
        if (code.width() <= side) break;
    }
    return code;
}

}  // namespace papers
