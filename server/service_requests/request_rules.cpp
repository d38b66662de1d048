#include <algorithm>
#include <array>
#include <set>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "server/printer_notes/printer_notes.hpp"
#include "server/service_requests/service_requests.hpp"

// What requests and the desk's settings may be. Pure.
namespace service_requests {
namespace {

constexpr std::size_t kLongText = 10'000;  // code points; beyond any field, so that a long one is refused, not cut
constexpr std::array kBuiltIn{Kind::kFieldService,    Kind::kNonStandardSupply, Kind::kApplicationSupport,
                              Kind::kContractRemoval, Kind::kEquipmentChange,   Kind::kEquipmentMove};

std::string Clean(std::string_view text) {
    return base::CleanText(text, kLongText);
}

bool NeedsPrinter(Kind kind) {
    return kind != Kind::kApplicationSupport && kind != Kind::kOther;
}

// What a service does not ask for is not taken: nobody would see it.
void CheckAsked(const ServiceRequestInput& input, Kind kind, base::FieldProblems& problems) {
    const auto only = [&](bool given, const char* pointer, std::initializer_list<Kind> of) {
        if (given && std::ranges::find(of, kind) == of.end()) problems.Add(pointer, "not_asked");
    };
    only(!input.error_code.empty(), "/error_code", {Kind::kFieldService});
    only(!input.item.empty(), "/item", {Kind::kNonStandardSupply});
    only(input.quantity.has_value(), "/quantity", {Kind::kNonStandardSupply});
    only(input.severity.has_value(), "/severity", {Kind::kApplicationSupport});
    only(!input.category.empty(), "/category", {Kind::kApplicationSupport});
    only(!input.application.empty(), "/application", {Kind::kApplicationSupport});
    only(!input.source_reference.empty(), "/source_reference", {Kind::kApplicationSupport});
    only(input.wanted_on.has_value(), "/wanted_on",
         {Kind::kContractRemoval, Kind::kEquipmentChange, Kind::kEquipmentMove});
    only(!input.new_location.empty(), "/new_location", {Kind::kEquipmentMove});
    if (kind == Kind::kNonStandardSupply) {
        if (input.item.empty()) problems.Add("/item", "missing");
        if (!input.quantity) problems.Add("/quantity", "missing");
    }
    if (kind == Kind::kEquipmentMove && input.new_location.empty()) problems.Add("/new_location", "missing");
}

void CheckApplication(const ServiceRequestInput& input, const ServiceDeskInput& desk, base::FieldProblems& problems) {
    if (!input.severity) problems.Add("/severity", "missing");
    if (input.category.empty()) problems.Add("/category", "missing");
    if (input.application.empty()) problems.Add("/application", "missing");
    if (input.category.empty() || input.application.empty()) return;
    const auto category = std::ranges::find(desk.categories, input.category, &ApplicationCategory::name);
    if (category == desk.categories.end()) {
        problems.Add("/category", "category_unknown", {{"value", input.category}});
    } else if (std::ranges::find(category->applications, input.application) == category->applications.end()) {
        problems.Add("/application", "application_unknown", {{"value", input.application}});
    }
}

}  // namespace

Kind KindOf(std::string_view service) {
    for (const Kind kind : kBuiltIn) {
        if (base::json::EnumName(kind) == service) return kind;
    }
    return Kind::kOther;
}

ServiceDeskInput UsualDesk() {
    ServiceDeskInput desk;
    for (const Kind kind : kBuiltIn) {
        desk.services.push_back({.key = std::string(base::json::EnumName(kind)), .name = "", .target_hours = {}});
    }
    // The names of products and of their makers' categories are the same in all languages (SRV-5).
    desk.categories = {{"Content & Storage", {"DocuShare"}},
                       {"Cost Control & Access", {"Cirrato", "Equitrac", "SafeCom"}},
                       {"Document Management", {"NSI AutoStore"}},
                       {"MPS Cloud Applications", {"Mobile Print"}},
                       {"Scanning & Faxing", {"eCopy ShareScan", "iXware", "RightFax", "ScanFlowStore"}}};
    for (const std::int32_t severity : {1, 2, 3, 4}) {
        desk.severities.push_back({.severity = severity, .name = "", .target_hours = {}});
    }
    return desk;
}

base::Result<ServiceDeskInput> CheckDesk(const ServiceDeskInput& input) {
    ServiceDeskInput clean = input;
    base::FieldProblems problems;
    const auto at = [](const char* list, std::size_t place, const char* field) {
        return std::string("/") + list + "/" + std::to_string(place) + "/" + field;
    };
    std::set<std::string> keys;
    for (std::size_t place = 0; place < clean.services.size(); ++place) {
        OfferedService& service = clean.services[place];
        service.key = Clean(service.key);
        service.name = Clean(service.name);
        if (!keys.insert(service.key).second) problems.Add(at("services", place, "key"), "service_twice");
        if (KindOf(service.key) == Kind::kOther && service.name.empty()) {
            problems.Add(at("services", place, "name"), "missing");
        }
        if (service.key == base::json::EnumName(Kind::kIncident)) {
            problems.Add(at("services", place, "key"), "service_unknown", {{"value", service.key}});
        }
    }
    for (const Kind kind : kBuiltIn) {
        const std::string key(base::json::EnumName(kind));
        if (!keys.contains(key)) problems.Add("/services", "service_missing", {{"value", key}});
    }
    std::set<std::string> names;
    for (std::size_t place = 0; place < clean.categories.size(); ++place) {
        ApplicationCategory& category = clean.categories[place];
        category.name = Clean(category.name);
        if (!names.insert(base::FoldCase(category.name)).second) {
            problems.Add(at("categories", place, "name"), "name_twice", {{"value", category.name}});
        }
        std::set<std::string> applications;
        for (auto& application : category.applications) {
            application = Clean(application);
            const std::string pointer = at("categories", place, "applications");
            base::CheckText({.field = "", .required = true, .max_length = 80}, application, pointer, problems);
            if (!applications.insert(base::FoldCase(application)).second) {
                problems.Add(pointer, "name_twice", {{"value", application}});
            }
        }
    }
    std::set<std::int32_t> severities;
    for (std::size_t place = 0; place < clean.severities.size(); ++place) {
        clean.severities[place].name = Clean(clean.severities[place].name);
        if (!severities.insert(clean.severities[place].severity).second) {
            problems.Add(at("severities", place, "severity"), "severity_twice");
        }
    }
    base::CheckLimits(clean, problems);
    if (severities.size() < 4) problems.Add("/severities", "missing");
    if (!problems.empty()) return std::move(problems).Refuse();
    std::ranges::sort(clean.severities, {}, &SupportSeverity::severity);
    return clean;
}

base::Result<CheckedRequest> CheckRequest(const ServiceRequestInput& input, const ServiceDeskInput& desk) {
    CheckedRequest checked{.input = input, .service_name = "", .target_hours = {}};
    ServiceRequestInput& clean = checked.input;
    clean.description = printer_notes::CleanLines(input.description);
    for (std::string* text :
         {&clean.service, &clean.error_code, &clean.item, &clean.category, &clean.application, &clean.source_reference,
          &clean.new_location, &clean.contact_name, &clean.contact_email, &clean.contact_phone}) {
        *text = Clean(*text);
    }
    base::FieldProblems problems;
    base::CheckLimits(clean, problems);
    const auto service = std::ranges::find(desk.services, clean.service, &OfferedService::key);
    if (service == desk.services.end() || service->hidden) {
        if (!clean.service.empty()) problems.Add("/service", "service_unknown", {{"value", clean.service}});
        return std::move(problems).Refuse();
    }
    checked.kind = KindOf(clean.service);
    checked.service_name = service->name;
    checked.target_hours = service->target_hours;
    if (NeedsPrinter(checked.kind) && !clean.printer_id) problems.Add("/printer_id", "service_needs_printer");
    CheckAsked(clean, checked.kind, problems);
    if (checked.kind == Kind::kApplicationSupport) {
        CheckApplication(clean, desk, problems);
        for (const auto& level : desk.severities) {
            if (level.severity == clean.severity && level.target_hours) checked.target_hours = level.target_hours;
        }
    }
    if (!clean.contact_email.empty() && !base::IsEmailAddress(clean.contact_email)) {
        problems.Add("/contact_email", "invalid_email");
    }
    if (!problems.empty()) return std::move(problems).Refuse();
    return checked;
}

std::string SummaryOf(std::string_view description) {
    return base::CleanText(description.substr(0, description.find('\n')), 120);
}

bool MayBecome(State from, State to) {
    switch (to) {
        case State::kNew:
            return false;
        case State::kInProgress:
            return from == State::kNew;
        case State::kCompleted:
        case State::kCancelled:
            return IsOpen(from);
    }
    return false;
}

}  // namespace service_requests
