#include "server/service_requests/batch.hpp"

#include "lib/base/json.hpp"
#include "lib/base/text.hpp"
#include "lib/base/try.hpp"
#include "server/platform/audit/actions.hpp"
#include "server/platform/pg/transaction.hpp"
#include "server/platform/tasks/tasks.hpp"

namespace service_requests {
namespace {

tasks::Item MakeOne(pg::Transaction& tx, tasks::Run& run, Office& office, const BatchInput& batch,
                    const store::ChosenPrinter& chosen, std::int64_t number) {
    const auto printer = store::HoldPrinter(tx, {&chosen.organization_id, 1}, chosen.printer_id);
    if (!printer) {  // somebody took it out of the list meanwhile
        return {number, tasks::Outcome::kFailed, chosen.name, chosen.printer_id.value, "service_printer_gone"};
    }
    if (batch.skip_open) {
        if (const auto open = store::FindOpenNumber(tx, chosen.organization_id, chosen.printer_id)) {
            return {number,
                    tasks::Outcome::kSkipped,
                    chosen.name,
                    chosen.printer_id.value,
                    "service_request_open",
                    {{"number", *open}}};
        }
    }
    ServiceRequestInput input = batch.input;
    input.printer_id = chosen.printer_id;
    const auto made = Open(tx, office, chosen.organization_id, input, printer, batch.requester, run.Now());
    if (!made) {  // the operator changed what is offered
        return {number, tasks::Outcome::kFailed, chosen.name, chosen.printer_id.value, "service_unknown"};
    }
    run.Audit({made->organization_id, audit::action::kServiceRequestCreated, "service_request", made->id.value, nullptr,
               base::json::ToValue(static_cast<const ServiceRequest&>(*made)), made->number});
    return {number, tasks::Outcome::kDone, base::CleanText(made->number + " " + chosen.name), chosen.printer_id.value};
}

base::Result<void> MakeAll(tasks::Run& run, Office& office) {
    TRY(const auto batch, run.Input<BatchInput>());
    const auto total = static_cast<std::int64_t>(batch.printers.size());
    for (auto at = run.Checkpoint<std::int64_t>().value_or(0); at < total; ++at) {
        run.Step([&](pg::Transaction& tx) {
            run.Report(MakeOne(tx, run, office, batch, batch.printers[static_cast<std::size_t>(at)], at + 1));
            run.SetCheckpoint(at + 1);
            run.SetProgress(at + 1, total);
        });
    }
    return {};
}

}  // namespace

void RegisterBatch(tasks::Registry& registry, Office& office) {
    // The printers may belong to organizations below the one that asked, which was checked when it was asked.
    registry.Add(kBatchTask, [&office](tasks::Run& run) { return MakeAll(run, office); }, {.system_scope = true});
}

}  // namespace service_requests
