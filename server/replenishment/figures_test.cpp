#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "server/printer_views/printer_views.hpp"
#include "server/replenishment/testing.hpp"

// One fact, one figure: over a simulated year the list, Why?, the printer's page and the order lines
// say the same of every supply, every date is kept or explained, every percentage is one (ASR-10,
// ASR-15).
namespace replenishment {
namespace {

using boost::json::object;
using boost::json::value;

double Number(const value& at) {
    return at.to_number<double>();
}

// Figures by name, numbers as numbers whatever way they came.
std::map<std::string, std::string> Plain(const value& args) {
    std::map<std::string, std::string> plain;
    for (const auto& [name, figure] : args.as_object()) {
        plain[name] = figure.is_number() ? std::to_string(Number(figure)) : boost::json::serialize(figure);
    }
    return plain;
}

// A place in a printer that is used up, or fills up, and what stands beside it on the shelf.
struct Place {
    double level = 80;  // percent, or room
    double used_a_day = 1;
    int spare = 0;
    std::size_t printer = 0;
    printing::Supply told;
};

class Figures : public testing::Customer {
  protected:
    explicit Figures(std::size_t most_looked = 4'000) : Customer(most_looked) {
        printers::RegisterHttp(api_.router(), {ids_});
        printer_views::RegisterHttp(api_.router(), {texts_});
    }

    std::size_t AddPlace(std::size_t printer, double level, double used_a_day,
                         printing::SupplyType type = printing::SupplyType::kToner,
                         const std::string& colorant = "black") {
        Place place{.level = level, .used_a_day = used_a_day, .printer = printer};
        place.told = Reading(printer, 50).reading.supplies.at(0);
        place.told.type = type;
        place.told.colorant.reset();
        if (!colorant.empty()) place.told.colorant = colorant;
        place.told.class_ = type == printing::SupplyType::kWasteToner ? printing::SupplyClass::kReceptacle
                                                                      : printing::SupplyClass::kConsumed;
        std::size_t before = 0;
        for (const auto& other : places_) before += other.printer == printer ? 1 : 0;
        place.told.index = "1." + std::to_string(before + 1);
        place.told.description = "Supply " + place.told.index;
        places_.push_back(place);
        return places_.size() - 1;
    }

    // A day of work; who finds a spare replaces what is empty.
    void Use() {
        for (Place& place : places_) {
            const bool works = (day_ + 1) % 7 < 5;
            place.level -= works ? place.used_a_day * busy_ * (0.5 + chance_(random_)) : 0;
            if (place.level > early_) continue;
            const bool waste = place.told.class_ == printing::SupplyClass::kReceptacle;
            if (place.spare > 0 || waste || place.told.type == printing::SupplyType::kOpc) {
                place.spare -= place.spare > 0 ? 1 : 0;
                place.level = 100;
            }
            place.level = std::max(0.0, place.level);
        }
    }
    void Tell(const std::set<std::size_t>& silent) {
        std::map<std::size_t, printing::JournaledReading> readings;
        for (const Place& place : places_) {
            if (silent.contains(place.printer)) continue;
            const auto [at, is_new] = readings.try_emplace(place.printer);
            if (is_new) {
                at->second = Reading(place.printer, 50);
                at->second.reading.supplies.clear();
            }
            printing::Supply supply = place.told;
            supply.level_raw = std::llround(place.level);
            if (place.printer == kOverfull) supply.level_raw = std::llround(1.05 * place.level);
            if (place.printer == kSome && place.level > 20) {
                supply.level_raw = -3;
                supply.level_state = printing::LevelState::kSomeRemaining;
                supply.remaining_percent.reset();
            } else {
                supply.remaining_percent = std::min<double>(100, static_cast<double>(*supply.level_raw));
            }
            at->second.reading.supplies.push_back(supply);
        }
        std::vector<printing::JournaledReading> batch;
        for (auto& [printer, reading] : readings) batch.push_back(std::move(reading));
        if (!batch.empty()) Deliver(std::move(batch));
    }

    // After it printer 1 has a day left, printer 2 months.
    void LiveWithADayLeft() {
        AddPlace(1, 40, 0);
        AddPlace(2, 90, 0);
        for (int day = 0; day < 13; ++day) {
            NextDay();
            places_[0].level -= 3;
            places_[1].level -= 1;
            Tell({});
            Run();
        }
    }

    std::vector<value> Items(const std::string& path) {
        const auto answer = api_.As(warehouse()).Get(path);
        EXPECT_EQ(answer.status, 200) << path;
        const auto json = answer.Json();
        const auto& items = json.at("items").as_array();
        return {items.begin(), items.end()};
    }
    std::vector<value> Supplies() { return Items("/api/v1/replenishment/supplies?limit=200"); }
    static std::string KeyOf(const value& row) {
        return std::string(row.at("printer_id").as_string()) + " " + std::to_string(row.at("supply_slot").as_int64());
    }
    [[nodiscard]] std::string Today() const { return base::FormatDay(clock_.Today()); }

    // What must be so at any time of a day.
    void CheckRow(const value& row, const std::map<std::string, std::int64_t>& open,
                  const std::map<std::string, value>& shown) {
        const std::string where = Today() + " " + boost::json::serialize(row);
        // Ranges.
        for (const char* name : {"days_left", "days_left_low", "days_left_high", "lasts_days", "daily_percent"}) {
            if (!row.at(name).is_null()) {
                EXPECT_GE(Number(row.at(name)), 0) << name << where;
            }
        }
        if (!row.at("days_left").is_null()) {
            EXPECT_LE(Number(row.at("days_left_low")), Number(row.at("days_left"))) << where;
            EXPECT_LE(Number(row.at("days_left")), Number(row.at("days_left_high"))) << where;
        }
        const auto& args = row.at("reason").at("args").as_object();
        for (const auto& [name, figure] : args) {
            if (!figure.is_number()) continue;
            EXPECT_GE(Number(figure), 0) << name << where;
            if (name.ends_with("percent") && name != "daily_percent") {
                EXPECT_LE(Number(figure), 100) << name << where;
            }
        }
        // What is on its way is what orders say, at once.
        const auto way = open.find(KeyOf(row));
        EXPECT_EQ(row.at("in_transit").as_int64(), way == open.end() ? 0 : way->second) << where;
        // The printer's page says the same level and the same days.
        const value& page = shown.at(KeyOf(row));
        EXPECT_EQ(page.at("remaining_percent"), row.at("remaining_percent")) << where;
        EXPECT_EQ(page.at("days_left"), row.at("days_left")) << where;
        // The sentence says its own inputs.
        if (row.at("decided_from").is_null()) return;
        const auto& from = row.at("decided_from");
        if (!from.at("remaining_percent").is_null() && args.contains("percent")) {
            EXPECT_EQ(Number(args.at("percent")), Number(from.at("remaining_percent"))) << where;
        }
        EXPECT_EQ(args.at("shelf"), from.at("shelf")) << where;
        EXPECT_EQ(args.at("in_transit"), from.at("in_transit")) << where;
        const std::string sentence(row.at("reason").at("sentence").as_string());
        EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << sentence;
        if (row.at("type") == "waste_toner") {
            EXPECT_EQ(sentence.find("left in the printer"), std::string::npos) << sentence;
        }
    }
    // Rows with days come first. The supplies of a printer stay together, the first to run out in front, and so do
    // printers by the day on which their first supply is used up; one with a new cartridge keeps its place until the
    // next run.
    void CheckPlaces(const std::vector<value>& rows) {
        const auto printer_of = [](const value& row) { return std::string(row.at("printer_id").as_string()); };
        std::set<std::string> replaced;
        for (const auto& row : rows)
            if (row.at("estimate") == "replaced") replaced.insert(printer_of(row));
        std::set<std::string> seen;
        double day = 0;
        for (std::size_t i = 0; i < rows.size() && !rows[i].at("days_left").is_null(); ++i) {
            const double days = Number(rows[i].at("days_left"));
            if (i > 0 && printer_of(rows[i - 1]) == printer_of(rows[i])) {
                EXPECT_GE(days, Number(rows[i - 1].at("days_left"))) << Today();
                continue;
            }
            EXPECT_TRUE(seen.insert(printer_of(rows[i])).second) << Today();
            if (replaced.contains(printer_of(rows[i]))) continue;
            EXPECT_GE(std::floor(days), day) << Today();
            day = std::floor(days);
        }
        EXPECT_TRUE(std::ranges::is_sorted(rows, {}, [](const value& row) { return row.at("days_left").is_null(); }))
            << Today();
    }
    // What is sorted and filtered by is what is shown: printers with days first, the fewest in front, and only what
    // shows fewer days is below a number of days.
    void CheckOrder(const std::vector<value>& rows) {
        constexpr double kNone = 1e9;
        const auto days_of = [](const value& at) {
            return at.at("days_left").is_null() ? kNone : Number(at.at("days_left"));
        };
        const auto below = [&](double days) {
            std::set<std::string> keys;
            for (const auto& row : rows) {
                if (days_of(row) < days) keys.insert(KeyOf(row));
            }
            return keys;
        };
        CheckPlaces(rows);
        const auto printers = Items("/api/v1/printers?limit=200&sort=supply_days");
        const auto fewest = [&](const value& printer) {
            double days = kNone;
            for (const auto& supply : printer.at("supplies").as_array())
                days = std::min(days, std::floor(days_of(supply)));
            return days;
        };
        EXPECT_TRUE(std::ranges::is_sorted(printers, {}, fewest)) << Today();
        for (const int days : {3, 14, 60}) {
            std::set<std::string> found;
            const auto limit = std::to_string(days);
            for (const auto& row : Items("/api/v1/replenishment/supplies?limit=200&below_days=" + limit))
                found.insert(KeyOf(row));
            EXPECT_EQ(found, below(days)) << Today();
            const auto listed = Items("/api/v1/printers?limit=200&supply_below_days=" + limit);
            EXPECT_EQ(static_cast<std::ptrdiff_t>(listed.size()),
                      std::ranges::count_if(printers, [&](const value& at) { return fewest(at) < days; }))
                << Today() << " below " << days;
            for (const auto& printer : listed) EXPECT_LT(fewest(printer), days) << Today();
        }
        // Page by page it is the same list.
        std::vector<std::string> paged;
        std::string path = "/api/v1/replenishment/supplies?limit=3";
        for (std::string cursor;;) {
            const auto page = api_.As(warehouse()).Get(path + cursor).Json();
            for (const auto& row : page.at("items").as_array()) paged.push_back(KeyOf(row));
            if (page.at("next_cursor").is_null()) break;
            cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
        }
        std::vector<std::string> whole;
        for (const auto& row : rows) whole.push_back(KeyOf(row));
        EXPECT_EQ(paged, whole) << Today();
    }
    // Rows against orders and the printers' pages, at any time; gives the rows.
    std::vector<value> CheckNow() {
        std::map<std::string, std::int64_t> open;
        for (const auto& order : Items("/api/v1/supply-orders?limit=40")) {
            const auto& state = order.at("state").as_string();
            if (state == "delivered" || state == "cancelled") continue;
            for (const auto& line : order.at("lines").as_array()) open[KeyOf(line)] += line.at("quantity").as_int64();
        }
        std::map<std::string, value> shown;
        for (const auto& printer : Items("/api/v1/printers?limit=200")) {
            for (const auto& supply : printer.at("supplies").as_array()) {
                shown[std::string(printer.at("id").as_string()) + " " + std::string(supply.at("slot").as_string())] =
                    supply;
            }
        }
        auto rows = Supplies();
        for (const auto& row : rows) CheckRow(row, open, shown);
        CheckOrder(rows);
        return rows;
    }

    // What was decided just now, with nothing having happened since.
    void CheckFresh(const std::vector<value>& rows) {
        for (const auto& row : rows) {
            const std::string where = Today() + " " + boost::json::serialize(row);
            const auto& from = row.at("decided_from");
            const std::string estimate(row.at("estimate").as_string());
            // A rise that is not believed yet: the figures are those of the cartridge before, and say so.
            if (estimate == "replaced") {
                EXPECT_GE(row.at("remaining_percent").to_number<double>(),
                          from.at("remaining_percent").to_number<double>() + 8)
                    << where;
                EXPECT_TRUE(row.at("days_left").is_null()) << where;
                continue;
            }
            EXPECT_EQ(from.at("remaining_percent"), row.at("remaining_percent")) << where;
            EXPECT_EQ(from.at("shelf"), row.at("shelf")) << where;
            EXPECT_NE(estimate, "stock_changed") << where;
            EXPECT_EQ(estimate == "not_reporting" || estimate == "none", row.at("days_left").is_null()) << where;
        }
    }

    // Every date is kept, or the row or the order line says why not.
    void CheckDates(const std::vector<value>& rows) {
        std::map<std::string, value> lines;  // of today's orders
        for (const auto& order : Items("/api/v1/supply-orders?limit=40")) {
            if (!order.at("ordered_at").as_string().starts_with(Today())) continue;
            for (const auto& line : order.at("lines").as_array()) lines[KeyOf(line)] = line;
        }
        for (const auto& row : rows) {
            const std::string key = KeyOf(row);
            const std::string where = Today() + " was " + due_[key] + " " + boost::json::serialize(row);
            const bool ordered = row.at("decision") != "no_order";
            EXPECT_EQ(ordered, lines.contains(key)) << where;
            if (ordered) CheckLine(lines.at(key), row, due_[key], where);
            const std::string due =
                row.at("order_due_on").is_null() ? "" : std::string(row.at("order_due_on").as_string());
            if (!due.empty()) {
                EXPECT_GT(due, Today()) << where;
            }
            if (!ordered && !due.empty() && !due_[key].empty() && due != due_[key]) {
                ++moved_;
                const auto& moved = row.at("order_due_moved");
                ASSERT_FALSE(moved.is_null()) << where;
                EXPECT_EQ(moved.at("was_on"), value(due_[key])) << where;
                EXPECT_EQ(moved.at("moved_on"), value(Today())) << where;
                EXPECT_GT(moved.at("sentence").as_string().size(), 20U) << where;
            } else if (!ordered && !due.empty() && due == due_[key]) {
                ++kept_;
            }
            due_[key] = due;
        }
    }
    void CheckLine(const value& line, const value& row, const std::string& due, const std::string& where) {
        ++ordered_;
        object args = line.at("reason").at("args").as_object();
        const bool early = !due.empty() && due > Today();
        EXPECT_EQ(args.contains("announced_on"), early) << where;
        if (early) {
            EXPECT_EQ(args.at("announced_on"), value(due)) << where;
            EXPECT_EQ(args.contains("moved"), row.at("decision") == "order") << where;
        }
        args.erase("announced_on");
        args.erase("moved");
        // Why it was let to join: kept with the line, the row does not say it.
        EXPECT_EQ(args.erase("surely_days") + args.erase("reach_days"), 2U) << where;
        EXPECT_EQ(Plain(args), Plain(row.at("reason").at("args"))) << where;
        EXPECT_EQ(row.at("in_transit").as_int64(),
                  row.at("decided_from").at("in_transit").as_int64() + line.at("quantity").as_int64())
            << where;
    }

    // People: some orders are cancelled, the others are shipped and delivered; what is shown
    // follows at once.
    void Handle() {
        for (const auto& order : Items("/api/v1/supply-orders?limit=40")) {
            const auto& state = order.at("state").as_string();
            const auto at = *base::ParseRfc3339(std::string(order.at("ordered_at").as_string()));
            const auto age = (clock_.Now() - at) / std::chrono::hours(24);
            bool changed = true;  // the stock
            if (state == "submitted" && age >= 1) {
                if (++handled_ % 6 == 0) {
                    EXPECT_EQ(Step(order, "cancellation", R"({"reason":"not wanted"})"), "cancelled");
                } else {
                    Step(order, "shipments", R"({"carrier":"DHL","tracking_number":"1"})");
                    changed = false;
                }
            } else if (state == "shipped" && age >= 4) {
                EXPECT_EQ(Step(order, "delivery", ""), "delivered");
                for (const auto& line : order.at("lines").as_array()) Receive(line);
            } else {
                continue;
            }
            for (const auto& row : CheckNow()) {
                for (const auto& line : order.at("lines").as_array()) {
                    if (KeyOf(line) != KeyOf(row) || !changed) continue;
                    EXPECT_NE(row.at("estimate"), "current") << boost::json::serialize(row);
                    EXPECT_TRUE(row.at("order_due_on").is_null());
                    EXPECT_TRUE(row.at("lasts_days").is_null());
                }
            }
        }
    }
    void Receive(const value& line) {
        for (Place& place : places_) {
            const std::string serial = "SN" + std::to_string(place.printer);
            if (line.at("printer_serial_number") != value(serial)) continue;
            if (line.at("item").at("name") != value(*place.told.description)) continue;
            place.spare += static_cast<int>(line.at("quantity").as_int64());
        }
    }

    static constexpr std::size_t kOverfull = 6;
    static constexpr std::size_t kSome = 7;

    std::vector<Place> places_;
    std::map<std::string, std::string> due_;
    std::mt19937 random_{7};
    std::uniform_real_distribution<double> chance_{0, 1};
    double busy_ = 1;
    double early_ = 3;  // percent at which people replace
    int day_ = 0;
    int handled_ = 0;
    int moved_ = 0;
    int kept_ = 0;
    int ordered_ = 0;
};

TEST_F(Figures, AgreeOnEveryDayOfAYear) {  // ASR-10, ASR-15, PRN-3
    AddPlace(1, 90, 2);
    AddPlace(2, 60, 6);
    AddPlace(3, 70, 1.5, printing::SupplyType::kWasteToner, "");
    AddPlace(3, 55, 1);
    AddPlace(4, 100, 0.4, printing::SupplyType::kOpc, "black");
    AddPlace(4, 45, 3, printing::SupplyType::kToner, "cyan");
    AddPlace(5, 100, 1);
    AddPlace(kOverfull, 100, 2);
    AddPlace(kSome, 100, 2.5);
    AddPlace(8, 100, 0);
    readings::Partitions partitions(database_.pool());
    for (day_ = 0; day_ < 365; ++day_) {
        NextDay();
        if (day_ % 25 == 0) partitions.EnsureAhead(clock_.Now() + std::chrono::days(30));
        busy_ = day_ % 90 < 70 ? 1 : 2.5;
        early_ = day_ % 120 < 90 ? 3 : 30;
        Use();
        std::set<std::size_t> silent;
        if (day_ > 60 && day_ < 101) silent = {4, 5};
        if (day_ > 200 && day_ < 206) silent = {1, 2, 3};
        Tell(silent);
        if (day_ % 5 == 0) CheckNow();
        Run();
        const auto rows = CheckNow();
        CheckFresh(rows);
        CheckDates(rows);
        clock_.Advance(std::chrono::hours(6));
        Handle();
        if (day_ % 11 == 0) {  // and a reading in the afternoon, with what was replaced meanwhile
            for (Place& place : places_) place.level = place.level < 20 ? 100 : place.level;
            Tell(silent);
            CheckNow();
        }
        clock_.Advance(-std::chrono::hours(6));
        if (HasFailure()) FAIL() << "day " << day_;
    }
    EXPECT_GT(ordered_, 40);
    EXPECT_GT(moved_, 100);
    EXPECT_GT(kept_, 100);
}

// PRN-2, AGT-7: what is silent is in no other state, so that the states add up.
TEST_F(Figures, EachPrinterIsInOneState) {
    for (std::size_t printer = 1; printer <= 5; ++printer) AddPlace(printer, 80, 0);
    NextDay();
    Tell({});
    clock_.Advance(std::chrono::hours(1));
    auto warned = Reading(2, 80);
    warned.reading.status = printing::PrinterStatus::kWarning;
    Deliver({warned});
    NextDay();
    Tell({2, 3});
    world_.Sweep();
    std::map<std::string, std::size_t> counts;
    std::size_t sum = 0;
    for (const char* state : {"ok", "other", "warning", "error", "not_communicating"}) {
        const auto printers = Items(std::string("/api/v1/printers?state=") + state);
        for (const auto& printer : printers) EXPECT_EQ(printer.at("state"), value(state));
        counts[state] = printers.size();
        sum += printers.size();
    }
    EXPECT_EQ(sum, 5U);
    EXPECT_EQ(counts["not_communicating"], 2U);
    EXPECT_EQ(counts["warning"], 0U);
    for (const auto& printer : Items("/api/v1/printers?state=not_communicating")) {
        EXPECT_EQ(printer.at("communicating"), false);
        if (printer.at("serial_number") == "SN2") {
            EXPECT_EQ(printer.at("last_known_state"), "warning");
        }
    }
}

TEST_F(Figures, ACartridgeThatWasReplacedTakesItsForecastAlong) {  // ASR-10
    AddPlace(1, 40, 0);
    for (int day = 0; day < 12; ++day) {
        NextDay();
        places_[0].level -= 3;
        Tell({});
        Run();
    }
    Change([](store::Row& row) { row.shelf = row.decided_shelf = 2; });
    const auto days_left = [&] { return Supplies().at(0).at("days_left"); };
    ASSERT_FALSE(days_left().is_null());
    clock_.Advance(std::chrono::hours(5));
    places_[0].level = 100;
    Tell({});
    const auto row = CheckNow().at(0);
    EXPECT_EQ(Number(row.at("remaining_percent")), 100);
    EXPECT_EQ(row.at("estimate"), "replaced");
    EXPECT_TRUE(row.at("days_left").is_null());
    EXPECT_TRUE(row.at("order_due_on").is_null());
    EXPECT_EQ(row.at("shelf"), 1);
    const auto page = Items("/api/v1/printers").at(0).at("supplies").at(0);
    EXPECT_TRUE(page.at("days_left").is_null());
    EXPECT_EQ(page.at("replaced_since_estimate"), true);
    clock_.Advance(std::chrono::hours(19));
    Tell({});
    Run();
    EXPECT_EQ(Supplies().at(0).at("estimate"), "current");
    EXPECT_FALSE(days_left().is_null());
}

// ASR-10, PRN-2: a printer with a day left gets a cartridge; every list knows it at once, and again when the
// old one comes back.
TEST_F(Figures, ANewCartridgeLeavesTheListsOfWhatRunsOut) {
    LiveWithADayLeft();
    const auto first = [&](const std::string& path) {
        const auto items = Items(path);
        return items.empty() ? "" : std::string(items.front().at("serial_number").as_string());
    };
    ASSERT_EQ(first("/api/v1/printers?sort=supply_days"), "SN1");
    ASSERT_EQ(first("/api/v1/printers?supply_below_days=3"), "SN1");
    ASSERT_EQ(first("/api/v1/replenishment/supplies"), "SN1");
    const double old = places_[0].level;
    clock_.Advance(std::chrono::hours(2));
    places_[0].level = 100;
    Tell({});
    CheckNow();
    EXPECT_EQ(first("/api/v1/printers?sort=supply_days"), "SN2");
    EXPECT_EQ(first("/api/v1/printers?sort=-supply_days"), "SN1");
    EXPECT_EQ(first("/api/v1/printers?supply_below_days=3"), "");
    EXPECT_EQ(first("/api/v1/replenishment/supplies"), "SN2");
    EXPECT_EQ(first("/api/v1/replenishment/supplies?below_days=3"), "");
    EXPECT_EQ(Items("/api/v1/replenishment/supplies").size(), 2U);
    clock_.Advance(std::chrono::hours(2));
    places_[0].level = old;
    Tell({});
    CheckNow();
    EXPECT_EQ(first("/api/v1/printers?supply_below_days=3"), "SN1");
    // Another cartridge as full as the one before: its serial number says it.
    places_[0].told.serial_number = "A1";
    clock_.Advance(std::chrono::hours(20));
    Tell({});
    Run();
    ASSERT_EQ(first("/api/v1/printers?supply_below_days=5"), "SN1");
    clock_.Advance(std::chrono::hours(2));
    places_[0].told.serial_number = "B2";
    Tell({});
    CheckNow();
    EXPECT_EQ(first("/api/v1/printers?supply_below_days=5"), "");
    // It comes late: an older reading changes nothing.
    auto late = Reading(1, old);
    late.observed_at -= std::chrono::hours(1);
    Deliver({late});
    CheckNow();
    EXPECT_EQ(first("/api/v1/printers?supply_below_days=5"), "");
}

// PRN-2: however many rows do not belong to what a page shows, it looks at so many and goes on with the next page.
class ShortLooks : public Figures {
  protected:
    ShortLooks() : Figures(1) {}
};

TEST_F(ShortLooks, EverySupplyIsOnOnePageAndNoPageLooksThroughAll) {
    LiveWithADayLeft();
    clock_.Advance(std::chrono::hours(2));
    for (auto& place : places_) place.level = 100;  // no estimate holds any more
    Tell({});
    std::set<std::string> seen;
    std::size_t shorts = 0;
    std::string path = "/api/v1/replenishment/supplies?limit=1";
    for (int page = 0; page < 10; ++page) {
        const auto answer = api_.As(warehouse()).Get(path);
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto json = answer.Json();
        const auto& items = json.at("items").as_array();
        shorts += items.empty() ? 1 : 0;
        for (const auto& item : items) EXPECT_TRUE(seen.insert(KeyOf(item)).second);
        if (json.at("next_cursor").is_null()) break;
        path = "/api/v1/replenishment/supplies?limit=1&cursor=" + std::string(json.at("next_cursor").as_string());
    }
    EXPECT_EQ(seen.size(), 2U);
    EXPECT_GE(shorts, 1U);
}

// AGT-4: what the newest answer lacked is shown as it was told, and counts for what is sorted by.
TEST_F(Figures, AnAnswerWithoutLevelsLeavesTheFiguresTogether) {
    LiveWithADayLeft();
    const auto first = [&] {
        return std::string(Items("/api/v1/printers?sort=supply_days").at(0).at("serial_number").as_string());
    };
    const auto tell_nothing = [&] {
        auto reading = Reading(1, 50);
        reading.reading.unanswered = {printing::Part::kSupplyLevels};
        reading.reading.supplies.at(0) = places_[0].told;
        reading.reading.supplies.at(0).level_raw.reset();
        reading.reading.supplies.at(0).level_state = printing::LevelState::kUnknown;
        reading.reading.supplies.at(0).remaining_percent.reset();
        Deliver({reading});
        CheckNow();
    };
    clock_.Advance(std::chrono::hours(1));
    tell_nothing();
    EXPECT_EQ(first(), "SN1");
    clock_.Advance(std::chrono::hours(1));
    places_[0].level = 100;
    Tell({});
    CheckNow();
    EXPECT_EQ(first(), "SN2");
    clock_.Advance(std::chrono::hours(1));
    tell_nothing();
    EXPECT_EQ(first(), "SN2");
}

TEST_F(Figures, ASilentPrinterTellsNoDaysAndNoNegativeOnes) {  // ASR-13
    AddPlace(1, 100, 0, printing::SupplyType::kOpc);
    for (int day = 0; day < 12; ++day) {
        NextDay();
        places_[0].level = 100 - day / 6;
        Tell({});
        Run();
    }
    for (int day = 1; day <= 36; ++day) {
        NextDay();
        Run();
        const auto row = CheckNow().at(0);
        EXPECT_EQ(row.at("reason").at("args").at("silent_days"), day);
        EXPECT_EQ(row.at("days_left").is_null(), day > Method{}.silent_days) << day;
        EXPECT_EQ(row.at("estimate"), day > Method{}.silent_days ? "not_reporting"
                                      : day > 1                  ? "carried_on"
                                                                 : "current");
    }
}

TEST_F(Figures, OfAWasteContainerIsTheRoomThatIsLeft) {  // ASR-1
    AddPlace(1, 90, 0, printing::SupplyType::kWasteToner, "");
    for (int day = 0; day < 10; ++day) {
        NextDay();
        if (day == 0) places_[0].level -= 1;
        Tell({});
        Run();
    }
    const auto row = CheckNow().at(0);
    const std::string sentence(row.at("reason").at("sentence").as_string());
    EXPECT_TRUE(sentence.starts_with("There is room for 89 % in the waste container.")) << sentence;
}

}  // namespace
}  // namespace replenishment
