#pragma once

#include <vector>

#include "server/service_requests/request_steps.hpp"

// The same request for each of several printers, as a task (PRN-4).
namespace service_requests {

inline constexpr const char* kBatchTask = "service_requests.batch";
inline constexpr std::size_t kMostPrinters = 100;

// What the task is given.
struct BatchInput {
    ServiceRequestInput input;
    std::vector<store::ChosenPrinter> printers;
    bool skip_open = false;
    Requester requester;
};
BOOST_DESCRIBE_STRUCT(BatchInput, (), (input, printers, skip_open, requester))

void RegisterBatch(tasks::Registry& registry, Office& office);

}  // namespace service_requests
