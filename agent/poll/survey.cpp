#include "agent/poll/survey.hpp"

#include <fmt/format.h>

#include <boost/mp11.hpp>
#include <memory>
#include <utility>

#include "agent/devices/completion.hpp"
#include "lib/printing/printer_devices.hpp"
#include "lib/printing/supply_parts.hpp"

namespace agent {
namespace {

static_assert(snmp::kStoppedAnswering == printing::kStoppedAnswering);

constexpr PartSet BitOf(printing::Part part) {
    return PartSet{1} << static_cast<int>(part);
}

// What comes of the maker's tables alone.
constexpr PartSet kPrivateMeters = PartSet{1} << 30;
constexpr PartSet kPrivateSupplies = PartSet{1} << 31;

PartSet PartsWithValues(const printing::Reading& reading, const snmp::Values& values) {
    using printing::Part;
    static const snmp::Oid kEnterprises{1, 3, 6, 1, 4, 1};
    PartSet found = 0;
    const auto add = [&](bool has_values, auto... parts) {
        if (has_values) found |= (BitOf(parts) | ...);
    };
    add(reading.system_name || reading.serial_number || reading.uptime_seconds, Part::kIdentity);
    add(reading.status != printing::PrinterStatus::kOther, Part::kStatus);
    add(!reading.meters.empty(), Part::kMeters);
    add(!reading.supplies.empty(), Part::kSupplyDescriptions, Part::kSupplyCapacities, Part::kSupplyLevels);
    add(!reading.inputs.empty(), Part::kTrayDescriptions, Part::kTrayLevels);
    add(values.HasUnder(kEnterprises.ids()), Part::kMakersTable);
    for (const auto& meter : reading.meters) found |= meter.index ? 0 : kPrivateMeters;
    for (const auto& supply : reading.supplies)
        found |= printing::SourceOf(supply) == printing::LevelSource::kPrivate ? kPrivateSupplies : 0;
    return found;
}

const snmp::Oid kUptime{1, 3, 6, 1, 2, 1, 1, 3};

// One survey on its way; the callbacks of its requests own it.
class Visit : public std::enable_shared_from_this<Visit> {
  public:
    Visit(snmp::Client& client, const devices::Makers& makers, SurveyTarget target,
          std::function<void(SurveyResult)> done)
        : client_(client), makers_(makers), target_(std::move(target)), done_(std::move(done)) {
        result_.reading.address = target_.endpoint.host();
        result_.reading.port = target_.endpoint.port();
        result_.credentials = target_.credentials;
        result_.maker = target_.maker;
        result_.silent = target_.silent;
    }

    void Start() {
        static const snmp::Ranges kIdentity = Shared(printing::IdentityRanges());
        static const snmp::Ranges kAll = Shared(printing::PrinterMibRanges());
        snmp::Ranges ranges = target_.identity_only ? kIdentity : kAll;
        if (target_.maker != nullptr && target_.identity_only) {
            std::vector<snmp::Range> longer = ranges->ranges;
            const auto more = devices::MakerRanges(*target_.maker);
            longer.insert(longer.end(), more.begin(), more.end());
            ranges = Shared(std::move(longer));
        } else if (target_.maker != nullptr) {
            ranges = devices::AskedOf(*target_.maker).with_standard;
        }
        Ask(std::move(ranges), result_.credentials, [](Visit& visit, snmp::Answer answer) {
            visit.result_.outcome = answer.outcome;
            if (answer.used_v1) visit.result_.credentials.version = snmp::Credentials::Version::kV1;
            visit.Take(std::move(answer));
            if (visit.result_.outcome != snmp::Outcome::kAnswered) {
                visit.result_.reading.problems = std::move(visit.problems_);
                visit.done_(std::move(visit.result_));
                return;
            }
            if (printing::PrinterDevices(visit.values_, visit.target_.several).empty()) {
                visit.FindMaker();
            } else {
                // The makers' tables of a print server may be anybody's: they are not asked for.
                visit.Ask(printing::SeveralPrintersRanges(), visit.result_.credentials,
                          [](Visit& asked, snmp::Answer more) {
                              asked.Take(std::move(more));
                              asked.AskCharacterSet();
                          });
            }
        });
    }

  private:
    using Next = void (*)(Visit&, snmp::Answer);

    static snmp::Ranges Shared(std::vector<snmp::Range> ranges) {
        return std::make_shared<const snmp::RangeList>(std::move(ranges));
    }

    void Ask(std::vector<snmp::Range> ranges, snmp::Credentials credentials, Next next) {
        Ask(Shared(std::move(ranges)), std::move(credentials), next);
    }
    void Ask(snmp::Ranges ranges, snmp::Credentials credentials, Next next) {
        // What every machine answers stands first, so that silence about the rest is not taken for its absence.
        const bool later = !values_.empty() && (ranges->ranges.empty() || ranges->ranges.front().first != kUptime);
        if (later || !target_.silent.empty()) {
            std::vector<snmp::Range> own = ranges->ranges;
            if (later) own.insert(own.begin(), snmp::Scalar(kUptime));
            LeaveOutSilent(own);
            ranges = Shared(std::move(own));
        }
        client_.Fetch(
            target_.endpoint, std::move(credentials), std::move(ranges),
            [self = shared_from_this(), next](snmp::Answer answer) {
                self->result_.round_trips += answer.round_trips;
                for (auto& silence : answer.silent) self->result_.silent.push_back(std::move(silence));
                if (!self->values_.empty()) std::erase(answer.unanswered, kUptime);
                next(*self, std::move(answer));
            },
            !target_.silent.empty());
    }

    // A range that was never answered is left out, another ends where the silence began; neither is whole.
    void LeaveOutSilent(std::vector<snmp::Range>& ranges) {
        for (const auto& silence : target_.silent) {
            const auto at = std::ranges::find(ranges, silence.first, &snmp::Range::first);
            if (at == ranges.end()) continue;
            printing::AddUnanswered(missing_, printing::PartOf(silence.first.ids()));
            if (silence.values > 0) {
                at->max_values = silence.values;
                at->ends_there = true;
            } else {
                ranges.erase(at);
            }
        }
    }

    void Take(snmp::Answer answer) {
        values_.Merge(std::move(answer.values));
        for (const snmp::Oid& name : answer.unanswered) {
            printing::AddUnanswered(missing_, printing::PartOf(name.ids()));
        }
        for (const snmp::Oid& name : answer.ended) ended_ |= BitOf(printing::PartOf(name.ids()));
        for (auto& problem : answer.problems) problems_.push_back(std::move(problem));
    }

    bool Misses(printing::Part part) const { return printing::IsUnanswered(missing_, part); }

    void FindMaker() {
        identity_ = printing::ReadIdentity(values_);
        // A description of thousands of octets is cut, where RFC 3418 has 255: maker and model are not
        // read from it, or the printer would become another one.
        static const snmp::Oid kDescription{1, 3, 6, 1, 2, 1, 1, 1, 0};
        const auto description = values_.Octets(kDescription.ids());
        if (description && description->size() >= snmp::Values::kMaxOctets) {
            printing::AddUnanswered(missing_, printing::Part::kIdentity);
        }
        const devices::Maker* maker = makers_.Find(identity_);
        if (Misses(printing::Part::kIdentity) && (maker == nullptr || target_.maker != nullptr)) {
            // It did not say what it is: that of last time, or else its tables are not asked for.
            if (target_.maker == nullptr) {
                printing::AddUnanswered(missing_, printing::Part::kMakersTable);
            }
            AskContext();
        } else if (maker != nullptr) {
            AskMaker(maker);
        } else if (identity_.object_id.empty() && identity_.description.empty()) {
            Ask(makers_.PresenceRanges(), result_.credentials, [](Visit& visit, snmp::Answer answer) {
                const auto* found = visit.makers_.FindByPresence(answer.values);
                if (found == nullptr && !answer.unanswered.empty()) {
                    printing::AddUnanswered(visit.missing_, printing::Part::kMakersTable);
                }
                visit.AskMaker(found);
            });
        } else {
            AskContext();
        }
    }

    void AskMaker(const devices::Maker* maker) {
        const bool asked = maker == target_.maker;
        result_.maker = maker;
        const snmp::Ranges ranges = maker == nullptr || asked ? nullptr : devices::AskedOf(*maker).after_standard;
        if (ranges == nullptr) {
            AskContext();
            return;
        }
        Ask(ranges, result_.credentials, [](Visit& visit, snmp::Answer answer) {
            visit.Take(std::move(answer));
            visit.AskContext();
        });
    }

    void AskContext() {
        static const snmp::Oid kSupplies{1, 3, 6, 1, 2, 1, 43, 11, 1, 1};
        const auto* maker = result_.maker;
        const bool missing = Misses(printing::Part::kSupplyDescriptions) || Misses(printing::Part::kSupplyCapacities) ||
                             Misses(printing::Part::kSupplyLevels);
        if (target_.identity_only || maker == nullptr || maker->contexts.empty() || missing ||
            values_.HasUnder(kSupplies.ids())) {
            AskCharacterSet();
            return;
        }
        snmp::Credentials credentials = result_.credentials;
        const std::string context(maker->contexts.front());
        if (credentials.version == snmp::Credentials::Version::kV3) {
            credentials.context = context;
        } else {
            credentials.community += "@" + context;
        }
        Ask(printing::PrinterMibRanges(), std::move(credentials), [](Visit& visit, snmp::Answer answer) {
            // Most machines do not know the context; their silence is no problem of theirs.
            if (answer.outcome == snmp::Outcome::kAnswered) {
                visit.Take(std::move(answer));
                visit.result_.in_context = true;
            } else if (visit.target_.in_context) {
                visit.result_.in_context = true;
                for (const auto& range : printing::PrinterMibRanges()) {
                    printing::AddUnanswered(visit.missing_, printing::PartOf(range.first.ids()));
                }
            }
            visit.AskCharacterSet();
        });
    }

    // Only printers whose texts need it are asked what character set they are in.
    void AskCharacterSet() {
        if (!printing::NeedsCharacterSet(values_)) {
            Finish();
            return;
        }
        Ask(printing::CharacterSetRanges(), result_.credentials, [](Visit& visit, snmp::Answer answer) {
            visit.values_.Merge(answer.values);
            visit.values_.Sort();
            visit.Finish();
        });
    }

    void Finish() {
        const auto printers = printing::PrinterDevices(values_, target_.several);
        result_.reading.problems = problems_;
        if (target_.several && printers.empty()) {
            // Of which of them the rest is that did answer, nobody knows.
            result_.outcome = snmp::Outcome::kNoAnswer;
            result_.reading.problems.emplace_back("did not say which of the printers behind it answers");
            done_(std::move(result_));
            return;
        }
        if (printers.empty()) {
            result_.reading = Read(values_, printing::ReadIdentity(values_), result_.maker);
            done_(std::move(result_));
            return;
        }
        std::vector<printing::Reading> readings;
        for (const auto& printer : printers) {
            const snmp::Values own = printing::ValuesOf(values_, printer, printers);
            const auto identity = printing::ReadIdentity(own);
            auto& reading = readings.emplace_back(Read(own, identity, makers_.Find(identity)));
            reading.device_index = printer.index;
            reading.problems.push_back(
                fmt::format("{} printers answer at this address; this is that with the hrDeviceIndex {}",
                            printers.size(), printer.index));
        }
        result_.several = true;
        result_.maker = nullptr;
        result_.reading = std::move(readings.front());
        result_.further.assign(std::make_move_iterator(readings.begin() + 1), std::make_move_iterator(readings.end()));
        done_(std::move(result_));
    }

    // The reading of one printer out of what was answered of it.
    printing::Reading Read(const snmp::Values& values, const printing::SystemIdentity& identity,
                           const devices::Maker* maker) {
        using printing::Part;
        printing::Reading reading = printing::MapPrinterMib(values, identity);
        reading.address = result_.reading.address;
        reading.port = result_.reading.port;
        const bool standard_serial = reading.serial_number.has_value();
        // Sums of a maker's counters need to know whether all of them were answered.
        if (Misses(Part::kMakersTable)) printing::AddUnanswered(reading, Part::kMakersTable);
        devices::Complete(values, identity, makers_, maker, reading);
        const PartSet answered = PartsWithValues(reading, values);
        if ((target_.answered_before & ~answered & ended_) != 0) {
            // These had values before, and now the machine says that its MIB ends before them.
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<Part>>([&](auto d) {
                if ((ended_ & BitOf(d.value)) != 0) printing::AddUnanswered(missing_, d.value);
            });
        }
        if ((target_.answered_before & ~answered & (kPrivateMeters | kPrivateSupplies)) != 0) {
            printing::AddUnanswered(missing_, Part::kMakersTable);
        }
        result_.answered |= missing_.unanswered ? answered | target_.answered_before : answered;
        if (missing_.unanswered) {
            for (const Part part : *missing_.unanswered) printing::AddUnanswered(reading, part);
        }
        if (printing::IsPartial(reading)) {
            // The second-best source may name another number, and make another printer of it.
            const bool best_answered = maker != nullptr && maker->private_serial_first
                                           ? !Misses(Part::kMakersTable)
                                           : standard_serial || !Misses(Part::kIdentity);
            if (!best_answered) reading.serial_number.reset();
            reading.is_printer = reading.is_printer || target_.known;
        }
        reading.problems.insert(reading.problems.begin(), problems_.begin(), problems_.end());
        return reading;
    }

    snmp::Client& client_;
    const devices::Makers& makers_;
    SurveyTarget target_;
    std::function<void(SurveyResult)> done_;
    SurveyResult result_;
    snmp::Values values_;
    printing::SystemIdentity identity_;
    std::vector<std::string> problems_;
    printing::Reading missing_;  // its unanswered parts
    PartSet ended_ = 0;          // parts before which the MIB ended
};

}  // namespace

void Survey(snmp::Client& client, const devices::Makers& makers, SurveyTarget target,
            std::function<void(SurveyResult)> done) {
    std::make_shared<Visit>(client, makers, std::move(target), std::move(done))->Start();
}

}  // namespace agent
