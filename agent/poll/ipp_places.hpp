#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "agent/poll/known_printers.hpp"

namespace agent {

// Where the known printers answer IPP, for who has work for them (PRN-4): the poller learns it, others ask. From any thread.
class IppPlaces {
  public:
    // `ports`: where printers are asked of which no place is known; 631 where it is empty.
    explicit IppPlaces(std::vector<std::uint16_t> ports = {});

    // Forgets the ones before.
    void Set(const std::map<std::string, KnownPrinter>& printers);
    // URLs, to be tried in this order: where it answered or announced itself (scheme, port and path), then the usual places.
    // `printer`: by SNMP, so that two printers behind one address are told apart by its port.
    [[nodiscard]] std::vector<std::string> UrlsOf(const snmp::Endpoint& printer) const;

  private:
    const std::vector<std::uint16_t> ports_;
    mutable std::mutex mutex_;
    std::map<std::string, IppPlace> places_;  // by KnownPrinters::Key; guarded by mutex_
};

}  // namespace agent
