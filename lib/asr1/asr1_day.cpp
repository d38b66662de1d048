#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "lib/asr1/asr1_session.hpp"
#include "lib/base/clock.hpp"

// The days of an ASR/1 conversation: news, readings, answers.
namespace replenishment {
namespace {

constexpr std::int64_t kMostStock = 1'000'000;    // cartridges of one supply that add up
constexpr std::int64_t kMostOrders = 10'000'000;  // that are open
constexpr std::int64_t kMostPages = 1'000'000'000'000;
constexpr std::int64_t kMostId = 1'000'000'000'000'000;
constexpr std::size_t kFlushAt = 1 << 16;

}  // namespace

void Asr1::Session::TakeDay(Asr1Line& line) {
    const std::int64_t day = line.Number("a day", 0, days_ - 1);
    if (day <= day_) {
        line.Fail("out_of_sequence", fmt::format("day {} follows day {}", day, day_),
                  fmt::format("day {} or later", day_ + 1));
    }
    const DayNumber today = start_ + static_cast<DayNumber>(day);
    const std::string date = base::FormatDay(base::Day(std::chrono::days(today)));
    const std::string_view claimed = line.Word("a date");
    if (claimed != date) {
        line.Fail("wrong_date", fmt::format("day {} has the date {}", day, Asr1Line::Quoted(claimed)), date);
    }
    const std::int64_t weekday = line.Number("a weekday", 0, 6);
    if (weekday != WeekdayOf(today)) {
        line.Fail("wrong_date", fmt::format("{} has the weekday {}", date, weekday),
                  fmt::format("{}, Monday is 0", WeekdayOf(today)));
    }
    line.Number("business", 0, 1);
    forecast_ = line.Number("forecast", 0, 1) == 1;
    line.End();
    day_ = day;
    stage_ = Stage::kDay;
}

std::int32_t Asr1::Session::TakeQuantity(Asr1Line& line) const {
    return static_cast<std::int32_t>(line.Number("a quantity", 1, kMostCartridges));
}

// An order is remembered until it is delivered, for a back order names only its number.
void Asr1::Session::OpenOrder(const Asr1Line& line, std::int64_t id, SupplyIndex supply, std::int32_t quantity) {
    if (static_cast<std::int64_t>(orders_.size()) == kMostOrders) {
        line.Fail("too_many", "too many orders are open", fmt::format("at most {}", kMostOrders));
    }
    const SupplyState& state = engine_->StateOf(supply);
    if (state.book.shelf + state.book.transit + std::int64_t{quantity} > kMostStock) {
        line.Fail("too_many", "too many cartridges add up", fmt::format("at most {} of a supply", kMostStock));
    }
    if (!orders_.try_emplace(id, Order{supply, quantity}).second) {
        line.Fail("duplicate", fmt::format("order {} is open already", id), "another number");
    }
}

void Asr1::Session::Deliver(Asr1Line& line) {
    const std::int64_t id = line.Number("an order", 0, kMostId);
    const SupplyIndex supply = TakeSupplyId(line);
    const std::int32_t quantity = TakeQuantity(line);
    line.End();
    const auto order = orders_.find(id);
    if (order == orders_.end()) {
        // Ordered before the conversation began.
        OpenOrder(line, id, supply, quantity);
        orders_.erase(id);
    } else if (order->second.supply != supply) {
        line.Fail("unknown_order", fmt::format("order {} is not of supply {}", id, supply.value()),
                  fmt::format("supply {}", order->second.supply.value()));
    } else if ((order->second.quantity -= quantity) <= 0) {
        orders_.erase(order);
    }
    const DayNumber today = start_ + static_cast<DayNumber>(day_);
    engine_->Delivered(supply, quantity, today);
    if (options_.follower != nullptr) {
        options_.follower->OnDelivery(supply, today, quantity);
    }
}

void Asr1::Session::BackOrder(Asr1Line& line) {
    const std::int64_t id = line.Number("an order", 0, kMostId);
    const SupplyIndex supply = TakeSupplyId(line);
    const std::int64_t until = line.Number("the new day", day_, days_ + kMostAhead);
    line.End();
    const auto order = orders_.find(id);
    if (order == orders_.end() || order->second.supply != supply) {
        line.Fail("unknown_order", fmt::format("order {} of supply {} is not open", id, supply.value()),
                  "an order that was told by ORDERED, MANUAL or EMERGENCY");
    }
    // Named again, it is the same cartridges on another day.
    const std::int32_t late = order->second.late ? 0 : order->second.quantity;
    order->second.late = true;
    engine_->BackOrdered(supply, late, start_ + static_cast<DayNumber>(until));
}

void Asr1::Session::TakeEvent(Asr1Line& line) {
    const std::string_view kind = line.Word("an event");
    if (kind == "DELIVERED") return Deliver(line);
    if (kind == "BACKORDER") return BackOrder(line);
    if (kind == "MANUAL") {
        const SupplyIndex supply = TakeSupplyId(line);
        const std::int64_t id = line.Number("an order", 0, kMostId);
        const std::int32_t quantity = TakeQuantity(line);
        const std::int64_t wait = line.Number("the days until the job", 0, kMostAhead);
        line.End();
        OpenOrder(line, id, supply, quantity);
        engine_->Announced(supply, quantity, start_ + static_cast<DayNumber>(day_ + wait));
        return;
    }
    if (kind != "ORDERED" && kind != "EMERGENCY") {
        line.Fail("unknown_word", Asr1Line::Quoted(kind) + " is no event of ASR/1",
                  "DELIVERED, ORDERED, BACKORDER, MANUAL or EMERGENCY");
    }
    const std::int64_t id = line.Number("an order", 0, kMostId);
    const SupplyIndex supply = TakeSupplyId(line);
    const std::int32_t quantity = TakeQuantity(line);
    line.End();
    OpenOrder(line, id, supply, quantity);
    if (kind == "ORDERED") {
        Answered(supply, quantity);
    } else {
        engine_->Emergency(supply, quantity);
    }
}

// The engine counts what it orders as on its way at once. What was ordered in truth is what the
// peer answers.
void Asr1::Session::Answered(SupplyIndex supply, std::int32_t quantity) {
    confirms_ = true;
    const auto asked = asked_.find(supply);
    const std::int32_t more = quantity - (asked == asked_.end() ? 0 : asked->second);
    if (asked != asked_.end()) asked_.erase(asked);
    if (more == 0) return;
    const SupplyState& state = engine_->StateOf(supply);
    const std::int32_t transit = std::max(0, state.book.transit + more);
    engine_->SetTransit(supply, transit, std::min(state.book.late, transit), state.book.late_until);
}

// A peer that answers orders and did not answer this one has not placed it; it would be waited for
// without end.
void Asr1::Session::TakeBackUnanswered() {
    for (const auto& [supply, quantity] : asked_) {
        if (!confirms_) break;
        const SupplyState& state = engine_->StateOf(supply);
        const std::int32_t transit = std::max(0, state.book.transit - quantity);
        engine_->SetTransit(supply, transit, std::min(state.book.late, transit), state.book.late_until);
    }
    asked_.clear();
}

void Asr1::Session::TakeReading(Asr1Line& line) {
    const PrinterIndex id = TakePrinterId(line);
    const auto& supplies = printers_[id].supplies;
    const Counters counters{line.Number("the page counter", 0, kMostPages),
                            line.Number("the counter of color pages", 0, kMostPages)};
    const std::size_t first = levels_.size();
    while (!line.empty() && levels_.size() - first <= supplies.size()) {
        const std::string_view word = line.Text("a level");
        const std::size_t colon = word.find(':');
        levels_.push_back({line.Level(word.substr(0, colon)),
                           colon == std::string_view::npos ? 0 : CartridgeHash(word.substr(colon + 1))});
    }
    const std::size_t count = levels_.size() - first;
    if (count != supplies.size()) {
        const bool more = count > supplies.size();
        line.Fail("wrong_levels",
                  more ? std::string("there are more levels") : fmt::format("the levels end after {}", count),
                  fmt::format("one for each of the {} supplies of printer {}", supplies.size(), id.value()));
    }
    if (printers_[id].read_on == day_) return levels_.resize(first);  // the first of a day counts
    printers_[id].read_on = day_;
    readings_.push_back({id, counters, first});
}

// Printers of a site take from one shelf and teach one calendar: read in the order of the printers,
// a day gives the same in whatever order its lines came.
void Asr1::Session::ReadDay() {
    const DayNumber today = start_ + static_cast<DayNumber>(day_);
    std::ranges::sort(readings_, {}, &PrinterLine::printer);
    for (const PrinterLine& line : readings_) {
        const auto& supplies = printers_[line.printer].supplies;
        const std::span readings(levels_.data() + line.first, supplies.size());
        if (options_.follower == nullptr) {
            engine_->Read(line.printer, today, line.counters, readings);
            continue;
        }
        before_.clear();
        for (const SupplyIndex supply : supplies) before_.push_back(engine_->StateOf(supply));
        engine_->Read(line.printer, today, line.counters, readings);
        for (std::size_t i = 0; i < supplies.size(); ++i) {
            options_.follower->OnReading(supplies[i], today, readings[i], before_[i], engine_->StateOf(supplies[i]));
        }
    }
    readings_.clear();
    levels_.clear();
}

// ---- answers

void Asr1::Session::Answer() {
    const DayNumber today = start_ + static_cast<DayNumber>(day_);
    ReadDay();
    TakeBackUnanswered();
    const BySupply<Decision> decisions = engine_->Decide(today);
    const auto out = std::back_inserter(answers_);
    for (const SupplyIndex supply : decisions.Indexes()) {
        const Decision& decision = decisions[supply];
        if (forecast_ && decision.forecast) {
            fmt::format_to(out, "F {} {:.1f} {:.1f} {:.1f}\n", supply.value(), decision.q10, decision.q50,
                           decision.q90);
        }
        if (decision.quantity > 0) {
            fmt::format_to(out, "O {} {}\n", supply.value(), decision.quantity);
            asked_.emplace(supply, decision.quantity);
        }
        if (options_.follower != nullptr) {
            options_.follower->OnDecision(supply, today, decision, engine_->StateOf(supply));
        }
        Flush(kFlushAt);
    }
    AnswerPrinters(decisions);
    answers_ += ".\n";
    Flush(1);
}

void Asr1::Session::AnswerPrinters(const BySupply<Decision>& decisions) {
    const bool sunday = WeekdayOf(start_ + static_cast<DayNumber>(day_)) == 6;
    for (const PrinterIndex id : printers_.Indexes()) {
        Printer& printer = printers_[id];
        if (sunday && !printer.unsuited && engine_->HighVolume(id)) {
            printer.unsuited = true;
            fmt::format_to(std::back_inserter(answers_), "I {}\n", id.value());
        }
        const auto silent = std::find_if(printer.supplies.begin(), printer.supplies.end(), [&](SupplyIndex supply) {
            return decisions[supply].why == Why::kNotReporting;
        });
        const bool was = printer.silent;
        printer.silent = silent != printer.supplies.end();
        if (printer.silent && !was && options_.sentence) {
            fmt::format_to(std::back_inserter(answers_), "N {} {}\n", id.value(),
                           options_.sentence(decisions[*silent]));
        }
        Flush(kFlushAt);
    }
}

void Asr1::Session::Flush(std::size_t at) {
    if (answers_.size() < at) return;
    if (options_.write) options_.write(answers_);
    answers_.clear();
}

}  // namespace replenishment
