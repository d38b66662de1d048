#include <gtest/gtest.h>

#include "lib/base/json.hpp"
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

// "part 3": how much of an order a mail speaks of, and what beside it still comes.
std::string Facts(Action action, const std::vector<Pieces>& after, std::int64_t group, std::int64_t of_step = 0) {
    const MailFacts facts = FactsOf(action, after, group, of_step == 0 ? group : of_step);
    return std::string(base::json::EnumName(facts.extent)) + " " + std::to_string(facts.remaining);
}

TEST(OrderMail, SpeaksOfAsMuchOfTheOrderAsItIsAbout) {  // ASR-9, ORD-3
    EXPECT_EQ(Facts(Action::kShip, {{.quantity = 3, .shipped = 3}}, 3), "whole 0");
    EXPECT_EQ(Facts(Action::kShip, {{.quantity = 5, .cancelled = 2, .shipped = 3}}, 3), "whole 0") << "all there is";
    EXPECT_EQ(Facts(Action::kShip, {{.quantity = 3, .shipped = 1}}, 1), "part 2");
    EXPECT_EQ(Facts(Action::kShip, {{.quantity = 3, .shipped = 3}}, 2), "rest 0");

    EXPECT_EQ(Facts(Action::kDeliver, {{.quantity = 3, .shipped = 3, .delivered = 3}}, 3), "whole 0");
    EXPECT_EQ(Facts(Action::kDeliver, {{.quantity = 3, .shipped = 2, .delivered = 1}}, 1), "part 2")
        << "one under way, one to be shipped";
    EXPECT_EQ(Facts(Action::kDeliver, {{.quantity = 3, .shipped = 3, .delivered = 3}}, 1), "rest 0");
    EXPECT_EQ(Facts(Action::kDeliver, {{.quantity = 3, .shipped = 3, .delivered = 2, .refused = 1}}, 2), "rest 0");
    EXPECT_EQ(Facts(Action::kDeliver, {{.quantity = 3, .shipped = 3, .delivered = 3}}, 2, 3), "part 0")
        << "the other one arrived elsewhere";

    EXPECT_EQ(Facts(Action::kCancel, {{.quantity = 3, .cancelled = 3}}, 3), "whole 0");
    EXPECT_EQ(Facts(Action::kCancel, {{.quantity = 3, .cancelled = 1}, {.quantity = 2}}, 1), "part 4");
    EXPECT_EQ(Facts(Action::kCancel, {{.quantity = 3, .cancelled = 1, .shipped = 2, .delivered = 2}}, 1), "rest 0");
    EXPECT_EQ(Facts(Action::kReject, {{.quantity = 3, .cancelled = 3}}, 3), "whole 0");

    EXPECT_EQ(Facts(Action::kBackOrder, {{.quantity = 3, .on_back_order = true}}, 3), "whole 0");
    EXPECT_EQ(Facts(Action::kBackOrder, {{.quantity = 3, .on_back_order = true}, {.quantity = 2}}, 3), "part 2");
    EXPECT_EQ(Facts(Action::kBackOrder, {{.quantity = 3, .shipped = 1, .on_back_order = true}}, 2), "part 1")
        << "one is under way";
    EXPECT_EQ(Facts(Action::kBackOrder, {{.quantity = 3, .shipped = 1, .delivered = 1, .on_back_order = true}}, 2),
              "rest 0");

    EXPECT_EQ(Facts(Action::kReturn, {{.quantity = 2, .shipped = 2, .refused = 2}}, 2), "whole 0");
    EXPECT_EQ(Facts(Action::kReturn, {{.quantity = 5, .shipped = 5, .delivered = 5, .returned = 2}}, 2), "part 0");
    EXPECT_EQ(Facts(Action::kReturn, {{.quantity = 5, .shipped = 2, .refused = 2}}, 2), "part 3");
    EXPECT_EQ(Facts(Action::kReturn, {{.quantity = 3, .shipped = 3, .delivered = 2, .refused = 1, .returned = 2}}, 2),
              "rest 0");
}

}  // namespace
}  // namespace orders
