#include "server/agents/duties.hpp"

#include <algorithm>

#include "server/agents/duty_rules.hpp"
#include "server/agents/duty_store.hpp"
#include "server/platform/pg/pg.hpp"

namespace agents {
namespace {

using base::Instant;

// An agent that does not share its site asks every 15 minutes; one that did not for longer is one of before.
constexpr std::chrono::minutes kAsksAtLeastEvery{20};
// After a pause of the server, or of the network, nobody has been heard of. Whoever asks first then waits until the others have
// had the time to come back (their pauses after a failure are 75 s at most).
constexpr std::chrono::seconds kSettles{90};
constexpr std::chrono::minutes kLongPause{10};

class Site {
  public:
    Site(pg::Transaction& tx, const AgentSummary& asker, Instant now, Instant system_now)
        : tx_(tx), asker_(asker), now_(now), system_now_(system_now) {
        Read();
    }

    void Read() { agents_ = store::ListOfSite(tx_, asker_.organization_id, asker_.site_id); }
    void Lock() {
        store::LockDuties(tx_, asker_.organization_id, asker_.site_id);
        Read();
    }

    // When the series of asks that goes on now began.
    [[nodiscard]] Instant AskedSince() const {
        const auto& self = Self();
        const bool goes_on = self.asked_at && self.asked_since && system_now_ - *self.asked_at <= kSettles;
        return goes_on ? *self.asked_since : system_now_;
    }

    // `settled`: who was not heard of is silent. `asks`: the asker is heard of right now.
    std::vector<Duty> Decide(bool settled, bool asks, std::optional<AgentId> chosen) {
        std::vector<DutyAgent> rules;
        for (const auto& agent : agents_) {
            const bool self = asks && agent.id == asker_.id;
            DutyAgent rule{
                .id = agent.id,
                .works = agent.works,
                .heard_at = self ? system_now_ : agent.heard_at,
                .stands_by_when_told =
                    !agent.always && (self || (agent.asked_at && system_now_ - *agent.asked_at <= kAsksAtLeastEvery)),
                .coverage = Coverage(agent.include, agent.exclude),
                .polls = agent.polls && agent.since.has_value(),
                .since = agent.since};
            const bool lately = agent.heard_at && system_now_ - *agent.heard_at <= kLongPause;
            if (!settled && agent.polls && lately) rule.heard_at = system_now_;
            rules.push_back(std::move(rule));
        }
        return DecideDuties(rules, system_now_, chosen);
    }

    [[nodiscard]] bool Differs(const std::vector<Duty>& duties) const {
        for (std::size_t i = 0; i < duties.size(); ++i) {
            if (Changed(agents_[i], duties[i])) return true;
        }
        return false;
    }

    // Writes down what has changed, and tells the agents that it concerns.
    DutyDecision Write(base::IdSource& ids, const std::vector<Duty>& duties) {
        DutyDecision decision;
        for (std::size_t i = 0; i < duties.size(); ++i) {
            const auto& agent = agents_[i];
            const Duty& duty = duties[i];
            if (agent.id == asker_.id) decision.of_asker = {duty.polls, duty.shared, NameOf(duty.stands_by_for)};
            if (!Changed(agent, duty)) continue;
            const bool turned = agent.polls != duty.polls;
            store::PutDuty(tx_, {asker_.organization_id, agent.id, duty.polls, duty.shared, duty.stands_by_for,
                                 turned || !agent.since ? now_ : *agent.since});
            if (turned && duty.polls && agent.works && agent.since)
                decision.activated.emplace_back(agent.id, agent.name);
            if (agent.works && agent.id != asker_.id) Tell(ids, agent.id);
        }
        return decision;
    }

    // An agent that hears of a changed configuration asks for its duty, too.
    void Tell(base::IdSource& ids, AgentId agent) {
        SendCommand(tx_, ids, asker_.organization_id, agent, printing::CommandKind::kConfigurationChanged, {},
                    std::chrono::minutes(10));
    }

    [[nodiscard]] const store::SiteAgent& Self() const {
        const auto self = std::ranges::find(agents_, asker_.id, &store::SiteAgent::id);
        if (self == agents_.end()) throw std::logic_error("an agent is not at its own site");
        return *self;
    }
    [[nodiscard]] const std::vector<store::SiteAgent>& agents() const { return agents_; }

  private:
    static bool Changed(const store::SiteAgent& agent, const Duty& duty) {
        // Of one that is alone nothing has to be written down.
        if (!agent.since && !duty.shared && duty.polls) return false;
        return !agent.since || agent.polls != duty.polls || agent.shared != duty.shared ||
               agent.stands_by_for != duty.stands_by_for;
    }
    [[nodiscard]] std::optional<std::string> NameOf(std::optional<AgentId> id) const {
        const auto agent = id ? std::ranges::find(agents_, *id, &store::SiteAgent::id) : agents_.end();
        return agent == agents_.end() ? std::nullopt : std::optional(agent->name);
    }

    pg::Transaction& tx_;
    const AgentSummary& asker_;
    Instant now_;
    Instant system_now_;
    std::vector<store::SiteAgent> agents_;
};

}  // namespace

DutyDecision AskDuty(pg::Transaction& tx, base::IdSource& ids, const AgentSummary& asker, Instant now,
                     Instant system_now) {
    Site site(tx, asker, now, system_now);
    const Instant since = site.AskedSince();
    const bool settled = system_now - since >= kSettles;
    auto duties = site.Decide(settled, true, std::nullopt);
    if (site.Differs(duties)) {
        site.Lock();
        duties = site.Decide(settled, true, std::nullopt);
    }
    store::PutAsked(tx, asker.organization_id, asker.id, system_now, since);
    return site.Write(ids, duties);
}

base::Result<DutyDecision> MakeActive(pg::Transaction& tx, base::IdSource& ids, const AgentSummary& agent, Instant now,
                                      Instant system_now) {
    using base::ProblemKind;
    Site site(tx, agent, now, system_now);
    site.Lock();
    const auto& self = site.Self();
    const auto refuse = [&](const char* code, const std::string& other = "") {
        return base::Refuse(ProblemKind::kConflict, code, {{"agent", self.name}, {"other", other}});
    };
    if (!self.works || !self.heard_at || system_now - *self.heard_at > kSilentAfter) {
        return refuse("agent_not_communicating");
    }
    const auto duties = site.Decide(true, false, agent.id);
    for (std::size_t i = 0; i < duties.size(); ++i) {
        if (site.agents()[i].id != agent.id || duties[i].polls) continue;
        const auto instead = std::ranges::find(site.agents(), *duties[i].stands_by_for, &store::SiteAgent::id);
        const bool larger = !Coverage(self.include, self.exclude).Covers(Coverage(instead->include, instead->exclude));
        return refuse(larger ? "agent_search_is_smaller" : "agent_does_not_stand_by", instead->name);
    }
    auto decision = site.Write(ids, duties);
    if (!decision.activated.empty()) site.Tell(ids, agent.id);
    return decision;
}

DutyDecision SetAlways(pg::Transaction& tx, base::IdSource& ids, const AgentSummary& agent, bool always, Instant now,
                       Instant system_now) {
    Site site(tx, agent, now, system_now);
    site.Lock();
    store::PutAlways(tx, agent.organization_id, agent.id, always);
    site.Read();
    auto decision = site.Write(ids, site.Decide(true, false, std::nullopt));
    site.Tell(ids, agent.id);
    return decision;
}

}  // namespace agents
