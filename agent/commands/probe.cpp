#include "agent/commands/probe.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "agent/commands/access_options.hpp"
#include "agent/ipp/ipp.hpp"
#include "agent/poll/survey.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

struct ProbeOptions {
    std::string target;
    std::string ipp;
    bool json = false;
    AccessOptions access;
};

void PrintForPeople(const printing::Reading& reading) {
    const auto line = [](std::string_view name, const std::optional<std::string>& value) {
        if (value) fmt::print("{:<14}{}\n", name, *value);
    };
    fmt::print("{:<14}{}:{}\n", "address", reading.address, reading.port);
    fmt::print("{:<14}{}\n", "printer", reading.is_printer ? "yes" : "no");
    line("manufacturer", reading.manufacturer);
    line("model", reading.model);
    line("serial", reading.serial_number);
    line("firmware", reading.firmware);
    line("display", reading.status_text);
    fmt::print("{:<14}{}\n", "status", base::json::EnumName(reading.status));
    for (const auto& meter : reading.meters) {
        fmt::print("{:<14}{} {}\n", "meter", base::json::EnumName(meter.kind), meter.value);
    }
    for (const auto& supply : reading.supplies) {
        const std::string level = supply.remaining_percent ? fmt::format("{:.1f} %", *supply.remaining_percent)
                                                           : std::string(base::json::EnumName(supply.level_state));
        fmt::print("{:<14}{} {}: {}\n", "supply", supply.index, supply.description.value_or("-"), level);
    }
    for (const auto& alert : reading.alerts) {
        fmt::print("{:<14}{}: {}\n", "alert", base::json::EnumName(alert.severity), alert.description.value_or("-"));
    }
    for (const auto part : reading.unanswered.value_or(std::vector<printing::Part>{})) {
        fmt::print("{:<14}{}\n", "no answer to", base::json::EnumName(part));
    }
    for (const auto& problem : reading.problems) fmt::print("{:<14}{}\n", "problem", problem);
}

void Print(const printing::Reading& reading, bool json) {
    if (json) {
        std::cout << base::json::Write(reading) << "\n";
    } else {
        PrintForPeople(reading);
    }
}

int ProbeIpp(const ProbeOptions& options) {
    const auto attributes = AskIpp(options.ipp, options.access.timeout_ms * (options.access.retries + 1));
    if (!attributes) {
        std::cerr << "platen-agent probe: " << attributes.error() << "\n";
        return 1;
    }
    auto reading = MapIpp(*attributes, options.access.Makers().brands());
    if (const auto endpoint = snmp::Endpoint::Resolve(options.target)) {
        reading.address = endpoint->host();
        reading.port = endpoint->port();
    } else {
        reading.address = options.target;
    }
    Print(reading, options.json);
    return 0;
}

// 0 when it answered, even badly.
int Probe(const ProbeOptions& options) {
    const auto endpoint = snmp::Endpoint::Resolve(options.target);
    if (!endpoint) {
        std::cerr << "platen-agent probe: " << endpoint.error() << "\n";
        return 2;
    }
    const devices::Makers makers = options.access.Makers();
    SurveyResult best;
    best.reading.address = endpoint->host();
    for (const auto& credentials : options.access.Credentials()) {
        snmp::Client client(options.access.Client());
        Survey(client, makers, {.endpoint = *endpoint, .credentials = credentials},
               [&](SurveyResult result) { best = std::move(result); });
        client.Run();
        if (best.outcome == snmp::Outcome::kAnswered) break;
    }
    if (best.outcome != snmp::Outcome::kAnswered) {
        std::string why = best.outcome == snmp::Outcome::kAuthenticationFailed ? "refused the SNMPv3 credentials"
                          : best.outcome == snmp::Outcome::kUnreachable        ? "cannot be reached"
                                                                               : "did not answer";
        for (const auto& problem : best.reading.problems) why += "; " + problem;
        if (best.outcome == snmp::Outcome::kNoAnswer && best.reading.problems.empty()) {
            why += " (is SNMP enabled, is the community right?)";
        }
        std::cerr << fmt::format("platen-agent probe: {}:{} {}\n", endpoint->host(), endpoint->port(), why);
        return 1;
    }
    Print(best.reading, options.json);
    return 0;
}

}  // namespace

void AddProbe(CLI::App& app, int& exit_code) {
    auto options = std::make_shared<ProbeOptions>();
    auto* command = app.add_subcommand("probe", "Ask one printer for everything it tells");
    command->add_option("target", options->target, "host name or address, with an optional :port (161)")->required();
    command->add_option("--ipp", options->ipp, "ask this URL by IPP instead of SNMP: ipp://host/ipp/print");
    command->add_flag("--json", options->json, "one JSON object on standard output");
    options->access.AddTo(*command);
    command->callback([options, &exit_code] {
        try {
            exit_code = options->ipp.empty() ? Probe(*options) : ProbeIpp(*options);
        } catch (const std::exception& error) {
            std::cerr << "platen-agent probe: " << error.what() << "\n";
            exit_code = 2;
        }
    });
}

}  // namespace agent
