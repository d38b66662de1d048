#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "lib/printing/reading.hpp"
#include "server/organizations/organizations.hpp"
#include "server/printers/printers.hpp"

namespace http {
class Router;
}
namespace mail {
class Mailer;
}
namespace tasks {
class Recurring;
class Registry;
}  // namespace tasks

// Service requests (SRV-1..7): what people ask the operator's service desk for, and incidents, which printers open and
// close by their alerts.
namespace service_requests {

using RequestId = base::Id<struct ServiceRequestTag>;
using AttachmentId = base::Id<struct ServiceRequestAttachmentTag>;

enum class Source {
    kPerson,
    kIncident,  // a printer's alert, by the operator's rules
};
BOOST_DESCRIBE_ENUM(Source, kPerson, kIncident)

enum class State { kNew, kInProgress, kCompleted, kCancelled };
BOOST_DESCRIBE_ENUM(State, kNew, kInProgress, kCompleted, kCancelled)
constexpr bool IsOpen(State state) {
    return state == State::kNew || state == State::kInProgress;
}

// What a service is for: says which fields it asks for (SRV-4). kOther: one that the operator added. kIncident: none that
// people ask for.
enum class Kind {
    kFieldService,
    kNonStandardSupply,
    kApplicationSupport,
    kContractRemoval,
    kEquipmentChange,
    kEquipmentMove,
    kOther,
    kIncident,
};
BOOST_DESCRIBE_ENUM(Kind, kFieldService, kNonStandardSupply, kApplicationSupport, kContractRemoval, kEquipmentChange,
                    kEquipmentMove, kOther, kIncident)

// ---- what the operator offers ------------------------------------------------------------------------

inline constexpr base::Range kTargetHours{1, 8'760};

struct OfferedService {
    std::string key;   // stays: of a built-in one the name of its kind
    std::string name;  // "": by its kind, in the reader's language; of one that was added never
    bool hidden = false;
    std::optional<std::int32_t> target_hours;  // from the request to its completion; absent: none

    static constexpr base::Limit kLimits[] = {
        {.field = "key", .required = true, .max_length = 60},
        {.field = "name", .max_length = 80},
        {.field = "target_hours", .range = kTargetHours},
    };
    bool operator==(const OfferedService&) const = default;
};
BOOST_DESCRIBE_STRUCT(OfferedService, (), (key, name, hidden, target_hours))

struct ApplicationCategory {
    std::string name;
    std::vector<std::string> applications;

    static constexpr base::Limit kLimits[] = {
        {.field = "name", .required = true, .max_length = 80},
        {.field = "applications", .required = true, .max_items = 100},
    };
    bool operator==(const ApplicationCategory&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApplicationCategory, (), (name, applications))

struct SupportSeverity {
    std::int32_t severity = 1;  // 1 critical .. 4 minimal
    std::string name;           // "": "Critical: very high business impact" and so on, in the reader's language
    std::optional<std::int32_t> target_hours;  // counts before that of the service

    static constexpr base::Limit kLimits[] = {
        {.field = "severity", .range = base::Range{1, 4}},
        {.field = "name", .max_length = 120},
        {.field = "target_hours", .range = kTargetHours},
    };
    bool operator==(const SupportSeverity&) const = default;
};
BOOST_DESCRIBE_STRUCT(SupportSeverity, (), (severity, name, target_hours))

// SRV-7: an alert like this that stays open so long opens an incident.
struct IncidentRule {
    printing::AlertSeverity severity = printing::AlertSeverity::kCritical;
    std::optional<printing::AlertGroup> alert_group;  // absent: any
    std::int32_t minutes = 30;
    std::optional<std::int32_t> target_hours;

    static constexpr base::Limit kLimits[] = {
        {.field = "minutes", .range = base::Range{0, 10'080}},
        {.field = "target_hours", .range = kTargetHours},
    };
    bool operator==(const IncidentRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(IncidentRule, (), (severity, alert_group, minutes, target_hours))

// What a person fills in: the body of PUT.
struct ServiceDeskInput {
    std::vector<OfferedService>
        services;  // in the order in which people see them; the six built-in ones are always there
    std::vector<ApplicationCategory> categories;
    std::vector<SupportSeverity> severities;  // each of the four once
    std::vector<IncidentRule> incident_rules;

    static constexpr base::Limit kLimits[] = {
        {.field = "services", .required = true, .max_items = 50},
        {.field = "categories", .max_items = 30},
        {.field = "severities", .required = true, .max_items = 4},
        {.field = "incident_rules", .max_items = 30},
    };
    bool operator==(const ServiceDeskInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ServiceDeskInput, (), (services, categories, severities, incident_rules))

struct ServiceDeskSettings : ServiceDeskInput {
    base::OrganizationId organization_id;
    bool own = false;  // false: the organization has none of its own, and these are the operator's for everybody
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ServiceDeskSettings, (ServiceDeskInput), (organization_id, own, version))

// The six services, five categories and four severities of SRV-4 and SRV-5, and no rules. Pure.
ServiceDeskInput UsualDesk();
// As it is kept, or every wrong field: beside the limits "service_unknown", "service_twice", "service_missing",
// "severity_twice", "name_twice". Pure.
base::Result<ServiceDeskInput> CheckDesk(const ServiceDeskInput& input);
// kOther where it is none of the built-in ones. Pure.
Kind KindOf(std::string_view service);

// ---- requests ----------------------------------------------------------------------------------------

// What a person fills in: the body of POST. What a service does not ask for stays empty.
struct ServiceRequestInput {
    std::string service;                            // its key
    std::optional<printers::PrinterId> printer_id;  // absent: a user service
    std::optional<organizations::SiteId> site_id;   // of a user service; else the printer's counts
    std::string description;                        // lines end with '\n'
    std::string error_code;                         // of field service: what the printer shows
    std::string item;                               // of a non-standard consumable
    std::optional<std::int32_t> quantity;           // likewise
    std::optional<std::int32_t> severity;           // of application support, as the next three
    std::string category;
    std::string application;
    std::string source_reference;        // the number of the request in the customer's system
    std::optional<base::Day> wanted_on;  // of a removal, a change and a move
    std::string new_location;            // of a move
    std::string contact_name;            // another person to ask
    std::string contact_email;
    std::string contact_phone;

    static constexpr base::Limit kLimits[] = {
        {.field = "service", .required = true, .max_length = 60},
        {.field = "description", .required = true, .max_length = 4000},
        {.field = "error_code", .max_length = 100},
        {.field = "item", .max_length = 200},
        {.field = "quantity", .range = base::Range{1, 999}},
        {.field = "severity", .range = base::Range{1, 4}},
        {.field = "category", .max_length = 80},
        {.field = "application", .max_length = 80},
        {.field = "source_reference", .max_length = 100},
        {.field = "new_location", .max_length = 300},
        {.field = "contact_name", .max_length = 120},
        {.field = "contact_email", .max_length = 254},
        {.field = "contact_phone", .max_length = 40},
    };
    bool operator==(const ServiceRequestInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ServiceRequestInput, (),
                      (service, printer_id, site_id, description, error_code, item, quantity, severity, category,
                       application, source_reference, wanted_on, new_location, contact_name, contact_email,
                       contact_phone))

struct ServiceRequest : ServiceRequestInput {
    RequestId id;
    base::OrganizationId organization_id;
    std::string number;  // "SR-481516234"
    Source source = Source::kPerson;
    State state = State::kNew;
    Kind kind = Kind::kOther;
    std::string service_name;  // as the operator called it then; "": by its kind
    std::string printer_manufacturer;
    std::string printer_model;
    std::string printer_serial_number;
    std::string site_name;
    std::string summary;
    std::string alert_severity;  // of an incident, as the printer's alerts say it; else ""
    std::string alert_group;
    std::string requester;  // as the audit log names them; "": the printer
    std::string requester_first_name;
    std::string requester_last_name;
    std::string requester_email;
    std::string assignee;  // e-mail address of one of the operator's people; "": nobody yet
    base::Instant occurred_at;
    std::optional<base::Instant> due_at;  // when it is to be completed
    std::optional<base::Instant> closed_at;
    std::int64_t version = 1;
    base::Instant created_at;
    base::Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ServiceRequest, (ServiceRequestInput),
                      (id, organization_id, number, source, state, kind, service_name, printer_manufacturer,
                       printer_model, printer_serial_number, site_name, summary, alert_severity, alert_group, requester,
                       requester_first_name, requester_last_name, requester_email, assignee, occurred_at, due_at,
                       closed_at, version, created_at, updated_at))

struct CheckedRequest {
    ServiceRequestInput input;
    Kind kind = Kind::kOther;
    std::string service_name;
    std::optional<std::int32_t> target_hours;
};
// As it is kept, or every wrong field: beside the limits "service_unknown" (also a hidden one), "service_needs_printer",
// "not_asked" (a field of another service), "category_unknown", "application_unknown", "invalid_email". Pure.
base::Result<CheckedRequest> CheckRequest(const ServiceRequestInput& input, const ServiceDeskInput& desk);

// The first line of a description, at most 120 code points. Pure.
std::string SummaryOf(std::string_view description);

// SRV-6: new -> in progress -> completed | cancelled. Back goes nothing but what was completed, by a comment of somebody who
// is not content. Pure.
bool MayBecome(State from, State to);
// How long after its completion a request may be reopened.
inline constexpr base::Duration kMayReopen = std::chrono::hours(14 * 24);

inline constexpr std::size_t kLargestAttachment = 10 << 20;  // octets
inline constexpr std::int64_t kMostAttachments = 20;         // of a request
inline constexpr std::int64_t kMostEvents = 1'000;           // of a request: comments and steps

// ---- routes and tasks --------------------------------------------------------------------------------

struct Office {
    base::IdSource& ids;
    mail::Mailer& mailer;
    std::string portal_url;     // "https://portal.example.com", for the link in a mail
    std::string mail_language;  // where neither person nor organizations have one
};

struct HttpParts {
    Office& office;
    printers::DepartureListener* departures = nullptr;  // told of a printer that a request takes out of its contract
};
void RegisterHttp(http::Router& router, const HttpParts& parts);

// "service_requests.incidents": every five minutes, opens and closes incidents (SRV-7).
void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, Office& office);

}  // namespace service_requests
