#include "agent/poll/poller.hpp"

#include <algorithm>
#include <set>

#include "agent/ipp/merge.hpp"
#include "lib/base/json.hpp"
#include "lib/base/log.hpp"

namespace agent {
namespace {

constexpr const char* kKnownKey = "known_printers";
constexpr const char* kNextSearchKey = "next_discovery";
constexpr const char* kDutyKey = "duty";

snmp::ClientOptions PollOptions(const SnmpSettings& settings) {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(settings.timeout_ms);
    options.retries = static_cast<int>(settings.retries);
    options.window = static_cast<int>(settings.window);
    options.packets_per_second = static_cast<double>(settings.packets_per_second);
    return options;
}

IppClientOptions IppOptions(const IppSettings& settings) {
    return {.connect_timeout = std::chrono::milliseconds(settings.connect_timeout_ms),
            .timeout = std::chrono::milliseconds(settings.timeout_ms),
            .most_open = static_cast<std::size_t>(settings.connections)};
}

// A printer that did not answer IPP is tried again after this.
constexpr std::chrono::hours kIppAgain{20};
// Polls of one interval do not all come in its first minute.
constexpr std::chrono::minutes kTwinSlack{10};
// So many polling intervals an agent stands by without hearing of the server (AGT-12).
constexpr int kIntervalsStoodBy = 2;
// So long an agent that shares a site waits after its start for what the server says, if it polled before.
constexpr std::chrono::minutes kDutyAwaited{1};

// What is to be said of the certificate that a printer shows, against what it showed before.
std::vector<std::string> CertificateProblems(const std::optional<KnownIpp>& known, const IppAnswer& answer,
                                             base::Instant now) {
    std::vector<std::string> problems;
    const std::string before = known ? known->certificate : "";
    const auto& shown = answer.certificate;
    if (!before.empty() && !shown.sha256.empty() && before != shown.sha256) {
        problems.push_back("IPP: the certificate has changed, from " + before + " to " + shown.sha256);
    }
    if (!before.empty() && !answer.place.secure) {
        problems.emplace_back("IPP: answers without TLS, and showed a certificate before");
    }
    if (shown.not_after && *shown.not_after < now) {
        problems.push_back("IPP: the certificate has expired, on " +
                           base::FormatRfc3339(*shown.not_after).substr(0, 10));
    }
    return problems;
}

// As it was when the agent stopped, so that it goes on without waiting for a search.
Schedule StoredSchedule(Journal& journal, const devices::Makers& makers) {
    KnownPrinters printers;
    base::Instant next_search{};
    if (auto text = journal.Get(kKnownKey); text && *text) printers = KnownPrinters::FromJson(**text, makers);
    if (auto text = journal.Get(kNextSearchKey); text && *text) {
        if (const auto instant = base::ParseRfc3339(**text)) next_search = *instant;
    }
    return {std::move(printers), next_search};
}

// As the server said last; kept so that an agent that starts again does not poll before it has heard whether another one does.
printing::AgentDuty StoredDuty(Journal& journal) {
    const auto text = journal.Get(kDutyKey);
    if (!text || !*text) return {};
    return base::json::Read<printing::AgentDuty>(**text).value_or(printing::AgentDuty{});
}

bool IsOtherSearch(const printing::AgentConfiguration& before, const printing::AgentConfiguration& now) {
    return now.include != before.include || now.exclude != before.exclude || now.communities != before.communities ||
           now.allow_public_addresses != before.allow_public_addresses ||
           base::json::Write(now.v3_users) != base::json::Write(before.v3_users);
}

}  // namespace

Poller::Poller(const SnmpSettings& settings, const IppSettings& ipp_settings, const devices::Makers& makers,
               const base::Clock& clock, Journal& journal, Uplink& uplink, Stop& stop, Silences* silences, Traps* traps)
    : makers_(makers),
      clock_(clock),
      journal_(journal),
      uplink_(uplink),
      stop_(stop),
      silences_(silences),
      traps_(traps),
      ipp_settings_(ipp_settings),
      client_(PollOptions(settings)),
      ipp_(IppOptions(ipp_settings)),
      schedule_(StoredSchedule(journal, makers)),
      ipp_places_(PortsOf(ipp_settings)),
      duty_(StoredDuty(journal)),
      commands_under_way_(uplink),
      refused_(journal),
      searches_(settings, ipp_settings, makers, refused_, stop, [this] { Wake(); }) {
    ipp_places_.Set(schedule_.printers().all());
    TellTraps();
    if (duty_.shared) stands_by_until_ = clock_.Now() + kDutyAwaited;
}

void Poller::SetConfiguration(printing::AgentConfiguration configuration) {
    {
        const std::lock_guard lock(mutex_);
        new_configuration_ = std::move(configuration);
        woken_ = true;
    }
    changed_.notify_all();
}

void Poller::SetDuty(printing::AgentDuty duty) {
    {
        const std::lock_guard lock(mutex_);
        new_duty_ = std::move(duty);
        woken_ = true;
    }
    changed_.notify_all();
}

void Poller::AddCommand(printing::Command command) {
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(std::move(command));
        woken_ = true;
    }
    changed_.notify_all();
}

void Poller::Wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void Poller::PollSome(std::size_t most) {
    {
        const std::lock_guard lock(mutex_);
        poll_some_ = most;
        woken_ = true;
    }
    changed_.notify_all();
}

void Poller::Hasten(const std::string& host) {
    {
        const std::lock_guard lock(mutex_);
        hasten_.insert(host);
        woken_ = true;
    }
    changed_.notify_all();
}

// Makes it the turn of those that spoke. One that is being asked just now may have spoken after its answer: it stays to be asked.
void Poller::HastenPolls() {
    std::set<std::string> hosts;
    {
        const std::lock_guard lock(mutex_);
        hosts.swap(hasten_);
    }
    if (hosts.empty()) return;
    std::set<std::string> later;
    for (auto& [key, printer] : schedule_.printers().all()) {
        const std::string host = printer.endpoint.host();
        if (!hosts.contains(host)) continue;
        if (printer.polling) {
            later.insert(host);
        } else {
            printer.next_poll = std::min(printer.next_poll, clock_.Now());
        }
    }
    const std::lock_guard lock(mutex_);
    hasten_.merge(later);
}

void Poller::TellTraps() {
    if (traps_ == nullptr) return;
    std::set<std::string> hosts;
    for (const auto& [key, printer] : schedule_.printers().all()) hosts.insert(printer.endpoint.host());
    traps_->SetPrinters(std::move(hosts));
}

bool Poller::PrintersAnswer() const {
    const auto since =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.Now().time_since_epoch()).count() - stored_at_;
    return stored_ > 0 && since <= polling_interval_seconds_ * 3 / 2;
}

void Poller::Run() {
    while (!stop_.IsSet()) {
        TakeNews();
        StartDue();
        const bool busy = client_.RunFor(std::chrono::milliseconds(20));
        const bool ipp_busy = ipp_.RunFor(std::chrono::milliseconds(busy ? 0 : 20));
        Store();
        if (known_changed_) SaveKnown();
        if (!busy && !ipp_busy) WaitForWork();
    }
    Store();
    searches_.Join();
}

void Poller::WaitForWork() {
    auto due = schedule_.NextDue(!searches_.running());
    if (StandsBy()) due = std::nullopt;  // what is due stays so until the other agent falls silent
    auto pause = std::chrono::milliseconds(1000);
    if (due) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(clock_.RealTimeUntil(*due));
        pause = std::clamp(left, std::chrono::milliseconds(5), pause);
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, pause, [this] { return woken_; });
    woken_ = false;
}

void Poller::TakeNews() {
    std::optional<printing::AgentConfiguration> configuration;
    std::optional<printing::AgentDuty> duty;
    std::deque<printing::Command> commands;
    std::size_t some = 0;
    {
        const std::lock_guard lock(mutex_);
        configuration.swap(new_configuration_);
        duty.swap(new_duty_);
        commands.swap(commands_);
        if (configuration || configuration_) std::swap(some, poll_some_);
    }
    if (configuration) Apply(std::move(*configuration));
    if (duty) Apply(*duty);
    if (some > 0) schedule_.DueNow(some, clock_.Now());
    if (auto result = searches_.TakeResult()) EndSearch(std::move(*result));
    for (const auto& command : commands) Carry(command);
}

void Poller::Apply(printing::AgentConfiguration configuration) {
    const bool first = !configuration_;
    std::vector<std::string> problems;
    credentials_ = MakeCredentials(configuration, problems);
    for (const auto& problem : problems) base::log::Warn("fleet.credentials {}", problem);
    if (traps_ != nullptr) {
        std::vector<std::shared_ptr<const snmp::UsmUser>> users;
        for (const auto& named : credentials_) {
            if (named.credentials.user) users.push_back(named.credentials.user);
        }
        traps_->SetUsers(std::move(users));
    }
    const bool other_search = first || IsOtherSearch(*configuration_, configuration);
    if (!first && other_search) refused_.Forget();  // the keys may be others than those that were refused
    configuration_ = std::move(configuration);
    polling_interval_seconds_ = configuration_->polling_interval_seconds;
    schedule_.Configure(std::chrono::seconds(configuration_->polling_interval_seconds),
                        std::chrono::seconds(configuration_->discovery_interval_seconds), other_search, clock_.Now());
    base::log::Info("fleet.configuration version={} ranges={} credentials={} discovery={}s polling={}s",
                    configuration_->version, configuration_->include.size(), credentials_.size(),
                    configuration_->discovery_interval_seconds, configuration_->polling_interval_seconds);
}

void Poller::Apply(const printing::AgentDuty& duty) {
    const bool other = duty.polls != duty_.polls || duty.shared != duty_.shared;
    if (other) {
        base::log::Info("duty.changed polls={} shared={} active=\"{}\"", duty.polls, duty.shared,
                        duty.active_agent.value_or(""));
        (void)journal_.Put(kDutyKey, base::json::Write(duty));
    }
    duty_ = duty;
    stands_by_until_.reset();
    if (duty.polls) return;
    const std::chrono::seconds interval(configuration_ ? configuration_->polling_interval_seconds : 3600);
    stands_by_until_ = clock_.Now() + kIntervalsStoodBy * interval;
}

// Whether another agent polls.
bool Poller::StandsBy() {
    if (!stands_by_until_) return false;
    const auto now = clock_.Now();
    const std::chrono::seconds interval(configuration_ ? configuration_->polling_interval_seconds : 3600);
    // A clock that was set back must not silence both.
    stands_by_until_ = std::min(*stands_by_until_, now + kIntervalsStoodBy * interval);
    if (now < *stands_by_until_) return true;
    base::log::Warn("duty.unknown the server has said nothing for {}s: polling although another agent may do so, too",
                    kIntervalsStoodBy * interval.count());
    stands_by_until_.reset();
    return false;
}

// Polls the printers that are known, and searches for the others.
void Poller::Carry(const printing::Command& command) {
    if (command.kind == printing::CommandKind::kConfigurationChanged) return;  // Downlink's
    const CommandPtr begun = CommandsUnderWay::Begin(command);
    Search search;
    search.command = begun;
    search.ranges.allow_public = configuration_ && configuration_->allow_public_addresses;
    if (command.kind == printing::CommandKind::kDiscover) {
        search.scheduled = command.addresses.empty();
        search.ranges.include = command.addresses;
    } else {
        KnownPrinters& known = schedule_.printers();
        std::set<std::string> asked;
        for (const std::string& address : command.addresses) {
            if (!asked.insert(address).second) continue;  // of two printers behind it: one poll reads both
            KnownPrinter* printer = nullptr;
            if (const auto endpoint = snmp::Endpoint::Parse(address)) {
                const std::string key = KnownPrinters::Key(*endpoint);
                printer = known.Find(key);
                if (printer == nullptr && key != address) printer = known.FindHost(endpoint->host());
            }
            if (printer != nullptr) {
                CommandsUnderWay::Open(begun);
                Poll(KnownPrinters::Key(printer->endpoint), *printer, begun);
            } else {
                search.ranges.include.push_back(address);
                search.wanted.insert(address);
            }
        }
    }
    if (command.kind == printing::CommandKind::kDiscover || !search.wanted.empty()) {
        CommandsUnderWay::Open(begun);
        searches_.Add(std::move(search));
    }
    commands_under_way_.End(begun);
}

void Poller::StartDue() {
    if (!configuration_) return;
    const auto now = clock_.Now();
    if (schedule_.IsSearchDue(now) && !searches_.running() && !searches_.waiting()) {
        Search search;
        search.scheduled = true;
        searches_.Add(std::move(search));
    }
    searches_.StartNext(*configuration_, credentials_);
    if (StandsBy()) return;
    HastenPolls();
    for (const std::string& key : schedule_.DuePolls(now, std::chrono::steady_clock::now())) {
        Poll(key, *schedule_.printers().Find(key), nullptr);
    }
}

void Poller::EndSearch(SearchResult result) {
    using printing::CommandOutcome;
    KnownPrinters& known = schedule_.printers();
    const auto now = clock_.Now();
    const CommandPtr command = result.search.command;
    if (result.problem) base::log::Error("discovery.ranges {}", Describe(*result.problem));
    int added = 0;
    std::set<std::string> answered;
    for (auto& [survey, credentials] : result.found) {
        const auto& reading = survey.reading;
        answered.insert(reading.address);
        answered.insert(reading.address + ":" + std::to_string(reading.port));
        if (!reading.is_printer) {
            if (result.search.wanted.contains(reading.address)) CommandsUnderWay::Add(command, ItemOf(survey));
            continue;
        }
        const bool fresh = known.Add(survey, credentials, now);
        added += fresh ? 1 : 0;
        if (!command && (!fresh || StandsBy())) continue;
        const auto endpoint = snmp::Endpoint::Parse(reading.address, reading.port);
        const std::string key = endpoint ? KnownPrinters::Key(*endpoint) : "";
        KnownPrinter* printer = known.Find(key);
        if (printer == nullptr) continue;
        CommandsUnderWay::Open(command);
        Poll(key, *printer, command);
    }
    // With a host name that cannot be looked up just now it is not known what was taken out.
    const bool removed = result.search.scheduled && !result.problem && known.KeepOnly(result.addresses);
    if (removed || added > 0) SaveKnown();
    ipp_places_.Set(known.all());  // what was known before may announce itself elsewhere now
    if (result.search.scheduled) {
        schedule_.SearchEnded(now, !result.problem);
        (void)journal_.Put(kNextSearchKey, base::FormatRfc3339(schedule_.next_search()));
    }
    base::log::Info("discovery.done addresses={} answered={} new={} known={}", result.addresses.size(),
                    result.found.size(), added, known.all().size());
    if (!command) return;
    if (result.problem) {
        command->result.outcome = CommandOutcome::kRefused;
        CommandsUnderWay::Add(command, {"", CommandOutcome::kRefused, std::nullopt, Describe(*result.problem)});
    }
    for (const auto& address : result.search.wanted) {
        if (!result.problem && !answered.contains(address)) {
            CommandsUnderWay::Add(command, {address, CommandOutcome::kNoAnswer, std::nullopt, std::nullopt});
        }
    }
    commands_under_way_.End(command);
}

void Poller::Poll(const std::string& key, KnownPrinter& printer, CommandPtr command) {
    const auto named = std::ranges::find(credentials_, printer.credentials, &NamedCredentials::name);
    const bool given = named != credentials_.end();
    const bool v3 = given && named->credentials.version == snmp::Credentials::Version::kV3;
    printer.polling = true;
    if (!given || (v3 && !refused_.MayTry(printer.endpoint, named->name))) {
        // Its credentials were taken away, or refused today: the next search may find others.
        Polled polled;
        polled.survey.reading.address = printer.endpoint.host();
        polled.survey.reading.port = printer.endpoint.port();
        polled.survey.outcome = snmp::Outcome::kAuthenticationFailed;
        polled.key = key;
        polled.command = std::move(command);
        polled.access_removed = !given;
        polled.observed_at = clock_.Now();
        SurveyEnded(std::move(polled));
        return;
    }
    SurveyTarget target{.endpoint = printer.endpoint,
                        .credentials = named->credentials,
                        .maker = printer.maker,
                        .known = true,
                        .in_context = printer.in_context,
                        .answered_before = printer.answered,
                        .several = printer.several,
                        .silent = printer.silent};
    if (printer.v1) target.credentials.version = snmp::Credentials::Version::kV1;
    Survey(client_, makers_, std::move(target), [this, key, v3, name = named->name, command](SurveyResult result) {
        if (v3 && result.outcome == snmp::Outcome::kAuthenticationFailed) {
            if (const auto* known = schedule_.printers().Find(key)) refused_.Refused(known->endpoint, name);
        }
        SurveyEnded({std::move(result), clock_.Now(), key, command, false});
    });
}

// SNMP has said what it says; IPP is asked where that is not enough.
void Poller::SurveyEnded(Polled polled) {
    const KnownPrinter* printer = schedule_.printers().Find(polled.key);
    if (printer != nullptr && WantsIpp(*printer, polled.survey)) {
        AskIpp(std::move(polled), *printer);
    } else {
        PollEnded(std::move(polled));
    }
}

bool Poller::WantsIpp(const KnownPrinter& printer, const SurveyResult& survey) const {
    if (!ipp_settings_.enabled) return false;
    const bool answered = survey.outcome == snmp::Outcome::kAnswered;
    if (printer.ipp) return !answered || printer.ipp->adds || SaysLess(survey.reading);
    // Whether it speaks IPP at all is tried once a day, where that would help; a clock that was set back changes nothing.
    const auto since = clock_.Now() - printer.ipp_tried;
    const bool due = since >= kIppAgain || since < base::Duration(0);
    return due && (!answered || (survey.reading.is_printer && SaysLess(survey.reading)));
}

void Poller::AskIpp(Polled polled, const KnownPrinter& printer) {
    std::vector<IppPlace> places;
    if (printer.ipp) places.push_back(printer.ipp->place);
    for (const std::uint16_t port : PortsOf(ipp_settings_)) {
        for (auto& place : UsualIppPlaces(printer.endpoint.host(), port)) {
            if (!printer.ipp || !(place == printer.ipp->place)) places.push_back(std::move(place));
        }
    }
    ipp_.Ask(std::move(places), [this, polled = std::make_shared<Polled>(std::move(polled))](IppAnswer answer) {
        IppEnded(std::move(*polled), std::move(answer));
    });
}

void Poller::IppEnded(Polled polled, IppAnswer answer) {
    KnownPrinter* printer = schedule_.printers().Find(polled.key);
    if (printer == nullptr) {
        PollEnded(std::move(polled));
        return;
    }
    const auto now = clock_.Now();
    auto& survey = polled.survey;
    const bool by_snmp = survey.outcome == snmp::Outcome::kAnswered;
    printer->ipp_tried = now;
    const auto before = printer->ipp;
    polled.observed_at = now;
    if (!answer.attributes) {
        if (printer->ipp) survey.reading.problems.push_back("IPP: " + answer.failure);
        PollEnded(std::move(polled));
        return;
    }
    printing::Reading reading = ReadingOf(answer, makers_.brands());
    if (!reading.is_printer) {
        // A queue of CUPS where a printer was: what it says is about another machine.
        for (auto& problem : reading.problems) survey.reading.problems.push_back(std::move(problem));
        PollEnded(std::move(polled));
        return;
    }
    for (auto& problem : CertificateProblems(printer->ipp, answer, now)) {
        base::log::Warn("ipp.certificate {} {}", UrlOf(answer.place), problem);
        reading.problems.push_back(std::move(problem));
    }
    KnownIpp& known = printer->ipp ? *printer->ipp : printer->ipp.emplace();
    known.place = answer.place;
    if (!answer.certificate.sha256.empty()) known.certificate = answer.certificate.sha256;
    if (by_snmp) {
        survey.reading = Merge(std::move(survey.reading), std::move(reading));
        known.adds = survey.reading.origins && !survey.reading.origins->back().values.empty();
    } else {
        reading.address = survey.reading.address;
        reading.port = survey.reading.port;
        if (!printer->credentials.empty()) KeepKnownParts(reading, printer->serial);
        survey.reading = std::move(reading);
        survey.outcome = snmp::Outcome::kAnswered;
        survey.maker = printer->maker;
        survey.in_context = printer->in_context;
        survey.answered = printer->answered;
    }
    known_changed_ = known_changed_ || printer->ipp != before;
    PollEnded(std::move(polled));
}

// Two machines that say one serial number would be one printer in the portal, which jumps from address to address.
void Poller::TellTwin(KnownPrinter& printer, printing::Reading& reading) {
    const auto now = clock_.Now();
    if (reading.serial_number && !printing::IsPartial(reading)) {
        printer.serial = *reading.serial_number;
        printer.manufacturer = reading.manufacturer.value_or("");
    }
    printer.answered_at = now;
    const auto interval = std::chrono::seconds(configuration_ ? configuration_->polling_interval_seconds : 3600);
    if (const auto* twin = schedule_.printers().FindTwin(printer, now - interval - kTwinSlack)) {
        reading.problems.push_back("the same serial number answers at " + KnownPrinters::Key(twin->endpoint) +
                                   ", too: one printer with two addresses, or two with one number");
    }
}

// AGT-11
void Poller::TellSilence(const KnownPrinter& printer, const Polled& polled) {
    using printing::PollFailure;
    if (silences_ == nullptr) return;
    const auto& survey = polled.survey;
    const auto& reading = survey.reading;
    printing::SilentPrinter silent;
    silent.address = reading.address;
    silent.port = reading.port;
    if (!printer.serial.empty()) silent.serial_number = printer.serial;
    silent.observed_at = polled.observed_at;
    const auto other = [&] {
        silent.failure = PollFailure::kOtherPrinter;
        std::string seen = reading.manufacturer.value_or("");
        for (const auto& part : {reading.model, reading.serial_number}) {
            if (part) seen += (seen.empty() ? "" : " ") + *part;
        }
        if (seen.empty()) seen = reading.system_name.value_or("");
        if (!seen.empty()) silent.seen = seen.substr(0, 200);
    };
    if (survey.outcome == snmp::Outcome::kAnswered && reading.is_printer) {
        silences_->Answered(polled.key, reading.serial_number.value_or(""));
        const bool whole = reading.serial_number && !printing::IsPartial(reading) && !survey.several;
        if (!whole || printer.serial.empty() || *reading.serial_number == printer.serial) return;
        // The printer that was here before; whoever answers is a printer of its own.
        other();
        silences_->Failed(polled.key + "|" + printer.serial, printer.endpoint, std::move(silent));
        return;
    }
    if (!reading.problems.empty()) silent.detail = reading.problems.front().substr(0, 300);
    if (survey.outcome == snmp::Outcome::kAnswered) {
        other();
    } else if (survey.outcome == snmp::Outcome::kAuthenticationFailed) {
        silent.failure = polled.access_removed ? PollFailure::kAccessRemoved : PollFailure::kAccessRefused;
    } else {
        silent.failure = PollFailure::kNoAnswer;
    }
    silences_->Failed(polled.key, printer.endpoint, std::move(silent));
}

void Poller::PollEnded(Polled polled) {
    if (KnownPrinter* printer = schedule_.printers().Find(polled.key)) {
        TellSilence(*printer, polled);
        const auto outcome = polled.survey.outcome;
        printer->polling = false;
        if (polled.survey.maker != nullptr) printer->maker = polled.survey.maker;
        if (outcome == snmp::Outcome::kAnswered) {
            printer->in_context = polled.survey.in_context;
            const bool learned =
                printer->silent != polled.survey.silent || (polled.survey.several && !printer->several);
            printer->silent = polled.survey.silent;
            printer->several = printer->several || polled.survey.several;
            if (learned) SaveKnown();
            printer->answered = polled.survey.answered;
            if (polled.survey.reading.is_printer) TellTwin(*printer, polled.survey.reading);
        }
        const bool silent = outcome == snmp::Outcome::kNoAnswer || outcome == snmp::Outcome::kUnreachable;
        schedule_.PollEnded(*printer, silent, clock_.Now(), std::chrono::steady_clock::now());
    }
    polled_.push_back(std::move(polled));
}

// The numbers of the readings among `polled`, in their order: of those of one address only the first one's.
base::Result<std::vector<std::int64_t>> Poller::Append(const std::vector<Polled>& polled) {
    std::vector<Journal::Entry> entries;
    std::vector<std::size_t> firsts;
    for (const Polled& one : polled) {
        if (one.survey.outcome == snmp::Outcome::kAnswered && one.survey.reading.is_printer) {
            firsts.push_back(entries.size());
            entries.push_back({one.observed_at, &one.survey.reading});
            for (const printing::Reading& further : one.survey.further) entries.push_back({one.observed_at, &further});
        }
    }
    if (entries.empty()) return std::vector<std::int64_t>{};
    auto numbers = journal_.Append(entries);
    if (!numbers && !journal_failing_) {
        base::log::Error(
            "journal.failed {}: readings cannot be stored; polling goes on, nothing that was stored before is "
            "lost",
            Describe(numbers.error()));
    }
    if (numbers && journal_failing_) base::log::Info("journal.recovered");
    journal_failing_ = !numbers;
    if (!numbers) return numbers;
    std::vector<std::int64_t> first_numbers;
    for (const std::size_t at : firsts) first_numbers.push_back((*numbers)[at]);
    return first_numbers;
}

// Stores what was read. A poll counts as done only now.
void Poller::Store() {
    if (polled_.empty()) return;
    std::vector<Polled> polled;
    polled.swap(polled_);
    const auto numbers = Append(polled);
    std::size_t next = 0;
    for (const Polled& one : polled) {
        auto item = ItemOf(one.survey);
        if (item.outcome == printing::CommandOutcome::kDone && !numbers) {
            item.outcome = printing::CommandOutcome::kFailed;
            item.detail = Describe(numbers.error());
            if (KnownPrinter* printer = schedule_.printers().Find(one.key)) {
                Schedule::ReadingLost(*printer, clock_.Now());
            }
        } else if (item.outcome == printing::CommandOutcome::kDone) {
            item.seq = (*numbers)[next++];
            // The result is told after the readings of the other printers behind the address, too.
            if (one.command) {
                const auto further = static_cast<std::int64_t>(one.survey.further.size());
                one.command->last_seq = std::max(one.command->last_seq, *item.seq + further);
            }
        }
        CommandsUnderWay::Add(one.command, std::move(item));
        commands_under_way_.End(one.command);
    }
    if (next > 0) {
        stored_ += static_cast<std::int64_t>(next);
        stored_at_ = std::chrono::duration_cast<std::chrono::seconds>(clock_.Now().time_since_epoch()).count();
        uplink_.Notify();
    }
    if (silences_ != nullptr) {
        auto& known = schedule_.printers();
        silences_->SetKnown(static_cast<std::int64_t>(known.all().size()),
                            [&](const std::string& key) { return known.Find(key) != nullptr; });
    }
}

void Poller::SaveKnown() {
    known_changed_ = false;
    ipp_places_.Set(schedule_.printers().all());
    TellTraps();
    if (auto put = journal_.Put(kKnownKey, schedule_.printers().ToJson()); !put) {
        base::log::Warn("fleet.known_printers {}", Describe(put.error()));
    }
}

}  // namespace agent
