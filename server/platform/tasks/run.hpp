#pragma once

#include <atomic>
#include <chrono>

#include "server/platform/tasks/task_store.hpp"

// The state of a Run: the claimed row, and what other threads have set for the one that runs it.
namespace tasks {

struct Run::Claim {
    store::ClaimRow row;
    KindOptions options;
    base::Duration lease;
    // What the current step reports; saved with it.
    std::optional<boost::json::value> new_checkpoint;
    bool progress_changed = false;

    [[nodiscard]] store::Fence fence() const { return {row.organization_id, row.id, row.lease_number}; }
};

struct Run::Control {
    store::Fence fence;
    std::atomic<bool> lost = false;       // another worker has taken over
    std::atomic<bool> cancelled = false;  // a person wants it to stop
    std::atomic<bool> stopping = false;   // the server shuts down
};

}  // namespace tasks
