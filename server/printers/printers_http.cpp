#include <algorithm>
#include <map>
#include <memory>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/api/router.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/audit/audit.hpp"
#include "server/platform/external_ids/external_ids.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"
#include "server/printers/admin_store.hpp"
#include "server/printers/intake_store.hpp"
#include "server/printers/printer_changes.hpp"
#include "server/printers/printer_tasks.hpp"
#include "server/printers/registration.hpp"

// What people decide about printers (PRN-4..PRN-7, CON-9).
namespace printers {
namespace {

namespace permissions = organizations::permissions;

using base::ProblemKind;
using http::Call;
using http::Method;

// At most this many printers in one request that names them.
constexpr std::size_t kMostAtOnce = 5000;
// Of those that restart, print or move: what was a mistake is not to reach a whole fleet.
constexpr std::size_t kMostActionsAtOnce = 100;
constexpr std::size_t kLongestLocation = 255;
constexpr std::size_t kLongestReason = 500;

struct PrinterPath : http::Parameters {
    PrinterId printer_id;
};
BOOST_DESCRIBE_STRUCT(PrinterPath, (), (printer_id))
struct PrinterContactBody {
    std::optional<contacts::ContactId> contact_id;
};
BOOST_DESCRIBE_STRUCT(PrinterContactBody, (), (contact_id))
struct PrinterLocationBody {
    std::string location;  // "": the printer's own
};
BOOST_DESCRIBE_STRUCT(PrinterLocationBody, (), (location))
struct PrinterLocationsBody {
    std::vector<PrinterId> printer_ids;
    std::string location;  // "": the printers' own
};
BOOST_DESCRIBE_STRUCT(PrinterLocationsBody, (), (printer_ids, location))
// What the printers had that were given another location: sent back, it undoes the change.
struct LocationBefore {
    std::string location;
    std::vector<PrinterId> printer_ids;
};
BOOST_DESCRIBE_STRUCT(LocationBefore, (), (location, printer_ids))
struct PrinterLocationsResult {
    std::int64_t changed = 0;
    std::vector<LocationBefore> before;
};
BOOST_DESCRIBE_STRUCT(PrinterLocationsResult, (), (changed, before))
// What people have decided about a printer; how it is shown with all the rest is another feature's part.
struct PrinterDecisions {
    PrinterId id;
    base::OrganizationId organization_id;
    std::optional<std::string> location;  // as it is shown: the printer's own where nobody entered one
    std::optional<contacts::ContactId> contact_id;
    bool under_contract = false;
    std::optional<ContractId> contract_id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PrinterDecisions, (),
                      (id, organization_id, location, contact_id, under_contract, contract_id, version))
struct PrinterExternalIdsBody {
    external::Ids external_ids;

    static constexpr base::Limit kLimits[] = {external::kIdsLimit};
};
BOOST_DESCRIBE_STRUCT(PrinterExternalIdsBody, (), (external_ids))
struct PrinterExternalIds {
    PrinterId id;
    base::OrganizationId organization_id;
    external::Ids external_ids;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PrinterExternalIds, (), (id, organization_id, external_ids, version))
struct ContactAssignmentBody {
    std::vector<PrinterId> printer_ids;
    std::optional<contacts::ContactId> contact_id;  // null takes the contact away
};
BOOST_DESCRIBE_STRUCT(ContactAssignmentBody, (), (printer_ids, contact_id))
struct ContractBody {
    std::vector<PrinterId> printer_ids;
    bool under_contract = false;
    std::optional<ContractId> contract_id;  // absent: the one that their organization has
};
BOOST_DESCRIBE_STRUCT(ContractBody, (), (printer_ids, under_contract, contract_id))
// CON-9: a new contact and what it is for, in one step. The contact's fields are those of createContact.
struct NewContactAssignmentBody : contacts::ContactInput {
    std::vector<PrinterId> printer_ids;
    std::optional<external::Ids> external_ids{};
};
BOOST_DESCRIBE_STRUCT(NewContactAssignmentBody, (contacts::ContactInput), (printer_ids, external_ids))
struct PrinterRegistrationBody {
    RegistrationProblem problem = RegistrationProblem::kNone;
    std::string reason;

    static constexpr base::Limit kLimits[] = {{.field = "reason", .required = true, .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(PrinterRegistrationBody, (), (problem, reason))
struct PrinterRegistration {
    PrinterId id;
    base::OrganizationId organization_id;
    RegistrationProblem problem = RegistrationProblem::kNone;
    std::string reason;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PrinterRegistration, (), (id, organization_id, problem, reason, version))
struct PrinterSelectionBody {
    std::vector<PrinterId> printer_ids;
};
BOOST_DESCRIBE_STRUCT(PrinterSelectionBody, (), (printer_ids))
struct AssignmentResult {
    std::int64_t assigned = 0;
};
BOOST_DESCRIBE_STRUCT(AssignmentResult, (), (assigned))
// What the printers had that were given another contact: sent back, it undoes the assignment.
struct ContactBefore {
    std::optional<contacts::ContactId> contact_id;
    std::vector<PrinterId> printer_ids;
};
BOOST_DESCRIBE_STRUCT(ContactBefore, (), (contact_id, printer_ids))
struct ContactAssignmentResult {
    std::int64_t assigned = 0;
    std::vector<ContactBefore> before;
};
BOOST_DESCRIBE_STRUCT(ContactAssignmentResult, (), (assigned, before))
struct NewlyAssignedContact : contacts::Contact {
    external::Ids external_ids{};
};
BOOST_DESCRIBE_STRUCT(NewlyAssignedContact, (contacts::Contact), (external_ids))
struct NewContactAssignmentResult : ContactAssignmentResult {
    NewlyAssignedContact contact;
};
BOOST_DESCRIBE_STRUCT(NewContactAssignmentResult, (ContactAssignmentResult), (contact))
struct StartedTask {
    tasks::TaskId id;
    base::OrganizationId organization_id;
    std::string kind;
    tasks::State state = tasks::State::kQueued;
    base::Instant created_at;
    std::int64_t progress_done = 0;
    std::int64_t progress_total = 0;
};
BOOST_DESCRIBE_STRUCT(StartedTask, (), (id, organization_id, kind, state, created_at, progress_done, progress_total))

boost::json::value IdOrNull(const std::optional<contacts::ContactId>& id) {
    return id ? boost::json::value(id->ToString()) : boost::json::value(nullptr);
}

base::Result<std::string> CheckLocation(const std::string& text) {
    std::string location = base::CleanText(text, kLongestLocation + 1);
    if (base::CountCodePoints(location) <= kLongestLocation) return location;
    return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                        {{"/location", "too_long", {{"limit", static_cast<std::int64_t>(kLongestLocation)}}}});
}

// Each once, ascending.
base::Result<std::vector<PrinterId>> CheckChosen(std::vector<PrinterId> ids, std::size_t most = kMostAtOnce) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (!ids.empty() && ids.size() <= most) return ids;
    const char* code = ids.empty() ? "missing" : "too_many_items";
    return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                        {{"/printer_ids", code, {{"limit", static_cast<std::int64_t>(most)}}}});
}

using ByOrganization = std::map<base::OrganizationId, std::vector<PrinterId>>;

class Routes {
  public:
    explicit Routes(HttpParts parts)
        : ids_(parts.ids),
          assignments_(parts.assignments),
          contracts_(parts.contracts),
          departures_(parts.departures),
          languages_(std::move(parts.languages)) {}

    base::Result<PrinterDecisions> SetContact(Call& call, const PrinterPath& path, const PrinterContactBody& body) {
        TRY(const auto printer, LockOne(call, path.printer_id));
        TRY_DO(Assign(call, {printer}, body.contact_id));
        return Decided(call, path.printer_id);
    }

    base::Result<PrinterDecisions> SetLocation(Call& call, const PrinterPath& path, const PrinterLocationBody& body) {
        TRY(const auto location, CheckLocation(body.location));
        TRY(const auto printer, LockOne(call, path.printer_id));
        if (location != printer.location) {
            store::SetLocation(call.tx(), printer, location, call.now());
            RecordChange(call, ids_, printer, audit::action::kPrinterLocationChanged, {{"location", printer.location}},
                         {{"location", location}});
        }
        return Decided(call, path.printer_id);
    }

    // PRN-4
    base::Result<PrinterLocationsResult> SetLocations(Call& call, const PrinterLocationsBody& body) {
        TRY(const auto location, CheckLocation(body.location));
        TRY(const auto ids, CheckChosen(body.printer_ids, kMostActionsAtOnce));
        TRY(const auto printers, All(store::Lock(call.tx(), call.actor().visible, ids), ids));
        std::map<std::string, std::vector<PrinterId>> before;
        PrinterLocationsResult result;
        for (const auto& printer : printers) {
            if (printer.location == location) continue;
            store::SetLocation(call.tx(), printer, location, call.now());
            before[printer.location].push_back(printer.id);
            RecordChange(call, ids_, printer, audit::action::kPrinterLocationChanged, {{"location", printer.location}},
                         {{"location", location}});
            ++result.changed;
        }
        for (auto& [earlier, of_it] : before) result.before.push_back({earlier, std::move(of_it)});
        return result;
    }

    // API-2. They stay with a printer that is taken out of the list.
    base::Result<PrinterExternalIds> SetExternalIds(Call& call, const PrinterPath& path,
                                                    const PrinterExternalIdsBody& body) {
        TRY(const auto wanted, external::Check(body.external_ids));
        TRY(const auto printer, LockOne(call, path.printer_id));
        TRY(const auto ids,
            external::Put(call.tx(), external::Kind::kPrinter, printer.organization_id, printer.id.value, wanted));
        if (ids.any()) {
            store::Touch(call.tx(), printer, call.now());
            const auto shown = [](const external::Ids& some) {
                return boost::json::object{{"external_ids", base::json::ToValue(some)}};
            };
            audit::Record(call, {printer.organization_id, audit::action::kPrinterExternalIdsChanged, "printer",
                                 printer.id.value, shown(ids.before), shown(ids.after), store::NameOf(printer)});
        }
        return PrinterExternalIds{printer.id, printer.organization_id, ids.after,
                                  printer.version + (ids.any() ? 1 : 0)};
    }

    base::Result<ContactAssignmentResult> AssignMany(Call& call, const ContactAssignmentBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids));
        TRY(const auto printers, All(store::Lock(call.tx(), call.actor().visible, ids), ids));
        return Assign(call, printers, body.contact_id);
    }

    // CON-9: one transaction, so that no contact is left that nobody has, and no printer without the one it was promised.
    base::Result<NewContactAssignmentResult> AssignNew(Call& call, const NewContactAssignmentBody& body) {
        base::FieldProblems problems;
        const auto ids = CheckChosen(body.printer_ids);
        const auto checked = contacts::CheckContact(body, languages_);
        const auto wanted = external::Check(body.external_ids);
        for (const auto* refused :
             {ids ? nullptr : &ids.error(), checked ? nullptr : &checked.error(), wanted ? nullptr : &wanted.error()}) {
            if (refused == nullptr) continue;
            for (const auto& field : refused->fields) problems.Add(field.pointer, field.code, field.args);
        }
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY(const auto printers, All(store::Lock(call.tx(), call.actor().visible, *ids), *ids));
        const base::OrganizationId organization = printers.front().organization_id;
        if (printers.back().organization_id != organization) {
            return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {},
                                {{"/printer_ids", "printers_of_several_organizations", {}}});
        }
        NewContactAssignmentResult result;
        const contacts::Contact made =
            contacts::CreateContact(call.tx(), organization, ids_.Make<contacts::ContactId>(), *checked, call.now());
        TRY(const auto others,
            external::Put(call.tx(), external::Kind::kContact, organization, made.id.value, *wanted));
        result.contact = {made, others.after};
        audit::Record(call, {organization, audit::action::kContactCreated, "contact", made.id.value, nullptr,
                             external::With(base::json::ToValue(made), others.after)});
        TRY(static_cast<ContactAssignmentResult&>(result), Assign(call, printers, result.contact.id));
        return result;
    }

    // PRN-6: what the operator has learned of the back office counts until the printer is another one.
    base::Result<PrinterRegistration> SetRegistration(Call& call, const PrinterPath& path,
                                                      const PrinterRegistrationBody& body) {
        const std::string reason = base::CleanText(body.reason, kLongestReason + 1);
        base::FieldProblems problems;
        base::CheckText(body.kLimits[0], reason, "/reason", problems);
        if (!problems.empty()) return std::move(problems).Refuse();
        TRY(const auto printer, LockOne(call, path.printer_id));
        const auto before = store::FindRegistration(call.tx(), printer.organization_id, printer.id).value();
        const store::Registration after{body.problem, call.actor().name, reason};
        const store::Registration& earlier = before;
        PrinterRegistration view{printer.id, printer.organization_id, body.problem, reason, printer.version};
        if (before.decided && earlier == after) return view;
        store::SetRegistration(call.tx(), printer.organization_id, {printer.id}, after, call.now());
        audit::Record(call,
                      {printer.organization_id, audit::action::kPrinterRegistrationChanged, "printer", printer.id.value,
                       base::json::ToValue(earlier), base::json::ToValue(after), store::NameOf(printer)});
        store::AddEvent(call.tx(), printer.organization_id, printer.id, ids_.Next(), call.now(),
                        SentenceOf(body.problem), boost::json::object{}, call.actor().name);
        ++view.version;
        return view;
    }

    base::Result<AssignmentResult> SetContract(Call& call, const ContractBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids));
        TRY(const auto printers, All(store::Lock(call.tx(), call.actor().visible, ids), ids));
        std::map<base::OrganizationId, std::vector<store::AdminRow>> by_organization;
        for (const auto& printer : printers) by_organization[printer.organization_id].push_back(printer);
        AssignmentResult result;
        for (const auto& [organization, of_it] : by_organization) {
            std::optional<ContractId> contract;
            if (body.under_contract) {
                TRY(contract, HoldContract(call, organization, body.contract_id));
            }
            std::vector<PrinterId> changed;
            for (const auto& printer : of_it) {
                // Under contract already, and nobody asks for another one.
                const bool stays = body.under_contract && !body.contract_id && printer.contract_id;
                if (stays || printer.contract_id == contract) continue;
                changed.push_back(printer.id);
                RecordContract(call, ids_, printer, contract);
            }
            if (changed.empty()) continue;
            store::SetContract(call.tx(), organization, changed, contract, call.now());
            if (!contract && departures_ != nullptr) {
                departures_->OnLeft(call.tx(), organization, changed, call.actor().name, call.now());
            }
            result.assigned += static_cast<std::int64_t>(changed.size());
        }
        return result;
    }

    base::Result<StartedTask> RequestStatus(Call& call, const PrinterSelectionBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids));
        return Start(call, kStatusRequestTask, All(store::FindMany(call.tx(), call.actor().visible, ids), ids));
    }

    // PRN-4: each of them once, whatever becomes of the others.
    base::Result<StartedTask> Restart(Call& call, const PrinterSelectionBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids, kMostActionsAtOnce));
        return Start(call, kRestartTask, All(store::FindMany(call.tx(), call.actor().visible, ids), ids));
    }

    base::Result<StartedTask> PrintTestPages(Call& call, const PrinterSelectionBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids, kMostActionsAtOnce));
        return Start(call, kTestPageTask, All(store::FindMany(call.tx(), call.actor().visible, ids), ids));
    }

    base::Result<StartedTask> Deregister(Call& call, const PrinterSelectionBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids));
        TRY(auto printers, All(store::FindMany(call.tx(), call.actor().visible, ids), ids));
        TRY_DO(CheckUnprotected(printers, body.printer_ids));
        return Start(call, kDeregisterTask, std::move(printers));
    }

    base::Result<StartedTask> Register(Call& call, const PrinterSelectionBody& body) {
        TRY(const auto ids, CheckChosen(body.printer_ids));
        return Start(call, kRegisterTask, All(store::FindDeregistered(call.tx(), call.actor().visible, ids), ids));
    }

  private:
    using Rows = std::vector<store::AdminRow>;

    // The printer, locked, in the version that the client has seen.
    static base::Result<store::AdminRow> LockOne(Call& call, PrinterId id) {
        const auto rows = store::Lock(call.tx(), call.actor().visible, {id});
        if (rows.empty()) return http::NotFound();
        TRY_DO(call.CheckVersion(rows.front().version));
        return rows.front();
    }

    // As it is after the change; LockOne() holds it.
    static PrinterDecisions Decided(Call& call, PrinterId id) {
        const auto printer = store::FindMany(call.tx(), call.actor().visible, {id}).front();
        const std::string& location = printer.location.empty() ? printer.device_location : printer.location;
        return {.id = printer.id,
                .organization_id = printer.organization_id,
                .location = location.empty() ? std::nullopt : std::optional(location),
                .contact_id = printer.contact_id,
                .under_contract = printer.under_contract,
                .contract_id = printer.contract_id,
                .version = printer.version};
    }

    // PRN-7: where nothing would be left to do, the request says so at once. Of mixed ones the task refuses some: what
    // they are then is decided there, each under its lock.
    static base::Result<void> CheckUnprotected(const Rows& printers, const std::vector<PrinterId>& asked) {
        constexpr std::size_t kNamed = 100;
        std::int64_t pending = 0;
        std::vector<std::string> names;
        std::vector<base::FieldProblem> fields;
        for (const auto& printer : printers) {
            const char* code = ProtectionOf(printer.managed);
            if (code == nullptr) return {};
            if (printer.managed == "pending_mps_express") ++pending;
            names.push_back(store::NameOf(printer));
            if (fields.size() == kNamed) continue;
            const auto at = std::ranges::find(asked, printer.id) - asked.begin();
            fields.push_back({"/printer_ids/" + std::to_string(at), code, {{"printer", names.back()}}});
        }
        if (printers.size() == 1) return base::Refuse(ProblemKind::kConflict, fields.front().code, fields.front().args);
        const auto count = static_cast<std::int64_t>(printers.size());
        auto args = base::NamedArgs("printers", names, count);
        args["managed"] = count - pending;
        args["pending"] = pending;
        return base::Refuse(ProblemKind::kConflict, "printers_protected", std::move(args), std::move(fields));
    }

    // A printer that is not visible is answered like one that never was.
    static base::Result<Rows> All(Rows found, const std::vector<PrinterId>& asked) {
        if (found.size() != asked.size()) return http::NotFound();
        return found;
    }

    base::Result<ContractId> HoldContract(Call& call, base::OrganizationId organization,
                                          const std::optional<ContractId>& asked) {
        if (contracts_ != nullptr) return contracts_->Hold(call, organization, asked);
        return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, {{"/contract_id", "contract_unknown", {}}});
    }

    // CON-9. The contact is of the printers' own organization; locked, so that it is not deleted meanwhile.
    static base::Result<void> CheckContact(Call& call, base::OrganizationId organization,
                                           const std::optional<contacts::ContactId>& contact) {
        if (!contact || contacts::LockContact(call.tx(), {&organization, 1}, *contact)) return {};
        return base::Refuse(ProblemKind::kInvalid, "invalid_fields", {}, {{"/contact_id", "contact_unknown", {}}});
    }

    base::Result<ContactAssignmentResult> Assign(Call& call, const Rows& printers,
                                                 const std::optional<contacts::ContactId>& contact) {
        ContactAssignmentResult result;
        ByOrganization by_organization;
        for (const auto& printer : printers) {
            if (printer.contact_id != contact) by_organization[printer.organization_id].push_back(printer.id);
        }
        for (const auto& [organization, changed] : by_organization) {
            TRY_DO(CheckContact(call, organization, contact));
            store::SetContact(call.tx(), organization, changed, contact, call.now());
            result.assigned += static_cast<std::int64_t>(changed.size());
        }
        std::map<std::optional<contacts::ContactId>, std::vector<PrinterId>> before;
        for (const auto& printer : printers) {
            if (printer.contact_id == contact) continue;
            before[printer.contact_id].push_back(printer.id);
            RecordChange(call, ids_, printer, audit::action::kPrinterContactChanged,
                         {{"contact_id", IdOrNull(printer.contact_id)}}, {{"contact_id", IdOrNull(contact)}});
        }
        for (auto& [id, of_contact] : before) result.before.push_back({id, std::move(of_contact)});
        // Without a contact there is nobody else to send to: what is ordered goes where it went.
        if (assignments_ == nullptr || !contact) return result;
        for (const auto& [organization, changed] : by_organization) {
            for (const auto& change :
                 assignments_->OnAssigned(call.tx(), organization, changed, *contact, call.actor().name, call.now())) {
                audit::Record(call, change);
            }
        }
        return result;
    }

    // One task over the organization acted in; its printers may belong to organizations below it.
    base::Result<StartedTask> Start(Call& call, const char* kind, base::Result<Rows> chosen) {
        TRY(const auto printers, std::move(chosen));
        std::vector<ChosenPrinter> input;
        for (const auto& printer : printers) input.push_back({printer.organization_id, printer.id});
        const bool covers_below = std::ranges::any_of(
            printers, [&](const auto& printer) { return printer.organization_id != call.organization(); });
        StartedTask task{.organization_id = call.organization(),
                         .kind = kind,
                         .created_at = call.now(),
                         .progress_total = static_cast<std::int64_t>(input.size())};
        task.id = tasks::Enqueue(call, ids_,
                                 {.organization = task.organization_id,
                                  .kind = kind,
                                  .input = base::json::ToValue(TaskInput{std::move(input)}),
                                  .progress_total = task.progress_total,
                                  .covers_below = covers_below});
        return task;
    }

    base::IdSource& ids_;
    AssignmentListener* assignments_;
    ContractBook* contracts_;
    DepartureListener* departures_;
    std::vector<std::string> languages_;
};

}  // namespace

void RegisterHttp(http::Router& router, HttpParts parts) {
    const auto routes = std::make_shared<Routes>(std::move(parts));
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printers/{printer_id}/contact",
                .id = "setPrinterContact",
                .tag = "printers",
                .summary = "Set the supplies delivery contact of a printer",
                .allow = permissions::kAssignContacts,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::SetContact);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printers/{printer_id}/location",
                .id = "setPrinterLocation",
                .tag = "printers",
                .summary = "Set the location of a printer",
                .allow = permissions::kManagePrinters,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::SetLocation);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/location-changes",
                .id = "setPrinterLocations",
                .tag = "printers",
                .summary = "Set the location of at most 100 printers",
                .allow = permissions::kManagePrinters,
                .idempotent = true},
               routes, &Routes::SetLocations);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printers/{printer_id}/external-ids",
                .id = "setPrinterExternalIds",
                .tag = "printers",
                .summary = "Say what other systems call a printer",
                .allow = permissions::kManagePrinters,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::SetExternalIds);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/contact-assignments",
                .id = "assignPrinterContacts",
                .tag = "printers",
                .summary = "Set the supplies delivery contact of many printers",
                .allow = permissions::kAssignContacts,
                .idempotent = true},
               routes, &Routes::AssignMany);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/new-contact-assignments",
                .id = "createAndAssignContact",
                .tag = "printers",
                .summary = "Create a supplies delivery contact and assign it to printers of one organization",
                .allow = permissions::kAssignContacts,
                .creates = true},
               routes, &Routes::AssignNew);
    router.Add({.method = Method::kPut,
                .path = "/api/v1/printers/{printer_id}/registration",
                .id = "setPrinterRegistration",
                .tag = "printers",
                .summary = "Say whether the back office takes a printer",
                .allow = permissions::kDecideRegistrations,
                .if_match = true,
                .returns_etag = true},
               routes, &Routes::SetRegistration);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/contract-changes",
                .id = "changePrinterContracts",
                .tag = "printers",
                .summary = "Set printers under contract or not",
                .allow = permissions::kManagePrinters,
                .idempotent = true},
               routes, &Routes::SetContract);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/status-requests",
                .id = "requestPrinterStatus",
                .tag = "printers",
                .summary = "Read printers now; the task shows each printer's result",
                .allow = permissions::kRequestPrinterStatus,
                .creates = true},
               routes, &Routes::RequestStatus);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/restarts",
                .id = "restartPrinters",
                .tag = "printers",
                .summary = "Restart at most 100 printers; the task shows each printer's result",
                .allow = permissions::kManagePrinters,
                .creates = true},
               routes, &Routes::Restart);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/test-pages",
                .id = "printTestPages",
                .tag = "printers",
                .summary = "Print a test page on at most 100 printers; the task shows each printer's result",
                .allow = permissions::kManagePrinters,
                .creates = true},
               routes, &Routes::PrintTestPages);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/deregistrations",
                .id = "deregisterPrinters",
                .tag = "printers",
                .summary = "Take printers out of the list",
                .allow = permissions::kManagePrinters,
                .creates = true},
               routes, &Routes::Deregister);
    router.Add({.method = Method::kPost,
                .path = "/api/v1/printers/registrations",
                .id = "registerPrinters",
                .tag = "printers",
                .summary = "Take deregistered printers back into the list",
                .allow = permissions::kManagePrinters,
                .creates = true},
               routes, &Routes::Register);
}

}  // namespace printers
