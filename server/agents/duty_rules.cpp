#include "server/agents/duty_rules.hpp"

#include <algorithm>
#include <tuple>

namespace agents {
namespace {

class Deciding {
  public:
    Deciding(const std::vector<DutyAgent>& agents, base::Instant system_now, std::optional<AgentId> chosen)
        : agents_(agents), system_now_(system_now), chosen_(chosen) {}

    std::vector<Duty> Run() {
        std::vector<Duty> duties(agents_.size());
        for (std::size_t i = 0; i < agents_.size(); ++i) {
            duties[i].shared = IsShared(i);
            const auto instead = Instead(i);
            if (!instead || *instead == i) continue;
            // One of before polls although another one does.
            if (IsAlive(i) && !agents_[i].stands_by_when_told) continue;
            duties[i].polls = false;
            duties[i].stands_by_for = agents_[*instead].id;
        }
        return duties;
    }

  private:
    [[nodiscard]] bool IsAlive(std::size_t i) const {
        const DutyAgent& agent = agents_[i];
        return agent.works && agent.heard_at && system_now_ - *agent.heard_at <= kSilentAfter;
    }
    [[nodiscard]] bool Covers(std::size_t i, std::size_t other) const {
        return agents_[i].coverage.Covers(agents_[other].coverage);
    }
    [[nodiscard]] bool IsShared(std::size_t i) const {
        for (std::size_t j = 0; j < agents_.size(); ++j) {
            if (j != i && agents_[j].works && (Covers(i, j) || Covers(j, i))) return true;
        }
        return false;
    }

    // Less is better.
    [[nodiscard]] auto Rank(std::size_t i) const {
        const DutyAgent& agent = agents_[i];
        return std::tuple(agent.stands_by_when_told, !(chosen_ && *chosen_ == agent.id), !agent.polls,
                          agent.since.value_or(base::Instant::max()), agent.id);
    }

    // Who polls what `i` would: itself, one with the same search, or one with a larger search; absent: nobody is heard of.
    [[nodiscard]] std::optional<std::size_t> Instead(std::size_t i) const {
        std::optional<std::size_t> best;
        for (std::size_t j = 0; j < agents_.size(); ++j) {
            if (!IsAlive(j) || !Covers(j, i)) continue;
            if (!best) {
                best = j;
                continue;
            }
            const bool larger = Covers(j, *best) && !Covers(*best, j);
            const bool smaller = Covers(*best, j) && !Covers(j, *best);
            if (larger || (!smaller && Rank(j) < Rank(*best))) best = j;
        }
        return best;
    }

    const std::vector<DutyAgent>& agents_;
    base::Instant system_now_;
    std::optional<AgentId> chosen_;
};

}  // namespace

std::vector<Duty> DecideDuties(const std::vector<DutyAgent>& agents, base::Instant system_now,
                               std::optional<AgentId> chosen) {
    return Deciding(agents, system_now, chosen).Run();
}

}  // namespace agents
