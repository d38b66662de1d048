// fault-proxy tcp|udp LISTEN_PORT HOST:PORT [FAULT ...]
// Prints the port it listens on. Each line on stdin sets the faults anew ("delay=200 cut-down=0", "none"),
// "reset" resets what is open, "counts" prints what went through; the end of stdin ends it.
#include <arpa/inet.h>

#include <csignal>
#include <iostream>
#include <thread>

#include "tests/system/fault_proxy/fault_proxy.hpp"

int main(int argc, char** argv) {
    const std::string kind = argc > 1 ? argv[1] : "";
    const std::string target = argc > 3 ? argv[3] : "";
    const auto colon = target.rfind(':');
    sockaddr_in to{};
    to.sin_family = AF_INET;
    if ((kind != "tcp" && kind != "udp") || colon == std::string::npos ||
        inet_pton(AF_INET, target.substr(0, colon).c_str(), &to.sin_addr) != 1) {
        std::cerr << "usage: fault-proxy tcp|udp LISTEN_PORT HOST:PORT [FAULT ...]\n"
                     "faults: none delay=MS drop=N cut-up=OCTETS cut-down=OCTETS refuse stall\n";
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    try {
        to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(target.substr(colon + 1))));
        fault_proxy::Proxy proxy(kind == "udp", static_cast<std::uint16_t>(std::stoi(argv[2])), to);
        std::string first;
        for (int i = 4; i < argc; ++i) first += std::string(argv[i]) + ' ';
        if (const auto faults = fault_proxy::ParseFaults(first)) {
            proxy.Set(*faults);
        } else {
            std::cerr << "fault-proxy: no such faults: " << first << '\n';
            return 2;
        }
        std::thread thread([&proxy] { proxy.Run(); });
        std::cout << proxy.port() << std::endl;
        for (std::string line; std::getline(std::cin, line);) {
            if (line == "counts") {
                const auto counts = proxy.counts();
                std::cout << "connections " << counts.connections << " up " << counts.up << " down " << counts.down
                          << " lost " << counts.lost << std::endl;
            } else if (line == "reset") {
                proxy.ResetAll();
                std::cout << "ok" << std::endl;
            } else if (const auto faults = fault_proxy::ParseFaults(line)) {
                proxy.Set(*faults);
                std::cout << "ok" << std::endl;
            } else {
                std::cout << "error" << std::endl;
            }
        }
        proxy.Stop();
        thread.join();
    } catch (const std::exception& error) {
        std::cerr << "fault-proxy: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
