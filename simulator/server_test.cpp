#include "simulator/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <thread>

namespace simulator {
namespace {

// Answers on the wire come from the address that was asked, for any of thousands.
class ServerTest : public testing::Test {
  protected:
    ServerTest()
        : clock(*base::ParseDay("2026-03-10")),
          fleet(Options(), clock),
          control(std::filesystem::temp_directory_path() / ("platen-sim-test-" + std::to_string(::getpid()))),
          server(fleet, 0, control),
          thread([this] { server.Run(); }) {}
    ~ServerTest() override {
        server.Stop();
        thread.join();
    }
    static FleetOptions Options() {
        FleetOptions options;
        options.printers = 2000;
        options.rules.epoch = *base::ParseDay("2026-01-01");
        options.rules.outages = false;
        return options;
    }

    // snmpget -v2c -c public ADDRESS 1.3.6.1.2.1.1.1.0; the address that answered.
    std::string Ask(const std::string& address) {
        const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(server.port());
        inet_pton(AF_INET, address.c_str(), &to.sin_addr);
        const std::string request(
            "\x30\x29\x02\x01\x01\x04\x06public\xA0\x1C\x02\x04\x12\x34\x56\x78\x02\x01"
            "\x00\x02\x01\x00\x30\x0E\x30\x0C\x06\x08\x2B\x06\x01\x02\x01\x01\x01\x00"
            "\x05\x00",
            43);
        ::sendto(fd, request.data(), request.size(), 0, reinterpret_cast<sockaddr*>(&to), sizeof to);
        pollfd waiting{fd, POLLIN, 0};
        std::string from;
        if (::poll(&waiting, 1, 2000) == 1) {
            char buffer[2048];
            sockaddr_in source{};
            socklen_t size = sizeof source;
            if (::recvfrom(fd, buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&source), &size) > 0) {
                from = FormatAddress(ntohl(source.sin_addr.s_addr));
            }
        }
        ::close(fd);
        return from;
    }
    std::string Command(const std::string& line) {
        const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un to{};
        to.sun_family = AF_UNIX;
        std::strcpy(to.sun_path, control.c_str());
        EXPECT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
        const std::string text = line + "\n";
        ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        std::string answer;
        char buffer[4096];
        for (ssize_t got; (got = ::recv(fd, buffer, sizeof buffer, 0)) > 0;) {
            answer.append(buffer, static_cast<std::size_t>(got));
        }
        ::close(fd);
        return answer;
    }

    base::ManualClock clock;
    Fleet fleet;
    std::filesystem::path control;
    Server server;
    std::thread thread;
};

TEST_F(ServerTest, AnswersFromTheAddressThatWasAsked) {
    EXPECT_EQ(Ask("127.20.0.1"), "127.20.0.1");
    EXPECT_EQ(Ask("127.20.5.77"), "127.20.5.77");
    EXPECT_EQ(Ask("127.20.7.20"), "127.20.7.20");
}

TEST_F(ServerTest, ObeysTheControlSocket) {
    EXPECT_EQ(Command("fault 127.20.0.2 slow=50"), "ok\n");
    EXPECT_EQ(Ask("127.20.0.2"), "127.20.0.2");
    EXPECT_EQ(Command("count 127.20.0.2"), "ok\nrequests 1 answers 1\n");
    EXPECT_TRUE(Command("nonsense").starts_with("error "));
    EXPECT_EQ(Command("stop"), "ok\n");
}

}  // namespace
}  // namespace simulator
