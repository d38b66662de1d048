#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/clock.hpp"
#include "lib/base/problem.hpp"
#include "server/platform/api/actor.hpp"
#include "server/platform/api/cursor.hpp"
#include "server/platform/http/message.hpp"

namespace pg {
class Pool;
class Transaction;
}  // namespace pg

namespace http {

struct IdempotencyClaim;
struct Operation;
struct Outcome;

// One request on its way through a handler: who asks, for which organization, at what time, and the one
// database transaction of the request. Lives as long as the handler runs; belongs to one thread.
class Call {
  public:
    // What the router knows; nothing is owned.
    struct Context {
        const Operation& operation;
        const Request& request;
        const Actor& actor;
        std::string request_id;
        std::string language;
        const base::Clock& clock;
        const Signer& signer;
        const base::SecretBox& secrets;
        pg::Pool* pool = nullptr;
        std::map<std::string, std::string, std::less<>> path_values{};
    };

    explicit Call(Context context);
    ~Call();  // rolls an uncommitted transaction back
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    // The request's one transaction. Begun at the first use with the actor's visible organizations
    // (Operation::scope kNone: as the system); committed by the router before a 2xx goes out, rolled back
    // when the handler returns a Problem or throws. Throws when no database can be reached: 503.
    pg::Transaction& tx();

    [[nodiscard]] const Actor& actor() const { return context_.actor; }
    // The organization acted in: `?organization_id=`, or the actor's home.
    [[nodiscard]] base::OrganizationId organization() const { return context_.actor.organization; }
    // Business time, the same for the whole request.
    [[nodiscard]] base::Instant now() const { return now_; }
    // For texts to people, e.g. "en": the user's choice, else the best of Accept-Language.
    [[nodiscard]] const std::string& language() const { return context_.language; }
    [[nodiscard]] const std::string& request_id() const { return context_.request_id; }
    [[nodiscard]] const Request& request() const { return context_.request; }
    [[nodiscard]] const Operation& operation() const { return context_.operation; }
    // A long poll's last turn: answer now, a further Wait is answered 204.
    [[nodiscard]] bool must_answer() const { return context_.request.turn == Turn::kExpired; }

    // For operations with .if_match: the change goes on only from the version that the client has seen.
    // kStale "stale" when `current` is another one.
    [[nodiscard]] base::Result<void> CheckVersion(std::int64_t current) const;

    // The place behind which a page starts; nullopt on the first page. kInvalid "invalid_cursor" when the
    // text was not sealed for this operation, organization and filters.
    template <class Key>
    [[nodiscard]] base::Result<std::optional<Key>> OpenCursor(const Cursor& cursor) const {
        if (cursor.text.empty()) return std::optional<Key>{};
        if (const auto payload = context_.signer.Open(cursor.text, CursorContext())) {
            if (auto key = base::json::Read<Key>(*payload)) return std::optional<Key>(std::move(*key));
        }
        return RefuseCursor();
    }
    template <class Key>
    [[nodiscard]] std::string SealCursor(const Key& key) const {
        return context_.signer.Seal(base::json::Write(key), CursorContext());
    }

    // What ?sort=, ?cursor= and ?limit= say of a page; `params` derives from Paging and has the member `sort`.
    template <class Params>
    [[nodiscard]] auto Window(const Params& params) const -> base::Result<pg::Window<decltype(params.sort.column)>> {
        return Window(params, params.sort);
    }
    // Of a list that has one order.
    template <class Column>
    [[nodiscard]] base::Result<pg::Window<Column>> Window(const Paging& params, const pg::Order<Column>& order) const {
        auto after = OpenCursor<pg::Place>(params.cursor);
        if (!after) return std::unexpected(std::move(after.error()));
        return pg::Window<Column>{order, std::move(*after), params.limit};
    }
    // The cursor of the page behind this one; nullopt: this was the last.
    [[nodiscard]] std::optional<std::string> NextCursor(const std::optional<pg::Place>& next) const {
        return next ? std::optional(SealCursor(*next)) : std::nullopt;
    }

    // Runs once the transaction is committed (or the handler succeeded without one). Must not throw.
    void AfterCommit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }

    // What is to be remembered although the request is refused, e.g. that somebody could not sign in: runs once the
    // handler has returned a Problem and its transaction is gone, in another one with the scope of the system, which
    // commits before the answer goes out. What it throws is logged.
    void AfterRefusal(std::function<void(pg::Transaction&)> action) { after_refusal_.push_back(std::move(action)); }

    // ---- for the router ---------------------------------------------------------------------------
    [[nodiscard]] const Context& context() const { return context_; }
    // Between binding and handler. For operations with an Idempotency-Key: claims the key in the request's
    // transaction; an Outcome is the stored answer of an earlier request with the same key and body.
    base::Result<std::optional<Outcome>> Claim();
    // Stores the answer under the claimed key, commits, runs AfterCommit.
    void Finish(const Outcome& outcome);
    // Rolls back, runs AfterRefusal.
    void Refuse();

  private:
    void AtHome(const std::function<void()>& work);
    [[nodiscard]] std::string CursorContext() const;
    [[nodiscard]] static std::unexpected<base::Problem> RefuseCursor();

    Context context_;
    base::Instant now_;
    std::unique_ptr<pg::Transaction> tx_;
    std::vector<std::function<void()>> after_commit_;
    std::vector<std::function<void(pg::Transaction&)>> after_refusal_;
    std::unique_ptr<IdempotencyClaim> claim_;
};

// The page of a slice, each row as `Item{row}` ...
template <class Item, class Row>
Page<Item> MakePage(const Call& call, pg::Slice<Row> slice) {
    Page<Item> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
    page.items.reserve(slice.rows.size());
    for (auto& row : slice.rows) page.items.push_back(Item{std::move(row)});
    return page;
}
// ... or as `view(row)`.
template <class Row, class View>
auto MakePage(const Call& call, pg::Slice<Row> slice, const View& view) -> Page<decltype(view(slice.rows.front()))> {
    Page<decltype(view(slice.rows.front()))> page{.items = {}, .next_cursor = call.NextCursor(slice.next)};
    page.items.reserve(slice.rows.size());
    for (auto& row : slice.rows) page.items.push_back(view(row));
    return page;
}

}  // namespace http
