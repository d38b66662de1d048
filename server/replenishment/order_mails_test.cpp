#include <set>

#include "server/platform/mail/delivery.hpp"
#include "server/platform/mail/scripted_smtp.hpp"
#include "server/platform/outbox/sender.hpp"
#include "server/replenishment/order_contacts_testing.hpp"

// ASR-9, PRT-4: mails about orders are in the language of who reads them.
namespace replenishment {
namespace {

using testing::OrderContacts;

// Quoted-printable (RFC 2045, 6.7), back to what was written.
std::string Decoded(const std::string& data) {
    std::string text;
    for (std::size_t at = 0; at < data.size(); ++at) {
        if (data[at] != '=') {
            text += data[at];
        } else if (data.compare(at, 3, "=\r\n") == 0) {
            at += 2;
        } else {
            text += static_cast<char>(std::stoi(data.substr(at + 1, 2), nullptr, 16));
            at += 2;
        }
    }
    return text;
}

// The plain text of a mail, without its link.
std::string TextOf(const mail::testing::Received& mail) {
    const auto part = mail.data.find("text/plain");
    const auto begin = mail.data.find("\r\n\r\n", part);
    const auto end = mail.data.find("\r\n--", begin);
    std::string text = Decoded(mail.data.substr(begin, end - begin));
    const auto link = text.find("https://");
    return link == std::string::npos ? text : text.erase(link, text.find("\r\n", link) - link);
}

std::set<std::string> WordsOf(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!word.empty()) {
            words.insert(std::exchange(word, ""));
        }
    }
    return words;
}

class OrderMails : public OrderContacts {
  protected:
    // Sends what waits over SMTP.
    std::vector<mail::testing::Received> Delivered() {
        mail::Delivery delivery(ids_, secrets_,
                                {.url = smtp_.Url(),
                                 .tls = mail::SmtpOptions::Tls::kNone,
                                 .from_address = "platen@operator.test",
                                 .from_name = "Platen",
                                 .timeout = std::chrono::seconds(10)});
        outbox::Sender sender(database_.pool(), clock_, delivery);
        while (sender.SendOne() == outbox::Sender::Step::kHandled) {
        }
        return smtp_.Mails();
    }
    std::string NewestMailLanguage() {
        return database_.Value("SELECT language FROM mails ORDER BY created_at DESC, id DESC LIMIT 1");
    }
    mail::testing::ScriptedSmtp smtp_;
};

TEST_F(OrderMails, EveryKindReachesAGermanContactInGermanOverSmtp) {
    item_name_ = "toner";  // generic items have words of their own
    const auto eva = NewContact("Eva", "de");
    const auto ole = NewContact("Ole", "de");
    Assign({1, 2}, eva);
    const auto waits = PlaceOrder({1, 2}, eva);
    Do(waits, "back-order");
    Assign({2}, ole);
    Do(waits, "shipments");
    Do(waits, "delivery");
    Assign({1, 2}, eva);
    const auto ships = PlaceOrder({1}, eva);
    Do(ships, "shipments");
    Do(PlaceOrder({1}, eva), "cancellation");

    std::set<std::string> english;
    std::set<std::string> german;
    for (const auto& [key, text] : texts_.Texts("en"))
        if (key.starts_with("mail.order_") || key.starts_with("items."))
            english.merge(WordsOf(texts_.Format("en", key)));
    for (const auto& [key, text] : texts_.Texts("de"))
        if (key.starts_with("mail.") || key.starts_with("items.")) german.merge(WordsOf(texts_.Format("de", key)));
    for (const auto& mail : Delivered()) {
        EXPECT_EQ(mail.Header("Content-Language"), "de");
        const std::string text = TextOf(mail);
        EXPECT_NE(text.find("Guten Tag"), std::string::npos) << text;
        const bool has_address = text.find("Straat") != std::string::npos;
        EXPECT_EQ(has_address, text.find("Norwegen") != std::string::npos) << text;
        EXPECT_EQ(text.find("P-1") != std::string::npos, text.find("Schwarz") != std::string::npos) << text;
        for (const auto& word : WordsOf(text)) {
            // What is left is data: names, addresses, what a printer or a person wrote.
            static const std::set<std::string> kData{"toner", "none", "left"};
            EXPECT_TRUE(!english.contains(word) || german.contains(word) || kData.contains(word)) << word << "\n"
                                                                                                  << text;
        }
    }
    EXPECT_EQ(database_.Value("SELECT count(DISTINCT template) FROM mails WHERE state = 'sent'"), "8");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE language <> 'de' OR state <> 'sent'"), "0");
}

TEST_F(OrderMails, AnAddressThatChangesAfterPackingIsSaidOnce) {  // ASR-14
    const auto eva = NewContact("Eva");
    Assign({1}, eva);
    const auto order = PlaceOrder({1}, eva);
    Do(order, "confirmation");
    Move(eva, "Eva", "Straat 7");
    EXPECT_EQ(Mails().find("order_address_changed"), std::string::npos) << "nothing is packed yet";
    Do(order, "packing");
    EXPECT_NE(Text(Order(order).at("packed_at")), "null");
    Move(eva, "Eva", "Straat 9");
    const auto mail = Mail(order, "order_address_changed");
    EXPECT_NE(mail.find("Straat 7"), std::string::npos) << mail;
    EXPECT_NE(mail.find("Straat 9"), std::string::npos) << mail;
    EXPECT_TRUE(Order(order).at("packed_at").is_null()) << "it is labelled anew";
    Move(eva, "Eva", "Straat 11");
    EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE template = 'order_address_changed'"), "1");
    Do(order, "packing");
    Do(order, "shipments");
    EXPECT_TRUE(Order(order).at("packed_at").is_null()) << "it has left";
}

TEST_F(OrderMails, WhateverTheLabelShowsIsSaidWhenItChangesAfterPacking) {  // ASR-14
    const auto eva = NewContact("Eva");
    Assign({1}, eva);
    const auto order = PlaceOrder({1}, eva);
    Do(order, "confirmation");
    const std::string path = "/api/v1/contacts/" + eva;
    using Words = std::vector<std::pair<std::string, std::string>>;
    const auto change = [&](const Words& words) {
        clock_.Advance(std::chrono::minutes(1));
        std::string text = ContactBody("Eva", "Straat van Eva");
        for (const auto& [from, to] : words) text.replace(text.find(from), from.size(), to);
        EXPECT_EQ(People().Put(path, text, People().Get(path).ETag()).status, 200) << text;
    };
    int said = 0;
    const auto mails = [&] { return Count("mails WHERE template = 'order_address_changed'"); };
    const std::pair<std::string, std::string> floor{R"("floor":"")", R"("floor":"2")"};
    for (const auto& [from, to] : Words{{R"("company":"")", R"("company":"Fjordbank")"},
                                        {R"("first_name":"")", R"("first_name":"Anna")"},
                                        {R"("last_name":"Eva")", R"("last_name":"Berg")"},
                                        floor}) {
        Do(order, "packing");
        change({{from, to}});
        EXPECT_TRUE(Order(order).at("packed_at").is_null()) << to << ": it is labelled anew";
        EXPECT_EQ(mails(), std::to_string(++said)) << to;
    }
    Do(order, "packing");
    change({floor,
            {R"("country_code":"","number":"")", R"("country_code":"47","number":"22334455")"},
            {"eva@mail", "eva2@mail"}});
    EXPECT_FALSE(Order(order).at("packed_at").is_null()) << "the label shows none of it";
    EXPECT_EQ(mails(), std::to_string(said));
}

TEST_F(OrderMails, TheNearestLanguageCounts) {
    const auto eva = NewContact("Eva");
    Assign({1}, eva);
    const auto language_of_the_next = [&] {
        clock_.Advance(std::chrono::minutes(1));
        Do(PlaceOrder({1}, eva), "cancellation");
        return NewestMailLanguage();
    };
    EXPECT_EQ(language_of_the_next(), "en") << "the installation's";
    world_.SetLanguage(world_.platen(), "de");
    EXPECT_EQ(language_of_the_next(), "de");
    world_.SetLanguage(partner_, "en");
    EXPECT_EQ(language_of_the_next(), "en");
    world_.SetLanguage(customer_, "de");
    EXPECT_EQ(language_of_the_next(), "de");
    const std::string path = "/api/v1/contacts/" + eva;
    EXPECT_EQ(People().Put(path, ContactBody("Eva", "Straat 1", "en"), People().Get(path).ETag()).status, 200);
    EXPECT_EQ(language_of_the_next(), "en");
    EXPECT_EQ(People().Put(path, ContactBody("Eva", "Straat 1", "xx"), People().Get(path).ETag()).Errors(),
              std::vector<std::string>{"/language not_one_of"});
    EXPECT_EQ(People().Put(path, ContactBody("Eva", "Straat 1"), People().Get(path).ETag()).status, 200);
    EXPECT_EQ(language_of_the_next(), "de") << "absent: the organization's again";
}

TEST_F(OrderMails, WithoutATrackingNumberNothingIsSaidOfOne) {
    const auto eva = NewContact("Eva");
    Assign({1}, eva);
    for (const std::string number : {"", "0034"}) {
        const auto order = PlaceOrder({1}, eva);
        const auto path = "/api/v1/supply-orders/" + Text(Order(order).at("id"));
        EXPECT_EQ(People()
                      .Post(path + "/shipments", R"({"carrier":"DHL","tracking_number":")" + number + "\"}",
                            {{"If-Match", People().Get(path).ETag()}})
                      .status,
                  200);
        const auto mail = Mail(order, "order_shipped");
        EXPECT_EQ(mail.find("tracking") != std::string::npos, !number.empty()) << mail;
        EXPECT_NE(mail.find(number.empty() ? "with DHL. It goes" : "with DHL, tracking number 0034. It goes"),
                  std::string::npos)
            << mail;
        EXPECT_EQ(mail.find("Location"), std::string::npos) << "no column that is empty";
        Do(order, "delivery");
    }
}

}  // namespace
}  // namespace replenishment
