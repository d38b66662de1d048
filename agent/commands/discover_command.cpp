#include "agent/commands/discover_command.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <iostream>
#include <memory>
#include <set>

#include "agent/commands/reading_text.hpp"
#include "agent/poll/discovery.hpp"
#include "agent/poll/ipp_search.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

std::string Words(const std::string& code) {
    if (code == "range_malformed") return "is no address, range, block or host name";
    if (code == "range_backwards") return "ends before it starts";
    if (code == "range_too_large") return "has too many addresses (at most 1048576 in all)";
    if (code == "public_address") return "is public; give --allow-public if you are sure that it is yours";
    if (code == "unknown_host") return "is a host name that cannot be found";
    return code;
}

// One line on a terminal that says how far it is; nothing where standard error is none.
class Progress {
  public:
    explicit Progress(std::size_t addresses) : addresses_(addresses), shown_(::isatty(STDERR_FILENO) == 1) {}
    void AddressDone(int printers) {
        ++done_;
        const auto now = std::chrono::steady_clock::now();
        if (!shown_ || (written_ > 0 && now - last_ < std::chrono::milliseconds(100))) return;
        last_ = now;
        const auto line = fmt::format("{} of {} addresses, {} printers", done_, addresses_, printers);
        std::cerr << '\r' << line << std::flush;
        written_ = std::max(written_, line.size());
    }
    void Clear() {
        if (written_ > 0) std::cerr << '\r' << std::string(written_, ' ') << '\r' << std::flush;
        written_ = 0;
    }

  private:
    std::size_t addresses_;
    bool shown_;
    std::size_t done_ = 0;
    std::size_t written_ = 0;  // columns that hold something
    std::chrono::steady_clock::time_point last_;
};

// A search asks who a machine is and not for its state: what it never asked for is left out, so that nobody takes it for
// an answer. What was asked for and not answered is null.
std::string JsonOf(const printing::Reading& reading) {
    boost::json::value value = base::json::ToValue(reading);
    auto& object = value.as_object();
    for (const char* never_asked : {"firmware", "status", "status_text", "detected_errors", "alerts", "meters",
                                    "supplies", "inputs", "features"}) {
        object.erase(never_asked);
    }
    return WritePlain(value);
}

}  // namespace

int Discover(const DiscoverOptions& options) {
    const auto addresses = ExpandRanges(options.ranges);
    if (!addresses) {
        for (const auto& field : addresses.error().fields) {
            const auto entry = field.args.find("entry");
            std::cerr << fmt::format("platen-agent discover: {} {}\n",
                                     entry == field.args.end() ? field.pointer : std::get<std::string>(entry->second),
                                     Words(field.code));
        }
        return 2;
    }
    const devices::Makers makers = options.access.Makers();
    snmp::Client client(DiscoveryOptions(options.access.timeout_ms, options.rate));
    int printers = 0, machines = 0;
    Progress progress(addresses->size());
    const auto show = [&](const SurveyResult& result) {
        ++machines;
        progress.Clear();
        // A print queue says which printer stands behind it.
        if (!result.reading.is_printer && result.ipp && !result.reading.problems.empty()) {
            std::cerr << UrlOf(*result.ipp) << ": " << result.reading.problems.front() << "\n";
        }
        if (!result.reading.is_printer && !options.all) return;
        std::vector<const printing::Reading*> readings{&result.reading};
        for (const auto& further : result.further) readings.push_back(&further);
        for (const printing::Reading* reading : readings) {
            if (reading->is_printer) ++printers;
            if (options.json) {
                std::cout << JsonOf(*reading) << "\n";
            } else {
                std::cout << fmt::format("{}:{}  {} {}  {}{}\n", reading->address, reading->port,
                                         reading->manufacturer.value_or("-"), reading->model.value_or("-"),
                                         reading->serial_number.value_or("-"),
                                         result.ipp ? "  " + UrlOf(*result.ipp) : std::string());
            }
        }
    };
    base::SetUpLogging("platen-agent", "error", base::LogFormat::kText);
    IppSearch ipp(IppSettings{.enabled = !options.snmp_only}, makers.brands(), [] { return false; });
    ipp.Browse();
    std::set<std::string> answered;
    DiscoveryHooks hooks;
    hooks.closed = [&] { progress.AddressDone(printers); };
    hooks.found = [&](const SurveyResult& result) {
        answered.insert(result.reading.address);
        show(result);
    };
    agent::Discover(client, makers, *addresses, options.access.Credentials(), std::move(hooks));
    client.Run();
    auto places = *addresses;
    ipp.TakeAnnounced(options.ranges, places);
    ipp.AskSilent(places, answered, show);
    progress.Clear();
    std::cout.flush();
    std::cerr << fmt::format("{} addresses, {} answered, {} printers\n", addresses->size(), machines, printers);
    return 0;
}

}  // namespace agent
