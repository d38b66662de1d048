#include <algorithm>
#include <memory>

#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/contacts/contact_store.hpp"
#include "server/contacts/contacts.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/transaction.hpp"

// The routes of contacts. Each handler is a thin shell: bind, ask a rule or the store, record,
// answer.
namespace contacts {
namespace {

namespace permissions = organizations::permissions;

using http::Call;
using http::Method;
using http::Reply;

struct ContactView : Contact {
    std::int64_t assigned_printer_count = 0;
    external::Ids external_ids{};
};
BOOST_DESCRIBE_STRUCT(ContactView, (Contact), (assigned_printer_count, external_ids))

// Beside what a person fills in: what other systems call the contact.
struct ContactBody : ContactInput {
    std::optional<external::Ids> external_ids{};  // absent: as they are
};
BOOST_DESCRIBE_STRUCT(ContactBody, (ContactInput), (external_ids))

struct ContactPath : http::Parameters {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ContactPath, (), (contact_id))

struct ContactList : http::Paging {
    pg::Order<store::SortColumn> sort{store::SortColumn::kLastName};
    std::optional<std::string> search;
    std::optional<std::string> company;
    std::optional<std::string> city;
    std::optional<std::string> external_system;
    std::optional<std::string> external_id;
    std::optional<bool> own;  // only those of the organization acted in: its printers get no others
};
BOOST_DESCRIBE_STRUCT(ContactList, (http::Paging), (sort, search, company, city, external_system, external_id, own))

struct ContactValues : http::Parameters {
    store::ValueField field = store::ValueField::kCompany;
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(ContactValues, (), (field, search))

struct ContactValuesView {
    std::vector<std::string> items;
};
BOOST_DESCRIBE_STRUCT(ContactValuesView, (), (items))

constexpr std::int32_t kMostValues = 50;

class Routes {
  public:
    explicit Routes(HttpParts parts)
        : ids_(parts.ids),
          guard_(parts.guard),
          deliveries_(parts.deliveries),
          addresses_(parts.addresses),
          languages_(std::move(parts.languages)) {}

    base::Result<http::Page<ContactView>> List(Call& call, const ContactList& params) {
        TRY(const auto window, call.Window(params));
        const std::vector<base::OrganizationId> own{call.organization()};
        const store::ListFilter filter{.organizations = params.own.value_or(false) ? own : call.actor().visible,
                                       .words = base::SearchWords(params.search.value_or("")),
                                       .company_key = params.company.transform(&base::FoldCase),
                                       .city_key = params.city.transform(&base::FoldCase),
                                       .external_system = params.external_system.transform(&external::SystemKey),
                                       .external_id = params.external_id};
        auto page = http::MakePage<ContactView>(call, store::List(call.tx(), filter, window));
        AddOthers(call.tx(), page.items);
        return page;
    }

    base::Result<ContactValuesView> Values(Call& call, const ContactValues& params) {
        return ContactValuesView{
            store::Values(call.tx(), call.actor().visible, params.field, params.search.value_or(""), kMostValues)};
    }

    base::Result<ContactView> Get(Call& call, const ContactPath& path) {
        const auto contact = store::Find(call.tx(), call.actor().visible, path.contact_id);
        if (!contact) return http::NotFound();
        return View(call.tx(), *contact);
    }

    base::Result<Reply<ContactView>> Create(Call& call, const ContactBody& input) {
        TRY(const auto checked, CheckContact(input, languages_));
        TRY(const auto wanted, external::Check(input.external_ids));
        const Contact contact =
            CreateContact(call.tx(), call.organization(), ids_.Make<ContactId>(), checked, call.now());
        TRY(const auto ids, PutIds(call, contact, wanted));
        audit::Record(call, {contact.organization_id, audit::action::kContactCreated, "contact", contact.id.value,
                             nullptr, external::With(base::json::ToValue(contact), ids.after)});
        Reply<ContactView> reply = View(call.tx(), contact);
        reply.location = "/api/v1/contacts/" + contact.id.ToString();
        return reply;
    }

    base::Result<ContactView> Update(Call& call, const ContactPath& path, const ContactBody& input) {
        TRY(const auto checked, CheckContact(input, languages_));
        TRY(const auto wanted, external::Check(input.external_ids));
        const auto before = store::Lock(call.tx(), call.actor().visible, path.contact_id);
        if (!before) return http::NotFound();
        TRY_DO(call.CheckVersion(before->version));
        TRY_DO(CheckAddress(call, *before, checked));
        TRY(const auto ids, PutIds(call, *before, wanted));
        const bool same = static_cast<const ContactInput&>(*before) == checked;
        if (same && !ids.any()) return View(call.tx(), *before);
        Contact after = *before;
        static_cast<ContactInput&>(after) = checked;
        after.version = before->version + 1;
        after.updated_at = call.now();
        store::Update(call.tx(), after);
        if (deliveries_ != nullptr && !same)
            deliveries_->OnContactChanged(call.tx(), after, call.actor().name, call.now());
        audit::Record(call, {after.organization_id, audit::action::kContactUpdated, "contact", after.id.value,
                             external::With(base::json::ToValue(*before), ids.before),
                             external::With(base::json::ToValue(after), ids.after)});
        return View(call.tx(), after);
    }

    // snippet: contacts.delete
    base::Result<void> Delete(Call& call, const ContactPath& path) {
        const auto contact = store::Lock(call.tx(), call.actor().visible, path.contact_id);
        if (!contact) return http::NotFound();
        TRY_DO(call.CheckVersion(contact->version));
        const auto assigned = guard_.LockAssigned(call.tx(), contact->organization_id, contact->id);
        if (assigned.count > 0) return RefuseAssigned(assigned);
        if (deliveries_ != nullptr) {
            const auto orders = deliveries_->NumbersTo(call.tx(), contact->organization_id, contact->id);
            if (!orders.empty()) return RefuseOrders(orders);
        }
        const auto ids = external::Of(call.tx(), external::Kind::kContact, contact->id.value);
        external::Drop(call.tx(), external::Kind::kContact, contact->organization_id, contact->id.value);
        store::Delete(call.tx(), contact->organization_id, contact->id);
        audit::Record(call, {contact->organization_id, audit::action::kContactDeleted, "contact", contact->id.value,
                             external::With(base::json::ToValue(*contact), ids), nullptr});
        return {};
    }
    // end of snippet

  private:
    // CON-3: names the printers, so that the person knows what to assign anew.
    static std::unexpected<base::Problem> RefuseAssigned(const AssignmentGuard::Assignments& assigned) {
        return base::Refuse(base::ProblemKind::kConflict, "contact_assigned",
                            base::NamedArgs("printers", assigned.printers, assigned.count));
    }

    // ASR-14, ASR-17.
    base::Result<void> CheckAddress(Call& call, const Contact& before, const ContactInput& after) {
        if (addresses_ == nullptr || before.address == after.address) return {};
        if (call.actor().roles.Intersects(organizations::kOperatorRoles)) return {};
        if (!addresses_->IsServiceDesks(call.tx(), before.organization_id, before.id)) return {};
        return base::Refuse(base::ProblemKind::kConflict, "address_by_service_desk");
    }

    // What was promised to somebody is sent to somebody: the address stays until it has gone out.
    static std::unexpected<base::Problem> RefuseOrders(const std::vector<std::string>& orders) {
        return base::Refuse(base::ProblemKind::kConflict, "contact_has_open_orders",
                            base::NamedArgs("orders", orders, static_cast<std::int64_t>(orders.size())));
    }

    static base::Result<external::Change> PutIds(Call& call, const Contact& contact,
                                                 const std::optional<external::Ids>& wanted) {
        return external::Put(call.tx(), external::Kind::kContact, contact.organization_id, contact.id.value, wanted);
    }

    // What of a page is not in its rows, by one query each.
    void AddOthers(pg::Transaction& tx, std::vector<ContactView>& views) {
        external::Fill(tx, external::Kind::kContact, std::span(views));
        std::vector<ContactId> ids;
        for (const auto& view : views) ids.push_back(view.id);
        const auto counts = guard_.CountAssigned(tx, ids);
        for (auto& view : views) {
            const auto count = counts.find(view.id);
            view.assigned_printer_count = count == counts.end() ? 0 : count->second;
        }
    }

    ContactView View(pg::Transaction& tx, const Contact& contact) {
        std::vector<ContactView> views{{contact}};
        AddOthers(tx, views);
        return std::move(views.front());
    }

    base::IdSource& ids_;
    AssignmentGuard& guard_;
    OpenDeliveries* deliveries_;
    AddressRule* addresses_;
    std::vector<std::string> languages_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(std::move(parts));

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contacts",
                .id = "listContacts",
                .tag = "contacts",
                .summary = "List contacts",
                .allow = permissions::kSeeContacts},
               routes, &Routes::List);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contacts/values",
                .id = "listContactValues",
                .tag = "contacts",
                .summary = "Companies or cities to filter contacts by",
                .allow = permissions::kSeeContacts},
               routes, &Routes::Values);

    router.Add({.method = Method::kPost,
                .path = "/api/v1/contacts",
                .id = "createContact",
                .tag = "contacts",
                .summary = "Create a contact",
                .allow = permissions::kManageContacts,
                .creates = true,
                .returns_etag = true},
               routes, &Routes::Create);

    router.Add({.method = Method::kGet,
                .path = "/api/v1/contacts/{contact_id}",
                .id = "getContact",
                .tag = "contacts",
                .summary = "Read a contact",
                .allow = permissions::kSeeContacts,
                .returns_etag = true},
               routes, &Routes::Get);

    router.Add({.method = Method::kPut,
                .path = "/api/v1/contacts/{contact_id}",
                .id = "updateContact",
                .tag = "contacts",
                .summary = "Replace a contact",
                .allow = permissions::kManageContacts,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::Update);

    router.Add({.method = Method::kDelete,
                .path = "/api/v1/contacts/{contact_id}",
                .id = "deleteContact",
                .tag = "contacts",
                .summary = "Delete a contact that no printer uses",
                .allow = permissions::kManageContacts,
                .if_match = true},
               routes, &Routes::Delete);
}

}  // namespace contacts
