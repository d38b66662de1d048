#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/enrollment/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/record_all.hpp"
#include "server/platform/pg/transaction.hpp"

// The operator stops supplies of printers and lets them go on (ASR-16); a spare is not expected to report (ASR-13).
namespace enrollment {
namespace {

namespace permissions = organizations::permissions;
namespace action = audit::action;

using http::Call;
using http::Method;
using printers::PrinterId;

constexpr std::size_t kLongestReason = 500;

struct HoldEndBody {
    std::vector<PrinterId> printer_ids;

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostAtOnce}};
};
BOOST_DESCRIBE_STRUCT(HoldEndBody, (), (printer_ids))
struct HoldBody : HoldEndBody {
    std::string reason;

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostAtOnce},
                                              {.field = "reason", .required = true, .max_length = kLongestReason}};
};
BOOST_DESCRIBE_STRUCT(HoldBody, (HoldEndBody), (reason))
struct HoldResult {
    std::int64_t changed = 0;
};
BOOST_DESCRIBE_STRUCT(HoldResult, (), (changed))

struct SilencePath : http::Parameters {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(SilencePath, (), (printer_id))
struct SilenceBody {
    bool silence_expected = false;
    std::string reason;

    static constexpr base::Limit kLimits[] = {{.field = "reason", .max_length = kLongestReason}};
};
BOOST_DESCRIBE_STRUCT(SilenceBody, (), (silence_expected, reason))

struct ManySilencesBody : SilenceBody {
    std::vector<PrinterId> printer_ids;

    static constexpr base::Limit kLimits[] = {{.field = "printer_ids", .required = true, .max_items = kMostAtOnce},
                                              {.field = "reason", .max_length = kLongestReason}};
};
BOOST_DESCRIBE_STRUCT(ManySilencesBody, (SilenceBody), (printer_ids))

class HoldRoutes {
  public:
    explicit HoldRoutes(base::IdSource& ids) : ids_(ids) {}

    base::Result<HoldResult> Hold(Call& call, const HoldBody& body) {
        HoldBody clean = body;
        clean.reason = base::CleanText(body.reason, kLongestReason + 1);
        base::FieldProblems problems;
        base::CheckLimits(clean, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        return Change(call, clean.printer_ids, clean.reason);
    }
    base::Result<HoldResult> End(Call& call, const HoldEndBody& body) {
        base::FieldProblems problems;
        base::CheckLimits(body, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        return Change(call, body.printer_ids, "");
    }

    base::Result<SilenceBody> SetSilence(Call& call, const SilencePath& path, const SilenceBody& body) {
        const SilenceBody clean{body.silence_expected, base::CleanText(body.reason, kLongestReason + 1)};
        base::FieldProblems problems;
        base::CheckLimits(clean, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY_DO(Expect(call, {path.printer_id}, clean));
        return clean;
    }
    base::Result<HoldResult> SetSilences(Call& call, const ManySilencesBody& body) {
        ManySilencesBody clean = body;
        clean.reason = base::CleanText(body.reason, kLongestReason + 1);
        base::FieldProblems problems;
        base::CheckLimits(clean, problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        return Expect(call, clean.printer_ids, clean);
    }

  private:
    // The printers, held; those that are not visible are answered like ones that never were.
    static base::Result<std::vector<store::PrinterRow>> LockChosen(Call& call, std::vector<PrinterId> ids) {
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        std::map<base::OrganizationId, std::vector<PrinterId>> of;
        for (const auto& printer : store::Find(call.tx(), call.actor().visible, ids)) {
            of[printer.organization_id].push_back(printer.id);
        }
        for (const auto& [organization, printers] : of) printers::HoldProgrammeFacts(call.tx(), organization, printers);
        auto found = store::Find(call.tx(), call.actor().visible, ids);
        if (found.size() != ids.size()) return http::NotFound();
        return found;
    }

    base::Result<HoldResult> Expect(Call& call, const std::vector<PrinterId>& ids, const SilenceBody& clean) {
        TRY(const auto found, LockChosen(call, ids));
        const auto shown = [](bool expected, const std::string& reason) {
            return boost::json::object{{"silence_expected", expected}, {"reason", reason}};
        };
        std::map<base::OrganizationId, std::vector<PrinterId>> changed;
        std::map<base::OrganizationId, std::vector<PrinterId>> turned;
        std::vector<audit::Change> changes;
        for (const auto& printer : found) {
            if (printer.silence_expected == clean.silence_expected && printer.silence_reason == clean.reason) continue;
            changed[printer.organization_id].push_back(printer.id);
            if (printer.silence_expected != clean.silence_expected)
                turned[printer.organization_id].push_back(printer.id);
            changes.push_back({printer.organization_id, action::kPrinterSilenceChanged, "printer", printer.id.value,
                               shown(printer.silence_expected, printer.silence_reason),
                               shown(clean.silence_expected, clean.reason), NameOf(printer)});
        }
        for (const auto& [organization, printers] : changed) {
            store::SetSilence(call.tx(), organization, printers, clean.silence_expected, clean.reason);
        }
        for (const auto& [organization, printers] : turned) {
            printers::AddHistory(call.tx(), ids_, organization, printers,
                                 clean.silence_expected ? "printer_silence_expected" : "printer_silence_unexpected", {},
                                 call.actor().name, call.now());
        }
        audit::RecordAll(call, changes);
        return HoldResult{static_cast<std::int64_t>(changes.size())};
    }

    base::Result<HoldResult> Change(Call& call, const std::vector<PrinterId>& ids, const std::string& reason) {
        TRY(const auto found, LockChosen(call, ids));
        std::map<base::OrganizationId, std::vector<PrinterId>> changed;
        std::vector<audit::Change> changes;
        for (const auto& printer : found) {
            if (printer.hold_reason == reason) continue;
            changed[printer.organization_id].push_back(printer.id);
            changes.push_back({printer.organization_id,
                               reason.empty() ? action::kPrinterReleased : action::kPrinterHeld, "printer",
                               printer.id.value, boost::json::object{{"hold_reason", printer.hold_reason}},
                               boost::json::object{{"hold_reason", reason}}, NameOf(printer)});
        }
        for (const auto& [organization, printers] : changed) {
            store::SetHold(call.tx(), organization, printers, reason, call.actor().name, call.now());
            boost::json::object args;
            if (!reason.empty()) args["reason"] = reason;
            printers::AddHistory(call.tx(), ids_, organization, printers,
                                 reason.empty() ? "printer_released" : "printer_held", args, call.actor().name,
                                 call.now());
        }
        audit::RecordAll(call, changes);
        return HoldResult{static_cast<std::int64_t>(changes.size())};
    }

    base::IdSource& ids_;
};

}  // namespace

void RegisterHolds(http::Router& router, const Parts& parts) {
    const auto routes = std::make_shared<HoldRoutes>(parts.ids);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/replenishment/holds",
                .id = "holdSupplies",
                .tag = "enrollment",
                .summary = "Order no supplies for printers until the hold ends, with the reason",
                .allow = permissions::kHoldSupplies,
                .idempotent = true},
               routes, &HoldRoutes::Hold);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/replenishment/hold-endings",
                .id = "releaseSupplies",
                .tag = "enrollment",
                .summary = "End the hold of printers' supplies; what is due is ordered with the next daily run",
                .allow = permissions::kHoldSupplies,
                .idempotent = true},
               routes, &HoldRoutes::End);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/{printer_id}/expected-silence",
                .id = "setExpectedSilence",
                .tag = "enrollment",
                .summary = "Say whether a printer is not expected to report, such as a spare",
                .allow = permissions::kEnrollPrinters,
                .idempotent = true},
               routes, &HoldRoutes::SetSilence);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/replenishment/expected-silences",
                .id = "setExpectedSilences",
                .tag = "enrollment",
                .summary = "Say of many printers whether they are not expected to report, such as spares",
                .allow = permissions::kEnrollPrinters,
                .idempotent = true},
               routes, &HoldRoutes::SetSilences);
}

}  // namespace enrollment
