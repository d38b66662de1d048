#include <fmt/format.h>

#include <algorithm>

#include "agent/ipp/ipp.hpp"
#include "lib/base/text.hpp"

namespace agent {
namespace {

constexpr std::size_t kHeader = 8;        // version, status, request id
constexpr std::size_t kMostProblems = 8;  // named one by one
constexpr std::size_t kMostTextOctets = 1023;

// RFC 8010, 3.5.
enum Tag : unsigned {
    kOperationGroup = 0x01,
    kEndOfAttributes = 0x03,
    kPrinterGroup = 0x04,
    kLastGroupTag = 0x0F,
    kInteger = 0x21,
    kBoolean = 0x22,
    kEnum = 0x23,
    kOctets = 0x30,
    kBeginCollection = 0x34,
    kTextWithLanguage = 0x35,
    kNameWithLanguage = 0x36,
    kEndCollection = 0x37,
    kText = 0x41,
    kName = 0x42,
    kKeyword = 0x44,
    kUri = 0x45,
    kCharset = 0x47,
    kLanguage = 0x48,
    kMemberName = 0x4A,
};

// Everything that MapIpp reads. "all" would bring collections of hundreds of media, which some printers cannot write.
constexpr std::string_view kWanted[] = {
    "printer-make-and-model",
    "printer-device-id",
    "printer-serial-number",
    "printer-uuid",
    "printer-name",
    "printer-dns-sd-name",
    "printer-location",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-up-time",
    "printer-firmware-name",
    "printer-firmware-string-version",
    "printer-alert",
    "printer-alert-description",
    "printer-supply",
    "printer-supply-description",
    "printer-input-tray",
    "marker-names",
    "marker-types",
    "marker-colors",
    "marker-levels",
    "marker-low-levels",
    "marker-high-levels",
    "printer-impressions-completed",
    "printer-media-sheets-completed",
    "color-supported",
    "sides-supported",
    "printer-type",
    "device-uri",
    "cups-version",
};

void Put16(std::string& out, std::size_t value) {
    out += static_cast<char>(value >> 8 & 0xFF);
    out += static_cast<char>(value & 0xFF);
}

void PutValue(std::string& out, Tag tag, std::string_view name, std::string_view value) {
    out += static_cast<char>(tag);
    Put16(out, name.size());
    out += name;
    Put16(out, value.size());
    out += value;
}

class Reader {
  public:
    explicit Reader(std::string_view octets) : rest_(octets) {}
    [[nodiscard]] bool done() const { return rest_.empty(); }
    std::optional<unsigned> Octet() {
        if (rest_.empty()) return std::nullopt;
        const auto octet = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return octet;
    }
    // Two octets of length, then so many.
    std::optional<std::string_view> Counted() {
        if (rest_.size() < 2) return std::nullopt;
        const std::size_t size =
            static_cast<unsigned char>(rest_[0]) << 8 | static_cast<unsigned>(static_cast<unsigned char>(rest_[1]));
        if (rest_.size() - 2 < size) return std::nullopt;
        const auto text = rest_.substr(2, size);
        rest_.remove_prefix(2 + size);
        return text;
    }

  private:
    std::string_view rest_;
};

class Decoding {
  public:
    explicit Decoding(std::string_view octets) : reader_(octets.substr(kHeader)) {
        out_.status = static_cast<unsigned char>(octets[2]) << 8 | static_cast<unsigned char>(octets[3]);
    }

    IppAttributes Run() {
        unsigned group = 0;
        while (true) {
            const auto tag = reader_.Octet();
            if (!tag) {
                Complain("the answer breaks off");
                break;
            }
            if (*tag == kEndOfAttributes) break;
            if (*tag <= kLastGroupTag) {
                // Further printer groups are those of other printers.
                if (group == kPrinterGroup && *tag == kPrinterGroup) break;
                group = *tag;
                name_ = {};
                depth_ = 0;
                continue;
            }
            const auto name = reader_.Counted();
            const auto value = name ? reader_.Counted() : std::nullopt;
            if (!value) {
                Complain("the answer breaks off" + (name_.empty() ? "" : " after " + Shown(name_)));
                break;
            }
            if (!Take(*tag, *name, *value, group == kPrinterGroup)) break;
        }
        if (left_out_ > 0) out_.problems.push_back(fmt::format("{} further values could not be read", left_out_));
        return std::move(out_);
    }

  private:
    // False: enough.
    bool Take(unsigned tag, std::string_view name, std::string_view value, bool of_printer) {
        if (!name.empty()) {
            if (depth_ > 0) Complain(Shown(name_) + ": a collection that does not end");
            depth_ = 0;
            name_ = name;
            const std::string key(name.substr(0, 255));
            again_ = of_printer && (out_.numbers.contains(key) || out_.texts.contains(key));
            if (again_) Complain(Shown(name_) + ": a second time; the first one counts");
            if (++attributes_ > kMostIppAttributes) {
                Complain(fmt::format("more than {} attributes", kMostIppAttributes));
                return false;
            }
        }
        if (tag == kBeginCollection) {
            ++depth_;
        } else if (tag == kEndCollection) {
            depth_ -= depth_ > 0 ? 1 : 0;
        } else if (depth_ == 0 && tag != kMemberName && of_printer && !again_ && !name_.empty()) {
            Keep(tag, value);
        }
        return true;
    }

    void Keep(unsigned tag, std::string_view value) {
        std::string key(name_.substr(0, 255));
        switch (tag) {
            case kInteger:
            case kEnum:
                if (value.size() != 4) return Complain(Shown(name_) + ": a number of another size");
                return Add(out_.numbers, key, std::int64_t{Number(value)});
            case kBoolean:
                if (value.size() != 1) return Complain(Shown(name_) + ": a truth value of another size");
                return Add(out_.numbers, key, std::int64_t{value[0] != 0});
            case kTextWithLanguage:
            case kNameWithLanguage: {
                Reader parts(value);
                const auto language = parts.Counted();
                const auto text = language ? parts.Counted() : std::nullopt;
                if (!text) return Complain(Shown(name_) + ": a text of another form");
                return Add(out_.texts, key, std::string(text->substr(0, kMostTextOctets)));
            }
            case kOctets:
            case kText:
            case kName:
            case kKeyword:
            case kUri:
                return Add(out_.texts, key, std::string(value.substr(0, kMostTextOctets)));
            default:
                return;  // unknown, no-value, ranges, dates
        }
    }

    template <class T>
    void Add(std::map<std::string, std::vector<T>>& to, const std::string& key, T value) {
        auto& values = to[key];
        if (values.size() < kMostIppValues) values.push_back(std::move(value));
    }

    void Complain(std::string problem) {
        if (out_.problems.size() < kMostProblems) {
            out_.problems.push_back("IPP: " + std::move(problem));
        } else {
            ++left_out_;
        }
    }

    static std::int32_t Number(std::string_view value) {
        std::uint32_t number = 0;
        for (const char octet : value) number = number << 8 | static_cast<unsigned char>(octet);
        return static_cast<std::int32_t>(number);
    }
    static std::string Shown(std::string_view name) { return base::CleanText(name, 60); }

    Reader reader_;
    IppAttributes out_;
    std::string_view name_;
    bool again_ = false;  // the attribute came before
    std::size_t attributes_ = 0;
    std::size_t depth_ = 0;  // of collections; a counter, so that no nesting costs anything
    std::size_t left_out_ = 0;
};

}  // namespace

std::string EncodeIppRequest(IppVersion version, std::string_view printer_uri, bool by_name) {
    constexpr std::string_view kGetPrinterAttributes("\x00\x0B", 2);
    std::string out(version == IppVersion::k20 ? std::string_view("\x02\x00", 2) : std::string_view("\x01\x01", 2));
    out += kGetPrinterAttributes;
    out += std::string_view("\x00\x00\x00\x01", 4);
    out += static_cast<char>(kOperationGroup);
    PutValue(out, kCharset, "attributes-charset", "utf-8");
    PutValue(out, kLanguage, "attributes-natural-language", "en");
    PutValue(out, kUri, "printer-uri", printer_uri);
    if (by_name) {
        std::string_view name = "requested-attributes";
        for (const auto wanted : kWanted) {
            PutValue(out, kKeyword, name, wanted);
            name = {};
        }
    }
    out += static_cast<char>(kEndOfAttributes);
    return out;
}

std::expected<IppAttributes, std::string> DecodeIpp(std::string_view octets) {
    if (octets.size() < kHeader || octets[0] < 1 || octets[0] > 2 ||
        (octets.size() > kHeader && static_cast<unsigned char>(octets[kHeader]) > kLastGroupTag)) {
        return std::unexpected("the answer is not IPP");
    }
    return Decoding(octets).Run();
}

}  // namespace agent
