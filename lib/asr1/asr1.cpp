#include "lib/asr1/asr1.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lib/asr1/asr1_session.hpp"
#include "lib/base/clock.hpp"

namespace replenishment {
namespace {

constexpr std::int64_t kMostDays = 100'000;

}  // namespace

// ---- the frame

std::string Asr1::Session::Expected() const {
    switch (stage_) {
        case Stage::kStart:
            return "ASR 1";
        case Stage::kMeta:
            return "META start=YYYY-MM-DD days=N warmup=N";
        case Stage::kFleet:
            return printers_.empty() ? "H, P or BEGIN" : "P, U or BEGIN";
        case Stage::kBetweenDays:
            return "D or END";
        default:
            return "E, R or .";
    }
}

void Asr1::Session::Take(std::string_view text) {
    ++line_;
    Asr1Line line(line_, text);
    if (line.empty()) line.Fail("empty_line", "the line is empty", Expected());
    const std::string_view word = line.Word("a word");
    const auto is = [&](std::string_view wanted, Stage stage) { return word == wanted && stage_ == stage; };
    if (is("R", Stage::kDay)) return TakeReading(line);
    if (is("E", Stage::kDay)) return TakeEvent(line);
    if (is("D", Stage::kBetweenDays)) return TakeDay(line);
    if (is("U", Stage::kFleet) && !printers_.empty()) return TakeSupply(line);
    if (is("P", Stage::kFleet)) return TakePrinter(line);
    if (is("H", Stage::kFleet) && printers_.empty()) return TakeHoliday(line);
    if (is("ASR", Stage::kStart)) return TakeVersion(line);
    if (is("META", Stage::kMeta)) return TakeMeta(line);
    if (is(".", Stage::kDay)) {
        line.End();
        Answer();
        stage_ = Stage::kBetweenDays;
    } else if (is("BEGIN", Stage::kFleet)) {
        line.End();
        MakeEngine();
        stage_ = Stage::kBetweenDays;
    } else if (is("END", Stage::kBetweenDays)) {
        line.End();
        stage_ = Stage::kEnded;
    } else {
        constexpr std::array<std::string_view, 11> kWords{"ASR", "META", "H", "P", "U",  "BEGIN",
                                                          "D",   "E",    "R", ".", "END"};
        const bool known = std::find(kWords.begin(), kWords.end(), word) != kWords.end();
        line.Fail(known ? "wrong_order" : "unknown_word",
                  Asr1Line::Quoted(word) + (known ? " does not belong here" : " is no word of ASR/1"), Expected());
    }
}

void Asr1::Session::Finish() {
    if (part == "END" || part == "END\r") Take(part);
    if (ended()) return;
    const std::string expected = part.empty() ? Expected() : "its end and, at last, END";
    Asr1Line(line_ + 1, part)
        .Fail("cut", part.empty() ? "the input ends here" : "the input ends within this line", expected);
}

// ---- the fleet

void Asr1::Session::TakeVersion(Asr1Line& line) {
    const std::string_view version = line.Word("the version");
    line.End();
    if (version != "1") {
        line.Fail("version", "the version is " + Asr1Line::Quoted(version), "ASR 1");
    }
    stage_ = Stage::kMeta;
}

void Asr1::Session::TakeMeta(Asr1Line& line) {
    const auto value = [&](std::string_view key) {
        const std::string_view word = line.Word(key);
        if (!word.starts_with(key)) {
            line.Fail("missing_field", "there is " + Asr1Line::Quoted(word), key);
        }
        return word.substr(key.size());
    };
    const std::string_view start = value("start=");
    const auto day = base::ParseDay(start);
    if (!day) {
        line.Fail("wrong_date", "start is " + Asr1Line::Quoted(start), "a day as YYYY-MM-DD");
    }
    start_ = static_cast<DayNumber>(day->time_since_epoch().count());
    days_ = line.NumberIn(value("days="), "days", 1, kMostDays);
    line.NumberIn(value("warmup="), "warmup", 0, days_);
    line.End();
    stage_ = Stage::kFleet;
}

void Asr1::Session::TakeHoliday(Asr1Line& line) {
    const std::int64_t day = line.Number("a holiday", -kMostAhead, days_ + kMostAhead);
    line.End();
    holidays_.insert(start_ + static_cast<DayNumber>(day));
}

Engine& Asr1::Session::MakeEngine() {
    if (!engine_) {
        engine_.emplace(options_.profile, options_.rule, holidays_, FleetState{}, options_.method);
    }
    return *engine_;
}

void Asr1::Session::TakePrinter(Asr1Line& line) {
    const auto next = static_cast<std::int64_t>(printers_.size());
    if (next == kMost) {
        line.Fail("too_many", "there are too many printers", fmt::format("at most {}", kMost));
    }
    const std::int64_t id = line.Number("a printer", 0, kMost - 1);
    if (id != next) {
        line.Fail(id < next ? "duplicate" : "out_of_sequence",
                  fmt::format("printer {} comes {}", id, id < next ? "again" : "too early"),
                  fmt::format("printer {}", next));
    }
    const std::int64_t site = line.Number("a site", 0, kMost - 1);
    line.Text("a serial number");
    line.Text("a model");
    line.End();
    Engine& engine = MakeEngine();
    const auto [at, is_new] = sites_.try_emplace(site);
    if (is_new) at->second = engine.AddSite();
    engine.AddPrinter(at->second);
    printers_.Add({});
}

void Asr1::Session::TakeSupply(Asr1Line& line) {
    const auto next = static_cast<std::int64_t>(engine_->supplies());
    if (next == kMost) {
        line.Fail("too_many", "there are too many supplies", fmt::format("at most {}", kMost));
    }
    const std::int64_t id = line.Number("a supply", 0, kMost - 1);
    if (id != next) {
        line.Fail(id < next ? "duplicate" : "out_of_sequence",
                  fmt::format("supply {} comes {}", id, id < next ? "again" : "too early"),
                  fmt::format("supply {}", next));
    }
    const PrinterIndex printer = TakePrinterId(line);
    SupplySpec spec;
    const std::string_view color = line.Text("a color");
    spec.color = color != "K";
    const std::string item(line.Text("an item"));
    // Without a yield nothing could be said about a page; the gauge alone would be guessing.
    spec.gauge.yield_pages = static_cast<double>(line.Number("the yield of a cartridge, pages,", 1, 100'000'000));
    const std::int64_t step = line.Number("a gauge step", -3, 103);
    if (step == -3) {
        spec.gauge.kind = GaugeKind::kSomeRemaining;
    } else if (step == 103) {
        spec.gauge.kind = GaugeKind::kThreeStage;
    } else if (step >= 1 && step <= 100) {
        spec.gauge.step = static_cast<double>(step);
    } else {
        line.Fail("out_of_range", fmt::format("a gauge step is {}", step),
                  "1 to 100 percent, -3 (some remaining) or 103 (three stages)");
    }
    SupplyState state;
    state.book.shelf = static_cast<std::int32_t>(line.Number("the shelf", 0, kMostCartridges));
    line.End();
    spec.item = items_.try_emplace(item, items_.size()).first->second;
    const SupplyIndex supply = engine_->AddSupply(printer, spec, state);
    printers_[printer].supplies.push_back(supply);
    if (options_.follower != nullptr) {
        options_.follower->OnSupply(supply, printer, color, item, spec);
    }
}

PrinterIndex Asr1::Session::TakePrinterId(Asr1Line& line) const {
    const std::int64_t id = line.Number("a printer", 0, kMost - 1);
    if (static_cast<std::size_t>(id) >= printers_.size()) {
        line.Fail("unknown_printer", fmt::format("there is no printer {}", id),
                  fmt::format("a number below {}", printers_.size()));
    }
    return PrinterIndex(static_cast<std::size_t>(id));
}

SupplyIndex Asr1::Session::TakeSupplyId(Asr1Line& line) const {
    const std::int64_t id = line.Number("a supply", 0, kMost - 1);
    if (static_cast<std::size_t>(id) >= engine_->supplies()) {
        line.Fail("unknown_supply", fmt::format("there is no supply {}", id),
                  fmt::format("a number below {}", engine_->supplies()));
    }
    return SupplyIndex(static_cast<std::size_t>(id));
}

// ---- lines from octets

Asr1::Asr1(Asr1Options options) : session_(std::make_unique<Session>(std::move(options))) {}
Asr1::~Asr1() = default;

void Asr1::Feed(std::string_view octets) {
    std::string& part = session_->part;
    while (!octets.empty() && !session_->ended()) {
        const std::size_t end = octets.find('\n');
        const std::string_view piece = octets.substr(0, end);
        if (part.size() + piece.size() > kLongestLine) {
            Asr1Line(session_->next_line(), "")
                .Fail("too_long", "the line is too long", fmt::format("at most {} octets", kLongestLine));
        }
        if (end == std::string_view::npos) {
            part += piece;
            return;
        }
        octets.remove_prefix(end + 1);
        if (part.empty()) {
            session_->Take(piece);
        } else {
            part += piece;
            const std::string line = std::move(part);
            part.clear();
            session_->Take(line);
        }
    }
}

void Asr1::Finish() {
    session_->Finish();
}

bool Asr1::ended() const {
    return session_->ended();
}

const Engine* Asr1::engine() const {
    return session_->engine();
}

}  // namespace replenishment
