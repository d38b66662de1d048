#include "simulator/fleet.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "lib/base/json.hpp"

namespace simulator {
namespace {

using snmp::ber::Oid;
namespace ber = snmp::ber;
using std::chrono::days;
using std::chrono::hours;

const Oid kDescr{1, 3, 6, 1, 2, 1, 1, 1, 0};
const Oid kFirstLevel{1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 9, 1, 1};
const Oid kLife{1, 3, 6, 1, 2, 1, 43, 10, 2, 1, 4, 1, 1};

class FleetTest : public testing::Test {
  protected:
    FleetTest() : clock(*base::ParseDay("2026-03-10") + hours(9)) {
        options.printers = 30;
        options.rules.epoch = *base::ParseDay("2026-01-01");
        options.rules.outages = false;
        options.coherence = std::chrono::milliseconds(0);
    }

    // One GET; the answer's bytes.
    ber::Bytes Raw(Fleet& fleet, std::string_view address, const Oid& name, std::string_view community = "public",
                   ber::PduType type = ber::PduType::kGet) {
        std::vector<std::uint8_t> buffer(512);
        ber::BackWriter writer(buffer);
        const auto mark = writer.Mark();
        writer.Element(ber::kNull, {});
        writer.OidElement(name.ids());
        writer.Wrap(ber::kSequence, mark);
        writer.Wrap(ber::kSequence, mark);
        writer.Integer(0);
        writer.Integer(0);
        writer.Integer(77);
        writer.Wrap(static_cast<std::uint8_t>(type), mark);
        writer.Element(ber::kOctetString, ber::AsBytes(community));
        writer.Integer(1);
        writer.Wrap(ber::kSequence, mark);
        fleet.ReadClock();
        return fleet.Answer(*ParseAddress(address), writer.bytes()).bytes;
    }
    // The value as text or number; nullopt without an answer or a value.
    std::optional<std::string> Get(Fleet& fleet, std::string_view address, const Oid& name,
                                   std::string_view community = "public") {
        ber::Message message;
        if (ber::DecodeMessage(Raw(fleet, address, name, community), message) != ber::Error::kNone) return {};
        ber::Reader list(message.pdu.varbinds);
        ber::Reader varbind(list.Take(ber::kSequence));
        varbind.TakeOid();
        if (varbind.PeekTag() == ber::kInteger) return std::to_string(varbind.TakeInteger());
        if (varbind.PeekTag() == ber::kCounter32) return std::to_string(varbind.TakeUnsigned(ber::kCounter32));
        if (varbind.PeekTag() != ber::kOctetString) return {};
        return std::string(ber::AsText(varbind.Take(ber::kOctetString)));
    }
    static std::string Do(Fleet& fleet, const std::string& line) {
        const auto done = fleet.Control(line);
        EXPECT_TRUE(done) << line << ": " << (done ? "" : done.error());
        return done.value_or("");
    }

    FleetOptions options;
    base::ManualClock clock;
};

TEST_F(FleetTest, AnswersOnEachAddressAndNowhereElse) {
    options.dead_every = 5;
    Fleet fleet(options, clock);
    std::set<Address> seen;
    for (const Printer& printer : fleet.printers()) {
        EXPECT_TRUE(Get(fleet, FormatAddress(printer.address), kDescr)) << FormatAddress(printer.address);
        seen.insert(printer.address);
    }
    EXPECT_EQ(seen.size(), 30U);
    EXPECT_FALSE(seen.contains(*ParseAddress("127.20.0.5")));
    EXPECT_FALSE(Get(fleet, "127.20.0.5", kDescr));
    EXPECT_FALSE(Get(fleet, "127.20.0.1", kDescr, "private"));
}

TEST_F(FleetTest, SpreadsOverSubnetsWithoutTheirFirstAndLastAddress) {
    options.printers = 600;
    Fleet all(options, clock);
    for (const Printer& printer : all.printers()) {
        EXPECT_NE(printer.address & 255, 0U);
        EXPECT_NE(printer.address & 255, 255U);
    }
    options.per_subnet = 54;
    Fleet few(options, clock);
    EXPECT_EQ(FormatAddress(few.printers()[53].address), "127.20.0.54");
    EXPECT_EQ(FormatAddress(few.printers()[54].address), "127.20.1.1");
}

TEST_F(FleetTest, GoesOnWhereItWasAfterARestart) {
    Fleet first(options, clock);
    for (int i = 0; i < 40; ++i) {
        clock.Advance(hours(7));
        for (const Printer& printer : first.printers()) (void)Get(first, FormatAddress(printer.address), kLife);
    }
    Fleet second(options, clock);
    for (std::size_t i = 0; i < first.printers().size(); ++i) {
        const std::string address = FormatAddress(first.printers()[i].address);
        EXPECT_EQ(first.printers()[i].identity.serial, second.printers()[i].identity.serial);
        EXPECT_EQ(Get(first, address, kLife), Get(second, address, kLife)) << address;
        EXPECT_EQ(Get(first, address, kFirstLevel), Get(second, address, kFirstLevel)) << address;
    }
}

TEST_F(FleetTest, ShowsTheStateOfAnEarlierTimeWhenTheClockGoesBack) {
    options.model = "lexmark-ms521";
    Fleet fleet(options, clock);
    const auto before = Get(fleet, "127.20.0.1", kLife);
    clock.Advance(days(30));
    EXPECT_NE(Get(fleet, "127.20.0.1", kLife), before);
    clock.Advance(-days(30));
    EXPECT_EQ(Get(fleet, "127.20.0.1", kLife), before);
}

TEST_F(FleetTest, IsChangedByHand) {
    options.model = "xerox-altalink";
    Fleet fleet(options, clock);
    Do(fleet, "level 127.20.0.1 1 50");
    EXPECT_EQ(Get(fleet, "127.20.0.1", kFirstLevel), "2650");
    Do(fleet, "swap 127.20.0.1 1 ABC123");
    EXPECT_EQ(Get(fleet, "127.20.0.1", kFirstLevel), "5300");
    EXPECT_EQ(Get(fleet, "127.20.0.1", Oid{1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 6, 1, 1}),
              "Black Toner, PN 006R01509;SNABC123");
    const auto life = std::stoll(*Get(fleet, "127.20.0.1", kLife));
    Do(fleet, "pages 127.20.0.1 1000");
    EXPECT_NEAR(static_cast<double>(std::stoll(*Get(fleet, "127.20.0.1", kLife)) - life), 1000, 1);
    Do(fleet, "level 127.20.0.1 1 4");
    const auto shown = base::json::Parse(Do(fleet, "show 127.20.0.1"));
    ASSERT_TRUE(shown);
    EXPECT_FALSE(shown->as_object().at("alerts").as_array().empty());
}

// AGT-3: a printer that gets another address stays the same printer.
TEST_F(FleetTest, MovesAPrinterToAnotherAddress) {
    Fleet fleet(options, clock);
    const auto descr = Get(fleet, "127.20.0.1", kDescr);
    const std::string serial = fleet.Find("127.20.0.1")->identity.serial;
    Do(fleet, "move 127.20.0.1 127.20.9.9");
    EXPECT_FALSE(Get(fleet, "127.20.0.1", kDescr));
    EXPECT_EQ(Get(fleet, "127.20.9.9", kDescr), descr);
    EXPECT_EQ(fleet.Find(serial)->address, *ParseAddress("127.20.9.9"));
    EXPECT_FALSE(fleet.Control("move 127.20.0.2 127.20.9.9"));
    EXPECT_FALSE(fleet.Control("move 127.20.0.2 10.0.0.1"));
}

TEST_F(FleetTest, MisbehavesWhenTold) {
    Fleet fleet(options, clock);
    Do(fleet, "dead 127.20.0.1");
    EXPECT_TRUE(Raw(fleet, "127.20.0.1", kDescr).empty());
    Do(fleet, "alive 127.20.0.1");
    EXPECT_FALSE(Raw(fleet, "127.20.0.1", kDescr).empty());
    Do(fleet, "fault 127.20.0.1 truncate=20");
    EXPECT_EQ(Raw(fleet, "127.20.0.1", kDescr).size(), 20U);
    Do(fleet, "fault 127.20.0.1 none garbage");
    ber::Message message;
    EXPECT_NE(ber::DecodeMessage(Raw(fleet, "127.20.0.1", kDescr), message), ber::Error::kNone);
    Do(fleet, "fault 127.20.0.1 none huge");
    EXPECT_EQ(Get(fleet, "127.20.0.1", kDescr)->size(), 60'000U);
    Do(fleet, "fault 127.20.0.1 none slow=300");
    Do(fleet, "fault 127.20.0.2 wrong-id");
    ASSERT_EQ(ber::DecodeMessage(Raw(fleet, "127.20.0.2", kDescr), message), ber::Error::kNone);
    EXPECT_EQ(message.pdu.request_id, 1077);
    Do(fleet, "fault 127.20.0.3 drop=2");
    EXPECT_FALSE(Raw(fleet, "127.20.0.3", kDescr).empty());
    EXPECT_TRUE(Raw(fleet, "127.20.0.3", kDescr).empty());
    EXPECT_EQ(Do(fleet, "count 127.20.0.3"), "requests 2 answers 1\n");
    Do(fleet, "community 127.20.0.4 secret");
    EXPECT_FALSE(Get(fleet, "127.20.0.4", kDescr));
    EXPECT_TRUE(Get(fleet, "127.20.0.4", kDescr, "secret"));
    for (const char* bad : {"level 127.20.0.1 99 5", "level 127.20.0.1 1 500", "dead 127.99.0.1",
                            "fault 127.20.0.1 sing", "dance 127.20.0.1 1", "level"}) {
        EXPECT_FALSE(fleet.Control(bad)) << bad;
    }
}

TEST_F(FleetTest, SaysItsNewestAlertUnasked) {
    options.model = "lexmark-mx622";
    Fleet fleet(options, clock);
    Do(fleet, "cover 127.20.0.1 on");
    Do(fleet, "trap 127.20.0.1 127.0.0.1:1162 v2c public");
    Do(fleet, "trap 127.20.0.1 127.0.0.1 v1 public");
    const auto said = fleet.TakeUnasked();
    ASSERT_EQ(said.size(), 2U);
    EXPECT_TRUE(fleet.TakeUnasked().empty());
    EXPECT_EQ(said[0].from, *ParseAddress("127.20.0.1"));
    EXPECT_EQ(said[0].to.port(), 1162);
    EXPECT_EQ(said[1].to.port(), 162);
    ber::Message message;
    ASSERT_EQ(ber::DecodeMessage(said[0].bytes, message), ber::Error::kNone);
    EXPECT_EQ(message.pdu.type, ber::PduType::kTrapV2);
    EXPECT_GE(message.pdu.varbind_count, 7);  // when, what, and the objects of printerV2Alert
    ASSERT_EQ(ber::DecodeMessage(said[1].bytes, message), ber::Error::kNone);
    EXPECT_EQ(message.trap.enterprise, (Oid{1, 3, 6, 1, 2, 1, 43, 18, 2}));
    EXPECT_EQ(message.trap.specific, 1);
    for (const char* bad : {"trap 127.20.0.1 127.0.0.1 v2c nobody", "trap 127.20.0.1 127.0.0.1 v4 public",
                            "trap 127.20.0.1 somewhere v1 public", "trap 127.20.0.1 127.0.0.1 v1"}) {
        EXPECT_FALSE(fleet.Control(bad)) << bad;
    }
}

TEST_F(FleetTest, TellsWhatUsersPutIn) {
    const auto swaps_of = [](Fleet& fleet) {  // "<serial> <slot> " -> how often, before the epoch too
        std::map<std::string, std::int64_t> swaps;
        for (const Printer& printer : fleet.printers()) {
            const auto shown = base::json::Parse(Do(fleet, "show " + FormatAddress(printer.address)));
            for (const auto& supply : shown->at("supplies").as_array()) {
                swaps[printer.identity.serial + " " + std::to_string(supply.at("index").as_int64()) + " "] =
                    supply.at("swaps").to_number<std::int64_t>();
            }
        }
        return swaps;
    };
    clock.Set(options.rules.epoch);
    Fleet fleet(options, clock);
    const auto before = swaps_of(fleet);
    clock.Advance(days(200));
    const auto after = swaps_of(fleet);
    const std::string told = Do(fleet, "swaps");
    std::int64_t all = 0;
    for (const auto& [part, swaps] : after) {
        EXPECT_NE(told.find(part + "-\n"), std::string::npos) << part;
        std::int64_t times = 0;
        for (auto at = told.find(part + "2026-"); at != std::string::npos; at = told.find(part + "2026-", at + 1)) {
            ++times;
        }
        EXPECT_EQ(times, swaps - before.at(part)) << part;
        all += times;
    }
    EXPECT_GT(all, 30);
}

TEST_F(FleetTest, KnowsSuppliesByTheNamesThatTheAgentGivesThem) {
    options.model = "brother-hl";
    Fleet fleet(options, clock);
    const Oid cyan{1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 9, 1, 2};
    Do(fleet, "level 127.20.0.1 1.2 0");
    EXPECT_EQ(Get(fleet, "127.20.0.1", cyan), "0");
    Do(fleet, "swap 127.20.0.1 private.112");  // 112: the code of cyan toner in Brother's own table
    EXPECT_EQ(Get(fleet, "127.20.0.1", cyan), "-3");
    EXPECT_FALSE(fleet.Control("swap 127.20.0.1 private.2"));
}

TEST_F(FleetTest, HoldsSuppliesBackInAContextWhereTheModelDoes) {
    options.model = "cp4525";
    Fleet fleet(options, clock);
    EXPECT_FALSE(Get(fleet, "127.20.0.1", kFirstLevel));
    EXPECT_TRUE(Get(fleet, "127.20.0.1", kFirstLevel, "public@Jetdirect"));
    EXPECT_FALSE(Get(fleet, "127.20.0.1", kFirstLevel, "public@Other"));
}

TEST_F(FleetTest, KeepsMemoryBoundedHoweverManyArePolled) {
    options.printers = 300;
    options.rendered_at_once = 20;
    options.model = "lexmark";  // all of them speak v2c
    Fleet fleet(options, clock);
    for (int round = 0; round < 3; ++round) {
        for (const Printer& printer : fleet.printers()) {
            EXPECT_TRUE(Get(fleet, FormatAddress(printer.address), kDescr));
        }
    }
    EXPECT_LE(std::ranges::count_if(fleet.printers(), [](const Printer& p) { return p.rendered != nullptr; }), 20);
}

}  // namespace
}  // namespace simulator
