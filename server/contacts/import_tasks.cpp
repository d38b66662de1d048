#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/contacts/contact_store.hpp"
#include "server/contacts/contacts.hpp"
#include "server/contacts/import_store.hpp"
#include "server/contacts/imports.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

// The task that imports contacts (CON-6): in the order of the file, so many rows a transaction, each with its contacts,
// its results and how far the task has come. A crash leaves whole steps and goes on behind the last.
namespace contacts {
namespace {

constexpr std::size_t kRowsAStep = 25;

class ImportStep {
  public:
    ImportStep(tasks::Run& run, base::IdSource& ids, pg::Transaction& tx) : run_(run), ids_(ids), tx_(tx) {}

    void Do(std::span<const ImportRow> rows) {
        // Two imports of one organization see each other's contacts step by step.
        tx_.Lock("contacts.import/" + run_.organization().ToString());
        auto known = KnownFor(tx_, run_.organization(), rows);
        for (const auto& row : rows) Take(row, Judge(row, known));
        if (!contacts_.empty()) store::Insert(tx_, run_.organization(), contacts_);
        store::kImports.InsertResults(tx_, run_.organization(), run_.id(), results_);
    }

  private:
    void Take(const ImportRow& row, const JudgedRow& judged) {
        std::optional<ContactId> id;
        if (judged.result == RowResult::kImported) id = Add(judged.contact);
        results_.push_back({{row.line, judged.result, imports::ErrorsToJson(judged.errors)},
                            judged.contact.first_name,
                            judged.contact.last_name,
                            judged.contact.company,
                            id});
        run_.Report(imports::ItemOf(row, judged.result, NameOf(judged.contact),
                                    id.transform([](ContactId made) { return made.value; }), judged.errors,
                                    "import_row_existing"));
    }

    ContactId Add(const ContactInput& input) {
        Contact contact;
        static_cast<ContactInput&>(contact) = input;
        contact.id = ids_.Make<ContactId>();
        contact.organization_id = run_.organization();
        contact.created_at = run_.Now();
        contact.updated_at = contact.created_at;
        run_.Audit({.organization = contact.organization_id,
                    .action = audit::action::kContactCreated,
                    .object_type = "contact",
                    .object_id = contact.id.value,
                    .after = base::json::ToValue(contact)});
        contacts_.push_back(std::move(contact));
        return contacts_.back().id;
    }

    tasks::Run& run_;
    base::IdSource& ids_;
    pg::Transaction& tx_;
    std::vector<Contact> contacts_;
    std::vector<store::ResultRow> results_;
};

base::Result<void> Import(tasks::Run& run, base::IdSource& ids) {
    imports::RunInSteps(
        run, kRowsAStep, [&](pg::Transaction& tx) { return store::kImports.Rows(tx, run.organization(), run.id()); },
        [&](pg::Transaction& tx, std::span<const ImportRow> rows) { ImportStep(run, ids, tx).Do(rows); });
    return {};
}

}  // namespace

KnownContacts KnownFor(pg::Transaction& tx, base::OrganizationId organization, std::span<const ImportRow> rows) {
    store::SameAs keys;
    for (const auto& row : rows) {
        const auto checked = CheckImportRow(row);
        if (!checked) continue;
        if (!checked->email.empty()) {
            keys.emails.push_back(base::FoldCase(checked->email));
        } else if (!checked->first_name.empty() || !checked->last_name.empty()) {
            keys.names.push_back(base::FoldCase(checked->last_name + " " + checked->first_name));
        } else {
            keys.companies.push_back(base::FoldCase(checked->company));
        }
    }
    KnownContacts known;
    for (const auto& contact : store::FindSame(tx, organization, keys)) known.Add(contact);
    return known;
}

void RegisterTasks(tasks::Registry& registry, base::IdSource& ids) {
    registry.Add(kImportKind, [&ids](tasks::Run& run) { return Import(run, ids); });
}

}  // namespace contacts
