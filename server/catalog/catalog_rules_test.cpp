#include <gtest/gtest.h>

#include "server/catalog/catalog.hpp"

namespace catalog {
namespace {

TEST(ModelKey, IsTheSameHoweverThePrinterSpellsItsModel) {  // ORD-2
    const std::string key = ModelKey("HP", "LaserJet Pro M404dn");
    EXPECT_EQ(ModelKey("hp", "HP LaserJet Pro  M404DN"), key);
    EXPECT_EQ(ModelKey("HP", "LaserJet-Pro M404dn series"), key);
    EXPECT_NE(ModelKey("HP", "LaserJet Pro M404n"), key);
    EXPECT_NE(ModelKey("Brother", "LaserJet Pro M404dn"), key);
    EXPECT_EQ(ModelKey("", "Series"), " series");
}

TEST(ChooseItem, TakesTheHighestYieldOfTypeAndColorant) {  // ORD-2
    const auto item = [](const char* type, const char* colorant, std::int32_t yield_pages) {
        Item made;
        made.supply_type = type;
        made.colorant = colorant;
        made.yield_pages = yield_pages;
        return made;
    };
    const std::vector<Item> items{item("toner", "black", 3000), item("toner", "black", 10000),
                                  item("toner", "cyan", 4000), item("waste_toner", "", 0)};
    EXPECT_EQ(ChooseItem(items, "toner_cartridge", "black"), &items[1]);
    EXPECT_EQ(ChooseItem(items, "toner", "cyan"), &items[2]);
    EXPECT_EQ(ChooseItem(items, "waste_toner", ""), &items[3]);
    EXPECT_EQ(ChooseItem(items, "toner", "magenta"), nullptr);
    EXPECT_EQ(ChooseItem(items, "ink", "black"), nullptr);
}

TEST(CheckItem, NamesEveryWrongField) {
    const auto checked = CheckItem({.part_number = " ",
                                    .manufacturer = "HP",
                                    .name = std::string(101, 'x'),
                                    .supply_type = "toner",
                                    .yield_pages = -1,
                                    .lead_time_days = 366,
                                    .models = {{"HP", ""}}});
    ASSERT_FALSE(checked.has_value());
    std::vector<std::string> found;
    for (const auto& field : checked.error().fields) found.push_back(field.pointer + " " + field.code);
    EXPECT_EQ(found, (std::vector<std::string>{"/part_number missing", "/name too_long", "/yield_pages out_of_range",
                                               "/lead_time_days out_of_range", "/models/0/model missing"}));
}

}  // namespace
}  // namespace catalog
