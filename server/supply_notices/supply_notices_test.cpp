#include "server/supply_notices/supply_notices.hpp"

#include <gtest/gtest.h>

#include "lib/base/json.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/goldens_testing.hpp"
#include "server/platform/pg/testing.hpp"
#include "server/platform/pg/transaction.hpp"

namespace supply_notices {
namespace {

const base::OrganizationId kCustomer = *base::OrganizationId::Parse("0193a5c0-0000-7000-8000-000000000001");

base::Uuid Id(int number) {
    return *base::Uuid::Parse("0193a5c0-0000-7000-8000-00000000010" + std::to_string(number));
}

base::Instant At(const char* text) {
    return *base::ParseRfc3339(text);
}

contacts::ContactInput Address(std::string street, std::string city, std::string code) {
    contacts::ContactInput contact{
        .first_name = "Åse", .last_name = "Bjørnstad", .company = "Fjordbank & Sons", .email = "ase@fjordbank.test"};
    contact.address = {.street1 = std::move(street),
                       .floor = "2",
                       .city = std::move(city),
                       .postal_code = std::move(code),
                       .country = "NO"};
    return contact;
}

Notice Of(Kind kind, const std::string& language) {
    return {.kind = kind,
            .organization = kCustomer,
            .to = {"ase@fjordbank.test", "Åse Bjørnstad", language, "Europe/Oslo"},
            .occasion = "1"};
}

Notice AboutOrder(Kind kind, const std::string& language) {
    Notice notice = Of(kind, language);
    notice.order = Order{.id = Id(1), .number = "SO-7F3K-22Q9", .ship_to = Address("Ærfuglveien 3", "Oslo", "0581")};
    notice.items = {{2, "Toner, black", "TN-2420", "Brother HL-L5200DW", "E7811J0N", "Room 204"},
                    {1200, "Waste <toner> \"box\"", "", "Kyocera P3145dn", "VF9", ""}};
    if (kind == Kind::kOrderShipped || kind == Kind::kOrderBackInStock) {
        notice.order->carrier = "Posten & Co";
        notice.order->tracking_number = "70300491";
    }
    return notice;
}

Notice AboutPrinters(Kind kind, const std::string& language, int count) {
    Notice notice = Of(kind, language);
    const bool silent = kind == Kind::kDisconnected || kind == Kind::kDisconnectedLast;
    for (int i = 0; i < count; ++i) {
        Printer printer{.id = Id(i),
                        .model = i == 0 ? "Brother HL-L5200DW" : "Kyocera P3145dn",
                        .serial_number = "SN-" + std::to_string(i),
                        .location = i == 0 ? "Room 204" : ""};
        if (silent) {
            if (i != 1) printer.last_report = At("2026-11-14T22:30:00Z");
            printer.silence = static_cast<Silence>(i == 0 ? 1 : i);
        }
        notice.printers.push_back(printer);
    }
    if (kind == Kind::kEnrolled) notice.ship_to = Address("Ærfuglveien 3", "Oslo", "0581");
    if (silent) notice.days = kind == Kind::kDisconnected ? 7 : 30;
    return notice;
}

struct Case {
    std::string name;
    Notice notice;
};

// Every kind, and where its words differ, each of its forms.
std::vector<Case> Cases(const std::string& language) {
    std::vector<Case> cases;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Kind>>([&](auto described) {
        const Kind kind = described.value;
        const std::string name(base::json::EnumName(kind));
        if (name.starts_with("order_")) {
            cases.push_back({name, AboutOrder(kind, language)});
        } else {
            cases.push_back({name + "-one", AboutPrinters(kind, language, 1)});
            cases.push_back({name + "-several", AboutPrinters(kind, language, 5)});
        }
    });
    const auto find = [&](const std::string& name) -> Notice& {
        return std::ranges::find(cases, name, &Case::name)->notice;
    };
    const auto add = [&](const std::string& name, Notice notice) { cases.push_back({name, std::move(notice)}); };
    find("order_on_back_order").order->reason = "none left <b>before</b> December";
    find("order_on_back_order").order->expected = *base::ParseDay("2026-12-03");
    find("order_cancelled").order->reason = "ordered twice";
    find("order_parted").order->goes_to = "Ola Nordmann";
    find("order_parted").order->goes_with = "SO-9ABC-11XY";
    find("order_address_changed").order->former_address = Address("Søndre gate 4", "Trondheim", "7011");

    find("order_returned").order->reason = "nobody <i>there</i>";
    // Of each that is about pieces: some of them, with one and with many that still come, and what was left.
    for (const std::string name : {"order_shipped", "order_back_in_stock", "order_delivered", "order_cancelled",
                                   "order_on_back_order", "order_returned"}) {
        Notice part = find(name);
        part.items.pop_back();
        part.order->extent = Extent::kPart;
        part.order->remaining = name == "order_back_in_stock" ? 1200 : 1;
        if (name == "order_back_in_stock") part.order->tracking_number = "";
        if (name == "order_returned") part.order->had_arrived = true;
        add(name + "-part", part);
        part.order->remaining = 1200;
        add(name + "-part-many", part);
        part.order->extent = Extent::kRest;
        part.order->remaining = 0;
        if (name == "order_returned") part.order->ordered_again = true;
        add(name + "-rest", part);
    }
    Notice parcel = find("order_address_changed");
    parcel.order->extent = Extent::kRest;
    add("order_address_changed-rest", parcel);
    Notice plain = AboutOrder(Kind::kOrderOnBackOrder, language);
    add("order_on_back_order-plain", plain);
    plain.kind = Kind::kOrderCancelled;
    add("order_cancelled-plain", plain);
    plain.kind = Kind::kOrderParted;
    plain.order->goes_to = "Ola Nordmann";
    add("order_parted-whole", plain);
    return cases;
}

class SupplyNotices : public ::testing::Test {
  protected:
    const i18n::Catalogues texts_ = i18n::Catalogues::BuiltIn();
    base::ManualClock clock_{At("2026-11-21T10:00:00Z")};
    base::IdSource ids_{clock_};
    base::SecretBox secrets_{std::string(base::SecretBox::kKeyBytes, 'k')};
    mail::Mailer mailer_{texts_, ids_, secrets_, "operator.example"};
    const Post post_{mailer_, "https://portal.example", "en"};
};

// ASR-2, ASR-9, ASR-13, ASR-14, PRT-4.
TEST_F(SupplyNotices, EveryKindReadsAsItsGoldenFileInEveryLanguage) {
    for (const auto& language : texts_.Languages()) {
        for (const auto& [name, notice] : Cases(language)) {
            const auto made = MailOf(texts_, post_, notice);
            const std::string form = name.find('-') == std::string::npos ? "" : name.substr(name.find('-'));
            mail::testing::ExpectGolden(mail::Render(texts_, made), made.template_name + form, language);
        }
    }
}

// ASR-9, ASR-13: what each mail has to name.
TEST_F(SupplyNotices, EachNamesPrintersSerialNumbersItemsQuantitiesAndAddress) {
    for (const auto& language : texts_.Languages()) {
        for (const auto& [name, notice] : Cases(language)) {
            const auto content = mail::Render(texts_, MailOf(texts_, post_, notice));
            std::vector<std::string> named;
            for (const auto& item : notice.items) {
                named.insert(named.end(), {item.name, item.part_number, item.printer_model, item.printer_serial_number,
                                           i18n::FormatNumber(language, item.quantity)});
            }
            for (const auto& printer : notice.printers) {
                named.insert(named.end(), {printer.model, printer.serial_number, printer.location});
            }
            if (notice.order && notice.kind != Kind::kOrderCancelled && notice.kind != Kind::kOrderParted) {
                named.insert(named.end(), {"Ærfuglveien 3", i18n::CountryName(language, "NO")});
            }
            for (const auto& one : named) {
                EXPECT_NE(content.text.find(one), std::string::npos) << name << " " << language << ": " << one;
            }
            EXPECT_EQ(content.html.find("<toner>"), std::string::npos) << "what printers say is escaped";
            EXPECT_EQ(content.html.find("<b>"), std::string::npos);
            EXPECT_EQ(content.html.find("<i>"), std::string::npos);
        }
    }
}

class SentNotices : public SupplyNotices {
  protected:
    bool Send(const Notice& notice) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(kCustomer));
        const bool queued = Enqueue(tx, post_, notice, clock_.Now());
        tx.Commit();
        clock_.Advance(std::chrono::hours(1));
        return queued;
    }
    std::string Value(const std::string& sql) { return database_.Value(sql); }
    pg::testing::Database database_;
};

TEST_F(SentNotices, OneCauseSendsOneMailHoweverOftenItIsTold) {  // ASR-9, NOT-1
    Notice notice = AboutOrder(Kind::kOrderShipped, "en");
    EXPECT_TRUE(Send(notice));
    const std::string first = Value("SELECT message_id FROM mails");
    EXPECT_TRUE(Send(notice));
    EXPECT_EQ(Value("SELECT count(*) FROM mails"), "1");
    EXPECT_TRUE(first.ends_with("@operator.example>")) << first;
    notice.occasion = "2";  // the next shipment
    EXPECT_TRUE(Send(notice));
    notice.to.email = "ola@fjordbank.test";
    EXPECT_TRUE(Send(notice));
    EXPECT_EQ(Value("SELECT count(DISTINCT message_id) FROM mails"), "3");
}

TEST_F(SentNotices, MailsOfAnOrderAnswerItsFirstAndThoseOfASilenceTheirFirst) {  // ASR-9, ASR-13
    for (const Kind kind : {Kind::kOrderCreated, Kind::kOrderShipped, Kind::kOrderDelivered}) {
        EXPECT_TRUE(Send(AboutOrder(kind, "en")));
    }
    Notice other = AboutOrder(Kind::kOrderCreated, "en");
    other.order->id = Id(9);
    EXPECT_TRUE(Send(other));
    for (const Kind kind : {Kind::kDisconnected, Kind::kDisconnectedLast, Kind::kReconnected}) {
        EXPECT_TRUE(Send(AboutPrinters(kind, "en", 1)));
    }
    EXPECT_EQ(Value("SELECT string_agg(m.template || ' -> ' || coalesce(f.template, '-'), '; ' ORDER BY m.created_at) "
                    "FROM mails AS m LEFT JOIN mails AS f ON f.message_id = m.in_reply_to"),
              "order_created -> -; order_shipped -> order_created; order_delivered -> order_created; "
              "order_created -> -; printers_disconnected -> -; printers_disconnected_last -> printers_disconnected; "
              "printers_reconnected -> printers_disconnected");
}

TEST_F(SentNotices, WithoutAnAddressNothingIsSent) {
    Notice notice = AboutOrder(Kind::kOrderCreated, "en");
    for (const std::string address : {"", "no address", "a@b.test\r\nBcc: all@b.test"}) {
        notice.to.email = address;
        EXPECT_FALSE(Send(notice)) << address;
    }
    EXPECT_EQ(Value("SELECT count(*) FROM mails"), "0");
}

}  // namespace
}  // namespace supply_notices
