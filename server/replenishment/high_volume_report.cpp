#include "server/replenishment/high_volume_report.hpp"
#include "lib/base/log.hpp"

#include "lib/base/try.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/operator_people.hpp"

namespace replenishment {
namespace {

constexpr const char* kKind = "replenishment.report_high_volume";

struct ReportInput {
    std::vector<printers::PrinterId> printers;
};
BOOST_DESCRIBE_STRUCT(ReportInput, (), (printers))

void ReportPrinters(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization,
                    const std::vector<printers::PrinterId>& ids, base::Instant now) {
    mail::Table table{.columns = {"printer", "serial_number", "location"}};
    for (const auto& printer : printers::ListPrinterFactsOf(tx, {organization}, ids)) {
        table.rows.push_back({printer.manufacturer + " " + printer.model,
                              printer.serial_number.empty() ? "-" : printer.serial_number,
                              printer.location.empty() ? "-" : printer.location});
    }
    if (table.rows.empty()) return;
    const auto customer = organizations::Find(tx, organization);
    for (const auto& person : PeopleOfOperator(tx)) {
        const mail::Mail mail{
            .organization = person.organization_id,
            .template_name = "printers_high_volume",
            .language = person.language,
            .to = person.email,
            .to_name = person.first_name + " " + person.last_name,
            .args = {{"name", person.first_name + " " + person.last_name},
                     {"organization", customer ? customer->name : ""},
                     {"count", static_cast<std::int64_t>(table.rows.size())}},
            .table = table,
            .link = office.portal_url + "/printers?org=" + organization.ToString() + "&high_volume=true",
            .object_type = "organization",
            .object_id = organization.value};
        if (const auto queued = office.mailer.Enqueue(tx, now, mail); !queued) {
            base::log::Warn("replenishment.mail_refused organization={} code={}", organization.ToString(),
                            queued.error().code);
        }
    }
}

}  // namespace

std::vector<identity::User> PeopleOfOperator(pg::Transaction& tx) {
    const auto own = organizations::FindOperator(tx);
    if (!own) return {};
    auto people = identity::ListActive(tx, own->id, organizations::kLookAfterCustomers.ToVector());
    if (people.empty()) people = identity::ListActive(tx, own->id, {organizations::kFirstRole});
    std::erase_if(people, [](const identity::User& person) { return !person.mail_reports; });
    return people;
}

void ReportHighVolume(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                      const std::vector<printers::PrinterId>& printers, base::Instant now) {
    if (printers.empty()) return;
    tasks::Enqueue(tx, ids, now,
                   {.organization = organization,
                    .kind = kKind,
                    .input = base::json::ToValue(ReportInput{printers}),
                    .progress_total = static_cast<std::int64_t>(printers.size())});
}

void RegisterHighVolumeReport(tasks::Registry& registry, orders::Office& office) {
    registry.Add(kKind,
                 [&office](tasks::Run& run) -> base::Result<void> {
                     TRY(const auto input, run.Input<ReportInput>());
                     run.Step([&](pg::Transaction& tx) {
                         ReportPrinters(tx, office, run.organization(), input.printers, run.Now());
                         const auto count = static_cast<std::int64_t>(input.printers.size());
                         run.SetProgress(count, count);
                     });
                     return {};
                 },
                 {.system_scope = true});
}

}  // namespace replenishment
