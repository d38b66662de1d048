#include "simulator/native.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <thread>

#include "lib/base/json.hpp"
#include "lib/net/curl.hpp"
#include "simulator/mib.hpp"

namespace simulator {
namespace {

constexpr long kWaitSeconds = 20;
constexpr std::size_t kMostAnswer = 1U << 20;

struct NativeIdentity {
    std::string server;
    std::string agent_id;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(NativeIdentity, (), (server, agent_id, key))

struct NativeAnswer {
    long status = 0;  // 0: none came
    std::string body;
};

std::size_t Receive(char* data, std::size_t, std::size_t size, void* user) {
    auto& body = *static_cast<std::string*>(user);
    if (body.size() + size > kMostAnswer) return 0;
    body.append(data, size);
    return size;
}

int StopTransfer(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

class NativeApi {
  public:
    NativeApi(std::string server, const std::atomic<bool>& stop) : server_(std::move(server)), stop_(stop) {
        while (server_.ends_with('/')) server_.pop_back();
    }
    void SetKey(const std::string& key) { key_ = key; }

    NativeAnswer Call(const char* method, const std::string& path, const std::string& body = "") {
        CURL* curl = curl_.Reset();
        NativeAnswer answer;
        curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
        const std::unique_ptr<curl_slist*, void (*)(curl_slist**)> guard(
            &headers, [](curl_slist** list) { curl_slist_free_all(*list); });
        if (!key_.empty()) headers = curl_slist_append(headers, ("Authorization: Bearer " + key_).c_str());
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
        curl_easy_setopt(curl, CURLOPT_URL, (server_ + path).c_str());
        if (!body.empty()) {
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
        }
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, kWaitSeconds + 20);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Receive);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
        curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &StopTransfer);
        curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stop_));
        if (curl_easy_perform(curl) == CURLE_OK) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
        return answer;
    }

  private:
    std::string server_;
    std::string key_;
    const std::atomic<bool>& stop_;
    net::Curl curl_;
};

std::runtime_error Refused(const std::string& what, const NativeAnswer& answer) {
    return std::runtime_error(what + ": HTTP " + std::to_string(answer.status) + " " + answer.body.substr(0, 500));
}

NativeIdentity Enrolled(NativeApi& api, const NativeOptions& options, const std::string& host_name) {
    const auto file = options.folder / "identity.json";
    if (std::ifstream stream(file); stream) {
        std::stringstream text;
        text << stream.rdbuf();
        auto identity = base::json::Read<NativeIdentity>(text.str());
        if (!identity) throw std::runtime_error(file.string() + " cannot be read");
        return std::move(*identity);
    }
    const auto answer = api.Call("POST", "/api/v1/agent/enroll",
                                 base::json::Write(printing::EnrollRequest{options.token, host_name, "native 1.0"}));
    if (answer.status != 201) throw Refused("the server does not take the token", answer);
    const auto given = base::json::Read<printing::EnrollResponse>(answer.body);
    if (!given) throw Refused("the server's answer cannot be read", answer);
    NativeIdentity identity{options.server, given->agent_id, given->key};
    std::filesystem::create_directories(options.folder);
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const std::string text = base::json::Write(identity);
    const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (fd >= 0) ::close(fd);
    if (!written) throw std::runtime_error(file.string() + " cannot be written");
    return identity;
}

std::int64_t MicrosecondsNow() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// Its journal is what it has not delivered yet, in memory: a printer has no disk to keep more.
class NativePrinter {
  public:
    NativePrinter(Fleet& fleet, const base::Clock& clock, const NativeOptions& options, NativeApi& api)
        : fleet_(fleet), clock_(clock), options_(options), api_(api) {
        journal_.boot_epoch = MicrosecondsNow();
    }

    // The number of the reading.
    std::int64_t Report() {
        fleet_.ReadClock();
        auto reading =
            NativeReading(fleet_, *fleet_.Find(FormatAddress(fleet_.printers().front().address)), options_.seed);
        if (!options_.report_as.empty()) reading.serial_number = options_.report_as;
        journal_.readings.push_back({++last_seq_, clock_.Now(), std::move(reading)});
        if (journal_.readings.size() > kMostKept) {
            journal_.thinned.push_back({journal_.readings.front().seq, journal_.readings.front().seq});
            journal_.readings.erase(journal_.readings.begin());
        }
        Deliver();
        return last_seq_;
    }

    void Deliver() {
        if (journal_.readings.empty()) return;
        const auto answer = api_.Call("POST", "/api/v1/agent/readings", base::json::Write(journal_));
        if (answer.status >= 400 && answer.status < 500) throw Refused("the server refuses the reading", answer);
        if (answer.status == 200) journal_ = {journal_.boot_epoch, {}, {}};
    }

    // What the server wants; waits for it. False where it cannot be reached.
    bool Answer() {
        const auto answer = api_.Call("GET", "/api/v1/agent/commands?wait=" + std::to_string(kWaitSeconds));
        const auto list = base::json::Read<printing::CommandList>(answer.body);
        if (answer.status != 200 || !list) return false;
        for (const auto& command : list->commands) {
            printing::CommandResult result{command.id, printing::CommandOutcome::kDone, {}};
            if (command.kind == printing::CommandKind::kGetPrinterStatus) {
                const auto seq = Report();
                for (const auto& address : command.addresses) {
                    result.items.push_back({address, printing::CommandOutcome::kDone, seq, std::nullopt});
                }
            } else if (command.kind != printing::CommandKind::kConfigurationChanged) {
                result.outcome = printing::CommandOutcome::kRefused;
            }
            api_.Call("POST", "/api/v1/agent/results", base::json::Write(result));
        }
        return true;
    }

  private:
    static constexpr std::size_t kMostKept = 100;

    Fleet& fleet_;
    const base::Clock& clock_;
    const NativeOptions& options_;
    NativeApi& api_;
    printing::ReadingBatch journal_;
    std::int64_t last_seq_ = 0;
};

std::string TextOf(const std::array<std::uint8_t, 6>& mac) {
    return fmt::format("{:02x}", fmt::join(mac, ":"));
}

}  // namespace

printing::Reading NativeReading(Fleet& fleet, Printer& printer, std::uint64_t seed) {
    const Model& model = fleet.ModelOf(printer);
    const State state = fleet.Moment(printer);
    printing::Reading reading;
    reading.address = FormatAddress(printer.address);
    reading.is_printer = true;
    reading.manufacturer = model.manufacturer;
    reading.model = model.model;
    reading.serial_number = printer.identity.serial;
    reading.system_name = printer.identity.host_name;
    reading.location = printer.identity.location;
    reading.firmware = printer.identity.firmware;
    reading.hardware_address = TextOf(printer.identity.mac);
    reading.status = state.jam_since >= 0 ? printing::PrinterStatus::kError : printing::PrinterStatus::kOk;
    const auto count = [&](printing::MeterKind kind, double value) {
        reading.meters.push_back({kind, static_cast<std::int64_t>(value), printing::Unit::kImpressions, std::nullopt});
    };
    count(printing::MeterKind::kLife, state.life);
    count(printing::MeterKind::kMono, state.life - state.color);
    if (state.color > 0) {
        count(printing::MeterKind::kColor, state.color);
        reading.features.emplace_back("color");
    }
    for (std::size_t slot = 0; slot < model.supplies.size(); ++slot) {
        const SupplySpec& spec = model.supplies[slot];
        printing::Supply& supply = reading.supplies.emplace_back();
        supply.index = fmt::format("1.{}", spec.index);
        supply.type = spec.type;
        supply.class_ = spec.class_;
        supply.colorant = spec.colorant;
        supply.description = spec.part_number ? *spec.part_number : spec.description;
        supply.part_number = spec.part_number;
        const auto serial = CartridgeSerial(model, seed, printer.number, slot, state.supplies[slot]);
        if (!serial.empty()) supply.serial_number = serial;
        supply.unit = spec.unit;
        supply.max_capacity_raw = spec.capacity;
        supply.level_raw = RawLevel(spec, state.supplies[slot]);
        const auto level = printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit);
        supply.level_state = printing::StateOf(level);
        supply.remaining_percent = printing::RemainingPercent(level);
    }
    return reading;
}

void RunNative(Fleet& fleet, const base::Clock& clock, const NativeOptions& options, const std::atomic<bool>& stop) {
    NativeApi api(options.server, stop);
    const auto identity = Enrolled(api, options, fleet.printers().front().identity.host_name);
    api.SetKey(identity.key);
    NativePrinter printer(fleet, clock, options, api);
    std::cout << "native agent " << identity.agent_id << " reports itself to " << options.server << '\n' << std::flush;
    std::chrono::seconds interval{3600};
    base::Instant next{};
    while (!stop) {
        const auto answer = api.Call("GET", "/api/v1/agent/configuration");
        if (answer.status == 401) throw Refused("the server does not know this printer any more", answer);
        if (const auto configuration = base::json::Read<printing::AgentConfiguration>(answer.body);
            answer.status == 200 && configuration) {
            interval = std::chrono::seconds(configuration->polling_interval_seconds);
        }
        if (clock.Now() >= next || next > clock.Now() + interval) {
            printer.Report();
            next = clock.Now() + interval;
        } else {
            printer.Deliver();
        }
        if (!printer.Answer() && !stop) std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

}  // namespace simulator
