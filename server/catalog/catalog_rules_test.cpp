#include <gtest/gtest.h>

#include "server/catalog/catalog.hpp"

namespace catalog {
namespace {

TEST(ModelKey, IsTheSameHoweverThePrinterSpellsItsModel) {  // ORD-2
    const std::string key = ModelKey("HP", "LaserJet Pro M404dn");
    EXPECT_EQ(ModelKey("hp", "HP LaserJet Pro  M404DN"), key);
    EXPECT_EQ(ModelKey("HP", "LaserJet-Pro M404dn series"), key);
    // Who types what the printer says finds it as well.
    EXPECT_EQ(ModelSearch("LaserJet-Pro M404dn Series"), ModelSearch("laserjet pro m404DN"));
    EXPECT_NE(ModelKey("HP", "LaserJet Pro M404n"), key);
    EXPECT_NE(ModelKey("Brother", "LaserJet Pro M404dn"), key);
    EXPECT_EQ(ModelKey("", "Series"), " series");
}

TEST(ChooseItem, TakesTheHighestYieldOfTypeAndColorant) {  // ORD-2
    const auto item = [](const char* type, const char* colorant, std::int32_t yield_pages) {
        FittingItem made;
        made.kind_allowed = true;
        made.supply_type = type;
        made.colorant = colorant;
        made.yield_pages = yield_pages;
        return made;
    };
    const std::vector<FittingItem> items{item("toner", "black", 3000), item("toner", "black", 10000),
                                         item("toner", "cyan", 4000), item("waste_toner", "", 0)};
    EXPECT_EQ(ChooseItem(items, "toner_cartridge", "black"), &items[1]);
    EXPECT_EQ(ChooseItem(items, "toner", "cyan"), &items[2]);
    EXPECT_EQ(ChooseItem(items, "waste_toner", ""), &items[3]);
    EXPECT_EQ(ChooseItem(items, "toner", "magenta"), nullptr);
    EXPECT_EQ(ChooseItem(items, "ink", "black"), nullptr);
}

TEST(CheckItem, NamesEveryWrongField) {
    const auto checked = CheckItem({{.part_number = " ",
                                     .manufacturer = "HP",
                                     .name = std::string(101, 'x'),
                                     .supply_type = "toner",
                                     .yield_pages = -1,
                                     .lead_time_days = 366,
                                     .models = {{"HP", ""}}}});
    ASSERT_FALSE(checked.has_value());
    std::vector<std::string> found;
    for (const auto& field : checked.error().fields) found.push_back(field.pointer + " " + field.code);
    EXPECT_EQ(found, (std::vector<std::string>{"/part_number missing", "/name too_long", "/yield_pages out_of_range",
                                               "/lead_time_days out_of_range", "/models/0/model missing"}));
}

TEST(ChooseItem, APreferredItemWinsThenAnAllowedKindThenTheHighestYieldThenAnOriginal) {  // ORD-2
    const auto item = [](const char* part, ItemKind kind, std::int32_t yield_pages, bool preferred = false) {
        FittingItem made;
        made.part_number = part;
        made.supply_type = "toner";
        made.colorant = "black";
        made.kind = kind;
        made.yield_pages = yield_pages;
        made.preferred = preferred;
        made.kind_allowed = kind != ItemKind::kCompatible;
        return made;
    };
    const auto chosen = [](const std::vector<FittingItem>& items) {
        const auto* found = ChooseItem(items, "toner", "black");
        return found != nullptr ? found->part_number : "-";
    };
    using enum ItemKind;
    const auto low = item("A", kOriginal, 1000);
    const auto high = item("B", kOriginal, 9000);
    const auto renewed = item("C", kRemanufactured, 9000);
    const auto foreign = item("D", kCompatible, 20000);
    EXPECT_EQ(chosen({low, foreign, renewed, high}), "B");
    EXPECT_EQ(chosen({renewed, low}), "C");
    EXPECT_EQ(chosen({foreign}), "-") << "its kind is not allowed";
    EXPECT_EQ(chosen({high, item("D", kCompatible, 5, true)}), "D") << "a person prefers it";
    auto gone = item("E", kOriginal, 5, true);
    gone.active = false;
    EXPECT_EQ(chosen({low, gone}), "A") << "what is off sale is not chosen";
    EXPECT_EQ(chosen({item("Z", kOriginal, 9000), high}), "B") << "of equal ones always the same";
}

ItemInput Good() {
    ItemInput input;
    input.part_number = "78C0X10";
    input.manufacturer = "Lexmark";
    input.name = "Toner";
    input.supply_type = "toner";
    return input;
}

std::vector<std::string> Wrong(const ItemInput& input) {
    const auto checked = CheckItem(input);
    std::vector<std::string> found;
    if (!checked) {
        for (const auto& field : checked.error().fields) found.push_back(field.pointer + " " + field.code);
    }
    return found;
}

TEST(CheckItem, TakesWordsAsPeopleWriteThem) {  // ORD-2
    auto input = Good();
    input.supply_type = "Waste toner";
    input.colorant = "Light_Cyan";
    input.price = {12950, "eur"};
    const auto checked = CheckItem(input);
    ASSERT_TRUE(checked.has_value());
    EXPECT_EQ(checked->supply_type, "waste_toner");
    EXPECT_EQ(checked->colorant, "light cyan");
    EXPECT_EQ(checked->price.currency, "EUR");
}

TEST(CheckItem, APriceHasAnAmountInRangeAndACurrencyOfIso4217) {  // ORD-2
    auto input = Good();
    using Lines = std::vector<std::string>;
    for (const auto& [price, wrong] : std::vector<std::pair<Price, Lines>>{
             {{0, "JPY"}, {}},
             {{std::nullopt, ""}, {}},
             {{99'999'999'999, "KWD"}, {}},
             {{5, ""}, {"/price/currency price_incomplete"}},
             {{std::nullopt, "EUR"}, {"/price/amount_minor price_incomplete"}},
             {{5, "EURO"}, {"/price/currency too_long"}},
             {{5, "XXX"}, {"/price/currency currency_unknown"}},
             {{5, "UR "}, {"/price/currency currency_unknown"}},
             {{-1, "EUR"}, {"/price/amount_minor out_of_range"}},
             {{100'000'000'000, "EUR"}, {"/price/amount_minor out_of_range"}},
         }) {
        input.price = price;
        EXPECT_EQ(Wrong(input), wrong) << price.currency;
    }
}

TEST(CheckItem, RefusesATypeThatNoPrinterTellsAndAModelThatIsThereTwice) {  // ORD-2
    auto input = Good();
    input.supply_type = "tonner";
    input.models = {{"HP", "LaserJet M404"}, {"HP", "LaserJet M405"}, {"hp", "HP LaserJet-M404 series"}};
    input.starter_yield_pages = -1;
    EXPECT_EQ(Wrong(input),
              (std::vector<std::string>{"/starter_yield_pages out_of_range", "/supply_type supply_type_unknown",
                                        "/models/2/model model_twice"}));
}

TEST(PlainType, IsWhatTheDatabaseMakesOfIt) {  // ORD-2
    EXPECT_EQ(PlainType("toner_cartridge"), "toner");
    EXPECT_EQ(PlainType("ink_cartridge"), "ink");
    EXPECT_EQ(PlainType("waste_toner_container"), "waste_toner");
    EXPECT_EQ(PlainType("fuser"), "fuser");
}

}  // namespace
}  // namespace catalog
