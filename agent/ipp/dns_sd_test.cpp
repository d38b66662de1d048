#include "agent/ipp/dns_sd.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace agent {
namespace {

std::string Name(const std::vector<std::string>& labels) {
    std::string out;
    for (const auto& label : labels) out += static_cast<char>(label.size()) + label;
    return out + '\0';
}
std::string Word(int value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
}
std::string Record(const std::string& name, int type, const std::string& data) {
    return name + Word(type) + Word(0x8001) + std::string("\0\0\0\x78", 4) + Word(static_cast<int>(data.size())) + data;
}
std::string Message(const std::vector<std::string>& records) {
    std::string out = Word(0) + Word(0x8400) + Word(0) + Word(static_cast<int>(records.size())) + Word(0) + Word(0);
    for (const auto& record : records) out += record;
    return out;
}
std::string Counted(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += static_cast<char>(text.size()) + text;
    return out;
}

enum Type { kA = 1, kPtr = 12, kTxt = 16, kAaaa = 28, kSrv = 33 };

const auto kService = Name({"_ipp", "_tcp", "local"});
const auto kSecure = Name({"_ipps", "_tcp", "local"});
const auto kHost = Name({"hall", "local"});

std::string Instance(const std::string& name, bool secure = false) {
    return Name({name, secure ? "_ipps" : "_ipp", "_tcp", "local"});
}
// Everything of one printer but its address.
std::vector<std::string> Printer(const std::string& name, int port, const std::vector<std::string>& txt,
                                 bool secure = false) {
    return {Record(secure ? kSecure : kService, kPtr, Instance(name, secure)),
            Record(Instance(name, secure), kSrv, Word(0) + Word(0) + Word(port) + kHost),
            Record(Instance(name, secure), kTxt, Counted(txt))};
}
std::string Address(const std::string& octets) {
    return Record(kHost, kA, octets);
}
std::vector<std::string> With(std::vector<std::string> records, const std::string& more) {
    records.push_back(more);
    return records;
}

TEST(ReadDnsSd, JoinsWhatSeveralMessagesSay) {  // AGT-3, AGT-10
    const auto found =
        ReadDnsSd({Message(Printer("Hall Printer", 8631, {"txtvers=1", "rp=ipp/print2"})),
                   Message({Address("\x0A\x01\x02\x03")}), Message(Printer("Hall Printer", 631, {}, true))});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "Hall Printer");
    EXPECT_EQ(found[0].place, (IppPlace{"10.1.2.3", 8631, "/ipp/print2", false}));
    EXPECT_EQ(found[1].place, (IppPlace{"10.1.2.3", 631, "/ipp/print", true}));
    EXPECT_FALSE(found[0].is_queue);
}

TEST(ReadDnsSd, ReachesPrintersThatHaveIpv6Alone) {  // RFC 3596
    const std::string unique("\xFD\x00\x12\x34\0\0\0\0\0\0\0\0\0\0\0\x07", 16);
    const std::string link("\xFE\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x07", 16);
    const auto with = [](std::vector<std::string> records, const std::vector<std::string>& more) {
        records.insert(records.end(), more.begin(), more.end());
        return Message(records);
    };
    const auto printer = Printer("A", 631, {"rp=ipp/print"});
    const auto found = ReadDnsSd({with(printer, {Record(kHost, kAaaa, link), Record(kHost, kAaaa, unique)})});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place, (IppPlace{"fd00:1234::7", 631, "/ipp/print", false}));
    EXPECT_EQ(UrlOf(found[0].place), "ipp://[fd00:1234::7]:631/ipp/print");
    // IPv4 where both are said; an address of the link alone cannot be asked.
    const auto both = ReadDnsSd({with(printer, {Record(kHost, kAaaa, unique), Address("\x0A\x01\x02\x03")})});
    ASSERT_EQ(both.size(), 1U);
    EXPECT_EQ(both[0].place.host, "10.1.2.3");
    EXPECT_TRUE(ReadDnsSd({with(printer, {Record(kHost, kAaaa, link)})}).empty());
    EXPECT_TRUE(ReadDnsSd({with(printer, {Record(kHost, kAaaa, unique.substr(0, 15))})}).empty());
    EXPECT_EQ(DnsSdFollowUps({with(printer, {Record(kHost, kAaaa, link)})}).size(), 1U);
    EXPECT_TRUE(DnsSdFollowUps({with(printer, {Record(kHost, kAaaa, unique)})}).empty());
}

TEST(ReadDnsSd, OfEqualKeysTheFirstCounts) {  // RFC 6763, 6.4
    const auto found = ReadDnsSd(
        {Message(With(Printer("A", 631, {"RP=first", "rp=second", "=x", "rp", ""}), Address("\x0A\x01\x02\x03")))});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place.path, "/first");
}

TEST(ReadDnsSd, KnowsAQueueOfCups) {
    const auto found = ReadDnsSd(
        {Message(With(Printer("A", 631, {"rp=printers/a", "printer-type=0x809046"}), Address("\x0A\x01\x02\x03")))});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].is_queue);
    EXPECT_EQ(found[0].place.path, "/printers/a");
}

TEST(ReadDnsSd, IsLedToNoPrintPort) {
    for (const int port : {0, 515, 9100, 9107, 9112, 9999}) {
        EXPECT_TRUE(ReadDnsSd({Message(With(Printer("A", port, {}), Address("\x0A\x01\x02\x03")))}).empty()) << port;
    }
}

TEST(ReadDnsSd, PassesOverWhatCannotBeRead) {
    const std::string good = Message(With(Printer("A", 631, {"rp=ipp/print"}), Address("\x0A\x01\x02\x03")));
    EXPECT_EQ(ReadDnsSd({good}).size(), 1U);
    for (std::size_t size = 0; size < good.size(); ++size) (void)ReadDnsSd({good.substr(0, size)});
    for (std::size_t i = 12; i < good.size(); ++i) {
        std::string odd = good;
        odd[i] = static_cast<char>(0xFF);
        (void)ReadDnsSd({odd});
        odd[i] = static_cast<char>(0xC0);  // a pointer to anywhere
        (void)ReadDnsSd({odd});
    }
    std::string question = good;
    question[2] = 0;  // nobody's answer
    EXPECT_TRUE(ReadDnsSd({question}).empty());
    EXPECT_TRUE(ReadDnsSd({std::string(20'000, '\0')}).empty());
    // A PTR to another place than it stands in.
    EXPECT_TRUE(ReadDnsSd({Message({Record(kService, kPtr, kHost), Address("\x0A\x01\x02\x03")})}).empty());
    const auto path = ReadDnsSd({Message(With(Printer("A", 631, {"rp=a b\r\nX: y"}), Address("\x0A\x01\x02\x03")))});
    ASSERT_EQ(path.size(), 1U);
    EXPECT_EQ(path[0].place.path, "/ipp/print");
}

TEST(DnsSdFollowUps, AskForWhatIsOpen) {
    EXPECT_TRUE(DnsSdFollowUps({}).empty());
    const std::string known = Message(With(Printer("A", 631, {}), Address("\x0A\x01\x02\x03")));
    EXPECT_TRUE(DnsSdFollowUps({known}).empty());
    const std::string ptr = Message({Record(kService, kPtr, Instance("A b"))});
    ASSERT_EQ(DnsSdFollowUps({ptr}).size(), 1U);
    EXPECT_NE(DnsSdFollowUps({ptr})[0].find(Instance("A b")), std::string::npos);
    const std::string no_address = Message(Printer("A", 631, {}));
    ASSERT_EQ(DnsSdFollowUps({no_address}).size(), 1U);
    EXPECT_NE(DnsSdFollowUps({no_address})[0].find(kHost), std::string::npos);
    std::vector<std::string> many;
    for (int i = 0; i < 500; ++i) many.push_back(Message({Record(kService, kPtr, Instance("A" + std::to_string(i)))}));
    EXPECT_EQ(DnsSdFollowUps(many).size(), 64U);
}

TEST(BrowseDnsSd, AsksUntilItKnowsWhereAPrinterIs) {
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&at), size), 0);
    ASSERT_EQ(::getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size), 0);
    std::atomic<bool> stop{false}, told{false};
    // A responder that sends the name only, then what is asked for.
    std::thread responder([&] {
        while (!stop) {
            char buffer[2048];
            sockaddr_in from{};
            socklen_t length = sizeof from;
            const timeval wait{0, 20'000};
            ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
            const auto got = ::recvfrom(fd, buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&from), &length);
            if (got <= 0) continue;
            const std::string question(buffer, static_cast<std::size_t>(got));
            const bool whole = question.find(Instance("Hall")) != std::string::npos;
            const std::string answer = whole ? Message(With(Printer("Hall", 631, {}), Address("\x0A\x01\x02\x03")))
                                             : Message({Record(kService, kPtr, Instance("Hall"))});
            ::sendto(fd, answer.data(), answer.size(), 0, reinterpret_cast<sockaddr*>(&from), length);
            told = told || whole;
        }
    });
    const auto found = BrowseDnsSd({.group = "127.0.0.1",
                                    .port = ntohs(at.sin_port),
                                    .time = std::chrono::milliseconds(1500),
                                    .every_interface = false},
                                   [] { return false; });
    stop = true;
    responder.join();
    ::close(fd);
    EXPECT_TRUE(told);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place.host, "10.1.2.3");
}

}  // namespace
}  // namespace agent
