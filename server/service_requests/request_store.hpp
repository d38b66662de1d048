#pragma once

#include <map>
#include <span>
#include <vector>

#include "server/platform/pg/list.hpp"
#include "server/platform/pg/types.hpp"
#include "server/service_requests/service_requests.hpp"

// All tables of the feature; nothing else writes them.
namespace service_requests::store {

using Organizations = std::span<const base::OrganizationId>;

// ---- the desk

// What counts for the organization: its own settings, else the operator's, else UsualDesk().
ServiceDeskSettings FindDesk(pg::Transaction& tx, base::OrganizationId organization);
// The same with the row locked; made where there was none.
ServiceDeskSettings LockDesk(pg::Transaction& tx, base::OrganizationId organization, base::Instant now);
void UpdateDesk(pg::Transaction& tx, const ServiceDeskSettings& desk, base::Instant now);
// Every organization that is there, with the rules that count for it, where there are any. `tx` has the scope of the system.
std::map<base::OrganizationId, std::vector<IncidentRule>> AllRules(pg::Transaction& tx);

// ---- requests

struct KeptRequest : ServiceRequest {
    std::optional<base::Id<struct RequesterTag>> requester_id;
    std::string requester_language;
};
BOOST_DESCRIBE_STRUCT(KeptRequest, (ServiceRequest), (requester_id, requester_language))

struct ShownServiceRequest : ServiceRequest {
    std::string organization_name;
    bool printer_there = false;  // it has not been deregistered meanwhile
};
BOOST_DESCRIBE_STRUCT(ShownServiceRequest, (ServiceRequest), (organization_name, printer_there))

enum class SortColumn {
    kOccurredAt,
    kUpdatedAt,
    kDueAt,
    kNumber,
    kState,
    kSummary,
    kService,
    kSerialNumber,
    kManufacturer,
    kModel,
    kSiteName,
    kLastName,
    kFirstName,
    kAssignee
};
BOOST_DESCRIBE_ENUM(SortColumn, kOccurredAt, kUpdatedAt, kDueAt, kNumber, kState, kSummary, kService, kSerialNumber,
                    kManufacturer, kModel, kSiteName, kLastName, kFirstName, kAssignee)

struct ListFilter {
    Organizations organizations;
    std::vector<State> states;    // empty: all
    std::vector<Source> sources;  // likewise
    std::vector<Kind> kinds;      // likewise
    std::optional<std::string> service;
    std::vector<printers::PrinterId> printers;  // likewise
    std::optional<organizations::SiteId> site;
    std::optional<std::string> assignee;  // "": nobody's
    std::optional<base::Instant> overdue_at;
    std::optional<base::Instant> occurred_since;
    std::optional<base::Instant> occurred_before;
    std::vector<std::string> words;  // base::SearchWords
};
BOOST_DESCRIBE_STRUCT(ListFilter, (),
                      (organizations, states, sources, kinds, service, printers, site, assignee, overdue_at,
                       occurred_since, occurred_before, words))
pg::Slice<ShownServiceRequest> List(pg::Transaction& tx, const ListFilter& filter,
                                    const pg::Window<SortColumn>& window);
std::optional<ShownServiceRequest> Find(pg::Transaction& tx, Organizations organizations, RequestId id);
std::optional<KeptRequest> Lock(pg::Transaction& tx, Organizations organizations, RequestId id);

// Open requests, and those that were completed lately.
struct ServiceRequestCounts {
    std::int64_t not_started = 0;
    std::int64_t in_progress = 0;
    std::int64_t overdue = 0;     // of the open ones
    std::int64_t unassigned = 0;  // likewise
    std::int64_t completed = 0;   // in the last 30 days
};
BOOST_DESCRIBE_STRUCT(ServiceRequestCounts, (), (not_started, in_progress, overdue, unassigned, completed))
ServiceRequestCounts Count(pg::Transaction& tx, Organizations organizations, base::Instant now, base::Instant since);

// The printer that a request is about, held until the transaction ends.
struct PrinterOf {
    base::OrganizationId organization_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
};
BOOST_DESCRIBE_STRUCT(PrinterOf, (), (organization_id, manufacturer, model, serial_number, site_id, site_name))
std::optional<PrinterOf> HoldPrinter(pg::Transaction& tx, Organizations organizations, printers::PrinterId printer);

// Printers that are there, each with what a report calls it.
struct ChosenPrinter {
    base::OrganizationId organization_id;
    printers::PrinterId printer_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ChosenPrinter, (), (organization_id, printer_id, name))
std::vector<ChosenPrinter> FindPrinters(pg::Transaction& tx, Organizations organizations,
                                        const std::vector<printers::PrinterId>& printers);
// The number of the newest request of a person that is open for the printer.
std::optional<std::string> FindOpenNumber(pg::Transaction& tx, base::OrganizationId organization,
                                          printers::PrinterId printer);

// "SR-481516234": says nothing of how many there are.
std::string NextNumber(pg::Transaction& tx);
void Insert(pg::Transaction& tx, const KeptRequest& request);
void Update(pg::Transaction& tx, const KeptRequest& request);

// ---- what happens to them

enum class EventKind {
    kCreated,
    kStarted,
    kCompleted,
    kCancelled,
    kReopened,
    kCommented,
    kNoted,  // an internal note
    kAssigned,
    kUnassigned,
    kAttached,
    kAlertCleared,
    kPrinterGone,
    kContractRemoved,
    kContractNotRemoved,  // it was under none any more, or gone
};
BOOST_DESCRIBE_ENUM(EventKind, kCreated, kStarted, kCompleted, kCancelled, kReopened, kCommented, kNoted, kAssigned,
                    kUnassigned, kAttached, kAlertCleared, kPrinterGone, kContractRemoved, kContractNotRemoved)

using EventId = base::Id<struct ServiceRequestEventTag>;
struct Happened {
    base::Instant at;
    EventKind kind = EventKind::kCreated;
    std::string actor;  // "": the printer, by the rules
    std::string text;   // what was said; whom it was assigned to; what a file is called
    bool internal = false;
};
BOOST_DESCRIBE_STRUCT(Happened, (), (at, kind, actor, text, internal))
struct Event : Happened {
    base::OrganizationId organization_id;
    EventId id;
    RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(Event, (Happened), (organization_id, id, request_id))
struct ServiceRequestEvent : Happened {
    EventId id;
};
BOOST_DESCRIBE_STRUCT(ServiceRequestEvent, (Happened), (id))

enum class EventColumn { kAt };
BOOST_DESCRIBE_ENUM(EventColumn, kAt)
struct EventFilter {
    Organizations organizations;
    RequestId request;
    bool with_internal = false;
};
BOOST_DESCRIBE_STRUCT(EventFilter, (), (organizations, request, with_internal))
pg::Slice<ServiceRequestEvent> ListEvents(pg::Transaction& tx, const EventFilter& filter,
                                          const pg::Window<EventColumn>& window);
void Insert(pg::Transaction& tx, const Event& event);
std::int64_t CountEvents(pg::Transaction& tx, base::OrganizationId organization, RequestId request);

// ---- attachments

struct ServiceRequestAttachment {
    AttachmentId id;
    std::string file_name;
    std::string media_type;  // as its content says
    std::int64_t size_bytes = 0;
    std::string uploaded_by;
    base::Instant uploaded_at;
};
BOOST_DESCRIBE_STRUCT(ServiceRequestAttachment, (), (id, file_name, media_type, size_bytes, uploaded_by, uploaded_at))
struct Attachment : ServiceRequestAttachment {
    base::OrganizationId organization_id;
    RequestId request_id;
    pg::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Attachment, (ServiceRequestAttachment), (organization_id, request_id, content))
// By the time of upload; at most kMostAttachments.
std::vector<ServiceRequestAttachment> Attachments(pg::Transaction& tx, Organizations organizations, RequestId request);
struct Content {
    std::string file_name;
    std::string media_type;
    pg::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Content, (), (file_name, media_type, content))
std::optional<Content> FindContent(pg::Transaction& tx, Organizations organizations, RequestId request,
                                   AttachmentId attachment);
void Insert(pg::Transaction& tx, const Attachment& attachment);

// ---- incidents (SRV-7)

struct OpenAlert {
    base::Id<struct PrinterAlertTag> id;
    printers::PrinterId printer_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::optional<organizations::SiteId> site_id;
    std::string site_name;
    std::string severity;
    std::string alert_group;
    std::string description;
    base::Instant opened_at;
    std::int32_t rule = 0;  // from 0, the first one that fits
};
BOOST_DESCRIBE_STRUCT(OpenAlert, (),
                      (id, printer_id, manufacturer, model, serial_number, site_id, site_name, severity, alert_group,
                       description, opened_at, rule))
// Open alerts that fit a rule and have no incident yet, the oldest first. One statement.
std::vector<OpenAlert> ListNewAlerts(pg::Transaction& tx, base::OrganizationId organization,
                                     const std::vector<IncidentRule>& rules, base::Instant now, std::int32_t most);
void Link(pg::Transaction& tx, base::OrganizationId organization, const OpenAlert& alert, RequestId request);

struct Cleared {
    RequestId id;
    bool printer_there = false;
};
BOOST_DESCRIBE_STRUCT(Cleared, (), (id, printer_there))
// Open incidents whose alert is over, or whose printer is not registered any more.
std::vector<Cleared> ListCleared(pg::Transaction& tx, base::OrganizationId organization, std::int32_t most);
// Where there are open incidents. `tx` has the scope of the system.
std::vector<base::OrganizationId> ListWithIncidents(pg::Transaction& tx);

}  // namespace service_requests::store
