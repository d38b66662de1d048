#pragma once

#include <optional>
#include <string>

#include "server/platform/api/router.hpp"
#include "server/platform/pg/transaction.hpp"

// One effect for one Idempotency-Key, however often and however concurrently it is sent: the key is claimed
// by an insert in the request's transaction (a second one waits there for the first to commit), and the
// answer is stored in the same transaction. Answers may show a secret once, so they are sealed.
namespace http {

// What the claim is for. Keys of different actors never meet; a key of one actor belongs to one request, whatever
// the operation, the organization acted in, the object and the body.
struct IdempotencyClaim {
    base::OrganizationId organization;  // the actor's home
    std::string key_hash;               // 32 octets: of actor and key
    std::string request_hash;           // 32 octets: of method, target and body
    base::Instant at;                   // system time, for the clean-up
};

// How long a key is remembered.
inline constexpr std::chrono::hours kIdempotencyMemory{24};

// nullopt: claimed now, go on. An Outcome: the answer of the request that had the key first. kInvalid
// "idempotency_key_reused": that request was another one.
base::Result<std::optional<Outcome>> ClaimKey(pg::Transaction& tx, const base::SecretBox& secrets,
                                              const IdempotencyClaim& claim);
void StoreAnswer(pg::Transaction& tx, const base::SecretBox& secrets, const IdempotencyClaim& claim,
                 const Outcome& outcome);
// Forgets keys older than kIdempotencyMemory; for a task, in system scope. Gives how many.
std::int64_t ForgetIdempotencyKeys(pg::Transaction& tx, base::Instant system_now);

}  // namespace http
