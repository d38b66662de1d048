#include "server/orders/order_papers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/papers/testing.hpp"
#include "server/platform/i18n/i18n.hpp"

// The papers of an order in their words: as pictures, in all six languages (ASR-12, PRT-4).
namespace orders {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Recipient {
    std::string language;
    contacts::ContactInput contact;
};

// One of each language, at home.
std::vector<Recipient> Recipients() {
    const auto contact = [](std::string first, std::string last, std::string company, std::string street,
                            std::string code, std::string city, std::string state, std::string country) {
        contacts::ContactInput input{
            .first_name = std::move(first), .last_name = std::move(last), .company = std::move(company)};
        input.address = {.street1 = std::move(street),
                         .building = "B",
                         .floor = "2",
                         .city = std::move(city),
                         .state = std::move(state),
                         .postal_code = std::move(code),
                         .country = std::move(country)};
        return input;
    };
    return {
        {"de", contact("Jörg", "Weiß", "Größte Bäckerei GmbH", "Königsstraße 5", "10115", "Berlin", "", "DE")},
        {"en", contact("Zoë", "O’Hara", "Harbour & Sons", "12 High Street", "SW1A 2AA", "London", "", "GB")},
        {"fr",
         contact("Maëlys", "Lefèvre", "Société de l’Œuvre", "8, rue de l’Abbé-Grégoire", "75006", "Paris", "", "FR")},
        {"it", contact("Niccolò", "Però", "Città Servizi S.p.A.", "Via Università 4", "00144", "Roma", "RM", "IT")},
        {"nb", contact("Åse", "Bjørnstad", "Fjordbank", "Ærfuglveien 3", "0581", "Oslo", "", "NO")},
        {"sv", contact("Göran", "Åkesson", "Östersunds Kök AB", "Södra vägen 1", "831 30", "Östersund", "", "SE")},
    };
}

PaperContent ContentFor(const Recipient& recipient) {
    const base::Instant shipped = *base::ParseRfc3339("2026-11-21T10:00:00Z");
    PaperContent content;
    content.order.number = "SO-000123";
    content.order.site_name = "Site 1";
    content.order.ordered_at = shipped - std::chrono::hours(48);
    content.order.updated_at = shipped;
    content.organization_name = "Fjordbank Nord";
    content.shipment =
        store::Shipment{.carrier = "DHL", .tracking_number = "00340434161094015902", .shipped_at = shipped};
    content.shipment_number = 1;
    content.recipient = recipient.contact;
    content.language = recipient.language;
    content.sender = {"Nordlys Print Services AS", "Lagerveien 7", "0581 Oslo"};
    base::ManualClock clock(shipped);
    base::IdSource ids(clock);
    const auto first = ids.Make<printers::PrinterId>();
    const auto second = ids.Make<printers::PrinterId>();
    const auto waste = ids.Make<catalog::ItemId>();
    content.waste.insert(waste);
    const auto add = [&](printers::PrinterId printer, const std::string& serial, const std::string& type,
                         const std::string& colorant, int quantity) -> store::Line& {
        content.lines.push_back({.printer_id = printer,
                                 .printer_serial_number = serial,
                                 .printer_model = "Lexmark CX735adse",
                                 .printer_location = "Ø2, Regal 7 – Süd",
                                 .item_name = type,
                                 .item_colorant = colorant});
        content.lines.back().quantity = quantity;
        return content.lines.back();
    };
    add(first, "7464001HL", "toner_cartridge", "black", 2);
    add(second, "7464002HL", "ink_cartridge", "yellow", 1);
    auto& bottle = add(first, "7464001HL", "Waste toner bottle 25k", "", 1);
    bottle.item_id = waste;
    bottle.item_part_number = "71C0W00";
    return content;
}

TEST(OrderPapers, AreRightAsDrawnInAllSixLanguages) {  // ASR-12, PRT-4
    const auto texts = i18n::Catalogues::BuiltIn();
    for (const Recipient& recipient : Recipients()) {
        const PaperContent content = ContentFor(recipient);
        const auto slip = papers::Draw(SlipOf(content, texts, recipient.language));
        EXPECT_TRUE(slip.missing.empty()) << recipient.language;
        papers::testing::ExpectGolden(slip, "slip-" + recipient.language);
        papers::testing::ExpectApart(slip, 210, 297, 5);
        const auto labels = papers::Draw(LabelsOf(content, texts, recipient.language, papers::Roll::k100x150));
        EXPECT_EQ(labels.pages, 2) << "one for each printer";
        EXPECT_TRUE(labels.missing.empty()) << recipient.language;
        papers::testing::ExpectGolden(labels, "label-" + recipient.language);
        papers::testing::ExpectApart(labels, 100, 150, 3.9);
    }
}

// What ICU writes in these languages is drawn as well: the minus of Norwegian and Swedish, the spaces of French.
TEST(OrderPapers, EveryCharacterOfTheSixLanguagesHasItsGlyph) {
    const auto texts = i18n::Catalogues::BuiltIn();
    for (const std::string& language : texts.LanguagesOf("papers")) {
        std::string all = i18n::FormatNumber(language, -1'234'567) + i18n::FormatDate(language, base::Day{});
        for (const auto& [key, text] : texts.Texts(language)) {
            if (key.starts_with("papers.") || key.starts_with("items.")) all += text;
        }
        papers::Slip slip;
        slip.number_of = [](int, int) { return ""; };
        slip.missing_note = [](const std::string& code_points) { return code_points; };
        slip.lines = {{.item = all}};
        EXPECT_EQ(papers::NameCodePoints(papers::Draw(slip).missing), "") << language;
    }
}

TEST(OrderPapers, ACartridgeIsPutInWhenTheOldOneIsEmptyAndABottleWhenItIsFull) {  // ASR-12
    const auto texts = i18n::Catalogues::BuiltIn();
    const PaperContent content = ContentFor(Recipients()[1]);
    const auto slip = SlipOf(content, texts, "en");
    ASSERT_EQ(slip.lines.size(), 3U);
    EXPECT_EQ(slip.lines[0].item, "Toner cartridge, black");
    EXPECT_EQ(slip.lines[0].sentence,
              "For printer 7464001HL only. Do not put it in before the cartridge in the printer is empty.");
    EXPECT_EQ(slip.lines[1].item, "Waste toner bottle 25k") << "with the other line of its printer";
    EXPECT_EQ(slip.lines[1].sentence,
              "For printer 7464001HL only. Do not put it in before the container in the printer is full.");
    EXPECT_EQ(slip.lines[2].printer_serial_number, "7464002HL");
    EXPECT_EQ(slip.total, "4 items for 2 printers");
    const auto labels = LabelsOf(content, texts, "en", papers::Roll::k100x150);
    ASSERT_EQ(labels.labels.size(), 2U);
    EXPECT_EQ(labels.labels[0].items,
              (std::vector<std::string>{"2 × Toner cartridge, black", "1 × Waste toner bottle 25k (71C0W00)"}));
    EXPECT_THAT(labels.labels[0].sentence, HasSubstr("For printer 7464001HL only. Do not put anything in before"));
    EXPECT_EQ(labels.labels[1].sentence,
              "For printer 7464002HL only. Do not put it in before the cartridge in the printer is empty.");
}

TEST(OrderPapers, ASlipHasTheSheetOfWhereItGoes) {
    const auto texts = i18n::Catalogues::BuiltIn();
    PaperContent content = ContentFor(Recipients()[0]);
    EXPECT_EQ(SlipOf(content, texts, "en").sheet, papers::Sheet::kA4);
    content.recipient.address.country = "US";
    EXPECT_EQ(SlipOf(content, texts, "en").sheet, papers::Sheet::kLetter);
}

TEST(OrderPapers, ALabelIsScannedAsTheOrderSaysIt) {  // ASR-12
    const auto texts = i18n::Catalogues::BuiltIn();
    const PaperContent content = ContentFor(Recipients()[0]);
    for (const auto roll : {papers::Roll::k100x150, papers::Roll::kA6, papers::Roll::k62mm}) {
        const papers::testing::Printed printed(papers::Draw(LabelsOf(content, texts, "de", roll)), 203);
        ASSERT_EQ(printed.pages().size(), 2U);
        EXPECT_EQ(papers::testing::Scan(printed.pages()[0]),
                  (std::multiset<std::string>{"SO-000123", "7464001HL", "Ø2, Regal 7 – Süd"}));
    }
}

TEST(OrderPapers, BeforeItIsShippedAPaperSaysWhenItWasOrdered) {
    const auto texts = i18n::Catalogues::BuiltIn();
    PaperContent content = ContentFor(Recipients()[1]);
    const auto captions = [&] {
        std::string all;
        for (const auto& fact : SlipOf(content, texts, "en").facts) all += fact.caption + ", ";
        return all;
    };
    EXPECT_THAT(captions(), HasSubstr("Shipped on, Carrier, Tracking number"));
    content.shipment.reset();
    EXPECT_THAT(captions(), HasSubstr("Ordered on"));
    EXPECT_THAT(captions(), Not(HasSubstr("Carrier")));
}

}  // namespace
}  // namespace orders
