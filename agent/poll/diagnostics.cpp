#include "agent/poll/diagnostics.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>

#include "agent/poll/ranges.hpp"
#include "lib/base/hex.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"
#include "lib/snmp/walk_text.hpp"

namespace agent {
namespace {

using snmp::Oid;
using snmp::OidView;
using snmp::Values;

constexpr std::size_t kLeastName = 4;  // shorter ones are replaced at their own place only
constexpr std::size_t kMostNames = 500;
// A text of more octets is not looked through for addresses: std::regex needs the stack for it.
constexpr std::size_t kLongestText = 1024;

// ---- names, which are replaced wherever they stand

const Oid kDescription{1, 3, 6, 1, 2, 1, 1, 1};
const Oid kDeviceDescription{1, 3, 6, 1, 2, 1, 25, 3, 2, 1, 3};
const Oid kContact{1, 3, 6, 1, 2, 1, 1, 4};
const Oid kName{1, 3, 6, 1, 2, 1, 1, 5};
const Oid kLocation{1, 3, 6, 1, 2, 1, 1, 6};
const Oid kPhysicalAddress{1, 3, 6, 1, 2, 1, 2, 2, 1, 6};
const Oid kOperator{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 4};
const Oid kServicePerson{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 5};
const Oid kPrinterName{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 16};
const Oid kSerial{1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 17};

bool IsUnder(OidView name, const Oid& prefix) {
    return Values::StartsWith(name, prefix.ids());
}

// As long, letters for letters and digits for digits; the number tells them apart.
std::string SameShape(std::string_view text, std::size_t number) {
    std::string made(text);
    std::size_t left = number;
    for (std::size_t at = made.size(); at-- > 0;) {
        const auto c = static_cast<unsigned char>(made[at]);
        if (std::isdigit(c) != 0) {
            made[at] = static_cast<char>('0' + left % 10);
            left /= 10;
        } else if (std::isupper(c) != 0) {
            made[at] = static_cast<char>('A' + left % 26);
            left /= 26;
        } else if (std::islower(c) != 0) {
            made[at] = static_cast<char>('a' + left % 26);
            left /= 26;
        } else if (c >= 0x80) {
            made[at] = 'x';
        }
    }
    return made;
}

std::size_t FindIgnoringCase(std::string_view text, std::string_view what, std::size_t from) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    const auto at =
        std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), what.begin(), what.end(), same);
    return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

// A subidentifier of four that are an address.
struct Address {
    std::uint32_t octets[4];
    auto operator<=>(const Address&) const = default;
};

class Replacing {
  public:
    Replacing(const Values& values, const printing::Reading& reading) : values_(values) {
        keep_ = reading.manufacturer.value_or("") + ' ' + reading.model.value_or("");
        for (const Oid* of : {&kDescription, &kDeviceDescription}) {
            values.ForEachUnder(of->ids(), [&](OidView, const Values::Value& value) {
                if (value.IsOctets()) described_ += std::string(value.octets) + '\n';
            });
        }
        if (reading.serial_number) AddName(*reading.serial_number);
        for (const auto& supply : reading.supplies) {
            if (supply.serial_number) AddName(*supply.serial_number);
        }
        if (const auto address = Parse(reading.address)) OfAddress(*address);
        values.ForEach([&](OidView name, const Values::Value& value) {
            if (!value.IsOctets()) return;
            for (const Oid* named :
                 {&kContact, &kName, &kLocation, &kOperator, &kServicePerson, &kPrinterName, &kSerial}) {
                if (!IsUnder(name, *named)) continue;
                const std::string text(base::Trim(value.octets));
                // "S/N: AB12345": the number goes, and its label stays.
                const bool labelled = named == &kSerial && reading.serial_number && text != *reading.serial_number &&
                                      text.ends_with(*reading.serial_number) &&
                                      std::ranges::find(order_, *reading.serial_number) != order_.end();
                if (!labelled) AddName(text);
            }
            if (IsUnder(name, kPhysicalAddress) && value.octets.size() == 6) OfMac(std::string(value.octets));
            if (value.tag == snmp::ber::kIpAddress && value.octets.size() == 4) {
                Address address{};
                for (std::size_t i = 0; i < 4; ++i) address.octets[i] = static_cast<unsigned char>(value.octets[i]);
                OfAddress(address);
            }
        });
        // The longer ones first: one may stand in another.
        std::ranges::stable_sort(order_, std::ranges::greater{}, &std::string::size);
    }

    Values Go() {
        Values made;
        values_.ForEach([&](OidView name, const Values::Value& value) {
            const auto changed = NameOf(name);
            if (value.IsOid()) {
                const auto oid = NameOf(value.oid);
                made.AddOid(changed, oid);
            } else if (!value.IsOctets()) {
                made.AddNumber(changed, value.tag, value.number);
            } else if (value.tag == snmp::ber::kIpAddress && value.octets.size() == 4) {
                made.AddOctets(changed, value.tag, Binary(std::string(value.octets)));
            } else {
                made.AddOctets(changed, value.tag, Text(name, std::string(value.octets)));
            }
        });
        made.Sort();
        return made;
    }

  private:
    void AddName(const std::string& name) {
        if (name.empty() || !printing::UsableSerial(name) || names_.contains(name) || names_.size() == kMostNames)
            return;
        names_.emplace(name, SameShape(name, names_.size() + 1));
        // A word of the model or of the description would make another machine of it: "Scanner" is no name of one.
        const bool word = std::ranges::none_of(name, [](unsigned char c) { return std::isdigit(c) != 0; }) &&
                          FindIgnoringCase(described_, name, 0) != std::string_view::npos;
        if (name.size() >= kLeastName && !word && FindIgnoringCase(keep_, name, 0) == std::string_view::npos)
            order_.push_back(name);
    }

    static std::optional<Address> Parse(std::string_view text) {
        Address address{};
        std::size_t part = 0;
        std::uint32_t value = 0;
        int digits = 0;
        for (const char c : text) {
            if (c == '.') {
                if (digits == 0 || part == 3) return std::nullopt;
                address.octets[part++] = value;
                value = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                value = value * 10 + static_cast<std::uint32_t>(c - '0');
                ++digits;
                if (value > 255) return std::nullopt;
            } else {
                return std::nullopt;
            }
        }
        if (part != 3 || digits == 0) return std::nullopt;
        address.octets[3] = value;
        return address;
    }

    // Addresses of documentation (RFC 5737); masks, loopback and nothing stay.
    Address OfAddress(const Address& address) {
        const auto first = address.octets[0];
        if (first == 0 || first == 127 || first == 255) return address;
        const auto at = addresses_.try_emplace(address, Address{}).first;
        if (at->second.octets[0] == 0) {
            const auto number = static_cast<std::uint32_t>(addresses_.size());
            at->second = {{203, 0, 113, number % 254 + 1}};
            if (number >= 254) at->second = {{198, 51, 100, number % 254 + 1}};
        }
        return at->second;
    }

    std::string OfMac(const std::string& octets) {
        if (octets == std::string(6, '\0') || octets == std::string(6, '\xff')) return octets;
        const auto at = macs_.try_emplace(octets, std::string()).first;
        if (at->second.empty()) {
            const auto number = macs_.size();
            // The first half names the maker; the second one the machine.
            at->second =
                octets.substr(0, 3) + std::string{'\0', static_cast<char>(number / 256), static_cast<char>(number)};
        }
        return at->second;
    }

    // An address may stand in the name of an object.
    std::vector<std::uint32_t> NameOf(OidView name) {
        std::vector<std::uint32_t> changed(name.begin(), name.end());
        for (std::size_t at = 7; at + 4 <= changed.size(); ++at) {
            const Address here{{changed[at], changed[at + 1], changed[at + 2], changed[at + 3]}};
            const auto known = addresses_.find(here);
            if (known == addresses_.end() || known->second.octets[0] == 0) continue;
            std::ranges::copy(known->second.octets, changed.begin() + static_cast<std::ptrdiff_t>(at));
            at += 3;
        }
        return changed;
    }

    std::string Binary(std::string octets) {
        Address address{};
        for (std::size_t i = 0; i < 4; ++i) address.octets[i] = static_cast<unsigned char>(octets[i]);
        const auto other = OfAddress(address);
        for (std::size_t i = 0; i < 4; ++i) octets[i] = static_cast<char>(other.octets[i]);
        return octets;
    }

    std::string Text(OidView name, std::string octets) {
        if (octets.size() == 6 && (IsUnder(name, kPhysicalAddress) || macs_.contains(octets))) return OfMac(octets);
        // At its own place a name goes whatever it is.
        for (const Oid* named : {&kContact, &kName, &kLocation, &kOperator, &kServicePerson, &kPrinterName, &kSerial}) {
            if (!IsUnder(name, *named)) continue;
            const auto at = names_.find(std::string(base::Trim(octets)));
            if (at != names_.end()) return at->second;
        }
        for (const std::string& known : order_) {
            const std::string& other = names_.at(known);
            for (auto at = FindIgnoringCase(octets, known, 0); at != std::string::npos;
                 at = FindIgnoringCase(octets, known, at + other.size())) {
                octets.replace(at, known.size(), other);
            }
        }
        for (const auto& [mac, other] : macs_) ReplaceMac(octets, mac, other);
        if (octets.size() <= kLongestText) octets = Patterns(std::move(octets));
        return octets;
    }

    // Of a machine whose address is known, with and without signs between; and in the middle of other octets.
    static void ReplaceMac(std::string& octets, const std::string& mac, const std::string& other) {
        const auto written = [](const std::string& of, const std::string& between) {
            std::string text = base::ToHex(of);
            for (std::size_t at = text.size() - 2; at > 0; at -= 2) text.insert(at, between);
            return text;
        };
        for (const char* between : {"", ":", "-", "."}) {
            const auto from = written(mac, between);
            auto to = written(other, between);
            for (auto at = FindIgnoringCase(octets, from, 0); at != std::string::npos;
                 at = FindIgnoringCase(octets, from, at + to.size())) {
                octets.replace(at, from.size(), to);
            }
        }
    }

    template <class F>
    static std::string Each(const std::string& text, const std::regex& pattern, F&& replace) {
        std::string made;
        auto from = text.begin();
        for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
            made.append(from, text.begin() + at->position());
            made += replace(at->str());
            from = text.begin() + at->position() + at->length();
        }
        made.append(from, text.end());
        return made;
    }

    std::string Patterns(std::string octets) {
        static const std::regex kMail("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,200}");
        static const std::regex kMac("\\b[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}\\b");
        static const std::regex kIp("\\b[0-9]{1,3}(\\.[0-9]{1,3}){3}\\b");
        static const std::regex kIp6("\\b[0-9A-Fa-f]{1,4}(:{1,2}[0-9A-Fa-f]{1,4}){3,7}\\b");
        static const std::regex kUrl("://[^/:\\s\"]{1,200}");
        octets = Each(octets, kMail, [&](const std::string& found) { return Numbered(found, "user", "@example.com"); });
        octets = Each(octets, kMac, [&](const std::string& found) {
            std::string digits;
            for (const char c : found) {
                if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
            }
            const auto other = OfMac(*base::FromHex(base::ToLowerAscii(digits)));
            std::string text = base::ToHex(other);
            for (std::size_t at = 2; at < 17; at += 3) text.insert(at, 1, found[2]);
            return text;
        });
        octets = Each(octets, kIp, [&](const std::string& found) {
            const auto address = Parse(found);
            // What a version looks like, too: "2.1.0.4" stays, 10.0.0.4 goes.
            if (!address || address->octets[0] < 10) return found;
            const auto other = OfAddress(*address);
            std::string text;
            for (const auto octet : other.octets) text += (text.empty() ? "" : ".") + std::to_string(octet);
            return text;
        });
        octets = Each(octets, kIp6, [&](const std::string& found) {
            return std::ranges::count(found, ':') == 5 && found.size() == 17 ? found
                                                                             : Numbered(found, "2001:db8::", "");
        });
        return Each(octets, kUrl, [&](const std::string& found) {
            const std::string host = found.substr(3);
            if (Parse(host) || host.starts_with("host-") || host.ends_with("example.com")) return found;
            return "://" + Numbered(host, "host-", ".example.com");
        });
    }

    std::string Numbered(const std::string& found, const std::string& before, const std::string& behind) {
        const auto number = others_.try_emplace(found, others_.size() + 1).first->second;
        return before + std::to_string(number) + behind;
    }

    const Values& values_;
    std::string keep_;
    std::string described_;  // what the machine says of itself
    std::map<std::string, std::string> names_;
    std::vector<std::string> order_;
    std::map<Address, Address> addresses_;
    std::map<std::string, std::string> macs_;
    std::map<std::string, std::size_t> others_;
};

}  // namespace

Values ReplaceNames(const Values& values, const printing::Reading& reading) {
    return Replacing(values, reading).Go();
}

std::expected<std::string, std::string> WalkDevice(const std::string& address, const CheckAccess& access,
                                                   const devices::Makers& makers, const std::atomic<bool>& stop,
                                                   const WalkBounds& bounds) {
    const auto place = snmp::Endpoint::Resolve(address);
    if (!place) return std::unexpected(place.error());
    if (!access.allow_public && !IsPrivateAddress(*place)) return std::unexpected(std::string("a public address"));
    // The maker's own is the last: it may be large.
    static const Oid kSubtrees[] = {
        {1, 3, 6, 1, 2, 1, 1},  {1, 3, 6, 1, 2, 1, 2, 1}, {1, 3, 6, 1, 2, 1, 2, 2, 1},
        {1, 3, 6, 1, 2, 1, 25}, {1, 3, 6, 1, 2, 1, 43},   {1, 3, 6, 1, 4, 1},
    };
    const auto end = std::chrono::steady_clock::now() + bounds.time;
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(access.snmp.timeout_ms);
    options.retries = 2;
    options.window = 1;
    Values values;
    std::optional<snmp::Credentials> works;
    std::string problem =
        access.credentials.empty() ? "the search criteria name no community and no user" : "no answer";
    for (const auto& named : access.credentials) {
        if (stop || std::chrono::steady_clock::now() > end) break;
        snmp::Client client(options);
        snmp::Answer answer;
        client.Fetch(*place, named.credentials, {snmp::Under(kSubtrees[0], 12, bounds.objects)},
                     [&](snmp::Answer seen) { answer = std::move(seen); });
        client.Run();
        if (answer.outcome == snmp::Outcome::kAnswered) {
            works = named.credentials;
            if (answer.used_v1) works->version = snmp::Credentials::Version::kV1;
            values.Merge(std::move(answer.values));
            break;
        }
        if (!answer.problems.empty()) problem = answer.problems.front();
    }
    if (!works) return std::unexpected(problem);
    std::string notes;
    for (std::size_t at = 1; at < std::size(kSubtrees); ++at) {
        snmp::Client client(options);
        std::optional<snmp::Answer> answer;
        client.Fetch(*place, *works, {snmp::Under(kSubtrees[at], bounds.objects, bounds.objects)},
                     [&](snmp::Answer seen) { answer = std::move(seen); });
        while (!stop && std::chrono::steady_clock::now() < end && client.RunFor(std::chrono::milliseconds(100))) {
        }
        if (!answer) {
            notes += "# not answered in time: " + kSubtrees[at].ToString() + "\n";
            break;
        }
        for (const auto& said : answer->problems) notes += "# " + base::CleanText(said, 200) + "\n";
        values.Merge(std::move(answer->values));
    }
    values.Sort();
    // The jobs of PWG 5107.1 and RFC 2707 have names of people and documents.
    static const Oid kJobs{1, 3, 6, 1, 4, 1, 2699, 1, 1};
    Values kept;
    std::size_t octets = 0;
    bool cut = false;
    values.ForEach([&](OidView name, const Values::Value& value) {
        octets += name.size() * 5 + value.octets.size() * 2 + 32;
        cut = cut || octets > bounds.octets;
        if (cut || IsUnder(name, kJobs)) return;
        if (value.IsOid()) {
            kept.AddOid(name, value.oid);
        } else if (value.IsOctets()) {
            kept.AddOctets(name, value.tag, value.octets);
        } else {
            kept.AddNumber(name, value.tag, value.number);
        }
    });
    kept.Sort();
    if (cut) notes += "# cut: it answers more than is sent\n";
    // What it is read as tells which numbers are serial numbers.
    snmp::Client client(options);
    SurveyResult seen;
    SurveyTarget target;
    target.endpoint = *place;
    target.credentials = *works;
    Survey(client, makers, std::move(target), [&](SurveyResult result) { seen = std::move(result); });
    client.Run();
    return "# platen-agent " PLATEN_VERSION "\n" + notes + snmp::WriteWalkText(ReplaceNames(kept, seen.reading));
}

}  // namespace agent
