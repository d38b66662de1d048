#include "server/platform/api/idempotency_store.hpp"

#include "server/platform/pg/pg.hpp"

namespace http {
namespace {

// The answer as it is stored; everything that a later copy of it needs.
struct StoredAnswer {
    int status = 0;
    std::string content_type;
    std::string location;
    std::optional<std::int64_t> version;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(StoredAnswer, (), (status, content_type, location, version, body))

struct KeyRow {
    pg::Bytes request_hash;
    std::optional<pg::Bytes> answer;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (request_hash, answer))

const pg::Query<void(base::OrganizationId, pg::Bytes, pg::Bytes, base::Instant)> kClaim{"http.claim_idempotency_key",
                                                                                        R"sql(
    INSERT INTO idempotency_keys (organization_id, key_hash, request_hash, created_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (organization_id, key_hash) DO NOTHING)sql"};

const pg::Query<KeyRow(base::OrganizationId, pg::Bytes)> kFind{"http.find_idempotency_key", R"sql(
    SELECT request_hash, answer FROM idempotency_keys
    WHERE organization_id = $1 AND key_hash = $2)sql"};

const pg::Query<void(base::OrganizationId, pg::Bytes, pg::Bytes)> kStore{"http.store_idempotent_answer", R"sql(
    UPDATE idempotency_keys SET answer = $3 WHERE organization_id = $1 AND key_hash = $2)sql"};

const pg::Query<void(base::Instant)> kForget{"http.forget_idempotency_keys", R"sql(
    DELETE FROM idempotency_keys WHERE created_at < $1)sql"};

constexpr std::string_view kContext = "http.idempotent_answer ";

}  // namespace

base::Result<std::optional<Outcome>> ClaimKey(pg::Transaction& tx, const base::SecretBox& secrets,
                                              const IdempotencyClaim& claim) {
    const pg::Bytes key{claim.key_hash};
    if (tx.Exec(kClaim, claim.organization, key, pg::Bytes{claim.request_hash}, claim.at) == 1) {
        return std::optional<Outcome>{};
    }
    const auto row = tx.One(kFind, claim.organization, key);
    if (!row || row->request_hash.value != claim.request_hash) {
        return base::Refuse(base::ProblemKind::kInvalid, "idempotency_key_reused");
    }
    const auto text =
        row->answer ? secrets.Open(row->answer->value, std::string(kContext) + claim.key_hash) : std::nullopt;
    const auto stored = text ? base::json::Read<StoredAnswer>(*text)
                             : base::Result<StoredAnswer>(base::Refuse(base::ProblemKind::kInternal, ""));
    // Sealed under a key that no longer exists: the effect is there, its answer cannot be given again.
    if (!stored) return base::Refuse(base::ProblemKind::kConflict, "idempotent_answer_lost");
    Outcome outcome;
    outcome.status = stored->status;
    outcome.content_type = stored->content_type;
    outcome.body = stored->body;
    outcome.version = stored->version;
    if (!stored->location.empty()) outcome.headers.Add("Location", stored->location);
    outcome.replayed = true;
    return std::optional<Outcome>(std::move(outcome));
}

void StoreAnswer(pg::Transaction& tx, const base::SecretBox& secrets, const IdempotencyClaim& claim,
                 const Outcome& outcome) {
    const StoredAnswer answer{outcome.status, outcome.content_type, std::string(outcome.headers.Get("Location")),
                              outcome.version, outcome.body};
    tx.Exec(kStore, claim.organization, pg::Bytes{claim.key_hash},
            pg::Bytes{secrets.Seal(base::json::Write(answer), std::string(kContext) + claim.key_hash)});
}

std::int64_t ForgetIdempotencyKeys(pg::Transaction& tx, base::Instant system_now) {
    return tx.Exec(kForget, system_now - kIdempotencyMemory);
}

}  // namespace http
