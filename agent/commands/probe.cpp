#include "agent/commands/probe.hpp"

#include <fmt/format.h>

#include <iostream>

#include "agent/commands/reading_text.hpp"
#include "agent/ipp/ipp_client.hpp"
#include "agent/ipp/merge.hpp"
#include "agent/poll/survey.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

void Print(const printing::Reading& reading, const std::vector<printing::Reading>& further, bool json) {
    if (json) {
        boost::json::value value = base::json::ToValue(reading);
        if (!further.empty()) value.as_object()["further_printers"] = base::json::ToValue(further);
        std::cout << WritePlain(value) << "\n";
    } else {
        std::cout << TextOf(reading);
        for (const auto& other : further) std::cout << "\n" << TextOf(other);
    }
}

int ProbeIpp(const ProbeOptions& options) {
    const auto place = ReadIppUrl(options.ipp);
    if (!place) {
        std::cerr << "platen-agent probe: " << place.error() << "\n";
        return 1;
    }
    const std::chrono::milliseconds limit(options.access.timeout_ms * (options.access.retries + 1));
    IppClient client({.connect_timeout = limit, .timeout = limit * 4});
    IppAnswer answer;
    client.Ask({*place}, [&](IppAnswer got) { answer = std::move(got); });
    while (client.RunFor(std::chrono::seconds(1))) {
    }
    if (!answer.attributes) {
        std::cerr << "platen-agent probe: " << place->host << ": " << answer.failure << "\n";
        return 1;
    }
    auto reading = ReadingOf(answer, options.access.Makers().brands());
    if (const auto endpoint = snmp::Endpoint::Resolve(options.target)) {
        reading.address = endpoint->host();
        reading.port = endpoint->port();
    } else {
        reading.address = options.target;
    }
    Print(reading, {}, options.json);
    return 0;
}

int ProbeSnmp(const ProbeOptions& options) {
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
    Print(best.reading, best.further, options.json);
    return 0;
}

}  // namespace

int Probe(const ProbeOptions& options) {
    return options.ipp.empty() ? ProbeSnmp(options) : ProbeIpp(options);
}

}  // namespace agent
