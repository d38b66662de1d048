#include "server/platform/pg/patience.hpp"

#include <algorithm>
#include <atomic>

namespace pg {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kSilence{3};
// Between the database's own limit and ours: time for it to say so.
constexpr milliseconds kWordsOfIt{500};
constexpr milliseconds kShortest{100};

thread_local const Patience* innermost_patience = nullptr;
std::atomic<steady_clock::rep> silent_until = 0;

}  // namespace

Patience::Patience(const Limits& limits)
    : outer_(innermost_patience), limits_(limits), end_(steady_clock::now() + limits.whole) {
    innermost_patience = this;
}

Patience::Patience(const std::optional<Limits>& limits) : outer_(innermost_patience), counts_(limits.has_value()) {
    if (!limits) return;
    limits_ = *limits;
    end_ = steady_clock::now() + limits_.whole;
    innermost_patience = this;
}

Patience::~Patience() {
    if (counts_) innermost_patience = outer_;
}

const Patience* Patience::Current() {
    return innermost_patience;
}

milliseconds Patience::Left() const {
    return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(end_ - steady_clock::now()));
}

std::string Patience::StatementTimeout() const {
    return std::to_string(std::max(kShortest, std::min(limits_.statement, Left() - kWordsOfIt)).count());
}

std::string Patience::LockTimeout() const {
    return std::to_string(std::max(kShortest, std::min(limits_.lock, Left() - kWordsOfIt)).count());
}

void FoundSilent() {
    silent_until = (steady_clock::now() + kSilence).time_since_epoch().count();
}

bool IsSilent() {
    return steady_clock::now().time_since_epoch().count() < silent_until;
}

}  // namespace pg
