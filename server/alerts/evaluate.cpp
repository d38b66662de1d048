#include <algorithm>
#include <map>

#include "lib/base/log.hpp"
#include "server/alerts/alert_mail.hpp"
#include "server/alerts/alert_store.hpp"
#include "server/alerts/measure.hpp"
#include "server/organizations/language.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/webhooks/webhooks.hpp"

// A rule is looked at: what meets it is written down, what is over is cleared, what is new is told once.
namespace alerts {
namespace {

using store::Due;
using store::Known;

constexpr std::int32_t kMostAtOnce = 2'000;  // printers in one go, and things told in one pass; the rest follows
const printers::PrinterId kFirst{};
const printers::PrinterId kLast{[] {
    base::Uuid id;
    id.octets.fill(0xff);
    return id;
}()};

auto KeyOf(const auto& row) {
    return std::pair(row.printer_id, row.slot);
}

struct Written {
    std::vector<Known> saved;
    std::vector<Known> dropped;
};

// What is written down of these things from now on.
Written Compare(const AlertRule& rule, const std::vector<Measure>& measures, const std::vector<Known>& known,
                base::Instant now) {
    Written written;
    std::map<std::pair<printers::PrinterId, std::int16_t>, const Known*> before;
    for (const auto& row : known) before[KeyOf(row)] = &row;
    for (const auto& measure : measures) {
        const auto found = before.find(KeyOf(measure));
        const Known* row = found == before.end() ? nullptr : found->second;
        if (row != nullptr) before.erase(found);
        const bool open = row != nullptr && !row->cleared_at;
        if (!measure.met && !open) {
            // Near to the border, and nothing that was told: as if it were not there.
            if (row != nullptr) before[KeyOf(*row)] = row;
            continue;
        }
        Known after = row == nullptr ? Known{} : *row;
        after.printer_id = measure.printer_id;
        after.slot = measure.slot;
        after.supply = measure.supply;
        after.value = measure.value;
        if (!open) {
            after.since = measure.since;
            after.told = false;
            after.cleared_at.reset();
        }
        const bool counts = rule.condition == Condition::kSupplyPercent || rule.condition == Condition::kSupplyDays;
        // Minutes and days that pass by themselves are told from `since`.
        if (open && (!counts || row->value == after.value)) continue;
        written.saved.push_back(std::move(after));
    }
    for (const auto& [key, row] : before) {
        const bool forgotten = !row->told_at || *row->told_at + std::chrono::hours(rule.cooldown_hours) <= now;
        if (forgotten) {
            written.dropped.push_back(*row);
        } else if (!row->cleared_at) {
            written.saved.push_back(*row);
            written.saved.back().cleared_at = now;
        }
    }
    return written;
}

// Who gets it; the sending says who does not, and why.
std::vector<Reader> ReadersOf(pg::Transaction& tx, const Parts& parts, const AlertRule& rule, store::Sending& sending) {
    std::vector<Reader> readers;
    for (const auto& person : store::ListRecipients(tx, rule.organization_id, rule.user_ids)) {
        if (!person.active) {
            sending.disabled.push_back(person.email);
        } else if (!person.wants) {
            sending.unwanted.push_back(person.email);
        } else {
            readers.push_back({person.email, person.name, person.language, person.time_zone, true});
        }
    }
    if (rule.addresses.empty()) return readers;
    const auto language = organizations::LanguageOf(tx, rule.organization_id).value_or(parts.mail_language);
    for (const auto& address : rule.addresses) {
        if (std::ranges::find(readers, address, &Reader::email) != readers.end()) continue;
        readers.push_back({address, address, language, "UTC", false});
    }
    return readers;
}

boost::json::object EventOf(const AlertRule& rule, const Due& row) {
    return {{"rule_id", rule.id.ToString()},
            {"rule", rule.name},
            {"condition", NameOf(rule.condition)},
            {"threshold", rule.threshold},
            {"printer_id", row.printer_id.ToString()},
            {"manufacturer", row.manufacturer},
            {"model", row.model},
            {"serial_number", row.serial_number},
            {"supply", row.supply},
            {"value", row.value},
            {"since", base::FormatRfc3339(row.since)}};
}

base::Duration DelayOf(const AlertRuleInput& rule) {
    return rule.condition == Condition::kError ? std::chrono::minutes(rule.threshold) : std::chrono::minutes(0);
}

std::int64_t Tell(pg::Transaction& tx, const Parts& parts, const AlertRule& rule, base::Instant now) {
    const auto due =
        store::ListDue(tx, rule, now - DelayOf(rule), now - std::chrono::hours(rule.cooldown_hours), kMostAtOnce);
    if (due.empty()) return 0;
    store::Sending sending{.organization_id = rule.organization_id,
                           .id = parts.ids.Make<SendingId>(),
                           .rule_id = rule.id,
                           .rule_name = rule.name,
                           .condition = rule.condition,
                           .threshold = rule.threshold,
                           .at = now,
                           .recipients = {},
                           .disabled = {},
                           .unwanted = {}};
    for (const auto& reader : ReadersOf(tx, parts, rule, sending)) {
        const auto queued = parts.mailer.Enqueue(tx, now, MailFor(parts, rule, reader, due, sending.id, now));
        if (queued) {
            sending.recipients.push_back(reader.email);
        } else {
            base::log::Warn("alerts.mail_refused organization={} rule={} code={}", rule.organization_id.ToString(),
                            rule.id.ToString(), queued.error().code);
        }
    }
    std::vector<store::NewNotice> notices;
    std::vector<boost::json::object> events;
    for (const auto& row : due) {
        notices.push_back({parts.ids.Make<NoticeId>(), row.printer_id, row.slot, row.supply, row.value, row.since});
        events.push_back(EventOf(rule, row));
    }
    store::MarkTold(tx, rule, due, now);
    store::InsertSending(tx, sending, notices);
    webhooks::PublishAll(tx, parts.ids, rule.organization_id, webhooks::event::kPrinterAlert, events, now);
    return static_cast<std::int64_t>(due.size());
}

}  // namespace

std::optional<Looked> LookAt(pg::Transaction& tx, const Parts& parts, base::OrganizationId organization, RuleId id,
                             std::optional<printers::PrinterId> after, base::Instant now) {
    const auto rule = store::ClaimRule(tx, organization, id);
    if (!rule) return std::nullopt;
    const auto from = after.value_or(kFirst);
    const auto candidates = store::ListCandidates(tx, ScopeOf(organization, *rule, now, from, kMostAtOnce));
    const bool more = candidates.size() == static_cast<std::size_t>(kMostAtOnce);
    const auto until = more ? candidates.back().printer_id : kLast;
    const auto written = Compare(*rule, MeasuresOf(tx, organization, *rule, candidates, now),
                                 store::ListKnown(tx, *rule, from, until), now);
    store::SaveKnown(tx, *rule, written.saved);
    store::DropKnown(tx, *rule, written.dropped);
    if (more) return Looked{0, until};
    const auto told = Tell(tx, parts, *rule, now);
    store::NoteEvaluated(tx, *rule, now);
    return Looked{told, std::nullopt};
}

}  // namespace alerts
