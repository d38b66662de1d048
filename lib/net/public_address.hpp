#pragma once

#include <curl/curl.h>

struct sockaddr;

// Keeps programs that call whom a customer named out of this machine and the networks behind it.
namespace net {

// Not of this machine, its networks, a private network, a cloud's metadata or a group. Pure.
bool IsPublicAddress(const sockaddr& address);

// CURLOPT_OPENSOCKETFUNCTION: an address that is not public is not connected to. It is judged when it is used, not when its
// name was looked up. CURLOPT_OPENSOCKETDATA is a bool that becomes true then.
curl_socket_t OpenPublic(void* refused, curlsocktype purpose, curl_sockaddr* address);

}  // namespace net
