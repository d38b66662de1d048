#include "simulator/fleet.hpp"

#include "lib/base/suggest.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "simulator/random.hpp"

namespace simulator {
namespace {

constexpr base::Duration kSameMoment = std::chrono::seconds(10);  // business time

}  // namespace

std::optional<Address> ParseAddress(std::string_view text) {
    in_addr address{};
    if (inet_pton(AF_INET, std::string(text).c_str(), &address) != 1) return std::nullopt;
    return ntohl(address.s_addr);
}

std::string FormatAddress(Address address) {
    return fmt::format("{}.{}.{}.{}", address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255);
}

// The device behind one request.
class Fleet::Host final : public snmp::ResponderHost {
  public:
    Host(Fleet& fleet, Printer& printer) : fleet_(fleet), printer_(printer) {}

    const snmp::EncodedMib* ForCommunity(std::string_view community) override {
        const auto at = community.find('@');
        const auto& known = printer_.communities.empty() ? fleet_.options_.communities : printer_.communities;
        const auto has = [&](const std::vector<std::string>& some) {
            return std::ranges::find(some, community.substr(0, at)) != some.end();
        };
        if (!has(known) && !has(fleet_.options_.writers)) return nullptr;
        return ForContext(at == std::string_view::npos ? "" : community.substr(at + 1));
    }
    const snmp::EncodedMib* ForContext(std::string_view context) override {
        if (context.empty()) return &fleet_.View(printer_, false);
        const auto& own = fleet_.ModelOf(printer_).supplies_context;
        return own && *own == context ? &fleet_.View(printer_, true) : nullptr;
    }
    [[nodiscard]] const snmp::ResponderBehavior& Behavior() const override { return printer_.fault.behavior; }
    [[nodiscard]] std::uint32_t UptimeTicks() const override {
        const auto up = Uptime(fleet_.options_.rules, printer_.traits, fleet_.now_);
        return static_cast<std::uint32_t>(std::max<std::int64_t>(0, up.count()) / 10'000);
    }
    [[nodiscard]] snmp::UsmEngine Engine() const override {
        const auto up = fleet_.real_now_ - fleet_.started_;
        return {printer_.engine_id, fleet_.boots_,
                static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::seconds>(up).count())};
    }
    [[nodiscard]] const snmp::UsmUser* FindUser(std::string_view name) const override {
        const auto user = std::ranges::find(fleet_.options_.users, name, &snmp::UsmUser::name);
        return user == fleet_.options_.users.end() ? nullptr : &*user;
    }

    // prtGeneralReset (RFC 3805): every way of resetting is a restart. Its state lives on.
    std::int32_t Write(std::string_view who, const snmp::ber::Oid& name, std::int64_t value) override {
        const snmp::ber::Oid reset{1,  3, 6, 1, 2, 1,
                                   43, 5, 1, 1, 3, static_cast<std::uint32_t>(fleet_.ModelOf(printer_).device_index)};
        const auto& writers = fleet_.options_.writers;
        if (!(name == reset) || std::ranges::find(writers, who) == writers.end()) return 17;  // notWritable
        if (value < 3 || value > 6) return 10;                                                // wrongValue
        if (value != 3) ++printer_.restarts;
        return 0;
    }

  private:
    Fleet& fleet_;
    Printer& printer_;
};

Fleet::Fleet(FleetOptions options, const base::Clock& clock)
    : options_(std::move(options)), clock_(clock), models_(BuiltInModels()) {
    if (!options_.model.empty()) {
        std::vector<std::string> names;
        for (const Model& model : models_) names.push_back(model.name);
        std::erase_if(models_,
                      [&](const Model& model) { return model.name.find(options_.model) == std::string::npos; });
        if (models_.empty())
            throw std::invalid_argument("--model: no model's name contains \"" + options_.model + "\"" +
                                        base::DidYouMean(options_.model, names));
    }
    for (const Model& model : models_) templates_.emplace_back(model);
    started_ = std::chrono::steady_clock::now();
    // Grows with every start, as RFC 3414 asks, without a file: 10-second ticks of real time.
    boots_ = static_cast<std::int32_t>(
        (std::chrono::system_clock::now().time_since_epoch() / std::chrono::seconds(10)) & 0x7FFFFFFF);
    ReadClock();

    double total = 0;
    for (const Model& model : models_) total += model.share;
    printers_.resize(options_.printers);
    for (std::size_t i = 0; i < printers_.size(); ++i) {
        Printer& printer = printers_[i];
        printer.number = i;
        double place = Unit(Draw(options_.rules.seed, Stream::kModel, i)) * total;
        while (printer.model + 1 < models_.size() && place >= models_[printer.model].share) {
            place -= models_[printer.model++].share;
        }
        const Model& model = models_[printer.model];
        printer.identity = DrawIdentity(model, options_.rules.seed, i);
        printer.traits = DrawTraits(model, options_.rules, i);
        printer.state = StartState(model, options_.rules, printer.traits);
        printer.fault.behavior.max_message_size = static_cast<std::size_t>(model.max_message_size);
        printer.fault.behavior.v1_only = model.v1_only.value_or(false);
        // RFC 3411 engine id by MAC address: enterprise with the first bit set, 3, MAC.
        const auto enterprise = snmp::ber::Oid::Parse(model.sys_object_id);
        const std::uint32_t number = 0x80000000U | (enterprise && enterprise->size() > 6 ? (*enterprise)[6] : 0);
        for (int shift = 24; shift >= 0; shift -= 8) {
            printer.engine_id.push_back(static_cast<std::uint8_t>(number >> shift));
        }
        printer.engine_id.push_back(3);
        printer.engine_id.insert(printer.engine_id.end(), printer.identity.mac.begin(), printer.identity.mac.end());
    }
    Place();
}

void Fleet::Place() {
    Address at = options_.base;
    std::size_t in_subnet = 0;
    std::size_t tried = 0;
    const auto next = [&] {
        const bool full = options_.per_subnet > 0 && in_subnet >= options_.per_subnet;
        if (full) {
            at = (at | 255) + 2;
        } else {
            ++at;
        }
        if ((at & 255) == 0) ++at;
        if ((at & 255) == 255) at += 2;
        if (full || (at & 255) == 1) in_subnet = 0;
    };
    for (std::size_t i = 0; i < printers_.size(); ++i) {
        while (options_.dead_every > 0 && ++tried % options_.dead_every == 0) next();
        printers_[i].address = at;
        by_address_[at] = i;
        ++in_subnet;
        next();
    }
}

void Fleet::ReadClock() {
    now_ = clock_.Now();
    real_now_ = std::chrono::steady_clock::now();
}

void Fleet::CatchUp(Printer& printer) {
    const Model& model = models_[printer.model];
    const std::int32_t steps = StepsAt(options_.rules, now_);
    if (steps < printer.state.step) {  // the clock was set back
        printer.state = StartState(model, options_.rules, printer.traits);
    }
    Advance(model, options_.rules, printer.traits, printer.state, steps);
}

State Fleet::Moment(Printer& printer) {
    CatchUp(printer);
    return Within(models_[printer.model], options_.rules, printer.traits, printer.state, now_);
}

bool Fleet::IsSilent(const Printer& printer) const {
    return printer.fault.dead || (!printer.fault.awake && IsOff(options_.rules, printer.traits, now_));
}

void Fleet::Forget(Printer& printer) {
    printer.rendered.reset();
    printer.rendered_context.reset();
}

const snmp::EncodedMib& Fleet::View(Printer& printer, bool context) {
    auto& rendered = context ? printer.rendered_context : printer.rendered;
    const bool fresh = rendered && (std::chrono::abs(now_ - printer.rendered_for) <= kSameMoment ||
                                    real_now_ - printer.rendered_at < options_.coherence);
    if (fresh) return *rendered;
    if (!printer.rendered && !printer.rendered_context) {
        rendered_order_.push_back(printer.number);
        if (rendered_order_.size() > options_.rendered_at_once) {
            Forget(printers_[rendered_order_.front()]);
            rendered_order_.pop_front();
        }
    }
    const State moment = Moment(printer);
    const Host host(*this, printer);
    const Face face{printer.identity,  moment, options_.rules.seed, printer.number, host.UptimeTicks(),
                    printer.fault.huge};
    Forget(printer);
    rendered = std::make_unique<snmp::EncodedMib>(templates_[printer.model].Render(face, context));
    printer.rendered_for = now_;
    printer.rendered_at = real_now_;
    return *rendered;
}

// printerV2Alert of RFC 3805 with the objects that it names: prtAlertIndex, its severity, group, place and code.
snmp::ber::Bytes Fleet::Unasked(Printer& printer, int version, std::string_view who) {
    const snmp::ber::Oid entry{1, 3, 6, 1, 2, 1, 43, 18, 1, 1};
    const snmp::EncodedMib& mib = View(printer, false);
    // By the column of severities: not every model shows prtAlertIndex.
    const std::size_t end = mib.LowerBound(entry.With({3}));
    snmp::Trap trap{{1, 3, 6, 1, 6, 3, 1, 1, 5, 1}, {}};  // coldStart
    if (end > mib.LowerBound(entry.With({2}))) {
        const auto newest = snmp::ber::DecodeOid(mib.Name(end - 1));
        trap.name = {1, 3, 6, 1, 2, 1, 43, 18, 2, 0, 1};
        for (const std::uint32_t column : {1U, 2U, 4U, 5U, 6U, 7U}) {
            snmp::ber::Oid row = entry.With({column});
            for (std::size_t i = entry.size() + 1; i < newest.size(); ++i) row.Push(newest[i]);
            trap.rows.push_back(row);
        }
    }
    Host host(*this, printer);
    return responder_.Notify(version, who, trap, host);
}

Fleet::Reply Fleet::Answer(Address to, snmp::ber::Bytes request) {
    const auto found = by_address_.find(to);
    if (found == by_address_.end()) return {};
    Printer& printer = printers_[found->second];
    ++requests_;
    ++printer.requests;
    const Fault& fault = printer.fault;
    if (IsSilent(printer)) return {};
    if (fault.drop_every > 0 && printer.requests % fault.drop_every == 0) return {};
    Host host(*this, printer);
    snmp::ber::Bytes answer = responder_.Answer(request, host);
    if (answer.empty()) return {};
    if (fault.truncate > 0) answer = answer.first(std::min(answer.size(), fault.truncate));
    if (fault.garbage) {
        garbage_.resize(answer.size());
        for (std::size_t i = 0; i < garbage_.size(); ++i) {
            garbage_[i] = static_cast<std::uint8_t>(Draw(options_.rules.seed, Stream::kGarbage, printer.requests, i));
        }
        answer = garbage_;
    }
    ++answers_;
    ++printer.answers;
    return {answer, fault.slow};
}

Printer* Fleet::Find(std::string_view address_or_serial) {
    if (const auto address = ParseAddress(address_or_serial)) {
        const auto found = by_address_.find(*address);
        return found == by_address_.end() ? nullptr : &printers_[found->second];
    }
    const auto found = std::ranges::find(printers_, address_or_serial,
                                         [](const Printer& p) { return std::string_view(p.identity.serial); });
    return found == printers_.end() ? nullptr : &*found;
}

}  // namespace simulator
