// Any datagram as a request: the answer is no larger than allowed and can itself be decoded.
#include <cstdint>
#include <cstdlib>

#include "lib/snmp/responder.hpp"

namespace {

class Device final : public snmp::ResponderHost {
  public:
    Device() {
        snmp::MibBuilder builder;
        for (std::uint32_t i = 0; i < 200; ++i) {
            const auto name = snmp::EncodeOid({1, 3, 6, 1, 2, 1, 1, i, 0});
            if (i == 3) {
                builder.LiveTicks(name);
            } else {
                builder.String(name, "text");
            }
        }
        mib_ = std::move(builder).Build();
        user_ = snmp::MakeUsmUser("plain", snmp::AuthProtocol::kNone, "", snmp::PrivProtocol::kNone, "");
    }
    const snmp::EncodedMib* ForCommunity(std::string_view) override { return &mib_; }
    const snmp::EncodedMib* ForContext(std::string_view) override { return &mib_; }
    const snmp::ResponderBehavior& Behavior() const override { return behavior_; }
    std::uint32_t UptimeTicks() const override { return 1; }
    snmp::UsmEngine Engine() const override { return {{0x80, 0, 0x1F, 3, 1, 2, 3, 4, 5, 6}, 1, 20}; }
    const snmp::UsmUser* FindUser(std::string_view) const override { return &user_; }

  private:
    snmp::EncodedMib mib_;
    snmp::ResponderBehavior behavior_;
    snmp::UsmUser user_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Device device;
    static snmp::Responder responder;
    const snmp::ber::Bytes answer = responder.Answer({data, size}, device);
    if (answer.empty()) return 0;
    snmp::ber::Message message;
    if (snmp::ber::DecodeMessage(answer, message) != snmp::ber::Error::kNone) std::abort();
    return 0;
}
