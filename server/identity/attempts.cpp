#include "server/identity/attempts.hpp"

#include <algorithm>

#include "lib/base/secrets.hpp"
#include "server/identity/sign_in_store.hpp"
#include "server/platform/pg/transaction.hpp"

namespace identity {
namespace {

store::TryRow RowOf(const Try& one) {
    return {.key_hash = {base::Sha256(std::string(one.bound->name) + '\n' + one.thing)},
            .pause = std::chrono::duration_cast<base::Duration>(one.bound->pause),
            .burst = one.bound->burst};
}

}  // namespace

std::chrono::seconds Attempts::Take(const Tries& tries) {
    std::chrono::seconds wait(0);
    pg::Transaction tx(pool_, pg::Scope::System());
    for (const Try& one : tries) {
        const base::Duration left = store::TakeTry(tx, RowOf(one));
        if (left <= base::Duration(0)) continue;
        wait = std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(left));
        break;
    }
    tx.Commit();
    return wait;
}

void Attempts::GiveBack(pg::Transaction& tx, const Tries& tries) {
    for (const Try& one : tries) store::GiveTryBack(tx, RowOf(one));
}

void Attempts::Forget(pg::Transaction& tx) {
    store::ForgetTries(tx);
}

}  // namespace identity
