#pragma once

#include <string>

#include "lib/base/ids.hpp"
#include "server/platform/http/message.hpp"

namespace http {

// Whose request it is, guessed before anybody has signed in: the organization that the same credential belonged to when it
// was last good, else the client's address. It says on whose account a request is handled, never what it may do: whoever
// uses a credential that was taken away since is on its organization's account, and refused. What the process has seen is
// remembered, bounded; thread-safe.
std::string ShareOf(const Request& request);
// The credential of this request is good.
void LearnShare(const Request& request, base::OrganizationId home);

}  // namespace http
