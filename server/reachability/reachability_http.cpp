#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/printers/doubts.hpp"
#include "server/reachability/reachability_store.hpp"
#include "server/reachability/routes.hpp"
#include "server/reachability/usual_hours.hpp"

// What agents say of printers that do not answer, and why a printer is silent.
namespace reachability {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;

constexpr std::int64_t kMostPrinters = 1'000'000;  // of an agent
constexpr std::size_t kMostAbilities = 20;
// Whose usual hours are looked up in the history at a time; the others' turn comes with the next report.
constexpr std::size_t kMostLearned = 100;
constexpr std::chrono::seconds kLeastQuiet = std::chrono::hours(2);

struct PrinterSilencePath : http::Parameters {
    printers::PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrinterSilencePath, (), (printer_id))

struct PrinterSilenceView {
    bool silent = false;  // nothing was heard of it lately, or its newest poll failed
    std::optional<SilenceCause> cause;
    std::optional<printing::PollFailure> failure;
    std::string detail;
    std::string seen;
    std::optional<base::Instant> failing_since;
    std::optional<base::Instant> checked_at;
};
BOOST_DESCRIBE_STRUCT(PrinterSilenceView, (), (silent, cause, failure, detail, seen, failing_since, checked_at))

// One report of an agent.
class Taking {
  public:
    Taking(Call& call, const agents::AgentSummary& agent) : call_(call), agent_(agent) {}

    void Take(const printing::SilenceReport& report) {
        store::SaidFailures said;
        for (const auto& printer : report.printers) {
            said.addresses.push_back(base::CleanText(printer.address, 100));
            said.ports.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(printer.port, 0, 65535)));
            said.serials.push_back(base::CleanText(printer.serial_number.value_or(""), 100));
        }
        const auto matches = store::MatchPrinters(call_.tx(), agent_.organization_id, agent_.id, said);
        const auto hours = Learn(matches);
        std::vector<store::FailureRow> failures;
        for (const auto& match : matches) {
            const auto& printer = report.printers[static_cast<std::size_t>(match.at)];
            const auto learned = hours.find(match.printer_id);
            const auto observed_at = printers::CorrectTime(printer.observed_at, call_.now(), {}).at;
            failures.push_back(
                {.printer_id = match.printer_id,
                 .failure = printer.failure,
                 .detail = base::CleanText(printer.detail.value_or(""), 300),
                 .seen = base::CleanText(printer.seen.value_or(""), 200),
                 .since = std::min(observed_at, printers::CorrectTime(printer.since, call_.now(), {}).at),
                 .observed_at = observed_at,
                 .usually_off = {learned == hours.end() ? std::string() : PackHours(learned->second)}});
        }
        store::PutFailures(call_.tx(), {agent_.organization_id, agent_.id}, failures);
    }

  private:
    // From the history, once a silence: a bounded look at the last weeks.
    std::map<printers::PrinterId, WeekHours> Learn(const std::vector<store::Match>& matches) {
        std::map<printers::PrinterId, WeekHours> hours;
        std::map<printers::PrinterId, base::Instant> from;
        std::vector<printers::PrinterId> asked;
        base::Instant to = call_.now();
        const base::Instant first = call_.now() - kLearnedFrom;
        for (const auto& match : matches) {
            if (match.learned || asked.size() == kMostLearned) continue;
            asked.push_back(match.printer_id);
            from[match.printer_id] = std::max(first, match.discovered_at);
        }
        std::map<printers::PrinterId, std::vector<QuietSpan>> quiet;
        const auto least = std::max<std::chrono::seconds>(
            kLeastQuiet, std::chrono::seconds(2 * agent_.polling_interval_seconds + 600));
        for (const auto& row : store::ListQuietSpans(call_.tx(), agent_.organization_id, asked, first, to, least)) {
            quiet[row.printer_id].push_back({row.gap_from, row.gap_to});
        }
        for (const auto& printer : asked) hours[printer] = LearnUsuallyOff(quiet[printer], from[printer], to);
        return hours;
    }

    Call& call_;
    const agents::AgentSummary& agent_;
};

class SilenceRoutes {
  public:
    base::Result<void> Report(Call& call, const printing::SilenceReport& report) {
        base::FieldProblems problems;
        if (report.printers.size() > printing::kMostSilencesAtOnce)
            problems.Add("/printers", "too_many_items",
                         {{"limit", static_cast<std::int64_t>(printing::kMostSilencesAtOnce)}});
        if (report.abilities.size() > kMostAbilities)
            problems.Add("/abilities", "too_many_items", {{"limit", static_cast<std::int64_t>(kMostAbilities)}});
        if (!problems.empty()) return std::move(problems).Refuse();
        const agents::AgentId id{call.actor().id};
        const auto agent = agents::FindAgent(call.tx(), call.organization(), id);
        if (!agent) return http::NotFound();
        agents::Touch(call.tx(), call.organization(), id, call.now(), call.request().client_address);
        const auto known = std::clamp<std::int64_t>(report.known, 0, kMostPrinters);
        std::vector<std::string> abilities;
        for (const auto& ability : report.abilities) abilities.push_back(base::CleanText(ability, 50));
        store::PutSummary(call.tx(), call.organization(), id, known, std::clamp<std::int64_t>(report.silent, 0, known),
                          abilities, call.now());
        Taking(call, *agent).Take(report);
        return {};
    }

    base::Result<PrinterSilenceView> Get(Call& call, const PrinterSilencePath& path) {
        const auto rows = store::FindFacts(call.tx(), call.actor().visible, {&path.printer_id, 1});
        if (rows.empty()) return http::NotFound();
        PrinterSilenceView view;
        view.silent = !rows.front().communicating || rows.front().failure.has_value();
        if (!view.silent) return view;
        const auto silences = ExplainSilences(call.tx(), call.actor().visible, {&path.printer_id, 1}, call.now());
        if (silences.empty()) return http::NotFound();
        const auto& silence = silences.front();
        view.cause = silence.cause;
        view.failure = silence.failure;
        view.detail = silence.detail;
        view.seen = silence.seen;
        view.failing_since = silence.failing_since;
        view.checked_at = silence.checked_at;
        return view;
    }
};

}  // namespace

void RegisterHttp(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<SilenceRoutes>();

    router.Add({.method = Method::kPost,
                .path = "/api/v1/agent/silences",
                .id = "reportAgentSilences",
                .tag = "agent",
                .summary = "What the agent saw of printers that did not answer",
                .allow = permissions::kActAsAgent,
                .inflated_limit = 4U << 20},
               routes, &SilenceRoutes::Report);
    router.Add({.method = Method::kGet,
                .path = "/api/v1/printers/{printer_id}/silence",
                .id = "getPrinterSilence",
                .tag = "printers",
                .summary = "Why a printer does not report, as far as it is known",
                .allow = permissions::kSeeFleet},
               routes, &SilenceRoutes::Get);
    RegisterAddressChecks(router, parts);
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring) {
    constexpr const char* kForgetTask = "reachability.forget";
    registry.Add(
        kForgetTask,
        [](tasks::Run& run) -> base::Result<void> {
            run.Step([&](pg::Transaction& tx) { store::ForgetDiagnostics(tx, run.Now() - store::kDiagnosticsKept); });
            return {};
        },
        {.system_scope = true});
    recurring.Add({.kind = kForgetTask, .every = std::chrono::hours(24)});
}

}  // namespace reachability
