#include "server/agent_notices/agent_notices.hpp"

#include <map>

#include "lib/base/log.hpp"
#include "server/agent_notices/agent_notice_store.hpp"
#include "server/identity/identity.hpp"
#include "server/organizations/roles.hpp"
#include "server/platform/i18n/i18n.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/recurring.hpp"

namespace agent_notices {
namespace {

using base::Instant;
using base::OrganizationId;
using store::Event;

constexpr std::int32_t kMostAtOnce = 1'000;  // sites; the others come in five minutes
constexpr std::size_t kMostInMail = 100;

mail::Mail MailTo(const identity::User& person, const Parts& parts, const std::vector<Event>& events, Instant now) {
    const bool took_over = events.front().kind == "took_over";
    mail::Table table{.columns = {"site", took_over ? "took_over" : "agents", took_over ? "silent" : "last_contact"},
                      .rows = {}};
    for (std::size_t i = 0; i < std::min(events.size(), kMostInMail); ++i) {
        const Event& event = events[i];
        const std::string last = i18n::FormatDateTime(person.language, person.time_zone, event.last_contact_at);
        if (took_over) {
            table.rows.push_back({event.site_name, event.agent, event.silent});
        } else {
            table.rows.push_back({event.site_name, event.silent, last});
        }
    }
    const auto organization = events.front().organization_id;
    return {.organization = organization,
            .template_name = took_over ? "agent_took_over" : "agents_silent",
            .language = person.language,
            .to = person.email,
            .to_name = person.first_name + " " + person.last_name,
            .args = {{"name", person.first_name + " " + person.last_name},
                     {"sites", static_cast<std::int64_t>(events.size())},
                     {"more", static_cast<std::int64_t>(events.size() - table.rows.size())}},
            .table = std::move(table),
            .link = parts.portal_url + "/agents?org=" + organization.ToString(),
            .object_type = "organization",
            .object_id = organization.value,
            .cause = "agent_site_notice " + events.front().kind + " " + base::FormatRfc3339(now) + " " +
                     person.id.ToString()};
}

}  // namespace

std::int64_t Look(pg::Transaction& tx, const Parts& parts, Instant now, Instant system_now) {
    std::map<std::pair<OrganizationId, std::string>, std::vector<Event>> told;
    for (auto& event : store::ListNew(tx, now, system_now, kMostAtOnce)) {
        if (!store::Claim(tx, event, now)) continue;
        auto key = std::pair(event.organization_id, event.kind);
        told[std::move(key)].push_back(std::move(event));
    }
    std::int64_t mails = 0;
    const auto roles = organizations::permissions::kManageAgents.roles.ToVector();
    for (const auto& [key, events] : told) {
        for (const auto& person : identity::ListActive(tx, key.first, roles)) {
            if (!person.mail_alerts) continue;
            if (const auto queued = parts.mailer.Enqueue(tx, now, MailTo(person, parts, events, now))) {
                ++mails;
            } else {
                base::log::Warn("agent_notices.mail_refused organization={} code={}", key.first.ToString(),
                                queued.error().code);
            }
        }
    }
    return mails;
}

void RegisterTasks(tasks::Registry& registry, tasks::Recurring& recurring, const Parts& parts) {
    // A server that was away has heard of nobody: the agents have their time to come back first.
    const auto started = std::chrono::steady_clock::now();
    registry.Add("agent_notices.look",
                 [parts, started](tasks::Run& run) -> base::Result<void> {
                     if (std::chrono::steady_clock::now() - started < kSilentFor + kEvery) return {};
                     run.Step([&](pg::Transaction& tx) { Look(tx, parts, run.Now(), base::SystemClock().Now()); });
                     return {};
                 },
                 {.system_scope = true});
    recurring.Add({.kind = "agent_notices.look", .every = kEvery});
}

}  // namespace agent_notices
