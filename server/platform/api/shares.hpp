#pragma once

#include <optional>
#include <string>

#include "lib/base/ids.hpp"
#include "server/platform/http/message.hpp"

namespace http {

// Whose request it is, guessed before anybody has signed in: the organization that the same credential belonged to when it
// was last good, else the client's network (net::NetworkOf). It says on whose account a request is handled, never what it may
// do: whoever uses a credential that was taken away since is on its organization's account, and refused. What the process has
// seen is remembered, bounded; thread-safe.
std::string ShareOf(const Request& request);
// A name (a hash) of the credential of this request, where it was good when it was last seen.
std::optional<std::string> KnownCredential(const Request& request);
// The credential of this request is good.
void LearnShare(const Request& request, base::OrganizationId home);

}  // namespace http
