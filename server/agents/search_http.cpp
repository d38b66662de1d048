#include "server/agents/search_http.hpp"

#include <memory>

#include "server/agents/agent_rules.hpp"
#include "server/agents/agent_store.hpp"
#include "server/agents/coverage.hpp"
#include "server/agents/search_import.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/pg.hpp"

// Search criteria before they are stored (AGT-2): an import read line by line, how much is searched, and what others search, too.
// Nothing is refused for that: two agents may share a site (AGT-12).
namespace agents {
namespace {

using http::Call;

// Other agents of the organization that are looked at, by name.
constexpr std::int32_t kMostOthers = 200;

struct AgentSearchCheckBody {
    std::optional<AgentId> agent_id;  // whose criteria these are; absent: of a new agent
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::optional<std::string> text;  // what is imported into them
    std::optional<bool> allow_public_addresses;

    static constexpr base::Limit kLimits[] = {{.field = "include", .max_items = kMostTargets},
                                              {.field = "exclude", .max_items = kMostTargets},
                                              {.field = "text", .max_length = kMostSearchText}};
};
BOOST_DESCRIBE_STRUCT(AgentSearchCheckBody, (), (agent_id, include, exclude, text, allow_public_addresses))

// Two entries that name the same addresses; of another agent where it says which.
struct SearchOverlapView {
    std::string entry;
    std::string other_entry;
    std::string first;
    std::string last;
    std::int64_t addresses = 0;
    std::optional<AgentId> agent_id;
    std::optional<std::string> agent_name;
    std::optional<bool> same_site;
};
BOOST_DESCRIBE_STRUCT(SearchOverlapView, (),
                      (entry, other_entry, first, last, addresses, agent_id, agent_name, same_site))

struct AgentSearchCheckView {
    std::vector<std::string> include;  // with what was imported
    std::vector<std::string> exclude;
    std::vector<SearchLine> lines;  // of the import
    std::int64_t addresses = 0;     // that are asked in one search; a host name counts as one
    std::int64_t host_names = 0;
    bool large = false;                       // so many that a search takes long
    std::vector<SearchOverlapView> overlaps;  // the first 50
};
BOOST_DESCRIBE_STRUCT(AgentSearchCheckView, (), (include, exclude, lines, addresses, host_names, large, overlaps))

SearchOverlapView View(EntryOverlap overlap) {
    SearchOverlapView view;
    view.entry = std::move(overlap.entry);
    view.other_entry = std::move(overlap.other_entry);
    view.first = std::move(overlap.first);
    view.last = std::move(overlap.last);
    view.addresses = overlap.addresses;
    return view;
}

class SearchRoutes {
  public:
    base::Result<AgentSearchCheckView> Check(Call& call, const AgentSearchCheckBody& body) {
        std::optional<AgentSummary> agent;
        if (body.agent_id) {
            const auto found = FindAgents(call.tx(), call.actor().visible, {&*body.agent_id, 1});
            if (found.empty()) return http::NotFound();
            agent = found.front();
        }
        auto import = ReadSearchImport(body.text.value_or(""), body.include, body.exclude,
                                       body.allow_public_addresses.value_or(false));
        const Coverage covered(import.include, import.exclude);
        AgentSearchCheckView view;
        view.addresses = covered.addresses();
        view.host_names = covered.host_names();
        view.large = view.addresses > kLargeSearch;
        for (auto& overlap : OverlapsWithin(import.include)) view.overlaps.push_back(View(std::move(overlap)));
        const auto organization = agent ? agent->organization_id : call.organization();
        for (const auto& other : store::ListSearched(call.tx(), organization, kMostOthers)) {
            if (agent && other.id == agent->id) continue;
            const Coverage theirs(other.include, other.exclude);
            for (auto& overlap : OverlapsBetween(import.include, covered, other.include, theirs)) {
                if (view.overlaps.size() >= kMostOverlaps) break;
                auto& shown = view.overlaps.emplace_back(View(std::move(overlap)));
                shown.agent_id = other.id;
                shown.agent_name = other.name;
                if (agent) shown.same_site = other.site_id == agent->site_id;
            }
        }
        view.include = std::move(import.include);
        view.exclude = std::move(import.exclude);
        view.lines = std::move(import.lines);
        return view;
    }
};

}  // namespace

void RegisterSearchHttp(http::Router& router) {
    router.Add(
        {.method = http::Method::kPost,
         .path = "/api/v1/agents/search-checks",
         .id = "checkAgentSearch",
         .tag = "agents",
         .summary = "Read search criteria out of a text, and say how much they search and what others search, too",
         .allow = organizations::permissions::kPreviewAgentSearch,
         .only_reads = true},
        std::make_shared<SearchRoutes>(), &SearchRoutes::Check);
}

}  // namespace agents
