#include "agent/commands/discover_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "agent/commands/access_options.hpp"
#include "agent/poll/discovery.hpp"
#include "agent/poll/ranges.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

struct DiscoverOptions {
    SearchRanges ranges;
    AccessOptions access;
    double rate = 2000;
    bool json = false;
    bool all = false;
};

std::string Words(const std::string& code) {
    if (code == "range_malformed") return "is no address, range, block or host name";
    if (code == "range_backwards") return "ends before it starts";
    if (code == "range_too_large") return "has too many addresses (at most 1048576 in all)";
    if (code == "public_address") return "is public; give --allow-public if you are sure that it is yours";
    if (code == "unknown_host") return "is a host name that cannot be found";
    return code;
}

int RunDiscover(const DiscoverOptions& options) {
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
    DiscoveryHooks hooks;
    hooks.found = [&](SurveyResult result) {
        ++machines;
        if (!result.reading.is_printer && !options.all) return;
        if (result.reading.is_printer) ++printers;
        if (options.json) {
            std::cout << base::json::Write(result.reading) << "\n";
        } else {
            const auto& reading = result.reading;
            std::cout << fmt::format("{}:{}  {} {}  {}\n", reading.address, reading.port,
                                     reading.manufacturer.value_or("-"), reading.model.value_or("-"),
                                     reading.serial_number.value_or("-"));
        }
    };
    Discover(client, makers, *addresses, options.access.Credentials(), std::move(hooks));
    client.Run();
    std::cout.flush();
    std::cerr << fmt::format("{} addresses, {} answered, {} printers\n", addresses->size(), machines, printers);
    return 0;
}

}  // namespace

void AddDiscover(CLI::App& app, int& exit_code) {
    auto options = std::make_shared<DiscoverOptions>();
    auto* command = app.add_subcommand("discover", "Look for printers in address ranges");
    command
        ->add_option("ranges", options->ranges.include,
                     "addresses, ranges a-b, blocks a/24 or host names, each with an optional :port")
        ->required();
    command->add_option("--exclude", options->ranges.exclude, "what to leave out, written the same way");
    command->add_flag("--allow-public", options->ranges.allow_public,
                      "confirms that public addresses among them are yours to scan");
    command->add_option("--rate", options->rate, "packets a second, 0 = no limit")->capture_default_str();
    command->add_flag("--json", options->json, "one JSON object a line and printer");
    command->add_flag("--all", options->all, "also machines that are no printers");
    options->access.AddTo(*command);
    command->callback([options, &exit_code] {
        try {
            exit_code = RunDiscover(*options);
        } catch (const std::exception& error) {
            std::cerr << "platen-agent discover: " << error.what() << "\n";
            exit_code = 2;
        }
    });
}

}  // namespace agent
