#include <map>

#include "lib/base/log.hpp"
#include "lib/base/try.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/book_keeper.hpp"
#include "server/replenishment/operator_people.hpp"

// ASR-12: a cartridge that was put into another printer than it was sent for, told to whoever gets the supplies.
namespace replenishment {
namespace {

constexpr const char* kMovedKind = "replenishment.report_moved";

struct MovedInput {
    std::vector<MovedCartridge> moved;
};
BOOST_DESCRIBE_STRUCT(MovedInput, (), (moved))

struct Reader {
    base::OrganizationId organization;
    std::string email;
    std::string name;
    std::string language;
};

std::string PrinterWords(const printers::PrinterFact* printer) {
    if (printer == nullptr) return "-";
    const std::string name = printer->manufacturer + " " + printer->model;
    return printer->serial_number.empty() ? name : name + " " + printer->serial_number;
}

void Tell(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization, const Reader& reader,
          const mail::Table& table, base::Instant now) {
    const mail::Mail mail{.organization = reader.organization,
                          .template_name = "cartridges_moved",
                          .language = reader.language,
                          .to = reader.email,
                          .to_name = reader.name,
                          .args = {{"name", reader.name}, {"count", static_cast<std::int64_t>(table.rows.size())}},
                          .table = table,
                          .link = office.portal_url + "/shelf-book?org=" + organization.ToString(),
                          .object_type = "organization",
                          .object_id = organization.value};
    if (const auto queued = office.mailer.Enqueue(tx, now, mail); !queued) {
        base::log::Warn("replenishment.mail_refused organization={} code={}", organization.ToString(),
                        queued.error().code);
    }
}

void Report(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization,
            const std::vector<MovedCartridge>& moved, base::Instant now) {
    std::vector<printers::PrinterId> ids;
    for (const auto& one : moved) ids.insert(ids.end(), {one.from, one.to});
    std::map<printers::PrinterId, printers::PrinterFact> facts;
    for (auto& fact : printers::ListPrinterFactsOf(tx, {organization}, ids)) facts.emplace(fact.id, std::move(fact));
    const auto find = [&](printers::PrinterId id) {
        const auto at = facts.find(id);
        return at == facts.end() ? nullptr : &at->second;
    };
    std::map<std::optional<contacts::ContactId>, mail::Table> of_contact;
    for (const auto& one : moved) {
        const auto* to = find(one.to);
        auto& table = of_contact[to != nullptr ? to->contact_id : std::nullopt];
        table.columns = {"cartridge", "from", "to"};
        table.rows.push_back({one.cartridge_serial_number.empty() ? "-" : one.cartridge_serial_number,
                              PrinterWords(find(one.from)), PrinterWords(to)});
    }
    for (const auto& [id, table] : of_contact) {
        const auto contact = id ? contacts::FindContact(tx, {&organization, 1}, *id) : std::nullopt;
        if (contact && !contact->email.empty()) {
            Tell(tx, office, organization,
                 {organization, contact->email, contacts::NameOf(*contact),
                  contact->language ? *contact->language
                                    : organizations::LanguageOf(tx, organization).value_or(office.mail_language)},
                 table, now);
            continue;
        }
        for (const auto& person : PeopleOfOperator(tx)) {
            Tell(tx, office, organization,
                 {person.organization_id, person.email, person.first_name + " " + person.last_name, person.language},
                 table, now);
        }
    }
}

}  // namespace

void ReportMoved(pg::Transaction& tx, base::IdSource& ids, base::OrganizationId organization,
                 const std::vector<MovedCartridge>& moved, base::Instant now) {
    if (moved.empty()) return;
    tasks::Enqueue(tx, ids, now,
                   {.organization = organization,
                    .kind = kMovedKind,
                    .input = base::json::ToValue(MovedInput{moved}),
                    .progress_total = static_cast<std::int64_t>(moved.size())});
}

void RegisterMovedReport(tasks::Registry& registry, orders::Office& office) {
    registry.Add(kMovedKind,
                 [&office](tasks::Run& run) -> base::Result<void> {
                     TRY(const auto input, run.Input<MovedInput>());
                     run.Step([&](pg::Transaction& tx) {
                         Report(tx, office, run.organization(), input.moved, run.Now());
                         const auto count = static_cast<std::int64_t>(input.moved.size());
                         run.SetProgress(count, count);
                     });
                     return {};
                 },
                 {.system_scope = true});
}

}  // namespace replenishment
