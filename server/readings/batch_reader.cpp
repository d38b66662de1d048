#include "lib/base/fast_reader.hpp"
#include "lib/base/json.hpp"
#include "lib/base/try.hpp"
#include "lib/net/cpu_budget.hpp"
#include "lib/net/parse_once.hpp"
#include "server/readings/reading_bounds.hpp"
#include "server/readings/readings.hpp"

namespace readings {
namespace {

// Texts of refused readings are kept for a person to look at, not for ever and of any size.
constexpr std::size_t kMostText = 64 << 10;
constexpr std::size_t kMostTextOfBatch = 1 << 20;

// The place of a reading that is otherwise wrong; 0: not even that.
std::int64_t SeqOf(const boost::json::value& value) {
    const auto* object = value.if_object();
    const auto* seq = object != nullptr ? object->if_contains("seq") : nullptr;
    if (seq == nullptr || !seq->is_number()) return 0;
    boost::system::error_code error;
    const auto number = seq->to_number<std::int64_t>(error);
    return error ? 0 : number;
}

void ReadReadings(const boost::json::value& value, Batch& batch, const base::json::Path& path,
                  base::json::Errors& errors) {
    const auto* array = value.if_array();
    if (array == nullptr) return errors.Add(path, "not_an_array");
    if (array->size() > kMostReadings) {
        return errors.Add(path, "too_many_items", {{"limit", static_cast<std::int64_t>(kMostReadings)}});
    }
    batch.readings.reserve(array->size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < array->size(); ++i) {
        net::CpuBudget::Check();
        const auto& element = (*array)[i];
        auto reading = base::json::Bind<printing::JournaledReading>(element);
        if (reading && reading->seq > 0 && !reading->reading.is_printer) {
            reading = base::Refuse(base::ProblemKind::kInvalid, "not_a_printer");
        }
        if (reading && reading->seq > 0) {
            if (auto beyond = BeyondBounds(reading->reading); !beyond.empty()) {
                for (auto& field : beyond) field.pointer.insert(0, "/reading");
                reading = base::Refuse(base::ProblemKind::kInvalid, "beyond_bounds", {}, std::move(beyond));
            }
        }
        if (reading && reading->seq > 0) {
            batch.readings.push_back(std::move(*reading));
            continue;
        }
        const std::int64_t seq = SeqOf(element);
        if (seq <= 0) {
            const base::json::Path at{&path, {}, i, true};
            errors.Add(base::json::Path{&at, "seq"}, "missing");
            continue;
        }
        auto text = boost::json::serialize(element);
        if (text.size() > kMostText || kept + text.size() > kMostTextOfBatch) text = R"("too long to be kept")";
        kept += text.size();
        batch.refused.push_back({seq, reading.error().code, std::move(reading.error().fields), std::move(text)});
    }
}

std::size_t CountAlerts(const std::vector<printing::JournaledReading>& readings) {
    std::size_t alerts = 0;
    for (const auto& reading : readings) alerts += reading.reading.alerts.size();
    return alerts;
}

// What nearly every batch is: nothing in it is unusual.
std::optional<Batch> ReadUsual(std::string_view json) {
    printing::ReadingBatch sent;
    if (!base::FastReader(json).ReadAll(sent)) return std::nullopt;
    for (const auto& reading : sent.readings) {
        if (reading.seq <= 0 || !reading.reading.is_printer) return std::nullopt;
        if (!BeyondBounds(reading.reading).empty()) return std::nullopt;
    }
    if (sent.readings.size() > kMostReadings || sent.thinned.size() > kMostThinned) return std::nullopt;
    if (sent.readings.size() > 1 && CountAlerts(sent.readings) > kMostAlerts) return std::nullopt;
    for (const auto& range : sent.thinned) {
        if (range.first < 1 || range.last < range.first) return std::nullopt;
    }
    return Batch{sent.boot_epoch, std::move(sent.readings), {}, std::move(sent.thinned)};
}

}  // namespace

base::Result<Batch> ReadBatch(std::string_view json) {
    if (auto usual = ReadUsual(json)) return std::move(*usual);
    TRY(auto value, net::ParseOnce(json));
    Batch batch;
    base::json::Errors errors;
    const base::json::Path root;
    const auto* object = value.if_object();
    if (object == nullptr) {
        errors.Add(root, "not_an_object");
    } else {
        for (const auto* required : {"boot_epoch", "readings"}) {
            if (!object->contains(required)) errors.Add(base::json::Path{&root, required}, "missing");
        }
        for (const auto& [key, member] : *object) {
            const base::json::Path here{&root, std::string_view(key.data(), key.size())};
            if (key == "boot_epoch") {
                base::json::ReadInto(member, batch.boot_epoch, here, errors);
            } else if (key == "readings") {
                ReadReadings(member, batch, here, errors);
            } else if (key == "thinned") {
                const auto* ranges = member.if_array();
                if (ranges != nullptr && ranges->size() > kMostThinned) {
                    errors.Add(here, "too_many_items", {{"limit", static_cast<std::int64_t>(kMostThinned)}});
                } else {
                    base::json::ReadInto(member, batch.thinned, here, errors);
                }
            } else {
                errors.Add(here, "unknown_field");
            }
        }
        for (std::size_t i = 0; i < batch.thinned.size(); ++i) {
            const auto& range = batch.thinned[i];
            if (range.first >= 1 && range.last >= range.first) continue;
            errors.Add(base::json::Path{&root, "thinned"}, "out_of_range",
                       {{"minimum", std::int64_t{1}}, {"maximum", std::numeric_limits<std::int64_t>::max()}});
        }
    }
    if (batch.readings.size() > 1 && CountAlerts(batch.readings) > kMostAlerts) {
        errors.Add(base::json::Path{&root, "readings"}, "too_many_items",
                   {{"limit", static_cast<std::int64_t>(kMostAlerts)}});
    }
    if (errors.failed()) {
        return base::Refuse(base::ProblemKind::kInvalid, "invalid_fields", {}, std::move(errors.fields()));
    }
    return batch;
}

}  // namespace readings
