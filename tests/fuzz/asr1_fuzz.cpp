// Any octets through the reader of ASR/1 and the engine behind it: they are refused with the number
// of a line, or answered by figures that make sense. The first octet chooses the profile and where
// the input is cut.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "lib/asr1/asr1.hpp"

namespace {

using replenishment::Asr1;

class Heed final : public replenishment::Asr1Follower {
  public:
    void OnSupply(replenishment::SupplyIndex, replenishment::PrinterIndex, std::string_view, std::string_view,
                  const replenishment::SupplySpec&) override {}
    void OnDelivery(replenishment::SupplyIndex, replenishment::DayNumber, std::int32_t) override {}
    void OnReading(replenishment::SupplyIndex, replenishment::DayNumber, const replenishment::SupplyReading&,
                   const replenishment::SupplyState&, const replenishment::SupplyState& after) override {
        if (!(after.gauge.level >= replenishment::Gauge::kDeepest && after.gauge.level <= 100)) std::abort();
    }
    void OnDecision(replenishment::SupplyIndex, replenishment::DayNumber, const replenishment::Decision& decision,
                    const replenishment::SupplyState& state) override {
        if (state.book.shelf < 0 || state.book.transit < 0 || state.book.late < 0) std::abort();
        if (decision.quantity < 0) std::abort();
        if (!decision.forecast) return;
        if (!(decision.q10 >= 0 && decision.q10 <= decision.q50)) std::abort();
        if (!(decision.q50 <= decision.q90 && decision.q90 <= 400)) std::abort();
        if (!(decision.lasts_days >= 0) || !(decision.daily_percent >= 0)) std::abort();
    }
};

struct Outcome {
    std::string answers;
    std::string error;

    bool operator==(const Outcome&) const = default;
};

Outcome Talk(std::string_view input, replenishment::Profile profile, std::size_t piece) {
    Outcome outcome;
    Heed follower;
    replenishment::Asr1Options options;
    options.profile = profile;
    options.follower = &follower;
    options.write = [&](std::string_view text) { outcome.answers += text; };
    options.sentence = [](const replenishment::Decision&) { return std::string("silent"); };
    Asr1 asr1(options);
    try {
        for (std::size_t at = 0; at < input.size(); at += piece) asr1.Feed(input.substr(at, piece));
        asr1.Finish();
    } catch (const replenishment::Asr1Error& error) {
        if (error.line() < 1 || error.code().empty()) std::abort();
        outcome.error = std::to_string(error.line()) + error.code() + error.what();
    }
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::uint8_t choice = data[size - 1];
    const auto profile = (choice & 1) != 0 ? replenishment::Profile::kPublished : replenishment::Profile::kBalanced;
    const Outcome whole = Talk(input, profile, size);
    // Where the pieces are cut makes no difference.
    if ((choice & 2) != 0 && Talk(input, profile, 1 + choice / 4) != whole) std::abort();
    return 0;
}
