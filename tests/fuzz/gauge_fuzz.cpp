// Any series of readings through the gauge filter: whatever a printer says, the level stays a
// percentage and what was learned stays a number.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "lib/replenishment/gauge.hpp"
#include "lib/replenishment/gauge_evidence.hpp"

namespace {

class Octets {
  public:
    Octets(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}
    [[nodiscard]] bool empty() const { return rest_.empty(); }
    // Little-endian; zeros behind the end.
    template <class T>
    T Take() {
        T value = 0;
        const std::size_t size = std::min(sizeof(T), rest_.size());
        std::memcpy(&value, rest_.data(), size);
        rest_ = rest_.subspan(size);
        return value;
    }

  private:
    std::span<const std::uint8_t> rest_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Octets octets(data, size);
    replenishment::GaugeSpec spec;
    const auto kind = octets.Take<std::uint8_t>();
    spec.kind = static_cast<replenishment::GaugeKind>(kind % 3);
    spec.step = octets.Take<std::uint8_t>() % 101;  // 0: nobody knows
    spec.yield_pages = 1.0 + octets.Take<std::uint32_t>() % 100'000'000;
    const replenishment::Method method;
    replenishment::Gauge gauge;
    replenishment::GaugeEvidence evidence;
    replenishment::DayNumber day = 19'000;
    while (!octets.empty()) {
        const auto how = octets.Take<std::uint8_t>();
        day += 1 + how % 8;
        replenishment::GaugeInput reading;
        // Mostly levels that printers give; now and then any number.
        if ((how & 8) != 0) {
            reading.raw = octets.Take<std::int32_t>();
        } else if ((how & 16) != 0) {
            reading.raw = octets.Take<std::uint8_t>() % 105 - 4;
        }
        if ((how & 32) != 0) reading.cartridge = octets.Take<std::uint8_t>();
        reading.spare = (how & 64) != 0;
        if ((how & 128) != 0) reading.pages = octets.Take<std::uint32_t>() % 200'001;
        AddEvidence(evidence, reading.raw);
        const auto seen = SpecFromEvidence(evidence, spec);
        if (!(seen.step >= 1 && seen.step <= 100)) std::abort();
        const auto step = FilterReading(gauge, seen, method, day, reading);
        if (!(gauge.level >= replenishment::Gauge::kDeepest && gauge.level <= 100)) std::abort();
        if (!std::isfinite(gauge.coverage.log_ratio) || !std::isfinite(gauge.coverage.doubt) ||
            !std::isfinite(gauge.coverage.pages) || !std::isfinite(gauge.deep) || !std::isfinite(gauge.bounce)) {
            std::abort();
        }
        if (step.used && !(*step.used >= 0 && std::isfinite(*step.used))) std::abort();
        if (!(PercentPerPage(gauge, seen) > 0)) std::abort();
    }
    return 0;
}
