#include <algorithm>
#include <limits>
#include <map>

#include "server/platform/pg/transaction.hpp"
#include "server/replenishment/book_keeper.hpp"
#include "server/replenishment/country_holidays.hpp"
#include "server/replenishment/high_volume_report.hpp"
#include "server/replenishment/history.hpp"
#include "server/replenishment/rebuild.hpp"
#include "server/replenishment/replenishment.hpp"
#include "server/replenishment/shelf_lines.hpp"
#include "server/replenishment/shelf_store.hpp"
#include "server/replenishment/snapshot.hpp"

// One day of one organization: readings -> states -> decisions -> orders.
namespace replenishment {
namespace {

// Whose states are built from the history in one transaction: some seconds.
constexpr std::size_t kMostRebuilt = 1'000;
// Where nobody says when what is on back order will arrive, or the day has passed.
constexpr int kBackOrderDays = 20;
constexpr std::int32_t kMostOrdered = 999;

// The first that no open order of the supply has.
std::int32_t NeedOf(const SupplyWork& supply) {
    std::int32_t need = 0;
    while (supply.open != nullptr && std::ranges::count(supply.open->needs, need) > 0) ++need;
    return need;
}

// `told`: percent, of which the decision was made. `announced`: the day that was told before where that is a
// later one, and why it came earlier.
orders::NewLine LineOf(const printers::PrinterFact& printer, const SupplyWork& supply, const Decision& decision,
                       std::optional<double> told, const GaugeEvidence& evidence,
                       const std::optional<std::pair<base::Day, Moved>>& announced) {
    Reason reason = ReasonOf(decision, {told, IsReceptacle(supply.fact->type), GaugeOf(*supply.fact, evidence)});
    if (announced) {
        reason.args["announced_on"] = base::FormatDay(announced->first);
        if (decision.verdict == Verdict::kOrder)
            reason.args["moved"] = std::string(base::json::EnumName(announced->second));
    }
    orders::NewLine line{.printer_id = printer.id,
                         .printer_serial_number = printer.serial_number,
                         .printer_model = printer.manufacturer + " " + printer.model,
                         .printer_location = printer.location,
                         .supply_slot = supply.fact->slot,
                         .quantity = std::min(decision.quantity, kMostOrdered),
                         .need = NeedOf(supply),
                         .reason = {"replenishment." + reason.code, reason.args}};
    if (const catalog::Item* item = supply.cartridge->item) {
        line.item = {item->id, item->part_number, item->name, item->colorant, item->yield_pages};
    } else {
        // ORD-2: a generic item, named as the printer names its supply.
        const auto& fact = *supply.fact;
        line.item = {std::nullopt, "", fact.description.empty() ? fact.type : fact.description, fact.colorant, 0};
    }
    return line;
}

class DailyRun {
  public:
    DailyRun(pg::Transaction& tx, base::OrganizationId organization, base::Day today, base::Instant now,
             const Settings& settings, Snapshot& snapshot)
        : tx_(tx),
          organization_(organization),
          today_(today),
          now_(now),
          snapshot_(snapshot),
          cartridges_(settings.cartridges),
          engine_(settings.profile, settings.rule, {}, snapshot.fleet, method_) {}

    RunResult Go(orders::Office& office) {
        Load();
        ReadMissedDays();
        ReadNewest();
        const auto followed = FollowCartridges(tx_, organization_, snapshot_, engine_);
        ReportMoved(tx_, office.ids, organization_, followed.moved, now_);
        Block(office);
        KeepSpares(store::ListRules(tx_, organization_), snapshot_, engine_);
        decisions_ = engine_.Decide(NumberOf(today_));
        KeepApart();
        HoldSteady();
        engine_.SetDueDays(NumberOf(today_), decisions_);
        for (const SupplyIndex at : decisions_.Indexes()) beside_.Add(BesideOf(at));
        const RunResult result{.supplies = static_cast<std::int64_t>(decisions_.size()), .orders = PlaceOrders(office)};
        const auto happened = engine_.TakeHappenings();
        WriteBook(tx_, office.ids, organization_, snapshot_, engine_, happened.shelf, today_, now_);
        TellCartridges(happened.cartridges, followed);
        Write();
        return result;
    }

  private:
    void TellCartridges(const std::vector<CartridgeNews>& news, const Followed& followed) {
        if (cartridges_ == nullptr || news.empty()) return;
        std::vector<CartridgeEvent> events;
        for (std::size_t i = 0; i < news.size(); ++i) {
            if (!orders::IsCoveredType(snapshot_.supplies[news[i].supply].fact->type)) continue;
            events.push_back(EventOf(snapshot_, news[i].supply, news[i]));
            if (!followed.from[i]) continue;
            const auto& from = snapshot_.facts[snapshot_.supplies[*followed.from[i]].printer];
            if (from.id != events.back().printer) events.back().from = from.id;
        }
        std::ranges::stable_sort(events, {}, &CartridgeEvent::day);
        cartridges_->OnCartridges(tx_, organization_, events, now_);
    }

    void Load() {
        for (const Place& place : snapshot_.places)
            engine_.AddSite(place.state.value_or(SiteState{}), place.holidays, place.week);
        for (const PrinterIndex i : snapshot_.printers.Indexes()) {
            const auto& printer = snapshot_.printers[i];
            engine_.AddPrinter(printer.place);
            for (const SupplyIndex at : printer.Supplies()) {
                const SupplyWork& supply = snapshot_.supplies[at];
                SupplySpec spec = SpecOf(*supply.fact, *supply.cartridge);
                spec.rule = RuleOf(*printer.terms);
                engine_.AddSupply(i, spec, *supply.state);
                const auto* open = supply.open;
                if (open == nullptr) {
                    engine_.SetTransit(at, 0);
                    continue;
                }
                const bool known = open->expected_on && *open->expected_on > today_;
                engine_.SetTransit(at, static_cast<std::int32_t>(open->quantity),
                                   static_cast<std::int32_t>(open->on_back_order),
                                   known ? NumberOf(*open->expected_on) : NumberOf(today_) + kBackOrderDays);
            }
        }
    }

    // The server was off, or the agent delivered late.
    void ReadMissedDays() {
        std::vector<MissingDays> missing;
        for (const PrinterIndex i : snapshot_.printers.Indexes()) {
            const auto& printer = snapshot_.printers[i];
            MissingDays days{.printer = i, .fact = &snapshot_.facts[i]};
            days.last = NumberOf(DayOf(days.fact->observed_at)) - 1;
            days.first = days.last + 1;
            for (const SupplyIndex at : printer.Supplies()) {
                const SupplyWork& supply = snapshot_.supplies[at];
                days.slots.push_back(supply.fact->slot);
                if (supply.last_day) days.first = std::min(days.first, NumberOf(*supply.last_day) + 1);
            }
            days.first = std::max(days.first, NumberOf(today_) - kMostHistoryDays);
            if (days.first <= days.last) missing.push_back(std::move(days));
        }
        ReadHistory(tx_, organization_, engine_, missing);
    }

    void ReadNewest() {
        std::vector<SupplyReading> readings;
        for (const PrinterIndex i : snapshot_.printers.Indexes()) {
            const auto& printer = snapshot_.printers[i];
            const auto& fact = snapshot_.facts[i];
            readings.clear();
            for (const SupplyIndex at : printer.Supplies()) {
                readings.push_back(snapshot_.supplies[at].reading);
            }
            engine_.Read(i, NumberOf(DayOf(fact.observed_at)), CountersOf(fact.page_meters, fact.meters), readings);
        }
    }

    // Of all places at once.
    void FindContacts() {
        std::vector<contacts::ContactId> ids;
        for (const Place& place : snapshot_.places) {
            if (!place.contact.IsNil()) ids.push_back(place.contact);
        }
        const auto found = contacts::FindContacts(tx_, {&organization_, 1}, ids);
        std::map<contacts::ContactId, const contacts::Contact*> by_id;
        for (const auto& contact : found) by_id[contact.id] = &contact;
        for (const Place& place : snapshot_.places) {
            const auto at = by_id.find(place.contact);
            contacts_.Add(at != by_id.end() ? std::optional(*at->second) : std::nullopt);
        }
    }

    // What stands against an order, once all readings are known.
    void Block(orders::Office& office) {
        FindContacts();
        std::vector<printers::PrinterId> began;
        std::vector<printers::PrinterId> stopped;
        std::vector<printers::PrinterId> enrolled;  // of those that began
        for (const PrinterIndex i : snapshot_.printers.Indexes()) {
            const auto& printer = snapshot_.printers[i];
            const auto& fact = snapshot_.facts[i];
            const bool high_volume = engine_.HighVolume(i, fact.high_volume, printer.terms->high_volume_cartridges);
            if (high_volume != fact.high_volume) (high_volume ? began : stopped).push_back(fact.id);
            if (high_volume && !fact.high_volume && printer.participation.enrolled) enrolled.push_back(fact.id);
            for (const SupplyIndex at : printer.Supplies()) {
                const SupplyWork& supply = snapshot_.supplies[at];
                engine_.Block(at, WhyBlocked({.printer = fact,
                                              .supply = *supply.fact,
                                              .terms = *printer.terms,
                                              .participation = printer.participation,
                                              .reading = supply.reading,
                                              .state = engine_.StateOf(at),
                                              .high_volume = high_volume,
                                              .contact_exists = contacts_[printer.place].has_value(),
                                              .today = NumberOf(today_)},
                                             method_));
            }
        }
        printers::WriteHighVolume(tx_, office.ids, organization_, began, stopped, now_);
        ReportHighVolume(tx_, office.ids, organization_, enrolled, now_);
    }

    // Where each printer's supplies travel by themselves, nothing joins what is due for another printer.
    void KeepApart() {
        for (const PrinterIndex i : snapshot_.printers.Indexes()) {
            const auto& printer = snapshot_.printers[i];
            if (printer.terms->consolidation != contracts::Consolidation::kPerPrinter) continue;
            bool due = false;
            for (const SupplyIndex at : printer.Supplies()) due = due || decisions_[at].verdict == Verdict::kOrder;
            if (due) continue;
            for (const SupplyIndex at : printer.Supplies()) engine_.Wait(at, decisions_[at]);
        }
    }

    // ASR-10: figures count down day by day.
    void HoldSteady() {
        for (const SupplyIndex at : decisions_.Indexes()) {
            const auto* row = snapshot_.supplies[at].row;
            if (row == nullptr || !row->days_left || !row->decided_at) continue;
            replenishment::HoldSteady(decisions_[at], printers::DaysLeftNow(*row->days_left, *row->decided_at, now_),
                                      method_);
        }
    }

    // ASR-6: one order for each site and contact that something is due for; where its terms say so, for each printer.
    std::int64_t PlaceOrders(orders::Office& office) {
        std::map<std::pair<SiteIndex, std::optional<PrinterIndex>>, std::vector<orders::NewLine>> of_place;
        for (const SupplyIndex at : decisions_.Indexes()) {
            if (decisions_[at].verdict == Verdict::kNoOrder) continue;
            const SupplyWork& supply = snapshot_.supplies[at];
            const auto& printer = snapshot_.printers[supply.printer];
            const bool apart = printer.terms->consolidation == contracts::Consolidation::kPerPrinter;
            of_place[{printer.place, apart ? std::optional(supply.printer) : std::nullopt}].push_back(
                LineOf(snapshot_.facts[supply.printer], supply, decisions_[at], DecidedFrom(at).percent,
                       engine_.StateOf(at).evidence, Announced(at)));
        }
        std::int64_t placed = 0;
        for (auto& [key, lines] : of_place) {
            const SiteIndex place = key.first;
            const auto site_id = snapshot_.places[place].site;
            orders::NewOrder order{.organization = organization_,
                                   .contact = contacts_[place].value(),
                                   .source = orders::Source::kReplenishment,
                                   .lines = std::move(lines)};
            if (!site_id.IsNil()) {
                const auto site = organizations::FindSite(tx_, organization_, site_id);
                order.site_id = site_id;
                order.site_name = site ? site->name : "";
            }
            if (orders::CreateOrder(tx_, office, order, now_)) ++placed;
        }
        return placed;
    }

    // The day on which this run takes place: orders bear it, and dates that are announced count
    // from it.
    [[nodiscard]] base::Day Night() const { return std::chrono::floor<std::chrono::days>(now_); }

    [[nodiscard]] Moved MovedBy(SupplyIndex at, bool earlier) const {
        const auto& supply = snapshot_.supplies[at];
        const auto& row = *supply.row;
        const Decision& decision = decisions_[at];
        const auto days = row.decided_on ? static_cast<std::int32_t>((today_ - *row.decided_on).count()) : 1;
        const bool replaced =
            engine_.StateOf(at).replaced_on != supply.state->replaced_on && engine_.StateOf(at).replaced_on != kNoDay;
        return WhyMoved({row.percent.value_or(0), row.daily_percent.value_or(0), row.decided_shelf + row.in_transit},
                        {decision.percent, decision.daily_percent, decision.shelf + decision.transit}, days, replaced,
                        earlier);
    }

    // Where it is ordered before the day that was announced.
    [[nodiscard]] std::optional<std::pair<base::Day, Moved>> Announced(SupplyIndex at) const {
        const auto* row = snapshot_.supplies[at].row;
        if (row == nullptr || !row->order_due_on || *row->order_due_on <= Night()) return std::nullopt;
        return std::pair(*row->order_due_on, MovedBy(at, true));
    }

    // What the printer says now; where the day that was read ends before a cartridge was put in, what it
    // said then: the figures are those of the old cartridge, and the next run makes new ones.
    [[nodiscard]] printers::CartridgeLevel DecidedFrom(SupplyIndex at) const {
        const auto& fact = *snapshot_.supplies[at].fact;
        const printers::CartridgeLevel now{ShownPercent(fact), fact.cartridge_serial_number};
        const std::int32_t read = engine_.StateOf(at).gauge.raw;
        if (read < 0) return now;
        const printers::CartridgeLevel then{static_cast<double>(read), ""};
        return printers::ReplacedSince(then, {now.percent, ""}) ? then : now;
    }

    [[nodiscard]] store::Beside BesideOf(SupplyIndex at) const {
        const SupplyWork& supply = snapshot_.supplies[at];
        const Decision& decision = decisions_[at];
        store::Beside beside{.told = DecidedFrom(at)};
        if (!IsAppraised(decision)) return beside;
        beside.due_on = Night() + std::chrono::days(decision.due_in_days);
        // An order keeps its date; the next one has a date of its own.
        if (supply.row == nullptr || !supply.row->order_due_on || decision.verdict != Verdict::kNoOrder) return beside;
        const auto& before = *supply.row;
        if (*before.order_due_on == *beside.due_on) {
            beside.due_was_on = before.due_was_on;
            beside.due_moved_on = before.due_moved_on;
            beside.due_moved = before.due_moved;
            return beside;
        }
        beside.due_was_on = before.order_due_on;
        beside.due_moved_on = Night();
        beside.due_moved = MovedBy(at, *beside.due_on < *before.order_due_on);
        return beside;
    }

    // When the cartridge that is in the printer was first seen.
    std::optional<base::Instant> ReplacedAt(const SupplyWork& supply, const SupplyState& state) const {
        const auto before = supply.row != nullptr ? supply.row->replaced_at : std::nullopt;
        if (state.replaced_on == supply.state->replaced_on) return before;
        if (state.replaced_on == kNoDay) return std::nullopt;
        const auto newest = snapshot_.facts[supply.printer].observed_at;
        return DayOf(state.replaced_on) == DayOf(newest) ? newest : base::Instant(DayOf(state.replaced_on));
    }

    void Write() {
        std::vector<store::Row> rows;
        rows.reserve(decisions_.size());
        std::vector<printers::Estimates> estimates;
        estimates.reserve(snapshot_.printers.size());
        for (const SupplyIndex at : decisions_.Indexes()) {
            const SupplyWork& supply = snapshot_.supplies[at];
            const SupplyState& state = engine_.StateOf(at);
            const Decision& decision = decisions_[at];
            const auto& printer = snapshot_.facts[supply.printer];
            const store::SupplyKey key{printer.id, supply.fact->slot,
                                       std::max(supply.last_day, std::optional(DayOf(printer.observed_at))),
                                       ReplacedAt(supply, state), supply.row};
            rows.push_back(store::RowOf({today_, now_}, key, state, decision, beside_[at]));
            if (estimates.empty() || estimates.back().printer_id != printer.id)
                estimates.push_back({printer.id, now_, {}});
            estimates.back().supplies.rows.push_back(
                {supply.fact->slot, IsForecast(decision, method_) ? std::optional(decision.q50) : std::nullopt,
                 beside_[at].told.percent, beside_[at].told.cartridge_serial_number});
        }
        store::Write(tx_, organization_, snapshot_.rows, rows, estimates);
        std::vector<store::SiteRow> sites;
        for (const SiteIndex i : snapshot_.places.Indexes()) {
            sites.push_back(store::RowOf(snapshot_.places[i].site, snapshot_.places[i].contact, engine_.SiteOf(i)));
        }
        store::Write(tx_, organization_, sites);
        store::Write(tx_, organization_, engine_.fleet());
        printers::RenewEnds(tx_, organization_, estimates, snapshot_.facts.items());
    }

    pg::Transaction& tx_;
    const base::OrganizationId organization_;
    const base::Day today_;
    const base::Instant now_;
    const Snapshot& snapshot_;
    const Method method_{.deliveries_reported_late = true};
    CartridgeListener* const cartridges_;
    Engine engine_;
    BySite<std::optional<contacts::Contact>> contacts_;
    BySupply<Decision> decisions_;
    BySupply<store::Beside> beside_;
};

// The states that were built from the history so far.
void WriteRebuilt(pg::Transaction& tx, base::OrganizationId organization, const Snapshot& snapshot) {
    std::vector<store::Row> states;
    for (const SupplyWork& supply : snapshot.supplies) {
        if (!supply.state || (supply.row != nullptr && store::StateOf(*supply.row))) continue;
        states.push_back(store::RowOf(supply.row, snapshot.facts[supply.printer].id, supply.fact->slot, *supply.state,
                                      supply.last_day));
    }
    store::Write(tx, organization, snapshot.rows, states);
    std::vector<store::SiteRow> sites;
    for (const Place& place : snapshot.places) {
        if (place.state) sites.push_back(store::RowOf(place.site, place.contact, *place.state));
    }
    store::Write(tx, organization, sites);
    store::Write(tx, organization, snapshot.fleet);
}

}  // namespace

RunResult RunDaily(pg::Transaction& tx, orders::Office& office, base::OrganizationId organization, base::Day today,
                   base::Instant now, const Settings& settings) {
    auto rows = store::LockAll(tx, organization);
    // The run is repeated: its orders are on their way.
    if (std::ranges::any_of(rows, [&](const auto& row) { return row.decided_on && *row.decided_on >= today; })) {
        return {};
    }
    Snapshot snapshot(tx, organization, std::move(rows), InstallationOf(settings));
    if (settings.holidays) FindHolidays(tx, organization, *settings.holidays, today, snapshot);
    const auto rebuilt =
        static_cast<std::int64_t>(RebuildFromHistory(tx, organization, today, settings, kMostRebuilt, snapshot, now));
    if (rebuilt > 0) WriteRebuilt(tx, organization, snapshot);
    if (std::ranges::any_of(snapshot.supplies, [](const auto& supply) { return !supply.state; })) {
        return {.rebuilt = rebuilt, .again = true};
    }
    RunResult result = DailyRun(tx, organization, today, now, settings, snapshot).Go(office);
    result.rebuilt = rebuilt;
    return result;
}

void Shelf::OnDelivered(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                        std::int32_t supply_slot, std::int32_t quantity, const std::string& order_number,
                        base::Instant now) {
    const auto kept = store::Lock(tx, organization, printer);
    const auto before = std::ranges::find(kept, supply_slot, &store::Row::supply_slot);
    store::Row row = before != kept.end() ? *before : store::Row{{.supply_slot = supply_slot}, printer, std::nullopt};
    const auto known = store::StateOf(row);
    const FleetState fleet = store::Fleet(tx, organization);
    Engine engine(Profile::kBalanced, {}, {}, fleet);
    const SupplyIndex supply =
        engine.AddSupply(engine.AddPrinter(engine.AddSite()), {},
                         known.value_or(SupplyState{.book = {.shelf = row.shelf, .early = row.early_replacements}}));
    engine.Delivered(supply, quantity, NumberOf(DayOf(now)));
    const ShelfBook& book = engine.StateOf(supply).book;
    const std::int32_t shelf_before = row.shelf;
    row.shelf = book.shelf;
    row.early_replacements = book.early;
    if (known) row.state = pg::Bytes{Pack(engine.StateOf(supply))};
    store::Write(tx, organization, kept, {&row, 1});
    auto line = LineOf(ids_, {printer, supply_slot}, ShelfCause::kDelivered, shelf_before, row.shelf, DayOf(now), now);
    line.order_number = order_number;
    store::Write(tx, organization, std::vector{line});
    if (!(engine.fleet() == fleet)) store::Write(tx, organization, engine.fleet());
}

// ASR-12: what had arrived went back; the printer needs it as before.
void Shelf::OnReturned(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                       std::int32_t supply_slot, std::int32_t quantity, bool announced, base::Instant now) {
    const auto kept = store::Lock(tx, organization, printer);
    const auto before = std::ranges::find(kept, supply_slot, &store::Row::supply_slot);
    if (before == kept.end()) return;
    store::Row row = *before;
    row.shelf = std::max(0, row.shelf - quantity);
    if (const auto known = store::StateOf(row)) {
        Engine engine(Profile::kBalanced, {}, {});
        const SupplyIndex supply = engine.AddSupply(engine.AddPrinter(engine.AddSite()), {}, *known);
        engine.Returned(supply, quantity, announced);
        row.state = pg::Bytes{Pack(engine.StateOf(supply))};
    }
    store::Write(tx, organization, kept, {&row, 1});
    if (row.shelf == before->shelf) return;
    store::Write(tx, organization,
                 std::vector{LineOf(ids_, {printer, supply_slot}, ShelfCause::kReturned, before->shelf, row.shelf,
                                    DayOf(now), now)});
}

// ASR-11: the cartridges of an announced job are its own, and what it takes is no habit.
void Shelf::OnAnnounced(pg::Transaction& tx, base::OrganizationId organization, printers::PrinterId printer,
                        std::int32_t supply_slot, std::int32_t quantity, base::Day job_on) {
    const auto kept = store::Lock(tx, organization, printer);
    const auto before = std::ranges::find(kept, supply_slot, &store::Row::supply_slot);
    if (before == kept.end()) return;
    store::Row row = *before;
    auto known = store::StateOf(row);
    if (!known) return;
    Engine engine(Profile::kBalanced, {}, {});
    const SupplyIndex supply = engine.AddSupply(engine.AddPrinter(engine.AddSite()), {}, *known);
    engine.Announced(supply, quantity, NumberOf(job_on));
    row.state = pg::Bytes{Pack(engine.StateOf(supply))};
    store::Write(tx, organization, kept, {&row, 1});
}

}  // namespace replenishment
