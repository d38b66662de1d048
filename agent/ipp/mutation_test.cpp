#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "agent/devices/makers.hpp"
#include "agent/ipp/dns_sd.hpp"
#include "agent/ipp/ipp.hpp"
#include "agent/ipp/test_printer.hpp"
#include "lib/base/json.hpp"
#include "lib/base/text.hpp"

// Good messages with octets changed, cut out and put in, by a generator of fixed seed, so that each run tries the same. Under
// the address sanitizer a read beyond the end is seen, too.
namespace agent {
namespace {

class Mutator {
  public:
    explicit Mutator(unsigned seed) : random_(seed) {}

    // `first`: of the octets that changed; everything before is as it was. Never before `from`.
    std::string Change(const std::string& good, std::size_t from, std::size_t& first) {
        // Octets that mean something: ends, lengths, tags, pointers.
        static constexpr unsigned char kOdd[] = {0x00, 0x01, 0x03, 0x04, 0x0C, 0x34, 0x37, 0x7F, 0x80, 0xC0, 0xFF};
        std::string bad = good;
        first = good.size();
        for (unsigned n = 1 + Below(4); n > 0 && bad.size() > from; --n) {
            const std::size_t at = from + Below(bad.size() - from);
            first = std::min(first, at);
            switch (Below(6)) {
                case 0:
                    bad[at] = static_cast<char>(bad[at] ^ (1U << Below(8)));
                    break;
                case 1:
                    bad[at] = static_cast<char>(kOdd[Below(std::size(kOdd))]);
                    break;
                case 2:
                    bad.erase(at, 1 + Below(40));
                    break;
                case 3:
                    bad.insert(at, 1 + Below(40), static_cast<char>(kOdd[Below(std::size(kOdd))]));
                    break;
                case 4:  // a part of it again
                    bad.insert(at, good.substr(Below(good.size()), 1 + Below(120)));
                    break;
                default:
                    bad.resize(at);
                    break;
            }
        }
        return bad;
    }

  private:
    std::size_t Below(std::size_t end) { return random_() % end; }
    std::mt19937 random_;
};

std::vector<std::string> IppAnswers() {
    simulated::IppText plain;
    plain.Text("printer-make-and-model", "Example Laser 500")
        .Text("printer-device-id", "MFG:Example;MDL:Laser 500;SN:EX00000042;")
        .Number("printer-state", 4, 0x23)
        .Text("printer-state-reasons", "toner-low-warning")
        .Text("", "media-empty-error")
        .Text("printer-supply",
              "type=toner;maxcapacity=100;level=40;class=supplyThatIsConsumed;unit=percent;colorantname=cyan;index=1;")
        .Text("", "type=wasteToner;maxcapacity=-2;level=-3;class=receptacleThatIsFilled;unit=7;index=2;")
        .Text("printer-supply-description", "Toner Cyan S/N:ABC1234567")
        .Text("printer-input-tray", "type=other;maxcapacity=250;level=-3;status=0;name=Tray 1;index=1;unit=8;")
        .Text("printer-alert", "code=markerTonerEmpty;index=1;severity=critical;group=markerSupplies;groupindex=1;")
        .Number("printer-impressions-completed", 123456);
    simulated::IppText markers;
    markers.Text("printer-make-and-model", "Ink 7\xC3\xA9")
        .Value(0x35, "printer-location",
               std::string("\x00\x02"
                           "fr"
                           "\x00\x07"
                           "2e \xC3\xA9tg",
                           13))
        .Text("marker-names", "Black")
        .Text("", "Yellow")
        .Text("marker-types", "ink-cartridge")
        .Text("", "ink-cartridge")
        .Number("marker-levels", 70)
        .Number("", -3)
        .Value(0x34, "media-col", "")
        .Value(0x4A, "", "x-dimension")
        .Number("", 21000)
        .Value(0x37, "", "")
        .Value(0x22, "color-supported", std::string(1, '\1'));
    return {plain.End(), markers.End(), plain.Open()};
}

// What was decoded of octets that are the same in `whole` is in it, too, and first.
template <class T>
void ExpectKept(const std::map<std::string, std::vector<T>>& part, const std::map<std::string, std::vector<T>>& whole,
                int round) {
    for (const auto& [name, values] : part) {
        const auto at = whole.find(name);
        ASSERT_NE(at, whole.end()) << "round " << round << ": " << name;
        ASSERT_LE(values.size(), at->second.size()) << "round " << round << ": " << name;
        EXPECT_TRUE(std::equal(values.begin(), values.end(), at->second.begin())) << "round " << round << ": " << name;
    }
}

TEST(DecodeIpp, KeepsWhatCameBeforeAFaultAndItsBounds) {  // AGT-10
    const devices::Makers makers;
    constexpr std::size_t kHeader = 8;
    unsigned seed = 1;
    for (const std::string& good : IppAnswers()) {
        Mutator mutator(seed++);
        for (int round = 0; round < 2000 && !HasFailure(); ++round) {
            std::size_t first = 0;
            const std::string bad = mutator.Change(good, kHeader + 1, first);
            const auto got = DecodeIpp(bad);
            ASSERT_TRUE(got) << "its head is good; round " << round;
            const auto before = DecodeIpp(good.substr(0, first));
            ASSERT_TRUE(before);
            ExpectKept(before->numbers, got->numbers, round);
            ExpectKept(before->texts, got->texts, round);
            EXPECT_LE(got->numbers.size() + got->texts.size(), kMostIppAttributes);
            for (const auto& [name, values] : got->texts) {
                EXPECT_LE(values.size(), kMostIppValues);
                for (const auto& text : values) EXPECT_LE(text.size(), 1023U);
            }
            EXPECT_LE(got->problems.size(), 9U);
            // What comes of it can be sent.
            const printing::Reading reading = MapIpp(*got, makers.brands());
            const std::string json = base::json::Write(reading);
            EXPECT_FALSE(base::FindInvalidUtf8(json)) << "round " << round;
            const auto back = base::json::Read<printing::Reading>(json);
            ASSERT_TRUE(back) << "round " << round << ": " << json;
            EXPECT_EQ(*back, reading);
            for (const auto& supply : reading.supplies) {
                const double percent = supply.remaining_percent.value_or(0);
                EXPECT_TRUE(percent >= 0 && percent <= 100) << percent;
            }
        }
    }
}

TEST(DecodeIpp, BreaksOffNowhereBadly) {
    for (const std::string& good : IppAnswers()) {
        const auto whole = DecodeIpp(good);
        ASSERT_TRUE(whole);
        for (std::size_t size = 0; size <= good.size(); ++size) {
            const auto part = DecodeIpp(good.substr(0, size));
            ASSERT_EQ(part.has_value(), size >= 8) << size;
            if (!part) continue;
            ExpectKept(part->numbers, whole->numbers, static_cast<int>(size));
            ExpectKept(part->texts, whole->texts, static_cast<int>(size));
        }
    }
}

std::string Labels(const std::vector<std::string>& labels) {
    std::string out;
    for (const auto& label : labels) out += static_cast<char>(label.size()) + label;
    return out + '\0';
}
std::string Two(int value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
}
std::string Answer(const std::string& name, int type, const std::string& data) {
    return name + Two(type) + Two(0x8001) + std::string("\0\0\0\x78", 4) + Two(static_cast<int>(data.size())) + data;
}
// One printer with all of its records.
std::string Announcement(const std::string& name, const std::string& host, int port, const std::string& path) {
    const std::string instance = Labels({name, "_ipp", "_tcp", "local"});
    const std::string key = "rp=" + path, note = "note=2nd floor";
    std::string out = Two(0) + Two(0x8400) + Two(0) + Two(5) + Two(0) + Two(0);
    out += Answer(Labels({"_ipp", "_tcp", "local"}), 12, instance);
    out += Answer(instance, 33, Two(0) + Two(0) + Two(port) + Labels({host, "local"}));
    out += Answer(instance, 16, static_cast<char>(key.size()) + key + static_cast<char>(note.size()) + note);
    out += Answer(Labels({host, "local"}), 28, std::string("\xFD\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x09", 16));
    return out + Answer(Labels({host, "local"}), 1, "\x0A\x01\x02\x09");
}

TEST(ReadDnsSd, KeepsWhatGoodMessagesSaidBesideBadOnes) {  // AGT-3, AGT-10
    const std::string good = Announcement("Hall", "hall", 8631, "ipp/print2");
    const std::string other = Announcement("Attic Printer", "attic", 631, "ipp/print");
    const auto said = ReadDnsSd({good});
    ASSERT_EQ(said.size(), 1U);
    ASSERT_EQ(ReadDnsSd({good, other}).size(), 2U);
    for (const std::string* changed : {&good, &other}) {
        Mutator mutator(changed == &good ? 7 : 8);
        for (int round = 0; round < 4000 && !HasFailure(); ++round) {
            std::size_t first = 0;
            const std::string bad = mutator.Change(*changed, 0, first);
            const auto found = ReadDnsSd({good, bad});
            const auto kept = std::ranges::find(found, "Hall", &Announced::name);
            ASSERT_NE(kept, found.end()) << "round " << round;
            EXPECT_EQ(kept->place, said.front().place);
            EXPECT_EQ(kept->is_queue, said.front().is_queue);
            for (const Announced& one : found) {
                EXPECT_TRUE(snmp::Endpoint::Parse(
                    one.place.host.find(':') == std::string::npos ? one.place.host : "[" + one.place.host + "]"))
                    << one.place.host;
                EXPECT_TRUE(one.place.port != 0 && one.place.port != 515 && one.place.port != 9100) << one.place.port;
                EXPECT_TRUE(one.place.path.starts_with('/')) << one.place.path;
                EXPECT_TRUE(std::ranges::all_of(one.place.path, [](char c) { return c > ' ' && c < 0x7F; }));
                EXPECT_FALSE(base::FindInvalidUtf8(one.name));
            }
            EXPECT_LE(DnsSdFollowUps({bad}).size(), 64U);
        }
    }
}

}  // namespace
}  // namespace agent
