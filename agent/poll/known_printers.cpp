#include "agent/poll/known_printers.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "lib/base/json.hpp"

namespace agent {
namespace {

struct StoredSilence {
    std::string first;
    std::int64_t values = 0;
};
BOOST_DESCRIBE_STRUCT(StoredSilence, (), (first, values))

struct StoredPrinter {
    std::string endpoint;
    std::string credentials;
    bool v1 = false;
    std::string maker;
    base::Instant next_poll;
    std::optional<bool> in_context;
    std::optional<std::int64_t> told;  // KnownPrinter::answered, by its stored name
    std::optional<std::string> ipp;    // a URL
    std::optional<std::string> certificate;
    std::optional<bool> ipp_adds;
    std::optional<base::Instant> ipp_tried;
    std::optional<std::string> serial;
    std::optional<std::string> manufacturer;
    std::optional<bool> several;
    std::optional<std::vector<StoredSilence>> silent;
};
BOOST_DESCRIBE_STRUCT(StoredPrinter, (),
                      (endpoint, credentials, v1, maker, next_poll, in_context, told, ipp, certificate, ipp_adds,
                       ipp_tried, serial, manufacturer, several, silent))

std::vector<snmp::Answer::Silence> SilentOf(const StoredPrinter& printer) {
    std::vector<snmp::Answer::Silence> silent;
    for (const StoredSilence& stored : printer.silent.value_or(std::vector<StoredSilence>{})) {
        const auto first = snmp::Oid::Parse(stored.first);
        if (first) silent.push_back({*first, static_cast<int>(std::clamp<std::int64_t>(stored.values, 0, 1000))});
    }
    return silent;
}

std::vector<StoredSilence> Stored(const std::vector<snmp::Answer::Silence>& silent) {
    std::vector<StoredSilence> stored;
    for (const auto& silence : silent) stored.push_back({silence.first.ToString(), silence.values});
    return stored;
}

snmp::AuthProtocol ToSnmp(printing::AuthProtocol protocol) {
    return static_cast<snmp::AuthProtocol>(static_cast<int>(protocol));
}
static_assert(static_cast<int>(printing::AuthProtocol::kSha512) == static_cast<int>(snmp::AuthProtocol::kSha512));
static_assert(static_cast<int>(printing::PrivacyProtocol::kAes128) == static_cast<int>(snmp::PrivProtocol::kAes128));
static_assert(static_cast<int>(printing::PrivacyProtocol::kDes) == static_cast<int>(snmp::PrivProtocol::kDes));
static_assert(static_cast<int>(printing::AuthProtocol::kMd5) == static_cast<int>(snmp::AuthProtocol::kMd5));

}  // namespace

std::vector<NamedCredentials> MakeCredentials(const printing::AgentConfiguration& configuration,
                                              std::vector<std::string>& problems) {
    std::vector<NamedCredentials> list;
    for (const printing::V3User& user : configuration.v3_users) {
        try {
            snmp::Credentials credentials;
            credentials.version = snmp::Credentials::Version::kV3;
            const auto priv = static_cast<snmp::PrivProtocol>(static_cast<int>(user.privacy));
            if (snmp::IsWeak(ToSnmp(user.auth)) || snmp::IsWeak(priv)) {
                problems.push_back("SNMPv3 user " + user.name + ": " + std::string(snmp::kWeakProtocol));
            }
            credentials.user = std::make_shared<const snmp::UsmUser>(
                snmp::MakeUsmUser(user.name, ToSnmp(user.auth), user.auth_password.value_or(""), priv,
                                  user.privacy_password.value_or("")));
            credentials.context = user.context.value_or("");
            list.push_back({"v3:" + user.name, std::move(credentials)});
        } catch (const std::invalid_argument& error) {
            problems.push_back("SNMPv3 user " + user.name + ": " + error.what());
        }
    }
    for (const std::string& community : configuration.communities) {
        snmp::Credentials credentials;
        credentials.community = community;
        list.push_back({"v2c:" + community, std::move(credentials)});
    }
    return list;
}

std::string KnownPrinters::Key(const snmp::Endpoint& endpoint) {
    const std::string host = endpoint.is_ipv6() ? "[" + endpoint.host() + "]" : endpoint.host();
    return host + ":" + std::to_string(endpoint.port());
}

KnownPrinters KnownPrinters::FromJson(const std::string& json, const devices::Makers& makers) {
    KnownPrinters known;
    const auto stored = base::json::Read<std::vector<StoredPrinter>>(json);
    if (!stored) return known;
    for (const StoredPrinter& printer : *stored) {
        const auto endpoint = snmp::Endpoint::Parse(printer.endpoint);
        if (!endpoint) continue;
        known.printers_[printer.endpoint] = {.endpoint = *endpoint,
                                             .credentials = printer.credentials,
                                             .v1 = printer.v1,
                                             .maker = makers.FindByName(printer.maker),
                                             .in_context = printer.in_context.value_or(false),
                                             .several = printer.several.value_or(false),
                                             .silent = SilentOf(printer),
                                             .answered = static_cast<PartSet>(printer.told.value_or(0)),
                                             .ipp = std::nullopt,
                                             .ipp_tried = printer.ipp_tried.value_or(base::Instant{}),
                                             .serial = printer.serial.value_or(""),
                                             .manufacturer = printer.manufacturer.value_or(""),
                                             .answered_at = {},
                                             .next_poll = printer.next_poll,
                                             .not_before = {}};
        const auto place = printer.ipp ? ReadIppUrl(*printer.ipp) : std::unexpected(std::string());
        if (place) {
            known.printers_[printer.endpoint].ipp =
                KnownIpp{*place, printer.certificate.value_or(""), printer.ipp_adds.value_or(false)};
        }
    }
    return known;
}

std::string KnownPrinters::ToJson() const {
    std::vector<StoredPrinter> stored;
    for (const auto& [key, printer] : printers_) {
        stored.push_back({key, printer.credentials, printer.v1, printer.maker != nullptr ? printer.maker->name : "",
                          printer.next_poll, printer.in_context, std::int64_t{printer.answered},
                          printer.ipp ? std::optional(UrlOf(printer.ipp->place)) : std::nullopt,
                          printer.ipp ? std::optional(printer.ipp->certificate) : std::nullopt,
                          printer.ipp ? std::optional(printer.ipp->adds) : std::nullopt, printer.ipp_tried,
                          printer.serial, printer.manufacturer, printer.several, Stored(printer.silent)});
    }
    return base::json::Write(stored);
}

bool KnownPrinters::Add(const SurveyResult& found, const std::string& credentials, base::Instant now) {
    auto endpoint = snmp::Endpoint::Parse(found.reading.address, found.reading.port);
    if (!endpoint) return false;
    auto [at, added] = printers_.try_emplace(Key(*endpoint));
    KnownPrinter& printer = at->second;
    const bool v1 = found.credentials.version == snmp::Credentials::Version::kV1;
    // SNMP that is silent today may answer tomorrow: its credentials stay.
    const bool by_ipp_alone = credentials.empty();
    const bool changed = added || (!by_ipp_alone && (printer.credentials != credentials || printer.v1 != v1)) ||
                         (found.ipp && !printer.ipp);
    if (added) {
        printer.endpoint = *endpoint;
        printer.next_poll = now;
    }
    if (found.ipp && (!printer.ipp || !(printer.ipp->place == *found.ipp))) {
        // Where it announces itself now; what it showed there before is another port's.
        printer.ipp =
            KnownIpp{*found.ipp, printer.ipp ? printer.ipp->certificate : "", printer.ipp && printer.ipp->adds};
    }
    if (by_ipp_alone) return changed;
    printer.credentials = credentials;
    printer.v1 = v1;
    printer.maker = found.maker;
    printer.several = found.several;
    printer.silent.clear();  // it may answer now
    printer.answered = 0;    // it may have become less
    return changed;
}

bool KnownPrinters::KeepOnly(const std::vector<snmp::Endpoint>& addresses) {
    std::set<std::string> keys;
    for (const auto& address : addresses) keys.insert(Key(address));
    return std::erase_if(printers_, [&](const auto& entry) { return !keys.contains(entry.first); }) > 0;
}

KnownPrinter* KnownPrinters::Find(const std::string& key) {
    const auto at = printers_.find(key);
    return at == printers_.end() ? nullptr : &at->second;
}

const KnownPrinter* KnownPrinters::FindTwin(const KnownPrinter& of, base::Instant since) const {
    if (of.serial.empty()) return nullptr;
    for (const auto& [key, printer] : printers_) {
        if (&printer != &of && printer.answered_at >= since && printer.serial == of.serial &&
            printer.manufacturer == of.manufacturer) {
            return &printer;
        }
    }
    return nullptr;
}

KnownPrinter* KnownPrinters::FindHost(const std::string& host) {
    for (auto& [key, printer] : printers_) {
        if (printer.endpoint.host() == host) return &printer;
    }
    return nullptr;
}

std::optional<base::Instant> KnownPrinters::NextPoll() const {
    std::optional<base::Instant> next;
    for (const auto& [key, printer] : printers_) {
        if (!printer.polling && (!next || printer.next_poll < *next)) next = printer.next_poll;
    }
    return next;
}

}  // namespace agent
