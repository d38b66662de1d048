#include <gtest/gtest.h>

#include "server/orders/order_mail.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace orders {
namespace {

TEST(OrderMail, AGenericItemIsNamedInTheReadersLanguage) {  // ORD-2, PRT-4
    const auto texts = i18n::Catalogues::BuiltIn();
    store::Line line;
    line.item_name = "waste_toner";
    EXPECT_EQ(ItemName(texts, "de", line), "Resttonerbehälter");
    line.item_name = "toner";
    line.item_colorant = "black";
    EXPECT_EQ(ItemName(texts, "de", line), "Toner, Schwarz");
    EXPECT_EQ(ItemName(texts, "en", line), "Toner, black");
    line.item_name = "Black Cartridge 59";  // the printer's own words
    EXPECT_EQ(ItemName(texts, "de", line), "Black Cartridge 59");
}

}  // namespace
}  // namespace orders
