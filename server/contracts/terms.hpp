#pragma once

#include <array>
#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/ids.hpp"
#include "lib/base/limits.hpp"
#include "lib/base/problem.hpp"
#include "server/catalog/catalog.hpp"
#include "server/organizations/organizations.hpp"
#include "server/printers/printers.hpp"

// The terms on which a printer is supplied (ASR-4, ASR-8, ASR-13). They are inherited: what the installation is configured
// with, the operator, the printer's model, its contract, its site; the last one that says something counts.
namespace contracts {

using printers::ContractId;

// How what is ordered for a site travels: with the other printers of the site that have the same delivery contact, or each
// printer's by itself.
enum class Consolidation { kPerSite, kPerPrinter };
BOOST_DESCRIBE_ENUM(Consolidation, kPerSite, kPerPrinter)

enum class Weekday { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };
BOOST_DESCRIBE_ENUM(Weekday, kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday)

// What one level says; absent and empty: nothing, what is above counts.
struct SupplyTerms {
    std::optional<std::int32_t> trigger_days{};            // order when what is left lasts this long
    std::optional<std::int32_t> coverage_days{};           // an order covers this much consumption
    std::optional<std::int32_t> join_days{};               // what is due within this time travels along
    std::optional<std::int32_t> first_notice_days{};       // of silence, until the contact is told (ASR-13)
    std::optional<std::int32_t> high_volume_cartridges{};  // of one color a week: not suited (ASR-8)
    std::optional<Consolidation> consolidation{};
    std::vector<Weekday> delivery_days{};  // on which goods are taken

    bool operator==(const SupplyTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(SupplyTerms, (),
                      (trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation,
                       delivery_days))

// The limits of the terms, for structs that have more of their own beside them: each names all of its fields.
inline constexpr base::Limit kTriggerDays{.field = "trigger_days", .range = base::Range{1, 180}};
inline constexpr base::Limit kCoverageDays{.field = "coverage_days", .range = base::Range{1, 365}};
inline constexpr base::Limit kJoinDays{.field = "join_days", .range = base::Range{1, 365}};
inline constexpr base::Limit kFirstNoticeDays{.field = "first_notice_days", .range = base::Range{7, 14}};
inline constexpr base::Limit kHighVolume{.field = "high_volume_cartridges", .range = base::Range{1, 50}};
inline constexpr base::Limit kDeliveryDays{.field = "delivery_days", .max_items = 7};

// Where what counts comes from.
enum class TermSource { kInstallation, kOperator, kModel, kContract, kSite };
BOOST_DESCRIBE_ENUM(TermSource, kInstallation, kOperator, kModel, kContract, kSite)

// The same with where each comes from.
struct TermSources {
    TermSource trigger_days = TermSource::kInstallation;
    TermSource coverage_days = TermSource::kInstallation;
    TermSource join_days = TermSource::kInstallation;
    TermSource first_notice_days = TermSource::kInstallation;
    TermSource high_volume_cartridges = TermSource::kInstallation;
    TermSource consolidation = TermSource::kInstallation;
    TermSource delivery_days = TermSource::kInstallation;
};
BOOST_DESCRIBE_STRUCT(TermSources, (),
                      (trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation,
                       delivery_days))

struct EffectiveTerms {
    std::int32_t trigger_days = 21;
    std::int32_t coverage_days = 30;
    std::int32_t join_days = 45;  // never fewer than trigger_days
    std::int32_t first_notice_days = 7;
    std::int32_t high_volume_cartridges = 2;
    Consolidation consolidation = Consolidation::kPerSite;
    std::vector<Weekday> delivery_days{};  // empty: on every day
    TermSources sources{};
};
BOOST_DESCRIBE_STRUCT(EffectiveTerms, (),
                      (trigger_days, coverage_days, join_days, first_notice_days, high_volume_cartridges, consolidation,
                       delivery_days, sources))

// What the levels say, one after the other. Pure.
struct Level {
    TermSource source;
    const SupplyTerms* terms;  // nullptr: nothing
};
EffectiveTerms Inherit(const EffectiveTerms& installation, std::span<const Level> levels);

// Adds what is wrong between the fields of one level: "join_before_trigger", "delivery_day_twice". Pure.
void CheckTerms(const SupplyTerms& terms, base::FieldProblems& problems);

// ---- of a printer

// ASR-17: who enrolls printers, changes addresses and is told when a printer is silent: the operator's service desk, or the
// customer.
enum class CustomerKind { kMps, kSelfService };
BOOST_DESCRIBE_ENUM(CustomerKind, kMps, kSelfService)

// A printer's contract, as far as its supplies go.
struct Coverage {
    CustomerKind customer = CustomerKind::kSelfService;
    bool supplies_included = true;
    std::vector<std::string> excluded_kinds;  // catalog::PlainType
    std::optional<base::Day> starts_on;
    std::optional<base::Day> ends_on;

    [[nodiscard]] bool RunsOn(base::Day day) const {
        return (!starts_on || *starts_on <= day) && (!ends_on || day <= *ends_on);
    }
    [[nodiscard]] bool Covers(std::string_view supply_type) const;
};

BOOST_DESCRIBE_STRUCT(Coverage, (), (customer, supplies_included, excluded_kinds, starts_on, ends_on))

struct Terms : EffectiveTerms {
    std::optional<Coverage> contract;  // absent: the printer is under none
};

// What terms depend on.
struct TermsKey {
    base::OrganizationId organization;
    std::optional<ContractId> contract;
    std::optional<organizations::SiteId> site;
    std::string_view manufacturer;
    std::string_view model;
};

// The terms of many printers: what the levels say is read once, a few rows however many printers there are.
class TermsBook {
  public:
    // Of printers of these organizations. `installation`: what it is configured with.
    TermsBook(pg::Transaction& tx, std::span<const base::OrganizationId> organizations,
              const EffectiveTerms& installation);
    // As long as the book.
    const Terms& Of(const TermsKey& key);

  private:
    using Remembered = std::tuple<base::OrganizationId, std::optional<ContractId>, std::optional<organizations::SiteId>,
                                  const SupplyTerms*>;
    struct Contract : SupplyTerms {
        Coverage coverage;
    };
    const SupplyTerms* OfModel(std::string_view manufacturer, std::string_view model);

    EffectiveTerms installation_;
    SupplyTerms operator_;
    std::unordered_map<std::string, SupplyTerms> models_;              // by catalog::ModelKey
    std::unordered_map<std::string, const SupplyTerms*> said_models_;  // by maker and model as printers say them
    std::map<std::pair<base::OrganizationId, ContractId>, Contract> contracts_;
    std::map<std::pair<base::OrganizationId, organizations::SiteId>, SupplyTerms> sites_;
    std::map<Remembered, Terms> terms_;
};

}  // namespace contracts
