#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/alerts/alerts.hpp"
#include "server/platform/pg/list.hpp"
#include "server/platform/pg/types.hpp"

// The tables alert_rules, alert_conditions, alert_sendings, alert_notices and alert_mutes; nothing else writes them.
namespace alerts::store {

using Organizations = std::span<const base::OrganizationId>;

// ---- rules

struct ShownAlertRule : AlertRule {
    std::string organization_name;
    std::vector<std::string> people;       // the names of user_ids, in their order; "": deleted
    std::vector<std::string> people_away;  // of them, who cannot sign in, and so gets nothing
    std::vector<std::string> sites;        // the names of site_ids, in their order; "": deleted
    std::int64_t active = 0;               // things that were told and are so still
    std::optional<base::Instant> last_told_at;
    std::optional<base::Instant> evaluated_at;
};
BOOST_DESCRIBE_STRUCT(ShownAlertRule, (AlertRule),
                      (organization_name, people, people_away, sites, active, last_told_at, evaluated_at))

enum class RuleColumn { kName, kCondition, kOrganizationName, kEnabled, kActive, kLastToldAt };
BOOST_DESCRIBE_ENUM(RuleColumn, kName, kCondition, kOrganizationName, kEnabled, kActive, kLastToldAt)

struct RuleFilter {
    Organizations organizations;
    std::string search;  // base::FoldCase; "": all
    std::vector<Condition> condition;
    std::optional<bool> enabled;
};
BOOST_DESCRIBE_STRUCT(RuleFilter, (), (organizations, search, condition, enabled))

pg::Slice<ShownAlertRule> ListRules(pg::Transaction& tx, const RuleFilter& filter,
                                    const pg::Window<RuleColumn>& window);
std::optional<ShownAlertRule> FindRule(pg::Transaction& tx, Organizations organizations, RuleId id);
std::optional<AlertRule> LockRule(pg::Transaction& tx, Organizations organizations, RuleId id);
std::int64_t CountRules(pg::Transaction& tx, base::OrganizationId organization);
void InsertRule(pg::Transaction& tx, const AlertRule& rule);
void UpdateRule(pg::Transaction& tx, const AlertRule& rule);
void DeleteRule(pg::Transaction& tx, const AlertRule& rule);
// What meets it is told anew.
void ForgetConditions(pg::Transaction& tx, const AlertRule& rule);

struct AlertPerson {
    identity::UserId id;
    std::string name;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(AlertPerson, (), (id, name, email))
// Who can sign in at the organization, by name; `search`: base::FoldCase.
std::vector<AlertPerson> ListPeople(pg::Transaction& tx, base::OrganizationId organization, const std::string& search,
                                    std::int32_t most);
std::vector<identity::UserId> KnownPeople(pg::Transaction& tx, base::OrganizationId organization,
                                          const std::vector<identity::UserId>& ids);

// ---- what meets them

struct RuleKey {
    base::OrganizationId organization_id;
    RuleId id;
};
BOOST_DESCRIBE_STRUCT(RuleKey, (), (organization_id, id))
// Rules that are on, of organizations that are there, by organization and id behind the given one. `tx` sees everything.
std::vector<RuleKey> ListEnabled(pg::Transaction& tx, const RuleKey& after, std::int32_t most);
// nullopt: gone, off, or another server is at it.
std::optional<AlertRule> ClaimRule(pg::Transaction& tx, base::OrganizationId organization, RuleId id);
void NoteEvaluated(pg::Transaction& tx, const AlertRule& rule, base::Instant now);

struct Scope {
    base::OrganizationId organization;
    std::vector<organizations::SiteId> site_ids;
    std::vector<std::string> model_keys;
    Condition condition = Condition::kSupplyPercent;
    double percent = 0;           // of kSupplyPercent: printers with a supply below
    base::Day ends_before;        // of kSupplyDays
    base::Instant silent_before;  // of kSilent
    printers::PrinterId after;
    std::int32_t most = 0;
};
BOOST_DESCRIBE_STRUCT(Scope, (),
                      (organization, site_ids, model_keys, condition, percent, ends_before, silent_before, after, most))
struct PrinterNow {
    printers::PrinterId printer_id;
    base::Instant observed_at;
    std::int16_t state = 0;  // as packing.hpp has it; 4: not communicating
};
BOOST_DESCRIBE_STRUCT(PrinterNow, (), (printer_id, observed_at, state))
// Printers that may meet the rule, by id: those below the border at which it is over. Muted ones are not among them.
std::vector<PrinterNow> ListCandidates(pg::Transaction& tx, const Scope& scope);
struct SampledPrinter : PrinterNow {
    std::int64_t all = 0;  // so many are in the scope
};
BOOST_DESCRIBE_STRUCT(SampledPrinter, (PrinterNow), (all))
// Of all printers in the scope the first `most`.
std::vector<SampledPrinter> ListScope(pg::Transaction& tx, const Scope& scope);

struct ErrorSince {
    printers::PrinterId printer_id;
    base::Instant since;
};
BOOST_DESCRIBE_STRUCT(ErrorSince, (), (printer_id, since))
// Of printers in the state "error": the first reading of it after the last one that had none, seven days back at most.
std::vector<ErrorSince> ListErrors(pg::Transaction& tx, base::OrganizationId organization,
                                   const std::vector<printers::PrinterId>& printers, base::Instant now);

struct Known {
    printers::PrinterId printer_id;
    std::int16_t slot = kWholePrinter;
    std::string supply;
    double value = 0;
    base::Instant since;
    bool told = false;
    std::optional<base::Instant> told_at;
    std::optional<base::Instant> cleared_at;
};
BOOST_DESCRIBE_STRUCT(Known, (), (printer_id, slot, supply, value, since, told, told_at, cleared_at))
// By printer and slot; after < printer <= until.
std::vector<Known> ListKnown(pg::Transaction& tx, const AlertRule& rule, printers::PrinterId after,
                             printers::PrinterId until);
void SaveKnown(pg::Transaction& tx, const AlertRule& rule, const std::vector<Known>& rows);
void DropKnown(pg::Transaction& tx, const AlertRule& rule, const std::vector<Known>& rows);

// To be told now, by printer and slot.
struct Due {
    printers::PrinterId printer_id;
    std::int16_t slot = kWholePrinter;
    std::string supply;
    double value = 0;
    base::Instant since;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string location;
};
BOOST_DESCRIBE_STRUCT(Due, (), (printer_id, slot, supply, value, since, manufacturer, model, serial_number, location))
std::vector<Due> ListDue(pg::Transaction& tx, const AlertRule& rule, base::Instant since_before,
                         base::Instant told_before, std::int32_t most);
void MarkTold(pg::Transaction& tx, const AlertRule& rule, const std::vector<Due>& rows, base::Instant now);

struct Person {
    std::string email;
    std::string name;
    std::string language;
    std::string time_zone;
    bool active = false;
    bool wants = false;
};
BOOST_DESCRIBE_STRUCT(Person, (), (email, name, language, time_zone, active, wants))
// Of the organization, by name.
std::vector<Person> ListRecipients(pg::Transaction& tx, base::OrganizationId organization,
                                   const std::vector<identity::UserId>& ids);

// ---- the log

struct Sending {
    base::OrganizationId organization_id;
    SendingId id;
    RuleId rule_id;
    std::string rule_name;
    Condition condition = Condition::kSupplyPercent;
    std::int32_t threshold = 0;
    base::Instant at;
    std::vector<std::string> recipients;
    std::vector<std::string> disabled;
    std::vector<std::string> unwanted;
};
BOOST_DESCRIBE_STRUCT(Sending, (),
                      (organization_id, id, rule_id, rule_name, condition, threshold, at, recipients, disabled,
                       unwanted))
struct NewNotice {
    NoticeId id;
    printers::PrinterId printer_id;
    std::int16_t slot = kWholePrinter;
    std::string supply;
    double value = 0;
    base::Instant since;
};
BOOST_DESCRIBE_STRUCT(NewNotice, (), (id, printer_id, slot, supply, value, since))
void InsertSending(pg::Transaction& tx, const Sending& sending, const std::vector<NewNotice>& notices);
// The log before that time.
std::int64_t DropSendings(pg::Transaction& tx, base::Instant before, std::int32_t most);

struct AlertNotice {
    NoticeId id;
    base::OrganizationId organization_id;
    std::string organization_name;
    base::Instant at;
    RuleId rule_id;
    std::string rule_name;  // as it was called then
    Condition condition = Condition::kSupplyPercent;
    std::int32_t threshold = 0;
    printers::PrinterId printer_id;
    std::string manufacturer;
    std::string model;
    std::string serial_number;
    std::string supply;                   // "": the printer
    double value = 0;                     // percent or days left; minutes of error, days of silence
    base::Instant since;                  // since when it was so
    std::vector<std::string> recipients;  // a mail went to
    std::vector<std::string> disabled;    // could not sign in any more
    std::vector<std::string> unwanted;    // do not want such mails
};
BOOST_DESCRIBE_STRUCT(AlertNotice, (),
                      (id, organization_id, organization_name, at, rule_id, rule_name, condition, threshold, printer_id,
                       manufacturer, model, serial_number, supply, value, since, recipients, disabled, unwanted))
enum class NoticeColumn { kAt, kModel, kValue, kRuleName, kOrganizationName, kSince };
BOOST_DESCRIBE_ENUM(NoticeColumn, kAt, kModel, kValue, kRuleName, kOrganizationName, kSince)
struct NoticeFilter {
    Organizations organizations;
    std::optional<RuleId> rule;
    std::optional<printers::PrinterId> printer;
    std::vector<Condition> condition;
};
BOOST_DESCRIBE_STRUCT(NoticeFilter, (), (organizations, rule, printer, condition))
pg::Slice<AlertNotice> ListNotices(pg::Transaction& tx, const NoticeFilter& filter,
                                   const pg::Window<NoticeColumn>& window);

// ---- printers that no rule tells of

struct PrinterAlerts {
    base::OrganizationId organization_id;
    bool muted = false;
    std::string muted_by;
    std::optional<base::Instant> muted_at;
    std::string name;  // of the printer, for the audit log
};
BOOST_DESCRIBE_STRUCT(PrinterAlerts, (), (organization_id, muted, muted_by, muted_at, name))
// nullopt: not visible, or deregistered.
std::optional<PrinterAlerts> FindMute(pg::Transaction& tx, Organizations organizations, printers::PrinterId printer);
struct ActiveAlert {
    RuleId rule_id;
    std::string rule_name;
    Condition condition = Condition::kSupplyPercent;
    std::int32_t threshold = 0;
    std::string supply;
    double value = 0;
    base::Instant since;
    bool told = false;
};
BOOST_DESCRIBE_STRUCT(ActiveAlert, (), (rule_id, rule_name, condition, threshold, supply, value, since, told))
std::vector<ActiveAlert> ListActive(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                                    std::int32_t most);
// Whether anything changed.
bool Mute(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer, const std::string& by,
          base::Instant now);
bool Unmute(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer);

// ---- history, for the preview

struct Border {
    printers::PrinterId printer_id;
    std::int16_t slot = 0;
    double below = 0;  // raw, as the printer counts
    double clear = 0;
};
BOOST_DESCRIBE_STRUCT(Border, (), (printer_id, slot, below, clear))
struct Range {
    base::OrganizationId organization;
    base::Instant since;
    base::Instant until;
};
BOOST_DESCRIBE_STRUCT(Range, (), (organization, since, until))
struct TurnRow {
    printers::PrinterId printer_id;
    std::int16_t slot = kWholePrinter;
    base::Instant at;
    bool met = false;
    bool over = false;
};
BOOST_DESCRIBE_STRUCT(TurnRow, (), (printer_id, slot, at, met, over))
// By printer, slot and time; the first of each is its first reading of the range.
std::vector<TurnRow> ListLevelTurns(pg::Transaction& tx, const Range& range, const std::vector<Border>& borders);
std::vector<TurnRow> ListErrorTurns(pg::Transaction& tx, const Range& range,
                                    const std::vector<printers::PrinterId>& printers);
struct Silence {
    printers::PrinterId printer_id;
    base::Instant since;
    base::Instant until;
};
BOOST_DESCRIBE_STRUCT(Silence, (), (printer_id, since, until))
// That ended within the range and lasted so many days.
std::vector<Silence> ListSilences(pg::Transaction& tx, const Range& range,
                                  const std::vector<printers::PrinterId>& printers, std::int32_t days);

}  // namespace alerts::store
