#include "server/alerts/alert_mail.hpp"

#include <algorithm>

#include "lib/base/json.hpp"
#include "server/platform/i18n/i18n.hpp"

namespace alerts {
namespace {

using store::Due;

constexpr std::size_t kMostInMail = 100;  // rows of its table; the log has all

std::string TimeFor(const Reader& reader, base::Instant at) {
    const std::string time = i18n::FormatDateTime(reader.language, reader.time_zone, at);
    return reader.time_zone == "UTC" ? time + " UTC" : time;
}

}  // namespace

std::string NameOf(Condition condition) {
    return std::string(base::json::EnumName(condition));
}

mail::Mail MailFor(const Parts& parts, const AlertRule& rule, const Reader& reader, const std::vector<Due>& due,
                   SendingId sending, base::Instant now) {
    const bool supplies = rule.condition == Condition::kSupplyPercent || rule.condition == Condition::kSupplyDays;
    mail::Table table{.columns = {"printer", "serial_number", "location"}};
    if (supplies) table.columns.emplace_back("supply");
    table.columns.emplace_back(supplies ? "remaining" : "since");
    for (std::size_t i = 0; i < std::min(due.size(), kMostInMail); ++i) {
        const Due& row = due[i];
        std::vector<std::string> cells{row.manufacturer + " " + row.model,
                                       row.serial_number.empty() ? "-" : row.serial_number,
                                       row.location.empty() ? "-" : row.location};
        if (supplies) {
            cells.push_back(row.supply);
            cells.push_back(parts.mailer.texts().Format(reader.language, "alerts.value." + NameOf(rule.condition),
                                                        {{"value", static_cast<std::int64_t>(row.value)}}));
        } else {
            cells.push_back(TimeFor(reader, row.since));
        }
        table.rows.push_back(std::move(cells));
    }
    std::vector<printers::PrinterId> named;
    for (const auto& row : due) {
        if (named.empty() || named.back() != row.printer_id) named.push_back(row.printer_id);
    }
    mail::Mail mail{.organization = rule.organization_id,
                    .template_name = "alert",
                    .language = reader.language,
                    .to = reader.email,
                    .to_name = reader.name,
                    .args = {{"name", reader.name},
                             {"rule", rule.name},
                             {"condition", NameOf(rule.condition)},
                             {"threshold", static_cast<std::int64_t>(rule.threshold)},
                             {"printers", static_cast<std::int64_t>(named.size())},
                             {"more", static_cast<std::int64_t>(due.size() - table.rows.size())},
                             {"at", TimeFor(reader, now)},
                             {"person", std::string(reader.person ? "yes" : "no")}},
                    .table = std::move(table)};
    mail.link = parts.portal_url +
                (named.size() == 1 ? "/printers/" + named.front().ToString() + "?org="
                                   : "/alert-log?rule_id=" + rule.id.ToString() + "&org=") +
                rule.organization_id.ToString();
    mail.object_type = "alert_rule";
    mail.object_id = rule.id.value;
    mail.cause = "alert " + sending.ToString() + " " + reader.email;
    return mail;
}

}  // namespace alerts
