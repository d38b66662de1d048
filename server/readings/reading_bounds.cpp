#include "server/readings/reading_bounds.hpp"

#include "lib/base/text.hpp"

namespace readings {
namespace {

class Bounds {
  public:
    template <class T>
    void List(const char* name, const std::vector<T>& list, std::size_t most) {
        if (list.size() > most) {
            wrong_.push_back({std::string("/") + name, "too_many_items", {{"limit", static_cast<std::int64_t>(most)}}});
        }
    }
    void Text(const char* name, const std::string& text) {
        // No text has more characters than octets.
        if (text.size() <= kMostCharacters || base::CountCodePoints(text) <= kMostCharacters) return;
        wrong_.push_back(
            {std::string("/") + name, "too_long", {{"limit", static_cast<std::int64_t>(kMostCharacters)}}});
    }
    void Text(const char* name, const std::optional<std::string>& text) {
        if (text) Text(name, *text);
    }
    // One that is too long is named once, however many there are.
    void Texts(const char* name, const std::vector<std::string>& texts) {
        const std::size_t before = wrong_.size();
        for (const auto& text : texts) {
            Text(name, text);
            if (wrong_.size() > before) return;
        }
    }
    [[nodiscard]] bool any() const { return !wrong_.empty(); }
    std::vector<base::FieldProblem> Take() { return std::move(wrong_); }

  private:
    std::vector<base::FieldProblem> wrong_;
};

}  // namespace

std::vector<base::FieldProblem> BeyondBounds(const printing::Reading& reading) {
    Bounds bounds;
    bounds.List("detected_errors", reading.detected_errors, 64);
    bounds.List("alerts", reading.alerts, 500);
    bounds.List("meters", reading.meters, 256);
    bounds.List("supplies", reading.supplies, 256);
    bounds.List("inputs", reading.inputs, 128);
    bounds.List("features", reading.features, 64);
    bounds.List("problems", reading.problems, 100);
    if (reading.unanswered) bounds.List("unanswered", *reading.unanswered, 64);
    if (reading.origins) {
        bounds.List("origins", *reading.origins, 8);
        for (const auto& origin : *reading.origins) {
            bounds.List("origins/values", origin.values, 64);
            if (bounds.any()) break;
        }
    }
    if (bounds.any()) return bounds.Take();  // the texts of so many need not be counted
    bounds.Text("address", reading.address);
    bounds.Text("manufacturer", reading.manufacturer);
    bounds.Text("model", reading.model);
    bounds.Text("serial_number", reading.serial_number);
    bounds.Text("system_name", reading.system_name);
    bounds.Text("location", reading.location);
    bounds.Text("firmware", reading.firmware);
    bounds.Text("hardware_address", reading.hardware_address);
    bounds.Text("status_text", reading.status_text);
    bounds.Texts("features", reading.features);
    bounds.Texts("problems", reading.problems);
    if (reading.certificate) bounds.Text("certificate/sha256", reading.certificate->sha256);
    for (const auto& alert : reading.alerts) {
        bounds.Text("alerts/index", alert.index);
        bounds.Text("alerts/description", alert.description);
        if (bounds.any()) break;
    }
    for (const auto& meter : reading.meters) {
        bounds.Text("meters/index", meter.index);
        if (bounds.any()) break;
    }
    for (const auto& supply : reading.supplies) {
        bounds.Text("supplies/index", supply.index);
        for (const auto* text : {&supply.colorant, &supply.description, &supply.part_number, &supply.serial_number}) {
            bounds.Text("supplies", *text);
        }
        if (bounds.any()) break;
    }
    for (const auto& input : reading.inputs) {
        bounds.Text("inputs/index", input.index);
        bounds.Text("inputs/name", input.name);
        bounds.Text("inputs/media", input.media);
        if (bounds.any()) break;
    }
    return bounds.Take();
}

}  // namespace readings
