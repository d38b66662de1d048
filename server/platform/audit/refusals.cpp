#include "server/platform/audit/refusals.hpp"

#include <algorithm>

#include "lib/base/log.hpp"
#include "lib/base/text.hpp"
#include "lib/net/network.hpp"
#include "server/platform/api/call.hpp"
#include "server/platform/audit/audit_store.hpp"
#include "server/platform/pg/transaction.hpp"

namespace audit {
namespace {

constexpr double kBurst = 10;
constexpr std::chrono::seconds kPause{600};
constexpr std::size_t kMostKeys = 100'000;

}  // namespace

Refusals::Bucket& Refusals::Of(const std::string& key, Clock::time_point now) {
    auto at = buckets_.find(key);
    if (at == buckets_.end() && buckets_.size() >= kMostKeys) {
        // Full again: they would begin anew just so. When the table is full of busy ones, unknown keys share one.
        std::erase_if(buckets_, [&](const auto& entry) {
            return entry.second.not_recorded == 0 && now - entry.second.filled > kPause * kBurst;
        });
        if (buckets_.size() >= kMostKeys) at = buckets_.find("");
    }
    if (at == buckets_.end()) {
        at = buckets_.emplace(buckets_.size() >= kMostKeys ? "" : key, Bucket{kBurst, now, 0}).first;
    }
    Bucket& bucket = at->second;
    const std::chrono::duration<double> since = now - bucket.filled;
    bucket.tokens = std::min(kBurst, bucket.tokens + since / std::chrono::duration<double>(kPause));
    bucket.filled = now;
    return bucket;
}

std::optional<std::int64_t> Refusals::Take(const std::string& action, const std::string& thing,
                                           const std::string& address) {
    const std::lock_guard lock(mutex_);
    Bucket& bucket = Of(action + '\n' + thing, Clock::now());
    if (bucket.tokens < 1 || by_address_.Take(net::NetworkOf(address)).count() > 0 || overall_.Take("").count() > 0) {
        ++bucket.not_recorded;
        return std::nullopt;
    }
    bucket.tokens -= 1;
    return std::exchange(bucket.not_recorded, 0);
}

void Refusals::Write(pg::Transaction& tx, const Origin& origin, Refusal refusal, std::int64_t not_recorded) {
    if (!refusal.organization) refusal.organization = operator_of_(tx);
    if (!refusal.organization) return;  // before the first start is set up
    if (not_recorded > 0) refusal.after["not_recorded"] = not_recorded;
    store::Event event{.organization_id = *refusal.organization,
                       .at = clock_.Now(),
                       .actor_kind = origin.kind,
                       .actor_name = origin.name,
                       .address = origin.address,
                       .request_id = origin.request_id,
                       .action = refusal.action,
                       .object_type = refusal.object_type,
                       .object_id = {refusal.object_id},
                       .after = std::move(refusal.after),
                       .outcome = Outcome::kRefused,
                       .object_name = base::CleanText(refusal.object_name, kLongestName)};
    if (origin.id) event.actor_id = store::ObjectId{origin.id->value};
    store::Insert(tx, event);
}

void Refusals::Record(const Origin& origin, const std::string& thing, Refusal refusal) {
    const auto not_recorded = Take(refusal.action, thing, origin.address);
    if (!not_recorded) return;
    try {
        pg::Transaction tx(pool_, pg::Scope::System());
        Write(tx, origin, std::move(refusal), *not_recorded);
        tx.Commit();
    } catch (const std::exception& error) {
        base::log::Error("audit.refusal error={}", error.what());
    }
}

void Refusals::RecordAfter(http::Call& call, const Origin& origin, const std::string& thing, Refusal refusal) {
    const auto not_recorded = Take(refusal.action, thing, origin.address);
    if (!not_recorded) return;
    call.AfterRefusal([this, origin, refusal = std::move(refusal), count = *not_recorded](pg::Transaction& tx) {
        Write(tx, origin, refusal, count);
    });
}

std::int64_t ForgetRefusals(pg::Transaction& tx, base::Instant now) {
    return store::ForgetRefusals(tx, now - kRefusalMemory);
}

}  // namespace audit
