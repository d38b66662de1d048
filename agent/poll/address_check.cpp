#include "agent/poll/address_check.hpp"

#include <chrono>

#include "agent/poll/knock.hpp"
#include "agent/poll/ranges.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

using printing::CheckFinding;
using printing::CheckStep;

constexpr std::size_t kMostTried = 12;  // communities and users

class AddressLook {
  public:
    AddressLook(const std::string& address, const CheckAccess& access, const devices::Makers& makers,
                const std::atomic<bool>& stop)
        : address_(address), access_(access), makers_(makers), stop_(stop) {}

    std::vector<printing::CheckResult> Go() {
        began_ = Clock::now();
        const auto place = snmp::Endpoint::Resolve(address_);
        if (!place) {
            Say(CheckStep::kAddress, CheckFinding::kNotAnAddress, place.error());
            return std::move(steps_);
        }
        if (!access_.allow_public && !IsPrivateAddress(*place)) {
            Say(CheckStep::kAddress, CheckFinding::kPublicAddress, place->host());
            return std::move(steps_);
        }
        Say(CheckStep::kAddress, CheckFinding::kOk, KnownPrinters::Key(*place));
        const auto knocked = Knock({*place}, kKnockLimit, stop_).front();
        if (!LookAround(knocked)) return std::move(steps_);
        const auto credentials = FindAccess(*place);
        if (credentials) Read(*place, *credentials);
        AskIpp(*place);
        return std::move(steps_);
    }

  private:
    using Clock = std::chrono::steady_clock;

    void Say(CheckStep step, CheckFinding finding, std::string detail, std::string subject = "") {
        const auto now = Clock::now();
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_).count();
        began_ = now;
        steps_.push_back({step, finding, std::move(subject), detail.substr(0, 300), took});
    }

    // What knocking has told; false: nothing more can be asked.
    bool LookAround(const Knocked& knocked) {
        const bool there = knocked.AnyoneThere();
        if (knocked.network_unreachable && !there) {
            Say(CheckStep::kRoute, CheckFinding::kNoRoute, "no route to its network");
            return false;
        }
        if (knocked.host_unreachable && !there) {
            Say(CheckStep::kRoute, CheckFinding::kNoMachine, "no machine has the address");
            return false;
        }
        if (!there) {
            Say(CheckStep::kRoute, CheckFinding::kNoReply, "nothing at the address answers");
        } else {
            Say(CheckStep::kRoute, CheckFinding::kOk, "a machine is there");
        }
        if (!knocked.open.empty()) {
            Say(CheckStep::kTcpPorts, CheckFinding::kOk, PortWords(knocked.open) + " open");
        } else if (!knocked.closed.empty()) {
            Say(CheckStep::kTcpPorts, CheckFinding::kPortClosed, PortWords(knocked.closed) + " closed");
        } else {
            Say(CheckStep::kTcpPorts, CheckFinding::kNoReply, "no port of printing answers");
        }
        if (knocked.snmp_answers) {
            Say(CheckStep::kSnmpPort, CheckFinding::kOk, "answers SNMPv3");
        } else if (knocked.snmp_port_closed) {
            Say(CheckStep::kSnmpPort, CheckFinding::kPortClosed, "the machine says that the port is closed");
        } else {
            // Whoever speaks SNMPv1 and v2c only says nothing to this.
            Say(CheckStep::kSnmpPort, CheckFinding::kNoReply, "no answer to SNMPv3");
        }
        return true;
    }

    snmp::ClientOptions Options() const {
        snmp::ClientOptions options;
        options.timeout = std::chrono::milliseconds(access_.snmp.timeout_ms);
        options.retries = 1;
        options.window = 1;
        return options;
    }

    // The first community or user that it answers to. What a community is stays here.
    std::optional<snmp::Credentials> FindAccess(const snmp::Endpoint& place) {
        if (access_.credentials.empty()) {
            Say(CheckStep::kAccess, CheckFinding::kNoAccessData, "the search criteria name no community and no user");
            return std::nullopt;
        }
        int communities = 0;
        std::size_t tried = 0;
        for (const auto& named : access_.credentials) {
            if (stop_ || tried++ == kMostTried) return std::nullopt;
            const bool v3 = named.credentials.version == snmp::Credentials::Version::kV3;
            const std::string subject = v3 ? "SNMPv3 " + named.name.substr(named.name.find(':') + 1)
                                           : "SNMP community " + std::to_string(++communities);
            snmp::Client client(Options());
            snmp::Answer answer;
            static const snmp::Oid kDescription{1, 3, 6, 1, 2, 1, 1, 1};
            static const snmp::Oid kUptime{1, 3, 6, 1, 2, 1, 1, 3};
            client.Fetch(place, named.credentials, {snmp::Scalar(kUptime), snmp::Scalar(kDescription)},
                         [&](snmp::Answer seen) { answer = std::move(seen); });
            client.Run();
            const std::string problem = answer.problems.empty() ? "" : answer.problems.front();
            if (answer.outcome == snmp::Outcome::kAnswered) {
                snmp::Credentials works = named.credentials;
                if (answer.used_v1) works.version = snmp::Credentials::Version::kV1;
                Say(CheckStep::kAccess, CheckFinding::kOk, answer.used_v1 ? "answers SNMP v1 only" : "answers",
                    subject);
                return works;
            }
            const bool refused = answer.outcome == snmp::Outcome::kAuthenticationFailed;
            Say(CheckStep::kAccess, refused ? CheckFinding::kRefused : CheckFinding::kNoReply,
                problem.empty() ? "no answer" : problem, subject);
        }
        return std::nullopt;
    }

    void Read(const snmp::Endpoint& place, const snmp::Credentials& credentials) {
        snmp::Client client(Options());
        SurveyResult seen;
        SurveyTarget target;
        target.endpoint = place;
        target.credentials = credentials;
        Survey(client, makers_, std::move(target), [&](SurveyResult result) { seen = std::move(result); });
        client.Run();
        TellOf(seen.reading, seen);
        // Of several behind one address each by its number there (AGT-3).
        for (const auto& reading : seen.further) TellOf(reading, seen);
    }

    void TellOf(const printing::Reading& reading, const SurveyResult& seen) {
        const std::string which = reading.device_index ? "device " + std::to_string(*reading.device_index) : "";
        std::string name;
        for (const auto& part : {reading.manufacturer, reading.model, reading.serial_number}) {
            if (part) name += (name.empty() ? "" : " ") + *part;
        }
        if (name.empty()) name = reading.system_name.value_or("says no name");
        if (seen.outcome != snmp::Outcome::kAnswered) {
            Say(CheckStep::kIdentity, CheckFinding::kNoReply,
                reading.problems.empty() ? "no answer" : reading.problems.front(), which);
            return;
        }
        if (!reading.is_printer) {
            Say(CheckStep::kIdentity, CheckFinding::kNotAPrinter,
                reading.problems.empty() ? name : name + ": " + reading.problems.front(), which);
            return;
        }
        Say(CheckStep::kIdentity, CheckFinding::kOk, name, which);
        std::string rows = std::to_string(reading.supplies.size()) + " supplies, " +
                           std::to_string(reading.meters.size()) + " meters, " + std::to_string(reading.inputs.size()) +
                           " trays, " + std::to_string(reading.alerts.size()) + " alerts, in " +
                           std::to_string(seen.round_trips) + " round trips";
        const bool partly = printing::IsPartial(reading);
        if (partly) {
            rows += "; not answered:";
            for (const auto part : *reading.unanswered) rows += " " + std::string(base::json::EnumName(part));
        }
        Say(CheckStep::kRows, partly ? CheckFinding::kPartly : CheckFinding::kOk, rows, which);
    }

    void AskIpp(const snmp::Endpoint& place) {
        if (!access_.ipp.enabled) {
            Say(CheckStep::kIpp, CheckFinding::kOff, "IPP is turned off in the agent's settings");
            return;
        }
        std::vector<IppPlace> places;
        for (const std::uint16_t port : PortsOf(access_.ipp)) {
            for (auto& one : UsualIppPlaces(place.host(), port)) places.push_back(std::move(one));
        }
        IppClient client({.connect_timeout = std::chrono::milliseconds(access_.ipp.connect_timeout_ms),
                          .timeout = std::chrono::milliseconds(access_.ipp.timeout_ms),
                          .most_open = 4});
        IppAnswer answer;
        client.Ask(std::move(places), [&](IppAnswer seen) { answer = std::move(seen); });
        while (!stop_ && client.RunFor(std::chrono::milliseconds(100))) {
        }
        if (!answer.attributes) {
            Say(CheckStep::kIpp, CheckFinding::kNoReply, answer.failure.empty() ? "no answer" : answer.failure);
            return;
        }
        const auto model = answer.attributes->texts.find("printer-make-and-model");
        std::string detail = UrlOf(answer.place);
        if (model != answer.attributes->texts.end() && !model->second.empty()) detail += ": " + model->second.front();
        const auto queue = ReadCupsQueue(*answer.attributes);
        Say(CheckStep::kIpp, queue ? CheckFinding::kNotAPrinter : CheckFinding::kOk,
            queue ? detail + ", a print queue" : detail);
    }

    const std::string& address_;
    const CheckAccess& access_;
    const devices::Makers& makers_;
    const std::atomic<bool>& stop_;
    Clock::time_point began_;
    std::vector<printing::CheckResult> steps_;
};

}  // namespace

printing::CommandItem CheckAddress(const std::string& address, const CheckAccess& access, const devices::Makers& makers,
                                   const std::atomic<bool>& stop) {
    printing::CommandItem item;
    item.address = address;
    item.outcome = printing::CommandOutcome::kDone;
    item.checks = AddressLook(address, access, makers, stop).Go();
    return item;
}

}  // namespace agent
