#include "server/platform/tasks/run.hpp"

#include "server/platform/audit/record_all.hpp"

namespace tasks {

TaskId Run::id() const {
    return claim_.row.id;
}
base::OrganizationId Run::organization() const {
    return claim_.row.organization_id;
}
int Run::attempt() const {
    return claim_.row.attempts;
}
const boost::json::value& Run::input() const {
    return claim_.row.input;
}
const std::optional<boost::json::value>& Run::checkpoint() const {
    return claim_.row.checkpoint;
}

bool Run::ShouldStop() const {
    return control_.lost || control_.cancelled || control_.stopping;
}

void Run::Step(const std::function<void(pg::Transaction&)>& work) {
    if (control_.lost || control_.stopping) throw Interrupted{};
    reported_.clear();
    changes_.clear();
    claim_.new_checkpoint.reset();
    claim_.progress_changed = false;
    const bool everything = claim_.options.system_scope || organization() == kSystemOrganization;
    pg::Transaction tx(pool_, everything ? pg::Scope::System() : pg::Scope::Organization(organization()));
    // The fence comes first: from here to the commit nobody else can take the task over.
    switch (store::Extend(tx, claim_.fence(), claim_.lease)) {
        case store::Hold::kHeld:
            break;
        case store::Hold::kLost:
            control_.lost = true;
            throw Interrupted{};
        case store::Hold::kCancelled:
            control_.cancelled = true;
            throw Interrupted{};
    }
    work(tx);
    if (!changes_.empty()) audit::RecordAll(tx, Now(), origin(), changes_);
    if (!reported_.empty()) store::SaveItems(tx, claim_.fence(), reported_);
    if (claim_.progress_changed || claim_.new_checkpoint) {
        store::SaveProgress(tx, claim_.fence(), claim_.row.progress_done, claim_.row.progress_total,
                            claim_.new_checkpoint);
    }
    tx.Commit();
    if (claim_.new_checkpoint) claim_.row.checkpoint = claim_.new_checkpoint;
}

audit::Origin Run::origin() const {
    if (claim_.row.origin) {
        if (auto origin = base::json::Bind<audit::Origin>(*claim_.row.origin)) return std::move(*origin);
    }
    return audit::SystemOrigin(claim_.row.kind);
}

void Run::Audit(audit::Change change) {
    changes_.push_back(std::move(change));
}

void Run::Report(Item item) {
    reported_.push_back(std::move(item));
}

void Run::SetProgress(std::int64_t done, std::int64_t total) {
    claim_.row.progress_done = done;
    claim_.row.progress_total = total;
    claim_.progress_changed = true;
}

void Run::SaveCheckpoint(boost::json::value value) {
    claim_.new_checkpoint = std::move(value);
}

}  // namespace tasks
