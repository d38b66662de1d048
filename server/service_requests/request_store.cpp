#include "server/service_requests/request_store.hpp"

#include "lib/base/text.hpp"
#include "server/orders/orders.hpp"
#include "server/platform/pg/search_terms.hpp"
#include "server/platform/pg/transaction.hpp"

namespace service_requests::store {
namespace {

// ---- requests

constexpr const char* kShown = R"sql((
    SELECT r.*, o.name AS organization_name, EXISTS (
        SELECT FROM printers AS p WHERE p.organization_id = r.organization_id AND p.id = r.printer_id
            AND p.deregistered_at IS NULL) AS printer_there
    FROM service_requests AS r JOIN organizations AS o ON o.id = r.organization_id) AS requests)sql";

const pg::List<ShownServiceRequest, ListFilter, SortColumn> kList{{
    .name = "service_requests.list",
    .from = kShown,
    .where = "organization_id = ANY ($organizations)\n"
             "  AND (cardinality($states) = 0 OR state = ANY ($states))\n"
             "  AND (cardinality($sources) = 0 OR source = ANY ($sources))\n"
             "  AND (cardinality($kinds) = 0 OR kind = ANY ($kinds))\n"
             "  AND ($service IS NULL OR service = $service)\n"
             "  AND (cardinality($printers) = 0 OR printer_id = ANY ($printers))\n"
             "  AND ($site IS NULL OR site_id = $site)\n"
             "  AND ($assignee IS NULL OR assignee = $assignee)\n"
             "  AND ($overdue_at IS NULL OR (closed_at IS NULL AND due_at < $overdue_at))\n"
             "  AND ($occurred_since IS NULL OR occurred_at >= $occurred_since)\n"
             "  AND ($occurred_before IS NULL OR occurred_at < $occurred_before)\n"
             "  AND " +
             pg::HasEveryWord("id", "service_request_terms", "request_id"),
    .sorts = {{SortColumn::kOccurredAt, "occurred_at", "timestamptz"},
              {SortColumn::kUpdatedAt, "updated_at", "timestamptz"},
              {SortColumn::kDueAt, "COALESCE(due_at, 'infinity')", "timestamptz"},
              {SortColumn::kNumber, "number"},
              {SortColumn::kState, "state"},
              {SortColumn::kSummary, "lower(left(summary, 200))"},
              {SortColumn::kService, "COALESCE(NULLIF(service_name, ''), kind)"},
              {SortColumn::kSerialNumber, "lower(printer_serial_number)"},
              {SortColumn::kManufacturer, "lower(printer_manufacturer)"},
              {SortColumn::kModel, "lower(printer_model)"},
              {SortColumn::kSiteName, "lower(site_name)"},
              {SortColumn::kLastName, "lower(requester_last_name)"},
              {SortColumn::kFirstName, "lower(requester_first_name)"},
              {SortColumn::kAssignee, "assignee"}},
}};
const pg::Query<ShownServiceRequest(Organizations, RequestId)> kFind{
    "service_requests.find",
    std::string("SELECT {columns} FROM ") + kShown + " WHERE organization_id = ANY ($1) AND id = $2"};
const pg::Query<KeptRequest(Organizations, RequestId)> kLock{
    "service_requests.lock",
    "SELECT {columns} FROM service_requests WHERE organization_id = ANY ($1) AND id = $2 FOR NO KEY UPDATE"};
const pg::Query<ServiceRequestCounts(Organizations, base::Instant, base::Instant)> kCount{"service_requests.count",
                                                                                          R"sql(
    SELECT count(*) FILTER (WHERE state = 'new') AS not_started,
        count(*) FILTER (WHERE state = 'in_progress') AS in_progress,
        count(*) FILTER (WHERE closed_at IS NULL AND due_at < $2) AS overdue,
        count(*) FILTER (WHERE closed_at IS NULL AND assignee = '') AS unassigned,
        count(*) FILTER (WHERE state = 'completed') AS completed
    FROM service_requests
    WHERE organization_id = ANY ($1) AND (closed_at IS NULL OR closed_at >= $3))sql"};
const pg::Query<PrinterOf(Organizations, printers::PrinterId)> kHoldPrinter{"service_requests.hold_printer", R"sql(
    SELECT p.organization_id, p.manufacturer, p.model, p.serial_number, p.site_id, COALESCE(s.name, '') AS site_name
    FROM printers AS p LEFT JOIN sites AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
    WHERE p.organization_id = ANY ($1) AND p.id = $2 AND p.deregistered_at IS NULL FOR KEY SHARE OF p)sql"};

const pg::Query<ChosenPrinter(Organizations, std::vector<printers::PrinterId>)> kFindPrinters{
    "service_requests.find_printers", R"sql(
    SELECT organization_id, id AS printer_id,
        btrim(concat_ws(' ', manufacturer, model, serial_number)) AS name
    FROM printers WHERE organization_id = ANY ($1) AND id = ANY ($2) AND deregistered_at IS NULL ORDER BY id)sql"};
const pg::Query<std::string(base::OrganizationId, printers::PrinterId)> kFindOpenNumber{
    "service_requests.find_open_number", R"sql(
    SELECT number FROM service_requests
    WHERE organization_id = $1 AND printer_id = $2 AND closed_at IS NULL AND source = 'person'
    ORDER BY occurred_at DESC, id DESC LIMIT 1)sql"};

struct NextPlace {
    std::int64_t place = 0;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(NextPlace, (), (place, key))
const pg::Query<NextPlace()> kNextPlace{
    "service_requests.next_number",
    "SELECT nextval('service_request_numbers') AS place, key FROM service_request_number_keys WHERE id = 1"};

const pg::Insert<KeptRequest> kInsert{"service_requests.insert", "service_requests"};
const pg::Update<KeptRequest> kUpdate{"service_requests.update", "service_requests", {"organization_id", "id"}};
const pg::Query<void(base::OrganizationId, RequestId, std::vector<std::string>)> kAddTerms{"service_requests.add_terms",
                                                                                           R"sql(
    INSERT INTO service_request_terms (organization_id, request_id, term)
    SELECT $1, $2, term FROM unnest($3) AS terms (term)
    ON CONFLICT DO NOTHING)sql"};

// ---- events and attachments

const pg::List<ServiceRequestEvent, EventFilter, EventColumn> kListEvents{{
    .name = "service_requests.events",
    .from = "service_request_events",
    .where = "organization_id = ANY ($organizations) AND request_id = $request AND ($with_internal OR NOT internal)",
    .sorts = {{EventColumn::kAt, "at", "timestamptz"}},
}};
const pg::Insert<Event> kInsertEvent{"service_requests.insert_event", "service_request_events"};
const pg::Query<std::int64_t(base::OrganizationId, RequestId)> kCountEvents{
    "service_requests.count_events",
    "SELECT count(*) AS count FROM service_request_events WHERE organization_id = $1 AND request_id = $2"};
const pg::Query<ServiceRequestAttachment(Organizations, RequestId)> kAttachments{"service_requests.attachments", R"sql(
    SELECT {columns} FROM service_request_attachments
    WHERE organization_id = ANY ($1) AND request_id = $2 ORDER BY uploaded_at, id)sql"};
const pg::Query<Content(Organizations, RequestId, AttachmentId)> kFindContent{"service_requests.content", R"sql(
    SELECT {columns} FROM service_request_attachments
    WHERE organization_id = ANY ($1) AND request_id = $2 AND id = $3)sql"};
const pg::Insert<Attachment> kInsertAttachment{"service_requests.insert_attachment", "service_request_attachments"};

}  // namespace

pg::Slice<ShownServiceRequest> List(pg::Transaction& tx, const ListFilter& filter,
                                    const pg::Window<SortColumn>& window) {
    return kList.Read(tx, filter, window);
}
std::optional<ShownServiceRequest> Find(pg::Transaction& tx, Organizations organizations, RequestId id) {
    return tx.One(kFind, organizations, id);
}
std::optional<KeptRequest> Lock(pg::Transaction& tx, Organizations organizations, RequestId id) {
    return tx.One(kLock, organizations, id);
}
ServiceRequestCounts Count(pg::Transaction& tx, Organizations organizations, base::Instant now, base::Instant since) {
    return tx.Get(kCount, organizations, now, since);
}
std::optional<PrinterOf> HoldPrinter(pg::Transaction& tx, Organizations organizations, printers::PrinterId printer) {
    return tx.One(kHoldPrinter, organizations, printer);
}

std::vector<ChosenPrinter> FindPrinters(pg::Transaction& tx, Organizations organizations,
                                        const std::vector<printers::PrinterId>& printers) {
    return tx.All(kFindPrinters, organizations, printers);
}

std::optional<std::string> FindOpenNumber(pg::Transaction& tx, base::OrganizationId organization,
                                          printers::PrinterId printer) {
    return tx.One(kFindOpenNumber, organization, printer);
}

std::string NextNumber(pg::Transaction& tx) {
    const auto next = tx.Get(kNextPlace);
    // The permutation of orders' numbers by another key: "SO-481516234" -> "SR-481516234".
    return "SR" + orders::NumberAt(next.place, next.key).substr(2);
}

void Insert(pg::Transaction& tx, const KeptRequest& request) {
    tx.Exec(kInsert, request);
    tx.Exec(kAddTerms, request.organization_id, request.id,
            base::SearchTerms({request.number, request.summary, request.printer_manufacturer, request.printer_model,
                               request.printer_serial_number, request.site_name, request.requester_first_name,
                               request.requester_last_name, request.requester_email, request.contact_name, request.item,
                               request.application, request.source_reference, request.service_name}));
}
void Update(pg::Transaction& tx, const KeptRequest& request) {
    tx.Exec(kUpdate, request);
}

pg::Slice<ServiceRequestEvent> ListEvents(pg::Transaction& tx, const EventFilter& filter,
                                          const pg::Window<EventColumn>& window) {
    return kListEvents.Read(tx, filter, window);
}
void Insert(pg::Transaction& tx, const Event& event) {
    tx.Exec(kInsertEvent, event);
}
std::int64_t CountEvents(pg::Transaction& tx, base::OrganizationId organization, RequestId request) {
    return tx.Get(kCountEvents, organization, request);
}

std::vector<ServiceRequestAttachment> Attachments(pg::Transaction& tx, Organizations organizations, RequestId request) {
    return tx.All(kAttachments, organizations, request);
}
std::optional<Content> FindContent(pg::Transaction& tx, Organizations organizations, RequestId request,
                                   AttachmentId attachment) {
    return tx.One(kFindContent, organizations, request, attachment);
}
void Insert(pg::Transaction& tx, const Attachment& attachment) {
    tx.Exec(kInsertAttachment, attachment);
}

}  // namespace service_requests::store
