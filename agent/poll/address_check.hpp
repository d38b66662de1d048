#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "agent/devices/makers.hpp"
#include "agent/poll/known_printers.hpp"
#include "agent/settings.hpp"
#include "lib/printing/agent_messages.hpp"

namespace agent {

// With what an address is looked at: what the agent's configuration and settings say.
struct CheckAccess {
    std::vector<NamedCredentials> credentials;
    bool allow_public = false;
    SnmpSettings snmp{};
    IppSettings ipp{};
};

// Looks at one address step by step, a printer's or not (AGT-11): the way there, ports, each community and user until one
// works, what it is, how much of it can be read, IPP. Only ever reads. Some seconds; a minute where nothing answers. The
// steps are in their order; what a failed step makes useless is left out.
printing::CommandItem CheckAddress(const std::string& address, const CheckAccess& access, const devices::Makers& makers,
                                   const std::atomic<bool>& stop);

}  // namespace agent
