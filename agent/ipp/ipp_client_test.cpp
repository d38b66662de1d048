#include "agent/ipp/ipp_client.hpp"

#include <gtest/gtest.h>

#include "agent/devices/makers.hpp"
#include "agent/ipp/merge.hpp"
#include "agent/ipp/test_printer.hpp"

namespace agent {
namespace {

using simulated::IppText;
using simulated::TestPrinter;

constexpr IppClientOptions kQuick{.connect_timeout = std::chrono::milliseconds(1000),
                                  .timeout = std::chrono::milliseconds(3000)};

IppAnswer AskOne(std::vector<IppPlace> places, IppClientOptions options = kQuick) {
    IppClient client(options);
    IppAnswer got;
    int answers = 0;
    client.Ask(std::move(places), [&](IppAnswer answer) {
        got = std::move(answer);
        ++answers;
    });
    while (client.RunFor(std::chrono::milliseconds(200))) {
    }
    EXPECT_EQ(answers, 1);
    return got;
}

IppText Simple() {
    IppText text;
    text.Text("printer-make-and-model", "Kyocera Tests 100").Number("printer-state", 3, 0x23);
    return text;
}

TestPrinter::Answer Always(std::string body) {
    return [body = std::move(body)](const std::string&, const std::string&) { return TestPrinter::Http(body); };
}

TEST(ReadIppUrl, ReadsWhatAPersonWrites) {
    EXPECT_EQ(ReadIppUrl("ipp://10.0.0.7/ipp/print"), (IppPlace{"10.0.0.7", 631, "/ipp/print", false}));
    EXPECT_EQ(ReadIppUrl("ipps://[fe80::1]:8631/x"), (IppPlace{"fe80::1", 8631, "/x", true}));
    EXPECT_EQ(ReadIppUrl("https://printer.example"), (IppPlace{"printer.example", 443, "/", true}));
    for (const char* wrong : {"", "10.0.0.7", "ftp://10.0.0.7/", "ipp:///x", "ipp://a:0/", "ipp://a:65536/",
                              "ipp://a:9x/", "ipp://a b/", "ipp://a/\r\nX: y", "ipp://name:password@a/"}) {
        EXPECT_FALSE(ReadIppUrl(wrong)) << wrong;
    }
    EXPECT_EQ(UrlOf({"fe80::1", 631, "/ipp/print", true}), "ipps://[fe80::1]:631/ipp/print");
}

TEST(IppClient, AsksByTlsFirstAndReadsTheCertificate) {  // AGT-10
    TestPrinter printer(Always(Simple().End()), 30);
    const auto answer = AskOne(UsualIppPlaces("127.0.0.1", printer.port()));
    ASSERT_TRUE(answer.attributes) << answer.failure;
    EXPECT_TRUE(answer.place.secure);
    EXPECT_EQ(answer.certificate.sha256.size(), 64U);
    ASSERT_TRUE(answer.certificate.not_after);
    printer.NewCertificate(-1);
    const auto again = AskOne(UsualIppPlaces("127.0.0.1", printer.port()));
    ASSERT_TRUE(again.attributes) << again.failure;  // one that has expired is reported, not refused
    EXPECT_NE(again.certificate.sha256, answer.certificate.sha256);
    EXPECT_LT(*again.certificate.not_after, *answer.certificate.not_after);
}

TEST(IppClient, FallsBackToPlainIpp) {
    TestPrinter printer(Always(Simple().End()));
    const auto answer = AskOne(UsualIppPlaces("127.0.0.1", printer.port()));
    ASSERT_TRUE(answer.attributes) << answer.failure;
    EXPECT_FALSE(answer.place.secure);
    EXPECT_TRUE(answer.certificate.sha256.empty());
}

TEST(IppClient, AsksAgainWhereTheFormIsRefused) {
    for (const int refusal : {0x0400, 0x0503, -400}) {
        TestPrinter printer([&](const std::string&, const std::string& body) {
            if (body[0] == 1 && body.find("requested-attributes") == std::string::npos)
                return TestPrinter::Http(Simple().End());
            return refusal < 0 ? TestPrinter::Http("", "HTTP/1.1 400 Bad Request")
                               : TestPrinter::Http(IppText(refusal).End());
        });
        const auto answer = AskOne({{"127.0.0.1", printer.port(), "/ipp/print", false}});
        ASSERT_TRUE(answer.attributes) << refusal << answer.failure;
        EXPECT_FALSE(answer.attributes->empty()) << refusal;
        EXPECT_EQ(printer.requests(), 3);
    }
}

TEST(IppClient, LooksForTheUsualPaths) {
    TestPrinter printer([](const std::string& path, const std::string&) {
        return path == "/ipp" ? TestPrinter::Http(Simple().End()) : TestPrinter::Http("", "HTTP/1.1 404 Not Found");
    });
    const auto answer = AskOne({{"127.0.0.1", printer.port(), "/ipp/print", false}});
    ASSERT_TRUE(answer.attributes) << answer.failure;
    EXPECT_EQ(answer.place.path, "/ipp");
}

TEST(IppClient, FollowsNoRedirect) {
    TestPrinter other(Always(Simple().End()));
    const std::string to = "http://127.0.0.1:" + std::to_string(other.port()) + "/ipp/print";
    TestPrinter printer([&](const std::string&, const std::string&) {
        return TestPrinter::Http("", "HTTP/1.1 302 Found\r\nLocation: " + to);
    });
    const auto answer = AskOne({{"127.0.0.1", printer.port(), "/ipp/print", false}});
    EXPECT_FALSE(answer.attributes);
    EXPECT_EQ(answer.failure, "answers HTTP 302: another place, which is not asked: " + to);
    EXPECT_EQ(other.requests(), 0);
}

TEST(IppClient, CutsAnAnswerWithoutEnd) {
    auto text = Simple();
    const std::string filler(30'000, 'x');
    for (int i = 0; i < 2'200; ++i) text.Text("odd-" + std::to_string(i), filler);
    ASSERT_GT(text.Open().size(), std::size_t{62} << 20);
    TestPrinter printer(Always(text.End()));
    const auto answer = AskOne({{"127.0.0.1", printer.port(), "/ipp/print", false}});
    ASSERT_TRUE(answer.attributes) << answer.failure;
    EXPECT_EQ(answer.attributes->texts.at("printer-make-and-model").at(0), "Kyocera Tests 100");
    EXPECT_EQ(answer.attributes->problems.back(), "IPP: the answer is longer than 1048576 octets");
}

TEST(IppClient, SaysInPlainWordsWhyThereIsNoAnswer) {
    EXPECT_EQ(AskOne(UsualIppPlaces("127.0.0.1", 9)).failure, "refuses connections to the port");
    TestPrinter html([](const std::string&, const std::string&) { return TestPrinter::Http("<html>Hello</html>"); });
    EXPECT_EQ(AskOne({{"127.0.0.1", html.port(), "/", false}}).failure, "the answer is not IPP");
    EXPECT_EQ(AskOne({{"127.0.0.1", html.port(), "/", true}}).failure, "does not speak TLS there");
    TestPrinter login([](const std::string&, const std::string&) { return TestPrinter::Http("", "HTTP/1.1 401 No"); });
    EXPECT_EQ(AskOne({{"127.0.0.1", login.port(), "/", false}}).failure,
              "answers HTTP 401: wants a name and a password");
}

TEST(IppClient, DeadPrintersHoldUpNobody) {
    TestPrinter alive(Always(Simple().End()));
    const int deaf = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);  // takes connections, never answers
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ASSERT_EQ(::bind(deaf, reinterpret_cast<sockaddr*>(&at), size), 0);
    ASSERT_EQ(::listen(deaf, 512), 0);
    ASSERT_EQ(::getsockname(deaf, reinterpret_cast<sockaddr*>(&at), &size), 0);
    IppClient client({.connect_timeout = std::chrono::milliseconds(1000),
                      .timeout = std::chrono::milliseconds(60'000),
                      .most_open = 300});
    for (int i = 0; i < 250; ++i)
        client.Ask({{"127.0.0.1", ntohs(at.sin_port), "/ipp/print", false}}, [](const IppAnswer&) {});
    bool answered = false;
    client.Ask({{"127.0.0.1", alive.port(), "/ipp/print", false}},
               [&](const IppAnswer& answer) { answered = answer.attributes.has_value(); });
    const auto start = std::chrono::steady_clock::now();
    while (!answered && std::chrono::steady_clock::now() - start < std::chrono::seconds(20)) {
        client.RunFor(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(answered);
    ::close(deaf);
}

TEST(DecodeIpp, KeepsWhatStandsBeforeABreak) {
    auto text = Simple();
    text.Value(0x21, "marker-levels", "12").Value(0x35, "printer-location", "\x09").Number("printer-up-time", 7);
    const auto odd = DecodeIpp(text.End());
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->numbers.at("printer-up-time").at(0), 7);
    EXPECT_FALSE(odd->numbers.contains("marker-levels"));
    EXPECT_EQ(odd->problems, (std::vector<std::string>{"IPP: marker-levels: a number of another size",
                                                       "IPP: printer-location: a text of another form"}));
    const std::string whole = text.End();
    for (std::size_t size = 9; size < whole.size(); ++size) {
        const auto part = DecodeIpp(whole.substr(0, size));
        ASSERT_TRUE(part) << size;
        EXPECT_FALSE(part->problems.empty()) << size;
    }
}

TEST(DecodeIpp, PassesOverCollectionsHoweverDeep) {
    auto text = Simple();
    text.Value(0x34, "media-col-database", "");
    for (int i = 0; i < 50'000; ++i) text.Value(0x4A, "", "deep").Value(0x34, "", "");
    text.Number("", 5).Number("printer-up-time", 7);
    const auto read = DecodeIpp(text.End());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->numbers.at("printer-up-time").at(0), 7);
    EXPECT_FALSE(read->numbers.contains("media-col-database"));
    EXPECT_EQ(read->problems.at(0), "IPP: media-col-database: a collection that does not end");
}

TEST(DecodeIpp, HasBounds) {
    auto text = Simple();
    for (int i = 0; i < 10'000; ++i) text.Number("a" + std::to_string(i), i);
    text.Text("printer-location", "never read");
    const auto read = DecodeIpp(text.End());
    ASSERT_TRUE(read);
    EXPECT_LE(read->numbers.size() + read->texts.size(), kMostIppAttributes);
    EXPECT_EQ(read->problems, std::vector<std::string>{"IPP: more than 1000 attributes"});
    IppText many;
    many.Number("marker-levels", 1);
    for (int i = 0; i < 9'000; ++i) many.Number("", i);
    EXPECT_EQ(DecodeIpp(many.End())->numbers.at("marker-levels").size(), kMostIppValues);
}

TEST(DecodeIpp, OfAnAttributeThatComesTwiceTheFirstCounts) {
    auto text = Simple();
    text.Text("printer-location", "Hall").Text("printer-name", "p").Text("printer-location", "Cellar");
    const auto read = DecodeIpp(text.End());
    EXPECT_EQ(read->texts.at("printer-location"), std::vector<std::string>{"Hall"});
    EXPECT_EQ(read->problems.size(), 1U);
}

TEST(DecodeIpp, RefusesWhatIsNoIpp) {
    for (const std::string& odd :
         {std::string(), std::string("\x02\x00", 2), std::string("HTTP/1.1 200"), std::string(64, '\xFF')}) {
        EXPECT_FALSE(DecodeIpp(odd));
    }
    EXPECT_TRUE(DecodeIpp(IppText().End())->empty());
}

TEST(EncodeIppRequest, NamesWhatIsReadAndNotAll) {
    const std::string request = EncodeIppRequest(IppVersion::k20, "ipp://10.0.0.7/ipp/print", true);
    EXPECT_EQ(request.substr(0, 4), std::string("\x02\x00\x00\x0B", 4));
    EXPECT_NE(request.find("marker-levels"), std::string::npos);
    EXPECT_EQ(request.find(std::string("\x00\x03\x61ll", 5)), std::string::npos);
    EXPECT_EQ(EncodeIppRequest(IppVersion::k11, "ipp://10.0.0.7/", false).find("requested-attributes"),
              std::string::npos);
}

printing::Reading BySnmp() {
    printing::Reading reading;
    reading.is_printer = true;
    reading.manufacturer = "Kyocera";
    reading.model = "Tests 100";
    reading.serial_number = "VXY0000001";
    reading.status = printing::PrinterStatus::kOk;
    reading.meters = {{printing::MeterKind::kLife, 10, printing::Unit::kImpressions, "1.1"}};
    reading.supplies = {{.index = "1.1",
                         .type = printing::SupplyType::kToner,
                         .class_ = printing::SupplyClass::kConsumed,
                         .colorant = "black",
                         .level_raw = -3,
                         .level_state = printing::LevelState::kSomeRemaining,
                         .source = printing::LevelSource::kStandard}};
    return reading;
}

printing::Reading ByIpp(std::vector<std::pair<std::string, std::string>> texts = {}) {
    auto text = Simple();
    text.Text("printer-firmware-string-version", "2.5")
        .Text("marker-names", "Black Toner")
        .Value(0x44, "marker-types", "toner");
    text.Number("marker-levels", 40);
    for (const auto& [name, value] : texts) text.Text(name, value);
    IppAnswer answer;
    answer.attributes = *DecodeIpp(text.End());
    return ReadingOf(answer, devices::Makers().brands());
}

TEST(Merge, EachValueSaysWhoToldIt) {  // AGT-10
    ASSERT_TRUE(SaysLess(BySnmp()));   // some toner remains
    const auto merged = Merge(BySnmp(), ByIpp());
    EXPECT_EQ(merged.firmware, "2.5");
    ASSERT_EQ(merged.supplies.size(), 1U);  // one cartridge, not two
    EXPECT_EQ(merged.supplies[0].index, "1.1");
    EXPECT_EQ(merged.supplies[0].remaining_percent, 40.0);
    EXPECT_EQ(merged.supplies[0].source, printing::LevelSource::kIpp);
    using enum printing::ReadingValue;
    ASSERT_EQ(merged.origins->size(), 2U);
    EXPECT_EQ(merged.origins->at(0),
              (printing::Origin{printing::Protocol::kSnmp,
                                {kManufacturer, kModel, kSerialNumber, kStatus, kMeters, kSupplies}}));
    EXPECT_EQ(merged.origins->at(1), (printing::Origin{printing::Protocol::kIpps, {kFirmware, kSupplies}}));
    EXPECT_FALSE(SaysLess(merged));
}

TEST(Merge, TwoSerialNumbersAreTwoMachines) {
    const auto merged = Merge(BySnmp(), ByIpp({{"printer-device-id", "MFG:Kyocera;Serial Number:OTHER000002;"}}));
    EXPECT_EQ(merged.serial_number, "VXY0000001");
    EXPECT_EQ(merged.firmware, std::nullopt);
    EXPECT_EQ(merged.origins, std::nullopt);
    ASSERT_EQ(merged.problems.size(), 1U);
    // One that goes on where the other ends is the same.
    EXPECT_EQ(Merge(BySnmp(), ByIpp({{"printer-device-id", "sern:vxy0000001;"}})).firmware, "2.5");
    EXPECT_EQ(Merge(BySnmp(), ByIpp({{"printer-device-id", "SN:VXY000000106BR;"}})).firmware, "2.5");
}

TEST(KeepKnownParts, IppAloneTakesNothingAwayThatSnmpTold) {
    auto reading = ByIpp({{"printer-device-id", "SN:VXY000000106BR;"}});
    KeepKnownParts(reading, "VXY0000001");
    EXPECT_EQ(reading.serial_number, "VXY0000001");
    EXPECT_TRUE(IsUnanswered(reading, printing::Part::kMeters));
    EXPECT_TRUE(IsUnanswered(reading, printing::Part::kMakersTable));
    EXPECT_FALSE(IsUnanswered(reading, printing::Part::kSupplyLevels));
    EXPECT_FALSE(IsUnanswered(reading, printing::Part::kIdentity));
}

}  // namespace
}  // namespace agent
