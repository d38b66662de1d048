#include "lib/asr1/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>

#include "lib/base/clock.hpp"
#include "lib/base/text.hpp"

namespace replenishment {
namespace {

constexpr double kWidth = 1200;
constexpr double kLeft = 92;  // of the drawing area
constexpr double kRight = 1172;

// Paper and ink in both schemes; the colors tell apart under the common kinds of color blindness.
constexpr std::string_view kStyle = R"(<style>
svg{background:#fff;font:13px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
text{fill:#333b46}.title{font-size:19px;font-weight:600;fill:#11161d}.soft{fill:#687280}
.grid{stroke:#e4e8ed;fill:none}.axis{stroke:#9aa4b0;fill:none}.gap{fill:#eef0f3}
.said{stroke:#93b4da;fill:none}.level{stroke:#1257a5;stroke-width:1.8;fill:none;stroke-linejoin:round}
.band{fill:#1257a5;fill-opacity:.16}.likely{stroke:#1257a5;stroke-width:1.6;fill:none}
.lasts{stroke:#0b7a63;stroke-width:1.6;fill:none;stroke-linejoin:round}
.trigger{stroke:#c2410c;stroke-width:1.6;stroke-dasharray:6 4;fill:none}
.swap{stroke:#7a4fb5;stroke-dasharray:2 3;fill:none}.swapped{fill:#7a4fb5}.filled{fill:none;stroke:#7a4fb5;stroke-width:1.8}
.order{fill:#c2410c}.came{fill:#0b7a63}.count{font-size:10px;font-weight:700;fill:#fff}.shelf{fill:#0b7a63;fill-opacity:.45}.transit{fill:#c2410c;fill-opacity:.25}
@media (prefers-color-scheme:dark){svg{background:#12161c}text{fill:#c9d1db}.title{fill:#f2f5f8}.soft{fill:#95a0ad}
.grid{stroke:#262d36}.axis{stroke:#5c6773}.gap{fill:#1c222a}.said{stroke:#3f6391}.level,.likely{stroke:#6fb0f5}
.band{fill:#6fb0f5;fill-opacity:.2}.lasts{stroke:#45c9a6}.trigger{stroke:#ff9159}.swap,.filled{stroke:#b794ea}
.swapped{fill:#b794ea}.count{fill:#12161c}.order{fill:#ff9159}.came{fill:#45c9a6}.shelf{fill:#45c9a6}.transit{fill:#ff9159}}
</style>
)";

// One of the areas that share the axis of time.
struct Panel {
    double top;
    double bottom;
    double most;  // value at the top; 0 is at the bottom
    // What is above the top is cut off there.
    [[nodiscard]] double Y(double value) const { return bottom - (bottom - top) * std::clamp(value / most, 0.0, 9.0); }
};

constexpr double kLegendTop = 88;
constexpr double kLevelTop = 132;
constexpr double kLevelBottom = 382;
constexpr double kDaysTop = 414;
constexpr double kDaysBottom = 604;
constexpr double kEventsTop = 624;
constexpr double kEventRow = 26;
constexpr double kStockTop = 736;
constexpr double kStockBottom = 804;
constexpr double kHeight = 846;

class Drawing {
  public:
    Drawing(const std::vector<PlotDay>& days, const std::map<DayNumber, Decision>& orders, const PlotWords& words);

    std::string Draw(const base::Args& about);

  private:
    void Line(double x1, double y1, double x2, double y2, std::string_view style);
    void Text(double x, double y, std::string_view anchor, std::string_view text, std::string_view style = "");
    void Legend();
    void Time();
    void Gaps();
    void Scale(const Panel& panel, double step, const std::string& title);
    void Level();
    void DaysLeft();
    void Events();
    void Stock();
    // The path of a value over the days; `gap` days have none.
    template <class Value>
    std::string Path(const Panel& panel, Value value) const;
    [[nodiscard]] double X(double day) const { return kLeft + (kRight - kLeft) * (day - first_) / (last_ - first_); }
    [[nodiscard]] std::string Words(std::string_view key, const base::Args& args = {}) const {
        return base::EscapeMarkup(words_.text(key, args));
    }

    const std::vector<PlotDay>& days_;
    const std::map<DayNumber, Decision>& orders_;
    const PlotWords& words_;
    double first_ = 0;
    double last_ = 1;
    bool triggers_ = false;                          // there is one on some day
    std::vector<std::pair<double, double>> unread_;  // between two readings; no mere weekends
    std::string svg_;
};

Drawing::Drawing(const std::vector<PlotDay>& days, const std::map<DayNumber, Decision>& orders, const PlotWords& words)
    : days_(days), orders_(orders), words_(words) {
    if (days.empty()) return;
    first_ = days.front().day;
    const double today = days.back().day;
    // Room for the forecast of the last day.
    const double span = std::max(7.0, today - first_);
    last_ = today + std::clamp<double>(days.back().q90, 2, std::max(14.0, 0.15 * span)) + 1;
    double seen = first_ - 1;
    const auto look = [&](double until) {
        if (until - seen >= 4) unread_.emplace_back(std::max(seen, first_), until);
        seen = until;
    };
    for (const PlotDay& day : days) {
        if (day.read) look(day.day);
        triggers_ = triggers_ || day.trigger_days > 0;
    }
    look(today);
}

void Drawing::Line(double x1, double y1, double x2, double y2, std::string_view style) {
    fmt::format_to(std::back_inserter(svg_), "<path class=\"{}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n", style, x1, y1,
                   x2, y2);
}

void Drawing::Text(double x, double y, std::string_view anchor, std::string_view text, std::string_view style) {
    fmt::format_to(std::back_inserter(svg_),
                   "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n", x, y, anchor, style,
                   text);
}

template <class Value>
std::string Drawing::Path(const Panel& panel, Value value) const {
    std::string path;
    bool open = false;
    for (const PlotDay& day : days_) {
        if (day.level < 0) {
            open = false;
            continue;
        }
        fmt::format_to(std::back_inserter(path), "{}{:.1f} {:.1f}", open ? "L" : "M", X(day.day), panel.Y(value(day)));
        open = true;
    }
    return path;
}

void Drawing::Legend() {
    struct Entry {
        std::string_view key;
        std::string_view shape;
        bool shown = true;
    };
    const std::array<Entry, 7> entries{{
        {"reported", R"(<path class="said" stroke-width="7" d="M2 -4h20"/>)"},
        {"estimated", R"(<path class="level" d="M0 -4h24"/>)"},
        {"forecast", R"(<path class="band" d="M0 -10h24v12h-24z"/>)"},
        {"likely", R"(<path class="likely" d="M0 -4h24"/>)"},
        {"lasts", R"(<path class="lasts" d="M0 -4h24"/>)"},
        {"trigger", R"(<path class="trigger" d="M0 -4h24"/>)", triggers_},
        {"not_read", R"(<path class="gap" d="M0 -10h24v12h-24z"/>)", !unread_.empty()},
    }};
    double x = kLeft;
    double y = kLegendTop;
    for (const Entry& entry : entries) {
        if (!entry.shown) continue;
        const std::string text = words_.text(entry.key, {});
        // The width of letters is not known here; 7 is that of an average one at 13 pixels.
        const double width = 30 + 7.0 * static_cast<double>(base::CountCodePoints(text));
        if (x + width > kRight) {
            x = kLeft;
            y += 22;
        }
        fmt::format_to(std::back_inserter(svg_),
                       "<g transform=\"translate({:.0f} {:.0f})\">{}<text x=\"30\">{}</text></g>\n", x, y, entry.shape,
                       base::EscapeMarkup(text));
        x += width + 22;
    }
}

// Lines at months (or weeks, or quarters), named below the lowest panel.
void Drawing::Time() {
    using std::chrono::months;
    const double span = last_ - first_;
    const auto mark = [&](DayNumber day, const std::string& name) {
        const double x = X(day);
        for (const auto& [top, bottom] :
             {std::pair(kLevelTop, kLevelBottom), std::pair(kDaysTop, kDaysBottom),
              std::pair(kEventsTop, kEventsTop + 3 * kEventRow), std::pair(kStockTop, kStockBottom)}) {
            Line(x, top, x, bottom, "grid");
        }
        Text(x, kStockBottom + 20, "middle", name, "soft");
    };
    const auto name_of = [](DayNumber day) { return base::FormatDay(base::Day(std::chrono::days(day))); };
    if (span <= 130) {
        const int step = span <= 50 ? 7 : 14;
        for (auto day = static_cast<DayNumber>(first_); day <= last_; ++day) {
            if (WeekdayOf(day) == 0 && (day + 3) / 7 % (step / 7) == 0) mark(day, name_of(day));
        }
        return;
    }
    const int every = span <= 420 ? 1 : span <= 1300 ? 3 : 12;
    const std::chrono::year_month_day first(base::Day(std::chrono::days(static_cast<DayNumber>(first_))));
    for (std::chrono::year_month month = first.year() / first.month();; month += months(1)) {
        const auto day = static_cast<DayNumber>(base::Day(month / 1).time_since_epoch().count());
        if (day > last_) return;
        if (day < first_ || (static_cast<unsigned>(month.month()) - 1) % static_cast<unsigned>(every) != 0) continue;
        mark(day, name_of(day).substr(0, 7));
    }
}

void Drawing::Gaps() {
    for (const auto& [from, to] : unread_) {
        fmt::format_to(std::back_inserter(svg_), "<path class=\"gap\" d=\"M{:.1f} {}H{:.1f}V{}H{:.1f}z\"/>\n", X(from),
                       kLevelTop, X(to), kLevelBottom, X(from));
    }
}

void Drawing::Scale(const Panel& panel, double step, const std::string& title) {
    for (double value = 0; value <= panel.most + 1e-9; value += step) {
        Line(kLeft, panel.Y(value), kRight, panel.Y(value), value == 0 ? "axis" : "grid");
        Text(kLeft - 10, panel.Y(value) + 4.5, "end", fmt::format("{}", value), "soft");
    }
    const double middle = (panel.top + panel.bottom) / 2;
    fmt::format_to(std::back_inserter(svg_),
                   "<text transform=\"translate(26 {:.0f}) rotate(-90)\" text-anchor=\"middle\">{}</text>\n", middle,
                   title);
}

void Drawing::Level() {
    const Panel panel{kLevelTop, kLevelBottom, 100};
    Gaps();
    Scale(panel, 20, Words("level_axis"));
    // What the gauge allows, a bar each day: a thin line for a fine gauge, a broad band for a
    // coarse one.
    const double width = std::clamp((kRight - kLeft) / (last_ - first_), 1.2, 7.0);
    std::string bars;
    for (const PlotDay& day : days_) {
        if (day.reported.high < 0) continue;
        const double low = std::max(0.0, day.reported.low);
        const double high = std::clamp(day.reported.high, low, 100.0);
        const double top = panel.Y(high);
        fmt::format_to(std::back_inserter(bars), "M{:.1f} {:.1f}v{:.1f}", X(day.day), top,
                       std::max(2.5, panel.Y(low) - top));
    }
    fmt::format_to(std::back_inserter(svg_), "<path class=\"said\" stroke-width=\"{:.1f}\" d=\"{}\"/>\n", width, bars);
    for (const PlotDay& day : days_) {
        if (day.replaced) Line(X(day.day), kLevelTop, X(day.day), kDaysBottom, "swap");
    }
    fmt::format_to(std::back_inserter(svg_), "<path class=\"level\" d=\"{}\"/>\n",
                   Path(panel, [](const PlotDay& day) { return day.level; }));
    const PlotDay& last = days_.back();
    if (last.level < 0) return;
    // The forecast of the last day: from here it is used up between the two edges.
    const double level = panel.Y(last.level);
    fmt::format_to(std::back_inserter(svg_),
                   "<g clip-path=\"url(#level)\"><path class=\"band\" d=\"M{0:.1f} {1:.1f}L{2:.1f} "
                   "{4:.1f}H{3:.1f}z\"/>"
                   "<path class=\"likely\" stroke-dasharray=\"3 3\" d=\"M{0:.1f} {1:.1f}L{5:.1f} "
                   "{4:.1f}\"/></g>\n",
                   X(last.day), level, X(last.day + last.q10), X(last.day + last.q90), panel.bottom,
                   X(last.day + last.q50));
}

void Drawing::DaysLeft() {
    double most = 0;
    std::vector<float> lasts;
    for (const PlotDay& day : days_) {
        most = std::max<double>({most, std::min(120.0F, day.q50), day.trigger_days});
        if (day.level >= 0) lasts.push_back(day.lasts);
    }
    std::sort(lasts.begin(), lasts.end());
    if (!lasts.empty()) most = std::max<double>(most, lasts[lasts.size() * 3 / 4]);
    const double step = most > 160 ? 50 : most > 70 ? 25 : 10;
    const Panel panel{kDaysTop, kDaysBottom, step * std::clamp(std::ceil(1.15 * most / step), 3.0, 5.0)};
    Scale(panel, step, Words("days_axis"));
    svg_ += "<g clip-path=\"url(#days)\">\n";
    // The band, one piece for each run of days with a forecast.
    for (std::size_t i = 0; i < days_.size();) {
        std::size_t end = i;
        while (end < days_.size() && days_[end].level >= 0) ++end;
        if (end > i) {
            std::string band;
            for (std::size_t k = i; k < end; ++k) {
                fmt::format_to(std::back_inserter(band), "{}{:.1f} {:.1f}", k == i ? "M" : "L", X(days_[k].day),
                               panel.Y(days_[k].q90));
            }
            for (std::size_t k = end; k-- > i;) {
                fmt::format_to(std::back_inserter(band), "L{:.1f} {:.1f}", X(days_[k].day), panel.Y(days_[k].q10));
            }
            fmt::format_to(std::back_inserter(svg_), "<path class=\"band\" d=\"{}z\"/>\n", band);
        }
        i = end + 1;
    }
    fmt::format_to(std::back_inserter(svg_), "<path class=\"likely\" d=\"{}\"/>\n",
                   Path(panel, [](const PlotDay& day) { return day.q50; }));
    fmt::format_to(std::back_inserter(svg_), "<path class=\"lasts\" d=\"{}\"/>\n",
                   Path(panel, [](const PlotDay& day) { return day.lasts; }));
    if (triggers_) {
        fmt::format_to(std::back_inserter(svg_), "<path class=\"trigger\" d=\"{}\"/>\n",
                       Path(panel, [](const PlotDay& day) { return day.trigger_days; }));
    }
    svg_ += "</g>\n";
}

void Drawing::Events() {
    constexpr std::array<std::string_view, 3> kRows{"ordered", "delivered", "replaced"};
    for (std::size_t row = 0; row < kRows.size(); ++row) {
        const double y = kEventsTop + kEventRow * (static_cast<double>(row) + 0.5);
        Line(kLeft, y, kRight, y, "grid");
        Text(kLeft - 10, y + 4.5, "end", Words(kRows[row]));
    }
    const auto mark = [&](double row, DayNumber day, std::string_view shape, std::int32_t quantity,
                          const std::string& words) {
        fmt::format_to(std::back_inserter(svg_), "<g transform=\"translate({:.1f} {:.1f})\"><title>{}</title>{}",
                       X(day), kEventsTop + kEventRow * (row + 0.5), words, shape);
        if (quantity > 1) {
            fmt::format_to(std::back_inserter(svg_),
                           "<text y=\"{:.1f}\" text-anchor=\"middle\" class=\"count\">{}</text>", row == 0 ? 6.0 : 2.5,
                           quantity);
        }
        svg_ += "</g>\n";
    };
    const auto date = [](DayNumber day) { return base::FormatDay(base::Day(std::chrono::days(day))); };
    for (const auto& [day, decision] : orders_) {
        mark(0, day, R"(<path class="order" d="M0 -8.5L9.5 8H-9.5z"/>)", decision.quantity,
             Words("order", {{"date", date(day)},
                             {"quantity", std::int64_t{decision.quantity}},
                             {"reason", words_.sentence(decision)}}));
    }
    for (const PlotDay& day : days_) {
        if (day.delivered > 0) {
            mark(1, day.day, R"(<path class="came" d="M0 8.5L9.5 -8H-9.5z"/>)", day.delivered,
                 Words("delivery", {{"date", date(day.day)}, {"quantity", std::int64_t{day.delivered}}}));
        }
        if (day.replaced || day.refilled) {
            mark(2, day.day,
                 day.replaced ? R"(<circle class="swapped" r="5.5"/>)" : R"(<circle class="filled" r="4.5"/>)", 0,
                 Words(day.replaced ? "replacement" : "refill", {{"date", date(day.day)}}));
        }
    }
}

void Drawing::Stock() {
    std::int32_t most = 2;
    for (const PlotDay& day : days_) most = std::max(most, day.shelf + day.transit);
    const double step = std::ceil(most / 4.0);
    const Panel panel{kStockTop, kStockBottom, step * std::ceil(most / step)};
    Scale(panel, step, Words("stock_axis"));
    const auto area = [&](std::string_view style, auto low, auto high) {
        std::string path;
        for (std::size_t i = 0; i < days_.size();) {
            // Days of the same height make one rectangle.
            std::size_t end = i;
            while (end < days_.size() && low(days_[end]) == low(days_[i]) && high(days_[end]) == high(days_[i])) ++end;
            if (high(days_[i]) > low(days_[i])) {
                const double until = end < days_.size() ? days_[end].day : days_.back().day + 1;
                fmt::format_to(std::back_inserter(path), "M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}z", X(days_[i].day),
                               panel.Y(low(days_[i])), X(until), panel.Y(high(days_[i])), X(days_[i].day));
            }
            i = end;
        }
        fmt::format_to(std::back_inserter(svg_), "<path class=\"{}\" d=\"{}\"/>\n", style, path);
    };
    area("shelf", [](const PlotDay&) { return 0; }, [](const PlotDay& day) { return day.shelf; });
    area(
        "transit", [](const PlotDay& day) { return day.shelf; },
        [](const PlotDay& day) { return day.shelf + day.transit; });
    fmt::format_to(std::back_inserter(svg_),
                   "<g transform=\"translate({:.0f} {:.0f})\"><path class=\"shelf\" d=\"M0 -9h14v10h-14z\"/>"
                   "<text x=\"20\">{}</text></g>\n",
                   kLeft, kStockTop - 8, Words("shelf"));
    fmt::format_to(std::back_inserter(svg_),
                   "<g transform=\"translate({:.0f} {:.0f})\"><path class=\"transit\" d=\"M0 -9h14v10h-14z\"/>"
                   "<text x=\"20\">{}</text></g>\n",
                   kLeft + 150, kStockTop - 8, Words("transit"));
}

std::string Drawing::Draw(const base::Args& about) {
    fmt::format_to(std::back_inserter(svg_),
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
                   "height=\"{1}\" role=\"img\">\n{2}",
                   kWidth, kHeight, kStyle);
    const std::string title = Words("title", about);
    fmt::format_to(std::back_inserter(svg_), "<title>{}</title>\n", title);
    for (const auto& [id, top, bottom] :
         {std::tuple("level", kLevelTop, kLevelBottom), std::tuple("days", kDaysTop, kDaysBottom)}) {
        fmt::format_to(std::back_inserter(svg_), "<clipPath id=\"{}\"><path d=\"M{} {}H{}V{}H{}z\"/></clipPath>\n", id,
                       kLeft, top, kRight, bottom, kLeft);
    }
    Text(kLeft, 36, "start", title, "title");
    if (days_.empty()) {
        Text(kLeft, 60, "start", Words("no_days"), "soft");
    } else {
        const auto date = [](DayNumber day) { return base::FormatDay(base::Day(std::chrono::days(day))); };
        Text(kLeft, 60, "start",
             Words("period", {{"first", date(days_.front().day)}, {"last", date(days_.back().day)}}), "soft");
        Legend();
        Time();
        Level();
        DaysLeft();
        Events();
        Stock();
    }
    svg_ += "</svg>\n";
    return std::move(svg_);
}

}  // namespace

std::string DrawPlot(const std::vector<PlotDay>& days, const std::map<DayNumber, Decision>& orders,
                     const base::Args& about, const PlotWords& words) {
    return Drawing(days, orders, words).Draw(about);
}

}  // namespace replenishment
