#pragma once

#include <functional>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/devices/brands.hpp"
#include "agent/ipp/dns_sd.hpp"
#include "agent/poll/ranges.hpp"
#include "agent/poll/survey.hpp"
#include "agent/settings.hpp"

namespace agent {

// The part of a search that goes by DNS-SD and IPP: who announces itself, and who answers at addresses where SNMP is silent.
// Does nothing where IPP is switched off. Used by one thread.
class IppSearch {
  public:
    // `stop` is asked from several threads.
    IppSearch(const IppSettings& settings, const devices::Brands& brands, std::function<bool()> stop);

    // Begins to listen to the networks of this machine, beside whatever else is done.
    void Browse();
    // Waits for the end of that. Only places at `addresses` count; where `ranges` includes nothing all are meant, and what
    // is announced is added to them, but for addresses that are excluded or public.
    void TakeAnnounced(const SearchRanges& ranges, std::vector<snmp::Endpoint>& addresses);
    // Where the printer at this address says that it answers.
    [[nodiscard]] std::optional<IppPlace> PlaceOf(const std::string& host) const;
    // Asks every address whose host is not in `answered`; `found` gets what answers, printers and queues of CUPS.
    void AskSilent(const std::vector<snmp::Endpoint>& addresses, const std::set<std::string>& answered,
                   const std::function<void(SurveyResult)>& found);

  private:
    const IppSettings settings_;
    const devices::Brands& brands_;
    std::function<bool()> stop_;
    IppClient client_;
    std::future<std::vector<Announced>> browsing_;
    std::map<std::string, IppPlace> places_;  // by host
};

}  // namespace agent
