#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/poll/survey.hpp"
#include "lib/base/clock.hpp"
#include "lib/printing/agent_messages.hpp"

namespace agent {

// SNMP credentials of the configuration, in the order in which they are tried: v3 before v2c.
struct NamedCredentials {
    std::string name;  // "v3:<user>" or "v2c:<community>"; what a known printer remembers
    snmp::Credentials credentials;
};
// Users whose passwords are too short are left out; `problems` says which.
std::vector<NamedCredentials> MakeCredentials(const printing::AgentConfiguration& configuration,
                                              std::vector<std::string>& problems);

// What is known of a printer's IPP.
struct KnownIpp {
    IppPlace place;
    std::string
        certificate;    // sha256 of the one that it showed first, or since the change that was reported; "": none yet
    bool adds = false;  // it says what SNMP does not

    bool operator==(const KnownIpp&) const = default;
};

// A printer that discovery found, and when it is polled.
struct KnownPrinter {
    snmp::Endpoint endpoint;
    std::string credentials;  // NamedCredentials::name; "": SNMP never answered
    bool v1 = false;          // answers v1 only
    const devices::Maker* maker = nullptr;
    bool in_context = false;                    // its supplies were found in the maker's SNMP context
    bool several = false;                       // several printers answered at this address
    std::vector<snmp::Answer::Silence> silent;  // what it was silent about since a search found it last
    PartSet answered = 0;                       // parts that had values since a search found it last
    std::optional<KnownIpp> ipp;
    base::Instant ipp_tried;  // when it was asked by IPP last, whether or not it answered
    std::string serial;       // as it said last
    std::string manufacturer;
    base::Instant answered_at;  // since the start of the agent
    base::Instant next_poll;    // business time
    bool polling = false;
    std::chrono::steady_clock::time_point not_before;  // however fast business time runs
};

// The printers by "address:port"; kept in the journal's file as JSON, so that polling goes on after a start
// without waiting for a discovery.
class KnownPrinters {
  public:
    static std::string Key(const snmp::Endpoint& endpoint);
    // Ignores what it cannot read: discovery finds it again.
    static KnownPrinters FromJson(const std::string& json, const devices::Makers& makers);
    [[nodiscard]] std::string ToJson() const;

    // True when it was not known, or is known with other credentials now.
    bool Add(const SurveyResult& found, const std::string& credentials, base::Instant now);
    // Forgets everything that is not among `addresses`: it was taken out of the search (AGT-7).
    bool KeepOnly(const std::vector<snmp::Endpoint>& addresses);
    KnownPrinter* Find(const std::string& key);
    // Another one that said the same manufacturer and serial number since then; nullptr: none.
    [[nodiscard]] const KnownPrinter* FindTwin(const KnownPrinter& of, base::Instant since) const;
    // By address alone, whatever its port.
    KnownPrinter* FindHost(const std::string& host);
    [[nodiscard]] std::map<std::string, KnownPrinter>& all() { return printers_; }
    // When the next poll is due; nullopt when there is none.
    [[nodiscard]] std::optional<base::Instant> NextPoll() const;

  private:
    std::map<std::string, KnownPrinter> printers_;
};

}  // namespace agent
