#include "agent/version.hpp"

namespace agent {
namespace {
std::string_view own_version = PLATEN_VERSION;
}

std::string_view Version() {
    return own_version;
}
void SetVersion(std::string_view version) {
    own_version = version;
}

}  // namespace agent
