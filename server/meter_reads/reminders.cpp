#include <algorithm>
#include <map>

#include "lib/base/log.hpp"
#include "server/identity/identity.hpp"
#include "server/meter_reads/routes.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"
#include "server/platform/tasks/tasks.hpp"

// MTR-3: whoever looks after printers that no agent reads is told before a period ends, once for each period.
namespace meter_reads {
namespace {

constexpr const char* kRemindTask = "meter_reads.remind";
// Names in one mail; the page has all of them.
constexpr std::size_t kMostNamed = 200;

struct ReminderRecipient {
    std::string email;
    std::string name;
    std::string language;
    bool operator<(const ReminderRecipient& other) const { return email < other.email; }
};

class Reminding {
  public:
    Reminding(pg::Transaction& tx, const supply_notices::Post& post, base::Instant now)
        : tx_(tx), post_(post), now_(now) {}

    // Gives how many mails.
    std::int64_t Remind(const ContractKey& key) {
        auto terms = store::LockTerms(tx_, key.organization_id, key.contract_id);
        if (!terms || terms->reminded_for == terms->period_ends_on) return 0;
        terms->reminded_for = terms->period_ends_on;
        store::UpdateTerms(tx_, *terms);
        const auto due = store::ListDue(tx_, key, terms->period_starts_at);
        if (due.empty()) return 0;
        std::int64_t mails = 0;
        for (const auto& [to, printers] : Recipients(key.organization_id, due)) {
            const auto queued = post_.mailer.Enqueue(tx_, now_, MailOf(key, *terms, to, printers));
            if (queued) {
                ++mails;
            } else {
                base::log::Warn("meter_reads.mail_refused organization={} code={}", key.organization_id.ToString(),
                                queued.error().code);
            }
        }
        return mails;
    }

  private:
    using Told = std::map<ReminderRecipient, std::vector<const store::DuePrinter*>>;

    Told Recipients(base::OrganizationId organization, const std::vector<store::DuePrinter>& due) {
        std::vector<contacts::ContactId> ids;
        for (const auto& printer : due) {
            if (printer.contact_id) ids.push_back(*printer.contact_id);
        }
        std::map<contacts::ContactId, ReminderRecipient> contacts;
        for (const auto& contact : contacts::FindContacts(tx_, {&organization, 1}, ids)) {
            const auto to = supply_notices::RecipientOf(tx_, post_, organization, contact);
            if (!to.email.empty()) contacts.emplace(contact.id, ReminderRecipient{to.email, to.name, to.language});
        }
        Told told;
        std::vector<const store::DuePrinter*> without;
        for (const auto& printer : due) {
            const auto contact = printer.contact_id ? contacts.find(*printer.contact_id) : contacts.end();
            if (contact == contacts.end()) {
                without.push_back(&printer);
            } else {
                told[contact->second].push_back(&printer);
            }
        }
        if (without.empty()) return told;
        for (const auto& person : identity::ListActive(tx_, organization, {organizations::kCustomerAdministrator})) {
            auto& printers = told[{person.email, person.first_name + " " + person.last_name, person.language}];
            printers.insert(printers.end(), without.begin(), without.end());
        }
        return told;
    }

    mail::Mail MailOf(const ContractKey& key, const store::TermsRow& terms, const ReminderRecipient& to,
                      const std::vector<const store::DuePrinter*>& printers) const {
        mail::Table table{.columns = {"printer", "serial_number", "location", "read_on"}, .rows = {}};
        for (const auto* printer : printers) {
            if (table.rows.size() == kMostNamed) break;
            table.rows.push_back({printer->manufacturer + " " + printer->model,
                                  printer->serial_number.empty() ? "-" : printer->serial_number,
                                  printer->location.empty() ? "-" : printer->location,
                                  printer->read_at
                                      ? i18n::FormatDate(to.language, i18n::DayIn(terms.time_zone, *printer->read_at))
                                      : "-"});
        }
        return {.organization = key.organization_id,
                .template_name = "meter_reads_due",
                .language = to.language,
                .to = to.email,
                .to_name = to.name,
                .args = {{"name", to.name},
                         {"count", static_cast<std::int64_t>(printers.size())},
                         {"date", i18n::FormatDate(to.language, terms.period_ends_on)}},
                .table = std::move(table),
                .link = post_.portal_url + "/meter-reads/submit?org=" + key.organization_id.ToString() + "&due=true",
                .object_type = "contract",
                .object_id = key.contract_id.value,
                .cause = "meter_reads_due " + key.contract_id.ToString() + " " + base::FormatDay(terms.period_ends_on) +
                         " " + to.email};
    }

    pg::Transaction& tx_;
    const supply_notices::Post& post_;
    const base::Instant now_;
};

}  // namespace

Reminded Remind(pg::Transaction& tx, const supply_notices::Post& post, base::Instant now) {
    Reminded reminded;
    for (const auto& key : store::ListToRemind(tx, now)) {
        ++reminded.contracts;
        reminded.mails += Reminding(tx, post, now).Remind(key);
    }
    return reminded;
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, base::IdSource& ids,
                   const supply_notices::Post& post) {
    RegisterImportTask(registry, ids);
    registry.Add(kRemindTask,
                 [&post](tasks::Run& run) -> base::Result<void> {
                     // One contract a step: its mails and that it was reminded commit together.
                     std::vector<ContractKey> due;
                     run.Step([&](pg::Transaction& tx) { due = store::ListToRemind(tx, run.Now()); });
                     for (const auto& key : due) {
                         run.Step([&](pg::Transaction& tx) {
                             const auto mails = Reminding(tx, post, run.Now()).Remind(key);
                             base::log::Info("meter_reads.reminded organization={} contract={} mails={}",
                                             key.organization_id.ToString(), key.contract_id.ToString(), mails);
                         });
                     }
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = kRemindTask, .every = std::chrono::hours(1)});
}

}  // namespace meter_reads
