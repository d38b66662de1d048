// Any datagram through the decoder of SNMP messages: nothing is read outside it, and what was decoded
// points into it.
#include <cstdint>
#include <cstdlib>

#include "lib/snmp/ber.hpp"

namespace {

void Inside(snmp::ber::Bytes part, snmp::ber::Bytes whole) {
    if (part.empty()) return;
    if (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const snmp::ber::Bytes bytes(data, size);
    snmp::ber::Message message;
    if (snmp::ber::DecodeMessage(bytes, message) != snmp::ber::Error::kNone) return 0;
    if (message.version == 3) {
        Inside(message.v3.user, bytes);
        Inside(message.v3.auth_parameters, bytes);
        Inside(message.v3.scoped, bytes);
        if (message.v3.auth_offset + message.v3.auth_parameters.size() > size) std::abort();
        snmp::ber::ScopedPdu scoped;
        (void)snmp::ber::DecodeScopedPdu(message.v3.scoped, scoped);
        return 0;
    }
    Inside(message.community, bytes);
    Inside(message.pdu.varbinds, bytes);
    snmp::ber::Reader list(message.pdu.varbinds);
    int count = 0;
    while (!list.empty()) {
        snmp::ber::Reader varbind(list.Take(snmp::ber::kSequence));
        const snmp::ber::Oid name = varbind.TakeOid();
        // A name that was accepted survives being written and read again.
        std::array<std::uint8_t, 1024> buffer;
        snmp::ber::BackWriter writer(buffer);
        writer.OidElement(name.ids());
        if (snmp::ber::Reader(writer.bytes()).TakeOid() != name) std::abort();
        ++count;
    }
    if (count != message.pdu.varbind_count) std::abort();
    return 0;
}
