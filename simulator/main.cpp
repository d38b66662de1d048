#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstring>
#include <iostream>
#include <memory>

#include "lib/base/cli.hpp"
#include "lib/base/clock.hpp"
#include "lib/base/config.hpp"
#include "simulator/native.hpp"
#include "simulator/server.hpp"

// platen-sim: simulated printers that answer SNMP on loopback addresses and age.
namespace {

simulator::Server* running = nullptr;
std::atomic<bool> stopped{false};

void HandleSignal(int) {
    stopped = true;
    if (running != nullptr) running->Stop();
}

// Business time that runs at its own speed from the moment the program starts.
class OwnClock final : public base::Clock {
  public:
    OwnClock(base::Instant start, double speed)
        : start_(start), speed_(speed), real_(std::chrono::steady_clock::now()) {}
    [[nodiscard]] base::Instant Now() const override {
        const auto real = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - real_);
        return start_ + base::Duration(static_cast<std::int64_t>(real.count() * speed_));
    }
    [[nodiscard]] base::Duration RealTimeUntil(base::Instant at) const override {
        const double left = static_cast<double>((at - Now()).count());
        return left <= 0 || speed_ <= 0 ? base::Duration(0) : base::Duration(static_cast<std::int64_t>(left / speed_));
    }

  private:
    base::Instant start_;
    double speed_;
    std::chrono::steady_clock::time_point real_;
};

struct RunArguments {
    std::size_t printers = 200;
    std::string base = "127.20.0.1";
    std::uint16_t port = 1161;
    double speed = 0;  // days per second; 0: real time
    std::string start;
    std::string epoch = "2026-01-01";
    std::string clock_file;
    std::string control;
    std::string swap = "auto";
    double swap_at = 2;
    double swap_within = 24;
    bool no_outages = false;
    bool no_faults = false;
    std::vector<std::string> users;
    simulator::FleetOptions fleet;
};

// NAME[:AUTH:PASSWORD[:PRIV:PASSWORD]]
snmp::UsmUser ParseUser(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0;;) {
        const std::size_t end = text.find(':', at);
        parts.push_back(text.substr(at, end - at));
        if (end == std::string::npos) break;
        at = end + 1;
    }
    const auto auth = parts.size() > 1 ? snmp::ParseAuthProtocol(parts[1]) : std::optional(snmp::AuthProtocol::kNone);
    const auto priv = parts.size() > 3 ? snmp::ParsePrivProtocol(parts[3]) : std::optional(snmp::PrivProtocol::kNone);
    if ((parts.size() != 1 && parts.size() != 3 && parts.size() != 5) || !auth || !priv) {
        // Without the text: it has passwords.
        throw std::invalid_argument("--v3-user: give NAME[:AUTH:PASSWORD[:PRIV:PASSWORD]]");
    }
    parts.resize(5);
    return snmp::MakeUsmUser(parts[0], *auth, parts[2], *priv, parts[4]);
}

base::Instant ParseInstant(const char* option, const std::string& text) {
    if (const auto day = base::ParseDay(text)) return *day;
    if (const auto instant = base::ParseRfc3339(text)) return *instant;
    throw std::invalid_argument(std::string(option) + " " + text +
                                ": give a date (2026-01-01) or an RFC 3339 time (2026-01-01T08:00:00Z)");
}

int Run(RunArguments arguments) {
    simulator::FleetOptions& options = arguments.fleet;
    const auto base_address = simulator::ParseAddress(arguments.base);
    if (!base_address || (*base_address >> 24) != 127) {
        throw std::invalid_argument("--base " + arguments.base + ": give a loopback address, e.g. 127.20.0.1");
    }
    options.printers = arguments.printers;
    options.base = *base_address;
    options.rules.epoch = std::chrono::floor<std::chrono::days>(ParseInstant("--epoch", arguments.epoch));
    options.rules.swap = arguments.swap == "auto";
    options.rules.swap_at = arguments.swap_at / 100;
    options.rules.swap_steps = std::max(1, static_cast<int>(arguments.swap_within / 6));
    options.rules.outages = !arguments.no_outages;
    options.rules.faults = !arguments.no_faults;
    for (const std::string& user : arguments.users) options.users.push_back(ParseUser(user));

    std::unique_ptr<base::Clock> clock;
    if (!arguments.clock_file.empty()) {
        clock = std::make_unique<base::FileClock>(arguments.clock_file);
    } else {
        const base::Instant start =
            arguments.start.empty() ? base::SystemClock().Now() : ParseInstant("--start", arguments.start);
        clock = std::make_unique<OwnClock>(start, arguments.speed > 0 ? arguments.speed * 86'400 : 1);
    }
    simulator::Fleet fleet(options, *clock);
    simulator::Server server(fleet, arguments.port, arguments.control);
    running = &server;
    std::signal(SIGINT, HandleSignal);
    std::signal(SIGTERM, HandleSignal);
    const auto& printers = fleet.printers();
    std::cout << fmt::format("{} printers answer SNMP on {} to {}, port {}\n", printers.size(),
                             simulator::FormatAddress(printers.front().address),
                             simulator::FormatAddress(printers.back().address), server.port())
              << std::flush;
    server.Run();
    running = nullptr;
    return 0;
}

struct NativeArguments {
    simulator::NativeOptions native;
    std::string folder;
    std::string token_file;
    std::string clock_file;
    std::string address = "127.40.0.1";
    simulator::FleetOptions fleet;
};

int Native(NativeArguments arguments) {
    arguments.native.folder = arguments.folder;
    arguments.native.seed = arguments.fleet.rules.seed;
    if (!arguments.token_file.empty()) {
        auto token = base::ReadSecretFile(arguments.token_file);
        if (!token) throw std::invalid_argument("--token-file " + arguments.token_file + ": " + token.error().code);
        arguments.native.token = *token;
    }
    const auto address = simulator::ParseAddress(arguments.address);
    if (!address) throw std::invalid_argument("--address " + arguments.address + ": give an IPv4 address");
    arguments.fleet.printers = 1;
    arguments.fleet.base = *address;
    arguments.fleet.rules.epoch = ParseInstant("--epoch", "2026-01-01");
    std::unique_ptr<base::Clock> clock = std::make_unique<base::SystemClock>();
    if (!arguments.clock_file.empty()) clock = std::make_unique<base::FileClock>(arguments.clock_file);
    simulator::Fleet fleet(arguments.fleet, *clock);
    std::signal(SIGINT, HandleSignal);
    std::signal(SIGTERM, HandleSignal);
    simulator::RunNative(fleet, *clock, arguments.native, stopped);
    return 0;
}

int Ctl(const std::string& path, const std::vector<std::string>& words) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        std::cerr << "platen-sim: no simulator listens on " << path << ": " << std::strerror(errno) << '\n';
        return 1;
    }
    const std::string line = fmt::format("{}\n", fmt::join(words, " "));
    ::send(fd, line.data(), line.size(), MSG_NOSIGNAL);
    std::string answer;
    std::array<char, 65'536> buffer;
    for (ssize_t got; (got = ::recv(fd, buffer.data(), buffer.size(), 0)) > 0;) {
        answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(fd);
    if (answer.starts_with("ok\n")) {
        std::cout << answer.substr(3);
        return 0;
    }
    std::cerr << "platen-sim: " << answer;
    return answer.starts_with("error unknown") ? base::kUsageError : 1;
}

}  // namespace

int main(int argc, char** argv) {
    base::CommandLine line("platen-sim", "Simulated printers for Platen: SNMP on loopback addresses, aging with time");
    RunArguments arguments;
    std::string socket_path;
    std::vector<std::string> words;
    const std::string usual = "platen-sim run --printers 200 --speed 0.5 --control /tmp/sim.sock";
    line.root().Examples({usual, "platen-sim ctl /tmp/sim.sock list"});
    line.Add("run", "Answer for simulated printers until stopped", [&] { return Run(std::move(arguments)); })
        .Option("--printers", arguments.printers, "how many", {.minimum = 1, .maximum = 200'000})
        .Option("--base", arguments.base, "address of the first one, of this machine's 127.0.0.0/8")
        .Option("--port", arguments.port, "UDP port; 0: any free one, which is printed")
        .Option("--speed", arguments.speed, "simulated days per second; without it, real time",
                {.minimum = 0, .maximum = 1e6, .initial = ""})
        .Option("--seed", arguments.fleet.rules.seed, "same seed, same fleet and same history")
        .Option("--clock", arguments.clock_file, "file of the business time that programs share")
        .Option("--start", arguments.start, "business time at start, without --clock; without it, now")
        .Option("--epoch", arguments.epoch, "day on which the fleet's history begins")
        .Option("--dead-every", arguments.fleet.dead_every, "leave out every K-th address; 0: none")
        .Option("--per-subnet", arguments.fleet.per_subnet, "at most N printers in a /24; 0: as many as fit")
        .Option("--model", arguments.fleet.model, "only models whose name contains this")
        .Option("--community", arguments.fleet.communities, "SNMP v1/v2c community; may be repeated",
                {.initial = "public"})
        .Option("--writer", arguments.fleet.writers,
                "SNMP v1/v2c community or SNMPv3 user that may restart printers; may be repeated")
        .Option("--v3-user", arguments.users, "SNMPv3 user NAME[:AUTH:PASSWORD[:AES:PASSWORD]]; may be repeated")
        .Option("--swap", arguments.swap, "whether users swap empty cartridges", {.one_of = {"auto", "never"}})
        .Option("--swap-at", arguments.swap_at, "... at this percentage or less", {.minimum = 0, .maximum = 100})
        .Option("--swap-within", arguments.swap_within, "... within so many hours", {.minimum = 0, .maximum = 8760})
        .Flag("--no-outages", arguments.no_outages, "no printer is ever switched off")
        .Flag("--no-faults", arguments.no_faults, "no jams, open covers, empty trays")
        .Option("--control", arguments.control, "Unix socket for platen-sim ctl, made at start")
        .Examples({usual, "platen-sim run --model brother --printers 3 --base 127.30.0.1 --port 1162",
                   "platen-sim run --v3-user monitor:SHA-256:password1:AES:password2"});
    NativeArguments native;
    line.Add("native", "One printer that reports itself to a server, with its own credential (Device Direct)",
             [&] { return Native(std::move(native)); })
        .Option("--server", native.native.server, "URL of the server", {.required = true})
        .Option("--data", native.folder, "folder that keeps the printer's credential", {.required = true})
        .Option("--token-file", native.token_file, "file with the one-time token of the native agent; needed once")
        .Option("--seed", native.fleet.rules.seed, "another seed, another printer")
        .Option("--model", native.fleet.model, "a model whose name contains this")
        .Option("--address", native.address, "what it says that its address is")
        .Option("--report-as", native.native.report_as, "claim another serial number than its own")
        .Option("--clock", native.clock_file, "file of the business time that programs share")
        .Examples({"platen-sim native --server https://platen.example --token-file token --data /tmp/lobby"});
    line.Add("ctl", "Change a running simulator", [&] { return Ctl(socket_path, words); })
        .Option("socket", socket_path, "what --control named", {.required = true})
        .Option("command", words, "the simulator's command and its words; without one, their list")
        .Examples({"platen-sim ctl /tmp/sim.sock", "platen-sim ctl /tmp/sim.sock level 127.20.0.1 1 5",
                   "platen-sim ctl /tmp/sim.sock fault 127.20.0.1 slow=400"})
        .Note("Exit codes",
              {"0  done", "1  the simulator does not answer, or refused", "2  a mistake in what was given"});
    if (const auto ended = line.Parse(argc, argv)) return *ended;
    try {
        return line.Call();
    } catch (const std::invalid_argument& error) {
        std::cerr << line.called() << ": " << error.what() << '\n';
        return base::kUsageError;
    } catch (const std::exception& error) {
        std::cerr << line.called() << ": " << error.what() << '\n';
        return 1;
    }
}
