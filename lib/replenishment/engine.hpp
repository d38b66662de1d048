#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "lib/replenishment/appraisal.hpp"
#include "lib/replenishment/calendar.hpp"
#include "lib/replenishment/decision.hpp"
#include "lib/replenishment/gauge.hpp"
#include "lib/replenishment/happenings.hpp"
#include "lib/replenishment/indexes.hpp"
#include "lib/replenishment/method.hpp"
#include "lib/replenishment/state.hpp"

// The replenishment engine over the supplies of some sites: takes in what happened on a day, then says what is
// ordered, how long each cartridge lasts, and why. Pure: no clock, no database, no random numbers; the day is an
// argument. The same code serves the daily run of the server and `platen replenish --asr1`.
//
// A day goes: deliveries and other news, then Read() for each printer that answered, then Decide().
namespace replenishment {

// What does not change from day to day.
struct SupplySpec {
    std::size_t item = 0;  // cartridges of the same item can be exchanged at a site
    bool color = false;    // used by color pages only
    GaugeSpec gauge;
    // Why nothing is ever ordered for it (not covered, no contact, on hold); it is still forecast.
    std::optional<Why> blocked;
    std::optional<std::int32_t> lead_time_days;  // of the item: an order is placed that much earlier
    std::optional<Rule> rule{};                  // absent: the engine's
    double starter_yield_pages = 0;  // of the cartridge that a new printer comes with (ASR-19); 0: not known
    std::int32_t spares = 0;         // cartridges that are always kept (ASR-18)
};

struct Counters {
    std::optional<std::int64_t> pages;        // life count, impressions
    std::optional<std::int64_t> color_pages;  // of these in color; where absent, color supplies go by all pages
};

struct SupplyReading {
    std::optional<int> raw;       // percent as reported, or -1, -2, -3
    std::uint64_t cartridge = 0;  // hash of the cartridge's serial number; 0: not reported
};

class Engine {
  public:
    // `holidays`: of sites that bring none of their own.
    Engine(Profile profile, Rule rule, Holidays holidays, FleetState fleet = {}, Method method = {})
        : profile_(profile),
          rule_(rule),
          method_(method),
          holidays_(std::make_shared<const Holidays>(std::move(holidays))),
          fleet_(fleet) {}

    // ---- the fleet; each returns the index by which it is called from then on: 0, 1, 2 ...
    // `holidays`: of the country of the site, shared by all sites of one country.
    SiteIndex AddSite(SiteState state = {}, std::shared_ptr<const Holidays> holidays = nullptr,
                      DeliveryWeek week = kEveryWeekday);
    PrinterIndex AddPrinter(SiteIndex site);
    SupplyIndex AddSupply(PrinterIndex printer, const SupplySpec& spec, const SupplyState& state = {});

    // ---- news of a day
    // Cartridges on their way: ordered and not delivered; `late` of them are on back order and expected on `until`.
    void SetTransit(SupplyIndex supply, std::int32_t cartridges, std::int32_t late = 0, DayNumber until = kNoDay);
    // `day`: of the delivery, where lead times are to be learned from it.
    void Delivered(SupplyIndex supply, std::int32_t cartridges, DayNumber day = kNoDay);
    // Ordered by hand for a job on that day (ASR-11): counts as on its way, and is reserved for the job. Less
    // than 0: the job's order was taken back.
    void Announced(SupplyIndex supply, std::int32_t cartridges, DayNumber job_day);
    // Went back from the shelf. `announced`: they were ordered for a job, which is done without them.
    void Returned(SupplyIndex supply, std::int32_t cartridges, bool announced);
    // The customer called: it is empty and nothing is on the shelf.
    void Emergency(SupplyIndex supply, std::int32_t cartridges);
    void BackOrdered(SupplyIndex supply, std::int32_t cartridges, DayNumber arrives);

    // The reading of a day: one each printer and day at most, in the order of AddSupply. Days ascend; a day that was
    // read already changes nothing.
    void Read(PrinterIndex printer, DayNumber day, const Counters& counters, std::span<const SupplyReading> readings);

    // At the close of a day: one decision each supply, in their order. Cartridges of an order count as on their way.
    [[nodiscard]] BySupply<Decision> Decide(DayNumber today);

    // After Decide(): what would have travelled along is not ordered after all.
    void Wait(SupplyIndex supply, Decision& decision);

    // After Decide(): when each supply that could be ordered is due next, by the rule of the
    // decision itself (Decision::due_in_days). What was ordered just now counts.
    void SetDueDays(DayNumber today, BySupply<Decision>& decisions) const;

    // Printers that use so many cartridges of one color a week, or more (ASR-8). `was`: it counted as one
    // before, and stops doing so only when it uses clearly less.
    [[nodiscard]] bool HighVolume(PrinterIndex printer, bool was = false, double cartridges = kUsualHighVolume) const;

    // Why nothing is ordered for a supply, known after the readings of the day; nullopt: it may be.
    void Block(SupplyIndex supply, std::optional<Why> why) { supplies_[supply].spec.blocked = why; }

    // ASR-18: so many cartridges of a supply stay, whatever is used. Nothing is ordered that counts on them, and what
    // is missing of them is ordered.
    void KeepSpares(SupplyIndex supply, std::int32_t cartridges) { supplies_[supply].spec.spares = cartridges; }
    // The same of several supplies together, which take the same item: they stay where they are, and what is missing
    // is ordered for the one that is used most. For those of a site, after its readings.
    void KeepSparesTogether(std::span<const SupplyIndex> supplies, std::int32_t cartridges);

    // ---- the shelf, beside what readings tell
    // ASR-12: what was put in came out of another printer, `from`: no shelf became shorter by it.
    void CameFromPrinter(const CartridgeNews& news, SupplyIndex from);
    // Lines of the shelf book and of the cartridges since it was last asked, in their order.
    struct Happenings {
        std::vector<ShelfChange> shelf;
        std::vector<CartridgeNews> cartridges;
    };
    [[nodiscard]] Happenings TakeHappenings() { return std::exchange(happenings_, {}); }
    [[nodiscard]] const Happenings& happenings() const { return happenings_; }

    [[nodiscard]] const SupplyState& StateOf(SupplyIndex supply) const { return supplies_[supply].state; }
    [[nodiscard]] const SiteState& SiteOf(SiteIndex site) const { return sites_[site].state; }
    [[nodiscard]] const FleetState& fleet() const { return fleet_; }
    // How many there are, and the index of each.
    [[nodiscard]] std::size_t supplies() const { return supplies_.size(); }
    [[nodiscard]] std::size_t printers() const { return printers_.size(); }
    [[nodiscard]] auto SupplyIndexes() const { return supplies_.Indexes(); }
    [[nodiscard]] auto PrinterIndexes() const { return printers_.Indexes(); }

  private:
    struct Supply {
        PrinterIndex printer;
        SiteIndex site;
        SupplySpec spec;
        SupplyState state;
    };
    struct Printer {
        SiteIndex site;
        std::vector<SupplyIndex> supplies;
    };
    struct Site {
        SiteState state;
        std::shared_ptr<const Holidays> holidays;
        DeliveryWeek week = kEveryWeekday;
        std::vector<SupplyIndex> supplies;

        [[nodiscard]] auto Goods() const { return std::pair(holidays.get(), week); }
    };
    void LearnRate(Supply& supply, DayNumber day, DayNumber last, const GaugeStep& step, std::optional<double> pages);
    void LearnBursts(Supply& supply, DayNumber day, const RateStep& taken, double usual, double unit);
    // nullptr: no other supply of its item at its site has a cartridge on the shelf.
    [[nodiscard]] std::optional<SupplyIndex> RichestNeighbor(SupplyIndex supply) const;
    // Whether what is put in may be the printer's own.
    [[nodiscard]] bool HasOwn(const ShelfBook& book) const;
    void TakeFromShelf(SupplyIndex supply, CartridgeNews& news);
    // What the filter found out of a cartridge: into the book, and told.
    void Tell(SupplyIndex supply, DayNumber day, const GaugeStep& step, CartridgeNews news);
    void AuditShelf(SupplyIndex supply, DayNumber day, bool printed, bool replaced, bool working_day);
    void CloseDays(Site& site, DayNumber last) const;
    void DecideSite(Site& site, DayNumber today, const Ahead::Deliveries& deliveries, BySupply<Decision>& decisions);
    void DecideSupply(Supply& supply, const Ahead& ahead, const DayWeights& weights, Decision& decision);
    void OrderSpares(const ShelfBook& book, Decision& decision) const;
    [[nodiscard]] double BurstScale(const Supply& supply) const;
    [[nodiscard]] Outlook OutlookOf(const Supply& supply, DayNumber today, const DayWeights& weights) const;

    // Adds a line to the book where the shelf is not what it was.
    void NoteShelf(SupplyIndex supply, DayNumber day, ShelfCause cause, std::int32_t before,
                   std::optional<SupplyIndex> other = std::nullopt);
    [[nodiscard]] static GaugeSpec GaugeOfCartridge(const Supply& supply);
    static void LearnStarter(Supply& supply, std::optional<std::int64_t> counter, bool first);

    Profile profile_;
    Rule rule_;
    Method method_;
    std::shared_ptr<const Holidays> holidays_;
    BySite<Site> sites_;
    ByPrinter<Printer> printers_;
    BySupply<Supply> supplies_;
    FleetState fleet_;
    Happenings happenings_;
};

}  // namespace replenishment
