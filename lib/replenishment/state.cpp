#include "lib/replenishment/state.hpp"

#include <bit>
#include <climits>
#include <cmath>
#include <type_traits>

// The packed form of states. A struct lists its fields once, in Visit; packing, unpacking, the fixed length and the
// check of the values follow from it. Whoever adds a field or changes the order raises kStateVersion.
namespace replenishment {
namespace {

template <class S, class T>
concept Is = std::is_same_v<std::remove_const_t<S>, T>;

template <class Archive, Is<Coverage> S>
void Visit(Archive& archive, S& s) {
    archive(s.log_ratio, s.doubt, s.mark, s.pages);
}

template <class Archive, Is<Gauge> S>
void Visit(Archive& archive, S& s) {
    archive(s.seen_on, s.level, s.raw, s.rise, s.fall, s.undo_raw, s.undo_level, s.undo_day, s.deep, s.bounce,
            s.cartridge, s.coverage);
}

template <class Archive, Is<GaugeEvidence> S>
void Visit(Archive& archive, S& s) {
    archive(s.newest, s.grid, s.changes, s.some, s.stages);
}

template <class Archive, Is<Rate> S>
void Visit(Archive& archive, S& s) {
    archive(s.mean, s.fast, s.slow, s.variance, s.weight, s.pending_used, s.pending_weight);
}

template <class Archive, Is<ShelfBook> S>
void Visit(Archive& archive, S& s) {
    archive(s.shelf, s.transit, s.early, s.late, s.late_until, s.ordered_on, s.doubted, s.standstill, s.busy, s.owes);
}

template <class Archive, Is<Ending> S>
void Visit(Archive& archive, S& s) {
    archive(s.level, s.doubt, s.early);
}

template <class Archive, Is<Turnover> S>
void Visit(Archive& archive, S& s) {
    archive(s.percent, s.bare, s.lively, s.days, s.watched, s.newest, s.raw, s.raw_before);
}

template <class Archive, Is<SupplyState> S>
void Visit(Archive& archive, S& s) {
    archive(s.counter, s.by_color_pages, s.gauge, s.evidence, s.rate, s.by_pages, s.book, s.ending, s.replaced_on,
            s.burst_on, s.reserved, s.reserved_from, s.turnover, s.starter);
}

template <class Archive, Is<SiteCalendar> S>
void Visit(Archive& archive, S& s) {
    archive(s.days_counted, s.activity, s.holidays_counted, s.holiday_activity);
}

template <class Archive, Is<SiteSeason> S>
void Visit(Archive& archive, S& s) {
    archive(s.used, s.trust, s.now, s.period, s.counted, s.weight);
}

template <class Archive, Is<SiteState> S>
void Visit(Archive& archive, S& s) {
    archive(s.calendar, s.season, s.closed_on);
}

template <class Archive, Is<LeadTimes> S>
void Visit(Archive& archive, S& s) {
    archive(s.count);
}

template <class Archive, Is<FleetState> S>
void Visit(Archive& archive, S& s) {
    archive(s.weight, s.used, s.burst, s.burst_squares, s.printer_days, s.bursts, s.burst_sizes, s.lead_times);
}

// A field as the integer that carries its bits.
template <class T>
struct Bits;
template <class T>
    requires(sizeof(T) == sizeof(std::uint8_t))
struct Bits<T> {
    using Type = std::uint8_t;
};
template <class T>
    requires(sizeof(T) == sizeof(std::uint16_t))
struct Bits<T> {
    using Type = std::uint16_t;
};
template <class T>
    requires(sizeof(T) == sizeof(std::uint32_t))
struct Bits<T> {
    using Type = std::uint32_t;
};
template <class T>
    requires(sizeof(T) == sizeof(std::uint64_t))
struct Bits<T> {
    using Type = std::uint64_t;
};

class Writer {
  public:
    template <class... Fields>
    void operator()(const Fields&... fields) {
        (Add(fields), ...);
    }
    std::string octets;

  private:
    template <class T>
    void Add(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            Add(static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (std::is_arithmetic_v<T>) {
            auto bits = std::bit_cast<typename Bits<T>::Type>(value);
            for (std::size_t i = 0; i < sizeof value; ++i) {
                octets.push_back(static_cast<char>(static_cast<std::uint64_t>(bits) >> (CHAR_BIT * i)));
            }
        } else {
            Visit(*this, value);
        }
    }
    template <class T, std::size_t kSize>
    void Add(const std::array<T, kSize>& values) {
        for (const T& value : values) Add(value);
    }
};

class Reader {
  public:
    explicit Reader(std::string_view octets) : rest_(octets) {}

    template <class... Fields>
    void operator()(Fields&... fields) {
        (Take(fields), ...);
    }
    // Every octet was used, none was missing, and every number is one.
    [[nodiscard]] bool Good() const { return good_ && rest_.empty(); }

  private:
    template <class T>
    void Take(T& value) {
        if constexpr (std::is_same_v<T, Starter>) {
            std::uint8_t number = 0;
            Take(number);
            good_ = good_ && number <= static_cast<std::uint8_t>(Starter::kWasIn);
            if (good_) value = static_cast<Starter>(number);
        } else if constexpr (std::is_arithmetic_v<T>) {
            if (!good_ || rest_.size() < sizeof value) {
                good_ = false;
                return;
            }
            std::uint64_t bits = 0;
            for (std::size_t i = 0; i < sizeof value; ++i) {
                bits |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(rest_[i])) << (CHAR_BIT * i);
            }
            rest_.remove_prefix(sizeof value);
            if constexpr (std::is_same_v<T, bool>) {
                value = bits != 0;
                good_ = bits <= 1;
            } else {
                value = std::bit_cast<T>(static_cast<typename Bits<T>::Type>(bits));
                if constexpr (std::is_floating_point_v<T>) good_ = std::isfinite(value);
            }
        } else {
            Visit(*this, value);
        }
    }
    template <class T, std::size_t kSize>
    void Take(std::array<T, kSize>& values) {
        for (T& value : values) Take(value);
    }

    std::string_view rest_;
    bool good_ = true;
};

template <class State>
std::string PackState(const State& state) {
    Writer writer;
    writer.octets.reserve(sizeof state);
    Visit(writer, state);
    return std::move(writer.octets);
}

template <class State>
std::optional<State> UnpackState(std::string_view octets) {
    State state;
    Reader reader(octets);
    Visit(reader, state);
    if (!reader.Good()) return std::nullopt;
    return state;
}

}  // namespace

std::string Pack(const SupplyState& state) {
    return PackState(state);
}
std::optional<SupplyState> UnpackSupply(std::string_view octets) {
    return UnpackState<SupplyState>(octets);
}
std::string Pack(const SiteState& state) {
    return PackState(state);
}
std::optional<SiteState> UnpackSite(std::string_view octets) {
    return UnpackState<SiteState>(octets);
}
std::string Pack(const FleetState& state) {
    return PackState(state);
}
std::optional<FleetState> UnpackFleet(std::string_view octets) {
    return UnpackState<FleetState>(octets);
}

}  // namespace replenishment
