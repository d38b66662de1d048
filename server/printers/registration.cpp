#include "server/printers/registration.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "lib/base/try.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/printers/admin_store.hpp"

namespace printers {
namespace {

constexpr std::int32_t kAtOnce = 500;  // printers a step

bool IsRegistered(const RegistrationFact& printer) {
    return printer.registered_as == printer.described_as && printer.registration_problem == RegistrationProblem::kNone;
}

ModelName ModelOf(const RegistrationFact& printer) {
    return {printer.manufacturer, printer.model};
}

// Two deciders at once would each not see what the other decides of the same serial number.
void LockRegistrations(pg::Transaction& tx) {
    tx.Lock("printers/registration");
}

// In system scope, as who else has a serial number is a question over all organizations; what is written of a printer
// is its own reason and nothing else.
class RegistrationDecisions {
  public:
    RegistrationDecisions(base::IdSource& ids, ModelRegister* models, base::Instant now)
        : ids_(ids), models_(models), now_(now) {}

    void Decide(pg::Transaction& tx, const std::vector<RegistrationFact>& facts) {
        if (facts.empty()) return;
        const auto unknown = UnknownModels(tx, facts);
        auto same = SameSerial(tx, facts);
        std::map<base::OrganizationId, std::vector<store::Verdict>> verdicts;
        for (const auto& fact : facts) {
            auto& others = same[fact.identity_key];
            const bool known = !std::ranges::binary_search(unknown, ModelOf(fact));
            const auto problem = JudgeRegistration(fact, known, others);
            verdicts[fact.organization_id].push_back({fact.id, fact.described_as, problem});
            // The next one of this serial number meets it as it is decided here.
            for (auto& other : others) {
                if (other.organization_id != fact.organization_id || other.id != fact.id) continue;
                other.registered_as = other.described_as;
                other.registration_problem = problem;
            }
        }
        for (const auto& [organization, of_one] : verdicts) Write(tx, organization, of_one);
    }

  private:
    void Write(pg::Transaction& tx, base::OrganizationId organization, const std::vector<store::Verdict>& verdicts) {
        std::map<RegistrationProblem, std::vector<PrinterId>> changed;
        for (const auto& change : store::Decide(tx, organization, verdicts, now_)) {
            changed[change.problem].push_back(change.id);
        }
        for (const auto& [problem, printers] : changed) {
            store::AddEvents(tx, ids_, organization, printers, SentenceOf(problem), {}, "", now_);
        }
    }

    std::vector<ModelName> UnknownModels(pg::Transaction& tx, const std::vector<RegistrationFact>& facts) {
        if (models_ == nullptr) return {};
        std::vector<ModelName> models;
        for (const auto& fact : facts) {
            if (!fact.model.empty()) models.push_back(ModelOf(fact));
        }
        std::ranges::sort(models);
        models.erase(std::unique(models.begin(), models.end()), models.end());
        auto unknown = models_->Unknown(tx, models);
        std::ranges::sort(unknown);
        return unknown;
    }

    static std::map<std::string, std::vector<RegistrationFact>> SameSerial(pg::Transaction& tx,
                                                                           const std::vector<RegistrationFact>& facts) {
        std::vector<std::string> keys;
        for (const auto& fact : facts) {
            if (HasSerial(fact)) keys.push_back(fact.identity_key);
        }
        std::map<std::string, std::vector<RegistrationFact>> same;
        for (auto& row : store::FindSameSerial(tx, keys)) same[row.identity_key].push_back(std::move(row));
        return same;
    }

    base::IdSource& ids_;
    ModelRegister* models_;
    base::Instant now_;
};

}  // namespace

bool HasSerial(const RegistrationFact& printer) {
    return printer.identity_key.starts_with("sn/");
}

RegistrationProblem JudgeRegistration(const RegistrationFact& printer, bool model_known,
                                      std::span<const RegistrationFact> same_serial) {
    if (!HasSerial(printer)) return RegistrationProblem::kSerialMissing;
    const auto is_other = [&](const RegistrationFact& other) {
        return other.organization_id != printer.organization_id;
    };
    const bool is_held = std::ranges::any_of(
        same_serial, [&](const RegistrationFact& other) { return is_other(other) && IsRegistered(other); });
    const bool holds = IsRegistered(printer);
    const auto found_before = [&](const RegistrationFact& other) {
        return is_other(other) && std::tie(other.discovered_at, other.id) < std::tie(printer.discovered_at, printer.id);
    };
    if (!holds && (is_held || std::ranges::any_of(same_serial, found_before))) {
        return RegistrationProblem::kSerialRegisteredElsewhere;
    }
    if (printer.model.empty() || !model_known) return RegistrationProblem::kModelUnknown;
    return RegistrationProblem::kNone;
}

std::string SentenceOf(RegistrationProblem problem) {
    switch (problem) {
        case RegistrationProblem::kSerialMissing:
            return "printer_registration_serial_missing";
        case RegistrationProblem::kSerialRegisteredElsewhere:
            return "printer_registration_serial_registered_elsewhere";
        case RegistrationProblem::kModelUnknown:
            return "printer_registration_model_unknown";
        case RegistrationProblem::kNone:
            break;
    }
    return "printer_registration_accepted";
}

base::Result<void> DecideRegistrations(tasks::Run& run, base::IdSource& ids, ModelRegister* models) {
    // A step of at most kAtOnce printers; gives what was decided on.
    const auto step = [&](const std::function<std::vector<RegistrationFact>(pg::Transaction&)>& list) {
        std::vector<RegistrationFact> facts;
        run.Step([&](pg::Transaction& tx) {
            LockRegistrations(tx);
            facts = list(tx);
            RegistrationDecisions(ids, models, run.Now()).Decide(tx, facts);
        });
        return facts;
    };
    const auto is_full = [](const auto& facts) { return facts.size() == static_cast<std::size_t>(kAtOnce); };
    while (is_full(step([](pg::Transaction& tx) { return store::ListUndecided(tx, kAtOnce); }))) {
    }
    // The other printer is gone, the model was added to the catalogue.
    base::OrganizationId organization{};
    PrinterId printer{};
    for (bool more = true; more;) {
        const auto facts =
            step([&](pg::Transaction& tx) { return store::ListRefused(tx, organization, printer, kAtOnce); });
        more = is_full(facts);
        if (!more) break;
        organization = facts.back().organization_id;
        printer = facts.back().id;
    }
    return {};
}

void DecideRegistrationsOf(pg::Transaction& tx, base::IdSource& ids, ModelRegister* models,
                           base::OrganizationId organization, const std::vector<PrinterId>& printers,
                           base::Instant now) {
    if (store::ListUndecidedOf(tx, organization, printers).empty()) return;
    const pg::Scope scope = tx.scope();
    tx.SetScope(pg::Scope::System());
    LockRegistrations(tx);
    // All of them, in the order of everybody: those that are decided on alone would come before the others.
    HoldProgrammeFacts(tx, organization, printers);
    RegistrationDecisions(ids, models, now).Decide(tx, store::ListUndecidedOf(tx, organization, printers));
    tx.SetScope(scope);
}

}  // namespace printers
