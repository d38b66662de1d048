#include <gtest/gtest.h>

#include "server/catalog/import_rules.hpp"

// Rows of a file as items, without a database.
namespace catalog {
namespace {

using imports::RowResult;
using Strings = std::vector<std::string>;

Item Stored(const std::string& part_number = "A-1") {
    Item item;
    item.part_number = part_number;
    item.manufacturer = "Lexmark";
    item.name = "Toner";
    item.supply_type = "toner";
    item.colorant = "black";
    item.yield_pages = 3'000;
    item.price = {12950, "EUR"};
    item.models = {{"HP", "LaserJet; M404"}, {"Lexmark", "MX722ade"}};
    item.id = ItemId{{{1}}};
    return item;
}

JudgedRow JudgeOne(const Strings& columns, const Strings& fields, const KnownItems& known = {}) {
    const std::vector<imports::Row> rows{{2, fields}};
    return Judge(rows.front(), columns, FirstLines(rows, columns), known);
}

Strings Wrong(const Strings& columns, const Strings& fields, const KnownItems& known = {}) {
    Strings wrong;
    for (const auto& error : JudgeOne(columns, fields, known).errors) wrong.push_back(error.column + " " + error.code);
    return wrong;
}

const Strings kAll(ImportColumns().begin(), ImportColumns().end());

TEST(Pairs, ComeBackAsTheyWereWhateverIsInThem) {  // ORD-2
    const Pairs pairs{{"HP", "LaserJet; M404"}, {"", "A:B\\C"}, {"Konica: Minolta", "x"}, {"", "MX722ade"}};
    EXPECT_EQ(WritePairs(pairs), "HP: LaserJet\\; M404; A\\:B\\\\C; Konica\\: Minolta: x; MX722ade");
    EXPECT_EQ(ReadPairs(WritePairs(pairs)), pairs);
    EXPECT_EQ(ReadPairs(" MX722ade ;\nHP:M404\r\n;; "), (Pairs{{"", "MX722ade"}, {"HP", "M404"}}));
    EXPECT_EQ(ReadPairs(""), Pairs{});
}

TEST(Amount, IsReadWithPointOrCommaAndNeverGuessed) {  // ORD-2
    EXPECT_EQ(ReadAmount("129.50", 2), 12950);
    EXPECT_EQ(ReadAmount("129,5", 2), 12950);
    EXPECT_EQ(ReadAmount("129", 2), 12900);
    EXPECT_EQ(ReadAmount("12950", 0), 12950);
    EXPECT_EQ(ReadAmount("1.234", 3), 1234);
    for (const char* wrong : {"1.299", "1,299.50", "1 299", "-5", "5 EUR", ".5", "5.", "", "1e3"}) {
        EXPECT_EQ(ReadAmount(wrong, 2), std::nullopt) << wrong;
    }
    EXPECT_EQ(ReadAmount("129.5", 0), std::nullopt);
    EXPECT_EQ(WriteAmount(5, 2) + " " + WriteAmount(12950, 2) + " " + WriteAmount(12950, 0), "0.05 129.50 12950");
}

TEST(ExportRow, IsTheSameItemWhenItIsImported) {  // ORD-2, API-2, ASR-19
    auto item = Stored();
    item.starter_yield_pages = 700;
    item.lead_time_days = 0;
    item.kind = ItemKind::kCompatible;
    item.active = false;
    const external::Ids ids{{"SAP", "47:11; x"}};
    const auto judged = JudgeOne(kAll, ExportRow(item, ids));
    ASSERT_EQ(judged.errors, std::vector<imports::Error>{});
    EXPECT_TRUE(judged.created);
    EXPECT_EQ(static_cast<const ItemInput&>(judged.item.item), static_cast<const ItemInput&>(item));
    EXPECT_EQ(judged.item.ids, ids);
    KnownItems known;
    known.Add({item, ids});
    EXPECT_EQ(JudgeOne(kAll, ExportRow(item, ids), known).result, RowResult::kExisting);
}

TEST(ImportSample, CanBeImported) {  // ORD-2
    const auto table = ReadImport(ImportSample());
    ASSERT_TRUE(table.has_value());
    for (const auto& row : table->rows) {
        EXPECT_EQ(Judge(row, table->columns, FirstLines(table->rows, table->columns), {}).errors,
                  std::vector<imports::Error>{});
    }
}

TEST(Judge, AColumnThatTheFileDoesNotHaveLeavesItemsAsTheyAre) {  // ORD-2
    KnownItems known;
    known.Add({Stored(), {{"SAP", "1"}}});
    const auto judged = JudgeOne({"part_number", "price"}, {" a-1 ", "99,9"}, known);
    EXPECT_EQ(judged.result, RowResult::kImported);
    EXPECT_FALSE(judged.created);
    EXPECT_EQ(judged.changes, (Strings{"part_number", "price"})) << "also its spelling";
    EXPECT_EQ(judged.item.item.price, (Price{9990, "EUR"}));
    EXPECT_EQ(judged.item.item.models.size(), 2U);
    EXPECT_EQ(judged.item.ids, (external::Ids{{"SAP", "1"}}));
    // What is empty is empty.
    EXPECT_EQ(JudgeOne({"part_number", "price"}, {"A-1", ""}, known).item.item.price, Price{});
    EXPECT_EQ(JudgeOne({"part_number", "models"}, {"A-1", ""}, known).item.item.models.size(), 0U);
    // A new item needs more.
    EXPECT_EQ(Wrong({"part_number", "price", "currency"}, {"B-1", "5", "eur"}, known),
              (Strings{"manufacturer missing", "name missing", "supply_type missing"}));
}

TEST(Judge, FindsAnItemByAnExternalIdWhereItsPartNumberHasChanged) {  // API-2
    KnownItems known;
    known.Add({Stored(), {{"SAP", "1"}}});
    auto other = Stored("A-2");
    other.id = ItemId{{{2}}};
    known.Add({other, {{"SAP", "2"}}});
    const Strings columns{"part_number", "external_ids"};
    const auto renamed = JudgeOne(columns, {"A-9", "sap: 1"}, known);
    EXPECT_EQ(renamed.item.item.id, Stored().id);
    EXPECT_EQ(renamed.changes, (Strings{"part_number", "external_ids"}));
    EXPECT_EQ(Wrong(columns, {"A-1", "SAP: 2"}, known), Strings{"external_ids external_id_taken"});
    EXPECT_EQ(Wrong(columns, {"A-9", "SAP: 1; SAP: 2"}, known), Strings{"external_ids external_id_taken"});
    EXPECT_EQ(Wrong(columns, {"A-1", "4711"}, known), Strings{"external_ids missing"});
}

TEST(Judge, ReadsYesAndNoInEveryLanguageOfThePortal) {  // ORD-2, PRT-4
    KnownItems known;
    known.Add({Stored(), {}});
    for (const char* yes : {"yes", "TRUE", "1", "Ja", "WAHR", "oui", "VRAI", "Sì", "SI", "VERO", "SANN", "SANT", ""}) {
        EXPECT_TRUE(JudgeOne({"part_number", "active"}, {"A-1", yes}, known).item.item.active) << yes;
    }
    for (const char* no :
         {"no", "FALSE", "0", "Nein", "FALSCH", "non", "FAUX", "FALSO", "nei", "USANN", "nej", "FALSKT"}) {
        EXPECT_FALSE(JudgeOne({"part_number", "active"}, {"A-1", no}, known).item.item.active) << no;
    }
}

TEST(Judge, NamesEveryWrongValueOfARowInTheOrderOfTheColumns) {  // ORD-2
    auto fields = ExportRow(Stored(), {});
    const auto set = [&](const char* column, const std::string& value) {
        fields[static_cast<std::size_t>(std::ranges::find(kAll, column) - kAll.begin())] = value;
    };
    set("part_number", "7.8E+10");
    set("supply_type", "tonner");
    set("yield_pages", "3.000");
    set("starter_yield_pages", "99999999999");
    set("lead_time_days", "366");
    set("kind", "oem");
    set("price", "1,299.50");
    set("currency", "EURO");
    set("active", "maybe");
    set("models", "MX722ade; Lexmark: MX-722 ADE");
    EXPECT_EQ(
        Wrong(kAll, fields),
        (Strings{"part_number part_number_rounded", "supply_type supply_type_unknown", "yield_pages not_whole_number",
                 "starter_yield_pages out_of_range", "lead_time_days out_of_range", "kind item_kind_unknown",
                 "price price_not_number", "currency too_long", "active not_yes_or_no", "models model_twice"}));
    fields.pop_back();
    EXPECT_EQ(Wrong(kAll, fields), Strings{" row_values"});
}

TEST(Judge, APartNumberStandsInAFileOnce) {  // ORD-2
    const Strings columns{"part_number"};
    const std::vector<imports::Row> rows{{2, {"A-1"}}, {3, {"a - 1"}}};
    KnownItems known;
    known.Add({Stored(), {}});
    const auto lines = FirstLines(rows, columns);
    EXPECT_EQ(Judge(rows[0], columns, lines, known).result, RowResult::kExisting);
    const auto second = Judge(rows[1], columns, lines, known);
    ASSERT_EQ(second.errors.size(), 1U);
    EXPECT_EQ(second.errors[0].code, "part_number_repeated");
    EXPECT_EQ(std::get<std::int64_t>(second.errors[0].args.at("line")), 2);
}

TEST(Judge, APriceAndItsCurrencyGoTogether) {  // ORD-2
    KnownItems none;
    const Strings columns{"part_number", "manufacturer", "name", "supply_type", "price", "currency"};
    const auto price = [&](const std::string& amount, const std::string& currency) {
        return JudgeOne(columns, {"P", "M", "N", "toner", amount, currency}).item.item.price;
    };
    const auto wrong = [&](const std::string& amount, const std::string& currency) {
        return Wrong(columns, {"P", "M", "N", "toner", amount, currency});
    };
    EXPECT_EQ(price("1299", "jpy"), (Price{1299, "JPY"}));
    EXPECT_EQ(price("", "EUR"), Price{}) << "a currency that a column was filled with";
    EXPECT_EQ(wrong("12.5", "JPY"), Strings{"price price_not_number"});
    EXPECT_EQ(wrong("12.5", ""), Strings{"currency price_incomplete"});
    EXPECT_EQ(wrong("12.5", "XXX"), Strings{"currency currency_unknown"});
    EXPECT_EQ(wrong("9999999999.00", "EUR"), Strings{"price out_of_range"});
}

}  // namespace
}  // namespace catalog
