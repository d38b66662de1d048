#pragma once

#include "server/platform/pg/testing.hpp"

// For tests only: deliveries in states that take days to come by themselves.
namespace webhooks::testing {

inline void FailWebhookDeliveries(pg::testing::Database& database) {
    database.Sql("UPDATE webhook_deliveries SET state = 'failed', next_attempt_at = NULL, failed_at = now()");
}

}  // namespace webhooks::testing
