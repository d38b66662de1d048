#include "server/enrollment/notices.hpp"

#include <algorithm>
#include <map>

#include "server/platform/pg/transaction.hpp"
#include "server/reachability/reachability.hpp"
#include "server/supply_notices/supply_notices.hpp"

namespace enrollment {
namespace {

supply_notices::Kind KindOf(NoticeKind kind) {
    switch (kind) {
        case NoticeKind::kDisconnected:
            return supply_notices::Kind::kDisconnected;
        case NoticeKind::kLastNotice:
            return supply_notices::Kind::kDisconnectedLast;
        case NoticeKind::kConnectedAgain:
            break;
    }
    return supply_notices::Kind::kReconnected;
}

supply_notices::Silence WordFor(reachability::SilenceCause cause) {
    using reachability::SilenceCause;
    using supply_notices::Silence;
    switch (cause) {
        case SilenceCause::kNoAgent:
        case SilenceCause::kAddressNotSearched:
            return Silence::kNoAgent;
        case SilenceCause::kAgentDisabled:
        case SilenceCause::kAgentSilent:
            return Silence::kAgentSilent;
        case SilenceCause::kSiteUnreachable:
            return Silence::kSiteUnreachable;
        case SilenceCause::kOtherPrinter:
            return Silence::kOtherPrinter;
        case SilenceCause::kAccessRefused:
            return Silence::kAccessRefused;
        case SilenceCause::kPortClosed:
            return Silence::kPortClosed;
        case SilenceCause::kUsuallyOff:
            return Silence::kUsuallyOff;
        case SilenceCause::kNothingThere:
            return Silence::kNothingThere;
        case SilenceCause::kNoAnswer:
            break;
    }
    return Silence::kPrinterSilent;
}

template <class Row>
supply_notices::Printer Named(const Row& printer) {
    return {.id = printer.id.value,
            .model = printer.manufacturer + ' ' + printer.model,
            .serial_number = printer.serial_number,
            .location = printer.location};
}

}  // namespace

void Tell(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, NoticeKind kind,
          const std::vector<store::SilentPrinter>& printers, base::Instant now) {
    if (parts.post == nullptr || printers.empty()) return;
    std::vector<printers::PrinterId> told;
    std::vector<contacts::ContactId> ids;
    for (const auto& printer : printers) {
        told.push_back(printer.id);
        if (printer.contact_id) ids.push_back(*printer.contact_id);
    }
    std::map<printers::PrinterId, reachability::SilenceCause> causes;
    for (const auto& silence : reachability::ExplainSilences(tx, {&organization, 1}, told, now)) {
        causes.emplace(silence.printer_id, silence.cause);
    }
    std::map<contacts::ContactId, contacts::Contact> known;
    for (auto& contact : contacts::FindContacts(tx, {&organization, 1}, ids)) known.emplace(contact.id, contact);
    std::map<contacts::ContactId, supply_notices::Notice> notices;
    for (const auto& printer : printers) {
        const auto contact = printer.contact_id ? known.find(*printer.contact_id) : known.end();
        if (contact == known.end()) continue;
        const auto [notice, is_new] = notices.try_emplace(contact->first);
        if (is_new) {
            notice->second.kind = KindOf(kind);
            notice->second.organization = organization;
            notice->second.to = supply_notices::RecipientOf(tx, *parts.post, organization, contact->second);
            notice->second.occasion = base::FormatRfc3339(now);
        }
        auto& named = notice->second.printers.emplace_back(Named(printer));
        if (kind == NoticeKind::kConnectedAgain) continue;
        named.last_report = printer.observed_at;
        const auto cause = causes.find(printer.id);
        if (cause != causes.end()) named.silence = WordFor(cause->second);
        // The shortest of those that it names.
        const std::int64_t days = std::chrono::duration_cast<std::chrono::days>(now - printer.observed_at).count();
        notice->second.days = is_new ? days : std::min(notice->second.days, days);
    }
    for (const auto& [contact, notice] : notices) supply_notices::Enqueue(tx, *parts.post, notice, now);
}

void ConfirmEnrollment(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization,
                       const std::string& email, const std::string& language,
                       const std::vector<const store::PrinterRow*>& printers, base::Instant now) {
    if (parts.post == nullptr || printers.empty()) return;
    supply_notices::Notice notice{.kind = supply_notices::Kind::kEnrolled, .organization = organization};
    contacts::ContactInput to;
    to.email = email;
    to.language = language;
    notice.to = supply_notices::RecipientOf(tx, *parts.post, organization, to);
    notice.occasion = base::FormatRfc3339(now);
    // Where supplies go, where it is one place.
    std::optional<contacts::ContactId> contact = printers.front()->contact_id;
    for (const auto* printer : printers) {
        notice.printers.push_back(Named(*printer));
        if (printer->contact_id != contact) contact.reset();
    }
    if (contact) {
        if (const auto found = contacts::FindContact(tx, {&organization, 1}, *contact))
            notice.ship_to = static_cast<const contacts::ContactInput&>(*found);
    }
    supply_notices::Enqueue(tx, *parts.post, notice, now);
}

void ConfirmToContacts(pg::Transaction& tx, const supply_notices::Post* post, base::OrganizationId organization,
                       const std::vector<printers::PrinterId>& printers, base::Instant now) {
    if (post == nullptr || printers.empty()) return;
    std::map<contacts::ContactId, std::vector<store::PrinterRow>> by_contact;
    for (auto& printer : store::Find(tx, {&organization, 1}, printers)) {
        if (printer.contact_id) by_contact[*printer.contact_id].push_back(std::move(printer));
    }
    std::vector<contacts::ContactId> ids;
    for (const auto& [contact, rows] : by_contact) ids.push_back(contact);
    for (const auto& contact : contacts::FindContacts(tx, {&organization, 1}, ids)) {
        supply_notices::Notice notice{.kind = supply_notices::Kind::kEnrolled, .organization = organization};
        notice.to = supply_notices::RecipientOf(tx, *post, organization, contact);
        notice.occasion = base::FormatRfc3339(now);
        notice.ship_to = static_cast<const contacts::ContactInput&>(contact);
        std::vector<printers::PrinterId> told;
        for (const auto& printer : by_contact.at(contact.id)) {
            notice.printers.push_back(Named(printer));
            told.push_back(printer.id);
        }
        if (supply_notices::Enqueue(tx, *post, notice, now))
            store::SetConfirmedTo(tx, organization, told, contact.email);
    }
}

}  // namespace enrollment
