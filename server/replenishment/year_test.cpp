#include <array>
#include <cmath>
#include <future>
#include <map>
#include <random>

#include "server/replenishment/testing.hpp"

// A year of a fleet on which everything goes wrong that can: readings come shuffled, doubled and days late, levels bounce
// or mean nothing, people swap early, refill, borrow and reset, parcels are late, come back or are cancelled, two servers
// run every pass at once, and every click may be two. Whatever comes, one need is one order, every order says why, and
// every mail comes once (ASR-4 .. ASR-7, ASR-9, ASR-12, ASR-15).
//
// A need is what is left of a supply, in the printer, on the shelf and on its way, when it lasts no longer than the rule
// allows. One need is one order: a line is made only where what earlier lines still bring was counted and does not reach.
// So of each supply
// - a pass makes at most one line, and its reason counts every piece of the lines that are open (ASR-7);
// - open lines have different needs, a new one the lowest that is free;
// - cartridges do not pile up: shelf and what is on its way never exceed what the days of the rule use.
namespace replenishment {
namespace {

using boost::json::value;
using printing::JournaledReading;
using Key = std::pair<std::string, std::int64_t>;  // serial number of the printer, slot of the supply

constexpr int kYear = 365;
constexpr int kFirstDays = 14;  // all goes well, so that each printer is known
constexpr int kQuietDays = 12;  // at the end nobody prints, so that each rise of a gauge is seen twice
constexpr int kFelt = 35;       // days for which a fault of readings or parcels may be felt
constexpr double kBusy = 1.5;   // times as usual, a month in four
constexpr double kDoubt = 1.5;  // times what is used may be estimated
constexpr unsigned kSeed = 20'260'601;

// ---- what is so, whatever is said of it

struct Place {
    std::string colorant;    // "": the waste container
    double level = 80;       // percent; of the waste container room
    double daily = 1;        // percent on a working day
    int shelf = 0;           // cartridges beside the printer ...
    int unbooked = 0;        // ... of which the warehouse does not know yet that they arrived
    int cartridge = 0;       // counts those that were put in
    double reset = 0;        // percent that a gauge which was reset shows too much
    int back_orders = 0;     // lines that were made because others are late
    int faults = 0;          // of its readings: each may cost the book a cartridge
    int excused_until = -1;  // a fault that no method can see through: until that day it may run out
};

struct Printer {
    int number = 0;
    std::size_t site = 0;
    std::string model;
    bool counts = true;    // tells its pages
    bool serials = false;  // tells the serial numbers of its cartridges
    std::int64_t pages = 20'000;
    int silent_until = -1;
    int lies_until = -1;
    std::vector<Place> places;

    [[nodiscard]] std::string Serial() const { return "SN" + std::to_string(number); }
};

// An agent with a bad line: what it observes comes in other batches, in another order, twice and days later.
struct Agent {
    std::string name;
    printers::Source source;
    std::int64_t seq = 0;
    std::vector<JournaledReading> waiting;
    std::vector<JournaledReading> sent;  // the newest batch
    int offline_until = -1;

    // Its bad weeks: much comes late, in parts and twice.
    [[nodiscard]] bool IsBad(int day) const { return (day / 9 + name.size()) % 3 == 0; }
};

// What the warehouse makes of an order.
enum class Course { kStraight, kParts, kBackOrder, kCancelled, kLineCancelled, kRefused, kReturned };

struct Work {
    Course course = Course::kStraight;
    int waits_until = 0;  // day
    bool done = false;    // what is special about its course has happened
};

struct Parcel {
    int arrives_on = 0;
    int booked_on = 0;
    bool arrived = false;
};

// What orders still bring a supply.
struct Open {
    std::int64_t pieces = 0;
    std::set<std::int64_t> needs;
};

class Year : public testing::Customer {
  protected:
    Year() {
        for (const char* name : {"Bergen", "Moss", "Bod", "Troms"}) {
            const auto site = world_.AddSite(organization_, name);
            agents_.push_back(
                {.name = name, .source = {organization_, world_.AddAgent(organization_, site, name), site}});
        }
        for (int number = 1; number <= 25; ++number) AddPrinter(number);
    }

    // ---- the fleet

    void AddPrinter(int number) {
        Printer printer{.number = number,
                        .site = static_cast<std::size_t>(number / 4) % agents_.size(),
                        .counts = number % 5 != 0,
                        .serials = number % 6 == 1};
        const double daily = 0.4 + 3.2 * Chance();
        const auto add = [&](const std::string& colorant, double share) {
            printer.places.push_back({.colorant = colorant, .level = 55 + 45 * Chance(), .daily = daily * share});
        };
        add("black", 1);
        printer.model = "MS431";
        if (number % 4 == 0) {
            printer.model = "CX532";
            for (const char* colorant : {"cyan", "magenta", "yellow"}) add(colorant, 0.3 + 0.5 * Chance());
        } else if (number % 4 == 1) {
            printer.model = "MX722";
            add("", 0.3);
        }
        printers_.push_back(std::move(printer));
    }
    // The readings of two sites are true and their people do nothing odd. Their lines and parcels are as bad as all others'.
    [[nodiscard]] static bool IsHonest(const Printer& printer) { return printer.site < 2; }
    [[nodiscard]] bool IsWorkingDay() const { return day_ % 7 < 5; }  // the first day is a Monday
    double Chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    bool Happens(double probability) { return Chance() < probability; }
    int Between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

    Place& PlaceOf(const Key& key) {
        const auto printer = std::ranges::find(printers_, key.first, &Printer::Serial);
        return printer->places.at(static_cast<std::size_t>(key.second));
    }
    void Fault(Place& place, const std::string& name) {
        ++place.faults;
        ++happened_[name];
        Excuse(place, kFelt);
    }
    void Excuse(Place& place, int days) { place.excused_until = std::max(place.excused_until, day_ + days); }

    // ---- what people do

    void UseAll() {
        if (!IsWorkingDay() || day_ >= kYear - kQuietDays) return;
        for (Printer& printer : printers_) {
            const double season = day_ % 120 < 90 ? 1 : kBusy;
            const double busy = season * (0.5 + Chance());
            Use(printer, busy);
            if (!IsHonest(printer) && day_ > kFirstDays) DoOddThings(printer);
        }
    }
    void Use(Printer& printer, double busy) {
        for (Place& place : printer.places) {
            place.level -= place.daily * busy * (0.9 + 0.2 * Chance());
            const bool early = place.level < 12 && Happens(0.2);
            if (place.level > 0 && !early) continue;
            if (Place* from = Spare(printer, place, early && Happens(0.7))) {
                --from->shelf;
                PutIn(place);
            } else if (place.level <= 0) {
                RunOut(printer, place);
            }
        }
        const Place& black = printer.places.front();
        if (black.level > 0) printer.pages += std::llround(60 * busy * black.daily);
    }
    static void PutIn(Place& place) {
        ++place.cartridge;
        place.level = 100;
        place.reset = 0;
    }
    // Beside the printer, or else beside the neighbor with the most that takes the same (ASR-12).
    Place* Spare(const Printer& printer, Place& place, bool only_own) {
        if (place.shelf > 0) return &place;
        Place* best = nullptr;
        for (Printer& other : printers_) {
            if (only_own || other.site != printer.site || other.model != printer.model) continue;
            for (Place& at : other.places) {
                if (at.colorant == place.colorant && at.shelf > (best == nullptr ? 0 : best->shelf)) best = &at;
            }
        }
        return best;
    }
    void RunOut(const Printer& printer, Place& place) {
        place.level = 0;
        ++happened_["empty_day"];
        if (place.excused_until >= day_ || place.reset > 0) return;
        ADD_FAILURE() << printer.Serial() << " " << place.colorant << " ran out on day " << day_ << ", used "
                      << place.daily << " % a day";
    }
    void DoOddThings(Printer& printer) {
        Place& place =
            printer.places[static_cast<std::size_t>(Between(0, static_cast<int>(printer.places.size()) - 1))];
        if (Happens(0.004)) {  // refilled
            place.level = 100;
            Fault(place, "refill");
        }
        if (Happens(0.0015)) {  // the gauge was reset, the cartridge is the old one
            place.reset = 100 - place.level;
            Fault(place, "reset");
        }
        if (Happens(0.001)) printer.pages = Between(0, 50);  // another board
        if (Happens(0.006)) StartSilence(printer);
        if (Happens(0.01)) printer.lies_until = day_ + Between(2, 8);
    }
    void StartSilence(Printer& printer) {
        const int days = Happens(0.2) ? Between(12, 25) : Between(2, 6);
        printer.silent_until = day_ + days;
        if (days <= Method{}.silent_days) return;
        for (Place& place : printer.places) Excuse(place, days + kFelt);  // nothing is ordered for it (ASR-13)
    }

    // ---- what printers say

    void SayAll() {
        for (Printer& printer : printers_) {
            if (printer.silent_until >= day_) continue;
            Note(agents_[printer.site], Reading(printer));
        }
    }
    JournaledReading Reading(Printer& printer) {
        auto said =
            Customer::Reading(static_cast<std::size_t>(printer.number), 50, printer.counts ? printer.pages : -1);
        said.reading.model = printer.model;
        const auto sample = said.reading.supplies.at(0);
        said.reading.supplies.clear();
        for (Place& place : printer.places) {
            const std::size_t at = said.reading.supplies.size();
            printing::Supply supply = sample;
            supply.index = "1." + std::to_string(at + 1);
            supply.description = "Supply " + supply.index;
            supply.colorant = place.colorant;
            if (place.colorant.empty()) {
                supply.colorant.reset();
                supply.type = printing::SupplyType::kWasteToner;
                supply.class_ = printing::SupplyClass::kReceptacle;
            } else if (printer.serials) {
                supply.serial_number = "C" + std::to_string(100 * printer.number + place.cartridge) + place.colorant;
            }
            Say(supply, std::clamp(std::llround(place.level + place.reset), 0LL, 100LL));
            if (printer.lies_until >= day_ && Happens(0.5)) Lie(place, supply);
            said.reading.supplies.push_back(supply);
        }
        return said;
    }
    static void Say(printing::Supply& supply, std::int64_t raw) {
        supply.level_raw = raw;
        const auto level = printing::ReadLevel(supply.level_raw, supply.max_capacity_raw, supply.unit);
        supply.level_state = printing::StateOf(level);
        supply.remaining_percent = printing::RemainingPercent(level);
    }
    void Lie(Place& place, printing::Supply& supply) {
        static constexpr std::array<std::int64_t, 8> kNonsense{-1, -2, -3, -7, -40'000, 105, 250, 1'000'000'000'000};
        const std::int64_t truth = supply.level_raw.value_or(0);
        switch (Between(0, 3)) {
            case 0:
                supply.level_raw.reset();
                supply.level_state = printing::LevelState::kUnknown;
                supply.remaining_percent.reset();
                break;
            case 1:
                Say(supply, std::clamp<std::int64_t>(truth + Between(-30, 60), 0, 100));  // bounces
                break;
            default:
                Say(supply, kNonsense[static_cast<std::size_t>(Between(0, kNonsense.size() - 1))]);
        }
        Fault(place, "lie");
    }

    // ---- how it comes

    void Note(Agent& agent, JournaledReading reading) {
        const int times = Happens(0.05) ? 2 : 1;  // asked twice at one moment
        for (int time = 0; time < times; ++time) {
            reading.seq = ++agent.seq;
            agent.waiting.push_back(reading);
        }
    }
    void Send(Agent& agent) {
        if (agent.offline_until >= day_) return;
        if (day_ > kFirstDays && Happens(0.15)) {
            agent.offline_until = day_ + Between(0, 3);
            return;
        }
        const bool bad = day_ > kFirstDays && agent.IsBad(day_);
        std::vector<JournaledReading> batch;
        std::vector<JournaledReading> later;
        for (auto& reading : agent.waiting) {
            const bool fresh = clock_.Now() - reading.observed_at < std::chrono::hours(24 * 3);
            (bad && fresh && Happens(0.15) ? later : batch).push_back(std::move(reading));
        }
        agent.waiting = std::move(later);
        happened_["late_reading"] += static_cast<int>(agent.waiting.size());
        std::ranges::shuffle(batch, random_);
        if (bad) SendInParts(agent.source, batch);
        world_.Deliver(agent.source, batch);                                // of which some, or all, are known
        if (bad && Happens(0.2)) world_.Deliver(agent.source, agent.sent);  // its answer was lost
        for (const auto& reading : batch) {
            base::Instant& newest = newest_[*reading.reading.serial_number];
            newest = std::max(newest, reading.observed_at);
        }
        agent.sent = std::move(batch);
    }
    void SendInParts(const printers::Source& source, const std::vector<JournaledReading>& batch) {
        const auto half = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
        world_.Deliver(source, {half, batch.end()});
        if (Happens(0.5)) world_.Deliver(source, {batch.begin(), half});
    }
    // What came late changed nothing that is newer (AGT-4).
    void CheckNewest() {
        for (const auto& row : database_.Sql(
                 "SELECT serial_number, to_char(observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
                 "FROM printers JOIN printer_states ON printer_states.printer_id = printers.id")) {
            EXPECT_EQ(*row[1], base::FormatRfc3339(newest_.at(*row[0]))) << *row[0];
        }
    }
    // The printers that were found on the first day.
    void Register() {
        const auto found = world_.PrintersOf(organization_);
        ASSERT_EQ(found.size(), printers_.size());
        world_.AssignContact(organization_, found, contact_.id);
        world_.PutUnderContract(organization_, found);
        for (const auto& row : database_.Sql("SELECT id, serial_number FROM printers")) serials_[*row[0]] = *row[1];
        for (const Printer& printer : printers_) {
            for (std::size_t slot = 0; slot < printer.places.size(); ++slot)
                supplies_.insert({printer.Serial(), static_cast<std::int64_t>(slot)});
        }
    }

    // ---- the daily pass, by two servers

    // Each with a connection, ids and mailer of its own.
    RunResult RunAsServer(orders::Office& office) {
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        const auto result = RunDaily(tx, office, organization_, clock_.Today(), clock_.Now(), settings_);
        tx.Commit();
        return result;
    }
    void RunTwice() {
        const auto before = OpenLines();
        auto other = std::async(std::launch::async, [&] { return RunAsServer(other_office_); });
        const RunResult here = RunAsServer(office_);
        const RunResult there = other.get();
        EXPECT_EQ(std::max(here.supplies, there.supplies), static_cast<std::int64_t>(supplies_.size()));
        EXPECT_EQ(std::min(here.supplies, there.supplies), 0) << "each supply is decided once";
        CheckDecisions(CheckLines(before), here.orders + there.orders);
    }

    std::map<Key, Open> OpenLines() {
        std::map<Key, Open> open;
        for (const auto& row : database_.Sql(
                 "SELECT printer_serial_number, supply_slot, need, quantity - cancelled - delivered - refused "
                 "FROM supply_order_lines WHERE open")) {
            Open& of = open[{*row[0], std::stoll(*row[1])}];
            of.pieces += std::stoll(*row[3]);
            EXPECT_TRUE(of.needs.insert(std::stoll(*row[2])).second) << *row[0] << ": one need, two lines";
        }
        return open;
    }
    // The lines of this pass; gives the supplies that they are for.
    std::set<Key> CheckLines(const std::map<Key, Open>& before) {
        std::set<Key> ordered;
        for (const auto& row : database_.Sql("SELECT printer_serial_number, supply_slot, need, quantity, reason "
                                             "FROM supply_order_lines AS lines JOIN supply_orders AS orders "
                                             "ON orders.id = lines.order_id WHERE orders.ordered_at = '" +
                                             base::FormatRfc3339(clock_.Now()) + "'")) {
            const Key key{*row[0], std::stoll(*row[1])};
            const auto found = before.find(key);
            const Open open = found == before.end() ? Open{} : found->second;
            const std::string where = key.first + " " + std::to_string(key.second) + " " + *row[4];
            EXPECT_TRUE(ordered.insert(key).second) << "twice in one pass: " << where;
            std::int64_t need = 0;
            while (open.needs.contains(need)) ++need;
            EXPECT_EQ(std::stoll(*row[2]), need) << where;
            CheckReason(boost::json::parse(*row[4]), open, where);
            if (row[4]->find("replenishment.back_order") != std::string::npos) ++PlaceOf(key).back_orders;
            ++happened_[need > 0 ? "additional_line" : "first_line"];
        }
        return ordered;
    }
    // By its own figures what earlier lines bring was counted, and does not reach.
    static void CheckReason(const value& reason, const Open& open, const std::string& where) {
        const auto& args = reason.at("args");
        const auto days = [&](const char* name) { return args.at(name).to_number<std::int64_t>(); };
        EXPECT_EQ(days("in_transit"), open.pieces) << where;
        if (reason.at("code") == "replenishment.due" || reason.at("code") == "replenishment.due_by_lead_time") {
            EXPECT_LE(days("lasts_days"), days("trigger_days") + 3) << where;
        } else if (reason.at("code") != "replenishment.back_order") {
            EXPECT_LE(days("surely_days"), days("reach_days")) << where;
        }
    }
    // A day has one decision of each supply, and a line is what its decision says.
    void CheckDecisions(const std::set<Key>& ordered, std::int64_t orders) {
        std::set<Key> decided;
        std::set<Key> wanted;
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        for (const auto& row : store::LockAll(tx, organization_)) {
            const Key key{serials_.at(row.printer_id.ToString()), row.supply_slot};
            EXPECT_TRUE(decided.insert(key).second) << key.first << " " << key.second;
            EXPECT_EQ(row.decided_on, clock_.Today()) << key.first << " " << key.second;
            if (row.decision != Verdict::kNoOrder) wanted.insert(key);
        }
        EXPECT_EQ(decided, supplies_);
        EXPECT_EQ(wanted, ordered);
        const auto placed = database_.Value("SELECT count(*) FROM supply_orders WHERE ordered_at = '" +
                                            base::FormatRfc3339(clock_.Now()) + "'");
        EXPECT_EQ(placed, std::to_string(orders));
        happened_["order"] += static_cast<int>(orders);
    }
    // Of each supply the page says why, in a sentence (ASR-10, ASR-15).
    void CheckPage() {
        std::set<Key> shown;
        const auto page = api_.As(desk_).Get("/api/v1/replenishment/supplies?limit=200").Json();
        for (const auto& row : page.at("items").as_array()) {
            const Key key{std::string(row.at("serial_number").as_string()), row.at("supply_slot").as_int64()};
            EXPECT_TRUE(shown.insert(key).second) << key.first;
            EXPECT_EQ(row.at("decided_on"), value(base::FormatDay(clock_.Today())));
            CheckSentence(row.at("reason"));
        }
        EXPECT_EQ(shown, supplies_);
    }
    static void CheckSentence(const value& reason) {
        const std::string sentence(reason.at("sentence").as_string());
        EXPECT_NE(sentence.find(' '), std::string::npos) << reason;
        EXPECT_TRUE(sentence.ends_with('.')) << reason;
        EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << reason;
    }
    // Where readings are true, no more is there and on its way than the rule's days use at the busiest; for what is on back
    // order another may come (ASR-7). Of all that take the same at a site: neighbors lend.
    void CheckStock() {
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> items;  // there is, may be
        const auto open = OpenLines();
        const Rule rule;
        for (const Printer& printer : printers_) {
            if (!IsHonest(printer)) continue;
            for (std::size_t slot = 0; slot < printer.places.size(); ++slot) {
                const Place& place = printer.places[slot];
                const auto way = open.find({printer.Serial(), static_cast<std::int64_t>(slot)});
                const double used = kBusy * place.daily * 5 / 7 * (rule.order_days + rule.join_days + rule.cover_days);
                auto& [is, may] = items[ItemOf(printer, place)];
                is += place.shelf - place.unbooked + (way == open.end() ? 0 : way->second.pieces);
                may += 1 + static_cast<int>(kDoubt * used / 100) + place.back_orders;
            }
        }
        for (const auto& [item, stock] : items) EXPECT_LE(stock.first, stock.second) << item;
    }
    std::string ItemOf(const Printer& printer, const Place& place) {
        return agents_[printer.site].name + " " + printer.model + " " + place.colorant;
    }

    // ---- the warehouse

    void Fulfil() {
        if (!IsWorkingDay()) return;
        const auto list = api_.As(desk_).Get(
            "/api/v1/supply-orders?limit=200&state=submitted&state=confirmed&state=on_back_order&state=partly_shipped"
            "&state=shipped");
        ASSERT_EQ(list.status, 200) << list.body;
        const auto orders = list.Json();
        for (const auto& order : orders.at("items").as_array()) Advance(order);
    }
    void Advance(const value& order) {
        const std::string id(order.at("id").as_string());
        const auto [at, is_new] = work_.try_emplace(id);
        Work& work = at->second;
        if (is_new) {
            work.course = Draw();
            work.waits_until = day_ + 1;
            for (const auto& line : order.at("lines").as_array()) CheckSentence(line.at("reason"));
            return;
        }
        if (day_ < work.waits_until) return;
        const auto& state = order.at("state").as_string();
        if (state == "submitted") return Begin(order, work);
        if (state == "confirmed" || state == "on_back_order") return Ship(order, work);
        if (HandleParcels(order, work)) return;
        if (state == "partly_shipped") ShipRest(order, work);
    }
    Course Draw() {
        static constexpr std::array<std::pair<Course, double>, 6> kShares{{{Course::kParts, 0.25},
                                                                           {Course::kBackOrder, 0.1},
                                                                           {Course::kCancelled, 0.07},
                                                                           {Course::kLineCancelled, 0.07},
                                                                           {Course::kRefused, 0.06},
                                                                           {Course::kReturned, 0.08}}};
        double left = Chance();
        for (const auto& [course, share] : kShares) {
            if ((left -= share) < 0) return course;
        }
        return Course::kStraight;
    }
    void Begin(const value& order, Work& work) {
        work.waits_until = day_ + 1;
        if (work.course == Course::kCancelled) {
            Take(order, "cancellation", R"({"reason":"not wanted"})", "order_cancelled");
            ExcuseLines(order);
        } else if (work.course == Course::kBackOrder) {
            const int days = Between(2, 14);
            work.waits_until = day_ + days;
            const std::string until = base::FormatDay(clock_.Today() + std::chrono::days(days));
            Take(order, "back-order", R"({"reason":"none left","expected_on":")" + until + "\"}",
                 "order_on_back_order");
            ExcuseLines(order);
        } else {
            const auto confirmed = Take(order, "confirmation", "", "");
            if (work.course == Course::kLineCancelled) {
                Take(confirmed, "cancellation", R"({"reason":"one is enough","lines":)" + OnePiece(order) + "}",
                     "order_cancelled");
                ExcuseLines(order);
            }
        }
    }
    void ExcuseLines(const value& order) {
        for (const auto& line : order.at("lines").as_array()) Excuse(PlaceOf(KeyOf(line)), kFelt);
    }
    static Key KeyOf(const value& line) {
        return {std::string(line.at("printer_serial_number").as_string()), line.at("supply_slot").as_int64()};
    }
    static std::string OnePiece(const value& order) {
        const auto& line = order.at("lines").as_array().at(0);
        return R"([{"line_id":")" + std::string(line.at("id").as_string()) + R"(","quantity":1}])";
    }
    static std::string ShippedAs(const value& order) {
        const auto& lines = order.at("lines").as_array();
        const bool late =
            std::ranges::any_of(lines, [](const value& line) { return line.at("on_back_order").as_bool(); });
        return late ? "order_back_in_stock" : "order_shipped";
    }
    void Ship(const value& order, Work& work) {
        const auto packed = order.at("state") == "confirmed" ? Take(order, "packing", "", "") : order;
        const std::string lines = work.course == Course::kParts ? R"(,"lines":)" + OnePiece(order) : "";
        work.waits_until = day_ + 1;
        AddParcels(
            Take(packed, "shipments", R"({"carrier":"DHL","tracking_number":"1")" + lines + "}", ShippedAs(order)));
    }
    void ShipRest(const value& order, Work& work) {
        work.waits_until = day_ + 1;
        AddParcels(Take(order, "shipments", R"({"carrier":"UPS","tracking_number":"2"})", ShippedAs(order)));
    }
    void AddParcels(const value& order) {
        for (const auto& shipment : order.at("shipments").as_array()) {
            const int arrives = day_ + Between(2, 5);
            parcels_.try_emplace(std::string(shipment.at("id").as_string()),
                                 Parcel{.arrives_on = arrives, .booked_on = arrives + Between(0, 3)});
        }
    }
    // One step of a parcel a day; false: there was none.
    bool HandleParcels(const value& order, Work& work) {
        for (const auto& shipment : order.at("shipments").as_array()) {
            const std::string id(shipment.at("id").as_string());
            Parcel& parcel = parcels_.at(id);
            if (day_ < parcel.arrives_on) continue;
            if (work.course == Course::kRefused && !work.done) {
                work.done = true;
                Take(order, "shipments/" + id + "/returns", R"({"reason":"nobody there"})", "order_returned");
                ExcuseLines(order);
                return true;
            }
            if (!shipment.at("delivered_at").is_null() || IsEmpty(shipment)) continue;
            if (!std::exchange(parcel.arrived, true)) Arrive(order, shipment);
            if (day_ < parcel.booked_on) continue;
            const auto after = Take(order, "shipments/" + id + "/delivery", "", "order_delivered");
            ForLines(order, shipment, [](Place& place, int pieces) { place.unbooked -= pieces; });
            if (work.course == Course::kReturned && !work.done) SendBack(after, shipment, work);
            return true;
        }
        return false;
    }
    static bool IsEmpty(const value& shipment) {
        return std::ranges::all_of(shipment.at("lines").as_array(),
                                   [](const value& line) { return line.at("quantity") == line.at("returned"); });
    }
    template <class Do>
    void ForLines(const value& order, const value& shipment, Do action) {
        for (const auto& packed : shipment.at("lines").as_array()) {
            for (const auto& line : order.at("lines").as_array()) {
                if (line.at("id") != packed.at("line_id")) continue;
                const auto pieces = packed.at("quantity").as_int64() - packed.at("returned").as_int64();
                action(PlaceOf(KeyOf(line)), static_cast<int>(pieces));
            }
        }
    }
    void Arrive(const value& order, const value& shipment) {
        ForLines(order, shipment, [](Place& place, int pieces) {
            place.shelf += pieces;
            place.unbooked += pieces;
        });
    }
    // One piece that still stands on the shelf.
    void SendBack(const value& order, const value& shipment, Work& work) {
        work.done = true;
        const auto& packed = shipment.at("lines").as_array().at(0);
        for (const auto& line : order.at("lines").as_array()) {
            if (line.at("id") != packed.at("line_id")) continue;
            Place& place = PlaceOf(KeyOf(line));
            if (place.shelf == 0) return;
            --place.shelf;
            Excuse(place, kFelt);
            Take(order, "shipments/" + std::string(shipment.at("id").as_string()) + "/returns",
                 R"({"reason":"wrong color","lines":[{"line_id":")" + std::string(line.at("id").as_string()) +
                     R"(","quantity":1}]})",
                 "order_returned");
        }
    }

    // A step as people and programs take it: a request that is repeated, a second click on a page that is old by then,
    // two at once. It happens once, and sends `mail` once.
    value Take(const value& order, const std::string& step, const std::string& body, const std::string& mail) {
        const std::string id(order.at("id").as_string());
        const auto post = [&](const std::string& key) {
            return api_.As(desk_).Post(
                "/api/v1/supply-orders/" + id + "/" + step, body,
                {{"If-Match", "\"" + std::to_string(order.at("version").as_int64()) + "\""}, {"Idempotency-Key", key}});
        };
        clock_.Advance(std::chrono::minutes(1));
        const std::string key = "step-" + std::to_string(++steps_);
        const int way = Between(0, 5);
        auto rival = std::async(way == 0 ? std::launch::async : std::launch::deferred, [&] { return post(key + "b"); });
        auto answer = post(key);
        if (way == 0) {
            auto second = rival.get();
            EXPECT_EQ(std::min(answer.status, second.status), 200) << answer.body << second.body;
            EXPECT_EQ(std::max(answer.status, second.status), 412) << answer.body << second.body;
            if (second.status == 200) answer = std::move(second);
        } else if (way == 1) {
            const auto again = post(key);
            EXPECT_EQ(again.body, answer.body) << "the same request";
        } else if (way == 2) {
            EXPECT_EQ(post(key + "c").status, 412) << "another click";
        }
        EXPECT_EQ(answer.status, 200) << step << " " << answer.body;
        if (!mail.empty()) ++mails_[{id, mail}];
        ++happened_[step.substr(0, 8) == "shipment" ? step.substr(step.rfind('/') + 1) : step];
        return answer.Json();
    }

    // ---- what is left of the year

    void CheckMails() {  // ASR-9
        for (const auto& row : database_.Sql("SELECT id FROM supply_orders")) ++mails_[{*row[0], "order_created"}];
        std::map<std::pair<std::string, std::string>, int> sent;
        for (const auto& row : database_.Sql("SELECT object_id, template, count(*), count(DISTINCT created_at) "
                                             "FROM mails WHERE object_type = 'supply_order' GROUP BY 1, 2")) {
            sent[{*row[0], *row[1]}] = std::stoi(*row[2]);
            EXPECT_EQ(*row[2], *row[3]) << *row[1] << ": two at one moment";
        }
        EXPECT_EQ(sent, mails_);
        EXPECT_EQ(database_.Value("SELECT count(*) FROM mails WHERE to_address <> 'ida@mail.example'"), "0");
    }
    // Delivered minus put in is what the book says of the items of a site, whichever neighbor lent one; a fault of the
    // readings, such as a refill, may cost it one cartridge.
    void CheckShelves() {  // ASR-12
        struct Sum {
            int truth = 0;
            int book = 0;
            int faults = 0;
        };
        std::map<std::string, Sum> sums;
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        for (const auto& row : store::LockAll(tx, organization_)) {
            const Key key{serials_.at(row.printer_id.ToString()), row.supply_slot};
            const auto& printer = *std::ranges::find(printers_, key.first, &Printer::Serial);
            const Place& place = PlaceOf(key);
            const auto state = store::StateOf(row);
            ASSERT_TRUE(state);
            Sum& sum = sums[ItemOf(printer, place)];
            sum.truth += place.shelf - place.unbooked;
            sum.book += state->book.shelf + state->book.doubted - state->book.early;
            sum.faults += place.faults;
        }
        for (const auto& [item, sum] : sums) {
            EXPECT_LE(std::abs(sum.book - sum.truth), sum.faults)
                << item << ": the book says " << sum.book << " and it is " << sum.truth;
        }
    }
    // Or the year shows nothing.
    void CheckThatMuchHappened() {
        static const std::map<std::string, int> kLeast{
            {"order", 60},    {"first_line", 200}, {"additional_line", 5}, {"late_reading", 200}, {"lie", 60},
            {"refill", 3},    {"reset", 1},        {"back-order", 4},      {"cancellation", 4},   {"shipments", 60},
            {"delivery", 60}, {"returns", 4},      {"packing", 40},        {"confirmation", 40}};
        for (const auto& [name, least] : kLeast) EXPECT_GE(happened_[name], least) << name;
        EXPECT_LE(happened_["empty_day"], 20) << "faults are felt too much";
        for (const auto& [name, count] : happened_) RecordProperty(name, count);
    }

    i18n::Catalogues other_texts_ = i18n::Catalogues::BuiltIn();
    base::IdSource other_ids_{clock_};
    mail::Mailer other_mailer_{other_texts_, other_ids_, secrets_, "platen.example"};
    orders::Office other_office_{other_ids_, other_mailer_, "https://portal.example"};
    http::Actor desk_ = warehouse();
    std::mt19937 random_{kSeed};
    int day_ = 0;
    std::vector<Printer> printers_;
    std::vector<Agent> agents_;
    std::map<std::string, base::Instant> newest_;  // reading that came, by serial number
    std::map<std::string, std::string> serials_;   // by the id of the printer
    std::set<Key> supplies_;
    std::map<std::string, Work> work_;
    std::map<std::string, Parcel> parcels_;
    std::map<std::pair<std::string, std::string>, int> mails_;  // by order and template
    std::map<std::string, int> happened_;                       // things by name
    int steps_ = 0;
};

TEST_F(Year, OneNeedIsOneOrderAndEveryMailComesOnce) {  // ASR-4 .. ASR-7, ASR-9, ASR-12, ASR-15
    const base::Instant first = clock_.Now();
    for (day_ = 0; day_ < kYear; ++day_) {
        clock_.Set(first + std::chrono::days(day_));
        UseAll();
        SayAll();
        for (Agent& agent : agents_) Send(agent);
        if (day_ == 0) Register();
        CheckNewest();
        RunTwice();
        if (day_ % 7 == 2) CheckPage();
        clock_.Advance(std::chrono::hours(4));
        Fulfil();
        if (day_ < kYear - kQuietDays) CheckStock();
        if (HasFailure()) FAIL() << "day " << day_ << " of seed " << kSeed;
    }
    CheckMails();
    CheckShelves();
    CheckThatMuchHappened();
}

// What one wrong reading did in such a year, each by itself.
class OneBounce : public testing::Customer {
  protected:
    void Stock(std::size_t printer) {
        const auto id = *printers::PrinterId::Parse(
            database_.Value("SELECT id FROM printers WHERE serial_number = 'SN" + std::to_string(printer) + "'"));
        pg::Transaction tx(database_.pool(), pg::Scope::Organization(organization_));
        shelf_.OnDelivered(tx, organization_, id, 0, 1, "", clock_.Now());
        tx.Commit();
    }
    std::string Ordered() {
        return database_.Value("SELECT string_agg(printer_serial_number, ' ' ORDER BY id) FROM supply_order_lines");
    }
};

TEST_F(OneBounce, LeavesNoCartridgeWhereThereWasNone) {  // ASR-15
    Day({20});
    Day({100});
    for (int day = 0; day < 20; ++day) Day({19.0 - day});
    EXPECT_EQ(StateOf(1).book.shelf, 0);
    EXPECT_EQ(Ordered(), "SN1");
}

TEST_F(OneBounce, MovesNoCartridgeOfTheNeighbor) {  // ASR-12, ASR-15
    has_contact_ = false;                           // nothing is ordered so far
    for (int day = 0; day < 30; ++day) Day({70.0 - 2 * day, 80.0 - day});
    Stock(2);
    Day({100, 50});
    Day({9, 49});
    EXPECT_EQ(StateOf(1).book.shelf, 0);
    EXPECT_EQ(StateOf(2).book.shelf, 1);
    has_contact_ = true;
    for (int day = 0; day < 4; ++day) Day({8.0 - 2 * day, 48.0 - day});
    EXPECT_EQ(Ordered(), "SN1");
}

TEST_F(OneBounce, OfMoreThanACartridgeHoldsIsNoCartridge) {  // ASR-15
    for (int day = 0; day < 30; ++day) Day({100.0 - day});
    Stock(1);
    for (const double level : {250.0, 250.0, 69.0, 68.0, 67.0}) Day({level});
    EXPECT_EQ(StateOf(1).book.shelf, 1);
    for (int day = 0; day < 10; ++day) Day({66.0 - day});
    EXPECT_EQ(Ordered(), "");
}

}  // namespace
}  // namespace replenishment
