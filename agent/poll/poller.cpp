#include "agent/poll/poller.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "agent/poll/discovery.hpp"
#include "lib/base/json.hpp"

namespace agent {
namespace {

constexpr const char* kKnownKey = "known_printers";
constexpr const char* kNextDiscoveryKey = "next_discovery";
constexpr const char* kRefusedKey = "v3_refused";
// However fast business time runs, a printer is not asked more often than this.
constexpr std::chrono::milliseconds kLeastPause{200};
// A printer that did not answer is asked again after this, if that is sooner than the interval. With the interval alone, a
// printer that is switched off whenever the daily poll comes would never be read.
constexpr std::chrono::hours kSilentAgain{1};

// A search that comes each day at one hour would never find a printer that is switched off at that hour: it comes so much
// earlier each time, and round the clock within five days.
std::chrono::seconds SearchAfter(std::chrono::seconds interval) {
    constexpr std::chrono::hours kDay{24};
    constexpr std::chrono::hours kEarlier{5};
    return interval >= kDay && interval % kDay == std::chrono::seconds(0) ? interval - kEarlier : interval;
}

std::int64_t SystemDay() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
}

snmp::ClientOptions PollOptions(const SnmpSettings& settings) {
    snmp::ClientOptions options;
    options.timeout = std::chrono::milliseconds(settings.timeout_ms);
    options.retries = static_cast<int>(settings.retries);
    options.window = static_cast<int>(settings.window);
    options.packets_per_second = static_cast<double>(settings.packets_per_second);
    return options;
}

}  // namespace

Poller::Poller(const SnmpSettings& settings, const devices::Makers& makers, const base::Clock& clock, Journal& journal,
               Uplink& uplink, Stop& stop)
    : settings_(settings),
      makers_(makers),
      clock_(clock),
      journal_(journal),
      uplink_(uplink),
      stop_(stop),
      client_(PollOptions(settings)) {
    if (auto text = journal_.Get(kKnownKey); text && *text) known_ = KnownPrinters::FromJson(**text, makers_);
    if (auto text = journal_.Get(kNextDiscoveryKey); text && *text) {
        if (const auto instant = base::ParseRfc3339(**text)) next_discovery_ = *instant;
    }
    if (auto text = journal_.Get(kRefusedKey); text && *text) {
        if (auto refused = base::json::Read<std::map<std::string, std::int64_t>>(**text)) {
            refused_ = std::move(*refused);
        }
    }
}

Poller::~Poller() {
    if (discovery_.joinable()) discovery_.join();
}

void Poller::SetConfiguration(printing::AgentConfiguration configuration) {
    {
        const std::lock_guard lock(mutex_);
        new_configuration_ = std::move(configuration);
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

void Poller::Run() {
    while (!stop_.IsSet()) {
        TakeNews();
        StartDue();
        const bool busy = client_.RunFor(std::chrono::milliseconds(20));
        Flush();
        if (!busy) WaitForWork();
    }
    Flush();
    if (discovery_.joinable()) discovery_.join();
}

void Poller::WaitForWork() {
    std::optional<base::Instant> due = known_.NextPoll();
    if (configuration_ && !discovering_ && (!due || next_discovery_ < *due)) due = next_discovery_;
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
    std::deque<printing::Command> commands;
    std::optional<SearchEnd> end;
    {
        const std::lock_guard lock(mutex_);
        configuration.swap(new_configuration_);
        commands.swap(commands_);
        end.swap(search_end_);
    }
    if (configuration) Apply(std::move(*configuration));
    if (end) EndDiscovery(std::move(*end));
    for (const auto& command : commands) Carry(command);
}

void Poller::Apply(printing::AgentConfiguration configuration) {
    const bool first = !configuration_;
    const auto now = clock_.Now();
    std::vector<std::string> problems;
    credentials_ = MakeCredentials(configuration, problems);
    for (const auto& problem : problems) spdlog::warn("fleet.credentials {}", problem);
    const bool other_search = first || configuration.include != configuration_->include ||
                              configuration.exclude != configuration_->exclude ||
                              configuration.communities != configuration_->communities ||
                              configuration.allow_public_addresses != configuration_->allow_public_addresses ||
                              base::json::Write(configuration.v3_users) != base::json::Write(configuration_->v3_users);
    if (!first && other_search) {  // other keys than those that were refused
        const std::lock_guard lock(mutex_);
        refused_.clear();
    }
    const auto polling = std::chrono::seconds(configuration.polling_interval_seconds);
    const auto before = first ? polling : std::chrono::seconds(configuration_->polling_interval_seconds);
    configuration_ = std::move(configuration);
    for (auto& [key, printer] : known_.all()) {
        // A shorter interval counts from the last poll: who asks for fresher data gets it at once
        // (AGT-2).
        if (polling < before) printer.next_poll = std::max(printer.next_poll - (before - polling), now);
        printer.next_poll = std::min(printer.next_poll, now + polling);
    }
    const auto searching = std::chrono::seconds(configuration_->discovery_interval_seconds);
    next_discovery_ = std::min(next_discovery_, now + searching);
    // After a start the search is repeated only when it is due; after a change of it at once.
    if (other_search && !first) next_discovery_ = now;
    if (known_.all().empty()) next_discovery_ = now;
    spdlog::info("fleet.configuration version={} ranges={} credentials={} discovery={}s polling={}s",
                 configuration_->version, configuration_->include.size(), credentials_.size(),
                 configuration_->discovery_interval_seconds, configuration_->polling_interval_seconds);
}

void Poller::Carry(const printing::Command& command) {
    if (command.kind == printing::CommandKind::kConfigurationChanged) return;  // the listener's
    auto order = std::make_shared<Order>();
    order->result.command_id = command.id;
    order->open = 1;
    Search search;
    search.order = order;
    search.ranges.allow_public = configuration_ && configuration_->allow_public_addresses;
    if (command.kind == printing::CommandKind::kDiscover) {
        ++order->open;
        search.scheduled = command.addresses.empty();
        search.ranges.include = command.addresses;
        StartDiscovery(std::move(search));
        Release(order);
        return;
    }
    for (const std::string& address : command.addresses) {
        KnownPrinter* printer = nullptr;
        std::string key;
        if (const auto endpoint = snmp::Endpoint::Parse(address)) {
            key = KnownPrinters::Key(*endpoint);
            printer = known_.Find(key);
            if (printer == nullptr && key != address) printer = known_.FindHost(endpoint->host());
        }
        if (printer != nullptr) {
            ++order->open;
            Poll(KnownPrinters::Key(printer->endpoint), *printer, order);
        } else {
            search.ranges.include.push_back(address);
            search.wanted.insert(address);
        }
    }
    if (!search.wanted.empty()) {
        ++order->open;
        StartDiscovery(std::move(search));
    }
    Release(order);
}

void Poller::StartDue() {
    if (!configuration_) return;
    const auto now = clock_.Now();
    next_discovery_ = std::min(next_discovery_, now + std::chrono::seconds(configuration_->discovery_interval_seconds));
    if (!discovering_ && waiting_searches_.empty() && next_discovery_ <= now) {
        Search search;
        search.scheduled = true;
        StartDiscovery(std::move(search));
    } else if (!discovering_ && !waiting_searches_.empty()) {
        Search search = std::move(waiting_searches_.front());
        waiting_searches_.pop_front();
        StartDiscovery(std::move(search));
    }
    const auto real_now = std::chrono::steady_clock::now();
    const auto interval = std::chrono::seconds(configuration_->polling_interval_seconds);
    for (auto& [key, printer] : known_.all()) {
        // A clock that was set back must not silence anything until it has caught up.
        printer.next_poll = std::min(printer.next_poll, now + interval);
        if (printer.polling || printer.next_poll > now || printer.not_before > real_now) continue;
        Poll(key, printer, nullptr);
    }
}

void Poller::StartDiscovery(Search search) {
    if (discovering_ || !configuration_) {
        waiting_searches_.push_back(std::move(search));
        return;
    }
    discovering_ = true;
    if (discovery_.joinable()) discovery_.join();
    if (search.scheduled) {
        search.ranges.include = configuration_->include;
        search.ranges.exclude = configuration_->exclude;
        search.ranges.allow_public = configuration_->allow_public_addresses;
    }
    discovery_ = std::thread([this, credentials = credentials_, work = std::move(search)]() mutable {
        SearchEnd end;
        end.search = std::move(work);
        try {
            Look(end, credentials);
        } catch (const std::exception& error) {  // no socket, no memory: the next one may have more luck
            end.problem = base::Problem{
                base::ProblemKind::kInternal, "discovery_failed", {{"detail", std::string(error.what())}}, {}};
        }
        {
            const std::lock_guard lock(mutex_);
            search_end_ = std::move(end);
            woken_ = true;
        }
        changed_.notify_all();
    });
}

// In the thread of the discovery: touches nothing of the poller but what mutex_ guards.
void Poller::Look(SearchEnd& end, const std::vector<NamedCredentials>& credentials) {
    std::vector<snmp::Credentials> plain;
    for (const auto& named : credentials) plain.push_back(named.credentials);
    const auto name_of = [&](const snmp::Credentials& used) -> std::string {
        for (const auto& named : credentials) {
            if (named.credentials.user == used.user &&
                (used.user != nullptr || named.credentials.community == used.community)) {
                return named.name;
            }
        }
        return {};
    };
    end.addresses = ExpandGoodRanges(end.search.ranges, end.problem);
    snmp::Client client(
        DiscoveryOptions(static_cast<int>(settings_.timeout_ms), static_cast<double>(settings_.packets_per_second)));
    DiscoveryHooks hooks;
    hooks.found = [&](SurveyResult result) {
        const std::string name = name_of(result.credentials);
        end.found.emplace_back(std::move(result), name);
    };
    hooks.refused = [&](const snmp::Endpoint& at, const snmp::Credentials& used) { Refused(at, name_of(used)); };
    hooks.may_try = [&](const snmp::Endpoint& at, const snmp::Credentials& used) {
        return used.version != snmp::Credentials::Version::kV3 || MayTry(at, name_of(used));
    };
    Discover(client, makers_, end.addresses, std::move(plain), std::move(hooks));
    while (!stop_.IsSet() && client.RunFor(std::chrono::milliseconds(100))) {
    }
}

void Poller::EndDiscovery(SearchEnd end) {
    discovering_ = false;
    const auto now = clock_.Now();
    const OrderPtr order = end.search.order;
    if (end.problem) spdlog::error("discovery.ranges {}", Describe(*end.problem));
    int added = 0;
    std::set<std::string> answered;
    for (auto& [survey, credentials] : end.found) {
        const auto& reading = survey.reading;
        answered.insert(reading.address);
        answered.insert(reading.address + ":" + std::to_string(reading.port));
        if (!reading.is_printer) {
            if (order && end.search.wanted.contains(reading.address)) {
                order->result.items.push_back(
                    {reading.address, printing::CommandOutcome::kNotAPrinter, std::nullopt, std::nullopt});
            }
            continue;
        }
        const bool fresh = known_.Add(survey, credentials, now);
        added += fresh ? 1 : 0;
        if (fresh || order) {
            const auto endpoint = snmp::Endpoint::Parse(reading.address, reading.port);
            const std::string key = endpoint ? KnownPrinters::Key(*endpoint) : "";
            KnownPrinter* printer = known_.Find(key);
            if (printer == nullptr) continue;
            if (order) ++order->open;
            Poll(key, *printer, order);
        }
    }
    if (end.search.scheduled) {
        // With a host name that cannot be found just now it is not known what was taken out.
        const bool removed = !end.problem && known_.KeepOnly(end.addresses);
        if (removed || added > 0) SaveKnown();
        const auto interval = std::chrono::seconds(configuration_->discovery_interval_seconds);
        next_discovery_ = now + (end.problem ? std::min<std::chrono::seconds>(interval, std::chrono::minutes(10))
                                             : SearchAfter(interval));
        (void)journal_.Put(kNextDiscoveryKey, base::FormatRfc3339(next_discovery_));
    } else if (added > 0) {
        SaveKnown();
    }
    spdlog::info("discovery.done addresses={} answered={} new={} known={}", end.addresses.size(), end.found.size(),
                 added, known_.all().size());
    if (!order) return;
    if (end.problem) {
        order->result.outcome = printing::CommandOutcome::kRefused;
        order->result.items.push_back({"", printing::CommandOutcome::kRefused, std::nullopt, Describe(*end.problem)});
    }
    for (const auto& address : end.search.wanted) {
        if (!end.problem && !answered.contains(address)) {
            order->result.items.push_back({address, printing::CommandOutcome::kNoAnswer, std::nullopt, std::nullopt});
        }
    }
    Release(order);
}

void Poller::Poll(const std::string& key, KnownPrinter& printer, OrderPtr order) {
    const NamedCredentials* named = nullptr;
    for (const auto& one : credentials_) {
        if (one.name == printer.credentials) named = &one;
    }
    const bool v3 = named != nullptr && named->credentials.version == snmp::Credentials::Version::kV3;
    printer.polling = true;
    if (named == nullptr || (v3 && !MayTry(printer.endpoint, named->name))) {
        // Its credentials were taken away, or refused today: the next discovery may find others.
        Finished finished;
        finished.survey.reading.address = printer.endpoint.host();
        finished.survey.reading.port = printer.endpoint.port();
        finished.survey.outcome = snmp::Outcome::kAuthenticationFailed;
        finished.key = key;
        finished.order = std::move(order);
        PollEnded(std::move(finished));
        return;
    }
    SurveyTarget target{.endpoint = printer.endpoint,
                        .credentials = named->credentials,
                        .maker = printer.maker,
                        .known = true,
                        .in_context = printer.in_context,
                        .told = printer.told};
    if (printer.v1) target.credentials.version = snmp::Credentials::Version::kV1;
    Survey(client_, makers_, std::move(target), [this, key, v3, name = named->name, order](SurveyResult result) {
        if (v3 && result.outcome == snmp::Outcome::kAuthenticationFailed) {
            if (const auto* known = known_.Find(key)) Refused(known->endpoint, name);
        }
        PollEnded({std::move(result), clock_.Now(), key, order});
    });
}

void Poller::PollEnded(Finished finished) {
    if (KnownPrinter* printer = known_.Find(finished.key)) {
        printer->polling = false;
        if (finished.survey.maker != nullptr) printer->maker = finished.survey.maker;
        if (finished.survey.outcome == snmp::Outcome::kAnswered) {
            printer->in_context = finished.survey.in_context;
            printer->told = finished.survey.told;
        }
        auto wait = std::chrono::seconds(configuration_ ? configuration_->polling_interval_seconds : 3600);
        if (finished.survey.outcome == snmp::Outcome::kNoAnswer ||
            finished.survey.outcome == snmp::Outcome::kUnreachable)
            wait = std::min<std::chrono::seconds>(wait, kSilentAgain);
        const auto now = clock_.Now();
        // Counted from when it was due, or from now where a command asked earlier: what users ask
        // for never puts off what is read anyway.
        printer->next_poll = std::max(std::min(printer->next_poll, now) + wait, now);
        printer->not_before = std::chrono::steady_clock::now() + kLeastPause;
    }
    finished_.push_back(std::move(finished));
}

// Stores what was read. A poll counts as done only now.
void Poller::Flush() {
    if (finished_.empty()) return;
    std::vector<Finished> finished;
    finished.swap(finished_);
    std::vector<Journal::Entry> entries;
    for (const Finished& one : finished) {
        if (one.survey.outcome == snmp::Outcome::kAnswered && one.survey.reading.is_printer) {
            entries.push_back({one.observed_at, &one.survey.reading});
        }
    }
    auto numbers = entries.empty() ? base::Result<std::vector<std::int64_t>>(std::vector<std::int64_t>{})
                                   : journal_.Append(entries);
    if (!numbers) {
        if (!journal_failing_) {
            spdlog::error(
                "journal.failed {}: readings cannot be stored; polling goes on, nothing that was "
                "stored "
                "before is lost",
                Describe(numbers.error()));
        }
        journal_failing_ = true;
    } else if (journal_failing_ && !entries.empty()) {
        spdlog::info("journal.recovered");
        journal_failing_ = false;
    }
    std::size_t next = 0;
    for (Finished& one : finished) {
        printing::CommandItem item{one.survey.reading.address, printing::CommandOutcome::kDone, std::nullopt,
                                   std::nullopt};
        if (one.survey.outcome != snmp::Outcome::kAnswered) {
            const bool refused = one.survey.outcome == snmp::Outcome::kAuthenticationFailed;
            item.outcome = refused ? printing::CommandOutcome::kRefused : printing::CommandOutcome::kNoAnswer;
            for (const auto& problem : one.survey.reading.problems) item.detail = problem;
        } else if (!one.survey.reading.is_printer) {
            item.outcome = printing::CommandOutcome::kNotAPrinter;
        } else if (!numbers) {
            item.outcome = printing::CommandOutcome::kFailed;
            item.detail = Describe(numbers.error());
            if (KnownPrinter* printer = known_.Find(one.key)) {
                printer->next_poll = std::min(printer->next_poll, clock_.Now() + std::chrono::minutes(1));
            }
        } else {
            item.seq = (*numbers)[next++];
        }
        if (!one.order) continue;
        if (item.seq) one.order->last_seq = std::max(one.order->last_seq, *item.seq);
        one.order->result.items.push_back(std::move(item));
        Release(one.order);
    }
    if (numbers && !entries.empty()) uplink_.Notify();
}

void Poller::Release(const OrderPtr& order) {
    if (--order->open == 0) uplink_.AddResult(std::move(order->result), order->last_seq);
}

void Poller::SaveKnown() {
    if (auto put = journal_.Put(kKnownKey, known_.ToJson()); !put) {
        spdlog::warn("fleet.known_printers {}", Describe(put.error()));
    }
}

bool Poller::MayTry(const snmp::Endpoint& endpoint, const std::string& credentials) {
    const std::lock_guard lock(mutex_);
    const auto at = refused_.find(endpoint.host() + "|" + credentials);
    return at == refused_.end() || at->second != SystemDay();
}

void Poller::Refused(const snmp::Endpoint& endpoint, const std::string& credentials) {
    spdlog::warn("snmp.v3_refused address={} credentials={}: not tried again there today", endpoint.host(),
                 credentials);
    const std::lock_guard lock(mutex_);
    refused_[endpoint.host() + "|" + credentials] = SystemDay();
    (void)journal_.Put(kRefusedKey, base::json::Write(refused_));
}

}  // namespace agent
