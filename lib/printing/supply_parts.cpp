#include "lib/printing/supply_parts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"

namespace printing {
namespace {

constexpr std::string_view kPrivateIndex = "private.";
constexpr std::string_view kIppIndex = "ipp.";

using Words = std::set<std::string>;

// "PF-Kit MP" -> kit, mp, pf.
Words WordsOf(const Supply& supply) {
    Words words;
    std::string word;
    for (const char c : base::ToLowerAscii(supply.description.value_or("")) + ' ') {
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (in_word) {
            word += c;
        } else if (!word.empty()) {
            words.insert(std::move(word));
            word.clear();
        }
    }
    return words;
}

// For comparison only: what is shown stays as the printer writes it.
std::string ColorantOf(const Supply& supply) {
    static const std::map<std::string_view, std::string_view> kNames = {
        {"k", "black"},   {"bk", "black"},        {"#000000", "black"},   {"c", "cyan"},         {"#00ffff", "cyan"},
        {"m", "magenta"}, {"#ff00ff", "magenta"}, {"y", "yellow"},        {"#ffff00", "yellow"}, {"none", ""},
        {"unknown", ""},  {"other", ""},          {"not applicable", ""}, {"no colorant", ""}};
    if (!supply.colorant) return "";
    const std::string text = base::ToLowerAscii(base::Trim(*supply.colorant));
    if (const auto named = kNames.find(text); named != kNames.end()) return std::string(named->second);
    return ColorantFromWords(text).value_or(text);
}

// What kind of part it is; of two kinds are never one part.
struct Part {
    std::string kind;
    std::string colorant;
    Words words;
};

std::optional<SupplyType> TypeOf(const Supply& supply, const Words& words) {
    auto type = supply.type;
    if (type == SupplyType::kOther || type == SupplyType::kUnknown) type.reset();
    if (!type) type = TypeFromWords(supply.description.value_or(""));
    if (!type && words.contains("belt")) type = SupplyType::kTransferUnit;
    if (type == SupplyType::kTonerCartridge) return SupplyType::kToner;
    if (type == SupplyType::kInkCartridge) return SupplyType::kInk;
    return type;
}

Part PartOf(const Supply& supply) {
    Part part{.colorant = ColorantOf(supply), .words = WordsOf(supply)};
    const bool receptacle = supply.class_ == SupplyClass::kReceptacle;
    const auto type = TypeOf(supply, part.words);
    if (type == SupplyType::kToner || type == SupplyType::kWasteToner) {
        // A box for toner is a waste box, whatever type its row has.
        part.kind = receptacle || type == SupplyType::kWasteToner ? "waste_toner" : "toner";
    } else if (type == SupplyType::kInk || type == SupplyType::kWasteInk) {
        part.kind = receptacle || type == SupplyType::kWasteInk ? "waste_ink" : "ink";
    } else if (type) {
        part.kind = base::json::EnumName(*type);
    } else {  // known by its name alone
        part.kind = receptacle ? "receptacle" : "other";
        for (const auto& word : part.words) {
            if (word != "unit" && word != "assembly") part.kind += ' ' + word;
        }
    }
    // A belt and a roller transfer both, and are two parts.
    if (type == SupplyType::kTransferUnit && (part.words.contains("roller") || part.words.contains("roll"))) {
        part.kind += " roller";
    }
    if (part.kind.starts_with("waste")) part.colorant.clear();
    return part;
}

bool IsInkOrToner(const Part& part) {
    return part.kind == "toner" || part.kind == "ink";
}

// One cartridge of several colors.
bool HoldsColors(const Part& part) {
    return std::ranges::any_of(part.words, [](const std::string& word) {
        return word.find("color") != std::string::npos || word.find("colour") != std::string::npos;
    });
}

int SharedWords(const Part& a, const Part& b) {
    return static_cast<int>(std::ranges::count_if(a.words, [&](const auto& word) { return b.words.contains(word); }));
}

// 4 a percentage, 3 an amount of something unknown, 2 some remaining, 1 unrestricted, 0 nothing.
int Worth(const Supply& supply) {
    switch (supply.level_state) {
        case LevelState::kAmount:
            return supply.remaining_percent ? 4 : 3;
        case LevelState::kSomeRemaining:
            return 2;
        case LevelState::kUnrestricted:
            return 1;
        case LevelState::kUnknown:
            break;
    }
    return 0;
}

// Into how many steps the level divides a full one.
std::int64_t Steps(const Supply& supply) {
    const std::int64_t capacity = supply.max_capacity_raw.value_or(-2);
    return capacity > 0 ? capacity : 100;
}

bool IsBetter(const Supply& level, const Supply& than) {
    if (Worth(level) != Worth(than)) return Worth(level) > Worth(than);
    return Worth(level) == 4 && Steps(level) > Steps(than);
}

template <class T>
void FillIn(std::optional<T>& to, const std::optional<T>& from) {
    if (!to) to = from;
}

// `others` tell of the same part as `supply`; at least one.
void Merge(Supply& supply, const std::vector<const Supply*>& others) {
    const Supply& other =
        **std::ranges::min_element(others, {}, [](const Supply* one) { return one->remaining_percent.value_or(101); });
    FillIn(supply.type, other.type);
    FillIn(supply.class_, other.class_);
    FillIn(supply.description, other.description);
    if (others.size() == 1) {
        FillIn(supply.colorant, other.colorant);
        FillIn(supply.part_number, other.part_number);
        FillIn(supply.serial_number, other.serial_number);
    }
    supply.source = SourceOf(supply);
    if (!IsBetter(other, supply)) return;
    supply.unit = other.unit;
    supply.max_capacity_raw = other.max_capacity_raw;
    supply.level_raw = other.level_raw;
    supply.level_state = other.level_state;
    supply.remaining_percent = other.remaining_percent;
    supply.source = SourceOf(other);
}

// One Join: which of `more` is which of `known`.
class Matching {
  public:
    Matching(const std::vector<Supply>& known, const std::vector<Supply>& more)
        : known_(known), more_(more), of_known_(known.size()), is_gone_(known.size(), false) {
        for (const Supply& supply : known) known_parts_.push_back(PartOf(supply));
        for (const Supply& supply : more) more_parts_.push_back(PartOf(supply));
        std::map<std::string, std::vector<std::size_t>> kinds;
        for (std::size_t i = 0; i < more_parts_.size(); ++i) kinds[more_parts_[i].kind].push_back(i);
        for (const auto& [kind, rows] : kinds) MatchKind(kind, rows);
        std::ranges::sort(own_);
    }

    // What `more` says of each known one; whether the known one only summed up what `more` has in
    // detail; and what only `more` has, in its order.
    [[nodiscard]] const auto& of_known() const { return of_known_; }
    [[nodiscard]] const auto& is_gone() const { return is_gone_; }
    [[nodiscard]] const auto& own() const { return own_; }

  private:
    using Rows = std::vector<std::size_t>;

    void MatchKind(const std::string& kind, const Rows& rows) {
        Rows candidates;
        for (std::size_t i = 0; i < known_parts_.size(); ++i) {
            if (known_parts_[i].kind == kind) candidates.push_back(i);
        }
        std::map<std::string, Rows> colors;
        for (const std::size_t i : rows) colors[more_parts_[i].colorant].push_back(i);
        Rows elsewhere;  // of colors that no known one has by name
        for (const auto& [colorant, of_color] : colors) {
            const Rows same = WithColorant(candidates, colorant);
            if (!same.empty()) {
                Distribute(of_color, same);
            } else if (!colorant.empty()) {
                elsewhere.insert(elsewhere.end(), of_color.begin(), of_color.end());
            } else if (candidates.size() == 1) {
                Distribute(of_color, candidates);
            } else if (candidates.empty()) {
                own_.insert(own_.end(), of_color.begin(), of_color.end());
            }  // else it sums up several known parts, and tells of none
        }
        std::ranges::sort(elsewhere);
        if (!elsewhere.empty()) MatchColored(elsewhere, WithColorant(candidates, ""));
    }

    // `rows` have colorants, `plain` have none.
    void MatchColored(const Rows& rows, const Rows& plain) {
        const std::string& first = more_parts_[rows.front()].colorant;
        const bool one_color =
            std::ranges::all_of(rows, [&](std::size_t i) { return more_parts_[i].colorant == first; });
        if (plain.empty()) {
            own_.insert(own_.end(), rows.begin(), rows.end());
        } else if (one_color) {
            Distribute(rows, plain);  // a mono printer need not say that its toner is black
        } else if (plain.size() == 1 &&
                   (!IsInkOrToner(known_parts_[plain.front()]) || HoldsColors(known_parts_[plain.front()]))) {
            Distribute(rows, plain);
        } else if (plain.size() > 1 && (rows.size() < plain.size() || std::ranges::all_of(plain, [&](std::size_t i) {
                                            return Worth(known_[i]) == 4;
                                        }))) {
            // Which is which is not known: one source as a whole, here the known one.
        } else {
            for (const std::size_t i : plain) is_gone_[i] = true;
            own_.insert(own_.end(), rows.begin(), rows.end());
        }
    }

    // Each to the one that it resembles most, those that have none yet first.
    void Distribute(const Rows& rows, const Rows& to) {
        for (const std::size_t row : rows) {
            const auto fit = [&](std::size_t at) {
                const auto& serial = more_[row].serial_number;
                const bool same = serial && known_[at].serial_number == serial;
                return std::tuple(same, of_known_[at].empty(), SharedWords(known_parts_[at], more_parts_[row]));
            };
            const std::size_t best = *std::ranges::max_element(to, {}, fit);
            of_known_[best].push_back(&more_[row]);
        }
    }

    [[nodiscard]] Rows WithColorant(const Rows& candidates, const std::string& colorant) const {
        Rows rows;
        for (const std::size_t i : candidates) {
            if (known_parts_[i].colorant == colorant) rows.push_back(i);
        }
        return rows;
    }

    const std::vector<Supply>& known_;
    const std::vector<Supply>& more_;
    std::vector<Part> known_parts_;
    std::vector<Part> more_parts_;
    std::vector<std::vector<const Supply*>> of_known_;
    std::vector<bool> is_gone_;
    Rows own_;
};

}  // namespace

LevelSource SourceOf(const Supply& supply) {
    if (supply.source) return *supply.source;
    if (supply.index.starts_with(kPrivateIndex)) return LevelSource::kPrivate;
    if (supply.index.starts_with(kIppIndex)) return LevelSource::kIpp;
    return LevelSource::kStandard;
}

std::vector<Supply> JoinSupplies(std::vector<Supply> known, std::vector<Supply> more) {
    const Matching matching(known, more);
    std::vector<Supply> joined;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (matching.is_gone()[i]) continue;
        joined.push_back(std::move(known[i]));
        if (!matching.of_known()[i].empty()) Merge(joined.back(), matching.of_known()[i]);
    }
    for (const std::size_t i : matching.own()) joined.push_back(std::move(more[i]));
    return joined;
}

bool HasOtherSources(const std::vector<Supply>& supplies) {
    return std::ranges::any_of(supplies, [](const Supply& supply) {
        return supply.index.starts_with(kPrivateIndex) || supply.index.starts_with(kIppIndex);
    });
}

void OneSupplyAPart(std::vector<Supply>& supplies) {
    for (const std::string_view prefix : {kPrivateIndex, kIppIndex}) {
        const auto is_other = [&](const Supply& supply) { return supply.index.starts_with(prefix); };
        if (std::ranges::none_of(supplies, is_other) || std::ranges::all_of(supplies, is_other)) continue;
        std::vector<Supply> known;
        std::vector<Supply> more;
        for (Supply& supply : supplies) (is_other(supply) ? more : known).push_back(std::move(supply));
        supplies = JoinSupplies(std::move(known), std::move(more));
    }
}

}  // namespace printing
