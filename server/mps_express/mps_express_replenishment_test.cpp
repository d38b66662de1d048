#include "server/mps_express/mps_express_testing.hpp"

namespace mps_express {
namespace {

using testing::kBase;
using testing::MpsExpressHttp;

// ASR-2, MPX-5: what the programme manages takes part in replenishment, and whoever gets its supplies hears of it at once.
TEST_F(MpsExpressHttp, WhatIsManagedTakesPartAndItsContactsAreToldAtOnce) {
    MakeReady();
    contacts::ContactInput other{.first_name = "Eva", .last_name = "Dahl", .email = "eva@bakery.example"};
    other.language = "de";
    const auto eva = world_.AddContact(mine_.organization, other);
    contacts::ContactInput third{.last_name = "Stock", .email = "stock@bakery.example"};
    const auto stock = world_.AddContact(mine_.organization, third);
    world_.AssignContact(mine_.organization, Ids({1, 2}), eva.id);
    world_.AssignContact(mine_.organization, Ids({4}), stock.id);  // 5 keeps one without an address
    const auto mails = [&] {
        return database_.Value(
            "SELECT string_agg(to_address || ' ' || language || ' ' || "
            "(SELECT count(*) FROM regexp_matches(body_text, '75[0-9]{8}A', 'g')), ', ' ORDER BY to_address) "
            "FROM mails WHERE template = 'printers_enrolled'");
    };
    const auto taking_part = [&] {
        return database_.Value(
            "SELECT string_agg(serial_number || ' ' || source || ' ' || confirmed_to, ', ' ORDER BY serial_number) "
            "FROM printer_enrollments AS e JOIN printers AS p ON p.id = e.printer_id WHERE enrolled_at IS NOT NULL");
    };
    EXPECT_EQ(AcceptAndEnroll({1, 2, 4, 5}).At("/state"), "pending");
    EXPECT_EQ(taking_part(), "") << "nobody has confirmed it yet";
    EXPECT_EQ(mails(), "");

    EXPECT_EQ(Decide(operator_, "confirmations", {Membership(1), Membership(2), Membership(4), Membership(5)}).status,
              200);
    EXPECT_EQ(taking_part(),
              "7500000001A mps_express eva@bakery.example, 7500000002A mps_express eva@bakery.example, "
              "7500000004A mps_express stock@bakery.example, 7500000005A mps_express ");
    EXPECT_EQ(mails(), "eva@bakery.example de 2, stock@bakery.example en 1");
    EXPECT_EQ(Decide(operator_, "confirmations", {Membership(1)}).status, 409);
    EXPECT_EQ(mails(), "eva@bakery.example de 2, stock@bakery.example en 1") << "told once";

    // Who leaves the programme takes part no more, and is told again when it comes back.
    EXPECT_EQ(Decide(specialist_, "removals", {Membership(4)}, "sold").status, 200);
    EXPECT_EQ(database_.Value("SELECT count(*) FROM printer_enrollments WHERE enrolled_at IS NOT NULL"), "3");
    clock_.Advance(std::chrono::hours(1));
    // By contract nobody has to confirm: at once.
    const std::string path = kBase + "/contract" + In(mine_.organization);
    const auto contract = api_.As(operator_).Get(path);
    ASSERT_EQ(api_.As(operator_).Put(path, R"({"automatic_confirmation":true})", contract.ETag()).status, 200);
    EXPECT_EQ(AcceptAndEnroll({4}).At("/state"), "managed");
    EXPECT_EQ(mails(), "eva@bakery.example de 2, stock@bakery.example en 1, stock@bakery.example en 1");
}

}  // namespace
}  // namespace mps_express
