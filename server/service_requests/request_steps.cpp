#include "server/service_requests/request_steps.hpp"

#include <set>

#include "lib/base/json.hpp"
#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/language.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/mail/mail.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/webhooks/webhooks.hpp"

namespace service_requests {
namespace {

using store::EventKind;

std::optional<webhooks::EventType> EventOf(EventKind kind) {
    switch (kind) {
        case EventKind::kCreated:
            return webhooks::event::kServiceRequestCreated;
        case EventKind::kStarted:
            return webhooks::event::kServiceRequestStarted;
        case EventKind::kCompleted:
        case EventKind::kAlertCleared:
        case EventKind::kPrinterGone:
            return webhooks::event::kServiceRequestCompleted;
        case EventKind::kCancelled:
            return webhooks::event::kServiceRequestCancelled;
        case EventKind::kReopened:
            return webhooks::event::kServiceRequestReopened;
        case EventKind::kCommented:
            return webhooks::event::kServiceRequestCommented;
        default:
            return std::nullopt;
    }
}

// Templates of the catalogues (mail.<template>); nullptr: nobody is written to.
const char* TemplateOf(EventKind kind) {
    switch (kind) {
        case EventKind::kCreated:
            return "service_request_created";
        case EventKind::kStarted:
        case EventKind::kCompleted:
        case EventKind::kAlertCleared:
        case EventKind::kPrinterGone:
        case EventKind::kCancelled:
        case EventKind::kReopened:
            return "service_request_state";
        case EventKind::kCommented:
            return "service_request_comment";
        default:
            return nullptr;
    }
}

std::string YesNo(bool yes) {
    return yes ? "yes" : "no";
}

std::string StateWord(EventKind kind) {
    switch (kind) {
        case EventKind::kStarted:
            return "started";
        case EventKind::kCancelled:
            return "cancelled";
        case EventKind::kReopened:
            return "reopened";
        default:
            return "completed";
    }
}

struct Reader {
    std::string email;
    std::string name;
    std::string language;
};

std::vector<Reader> ReadersOf(pg::Transaction& tx, const Office& office, const store::KeptRequest& request,
                              const Deed& deed) {
    std::vector<Reader> readers;
    std::set<std::string> known{base::FoldCase(deed.actor), ""};
    const auto add = [&](Reader reader) {
        if (known.insert(base::FoldCase(reader.email)).second) readers.push_back(std::move(reader));
    };
    const auto usual = [&] {
        return organizations::LanguageOf(tx, request.organization_id).value_or(office.mail_language);
    };
    // Whoever asked has the confirmation that it arrived, too.
    if (deed.kind == EventKind::kCreated) known.erase(base::FoldCase(request.requester_email));
    if (!request.requester_email.empty()) {
        std::string name = request.requester_first_name + " " + request.requester_last_name;
        add({request.requester_email, base::CleanText(name),
             request.requester_language.empty() ? usual() : request.requester_language});
    }
    if (!request.contact_email.empty()) add({request.contact_email, request.contact_name, usual()});
    if (deed.kind == EventKind::kCommented && !request.assignee.empty()) {
        for (const auto& person : DeskPeople(tx)) {
            if (person.email == request.assignee) add({person.email, person.name, person.language});
        }
    }
    return readers;
}

void Write(pg::Transaction& tx, Office& office, const store::KeptRequest& request, const Deed& deed,
           const store::EventId& event, base::Instant now) {
    const char* words = TemplateOf(deed.kind);
    if (words == nullptr) return;
    for (const auto& reader : ReadersOf(tx, office, request, deed)) {
        const auto& texts = office.mailer.texts();
        mail::Mail mail{.organization = request.organization_id,
                        .template_name = words,
                        .language = reader.language,
                        .to = reader.email,
                        .to_name = reader.name};
        const std::string kind(base::json::EnumName(request.kind));
        mail.args = {
            {"name", reader.name.empty() ? reader.email : reader.name},
            {"number", request.number},
            {"summary", request.summary},
            {"service", request.service_name.empty() ? texts.Format(reader.language, "service_requests.kinds." + kind)
                                                     : request.service_name},
            {"printer", base::CleanText(request.printer_manufacturer + " " + request.printer_model + " " +
                                        request.printer_serial_number)},
            {"about_printer", YesNo(request.printer_id.has_value())},
            {"state", StateWord(deed.kind)},
            {"by", deed.actor},
            {"text", deed.text},
            {"said", YesNo(!deed.text.empty())}};
        mail.link = office.portal_url + "/service-requests/" + request.id.ToString();
        mail.object_type = "service_request";
        mail.object_id = request.id.value;
        mail.cause = std::string(words) + " " + event.ToString() + " " + base::FoldCase(reader.email);
        mail.thread = "service_request " + request.id.ToString();
        const auto queued = office.mailer.Enqueue(tx, now, mail);
        if (!queued) {
            base::log::Warn("service_requests.mail_refused {} of {} code={}", words, mail.thread, queued.error().code);
        }
    }
}

// Where the request is about: of a printer where it stands, else the site that was said.
base::Result<void> Place(pg::Transaction& tx, const std::optional<store::PrinterOf>& printer,
                         store::KeptRequest& request) {
    if (printer) {
        request.printer_manufacturer = printer->manufacturer;
        request.printer_model = printer->model;
        request.printer_serial_number = printer->serial_number;
        request.site_id = printer->site_id;
        request.site_name = printer->site_name;
        return {};
    }
    if (!request.site_id) return {};
    const auto site = organizations::FindSite(tx, request.organization_id, *request.site_id);
    if (!site) {
        return base::Refuse(base::ProblemKind::kInvalid, "invalid_fields", {}, {{"/site_id", "site_unknown", {}}});
    }
    request.site_name = site->name;
    return {};
}

// Neither people nor what they say is in events (docs/webhooks.md).
boost::json::object ToldOf(const store::KeptRequest& request) {
    return {{"request_id", request.id.ToString()},
            {"number", request.number},
            {"source", base::json::EnumName(request.source)},
            {"state", base::json::EnumName(request.state)},
            {"service", request.service},
            {"kind", base::json::EnumName(request.kind)},
            {"summary", request.summary},
            {"site", request.site_name},
            {"printer_id",
             request.printer_id ? boost::json::value(request.printer_id->ToString()) : boost::json::value(nullptr)},
            {"printer_serial_number", request.printer_serial_number},
            {"printer_model", request.printer_model},
            {"occurred_at", base::FormatRfc3339(request.occurred_at)},
            {"due_at",
             request.due_at ? boost::json::value(base::FormatRfc3339(*request.due_at)) : boost::json::value(nullptr)}};
}

}  // namespace

void Tell(pg::Transaction& tx, Office& office, const store::KeptRequest& request, const Deed& deed, base::Instant now) {
    const auto event = office.ids.Make<store::EventId>();
    store::Insert(
        tx, store::Event{
                {now, deed.kind, deed.actor, deed.text, deed.internal}, request.organization_id, event, request.id});
    if (deed.internal) return;
    if (const auto type = EventOf(deed.kind)) {
        webhooks::Publish(tx, office.ids, request.organization_id, *type, ToldOf(request), now);
    }
    Write(tx, office, request, deed, event, now);
}

base::Result<store::KeptRequest> Open(pg::Transaction& tx, Office& office, base::OrganizationId organization,
                                      const ServiceRequestInput& input, const std::optional<store::PrinterOf>& printer,
                                      const Requester& requester, base::Instant now) {
    TRY(auto checked, CheckRequest(input, store::FindDesk(tx, organization)));
    store::KeptRequest request;
    request.organization_id = organization;
    static_cast<ServiceRequestInput&>(request) = std::move(checked.input);
    request.kind = checked.kind;
    request.service_name = std::move(checked.service_name);
    TRY_DO(Place(tx, printer, request));
    request.id = office.ids.Make<RequestId>();
    request.number = store::NextNumber(tx);
    request.summary = SummaryOf(request.description);
    request.requester = requester.name;
    request.requester_id = requester.id;
    request.requester_first_name = requester.first_name;
    request.requester_last_name = requester.last_name;
    request.requester_email = requester.email;
    request.requester_language = requester.language;
    request.occurred_at = request.created_at = request.updated_at = now;
    if (checked.target_hours) request.due_at = now + std::chrono::hours(*checked.target_hours);
    store::Insert(tx, request);
    Tell(tx, office, request, {EventKind::kCreated, requester.name}, now);
    return request;
}

std::vector<DeskPerson> DeskPeople(pg::Transaction& tx) {
    std::vector<DeskPerson> people;
    const auto roles = organizations::permissions::kHandleServiceRequests.roles.ToVector();
    for (const auto& person : identity::ListActiveOfOperator(tx, roles)) {
        people.push_back({person.email, base::CleanText(person.first_name + " " + person.last_name), person.language});
    }
    return people;
}

void Enter(store::KeptRequest& request, State state, base::Instant now) {
    request.state = state;
    request.closed_at = IsOpen(state) ? std::nullopt : std::optional(now);
    ++request.version;
    request.updated_at = now;
}

}  // namespace service_requests
