#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lib/base/json.hpp"
#include "lib/base/suggest.hpp"
#include "simulator/fleet.hpp"

// The control protocol: one line of words in, text out. `PRINTER` is an address or a serial number, `SLOT`
// a prtMarkerSuppliesIndex. What is changed here lives until the simulator stops.
namespace simulator {
namespace {

constexpr std::string_view kHelp =
    "list                                  address, serial number, model of every printer\n"
    "show PRINTER                          its state as JSON\n"
    "swaps                                 serial number, SLOT and time of each cartridge that "
    "users put in\n"
    "                                      since the epoch (not what was done by these commands), "
    "and a line\n"
    "                                      with '-' for each supply: what is in the printers\n"
    "level PRINTER SLOT PERCENT            set what is left in a supply\n"
    "swap PRINTER SLOT [SERIAL]            put a new cartridge in\n"
    "pages PRINTER COUNT                   print so many pages at once\n"
    "tray PRINTER NUMBER SHEETS            set the paper of a tray (1 = first)\n"
    "jam PRINTER on|off, cover PRINTER on|off\n"
    "move PRINTER ADDRESS                  it gets another address\n"
    "community PRINTER NAME                it answers this community only\n"
    "dead PRINTER, alive PRINTER           stop or start answering, whatever its schedule says\n"
    "fault PRINTER none | slow=MS | truncate=OCTETS | drop=N | garbage | loop | wrong-id | huge |\n"
    "      v1-only | max-message=OCTETS | max-repetitions=N\n"
    "trap PRINTER HOST[:PORT] v1|v2c|v3 WHO\n"
    "                                      it says its newest alert (printerV2Alert), or coldStart "
    "where it has\n"
    "                                      none; WHO: the community, or the SNMPv3 user\n"
    "users never|auto                      whether users swap what is empty\n"
    "count [PRINTER], reset-count          requests and answers\n"
    "time                                  business time\n"
    "stop\n";

std::vector<std::string_view> Split(std::string_view line) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (at < line.size()) {
        const std::size_t start = line.find_first_not_of(" \t\r\n", at);
        if (start == std::string_view::npos) break;
        at = std::min(line.find_first_of(" \t\r\n", start), line.size());
        words.push_back(line.substr(start, at - start));
    }
    return words;
}

template <class T>
std::optional<T> Number(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Every verb of kHelp.
const std::vector<std::string>& Verbs() {
    static const std::vector<std::string> kVerbs = {"list", "show",  "swaps", "level",       "swap", "pages", "tray",
                                                    "jam",  "cover", "move",  "community",   "dead", "alive", "fault",
                                                    "trap", "users", "count", "reset-count", "time", "stop",  "help"};
    return kVerbs;
}

std::unexpected<std::string> Unknown(std::string_view verb, bool alone) {
    const bool known = std::ranges::find(Verbs(), verb) != Verbs().end();
    if (known && alone) return std::unexpected(fmt::format("{} needs more words; `help` shows them", verb));
    if (known) return std::unexpected(fmt::format("{}: these words do not fit; `help` shows them", verb));
    return std::unexpected(fmt::format("unknown command: {}{}", verb, base::DidYouMean(verb, Verbs())));
}

std::unexpected<std::string> No(std::string why) {
    return std::unexpected(std::move(why));
}

}  // namespace

std::expected<std::string, std::string> Fleet::Control(std::string_view line) {
    ReadClock();
    const Words words = Split(line);
    if (words.empty() || words[0] == "help") return std::string(kHelp);
    const std::string_view verb = words[0];
    if (verb == "list") return List();
    if (verb == "swaps") return Swaps();
    if (verb == "time") return base::FormatRfc3339(now_) + "\n";
    if (verb == "count" && words.size() == 1) {
        return fmt::format("requests {} answers {}\n", requests_, answers_);
    }
    if (verb == "reset-count") {
        requests_ = answers_ = 0;
        for (Printer& printer : printers_) printer.requests = printer.answers = 0;
        return "";
    }
    if (verb == "users" && words.size() == 2 && (words[1] == "never" || words[1] == "auto")) {
        options_.rules.swap = words[1] == "auto";
        return "";
    }
    if (words.size() < 2 || std::ranges::find(Verbs(), verb) == Verbs().end()) return Unknown(verb, true);
    Printer* printer = Find(words[1]);
    if (printer == nullptr) return No(fmt::format("no printer has {}", words[1]));
    auto done = ControlPrinter(*printer, verb, words);
    Forget(*printer);
    return done;
}

std::expected<std::string, std::string> Fleet::ControlPrinter(Printer& printer, std::string_view verb,
                                                              const Words& words) {
    if (verb == "show") return Show(printer);
    if (verb == "count") {
        return fmt::format("requests {} answers {}\n", printer.requests, printer.answers);
    }
    if (verb == "dead" || verb == "alive") {
        printer.fault.dead = verb == "dead";
        printer.fault.awake = verb == "alive";
        return "";
    }
    if (words.size() < 3) return No(fmt::format("{} needs more words", verb));
    if (verb == "fault") return SetFault(printer, words);
    if (verb == "trap") return SendTrap(printer, words);
    if (verb == "community") {
        printer.communities = {std::string(words[2])};
        return "";
    }
    if (verb == "move") {
        const auto address = ParseAddress(words[2]);
        if (!address || (*address >> 24) != 127) return No("not a loopback address");
        if (by_address_.contains(*address)) return No("another printer has this address");
        by_address_.erase(printer.address);
        printer.address = *address;
        by_address_[*address] = printer.number;
        return "";
    }
    if (verb == "pages") {
        const auto pages = Number<std::uint32_t>(words[2]);
        if (!pages) return No("not a number of pages");
        printer.state = Moment(printer);
        PrintPages(ModelOf(printer), printer.traits, printer.state, *pages);
        return "";
    }
    if (verb == "jam" || verb == "cover") {
        printer.state = Moment(printer);
        const std::int32_t since = words[2] == "on" ? printer.state.step : -1;
        (verb == "jam" ? printer.state.jam_since : printer.state.cover_since) = since;
        return "";
    }
    if (verb == "tray" && words.size() == 4) {
        const auto tray = Number<std::size_t>(words[2]);
        const auto sheets = Number<double>(words[3]);
        if (!tray || *tray < 1 || *tray > printer.state.trays.size() || !sheets) return No("no such tray");
        printer.state = Moment(printer);
        printer.state.trays[*tray - 1] = *sheets;
        printer.state.tray_empty_since[*tray - 1] = *sheets < 1 ? printer.state.step : -1;
        return "";
    }
    return ControlSupply(printer, verb, words);
}

std::expected<std::string, std::string> Fleet::ControlSupply(Printer& printer, std::string_view verb,
                                                             const Words& words) {
    const Model& model = ModelOf(printer);
    // Also as the agent names supplies: "1.4" with the hrDeviceIndex, "private.N" by a maker's own
    // code.
    const auto index = Number<std::int32_t>(words[2].substr(words[2].rfind('.') + 1));
    auto spec = std::ranges::find_if(model.supplies, [&](const SupplySpec& s) { return index && s.index == *index; });
    if (words[2].starts_with("private.")) {
        const auto toner = index ? BrotherTonerSlot(model, *index) : std::nullopt;
        spec = model.supplies.begin() + static_cast<std::ptrdiff_t>(toner.value_or(model.supplies.size()));
    }
    if (verb != "level" && verb != "swap") return Unknown(verb, false);
    if (spec == model.supplies.end()) return No(fmt::format("{} has no supply {}", words[1], words[2]));
    const auto slot = static_cast<std::size_t>(spec - model.supplies.begin());
    printer.state = Moment(printer);
    Cartridge& cartridge = printer.state.supplies[slot];
    if (verb == "level") {
        const auto percent = words.size() == 4 ? Number<double>(words[3]) : std::nullopt;
        if (!percent || *percent < 0 || *percent > 100) return No("a level is 0 to 100 percent");
        cartridge.left = *percent / 100;
    } else {
        const std::uint32_t generation = cartridge.generation + 1;
        cartridge = Cartridge{.left = 1, .generation = generation};
        if (words.size() == 4) cartridge.serial = words[3];
    }
    cartridge.low_since = cartridge.left < kLow ? printer.state.step : -1;
    cartridge.empty_since = IsEmpty(cartridge) ? printer.state.step : -1;
    return "";
}

std::expected<std::string, std::string> Fleet::SetFault(Printer& printer, const Words& words) {
    Fault& fault = printer.fault;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const auto equals = words[i].find('=');
        const std::string_view name = words[i].substr(0, equals);
        const auto value = equals == std::string_view::npos ? std::optional<std::uint32_t>(0)
                                                            : Number<std::uint32_t>(words[i].substr(equals + 1));
        if (!value) return No(fmt::format("not a number: {}", words[i]));
        if (name == "none") {
            const Model& model = ModelOf(printer);
            fault = {};
            fault.behavior.max_message_size = static_cast<std::size_t>(model.max_message_size);
            fault.behavior.v1_only = model.v1_only.value_or(false);
        } else if (name == "slow") {
            fault.slow = std::chrono::milliseconds(*value);
        } else if (name == "truncate") {
            fault.truncate = *value;
        } else if (name == "drop") {
            fault.drop_every = *value;
        } else if (name == "garbage") {
            fault.garbage = true;
        } else if (name == "loop") {
            fault.behavior.repeat_oid = true;
        } else if (name == "wrong-id") {
            fault.behavior.request_id_offset = 1000;
        } else if (name == "huge") {
            fault.huge = true;
            fault.behavior.max_message_size = 65'507;
        } else if (name == "v1-only") {
            fault.behavior.v1_only = true;
        } else if (name == "max-message" && *value >= 484) {
            fault.behavior.max_message_size = *value;
        } else if (name == "max-repetitions" && *value > 0) {
            fault.behavior.max_repetitions = static_cast<int>(*value);
        } else {
            return No(fmt::format("unknown fault: {}", words[i]));
        }
    }
    return "";
}

std::expected<std::string, std::string> Fleet::SendTrap(Printer& printer, const Words& words) {
    const std::vector<std::string_view> versions{"v1", "v2c", "", "v3"};
    if (words.size() != 5) return Unknown("trap", false);
    const auto to = snmp::Endpoint::Parse(words[2], 162);
    const auto version = std::ranges::find(versions, words[3]);
    if (!to || to->is_ipv6() || version == versions.end()) return Unknown("trap", false);
    const auto datagram = Unasked(printer, static_cast<int>(version - versions.begin()), words[4]);
    if (datagram.empty()) return No(fmt::format("nobody is called {} here", words[4]));
    unasked_.push_back({printer.address, *to, {datagram.begin(), datagram.end()}});
    return "";
}

std::string Fleet::List() {
    std::string text;
    for (const Printer& printer : printers_) {
        text += fmt::format("{} {} {} {}\n", FormatAddress(printer.address), printer.identity.serial,
                            ModelOf(printer).name, IsSilent(printer) ? "silent" : "answers");
    }
    return text;
}

std::string Fleet::Swaps() const {
    std::string text;
    for (const Printer& printer : printers_) {
        const Model& model = ModelOf(printer);
        for (const SupplySpec& spec : model.supplies)
            text += fmt::format("{} {} -\n", printer.identity.serial, spec.index);
        for (const Swap& swap : SwapsUntil(model, options_.rules, printer.traits, StepsAt(options_.rules, now_))) {
            text += fmt::format("{} {} {}\n", printer.identity.serial, model.supplies[swap.slot].index,
                                base::FormatRfc3339(swap.at));
        }
    }
    return text;
}

std::string Fleet::Show(Printer& printer) {
    const Model& model = ModelOf(printer);
    const State state = Moment(printer);
    boost::json::object shown;
    shown["address"] = FormatAddress(printer.address);
    shown["serial_number"] = printer.identity.serial;
    shown["manufacturer"] = model.manufacturer;
    shown["model"] = model.model;
    shown["time"] = base::FormatRfc3339(now_);
    shown["restarts"] = printer.restarts;
    shown["silent"] = IsSilent(printer);
    shown["life_count"] = static_cast<std::int64_t>(state.life);
    shown["color_count"] = static_cast<std::int64_t>(state.color);
    shown["pages_per_day"] = printer.traits.pages_per_day;
    boost::json::array supplies;
    for (std::size_t i = 0; i < model.supplies.size(); ++i) {
        const SupplySpec& spec = model.supplies[i];
        boost::json::object supply;
        supply["index"] = spec.index;
        supply["type"] = base::json::EnumName(spec.type);
        supply["colorant"] = spec.colorant ? boost::json::value(*spec.colorant) : nullptr;
        supply["percent"] = std::min(1.0, state.supplies[i].left) * 100;
        supply["level_raw"] = RawLevel(spec, state.supplies[i]);
        supply["capacity_raw"] = RawCapacity(spec);
        supply["swaps"] = state.supplies[i].generation;
        supply["cartridge_serial"] = CartridgeSerial(model, options_.rules.seed, printer.number, i, state.supplies[i]);
        supplies.push_back(std::move(supply));
    }
    shown["supplies"] = std::move(supplies);
    boost::json::array alerts;
    for (const AlertRow& alert : AlertsOf(model, state)) {
        alerts.push_back({{"code", alert.code},
                          {"severity", alert.severity == 3 ? "critical" : "warning"},
                          {"description", alert.description}});
    }
    shown["alerts"] = std::move(alerts);
    return boost::json::serialize(shown) + "\n";
}

}  // namespace simulator
