#include "tests/partial/tampering.hpp"

#include <algorithm>
#include <stdexcept>

namespace partial {
namespace {

namespace ber = snmp::ber;

std::vector<std::uint8_t> Octets(ber::Bytes bytes) {
    return {bytes.begin(), bytes.end()};
}

// A fault that changes the decoded answer.
Fault Changing(std::string name, std::function<void(Response&)> change) {
    return {std::move(name), [change](const Datagram&, const Datagram& answer) {
                if (answer.empty()) return std::vector<Datagram>{};
                Response response = Decode(answer);
                change(response);
                return std::vector<Datagram>{Encode(response)};
            }};
}

void SetError(Response& response, std::int32_t status, std::int32_t index) {
    response.error_status = status;
    response.error_index = index;
    for (VarBind& varbind : response.varbinds) {
        varbind.tag = ber::kNull;
        varbind.content.clear();
    }
}

}  // namespace

Response Decode(const Datagram& datagram) {
    ber::Message message;
    if (ber::DecodeMessage(datagram, message) != ber::Error::kNone) throw std::runtime_error("not SNMP");
    Response response{.community = Octets(message.community),
                      .id = message.pdu.request_id,
                      .error_status = message.pdu.error_status,
                      .error_index = message.pdu.error_index,
                      .varbinds = {}};
    ber::Reader list(message.pdu.varbinds);
    while (!list.empty()) {
        ber::Reader varbind(list.Take(ber::kSequence));
        VarBind& one = response.varbinds.emplace_back();
        one.name = Octets(varbind.Take(ber::kObjectIdentifier));
        const auto [tag, content] = varbind.TakeAny();
        one.tag = tag;
        one.content = Octets(content);
    }
    return response;
}

Datagram Encode(const Response& response) {
    std::vector<std::uint8_t> buffer(65536);
    ber::BackWriter writer(buffer);
    const std::size_t message = writer.Mark();
    const std::size_t pdu = writer.Mark();
    const std::size_t list = writer.Mark();
    for (auto varbind = response.varbinds.rbegin(); varbind != response.varbinds.rend(); ++varbind) {
        const std::size_t one = writer.Mark();
        writer.Element(varbind->tag, varbind->content);
        writer.Element(ber::kObjectIdentifier, varbind->name);
        writer.Wrap(ber::kSequence, one);
    }
    writer.Wrap(ber::kSequence, list);
    writer.Integer(response.error_index);
    writer.Integer(response.error_status);
    writer.Integer(response.id);
    writer.Wrap(static_cast<std::uint8_t>(ber::PduType::kResponse), pdu);
    writer.Element(ber::kOctetString, response.community);
    writer.Integer(1);
    writer.Wrap(ber::kSequence, message);
    return Octets(writer.bytes());
}

std::vector<Fault> AllFaults() {
    std::vector<Fault> faults{
        {"drop", [](const Datagram&, const Datagram&) { return std::vector<Datagram>{}; }},
        {"garbage",
         [](const Datagram&, const Datagram& answer) {
             Datagram noise(std::max<std::size_t>(answer.size(), 20));
             for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<std::uint8_t>(i * 37 + 11);
             return std::vector<Datagram>{noise};
         }},
        {"truncate",
         [](const Datagram&, Datagram answer) {
             answer.resize(answer.size() / 2);
             return std::vector<Datagram>{answer};
         }},
        {"duplicate",
         [](const Datagram&, const Datagram& answer) { return std::vector<Datagram>{answer, answer, answer}; }},
        {"echo", [](const Datagram& request, const Datagram&) { return std::vector<Datagram>{request}; }},
    };
    // The answer comes in place of the next one, which comes behind it.
    faults.push_back({"late", [held = std::make_shared<Datagram>()](const Datagram&, const Datagram& answer) {
                          std::vector<Datagram> sent;
                          if (!held->empty()) sent.push_back(*held);
                          *held = answer;
                          return sent;
                      }});
    faults.push_back(Changing("wrong id", [](Response& r) { r.id += 17; }));
    faults.push_back(Changing("tooBig", [](Response& r) {
        SetError(r, 1, 0);
        r.varbinds.clear();
    }));
    faults.push_back(Changing("noSuchName", [](Response& r) { SetError(r, 2, 1); }));
    faults.push_back(Changing("genErr", [](Response& r) { SetError(r, 5, 1); }));
    faults.push_back(Changing("genErr of nothing", [](Response& r) { SetError(r, 5, 0); }));
    faults.push_back(Changing("noAccess", [](Response& r) { SetError(r, 6, 1); }));
    faults.push_back(Changing("endOfMib", [](Response& r) {
        for (VarBind& varbind : r.varbinds) {
            varbind.tag = ber::kEndOfMibView;
            varbind.content.clear();
        }
    }));
    faults.push_back(Changing("half endOfMib", [](Response& r) {
        for (std::size_t i = r.varbinds.size() / 2; i < r.varbinds.size(); ++i) {
            r.varbinds[i].tag = ber::kEndOfMibView;
            r.varbinds[i].content.clear();
        }
    }));
    faults.push_back(Changing("partial", [](Response& r) { r.varbinds.resize((r.varbinds.size() + 1) / 2); }));
    faults.push_back(
        Changing("one value", [](Response& r) { r.varbinds.resize(std::min<std::size_t>(1, r.varbinds.size())); }));
    faults.push_back(Changing("empty", [](Response& r) { r.varbinds.clear(); }));
    faults.push_back(Changing("reversed", [](Response& r) { std::ranges::reverse(r.varbinds); }));
    faults.push_back(Changing("rotated", [](Response& r) {
        if (r.varbinds.size() > 1) std::rotate(r.varbinds.begin(), r.varbinds.begin() + 1, r.varbinds.end());
    }));
    faults.push_back(Changing("loop", [](Response& r) {
        for (VarBind& varbind : r.varbinds) varbind.name = r.varbinds.front().name;
    }));
    faults.push_back(Changing("null values", [](Response& r) {
        for (VarBind& varbind : r.varbinds) {
            if (varbind.tag == ber::kEndOfMibView) continue;
            varbind.tag = ber::kNull;
            varbind.content.clear();
        }
    }));
    faults.push_back(Changing("numbers as text", [](Response& r) {
        for (VarBind& varbind : r.varbinds) {
            if (varbind.tag == ber::kInteger) varbind.tag = ber::kOctetString;
        }
    }));
    faults.push_back(Changing("unreadable numbers", [](Response& r) {
        for (VarBind& varbind : r.varbinds) {
            if (varbind.tag == ber::kInteger) varbind.content.assign(12, 0x7F);
        }
    }));
    return faults;
}

}  // namespace partial
